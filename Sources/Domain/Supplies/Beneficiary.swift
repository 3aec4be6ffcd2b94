// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A beneficiary is a pupil who receives goods. It is a record of its own, so that nobody who
// handles goods learns whether the child is a client. Commands: register, link, erase.

// MARK: Commands

extension Beneficiary {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterBeneficiary.self, LinkBeneficiary.self, EraseBeneficiary.self,
        ImportRegister<BeneficiaryRow>.self,
    ]

    /// Who may say which client a beneficiary is.
    fileprivate static let linkers: [Grant] = [.worker(.own), .supervisor]
}

/// A pupil who may receive goods.
package struct RegisterBeneficiary: Command {
    package static let contract = Contract(
        "beneficiary.register",
        roles: [.coordinator, .worker],
        refusals: [
            "futureDated", "subjectErased", "processingLimited", "organisationNotSchool",
            "pupilNumberTaken",
        ]
    )

    /// Sealed with the beneficiary's own key.
    package let name: PersonName
    /// In clear: it tells apart pupils of one name and says who may sign alone.
    package let birthYear: BirthYear
    /// Must be a school or university.
    package let school: ID<Organisation>?
    /// Sealed; hashed, no other beneficiary has it.
    package let pupilNumber: PupilNumber?
    /// Only for those who may link, and within their reach; recorded as a link of its own.
    package let client: ID<Client>?

    package struct Answer: Codable, Sendable {
        let beneficiary: ID<Beneficiary>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let place = try decision.find(OrganisationState.self, ifNamed: school)
        let linked = try decision.findLinkable(client)
        let beneficiary = decision.newID(Beneficiary.self)
        try decision.gate(beneficiary.stream, step: false)
        if let linked { try decision.gate(subject: linked) }
        try place?.mustBeSchool()
        if let pupilNumber,
            let holder = decision.facts.holders(
                of: .pupilNumber,
                decision.services.indexHash(pupilNumber.text),
                kind: .beneficiary
            ).first
        {
            throw .refused(
                BeneficiaryRefusal.pupilNumberTaken(beneficiary: ID(trusted: holder))
            )
        }
        decision.record(
            BeneficiaryEvent.registered(
                birthYear: birthYear,
                school: school,
                name: .clear(subject: beneficiary.text, name),
                pupilNumber: pupilNumber.map { .clear(subject: beneficiary.text, $0) }
            ),
            to: beneficiary.stream
        )
        if let client {
            decision.record(BeneficiaryEvent.linked(client: client), to: beneficiary.stream)
        }
        return Answer(beneficiary: beneficiary)
    }
}

/// Says which client a beneficiary is; only casework learns it.
package struct LinkBeneficiary: Command {
    package static let contract = Contract(
        "beneficiary.link",
        roles: Beneficiary.linkers,
        positional: ["beneficiary"],
        refusals: ["futureDated", "alreadyLinked", "subjectErased", "processingLimited"]
    )

    /// Not erased; a further link replaces the one before.
    package let beneficiary: ID<Beneficiary>
    /// Within the caller's reach, and not linked already.
    package let client: ID<Client>

    package struct Answer: Codable, Sendable {
        let beneficiary: ID<Beneficiary>
        let client: ID<Client>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(BeneficiaryState.self, beneficiary)
        let linked = try decision.find(client: client)
        try decision.gate(beneficiary.stream, step: false)
        if state.client == client {
            throw .refused(BeneficiaryRefusal.alreadyLinked(to: client))
        }
        try decision.mustNotBeErased(beneficiary.text)
        try decision.gate(subject: linked)
        decision.record(BeneficiaryEvent.linked(client: client), to: beneficiary.stream)
        return Answer(beneficiary: beneficiary, client: client)
    }
}

extension Decision {
    /// The client that a new beneficiary is, for those who may know; `nil` when none is named.
    fileprivate func findLinkable(_ client: ID<Client>?) throws(Rejection) -> ClientState? {
        guard let client else { return nil }
        let grants = Beneficiary.linkers
        guard grants.admits(roles) else { throw .forbidden(needs: grants.map(\.role)) }
        let linker = Asker(
            actor,
            roles: roles,
            grants: grants,
            facts: facts,
            day: today,
            readsAt: nil
        )
        guard linker.reaches(client: client) else {
            throw .notFound(what: Client.noun, id: client.text)
        }
        return try find(ClientState.self, client)
    }
}

