// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A referral asks another provider to meet a need of the client. The case stays where it is; the
// provider accepts or rejects, and one accepted is completed or revoked.

extension Referral {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        MakeReferral.self, AcceptReferral.self, RejectReferral.self, CompleteReferral.self,
        RevokeReferral.self,
    ]

    // What every command on a referral may refuse first.
    fileprivate static let refusals = CaseRefusal.general + ["referralState"]
}

extension PolicyKey where Value == Int64 {
    /// Days within which a provider should answer a referral.
    package static let referralRespondDays = PolicyKey("referral.respondDays", 14)
}

/// Another provider is asked to help.
package struct MakeReferral: Command {
    package static let contract = Contract(
        "referral.make",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.general + [
            "validityDates", "stageNotReached", "consentMissing", "conflictOfInterest",
            "referralOpen", "organisationBlacklisted",
        ],
        next: ["referral accept {referral}"]
    )

    /// At intervention, with consent to sharing; an emergency need not wait.
    package let `case`: ID<Case>
    /// Not on the blacklist; the primary worker decides nothing there.
    package let to: ID<Organisation>
    /// Not asked of the same provider already.
    package let service: ServiceKind
    /// What the provider is told; sealed with the client's key.
    package let summary: Note
    /// Not before the business date; left out: as many days as policy says.
    package let respondBy: CivilDate?
    /// True: before the stage is reached.
    package let emergency: Bool?

    /// The number of the referral and the day an answer is due.
    package struct Made: Codable, Sendable {
        let referral: ID<Referral>
        let respondBy: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Made> {
        var state = try decision.find(case: `case`)
        let provider = try decision.find(OrganisationState.self, to)
        try decision.open(state, step: false)
        let day = decision.occurredOn
        try decision.checkDates(from: day, to: respondBy)
        try decision.requireIntervention(state, emergency: emergency ?? false)
        try decision.requireConsent(.sharing, for: state)
        if let worker = state.holder, decision.facts.decides(worker, at: to, on: day) {
            throw .refused(
                GivingRefusal.conflictOfInterest(
                    worker: worker,
                    interest: to.text,
                    case: `case`
                )
            )
        }
        if let open = state.openReferrals.first(where: { $0.to == to && $0.service == service }) {
            throw .refused(ReferralRefusal.referralOpen(referral: open.referral))
        }
        if provider.isBlacklisted(on: day) {
            throw .refused(OrganisationStandingRefusal.organisationBlacklisted)
        }
        let days = decision.facts.policy(.referralRespondDays, on: day)
        let made = Made(
            referral: state.next(\.referrals),
            respondBy: respondBy ?? day.adding(days: Int(days))
        )
        let entry = decision.record(
            .referralMade(
                referral: made.referral,
                to: to,
                service: service,
                respondBy: made.respondBy,
                emergency: emergency ?? false,
                summary: summary.sealed(for: state.client)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, made)
    }
}

/// The provider takes the referral.
package struct AcceptReferral: Command {
    package static let contract = Contract(
        "referral.accept",
        roles: .caseTeam,
        positional: ["referral"],
        refusals: Referral.refusals,
        next: ["referral complete {referral}"]
    )

    /// Made, and not answered.
    package let referral: ID<Referral>
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<ReferralMoved> {
        try decision.move(referral, from: [.made]) { client in
            .referralAccepted(referral: referral, note: note?.sealed(for: client))
        }
    }
}

/// The provider does not take the referral.
package struct RejectReferral: Command {
    package static let contract = Contract(
        "referral.reject",
        roles: .caseTeam,
        positional: ["referral"],
        refusals: Referral.refusals,
        needsReason: true
    )

    /// Made, and not answered.
    package let referral: ID<Referral>
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<ReferralMoved> {
        try decision.move(referral, from: [.made]) { client in
            .referralRejected(referral: referral, note: note?.sealed(for: client))
        }
    }
}

/// The provider has done what was asked.
package struct CompleteReferral: Command {
    package static let contract = Contract(
        "referral.complete",
        roles: .caseTeam,
        positional: ["referral"],
        refusals: Referral.refusals
    )

    /// Accepted.
    package let referral: ID<Referral>
    /// What was done; sealed with the client's key.
    package let outcome: Note

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<ReferralMoved> {
        try decision.move(referral, from: [.accepted]) { client in
            .referralCompleted(referral: referral, outcome: outcome.sealed(for: client))
        }
    }
}

/// The referral is taken back.
package struct RevokeReferral: Command {
    package static let contract = Contract(
        "referral.revoke",
        roles: .caseTeam,
        positional: ["referral"],
        refusals: Referral.refusals,
        needsReason: true
    )

    /// Made or accepted.
    package let referral: ID<Referral>
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<ReferralMoved> {
        try decision.move(referral, from: [.made, .accepted]) { client in
            .referralRevoked(referral: referral, note: note?.sealed(for: client))
        }
    }
}

/// The referral that a command was about.
package struct ReferralMoved: Codable, Sendable {
    let referral: ID<Referral>
}

extension Decision {
    /// Records a step of a referral that must exist, pass the general rules and be in one of the
    /// states.
    fileprivate func move(
        _ referral: ID<Referral>,
        from states: [ReferralStatus],
        _ step: (ID<Client>) -> CaseEvent
    ) throws(Rejection) -> CaseAnswer<ReferralMoved> {
        var state = try find(caseOf: referral, \.referrals)
        guard let row = facts.row(ReferralRow.self, ReferralRow.key(referral)) else {
            throw .notFound(what: Referral.noun, id: referral.text)
        }
        try open(state, step: false)
        try refuse(!states.contains(row.state), ReferralRefusal.referralState(state: row.state))
        let entry = record(step(state.client), in: &state)
        return CaseAnswer(state, entry: entry, ReferralMoved(referral: referral))
    }
}

// MARK: Refusals

/// Why a referral is not made or moved.
package enum ReferralRefusal: Refusal {
    case referralOpen(referral: ID<Referral>)
    case referralState(state: ReferralStatus)
}
