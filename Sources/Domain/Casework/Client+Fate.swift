// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What happens to a client's record as a whole: it is merged into another, tied to a legal process,
// limited, or erased.

// MARK: Merge

/// Two records of one client become one: the older stays.
package struct MergeClient: Command {
    package static let contract = Contract(
        "client.merge",
        roles: [.supervisor, .dataProtection],
        positional: ["client"],
        refusals: [
            "futureDated", "outOfOrder", "mergeSelf", "mergeIntoYounger", "mergeTargetClosed",
            "alreadyMerged", "subjectErased", "processingLimited", "openCaseExists",
        ],
        needsReason: true,
        confirm: "yes",
        next: ["client show {into}"]
    )

    /// The record that goes.
    package let client: ID<Client>
    /// The record that stays.
    package let into: ID<Client>

    package struct Answer: Codable, Sendable {
        let client: ID<Client>
        let into: ID<Client>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let going = try decision.find(client: client)
        let staying = try decision.find(client: into)
        try decision.gate(client.stream, step: true)
        try decision.inOrder(into.stream)
        if client == into { throw .refused(ClientRefusal.mergeSelf) }
        let one = SubjectID(trusted: client.text)
        let other = SubjectID(trusted: into.text)
        if one.isOlder(than: other) {
            throw .refused(
                ClientRefusal.mergeIntoYounger(swap: MergeSwap(client: into, into: client))
            )
        }
        if staying.mergedInto != nil || decision.facts.isErased(into.text) {
            throw .refused(ClientRefusal.mergeTargetClosed)
        }
        if let stays = going.mergedInto {
            throw .refused(ClientRefusal.alreadyMerged(into: stays))
        }
        try decision.gate(subject: going)
        try decision.gate(subject: staying)
        let cases = decision.facts.openCases(ofOneProgrammeIn: client, and: into)
        if !cases.isEmpty { throw .refused(ClientRefusal.openCaseExists(cases: cases)) }
        decision.record(ClientEvent.mergedInto(into: into), to: client.stream)
        decision.record(ClientEvent.absorbed(from: client), to: into.stream)
        decision.record(DuplicateEvent.merged, to: ID<DuplicatePair>(one, other).stream)
        return Answer(client: client, into: into)
    }
}

// MARK: Hold

/// The client's data is tied to a legal process and must not be destroyed.
package struct PlaceClientHold: Command {
    package static let contract = Contract(
        "client.placeHold",
        roles: [.dataProtection, .supervisor(.team)],
        positional: ["client"],
        refusals: [
            "futureDated", "outOfOrder", "holdExists", "subjectErased", "processingLimited",
            "validityDates",
        ],
        needsReason: true,
        next: ["client show {client}"]
    )

    /// Without a hold on the business date.
    package let client: ID<Client>
    /// The last day, not before the business date; left out: until it is released.
    package let until: CivilDate?

    package typealias Answer = AddClientIdentifier.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(client: client)
        try decision.gate(client.stream, step: true)
        if state.isHeld(on: decision.occurredOn) { throw .refused(ClientRefusal.holdExists) }
        try decision.gate(subject: state)
        if let until, until < decision.occurredOn {
            throw .refused(common: .validityDates(from: decision.occurredOn, to: until))
        }
        decision.record(ClientEvent.holdPlaced(until: until), to: client.stream)
        return Answer(client: client)
    }
}

/// The legal process is over.
package struct ReleaseClientHold: Command {
    package static let contract = Contract(
        "client.releaseHold",
        roles: [.dataProtection, .supervisor(.team)],
        positional: ["client"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "processingLimited", "noHold"],
        needsReason: true,
        fourEyes: FourEyes(kind: "holdRelease", needed: .supervisor),
        confirm: "yes"
    )

    /// With a hold on the business date.
    package let client: ID<Client>

    package typealias Answer = AddClientIdentifier.Answer

    /// The other of the two roles decides: two people of one role could agree too easily.
    package func fourEyesNeeded(_ decision: Decision) -> FourEyes? {
        let isOfficer = decision.roles.contains(.dataProtection)
        return FourEyes(kind: "holdRelease", needed: isOfficer ? .supervisor : .dataProtection)
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(client: client)
        try decision.gate(client.stream, step: true)
        try decision.gate(subject: state)
        if !state.isHeld(on: decision.occurredOn) { throw .refused(ClientRefusal.noHold) }
        decision.record(ClientEvent.holdReleased, to: client.stream)
        return Answer(client: client)
    }
}

// MARK: Limits

/// Only the data protection officer reads the client's data from now on, and nobody writes.
package struct LimitClientProcessing: Command {
    package static let contract = Contract(
        "client.limitProcessing",
        roles: [.dataProtection],
        positional: ["client"],
        refusals: ["futureDated", "outOfOrder", "alreadyLimited", "subjectErased"],
        needsReason: true
    )

    /// Not limited already.
    package let client: ID<Client>

    package typealias Answer = AddClientIdentifier.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(client: client)
        try decision.gate(client.stream, step: true)
        if state.isLimited { throw .refused(ClientRefusal.alreadyLimited) }
        try decision.mustNotBeErased(client.text)
        decision.record(ClientEvent.processingLimited, to: client.stream)
        return Answer(client: client)
    }
}

/// The client's data is worked with again.
package struct ResumeClientProcessing: Command {
    package static let contract = Contract(
        "client.resumeProcessing",
        roles: [.dataProtection],
        positional: ["client"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "notLimited"],
        needsReason: true
    )

    /// Limited.
    package let client: ID<Client>

    package typealias Answer = AddClientIdentifier.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(client: client)
        try decision.gate(client.stream, step: true)
        try decision.mustNotBeErased(client.text)
        if !state.isLimited { throw .refused(ClientRefusal.notLimited) }
        decision.record(ClientEvent.processingResumed, to: client.stream)
        return Answer(client: client)
    }
}

// MARK: Erasure

/// The client's keys are destroyed, with those of every record merged into this one.
package struct EraseClient: Command {
    package static let contract = Contract.erasure(
        of: "client",
        refusals: ["eraseOpenCase", "eraseOnHold"]
    )

    /// Without open case or hold, its merged records included.
    package let client: ID<Client>
    /// Kept with the events for ever.
    package let basis: ErasureBasis

    package func decide(_ decision: Decision) throws(Rejection) -> ErasureAnswer {
        let state = try decision.find(client: client)
        try decision.gate(client.stream, step: true)
        let records = [state] + decision.facts.absorbed(by: state)
        let cases = records.flatMap { decision.facts.casesInHand(of: $0.id) }.sorted()
        if !cases.isEmpty { throw .refused(ClientRefusal.eraseOpenCase(cases: cases)) }
        if let held = records.first(where: { $0.isHeld(on: decision.today) })?.hold {
            throw .refused(ClientRefusal.eraseOnHold(since: held.since))
        }
        return try decision.erase(
            ClientEvent.self,
            stream: client.stream,
            basis: basis,
            subjects: records.map(\.id.text)
        )
    }
}
