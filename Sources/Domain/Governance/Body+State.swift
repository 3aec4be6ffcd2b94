// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to a body.
package enum BodyEvent: DomainEvent {
    case established(
        name: Line,
        organisation: ID<Organisation>,
        kind: BodyKind,
        area: AreaCode?
    )
    case nameAdded(name: Line, kind: NameKind, from: CivilDate?, to: CivilDate?, source: Line?)
    case assemblyCalled(
        assembly: ID<Assembly>,
        kind: AssemblyKind,
        title: Line,
        from: CivilDate,
        to: CivilDate,
        place: Line,
        area: AreaCode?
    )
    case assemblyHeld(
        assembly: ID<Assembly>,
        heldFrom: CivilDate,
        heldTo: CivilDate,
        quorum: Bool,
        present: Count0?,
        entitled: Count0?,
        source: Line?
    )
    case officerElected(assembly: ID<Assembly>, office: BodyOffice, person: PersonID)
    case holderRecorded(
        office: BodyOffice,
        person: PersonID,
        from: CivilDate?,
        to: CivilDate?,
        source: Line
    )
    case officeHandedOver(
        office: BodyOffice,
        from: PersonID?,
        to: PersonID,
        assembly: ID<Assembly>,
        checklist: [ChecklistItem]?
    )
    case resolutionAdopted(assembly: ID<Assembly>, number: Line, title: Line, text: OpenNote)
    case programmeAdopted(assembly: ID<Assembly>, title: Line, items: [ProgrammeItem])

    package enum CodingKeys: String, CodingKey {
        case established = "body.established"
        case nameAdded = "body.nameAdded"
        case assemblyCalled = "body.assemblyCalled"
        case assemblyHeld = "body.assemblyHeld"
        case officerElected = "body.officerElected"
        case holderRecorded = "body.holderRecorded"
        case officeHandedOver = "body.officeHandedOver"
        case resolutionAdopted = "body.resolutionAdopted"
        case programmeAdopted = "body.programmeAdopted"
    }

    package static let category = Body.noun

    package var isStep: Bool {
        switch self {
        case .assemblyHeld, .officeHandedOver: true
        case .established, .nameAdded, .assemblyCalled, .officerElected, .holderRecorded,
            .resolutionAdopted, .programmeAdopted:
            false
        }
    }
}

// MARK: State

/// A body as the events left it; assemblies, terms and what was adopted are rows of their own.
package struct BodyState: AggregateState {
    package static let table = RowTable(240, "bodies")
    package let id: ID<Body>
    /// Of which it is a part, or which it is.
    package let organisation: ID<Organisation>
    /// As established.
    package let kind: BodyKind
    /// Where its members live; `nil` for the whole country.
    package let area: AreaCode?
    /// In the order recorded; the first is the one it was established with.
    package var names: [OrganisationName]
    /// How many assemblies were called.
    package var assemblies: Int64 = 0

    package static func initial(
        _ id: ID<Body>,
        _ event: BodyEvent,
        _ meta: EventMeta
    ) -> BodyState? {
        guard case .established(let name, let organisation, let kind, let area) = event
        else { return nil }
        let first = OrganisationName(
            name: name,
            kind: .official,
            from: meta.occurredOn,
            to: nil,
            source: nil
        )
        return BodyState(
            id: id,
            organisation: organisation,
            kind: kind,
            area: area,
            names: [first]
        )
    }

    package mutating func evolve(_ event: BodyEvent, _ meta: EventMeta) {
        switch event {
        case .nameAdded(let name, let kind, let from, let to, let source):
            names.append(
                OrganisationName(name: name, kind: kind, from: from, to: to, source: source)
            )
        case .assemblyCalled: assemblies += 1
        case .established, .assemblyHeld, .officerElected, .holderRecorded, .officeHandedOver,
            .resolutionAdopted, .programmeAdopted:
            break
        }
    }

    /// The official name on a day, else the one it was established with.
    package func name(on day: CivilDate) -> Line? {
        (names.last { $0.kind == .official && $0.holds(on: day) } ?? names.first)?.name
    }
}

/// An assembly that was called, and how it went.
package struct AssemblyRow: Row {
    package static let table = RowTable(241, "assemblies")
    /// Part of the assembly's id too.
    package let body: ID<Body>
    /// Known by the body and a number from 1.
    package let assembly: ID<Assembly>
    /// Ordinary or not, as called.
    package let kind: AssemblyKind
    /// As called.
    package let title: Line
    /// The first day as called.
    package let from: CivilDate
    /// The last day as called.
    package let to: CivilDate
    /// As called.
    package let place: Line
    /// As called; `nil` when nobody said.
    package let area: AreaCode?
    /// The first day as held; `nil` while it was not.
    package var heldFrom: CivilDate?
    /// The last day as held.
    package var heldTo: CivilDate?
    /// What was found, with or without numbers; `nil` while it was not held.
    package var quorum: Bool?
    /// Members or delegates who came; `nil` when nobody counted.
    package var present: Count0?
    /// Members or delegates who might have come; `nil` when nobody said.
    package var entitled: Count0?
    /// The minutes or report; `nil` when nobody named one.
    package var source: Line?
    package var key: RowKey { RowKey(assembly) }

    /// The row of an assembly; `nil` for every event but its call.
    package init?(_ event: BodyEvent, _ body: ID<Body>) {
        guard
            case .assemblyCalled(
                let assembly,
                let kind,
                let title,
                let from,
                let to,
                let place,
                let area
            ) = event
        else { return nil }
        self.body = body
        self.assembly = assembly
        self.kind = kind
        self.title = title
        self.from = from
        self.to = to
        self.place = place
        self.area = area
    }
}

