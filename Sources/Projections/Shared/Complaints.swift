// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension Projection {
    /// Complaints and how far they got.
    static let complaints = Projection("complaints", tables: [ComplaintState.table])
        .keeping(ComplaintState.self)
}

/// Complaints the asker may know of, by number.
package struct ListComplaints: Query {
    package static let contract = QueryContract(
        "complaint.list",
        roles: [.supervisor([.team, .new]), .board, .dataProtection]
    )

    package struct Item: Codable, Sendable {
        let complaint: ID<Complaint>
        let kind: ComplaintKind
        let about: AnyID?
        let filedOn: CivilDate
        let handler: ID<Operator>?
        let state: ComplaintStage
        let outcome: ComplaintOutcome?
        /// To the day it was closed, or to today.
        let daysOpen: Int64
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        return try context.page(ComplaintState.self) { row in
            guard asker.sees(row) else { return nil }
            return Item(
                complaint: row.id,
                kind: row.kind,
                about: row.about,
                filedOn: row.filedOn,
                handler: row.handler,
                state: row.stage,
                outcome: row.outcome,
                daysOpen: Int64((row.closedOn ?? context.today).days - row.filedOn.days)
            )
        }
    }
}

extension Asker {
    /// True when the complaint is about the asker's team, or the asker sees all; never one's own.
    fileprivate func sees(_ complaint: ComplaintState) -> Bool {
        guard mayKnow(complaint) else { return false }
        if reach == .all { return true }
        guard let about = complaint.about?.text else { return false }
        switch complaint.kind {
        case .worker: return supervises(ID(trusted: about))
        case .case: return facts.state(CaseState.self, ID(trusted: about)).map(reaches) ?? false
        case .distribution, .activity, .office: return false
        }
    }
}
