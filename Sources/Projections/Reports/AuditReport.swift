// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// What somebody who checks the office looks at first: what was put right, agreed in pairs, looked
/// at out of turn, refused and erased.
///
/// Operators stand under their pseudonyms, whoever reads it.
package struct ReportAudit: ReportQuery {
    package static let contract = QueryContract.report(
        "report.audit",
        for: .internal,
        roles: [.auditor, .board, .dataProtection],
        positional: ["from", "until"]
    )

    /// The first day.
    package let from: CivilDate
    /// The last day.
    package let until: CivilDate

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let period = try ReportPeriod(any: from, until)
        page.subtitle = page.days(period.from, period.until)
        let denials = page.denials(in: period, context)
        let looks = try page.looks(in: period, context)
        let glass = page.glass(in: period, context)
        let reversals = page.reversals(in: period, context)
        let pairs = page.pairs(in: period, context)
        page.say(
            "answer",
            [
                "denials": .integer(denials.sum("times")),
                "looks": .integer(Int64(looks.rows.count)),
                "glass": .integer(Int64(glass.rows.count)),
                "reversals": .integer(Int64(reversals.rows.count)),
                "pairs": .integer(Int64(pairs.rows.count)),
            ]
        )
        // Who went where they should not: the rest is long and can wait.
        page.head("denials")
        page.put(denials, explainedBy: "peksosctl access list --no-allowed")
        page.head("looks")
        page.put(looks, explainedBy: "peksosctl access unusual")
        page.head("glass")
        page.put(glass)
        page.head("overrides")
        page.put(page.overrides(in: period, context))
        page.head("corrections")
        page.put(reversals, explainedBy: "peksosctl fund journal")
        page.head("pairs")
        page.put(pairs, explainedBy: "peksosctl approval list")
        page.head("erasures")
        page.put(page.erasures(in: period, context))
        page.head("chain")
        page.tell([page.fact("position", "integer", .integer(context.position))])
        page.say("chain")
    }
}

extension ReportWriter {
    fileprivate func reversals(in period: ReportPeriod, _ context: QueryContext) -> ReportTable {
        var reversals = table(
            "corrections",
            [
                .date("date"), .id("fund"), .id("entry"), .id("reverses"), .rupiah("amount"),
                .text("reason"),
            ]
        )
        context.facts.visitEntries(of: nil, from: period.from, through: period.until) { row in
            guard row.reverses != nil else { return true }
            reversals.add(
                .day(row.date),
                .id(row.fund),
                .id(row.entry),
                .id(row.reverses),
                .integer(row.postings.reduce(0) { $0 + max(0, $1.amount) }),
                .words(context.recorded("reason", at: row.position))
            )
            return true
        }
        return reversals
    }

    fileprivate func pairs(in period: ReportPeriod, _ context: QueryContext) -> ReportTable {
        var pairs = table(
            "pairs",
            [
                .id("approval"), .text("kind"), .id("requestedBy"), .date("requestedOn"),
                .id("decidedBy"), .date("decidedOn"), .code("state", ApprovalOutcome.self),
                .flag("twoPeople"),
            ]
        )
        for state in context.facts.rows(ApprovalState.self)
        where period.contains(state.requestedOn) {
            pairs.add(
                .id(state.id),
                .text(title(state.kind, in: "ApprovalKind")),
                .text(context.pseudonym(state.requestedBy.text)),
                .day(state.requestedOn),
                .words(state.decidedBy.map { context.pseudonym($0.text) }),
                .day(state.decidedOn),
                .code(state.shownState(on: context.today)),
                state.decidedBy.map { .flag($0 != state.requestedBy) } ?? .none
            )
        }
        return pairs
    }

