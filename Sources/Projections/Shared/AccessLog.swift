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
        roles: [.dataProtection, .auditor, .supervisor(.team)]
    )

    /// For who must not know names, a pseudonym as the rows show it.
    package let `operator`: ID<Operator>?
    /// A person whose fields were looked at.
    package let subject: PersonID?
    /// Left out: all.
    package let action: ShownAction?
    /// False: denials alone; left out: both.
    package let allowed: Bool?
    /// The first day, by the office's clock.
    package let from: CivilDate?
    /// The last day, by the office's clock.
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
        // An auditor asks by pseudonym too: else every name could be tried until one answers.
        let isMasked = !context.roles.contains(.dataProtection) && context.roles.contains(.auditor)
        let shown = isMasked ? Pseudonyms(context.pseudonym) : nil
        let team = context.reach == .all ? nil : context.asker.team
        let map: (AccessRow) -> Item? = { row in
            let name = shown?[row.operator.text] ?? row.operator.text
            guard matches(row), `operator` == nil || `operator`?.text == name,
                team?.contains(row.operator) ?? true
            else { return nil }
            return Item(row, operator: name)
        }
        if let subject {
            return try context.page(AccessIndexRow.self, prefix: RowKey(subject.text)) { entry in
                context.facts.row(AccessRow.self, RowKey().and(entry.position)).flatMap(map)
            }
        }
        if let `operator`, !isMasked {
            return try context.page(AccessIndexRow.self, prefix: RowKey(`operator`)) { entry in
                context.facts.row(AccessRow.self, RowKey().and(entry.position)).flatMap(map)
            }
        }
        return try context.page(AccessRow.self, map)
    }

    private func matches(_ row: AccessRow) -> Bool {
        let day = Moment(microseconds: row.recordedAt).date
        return (action == nil || row.action == action?.rawValue)
            && (allowed == nil || row.isAllowed == allowed)
            && (from == nil || day >= from ?? day) && (to == nil || day <= to ?? day)
    }
}

extension ListAccesses.Item {
    /// The line of a look, with the operator as the reader may know them.
    init(_ row: AccessRow, operator name: String) {
        self.init(
            position: row.position,
            at: Moment(microseconds: row.recordedAt),
            operator: name,
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
}

/// The pseudonyms of one answer, each made once.
private final class Pseudonyms {
    private let make: (String) -> String
    private var known: [String: String] = [:]

    init(_ make: @escaping (String) -> String) {
        self.make = make
    }

    subscript(_ name: String) -> String {
        if let pseudonym = known[name] { return pseudonym }
        let pseudonym = make(name)
        known[name] = pseudonym
        return pseudonym
    }
}

extension Asker {
    /// The asker, and the operators of the workers whom the asker supervises today.
    fileprivate var team: Set<ID<Operator>> {
        let workers = worker.map { facts.team(of: $0, on: day) } ?? []
        return Set(workers.compactMap { facts.operatorOf(PersonID($0)) } + [slug])
    }
}
