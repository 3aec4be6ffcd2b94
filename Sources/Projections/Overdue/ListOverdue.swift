// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What should have been done by now (R5).
package struct ListOverdue: Query {
    package static let contract = QueryContract(
        "overdue.list",
        roles: [
            .worker(.own), .supervisor(.team), .coordinator, .treasurer, .auditor,
            .dataProtection,
        ],
        columns: ["ref": 1, "daysOver": 1, "owner": 2, "risk": 3, "escalation": 3, "supervisor": 6]
    )

    /// Left out: all kinds.
    package let kind: OverdueKind?
    /// A worker's id or a role, as the rows show it.
    package let owner: Line?
    /// Whose team the owner is in today.
    package let supervisor: Line?
    /// How many days late at least; left out: 1.
    package let minDays: Count0?

    package struct Item: Codable, Sendable {
        let kind: OverdueKind
        let ref: String
        /// A worker or a role.
        let owner: String
        let supervisor: ID<Worker>?
        let dueOn: CivilDate
        let daysOver: Days
        let risk: Risk?
        let escalation: Escalation
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        let restricted = Set(context.factsNow.rows(RestrictedCaseRow.self).map(\.case))
        func shown(_ row: OverdueRow) -> Item? {
            guard let item = item(row, context), matches(item), sees(row, item, asker),
                isKnown(row, restricted, context, asker)
            else { return nil }
            return item
        }
        if Self.seesAll(asker) {
            var order = DueOrder(
                context.facts,
                on: context.today,
                kind: kind,
                unlisted: unreviewed(context)
            )
            return try context.page {
                while let row = order.next() {
                    // What comes then is due later still.
                    if !isLate(row, context) { return nil }
                    if let item = shown(row) { return item }
                }
                return nil
            }
        }
        let items = rows(context, asker)
            .filter { kind == nil || $0.kind == kind }
            .compactMap(shown)
            .sorted { left, right in
                if left.daysOver != right.daysOver { return left.daysOver > right.daysOver }
                if left.ref != right.ref { return left.ref < right.ref }
                return left.kind.rawValue < right.kind.rawValue
            }
        return try context.page(items)
    }

    private func isLate(_ row: OverdueRow, _ context: QueryContext) -> Bool {
        let over = Days(from: row.dueOn(context.facts, on: context.today), to: context.today)
        return over.value >= minDays?.value ?? 1
    }

    // Emergency access is known at once, whenever the timer ran.
    private func unreviewed(_ context: QueryContext) -> [OverdueRow] {
        context.facts.rows(UnreviewedBreakGlassRow.self).map { row in
            OverdueRow(
                .breakGlass,
                String(row.position),
                of: .dataProtection,
                from: row.openedOn
            )
        }
    }

    // What is the matter of the asker, of the asker's team or of the asker's role.
    private func rows(_ context: QueryContext, _ asker: Asker) -> [OverdueRow] {
        var holders: Set<String> = []
        for role in [Role.treasurer, .dataProtection] where asker.holds(role) {
            holders.insert(role.rawValue)
        }
        if let worker = asker.worker {
            holders.insert(worker.text)
            // Approvals are the matter of the primary worker's supervisor.
            holders.formUnion(
                context.factsNow.team(of: worker, on: context.dayNow).map(\.text)
            )
        }
        let theirs = holders.sorted().flatMap { holder in
            context.facts.rows(OverdueRow.self, prefix: RowKey(holder))
        }
        return asker.holds(.dataProtection) ? theirs + unreviewed(context) : theirs
    }

    private static func seesAll(_ asker: Asker) -> Bool {
        asker.holds(.coordinator) || asker.holds(.auditor)
    }

    private func sees(_ row: OverdueRow, _ item: Item, _ asker: Asker) -> Bool {
        if Self.seesAll(asker) { return true }
        guard let holder = row.worker else { return true }
        return asker.holds(.worker) && item.owner == asker.worker?.text
            || asker.holds(.supervisor) && asker.supervises(holder)
    }

    // A restricted case is absent for whoever may not know of it.
    private func isKnown(
        _ row: OverdueRow,
        _ restricted: Set<ID<Case>>,
        _ context: QueryContext,
        _ asker: Asker
    ) -> Bool {
        let `case` = ID<Case>(trusted: String(row.ref.prefix { $0 != "/" }))
        guard restricted.contains(`case`) else { return true }
        return context.sight(of: `case`, asker) != nil
    }

    private func matches(_ item: Item) -> Bool {
        if let owner, owner.text != item.owner { return false }
        if let supervisor, supervisor.text != item.supervisor?.text { return false }
        return item.daysOver.value >= minDays?.value ?? 1
    }

    private func item(_ row: OverdueRow, _ context: QueryContext) -> Item? {
        let dueOn = row.dueOn(context.facts, on: context.today)
        let over = Days(from: dueOn, to: context.today)
        let days = over.value
        guard days >= 1 else { return nil }
        func supervisor(of worker: ID<Worker>) -> ID<Worker>? {
            context.facts.supervisor(of: worker, on: context.today)
        }
        var owner = row.worker
        if row.kind == .approval { owner = owner.flatMap(supervisor) }
        let approver = row.kind == .approval ? Role.coordinator.rawValue : row.holder
        return Item(
            kind: row.kind,
            ref: row.ref,
            owner: owner?.text ?? approver,
            supervisor: owner.flatMap(supervisor),
            dueOn: dueOn,
            daysOver: over,
            risk: row.risk,
            escalation: days <= 7 ? .worker : days <= 30 ? .supervisor : .coordinator
        )
    }
}
