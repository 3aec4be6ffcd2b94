// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What identifies a client, as papers have it. Everything here is personal but sex, kind and state.

/// What a client's record stands for.
package enum ClientKind: String, CodeSet {
    case individual, family, group, community

    package static let name = "ClientKind"
}

/// The sex that papers give.
package enum Sex: String, CodeSet {
    case female, male, unknown

    package static let name = "Sex"
}

/// Whether a client stands in the state's register of social welfare.
package enum DtksStatus: String, CodeSet {
    case listed, notListed, unknown

    package static let name = "DtksStatus"
}

/// A number by which some register knows a client.
package enum IdentifierKind: String, CodeSet {
    case nik, kk, nisn, siks, slrt

    package static let name = "IdentifierKind"
}

/// The number of a family card (KK), sixteen digits; personal.
package struct FamilyCardNumber: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Kk",
        .string(minimum: 16, maximum: 16, pattern: "^[0-9]{16}$"),
        column: "text",
        personal: "identity"
    )
    package static let sample = FamilyCardNumber(trusted: "3277010101080001")
    package static func check(_ text: String) throws(InvalidValue) {
        try NationalNumber.check(text)
    }
    /// Never the number.
    package var description: String { "«kk»" }
}

/// A number of any kind that identifies somebody, 1 to 40 letters, digits and `./-`; personal.
package struct IdentifierValue: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Identifier",
        .string(minimum: 1, maximum: 40, pattern: "^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$"),
        column: "text",
        personal: "identity"
    )
    package static let sample = IdentifierValue(trusted: "3277015203080001")
    package static func check(_ text: String) throws(InvalidValue) {
        try DocNumber.check(text)
    }
    /// Never the number.
    package var description: String { "«identifier»" }

    /// Throws unless the number has the form of its kind.
    package func check(as kind: IdentifierKind) throws(InvalidValue) {
        switch kind {
        case .nik: try NationalNumber.check(text)
        case .kk: try FamilyCardNumber.check(text)
        case .nisn: try PupilNumber.check(text)
        case .siks, .slrt: break
        }
    }
}

/// Where somebody lives, one line of 1 to 500 characters; personal.
package struct Address: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "Address",
        .string(minimum: 1, maximum: 500, pattern: nil),
        column: "text",
        personal: "contact"
    )
    package static let sample = Address(trusted: "Jalan Rekaan 1")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...500)
    }
    /// Never the address.
    package var description: String { "«address»" }
}

/// Further names of one person, sealed as one value; personal.
package struct OtherNames: TextValue {
    // No name holds a line feed.
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "OtherNames",
        .string(minimum: 1, maximum: 8000, pattern: nil),
        column: "text",
        personal: "identity"
    )
    package static let sample = OtherNames(trusted: "Nama Lain")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...8000, narrative: true)
    }
    /// Never the names.
    package var description: String { "«names»" }

    /// Several names as one value; `nil` when there is none.
    package init?(_ names: [PersonName]) {
        guard !names.isEmpty else { return nil }
        text = names.map(\.text).joined(separator: "\n")
    }

    /// The single names.
    package var names: [String] { text.split(separator: "\n").map(String.init) }
}

// MARK: Areas

extension AreaCode {
    /// The area without its village: what may stand outside the seal.
    package var district: AreaCode { AreaCode(trusted: String(text.prefix(8))) }
}

// MARK: National numbers

extension NationalNumber {
    // AAAAAA DDMMYY SSSS: area of first registration, birth date (day + 40 for women), serial.
    private func number(_ offset: Int) -> Int {
        let digits = Array(text.utf8)
        guard digits.count == 16 else { return 0 }
        return Int(digits[offset] - 0x30) * 10 + Int(digits[offset + 1] - 0x30)
    }

    /// True when day and month can be those of a birth date.
    package var isWellFormed: Bool {
        let day = number(6)
        return ((1...31).contains(day) || (41...71).contains(day)) && (1...12).contains(number(8))
    }

    /// True when the number says something else than the sex, the birth date or the birth year.
    package func contradicts(sex: Sex?, birthDate: CivilDate?, birthYear: Int?) -> Bool {
        let isFemale = number(6) > 40
        switch sex {
        case .female where !isFemale: return true
        case .male where isFemale: return true
        default: break
        }
        if let birthDate {
            let (year, month, day) = birthDate.components
            return day != number(6) % 40 || month != number(8) || year % 100 != number(10)
        }
        if let birthYear { return birthYear % 100 != number(10) }
        return false
    }
}
