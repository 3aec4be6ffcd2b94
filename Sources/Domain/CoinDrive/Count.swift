// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Opening a count and entering what was found.

extension Decision {
    /// Refuses the first unknown denomination, or tender that is none (K-08), in key order.
    fileprivate func checkTender(_ pieces: Pieces, _ nonTender: Pieces) throws(Rejection) {
        let tender = pieces.lines.map { (line: $0, isTender: true) }
        let other = nonTender.lines.map { (line: $0, isTender: false) }
        let all = (tender + other).sorted { $0.line.denomination < $1.line.denomination }
        for (line, isTender) in all {
            let denomination = line.denomination
            if !Tender.isKnown(denomination) {
                throw .refused(CountRefusal.unknownDenomination(key: denomination.key))
            }
            if isTender, line.pieces > 0, !Tender.isTender(denomination, on: occurredOn) {
                throw .refused(
                    CountRefusal.notLegalTender(
                        key: denomination.key,
                        lastTenderDay: Tender.lastTenderDay(denomination, before: occurredOn)
                    )
                )
            }
        }
    }

    /// Refuses a counter who is an operator other than the one who enters the count.
    fileprivate func checkActor(for counter: PersonID) throws(Rejection) {
        guard facts.operatorOf(counter) != nil else { return }
        if !facts.samePerson(counter, PersonID(actor)) {
            throw .refused(CountRefusal.counterNotActor(counter: counter))
        }
    }
}
extension CoinCount {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        OpenCount.self, RecordCount.self, ConfirmCount.self, DisputeCount.self, Recount.self,
        VoidCount.self,
    ]
}

/// A retrieved box is about to be counted by two people.
package struct OpenCount: Command {
    package static let contract = Contract(
        "count.open",
        roles: [.coordinator, .treasurer],
        positional: ["box", "seal"],
        refusals: [
            "futureDated", "outOfOrder", "boxNotRetrieved", "countAlreadyOpen",
            "countersNotDistinct", "operatorCounterMissing", "countersRelated", "counterIsHost",
            "sealMismatch",
        ],
        next: ["count record {count}"]
    )

    /// Retrieved and not counted yet.
    package let box: ID<Box>
    /// As read now; unless it matches deployment and retrieval an incident must be on record.
    package let seal: SealCode
    /// Exactly two people, one of them with a login, neither of them the host.
    package let counters: [PersonID]
    /// True: both say they are not related; false is refused.
    package let unrelated: Bool

    package struct Answer: Codable, Sendable {
        let count: ID<CoinCount>
        let drive: ID<Drive>
        let box: ID<Box>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        guard counters.count == 2 else {
            throw .invalid(
                pointer: "/counters",
                problem: "length",
                expected: "exactly two persons"
            )
        }
        let state = try decision.find(BoxState.self, box)
        for counter in counters { try decision.find(person: counter) }
        try decision.gate(box.stream, step: true)
        guard state.status == .retrieved, let drive = state.drive, let place = state.place else {
            throw .refused(CountRefusal.boxNotRetrieved(box: box, state: state.status))
        }
        if let count = decision.facts.openCount(of: box) {
            throw .refused(CountRefusal.countAlreadyOpen(count: count))
        }
        try checkCounters(decision.facts, host: state.host)
        let isAsDeployed =
            state.retrievedSeal == state.seal && seal == state.seal && state.wasIntact
        if !isAsDeployed, !state.hasIncident {
            throw .refused(
                CountRefusal.sealMismatch(
                    deployed: state.seal,
                    retrieved: state.retrievedSeal,
                    found: seal
                )
            )
        }
        let count = decision.newID(CoinCount.self)
        decision.record(
            CountEvent.opened(
                drive: drive,
                box: box,
                place: place,
                counters: counters,
                unrelated: unrelated,
                seal: seal
            ),
            to: count.stream
        )
        return Answer(count: count, drive: drive, box: box)
    }

    private func checkCounters(_ facts: any Facts, host: PersonID?) throws(Rejection) {
        if facts.samePerson(counters[0], counters[1]) {
            throw .refused(CountRefusal.countersNotDistinct)
        }
        if !counters.contains(where: { facts.operatorOf($0) != nil }) {
            throw .refused(CountRefusal.operatorCounterMissing)
        }
        if !unrelated { throw .refused(CountRefusal.countersRelated) }
        if let host, let counter = counters.first(where: { facts.samePerson($0, host) }) {
            throw .refused(CountRefusal.counterIsHost(counter: counter))
        }
    }
}

