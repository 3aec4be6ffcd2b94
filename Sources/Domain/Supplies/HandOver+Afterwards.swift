// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What becomes of a hand-over afterwards. "We typed it wrong": reverseHandOver, correctHandOver.
// "It did not arrive": disputeReceipt, resolveDispute. Always by somebody else than handed over.

// MARK: Commands

/// Takes back a hand-over that did not happen so; the goods are back in the load.
package struct ReverseHandOver: Command {
    package static let contract = Contract(
        "distribution.reverseHandOver",
        roles: [.coordinator],
        positional: ["distribution"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "alreadyReversed", "selfApproval", "disputeOpen",
        ],
        needsReason: true
    )

    /// Loaded.
    package let distribution: ID<Distribution>
    /// Of this distribution, recorded by another operator, neither reversed nor disputed.
    package let handover: ID<HandOver>

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
        let handover: ID<HandOver>
        let entry: ID<LedgerEntry>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let trip = try decision.find(DistributionState.self, distribution)
        let row = try decision.find(handover, of: distribution)
        try decision.gate(distribution.stream, step: true)
        try decision.openFund(try decision.find(FundState.self, trip.fund))
        try trip.mustBe([.loaded])
        try row.mustBeLive()
        try row.mustBeOfAnother(decision)
        if row.dispute == .open {
            throw .refused(ReceiptRefusal.disputeOpen(handover: handover))
        }
        let entry = decision.newEntry()
        decision.record(
            DistributionEvent.handOverReversed(handover: handover, entry: entry),
            to: distribution.stream
        )
        // Every hand-over has its entry since the moment it was recorded.
        guard let reversed = row.entry else { throw .notFound(what: "entry", id: handover.text) }
        decision.record(
            FundEvent.entryReversed(
                entry: entry,
                kind: .entryReversed,
                ref: reversed.text,
                postings: Posting.entry(row.lines.issued(to: .schoolSupplies)).map(\.opposite),
                reverses: reversed
            ),
            to: trip.fund.stream
        )
        return Answer(distribution: distribution, handover: handover, entry: entry)
    }
}

/// Puts the words of a hand-over right; the goods were right.
package struct CorrectHandOver: Command {
    package static let contract = Contract(
        "distribution.correctHandOver",
        roles: [.coordinator],
        positional: ["distribution"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "alreadyReversed", "selfApproval",
            "nothingChanged", "fieldNotCorrectable", "ackMissing", "witnessNotDistinct",
            "alreadyAssisted",
        ],
        needsReason: true
    )

    /// Loaded or completed.
    package let distribution: ID<Distribution>
    /// Of this distribution, recorded by another operator, not reversed.
    package let handover: ID<HandOver>
    /// The right pupil; like a new one, not assisted twice.
    ///
    /// `nil` here and below: was right.
    package let beneficiary: ID<Beneficiary>?
    /// Only of goods that a school received in bulk.
    package let pupilCount: Quantity?
    /// Who signed; must be on record as a person.
    package let ackBy: PersonID?
    /// Must fit who signed and the age of the pupil.
    package let ackRelation: AckRelation?
    /// Somebody else than who handed over and who signed.
    package let witness: PersonID?

    package typealias Answer = HandOverAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let trip = try decision.find(DistributionState.self, distribution)
        let row = try decision.find(handover, of: distribution)
        _ = try decision.find(BeneficiaryState.self, ifNamed: beneficiary)
        try decision.find(person: ackBy)
        try decision.find(person: witness)
        try decision.gate(distribution.stream, step: true)
        try trip.mustBe([.loaded, .completed])
        try row.mustBeLive()
        try row.mustBeOfAnother(decision)
        let changes = changes(of: row)
        if changes.isEmpty { throw .refused(ReceiptRefusal.nothingChanged) }
        let wrong = row.notCorrectable(changes)
        if !wrong.isEmpty { throw .refused(ReceiptRefusal.fieldNotCorrectable(fields: wrong)) }
        let pupil = changes.beneficiary ?? row.beneficiary
        try decision.check(
            Receipt(
                ackBy: changes.ackBy ?? row.ackBy,
                ackRelation: changes.ackRelation ?? row.ackRelation,
                witness: changes.witness ?? row.witness
            ),
            of: row.recipientKind,
            pupil.flatMap { decision.facts.state(BeneficiaryState.self, $0) },
            on: row.date,
            handedOverBy: row.handedOverBy
        )
        if let beneficiary = changes.beneficiary, row.replacementOf == nil {
            _ = try decision.checkAssistance(
                of: beneficiary,
                row.categories,
                row.schoolYear,
                on: distribution
            )
        }
        decision.record(
            DistributionEvent.handOverCorrected(handover: handover, changes: changes),
            to: distribution.stream
        )
        return Answer(distribution: distribution, handover: handover)
    }

    private func changes(of row: HandOverRow) -> HandOverChanges {
        HandOverChanges(
            beneficiary: beneficiary == row.beneficiary ? nil : beneficiary,
            pupilCount: pupilCount?.value == row.pupilCount ? nil : pupilCount,
            ackBy: ackBy == row.ackBy ? nil : ackBy,
            ackRelation: ackRelation == row.ackRelation ? nil : ackRelation,
            witness: witness == row.witness ? nil : witness
        )
    }
}

