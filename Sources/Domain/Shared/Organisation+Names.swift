// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Names come and go: an organisation has one official name on a day, and any number of others. Kinds
// and licences are what it says of itself, or what an authority gave it.

/// One more name of an organisation.
package struct AddOrganisationName: Command {
    package static let contract = Contract(
        "organisation.addName",
        roles: [.registrar],
        positional: ["organisation"],
        refusals: ["futureDated", "nameOverlap", "nameKnown"],
        next: ["organisation show {organisation}"]
    )

    /// Any, whatever its standing.
    package let organisation: ID<Organisation>
    /// Not held already as the same kind of name.
    package let name: Line
    /// Of official names only one holds on a day.
    package let kind: NameKind
    /// The first day; `nil`: since ever.
    package let from: CivilDate?
    /// The last day, not before the first; `nil`: until now.
    package let to: CivilDate?
    /// Where the name was found, a deed or a signboard.
    package let source: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        let range = DateRange(from, to)
        try range.mustNotBeReversed(at: "/to")
        let state = try decision.find(OrganisationState.self, organisation)
        try decision.gate(organisation.stream, step: false)
        if kind == .official { try state.refuseOverlap(range) }
        try decision.refuse(
            state.names.contains { $0.name == name && $0.kind == kind },
            OrganisationNameRefusal.nameKnown
        )
        decision.record(
            OrganisationEvent.nameAdded(name: name, kind: kind, from: from, to: to, source: source),
            to: organisation.stream
        )
        return OrganisationAnswer(organisation: organisation)
    }
}

/// The organisation is officially called otherwise from a day on.
package struct RenameOrganisation: Command {
    package static let contract = Contract(
        "organisation.rename",
        roles: [.registrar],
        positional: ["organisation"],
        refusals: ["futureDated", "outOfOrder", "nameOverlap"],
        next: ["organisation show {organisation}"]
    )

    /// Must exist; its official name ends the day before.
    package let organisation: ID<Organisation>
    /// The new official name.
    package let name: Line
    /// The first day of the new name; later than all other official names.
    package let from: CivilDate
    /// The deed or letter that says so.
    package let source: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        var state = try decision.find(OrganisationState.self, organisation)
        try decision.gate(organisation.stream, step: true)
        state.endOfficialName(before: from)
        try state.refuseOverlap(DateRange(from, nil))
        decision.record(
            OrganisationEvent.renamed(name: name, from: from, source: source),
            to: organisation.stream
        )
        return OrganisationAnswer(organisation: organisation)
    }
}

/// The kinds of institution it is are others than recorded.
package struct SetOrganisationKinds: Command {
    package static let contract = Contract(
        "organisation.setKinds",
        roles: [.registrar],
        positional: ["organisation"],
        refusals: ["futureDated"],
        needsReason: true
    )

    /// Must exist.
    package let organisation: ID<Organisation>
    /// All of them, in place of those recorded; at least one, each once.
    package let kinds: [OrganisationKind]

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        try OrganisationKind.check(kinds)
        _ = try decision.find(OrganisationState.self, organisation)
        try decision.gate(organisation.stream, step: false)
        decision.record(OrganisationEvent.kindsSet(kinds: kinds), to: organisation.stream)
        return OrganisationAnswer(organisation: organisation)
    }
}

/// An authority has allowed the organisation to work.
package struct RecordOrganisationLicence: Command {
    package static let contract = Contract(
        "organisation.recordLicence",
        roles: [.registrar],
        positional: ["organisation"],
        refusals: ["futureDated", "licenceNoTaken", "validityDates"],
        next: ["organisation show {organisation}"]
    )

    /// Must exist.
    package let organisation: ID<Organisation>
    /// Not recorded for any organisation yet.
    package let licenceNo: Line
    /// The authority as it signs, which need not have a record.
    package let issuedBy: Line
    /// The first day on which it holds.
    package let issuedOn: CivilDate
    /// The last day; `nil`: until further notice.
    package let validTo: CivilDate?

    package func decide(_ decision: Decision) throws(Rejection) -> OrganisationAnswer {
        _ = try decision.find(OrganisationState.self, organisation)
        try decision.gate(organisation.stream, step: false)
        let key = OrganisationLicenceRow.key(licenceNo)
        if let taken = decision.facts.row(OrganisationLicenceRow.self, key) {
            throw .refused(
                OrganisationNameRefusal.licenceNoTaken(organisation: taken.organisation)
            )
        }
        if let validTo, validTo < issuedOn {
            throw .refused(common: .validityDates(from: issuedOn, to: validTo))
        }
        decision.record(
            OrganisationEvent.licenceRecorded(
                licenceNo: licenceNo,
                issuedBy: issuedBy,
                issuedOn: issuedOn,
                validTo: validTo
            ),
            to: organisation.stream
        )
        return OrganisationAnswer(organisation: organisation)
    }
}

// MARK: State

/// A licence of an organisation and its days; without an end it holds until further notice.
package struct OrganisationLicence: Codable, Sendable {
    /// As printed; compared by its first 120 bytes.
    package let licenceNo: Line
    /// The authority as it signs.
    package let issuedBy: Line
    /// The first day on which it holds.
    package let issuedOn: CivilDate
    /// The last day; `nil`: until further notice.
    package let validTo: CivilDate?

    /// True when it holds on a day.
    package func holds(on day: CivilDate) -> Bool { issuedOn <= day && day <= validTo ?? day }
}

extension OrganisationState {
    /// The newest licence that holds on a day.
    package func licence(on day: CivilDate) -> OrganisationLicence? {
        licences.last { $0.holds(on: day) }
    }

    /// Ends the official name of the day before a day, when it would go on.
    mutating func endOfficialName(before day: CivilDate) {
        let eve = max(day.adding(days: -1), .earliest)
        for index in names.indices
        where names[index].kind == .official && names[index].holds(on: eve) {
            names[index].to = eve
        }
    }

    // Refuses days on some of which it has another official name.
    fileprivate func refuseOverlap(_ range: DateRange) throws(Rejection) {
        let other = names.first {
            $0.kind == .official && DateRange($0.from, $0.to).overlaps(range)
        }
        if let other {
            throw .refused(
                OrganisationNameRefusal.nameOverlap(
                    name: other.name,
                    from: other.from,
                    to: other.to
                )
            )
        }
    }
}

/// Whose the number of a licence is.
package struct OrganisationLicenceRow: Row {
    package static let table = RowTable(29, "organisationLicences")
    /// As printed.
    package let licenceNo: Line
    /// Whoever recorded it first.
    package let organisation: ID<Organisation>
    package var key: RowKey { Self.key(licenceNo) }

    /// The row of a number.
    package init(licenceNo: Line, organisation: ID<Organisation>) {
        self.licenceNo = licenceNo
        self.organisation = organisation
    }

    static func key(_ number: Line) -> RowKey { RowKey(beginning: number) }
}

// MARK: Refusals

/// Why a name or a licence is not recorded.
package enum OrganisationNameRefusal: Refusal {
    case nameOverlap(name: Line, from: CivilDate?, to: CivilDate?)
    case nameKnown
    case licenceNoTaken(organisation: ID<Organisation>)
}
