// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What a client's record says may grow (addIdentifier) and may turn out wrong (correct).

// MARK: Identifiers

/// One more number by which some register knows the client.
package struct AddClientIdentifier: Command {
    package static let contract = Contract(
        "client.addIdentifier",
        roles: .clientWriters,
        positional: ["client"],
        refusals: [
            "futureDated", "subjectErased", "processingLimited", "nikMalformed", "nikTaken",
            "identifierHeld",
        ],
        next: ["client show {client}"]
    )

    /// Within reach.
    package let client: ID<Client>
    /// Of which register the number is; the client has none of it yet.
    package let kind: IdentifierKind
    /// Sealed; its form is checked by the kind, a NIK by its digits too.
    package let value: IdentifierValue

    package struct Answer: Codable, Sendable {
        let client: ID<Client>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        do { try value.check(as: kind) } catch {
            throw .invalid(pointer: "/value", problem: error.problem, expected: error.expected)
        }
        let state = try decision.find(client: client)
        try decision.gate(client.stream, step: false)
        try decision.gate(subject: state)
        let nik = kind == .nik ? NationalNumber(trusted: value.text) : nil
        try decision.check(nik, of: client)
        if state.fieldsAt[kind.rawValue] != nil {
            throw .refused(ClientRefusal.identifierHeld)
        }
        let isMismatch =
            nik?.contradicts(
                sex: state.sex,
                decision.opened(.birthDate, of: state).map(BirthDate.init(trusted:)),
                state.birthYear
            ) ?? false
        if isMismatch { decision.warn(ClientRefusal.nikMismatch) }
        decision.record(
            ClientEvent.identifierAdded(
                kind: kind,
                nikMismatch: isMismatch,
                value: .clear(subject: client.text, value)
            ),
            to: client.stream
        )
        return Answer(client: client)
    }
}

// MARK: Corrections

/// Fields of a client's record as they should be; what is left out stays, null empties.
package struct ClientChanges: Decodable, Sendable {
    /// In clear.
    package var kind: ClientKind?
    /// Sealed; replaces the name and what finds the client by it.
    package var name: PersonName?
    /// Sealed; replaces all of them.
    package var otherNames: [PersonName]?
    /// In clear; compared with the NIK.
    package var sex: Sex?
    /// Sealed; its year is kept in clear.
    package var birthDate: BirthDate?
    /// The year of the birth date, when both are given.
    package var birthYear: BirthYear?
    /// Sealed; no other client has it.
    package var nik: NationalNumber?
    /// Sealed.
    package var kk: FamilyCardNumber?
    /// Sealed.
    package var nisn: PupilNumber?
    /// Sealed.
    package var phone: PhoneNumber?
    /// Sealed.
    package var address: Address?
    /// Down to the district in clear, the village sealed.
    package var area: AreaCode?
    /// In clear.
    package var dtksStatus: DtksStatus?
    /// The fields that are to say nothing any more.
    package var emptied: Set<ClientField> = []

    private enum CodingKeys: String, CodingKey {
        case kind, name, otherNames, sex, birthDate, birthYear, nik, kk, nisn, phone, address, area
        case dtksStatus
    }

    fileprivate init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decodeIfPresent(ClientKind.self, forKey: .kind)
        name = try container.decodeIfPresent(PersonName.self, forKey: .name)
        otherNames = try container.decodeIfPresent([PersonName].self, forKey: .otherNames)
        sex = try container.decodeIfPresent(Sex.self, forKey: .sex)
        birthDate = try container.decodeIfPresent(BirthDate.self, forKey: .birthDate)
        birthYear = try container.decodeIfPresent(BirthYear.self, forKey: .birthYear)
        nik = try container.decodeIfPresent(NationalNumber.self, forKey: .nik)
        kk = try container.decodeIfPresent(FamilyCardNumber.self, forKey: .kk)
        nisn = try container.decodeIfPresent(PupilNumber.self, forKey: .nisn)
        phone = try container.decodeIfPresent(PhoneNumber.self, forKey: .phone)
        address = try container.decodeIfPresent(Address.self, forKey: .address)
        area = try container.decodeIfPresent(AreaCode.self, forKey: .area)
        dtksStatus = try container.decodeIfPresent(DtksStatus.self, forKey: .dtksStatus)
        for field in ClientField.allCases {
            guard let key = CodingKeys(rawValue: field.rawValue), container.contains(key),
                try container.decodeNil(forKey: key)
            else { continue }
            emptied.insert(field)
        }
        // No other name at all is the same as none given.
        if otherNames?.isEmpty ?? false {
            otherNames = nil
            emptied.insert(.otherNames)
        }
    }
}

