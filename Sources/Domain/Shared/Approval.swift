// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An approval is a command that waits for a second person. The request keeps the command as it was
// asked and its digest; who approves names the digest they read, and only then the command is
// decided again and its events are recorded, with the date and the reason of the request.

/// Requests for a second person, known by a number.
package enum Approval: Thing {
    package static let noun = "approval"
    package static let naming = Naming.number(prefix: "PST")
    package static let completion: (method: String, column: String)? = (
        "approval.list", "approval"
    )

    /// For how many days a request can be approved.
    package static let days = PolicyKey<Int64>("approval.days", 7)
}

// MARK: Request

/// What the asker of a command for two people gets: nothing has taken effect yet.
package struct ApprovalPending: Codable, Sendable {
    /// Under which the second person finds the command.
    package let approval: ID<Approval>
    /// Covers method and params; who approves repeats it.
    package let digest: String
    /// Always true, so that a client can tell this answer from the command's own.
    package let pending: Bool
}

extension Approval {
    /// Records that a command waits for a second person.
    ///
    /// `params` is the canonical text of the params as asked, with `occurredOn` and `reason`; the
    /// digest covers it and the method. The caller has rehearsed the command: what it refuses now
    /// need not wait for anybody.
    package static func request(
        kind: String,
        method: String,
        params: String,
        neededRole: Role,
        on decision: Decision
    ) -> ApprovalPending {
        let approval = decision.newID(Approval.self)
        let digest = decision.services.approvalDigest(method: method, params: params)
        let days = decision.facts.policy(Approval.days, on: decision.occurredOn)
        decision.record(
            ApprovalEvent.requested(
                kind: kind,
                method: method,
                params: params,
                digest: digest,
                neededRole: neededRole,
                expiresOn: decision.today.adding(days: Int(days))
            ),
            to: approval.stream
        )
        return ApprovalPending(approval: approval, digest: digest, pending: true)
    }
}

/// What became of a command: done at once, or waiting for a second person.
package enum Submission<Answer: Encodable & Sendable>: Encodable, Sendable {
    case done(Answer)
    case pending(ApprovalPending)

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .done(let answer): try answer.encode(to: encoder)
        case .pending(let pending): try pending.encode(to: encoder)
        }
    }
}

extension Command {
    /// Decides, or rehearses and requests the approval when a second person is needed.
    ///
    /// `params` as for ``Approval/request(kind:method:params:neededRole:on:)``; read only then.
    package func submit(
        _ decision: Decision,
        params: () -> String
    ) throws(Rejection) -> Submission<Answer> {
        guard let fourEyes = fourEyesNeeded(decision) else { return .done(try decide(decision)) }
        let rehearsal = decision.rehearsal()
        _ = try decide(rehearsal)
        return .pending(
            Approval.request(
                kind: fourEyes.kind,
                method: Self.contract.method,
                params: params(),
                neededRole: fourEyes.needed,
                on: decision
            )
        )
    }
}

// MARK: Commands

extension Approval {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        ApproveApproval.self, DenyApproval.self, WithdrawApproval.self,
    ]
}

