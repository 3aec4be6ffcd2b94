// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The body that a command was about.
package struct BodyAnswer: Codable, Sendable {
    let body: ID<Body>
}

/// The assembly that a command was about.
package struct AssemblyAnswer: Codable, Sendable {
    let assembly: ID<Assembly>
}

extension Facts {
    /// Everybody who held an office of a body, by the first day.
    func terms(of office: BodyOffice, in body: ID<Body>) -> [TermRow] {
        rows(TermRow.self, prefix: TermRow.prefix(body, office))
    }

    /// Whom an assembly elected to an office.
    func elected(to office: BodyOffice, by assembly: ID<Assembly>) -> [ElectionRow] {
        rows(ElectionRow.self, prefix: ElectionRow.prefix(assembly, office))
    }
}

extension Decision {
    /// An assembly that was called; else `notFound`.
    func find(assembly: ID<Assembly>) throws(Rejection) -> AssemblyRow {
        guard let row = facts.row(AssemblyRow.self, RowKey(assembly)) else {
            throw .notFound(what: Assembly.noun, id: assembly.text)
        }
        return row
    }

    /// Rejects with `notFound` who has no record: a login is nobody's office.
    func find(officer person: PersonID) throws(Rejection) {
        guard facts.recordExists(person) else {
            throw .notFound(what: "person", id: person.text)
        }
    }

    /// Refuses `assemblyNotHeld` before the assembly met, and `noQuorum` when too few came.
    func requireQuorum(_ assembly: AssemblyRow) throws(Rejection) {
        guard let held = assembly.heldFrom, held <= occurredOn else {
            throw .refused(BodyRefusal.assemblyNotHeld)
        }
        try refuse(assembly.quorum != true, BodyRefusal.noQuorum)
    }
}

// MARK: Refusals

/// Why a body does not meet, elect or hand over.
package enum BodyRefusal: Refusal {
    case nameOverlap(name: Line, from: CivilDate?, to: CivilDate?)
    case nameKnown
    case assemblyHeld(heldFrom: CivilDate)
    /// How many must have been present.
    case quorumContradiction(needed: Int64)
    case assemblyNotHeld
    case noQuorum
    case alreadyElected(person: PersonID)
    case officeOccupied(holder: PersonID, from: CivilDate?, to: CivilDate?)
    case notElected(successor: PersonID)
    case signatoryUnset(roles: [Role])
}
