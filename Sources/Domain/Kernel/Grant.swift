// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Which rows of casework a role reaches; without casework every role reaches everything.
package struct Reach: OptionSet, Sendable, Hashable {
    /// One bit a kind of row; ``all`` has every bit.
    package let rawValue: UInt8
    /// The set with these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Cases the caller's worker has a live spell on, or was the last primary worker of.
    package static let own = Reach(rawValue: 1)
    /// Cases whose primary worker is supervised by the caller's worker, or is that worker.
    package static let team = Reach(rawValue: 2)
    /// Cases that have no primary worker yet.
    package static let new = Reach(rawValue: 4)
    /// Cases offered by a pending transfer to the caller's worker or team.
    package static let receiver = Reach(rawValue: 8)
    /// Every row.
    package static let all = Reach(rawValue: 255)

    /// The names as the contract pages have them, for the catalogue and the printed table.
    package var names: [String] {
        if self == .all { return ["all"] }
        let named: [(Reach, String)] = [
            (.own, "own"), (.team, "team"), (.new, "new"), (.receiver, "receiver"),
        ]
        return named.filter { contains($0.0) }.map(\.1)
    }
}

/// A role that may call a method, and the rows it reaches there.
package struct Grant: Sendable, Hashable {
    /// Who may call.
    package let role: Role
    /// The rows that the role reaches; an empty reach needs broken glass.
    package let reach: Reach

    /// A role and its reach.
    package init(_ role: Role, _ reach: Reach = .all) {
        self.role = role
        self.reach = reach
    }

    /// Who keeps the machine and its operators, every row.
    package static let administrator = Grant(.administrator)
    /// Who takes in clients and opens cases, every row.
    package static let intake = Grant(.intake)
    /// A social worker, every row.
    package static let worker = Grant(.worker)
    /// Who supervises social workers, every row.
    package static let supervisor = Grant(.supervisor)
    /// Who plans drives and distributions, every row.
    package static let coordinator = Grant(.coordinator)
    /// Who keeps the money, every row.
    package static let treasurer = Grant(.treasurer)
    /// Who keeps the goods, every row.
    package static let storekeeper = Grant(.storekeeper)
    /// Who keeps the register of workers and organisations, every row.
    package static let registrar = Grant(.registrar)
    /// The board of the foundation, every row.
    package static let board = Grant(.board)
    /// Who checks the books; no seal is opened for them, every row.
    package static let auditor = Grant(.auditor)
    /// Who answers for personal data, every row.
    package static let dataProtection = Grant(.dataProtection)
    /// Who sees totals; small ones are hidden, every row.
    package static let reader = Grant(.reader)

    /// Intake with less than every row.
    package static func intake(_ reach: Reach) -> Grant { Grant(.intake, reach) }
    /// A worker with less than every row.
    package static func worker(_ reach: Reach) -> Grant { Grant(.worker, reach) }
    /// A supervisor with less than every row.
    package static func supervisor(_ reach: Reach) -> Grant { Grant(.supervisor, reach) }
}

/// Groups of roles that the contract pages name together.
extension [Grant] {
    /// Who sees money: treasurer, coordinator, board, auditor.
    package static let money: [Grant] = [.treasurer, .coordinator, .board, .auditor]
    /// Money, worker, supervisor.
    package static let field: [Grant] = money + [.worker, .supervisor]
    /// Storekeeper, coordinator, supervisor, auditor.
    package static let goods: [Grant] = [.storekeeper, .coordinator, .supervisor, .auditor]
    /// Every role but the reader.
    package static let exceptReader: [Grant] = Role.allCases.filter { $0 != .reader }
        .map { Grant($0) }
    /// Every role.
    package static let any: [Grant] = Role.allCases.map { Grant($0) }

    /// True when one of the roles is granted, or when the method is open to every operator.
    package func admits(_ roles: [Role]) -> Bool {
        isEmpty || contains { roles.contains($0.role) }
    }

    /// The rows that roles reach together.
    package func reach(of roles: [Role]) -> Reach {
        isEmpty ? .all : filter { roles.contains($0.role) }.reduce([]) { $0.union($1.reach) }
    }
}
