// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Areas are known by the codes of the home ministry. A code may be used before it is defined; a name
// makes it readable, and gives it a row of its own where zeros are kept.

/// Provinces, regencies and cities, districts, villages.
package enum Area {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [DefineAreas.self]
}

/// Names for the codes of areas.
package struct DefineAreas: Command {
    package static let contract = Contract(
        "area.define",
        roles: [.registrar, .administrator],
        refusals: ["futureDated", "areaDefined"],
        next: ["area list"]
    )

    /// How many areas one command may name.
    static let areasMax = 200

    /// 1 to ``areasMax``, each code once; areas known by the same name are passed over.
    package let areas: [NamedArea]

    /// A code with its name.
    package struct NamedArea: Codable, Sendable {
        /// Of the home ministry, of any level.
        package let code: AreaCode
        /// What people read instead of the code.
        package let name: Line
    }

    package struct Answer: Codable, Sendable {
        /// The codes that were new, in the order given.
        let codes: [AreaCode]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if !(1...Self.areasMax).contains(areas.count) {
            throw .invalid(
                pointer: "/areas",
                problem: "length",
                expected: "1 to \(Self.areasMax) areas"
            )
        }
        if Set(areas.map(\.code)).count != areas.count {
            throw .invalid(pointer: "/areas", problem: "duplicate", expected: "each code once")
        }
        try decision.gate(areas[0].code.stream, step: false)
        let known = areas.filter { decision.facts.area($0.code) != nil }
        let others = known.filter { decision.facts.area($0.code)?.name != $0.name }
        // A command that would change nothing is refused too: it has nothing to record.
        let refused = known.count == areas.count ? known : others
        if !others.isEmpty || known.count == areas.count {
            throw .refused(AreaRefusal.areaDefined(codes: refused.map(\.code)))
        }
        let codes = Set(known.map(\.code))
        let new = areas.filter { !codes.contains($0.code) }
        for area in new {
            decision.record(AreaEvent.defined(name: area.name), to: area.code.stream)
        }
        return Answer(codes: new.map(\.code))
    }
}

extension AreaCode {
    /// The stream of the area.
    package var stream: String { AreaEvent.category + "-" + text }

    /// The key prefix of rows whose keys begin with this area or one that lies in it.
    ///
    /// Every part of a code has a fixed length, so nothing else begins with its digits.
    package var prefix: RowKey { RowKey(stored: Array(text.utf8)) }
}

extension Facts {
    /// A defined area.
    package func area(_ code: AreaCode) -> AreaRow? { row(AreaRow.self, RowKey(code)) }
}

/// A level of areas: 1 province, 2 regency or city, 3 district, 4 village.
package struct AreaLevel: SelfDescribing {
    /// 1 to 4, checked when it is read.
    package let value: Int
    package static let schema = ValueSchema(
        "AreaLevel",
        .integer(minimum: 1, maximum: 4),
        column: "integer"
    )
    package static let sample = AreaLevel(value: 1)

    private init(value: Int) { self.value = value }

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Int.self)
        guard (1...4).contains(value) else { throw InvalidValue("range", expected: "1 to 4") }
        self.value = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

// MARK: Events

/// What happens to an area.
package enum AreaEvent: DomainEvent {
    case defined(name: Line)

    package enum CodingKeys: String, CodingKey {
        case defined = "area.defined"
    }

    package static let category = "area"

    package var isStep: Bool {
        switch self {
        case .defined: false
        }
    }
}

/// A defined area.
package struct AreaRow: Row {
    package static let table = RowTable(28, "areas")
    /// Never defined twice.
    package let code: AreaCode
    /// Cannot be changed once recorded.
    package let name: Line
    package var key: RowKey { RowKey(code) }

    /// The row of an area.
    package init(code: AreaCode, name: Line) {
        self.code = code
        self.name = name
    }
}

// MARK: Refusals

/// Why areas are not defined.
package enum AreaRefusal: Refusal {
    case areaDefined(codes: [AreaCode])
}