/// Notes that the family says it did not arrive.
package struct DisputeReceipt: Command {
    package static let contract = Contract(
        "distribution.disputeReceipt",
        roles: [.coordinator, .worker, .intake],
        positional: ["distribution"],
        refusals: ["futureDated", "outOfOrder", "alreadyReversed", "disputeOpen"],
        needsReason: true,
        next: ["distribution resolve-dispute {distribution}"]
    )

    /// In any state: a family may come late.
    package let distribution: ID<Distribution>
    /// Of this distribution, not reversed, with no dispute open.
    package let handover: ID<HandOver>

    package typealias Answer = HandOverAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(DistributionState.self, distribution)
        let row = try decision.find(handover, of: distribution)
        try decision.gate(distribution.stream, step: true)
        try row.mustBeLive()
        if row.dispute == .open {
            throw .refused(ReceiptRefusal.disputeOpen(handover: handover))
        }
        decision.record(
            DistributionEvent.receiptDisputed(handover: handover),
            to: distribution.stream
        )
        return Answer(distribution: distribution, handover: handover)
    }
}

/// Decides a dispute about a receipt.
package struct ResolveDispute: Command {
    package static let contract = Contract(
        "distribution.resolveDispute",
        roles: [.coordinator, .supervisor],
        positional: ["distribution"],
        refusals: ["futureDated", "outOfOrder", "noDispute", "selfApproval"],
        needsReason: true
    )

    /// In any state.
    package let distribution: ID<Distribution>
    /// With an open dispute, recorded by another operator.
    package let handover: ID<HandOver>
    /// Decides whether goods may be handed over once more in its place.
    package let outcome: DisputeOutcome

    package struct Answer: Codable, Sendable {
        let distribution: ID<Distribution>
        let handover: ID<HandOver>
        let outcome: DisputeOutcome
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(DistributionState.self, distribution)
        let row = try decision.find(handover, of: distribution)
        try decision.gate(distribution.stream, step: true)
        if row.dispute != .open {
            throw .refused(ReceiptRefusal.noDispute(handover: handover))
        }
        try row.mustBeOfAnother(decision)
        decision.record(
            DistributionEvent.disputeResolved(handover: handover, outcome: outcome),
            to: distribution.stream
        )
        return Answer(distribution: distribution, handover: handover, outcome: outcome)
    }
}

/// The answer of a command that says nothing but which hand-over it was.
package struct HandOverAnswer: Codable, Sendable {
    let distribution: ID<Distribution>
    let handover: ID<HandOver>
}

// MARK: Rules

extension HandOverRow {
    fileprivate func mustBeLive() throws(Rejection) {
        if isReversed { throw .refused(ReceiptRefusal.alreadyReversed(handover: id)) }
    }

    fileprivate func mustBeOfAnother(_ decision: Decision) throws(Rejection) {
        if decision.facts.samePerson(PersonID(decision.actor), PersonID(handedOverBy)) {
            throw .refused(ReceiptRefusal.selfApproval(handedOverBy: handedOverBy))
        }
    }

    // A pupil is one; a school is no pupil.
    fileprivate func notCorrectable(_ changes: HandOverChanges) -> [String] {
        switch recipientKind {
        case .pupil: changes.pupilCount == nil ? [] : ["pupilCount"]
        case .school: changes.beneficiary == nil ? [] : ["beneficiary"]
        }
    }
}

extension HandOverChanges {
    fileprivate var isEmpty: Bool {
        beneficiary == nil && pupilCount == nil && ackBy == nil && ackRelation == nil
            && witness == nil
    }
}

// MARK: Refusals

/// Why a hand-over is not taken back, corrected, disputed or resolved.
package enum ReceiptRefusal: Refusal {
    case alreadyReversed(handover: ID<HandOver>)
    case selfApproval(handedOverBy: ID<Operator>)
    case disputeOpen(handover: ID<HandOver>)
    case noDispute(handover: ID<HandOver>)
    case nothingChanged
    case fieldNotCorrectable(fields: [String])
}