/// The second person says yes: the command that waits takes effect.
package struct ApproveApproval: Command {
    package static let contract = Contract(
        "approval.approve",
        roles: [],
        positional: ["approval"],
        refusals: [
            "futureDated", "selfApproval", "digestMismatch", "approvalClosed", "approvalExpired",
        ],
        confirm: "yes",
        next: ["approval show {approval}"]
    )

    /// A request that is pending; the caller holds the role it needs and did not ask for it.
    package let approval: ID<Approval>
    /// What the approver read; another one than the request's is refused.
    package let digest: Line

    package typealias Answer = ApprovalAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> ApprovalAnswer {
        let state = try decision.find(ApprovalState.self, approval)
        try decision.requireRole(of: state)
        try decision.gate(approval.stream, step: false)
        let pending = try decision.services.pendingCommand(
            method: state.method,
            params: state.params
        )
        // Whom it is about is not the second pair of eyes, whoever asked for it.
        let approver = PersonID(decision.actor)
        let isAbout = pending.about.map { about in
            decision.facts.samePerson(PersonID(trusted: about), approver)
        }
        if state.requestedBy == decision.actor || isAbout ?? false {
            throw .refused(common: .selfApproval(requestedBy: state.requestedBy))
        }
        if state.digest != digest.text { throw .refused(ApprovalRefusal.digestMismatch) }
        if state.state != .pending {
            throw .refused(ApprovalRefusal.approvalClosed(state: state.state))
        }
        if state.isExpired(on: decision.today) {
            throw .refused(ApprovalRefusal.approvalExpired(expiresOn: state.expiresOn))
        }
        decision.record(ApprovalEvent.granted(digest: state.digest), to: approval.stream)
        let approved = decision.approving(
            ApprovedRequest(
                requestedBy: state.requestedBy,
                occurredOn: state.occurredOn,
                reason: state.reason,
                isBackfilled: pending.isBackfilled,
                position: state.position
            )
        )
        let result = try Self.result(of: pending.command, approved)
        decision.absorb(approved)
        return ApprovalAnswer(approval: approval, result: result)
    }

    private static func result(
        of command: some Command,
        _ decision: Decision
    ) throws(Rejection) -> any Encodable & Sendable {
        try command.decide(decision)
    }
}

/// The result of the approved command, with the approval beside its members.
package struct ApprovalAnswer: Codable, Sendable {
    /// The request that was granted.
    package let approval: ID<Approval>
    private let result: (any Encodable & Sendable)?

    private enum Keys: String, CodingKey { case approval }

    init(approval: ID<Approval>, result: any Encodable & Sendable) {
        self.approval = approval
        self.result = result
    }

    /// Reads the approval alone; the rest depends on the command.
    package init(from decoder: any Decoder) throws {
        approval = try decoder.container(keyedBy: Keys.self)
            .decode(ID<Approval>.self, forKey: .approval)
        result = nil
    }

    package func encode(to encoder: any Encoder) throws {
        try result?.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(approval, forKey: .approval)
    }
}

/// The second person says no.
package struct DenyApproval: Command {
    package static let contract = Contract(
        "approval.deny",
        roles: [],
        positional: ["approval"],
        refusals: ["futureDated", "approvalClosed"],
        needsReason: true
    )

    /// A request that is pending; the caller holds the role it needs.
    package let approval: ID<Approval>

    package struct Answer: Codable, Sendable {
        let approval: ID<Approval>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(ApprovalState.self, approval)
        try decision.requireRole(of: state)
        try decision.gate(approval.stream, step: false)
        try decision.requireOpen(state)
        decision.record(ApprovalEvent.denied, to: approval.stream)
        return Answer(approval: approval)
    }
}

/// Who asked does not want it any more.
package struct WithdrawApproval: Command {
    package static let contract = Contract(
        "approval.withdraw",
        roles: [],
        positional: ["approval"],
        refusals: ["futureDated", "approvalClosed"]
    )

    /// A pending request of the caller's own.
    package let approval: ID<Approval>

    package typealias Answer = DenyApproval.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(ApprovalState.self, approval)
        if state.requestedBy != decision.actor { throw .forbidden(needs: []) }
        try decision.gate(approval.stream, step: false)
        try decision.requireOpen(state)
        decision.record(ApprovalEvent.withdrawn, to: approval.stream)
        return Answer(approval: approval)
    }
}

extension Decision {
    fileprivate func requireRole(of state: ApprovalState) throws(Rejection) {
        if !roles.contains(state.neededRole) { throw .forbidden(needs: [state.neededRole]) }
    }

