// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Finds clients by the words of a name or by NIK; each search is on record, never its words.
package struct FindClient: Query {
    package static let contract = QueryContract(
        "client.find",
        roles: [.intake, .supervisor, .dataProtection, .worker(.own)],
        recordedAs: "search",
        seen: SeenFields(of: "client", .case, ["name"]),
        sealed: [
            .masked("initials", for: SealedColumn.clientworkers)
        ],
        next: ["client show {client}"],
        columns: ["initials": 1, "birthYear": 2, "openCases": 2, "sex": 3, "match": 6]
    )

    /// Words that all stand in one of the names; needed without a NIK.
    package let name: PersonName?
    /// The whole number, whose holders come first.
    package let nik: NationalNumber?
    /// Exactly this year.
    package let birthYear: BirthYear?
    /// Clients who live in it; of a village, in its district.
    package let area: AreaCode?

    /// By what a client was found.
    package enum Match: String, CodeSet {
        case nik, exact, phonetic

        package static let name = "ClientMatch"
    }

    package struct Item: Codable, Sendable {
        let client: ID<Client>
        /// Masked; `nil` while the client's data is limited.
        let initials: String?
        let birthYear: BirthYear?
        let sex: Sex?
        let area: AreaCode
        let match: Match
        let openCases: Int64
        let mergedInto: ID<Client>?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        if name == nil, nik == nil { throw .missing("name") }
        guard let disclosure = context.disclosure else { return QueryAnswer(items: []) }
        let sought = try name.map { name throws(Rejection) in
            try NameSearch(.client, name, disclosure.indexHash)
        }
        let asker = context.asker
        let rowsMax = min(context.limit, NameSearch.rowsMax)
        var items: [Item] = []
        func take(_ subject: String, _ match: Match) -> Bool {
            let id = ID<Client>(trusted: subject)
            guard let state = context.facts.state(ClientState.self, id),
                birthYear == nil || birthYear == state.birthYear,
                area?.district.contains(state.area) ?? true, asker.reaches(client: id)
            else { return true }
            items.append(Item(state, match, context))
            return items.count < rowsMax
        }
        let numbered = nik.map { nik in
            context.facts.holders(of: .nik, disclosure.indexHash(nik.text), kind: .client)
        }
        for subject in numbered ?? [] { _ = take(subject, .nik) }
        let candidates = context.reachedClients(asker)?.map(\.text)
        sought?.visit(context.facts, among: candidates) { subject, match in
            numbered?.contains(subject) ?? false
                || take(subject, match == .exact ? .exact : .phonetic)
        }
        return QueryAnswer(items: items)
    }
}

extension FindClient.Item {
    fileprivate init(_ state: ClientState, _ match: FindClient.Match, _ context: QueryContext) {
        self.init(
            client: state.id,
            initials: context.masked(.personName, of: state, as: .initials),
            birthYear: state.birthYear,
            sex: state.sex,
            area: state.area,
            match: match,
            openCases: Int64(
                context.facts.cases(of: state.id).filter {
                    $0.status == .new || $0.status == .open
                }.count
            ),
            mergedInto: state.mergedInto
        )
    }
}

