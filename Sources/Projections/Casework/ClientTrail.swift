// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Who looked at a client's data, and who changed it.
package struct TrailClient: Query {
    package static let contract = QueryContract(
        "client.trail",
        roles: [.dataProtection],
        positional: ["client"],
        shape: .members
    )

    /// With what was recorded before a merge.
    package let client: ID<Client>

    /// An event about the client.
    package struct Change: Codable, Sendable {
        let position: Int64
        let at: Moment
        let `operator`: ID<Operator>
        let type: String
    }

    package struct Item: Codable, Sendable {
        let rows: [ListAccesses.Item]
        let changes: [Change]
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(client: client)
        let looks = try context.page(AccessIndexRow.self, prefix: RowKey(client)) { entry in
            context.facts.row(AccessRow.self, RowKey().and(entry.position)).map {
                ListAccesses.Item($0, operator: $0.operator.text)
            }
        }
        let item = Item(
            rows: looks.items,
            changes: context.changes(of: state).map {
                Change(
                    position: $0.position,
                    at: Moment(microseconds: $0.recordedAt),
                    operator: $0.actor,
                    type: $0.type
                )
            }
        )
        return QueryAnswer(items: [item], next: looks.next)
    }
}

extension QueryContext {
    /// The cases of one client record that the asker may know of: restricted ones only if named.
    func knownCases(of client: ID<Client>) -> [CaseState] {
        let asker = asker
        return facts.cases(of: client).filter { past in
            factsNow.state(CaseState.self, past.id).map(asker.reaches) ?? false
        }
    }

    /// Every event about a client, of the record itself and of its cases, in order.
    func changes(of client: ClientState) -> [ClientChangeRow] {
        let own = facts.rows(ClientChangeRow.self, prefix: RowKey(client.id))
        let ofCases = knownCases(of: client.id).flatMap { known in
            facts.rows(CaseEntryRow.self, prefix: RowKey(known.id)).map { entry in
                ClientChangeRow(
                    client: client.id,
                    position: entry.position,
                    recordedAt: entry.recordedAt,
                    occurredOn: entry.occurredOn,
                    actor: entry.actor,
                    stream: known.id.stream,
                    type: entry.type
                )
            }
        }
        return (own + ofCases).sorted { $0.position < $1.position }
    }
}
