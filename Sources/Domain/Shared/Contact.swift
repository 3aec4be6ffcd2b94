// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A contact is a named person without another record: a headteacher, a witness from the
// neighbourhood, the owner of a shop. Name, telephone and birth date are sealed with the contact's
// own key; function, organisation and area are not personal.

/// Named persons without another record, known by a number.
package enum Contact: Thing {
    package static let noun = "contact"
    package static let naming = Naming.number(prefix: "KTK")
}

// MARK: Commands

extension Contact {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterContact.self, CorrectContact.self, SetContactFunction.self, EraseContact.self,
    ]
}

/// A new contact.
package struct RegisterContact: Command {
    package static let contract = Contract(
        "contact.register",
        roles: [.registrar, .coordinator],
        refusals: ["futureDated"],
        next: ["contact show {contact}"]
    )

    /// Sealed with the contact's own key.
    package let name: PersonName
    /// What the contact is there, since ever; not personal.
    package let function: Line?
    /// Where the contact works; must exist.
    package let organisation: ID<Organisation>?
    /// Where the contact is met, down to any level.
    package let area: AreaCode?
    /// Sealed.
    package let phone: PhoneNumber?
    /// Sealed; tells apart people of one name.
    package let birthDate: BirthDate?

    package struct Answer: Codable, Sendable {
        let contact: ID<Contact>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        let contact = decision.newID(Contact.self)
        try decision.gate(contact.stream, step: false)
        decision.record(
            ContactEvent.registered(
                function: function,
                organisation: organisation,
                area: area,
                name: .clear(subject: contact.text, name),
                phone: phone.map { .clear(subject: contact.text, $0) },
                birthDate: birthDate.map { .clear(subject: contact.text, $0) }
            ),
            to: contact.stream
        )
        return Answer(contact: contact)
    }
}

/// What a contact's record should say; what is left out stays.
package struct ContactChanges: Codable, Sendable {
    /// Replaces the name and what finds the person by it.
    package let name: PersonName?
    /// Replaces the number given before.
    package let phone: PhoneNumber?
    /// Replaces the date given before.
    package let birthDate: BirthDate?
    /// Replaces the area given before.
    package let area: AreaCode?

    fileprivate var isEmpty: Bool {
        name == nil && phone == nil && birthDate == nil && area == nil
    }
}

/// What a contact's record says is wrong, and is put right.
package struct CorrectContact: Command {
    package static let contract = Contract(
        "contact.correct",
        roles: [.registrar, .coordinator],
        positional: ["contact"],
        refusals: ["futureDated", "subjectErased"],
        needsReason: true,
        next: ["contact show {contact}"]
    )

    /// Refused once erased.
    package let contact: ID<Contact>
    /// At least one field.
    package let changes: ContactChanges

    package typealias Answer = RegisterContact.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if changes.isEmpty {
            throw .invalid(pointer: "/changes", problem: "length", expected: "a field")
        }
        _ = try decision.find(ContactState.self, contact)
        try decision.gate(contact.stream, step: false)
        try decision.mustNotBeErased(contact.text)
        decision.record(
            ContactEvent.corrected(
                area: changes.area,
                name: changes.name.map { .clear(subject: contact.text, $0) },
                phone: changes.phone.map { .clear(subject: contact.text, $0) },
                birthDate: changes.birthDate.map { .clear(subject: contact.text, $0) }
            ),
            to: contact.stream
        )
        return Answer(contact: contact)
    }
}

/// What a contact is from a day on, and where.
package struct SetContactFunction: Command {
    package static let contract = Contract(
        "contact.setFunction",
        roles: [.registrar, .coordinator],
        positional: ["contact"],
        refusals: ["futureDated", "outOfOrder", "subjectErased"],
        next: ["contact show {contact}"]
    )

    /// Refused once erased.
    package let contact: ID<Contact>
    /// In place of the function held before that day.
    package let function: Line
    /// Must exist; `nil` when the function belongs to none.
    package let organisation: ID<Organisation>?
    /// The first day; may lie before the business date.
    package let from: CivilDate

    package typealias Answer = RegisterContact.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        _ = try decision.find(ContactState.self, contact)
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        try decision.gate(contact.stream, step: true)
        try decision.mustNotBeErased(contact.text)
        decision.record(
            ContactEvent.functionSet(function: function, organisation: organisation, from: from),
            to: contact.stream
        )
        return Answer(contact: contact)
    }
}

