// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
package import Projections

/// Who may call which method, in which rows, and what is shown of sealed fields: one table.
///
/// Taken from the contracts, which the runners ask before every call; the golden files of the
/// aggregates pin it, so that a change of rights is seen where it is read.
package struct AccessPolicy: Sendable {
    /// What a role may do with a method.
    package enum Cell: Sendable, Equatable {
        /// The method is not for the role.
        case closed
        /// In the rows named; with no names only by broken glass.
        case reach(Reach)

        /// The cell as it is printed.
        package var text: String {
            switch self {
            case .closed: "–"
            case .reach(let reach) where reach.isEmpty: "glass"
            case .reach(let reach): reach.names.joined(separator: " ")
            }
        }
    }

    /// One method with its rights.
    package struct Entry: Sendable {
        /// `noun.verb`.
        package let method: String
        /// Set where no role is asked for: `anyone`, or `operators`.
        package let isOpen: String?
        /// Who may, with the rows each role reaches; empty where no role is asked for.
        package let grants: [Grant]
        /// What of the sealed is shown; empty for commands.
        package let sealed: [SealedColumn]

        /// What a role may do.
        package func cell(_ role: Role) -> Cell {
            if isOpen != nil { return .reach(.all) }
            let held = grants.filter { $0.role == role }
            if held.isEmpty { return .closed }
            return .reach(held.reach(of: [role]))
        }
    }

    /// By method.
    package let entries: [Entry]

    /// The rights of some slices and of methods of the daemon itself.
    package init(_ slices: [Slice], _ system: [any SystemMethod.Type]) {
        let commands = slices.flatMap(\.commands).map { type in
            Entry(
                method: type.contract.method,
                isOpen: type.contract.grants.isEmpty ? "operators" : nil,
                grants: type.contract.grants,
                sealed: []
            )
        }
        let queries = slices.flatMap(\.queries).map { type in
            Entry(
                method: type.contract.method,
                isOpen: type.contract.grants.isEmpty ? "operators" : nil,
                grants: type.contract.grants,
                sealed: type.contract.sealed
            )
        }
        let others = system.map { type in
            switch type.contract.audience {
            case .anyone:
                Entry(method: type.contract.method, isOpen: "anyone", grants: [], sealed: [])
            case .anyOperator:
                Entry(method: type.contract.method, isOpen: "operators", grants: [], sealed: [])
            case .roles(let roles):
                Entry(
                    method: type.contract.method,
                    isOpen: nil,
                    grants: roles.map { Grant($0) },
                    sealed: []
                )
            }
        }
        entries = (commands + queries + others).sorted { $0.method < $1.method }
    }

    /// The rights of the office as it is.
    package static let office = AccessPolicy(Slice.all, SystemMethods.all)
}

// MARK: Streams

extension AccessPolicy {
    /// Roles that may read the events of a category with their data; no seal is opened for them.
    ///
    /// Events of clients, cases and households show their data to nobody: rows reached are a matter
    /// of queries.
    package static func readers(ofCategory category: String) -> [Grant] {
        switch category {
        case "drive", "box", "count": .field
        case "fund": .money
        case "purchase": .money + [.storekeeper, .supervisor]
        case "stock": .goods
        case "distribution", "beneficiary": .goods + [.worker]
        case "item", "place", "organisation", "contact", "policy", "worker": .exceptReader
        case "partnership", "advocacy", "body": .exceptReader
        case "operator", "store": [.administrator, .dataProtection, .auditor]
        case "approval": [.board, .supervisor, .administrator, .auditor, .dataProtection]
        case "access": [.dataProtection, .auditor]
        default: []
        }
    }
}
