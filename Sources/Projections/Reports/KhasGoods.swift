// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain

// What was handed over for the money of a drive, and where the rest of it is.

extension ReportWriter {
    mutating func writeGiven(_ khas: KhasFacts, _ context: QueryContext) {
        let fund = khas.fund.id.text
        head("given", level: 3)
        let items = khas.book.items.filter { !$0.goods.given.isEmpty }
        var places = table(
            "givenByPlace",
            [.id("place"), .text("placeName")]
                + items.map { .rupiah($0.item.text).titled(context.name(of: $0.item)) }
                + [.rupiah("value")]
        )
        for (place, value) in khas.book.given {
            places.add(
                row: [.id(place), .text(context.name(of: place))]
                    + items.map { .integer($0.goods.given[place] ?? 0) } + [.integer(value)]
            )
        }
        places.addTotal(of: items.map(\.item.text) + ["value"])
        draw(
            "given",
            .stackedBars,
            of: "givenByPlace",
            series: items.map(\.item.text),
            ["label": "placeName"],
            ["value": .integer(khas.given), "places": .integer(Int64(khas.book.given.count))]
        )
        put(places, explainedBy: "peksosctl distribution list --fund \(fund)")
        put(
            loads(khas, context),
            explainedBy: "peksosctl distribution list --fund \(fund)"
        )
        let handOvers = handOvers(khas, context)
        tell([fact("pupils", totalOf: "pupils", in: handOvers.key)])
        put(handOvers, explainedBy: "peksosctl distribution list --fund \(fund)")
        let disputes = disputes(khas, context)
        if !disputes.rows.isEmpty { put(disputes) }
    }

    private func loads(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var given = table(
            "given",
            [
                .id("place"), .text("placeName"), .id("item"), .text("itemName"),
                .number("loaded"), .number("handedOver"), .number("unclaimed"),
                .number("damaged"), .rupiah("value"),
            ]
        )
        var sums: [RowKey: LoadRow] = [:]
        var order: [(key: RowKey, place: ID<Place>)] = []
        for trip in khas.trips {
            for load in trip.loads {
                let key = RowKey(trip.state.place).and(load.item)
                guard var sum = sums[key] else {
                    sums[key] = load
                    order.append((key, trip.state.place))
                    continue
                }
                sum.loaded += load.loaded
                sum.handedOver += load.handedOver
                sum.unclaimed += load.unclaimed
                sum.damaged += load.damaged
                sum.valueHandedOver += load.valueHandedOver
                sums[key] = sum
            }
        }
        let sorted = order.sorted { left, right in
            left.key.bytes.lexicographicallyPrecedes(right.key.bytes)
        }
        for (key, place) in sorted {
            guard let load = sums[key] else { continue }
            given.add(
                .id(place),
                .text(context.name(of: place)),
                .id(load.item),
                .text(context.name(of: load.item)),
                .integer(load.loaded),
                .integer(load.handedOver),
                .integer(load.unclaimed),
                .integer(load.damaged),
                .integer(load.valueHandedOver)
            )
        }
        given.addTotal(of: "value")
        return given
    }

    // Records by trip and by who signed: numbers of pupils, never a pupil.
    private func handOvers(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var records = table(
            "handOvers",
            [
                .id("distribution"), .date("date"), .text("placeName"),
                .code("recipientKind", RecipientKind.self),
                .code("ackRelation", AckRelation.self), .number("records"), .people("pupils"),
            ]
        )
        for trip in khas.trips {
            let standing = trip.handOvers.filter { !$0.isReversed }
            for kind in RecipientKind.allCases {
                for relation in AckRelation.allCases {
                    let found = standing.filter {
                        $0.recipientKind == kind && $0.ackRelation == relation
                    }
                    guard let first = found.first else { continue }
                    records.add(
                        .id(trip.state.id),
                        .day(first.date),
                        .text(context.name(of: trip.state.place)),
                        .code(kind),
                        .code(relation),
                        // Of pupils each record is one. Numbers of records would tell of theirs too: all
                        // are of one series.
                        kind == .pupil ? .none : .integer(Int64(found.count)),
                        .integer(found.reduce(0) { $0 + $1.recipients })
                    )
                }
            }
        }
        records.addTotal(of: "pupils")
        return records
    }

    private func disputes(_ khas: KhasFacts, _ context: QueryContext) -> ReportTable {
        var disputes = table(
            "disputes",
            [
                .date("date"), .id("handover"), .text("placeName"),
                .code("dispute", HandOverRow.Dispute.self), .rupiah("value"),
            ]
        )
        for trip in khas.trips {
            for handOver in trip.handOvers where handOver.dispute != nil {
                disputes.add(
                    .day(handOver.date),
                    handOver.recipientKind == .pupil ? .none : .id(handOver.id),
                    .text(context.name(of: trip.state.place)),
                    .code(handOver.dispute),
                    .integer(handOver.value)
                )
            }
        }
        return disputes
    }

    // MARK: Flow

    mutating func drawFlow(_ khas: KhasFacts) {
        draw(
            "flow",
            .flow,
            of: "flow",
            series: ["value"],
            [
                "from": "from", "to": "to", "fromLabel": "fromLabel", "toLabel": "toLabel",
                "value": "value",
            ],
            ["collected": .integer(khas.collected), "given": .integer(khas.given)]
        )
    }

