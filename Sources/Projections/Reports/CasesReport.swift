// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// The cases of some months by need and district, for the district office.
package struct ReportCases: ReportQuery {
    package static let contract = QueryContract.report(
        "report.cases",
        for: .official,
        roles: [.coordinator, .board, .reader],
        positional: ["from", "until"]
    )

    /// The first day of a month.
    package let from: CivilDate
    /// The last day of a month.
    package let until: CivilDate

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let period = try ReportPeriod(from, until)
        let cases = context.cases(in: period)
        page.subtitle = page.days(period.from, period.until)
        page.say("answer")
        page.tell([
            page.fact("served", totalOf: "served", in: "needs"),
            page.fact("opened", totalOf: "opened", in: "needs"),
            page.fact("closed", totalOf: "closed", in: "needs"),
            page.fact("openAtEnd", totalOf: "openAtEnd", in: "needs"),
            page.medianDays(cases, period),
        ])
        page.head("needs")
        page.putNeeds(cases, period, context)
        page.head("referrals")
        page.putReferrals(cases, period, context)
        page.head("quality")
        try page.putQuality(period, context)
    }
}

extension QueryContext {
    /// Cases that were open on some day of a period, restricted ones included: they are counted.
    func cases(in period: ReportPeriod) -> [CaseState] {
        facts.rows(CaseState.self).filter { state in
            state.mergedInto == nil && state.openedOn <= period.until
                && state.closedOn ?? .never >= period.from
        }
    }
}

extension CaseState {
    fileprivate func isClosed(in period: ReportPeriod) -> Bool {
        closedOn.map(period.contains) ?? false
    }
}

extension ReportWriter {
    // Of five people and more, or nothing.
    fileprivate func medianDays(_ cases: [CaseState], _ period: ReportPeriod) -> ReportFact? {
        let days = cases.filter { $0.isClosed(in: period) }
            .compactMap { state in state.closedOn.map { $0.days - state.openedOn.days } }.sorted()
        guard days.count >= 5 else { return nil }
        return fact("medianDays", "days", .integer(Int64(days[days.count / 2])))
    }

    fileprivate mutating func putNeeds(
        _ cases: [CaseState],
        _ period: ReportPeriod,
        _ context: QueryContext
    ) {
        let areas = Dictionary(
            cases.map { state in
                (state.id, context.facts.state(ClientState.self, state.client)?.area)
            },
            uniquingKeysWith: { first, _ in first }
        )
        let columns = Set(areas.values.map { $0?.text ?? "" }).sorted()
        var needs = table(
            "needs",
            [.number("ppksCode"), .text("need")]
                + columns.map { code in
                    .people("area." + code).titled(
                        code.isEmpty
                            ? text("row.noArea") : context.name(of: AreaCode(trusted: code))
                    )
                }
                + [
                    .people(
                        "served",
                        sumOf: columns.map { "area." + $0 },
                        ["closed", "openAtEnd"]
                    ), .people("opened"), .people("closed"), .people("openAtEnd"),
                ]
        )
        let groups = Dictionary(grouping: cases, by: \.ppksCode)
        for (code, found) in groups.sorted(by: { $0.key < $1.key }) {
            let closed = found.count { $0.isClosed(in: period) }
            needs.add(
                row: [.integer(code.value), .text(title(String(code.value), in: "PpksCode"))]
                    + columns.map { area in
                        .integer(
                            Int64(found.count { (areas[$0.id] ?? nil)?.text ?? "" == area })
                        )
                    }
                    + [
                        .integer(Int64(found.count)),
                        .integer(Int64(found.count { period.contains($0.openedOn) })),
                        .integer(Int64(closed)), .integer(Int64(found.count - closed)),
                    ]
            )
        }
        needs.addTotal(
            of: columns.map { "area." + $0 } + ["served", "opened", "closed", "openAtEnd"]
        )
        draw(
            "needs",
            .bars,
            of: "needs",
            series: ["served"],
            ["label": "need"]
        )
        put(needs, explainedBy: "peksosctl case list --group ppksCode")
    }

    fileprivate mutating func putReferrals(
        _ cases: [CaseState],
        _ period: ReportPeriod,
        _ context: QueryContext
    ) {
        var counts: [ReferralStatus: Int64] = [:]
        for state in cases {
            for row in context.facts.rows(ReferralRow.self, prefix: RowKey(state.id))
            where period.contains(row.madeOn) {
                counts[row.state, default: 0] += 1
            }
        }
        var referrals = table(
            "referrals",
            [.code("state", ReferralStatus.self), .people("referrals")]
        )
        for state in ReferralStatus.allCases {
            if let count = counts[state] { referrals.add(.code(state), .integer(count)) }
        }
        referrals.addTotal(of: "referrals")
        put(referrals, explainedBy: "peksosctl referral list")
    }

    fileprivate mutating func putQuality(
        _ period: ReportPeriod,
        _ context: QueryContext
    ) throws(Rejection) {
        var quality = table(
            "quality",
            [
                .text("month"), .people("services"), .people("certifiedWorker"),
                .people("accreditedPlace"), .people("both"),
                .percent("bothShare", of: ["services", "both"]),
            ]
        )
        let query = ServiceQuality(from: period.from, until: period.until, by: .month)
        for row in try query.answer(context.whole).items {
            quality.add(
                .words(row.month),
                .integer(row.services),
                .integer(row.certifiedWorker),
                .integer(row.accreditedPlace),
                .integer(row.both),
                .number(row.bothX1000.map { $0 * 10 })
            )
        }
        put(quality, explainedBy: "peksosctl service quality")
    }
}
