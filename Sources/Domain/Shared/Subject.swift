// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A subject is anybody whose personal data the office seals under a key of their own. The id tells
// the kind: clients, workers, volunteers, contacts and beneficiaries have names by which they are
// found, and may turn out to be one person with two records.

/// The kinds of people whose names are indexed.
package enum SubjectKind: String, Codable, Sendable, CaseIterable {
    case client, worker, volunteer, contact, beneficiary

    /// The letters before the year in their ids.
    private var prefix: String {
        switch self {
        case .client: "KLN-"
        case .worker: "PKS-"
        case .volunteer: "RLW-"
        case .contact: "KTK-"
        case .beneficiary: "PMN-"
        }
    }

    /// The kind that an id tells; `nil` for the ids of other things.
    package init?(of subject: String) {
        guard let kind = Self.allCases.first(where: { subject.hasPrefix($0.prefix) })
        else { return nil }
        self = kind
    }
}

/// The id of a client, worker, volunteer, contact or beneficiary.
package struct SubjectID: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "SubjectId",
        .string(minimum: 1, maximum: 64, pattern: "^(KLN|PKS|RLW|KTK|PMN)-[0-9]{4}-[0-9]{4,}$"),
        column: "id"
    )
    package static let sample = SubjectID(trusted: "KLN-2016-0001")
    package static func check(_ text: String) throws(InvalidValue) {
        try IdentifierRule.checkAny(text)
        guard SubjectKind(of: text) != nil, SubjectID(trusted: text).sequence != nil else {
            throw InvalidValue("pattern", expected: "an id like KLN-2016-0001")
        }
    }

    // Year and number of `PREFIX-year-sequence`.
    private var sequence: (year: Int, number: Int)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[1]), let number = Int(parts[2]),
            year >= 0, number >= 0
        else { return nil }
        return (year, number)
    }

    /// True when this record's number was given before the other's.
    package func isOlder(than other: SubjectID) -> Bool {
        guard let own = sequence, let others = other.sequence, own != others
        else { return text < other.text }
        return own < others
    }
}
