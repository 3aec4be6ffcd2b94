// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Bodies: assemblies, offices, what was adopted.
    package static let governance = Slice(
        "Governance",
        commands: Body.commands,
        queries: [ShowBody.self, ListTerms.self],
        events: [BodyEvent.self],
        projections: [.bodies]
    )
}

extension Projection {
    /// Bodies, their assemblies and elections, who holds which office, and what was adopted.
    static let bodies = Projection(
        "bodies",
        tables: [
            BodyState.table, AssemblyRow.table, ElectionRow.table, TermRow.table,
            AdoptionRow.table,
        ]
    )
    .keeping(BodyState.self)
    .on(BodyEvent.self) { event, meta, store in
        let body = ID<Body>(trusted: meta.streamID)
        switch event {
        case .established, .nameAdded: break
        case .assemblyCalled:
            if let row = AssemblyRow(event, body) { store.put(row) }
        case .assemblyHeld(
            let assembly,
            let from,
            let to,
            let quorum,
            let present,
            let all,
            let source
        ):
            store.update(AssemblyRow.self, RowKey(assembly)) { row in
                row.heldFrom = from
                row.heldTo = to
                row.quorum = quorum
                row.present = present
                row.entitled = all
                row.source = source
            }
        case .officerElected(let assembly, let office, let person):
            store.put(
                ElectionRow(
                    assembly: assembly,
                    office: office,
                    person: person,
                    on: meta.occurredOn
                )
            )
        case .holderRecorded(let office, let person, let from, let to, _):
            store.put(
                TermRow(
                    body: body,
                    office: office,
                    holder: person,
                    from: from,
                    to: to,
                    assembly: nil,
                    version: meta.streamVersion
                )
            )
        case .officeHandedOver(let office, let outgoing, let successor, let assembly, _):
            if let outgoing { endTerm(of: outgoing, office, body, meta.occurredOn, store) }
            store.put(
                TermRow(
                    body: body,
                    office: office,
                    holder: successor,
                    from: meta.occurredOn,
                    to: nil,
                    assembly: assembly,
                    version: meta.streamVersion
                )
            )
        case .resolutionAdopted, .programmeAdopted:
            if let row = AdoptionRow(event, meta) { store.put(row) }
        }
    }

    // A handover ends the term that runs on its own date.
    private static func endTerm(
        of outgoing: PersonID,
        _ office: BodyOffice,
        _ body: ID<Body>,
        _ day: CivilDate,
        _ store: any RowStore
    ) {
        let terms = store.rows(TermRow.self, prefix: TermRow.prefix(body, office))
        guard var row = terms.last(where: { $0.holder == outgoing && $0.holds(on: day) })
        else { return }
        row.to = day
        store.put(row)
    }
}
