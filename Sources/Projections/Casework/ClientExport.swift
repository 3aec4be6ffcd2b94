// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// Everything the office holds about a person, in clear, as one document to be handed over.
///
/// What the officer may not see stays out: restricted cases, the addresses of safe houses, and
/// whatever is sealed for somebody else. A document longer than a page goes on at its cursor; the
/// records are on the first page.
package struct ExportClient: Query {
    package static let contract = QueryContract(
        "client.export",
        roles: [.dataProtection],
        positional: ["client"],
        shape: .item,
        recordedAs: "export",
        sealed: [
            .clear("records.values", for: [.dataProtection]),
            .clear("events.details", for: [.dataProtection]),
        ]
    )

    /// With all records merged into it; needs a reason.
    package let client: ID<Client>

    /// One of the person's records: codes as they are, personal fields in clear.
    package struct Record: Codable, Sendable {
        let client: ID<Client>
        let kind: ClientKind
        let sex: Sex?
        let birthYear: BirthYear?
        let area: AreaCode
        let dtksStatus: DtksStatus?
        let registeredOn: CivilDate
        let household: ID<Household>?
        let mergedInto: ID<Client>?
        let values: RevealedValues
        let beneficiaries: [ID<Beneficiary>]
        let cases: [ID<Case>]
    }

    /// Something that was recorded about the person.
    package struct Happening: Codable, Sendable {
        let position: Int64
        let occurredOn: CivilDate
        let recordedAt: Moment
        let stream: String
        let type: String
        let `operator`: ID<Operator>
        /// The event's own members, personal ones in clear.
        let details: JSONValue
    }

    package struct Item: Codable, Sendable {
        let client: ID<Client>
        let records: [Record]
        let events: [Happening]
        let accesses: [ListAccesses.Item]
    }

    /// Bytes of events and looks on one page; with the records a reply stays below 1 MiB.
    package static let pageBytesMax = 800_000

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        if context.reason == nil { throw .missing("reason") }
        let named = try context.find(client: client)
        let place = try ExportPlace(context)
        let records = [named] + context.facts.absorbed(by: named)
        var page = ExportPage(place, limit: context.limit)
        let events = page.take(
            .events,
            records.flatMap(context.changes).sorted { $0.position < $1.position },
            at: \.position,
            { Happening($0, context) },
            bytes: { CanonicalJSON.bytes($0.details).count + $0.stream.utf8.count }
        )
        let positions = records.flatMap { record in
            context.facts.rows(AccessIndexRow.self, prefix: RowKey(record.id)).map(\.position)
        }
        let accesses = page.take(
            .accesses,
            Set(positions).sorted().compactMap {
                context.facts.row(AccessRow.self, RowKey().and($0))
            },
            at: \.position,
            { ListAccesses.Item($0, operator: $0.operator.text) },
            bytes: { ($0.refs + $0.subjects + $0.fields).reduce(0) { $0 + $1.utf8.count + 3 } }
        )
        let item = Item(
            client: client,
            records: place.isFirst ? records.map { Record($0, context) } : [],
            events: events,
            accesses: accesses
        )
        return QueryAnswer(items: [item], next: page.next)
    }
}

// MARK: Pages

/// Where a page of an export begins: `BOUND.PART.POSITION`.
///
/// The bound is the head when the export began: the looks that its own pages are stay out.
private struct ExportPlace {
    enum Part: String { case events, accesses }

    let bound: Int64
    let part: Part
    /// The last position on the page before.
    let after: Int64
    let isFirst: Bool

    init(_ context: QueryContext) throws(Rejection) {
        guard let cursor = context.cursor else {
            bound = context.position
            part = .events
            after = 0
            isFirst = true
            return
        }
        let pieces = cursor.split(separator: ".")
        guard pieces.count == 3, let bound = Int64(pieces[0]),
            let part = Part(rawValue: String(pieces[1])), let after = Int64(pieces[2])
        else {
            throw .invalid(
                pointer: "/cursor",
                problem: "value",
                expected: "a cursor of an earlier page"
            )
        }
        self.bound = bound
        self.part = part
        self.after = after
        isFirst = false
    }
}

/// A page that is being filled.
private struct ExportPage {
    private let place: ExportPlace
    private var left: Int
    private var bytesLeft = ExportClient.pageBytesMax
    /// Where the next page begins, once this one is full.
    private(set) var next: String?

    init(_ place: ExportPlace, limit: Int) {
        self.place = place
        left = limit
    }

    /// Those things of a part, by position, that this page still takes.
    mutating func take<Source, Entry>(
        _ part: ExportPlace.Part,
        _ sources: [Source],
        at position: (Source) -> Int64,
        _ entry: (Source) -> Entry,
        bytes: (Entry) -> Int
    ) -> [Entry] {
        if next != nil || (place.part == .accesses && part == .events) { return [] }
        let start = place.part == part ? place.after : 0
        var last = start
        var taken: [Entry] = []
        for source in sources where position(source) > start && position(source) <= place.bound {
            let candidate = left > 0 ? entry(source) : nil
            // What the names of the members, dates and codes take, generously.
            let size = candidate.map { bytes($0) + 500 } ?? 0
            guard let candidate, size <= bytesLeft || bytesLeft == ExportClient.pageBytesMax
            else {
                next = "\(place.bound).\(part.rawValue).\(last)"
                break
            }
            taken.append(candidate)
            left -= 1
            bytesLeft -= size
            last = position(source)
        }
        return taken
    }
}

extension ExportClient.Record {
    fileprivate init(_ state: ClientState, _ context: QueryContext) {
        var values = RevealedValues()
        for what in RevealClient.What.allCases {
            values.set(what.rawValue, context.clear(what.field, of: state))
        }
        self.init(
            client: state.id,
            kind: state.kind,
            sex: state.sex,
            birthYear: state.birthYear,
            area: state.area,
            dtksStatus: state.dtksStatus,
            registeredOn: state.registeredOn,
            household: state.household,
            mergedInto: state.mergedInto,
            values: values,
            beneficiaries: context.facts.rows(
                ClientBeneficiaryRow.self,
                prefix: RowKey(state.id)
            ).map(\.beneficiary),
            cases: context.knownCases(of: state.id).map(\.id)
        )
    }
}

extension ExportClient.Happening {
    fileprivate init(_ row: ClientChangeRow, _ context: QueryContext) {
        self.init(
            position: row.position,
            occurredOn: row.occurredOn,
            recordedAt: Moment(microseconds: row.recordedAt),
            stream: row.stream,
            type: row.type,
            operator: row.actor,
            details: context.stored(at: row.position, opening: .case, of: row.client.text)
        )
    }
}
