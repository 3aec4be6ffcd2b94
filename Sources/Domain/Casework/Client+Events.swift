// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What happens to a client.
///
/// `area` is the district; the village goes into the seal as `fullArea`.
package enum ClientEvent: ErasableEvent {
    case registered(
        kind: ClientKind,
        sex: Sex?,
        birthYear: BirthYear?,
        area: AreaCode,
        dtksStatus: DtksStatus?,
        nikMismatch: Bool,
        name: Personal<PersonName>,
        otherNames: Personal<OtherNames>?,
        birthDate: Personal<BirthDate>?,
        nik: Personal<NationalNumber>?,
        kk: Personal<FamilyCardNumber>?,
        nisn: Personal<PupilNumber>?,
        phone: Personal<PhoneNumber>?,
        address: Personal<Address>?,
        fullArea: Personal<AreaCode>?
    )
    case identifierAdded(
        kind: IdentifierKind,
        nikMismatch: Bool,
        value: Personal<IdentifierValue>
    )
    case detailsCorrected(
        fields: [ClientField],
        kind: ClientKind?,
        sex: Sex?,
        birthYear: BirthYear?,
        area: AreaCode?,
        dtksStatus: DtksStatus?,
        nikMismatch: Bool,
        name: Personal<PersonName>?,
        otherNames: Personal<OtherNames>?,
        birthDate: Personal<BirthDate>?,
        nik: Personal<NationalNumber>?,
        kk: Personal<FamilyCardNumber>?,
        nisn: Personal<PupilNumber>?,
        phone: Personal<PhoneNumber>?,
        address: Personal<Address>?,
        fullArea: Personal<AreaCode>?
    )
    case mergedInto(into: ID<Client>)
    case absorbed(from: ID<Client>)
    case holdPlaced(until: CivilDate?)
    case holdReleased
    case processingLimited
    case processingResumed
    case consentGiven(
        consent: ID<Consent>,
        scopes: [ConsentScope],
        giverKind: ConsentGiver,
        giverClient: ID<Client>?,
        giverOrganisation: ID<Organisation>?,
        evidenceKind: ConsentEvidence,
        evidenceRef: Line,
        validTo: CivilDate?,
        giverName: Personal<PersonName>
    )
    case consentWithdrawn(consents: [ID<Consent>], scopes: [ConsentScope])
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "client.registered"
        case identifierAdded = "client.identifierAdded"
        case detailsCorrected = "client.detailsCorrected"
        case mergedInto = "client.mergedInto"
        case absorbed = "client.absorbed"
        case holdPlaced = "client.holdPlaced"
        case holdReleased = "client.holdReleased"
        case processingLimited = "client.processingLimited"
        case processingResumed = "client.processingResumed"
        case consentGiven = "client.consentGiven"
        case consentWithdrawn = "client.consentWithdrawn"
        case personalDataErased = "client.personalDataErased"
        case erasureCompleted = "client.erasureCompleted"
    }

    package static let category = Client.noun

    package var isStep: Bool {
        switch self {
        case .registered, .identifierAdded, .detailsCorrected, .consentGiven, .consentWithdrawn,
            .erasureCompleted:
            false
        case .mergedInto, .absorbed, .holdPlaced, .holdReleased, .processingLimited,
            .processingResumed, .personalDataErased:
            true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .personalDataErased(_, let subjects, _): .decided(subjects: subjects)
        case .erasureCompleted(_, let position, _, _): .completed(position: position)
        default: nil
        }
    }
}

/// A field of a client's record that can be corrected; `area` with its village.
package enum ClientField: String, CodeSet {
    case personName = "name"
    case kind, otherNames, sex, birthDate, birthYear, nik, kk, nisn, phone, address, area
    case dtksStatus

    package static let name = "ClientField"
}
