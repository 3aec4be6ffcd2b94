// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// What every command of casework asks first, and what it answers with.

extension Decision {
    /// The state of a case that exists and that the asker reaches; else `notFound`.
    package func find(case id: ID<Case>) throws(Rejection) -> CaseState {
        // An approved request was judged by its requester's reach when it was made.
        let state = facts.state(CaseState.self, id) { request != nil || asker.reaches($0) }
        guard let state else { throw .notFound(what: Case.noun, id: id.text) }
        return state
    }

    /// The state of the case an item hangs on; an item that does not exist is not found either.
    package func find<Kind: CaseItem>(
        caseOf item: ID<Kind>,
        _ count: KeyPath<ItemCounts, Int64>
    ) throws(Rejection) -> CaseState {
        let state = facts.state(CaseState.self, item.caseID) {
            request != nil || asker.reaches($0)
        }
        guard let state, let number = item.number,
            number >= 1, number <= state.counts[keyPath: count],
            ID<Kind>(state.id, number) == item
        else { throw .notFound(what: Kind.noun, id: item.text) }
        return state
    }

    /// Checks the general rules of a case's stream.
    ///
    /// In this order: version, G1, G2, G3 for a step (◆), G6 unless `whenClosed`, the method's own
    /// `already…` refusal, G7. Call it after every existence check and before the other refusals.
    package func open(
        _ state: CaseState,
        step: Bool,
        whenClosed: Bool = false,
        already: (any Refusal)? = nil
    ) throws(Rejection) {
        try gate(state.id.stream, step: false)
        if occurredOn < state.openedOn {
            throw .refused(CaseRefusal.beforeCaseOpened(openedOn: state.openedOn))
        }
        if step { try inOrder(state.id.stream) }
        switch state.status {
        case .new, .open: break
        case .screenedOut, .closed, .merged:
            if !whenClosed { throw .refused(CaseRefusal.caseClosed(status: state.status)) }
        }
        if let already { throw .refused(already) }
        if let client = facts.state(ClientState.self, state.client) {
            try gate(subject: client)
        }
    }

    /// The primary worker, or `notAssigned`.
    package func primary(of state: CaseState) throws(Rejection) -> ID<Worker> {
        guard let primary = state.primary else { throw .refused(CaseRefusal.notAssigned) }
        return primary.worker
    }

    /// Refuses `stageNotReached` before a stage.
    package func require(
        _ state: CaseState,
        reached needed: Stage
    ) throws(Rejection) {
        if state.stage < needed {
            throw .refused(CaseRefusal.stageNotReached(stage: state.stage, needs: needed))
        }
    }

    /// Refuses `consentMissing` without a live consent of the client or an override of the case.
    package func requireConsent(
        _ scope: ConsentScope,
        for state: CaseState
    ) throws(Rejection) {
        if !hasConsent(scope, for: state) {
            throw .refused(CaseRefusal.consentMissing(scope: scope, client: state.client))
        }
    }

    /// True with a live consent of the client or an override of the case.
    package func hasConsent(_ scope: ConsentScope, for state: CaseState) -> Bool {
        state.overrides.contains { $0.holds(scope, on: occurredOn) }
            || facts.hasConsent(state.client, scope: scope, on: occurredOn)
    }

    /// Who did something on a case: the one named, else the worker of the caller.
    ///
    /// Refuses `workerNotOnCase` when that worker had no spell on the business date. The record of
    /// a worker who is named exists.
    package func doer(_ named: ID<Worker>?, on state: CaseState) throws(Rejection) -> ID<Worker>? {
        guard let worker = named ?? asker.worker else { return nil }
        let wasThere = facts.rows(CaseSpellRow.self, prefix: RowKey(state.id))
            .contains { $0.worker == worker && $0.holds(on: occurredOn) }
        if !wasThere { throw .refused(CaseRefusal.workerNotOnCase(worker: worker)) }
        return worker
    }

    /// Refuses who may not approve: the one who submitted, the primary worker, or a stranger.
    ///
    /// `selfApproval`, then `notSupervisor` (C-10).
    package func mustApprove(
        _ state: CaseState,
        submittedBy: ID<Operator>
    ) throws(Rejection) {
        let primary = try primary(of: state)
        if actor == submittedBy || asker.worker == primary {
            throw .refused(common: .selfApproval(requestedBy: submittedBy))
        }
        let isSupervisor = facts.supervisors(of: primary, on: occurredOn)
            .contains { $0 == asker.worker }
        if !isSupervisor { throw .refused(GivingRefusal.notSupervisor(worker: primary)) }
    }

    /// The open follow-ups of a worker on a case.
    package func followUps(of worker: ID<Worker>, on state: CaseState) -> [ID<FollowUp>] {
        state.openFollowUps.filter { $0.assignee == worker }.map(\.followUp)
    }

    // MARK: Outcome

    /// Records an entry and answers its number; the state then is as it will be.
    @discardableResult
    package func record(_ event: CaseEvent, in state: inout CaseState) -> Int64 {
        let stream = state.id.stream
        let before = facts.row(StreamRow.self, RowKey(stream))?.version ?? 0
        let entry = before + Int64(events.count { $0.stream == stream }) + 1
        record(event, to: stream)
        let meta = EventMeta(
            position: 0,
            stream: stream,
            streamID: state.id.text,
            streamVersion: entry,
            occurredOn: occurredOn,
            recordedAt: 0,
            actor: actor,
            reason: reason,
            type: ""
        )
        state.evolve(event, meta)
        return entry
    }
}