/// One client with everything but clear personal data.
package struct ShowClient: Query {
    package static let contract = QueryContract(
        "client.show",
        roles: [.dataProtection, .auditor] + .clientReaders,
        positional: ["client"],
        shape: .item,
        sealed: [
            .masked("initials", for: SealedColumn.clientworkers, glass: SealedColumn.rescuers),
            .masked("nikMasked", for: SealedColumn.clientworkers, glass: SealedColumn.rescuers),
            .masked("kkMasked", for: SealedColumn.clientworkers, glass: SealedColumn.rescuers),
            .masked("nisnMasked", for: SealedColumn.clientworkers, glass: SealedColumn.rescuers),
            .masked("phoneMasked", for: SealedColumn.clientworkers, glass: SealedColumn.rescuers),
        ],
        next: ["client reveal {client}", "case list --client {client}"]
    )

    /// `notFound` out of reach.
    package let client: ID<Client>

    /// A consent, without who gave it.
    package struct ConsentItem: Codable, Sendable {
        let consent: ID<Consent>
        let scopes: [ConsentScope]
        let giverKind: ConsentGiver
        let validTo: CivilDate?
        let live: Bool
    }

    package struct Item: Codable, Sendable {
        let client: ID<Client>
        let kind: ClientKind
        let initials: String?
        let sex: Sex?
        let birthYear: BirthYear?
        let area: AreaCode
        let nikMasked: String?
        let kkMasked: String?
        let nisnMasked: String?
        let phoneMasked: String?
        let dtksStatus: DtksStatus?
        let household: ID<Household>?
        let consents: [ConsentItem]
        let cases: [ID<Case>]
        let mergedInto: ID<Client>?
        let hold: Bool
        let limited: Bool
        let erased: Bool
        let erasedOn: CivilDate?
        /// True for those who may not see masked data either: the members are absent then.
        var hidesMasks = false

        private enum CodingKeys: String, CodingKey {
            case client, kind, initials, sex, birthYear, area, nikMasked, kkMasked, nisnMasked
            case phoneMasked, dtksStatus, household, consents, cases, mergedInto, hold, limited
            case erased, erasedOn
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(client, forKey: .client)
            try container.encode(kind, forKey: .kind)
            if !hidesMasks { try container.encode(initials, forKey: .initials) }
            try container.encode(sex, forKey: .sex)
            try container.encode(birthYear, forKey: .birthYear)
            try container.encode(area, forKey: .area)
            if !hidesMasks {
                try container.encode(nikMasked, forKey: .nikMasked)
                try container.encode(kkMasked, forKey: .kkMasked)
                try container.encode(nisnMasked, forKey: .nisnMasked)
                try container.encode(phoneMasked, forKey: .phoneMasked)
            }
            try container.encode(dtksStatus, forKey: .dtksStatus)
            try container.encode(household, forKey: .household)
            try container.encode(consents, forKey: .consents)
            try container.encode(cases, forKey: .cases)
            try container.encode(mergedInto, forKey: .mergedInto)
            try container.encode(hold, forKey: .hold)
            try container.encode(limited, forKey: .limited)
            try container.encode(erased, forKey: .erased)
            try container.encode(erasedOn, forKey: .erasedOn)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.findPerson(client, Self.contract)
        let erasure = context.facts.erasure(of: client.text)
        let item = Item(
            client: state.id,
            kind: state.kind,
            initials: context.masked(.personName, of: state, as: .initials),
            sex: state.sex,
            birthYear: state.birthYear,
            area: state.area,
            nikMasked: context.masked(.nik, of: state, as: .firstFour),
            kkMasked: context.masked(.kk, of: state, as: .firstFour),
            nisnMasked: context.masked(.nisn, of: state, as: .firstFour),
            phoneMasked: context.masked(.phone, of: state, as: .firstFour),
            dtksStatus: state.dtksStatus,
            household: state.household,
            consents: state.consents.map { consent in
                ConsentItem(
                    consent: consent.consent,
                    scopes: consent.scopes.map(\.scope),
                    giverKind: consent.giverKind,
                    validTo: consent.validTo,
                    live: !consent.liveScopes(on: context.today).isEmpty
                )
            },
            cases: context.knownCases(of: client).map(\.id),
            mergedInto: state.mergedInto,
            hold: state.isHeld(on: context.today),
            limited: state.isLimited,
            erased: erasure != nil,
            erasedOn: erasure?.erasedOn,
            hidesMasks: context.showsPseudonyms
        )
        return QueryAnswer(items: [item])
    }
}

extension [Grant] {
    /// Who reads about a client; the last two by broken glass only.
    static let clientReaders: [Grant] = [
        .intake(.new), .worker(.own), .supervisor([.team, .new]), Grant(.coordinator, []),
        Grant(.board, []),
    ]
}

extension QueryContext {
    /// The record of a client that the asker reaches; `forbidden` for roles that never do, except
    /// by broken glass.
    func findPerson(
        _ client: ID<Client>,
        _ contract: QueryContract
    ) throws(Rejection) -> ClientState {
        do { return try find(client: client) } catch {
            let needs = contract.grants.filter { $0.reach != [] }
            if !needs.admits(roles) { throw .forbidden(needs: needs.map(\.role)) }
            throw error
        }
    }

    /// True when nobody but the data protection officer may read a client's sealed fields.
    func isClosed(_ client: ClientState) -> Bool {
        let present = factsNow.state(ClientState.self, client.id) ?? client
        return present.isLimited && !roles.contains(.dataProtection)
    }

    /// The masked form of a client's field; `nil` when there is none, or it may not be read.
    func masked(_ field: ClientField, of client: ClientState, as mask: Mask) -> String? {
        guard let position = client.fieldsAt[field.rawValue], !isClosed(client) else { return nil }
        return disclosure?.masked(
            client.label(of: field.rawValue),
            of: client.id.text,
            at: position,
            as: mask
        )
    }
}
