// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Who looked at personal data, who was turned away, and who broke the glass.
    static let accessLog = Projection(
        "accessLog",
        tables: [
            AccessRow.table, AccessIndexRow.table, DenialRow.table, BreakGlassRow.table,
            UnreviewedBreakGlassRow.table, BrokenGlassRow.table,
        ]
    )
    .on(AccessEvent.self) { event, meta, store in
        if let row = AccessRow(event, meta) {
            store.put(row)
            for who in Set(row.subjects + [row.operator.text]) {
                store.put(AccessIndexRow(who: who, position: row.position))
            }
        }
        switch event {
        case .recorded: break
        case .denied(let slug, let method, _, let ref, _):
            store.put(
                DenialRow(operator: slug, method: method, ref: ref, recordedAt: meta.recordedAt)
            )
        case .breakGlassOpened(let opened, let client, let until):
            let ref = opened?.text ?? client?.text ?? ""
            store.put(
                BreakGlassRow(
                    position: meta.position,
                    operator: meta.actor,
                    ref: ref,
                    openedAt: meta.recordedAt,
                    until: until
                )
            )
            let day = Moment(microseconds: meta.recordedAt).date
            store.put(UnreviewedBreakGlassRow(position: meta.position, openedOn: day))
            store.put(BrokenGlassRow(operator: meta.actor, ref: ref, until: until))
        case .breakGlassReviewed(let entry, _, _):
            let key = BreakGlassRow.key(entry.value)
            store.update(BreakGlassRow.self, key) { $0.reviewedBy = meta.actor }
            store.remove(UnreviewedBreakGlassRow.self, key)
        }
    }
}

/// Looks at personal data, by position (R29).
package struct ListAccesses: Query {
    package static let contract = QueryContract(
        "access.list",
        roles: [.dataProtection, .auditor, .supervisor]
    )

    package let `operator`: ID<Operator>?
    package let subject: PersonID?
    package let action: ShownAction?
    package let allowed: Bool?
    package let from: CivilDate?
    package let to: CivilDate?

    /// The action of a look, or that it was refused.
    package enum ShownAction: String, CodeSet {
        case read, reveal, export, search, breakGlass, denied

        package static let name = "ShownAction"
    }

    package struct Item: Codable, Sendable {
        let position: Int64
        let at: Moment
        let `operator`: String
        let method: String
        let action: String
        let refs: [String]
        let subjects: [String]
        let fieldClass: String?
        let fields: [String]
        let purpose: String?
        let reason: String?
        let allowed: Bool
        let rows: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let seesAll = context.roles.contains(.dataProtection) || context.roles.contains(.auditor)
        // A supervisor sees the own team's operators; without teams that is the caller alone.
        let only = seesAll ? `operator` : context.actor
        if let only, let `operator`, only != `operator` { return QueryAnswer(items: []) }
        let isMasked = !context.roles.contains(.dataProtection) && context.roles.contains(.auditor)
        let map: (AccessRow) -> Item? = { row in
            guard matches(row), only == nil || row.operator == only else { return nil }
            let name = row.operator.text
            return Item(
                position: row.position,
                at: Moment(microseconds: row.recordedAt),
                operator: isMasked && row.operator != context.actor
                    ? context.pseudonym(name) : name,
                method: row.method,
                action: row.action,
                refs: row.refs,
                subjects: row.subjects,
                fieldClass: row.fieldClass,
                fields: row.fields,
                purpose: row.purpose,
                reason: row.reason,
                allowed: row.isAllowed,
                rows: row.rows
            )
        }
        guard let who = subject?.text ?? only?.text else {
            return try context.page(AccessRow.self, map)
        }
        return try context.page(AccessIndexRow.self, prefix: RowKey(who)) { entry in
            context.facts.row(AccessRow.self, RowKey().and(entry.position)).flatMap(map)
        }
    }

    private func matches(_ row: AccessRow) -> Bool {
        let day = Moment(microseconds: row.recordedAt).date
        return (action == nil || row.action == action?.rawValue)
            && (allowed == nil || row.isAllowed == allowed)
            && (from == nil || day >= from ?? day) && (to == nil || day <= to ?? day)
            && (subject == nil || row.subjects.contains(subject?.text ?? ""))
    }
}
