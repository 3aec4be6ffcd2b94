// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Posts a worker at an organisation or in an area.
package struct PostWorker: Command {
    package static let contract = Contract(
        "worker.post",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "postingOverlap", "workerNotActive",
            "validityDates",
        ],
        next: ["worker show {worker}"]
    )

    /// In service.
    package let worker: ID<Worker>
    /// What kind of place it is.
    package let kind: PostingKind
    /// Exactly one of organisation and area is given; must exist.
    package let organisation: ID<Organisation>?
    /// Exactly one of organisation and area is given.
    package let area: AreaCode?
    /// Left out: true.
    ///
    /// Of primary posts only one holds on a day.
    package let primary: Bool?
    /// The first day; left out: the business date.
    package let from: CivilDate?
    /// The last day; left out: until further notice.
    package let to: CivilDate?

    package struct Answer: Codable, Sendable {
        let posting: ID<WorkerPost>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try exactlyOne(("organisation", organisation != nil), ("area", area != nil))
        let state = try decision.find(WorkerState.self, worker)
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        let start = from ?? decision.occurredOn
        let spell = PostingSpell(
            posting: state.nextPosting,
            kind: kind,
            organisation: organisation,
            area: area,
            primary: primary ?? true,
            from: start,
            to: to
        )
        let overlapping = state.postings.filter { $0.overlaps(from: start, to: to) }
        if spell.primary, let other = overlapping.first(where: \.primary) {
            throw .refused(WorkerRefusal.postingOverlap(posting: other.posting))
        }
        try decision.mustBeActive(state)
        if let to, to < start { throw .refused(common: .validityDates(from: start, to: to)) }
        decision.warnOfInterest(between: spell, and: overlapping)
        decision.record(
            WorkerEvent.postingStarted(
                posting: spell.posting,
                kind: kind,
                organisation: organisation,
                area: area,
                primary: spell.primary,
                from: start,
                to: to
            ),
            to: worker.stream
        )
        return Answer(posting: spell.posting)
    }
}

extension Decision {
    // Who decides at a government office and works for those it decides about has to say so.
    fileprivate func warnOfInterest(between new: PostingSpell, and others: [PostingSpell]) {
        let all = others + [new]
        let deciding = all.filter { facts.isGovernment($0) }
        let applying = all.filter { facts.isCharity($0) }
        guard deciding.contains(where: { one in applying.contains { $0.posting != one.posting } })
        else { return }
        let involved = all.filter { facts.isGovernment($0) || facts.isCharity($0) }
        warn(WorkerRefusal.interestToDeclare(postings: involved.map(\.posting)))
    }
}

extension Facts {
    fileprivate func isGovernment(_ spell: PostingSpell) -> Bool {
        spell.kind == .dinasSosial || spell.kind == .kelurahan
            || kinds(of: spell).contains(.government)
    }

    fileprivate func isCharity(_ spell: PostingSpell) -> Bool {
        spell.kind == .ngo || spell.kind == .lks
            || kinds(of: spell).contains { $0 == .ngo || $0 == .lks }
    }

    private func kinds(of spell: PostingSpell) -> [OrganisationKind] {
        spell.organisation.flatMap { state(OrganisationState.self, $0)?.kinds } ?? []
    }
}

/// Ends a post.
package struct EndPosting: Command {
    package static let contract = Contract(
        "worker.endPosting",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "postingEnded", "caseloadNotEmpty",
            "validityDates",
        ]
    )

    /// Not erased.
    package let worker: ID<Worker>
    /// One of the worker's, not ended by that day.
    package let posting: ID<WorkerPost>
    /// The last day; left out: the business date.
    package let on: CivilDate?

    package typealias Answer = PostWorker.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        guard let spell = state.postings.first(where: { $0.posting == posting }) else {
            throw .notFound(what: WorkerPost.noun, id: posting.text)
        }
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        let day = on ?? decision.occurredOn
        if let to = spell.to, to <= day { throw .refused(WorkerRefusal.postingEnded) }
        let remaining = state.postings.filter { other in
            other.posting != posting && other.primary && other.to.map { $0 > day } ?? true
        }
        if spell.primary, remaining.isEmpty { try decision.refuseHoldingCases(worker) }
        if day < spell.from {
            throw .refused(common: .validityDates(from: spell.from, to: day))
        }
        decision.record(WorkerEvent.postingEnded(posting: posting, on: day), to: worker.stream)
        return Answer(posting: posting)
    }
}
