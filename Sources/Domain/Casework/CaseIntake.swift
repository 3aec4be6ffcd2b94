// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// How a case begins and who gets it: open, screen, assign, reassign.

extension Case {
    /// The commands on a case as a whole, and on its assessment; a new one is added here.
    package static let commands: [any Command.Type] = [
        OpenCase.self, ScreenCase.self, AssignCase.self, ReassignCase.self, AddTeamMember.self,
        RemoveTeamMember.self, LinkCase.self, MergeCase.self, RestrictCase.self,
        UnrestrictCase.self, StepCaseBack.self, AssessCase.self, SetRisk.self,
        OverrideConsent.self, CorrectEntry.self,
    ]
}

extension PolicyKey where Value == String {
    /// The office itself, which delivers what no other institution does; empty: none is named.
    package static let officeOrganisation = PolicyKey("office.organisation", "")
}

/// A new case of a client.
package struct OpenCase: Command {
    package static let contract = Contract(
        "case.open",
        roles: [.intake, .worker, .supervisor],
        positional: ["client"],
        refusals: [
            "futureDated", "openCaseExists", "clientMerged", "subjectErased", "processingLimited",
        ],
        next: ["case screen {case} --decision in"]
    )

    /// Within reach, not merged into another record.
    package let client: ID<Client>
    /// Category of need, as the ministry lists it.
    package let ppksCode: PpksCode
    /// Field of work.
    package let setting: CaseSetting
    /// How the client came to the office.
    package let source: CaseSource
    /// Left out: casework.
    ///
    /// In each a client has one new or open case.
    package let programme: ID<Programme>?
    /// What it is about; sealed with the client's key.
    package let summary: Note
    /// Who delivers; left out, the office itself.
    package let organisation: ID<Organisation>?
    /// A case it belongs together with; must be within reach.
    package let linkTo: ID<Case>?
    /// True: some rules wait until later.
    package let emergency: Bool?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        let person = try decision.find(client: client)
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        if let linkTo { _ = try decision.find(case: linkTo) }
        try decision.gate(client.stream, step: false)
        let programme = programme ?? .casework
        if let open = decision.facts.openCase(of: client, in: programme) {
            throw .refused(CaseRefusal.openCaseExists(case: open))
        }
        if let into = person.mergedInto {
            throw .refused(CaseRefusal.clientMerged(into: into))
        }
        try decision.gate(subject: person)
        let id = decision.newID(Case.self)
        decision.record(
            CaseEvent.opened(
                client: client,
                ppksCode: ppksCode,
                setting: setting,
                level: .micro,
                source: source,
                programme: programme,
                organisation: organisation ?? decision.office,
                linkTo: linkTo,
                emergency: emergency ?? false,
                summary: .clear(subject: client.text, summary)
            ),
            to: id.stream
        )
        return CaseAnswer(case: id, entry: 1, stage: .intake, status: .new)
    }
}

extension Decision {
    /// The office itself, as policy names it on the business date.
    package var office: ID<Organisation>? {
        let named = facts.policy(.officeOrganisation, on: occurredOn)
        return named.isEmpty ? nil : ID(trusted: named)
    }
}

extension Facts {
    /// The new or open case of a client in a programme, under any of the client's records (C-03).
    package func openCase(of client: ID<Client>, in programme: ID<Programme>) -> ID<Case>? {
        for record in records(of: client).map(\.id) {
            let row = row(OpenCaseRow.self, OpenCaseRow.key(record, programme))
            if let row { return row.case }
        }
        return nil
    }
}

