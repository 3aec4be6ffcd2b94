// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

// Members are counted when something about them changes, by regency, body and what they are. What
// ends on a day, a card or a certificate, is counted under that day, so that a count needs no more
// than the few days on which something ends.

/// What members are counted as.
private enum MemberCountKind: String {
    case regular, associate, lapsed, card, certified
}

/// How many members of a body in an area are something, up to a day where it has an end.
package struct MemberCountRow: Row {
    package static let table = RowTable(194, "memberCounts")
    /// Of the membership, a regency or city.
    package let area: AreaCode
    /// The body whose members they are.
    package let body: ID<Body>
    /// Raw value of what they are counted as.
    package let kind: String
    /// The last day on which they count so.
    package let until: CivilDate
    /// Memberships; never below 0.
    package var count: Int64
    package var key: RowKey { RowKey(area).and(body).and(kind).and(until) }
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
    private static let always = CivilDate(days: 84_005)
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

    private func add(_ change: Int64, to share: MemberShareRow) {
        for (kind, until) in share.kinds {
            var counted = MemberCountRow(
                area: share.area,
                body: share.body,
                kind: kind,
                until: until,
                count: change
            )
            counted.count += row(MemberCountRow.self, counted.key)?.count ?? 0
            if counted.count == 0 { remove(MemberCountRow.self, counted.key) } else { put(counted) }
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
        var regular: Int64 = 0
        var associate: Int64 = 0
        var lapsed: Int64 = 0
        var withCard: Int64 = 0
        var certified: Int64 = 0
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
        var items: [Item] = []
        let facts = context.facts
        facts.visit(AreaRow.self, prefix: province.prefix, from: nil, reversed: false) { row in
            if row.code.level == 2 { items.append(item(row, facts, context.today)) }
            return true
        }
        return try context.page(items, summary: summary(of: items))
    }

    private func item(_ area: AreaRow, _ facts: any Facts, _ day: CivilDate) -> Item {
        var item = Item(province: province, area: area.code, areaName: area.name)
        let prefix = RowKey(area.code)
        let counted = facts.rows(MemberCountRow.self, prefix: body.map { prefix.and($0) } ?? prefix)
        for row in counted where day <= row.until {
            switch MemberCountKind(rawValue: row.kind) {
            case .regular: item.regular += row.count
            case .associate: item.associate += row.count
            case .lapsed: item.lapsed += row.count
            case .card: item.withCard += row.count
            case .certified: item.certified += row.count
            case nil: break
            }
        }
        return item
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
