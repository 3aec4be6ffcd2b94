// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// People are named by an operator's slug, or by the number of their own record. Two names are the
// same person when they are equal or joined to one operator by `operator.link`.

/// Social workers with a record in the registry.
package enum Worker: Thing {
    package static let noun = "worker"
    package static let naming = Naming.number(prefix: "PKS")
}

/// Volunteers with a record.
package enum Volunteer: Thing {
    package static let noun = "volunteer"
    package static let naming = Naming.number(prefix: "RLW")
}

/// Which operator a person's record is joined to.
package struct PersonLinkRow: Row {
    package static let table = RowTable(12, "personLinks")
    /// A worker, volunteer or contact.
    package let person: PersonID
    /// The login of the same person.
    package let `operator`: ID<Operator>
    package var key: RowKey { Self.key(person) }

    /// The row of a person's record.
    package init(person: PersonID, operator: ID<Operator>) {
        self.person = person
        self.operator = `operator`
    }

    /// The key of a person's record.
    package static func key(_ person: PersonID) -> RowKey { RowKey(person.text) }
}

extension PersonID {
    /// The person behind a login.
    package init(_ id: ID<Operator>) { self.init(trusted: id.text) }
    /// The person of a contact's record.
    package init(_ id: ID<Contact>) { self.init(trusted: id.text) }
    /// The person of a worker's record.
    package init(_ id: ID<Worker>) { self.init(trusted: id.text) }
    /// The person of a volunteer's record.
    package init(_ id: ID<Volunteer>) { self.init(trusted: id.text) }

    /// True when the name has the form of an operator's slug; numbers begin with a capital.
    fileprivate var isSlug: Bool { text.utf8.first.map(TextRule.isLower) ?? false }
}

extension Facts {
    /// True when there is a record of the person.
    ///
    /// Operators, contacts, workers and volunteers.
    package func personExists(_ person: PersonID) -> Bool {
        if person.isSlug {
            return state(OperatorState.self, ID<Operator>(trusted: person.text)) != nil
        }
        return recordExists(person)
    }

    /// True when the id is that of a worker, volunteer or contact with a record.
    package func recordExists(_ person: PersonID) -> Bool {
        switch SubjectKind(of: person.text) {
        case .worker: state(WorkerState.self, ID<Worker>(trusted: person.text)) != nil
        case .volunteer: state(VolunteerState.self, ID<Volunteer>(trusted: person.text)) != nil
        case .contact: state(ContactState.self, ID<Contact>(trusted: person.text)) != nil
        case .client, .beneficiary, nil: false
        }
    }

    /// The operator a person is, or is joined to; `nil` for an outsider.
    package func operatorOf(_ person: PersonID) -> ID<Operator>? {
        if person.isSlug {
            let slug = ID<Operator>(trusted: person.text)
            return state(OperatorState.self, slug)?.id
        }
        return row(PersonLinkRow.self, PersonLinkRow.key(person))?.operator
    }

    /// True when both names mean one person: equal, or joined to one operator.
    package func samePerson(_ left: PersonID, _ right: PersonID) -> Bool {
        if left == right { return true }
        guard let `operator` = operatorOf(left) else { return false }
        return `operator` == operatorOf(right)
    }
}

extension Decision {
    /// Rejects with `notFound` when a person is named who has no record.
    package func find(person: PersonID?) throws(Rejection) {
        guard let person, !facts.personExists(person) else { return }
        throw .notFound(what: "person", id: person.text)
    }
}
