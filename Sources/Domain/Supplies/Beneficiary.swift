// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A beneficiary is a pupil who receives goods. It is a record of its own, so that nobody who
// handles goods learns whether the child is a client. Commands: register, erase.

// MARK: Commands

extension Beneficiary {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterBeneficiary.self, EraseBeneficiary.self,
    ]
}

/// A pupil who may receive goods.
package struct RegisterBeneficiary: Command {
    package static let contract = Contract(
        "beneficiary.register",
        roles: [.coordinator, .worker],
        refusals: ["futureDated", "organisationNotSchool", "pupilNumberTaken"]
    )

    package let name: PersonName
    package let birthYear: BirthYear
    package let school: ID<Organisation>?
    package let pupilNumber: PupilNumber?

    package struct Answer: Codable, Sendable {
        let beneficiary: ID<Beneficiary>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let place = try decision.find(OrganisationState.self, ifNamed: school)
        let beneficiary = decision.newID(Beneficiary.self)
        try decision.gate(beneficiary.stream, step: false)
        try place?.mustBeSchool()
        if let pupilNumber,
            let taken = decision.facts.row(
                PupilNumberRow.self,
                RowKey(decision.services.indexHash(pupilNumber.text))
            )
        {
            throw .refused(BeneficiaryRefusal.pupilNumberTaken(beneficiary: taken.beneficiary))
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
        return Answer(beneficiary: beneficiary)
    }
}

/// Destroys the keys of a beneficiary; what the pupil received stays on the books.
package struct EraseBeneficiary: Command {
    package static let contract = Contract(
        "beneficiary.erase",
        roles: [.dataProtection],
        positional: ["beneficiary"],
        refusals: ["futureDated", "outOfOrder", "alreadyErased"],
        needsReason: true,
        fourEyes: .erasure,
        confirm: "name"
    )

    package let beneficiary: ID<Beneficiary>
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
        column: "integer"
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
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "beneficiary.registered"
        case personalDataErased = "beneficiary.personalDataErased"
        case erasureCompleted = "beneficiary.erasureCompleted"
    }

    package static let category = Beneficiary.noun

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

/// A beneficiary as the events left it; name and pupil number stay sealed in the log.
package struct BeneficiaryState: AggregateState {
    package static let table = RowTable(106, "beneficiaries")
    package let id: ID<Beneficiary>
    package let birthYear: BirthYear
    package let school: ID<Organisation>?
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64

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

    package mutating func evolve(_ event: BeneficiaryEvent, _ meta: EventMeta) {}
}

/// Whose a pupil number is, by its keyed hash.
package struct PupilNumberRow: Row {
    package static let table = RowTable(107, "pupilNumbers")
    package let hash: String
    package let beneficiary: ID<Beneficiary>
    package var key: RowKey { RowKey(hash) }

    /// The row of a hashed number.
    package init(hash: String, beneficiary: ID<Beneficiary>) {
        self.hash = hash
        self.beneficiary = beneficiary
    }
}

/// A word of a beneficiary's name, or its sound, by keyed hash.
package struct BeneficiaryWordRow: Row {
    /// Whether the word or its sound was hashed.
    package enum Form: String, Codable, Sendable { case word, sound }

    package static let table = RowTable(108, "beneficiaryWords")
    package let form: Form
    package let hash: String
    package let beneficiary: ID<Beneficiary>
    package var key: RowKey { Self.key(form, hash).and(beneficiary) }

    /// A hashed word of somebody's name.
    package init(form: Form, hash: String, beneficiary: ID<Beneficiary>) {
        self.form = form
        self.hash = hash
        self.beneficiary = beneficiary
    }

    /// The prefix of everybody with a hashed word in the name.
    package static func key(_ form: Form, _ hash: String) -> RowKey {
        RowKey(form.rawValue).and(hash)
    }
}

/// Every hash that stands for somebody, so that an erasure removes exactly these.
package struct BeneficiaryHashesRow: Row {
    package static let table = RowTable(109, "beneficiaryHashes")
    package let beneficiary: ID<Beneficiary>
    package let pupilNumber: String?
    package let words: [String]
    package let sounds: [String]
    package var key: RowKey { RowKey(beneficiary) }

    /// The hashes of a beneficiary.
    package init(
        beneficiary: ID<Beneficiary>,
        pupilNumber: String?,
        words: [String],
        sounds: [String]
    ) {
        self.beneficiary = beneficiary
        self.pupilNumber = pupilNumber
        self.words = words
        self.sounds = sounds
    }
}

// MARK: Refusals

/// Why a beneficiary is not registered.
package enum BeneficiaryRefusal: Refusal {
    case organisationNotSchool(organisation: ID<Organisation>)
    case pupilNumberTaken(beneficiary: ID<Beneficiary>)
}

extension OrganisationState {
    /// Refuses an organisation that is neither a school nor a university.
    func mustBeSchool() throws(Rejection) {
        if !isSchool {
            throw .refused(BeneficiaryRefusal.organisationNotSchool(organisation: id))
        }
    }
}
