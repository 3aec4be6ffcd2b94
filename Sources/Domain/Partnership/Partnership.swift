// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A partnership is what the office and another organisation want to do together. Nothing is done
// under it before the board has signed an agreement, and only on the days the agreement names;
// what is known of a client leaves the office only where both the agreement and the client allow.

// MARK: Commands

extension Partnership {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        ProposePartnership.self, SignAgreement.self, AmendAgreement.self, PlanPartnerEvent.self,
        ShareCaseData.self, ReviewPartnership.self, EndPartnership.self,
    ]
}

/// An organisation the office wants to work with.
package struct ProposePartnership: Command {
    package static let contract = Contract(
        "partnership.propose",
        roles: [.coordinator],
        positional: ["organisation"],
        refusals: ["futureDated", "organisationBlacklisted"],
        next: ["partnership sign {partnership}"]
    )

    /// Not on the blacklist.
    package let organisation: ID<Organisation>
    /// What for, in words.
    package let purpose: Line
    /// Each once; left out: none in particular.
    package let programmes: [ActivityProgramme]?

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        try decision.checkList(programmes, "programmes", mayBeEmpty: true)
        let partner = try decision.find(OrganisationState.self, organisation)
        let partnership = decision.newID(Partnership.self)
        try decision.gate(partnership.stream, step: false)
        try decision.refuseBlacklisted(partner)
        decision.record(
            PartnershipEvent.proposed(
                organisation: organisation,
                purpose: purpose,
                programmes: programmes
            ),
            to: partnership.stream
        )
        return PartnershipAnswer(partnership: partnership)
    }
}

/// The board signs an agreement for some time.
package struct SignAgreement: Command {
    package static let contract = Contract(
        "partnership.sign",
        roles: [.board],
        positional: ["partnership"],
        refusals: [
            "futureDated", "outOfOrder", "agreementInForce", "validityDates",
            "organisationBlacklisted", "partnershipEnded",
        ],
        next: ["partnership plan-event {partnership}"]
    )

    /// Not ended.
    package let partnership: ID<Partnership>
    /// The first day; shares no day with another agreement.
    package let from: CivilDate
    /// The last day, not before the first.
    package let to: CivilDate
    /// At least one, each once.
    package let scope: [AgreementScope]
    /// True: data of clients may be shared while it holds.
    package let dataClause: Bool
    /// Of the paper.
    package let ref: Line

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        try decision.checkList(scope, "scope")
        let state = try decision.find(PartnershipState.self, partnership)
        try decision.gate(partnership.stream, step: true)
        if let other = state.agreement(overlapping: from, to) {
            throw .refused(PartnershipRefusal.agreementInForce(to: other.to))
        }
        try decision.checkDates(from: from, to: to)
        try decision.refuseBlacklisted(state.organisation)
        try state.mustNotBeEnded()
        decision.record(
            PartnershipEvent.agreementSigned(
                from: from,
                to: to,
                scope: scope,
                dataClause: dataClause,
                ref: ref
            ),
            to: partnership.stream
        )
        return PartnershipAnswer(partnership: partnership)
    }
}

/// The newest agreement gets other terms, while it runs or before it begins.
package struct AmendAgreement: Command {
    package static let contract = Contract(
        "partnership.amend",
        roles: [.board],
        positional: ["partnership"],
        refusals: [
            "futureDated", "outOfOrder", "agreementNotInForce", "agreementInForce",
            "validityDates", "organisationBlacklisted",
        ],
        needsReason: true,
        next: ["partnership list"]
    )

    /// With an agreement that has not run out.
    package let partnership: ID<Partnership>
    /// The first day; shares no day with an earlier agreement.
    package let from: CivilDate
    /// The last day, not before the first.
    package let to: CivilDate
    /// At least one, each once.
    package let scope: [AgreementScope]
    /// In place of the clause before.
    package let dataClause: Bool
    /// Of the paper that amends.
    package let ref: Line

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        try decision.checkList(scope, "scope")
        let state = try decision.find(PartnershipState.self, partnership)
        try decision.gate(partnership.stream, step: true)
        guard let last = state.agreements.last, state.endedOn == nil,
            decision.occurredOn <= last.to
        else { throw .refused(state.notInForce) }
        if let other = state.earlierAgreement(overlapping: from, to) {
            throw .refused(PartnershipRefusal.agreementInForce(to: other.to))
        }
        try decision.checkDates(from: from, to: to)
        try decision.refuseBlacklisted(state.organisation)
        decision.record(
            PartnershipEvent.agreementAmended(
                from: from,
                to: to,
                scope: scope,
                dataClause: dataClause,
                ref: ref
            ),
            to: partnership.stream
        )
        return PartnershipAnswer(partnership: partnership)
    }
}

