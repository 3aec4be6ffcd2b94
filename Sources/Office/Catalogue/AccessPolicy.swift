// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
package import Projections

/// Who may call which method, in which rows, and what is shown of sealed fields: one table.
///
/// Taken from the contracts, which the runners ask before every call; printed into the
/// documentation and compared with it, so that a change of rights is seen where it is read.
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
        package let method: String
        /// Set where no role is asked for: `anyone`, or `operators`.
        package let isOpen: String?
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
    static func readers(ofCategory category: String) -> [Grant] {
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

// MARK: Printing

extension AccessPolicy {
    /// The table as a page of the documentation, in Markdown.
    package var page: String {
        Self.introduction + rights + "\n## Sealed fields\n\n" + Self.legend + sealedFields
            + "\n## Events\n\n" + Self.eventLegend + streams
    }

    private static let eventLegend = """
        Who reads the events of a category with their data; sealed values stay sealed. Events of
        other categories show nobody their data.


        """

    private var streams: String {
        let head = "| Category | roles |\n|---|---|\n"
        let categories = Slice.all.flatMap(\.events).map { $0.category }
        return head
            + Set(categories).sorted().compactMap { category in
                let readers = Self.readers(ofCategory: category)
                if readers.isEmpty { return nil }
                return "| `\(category)` | "
                    + readers.map(\.role.rawValue).joined(separator: ", ") + " |\n"
            }.joined()
    }

    private static let introduction = """
        # Who may do what

        This page is printed from the contracts of the methods; a test compares it with them, and
        another one calls every cell over the socket. Do not edit it by hand:
        `PEKSOS_RECORD=1 swift test --filter AccessPolicyTests` writes it anew.

        ## Methods

        `all`: every row. `own`, `team`, `new`, `receiver`: the cases (and the clients of the
        cases) a person works on, supervises, that nobody has yet, or that are offered. `glass`:
        only while the person has broken the glass of the case or client. `–`: the method is not
        for the role. A restricted case is seen by those on its list alone, whatever the table
        says. Methods without a role are open to every operator, or to anyone who may connect.


        """

    private static let legend = """
        What a query shows of sealed data, in the rows reached. A field of class `case` or
        `secret` that is shown in clear is on record before the answer leaves. Roles that are not
        named do not get the value; for auditors and readers no seal is ever opened.


        """

    private var rights: String {
        let roles = Role.allCases
        let head = "| Method | " + roles.map(\.rawValue).joined(separator: " | ") + " |\n"
        let rule = "|---" + String(repeating: "|---", count: roles.count) + "|\n"
        let lines = entries.map { entry in
            let cells =
                entry.isOpen.map { open in roles.map { _ in open } }
                ?? roles.map { entry.cell($0).text }
            return "| `\(entry.method)` | " + cells.joined(separator: " | ") + " |\n"
        }
        return head + rule + lines.joined()
    }

    private var sealedFields: String {
        let head =
            "| Query | field | class | clear | masked | broken glass |\n|---|---|---|---|---|---|\n"
        let lines = entries.flatMap { entry in
            entry.sealed.map { column in
                let cells = [
                    "`\(entry.method)`", "`\(column.column)`", column.fieldClass.rawValue,
                    names(column.clear, in: entry), names(column.masked, in: entry),
                    names(column.glass, in: entry),
                ]
                return "| " + cells.joined(separator: " | ") + " |\n"
            }
        }
        return head + lines.joined()
    }

    // Only roles that may call the method.
    private func names(_ roles: [Role], in entry: Entry) -> String {
        let shown = Role.allCases.filter { roles.contains($0) && entry.cell($0) != .closed }
        return shown.isEmpty ? "–" : shown.map(\.rawValue).joined(separator: ", ")
    }
}
