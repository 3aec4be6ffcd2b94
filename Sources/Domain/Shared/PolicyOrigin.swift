// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Where the value of a policy comes from.
package enum PolicyOrigin: String, CodeSet {
    case builtIn, set

    package static let name = "PolicyOrigin"
}

/// A value that was set, as it was set; none is forgotten when another one follows.
package struct PolicyChangeRow: Row {
    package static let table = RowTable(34, "policyChanges")
    /// Raw name, as in ``KnownPolicy/name``.
    package let name: String
    /// The first day; a value set later for a later day ends it.
    package let from: CivilDate
    /// Of the event: of two values for one day the later recorded holds.
    package let position: Int64
    private let held: HeldPolicy
    /// The decision or law behind it.
    package let source: Line
    /// Microseconds since 1970, UTC.
    package let recordedAt: Int64
    /// Who set it.
    package let `operator`: ID<Operator>
    package var key: RowKey { RowKey(name).and(from).and(position) }
    /// As set, not as rules read it.
    package var value: PolicyValue { PolicyValue(held) }

    /// The row of a value from a day on.
    package init(
        _ name: PolicyName,
        from: CivilDate,
        value: PolicyValue,
        source: Line,
        _ meta: EventMeta
    ) {
        self.name = name.text
        self.from = from
        held = value.held
        self.source = source
        position = meta.position
        recordedAt = meta.recordedAt
        `operator` = meta.actor
    }
}

extension Facts {
    /// Every value that was set for a policy, by the day from which it holds, then as recorded.
    package func policyChanges(_ known: KnownPolicy) -> [PolicyChangeRow] {
        rows(PolicyChangeRow.self, prefix: RowKey(known.name))
    }
}

extension KnownPolicy {
    /// A value as rules read it, where what was recorded is beyond the bound.
    package func limited(_ value: PolicyValue) -> PolicyValue {
        guard case .integer(let number) = value.held else { return value }
        return PolicyValue(.integer(bound.limited(number)))
    }

    /// What is compiled in; `nil` when nothing holds until the office sets it.
    package var builtInValue: PolicyValue? {
        builtIn == .text("") ? nil : PolicyValue(builtIn)
    }

    /// The public source of what is compiled in; `nil` for a proposal that the board may confirm.
    package var builtInSource: Line? {
        Self.sources.first { name.hasPrefix($0.prefix) }.map { Line(trusted: $0.source) }
    }

    private static let sources: [(prefix: String, source: String)] = [
        ("caseload.units", "CWLA 1999"), ("caseload.hardCap", "CWLA 1999"),
        ("supervision.limit", "CWLA 1999"), ("accreditation.years.", "BP3S 2020"),
        ("str.from", "UU 14/2019"), ("pub.costCapPermille", "PP 29/1980"),
        ("pub.", "Kementerian Sosial"), ("deposit.maxDays", "Gerakan Pramuka"),
    ]
}
