// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An organisation is any institution the office deals with: itself, schools, shops, partners,
// donors, government offices. It may be several kinds of institution at once, and it has names that
// change over the years: official ones with the dates they held, short ones, aliases, spellings
// found in documents. Its own area decides which authority permits a drive.

/// Organisations, known by a number.
package enum Organisation: Thing {
    package static let noun = "organisation"
    package static let naming = Naming.number(prefix: "LMB")
    package static let completion: (method: String, column: String)? = (
        "organisation.list", "organisation"
    )
}

/// What kind of institution it is; one may be several.
package enum OrganisationKind: String, CodeSet {
    case lks, consultancy, orsos, residentialHome, rehabCentre, ngo, hospital, school, university
    case government, professionalBody, certificationBody, accreditationBody, company, bank, other

    package static let name = "OrganisationKind"

    /// Rejects a list that is empty or says a kind twice.
    static func check(_ kinds: [OrganisationKind]) throws(Rejection) {
        if kinds.isEmpty {
            throw .invalid(pointer: "/kinds", problem: "length", expected: "at least one kind")
        }
        if Set(kinds).count != kinds.count {
            throw .invalid(pointer: "/kinds", problem: "duplicate", expected: "each kind once")
        }
    }
}

/// What a name of an organisation is used for.
package enum NameKind: String, CodeSet {
    case official, short, alias, asWritten

    package static let name = "NameKind"
}

// MARK: Commands

extension Organisation {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterOrganisation.self, AddOrganisationName.self, RenameOrganisation.self,
        SetOrganisationKinds.self, AccreditOrganisation.self, WithdrawAccreditation.self,
        RecordOrganisationLicence.self, BlacklistOrganisation.self,
        UnblacklistOrganisation.self, ImportRegister<OrganisationRow>.self,
    ]
}

/// A new organisation with its official name.
package struct RegisterOrganisation: Command {
    package static let contract = Contract(
        "organisation.register",
        roles: [.registrar, .coordinator],
        positional: ["name"],
        refusals: ["organisationExists", "futureDated"],
        next: ["organisation show {organisation}"]
    )

    /// Official; folded, no other organisation bears it on the same days.
    package let name: Line
    /// At least one, each once.
    package let kinds: [OrganisationKind]
    /// What lists show, when one is given.
    package let shortName: Line?
    /// Of its seat.
    package let area: AreaCode?
    /// The first day of the official name.
    package let foundedOn: CivilDate?
    /// Of its seat, without a person's name.
    package let address: Line?

    package struct Answer: Codable, Sendable {
        let organisation: ID<Organisation>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try OrganisationKind.check(kinds)
        let organisation = decision.newID(Organisation.self)
        try decision.gate(organisation.stream, step: false)
        if let other = OrganisationNameRow.holder(
            of: name,
            from: foundedOn,
            to: nil,
            decision.facts
        ) {
            throw .refused(OrganisationRefusal.organisationExists(organisation: other))
        }
        decision.record(
            OrganisationEvent.registered(
                kinds: kinds,
                area: area,
                foundedOn: foundedOn,
                address: address
            ),
            to: organisation.stream
        )
        decision.record(
            OrganisationEvent.nameAdded(
                name: name,
                kind: .official,
                from: foundedOn,
                to: nil,
                source: nil
            ),
            to: organisation.stream
        )
        if let shortName {
            decision.record(
                OrganisationEvent.nameAdded(
                    name: shortName,
                    kind: .short,
                    from: nil,
                    to: nil,
                    source: nil
                ),
                to: organisation.stream
            )
        }
        return Answer(organisation: organisation)
    }
}

// MARK: Events

/// What happens to an organisation.
package enum OrganisationEvent: DomainEvent {
    case registered(
        kinds: [OrganisationKind],
        area: AreaCode?,
        foundedOn: CivilDate?,
        address: Line?
    )
    case nameAdded(name: Line, kind: NameKind, from: CivilDate?, to: CivilDate?, source: Line?)
    /// Ends the official name of the day before.
    case renamed(name: Line, from: CivilDate, source: Line?)
    case kindsSet(kinds: [OrganisationKind])
    case licenceRecorded(
        licenceNo: Line,
        issuedBy: Line,
        issuedOn: CivilDate,
        validTo: CivilDate?
    )
    case accreditationGranted(
        rank: AccreditationRank,
        issuedBy: ID<Organisation>,
        certificateNo: Line,
        issuedOn: CivilDate,
        validTo: CivilDate
    )
    case accreditationWithdrawn
    case blacklisted
    case unblacklisted

    package enum CodingKeys: String, CodingKey {
        case registered = "organisation.registered"
        case nameAdded = "organisation.nameAdded"
        case renamed = "organisation.renamed"
        case kindsSet = "organisation.kindsSet"
        case licenceRecorded = "organisation.licenceRecorded"
        case accreditationGranted = "organisation.accreditationGranted"
        case accreditationWithdrawn = "organisation.accreditationWithdrawn"
        case blacklisted = "organisation.blacklisted"
        case unblacklisted = "organisation.unblacklisted"
    }

    package static let category = Organisation.noun

    package var isStep: Bool {
        switch self {
        case .registered, .nameAdded, .kindsSet, .licenceRecorded: false
        case .renamed, .accreditationGranted, .accreditationWithdrawn, .blacklisted,
            .unblacklisted:
            true
        }
    }
}

// MARK: State

