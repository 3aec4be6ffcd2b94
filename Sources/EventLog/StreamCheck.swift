// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Follows streams and commands through a log read from its first record on.
///
/// Finds what a chain that was hashed anew does not show: a gap in a stream, a command recorded
/// twice. Memory: about 60 bytes a stream and 16 a command.
package struct StreamCheck: Sendable {
    private var versions: [String: UInt64] = [:]
    // Sixty-four bits of a keyed hash: two of a million commands meet with a chance below 10⁻⁷.
    private var commands: Set<Int> = []
    private var current: (id: String, digest: Digest32, actor: String)?

    package init() {}

    /// Takes the next record; throws what is wrong with it.
    package mutating func take(_ recorded: RecordedEvent) throws(LogError) {
        let event = recorded.event
        let version = versions[event.stream, default: 0] + 1
        guard event.streamVersion == version else {
            throw .streamBroken(position: recorded.position)
        }
        versions[event.stream] = version
        if let current, current.id == event.commandID {
            guard current.digest == event.commandDigest, current.actor == event.actor else {
                throw .commandRepeated(position: recorded.position)
            }
            return
        }
        guard commands.insert(event.commandID.hashValue).inserted else {
            throw .commandRepeated(position: recorded.position)
        }
        current = (event.commandID, event.commandDigest, event.actor)
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
    /// Damaged where bytes are not what was once written; tampered where whole records are right in
    /// themselves and wrong together, which no disk does by itself.
    package var verdict: LogVerdict {
        switch self {
        case .store, .damaged, .notALog, .unsupportedFormat: .damaged
        case .missing, .chainBroken, .headMismatch, .headHashMismatch, .timeWentBack,
            .streamBroken, .commandRepeated, .invalidEvent, .alreadyInitialised:
            .tampered
        }
    }
}
