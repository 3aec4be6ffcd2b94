// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// How an organisation stands with others: accredited for some years by a body that accredits, or
// kept from referrals by the board's blacklist. Both are judged on the day that matters.

/// How well an institution was found to work.
package enum AccreditationRank: String, CodeSet {
    case best = "A"
    case good = "B"
    case fair = "C"

    package static let name = "AccreditationRank"

    // The years it holds (BP3S 2020): A 5, B 3, C 2.
    var years: PolicyKey<Int64> {
        switch self {
        case .best: PolicyKey("accreditation.years.A", 5)
        case .good: PolicyKey("accreditation.years.B", 3)
        case .fair: PolicyKey("accreditation.years.C", 2)
        }
    }
}

// MARK: Commands

/// A body that accredits has examined the organisation.
package struct AccreditOrganisation: Command {
    package static let contract = Contract(
        "organisation.accredit",
        roles: [.registrar],
        positional: ["organisation"],
        refusals: [
            "futureDated", "outOfOrder", "accreditationOverlap", "issuerNotAccreditor",
            "certificateNoTaken",
        ],
        next: ["organisation show {organisation}"]
    )

    /// Must exist; no accreditation of its holds in the same years.
    package let organisation: ID<Organisation>
    /// Decides, by policy, for how many years it holds.
    package let rank: AccreditationRank
    /// Must be a body that accredits.
    package let issuedBy: ID<Organisation>
    /// Not recorded for any organisation yet.
    package let certificateNo: Line
    /// The first day on which it holds.
    package let issuedOn: CivilDate

    package struct Answer: Codable, Sendable {
        let organisation: ID<Organisation>
        let validTo: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(OrganisationState.self, organisation)
        let issuer = try decision.find(OrganisationState.self, issuedBy)
        try decision.gate(organisation.stream, step: true)
        let years = decision.facts.policy(rank.years, on: decision.occurredOn)
        let validTo = issuedOn.adding(years: years)
        if let other = state.accreditations.first(where: { $0.overlaps(issuedOn, validTo) }) {
            throw .refused(OrganisationStandingRefusal.accreditationOverlap(validTo: other.validTo))
        }
        if !issuer.kinds.contains(.accreditationBody) {
            throw .refused(OrganisationStandingRefusal.issuerNotAccreditor(organisation: issuedBy))
        }
        let key = AccreditationNumberRow.key(certificateNo)
        if let taken = decision.facts.row(AccreditationNumberRow.self, key) {
            throw .refused(
                OrganisationStandingRefusal.certificateNoTaken(organisation: taken.organisation)
            )
        }
        decision.record(
            OrganisationEvent.accreditationGranted(
                rank: rank,
                issuedBy: issuedBy,
                certificateNo: certificateNo,
                issuedOn: issuedOn,
                validTo: validTo
            ),
            to: organisation.stream
        )
        return Answer(organisation: organisation, validTo: validTo)
    }
}

/// The accreditation that holds ends before its time.
package struct WithdrawAccreditation: Command {
    package static let contract = Contract(
        "organisation.withdrawAccreditation",
        roles: [.registrar],
        positional: ["organisation"],
        refusals: ["futureDated", "outOfOrder", "notAccredited"],
        needsReason: true
    )

    /// Must be accredited on the business date.
    package let organisation: ID<Organisation>

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        try decision.step(organisation, .accreditationWithdrawn, unless: .notAccredited) {
            state,
            day in
            state.accreditation(on: day) == nil
        }
    }
}

/// Nobody is referred to the organisation any more.
package struct BlacklistOrganisation: Command {
    package static let contract = Contract(
        "organisation.blacklist",
        roles: [.board],
        positional: ["organisation"],
        refusals: ["futureDated", "outOfOrder", "organisationBlacklisted"],
        needsReason: true
    )

    /// Must not be on the blacklist on the business date.
    package let organisation: ID<Organisation>

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        try decision.step(organisation, .blacklisted, unless: .organisationBlacklisted) {
            state,
            day in
            state.isBlacklisted(on: day)
        }
    }
}

