// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Organisations, whose official names they bear, and the words of all their names.
    static let organisations = Projection(
        "organisations",
        version: 3,
        tables: [
            OrganisationState.table, OrganisationNameRow.table, OrganisationWordRow.table,
            AccreditationNumberRow.table, OrganisationLicenceRow.table,
        ]
    )
    .keeping(OrganisationState.self)
    .on(OrganisationEvent.self) { event, meta, store in
        let organisation = ID<Organisation>(trusted: meta.streamID)
        switch event {
        case .registered, .kindsSet, .accreditationWithdrawn, .blacklisted, .unblacklisted: break
        case .accreditationGranted(_, _, let number, _, _):
            store.put(AccreditationNumberRow(certificateNo: number, organisation: organisation))
        case .licenceRecorded(let number, _, _, _):
            store.put(OrganisationLicenceRow(licenceNo: number, organisation: organisation))
        case .nameAdded(let name, _, _, _, _), .renamed(let name, _, _):
            store.index(name, of: organisation)
        }
    }
}

extension RowStore {
    // The official names once more, since a new one may end another; and the words of the name.
    fileprivate func index(_ name: Line, of organisation: ID<Organisation>) {
        for name in state(OrganisationState.self, organisation)?.names ?? []
        where name.kind == .official {
            put(
                OrganisationNameRow(
                    name: name.name,
                    organisation: organisation,
                    from: name.from,
                    to: name.to
                )
            )
        }
        for word in Set(NameFold.words(of: name.text)) {
            put(OrganisationWordRow(word: word, organisation: organisation))
        }
    }
}

/// A folded word that stands in some name of an organisation.
package struct OrganisationWordRow: Row {
    package static let table = RowTable(22, "organisationWords")
    /// At most 60 bytes of it.
    package let word: String
    /// Bears or bore a name with the word.
    package let organisation: ID<Organisation>
    package var key: RowKey { RowKey(word).and(organisation) }

    /// The row of a word.
    init(word: String, organisation: ID<Organisation>) {
        self.word = Self.cut(word)
        self.organisation = organisation
    }

    /// The part of a word that fits a key.
    static func cut(_ word: String) -> String {
        String(decoding: word.utf8.prefix(60), as: UTF8.self)
    }
}

/// Every organisation with what the office knows of its standing (R22).
package struct ListOrganisations: Query {
    package static let contract = QueryContract(
        "organisation.list",
        roles: [],
        next: ["organisation show {organisation}"]
    )

    /// Organisations that are this kind, whatever else they are.
    package let kind: OrganisationKind?
    /// Seats in the area; those without a known seat are left out then.
    package let area: AreaCode?
    /// True: those where no registered worker is employed; false: the others.
    package let withoutWorker: Bool?

    package struct Item: Codable, Sendable {
        let organisation: ID<Organisation>
        let name: Line?
        let shortName: Line?
        let kinds: [OrganisationKind]
        let rank: AccreditationRank?
        let accreditedTo: CivilDate?
        let workers: Int64
        let certifiedWorkers: Int64
        let withoutWorker: Bool
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(OrganisationState.self) { state in
            if let kind, !state.kinds.contains(kind) { return nil }
            if let area {
                guard let own = state.area, area.contains(own) else { return nil }
            }
            let staff = Staff(of: state.id, context)
            if let withoutWorker, withoutWorker != (staff.workers == 0) { return nil }
            let accreditation = state.accreditation(on: context.today)
            return Item(
                organisation: state.id,
                name: state.officialName(on: context.today),
                shortName: state.shortName(on: context.today),
                kinds: state.kinds,
                rank: accreditation?.rank,
                accreditedTo: accreditation?.validTo,
                workers: staff.workers,
                certifiedWorkers: staff.certified,
                withoutWorker: staff.workers == 0
            )
        }
    }
}

/// How many social workers are posted at an organisation, and how many of them are certified.
private struct Staff {
    let workers: Int64
    let certified: Int64

    init(of organisation: ID<Organisation>, _ context: QueryContext) {
        let posted = context.facts.workers(at: organisation, on: context.today)
        workers = Int64(posted.count)
        certified = Int64(posted.count { $0.certificate(on: context.today) != nil })
    }
}

/// One organisation with all its names.
package struct ShowOrganisation: Query {
    package static let contract = QueryContract(
        "organisation.show",
        roles: [],
        positional: ["organisation"],
        shape: .item
    )

    /// With its standing of the day asked for.
    package let organisation: ID<Organisation>

    /// An accreditation that holds on the day.
    package struct Standing: Codable, Sendable {
        let rank: AccreditationRank
        let validTo: CivilDate
    }

    package struct Item: Codable, Sendable {
        let organisation: ID<Organisation>
        let name: Line?
        let shortName: Line?
        let names: [OrganisationName]
        let kinds: [OrganisationKind]
        let area: AreaCode?
        let foundedOn: CivilDate?
        let address: Line?
        let accreditation: Standing?
        let licence: OrganisationLicence?
        let blacklisted: Bool
        let workers: Int64
        let certifiedWorkers: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(OrganisationState.self, organisation)
        let staff = Staff(of: state.id, context)
        let item = Item(
            organisation: state.id,
            name: state.officialName(on: context.today),
            shortName: state.shortName(on: context.today),
            names: state.names,
            kinds: state.kinds,
            area: state.area,
            foundedOn: state.foundedOn,
            address: state.address,
            accreditation: state.accreditation(on: context.today).map {
                Standing(rank: $0.rank, validTo: $0.validTo)
            },
            licence: state.licence(on: context.today),
            blacklisted: state.isBlacklisted(on: context.today),
            workers: staff.workers,
            certifiedWorkers: staff.certified
        )
        return QueryAnswer(items: [item])
    }
}

/// Organisations one of whose names holds all the words asked for.
package struct FindOrganisation: Query {
    package static let contract = QueryContract(
        "organisation.find",
        roles: [],
        positional: ["name"]
    )

    /// Its words in any order, each whole; at least one letter or digit.
    package let name: Line

    package struct Item: Codable, Sendable {
        let organisation: ID<Organisation>
        let name: Line?
        let matchedName: Line
        let matchedKind: NameKind
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let words = Set(NameFold.words(of: name.text))
        guard let longest = words.max(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
            throw .invalid(pointer: "/name", problem: "value", expected: "at least one word")
        }
        let cut = OrganisationWordRow.cut(longest)
        return try context.page(OrganisationWordRow.self, prefix: RowKey(cut)) { row in
            guard let state = context.facts.state(OrganisationState.self, row.organisation),
                let match = state.names.first(where: {
                    words.isSubset(of: NameFold.words(of: $0.name.text))
                })
            else { return nil }
            return Item(
                organisation: state.id,
                name: state.officialName(on: context.today),
                matchedName: match.name,
                matchedKind: match.kind
            )
        }
    }
}