/// Something to be done together on a day of the agreement.
package struct PlanPartnerEvent: Command {
    package static let contract = Contract(
        "partnership.planEvent",
        roles: [.coordinator],
        positional: ["partnership"],
        refusals: ["futureDated", "agreementNotInForce", "csrWithoutFund"],
        next: ["partnership list"]
    )

    /// With an agreement that holds on the day of the event.
    package let partnership: ID<Partnership>
    /// Public title.
    package let title: Line
    /// May lie ahead.
    package let date: CivilDate
    /// When it is one of the office's activities; must exist.
    package let activity: ID<Activity>?
    /// The partner's money for it; only with fund and purpose, and not yet booked.
    package let csrAmount: Amount?
    /// Which will receive the money; must exist.
    package let fund: ID<Fund>?
    /// What the money is for.
    package let csrPurpose: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        let state = try decision.find(PartnershipState.self, partnership)
        _ = try decision.find(ActivityState.self, ifNamed: activity)
        _ = try decision.find(FundState.self, ifNamed: fund)
        try decision.gate(partnership.stream, step: false)
        try decision.refuse(state.agreement(on: date) == nil, state.notInForce)
        // Money of a donor without a place to go and something to be for would be spent on anything.
        try decision.refuse(
            csrAmount != nil && (fund == nil || csrPurpose == nil),
            PartnershipRefusal.csrWithoutFund
        )
        decision.record(
            PartnershipEvent.eventPlanned(
                title: title,
                date: date,
                activity: activity,
                csrAmount: csrAmount,
                fund: fund,
                csrPurpose: csrPurpose
            ),
            to: partnership.stream
        )
        return PartnershipAnswer(partnership: partnership)
    }
}

/// What is known of some clients goes to the partner.
package struct ShareCaseData: Command {
    package static let contract = Contract(
        "partnership.shareData",
        roles: [.supervisor(.team)],
        positional: ["partnership"],
        refusals: [
            "futureDated", "subjectErased", "processingLimited", "noDataClause",
            "agreementNotInForce", "consentMissing",
        ],
        confirm: "yes"
    )

    /// With an agreement that holds and has a data clause.
    package let partnership: ID<Partnership>
    /// Within reach, each once, with consent to sharing.
    package let cases: [ID<Case>]
    /// What the partner needs it for.
    package let purpose: Line
    /// What is shared, never the data itself; at least one, each once.
    package let items: [SharedItem]

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        try decision.checkList(cases, "cases")
        try decision.checkList(items, "items")
        let state = try decision.find(PartnershipState.self, partnership)
        var shared: [CaseState] = []
        for id in cases { shared.append(try decision.find(case: id)) }
        try decision.gate(partnership.stream, step: false)
        for subject in shared {
            if let client = decision.facts.state(ClientState.self, subject.client) {
                try decision.gate(subject: client)
            }
        }
        let agreement = state.agreement(on: decision.occurredOn)
        if let known = agreement ?? state.agreements.last, !known.dataClause {
            throw .refused(PartnershipRefusal.noDataClause)
        }
        try decision.refuse(agreement == nil, state.notInForce)
        let unasked = shared.filter { !decision.hasConsent(.sharing, for: $0) }.map(\.id)
        try decision.refuse(
            !unasked.isEmpty,
            PartnershipRefusal.consentMissing(cases: unasked)
        )
        decision.record(
            PartnershipEvent.dataShared(cases: cases, purpose: purpose, items: items),
            to: partnership.stream
        )
        return PartnershipAnswer(partnership: partnership)
    }
}

/// How the office finds the partnership goes.
package struct ReviewPartnership: Command {
    package static let contract = Contract(
        "partnership.review",
        roles: [.coordinator],
        positional: ["partnership"],
        refusals: ["futureDated"],
        next: ["partnership list"]
    )

    /// Ended or not.
    package let partnership: ID<Partnership>
    /// Replaces the one before in the list.
    package let rating: Rating
    /// Office text, nothing personal.
    package let note: Line

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        _ = try decision.find(PartnershipState.self, partnership)
        try decision.gate(partnership.stream, step: false)
        decision.record(
            PartnershipEvent.reviewed(rating: rating, note: note),
            to: partnership.stream
        )
        return PartnershipAnswer(partnership: partnership)
    }
}

/// The partnership is over, and its agreement with it.
package struct EndPartnership: Command {
    package static let contract = Contract(
        "partnership.end",
        roles: [.board],
        positional: ["partnership"],
        refusals: ["futureDated", "outOfOrder", "partnershipEnded"],
        needsReason: true,
        confirm: "yes"
    )

    /// Not ended.
    package let partnership: ID<Partnership>

    package func decide(_ decision: Decision) throws(Rejection) -> PartnershipAnswer {
        let state = try decision.find(PartnershipState.self, partnership)
        try decision.gate(partnership.stream, step: true)
        try state.mustNotBeEnded()
        decision.record(PartnershipEvent.ended, to: partnership.stream)
        return PartnershipAnswer(partnership: partnership)
    }
}

/// The partnership that a command was about.
package struct PartnershipAnswer: Codable, Sendable {
    let partnership: ID<Partnership>
}

// MARK: Rules

extension Decision {
    fileprivate func refuseBlacklisted(_ partner: OrganisationState?) throws(Rejection) {
        try refuse(
            partner?.isBlacklisted(on: occurredOn) ?? false,
            OrganisationStandingRefusal.organisationBlacklisted
        )
    }

    fileprivate func refuseBlacklisted(_ partner: ID<Organisation>) throws(Rejection) {
        try refuseBlacklisted(facts.state(OrganisationState.self, partner))
    }
}

extension PartnershipState {
    fileprivate func mustNotBeEnded() throws(Rejection) {
        if endedOn != nil { throw .refused(PartnershipRefusal.partnershipEnded) }
    }

    fileprivate var notInForce: PartnershipRefusal {
        .agreementNotInForce(from: agreements.last?.from, to: agreements.last?.to)
    }
}

// MARK: Refusals

/// Why nothing is done with a partner.
package enum PartnershipRefusal: Refusal {
    case agreementInForce(to: CivilDate)
    /// The days of the newest agreement; none when nothing was signed.
    case agreementNotInForce(from: CivilDate?, to: CivilDate?)
    case csrWithoutFund
    case noDataClause
    case consentMissing(cases: [ID<Case>])
    case partnershipEnded
}
