// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A stay is a place of a case in a safe house, one at a time for a client. It is an entry of the
// case; the house only counts its places.

extension Stay {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        AdmitToSafeHouse.self, DischargeFromSafeHouse.self,
    ]
}

/// The client moves into a safe house.
package struct AdmitToSafeHouse: Command {
    package static let contract = Contract(
        "safeHouse.admit",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + [
            "validityDates", "consentMissing", "stageNotReached", "alreadyAdmitted",
            "safeHouseFull", "safeHouseRetired",
        ],
        next: ["safe-house discharge {case}"]
    )

    /// With consent to services, of a client without a place; an emergency need not wait.
    package let `case`: ID<Case>
    /// In use, with a free place.
    package let safeHouse: ID<SafeHouse>
    /// Not before the business date; left out: open.
    package let expectedUntil: CivilDate?
    /// Sealed with the client's key.
    package let note: Note?
    /// True: before the stage is reached.
    package let emergency: Bool?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<StayMoved> {
        var state = try decision.find(case: `case`)
        let house = try decision.find(SafeHouseState.self, safeHouse)
        try decision.open(state, step: true)
        try decision.checkDates(from: decision.occurredOn, to: expectedUntil)
        try decision.requireConsent(.services, for: state)
        try decision.requireIntervention(state, emergency: emergency ?? false)
        if let stay = decision.facts.liveStay(of: state.client) {
            throw .refused(SafeHouseRefusal.alreadyAdmitted(stay: stay.stay, since: stay.since))
        }
        if house.free == 0, !house.isRetired {
            throw .refused(
                SafeHouseRefusal.safeHouseFull(capacity: house.capacity, occupied: house.occupied)
            )
        }
        try house.mustBeInUse()
        let stay: ID<Stay> = state.next(\.stays)
        let entry = decision.record(
            .safeHouseAdmitted(
                stay: stay,
                safeHouse: safeHouse,
                expectedUntil: expectedUntil,
                emergency: emergency ?? false,
                note: note?.sealed(for: state.client)
            ),
            in: &state
        )
        decision.record(
            SafeHouseEvent.placeTaken(case: `case`, stay: stay),
            to: safeHouse.stream
        )
        return CaseAnswer(state, entry: entry, StayMoved(stay: stay, free: house.free - 1))
    }
}

/// The client moves out.
package struct DischargeFromSafeHouse: Command {
    package static let contract = Contract(
        "safeHouse.discharge",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.generalOfSteps + ["notAdmitted"],
        next: ["safe-house list"]
    )

    /// With a live stay.
    package let `case`: ID<Case>
    /// Where the client goes.
    package let to: DischargeTo
    /// Sealed with the client's key.
    package let note: Note

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<StayMoved> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        guard let stay = state.stay else { throw .refused(SafeHouseRefusal.notAdmitted) }
        let house = try decision.find(SafeHouseState.self, stay.safeHouse)
        let note = note.sealed(for: state.client)
        let entry = decision.record(
            .safeHouseDischarged(stay: stay.stay, to: to, note: note),
            in: &state
        )
        decision.record(
            SafeHouseEvent.placeFreed(case: `case`, stay: stay.stay),
            to: house.id.stream
        )
        let free = max(0, house.capacity - house.occupied + 1)
        return CaseAnswer(state, entry: entry, StayMoved(stay: stay.stay, free: free))
    }
}

/// The stay that a command was about, and the places left in the house.
package struct StayMoved: Codable, Sendable {
    let stay: ID<Stay>
    let free: Int64
}

extension Facts {
    /// The stay a client has now, with whatever case and under whatever record of the client.
    fileprivate func liveStay(of client: ID<Client>) -> LiveStay? {
        for record in records(of: client) {
            for row in rows(ClientCaseRow.self, prefix: RowKey(record.id)) {
                if let stay = state(CaseState.self, row.case)?.stay { return stay }
            }
        }
        return nil
    }
}
