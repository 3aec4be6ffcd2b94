// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A body is a chapter, a board or a committee: it has names, meets in assemblies, adopts
// resolutions and programmes, and people hold offices in it. Only an assembly that was held and had
// its quorum elects or adopts anything.

// MARK: Commands

extension Body {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        EstablishBody.self, AddBodyName.self, CallAssembly.self, HoldAssembly.self,
        ElectOfficer.self, RecordHolder.self, HandOverOffice.self, AdoptResolution.self,
        AdoptProgramme.self,
    ]
}

extension [Grant] {
    /// Who keeps the records of a body.
    static let bodyKeepers: [Grant] = [.board, .registrar]
}

/// A new body with its official name.
package struct EstablishBody: Command {
    package static let contract = Contract(
        "body.establish",
        roles: .bodyKeepers,
        positional: ["name"],
        refusals: ["futureDated"],
        next: ["body show {body}"]
    )

    /// Holds from the business date on.
    package let name: Line
    /// Must exist; a body is not an organisation of its own.
    package let organisation: ID<Organisation>
    /// Cannot be changed later.
    package let kind: BodyKind
    /// Where its members live; left out: the whole country.
    package let area: AreaCode?

    package func decide(_ decision: Decision) throws(Rejection) -> BodyAnswer {
        _ = try decision.find(OrganisationState.self, organisation)
        let body = decision.newID(Body.self)
        try decision.gate(body.stream, step: false)
        decision.record(
            BodyEvent.established(
                name: name,
                organisation: organisation,
                kind: kind,
                area: area
            ),
            to: body.stream
        )
        return BodyAnswer(body: body)
    }
}

/// One more name of a body, or a spelling found in a document.
package struct AddBodyName: Command {
    package static let contract = Contract(
        "body.addName",
        roles: [.registrar],
        positional: ["body"],
        refusals: ["futureDated", "nameOverlap", "nameKnown"],
        next: ["body show {body}"]
    )

    /// May bear several names at once, one of them official.
    package let body: ID<Body>
    /// Not held already as the same kind of name.
    package let name: Line
    /// Of official names only one holds on a day.
    package let kind: NameKind
    /// The first day; `nil`: since ever.
    package let from: CivilDate?
    /// The last day, not before the first; `nil`: until now.
    package let to: CivilDate?
    /// The deed or document it was found in.
    package let source: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> BodyAnswer {
        let days = DateRange(from, to)
        try days.mustNotBeReversed(at: "/to")
        let state = try decision.find(BodyState.self, body)
        try decision.gate(body.stream, step: false)
        let other = state.names.first {
            kind == .official && $0.kind == kind && days.overlaps(DateRange($0.from, $0.to))
        }
        if let other {
            throw .refused(
                BodyRefusal.nameOverlap(name: other.name, from: other.from, to: other.to)
            )
        }
        try decision.refuse(
            state.names.contains { $0.kind == kind && $0.name == name },
            BodyRefusal.nameKnown
        )
        decision.record(
            BodyEvent.nameAdded(name: name, kind: kind, from: from, to: to, source: source),
            to: body.stream
        )
        return BodyAnswer(body: body)
    }
}

/// The members are called together.
package struct CallAssembly: Command {
    package static let contract = Contract(
        "body.callAssembly",
        roles: .bodyKeepers,
        positional: ["body"],
        refusals: ["futureDated", "validityDates"],
        next: ["body hold-assembly {assembly}"]
    )

    /// Counts its assemblies from 1, held or not.
    package let body: ID<Body>
    /// As called.
    package let kind: AssemblyKind
    /// As in the invitation.
    package let title: Line
    /// The first day; may lie ahead.
    package let from: CivilDate
    /// The last day, not before the first.
    package let to: CivilDate
    /// As in the invitation.
    package let place: Line
    /// Where the place lies.
    package let area: AreaCode?

    package func decide(_ decision: Decision) throws(Rejection) -> AssemblyAnswer {
        let state = try decision.find(BodyState.self, body)
        try decision.gate(body.stream, step: false)
        try decision.checkDates(from: from, to: to)
        let assembly = ID<Assembly>(body, state.assemblies + 1)
        decision.record(
            BodyEvent.assemblyCalled(
                assembly: assembly,
                kind: kind,
                title: title,
                from: from,
                to: to,
                place: place,
                area: area
            ),
            to: body.stream
        )
        return AssemblyAnswer(assembly: assembly)
    }
}

