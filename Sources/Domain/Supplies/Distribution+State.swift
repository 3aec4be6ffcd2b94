// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// Who receives goods.
package enum RecipientKind: String, CodeSet {
    case pupil, school

    package static let name = "RecipientKind"
}

/// What the person who acknowledges is to the pupil or the school.
package enum AckRelation: String, CodeSet {
    case `self`, guardian, teacher, headteacher

    package static let name = "AckRelation"
}

/// How a receipt was acknowledged on paper.
package enum AckMethod: String, CodeSet {
    case signature, thumbprint

    package static let name = "AckMethod"
}

/// How a disputed receipt ended.
package enum DisputeOutcome: String, CodeSet {
    case receiptConfirmed, replacementDue, closedWithoutAction

    package static let name = "DisputeOutcome"
}

/// The words of a hand-over that were wrong, with what is right.
package struct HandOverChanges: Codable, Sendable {
    /// The pupil who received it; `nil` here and below: was right.
    package var beneficiary: ID<Beneficiary>?
    /// For goods a school received in bulk.
    package var pupilCount: Quantity?
    /// Who signed.
    package var ackBy: PersonID?
    /// What who signed is to the pupil.
    package var ackRelation: AckRelation?
    /// Who saw it.
    package var witness: PersonID?
}

/// What happens on a distribution.
package enum DistributionEvent: DomainEvent {
    case planned(
        fund: ID<Fund>,
        place: ID<Place>,
        school: ID<Organisation>?,
        location: ID<Location>,
        scheduledOn: CivilDate,
        lines: [ItemLine]
    )
    case loaded(lines: [ValuedLine])
    case handedOver(
        handover: ID<HandOver>,
        recipientKind: RecipientKind,
        beneficiary: ID<Beneficiary>?,
        school: ID<Organisation>?,
        pupilCount: Quantity?,
        lines: [ValuedLine],
        categories: [ItemCategory],
        schoolYear: String,
        ackBy: PersonID?,
        ackRelation: AckRelation,
        ackMethod: AckMethod,
        witness: PersonID,
        overridden: [ItemCategory],
        replacementOf: ID<HandOver>?
    )
    case doubleAssistanceOverridden(beneficiary: ID<Beneficiary>, itemCategory: ItemCategory)
    case unclaimedReturned(location: ID<Location>, lines: [ValuedLine])
    case damageRecorded(lines: [ValuedLine])
    case handOverReversed(handover: ID<HandOver>, entry: ID<LedgerEntry>)
    case handOverCorrected(handover: ID<HandOver>, changes: HandOverChanges)
    case receiptDisputed(handover: ID<HandOver>)
    case disputeResolved(handover: ID<HandOver>, outcome: DisputeOutcome)
    case completed
    case cancelled

    package enum CodingKeys: String, CodingKey {
        case planned = "distribution.planned"
        case loaded = "distribution.loaded"
        case handedOver = "distribution.handedOver"
        case doubleAssistanceOverridden = "distribution.doubleAssistanceOverridden"
        case unclaimedReturned = "distribution.unclaimedReturned"
        case damageRecorded = "distribution.damageRecorded"
        case handOverReversed = "distribution.handOverReversed"
        case handOverCorrected = "distribution.handOverCorrected"
        case receiptDisputed = "distribution.receiptDisputed"
        case disputeResolved = "distribution.disputeResolved"
        case completed = "distribution.completed"
        case cancelled = "distribution.cancelled"
    }

    package static let category = Distribution.noun

    package var isStep: Bool {
        if case .planned = self { false } else { true }
    }
}

// MARK: State

/// Where a distribution stands.
package enum DistributionStatus: String, CodeSet {
    case planned, loaded, completed, cancelled

    package static let name = "DistributionState"
    /// True when nothing more can be handed over.
    package var isClosed: Bool { self == .completed || self == .cancelled }
}

/// A distribution as the events left it; its goods and hand-overs are rows of their own.
package struct DistributionState: AggregateState {
    package static let table = RowTable(98, "distributions")
    package let id: ID<Distribution>
    /// Whose goods it carries.
    package let fund: ID<Fund>
    /// Where the goods are handed over.
    package let place: ID<Place>
    /// Receives in bulk unless a hand-over names another; `nil` for none.
    package let school: ID<Organisation>?
    /// Where it loads from.
    package let location: ID<Location>
    /// As planned; nothing is judged by it.
    package let scheduledOn: CivilDate
    /// What was planned; loading may differ.
    package let lines: [ItemLine]
    /// Changed by steps only.
    package private(set) var state = DistributionStatus.planned

    package static func initial(
        _ id: ID<Distribution>,
        _ event: DistributionEvent,
        _ meta: EventMeta
    ) -> DistributionState? {
        guard
            case .planned(
                let fund,
                let place,
                let school,
                let location,
                let scheduledOn,
                let lines
            ) = event
        else { return nil }
        return DistributionState(
            id: id,
            fund: fund,
            place: place,
            school: school,
            location: location,
            scheduledOn: scheduledOn,
            lines: lines
        )
    }

    package mutating func evolve(_ event: DistributionEvent, _ meta: EventMeta) {
        switch event {
        case .planned, .handedOver, .doubleAssistanceOverridden, .unclaimedReturned,
            .damageRecorded, .handOverReversed, .handOverCorrected, .receiptDisputed,
            .disputeResolved:
            break
        case .loaded: state = .loaded
        case .completed: state = .completed
        case .cancelled: state = .cancelled
        }
    }

    private init(
        id: ID<Distribution>,
        fund: ID<Fund>,
        place: ID<Place>,
        school: ID<Organisation>?,
        location: ID<Location>,
        scheduledOn: CivilDate,
        lines: [ItemLine]
    ) {
        self.id = id
        self.fund = fund
        self.place = place
        self.school = school
        self.location = location
        self.scheduledOn = scheduledOn
        self.lines = lines
    }
}