/// A new case is taken on, or not.
package struct ScreenCase: Command {
    package static let contract = Contract(
        "case.screen",
        roles: [.intake(.new), .supervisor(.new)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "alreadyScreened",
        ],
        next: ["case assign {case}"]
    )

    /// New.
    package let `case`: ID<Case>
    /// Taken on, or not.
    package let decision: ScreeningDecision
    /// Why; sealed with the client's key.
    package let note: Note
    /// Only with a case that is not taken on; must exist.
    package let referTo: ID<Organisation>?

    package func decide(_ office: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        if decision == .in, referTo != nil {
            throw .invalid(pointer: "/referTo", problem: "value", expected: "only with out")
        }
        var state = try office.find(case: `case`)
        _ = try office.find(OrganisationState.self, ifNamed: referTo)
        try office.open(
            state,
            step: true,
            already: state.status == .new ? nil : CaseRefusal.alreadyScreened
        )
        let note = Personal.clear(subject: state.client.text, note)
        let event: CaseEvent =
            switch decision {
            case .in: .screenedIn(note: note)
            case .out: .screenedOut(referTo: referTo, note: note)
            }
        let entry = office.record(event, in: &state)
        return CaseAnswer(state, entry: entry)
    }
}

/// A case gets its first primary worker.
package struct AssignCase: Command {
    package static let contract = Contract(
        "case.assign",
        // With its team a supervisor hears that a case is assigned, not that there is none.
        roles: [.supervisor([.team, .new])],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "notScreenedIn",
            "alreadyAssigned", "workerNotActive", "workerNotCertified", "conflictOfInterest",
            "caseloadOverCap", "notSupervisor",
        ],
        next: ["caseload list", "case show {case}"]
    )

    /// Screened in, without a primary worker.
    package let `case`: ID<Case>
    /// In service, certified, untied to the household, below the cap; of the caller's team.
    package let worker: ID<Worker>

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<LoadAnswer> {
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, worker)
        try decision.open(
            state,
            step: true,
            already: state.primary.map { CaseRefusal.alreadyAssigned(worker: $0.worker) }
        )
        try decision.refuse(state.status == .new, CaseRefusal.notScreenedIn)
        let units = decision.facts.units(state.loadClass, on: decision.occurredOn)
        let load = try decision.give(state, to: worker, adding: units, checksSupervisor: true)
        let entry = decision.record(
            .workerAssigned(worker: worker, role: .primary, units: units),
            in: &state
        )
        return CaseAnswer(state, entry: entry, LoadAnswer(load: load))
    }
}

/// A case goes from its primary worker to another.
package struct ReassignCase: Command {
    package static let contract = Contract(
        "case.reassign",
        // A new case is seen, so that the answer is that nobody has it yet.
        roles: [.supervisor([.team, .new])],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "notAssigned",
            "sameWorker", "transferPending", "workerNotActive", "workerNotCertified",
            "conflictOfInterest", "caseloadOverCap", "notSupervisor",
        ],
        needsReason: true,
        next: ["case show {case}"]
    )

    /// With a primary worker and no transfer that waits.
    package let `case`: ID<Case>
    /// Another one, of whom the same is asked as at an assignment.
    package let worker: ID<Worker>

    /// What moved with the case, and what the receiver carries then.
    package struct More: Codable, Sendable {
        let followUpsMoved: [ID<FollowUp>]
        let load: Load
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<More> {
        _ = try decision.requiredReason()
        var state = try decision.find(case: `case`)
        _ = try decision.find(WorkerState.self, worker)
        try decision.open(state, step: true)
        let from = try decision.primary(of: state)
        try decision.refuse(from == worker, CaseRefusal.sameWorker)
        if let transfer = state.transfer {
            throw .refused(CaseRefusal.transferPending(to: transfer.to))
        }
        let units = decision.facts.units(state.loadClass, on: decision.occurredOn)
        let load = try decision.give(state, to: worker, adding: units, checksSupervisor: true)
        let moved = decision.followUps(of: from, on: state)
        let entry = decision.record(
            .reassigned(
                from: from,
                to: worker,
                units: units,
                followUpsMoved: moved,
                handover: nil
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, More(followUpsMoved: moved, load: load))
    }
}
