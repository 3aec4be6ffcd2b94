// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A consent says that a client, or who may speak for a child, agrees to services, to sharing data
// with others, or to publication. It is proved by a paper or a recording, holds until a day or for
// good, and can be withdrawn scope by scope. Commands: give, withdraw.

/// Consents of a client, numbered below it: `KLN-2016-0001/C1`.
package enum Consent: Thing {
    package static let noun = "consent"
    package static let naming = Naming.number(prefix: "KLN")
}

/// What a consent allows.
package enum ConsentScope: String, CodeSet {
    case services, sharing, publication

    package static let name = "ConsentScope"
}

/// Who gives a consent.
package enum ConsentGiver: String, CodeSet {
    case `self`, parent, guardian, authorisedInstitution

    package static let name = "ConsentGiver"
}

/// How a consent is proved.
package enum ConsentEvidence: String, CodeSet {
    case written, recorded

    package static let name = "ConsentEvidence"
}

// MARK: Commands

extension Consent {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [GiveConsent.self, WithdrawConsent.self]
}

/// Somebody agrees, for a child who may speak for it.
package struct GiveConsent: Command {
    package static let contract = Contract(
        "consent.give",
        roles: .clientWriters,
        positional: ["client"],
        refusals: [
            "futureDated", "subjectErased", "processingLimited", "consentGiverNotGuardian",
            "consentEvidenceMissing", "validityDates",
        ],
        next: ["client show {params.client}"]
    )

    /// Within reach.
    package let client: ID<Client>
    /// At least one, each once.
    package let scopes: [ConsentScope]
    /// A child does not speak alone, an adult needs no parent.
    package let giverKind: ConsentGiver
    /// Sealed with the client's key.
    package let giverName: PersonName
    /// When the giver is a client too: an adult, who may speak for the household's child.
    package let giverClient: ID<Client>?
    /// When an institution speaks; must exist.
    package let giverOrganisation: ID<Organisation>?
    /// Needed, whatever the giver.
    package let evidenceKind: ConsentEvidence?
    /// Needed: where the paper is.
    package let evidenceRef: Line?
    /// The last day, not before the business date; left out: until withdrawn.
    package let validTo: CivilDate?

    package struct Answer: Codable, Sendable {
        let consent: ID<Consent>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try ConsentScope.check(scopes)
        let state = try decision.find(client: client)
        let giver = try giverClient.map { id throws(Rejection) in
            try decision.find(giver: id, for: state)
        }
        _ = try decision.find(OrganisationState.self, ifNamed: giverOrganisation)
        try decision.gate(client.stream, step: false)
        try decision.gate(subject: state)
        let age = decision.age(of: state)
        if !mayGive(state, age, giver, decision) {
            throw .refused(ConsentRefusal.consentGiverNotGuardian(age: age))
        }
        guard let evidenceKind, let evidenceRef else {
            throw .refused(ConsentRefusal.consentEvidenceMissing)
        }
        if let validTo, validTo < decision.occurredOn {
            throw .refused(common: .validityDates(from: decision.occurredOn, to: validTo))
        }
        let consent = ID<Consent>(trusted: "\(client.text)/C\(state.consents.count + 1)")
        decision.record(
            ClientEvent.consentGiven(
                consent: consent,
                scopes: scopes,
                giverKind: giverKind,
                giverClient: giverClient,
                giverOrganisation: giverOrganisation,
                evidenceKind: evidenceKind,
                evidenceRef: evidenceRef,
                validTo: validTo,
                giverName: .clear(subject: client.text, giverName)
            ),
            to: client.stream
        )
        return Answer(consent: consent)
    }

    /// Whether the giver may speak for the client (P-03).
    private func mayGive(
        _ state: ClientState,
        _ age: Int64?,
        _ giver: ClientState?,
        _ decision: Decision
    ) -> Bool {
        // Families and groups have no age: they speak for themselves.
        let isChild = age.map { $0 < Client.adultAge } ?? false
        if isChild ? giverKind == .`self` : giverKind == .parent { return false }
        guard let giver, giver.id != client else { return true }
        if let age = decision.age(of: giver), age < Client.adultAge { return false }
        let household = state.household.flatMap { decision.facts.state(HouseholdState.self, $0) }
        switch household?.relation(of: giver.id) {
        case .parent, .grandparent, .guardian, .head: return true
        case .spouse, .child, .sibling, .otherRelative, .other, nil: return false
        }
    }
}

extension Decision {
    /// The record of who speaks for a client; else `notFound`.
    ///
    /// Who reaches a client knows the household too, without reaching each of it.
    fileprivate func find(
        giver: ID<Client>,
        for client: ClientState
    ) throws(Rejection) -> ClientState {
        let state = try find(ClientState.self, giver)
        if let household = client.household, state.household == household { return state }
        return try find(client: giver)
    }
}

