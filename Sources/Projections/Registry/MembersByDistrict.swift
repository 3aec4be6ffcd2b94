// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

// Members are counted when something about them changes, by regency, body and what they are. What
// ends on a day, a card or a certificate, is taken away again from the day after.

/// What members are counted as.
private enum MemberCountKind: String {
    case regular, associate, lapsed, card, certified
}

/// How many members of a body in a regency or city are something.
package enum MemberCounts: DaySumTopic {
    package static let table = RowTable(194, "memberCounts")

    /// The members of one body; `nil`: of all bodies.
    static func scope(_ area: AreaCode, _ body: ID<Body>?) -> String {
        area.text + "/" + (body?.text ?? "")
    }
}

/// What a membership is counted as now.
package struct MemberShareRow: Row {
    package static let table = RowTable(193, "memberShares")
    /// One row for each that counts at all.
    package let membership: ID<Membership>
    /// Where it was counted.
    package let area: AreaCode
    /// In which body it was counted.
    package let body: ID<Body>
    /// Raw kinds with the last day of each, to be taken away again when something changes.
    package let kinds: [String: CivilDate]
    package var key: RowKey { RowKey(membership) }

    fileprivate init?(_ state: MembershipState, _ facts: any Facts) {
        membership = state.id
        area = state.area
        body = state.body
        var kinds: [MemberCountKind: CivilDate] = [:]
        switch state.status {
        case .applied: return nil
        case .lapsed: kinds[.lapsed] = Self.always
        case .admitted:
            kinds[state.category == .regular ? .regular : .associate] = Self.always
            kinds[.card] = state.card?.validTo
            kinds[.certified] = facts.standing(ID(trusted: state.person.text))?
                .certificates.filter { $0.revokedOn == nil }.map(\.validTo).max()
        }
        self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, $0.value) })
    }

    /// The last day of what has no end: 2199-12-31, the last that there is.
    fileprivate static let always = CivilDate(days: 84_005)
}

extension RowStore {
    /// Counts a membership as what it is now.
    func recount(_ state: MembershipState) {
        if let old = row(MemberShareRow.self, RowKey(state.id)) {
            add(-1, to: old)
            remove(MemberShareRow.self, old.key)
        }
        if let new = MemberShareRow(state, self) {
            add(1, to: new)
            put(new)
        }
    }

    private func add(_ number: Int64, to share: MemberShareRow) {
        for body in [share.body, nil] {
            let scope = MemberCounts.scope(share.area, body)
            for (kind, until) in share.kinds {
                add(number, to: kind, of: scope, from: nil, MemberCounts.self)
                guard until != MemberShareRow.always else { continue }
                let end = until.adding(days: 1)
                add(-number, to: kind, of: scope, from: end, MemberCounts.self)
            }
        }
    }
}

/// Members by regency and city of a province, zeros kept (R20).
package struct MembersByDistrict: Query {
    package static let contract = QueryContract(
        "membership.byDistrict",
        roles: [],
        positional: ["province"],
        columns: ["areaName": 1, "regular": 1, "associate": 1]
    )

    /// A code of level 1; else `invalid`.
    package let province: AreaCode
    /// Left out: the members of all bodies together.
    package let body: ID<Body>?

    package struct Item: Codable, Sendable {
        let province: AreaCode
        let area: AreaCode
        let areaName: Line
        let regular: Int64
        let associate: Int64
        let lapsed: Int64
        let withCard: Int64
        let certified: Int64
    }

    package struct Summary: Codable, Sendable {
        var districts: Int64 = 0
        var districtsWithMembers: Int64 = 0
        var regular: Int64 = 0
        var associate: Int64 = 0
        var lapsed: Int64 = 0
        var withCard: Int64 = 0
        var certified: Int64 = 0
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary> {
        if province.level != 1 {
            throw .invalid(pointer: "/province", problem: "pattern", expected: "a province like 35")
        }
        let items = regencies(context.facts).map { item($0, context.facts, context.today) }
        return try context.page(items, summary: summary(of: items))
    }

    // Districts and villages, which may be defined by the thousand, are passed over.
    private func regencies(_ facts: any Facts) -> [AreaRow] {
        var found: [AreaRow] = []
        var start = RowKey(province)
        var isAtEnd = false
        while !isAtEnd {
            isAtEnd = true
            facts.visit(AreaRow.self, prefix: province.prefix, from: start, reversed: false) {
                row in
                guard let regency = row.code.andAround.dropFirst().first else { return true }
                isAtEnd = false
                if regency == row.code { found.append(row) }
                // A full stop goes before the parts of a code, and a slash sorts after it.
                start = RowKey(stored: Array((regency.text + "/").utf8))
                return false
            }
        }
        return found
    }

    private func item(_ area: AreaRow, _ facts: any Facts, _ day: CivilDate) -> Item {
        let scope = MemberCounts.scope(area.code, body)
        let sums = facts.sums(of: scope, on: day, MemberCounts.self)
        func number(_ kind: MemberCountKind) -> Int64 { sums[kind.rawValue] ?? 0 }
        return Item(
            province: province,
            area: area.code,
            areaName: area.name,
            regular: number(.regular),
            associate: number(.associate),
            lapsed: number(.lapsed),
            withCard: number(.card),
            certified: number(.certified)
        )
    }

    private func summary(of items: [Item]) -> Summary {
        var summary = Summary()
        for item in items {
            summary.districts += 1
            if item.regular + item.associate > 0 { summary.districtsWithMembers += 1 }
            summary.regular += item.regular
            summary.associate += item.associate
            summary.lapsed += item.lapsed
            summary.withCard += item.withCard
            summary.certified += item.certified
        }
        return summary
    }
}