/// The organisation may be referred to again.
package struct UnblacklistOrganisation: Command {
    package static let contract = Contract(
        "organisation.unblacklist",
        roles: [.board],
        positional: ["organisation"],
        refusals: ["futureDated", "outOfOrder", "notBlacklisted"],
        needsReason: true
    )

    /// Must be on the blacklist on the business date.
    package let organisation: ID<Organisation>

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        try decision.step(organisation, .unblacklisted, unless: .notBlacklisted) { state, day in
            !state.isBlacklisted(on: day)
        }
    }
}

extension Decision {
    // A step of an organisation that needs nothing but what its state is on the day.
    fileprivate func step(
        _ organisation: ID<Organisation>,
        _ event: OrganisationEvent,
        unless refusal: OrganisationStandingRefusal,
        _ isRefused: (OrganisationState, CivilDate) -> Bool
    ) throws(Rejection) -> OrganisationAnswer {
        let state = try find(OrganisationState.self, organisation)
        try gate(organisation.stream, step: true)
        try refuse(isRefused(state, occurredOn), refusal)
        record(event, to: organisation.stream)
        return OrganisationAnswer(organisation: organisation)
    }
}

/// The organisation that a command was about.
package struct OrganisationAnswer: Codable, Sendable {
    let organisation: ID<Organisation>
}

// MARK: State

/// An accreditation and the days on which it holds, both ends included.
package struct Accreditation: Codable, Sendable {
    /// Better ranks hold for more years.
    package let rank: AccreditationRank
    /// The day of the certificate.
    package let from: CivilDate
    /// As reckoned when it was granted, whatever policy says today.
    package let validTo: CivilDate
    /// The first day on which it does not hold any more, when it was withdrawn.
    package var withdrawnOn: CivilDate?

    /// True when it holds on a day.
    package func holds(on date: CivilDate) -> Bool {
        from <= date && date <= validTo && withdrawnOn.map { date < $0 } ?? true
    }

    /// True when it holds on some day between two.
    func overlaps(_ first: CivilDate, _ last: CivilDate) -> Bool {
        from <= last && first <= validTo && withdrawnOn.map { first < $0 } ?? true
    }
}

/// A time on the blacklist, from its first day up to, but not on, its last.
package struct Blacklisting: Codable, Sendable {
    let from: CivilDate
    var until: CivilDate?
}

extension OrganisationState {
    /// The accreditation that holds on a day.
    package func accreditation(on date: CivilDate) -> Accreditation? {
        accreditations.last { $0.holds(on: date) }
    }

    /// True when the board had it on the blacklist on a day.
    package func isBlacklisted(on date: CivilDate) -> Bool {
        blacklistings.contains { $0.from <= date && $0.until.map { date < $0 } ?? true }
    }

    /// Ends the accreditation that holds on a day.
    mutating func withdrawAccreditation(on date: CivilDate) {
        if let index = accreditations.lastIndex(where: { $0.holds(on: date) }) {
            accreditations[index].withdrawnOn = date
        }
    }
}

/// Whose the number of an accreditation is.
package struct AccreditationNumberRow: Row {
    package static let table = RowTable(30, "accreditationNumbers")
    /// As printed; compared by its first 120 bytes.
    package let certificateNo: Line
    /// Whose certificate it is.
    package let organisation: ID<Organisation>
    package var key: RowKey { Self.key(certificateNo) }

    /// The row of a number.
    package init(certificateNo: Line, organisation: ID<Organisation>) {
        self.certificateNo = certificateNo
        self.organisation = organisation
    }

    static func key(_ number: Line) -> RowKey { RowKey(beginning: number) }
}

// MARK: Refusals

/// Why the standing of an organisation is not changed.
package enum OrganisationStandingRefusal: Refusal {
    case accreditationOverlap(validTo: CivilDate)
    case issuerNotAccreditor(organisation: ID<Organisation>)
    case certificateNoTaken(organisation: ID<Organisation>)
    case notAccredited
    case organisationBlacklisted
    case notBlacklisted
}
