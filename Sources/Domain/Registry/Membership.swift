// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A member belongs to a body of the profession, in a regency or city. Graduates of the profession are
// regular members, all others associates. Dues are paid by the year; a card is for members who
// have paid, and its number is never used again.

/// Memberships of workers and volunteers, known by a number.
package enum Membership: Thing {
    package static let noun = "membership"
    package static let naming = Naming.number(prefix: "AGT")
}

/// What kind of member somebody is.
package enum MembershipCategory: String, CodeSet {
    case regular, associate

    package static let name = "MembershipCategory"
}

/// Where a membership stands.
package enum MembershipStatus: String, CodeSet {
    case applied, admitted, lapsed

    package static let name = "MembershipState"
}

// MARK: Commands

extension Membership {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        ApplyForMembership.self, AdmitMember.self, PayDues.self, IssueCard.self,
        RevokeCard.self, MoveMember.self, LapseMembership.self, DelegateMember.self,
        ImportRegister<MembershipRow>.self,
    ]
}

/// Somebody asks to become a member.
package struct ApplyForMembership: Command {
    package static let contract = Contract(
        "membership.apply",
        roles: [.registrar],
        positional: ["person"],
        refusals: ["futureDated", "subjectErased", "notAGraduate", "alreadyMember", "areaLevel"],
        next: ["membership admit {membership}"]
    )

    /// On record with a degree, and not yet a member of the body.
    package let person: PersonID
    /// Must exist.
    package let body: ID<Body>
    /// A regency or city: a code of level 2.
    package let area: AreaCode
    /// Regular members hold a recognised degree.
    package let category: MembershipCategory

    package typealias Answer = MembershipAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let facts = decision.facts
        try decision.find(person: person)
        guard let degree = facts.degree(of: person) else {
            throw .notFound(what: "person", id: person.text)
        }
        _ = try decision.find(BodyState.self, body)
        let membership = decision.newID(Membership.self)
        try decision.gate(membership.stream, step: false)
        try decision.mustNotBeErased(person.text)
        try decision.refuse(
            category == .regular && !degree.isRecognised,
            MembershipRefusal.notAGraduate(degree: degree)
        )
        for other in facts.memberships(of: person)
        where other.body == body && other.status != .lapsed {
            throw .refused(MembershipRefusal.alreadyMember(membership: other.id))
        }
        try decision.refuse(area.level != Membership.areaLevel, MembershipRefusal.areaLevel)
        decision.record(
            MembershipEvent.applied(person: person, body: body, area: area, category: category),
            to: membership.stream
        )
        return Answer(membership: membership)
    }
}

/// The body takes an applicant in.
package struct AdmitMember: Command {
    package static let contract = Contract(
        "membership.admit",
        roles: [.registrar, .board],
        positional: ["membership"],
        refusals: ["futureDated", "outOfOrder", "membershipState"],
        next: ["membership pay-dues {membership}"]
    )

    /// Applied for, and not decided.
    package let membership: ID<Membership>

    package func decide(_ decision: Decision) throws(Rejection) -> MembershipAnswer {
        let state = try decision.find(MembershipState.self, membership)
        try decision.gate(membership.stream, step: true)
        try state.mustBe(.applied)
        decision.record(MembershipEvent.admitted, to: membership.stream)
        return MembershipAnswer(membership: membership)
    }
}

/// A member lives in another regency or city.
package struct MoveMember: Command {
    package static let contract = Contract(
        "membership.move",
        roles: [.registrar],
        positional: ["membership"],
        refusals: ["futureDated", "outOfOrder", "sameArea", "areaLevel"]
    )

    /// In any state.
    package let membership: ID<Membership>
    /// A regency or city other than the one recorded.
    package let area: AreaCode

    package func decide(_ decision: Decision) throws(Rejection) -> MembershipAnswer {
        let state = try decision.find(MembershipState.self, membership)
        try decision.gate(membership.stream, step: true)
        try decision.refuse(area == state.area, MembershipRefusal.sameArea)
        try decision.refuse(area.level != Membership.areaLevel, MembershipRefusal.areaLevel)
        decision.record(
            MembershipEvent.moved(from: state.area, to: area),
            to: membership.stream
        )
        return MembershipAnswer(membership: membership)
    }
}

/// A membership ends, and with it the card.
package struct LapseMembership: Command {
    package static let contract = Contract(
        "membership.lapse",
        roles: [.registrar],
        positional: ["membership"],
        refusals: ["futureDated", "outOfOrder", "membershipState"],
        needsReason: true
    )

    /// Admitted.
    package let membership: ID<Membership>

    package func decide(_ decision: Decision) throws(Rejection) -> MembershipAnswer {
        let state = try decision.find(MembershipState.self, membership)
        try decision.gate(membership.stream, step: true)
        try state.mustBe(.admitted)
        decision.record(MembershipEvent.lapsed, to: membership.stream)
        return MembershipAnswer(membership: membership)
    }
}

/// A member goes to an activity for the body.
package struct DelegateMember: Command {
    package static let contract = Contract(
        "membership.delegate",
        roles: [.registrar, .board],
        positional: ["membership"],
        refusals: ["futureDated", "notAdmitted", "activityCancelled"]
    )

    /// Admitted.
    package let membership: ID<Membership>
    /// Planned or held, not cancelled.
    package let activity: ID<Activity>
    /// As it will count for development.
    package let role: AttendeeRole

    package func decide(_ decision: Decision) throws(Rejection) -> MembershipAnswer {
        let state = try decision.find(MembershipState.self, membership)
        let planned = try decision.find(ActivityState.self, activity)
        try decision.gate(membership.stream, step: false)
        try decision.refuse(state.status != .admitted, MembershipRefusal.notAdmitted)
        try planned.mustNotBeCancelled()
        decision.record(
            MembershipEvent.delegated(activity: activity, role: role),
            to: membership.stream
        )
        return MembershipAnswer(membership: membership)
    }
}

/// The membership that a command was about.
package struct MembershipAnswer: Codable, Sendable {
    let membership: ID<Membership>
}

// MARK: Rules

extension Membership {
    /// Members are counted by regency and city.
    static let areaLevel = 2
}

extension MembershipState {
    /// Refuses another state than one.
    func mustBe(_ status: MembershipStatus) throws(Rejection) {
        if self.status != status {
            throw .refused(MembershipRefusal.membershipState(state: self.status))
        }
    }
}

extension Facts {
    /// Every membership a person has or had, by number.
    package func memberships(of person: PersonID) -> [MembershipState] {
        rows(PersonMembershipRow.self, prefix: RowKey(person)).compactMap {
            state(MembershipState.self, $0.membership)
        }
    }

    /// The degree of a worker; volunteers count as without; `nil` for all others.
    fileprivate func degree(of person: PersonID) -> Degree? {
        switch SubjectKind(of: person.text) {
        case .worker: state(WorkerState.self, ID(trusted: person.text))?.degree
        case .volunteer: Degree.none
        case .client, .contact, .beneficiary, nil: nil
        }
    }
}

// MARK: Refusals

/// Why a membership is not changed.
package enum MembershipRefusal: Refusal {
    case notAGraduate(degree: Degree)
    case alreadyMember(membership: ID<Membership>)
    case areaLevel
    case membershipState(state: MembershipStatus)
    case sameArea
    case duesAlreadyPaid
    case receiptReused(membership: ID<Membership>)
    case notAdmitted
    case duesUnpaid(period: Int64)
    case cardNoUsed
    case noCard
}
