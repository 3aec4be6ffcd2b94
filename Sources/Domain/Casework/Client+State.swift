// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A client as the events left it, without anything personal.
package struct ClientState: AggregateState {
    package static let table = RowTable(130, "clients")
    package let id: ID<Client>
    /// A person, family, group or community; as corrected last.
    package var kind: ClientKind
    /// `nil` for families, groups and communities.
    package var sex: Sex?
    /// `nil` where none was needed; with a sealed birth date it is the year of that.
    package var birthYear: BirthYear?
    /// The district at most; the village is sealed.
    package var area: AreaCode
    /// As corrected last; `nil` when nobody said.
    package var dtksStatus: DtksStatus?
    /// Business date.
    package let registeredOn: CivilDate
    /// `nil` while the client is in none.
    package var household: ID<Household>?
    /// The record that stays, when this one was merged.
    package var mergedInto: ID<Client>?
    /// The records merged into this one.
    package var absorbed: [ID<Client>] = []
    /// `nil` without one; it may have run out.
    package var hold: ClientHold?
    /// True while only the data protection officer reads and nobody writes.
    package var isLimited = false
    /// In the order given, withdrawn ones included.
    package var consents: [ClientConsent] = []
    /// For each sealed field, the position of the event that holds it now.
    ///
    /// Names as in ``ClientField``, and `siks`, `slrt`; see ``label(of:)`` for the name in the seal.
    package var fieldsAt: [String: Int64] = [:]
    /// Where ``fieldsAt`` leads to an added identifier.
    package var addedIdentifiers: [IdentifierKind] = []

    package static func initial(
        _ id: ID<Client>,
        _ event: ClientEvent,
        _ meta: EventMeta
    ) -> ClientState? {
        guard
            case .registered(
                let kind,
                let sex,
                let birthYear,
                let area,
                let dtksStatus,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _,
                _
            ) = event
        else { return nil }
        var state = ClientState(
            id: id,
            kind: kind,
            sex: sex,
            birthYear: birthYear,
            area: area,
            dtksStatus: dtksStatus,
            registeredOn: meta.occurredOn
        )
        state.place(event.sealedDetails.fields, at: meta.position)
        return state
    }

    package mutating func evolve(_ event: ClientEvent, _ meta: EventMeta) {
        switch event {
        case .registered, .erasureCompleted, .personalDataErased: break
        case .identifierAdded(let kind, _, _):
            fieldsAt[kind.rawValue] = meta.position
            if !addedIdentifiers.contains(kind) { addedIdentifiers.append(kind) }
        case .detailsCorrected(
            let fields,
            let kind,
            let sex,
            let birthYear,
            let area,
            let dtksStatus,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            _
        ):
            self.kind = kind ?? self.kind
            self.area = area ?? self.area
            // A corrected field without a value says nothing any more.
            if fields.contains(.sex) { self.sex = sex }
            if fields.contains(.birthYear) { self.birthYear = birthYear }
            if fields.contains(.dtksStatus) { self.dtksStatus = dtksStatus }
            for field in fields { fieldsAt[field.rawValue] = nil }
            place(event.sealedDetails.fields, at: meta.position)
        case .mergedInto(let into): mergedInto = into
        case .absorbed(let from): absorbed.append(from)
        case .holdPlaced(let until): hold = ClientHold(since: meta.occurredOn, until: until)
        case .holdReleased: hold = nil
        case .processingLimited: isLimited = true
        case .processingResumed: isLimited = false
        case .consentGiven(let consent, let scopes, let giver, _, _, _, _, let validTo, _):
            consents.append(
                ClientConsent(
                    consent: consent,
                    giverKind: giver,
                    givenOn: meta.occurredOn,
                    validTo: validTo,
                    scopes: scopes.map { ClientConsent.Scope(scope: $0) }
                )
            )
        case .consentWithdrawn(let ids, let scopes):
            for index in consents.indices where ids.contains(consents[index].consent) {
                consents[index].withdraw(scopes, on: meta.occurredOn)
            }
        }
    }

    private mutating func place(_ fields: [ClientField], at position: Int64) {
        for field in fields {
            fieldsAt[field.rawValue] = position
            if let kind = IdentifierKind(rawValue: field.rawValue) {
                addedIdentifiers.removeAll { $0 == kind }
            }
        }
    }

    /// True when a field of the record says something.
    func says(_ field: ClientField) -> Bool {
        switch field {
        case .sex: sex != nil
        case .birthYear: birthYear != nil
        case .dtksStatus: dtksStatus != nil
        case .kind, .personName, .area: true
        case .otherNames, .birthDate, .nik, .kk, .nisn, .phone, .address:
            fieldsAt[field.rawValue] != nil
        }
    }

    /// The name a sealed field has in the seal of the event at ``fieldsAt``.
    package func label(of field: String) -> String {
        if field == "area" { return "fullArea" }
        return addedIdentifiers.contains { $0.rawValue == field } ? "value" : field
    }

    /// True while the data is tied to a legal process.
    package func isHeld(on day: CivilDate) -> Bool {
        guard let hold else { return false }
        return hold.until.map { $0 >= day } ?? true
    }
}

/// Since when a client's data is tied to a legal process, and until when.
package struct ClientHold: Codable, Sendable {
    /// Business date.
    package let since: CivilDate
    /// The last day; `nil`: until it is released.
    package let until: CivilDate?
}