/// What a client's record says is wrong, and is put right.
package struct CorrectClient: Command {
    package static let contract = Contract(
        "client.correct",
        roles: .clientWriters,
        positional: ["client"],
        refusals: [
            "futureDated", "subjectErased", "processingLimited", "nothingChanged", "nikMalformed",
            "nikTaken",
        ],
        needsReason: true,
        next: ["client show {client}"]
    )

    /// Within reach.
    package let client: ID<Client>
    /// Fields that say what the record says already are passed over; one must be left.
    package let changes: ClientChanges

    package struct Answer: Codable, Sendable {
        let client: ID<Client>
        let fields: [ClientField]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(client: client)
        try checkEmptied(state.kind)
        if let year = changes.birthYear, changes.birthDate?.year ?? year != year {
            throw .invalid(
                pointer: "/changes/birthYear",
                problem: "value",
                expected: "the year of the birth date"
            )
        }
        try decision.gate(client.stream, step: false)
        try decision.gate(subject: state)
        let changes = changes.without(whatIsSo: state) { decision.opened($0, of: state) }
        let fields = changes.fields
        if fields.isEmpty { throw .refused(ClientRefusal.nothingChanged) }
        try decision.check(changes.nik, of: client)
        let isMismatch = mismatch(changes, state, decision)
        if isMismatch { decision.warn(ClientRefusal.nikMismatch) }
        decision.record(
            changes.event(client, fields, isMismatch: isMismatch),
            to: client.stream
        )
        return Answer(client: client, fields: fields)
    }

    // A record cannot do without a name, a kind and an area, nor a person's without sex and year.
    private func checkEmptied(_ kind: ClientKind) throws(Rejection) {
        let needed: Set<ClientField> =
            (changes.kind ?? kind) == .individual
            ? [.personName, .kind, .area, .sex, .birthYear] : [.personName, .kind, .area]
        for field in ClientField.allCases where changes.emptied.contains(field) {
            guard needed.contains(field) else { continue }
            throw .invalid(
                pointer: "/changes/\(field.rawValue)",
                problem: "type",
                expected: "a value: it cannot be emptied"
            )
        }
    }

    /// Whether the NIK contradicts sex or birth, when one of them is corrected.
    private func mismatch(
        _ changes: ClientChanges,
        _ state: ClientState,
        _ decision: Decision
    ) -> Bool {
        guard
            changes.nik != nil || changes.sex != nil || changes.birthDate != nil
                || changes.birthYear != nil
        else { return false }
        func kept(_ field: ClientField) -> String? {
            changes.emptied.contains(field) ? nil : decision.opened(field, of: state)
        }
        let nik = changes.nik ?? kept(.nik).map(NationalNumber.init(trusted:))
        let birthDate = changes.birthDate ?? kept(.birthDate).map(BirthDate.init(trusted:))
        return nik?.contradicts(
            sex: changes.sex ?? state.sex,
            birthDate,
            changes.birthYear ?? state.birthYear
        ) ?? false
    }
}

extension ClientChanges {
    /// The fields that are given, and those that are emptied.
    fileprivate var fields: [ClientField] {
        let given: [(ClientField, Bool)] = [
            (.kind, kind != nil), (.personName, name != nil), (.otherNames, otherNames != nil),
            (.sex, sex != nil), (.birthDate, birthDate != nil), (.birthYear, birthYear != nil),
            (.nik, nik != nil), (.kk, kk != nil), (.nisn, nisn != nil), (.phone, phone != nil),
            (.address, address != nil), (.area, area != nil), (.dtksStatus, dtksStatus != nil),
        ]
        return given.filter { $0.1 || emptied.contains($0.0) }.map(\.0)
    }

    /// The changes that change something; `opened` gives what a sealed field says now.
    fileprivate func without(
        whatIsSo state: ClientState,
        _ opened: (ClientField) -> String?
    ) -> ClientChanges {
        func differing<Value: TextValue>(_ value: Value?, _ field: ClientField) -> Value? {
            value.flatMap { $0.text == opened(field) ? nil : $0 }
        }
        let names = otherNames.flatMap(OtherNames.init)
        var changes = ClientChanges()
        changes.kind = kind == state.kind ? nil : kind
        changes.name = differing(name, .personName)
        changes.otherNames = differing(names, .otherNames) == nil ? nil : otherNames
        changes.sex = sex == state.sex ? nil : sex
        changes.birthDate = differing(birthDate, .birthDate)
        changes.birthYear = birthDate?.year ?? birthYear
        if changes.birthYear == state.birthYear { changes.birthYear = nil }
        changes.nik = differing(nik, .nik)
        changes.kk = differing(kk, .kk)
        changes.nisn = differing(nisn, .nisn)
        changes.phone = differing(phone, .phone)
        changes.address = differing(address, .address)
        let full = opened(.area) ?? state.area.text
        changes.area = area?.text == full ? nil : area
        changes.dtksStatus = dtksStatus == state.dtksStatus ? nil : dtksStatus
        changes.emptied = emptied.filter(state.says)
        return changes
    }

    fileprivate func event(
        _ client: ID<Client>,
        _ fields: [ClientField],
        isMismatch: Bool
    ) -> ClientEvent {
        let subject = client.text
        return .detailsCorrected(
            fields: fields,
            kind: kind,
            sex: sex,
            birthYear: birthYear,
            area: area?.district,
            dtksStatus: dtksStatus,
            nikMismatch: isMismatch,
            name: name.map { .clear(subject: subject, $0) },
            otherNames: otherNames.flatMap(OtherNames.init).map { .clear(subject: subject, $0) },
            birthDate: birthDate.map { .clear(subject: subject, $0) },
            nik: nik.map { .clear(subject: subject, $0) },
            kk: kk.map { .clear(subject: subject, $0) },
            nisn: nisn.map { .clear(subject: subject, $0) },
            phone: phone.map { .clear(subject: subject, $0) },
            address: address.map { .clear(subject: subject, $0) },
            fullArea: area?.village.map { .clear(subject: subject, $0) }
        )
    }
}
