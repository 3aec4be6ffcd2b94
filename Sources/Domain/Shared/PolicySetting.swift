// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A policy is a dated value of the office: what is compiled in holds until the office sets another,
// and what was decided under the old one stays decided.

/// The office's dated values.
package enum PolicySetting {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [SetPolicy.self]
}

/// The name of a dated value, like `caseload.hardCap`.
package struct PolicyName: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "PolicyName",
        .string(minimum: 3, maximum: 64, pattern: "^[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)+$"),
        column: "id"
    )
    package static let sample = PolicyName(trusted: "caseload.hardCap")
    package static func check(_ text: String) throws(InvalidValue) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isRight =
            text.utf8.count <= 64 && parts.count > 1
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        TextRule.isLower($0) || TextRule.isUpper($0) || TextRule.isDigit($0)
                    }
            } && text.utf8.first.map(TextRule.isLower) ?? false
        guard isRight else {
            throw InvalidValue("pattern", expected: "a name like caseload.hardCap")
        }
    }

    /// The stream that holds what was set.
    package var stream: String { "policy-" + text }
}

/// What a policy may be: a whole number, a text, or yes and no.
package struct PolicyValue: SelfDescribing, Equatable {
    /// The value as rules read it.
    package let held: HeldPolicy

    package static let schema = ValueSchema(
        "PolicyValue",
        .string(minimum: 1, maximum: 500, pattern: nil),
        column: "text"
    )
    package static let sample = PolicyValue(.integer(204))

    init(_ held: HeldPolicy) { self.held = held }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            held = .integer(number)
        } else if let flag = try? container.decode(Bool.self) {
            held = .flag(flag)
        } else {
            held = .text(try container.decode(Line.self).text)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch held {
        case .integer(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .text(let text): try container.encode(text)
        }
    }
}

/// A policy that some rule reads.
package struct KnownPolicy: Sendable {
    /// The kind of value, which is fixed for each policy.
    package enum Kind: String, Codable, Sendable { case integer, boolean, text }

    /// Dotted, like `caseload.hardCap`.
    package let name: String
    /// A value of another kind is refused.
    package let kind: Kind
    /// What holds until the office sets another.
    let builtIn: HeldPolicy
    /// Which values of the kind it may have.
    let bound: PolicyBound

    /// A policy whose value is a number of things, days, units or rupiah.
    init(_ key: PolicyKey<Int64>) {
        name = key.name
        kind = .integer
        builtIn = .integer(key.builtIn)
        bound = key.bound
    }

    /// A policy whose value is yes or no.
    init(_ key: PolicyKey<Bool>) {
        name = key.name
        kind = .boolean
        builtIn = .flag(key.builtIn)
        bound = key.bound
    }

    /// A policy whose value is a code or an id.
    init(_ key: PolicyKey<String>) {
        name = key.name
        kind = .text
        builtIn = .text(key.builtIn)
        bound = key.bound
    }

    /// The value as this policy holds it; `nil` when it is of another kind or out of bounds.
    package func value(_ given: PolicyValue) -> PolicyValue? {
        ofKind(given).flatMap { bound.admits($0.held) ? $0 : nil }
    }

    // A command line gives every value as text.
    private func ofKind(_ given: PolicyValue) -> PolicyValue? {
        switch (kind, given.held) {
        case (.integer, .text(let text)): Int64(text).map { PolicyValue(.integer($0)) }
        case (.boolean, .text("true")): PolicyValue(.flag(true))
        case (.boolean, .text("false")): PolicyValue(.flag(false))
        case (.integer, .integer), (.boolean, .flag), (.text, .text): given
        case (.integer, .flag), (.boolean, .integer), (.boolean, .text), (.text, .integer),
            (.text, .flag):
            nil
        }
    }

    /// The policy of a name.
    package static func named(_ name: String) -> KnownPolicy? { all.first { $0.name == name } }

    /// The names that begin most like an unknown one, at most three.
    package static func nearest(to name: String) -> [String] {
        func shared(_ other: String) -> Int {
            zip(other.utf8, name.utf8).prefix { $0 == $1 }.count
        }
        return all.map(\.name).filter { shared($0) > 0 }
            .sorted { (shared($1), $0) < (shared($0), $1) }.prefix(3).map(\.self)
    }
}

// MARK: Command

/// Sets a policy from a day on.
package struct SetPolicy: Command {
    package static let contract = Contract(
        "policy.set",
        roles: [.board, .administrator],
        positional: ["key"],
        refusals: ["futureDated", "policyUnknown", "policyValue", "policyUnchanged"],
        confirm: "yes"
    )

    /// Of a policy that some rule reads.
    package let key: PolicyName
    /// Of the policy's kind, not below zero, and another than holds on that day.
    package let value: PolicyValue
    /// The first day; one in the past warns, since nothing is judged anew.
    package let from: CivilDate
    /// The decision or law behind it.
    package let source: Line

    package struct Answer: Codable, Sendable {
        let key: PolicyName
        let value: PolicyValue
        let from: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try decision.gate(key.stream, step: false)
        guard let known = KnownPolicy.named(key.text) else {
            throw .refused(
                PolicyRefusal.policyUnknown(nearest: KnownPolicy.nearest(to: key.text))
            )
        }
        guard let value = known.value(value) else {
            throw .refused(
                PolicyRefusal.policyValue(
                    expected: known.kind,
                    form: known.bound.form(of: known.builtIn)
                )
            )
        }
        if value.held == decision.facts.policy(named: known.name, on: from) ?? known.builtIn {
            throw .refused(PolicyRefusal.policyUnchanged)
        }
        if from < decision.today, decision.nextPosition > 1 {
            decision.warn(PolicyRefusal.policyRetroactive(events: decision.nextPosition - 1))
        }
        decision.record(
            PolicyEvent.set(key: key, value: value, from: from, source: source),
            to: key.stream
        )
        return Answer(key: key, value: value, from: from)
    }
}

// MARK: Events

/// What happens to a policy.
package enum PolicyEvent: DomainEvent {
    case set(key: PolicyName, value: PolicyValue, from: CivilDate, source: Line)

    package enum CodingKeys: String, CodingKey {
        case set = "policy.set"
    }

    package static let category = "policy"

    package var isStep: Bool {
        switch self {
        case .set: false
        }
    }
}

// MARK: Refusals

/// Why a policy is not set.
package enum PolicyRefusal: Refusal {
    case policyUnknown(nearest: [String])
    /// `form`: how such values are written; absent when every value of the kind will do.
    case policyValue(expected: KnownPolicy.Kind, form: String?)
    case policyUnchanged
    /// A warning: so many events are recorded, and none of them is judged anew.
    case policyRetroactive(events: Int64)
}