/// Somebody whom an assembly elected to an office.
package struct ElectionRow: Row {
    package static let table = RowTable(242, "elections")
    /// First in the key, so that its elections are one range.
    package let assembly: ID<Assembly>
    /// In the order of rank.
    package let office: BodyOffice
    /// A worker, volunteer or contact.
    package let person: PersonID
    /// Business date, for the check at the handover.
    package let on: CivilDate
    package var key: RowKey { Self.prefix(assembly, office).and(person) }

    /// The row of an election.
    package init(assembly: ID<Assembly>, office: BodyOffice, person: PersonID, on: CivilDate) {
        self.assembly = assembly
        self.office = office
        self.person = person
        self.on = on
    }

    /// The key under which all elections of an assembly to an office stand.
    static func prefix(_ assembly: ID<Assembly>, _ office: BodyOffice) -> RowKey {
        RowKey(assembly).and(office.rank)
    }
}

/// The time somebody holds an office; ends that are not known are `nil`.
package struct TermRow: Row {
    package static let table = RowTable(243, "terms")
    /// First in the key, so that its terms are one range.
    package let body: ID<Body>
    /// In the order of rank.
    package let office: BodyOffice
    /// A worker, volunteer or contact.
    package let holder: PersonID
    /// The first day; `nil`: since ever, or unknown.
    package let from: CivilDate?
    /// The day it passed on, which is the successor's; `nil`: still held.
    package var to: CivilDate?
    /// That elected the holder; `nil` when a document says so.
    package let assembly: ID<Assembly>?
    /// The version of the body's stream that brought it.
    package let version: Int64
    package var key: RowKey {
        // Who held it since ever comes first.
        Self.prefix(body, office).and(from ?? CivilDate(days: .min)).and(version)
    }

    /// The row of a term.
    package init(
        body: ID<Body>,
        office: BodyOffice,
        holder: PersonID,
        from: CivilDate?,
        to: CivilDate?,
        assembly: ID<Assembly>?,
        version: Int64
    ) {
        self.body = body
        self.office = office
        self.holder = holder
        self.from = from
        self.to = to
        self.assembly = assembly
        self.version = version
    }

    /// The key under which all terms of an office stand.
    package static func prefix(_ body: ID<Body>, _ office: BodyOffice) -> RowKey {
        RowKey(body).and(office.rank)
    }

    var days: DateRange { DateRange(term: from, to) }

    /// True when the holder is in office on a day; the day of a handover is the successor's.
    package func holds(on day: CivilDate) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day < $0 } ?? true)
    }
}

extension DateRange {
    /// The days somebody holds an office: the day it is handed over is the successor's.
    init(term from: CivilDate?, _ to: CivilDate?) {
        self.init(from, to?.adding(days: -1))
    }
}

/// What an assembly adopted: a resolution with its text, or a programme with its lines.
package struct AdoptionRow: Row {
    package static let table = RowTable(244, "adoptions")
    /// First in the key, so that all it adopted is one range.
    package let body: ID<Body>
    /// Of the body's stream, for the order.
    package let version: Int64
    /// That adopted it.
    package let assembly: ID<Assembly>
    /// Business date.
    package let on: CivilDate
    /// As adopted.
    package let title: Line
    /// The number of a resolution.
    package let number: Line?
    /// The text of a resolution.
    package let text: OpenNote?
    /// The lines of a programme.
    package let items: [ProgrammeItem]?
    package var key: RowKey { RowKey(body).and(version) }

    /// The row of something adopted; `nil` for every other event.
    package init?(_ event: BodyEvent, _ meta: EventMeta) {
        switch event {
        case .resolutionAdopted(let assembly, let number, let title, let text):
            (self.assembly, self.title) = (assembly, title)
            (self.number, self.text, items) = (number, text, nil)
        case .programmeAdopted(let assembly, let title, let items):
            (self.assembly, self.title) = (assembly, title)
            (number, text, self.items) = (nil, nil, items)
        case .established, .nameAdded, .assemblyCalled, .assemblyHeld, .officerElected,
            .holderRecorded, .officeHandedOver:
            return nil
        }
        body = ID(trusted: meta.streamID)
        version = meta.streamVersion
        on = meta.occurredOn
    }
}
