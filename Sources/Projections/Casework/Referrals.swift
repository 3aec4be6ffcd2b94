// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// The referral board (R7): what was asked of whom, and what became of it.
package struct ListReferrals: Query {
    package static let contract = QueryContract(
        "referral.list",
        roles: [.worker(.own), .supervisor(.team), .coordinator, .auditor],
        sealed: [
            .clear(
                "outcome",
                .secret,
                for: [.worker, .supervisor],
                glass: [.worker, .supervisor, .coordinator]
            )
        ],
        next: ["referral complete {referral}"]
    )

    /// Left out: in any state.
    package let state: ReferralStatus?
    /// Left out: to all organisations.
    package let to: ID<Organisation>?
    /// `notFound` out of reach.
    package let `case`: ID<Case>?
    /// True: with the sealed outcomes, which is a look on record.
    package let details: Bool?

    package struct Item: Codable, Sendable {
        let referral: ID<Referral>
        let `case`: ID<Case>
        let toOrganisation: ID<Organisation>
        let toName: Line?
        let service: ServiceKind
        let madeOn: CivilDate
        let state: ReferralStatus
        let respondedOn: CivilDate?
        let daysOpen: Days
        let outcome: String?
        /// True where the outcome is not asked for, or not for the caller: the member is absent.
        var hidesOutcome = true

        private enum CodingKeys: String, CodingKey {
            case referral, `case`, toOrganisation, toName, service, madeOn, state, respondedOn
            case daysOpen, outcome
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(referral, forKey: .referral)
            try container.encode(`case`, forKey: .case)
            try container.encode(toOrganisation, forKey: .toOrganisation)
            try container.encode(toName, forKey: .toName)
            try container.encode(service, forKey: .service)
            try container.encode(madeOn, forKey: .madeOn)
            try container.encode(state, forKey: .state)
            try container.encode(respondedOn, forKey: .respondedOn)
            try container.encode(daysOpen, forKey: .daysOpen)
            if !hidesOutcome { try container.encode(outcome, forKey: .outcome) }
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        // The rows are paged before anything is opened: what is not shown is not looked at.
        let page = try page(asker, context)
        return QueryAnswer(
            items: page.items.map { item($0, asker, context) },
            next: page.next
        )
    }

    private func page(
        _ asker: Asker,
        _ context: QueryContext
    ) throws(Rejection) -> QueryAnswer<ReferralRow, Nothing> {
        func wanted(_ row: ReferralRow) -> Bool {
            state.map { $0 == row.state } ?? true && to.map { $0 == row.to } ?? true
        }
        if let `case` {
            _ = try context.look(at: `case`, asker)
            return try context.page(ReferralRow.self, prefix: RowKey(`case`)) { row in
                wanted(row) ? row : nil
            }
        }
        guard let cases = context.reachedCases(asker) else {
            return try context.page(ReferralRow.self) { row in
                let isSeen = context.sight(of: row.referral.caseID, asker) != nil
                return wanted(row) && isSeen ? row : nil
            }
        }
        return try context.page(
            cases.filter { context.sight(of: $0, asker) != nil }.flatMap { id in
                context.facts.rows(ReferralRow.self, prefix: RowKey(id)).filter(wanted)
            }
        )
    }

    private func item(_ row: ReferralRow, _ asker: Asker, _ context: QueryContext) -> Item {
        let sight = details ?? false ? context.sight(of: row.referral.caseID, asker) : nil
        let shown = sight.flatMap { $0.opensSeals ? $0 : nil }
        if let glass = shown?.glass { context.disclosure?.brokeGlass(for: glass) }
        let outcome = shown.flatMap { sight in
            row.outcomeAt.flatMap { position in
                context.disclosure?.clear(
                    "outcome",
                    of: sight.state.client.text,
                    at: position,
                    class: sight.fieldClass
                )
            }
        }
        let provider = context.facts.state(OrganisationState.self, row.to)
        return Item(
            referral: row.referral,
            case: row.referral.caseID,
            toOrganisation: row.to,
            toName: provider?.officialName(on: context.today),
            service: row.service,
            madeOn: row.madeOn,
            state: row.state,
            respondedOn: row.respondedOn,
            daysOpen: Days(from: row.madeOn, to: row.closedOn ?? context.today),
            outcome: outcome,
            hidesOutcome: shown == nil
        )
    }
}