    fileprivate func overrides(in period: ReportPeriod, _ context: QueryContext) -> ReportTable {
        var overrides = table(
            "overrides",
            [
                .date("date"), .id("handover"), .code("itemCategory", ItemCategory.self),
                .id("overriddenBy"),
            ]
        )
        context.facts.visit(
            AssistanceRow.self,
            prefix: RowKey(),
            from: nil,
            reversed: false
        ) { row in
            guard let by = row.overriddenBy, period.contains(row.date) else { return true }
            overrides.add(
                .day(row.date),
                .id(row.handover),
                .code(row.itemCategory),
                .text(context.pseudonym(by.text))
            )
            return true
        }
        return overrides
    }

    fileprivate func glass(in period: ReportPeriod, _ context: QueryContext) -> ReportTable {
        var glass = table(
            "glass",
            [.date("date"), .id("operator"), .id("ref"), .id("reviewedBy"), .flag("reviewed")]
        )
        for row in context.facts.rows(BreakGlassRow.self) {
            let day = Moment(microseconds: row.openedAt).date
            guard period.contains(day) else { continue }
            glass.add(
                .day(day),
                .text(context.pseudonym(row.operator.text)),
                .text(row.ref),
                .words(row.reviewedBy.map { context.pseudonym($0.text) }),
                .flag(row.reviewedBy != nil)
            )
        }
        return glass
    }

    fileprivate func looks(
        in period: ReportPeriod,
        _ context: QueryContext
    ) throws(Rejection) -> ReportTable {
        var looks = table(
            "looks",
            [
                .date("day"), .id("operator"), .text("reasons"), .number("looks"),
                .number("usual"), .number("searches"), .number("reveals"),
                .number("atOddHours"), .number("outside"),
            ]
        )
        let query = ListUnusualLooks(from: period.from, until: period.until)
        let isMasked = ListUnusualLooks.masksOperators(for: context.roles)
        for row in try query.answer(context.whole).items {
            looks.add(
                .day(row.day),
                .text(isMasked ? row.operator : context.pseudonym(row.operator)),
                .text(row.reasons.map { title($0) }.joined(separator: ", ")),
                .integer(row.looks),
                .number(row.usual),
                .integer(row.searches),
                .integer(row.reveals),
                .integer(row.atOddHours),
                .integer(row.outside)
            )
        }
        return looks
    }

    // From the newest back: what is asked for is mostly the last months.
    fileprivate func denials(in period: ReportPeriod, _ context: QueryContext) -> ReportTable {
        struct Denied: Hashable {
            let who: String
            let method: String
        }
        var counts: [Denied: Int64] = [:]
        context.facts.visit(AccessRow.self, prefix: RowKey(), from: nil, reversed: true) { row in
            let day = Moment(microseconds: row.recordedAt).date
            if day < period.from { return false }
            if day <= period.until, !row.isAllowed {
                counts[Denied(who: row.operator.text, method: row.method), default: 0] += 1
            }
            return true
        }
        let methods = Set(counts.keys.map(\.method)).sorted()
        let titles = methods.map { JSONMember($0, .string(title(method: $0))) }
        var denials = table(
            "denials",
            [.id("operator"), .code("method", titles: titles), .number("times")]
        )
        let sorted = counts.map { (context.pseudonym($0.key.who), $0.key.method, $0.value) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        for (who, method, times) in sorted {
            denials.add(.text(who), .text(method), .integer(times))
        }
        denials.addTotal(of: "times")
        return denials
    }

    fileprivate func erasures(in period: ReportPeriod, _ context: QueryContext) -> ReportTable {
        var erasures = table(
            "erasures",
            [
                .date("date"), .text("subjects"), .id("decidedBy"), .number("completedAt"),
            ]
        )
        for row in context.facts.rows(ErasureRow.self) where period.contains(row.erasedOn) {
            erasures.add(
                .day(row.erasedOn),
                .text(row.subjects.joined(separator: ", ")),
                .text(context.pseudonym(row.decidedBy.text)),
                .number(row.completedAt)
            )
        }
        return erasures
    }
}