/// Destroys the keys of a contact: name, telephone and birth date are gone for good.
package struct EraseContact: Command {
    package static let contract = Contract.erasure(of: "contact")

    /// The subject whose keys go; refused the second time.
    package let contact: ID<Contact>
    /// Kept with the events for ever.
    package let basis: ErasureBasis

    package func decide(_ decision: Decision) throws(Rejection) -> ErasureAnswer {
        _ = try decision.find(ContactState.self, contact)
        try decision.gate(contact.stream, step: true)
        return try decision.erase(
            ContactEvent.self,
            stream: contact.stream,
            basis: basis,
            subjects: [contact.text]
        )
    }
}

// MARK: Events

/// What happens to a contact.
package enum ContactEvent: ErasableEvent {
    case registered(
        function: Line?,
        organisation: ID<Organisation>?,
        area: AreaCode?,
        name: Personal<PersonName>,
        phone: Personal<PhoneNumber>?,
        birthDate: Personal<BirthDate>?
    )
    /// Only what is corrected is given.
    case corrected(
        area: AreaCode?,
        name: Personal<PersonName>?,
        phone: Personal<PhoneNumber>?,
        birthDate: Personal<BirthDate>?
    )
    case functionSet(function: Line, organisation: ID<Organisation>?, from: CivilDate)
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "contact.registered"
        case corrected = "contact.corrected"
        case functionSet = "contact.functionSet"
        case personalDataErased = "contact.personalDataErased"
        case erasureCompleted = "contact.erasureCompleted"
    }

    package static let category = Contact.noun

    package var isStep: Bool {
        switch self {
        case .registered, .corrected, .erasureCompleted: false
        case .functionSet, .personalDataErased: true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .registered, .corrected, .functionSet: nil
        case .personalDataErased(_, let subjects, _): .decided(subjects: subjects)
        case .erasureCompleted(_, let position, _, _): .completed(position: position)
        }
    }
}

// MARK: State

/// A contact as the events left it, without anything personal.
package struct ContactState: AggregateState {
    package static let table = RowTable(15, "contacts")
    package let id: ID<Contact>
    /// In the order recorded; the one of the registration holds since ever.
    package var functions: [ContactFunction]
    /// As corrected last.
    package var area: AreaCode?
    /// The position of the event that holds the sealed name.
    package var namedAt: Int64

    package static func initial(
        _ id: ID<Contact>,
        _ event: ContactEvent,
        _ meta: EventMeta
    ) -> ContactState? {
        switch event {
        case .registered(let function, let organisation, let area, _, _, _):
            ContactState(
                id: id,
                functions: [
                    ContactFunction(function: function, organisation: organisation, from: nil)
                ],
                area: area,
                namedAt: meta.position
            )
        case .corrected, .functionSet, .personalDataErased, .erasureCompleted: nil
        }
    }

    package mutating func evolve(_ event: ContactEvent, _ meta: EventMeta) {
        switch event {
        case .corrected(let area, let name, _, _):
            self.area = area ?? self.area
            if name != nil { namedAt = meta.position }
        case .functionSet(let function, let organisation, let from):
            functions.append(
                ContactFunction(function: function, organisation: organisation, from: from)
            )
        case .registered, .personalDataErased, .erasureCompleted: break
        }
    }

    /// What the contact was on a day, and where.
    package func function(on day: CivilDate) -> ContactFunction? {
        // Reversed, so that of two for one day the later recorded holds.
        functions.reversed().filter { $0.from ?? day <= day }
            .max { ($0.from?.days ?? .min) < ($1.from?.days ?? .min) }
    }
}

/// What a contact is from a day on, and where; `nil`: since ever.
package struct ContactFunction: Codable, Sendable {
    /// `nil` when nothing is known but where.
    package let function: Line?
    /// `nil` when it belongs to none.
    package let organisation: ID<Organisation>?
    /// The first day; the next function ends it.
    package let from: CivilDate?
}
