// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A distribution is one trip with goods to a place, often a school: planned, loaded, handed over
// piece by piece, accounted for, completed. Commands here: plan, load, returnUnclaimed,
// recordDamage, complete, cancel; hand-overs and what becomes of them have files of their own.

// MARK: Commands

extension Distribution {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        PlanDistribution.self, LoadDistribution.self, HandOverGoods.self,
        OverrideDoubleAssistance.self, ReturnUnclaimed.self, RecordDamage.self,
        ReverseHandOver.self, CorrectHandOver.self, DisputeReceipt.self, ResolveDispute.self,
        CompleteDistribution.self, CancelDistribution.self,
    ]
}

/// Plans a trip with goods of a fund.
package struct PlanDistribution: Command {
    package static let contract = Contract(
        "distribution.plan",
        roles: [.coordinator],
        positional: ["fund"],
        refusals: [
            "futureDated", "fundClosed", "periodClosed", "organisationNotSchool",
            "fundPurposeViolation",
        ],
        next: ["distribution load {distribution}"]
    )

    /// Open, and free to hold goods of these categories.
    package let fund: ID<Fund>
    /// Where the goods are handed over.
    package let place: ID<Place>
    /// Where it will load from.
    package let location: ID<Location>
    /// May lie ahead, or in the past.
    package let scheduledOn: CivilDate
    /// At least one, each item once; loading may differ.
    package let lines: [ItemLine]
    /// Must be a school or university; who receives in bulk unless a hand-over names another.
    package let school: ID<Organisation>?

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        let fundState = try decision.find(FundState.self, fund)
        _ = try decision.find(PlaceState.self, place)
        _ = try decision.find(LocationState.self, location)
        let items = try decision.findItems(lines.map(\.item))
        let schoolState = try decision.find(OrganisationState.self, ifNamed: school)
        let distribution = decision.newID(Distribution.self)
        try decision.gate(fund.stream, step: false)
        try decision.openFund(fundState)
        try schoolState?.mustBeSchool()
        try decision.checkPurpose(of: items, in: fundState)
        decision.record(
            DistributionEvent.planned(
                fund: fund,
                place: place,
                school: school,
                location: location,
                scheduledOn: scheduledOn,
                lines: lines
            ),
            to: distribution.stream
        )
        return Answer(distribution: distribution)
    }
}

/// Puts goods on the trip; they stay the fund's stock until they are handed over.
package struct LoadDistribution: Command {
    package static let contract = Contract(
        "distribution.load",
        roles: [.storekeeper],
        positional: ["distribution"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "beforeStockTake", "insufficientStock",
        ],
        next: ["distribution show {distribution}"]
    )

    /// Planned or loaded; it may load more than once.
    package let distribution: ID<Distribution>
    /// Taken at average cost, from what is promised to it and what is free.
    package let lines: [ItemLine]

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
        let value: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        let trip = try decision.find(DistributionState.self, distribution)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(distribution.stream, step: true)
        try trip.mustBe([.planned, .loaded])
        try decision.refuseBeforeTake(of: try decision.find(LocationState.self, trip.location))
        let loaded = try decision.take(
            lines.map(CountedLine.init),
            of: trip.fund,
            from: trip.location,
            for: distribution
        )
        decision.record(DistributionEvent.loaded(lines: loaded), to: distribution.stream)
        decision.record(
            StockEvent.loaded(distribution: distribution, fund: trip.fund, lines: loaded),
            to: trip.location.stream
        )
        return Answer(distribution: distribution, value: Rupiah(loaded.totalValue))
    }
}

/// Brings goods that nobody claimed back to a location.
package struct ReturnUnclaimed: Command {
    package static let contract = Contract(
        "distribution.returnUnclaimed",
        roles: [.storekeeper, .coordinator],
        positional: ["distribution"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "exceedsLoaded", "beforeStockTake",
        ]
    )

    /// Loaded.
    package let distribution: ID<Distribution>
    /// Any, not only the one it came from.
    package let location: ID<Location>
    /// No more than is left on the load.
    package let lines: [ItemLine]

    package typealias Answer = DistributionAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        let trip = try decision.find(DistributionState.self, distribution)
        let place = try decision.find(LocationState.self, location)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(distribution.stream, step: true)
        try trip.mustBe([.loaded])
        let returned = try decision.unload(lines, from: distribution)
        try decision.refuseBeforeTake(of: place)
        decision.record(
            DistributionEvent.unclaimedReturned(location: location, lines: returned),
            to: distribution.stream
        )
        decision.record(
            StockEvent.returned(distribution: distribution, fund: trip.fund, lines: returned),
            to: location.stream
        )
        return Answer(distribution: distribution)
    }
}

