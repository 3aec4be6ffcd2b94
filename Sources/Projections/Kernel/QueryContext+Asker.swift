// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension QueryContext {
    /// Who asks, judged by the rows and the time of now.
    package var asker: Asker {
        Asker(
            actor,
            roles: roles,
            grants: grants,
            facts: factsNow,
            day: dayNow,
            readsAt: now
        )
    }

    /// The state of a case that exists and that the asker reaches now; else `notFound`.
    ///
    /// A read that only broken glass allows is noted as such.
    package func find(case id: ID<Case>) throws(Rejection) -> CaseState {
        let asker = asker
        guard let present = factsNow.state(CaseState.self, id, where: asker.reaches),
            let state = facts.state(CaseState.self, id)
        else { throw .notFound(what: Case.noun, id: id.text) }
        if let ref = asker.brokenGlass(over: present) { disclosure?.brokeGlass(for: ref) }
        return state
    }

    /// The record of a client that exists and that the asker reaches now; else `notFound`.
    ///
    /// A read that only broken glass allows is noted as such.
    package func find(client id: ID<Client>) throws(Rejection) -> ClientState {
        let asker = asker
        let present = factsNow.state(ClientState.self, id) { asker.reaches(client: $0.id) }
        guard present != nil, let state = facts.state(ClientState.self, id) else {
            throw .notFound(what: Client.noun, id: id.text)
        }
        if let ref = asker.brokenGlass(over: id) { disclosure?.brokeGlass(for: ref) }
        return state
    }

    /// The workers whose rows the asker reaches now, by id: oneself and, with `team`, one's team.
    ///
    /// `nil`: everybody.
    var reachedWorkers: [ID<Worker>]? {
        let asker = asker
        if asker.reach == .all { return nil }
        guard let own = asker.worker else { return [] }
        let team = asker.reach.contains(.team) ? factsNow.team(of: own, on: dayNow) : []
        return Set(team + [own]).sorted()
    }
}
