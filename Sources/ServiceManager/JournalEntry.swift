// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One entry of the journal: what happened, how grave it is, and facts.
package struct JournalEntry: Sendable {
    /// From 0, the end of the world, to 7, for those who look for mistakes.
    package let priority: Int
    /// Constant for its kind: what varies is in the facts.
    package let message: String
    /// Ids, codes and numbers, by name.
    package let facts: [(name: String, value: String)]

    /// An entry with its facts in the order of their names.
    package init(priority: Int, message: String, facts: [String: String]) {
        self.priority = priority
        self.message = message
        self.facts = facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The entry in one line, without what would break it.
    package var text: String {
        facts.reduce(message.oneLine) { "\($0) \($1.name)=\($1.value.oneLine)" }
    }

    /// Lines `FIELD=value` of the journal's own protocol.
    package var fields: [UInt8] {
        var lines = [
            "MESSAGE=\(text)", "PRIORITY=\(priority)", "MESSAGE_ID=\(kind)",
            "SYSLOG_IDENTIFIER=peksosd",
        ]
        lines += facts.map { "\(Self.field($0.name))=\($0.value.oneLine)" }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// What every entry of this kind has in common: 32 hexadecimal digits made of the message.
    package var kind: String {
        // Two 64-bit FNV-1a hashes with different beginnings; it need only tell kinds apart.
        [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142].map { (start: UInt64) in
            let hash = message.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            let digits = String(hash, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The field of a fact: `durationUs` is `PEKSOS_DURATION_US`.
    static func field(_ name: String) -> String {
        switch name {
        case "request": return "PEKSOS_REQUEST_ID"
        case "head": return "PEKSOS_POSITION"
        default:
            return name.reduce(into: "PEKSOS_") { field, character in
                if character.isUppercase { field += "_" }
                field += character.isLetter || character.isNumber ? character.uppercased() : "_"
            }
        }
    }
}

extension String {
    /// The text with line ends and control characters as escapes.
    fileprivate var oneLine: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isControl {
                text += scalar.escaped(asASCII: true)
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || value == 0x2028 || value == 0x2029
    }
}
