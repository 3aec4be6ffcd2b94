// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to a partnership.
package enum PartnershipEvent: DomainEvent {
    case proposed(
        organisation: ID<Organisation>,
        purpose: Line,
        programmes: [ActivityProgramme]?
    )
    case agreementSigned(
        from: CivilDate,
        to: CivilDate,
        scope: [AgreementScope],
        dataClause: Bool,
        ref: Line
    )
    case agreementAmended(
        from: CivilDate,
        to: CivilDate,
        scope: [AgreementScope],
        dataClause: Bool,
        ref: Line
    )
    case eventPlanned(
        title: Line,
        date: CivilDate,
        activity: ID<Activity>?,
        csrAmount: Amount?,
        fund: ID<Fund>?,
        csrPurpose: Line?
    )
    case dataShared(cases: [ID<Case>], purpose: Line, items: [SharedItem])
    case reviewed(rating: Rating, note: Line)
    case ended

    package enum CodingKeys: String, CodingKey {
        case proposed = "partnership.proposed"
        case agreementSigned = "partnership.agreementSigned"
        case agreementAmended = "partnership.agreementAmended"
        case eventPlanned = "partnership.eventPlanned"
        case dataShared = "partnership.dataShared"
        case reviewed = "partnership.reviewed"
        case ended = "partnership.ended"
    }

    package static let category = Partnership.noun

    package var isStep: Bool {
        switch self {
        case .agreementSigned, .agreementAmended, .ended: true
        case .proposed, .eventPlanned, .dataShared, .reviewed: false
        }
    }
}

// MARK: State

/// The days of an agreement, both ends included, and whether client data may be shared under it.
package struct Agreement: Codable, Sendable {
    /// The first day.
    package let from: CivilDate
    /// The last day, as amended last.
    package let to: CivilDate
    /// Without it no data of clients may go to the partner.
    package let dataClause: Bool

    fileprivate func holds(on day: CivilDate) -> Bool { from <= day && day <= to }

    fileprivate func overlaps(_ first: CivilDate, _ last: CivilDate) -> Bool {
        from <= last && first <= to
    }
}

/// A partnership as the events left it.
package struct PartnershipState: AggregateState {
    package static let table = RowTable(230, "partnerships")
    package let id: ID<Partnership>
    /// The other side; has a record.
    package let organisation: ID<Organisation>
    /// In the order signed; the last one as it was amended.
    package var agreements: [Agreement] = []
    /// The events planned so far.
    package var events: Int64 = 0
    /// The donors' money named for these events, in rupiah.
    package var csrTotal: Int64 = 0
    /// Of the newest review.
    package var rating: Rating?
    /// Business date, on which no agreement holds any more; `nil` while it goes on.
    package var endedOn: CivilDate?

    /// How far it got.
    package var status: PartnershipStatus {
        if endedOn != nil { return .ended }
        return agreements.isEmpty ? .proposed : .signed
    }

    package static func initial(
        _ id: ID<Partnership>,
        _ event: PartnershipEvent,
        _ meta: EventMeta
    ) -> PartnershipState? {
        guard case .proposed(let organisation, _, _) = event else { return nil }
        return PartnershipState(id: id, organisation: organisation)
    }

    package mutating func evolve(_ event: PartnershipEvent, _ meta: EventMeta) {
        switch event {
        case .proposed, .dataShared: break
        case .agreementSigned(let from, let to, _, let dataClause, _):
            agreements.append(Agreement(from: from, to: to, dataClause: dataClause))
        case .agreementAmended(let from, let to, _, let dataClause, _):
            _ = agreements.popLast()
            agreements.append(Agreement(from: from, to: to, dataClause: dataClause))
        case .eventPlanned(_, _, _, let csrAmount, _, _):
            events += 1
            csrTotal += csrAmount?.value ?? 0
        case .reviewed(let rating, _): self.rating = rating
        case .ended: endedOn = meta.occurredOn
        }
    }

    /// The agreement in force on a day; an end of the partnership ends it on that day.
    package func agreement(on day: CivilDate) -> Agreement? {
        if let endedOn, endedOn <= day { return nil }
        return agreements.last { $0.holds(on: day) }
    }

    /// An agreement that shares a day with others from one day to another.
    func agreement(overlapping first: CivilDate, _ last: CivilDate) -> Agreement? {
        agreements.last { $0.overlaps(first, last) }
    }

    /// The same without the newest agreement.
    func earlierAgreement(overlapping first: CivilDate, _ last: CivilDate) -> Agreement? {
        agreements.dropLast().last { $0.overlaps(first, last) }
    }
}
