// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Contacts with the client and services given: the daily entries of a case. Neither is a step, so
// both may be entered late, in any order.

extension Case {
    /// The commands of daily entries; a new one is added here.
    package static let daily: [any Command.Type] = [
        LogContact.self, ServeClient.self, HoldConference.self,
    ]
}

/// A contact with the client, or with others about the client, whether or not it succeeded.
package struct LogContact: Command {
    package static let contract = Contract(
        "case.logContact",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.general + ["notAssigned", "workerNotOnCase"],
        next: ["case timeline {case}"]
    )

    /// With a primary worker.
    package let `case`: ID<Case>
    /// Visit, call ….
    package let kind: ContactKind
    /// The client, or somebody else about the client.
    package let with: ContactParty
    /// Only a success ends the wait for a contact.
    package let successful: Bool
    /// How long it took, also when nobody was reached.
    package let minutes: Minutes
    /// Sealed with the client's key.
    package let note: Note?
    /// Who did it, on the case; left out, the caller.
    package let by: ID<Worker>?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, ifNamed: by)
        try decision.open(state, step: false)
        _ = try decision.primary(of: state)
        let worker = try decision.doer(by, on: state)
        let entry = decision.record(
            .contactLogged(
                kind: kind,
                with: with,
                successful: successful,
                minutes: minutes,
                by: worker,
                note: note?.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}

/// Something done for the client, or on the client's behalf.
package struct ServeClient: Command {
    package static let contract = Contract(
        "case.serve",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.general + [
            "notAssigned", "stageNotReached", "consentMissing", "workerNotOnCase",
        ],
        next: ["case timeline {case}"]
    )

    /// At intervention, with consent to services; an emergency need not wait.
    package let `case`: ID<Case>
    /// By which figures and fees are kept.
    package let service: ServiceKind
    /// To the client, or on the client's behalf.
    package let mode: ServiceMode
    /// What the worker was in it.
    package let rolePlayed: RolePlayed
    /// What it was to bring about; left out: nothing in particular.
    package let function: ServiceFunction?
    /// How long it took.
    package let minutes: Minutes
    /// Where; left out, the delivering institution.
    package let at: ID<Organisation>?
    /// One of the case's, towards which it counts.
    package let goal: ID<Goal>?
    /// Sealed with the client's key.
    package let note: Note?
    /// True: before the stage is reached.
    package let emergency: Bool?
    /// Who did it, on the case; left out, the caller.
    package let by: ID<Worker>?

    /// How the service counts in the office's quality figures.
    package struct Quality: Codable, Sendable {
        let certifiedWorker: Bool
        let accreditedPlace: Bool
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Quality> {
        var state = try decision.find(case: `case`)
        let place = try decision.find(OrganisationState.self, ifNamed: at ?? state.organisation)
        try decision.find(goal, of: state)
        _ = try decision.find(WorkerState.self, ifNamed: by)
        try decision.open(state, step: false)
        _ = try decision.primary(of: state)
        try decision.requireIntervention(state, emergency: emergency ?? false)
        try decision.requireConsent(.services, for: state)
        let worker = try decision.doer(by, on: state)
        let (facts, day) = (decision.facts, decision.occurredOn)
        let quality = Quality(
            certifiedWorker: worker.map { facts.holdsCertificate($0, on: day) } ?? false,
            accreditedPlace: place?.accreditation(on: day) != nil
        )
        let entry = decision.record(
            .serviceDelivered(
                service: service,
                mode: mode,
                rolePlayed: rolePlayed,
                function: function,
                minutes: minutes,
                at: place?.id,
                goal: goal,
                emergency: emergency ?? false,
                by: worker,
                certifiedWorker: quality.certifiedWorker,
                accreditedPlace: quality.accreditedPlace,
                note: note?.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, quality)
    }
}
