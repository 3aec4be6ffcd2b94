// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
package import Domain

// What an asker sees of cases: which ones, and of each whether the client's part is shown. Judged
// by rows of now, whatever moment the answer is about.

/// What an asker sees of one case.
package struct CaseSight {
    /// The case by the rows of now.
    package let state: CaseState
    /// True when it is one of the asker's: own, team or new by a role that works on cases.
    package let isTheirs: Bool
    /// What the glass was broken of; `nil` when that is not how the asker reaches it.
    package let glass: String?
    /// True when sealed values of the case are opened for the asker.
    package let opensSeals: Bool

    /// The class of what is sealed in the case.
    package var fieldClass: FieldClass { state.restriction == nil ? .case : .secret }
}

extension QueryContext {
    /// What the asker sees of a case; `nil` when it is out of reach.
    package func sight(of case: ID<Case>, _ asker: Asker) -> CaseSight? {
        guard let now = factsNow.state(CaseState.self, `case`), asker.reaches(now) else {
            return nil
        }
        return sight(ofReached: now, asker)
    }

    /// What the asker sees of a case that is named; `notFound` when it is out of reach.
    package func look(at case: ID<Case>, _ asker: Asker) throws(Rejection) -> CaseSight {
        guard let now = factsNow.state(CaseState.self, `case`, where: asker.reaches) else {
            throw .notFound(what: Case.noun, id: `case`.text)
        }
        let sight = sight(ofReached: now, asker)
        if let glass = sight.glass { disclosure?.brokeGlass(for: glass) }
        return sight
    }

    private func sight(ofReached now: CaseState, _ asker: Asker) -> CaseSight {
        let isTheirs = asker.worksOn(now)
        let glass = isTheirs ? nil : openGlass(over: now)
        let isLimited = factsNow.state(ClientState.self, now.client)?.isLimited ?? false
        return CaseSight(
            state: now,
            isTheirs: isTheirs,
            glass: glass,
            opensSeals: (isTheirs && !isLimited || glass != nil) && disclosure != nil
        )
    }

    // Whoever sees a case without its personal part breaks the glass of that part.
    private func openGlass(over state: CaseState) -> String? {
        [state.id.text, state.client.text].first {
            factsNow.brokenGlass(by: actor, for: $0, at: now) != nil
        }
    }

    /// The cases that the asker reaches, by id; `nil` when the method reaches every case.
    ///
    /// Restricted cases of others are among all; ask for the sight of each.
    package func reachedCases(_ asker: Asker) -> [ID<Case>]? {
        if asker.reach == .all { return nil }
        var found: Set<ID<Case>> = []
        if let worker = asker.worker {
            if asker.reach.contains(.own) {
                found.formUnion(asker.cases(of: worker, heldOnly: false))
            }
            if asker.reach.contains(.team) {
                found.formUnion(asker.cases(of: worker, heldOnly: true))
                for member in factsNow.team(of: worker, on: dayNow) {
                    found.formUnion(asker.cases(of: member, heldOnly: true))
                }
            }
        }
        if asker.reach.contains(.new) {
            found.formUnion(factsNow.rows(NewCaseRow.self).map(\.case))
        }
        // Who is on the list of a restricted case reaches it without a spell.
        found.formUnion(factsNow.rows(RestrictedCaseRow.self).map(\.case))
        return found.sorted()
    }

    /// Clients among whom are all that the asker reaches, by id; `nil` when that may be anybody.
    package func reachedClients(_ asker: Asker) -> [ID<Client>]? {
        // Intake knows whoever has no case yet.
        if asker.reach == .all || asker.holds(.intake) { return nil }
        var found: Set<ID<Client>> = []
        if let worker = asker.worker {
            let isTeam = asker.reach.contains(.team)
            let team = isTeam ? factsNow.team(of: worker, on: dayNow) : []
            for member in [worker] + team {
                let rows = factsNow.rows(WorkerCaseRow.self, prefix: RowKey(member))
                found.formUnion(rows.map(\.client))
            }
        }
        var others = factsNow.rows(RestrictedCaseRow.self).map(\.case)
        if asker.reach.contains(.new) { others += factsNow.rows(NewCaseRow.self).map(\.case) }
        found.formUnion(others.compactMap { factsNow.state(CaseState.self, $0)?.client })
        let glasses = factsNow.rows(BrokenGlassRow.self, prefix: RowKey(asker.slug))
        found.formUnion(glasses.map { ID(trusted: $0.ref) })
        // Who reaches one record of a person reaches all of them.
        let merged = found.filter { factsNow.row(MergedClientRow.self, RowKey($0)) != nil }
        for client in merged { found.formUnion(factsNow.records(of: client).map(\.id)) }
        return found.sorted()
    }
}

extension Asker {
    /// True when a case is the asker's by a role that works on cases.
    package func worksOn(_ case: CaseState) -> Bool {
        let standing = standing(in: `case`)
        return holds(.worker) && standing.contains(.own)
            || holds(.supervisor) && !standing.isDisjoint(with: [.team, .new])
            || holds(.intake) && standing.contains(.new)
    }

    /// The cases of a worker: all own ones, or those it holds as primary worker.
    package func cases(of worker: ID<Worker>, heldOnly: Bool) -> [ID<Case>] {
        facts.rows(WorkerCaseRow.self, prefix: RowKey(worker))
            .filter { $0.isHolder || !heldOnly }.map(\.case)
    }
}
