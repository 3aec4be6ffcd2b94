// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// What was handed over where, of a drive or in some months.
package struct ReportDistribution: ReportQuery {
    package static let contract = QueryContract.report(
        "report.distribution",
        for: .official,
        roles: [.coordinator, .storekeeper, .auditor, .reader]
    )

    /// The first day of a month; with `until` instead of `drive`.
    package let from: CivilDate?
    /// The last day of a month.
    package let until: CivilDate?
    /// Has ended, or is in its last month.
    package let drive: ID<Drive>?

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let scope = try scope(&page, context)
        let all = context.facts.rows(DistributionState.self).filter(scope.mayInclude)
        let handOvers = all.flatMap { trip in
            context.facts.rows(HandOverIndexRow.self, prefix: RowKey(trip.id))
                .compactMap { context.facts.row(HandOverRow.self, RowKey($0.handover)) }
        }
        let standing = handOvers.filter { !$0.isReversed && scope.includes($0.date) }
        let places = Set(standing.map(\.place)).count
        page.say(
            "answer",
            [
                "records": .integer(Int64(standing.count)), "places": .integer(Int64(places)),
                "value": .integer(standing.reduce(0) { $0 + $1.value }),
            ]
        )
        page.head("given")
        page.putGiven(standing, context)
        page.head("schools")
        let schools = page.schools(standing, context)
        page.tell([page.fact("pupils", totalOf: "pupils", in: schools.key)])
        page.put(schools)
        page.head("trips")
        page.put(page.trips(all.filter { scope.includes($0.scheduledOn) }, context))
        page.head("stock")
        page.put(try page.stock(scope.fund, context))
    }

    private func scope(
        _ page: inout ReportWriter,
        _ context: QueryContext
    ) throws(Rejection) -> DistributionScope {
        switch (from, until, drive) {
        case (let from?, let until?, nil):
            let period = try ReportPeriod(from, until)
            page.subtitle = page.days(period.from, period.until)
            return DistributionScope(period: period, fund: nil)
        case (nil, nil, let drive?):
            let state = try context.find(DriveState.self, drive)
            // Before that, two reports of the same drive could be subtracted from each other.
            guard state.stoppedOn != nil || context.today >= state.lastDay.adding(months: -1)
            else {
                throw .invalid(
                    pointer: "/drive",
                    problem: "value",
                    expected: "a drive that has ended or is in its last month"
                )
            }
            page.subtitle = state.name.text
            return DistributionScope(period: nil, fund: state.fund)
        default:
            throw .invalid(
                pointer: "",
                problem: drive == nil ? "missing" : "value",
                expected: "from and until, or drive"
            )
        }
    }
}

/// Which trips and hand-overs a report is of.
private struct DistributionScope {
    let period: ReportPeriod?
    let fund: ID<Fund>?

    func mayInclude(_ trip: DistributionState) -> Bool {
        trip.state != .cancelled && fund.map { $0 == trip.fund } ?? true
    }

    func includes(_ day: CivilDate) -> Bool { period?.contains(day) ?? true }
}

extension ReportWriter {
    fileprivate mutating func putGiven(_ handOvers: [HandOverRow], _ context: QueryContext) {
        struct Sum {
            var quantity: Int64 = 0
            var value: Int64 = 0
        }
        var sums: [ID<Place>: [ID<SupplyItem>: Sum]] = [:]
        for handOver in handOvers {
            for line in handOver.lines {
                sums[handOver.place, default: [:]][line.item, default: Sum()].quantity +=
                    line.quantity
                sums[handOver.place, default: [:]][line.item, default: Sum()].value += line.value
            }
        }
        let items = Set(sums.values.flatMap(\.keys)).sorted()
        var places = table(
            "givenByPlace",
            [.id("place"), .text("placeName")]
                + items.map { .rupiah($0.text).titled(context.name(of: $0)) } + [.rupiah("value")]
        )
        var given = table(
            "given",
            [
                .id("place"), .text("placeName"), .id("item"), .text("itemName"),
                .number("quantity"), .rupiah("value"),
            ]
        )
        for (place, lines) in sums.sorted(by: { $0.key < $1.key }) {
            let name = ReportCell.text(context.name(of: place))
            places.add(
                row: [.id(place), name] + items.map { .integer(lines[$0]?.value ?? 0) }
                    + [.integer(lines.values.reduce(0) { $0 + $1.value })]
            )
            for (item, sum) in lines.sorted(by: { $0.key < $1.key }) {
                given.add(
                    .id(place),
                    name,
                    .id(item),
                    .text(context.name(of: item)),
                    .integer(sum.quantity),
                    .integer(sum.value)
                )
            }
        }
        places.addTotal(of: items.map(\.text) + ["value"])
        given.addTotal(of: "value")
        draw(
            "given",
            .stackedBars,
            of: "givenByPlace",
            series: items.map(\.text),
            ["label": "placeName"],
            ["value": .integer(given.sum("value")), "places": .integer(Int64(sums.count))]
        )
        put(places)
        put(given, explainedBy: "peksosctl distribution list")
    }

    fileprivate func schools(_ handOvers: [HandOverRow], _ context: QueryContext) -> ReportTable {
        var schools = table(
            "schools",
            [
                .id("school"), .text("schoolName"), .people("pupils"), .rupiah("value"),
            ]
        )
        let groups = Dictionary(grouping: handOvers) { $0.school?.text ?? "" }
        for (key, found) in groups.sorted(by: { $0.key < $1.key }) {
            let school = found.first?.school
            schools.add(
                .words(key.isEmpty ? nil : key),
                .text(school.map { context.name(of: $0) } ?? text("row.noSchool")),
                .integer(found.reduce(0) { $0 + $1.recipients }),
                .integer(found.reduce(0) { $0 + $1.value })
            )
        }
        schools.addTotal(of: "pupils", "value")
        return schools
    }

    fileprivate func trips(
        _ trips: [DistributionState],
        _ context: QueryContext
    ) -> ReportTable {
        var table = table(
            "trips",
            [
                .id("distribution"), .date("date"), .text("placeName"), .number("loaded"),
                .number("handedOver"), .number("unclaimed"), .number("damaged"),
                .code("state", DistributionStatus.self),
            ]
        )
        for trip in trips {
            let loads = context.facts.rows(LoadRow.self, prefix: RowKey(trip.id))
            table.add(
                .id(trip.id),
                .day(trip.scheduledOn),
                .text(context.name(of: trip.place)),
                .integer(loads.reduce(0) { $0 + $1.loaded }),
                .integer(loads.reduce(0) { $0 + $1.handedOver }),
                .integer(loads.reduce(0) { $0 + $1.unclaimed }),
                .integer(loads.reduce(0) { $0 + $1.damaged }),
                .code(trip.state)
            )
        }
        table.addTotal(of: "loaded", "handedOver", "unclaimed", "damaged")
        return table
    }

    fileprivate func stock(
        _ fund: ID<Fund>?,
        _ context: QueryContext
    ) throws(Rejection) -> ReportTable {
        var stock = table(
            "stock",
            [
                .id("location"), .id("item"), .text("itemName"), .number("onHand"),
                .rupiah("value"),
            ]
        )
        let query = ListStock(location: nil, fund: fund, item: nil)
        for row in try query.answer(context.whole).items {
            stock.add(
                .id(row.location),
                .id(row.item),
                .text(context.name(of: row.item)),
                .integer(row.onHand),
                .integer(row.value.value)
            )
        }
        stock.addTotal(of: "value")
        return stock
    }
}