/// Accounts for goods that broke or spoilt on the way.
package struct RecordDamage: Command {
    package static let contract = Contract(
        "distribution.recordDamage",
        roles: [.storekeeper, .coordinator],
        positional: ["distribution"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "exceedsLoaded",
        ],
        needsReason: true
    )

    /// Loaded.
    package let distribution: ID<Distribution>
    /// No more than is left on the load; booked as a loss at cost.
    package let lines: [ItemLine]

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
        let entry: ID<LedgerEntry>
        let value: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(lines)
        let trip = try decision.find(DistributionState.self, distribution)
        _ = try decision.findItems(lines.map(\.item))
        try decision.gate(distribution.stream, step: true)
        try decision.openFund(try decision.find(FundState.self, trip.fund))
        try trip.mustBe([.loaded])
        let damaged = try decision.unload(lines, from: distribution)
        let entry = decision.newEntry()
        decision.record(DistributionEvent.damageRecorded(lines: damaged), to: distribution.stream)
        decision.record(
            FundEvent.goodsDamaged(
                entry: entry,
                kind: .goodsDamaged,
                ref: distribution.text,
                postings: Posting.entry(damaged.lost()),
                distribution: distribution
            ),
            to: trip.fund.stream
        )
        return Answer(
            distribution: distribution,
            entry: entry,
            value: Rupiah(damaged.totalValue)
        )
    }
}

/// Ends a trip on which every piece is accounted for (K-21).
package struct CompleteDistribution: Command {
    package static let contract = Contract(
        "distribution.complete",
        roles: [.coordinator],
        positional: ["distribution"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "goodsUnaccounted"]
    )

    /// Loaded, with nothing left on the load.
    package let distribution: ID<Distribution>
    package typealias Answer = DistributionAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let trip = try decision.find(DistributionState.self, distribution)
        try decision.gate(distribution.stream, step: true)
        try trip.mustBe([.loaded])
        let missing = decision.facts.rows(LoadRow.self, prefix: RowKey(distribution))
            .filter { $0.remaining.quantity != 0 }
            .map(UnaccountedLine.init)
        if !missing.isEmpty {
            throw .refused(DistributionRefusal.goodsUnaccounted(lines: missing))
        }
        decision.record(DistributionEvent.completed, to: distribution.stream)
        _ = decision.releaseReserved(of: trip, prefix: RowKey(distribution))
        return Answer(distribution: distribution)
    }
}

/// Gives up a trip that was not loaded.
package struct CancelDistribution: Command {
    package static let contract = Contract(
        "distribution.cancel",
        roles: [.coordinator],
        positional: ["distribution"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        needsReason: true,
        confirm: "yes"
    )

    /// Planned; what was promised to it is free again.
    package let distribution: ID<Distribution>
    package typealias Answer = DistributionAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let trip = try decision.find(DistributionState.self, distribution)
        try decision.gate(distribution.stream, step: true)
        try trip.mustBe([.planned])
        decision.record(DistributionEvent.cancelled, to: distribution.stream)
        _ = decision.releaseReserved(of: trip, prefix: RowKey(distribution))
        return Answer(distribution: distribution)
    }
}

/// The answer of a command that says nothing but which distribution it was.
package struct DistributionAnswer: Codable, Sendable {
    let distribution: ID<Distribution>
}

// MARK: Rules

extension DistributionState {
    /// Refuses `wrongState` unless the distribution is in one of the states.
    func mustBe(_ needed: [DistributionStatus]) throws(Rejection) {
        if needed.contains(state) { return }
        throw .refused(
            common: .wrongState(
                what: Distribution.noun,
                id: id.text,
                state: state.rawValue,
                needed: needed.map(\.rawValue)
            )
        )
    }
}

extension Decision {
    /// The cost of goods about to leave a load, or `exceedsLoaded` of the first line (K-19).
    func unload(
        _ lines: [ItemLine],
        from distribution: ID<Distribution>
    ) throws(Rejection) -> [ValuedLine] {
        var taken: [ValuedLine] = []
        for line in lines {
            let load =
                facts.row(LoadRow.self, LoadRow.key(distribution, line.item))
                ?? LoadRow(distribution: distribution, item: line.item)
            if line.quantity.value > load.remaining.quantity {
                throw .refused(
                    DistributionRefusal.exceedsLoaded(
                        item: line.item,
                        loaded: load.loaded,
                        remaining: load.remaining.quantity,
                        asked: line.quantity.value
                    )
                )
            }
            taken.append(
                ValuedLine(
                    item: line.item,
                    quantity: line.quantity.value,
                    value: load.remaining.cost(of: line.quantity.value)
                )
            )
        }
        return taken
    }
}

// MARK: Refusals

/// Goods of a load that nobody accounted for.
package struct UnaccountedLine: Codable, Sendable {
    /// One row an item.
    package let item: ID<SupplyItem>
    /// Pieces.
    package let loaded: Int64
    /// Pieces, without reversed hand-overs.
    package let handedOver: Int64
    /// Pieces brought back.
    package let unclaimed: Int64
    /// Pieces.
    package let damaged: Int64
    /// Pieces; below 0 never.
    package let missing: Int64

    init(_ load: LoadRow) {
        item = load.item
        loaded = load.loaded
        handedOver = load.handedOver
        unclaimed = load.unclaimed
        damaged = load.damaged
        missing = load.remaining.quantity
    }
}

/// Why a distribution does not go on.
package enum DistributionRefusal: Refusal {
    case exceedsLoaded(item: ID<SupplyItem>, loaded: Int64, remaining: Int64, asked: Int64)
    case goodsUnaccounted(lines: [UnaccountedLine])
}
