// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Pairs of records that may be one person, the most alike first (R27).
package struct ListDuplicates: Query {
    package static let contract = QueryContract(
        "duplicate.list",
        roles: [.intake, .supervisor, .registrar, .auditor],
        sealed: [
            .masked("aInitials", for: [.intake, .supervisor]),
            .masked("bInitials", for: [.intake, .supervisor]),
            .office("aInitials", for: [.registrar]),
            .office("bInitials", for: [.registrar]),
        ],
        next: ["client merge {b} --into {a}", "duplicate dismiss {pair}"]
    )

    /// Which pairs, by what became of them.
    package enum State: String, CodeSet {
        case open, dismissed, confirmed, merged, all

        package static let name = "PairFilter"
    }

    /// Pairs with a client in them, or those of the registry.
    package enum Kind: String, CodeSet {
        case client, registry

        package static let name = "PairKind"
    }

    /// Left out: those nobody has decided on.
    package let state: State?
    /// Left out: both, as far as the caller may see them.
    package let kind: Kind?
    /// The pairs with this record in them.
    package let subject: SubjectID?

    package struct Item: Codable, Sendable {
        let pair: ID<DuplicatePair>
        let a: SubjectID
        let b: SubjectID
        let aInitials: String?
        let bInitials: String?
        let score: Int64
        let reasons: [Likeness.Reason]
        let flagged: Bool
        let state: PairState
        let decidedBy: String?
        let decidedOn: CivilDate?
        /// True for those who may not see initials either: the members are absent then.
        var hidesInitials = false

        private enum CodingKeys: String, CodingKey {
            case pair, a, b, aInitials, bInitials, score, reasons, flagged, state, decidedBy
            case decidedOn
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(pair, forKey: .pair)
            try container.encode(a, forKey: .a)
            try container.encode(b, forKey: .b)
            if !hidesInitials {
                try container.encode(aInitials, forKey: .aInitials)
                try container.encode(bInitials, forKey: .bInitials)
            }
            try container.encode(score, forKey: .score)
            try container.encode(reasons, forKey: .reasons)
            try container.encode(flagged, forKey: .flagged)
            try container.encode(state, forKey: .state)
            try container.encode(decidedBy, forKey: .decidedBy)
            try container.encode(decidedOn, forKey: .decidedOn)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let wanted = state ?? .open
        func item(_ row: DuplicateRow) -> Item? {
            guard wanted == .all || row.state.rawValue == wanted.rawValue, isSeen(row, by: context)
            else { return nil }
            return Item(row, context)
        }
        if subject == nil, wanted != .all {
            let prefix = DuplicateRow.key(isOpen: wanted == .open)
            return try context.page(DuplicateRow.self, prefix: prefix, item)
        }
        // Open pairs and others stand apart in the table, so both together are put in order here.
        let rows =
            subject.map { context.facts.pairs(of: $0.text) }
            ?? context.facts.rows(DuplicateRow.self)
        return try context.page(
            rows.sorted { ($1.score, $0.pair) < ($0.score, $1.pair) }.compactMap(item)
        )
    }

    private func isSeen(_ row: DuplicateRow, by context: QueryContext) -> Bool {
        if let kind, (kind == .client) != row.isOfClients { return false }
        let seers: [Role] =
            row.isOfClients ? [.intake, .supervisor, .auditor] : [.registrar, .auditor]
        return context.roles.contains(where: seers.contains)
    }
}

extension ListDuplicates.Item {
    fileprivate init(_ row: DuplicateRow, _ context: QueryContext) {
        self.init(
            pair: row.pair,
            a: row.a,
            b: row.b,
            aInitials: context.shownName(of: row.a, in: row),
            bInitials: context.shownName(of: row.b, in: row),
            score: row.score,
            reasons: row.reasons,
            flagged: row.flagged,
            state: row.state,
            decidedBy: row.decidedBy.map {
                context.showsPseudonyms ? context.pseudonym($0.text) : $0.text
            },
            decidedOn: row.decidedOn,
            hidesInitials: context.showsPseudonyms
        )
    }
}

extension QueryContext {
    /// The name in a pair of the registry, which is no secret there; else the initials.
    fileprivate func shownName(of subject: SubjectID, in row: DuplicateRow) -> String? {
        guard let kind = SubjectKind(of: subject.text), let disclosure,
            let hashes = facts.row(SubjectHashesRow.self, RowKey(subject))
        else { return nil }
        switch kind {
        case .client:
            return facts.state(ClientState.self, ID(trusted: subject.text)).flatMap {
                masked(.personName, of: $0, as: .initials)
            }
        case .worker, .volunteer, .contact:
            if !row.isOfClients {
                return disclosure.office("name", of: subject.text, at: hashes.namedAt)
            }
        case .beneficiary: break
        }
        return disclosure.masked("name", of: subject.text, at: hashes.namedAt)
    }
}
