// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Follows streams and commands through a log read from its first record on.
///
/// Finds what a chain that was hashed anew does not show: a gap in a stream, a command recorded
/// twice. Memory: about 32 bytes a stream and 16 a command.
package struct StreamCheck: Sendable {
    // By 64 bits of a keyed hash: two of a million streams or commands meet with a chance below 10⁻⁷.
    private var versions: [Int: UInt64] = [:]
    private var commands: Set<Int> = []
    private var current: Note?

    /// Before the first record.
    package init() {}

    /// Takes the next record; throws what is wrong with it.
    package mutating func take(_ recorded: RecordedEvent) throws(LogError) {
        try take(Note(recorded))
    }

    /// What is looked at of one record, names as their hashes: made by whoever read the record.
    struct Note: Sendable {
        let position: UInt64
        let stream: Int
        let streamVersion: UInt64
        let command: Int
        let digest: Digest32
        let actor: Int

        init(_ recorded: RecordedEvent) {
            position = recorded.position
            stream = recorded.event.stream.hashValue
            streamVersion = recorded.event.streamVersion
            command = recorded.event.commandID.hashValue
            digest = recorded.event.commandDigest
            actor = recorded.event.actor.hashValue
        }
    }

    mutating func take(_ note: Note) throws(LogError) {
        let version = versions[note.stream, default: 0] + 1
        guard note.streamVersion == version else {
            throw .streamBroken(position: note.position)
        }
        versions[note.stream] = version
        if let current, current.command == note.command {
            guard current.digest == note.digest, current.actor == note.actor else {
                throw .commandRepeated(position: note.position)
            }
            return
        }
        guard commands.insert(note.command).inserted else {
            throw .commandRepeated(position: note.position)
        }
        current = note
    }
}

/// What a verification ends with.
package enum LogVerdict: String, Sendable {
    case sound, tampered, damaged, incomplete

    /// The exit status of `peksosd verify`: 0 to 3.
    package var exitStatus: Int32 {
        switch self {
        case .sound: 0
        case .tampered: 1
        case .damaged: 2
        case .incomplete: 3
        }
    }
}

extension LogError {
    /// Damaged where bytes are not what was once written, tampered where whole records are wrong.
    ///
    /// Records that are right in themselves and wrong together are no disk's work.
    package var verdict: LogVerdict {
        switch self {
        case .store, .damaged, .notALog, .unsupportedFormat: .damaged
        case .missing, .chainBroken, .headMismatch, .headHashMismatch, .timeWentBack,
            .streamBroken, .commandRepeated, .undecodable, .invalidEvent, .alreadyInitialised:
            .tampered
        }
    }
}