/// The answer of a command on a case: where the case stands then, and what the command adds.
package struct CaseAnswer<More: Codable & Sendable>: Codable, Sendable {
    /// The one the command was about.
    package let `case`: ID<Case>
    /// The version of the case's stream that holds what the command recorded first.
    package let entry: Int64
    /// After the command.
    package let stage: Stage
    /// After the command.
    package let status: CaseStatus
    /// Written beside the other members, not below them.
    package let more: More

    /// The answer of a command.
    package init(_ state: CaseState, entry: Int64, _ more: More) {
        self.case = state.id
        self.entry = entry
        stage = state.stage
        status = state.status
        self.more = more
    }

    private enum Keys: String, CodingKey { case `case`, entry, stage, status }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.case = try values.decode(ID<Case>.self, forKey: .case)
        entry = try values.decode(Int64.self, forKey: .entry)
        stage = try values.decode(Stage.self, forKey: .stage)
        status = try values.decode(CaseStatus.self, forKey: .status)
        more = try More(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Keys.self)
        try values.encode(`case`, forKey: .case)
        try values.encode(entry, forKey: .entry)
        try values.encode(stage, forKey: .stage)
        try values.encode(status, forKey: .status)
        try more.encode(to: encoder)
    }
}

extension CaseAnswer where More == Nothing {
    /// The answer of a command that adds nothing of its own.
    package init(_ state: CaseState, entry: Int64) {
        self.init(state, entry: entry, Nothing())
    }

    /// The answer about a case that has no state yet.
    package init(case id: ID<Case>, entry: Int64, stage: Stage, status: CaseStatus) {
        self.case = id
        self.entry = entry
        self.stage = stage
        self.status = status
        more = Nothing()
    }
}

/// What a command adds that gave a case to somebody.
package struct LoadAnswer: Codable, Sendable {
    /// With the case that was given.
    package let load: Load

    /// The receiver's load with the case.
    package init(load: Load) {
        self.load = load
    }
}

/// Something that keeps a case from ending.
package struct ClosureBlocker: Codable, Sendable, Equatable {
    /// What blocks.
    package enum Kind: String, CodeSet {
        case followUp, referral, safeHouseStay, transfer, planApproval, evaluationMissing

        package static let name = "BlockerKind"
    }

    /// Tells of which register ``ref`` is.
    package let kind: Kind
    /// The item's id, or the case's own.
    package let ref: String
}

extension CaseState {
    /// What keeps the case from ending, in the order of the kinds and then by ref (C-12).
    ///
    /// `reason`: of the closure; `nil` when the case only goes into another one.
    package func blockers(closing reason: ClosureReason?) -> [ClosureBlocker] {
        var found = openFollowUps.map(\.followUp).sorted { $0.number ?? 0 < $1.number ?? 0 }
            .map { ClosureBlocker(kind: .followUp, ref: $0.text) }
        found += openReferrals.map(\.referral).sorted { $0.number ?? 0 < $1.number ?? 0 }
            .map { ClosureBlocker(kind: .referral, ref: $0.text) }
        if let stay { found.append(ClosureBlocker(kind: .safeHouseStay, ref: stay.stay.text)) }
        if let transfer {
            found.append(ClosureBlocker(kind: .transfer, ref: transfer.transfer.text))
        }
        if let draft, draft.submittedBy != nil {
            found.append(ClosureBlocker(kind: .planApproval, ref: draft.plan.text))
        }
        if reason == .goalsMet || reason == .referredOut, evaluatedOn == nil {
            found.append(ClosureBlocker(kind: .evaluationMissing, ref: id.text))
        }
        return found
    }
}

// MARK: Refusals

/// Why nothing happens in a case.
package enum CaseRefusal: Refusal {
    case caseClosed(status: CaseStatus)
    case beforeCaseOpened(openedOn: CivilDate)
    case stageNotReached(stage: Stage, needs: Stage)
    case consentMissing(scope: ConsentScope, client: ID<Client>)
    case notAssigned
    case workerNotOnCase(worker: ID<Worker>)
    case approvalPending
    case nothingSubmitted
    case transferPending(to: ID<Worker>)
    case sameWorker
    case assigneeNotOnCase(worker: ID<Worker>)
    case closureBlocked(blockers: [ClosureBlocker])
    case openCaseExists(case: ID<Case>)
    case clientMerged(into: ID<Client>)
    case alreadyScreened
    case notScreenedIn
    case alreadyAssigned(worker: ID<Worker>)
    case alreadyOnCase
    case notOnCase
    case openFollowUps(followUps: [ID<FollowUp>])
    case linkSelf
    case alreadyLinked
    case mergeSelf
    case mergeTargetClosed
    case alreadyMerged(into: ID<Case>)
    case mergeDifferentClient
    case notRestricted
    case notEarlierStage(stage: Stage)
    case pieOutOfRange(path: String, value: Int64, min: Int64, max: Int64)
    case riskMissing
    case reviewInPast
    case assessmentMissing
    case consentLive
    case overrideTooLong(maxDays: Int64)
    case unknownProblem(problems: [ID<Problem>])
    case planMissing
    case planWithoutGoal
    case problemWithoutGoal(problems: [ID<Problem>])
    case goalDueBeforePlan(goals: [ID<Goal>])
    case goalClosed(goal: ID<Goal>)
    case unknownEntry(entry: Int64)
    case alreadyCorrected(by: Int64)
    case fieldNotCorrectable(fields: [String])
    case nothingChanged
}