    mutating func writeFlow(_ khas: KhasFacts, _ context: QueryContext) {
        var flow = table(
            "flow",
            [
                .id("from"), .text("fromLabel"), .id("to"), .text("toLabel"), .rupiah("value"),
            ]
        )
        for link in MoneyFlow(khas, self, context).links where link.value > 0 {
            flow.add(
                .text(link.from.key),
                .text(link.from.label),
                .text(link.to.key),
                .text(link.to.label),
                .integer(link.value)
            )
        }
        put(flow, explainedBy: "peksosctl fund accountability \(khas.fund.id.text)")
    }

    // MARK: Left

    mutating func writeLeft(_ khas: KhasFacts, _ context: QueryContext) {
        head("left", level: 3)
        var left = table("left", [.text("name"), .rupiah("value"), .text("decision")])
        for (name, value) in [
            ("bank", khas.sums.balance(.bank)), ("coins", khas.sums.balance(.coins)),
            ("stock", khas.stock),
        ] {
            left.add(.text(text("row." + name)), .integer(value), .none)
        }
        for row in khas.book.departures {
            let reason = context.recorded("reason", at: row.position)
            left.add(
                .text(text("row.moved", ["fund": .string(row.ref)])),
                .integer(-row.sum(of: .bank) - row.sum(of: .stock)),
                .text([row.entry.text, reason].compactMap(\.self).joined(separator: ": "))
            )
        }
        left.addTotal(of: "value")
        put(left, explainedBy: "peksosctl fund ledger \(khas.fund.id.text)")
        if khas.moved == 0 { say("notMoved") }
    }
}

/// Where the money came from and where it went, node by node; what goes into each goes out again.
struct MoneyFlow {
    struct Node {
        let key: String
        let label: String
    }

    private(set) var links: [(from: Node, to: Node, value: Int64)] = []
    private let page: ReportWriter
    private let context: QueryContext

    init(_ khas: KhasFacts, _ page: ReportWriter, _ context: QueryContext) {
        self.page = page
        self.context = context
        takeMoney(khas)
        takeGoods(khas)
    }

    private func node(_ key: String) -> Node { Node(key: key, label: page.text("node." + key)) }

    private func node(_ kind: String, _ place: ID<Place>) -> Node {
        Node(key: "\(kind):\(place)", label: context.name(of: place))
    }

    // A sum below zero flows the other way, from a node of its own.
    private mutating func link(_ from: Node, _ to: Node, _ value: Int64, reverse: String? = nil) {
        if value > 0 { links.append((from, to, value)) }
        if value < 0, let reverse { links.append((node(reverse), from, -value)) }
    }

    private mutating func takeMoney(_ khas: KhasFacts) {
        let money = node("money")
        let sums = khas.sums
        for (place, value) in khas.book.collected.sorted(by: { $0.key < $1.key }) {
            link(node("from", place), money, value)
        }
        link(node("grants"), money, -sums.balance(.csr))
        link(node("fees"), money, -sums.balance(.fees) - sums.balance(.dues))
        link(node("movedIn"), money, sums.moneyIn)
        // Below zero the vendor owes the office for goods that went back.
        link(node("owed"), money, -sums.balance(.vendors))
        link(money, node("refundDue"), sums.balance(.vendors))
        link(money, node("goods"), sums.bought)
        link(money, node("cost"), khas.cost)
        link(money, node("distributionCost"), sums.balance(.distribution))
        link(money, node("difference"), sums.balance(.cashOverShort), reverse: "surplus")
        link(money, node("bank"), sums.balance(.bank))
        link(money, node("coins"), sums.balance(.coins))
        link(money, node("moved"), sums.moneyOut)
    }

    private mutating func takeGoods(_ khas: KhasFacts) {
        let goods = node("goods")
        let sums = khas.sums
        link(node("donated"), goods, -sums.balance(.inKind))
        link(node("goodsIn"), goods, sums.stockIn)
        guard khas.book.addsUpByItem else {
            for (place, value) in khas.book.given { link(goods, node("to", place), value) }
            link(goods, node("lost"), sums.balance(.stockLoss), reverse: "found")
            link(goods, node("used"), khas.book.used)
            link(goods, node("stock"), sums.balance(.stock))
            link(goods, node("goodsOut"), sums.stockOut)
            return
        }
        for (item, line) in khas.book.items {
            let node = Node(key: "item:\(item)", label: context.name(of: item))
            link(goods, node, line.received)
            for (place, value) in line.given.sorted(by: { $0.key < $1.key }) {
                link(node, self.node("to", place), value)
            }
            link(node, self.node("lost"), line.lost, reverse: "found")
            link(node, self.node("used"), line.used)
            link(node, self.node("stock"), line.left)
            link(node, self.node("goodsOut"), line.carriedOut)
        }
        // Goods that went back for less than they had cost lose the rest without an item.
        let lost = khas.book.goods.values.reduce(0) { $0 + $1.lost }
        link(goods, node("lost"), sums.balance(.stockLoss) - lost, reverse: "found")
    }
}
