// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// Everything the office holds about a person, in clear, as one document to be handed over.
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

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        if context.reason == nil { throw .missing("reason") }
        let named = try context.find(client: client)
        let records = [named] + context.facts.absorbed(by: named)
        let accesses = records.flatMap { record in
            context.facts.rows(AccessIndexRow.self, prefix: RowKey(record.id))
        }
        let item = Item(
            client: client,
            records: records.map { Record($0, context) },
            events: records.flatMap { context.facts.changes(of: $0) }
                .sorted { $0.position < $1.position }
                .map { Happening($0, context) },
            accesses: Set(accesses.map(\.position)).sorted().compactMap { position in
                context.facts.row(AccessRow.self, RowKey().and(position)).map {
                    ListAccesses.Item($0, operator: $0.operator.text)
                }
            }
        )
        return QueryAnswer(items: [item])
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
            cases: context.facts.cases(of: state.id).map(\.id)
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
            details: context.stored(at: row.position, opening: .case)
        )
    }
}
