// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A client is a person, a family or a group with whom the office works. Names, numbers, birth date
// and address are sealed with the client's own key; sex, birth year and district stay as they are,
// for the statistics that outlive an erasure. Commands: register, addIdentifier, correct, merge,
// placeHold, releaseHold, limitProcessing, resumeProcessing, erase.

extension Client {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterClient.self, AddClientIdentifier.self, CorrectClient.self, MergeClient.self,
        PlaceClientHold.self, ReleaseClientHold.self, LimitClientProcessing.self,
        ResumeClientProcessing.self, EraseClient.self,
    ]
}

extension [Grant] {
    /// Who writes into a client's record.
    static let clientWriters: [Grant] = [.intake, .worker(.own), .supervisor([.team, .new])]
}

// MARK: Register

/// A new client, unless somebody like that is a client already.
package struct RegisterClient: Command {
    package static let contract = Contract(
        "client.register",
        roles: [.intake, .worker, .supervisor],
        refusals: ["futureDated", "birthMissing", "nikMalformed", "nikTaken", "possibleDuplicate"],
        next: ["client show {client}", "consent give {client}", "case open {client}"]
    )

    /// Left out: an individual.
    package let kind: ClientKind?
    /// Sealed with the client's own key.
    package let name: PersonName
    /// Sealed.
    package let otherNames: [PersonName]?
    /// In clear; needed for an individual.
    package let sex: Sex?
    /// Sealed; its year is kept in clear.
    package let birthDate: BirthDate?
    /// Needed for an individual without a birth date.
    package let birthYear: BirthYear?
    /// Sealed; no other client has it.
    package let nik: NationalNumber?
    /// Sealed.
    package let kk: FamilyCardNumber?
    /// Sealed.
    package let nisn: PupilNumber?
    /// Sealed.
    package let phone: PhoneNumber?
    /// Sealed.
    package let address: Address?
    /// Down to the district in clear, the village sealed.
    package let area: AreaCode
    /// In clear.
    package let dtksStatus: DtksStatus?
    /// Clients who look alike and are others; must exist.
    package let proceedDespite: [ID<Client>]?

    package struct Answer: Codable, Sendable {
        let client: ID<Client>
        let initials: Initials
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let isPerson = kind ?? .individual == .individual
        if isPerson, sex == nil { throw .missing("sex") }
        for client in proceedDespite ?? [] { _ = try decision.find(client: client) }
        let client = decision.newID(Client.self)
        try decision.gate(client.stream, step: false)
        let birthYear = birthDate?.year ?? birthYear
        if isPerson, birthYear == nil { throw .refused(ClientRefusal.birthMissing) }
        try decision.check(nik, of: nil)
        try refuseDuplicate(decision)
        let isMismatch = nik?.contradicts(sex: sex, birthDate, birthYear) ?? false
        if isMismatch { decision.warn(ClientRefusal.nikMismatch) }
        decision.record(event(client, birthYear, isMismatch), to: client.stream)
        return Answer(client: client, initials: Initials(of: client.text))
    }

    private func refuseDuplicate(_ decision: Decision) throws(Rejection) {
        var clear = ClearIdentity()
        clear.name = name.text
        clear.otherNames = otherNames?.map(\.text)
        clear.birthDate = birthDate?.text
        clear.nik = nik?.text
        guard let hashes = clear.hashes(nil, decision.services.indexHash) else { return }
        let candidates = decision.facts.lookalikes(of: hashes, among: [.client])
        let known = Set((proceedDespite ?? []).map(\.text))
        guard candidates.contains(where: { !known.contains($0.subject) }) else { return }
        throw .refused(
            ClientRefusal.possibleDuplicate(
                candidates: candidates.map { subject, likeness in
                    DuplicateCandidate(
                        client: ID(trusted: subject),
                        score: likeness.score,
                        reasons: likeness.reasons
                    )
                }
            )
        )
    }

    private func event(
        _ client: ID<Client>,
        _ birthYear: BirthYear?,
        _ isMismatch: Bool
    ) -> ClientEvent {
        let subject = client.text
        return .registered(
            kind: kind ?? .individual,
            sex: sex,
            birthYear: birthYear,
            area: area.district,
            dtksStatus: dtksStatus,
            nikMismatch: isMismatch,
            name: .clear(subject: subject, name),
            otherNames: otherNames.flatMap(OtherNames.init).map { .clear(subject: subject, $0) },
            birthDate: birthDate.map { .clear(subject: subject, $0) },
            nik: nik.map { .clear(subject: subject, $0) },
            kk: kk.map { .clear(subject: subject, $0) },
            nisn: nisn.map { .clear(subject: subject, $0) },
            phone: phone.map { .clear(subject: subject, $0) },
            address: address.map { .clear(subject: subject, $0) },
            fullArea: area.village.map { .clear(subject: subject, $0) }
        )
    }
}

