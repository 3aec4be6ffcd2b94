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
        return key.bound.limited(number)
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
    /// What else it may be set to.
    package let bound: PolicyBound

    /// A key and its built-in value.
    package init(_ name: String, _ builtIn: Value, _ bound: PolicyBound = .usual) {
        self.name = name
        self.builtIn = builtIn
        self.bound = bound
    }
}

/// Which values of its kind a policy may have, so that no rule meets one that it cannot reckon with.
package enum PolicyBound: Sendable {
    /// Numbers up to 10,000: of days, years, units or things; any text, for instance an id.
    case usual
    case rupiah
    case permille
    case date
    /// Of any year.
    case monthAndDay
    case oneOf([String])

    /// The largest number.
    package var numberMax: Int64 {
        switch self {
        case .rupiah: MoneyLimit.maximum
        case .permille: 1000
        case .usual, .date, .monthAndDay, .oneOf: 10_000
        }
    }

    /// A number as rules reckon with it: one recorded before there was a bound may be beyond it.
    func limited(_ number: Int64) -> Int64 { min(number, numberMax) }

    /// True for a value that a policy of its kind may have.
    package func admits(_ held: HeldPolicy) -> Bool {
        switch (self, held) {
        case (_, .integer(let number)): (0...numberMax).contains(number)
        case (.date, .text(let text)): CivilDate(text) != nil
        // A leap year has every day.
        case (.monthAndDay, .text(let text)): CivilDate("2016-" + text) != nil
        case (.oneOf(let texts), .text(let text)): texts.contains(text)
        case (_, .flag), (_, .text): true
        }
    }

    /// How such values are written; `nil` for any.
    package func form(of held: HeldPolicy) -> String? {
        switch (self, held) {
        case (_, .integer): "0–\(numberMax)"
        case (.date, _): "YYYY-MM-DD"
        case (.monthAndDay, _): "MM-DD"
        case (.oneOf(let texts), _): texts.joined(separator: " / ")
        case (.usual, _), (.rupiah, _), (.permille, _): nil
        }
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
