// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
package import Domain

/// One case with what is planned, open and known in it.
package struct ShowCase: Query {
    package static let contract = QueryContract(
        "case.show",
        roles: .caseReading,
        positional: ["case"],
        shape: .item,
        sealed: [
            .masked("clientInitials", for: SealedColumn.caseworkers, glass: SealedColumn.rescuers),
            .clear("summary", .secret, for: SealedColumn.caseworkers, glass: SealedColumn.rescuers),
            .clear(
                "goals.text",
                .secret,
                for: SealedColumn.caseworkers,
                glass: SealedColumn.rescuers
            ),
        ],
        next: ["case timeline {case}"]
    )

    /// `notFound` out of reach.
    package let `case`: ID<Case>

    /// What waits for somebody else's word.
    package enum Pending: String, CodeSet {
        case plan, closure, transfer

        package static let name = "Pending"
    }

    /// A goal of the plan, or of the draft that waits.
    package struct Goals: Codable, Sendable {
        let goal: ID<Goal>
        /// Sealed; `nil` where it is not opened for the asker.
        let text: String?
        let problems: [ID<Problem>]
        let services: [ServiceKind]
        let dueOn: CivilDate
        let progress: GoalProgress?
        /// The plan while it waits for approval; `nil` once the goal stands.
        let plan: ID<Plan>?
        /// True for those for whom no seal is opened: the member is absent then, not null.
        var hidesText = false

        private enum CodingKeys: String, CodingKey {
            case goal, text, problems, services, dueOn, progress, plan
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(goal, forKey: .goal)
            if !hidesText { try container.encode(text, forKey: .text) }
            try container.encode(problems, forKey: .problems)
            try container.encode(services, forKey: .services)
            try container.encode(dueOn, forKey: .dueOn)
            try container.encode(progress, forKey: .progress)
            try container.encode(plan, forKey: .plan)
        }
    }

    /// A referral of the case, whatever became of it.
    package struct Referrals: Codable, Sendable {
        let referral: ID<Referral>
        let to: ID<Organisation>
        let service: ServiceKind
        let state: ReferralStatus
        let respondBy: CivilDate
    }

    /// A follow-up of the case, done or due.
    package struct FollowUps: Codable, Sendable {
        let followUp: ID<FollowUp>
        let kind: FollowUpKind
        let dueOn: CivilDate
        let assignee: ID<Worker>
        let state: FollowUpStatus
    }

    /// A worker or a partner organisation on the case; exactly one of the two is there.
    package struct Team: Codable, Sendable {
        let worker: ID<Worker>?
        let organisation: ID<Organisation>?
        let role: SpellRole?
        let function: TeamFunction?
        let from: CivilDate
    }

    /// A consent of the client, live or not.
    package struct Consents: Codable, Sendable {
        let consent: ID<Consent>
        let scopes: [ConsentScope]
        let validTo: CivilDate?
        let live: Bool
    }

    /// The row of the list, and the rest of the case.
    package struct Item: Codable, Sendable {
        let row: CaseRow
        let rest: Rest

        init(_ row: CaseRow, _ rest: Rest) {
            self.row = row
            self.rest = rest
        }

        package init(from decoder: any Decoder) throws {
            row = try CaseRow(from: decoder)
            rest = try Rest(from: decoder)
        }

        package func encode(to encoder: any Encoder) throws {
            try row.encode(to: encoder)
            try rest.encode(to: encoder)
        }
    }

    /// What ``ShowCase`` adds to the row of the list.
    package struct Rest: Codable, Sendable {
        /// Sealed; `nil` after an erasure, absent where no seal is opened for the asker.
        let summary: String?
        let goals: [Goals]
        let referrals: [Referrals]
        let followUps: [FollowUps]
        let team: [Team]
        let consents: [Consents]
        let pending: Pending?
        /// Of the primary worker.
        let load: Load?
        var hidesSummary = false

        private enum CodingKeys: String, CodingKey {
            case summary, goals, referrals, followUps, team, consents, pending, load
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            if !hidesSummary { try values.encode(summary, forKey: .summary) }
            try values.encode(goals, forKey: .goals)
            try values.encode(referrals, forKey: .referrals)
            try values.encode(followUps, forKey: .followUps)
            try values.encode(team, forKey: .team)
            try values.encode(consents, forKey: .consents)
            try values.encode(pending, forKey: .pending)
            try values.encode(load, forKey: .load)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asker = context.asker
        let sight = try context.look(at: `case`, asker)
        let state = try context.find(CaseState.self, `case`)
        let row = CaseRow(state, sight, context, asker)
        return QueryAnswer(items: [Item(row, rest(state, sight, context))])
    }

    private func rest(_ state: CaseState, _ sight: CaseSight, _ context: QueryContext) -> Rest {
        let facts = context.facts
        return Rest(
            summary: summary(state, sight, context),
            goals: goals(state, sight, context),
            referrals: facts.rows(ReferralRow.self, prefix: RowKey(state.id)).map { row in
                Referrals(
                    referral: row.referral,
                    to: row.to,
                    service: row.service,
                    state: row.state,
                    respondBy: row.respondBy
                )
            },
            followUps: facts.rows(FollowUpRow.self, prefix: RowKey(state.id)).map { row in
                FollowUps(
                    followUp: row.followUp,
                    kind: row.kind,
                    dueOn: row.dueOn,
                    assignee: row.assignee,
                    state: row.state
                )
            },
            team: team(state),
            consents: facts.records(of: state.client).flatMap(\.consents).map { consent in
                Consents(
                    consent: consent.consent,
                    scopes: consent.scopes.map(\.scope),
                    validTo: consent.validTo,
                    live: !consent.liveScopes(on: context.today).isEmpty
                )
            },
            pending: pending(state),
            load: state.holder.map { facts.fullLoad(of: $0, on: context.today) },
            hidesSummary: !sight.opensSeals
        )
    }

    // As it was corrected last: the newest correction that has a summary holds it.
    private func summary(
        _ state: CaseState,
        _ sight: CaseSight,
        _ context: QueryContext
    ) -> String? {
        guard sight.opensSeals,
            let opening = context.facts.row(
                CaseEntryRow.self,
                CaseEntryRow.key(state.id, 1)
            )
        else { return nil }
        return context.details(of: opening, sight)["summary"]?.string
    }

    private func goals(
        _ state: CaseState,
        _ sight: CaseSight,
        _ context: QueryContext
    ) -> [Goals] {
        let drafted = (state.draft?.goals ?? []).map { ($0, state.draft?.plan) }
        return (state.goals.map { ($0, nil) } + drafted).map { goal, plan in
            let text =
                sight.opensSeals
                ? context.disclosure?.clear(
                    goal.textLabel,
                    of: state.client.text,
                    at: goal.textAt,
                    class: sight.fieldClass
                ) : nil
            return Goals(
                goal: goal.goal,
                text: text,
                problems: goal.problems,
                services: goal.services,
                dueOn: goal.dueOn,
                progress: goal.progress,
                plan: plan,
                hidesText: !sight.opensSeals
            )
        }
    }

    private func team(_ state: CaseState) -> [Team] {
        let workers = (state.primary.map { [$0] } ?? []) + state.team
        return workers.map { spell in
            Team(
                worker: spell.worker,
                organisation: nil,
                role: spell.role,
                function: nil,
                from: spell.from
            )
        }
            + state.partners.map { partner in
                Team(
                    worker: nil,
                    organisation: partner.organisation,
                    role: nil,
                    function: partner.function,
                    from: partner.from
                )
            }
    }

    private func pending(_ state: CaseState) -> Pending? {
        if state.closure != nil { return .closure }
        if state.draft?.submittedBy != nil { return .plan }
        return state.transfer == nil ? nil : .transfer
    }
}
