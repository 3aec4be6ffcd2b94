// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What a command promises besides its params: the one place for its name, roles and refusals.
package struct Contract: Sendable {
    /// `noun.verb`.
    package let method: String
    /// Who may, with the rows each role reaches; an empty list lets every operator.
    package let grants: [Grant]
    /// Params that may be given by position on the command line, in order.
    package let positional: [String]
    /// The codes of its own refusals, in the order they are checked, for the catalogue.
    package let refusals: [String]
    /// True when `reason` must be given.
    package let needsReason: Bool
    /// Set when the command takes effect by the approval of a second person.
    package let fourEyes: FourEyes?
    /// What the client asks before it sends: `none`, `yes` or `name`.
    package let confirm: String
    /// Command lines likely next, with `{param}` taken from the result.
    package let next: [String]
    /// How the client asks for the params at a terminal: `count` is a sheet of denominations.
    package let interactive: String?

    /// A contract; see the properties.
    package init(
        _ method: String,
        roles: [Grant],
        positional: [String] = [],
        refusals: [String] = [],
        needsReason: Bool = false,
        fourEyes: FourEyes? = nil,
        confirm: String = "none",
        next: [String] = [],
        interactive: String? = nil
    ) {
        self.method = method
        grants = roles
        self.positional = positional
        self.refusals = refusals
        self.needsReason = needsReason
        self.fourEyes = fourEyes
        self.confirm = confirm
        self.next = next
        self.interactive = interactive
    }

    /// The roles that may, any one of them.
    package var roles: [Role] { grants.map(\.role) }
}

/// A command that a second person must approve.
package struct FourEyes: Sendable, Equatable {
    /// The kind of approval.
    ///
    /// `ledgerReversal`, `carryOver`, `stockWriteOff` …
    package let kind: String
    /// The role the approver must hold.
    package let needed: Role

    /// A kind of approval and who may give it.
    package init(kind: String, needed: Role) {
        self.kind = kind
        self.needed = needed
    }
}

/// Something asked of the office: one type per method, from which everything else is derived.
///
/// The stored properties are the params under their wire names; optional ones are `Optional`.
package protocol Command: Decodable, Sendable {
    /// The members of the result that are the command's own; `nil` is written as null.
    associatedtype Answer: Codable & Sendable
    /// Name, roles, refusals.
    static var contract: Contract { get }
    /// Decides: records events on the decision and answers, or rejects.
    ///
    /// A pure function of the command and of the facts it asks for. Order of the checks: existence
    /// of everything named, ``Decision/gate(_:step:)``, then the refusals as the contract lists
    /// them. Writer thread only.
    func decide(_ decision: Decision) throws(Rejection) -> Answer
    /// Who must approve this very command, when a second person is needed.
    ///
    /// What the contract says, unless it depends on the params or on the facts.
    func fourEyesNeeded(_ decision: Decision) -> FourEyes?
}

extension Command {
    /// What the contract says; a command whose need depends on its params answers itself.
    package func fourEyesNeeded(_ decision: Decision) -> FourEyes? { Self.contract.fourEyes }
}

/// An answer whose members are named by the command's own fields only.
package struct Nothing: Codable, Sendable {
    /// No members.
    package init() {}
}