/// What one of the two counters found, entered blind to the other.
package struct RecordCount: Command {
    package static let contract = Contract(
        "count.record",
        roles: [.worker, .supervisor, .coordinator, .treasurer],
        positional: ["count"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "counterUnknown", "counterNotActor",
            "alreadyCounted", "unknownDenomination", "notLegalTender",
        ],
        next: ["count show {count}"],
        interactive: "count"
    )

    /// Open.
    package let count: ID<CoinCount>
    /// One of the two named; who has a login enters their own pass.
    package let counter: PersonID
    /// Legal tender on the business date, by denomination.
    package let pieces: Pieces
    /// Money that is no tender any more, or foreign; counted apart, worth nothing.
    package let nonTender: Pieces?

    package func decide(_ decision: Decision) throws(Rejection) -> PassAnswer {
        let total = try pieces.total()
        let state = try decision.find(CountState.self, count)
        try decision.find(person: counter)
        try decision.gate(count.stream, step: true)
        try decision.require(count, state.status, among: [.open])
        let facts = decision.facts
        if !state.counters.contains(where: { facts.samePerson($0, counter) }) {
            throw .refused(CountRefusal.counterUnknown(counter: counter))
        }
        try decision.checkActor(for: counter)
        if state.passes.contains(where: { facts.samePerson($0.counter, counter) }) {
            throw .refused(CountRefusal.alreadyCounted(counter: counter))
        }
        let nonTender = nonTender ?? Pieces([])
        try decision.checkTender(pieces, nonTender)
        let pass = Int64(state.passes.count + 1)
        let (found, apart) = (pieces.dropped, nonTender.dropped)
        let event: CountEvent =
            pass == 1
            ? .firstRecorded(counter: counter, pieces: found, nonTender: apart, total: total)
            : .secondRecorded(counter: counter, pieces: found, nonTender: apart, total: total)
        decision.record(event, to: count.stream)
        return PassAnswer(count: count, pass: pass, total: Rupiah(total))
    }
}

/// What a third person found.
package struct Recount: Command {
    package static let contract = Contract(
        "count.recount",
        roles: [.worker, .supervisor, .coordinator, .treasurer],
        positional: ["count"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "countIncomplete", "recountNotNeeded",
            "countersNotDistinct", "counterIsHost", "counterNotActor", "unknownDenomination",
            "notLegalTender",
        ],
        next: ["count confirm {count}"],
        interactive: "count"
    )

    /// With two passes that differ, or disputed.
    package let count: ID<CoinCount>
    /// Somebody who has not counted it yet and is not the host.
    package let counter: PersonID
    /// Legal tender on the business date, by denomination.
    package let pieces: Pieces
    /// Money that is no tender any more, or foreign; counted apart, worth nothing.
    package let nonTender: Pieces?

    package func decide(_ decision: Decision) throws(Rejection) -> PassAnswer {
        let total = try pieces.total()
        let state = try decision.find(CountState.self, count)
        try decision.find(person: counter)
        try decision.gate(count.stream, step: true)
        try decision.require(count, state.status, among: [.open, .disputed])
        guard state.passes.count >= 2 else {
            throw .refused(CountRefusal.countIncomplete(recorded: Int64(state.passes.count)))
        }
        if state.status == .open, state.agrees { throw .refused(CountRefusal.recountNotNeeded) }
        let facts = decision.facts
        if state.passes.contains(where: { facts.samePerson($0.counter, counter) }) {
            throw .refused(CountRefusal.countersNotDistinct)
        }
        if let host = facts.row(CountHostRow.self, RowKey(count))?.host,
            facts.samePerson(host, counter)
        {
            throw .refused(CountRefusal.counterIsHost(counter: counter))
        }
        try decision.checkActor(for: counter)
        let nonTender = nonTender ?? Pieces([])
        try decision.checkTender(pieces, nonTender)
        let pass = Int64(state.passes.count + 1)
        decision.record(
            CountEvent.recounted(
                counter: counter,
                pass: pass,
                pieces: pieces.dropped,
                nonTender: nonTender.dropped,
                total: total
            ),
            to: count.stream
        )
        return PassAnswer(count: count, pass: pass, total: Rupiah(total))
    }
}

/// The counter's own result.
package struct PassAnswer: Codable, Sendable {
    let count: ID<CoinCount>
    let pass: Int64
    let total: Rupiah
}
