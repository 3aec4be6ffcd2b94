// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The office's voice in one matter of policy, known by a number.
package enum Advocacy: Thing {
    package static let noun = "advocacy"
    package static let naming = Naming.number(prefix: "ADV")
    package static let completion: (method: String, column: String)? = (
        "advocacy.list", "advocacy"
    )
}

/// Whose rules are to change.
package enum AdvocacyLevel: String, CodeSet {
    case national, province, city

    package static let name = "AdvocacyLevel"
}

/// How the office makes itself heard.
package enum AdvocacyChannel: String, CodeSet {
    case socialisation, seminar, mediaCampaign, talkShow, writing, ministry, csr, regulation
    case hearing

    package static let name = "AdvocacyChannel"
}

/// What became of an input.
package enum InputOutcome: String, CodeSet {
    case adopted, partlyAdopted, rejected

    package static let name = "InputOutcome"
}

/// How far an advocacy got: by its newest input, or closed.
package enum AdvocacyStatus: String, CodeSet {
    case open, drafted, approved, submitted, responded, adopted, partlyAdopted, rejected
    case withdrawn, closed

    package static let name = "AdvocacyStatus"
}

/// The number of a revision of an input, from 1.
package struct RevisionNumber: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...1_000_000
    package static let schema = ValueSchema(
        "RevisionNumber",
        .integer(minimum: 1, maximum: 1_000_000),
        column: "integer"
    )
}

/// What names a client in a text that leaves the office.
enum Identifying {
    private static let prefixes = ["kln-", "kss-", "krt-"].map { Array($0.utf8) }

    /// True for the id of a client, case or household, in whatever letters, or a run of 16 digits.
    static func isFound(in text: String) -> Bool {
        let bytes = text.utf8.map { TextRule.isUpper($0) ? $0 | 0x20 : $0 }
        var run = 0
        for index in bytes.indices {
            run = TextRule.isDigit(bytes[index]) ? run + 1 : 0
            // The digits of a national number (NIK) or of a family card (KK).
            if run == 16 || isID(bytes[index...]) { return true }
        }
        return false
    }

    // A prefix, a year of four digits, a hyphen, four digits.
    private static func isID(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard prefixes.contains(where: bytes.starts) else { return false }
        let rest = bytes.dropFirst(4).prefix(9)
        return rest.count == 9
            && rest.enumerated().allSatisfy { offset, byte in
                offset == 4 ? byte == 0x2D : TextRule.isDigit(byte)
            }
    }
}