    fileprivate func requireOpen(_ state: ApprovalState) throws(Rejection) {
        let shown = state.shownState(on: today)
        if shown != .pending { throw .refused(ApprovalRefusal.approvalClosed(state: shown)) }
    }
}

// MARK: Events

/// What happens to a request for a second person.
package enum ApprovalEvent: DomainEvent {
    case requested(
        kind: String,
        method: String,
        params: String,
        digest: String,
        neededRole: Role,
        expiresOn: CivilDate
    )
    case granted(digest: String)
    case denied
    case withdrawn

    package enum CodingKeys: String, CodingKey {
        case requested = "approval.requested"
        case granted = "approval.granted"
        case denied = "approval.denied"
        case withdrawn = "approval.withdrawn"
    }

    package static let category = Approval.noun

    package var isStep: Bool {
        switch self {
        case .requested, .granted, .denied, .withdrawn: false
        }
    }
}

// MARK: State

/// What became of a request; `expired` is told from the date, no event says so.
package enum ApprovalOutcome: String, CodeSet {
    case pending, granted, denied, withdrawn, expired

    package static let name = "ApprovalState"
}

/// A request as the events left it.
package struct ApprovalState: AggregateState {
    package static let table = RowTable(18, "approvals")
    package let id: ID<Approval>
    /// What is approved, as ``FourEyes`` names it: `erasure`, `stockWriteOff` ….
    package let kind: String
    /// The command that waits.
    package let method: String
    /// Canonical JSON of the params as asked.
    package let params: String
    /// Of method and params, over which both people agree.
    package let digest: String
    /// Held by whoever decides.
    package let neededRole: Role
    /// The last day on which it can be approved.
    package let expiresOn: CivilDate
    /// Can withdraw, but never approve.
    package let requestedBy: ID<Operator>
    /// The day on which it was recorded, from which the expiry counts.
    package let requestedOn: CivilDate
    /// The business date of the request.
    package let occurredOn: CivilDate
    /// Of the request; the events of the approved command carry it too.
    package let reason: String?
    /// The position of the request.
    package let position: Int64
    /// As recorded: expiry shows in ``shownState(on:)`` alone.
    package var state = ApprovalOutcome.pending
    /// Who granted, denied or withdrew; `nil` while pending.
    package var decidedBy: ID<Operator>?
    /// The day on which that was recorded, whatever date it bears.
    package var decidedOn: CivilDate?

    package static func initial(
        _ id: ID<Approval>,
        _ event: ApprovalEvent,
        _ meta: EventMeta
    ) -> ApprovalState? {
        guard
            case .requested(let kind, let method, let params, let digest, let role, let expiresOn) =
                event
        else { return nil }
        return ApprovalState(
            id: id,
            kind: kind,
            method: method,
            params: params,
            digest: digest,
            neededRole: role,
            expiresOn: expiresOn,
            requestedBy: meta.actor,
            requestedOn: Moment(microseconds: meta.recordedAt).date,
            occurredOn: meta.occurredOn,
            reason: meta.reason,
            position: meta.position
        )
    }

    package mutating func evolve(_ event: ApprovalEvent, _ meta: EventMeta) {
        switch event {
        case .requested: return
        case .granted: state = .granted
        case .denied: state = .denied
        case .withdrawn: state = .withdrawn
        }
        decidedBy = meta.actor
        decidedOn = Moment(microseconds: meta.recordedAt).date
    }

    /// True when nobody decided in time.
    package func isExpired(on today: CivilDate) -> Bool {
        state == .pending && today > expiresOn
    }

    /// The state with what the date tells.
    package func shownState(on today: CivilDate) -> ApprovalOutcome {
        isExpired(on: today) ? .expired : state
    }
}

// MARK: Refusals

/// Why a request is not decided.
package enum ApprovalRefusal: Refusal {
    case digestMismatch
    case approvalClosed(state: ApprovalOutcome)
    case approvalExpired(expiresOn: CivilDate)
}
