// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// Requests for a second person that the caller asked for or could decide.
package struct ListApprovals: Query {
    package static let contract = QueryContract(
        "approval.list",
        roles: [],
        next: ["approval show {approval}"]
    )

    /// By today's date, so that `expired` can be asked for.
    package let state: ApprovalOutcome?
    /// As ``FourEyes`` names it; an unknown one finds nothing.
    package let kind: String?

    package struct Item: Codable, Sendable {
        let approval: ID<Approval>
        let kind: String
        let requestedBy: ID<Operator>
        let requestedOn: CivilDate
        let neededRole: Role
        let state: ApprovalOutcome
        let expiresOn: CivilDate
        let digest: String
        let ref: String?
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(ApprovalState.self) { row in
            let shown = row.shownState(on: context.today)
            guard context.reaches(row), state == nil || state == shown,
                kind == nil || kind == row.kind
            else { return nil }
            return Item(
                approval: row.id,
                kind: row.kind,
                requestedBy: row.requestedBy,
                requestedOn: row.requestedOn,
                neededRole: row.neededRole,
                state: shown,
                expiresOn: row.expiresOn,
                digest: row.digest,
                ref: row.ref
            )
        }
    }
}

/// One request with the params that its digest covers.
package struct ShowApproval: Query {
    package static let contract = QueryContract(
        "approval.show",
        roles: [],
        positional: ["approval"],
        shape: .item,
        next: ["approval approve {approval}"]
    )

    /// `notFound` unless the caller asked for it or could decide it.
    package let approval: ID<Approval>

    package struct Item: Codable, Sendable {
        let approval: ID<Approval>
        let kind: String
        let requestedBy: ID<Operator>
        let requestedOn: CivilDate
        let neededRole: Role
        let state: ApprovalOutcome
        let expiresOn: CivilDate
        let digest: String
        let ref: String?
        let method: String
        let occurredOn: CivilDate
        let reason: String?
        let decidedBy: ID<Operator>?
        let decidedOn: CivilDate?
        let params: JSONValue
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let row = try context.find(ApprovalState.self, approval)
        guard context.reaches(row) else {
            throw .notFound(what: Approval.noun, id: approval.text)
        }
        let item = Item(
            approval: row.id,
            kind: row.kind,
            requestedBy: row.requestedBy,
            requestedOn: row.requestedOn,
            neededRole: row.neededRole,
            state: row.shownState(on: context.today),
            expiresOn: row.expiresOn,
            digest: row.digest,
            ref: row.ref,
            method: row.method,
            occurredOn: row.occurredOn,
            reason: row.reason,
            decidedBy: row.decidedBy,
            decidedOn: row.decidedOn,
            params: row.parsedParams ?? .object([])
        )
        return QueryAnswer(items: [item])
    }
}

extension QueryContext {
    fileprivate func reaches(_ row: ApprovalState) -> Bool {
        row.requestedBy == actor || roles.contains(row.neededRole) || roles.contains(.auditor)
            || roles.contains(.dataProtection)
    }
}

extension ApprovalState {
    /// The params as they were asked.
    fileprivate var parsedParams: JSONValue? {
        // The daemon wrote the text itself; what it cannot read is shown as nothing.
        (try? JSONDocument(scanning: Array(params.utf8), limits: .unlimited))?.root.value
    }

    /// What the command is about: the param that stands first on its command line.
    fileprivate var ref: String? {
        let contract = Slice.all.lazy.flatMap(\.commands)
            .first { $0.contract.method == method }?.contract
        return contract?.positional.first.flatMap { parsedParams?[$0]?.string }
    }
}
