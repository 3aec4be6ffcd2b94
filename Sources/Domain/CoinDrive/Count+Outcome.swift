// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// How a count ends: confirmed, disputed, voided.

/// The count is right; its money is booked.
package struct ConfirmCount: Command {
    package static let contract = Contract(
        "count.confirm",
        roles: [.treasurer, .coordinator],
        positional: ["count"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "countIncomplete", "countDisputed", "countsDiffer", "selfConfirmation",
        ],
        next: ["fund deposit-cash"]
    )

    /// Open with two passes that agree; the caller did not enter all of them.
    package let count: ID<CoinCount>

    package struct Answer: Codable, Sendable {
        let count: ID<CoinCount>
        let total: Rupiah
        let entry: ID<LedgerEntry>?
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(CountState.self, count)
        let drive = try decision.find(DriveState.self, state.drive)
        let fund = try decision.find(FundState.self, drive.fund)
        try decision.gate(count.stream, step: true)
        // A count of nothing posts nothing, so no fund can be in its way.
        if state.decisive?.total != 0 { try decision.openFund(fund) }
        let pass = try Self.agreed(state, decision)
        decision.record(
            CountEvent.confirmed(
                pieces: Pieces(pass.pieces),
                nonTender: Pieces(pass.nonTender),
                total: pass.total
            ),
            to: count.stream
        )
        if !state.wasConfirmed {
            decision.record(BoxEvent.emptied(count: count), to: state.box.stream)
        }
        guard pass.total > 0 else { return Answer(count: count, total: Rupiah(0), entry: nil) }
        return Answer(
            count: count,
            total: Rupiah(pass.total),
            entry: decision.book(pass, of: state, in: fund.id)
        )
    }

    private static func agreed(
        _ state: CountState,
        _ decision: Decision
    ) throws(Rejection) -> CountPass {
        try decision.require(state.id, state.status, among: [.open, .disputed])
        guard let decisive = state.decisive else {
            throw .refused(CountRefusal.countIncomplete(recorded: Int64(state.passes.count)))
        }
        if state.status == .disputed {
            throw .refused(CountRefusal.countDisputed(count: state.id))
        }
        if !state.agrees {
            let first = Pieces(state.passes[0].pieces)
            let last = Pieces(state.passes[state.passes.count - 1].pieces)
            throw .refused(
                CountRefusal.countsDiffer(
                    count: state.id,
                    difference: first.difference(to: last)
                )
            )
        }
        let actor = PersonID(decision.actor)
        let isAlone = state.passes.allSatisfy { pass in
            decision.facts.samePerson(PersonID(pass.actor), actor)
        }
        if isAlone { throw .refused(CountRefusal.selfConfirmation) }
        return decisive
    }
}

extension Decision {
    /// Posts counted money to a drive's fund and answers the entry.
    fileprivate func book(
        _ pass: CountPass,
        of count: CountState,
        in fund: ID<Fund>
    ) -> ID<LedgerEntry> {
        let coins = pass.pieces.map { line in
            Posting(.coins, line.value, key: line.denomination.key, pieces: line.pieces)
        }
        let entry = newEntry()
        record(
            FundEvent.cashReceived(
                entry: entry,
                kind: .cashReceived,
                ref: count.id.text,
                postings: Posting.entry(coins + [Posting(.restricted, -pass.total)]),
                count: count.id,
                box: count.box,
                place: count.place
            ),
            to: fund.stream
        )
        return entry
    }
}

/// The count that a command was about.
package struct CountAnswer: Codable, Sendable {
    let count: ID<CoinCount>
}

/// A count is in doubt although the passes may agree.
package struct DisputeCount: Command {
    package static let contract = Contract(
        "count.dispute",
        roles: [.coordinator, .treasurer, .worker],
        positional: ["count"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "countIncomplete"],
        needsReason: true,
        next: ["count recount {count}"]
    )

    /// With two passes at least; confirmed only when it found nothing.
    package let count: ID<CoinCount>

    package func decide(_ decision: Decision) throws(Rejection) -> CountAnswer {
        let state = try decision.find(CountState.self, count)
        try decision.gate(count.stream, step: true)
        // What was confirmed with money has an entry, which must be reversed instead.
        if state.status != .confirmed || state.total > 0 {
            try decision.require(count, state.status, among: [.open])
        }
        guard state.passes.count >= 2 else {
            throw .refused(CountRefusal.countIncomplete(recorded: Int64(state.passes.count)))
        }
        decision.record(CountEvent.disputed, to: count.stream)
        return CountAnswer(count: count)
    }
}

/// A count that went wrong; the box is counted anew.
package struct VoidCount: Command {
    package static let contract = Contract(
        "count.void",
        roles: [.coordinator, .treasurer],
        positional: ["count"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "countReopened"],
        needsReason: true,
        next: ["count open"]
    )

    /// Never confirmed; its box may be counted anew.
    package let count: ID<CoinCount>

    package func decide(_ decision: Decision) throws(Rejection) -> CountAnswer {
        let state = try decision.find(CountState.self, count)
        try decision.gate(count.stream, step: true)
        try decision.require(count, state.status, among: [.open, .disputed])
        if state.wasConfirmed { throw .refused(CountRefusal.countReopened) }
        decision.record(CountEvent.voided, to: count.stream)
        return CountAnswer(count: count)
    }
}