/// A client who may be the same person, and why.
package struct DuplicateCandidate: Codable, Sendable {
    /// Named by id alone.
    package let client: ID<Client>
    /// As ``Likeness/score``.
    package let score: Int64
    /// What they have in common.
    package let reasons: [Likeness.Reason]
}

extension BirthDate {
    /// The date itself.
    package var date: CivilDate? { CivilDate(text) }
    /// The year, which stands outside the seal.
    package var year: BirthYear? { date.map { BirthYear(Int64($0.year)) } }
}

extension NationalNumber {
    func contradicts(sex: Sex?, _ birthDate: BirthDate?, _ birthYear: BirthYear?) -> Bool {
        contradicts(
            sex: sex,
            birthDate: birthDate?.date,
            birthYear: birthYear.map { Int($0.value) }
        )
    }
}

extension AreaCode {
    /// The area when it is a village, which stands inside the seal.
    var village: AreaCode? { level == 4 ? self : nil }
}

// MARK: What every command asks first

extension Decision {
    /// The record of a client that exists and that the asker reaches; else `notFound`.
    package func find(client id: ID<Client>) throws(Rejection) -> ClientState {
        let state = facts.state(ClientState.self, id) { asker.reaches(client: $0.id) }
        guard let state else { throw .notFound(what: Client.noun, id: id.text) }
        return state
    }

    /// The record of a client that is named, as above.
    package func find(ifNamed client: ID<Client>?) throws(Rejection) -> ClientState? {
        guard let client else { return nil }
        return try find(client: client)
    }

    /// Refuses `subjectErased` and `processingLimited` (rule G7).
    ///
    /// Call it after the method's own `already…` refusals.
    package func gate(subject client: ClientState) throws(Rejection) {
        try mustNotBeErased(client.id.text)
        if client.isLimited { throw .refused(ClientRefusal.processingLimited) }
    }

    /// Refuses a NIK that no birth date allows, or that another client has.
    func check(_ nik: NationalNumber?, of client: ID<Client>?) throws(Rejection) {
        guard let nik else { return }
        if !nik.isWellFormed { throw .refused(ClientRefusal.nikMalformed) }
        let own = Set(client.map { facts.records(of: $0).map(\.id) } ?? [])
        let holders = facts.holders(of: .nik, services.indexHash(nik.text), kind: .client)
        for holder in holders.map(ID<Client>.init(trusted:)) where !own.contains(holder) {
            let person = facts.records(of: holder).first?.id ?? holder
            throw .refused(ClientRefusal.nikTaken(client: person))
        }
    }

    /// What a client's sealed field says, for a rule that cannot do without.
    func opened(_ field: ClientField, of client: ClientState) -> String? {
        guard let position = client.fieldsAt[field.rawValue] else { return nil }
        return services.opened(
            client.label(of: field.rawValue),
            of: client.id.text,
            at: position
        )
    }
}

// MARK: Refusals

/// Why nothing happens to a client's record.
package enum ClientRefusal: Refusal {
    case birthMissing
    case nikMalformed
    case nikTaken(client: ID<Client>)
    case possibleDuplicate(candidates: [DuplicateCandidate])
    case nikMismatch
    case identifierHeld
    case nothingChanged
    case processingLimited
    case mergeSelf
    case mergeIntoYounger(swap: MergeSwap)
    case mergeTargetClosed
    case alreadyMerged(into: ID<Client>)
    case openCaseExists(cases: [ID<Case>])
    case holdExists
    case noHold
    case alreadyLimited
    case notLimited
    case eraseOpenCase(cases: [ID<Case>])
    case eraseOnHold(since: CivilDate)
}

/// The params with which a merge would go.
package struct MergeSwap: Codable, Sendable {
    /// The record that would go.
    package let client: ID<Client>
    /// The record that would stay.
    package let into: ID<Client>
}
