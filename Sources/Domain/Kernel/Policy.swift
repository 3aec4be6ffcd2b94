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
        set(key.name, on: date).flatMap { Int64($0) } ?? key.builtIn
    }

    /// The yes or no a policy key has on a date.
    package func policy(_ key: PolicyKey<Bool>, on date: CivilDate) -> Bool {
        set(key.name, on: date).map { $0 == "true" } ?? key.builtIn
    }

    /// The text a policy key has on a date.
    package func policy(_ key: PolicyKey<String>, on date: CivilDate) -> String {
        set(key.name, on: date) ?? key.builtIn
    }

    private func set(_ name: String, on date: CivilDate) -> String? {
        var found: String?
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
    /// As it is written on the wire.
    package let value: String
    package var key: RowKey { RowKey(name).and(from) }

    /// The row of a value from a day on.
    package init(name: String, from: CivilDate, value: String) {
        self.name = name
        self.from = from
        self.value = value
    }
}
