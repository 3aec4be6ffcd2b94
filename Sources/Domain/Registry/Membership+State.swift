// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to a membership.
package enum MembershipEvent: DomainEvent {
    case applied(
        person: PersonID,
        body: ID<Body>,
        area: AreaCode,
        category: MembershipCategory
    )
    case admitted
    case duesPaid(period: DuesYear, amount: Amount, receiptNo: Line)
    case cardIssued(cardNo: Line, validTo: CivilDate)
    case cardRevoked(cardNo: Line, because: CardEnd)
    case moved(from: AreaCode, to: AreaCode)
    case delegated(activity: ID<Activity>, role: AttendeeRole)
    /// The card ends with it.
    case lapsed

    package enum CodingKeys: String, CodingKey {
        case applied = "membership.applied"
        case admitted = "membership.admitted"
        case duesPaid = "membership.duesPaid"
        case cardIssued = "membership.cardIssued"
        case cardRevoked = "membership.cardRevoked"
        case moved = "membership.moved"
        case delegated = "membership.delegated"
        case lapsed = "membership.lapsed"
    }

    package static let category = Membership.noun

    package var isStep: Bool {
        switch self {
        case .applied, .duesPaid, .delegated: false
        case .admitted, .cardIssued, .cardRevoked, .moved, .lapsed: true
        }
    }
}

/// Why a card ended.
package enum CardEnd: String, CodeSet {
    case replaced, revoked

    package static let name = "CardEnd"
}

// MARK: State

/// A member's card and its last day.
package struct MemberCard: Codable, Sendable {
    /// As printed.
    package let cardNo: Line
    /// Business date of the issue.
    package let issuedOn: CivilDate
    /// The last day.
    package let validTo: CivilDate
}

/// A membership as the events left it.
package struct MembershipState: AggregateState {
    package static let table = RowTable(190, "memberships")
    package let id: ID<Membership>
    /// A worker, volunteer or contact.
    package let person: PersonID
    /// As applied for.
    package let body: ID<Body>
    /// A regency or city, as moved last.
    package var area: AreaCode
    /// As applied for.
    package let category: MembershipCategory
    /// Changed by steps only.
    package var status = MembershipStatus.applied
    /// The card in force.
    package var card: MemberCard?
    /// The years for which dues were paid, in the order recorded.
    package var paidYears: [Int64] = []

    package static func initial(
        _ id: ID<Membership>,
        _ event: MembershipEvent,
        _ meta: EventMeta
    ) -> MembershipState? {
        guard case .applied(let person, let body, let area, let category) = event
        else { return nil }
        return MembershipState(
            id: id,
            person: person,
            body: body,
            area: area,
            category: category
        )
    }

    package mutating func evolve(_ event: MembershipEvent, _ meta: EventMeta) {
        switch event {
        case .applied, .delegated: break
        case .admitted: status = .admitted
        case .duesPaid(let period, _, _): paidYears.append(period.value)
        case .cardIssued(let cardNo, let validTo):
            card = MemberCard(cardNo: cardNo, issuedOn: meta.occurredOn, validTo: validTo)
        case .cardRevoked: card = nil
        case .moved(_, let area): self.area = area
        case .lapsed:
            status = .lapsed
            card = nil
        }
    }
}

/// One of a person's memberships.
package struct PersonMembershipRow: Row {
    package static let table = RowTable(191, "personMemberships")
    /// Who may hold one in each of several bodies.
    package let person: PersonID
    /// Lapsed ones included.
    package let membership: ID<Membership>
    package var key: RowKey { RowKey(person).and(membership) }

    /// The row of a membership.
    package init(person: PersonID, membership: ID<Membership>) {
        self.person = person
        self.membership = membership
    }
}

/// A year for which dues are paid.
package struct DuesYear: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1900...2199
    package static let schema = ValueSchema(
        "DuesYear",
        .integer(minimum: 1900, maximum: 2199),
        // Written like a name, without the marks that part thousands.
        column: "id"
    )
    package static var sample: Self { Self(2016) }
}
