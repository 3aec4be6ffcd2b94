// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The office's dated values. Built-in ones hold until the office sets others; every rule reads the
// value in force on `occurredOn`, never today's. Each slice declares its keys beside its rules.

extension Facts {
    /// The integer a policy key has on a date.
    package func policy(_ key: PolicyKey<Int64>, on date: CivilDate) -> Int64 {
        guard case .integer(let number)? = policy(named: key.name, on: date) else {
            return key.builtIn
        }
        return number
    }

    /// The yes or no a policy key has on a date.
    package func policy(_ key: PolicyKey<Bool>, on date: CivilDate) -> Bool {
        guard case .flag(let flag)? = policy(named: key.name, on: date) else {
            return key.builtIn
        }
        return flag
    }

    /// The text a policy key has on a date.
    package func policy(_ key: PolicyKey<String>, on date: CivilDate) -> String {
        guard case .text(let text)? = policy(named: key.name, on: date) else {
            return key.builtIn
        }
        return text
    }

    /// What was set for a policy and holds on a date; `nil` when nothing was.
    ///
    /// It is of the policy's kind: `policy.set` refuses others, and the kind of a policy stays.
    package func policy(named name: String, on date: CivilDate) -> HeldPolicy? {
        var found: HeldPolicy?
        visit(
            PolicyRow.self,
            prefix: RowKey(name),
            from: RowKey(name).and(date),
            reversed: true
        ) { row in
            found = row.value
            return false
        }
        return found
    }
}

/// What a policy holds, which keeps its kind.
package enum HeldPolicy: Codable, Equatable, Sendable {
    /// A number of things, days, units or rupiah.
    case integer(Int64)
    /// Yes or no.
    case flag(Bool)
    /// A code or an id; empty where nothing is named.
    case text(String)
}

/// A key of the office's dated values with what holds until the office sets another.
package struct PolicyKey<Value: Sendable>: Sendable {
    /// The key as the office knows it, like `pub.costCapPermille`.
    package let name: String
    /// What holds before the office sets anything.
    package let builtIn: Value

    /// A key and its built-in value.
    package init(_ name: String, _ builtIn: Value) {
        self.name = name
        self.builtIn = builtIn
    }
}

/// A value the office set, in force from a date on.
package struct PolicyRow: Row {
    package static let table = RowTable(3, "policies")
    /// The key of the policy, as ``PolicyKey`` has it.
    package let name: String
    /// The first day the value holds.
    package let from: CivilDate
    /// What rules read.
    package let value: HeldPolicy
    package var key: RowKey { RowKey(name).and(from) }

    /// The row of a value from a day on.
    package init(name: String, from: CivilDate, value: HeldPolicy) {
        self.name = name
        self.from = from
        self.value = value
    }
}