/// The members met, with or without a quorum.
package struct HoldAssembly: Command {
    package static let contract = Contract(
        "body.holdAssembly",
        roles: .bodyKeepers,
        positional: ["assembly"],
        refusals: [
            "futureDated", "outOfOrder", "assemblyHeld", "quorumContradiction",
        ],
        next: ["body elect {assembly}"]
    )

    /// Called, and not held yet.
    package let assembly: ID<Assembly>
    /// The first day; need not be the one called for.
    package let heldFrom: CivilDate
    /// The last day, not before the first.
    package let heldTo: CivilDate
    /// As found; must agree with the numbers when both are given.
    package let quorum: Bool
    /// Members or delegates who came.
    package let present: Count0?
    /// Members or delegates who might have come.
    package let entitled: Count0?
    /// The minutes or report.
    package let source: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> AssemblyAnswer {
        try DateRange(heldFrom, heldTo).mustNotBeReversed(at: "/heldTo")
        let row = try decision.find(assembly: assembly)
        try decision.gate(assembly.bodyID.stream, step: true)
        if let day = row.heldFrom { throw .refused(BodyRefusal.assemblyHeld(heldFrom: day)) }
        if let present, let entitled {
            // Whoever says there was a quorum says so against the numbers, or the reverse.
            let permille = decision.facts.policy(.quorumPermille, on: decision.occurredOn)
            let isReached = present.value * 1000 >= entitled.value * permille
            let needed = (entitled.value * permille + 999) / 1000
            try decision.refuse(
                isReached != quorum,
                BodyRefusal.quorumContradiction(needed: needed)
            )
        }
        decision.record(
            BodyEvent.assemblyHeld(
                assembly: assembly,
                heldFrom: heldFrom,
                heldTo: heldTo,
                quorum: quorum,
                present: present,
                entitled: entitled,
                source: source
            ),
            to: assembly.bodyID.stream
        )
        return AssemblyAnswer(assembly: assembly)
    }
}

/// An assembly elected somebody to an office; it is theirs once it is handed over.
package struct ElectOfficer: Command {
    package static let contract = Contract(
        "body.elect",
        roles: .bodyKeepers,
        positional: ["assembly"],
        refusals: ["futureDated", "assemblyNotHeld", "noQuorum", "alreadyElected"],
        next: ["body hand-over --assembly {assembly}"]
    )

    /// Held, with a quorum.
    package let assembly: ID<Assembly>
    /// One that a single person holds is filled once.
    package let office: BodyOffice
    /// A worker, volunteer or contact; the office passes only with a handover.
    package let person: PersonID

    package func decide(_ decision: Decision) throws(Rejection) -> AssemblyAnswer {
        let row = try decision.find(assembly: assembly)
        try decision.find(officer: person)
        try decision.gate(assembly.bodyID.stream, step: false)
        try decision.requireQuorum(row)
        let elected = decision.facts.elected(to: office, by: assembly)
        if let other = elected.first(where: { office.isSingle || $0.person == person }) {
            throw .refused(BodyRefusal.alreadyElected(person: other.person))
        }
        decision.record(
            BodyEvent.officerElected(assembly: assembly, office: office, person: person),
            to: assembly.bodyID.stream
        )
        return AssemblyAnswer(assembly: assembly)
    }
}

/// An assembly decided something.
package struct AdoptResolution: Command {
    package static let contract = Contract(
        "body.adoptResolution",
        roles: .bodyKeepers,
        positional: ["assembly"],
        refusals: ["futureDated", "assemblyNotHeld", "noQuorum"]
    )

    /// Held, with a quorum.
    package let assembly: ID<Assembly>
    /// As in the minutes; not checked for doubles.
    package let number: Line
    /// As in the minutes.
    package let title: Line
    /// Stays readable: nothing personal.
    package let text: OpenNote

    package func decide(_ decision: Decision) throws(Rejection) -> AssemblyAnswer {
        let row = try decision.find(assembly: assembly)
        try decision.gate(assembly.bodyID.stream, step: false)
        try decision.requireQuorum(row)
        decision.record(
            BodyEvent.resolutionAdopted(
                assembly: assembly,
                number: number,
                title: title,
                text: text
            ),
            to: assembly.bodyID.stream
        )
        return AssemblyAnswer(assembly: assembly)
    }
}

/// An assembly decided what the body will do.
package struct AdoptProgramme: Command {
    package static let contract = Contract(
        "body.adoptProgramme",
        roles: .bodyKeepers,
        positional: ["assembly"],
        refusals: ["futureDated", "assemblyNotHeld", "noQuorum"]
    )

    /// Held, with a quorum.
    package let assembly: ID<Assembly>
    /// As in the minutes.
    package let title: Line
    /// At least one, in order.
    package let items: [ProgrammeItem]

    package func decide(_ decision: Decision) throws(Rejection) -> AssemblyAnswer {
        if items.isEmpty {
            throw .invalid(pointer: "/items", problem: "length", expected: "at least one")
        }
        let row = try decision.find(assembly: assembly)
        try decision.gate(assembly.bodyID.stream, step: false)
        try decision.requireQuorum(row)
        decision.record(
            BodyEvent.programmeAdopted(assembly: assembly, title: title, items: items),
            to: assembly.bodyID.stream
        )
        return AssemblyAnswer(assembly: assembly)
    }
}
