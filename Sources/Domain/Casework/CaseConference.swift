// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// At a case conference several parties discuss a case. As soon as another institution takes part,
// the client must have agreed to the sharing.

/// A conference about the case was held.
package struct HoldConference: Command {
    package static let contract = Contract(
        "case.holdConference",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.general + ["consentMissing", "workerNotOnCase"],
        next: ["case timeline {case}"]
    )

    /// With consent to sharing when others than the delivering institution take part.
    package let `case`: ID<Case>
    /// At least two.
    package let participants: [ConferenceParticipant]
    /// Sealed with the client's key.
    package let conclusions: Note
    /// Sealed with the client's key.
    package let decisions: Note?
    /// How long it lasted.
    package let minutes: Minutes
    /// Who led it; left out, the caller.
    package let by: ID<Worker>?

    /// The number under which the conference is cited.
    package struct Held: Codable, Sendable {
        let conference: ID<Conference>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Held> {
        try checkParticipants()
        var state = try decision.find(case: `case`)
        for participant in participants {
            _ = try decision.find(WorkerState.self, ifNamed: participant.worker)
            _ = try decision.find(OrganisationState.self, ifNamed: participant.organisation)
        }
        _ = try decision.find(WorkerState.self, ifNamed: by)
        try decision.open(state, step: false)
        let isShared = participants.contains { participant in
            participant.organisation.map { $0 != state.organisation } ?? false
        }
        if isShared { try decision.requireConsent(.sharing, for: state) }
        let worker = try decision.doer(by, on: state)
        let conference: ID<Conference> = state.next(\.conferences)
        let entry = decision.record(
            .conferenceHeld(
                conference: conference,
                participants: participants,
                minutes: minutes,
                by: worker,
                conclusions: conclusions.sealed(for: state.client),
                decisions: decisions?.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, Held(conference: conference))
    }

    // Each is a worker, or somebody of an institution with a function there.
    private func checkParticipants() throws(Rejection) {
        if participants.count < 2 {
            throw .invalid(
                pointer: "/participants",
                problem: "length",
                expected: "at least two participants"
            )
        }
        for (index, participant) in participants.enumerated() {
            let isWorker = participant.worker != nil
            let isGuest = participant.organisation != nil && participant.function != nil
            let isEither =
                isWorker
                ? participant.organisation == nil && participant.function == nil : isGuest
            if !isEither {
                throw .invalid(
                    pointer: "/participants/\(index)",
                    problem: "value",
                    expected: "a worker, or organisation and function"
                )
            }
        }
    }
}