/// A name of an organisation and the days on which it held; open ends are `nil`.
package struct OrganisationName: Codable, Sendable {
    /// As written, not folded.
    package let name: Line
    /// Official, short or other.
    package let kind: NameKind
    /// The first day; `nil`: since ever.
    package let from: CivilDate?
    /// The last day, which a rename fills in; `nil`: until now.
    package var to: CivilDate?
    /// Where the name was found; `nil` for those of the registration.
    package let source: Line?

    /// True when the name held on a day.
    package func holds(on date: CivilDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
    }
}

/// An organisation as the events left it.
package struct OrganisationState: AggregateState {
    package static let table = RowTable(13, "organisations")
    package let id: ID<Organisation>
    /// In the order given.
    package var kinds: [OrganisationKind]
    /// Of its seat, as registered.
    package let area: AreaCode?
    /// As registered.
    package let foundedOn: CivilDate?
    /// As registered.
    package let address: Line?
    /// In the order recorded.
    package var names: [OrganisationName]
    /// In the order recorded.
    package var accreditations: [Accreditation] = []
    /// The days of the blacklist, in order; the last one may be open.
    package var blacklistings: [Blacklisting] = []
    /// In the order recorded.
    package var licences: [OrganisationLicence] = []

    package static func initial(
        _ id: ID<Organisation>,
        _ event: OrganisationEvent,
        _ meta: EventMeta
    ) -> OrganisationState? {
        guard case .registered(let kinds, let area, let foundedOn, let address) = event
        else { return nil }
        return OrganisationState(
            id: id,
            kinds: kinds,
            area: area,
            foundedOn: foundedOn,
            address: address,
            names: []
        )
    }

    package mutating func evolve(_ event: OrganisationEvent, _ meta: EventMeta) {
        switch event {
        case .registered: break
        case .nameAdded(let name, let kind, let from, let to, let source):
            names.append(
                OrganisationName(name: name, kind: kind, from: from, to: to, source: source)
            )
        case .renamed(let name, let from, let source):
            endOfficialName(before: from)
            names.append(
                OrganisationName(name: name, kind: .official, from: from, to: nil, source: source)
            )
        case .kindsSet(let kinds): self.kinds = kinds
        case .licenceRecorded(let number, let issuedBy, let issuedOn, let validTo):
            licences.append(
                OrganisationLicence(
                    licenceNo: number,
                    issuedBy: issuedBy,
                    issuedOn: issuedOn,
                    validTo: validTo
                )
            )
        case .accreditationGranted(let rank, _, _, let issuedOn, let validTo):
            accreditations.append(Accreditation(rank: rank, from: issuedOn, validTo: validTo))
        case .accreditationWithdrawn: withdrawAccreditation(on: meta.occurredOn)
        case .blacklisted: blacklistings.append(Blacklisting(from: meta.occurredOn))
        case .unblacklisted:
            if let last = blacklistings.indices.last { blacklistings[last].until = meta.occurredOn }
        }
    }

    /// The official name on a day; before the first range the first, after the last the last.
    package func officialName(on date: CivilDate) -> Line? {
        let official = names.filter { $0.kind == .official }
            .sorted { ($0.from?.days ?? .min) < ($1.from?.days ?? .min) }
        return
            (official.last { $0.holds(on: date) }
            ?? official.last { ($0.from?.days ?? .min) <= date.days }
            ?? official.first)?.name
    }

    /// The newest short name that holds on a day.
    package func shortName(on date: CivilDate) -> Line? {
        names.last { $0.kind == .short && $0.holds(on: date) }?.name
    }

    /// True for a school or a university: where pupils may be.
    package var isSchool: Bool { kinds.contains(.school) || kinds.contains(.university) }
}

/// An official name as it is compared, with the organisation that bears it.
package struct OrganisationNameRow: Row {
    package static let table = RowTable(16, "organisationNames")
    /// The folded words, at most 120 bytes.
    package let folded: String
    /// Who bears the name on these days.
    package let organisation: ID<Organisation>
    /// The first day; `nil`: since ever.
    package let from: CivilDate?
    /// The last day; `nil`: until now.
    package let to: CivilDate?
    /// An organisation may take an old name again.
    package var key: RowKey { RowKey(folded).and(organisation).and(from ?? CivilDate(days: .min)) }

    /// The row of a name.
    package init(name: Line, organisation: ID<Organisation>, from: CivilDate?, to: CivilDate?) {
        self.folded = Self.folded(name)
        self.organisation = organisation
        self.from = from
        self.to = to
    }

    /// Who bears the same folded name on some day of a range, if anybody does.
    package static func holder(
        of name: Line,
        from: CivilDate?,
        to: CivilDate?,
        _ facts: any Facts
    ) -> ID<Organisation>? {
        let folded = Self.folded(name)
        return facts.rows(Self.self, prefix: RowKey(folded)).first { row in
            row.folded == folded
                && DateRange(row.from, row.to).overlaps(DateRange(from, to))
        }?.organisation
    }

    // Keys have a limit; names that agree in their first 120 bytes count as the same.
    static func folded(_ name: Line) -> String {
        let words = NameFold.words(of: name.text)
        let joined = words.isEmpty ? name.text : words.joined(separator: " ")
        return String(decoding: joined.utf8.prefix(120), as: UTF8.self)
    }
}

// MARK: Refusals

/// Why an organisation is not changed.
package enum OrganisationRefusal: Refusal {
    case organisationExists(organisation: ID<Organisation>)
}
