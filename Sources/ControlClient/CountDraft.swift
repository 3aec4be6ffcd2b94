// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// The answers of a count that was not sent yet, as they are kept between two questions.
///
/// Numbers and keys of money only, nothing personal.
package struct CountDraft: Equatable, Sendable {
    /// Of the command that will be sent: sent again after a lost answer, it is the same command.
    package let commandID: String
    /// Pieces by key, zeros included: what was asked and answered.
    package var pieces: [String: Int64] = [:]
    /// Money that is no legal tender, by key; nil: not asked yet.
    package var other: [String: Int64]?

    /// A draft without answers.
    package init(commandID: String) {
        self.commandID = commandID
    }

    /// A draft from its file; nil when the bytes are none.
    package init?(bytes: [UInt8]) {
        guard let root = try? JSONDocument(scanning: bytes).root.value,
            let commandID = root["commandId"]?.string, let pieces = root["pieces"]?.members
        else { return nil }
        self.init(commandID: commandID)
        self.pieces = Self.numbers(pieces)
        other = root["other"]?.members.map(Self.numbers)
    }

    /// What stands in its file.
    package var bytes: [UInt8] {
        CanonicalJSON.bytes([
            "commandId": .string(commandID), "pieces": Self.value(pieces),
            "other": other.map(Self.value) ?? .null,
        ])
    }

    private static func numbers(_ members: [JSONMember]) -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        for member in members { numbers[member.name] = member.value.integer }
        return numbers
    }

    /// Numbers as an object in the order of their keys.
    static func value(_ numbers: [String: Int64]) -> JSONValue {
        .object(numbers.sorted { $0.key < $1.key }.map { JSONMember($0.key, .integer($0.value)) })
    }
}

/// The place of a draft: one file for each store, method and thing counted.
package struct DraftFile: Sendable {
    /// Below `$XDG_STATE_HOME/peksos`.
    package let path: String
    private let directory: String

    /// The file for these names; nil where the user has no directory for it.
    package init?(_ names: [String]) {
        let home = System.environment("HOME").map { $0 + "/.local/state" }
        guard let base = System.environment("XDG_STATE_HOME") ?? home else { return nil }
        directory = base + "/peksos"
        // Names come from outside: letters, digits and dashes only, so that they stay one name.
        let parts = names.map { name in
            String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        }
        path = directory + "/" + parts.joined(separator: "_").prefix(200) + ".draft"
    }

    /// What was kept.
    package func read() -> CountDraft? {
        (try? System.readFile(path, limit: 65_536)).flatMap(CountDraft.init(bytes:))
    }

    /// Keeps a draft; it is on disk when this returns.
    package func keep(_ draft: CountDraft) throws(SystemError) {
        System.makeDirectory(directory)
        try System.writeFile(path, draft.bytes, mode: 0o600, replacing: true)
    }

    /// Forgets the draft.
    package func remove() { System.remove(path) }
}
