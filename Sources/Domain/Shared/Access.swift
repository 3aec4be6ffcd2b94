// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The access log: who looked at what, and what was denied. Written by the office itself, before an
// answer with personal data, an export or a search leaves; it holds ids and codes only.

/// What the access log holds of looks, one stream per month: `access-201608`.
package enum AccessEvent: DomainEvent {
    case recorded(
        operator: ID<Operator>, method: String, action: String, refs: [String],
        subjects: [String], fieldClass: String?, fields: [String], purpose: String?, rows: Int64)
    case denied(operator: ID<Operator>, method: String, action: String, ref: String, kind: String)

    package enum CodingKeys: String, CodingKey {
        case recorded = "access.recorded"
        case denied = "access.denied"
    }

    package static let category = "access"

    package var isStep: Bool { false }

    /// The stream of a month.
    package static func stream(_ day: CivilDate) -> String {
        let (year, month, _) = day.components
        return "access-\(year)\(month < 10 ? "0" : "")\(month)"
    }
}