/// What was agreed to is agreed to no longer.
package struct WithdrawConsent: Command {
    package static let contract = Contract(
        "consent.withdraw",
        roles: .clientWriters + [.dataProtection],
        positional: ["client"],
        refusals: ["futureDated", "subjectErased", "processingLimited", "noLiveConsent"],
        needsReason: true,
        next: ["client show {params.client}"]
    )

    /// Within reach.
    package let client: ID<Client>
    /// One of the client's; left out: all that are live.
    package let consent: ID<Consent>?
    /// Left out: all of the consent; consent or scopes are given.
    package let scopes: [ConsentScope]?

    package struct Answer: Codable, Sendable {
        let consents: [ID<Consent>]
        let scopes: [ConsentScope]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if let scopes { try ConsentScope.check(scopes) }
        if consent == nil, scopes == nil { throw .missing("consent") }
        let state = try decision.find(client: client)
        if let consent, !state.consents.contains(where: { $0.consent == consent }) {
            throw .notFound(what: Consent.noun, id: consent.text)
        }
        try decision.gate(client.stream, step: false)
        try decision.gate(subject: state)
        let asked = scopes ?? ConsentScope.allCases
        let live = state.consents.filter { consent == nil || $0.consent == consent }
            .map { ($0.consent, $0.liveScopes(on: decision.occurredOn).filter(asked.contains)) }
            .filter { !$0.1.isEmpty }
        if live.isEmpty { throw .refused(ConsentRefusal.noLiveConsent) }
        let answer = Answer(
            consents: live.map(\.0),
            scopes: ConsentScope.allCases.filter { scope in live.contains { $0.1.contains(scope) } }
        )
        decision.record(
            ClientEvent.consentWithdrawn(consents: answer.consents, scopes: answer.scopes),
            to: client.stream
        )
        return answer
    }
}

extension ConsentScope {
    /// Throws unless there is a scope, each once.
    fileprivate static func check(_ scopes: [ConsentScope]) throws(Rejection) {
        if scopes.isEmpty {
            throw .invalid(pointer: "/scopes", problem: "length", expected: "at least one scope")
        }
        if Set(scopes).count != scopes.count {
            throw .invalid(pointer: "/scopes", problem: "duplicate", expected: "each scope once")
        }
    }
}

// MARK: Age

extension Client {
    /// From this age on people speak for themselves.
    static let adultAge: Int64 = 18
}

extension Decision {
    /// A client's age on the day of the command, from the sealed birth date.
    ///
    /// With a birth year only, the younger of the two possible ages; `nil` without either.
    func age(of client: ClientState) -> Int64? {
        let (year, month, day) = occurredOn.components
        if let born = opened(.birthDate, of: client).flatMap(CivilDate.init) {
            let birth = born.components
            let isBefore = (month, day) < (birth.month, birth.day)
            return Int64(max(0, year - birth.year - (isBefore ? 1 : 0)))
        }
        guard let birthYear = client.birthYear else { return nil }
        // Whoever was born in that year has had a birthday by its last day.
        let isYearOver = (month, day) == (12, 31)
        return max(0, Int64(year) - birthYear.value - (isYearOver ? 0 : 1))
    }
}

// MARK: Refusals

/// Why a consent is not given or withdrawn.
package enum ConsentRefusal: Refusal {
    case consentGiverNotGuardian(age: Int64?)
    case consentEvidenceMissing
    case noLiveConsent
}

// MARK: What rules ask

extension Facts {
    /// A client's record that stays, and every record merged into it; empty when there is none.
    package func records(of client: ID<Client>) -> [ClientState] {
        guard var state = state(ClientState.self, client) else { return [] }
        // The older id stays, so a chain of merges ends.
        while let into = state.mergedInto, let next = self.state(ClientState.self, into) {
            state = next
        }
        return [state] + absorbed(by: state)
    }

    /// Every record merged into one, and those merged into them.
    package func absorbed(by client: ClientState) -> [ClientState] {
        var found = client.absorbed.compactMap { state(ClientState.self, $0) }
        var index = 0
        while index < found.count {
            found += found[index].absorbed.compactMap { state(ClientState.self, $0) }
            index += 1
        }
        return found
    }

    /// True when a consent of a scope is live on a day, in any record of the client.
    package func hasConsent(
        _ client: ID<Client>,
        scope: ConsentScope,
        on day: CivilDate
    ) -> Bool {
        records(of: client).contains { record in
            record.consents.contains { $0.liveScopes(on: day).contains(scope) }
        }
    }
}
