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
    package static let commands: [any Command.Type] = [RegisterContact.self, EraseContact.self]
}

/// A new contact.
package struct RegisterContact: Command {
    package static let contract = Contract(
        "contact.register",
        roles: [.registrar, .coordinator],
        refusals: ["futureDated"],
        next: ["contact show {contact}"]
    )

    package let name: PersonName
    package let function: Line?
    package let organisation: ID<Organisation>?
    package let area: AreaCode?
    package let phone: PhoneNumber?
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

/// Destroys the keys of a contact: name, telephone and birth date are gone for good.
package struct EraseContact: Command {
    package static let contract = Contract.erasure(of: "contact")

    package let contact: ID<Contact>
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
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "contact.registered"
        case personalDataErased = "contact.personalDataErased"
        case erasureCompleted = "contact.erasureCompleted"
    }

    package static let category = Contact.noun

    package var isStep: Bool {
        switch self {
        case .registered, .erasureCompleted: false
        case .personalDataErased: true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .registered: nil
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
    package let function: Line?
    package let organisation: ID<Organisation>?
    package let area: AreaCode?
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64

    package static func initial(
        _ id: ID<Contact>,
        _ event: ContactEvent,
        _ meta: EventMeta
    ) -> ContactState? {
        switch event {
        case .registered(let function, let organisation, let area, _, _, _):
            ContactState(
                id: id,
                function: function,
                organisation: organisation,
                area: area,
                namedAt: meta.position
            )
        case .personalDataErased, .erasureCompleted: nil
        }
    }

    package mutating func evolve(_ event: ContactEvent, _ meta: EventMeta) {
        switch event {
        case .registered, .personalDataErased, .erasureCompleted: break
        }
    }
}
