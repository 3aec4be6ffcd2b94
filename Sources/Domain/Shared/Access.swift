// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The access log says who looked at personal data, who was turned away, and who broke the glass:
// one stream a month. Looks and denials are written by the office itself, never by a command of a
// client. It holds ids and codes only.

// MARK: Events

/// What the access log holds of looks, one stream per month: `access-201608`.
///
/// Actions: `read`, `reveal`, `export`, `search`, `breakGlass`. The reason of a look is that of its
/// envelope.
package enum AccessEvent: DomainEvent {
    case recorded(
        operator: ID<Operator>,
        method: String,
        action: String,
        refs: [String],
        subjects: [String],
        fieldClass: String?,
        fields: [String],
        purpose: String?,
        rows: Int64
    )
    case denied(
        operator: ID<Operator>,
        method: String,
        action: String,
        ref: String,
        kind: String
    )
    case breakGlassOpened(case: ID<Case>?, client: ID<Client>?, until: Moment)
    case breakGlassReviewed(entry: AccessEntry, finding: BreakGlassFinding, note: Line)

    package enum CodingKeys: String, CodingKey {
        case recorded = "access.recorded"
        case denied = "access.denied"
        case breakGlassOpened = "access.breakGlassOpened"
        case breakGlassReviewed = "access.breakGlassReviewed"
    }

    package static let category = "access"

    package var isStep: Bool {
        switch self {
        case .recorded, .denied, .breakGlassOpened, .breakGlassReviewed: false
        }
    }

    /// The stream of a month.
    package static func stream(_ day: CivilDate) -> String {
        let (year, month, _) = day.components
        return "access-\(year)\(month < 10 ? "0" : "")\(month)"
    }
}

// MARK: Rows

/// One line of the access log.
package struct AccessRow: Row {
    package static let table = RowTable(19, "accesses")
    /// Of the event, which is the entry that a review names.
    package let position: Int64
    /// Microseconds since 1970, UTC.
    package let recordedAt: Int64
    /// Who looked, or was turned away.
    package let `operator`: ID<Operator>
    /// The query or command by which they did.
    package let method: String
    /// The action of the look, or `denied`.
    package let action: String
    /// Ids of what was asked for, cases and clients above all; for a denial the one that was
    /// denied.
    package let refs: [String]
    /// The people whose sealed fields were opened, by id; empty for a denial.
    package let subjects: [String]
    /// Raw value of ``FieldClass``; `nil` when nothing sealed was opened.
    package let fieldClass: String?
    /// Names of the sealed fields that were opened.
    package let fields: [String]
    /// What the look was for, as the params say; `nil` when they do not ask.
    package let purpose: String?
    /// Of the envelope; never given for a denial.
    package let reason: String?
    /// False for a denial.
    package let isAllowed: Bool
    /// How many rows were answered; 0 for a denial.
    package let rows: Int64
    package var key: RowKey { RowKey().and(position) }

    /// The line of a look or a denial; `nil` for what is neither.
    package init?(_ event: AccessEvent, _ meta: EventMeta) {
        position = meta.position
        recordedAt = meta.recordedAt
        switch event {
        case .recorded(
            let slug,
            let method,
            let action,
            let refs,
            let subjects,
            let fieldClass,
            let fields,
            let purpose,
            let rows
        ):
            self.operator = slug
            self.method = method
            self.action = action
            self.refs = refs
            self.subjects = subjects
            self.fieldClass = fieldClass
            self.fields = fields
            self.purpose = purpose
            reason = meta.reason
            isAllowed = true
            self.rows = rows
        case .denied(let slug, let method, _, let ref, _):
            self.operator = slug
            self.method = method
            action = "denied"
            refs = [ref]
            subjects = []
            fieldClass = nil
            fields = []
            purpose = nil
            reason = nil
            isAllowed = false
            rows = 0
        case .breakGlassOpened, .breakGlassReviewed: return nil
        }
    }
}

/// Where the lines about a subject, or of an operator, are.
package struct AccessIndexRow: Row {
    package static let table = RowTable(20, "accessIndex")
    /// A subject's id, or an operator's slug.
    package let who: String
    /// Of the line in ``AccessRow``.
    package let position: Int64
    package var key: RowKey { RowKey(who).and(position) }

    /// The entry of one line.
    package init(who: String, position: Int64) {
        self.who = who
        self.position = position
    }
}

/// The minute of the last denial of an object to an operator, so that a flood fills no log.
package struct DenialRow: Row {
    package static let table = RowTable(21, "denials")
    /// Who was turned away.
    package let `operator`: ID<Operator>
    /// What was called.
    package let method: String
    /// The id of the object that was denied.
    package let ref: String
    /// Minutes since 1970, UTC.
    package let minute: Int64
    package var key: RowKey { Self.key(`operator`, method, ref) }

    /// The row of a denial.
    package init(operator: ID<Operator>, method: String, ref: String, recordedAt: Int64) {
        self.operator = `operator`
        self.method = method
        self.ref = ref
        minute = recordedAt / 60_000_000
    }

    /// The key of an object denied to an operator.
    package static func key(_ operator: ID<Operator>, _ method: String, _ ref: String) -> RowKey {
        RowKey(`operator`.text).and(method).and(ref)
    }
}

extension Facts {
    /// The event of a denial, or `nil` when one of this minute is on record already.
    package func denial(
        operator: ID<Operator>,
        method: String,
        action: String,
        ref: String,
        kind: String,
        at moment: Moment
    ) -> AccessEvent? {
        let last = row(DenialRow.self, DenialRow.key(`operator`, method, ref))?.minute
        if let last, last >= moment.microseconds / 60_000_000 { return nil }
        return .denied(
            operator: `operator`,
            method: method,
            action: action,
            ref: ref,
            kind: kind
        )
    }
}
