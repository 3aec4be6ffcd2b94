// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A hand-over gives goods of a load to a pupil, or in bulk to a school, before a witness and with
// somebody's acknowledgement (BAST). A pupil receives each category once a school year, unless a
// second person allowed it or it replaces what never arrived (K-19, K-20).

// MARK: Commands

/// Hands goods over.
package struct HandOverGoods: Command {
    package static let contract = Contract(
        "distribution.handOver",
        roles: [.coordinator, .storekeeper, .worker],
        positional: ["distribution"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "recipientMissing", "exceedsLoaded", "pupilCountMissing", "ackMissing",
            "witnessNotDistinct", "notReplaceable", "alreadyAssisted", "selfApproval",
        ]
    )

    /// Loaded.
    package let distribution: ID<Distribution>
    /// Decides which of the next params are needed.
    package let recipientKind: RecipientKind
    /// The pupil; only with `pupil`.
    package let beneficiary: ID<Beneficiary>?
    /// Who receives in bulk; left out, the distribution's.
    package let school: ID<Organisation>?
    /// For how many pupils; only with `school`, and needed there.
    package let pupilCount: Quantity?
    /// No more than is left on the load; each item once.
    package let lines: [ItemLine]
    /// Who signs, by slug or record; needed unless the pupil may sign alone.
    package let ackBy: PersonID?
    /// What who signs is to the recipient.
    package let ackRelation: AckRelation
    /// Signature, thumbprint …: kept with the event only.
    package let ackMethod: AckMethod
    /// Somebody else than the caller and who signs.
    package let witness: PersonID
    /// A hand-over to the same recipient whose dispute ended so.
    package let replacementOf: ID<HandOver>?

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
        let handover: ID<HandOver>
        let entry: ID<LedgerEntry>
        let value: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try checkParams()
        let trip = try decision.find(DistributionState.self, distribution)
        let pupil = try decision.find(BeneficiaryState.self, ifNamed: beneficiary)
        _ = try decision.find(OrganisationState.self, ifNamed: school)
        let items = try decision.findItems(lines.map(\.item))
        try decision.find(person: ackBy)
        try decision.find(person: witness)
        let replaced = try decision.find(handOver: replacementOf)
        try decision.gate(distribution.stream, step: true)
        try decision.openFund(try decision.find(FundState.self, trip.fund))
        try trip.mustBe([.loaded])
        let receiver = recipientKind == .school ? school ?? trip.school : school
        let isMissing = recipientKind == .pupil ? pupil == nil : receiver == nil
        if isMissing {
            throw .refused(HandOverRefusal.recipientMissing(recipientKind: recipientKind))
        }
        let goods = try decision.unload(lines, from: distribution)
        if recipientKind == .school, pupilCount == nil {
            throw .refused(HandOverRefusal.pupilCountMissing)
        }
        let receipt = Receipt(ackBy: ackBy, ackRelation: ackRelation, witness: witness)
        try decision.check(
            receipt,
            of: recipientKind,
            pupil,
            on: decision.occurredOn,
            handedOverBy: decision.actor
        )
        if let replaced, !isReplaceable(replaced, by: receiver) {
            throw .refused(HandOverRefusal.notReplaceable(handover: replaced.id))
        }
        let categories = decision.facts.categories(of: items)
        let schoolYear = decision.facts.schoolYear(of: decision.occurredOn)
        let overridden = try decideAssistance(categories, schoolYear, decision)
        warnSchool(receiver, categories, schoolYear, decision)
        return record(
            goods,
            trip,
            receiver,
            categories,
            schoolYear,
            overridden: overridden,
            decision
        )
    }

    private func checkParams() throws(Rejection) {
        try Lines.check(lines)
        if recipientKind == .pupil, pupilCount != nil {
            throw .invalid(
                pointer: "/pupilCount",
                problem: "value",
                expected: "only with recipientKind school"
            )
        }
        if recipientKind == .school, beneficiary != nil {
            throw .invalid(
                pointer: "/beneficiary",
                problem: "value",
                expected: "only with recipientKind pupil"
            )
        }
    }

    private func isReplaceable(_ first: HandOverRow, by school: ID<Organisation>?) -> Bool {
        let isSameRecipient =
            first.recipientKind == recipientKind
            && (recipientKind == .pupil
                ? first.beneficiary == beneficiary : first.school == school)
        return first.dispute == .replacementDue && first.replacedBy == nil && !first.isReversed
            && isSameRecipient
    }

    // The categories that a pupil receives once more by somebody's leave.
    private func decideAssistance(
        _ categories: [ItemCategory],
        _ schoolYear: String,
        _ decision: Decision
    ) throws(Rejection) -> [ItemCategory] {
        guard let beneficiary, replacementOf == nil else { return [] }
        let overrides = try decision.checkAssistance(
            of: beneficiary,
            categories,
            schoolYear,
            on: distribution
        )
        for override in overrides
        where decision.facts.samePerson(
            PersonID(override.overriddenBy),
            PersonID(decision.actor)
        ) {
            throw .refused(HandOverRefusal.selfApproval(overriddenBy: override.overriddenBy))
        }
        return overrides.map(\.itemCategory)
    }

    private func warnSchool(
        _ school: ID<Organisation>?,
        _ categories: [ItemCategory],
        _ schoolYear: String,
        _ decision: Decision
    ) {
        guard recipientKind == .school, let school, replacementOf == nil else { return }
        var warned: [ID<HandOver>] = []
        for category in categories {
            let prefix = SchoolAssistanceRow.key(school, category, schoolYear)
            guard let earlier = decision.facts.first(SchoolAssistanceRow.self, prefix: prefix),
                !warned.contains(earlier.handover)
            else { continue }
            warned.append(earlier.handover)
            decision.warn(HandOverRefusal.schoolAlreadyAssisted(handover: earlier.handover))
        }
    }

    private func record(
        _ goods: [ValuedLine],
        _ trip: DistributionState,
        _ receiver: ID<Organisation>?,
        _ categories: [ItemCategory],
        _ schoolYear: String,
        overridden: [ItemCategory],
        _ decision: Decision
    ) -> Answer {
        let handover = ID<HandOver>(trusted: decision.newNumber("BST"))
        let entry = decision.newEntry()
        decision.record(
            DistributionEvent.handedOver(
                handover: handover,
                recipientKind: recipientKind,
                beneficiary: beneficiary,
                school: receiver,
                pupilCount: pupilCount,
                lines: goods,
                categories: categories,
                schoolYear: schoolYear,
                ackBy: ackBy,
                ackRelation: ackRelation,
                ackMethod: ackMethod,
                witness: witness,
                overridden: overridden,
                replacementOf: replacementOf
            ),
            to: distribution.stream
        )
        decision.record(
            FundEvent.goodsIssued(
                entry: entry,
                kind: .goodsIssued,
                ref: handover.text,
                postings: Posting.entry(goods.issued(to: .schoolSupplies)),
                handover: handover,
                distribution: distribution,
                place: trip.place,
                location: nil
            ),
            to: trip.fund.stream
        )
        return Answer(
            distribution: distribution,
            handover: handover,
            entry: entry,
            value: Rupiah(goods.totalValue)
        )
    }
}

/// Lets a pupil receive a category once more on a distribution.
package struct OverrideDoubleAssistance: Command {
    package static let contract = Contract(
        "distribution.overrideDoubleAssistance",
        roles: [.coordinator, .supervisor],
        positional: ["distribution"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        needsReason: true
    )

    /// Planned or loaded.
    package let distribution: ID<Distribution>
    /// Who may receive once more.
    package let beneficiary: ID<Beneficiary>
    /// For which; used up by the next hand-over.
    package let itemCategory: ItemCategory

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
        let beneficiary: ID<Beneficiary>
        let itemCategory: ItemCategory
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let trip = try decision.find(DistributionState.self, distribution)
        _ = try decision.find(BeneficiaryState.self, beneficiary)
        try decision.gate(distribution.stream, step: true)
        try trip.mustBe([.planned, .loaded])
        decision.record(
            DistributionEvent.doubleAssistanceOverridden(
                beneficiary: beneficiary,
                itemCategory: itemCategory
            ),
            to: distribution.stream
        )
        return Answer(
            distribution: distribution,
            beneficiary: beneficiary,
            itemCategory: itemCategory
        )
    }
}
