// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Two records that may be one person form a pair. The office finds pairs itself when a name, a birth
// date or a NIK comes in, and people may point at others. A pair is open until somebody decides:
// two people (dismiss), one person with two records that stay apart (confirm), or one record merged
// into the other (`client.merge`). Commands: flag, dismiss, confirm.

// MARK: Pairs

/// What became of a pair.
package enum PairState: String, CodeSet {
    case open, dismissed, confirmed, merged

    package static let name = "PairState"
}

extension ID<DuplicatePair> {
    /// The pair of two different subjects, the older id first.
    package init(_ one: SubjectID, _ other: SubjectID) {
        let isInOrder = one.isOlder(than: other)
        self.init(
            trusted: isInOrder ? "\(one.text)~\(other.text)" : "\(other.text)~\(one.text)"
        )
    }

    /// The two subjects; `nil` when it is not the id of a pair.
    package var subjects: (a: SubjectID, b: SubjectID)? {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let a = try? SubjectID(parts[0]), let b = try? SubjectID(parts[1])
        else { return nil }
        return (a, b)
    }
}

// MARK: Commands

extension DuplicatePair {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        FlagDuplicate.self, DismissDuplicate.self, ConfirmDuplicate.self,
    ]
}

/// Somebody thinks that two records are one person.
package struct FlagDuplicate: Command {
    package static let contract = Contract(
        "duplicate.flag",
        roles: [.intake, .supervisor, .registrar],
        positional: ["a"],
        refusals: [
            "futureDated", "subjectErased", "processingLimited", "pairDecided", "mergeSelf",
        ],
        needsReason: true,
        next: ["duplicate list --subject {a}"]
    )

    /// A client, worker, volunteer, contact or beneficiary whom the caller may know.
    package let a: SubjectID
    /// Another record, of whatever kind.
    package let b: SubjectID

    package struct Answer: Codable, Sendable {
        let pair: ID<DuplicatePair>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try decision.find(subject: a)
        try decision.find(subject: b)
        let pair = ID<DuplicatePair>(a, b)
        try decision.gate(pair.stream, step: false)
        for subject in [a, b] { try decision.gate(subject: subject) }
        if let row = decision.facts.pair(pair), row.state != .open {
            throw .refused(DuplicateRefusal.pairDecided(state: row.state))
        }
        if a == b { throw .refused(DuplicateRefusal.mergeSelf) }
        decision.record(DuplicateEvent.flagged(a: a, b: b), to: pair.stream)
        return Answer(pair: pair)
    }
}

/// Two records are two people.
package struct DismissDuplicate: Command {
    package static let contract = Contract(
        "duplicate.dismiss",
        roles: [.supervisor, .registrar],
        positional: ["pair"],
        refusals: ["futureDated", "outOfOrder", "pairDecided"],
        needsReason: true,
        next: ["duplicate list"]
    )

    /// Open; a supervisor decides on clients, a registrar on the registry.
    package let pair: ID<DuplicatePair>

    package typealias Answer = FlagDuplicate.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let row = try decision.find(pair: pair)
        guard decision.roles.contains(row.isOfClients ? .supervisor : .registrar)
        else { throw .notFound(what: DuplicatePair.noun, id: pair.text) }
        try decision.gate(pair.stream, step: true)
        try row.mustBeOpen()
        decision.record(
            DuplicateEvent.dismissed(
                score: row.score,
                identifiersDigest: decision.identifiersDigest(of: row)
            ),
            to: pair.stream
        )
        return Answer(pair: pair)
    }
}

/// Two records are one person, and stay two records.
package struct ConfirmDuplicate: Command {
    package static let contract = Contract(
        "duplicate.confirm",
        roles: [.registrar],
        positional: ["pair"],
        refusals: ["futureDated", "outOfOrder", "pairDecided", "useMerge"],
        needsReason: true,
        next: ["duplicate list"]
    )

    /// Open, of two records of the registry.
    package let pair: ID<DuplicatePair>

    package typealias Answer = FlagDuplicate.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let row = try decision.find(pair: pair)
        // That somebody of the registry is a client is for casework to know.
        if row.isOfClients, !row.isOfTwoClients {
            throw .notFound(what: DuplicatePair.noun, id: pair.text)
        }
        try decision.gate(pair.stream, step: true)
        try row.mustBeOpen()
        if row.isOfTwoClients {
            throw .refused(DuplicateRefusal.useMerge(client: row.b, into: row.a))
        }
        decision.record(DuplicateEvent.confirmed, to: pair.stream)
        return Answer(pair: pair)
    }
}

extension Decision {
    /// The pair that is open or decided; else `notFound`.
    fileprivate func find(pair: ID<DuplicatePair>) throws(Rejection) -> DuplicateRow {
        guard let row = facts.pair(pair) else {
            throw .notFound(what: DuplicatePair.noun, id: pair.text)
        }
        return row
    }

    /// Rejects with `notFound` when a subject has no record, or is a client and out of reach.
    fileprivate func find(subject: SubjectID) throws(Rejection) {
        guard let kind = SubjectKind(of: subject.text) else { return }
        if kind == .client, roles.contains(.intake) || roles.contains(.supervisor) {
            _ = try find(client: ID(trusted: subject.text))
            return
        }
        let stream = RowKey(kind.rawValue + "-" + subject.text)
        if kind == .client || facts.row(StreamRow.self, stream) == nil {
            throw .notFound(what: kind.rawValue, id: subject.text)
        }
    }

    fileprivate func gate(subject: SubjectID) throws(Rejection) {
        try mustNotBeErased(subject.text)
        if let client = facts.state(ClientState.self, ID(trusted: subject.text)) {
            try gate(subject: client)
        }
    }

    /// A keyed digest of everything by which the two were compared.
    fileprivate func identifiersDigest(of row: DuplicateRow) -> String {
        let compared = [row.a, row.b].flatMap { subject -> [String] in
            guard let row = facts.row(SubjectHashesRow.self, RowKey(subject)) else { return [] }
            let hashes = row.hashes
            return [subject.text] + hashes.names.flatMap(\.words)
                + [hashes.birthDate ?? "", hashes.nik ?? ""]
        }
        return services.approvalDigest(
            method: DismissDuplicate.contract.method,
            params: compared.joined(separator: "\n")
        )
    }
}

// MARK: Events

/// What happens to a pair; its score and the digest are those of the day of the decision.
package enum DuplicateEvent: DomainEvent {
    case flagged(a: SubjectID, b: SubjectID)
    case dismissed(score: Int64, identifiersDigest: String)
    case confirmed
    case merged

    package enum CodingKeys: String, CodingKey {
        case flagged = "duplicate.flagged"
        case dismissed = "duplicate.dismissed"
        case confirmed = "duplicate.confirmed"
        case merged = "duplicate.merged"
    }

    package static let category = DuplicatePair.category

    package var isStep: Bool {
        switch self {
        case .flagged: false
        case .dismissed, .confirmed, .merged: true
        }
    }
}

// MARK: Refusals

/// Why a pair is not decided.
package enum DuplicateRefusal: Refusal {
    case pairDecided(state: PairState)
    case mergeSelf
    case useMerge(client: SubjectID, into: SubjectID)
}