/// Destroys the keys of a beneficiary; what the pupil received stays on the books.
package struct EraseBeneficiary: Command {
    package static let contract = Contract.erasure(of: "beneficiary")

    /// The subject whose keys go; refused the second time.
    package let beneficiary: ID<Beneficiary>
    /// Kept with the events for ever.
    package let basis: ErasureBasis

    package func decide(_ decision: Decision) throws(Rejection) -> ErasureAnswer {
        _ = try decision.find(BeneficiaryState.self, beneficiary)
        try decision.gate(beneficiary.stream, step: true)
        return try decision.erase(
            BeneficiaryEvent.self,
            stream: beneficiary.stream,
            basis: basis,
            subjects: [beneficiary.text]
        )
    }
}

/// A year in which somebody was born.
package struct BirthYear: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1900...2199
    package static let schema = ValueSchema(
        "BirthYear",
        .integer(minimum: 1900, maximum: 2199),
        // Written like a name, without the marks that part thousands.
        column: "id"
    )
    package static var sample: Self { Self(2006) }
}

// MARK: Events

/// What happens to a beneficiary.
package enum BeneficiaryEvent: ErasableEvent {
    case registered(
        birthYear: BirthYear,
        school: ID<Organisation>?,
        name: Personal<PersonName>,
        pupilNumber: Personal<PupilNumber>?
    )
    case linked(client: ID<Client>)
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "beneficiary.registered"
        case linked = "beneficiary.linked"
        case personalDataErased = "beneficiary.personalDataErased"
        case erasureCompleted = "beneficiary.erasureCompleted"
    }

    package static let category = Beneficiary.noun

    package var isStep: Bool {
        switch self {
        case .registered, .linked, .erasureCompleted: false
        case .personalDataErased: true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .registered, .linked: nil
        case .personalDataErased(_, let subjects, _): .decided(subjects: subjects)
        case .erasureCompleted(_, let position, _, _): .completed(position: position)
        }
    }
}

// MARK: State

/// A beneficiary as the events left it; name and pupil number stay sealed in the log.
package struct BeneficiaryState: AggregateState {
    package static let table = RowTable(106, "beneficiaries")
    package let id: ID<Beneficiary>
    /// As registered.
    package let birthYear: BirthYear
    /// As registered; `nil` when unknown.
    package let school: ID<Organisation>?
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64
    /// The client the pupil is, as far as casework knows; never shown with goods.
    package var client: ID<Client>?

    package static func initial(
        _ id: ID<Beneficiary>,
        _ event: BeneficiaryEvent,
        _ meta: EventMeta
    ) -> BeneficiaryState? {
        guard case .registered(let birthYear, let school, _, _) = event else { return nil }
        return BeneficiaryState(
            id: id,
            birthYear: birthYear,
            school: school,
            namedAt: meta.position
        )
    }

    package mutating func evolve(_ event: BeneficiaryEvent, _ meta: EventMeta) {
        if case .linked(let client) = event { self.client = client }
    }
}

/// A beneficiary who is known to be a client.
package struct ClientBeneficiaryRow: Row {
    package static let table = RowTable(114, "clientBeneficiaries")
    /// For casework's own questions only.
    package let client: ID<Client>
    /// A client may have more than one.
    package let beneficiary: ID<Beneficiary>
    package var key: RowKey { RowKey(client).and(beneficiary) }

    /// The row of a link.
    package init(client: ID<Client>, beneficiary: ID<Beneficiary>) {
        self.client = client
        self.beneficiary = beneficiary
    }
}

// MARK: Refusals

/// Why a beneficiary is not registered.
package enum BeneficiaryRefusal: Refusal {
    case organisationNotSchool(organisation: ID<Organisation>)
    case pupilNumberTaken(beneficiary: ID<Beneficiary>)
    case alreadyLinked(to: ID<Client>)
}

extension OrganisationState {
    /// Refuses an organisation that is neither a school nor a university.
    func mustBeSchool() throws(Rejection) {
        if !isSchool {
            throw .refused(BeneficiaryRefusal.organisationNotSchool(organisation: id))
        }
    }
}
