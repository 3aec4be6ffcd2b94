// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An item is a kind of goods: notebooks, bags, uniforms. A kit is an item that is put together from
// others and counts as each of them where categories matter. What a kit consists of never changes:
// another composition is another code. Commands: define, defineKit.

// MARK: Commands

extension SupplyItem {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [DefineItem.self, DefineKit.self]
}

/// A new kind of goods.
package struct DefineItem: Command {
    package static let contract = Contract(
        "item.define",
        roles: [.storekeeper, .coordinator],
        positional: ["item"],
        refusals: ["futureDated", "alreadyExists"]
    )

    /// A code that neither an item nor a kit has yet.
    package let item: ID<SupplyItem>
    /// What lists show.
    package let name: Line
    /// Decides which funds may buy it; cannot be changed.
    package let category: ItemCategory
    /// What one piece is: `buah`, `pasang`.
    package let unit: Line
    /// Pieces below which it is short; left out: 0, never short.
    package let minimum: Count0?

    package struct Answer: Codable, Sendable {
        let item: ID<SupplyItem>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try decision.gate(item.stream, step: false)
        try ItemState.refuseIfTaken(item, decision)
        let event = ItemEvent.defined(
            name: name,
            category: category,
            unit: unit,
            minimum: minimum ?? Count0(0)
        )
        decision.record(event, to: item.stream)
        return Answer(item: item)
    }
}

/// A new kit, put together from items.
package struct DefineKit: Command {
    package static let contract = Contract(
        "item.defineKit",
        roles: [.storekeeper, .coordinator],
        positional: ["item"],
        refusals: ["futureDated", "alreadyExists", "nestedKit"]
    )

    /// A code that neither an item nor a kit has yet.
    package let item: ID<SupplyItem>
    /// What lists show.
    package let name: Line
    /// What one kit is made of; no kits, each item once.
    package let parts: [ItemLine]

    package struct Answer: Codable, Sendable {
        let item: ID<SupplyItem>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try Lines.check(parts, pointer: "/parts")
        var states: [ItemState] = []
        for part in parts { states.append(try decision.find(ItemState.self, part.item)) }
        try decision.gate(item.stream, step: false)
        try ItemState.refuseIfTaken(item, decision)
        if let kit = states.first(where: \.isKit) {
            throw .refused(ItemRefusal.nestedKit(item: kit.id))
        }
        decision.record(ItemEvent.kitDefined(name: name, parts: parts), to: item.stream)
        return Answer(item: item)
    }
}

// MARK: Events

/// What happens to an item.
package enum ItemEvent: DomainEvent {
    case defined(name: Line, category: ItemCategory, unit: Line, minimum: Count0)
    case kitDefined(name: Line, parts: [ItemLine])

    package enum CodingKeys: String, CodingKey {
        case defined = "item.defined"
        case kitDefined = "item.kitDefined"
    }

    package static let category = SupplyItem.noun
    package var isStep: Bool { false }
}

// MARK: State

/// An item as the events left it.
package struct ItemState: AggregateState {
    package static let table = RowTable(105, "items")
    package let id: ID<SupplyItem>
    /// As defined.
    package let name: Line
    /// `nil` of a kit, which has those of its parts.
    package let category: ItemCategory?
    /// Of one piece; `paket` for every kit.
    package let unit: Line
    /// Below this the stock is short.
    package let minimum: Int64
    /// Empty unless it is a kit.
    package let parts: [ItemLine]

    /// True when it is put together from others.
    package var isKit: Bool { category == nil }
    /// The category under which it is listed.
    package var listedCategory: ListedCategory {
        category.flatMap { ListedCategory(rawValue: $0.rawValue) } ?? .kit
    }

    package static func initial(
        _ id: ID<SupplyItem>,
        _ event: ItemEvent,
        _ meta: EventMeta
    ) -> ItemState? {
        switch event {
        case .defined(let name, let category, let unit, let minimum):
            ItemState(
                id: id,
                name: name,
                category: category,
                unit: unit,
                minimum: minimum.value,
                parts: []
            )
        case .kitDefined(let name, let parts):
            ItemState(
                id: id,
                name: name,
                category: nil,
                unit: Line(trusted: "paket"),
                minimum: 0,
                parts: parts
            )
        }
    }

    package mutating func evolve(_ event: ItemEvent, _ meta: EventMeta) {}

    static func refuseIfTaken(
        _ id: ID<SupplyItem>,
        _ decision: Decision
    ) throws(Rejection) {
        if decision.facts.state(ItemState.self, id) != nil {
            throw .refused(common: .alreadyExists(what: SupplyItem.noun, id: id.text))
        }
    }
}

extension Facts {
    /// The categories an item counts for: its own, or those of a kit's parts, each once.
    package func categories(of item: ItemState) -> [ItemCategory] {
        if let category = item.category { return [category] }
        var found: [ItemCategory] = []
        for part in item.parts {
            guard let category = state(ItemState.self, part.item)?.category,
                !found.contains(category)
            else { continue }
            found.append(category)
        }
        return found
    }
}

extension Decision {
    /// The items of lines, which must all exist.
    func findItems(_ items: [ID<SupplyItem>]) throws(Rejection) -> [ItemState] {
        var states: [ItemState] = []
        for item in items { states.append(try find(ItemState.self, item)) }
        return states
    }
}

// MARK: Refusals

/// Why an item is not defined or not used.
package enum ItemRefusal: Refusal {
    case nestedKit(item: ID<SupplyItem>)
    case notAKit(item: ID<SupplyItem>)
}
