// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Why somebody looks at personal data in clear.
package enum RevealPurpose: String, CodeSet {
    case service, supervision, intake, subjectRequest, legalDuty, breakGlass

    package static let name = "RevealPurpose"
}

/// Personal fields of a client in clear, each for a purpose that the asker's role knows.
package struct RevealClient: Query {
    /// A field that can be shown.
    package enum What: String, CodeSet {
        case personName = "name"
        case otherNames, birthDate, nik, kk, nisn, phone, address, area

        package static let name = "RevealField"

        var field: ClientField {
            switch self {
            case .personName: .personName
            case .otherNames: .otherNames
            case .birthDate: .birthDate
            case .nik: .nik
            case .kk: .kk
            case .nisn: .nisn
            case .phone: .phone
            case .address: .address
            case .area: .area
            }
        }
    }

    package static let contract = QueryContract(
        "client.reveal",
        roles: [.dataProtection] + .clientReaders,
        positional: ["client"],
        shape: .item,
        recordedAs: "reveal",
        sealed: [
            .clear("values", for: SealedColumn.clientworkers, glass: SealedColumn.rescuers)
        ],
        answersAccess: true
    )

    /// Within reach, not erased, and not limited.
    package let client: ID<Client>
    /// At least one; each look names what it opened.
    package let what: [What]
    /// One of those of the caller's roles; a legal duty needs a reason.
    package let purpose: RevealPurpose

    package struct Item: Codable, Sendable {
        let client: ID<Client>
        let values: RevealedValues
        /// The position of the record of the look.
        let access: Int64?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        if what.isEmpty {
            throw .invalid(pointer: "/what", problem: "length", expected: "at least one field")
        }
        if purpose == .legalDuty, context.reason == nil { throw .missing("reason") }
        let state = try context.findPerson(client, Self.contract)
        let allowed = Self.purposes(of: client, context)
        if !allowed.contains(purpose) {
            throw .refused(RevealRefusal.purposeNotAllowed(allowed: allowed))
        }
        if context.factsNow.isErased(client.text) || context.facts.isErased(client.text) {
            throw .refused(common: .subjectErased)
        }
        if context.isClosed(state) { throw .refused(ClientRefusal.processingLimited) }
        var values = RevealedValues()
        for field in what {
            values.set(field.rawValue, context.clear(field.field, of: state))
        }
        return QueryAnswer(items: [Item(client: client, values: values, access: nil)])
    }

    /// The purposes of the roles through which the asker reaches the client.
    private static func purposes(
        of client: ID<Client>,
        _ context: QueryContext
    ) -> [RevealPurpose] {
        var allowed: Set<RevealPurpose> = []
        for grant in contract.grants where context.roles.contains(grant.role) {
            let asker = context.asker(as: grant)
            if asker.reaches(client: client), asker.brokenGlass(over: client) == nil {
                allowed.formUnion(grant.role.purposes)
            }
        }
        let opened = context.factsNow.brokenGlass(
            by: context.actor,
            for: client.text,
            at: context.now
        )
        if opened != nil { allowed.insert(.breakGlass) }
        return RevealPurpose.allCases.filter(allowed.contains)
    }
}

extension Role {
    /// For which purposes a role may look at clear data.
    fileprivate var purposes: [RevealPurpose] {
        switch self {
        case .worker: [.service]
        case .supervisor: [.supervision, .service]
        case .intake: [.intake]
        case .dataProtection: [.subjectRequest, .legalDuty]
        case .administrator, .coordinator, .treasurer, .storekeeper, .registrar, .board,
            .auditor, .reader:
            []
        }
    }
}

/// The fields asked for, and only these, with what they say; null where there is nothing.
package struct RevealedValues: Codable, Sendable {
    private var values: [(field: String, value: String?)] = []

    private struct Key: CodingKey {
        let stringValue: String
        init(stringValue: String) { self.stringValue = stringValue }
        var intValue: Int? { nil }
        init?(intValue: Int) { nil }
    }

    init() {}

    mutating func set(_ field: String, _ value: String?) { values.append((field, value)) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for field in RevealClient.What.allCases.map(\.rawValue) {
            let value = try container.decodeIfPresent(String.self, forKey: Key(stringValue: field))
            values.append((field, value))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (field, value) in values {
            let key = Key(stringValue: field)
            if field == RevealClient.What.otherNames.rawValue, let value {
                try container.encode(OtherNames(trusted: value).names, forKey: key)
            } else {
                try container.encode(value, forKey: key)
            }
        }
    }
}

extension QueryContext {
    /// The asker with one of the roles held only.
    fileprivate func asker(as grant: Grant) -> Asker {
        Asker(
            actor,
            roles: [grant.role],
            grants: [grant],
            facts: factsNow,
            day: dayNow,
            readsAt: now
        )
    }

    /// What a client's field says; the look is noted.
    func clear(_ field: ClientField, of client: ClientState) -> String? {
        guard let position = client.fieldsAt[field.rawValue] else {
            // Without a village there is nothing sealed of the area.
            return field == .area ? client.area.text : nil
        }
        return disclosure?.clear(
            client.label(of: field.rawValue),
            of: client.id.text,
            at: position,
            class: .case,
            notedAs: field.rawValue
        )
    }
}

/// Why personal data is not shown.
package enum RevealRefusal: Refusal {
    case purposeNotAllowed(allowed: [RevealPurpose])
}
