// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// The office's dated values as they hold on the day, by name.
package struct ShowPolicies: Query {
    package static let contract = QueryContract(
        "policy.show",
        roles: [],
        positional: ["key"],
        next: ["policy history {key}"]
    )

    /// Left out: all that begin with the prefix.
    package let key: PolicyName?
    /// How the names begin, up to any letter.
    package let prefix: Line?

    package struct Item: Codable, Sendable {
        let key: PolicyName
        let value: PolicyValue?
        let from: CivilDate?
        let source: Line?
        let origin: PolicyOrigin
        /// True when a public source says so, or the office.
        let confirmed: Bool
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let asked = KnownPolicy.all.filter { known in
            key?.text ?? known.name == known.name && known.name.hasPrefix(prefix?.text ?? "")
        }
        return try context.page(
            asked.sorted { $0.name < $1.name }.map { Item($0, context) }
        )
    }
}

extension ShowPolicies.Item {
    fileprivate init(_ known: KnownPolicy, _ context: QueryContext) {
        let set = context.facts.policyChanges(known).last { $0.from <= context.today }
        self.init(
            key: PolicyName(trusted: known.name),
            value: set.map { known.limited($0.value) } ?? known.builtInValue,
            from: set?.from,
            source: set?.source ?? known.builtInSource,
            origin: set == nil ? .builtIn : .set,
            confirmed: set != nil || known.builtInSource != nil
        )
    }
}

/// Every value of a policy: what is compiled in, then what was set, by the day it holds from.
package struct ListPolicyHistory: Query {
    package static let contract = QueryContract(
        "policy.history",
        roles: [],
        positional: ["key"],
        next: ["policy show {key}"]
    )

    /// `notFound` unless some rule reads it.
    package let key: PolicyName

    package struct Item: Codable, Sendable {
        let value: PolicyValue?
        let from: CivilDate?
        let source: Line?
        let origin: PolicyOrigin
        let recordedOn: CivilDate?
        let `operator`: String?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        guard let known = KnownPolicy.named(key.text) else {
            throw .notFound(what: PolicyEvent.category, id: key.text)
        }
        let builtIn = Item(
            value: known.builtInValue,
            from: nil,
            source: known.builtInSource,
            origin: .builtIn,
            recordedOn: nil,
            operator: nil
        )
        let set = context.facts.policyChanges(known).map { row in
            Item(
                value: row.value,
                from: row.from,
                source: row.source,
                origin: .set,
                recordedOn: Moment(microseconds: row.recordedAt).date,
                operator: context.showsPseudonyms
                    ? context.pseudonym(row.operator.text) : row.operator.text
            )
        }
        return try context.page([builtIn] + set)
    }
}
