// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A number of days, negative when the day is past.
package struct Days: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = -200_000...200_000
    package static let schema = ValueSchema(
        "Days",
        .integer(minimum: -200_000, maximum: 200_000),
        column: "days"
    )

    /// The days from one date to another.
    init(from start: CivilDate, to end: CivilDate) {
        self.init(Int64(end.days) - Int64(start.days))
    }
}

/// Every drive with its state.
package struct ListDrives: Query {
    package static let contract = QueryContract("drive.list", roles: .money + [.reader])

    /// Left out: in any state.
    package let state: DriveStatus?

    package struct Item: Codable, Sendable {
        let drive: ID<Drive>
        let name: Line
        let state: DriveStatus
        let from: CivilDate
        let to: CivilDate
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(DriveState.self) { drive in
            if let state, drive.status != state { return nil }
            return Item(
                drive: drive.id,
                name: drive.name,
                state: drive.status,
                from: drive.from,
                to: drive.to
            )
        }
    }
}

/// Permits, exemptions and reports of drives, with the days that are left.
package struct ListPermits: Query {
    package static let contract = QueryContract(
        "drive.permits",
        roles: .money + [.reader],
        positional: ["drive"],
        columns: [
            "daysLeft": 2, "state": 2, "to": 3, "reportDue": 3, "number": 4, "authority": 5,
            "from": 5, "extendedTo": 6, "areas": 7, "auditKind": 8, "exemption": 8,
        ]
    )

    /// Left out: all, those without a permit included.
    package let drive: ID<Drive>?

    package struct Item: Codable, Sendable {
        let drive: ID<Drive>
        let authority: Authority?
        let number: DocNumber?
        let exemption: ExemptionGround?
        let from: CivilDate
        let to: CivilDate
        let extendedTo: CivilDate?
        let areas: [AreaCode]
        let daysLeft: Days
        let reportDue: CivilDate?
        let auditKind: AuditKind?
        let state: DriveStatus
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(DriveState.self, prefix: RowKey(optional: drive)) { drive in
            Item(
                drive: drive.id,
                authority: drive.permit?.authority,
                number: drive.permit?.number,
                exemption: drive.exemption,
                from: drive.firstDay,
                to: drive.permit?.to ?? drive.to,
                extendedTo: drive.permit?.extendedTo,
                areas: drive.permittedAreas,
                daysLeft: Days(from: context.today, to: drive.lastDay),
                reportDue: drive.reportDue,
                auditKind: drive.auditKind,
                state: drive.status
            )
        }
    }
}

/// The money and goods of drives at a glance.
package struct ListBalances: Query {
    package static let contract = QueryContract(
        "drive.balances",
        roles: .money + [.reader],
        positional: ["drive"],
        next: ["fund accountability {drive}"],
        columns: [
            "collected": 1, "bank": 2, "undeposited": 2, "fundraisingCost": 2, "stockValue": 3,
            "purchased": 4, "issued": 4, "deposited": 5, "costCap": 6, "overShort": 7,
            "costPercentX100": ColumnHint(priority: 6, unit: "% × 100"),
        ]
    )

    /// Left out: all.
    package let drive: ID<Drive>?

    package struct Item: Codable, Sendable {
        let drive: ID<Drive>
        let collected: SignedRupiah
        let deposited: SignedRupiah
        let overShort: SignedRupiah
        let fundraisingCost: SignedRupiah
        let costCap: SignedRupiah
        let costPercentX100: Int64
        let purchased: SignedRupiah
        let issued: SignedRupiah
        let stockValue: SignedRupiah
        let bank: SignedRupiah
        let undeposited: SignedRupiah
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let facts = context.facts
        return try context.page(DriveState.self, prefix: RowKey(optional: drive)) { drive in
            guard let fund = facts.state(FundState.self, drive.fund) else { return nil }
            let sums = facts.ledger(fund.id)
            let collected = -sums.balance(.restricted)
            let cost = sums.balance(.fundraising)
            let cap = facts.costCap(of: fund, collected: collected, on: context.today)
            return Item(
                drive: drive.id,
                collected: SignedRupiah(collected),
                deposited: SignedRupiah(sums.deposited),
                overShort: SignedRupiah(sums.balance(.cashOverShort)),
                fundraisingCost: SignedRupiah(cost),
                costCap: SignedRupiah(cap),
                costPercentX100: collected == 0 ? 0 : cost * 10_000 / collected,
                purchased: SignedRupiah(sums.bought),
                issued: SignedRupiah(sums.balance(.schoolSupplies)),
                stockValue: SignedRupiah(sums.balance(.stock)),
                bank: SignedRupiah(sums.balance(.bank)),
                undeposited: SignedRupiah(sums.balance(.coins))
            )
        }
    }
}

/// Every box with where it is.
package struct ListBoxes: Query {
    package static let contract = QueryContract("box.list", roles: .field)

    /// Boxes that were put up for it and not sealed anew since.
    package let drive: ID<Drive>?
    /// Left out: in any state.
    package let state: BoxStatus?

    package struct Item: Codable, Sendable {
        let box: ID<Box>
        let state: BoxStatus
        let seal: SealCode?
        let drive: ID<Drive>?
        let place: ID<Place>?
        let incident: Bool
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        guard let drive else { return try context.page(BoxState.self, item) }
        return try context.page(DriveBoxRow.self, prefix: RowKey(drive)) { row in
            context.facts.state(BoxState.self, row.box).flatMap(item)
        }
    }

    private func item(_ box: BoxState) -> Item? {
        if let state, box.status != state { return nil }
        return Item(
            box: box.id,
            state: box.status,
            seal: box.seal,
            drive: box.drive,
            place: box.place,
            incident: box.hasIncident
        )
    }
}
