// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A value that is one bounded integer on the wire.
package protocol IntegerValue: SelfDescribing, Hashable, Comparable, CustomStringConvertible {
    /// The integer.
    var value: Int64 { get }
    /// Takes the integer as it is; the caller has checked it or trusts it.
    init(_ value: Int64)
    /// The allowed values.
    static var range: ClosedRange<Int64> { get }
}

extension IntegerValue {
    /// Throws ``InvalidValue`` outside the range.
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Int64.self)
        guard Self.range.contains(value) else {
            throw InvalidValue(
                "range",
                expected: "\(Self.range.lowerBound) to \(Self.range.upperBound)"
            )
        }
        self.init(value)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    package var description: String { String(value) }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// One, or the least that is allowed.
    package static var sample: Self { Self(max(Self.range.lowerBound, 1)) }
}

/// Limits of money, shared by the wire and by every computed total.
package enum MoneyLimit {
    /// The largest amount anything may have, in rupiah.
    package static let maximum: Int64 = 1_000_000_000_000
}

/// Whole rupiah, 0 to 10^12 on the wire; computed balances may be negative.
package struct Rupiah: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 0...MoneyLimit.maximum
    package static let schema = ValueSchema(
        "Rupiah",
        .integer(minimum: 0, maximum: MoneyLimit.maximum),
        column: "rupiah"
    )
}

/// Whole rupiah that something costs or is worth, 1 to 10^12.
package struct Amount: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...MoneyLimit.maximum
    package static let schema = ValueSchema(
        "Amount",
        .integer(minimum: 1, maximum: MoneyLimit.maximum),
        column: "rupiah"
    )
}

/// Whole rupiah with a sign, −10^12 to 10^12.
package struct SignedRupiah: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = -MoneyLimit.maximum...MoneyLimit.maximum
    package static let schema = ValueSchema(
        "SignedRupiah",
        .integer(minimum: -MoneyLimit.maximum, maximum: MoneyLimit.maximum),
        column: "rupiah"
    )
    package static var sample: Self { Self(0) }
}

/// A number of things, 1 to 1,000,000.
package struct Quantity: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...1_000_000
    package static let schema = ValueSchema(
        "Quantity",
        .integer(minimum: 1, maximum: 1_000_000),
        column: "integer"
    )
}

/// A number of things that may be none, 0 to 1,000,000.
package struct Count0: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 0...1_000_000
    package static let schema = ValueSchema(
        "Count0",
        .integer(minimum: 0, maximum: 1_000_000),
        column: "integer"
    )
}

/// Sums that may not leave the range of money.
package enum Checked {
    /// The product, or a rejection when it is more than 10^12.
    package static func product(_ left: Int64, _ right: Int64) throws(Rejection) -> Int64 {
        let (value, overflows) = left.multipliedReportingOverflow(by: right)
        guard !overflows, abs(value) <= MoneyLimit.maximum else { throw .amountTooLarge }
        return value
    }

    /// The sum, or a rejection when it is more than 10^12.
    package static func sum(_ left: Int64, _ right: Int64) throws(Rejection) -> Int64 {
        let (value, overflows) = left.addingReportingOverflow(right)
        guard !overflows, abs(value) <= MoneyLimit.maximum else { throw .amountTooLarge }
        return value
    }
}