/// A consent, without the name of who gave it.
package struct ClientConsent: Codable, Sendable {
    /// One of the scopes, and since when it is withdrawn.
    package struct Scope: Codable, Sendable {
        /// Withdrawn alone, or with all others.
        package let scope: ConsentScope
        /// Business date; `nil` while it is agreed to.
        package var withdrawnOn: CivilDate?
    }

    /// Numbered through the client.
    package let consent: ID<Consent>
    /// Who spoke for the client.
    package let giverKind: ConsentGiver
    /// Business date.
    package let givenOn: CivilDate
    /// The last day on which it holds.
    package let validTo: CivilDate?
    /// Each once.
    package internal(set) var scopes: [Scope]

    /// The scopes for which it holds on a day.
    package func liveScopes(on day: CivilDate) -> [ConsentScope] {
        guard givenOn <= day, validTo.map({ $0 >= day }) ?? true else { return [] }
        return scopes.filter { $0.withdrawnOn.map { $0 > day } ?? true }.map(\.scope)
    }

    fileprivate mutating func withdraw(_ withdrawn: [ConsentScope], on day: CivilDate) {
        for index in scopes.indices where withdrawn.contains(scopes[index].scope) {
            scopes[index].withdrawnOn = min(scopes[index].withdrawnOn ?? day, day)
        }
    }
}

/// An event about a client outside the cases: who recorded what, and where it stands.
package struct ClientChangeRow: Row {
    package static let table = RowTable(135, "clientChanges")
    /// The record that is changed.
    package let client: ID<Client>
    /// Of the event.
    package let position: Int64
    /// Microseconds since 1970, UTC.
    package let recordedAt: Int64
    /// Business date.
    package let occurredOn: CivilDate
    /// Who recorded it.
    package let actor: ID<Operator>
    /// `category-id`.
    package let stream: String
    /// The stored name of the event.
    package let type: String
    package var key: RowKey { RowKey(client).and(position) }

    /// The row of an event.
    package init(_ client: ID<Client>, _ meta: EventMeta) {
        self.init(
            client: client,
            position: meta.position,
            recordedAt: meta.recordedAt,
            occurredOn: meta.occurredOn,
            actor: meta.actor,
            stream: meta.stream,
            type: meta.type
        )
    }

    /// A row from its parts.
    package init(
        client: ID<Client>,
        position: Int64,
        recordedAt: Int64,
        occurredOn: CivilDate,
        actor: ID<Operator>,
        stream: String,
        type: String
    ) {
        self.client = client
        self.position = position
        self.recordedAt = recordedAt
        self.occurredOn = occurredOn
        self.actor = actor
        self.stream = stream
        self.type = type
    }
}

/// The sealed fields that one event brings.
package struct SealedDetails: Sendable {
    /// `nil` here and below: the event brings none.
    package var name: Personal<PersonName>?
    /// Several in one seal.
    package var otherNames: Personal<OtherNames>?
    /// An ISO date.
    package var birthDate: Personal<BirthDate>?
    /// 16 digits.
    package var nik: Personal<NationalNumber>?
    /// The family card's number.
    package var kk: Personal<FamilyCardNumber>?
    /// The pupil's number.
    package var nisn: Personal<PupilNumber>?
    /// As given.
    package var phone: Personal<PhoneNumber>?
    /// Street and house.
    package var address: Personal<Address>?
    /// The code of the village, whose district is in clear.
    package var fullArea: Personal<AreaCode>?

    /// Which fields they are.
    package var fields: [ClientField] {
        let held: [(ClientField, Bool)] = [
            (.personName, name != nil), (.otherNames, otherNames != nil),
            (.birthDate, birthDate != nil),
            (.nik, nik != nil), (.kk, kk != nil), (.nisn, nisn != nil), (.phone, phone != nil),
            (.address, address != nil), (.area, fullArea != nil),
        ]
        return held.filter(\.1).map(\.0)
    }
}

extension ClientEvent {
    /// The fields that a correction names; those without a value are emptied.
    package var correctedFields: [ClientField] {
        if case .detailsCorrected(let fields, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) = self {
            fields
        } else {
            []
        }
    }

    /// The sealed fields of a registration or a correction.
    package var sealedDetails: SealedDetails {
        switch self {
        case .registered(
            _,
            _,
            _,
            _,
            _,
            _,
            let name,
            let otherNames,
            let birthDate,
            let nik,
            let kk,
            let nisn,
            let phone,
            let address,
            let fullArea
        ):
            SealedDetails(
                name: name,
                otherNames: otherNames,
                birthDate: birthDate,
                nik: nik,
                kk: kk,
                nisn: nisn,
                phone: phone,
                address: address,
                fullArea: fullArea
            )
        case .detailsCorrected(
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            let name,
            let otherNames,
            let birthDate,
            let nik,
            let kk,
            let nisn,
            let phone,
            let address,
            let fullArea
        ):
            SealedDetails(
                name: name,
                otherNames: otherNames,
                birthDate: birthDate,
                nik: nik,
                kk: kk,
                nisn: nisn,
                phone: phone,
                address: address,
                fullArea: fullArea
            )
        default: SealedDetails()
        }
    }
}

/// A record that was merged into another, or has another merged into it.
///
/// For most records there is none, and nobody need read the record itself to know that.
package struct MergedClientRow: Row {
    package static let table = RowTable(136, "mergedClients")
    /// ``Facts/records(of:)`` tells the others.
    package let client: ID<Client>
    package var key: RowKey { RowKey(client) }

    /// The row of either record of a merge.
    package init(client: ID<Client>) { self.client = client }
}
