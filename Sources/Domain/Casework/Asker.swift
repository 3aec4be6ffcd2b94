// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Who may see which case is decided here and nowhere else: by the spells and supervisors of now,
// and by the list of those who may see a restricted case.

/// A case that only some may see.
package struct CaseRestriction: Codable, Sendable {
    /// Who may see it besides the primary worker's operator and the one who restricted it.
    package let allowed: [ID<Operator>]
    /// Who restricted it.
    package let by: ID<Operator>

    /// A restriction with its list.
    package init(allowed: [ID<Operator>], by: ID<Operator>) {
        self.allowed = allowed
        self.by = by
    }
}

/// What reaching a case depends on.
package protocol CaseStanding {
    var caseID: ID<Case> { get }
    var client: ID<Client> { get }
    /// True while the case has had no primary worker yet.
    var isNew: Bool { get }
    /// The primary worker, or the last one of a closed case.
    var holder: ID<Worker>? { get }
    /// Everybody with a live spell, and the holder of a closed case.
    var workers: [ID<Worker>] { get }
    /// Set while only some may see the case.
    var restriction: CaseRestriction? { get }
    /// Whom a pending transfer names.
    var offeredTo: ID<Worker>? { get }
}

/// Somebody who asks, with everything that decides which cases and clients they reach.
///
/// Judged by rows and day of now, also when the rows answered are older. Valid as long as its
/// facts.
package struct Asker {
    /// Of the caller's uid, or whom one acts as in training.
    package let slug: ID<Operator>
    /// All that the operator holds, admitted by the method or not.
    package let roles: [Role]
    /// The worker's record that the operator is linked to.
    package let worker: ID<Worker>?
    /// The rows that the roles reach together, by the grants of the method.
    package let reach: Reach
    /// Rows of now.
    package let facts: any Facts
    /// The real day.
    package let day: CivilDate
    /// The real time of a read; `nil` for commands.
    ///
    /// Being listed on a restricted case and broken glass open reads only.
    package let readsAt: Moment?
    /// The roles held that the method admits, with the reach of each.
    private let grants: [Grant]

    /// The asker of a method with these grants.
    package init(
        _ slug: ID<Operator>,
        roles: [Role],
        grants: [Grant],
        facts: any Facts,
        day: CivilDate,
        readsAt: Moment?
    ) {
        self.slug = slug
        self.roles = roles
        worker = facts.state(OperatorState.self, slug)?.worker
        reach = grants.reach(of: roles)
        self.facts = facts
        self.day = day
        self.readsAt = readsAt
        self.grants = grants.filter { roles.contains($0.role) }
    }

    /// True when the asker holds a role that the method admits.
    package func holds(_ role: Role) -> Bool { grants.contains { $0.role == role } }
}

extension Decision {
    /// Who asks for this command.
    package var asker: Asker {
        Asker(
            actor,
            roles: roles,
            grants: grants,
            facts: facts,
            day: today,
            readsAt: nil
        )
    }
}

// MARK: Cases

extension Asker {
    /// How the asker stands to a case: own, team, new, receiver, as they hold.
    ///
    /// Empty when the case is restricted and the asker is not on its list. Broken glass does not
    /// count here; see ``brokenGlass(over:)-(CaseStanding)``.
    package func standing(in case: some CaseStanding) -> Reach {
        if !mayKnow(`case`) { return [] }
        var standing: Reach = []
        if `case`.isNew { standing.insert(.new) }
        if readsAt != nil, `case`.restriction?.allowed.contains(slug) ?? false {
            standing.insert(.own)
        }
        guard let worker else { return standing }
        if `case`.workers.contains(worker) { standing.insert(.own) }
        if let holder = `case`.holder, supervises(holder) { standing.insert(.team) }
        if let receiver = `case`.offeredTo, supervises(receiver) { standing.insert(.receiver) }
        return standing
    }

    /// True when some grant of the method matches the asker's standing in the case.
    package func reaches(_ case: some CaseStanding) -> Bool {
        reachesOrdinarily(`case`) || brokenGlass(over: `case`) != nil
    }

    /// What the asker broke the glass of to read a case that is not reached otherwise.
    ///
    /// The id of the case or of its client; `nil` without one, and where none is needed. A
    /// restricted case stays closed: `own` does not open it either.
    package func brokenGlass(over case: some CaseStanding) -> String? {
        guard let readsAt, mayKnow(`case`), !reachesOrdinarily(`case`) else { return nil }
        return [`case`.caseID.text, `case`.client.text].first {
            facts.brokenGlass(by: slug, for: $0, at: readsAt) != nil
        }
    }

    /// True when the worker is the asker's own, or supervised by it today, ordinarily or acting.
    package func supervises(_ other: ID<Worker>) -> Bool {
        guard let worker else { return false }
        return other == worker || facts.supervisors(of: other, on: day).contains(worker)
    }

    private func reachesOrdinarily(_ case: some CaseStanding) -> Bool {
        guard mayKnow(`case`) else { return false }
        return reach == .all || !reach.isDisjoint(with: standing(in: `case`))
    }

    // A restricted case does not exist for anybody who is not named by it, whatever the role.
    private func mayKnow(_ case: some CaseStanding) -> Bool {
        guard let restriction = `case`.restriction else { return true }
        return restriction.by == slug || restriction.allowed.contains(slug)
            || worker != nil && worker == `case`.holder
    }
}

// MARK: Clients

extension Asker {
    /// True when the asker reaches a client: through some case of the person, or as intake when
    /// there is none.
    package func reaches(client: ID<Client>) -> Bool {
        reachesOrdinarily(client) || brokenGlass(over: client) != nil
    }

    /// What the asker broke the glass of to read about a client who is not reached otherwise.
    package func brokenGlass(over client: ID<Client>) -> String? {
        guard let readsAt, !reachesOrdinarily(client) else { return nil }
        return [client.text].first { facts.brokenGlass(by: slug, for: $0, at: readsAt) != nil }
    }

    private func reachesOrdinarily(_ client: ID<Client>) -> Bool {
        if reach == .all { return true }
        var hasCase = false
        for record in facts.records(of: client) {
            for row in facts.rows(ClientCaseRow.self, prefix: RowKey(record.id)) {
                guard let state = facts.state(CaseState.self, row.case) else { continue }
                if reachesOrdinarily(state) { return true }
                hasCase = true
            }
        }
        // Who has no case yet is known to intake alone.
        return !hasCase && holds(.intake)
    }
}
