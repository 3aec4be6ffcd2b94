// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import Domain

/// The words of one language that a report is written in.
package protocol ReportWords {
    /// The text under the first of several keys that there is, its braces filled from the details.
    func text(anyOf keys: [String], _ details: JSONValue) -> String
    /// The title of a column of a method.
    func title(column: String, of method: String) -> String
    /// The title of a code of a closed set.
    func title(value: String, in set: String) -> String
    /// The title of a method, or its name.
    func title(method: String) -> String
}

extension ReportWords {
    /// The text under a key, its braces filled from the details.
    func text(_ key: String, _ details: JSONValue = [:]) -> String {
        text(anyOf: [key], details)
    }
}

/// What a report is told beside its rows.
package struct ReportSetting {
    /// Its language.
    package let words: any ReportWords
    /// The smallest count of people that is shown.
    package let shownFrom: Int64
    /// The days of the last backup, check and anchor; empty for an answer about the past.
    package let upkeep: [(key: String, day: CivilDate?)]

    /// A setting from its parts.
    package init(
        words: any ReportWords,
        shownFrom: Int64,
        upkeep: [(key: String, day: CivilDate?)]
    ) {
        self.words = words
        self.shownFrom = shownFrom
        self.upkeep = upkeep
    }
}

/// A query whose answer is a report.
///
/// Its texts stand under `report.NAME.`, where NAME is its method without `report.`; its columns
/// have the titles that columns of these names have elsewhere.
package protocol ReportQuery: Query where Item == ReportBody, Summary == Nothing {
    /// Writes the report; the writer takes its blocks.
    func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection)
}

extension ReportQuery {
    package func answer(
        _ context: QueryContext
    ) throws(Rejection) -> QueryAnswer<ReportBody, Nothing> {
        var page = ReportWriter(Self.contract, context)
        try write(&page, context)
        return QueryAnswer(items: [page.body])
    }
}

extension QueryContract {
    /// The contract of a report.
    static func report(
        _ method: String,
        for audience: ReportAudience,
        roles: [Grant],
        positional: [String] = [],
        recordedAs: String? = nil,
        sealed: [SealedColumn] = [],
        isForService: Bool = false
    ) -> QueryContract {
        QueryContract(
            method,
            roles: roles,
            positional: positional,
            shape: .item,
            recordedAs: recordedAs,
            sealed: sealed,
            report: audience,
            isForService: isForService
        )
    }
}

/// Takes down a report, block by block; lives for one query.
package struct ReportWriter {
    private let contract: QueryContract
    private let setting: ReportSetting
    private let roles: [Role]
    private let prefix: String
    private(set) var blocks: [ReportBlock] = []
    /// What the report is of; a method's own title stands above it.
    var subtitle = ""
    /// What is true only now; outside of the digest.
    private(set) var moment: ReportMoment?
    /// What could not be written down, in words of ours; such a report does not leave.
    var problem: String?

    init(_ contract: QueryContract, _ context: QueryContext) {
        self.contract = contract
        setting = context.report
        roles = context.roles
        prefix = contract.method + "."
    }

    /// The body, with small counts hidden where the audience or the reader demands it.
    var body: ReportBody {
        let isReader = roles.allSatisfy { $0 == .reader }
        var cells = SmallCellGuard(blocks, threshold: setting.shownFrom)
        var shown: [ReportBlock] = []
        var suppression = Suppression(threshold: setting.shownFrom, primary: 0, complementary: 0)
        var isSafe = true
        if contract.report?.hidesSmallCells ?? false || isReader {
            (shown, suppression, isSafe) = cells.guarded()
        } else {
            shown = cells.open()
        }
        return ReportBody(
            title: text("title"),
            subtitle: subtitle,
            blocks: shown,
            suppression: suppression,
            moment: moment,
            problem: isSafe ? problem : "counts of few people would show"
        )
    }

    // MARK: Words

    /// A text of this report, or one that several share.
    func text(_ key: String, _ details: JSONValue = [:]) -> String {
        setting.words.text(anyOf: [prefix + key, "report." + key], details)
    }

    /// A day, or a period, as people say it.
    func days(_ first: CivilDate, _ last: CivilDate? = nil) -> String {
        var details = [JSONMember("from", .string(first.description))]
        if let last { details.append(JSONMember("until", .string(last.description))) }
        return text("days", .object(details))
    }

    /// The title of a code whose set is known by name.
    func title(_ code: String, in set: String) -> String {
        setting.words.title(value: code, in: set)
    }

    /// The title of a column that this report could have.
    func title(column key: String) -> String {
        setting.words.title(column: key, of: contract.method)
    }

    /// The title of a method, or its name where it has none any more.
    func title(method: String) -> String {
        setting.words.title(method: method)
    }

    /// The title of a type of events.
    func title(event type: String) -> String { setting.words.text(anyOf: ["event." + type], [:]) }

    /// The title of a code.
    func title<Codes: CodeSet>(_ code: Codes) -> String {
        setting.words.title(value: code.rawValue, in: Codes.name)
    }

    // MARK: Blocks

    /// A heading of this report; 2 below its title.
    mutating func head(_ key: String, level: Int = 2) {
        blocks.append(.heading(text("heading." + key), level: level))
    }

    /// A paragraph of this report.
    mutating func say(_ key: String, _ details: JSONValue = [:]) {
        blocks.append(.paragraph(text(key, details)))
    }

    /// Rows of values; those of `nil` are left out.
    mutating func tell(_ rows: [ReportFact?]) {
        blocks.append(.facts(rows.compactMap(\.self)))
    }

    /// Takes what is true only now, under a heading; nothing in an answer about the past.
    mutating func tellOfNow(_ key: String, _ rows: [ReportFact]) {
        moment = rows.isEmpty ? nil : ReportMoment(title: text("heading." + key), rows: rows)
    }

    /// One fact; its label is the title of a column of that name.
    func fact(
        _ key: String,
        _ type: String,
        _ value: ReportCell,
        mark: Bool? = nil,
        shown: String? = nil
    ) -> ReportFact {
        ReportFact(
            key: key,
            label: title(column: key),
            type: type,
            value: value,
            mark: mark.map { $0 ? "good" : "bad" },
            shown: shown
        )
    }

    /// A fact that is a code.
    func fact<Codes: CodeSet>(_ key: String, _ code: Codes?) -> ReportFact? {
        code.map { fact(key, "enum", .text($0.rawValue), shown: title($0)) }
    }

    /// A fact that is the last line of a table of people.
    func fact(_ key: String, totalOf column: String, in table: String) -> ReportFact {
        var row = fact(key, "integer", .none)
        row.total = (table, column)
        return row
    }

    /// A table without rows, its caption under its key.
    func table(_ key: String, _ columns: [ReportColumn]) -> ReportTable {
        let titles = columns.map { column in
            column.title ?? title(column: column.key)
        }
        var codes: [String: [JSONMember]] = [:]
        for column in columns {
            codes[column.key] = column.codeTitles
            guard let (name, all) = column.codes else { continue }
            codes[column.key] = all.map { code in
                JSONMember(code, .string(setting.words.title(value: code, in: name)))
            }
        }
        return ReportTable(
            key,
            title: text("table." + key),
            columns: columns,
            titles: titles,
            codeTitles: codes
        )
    }

    /// Takes a table, with the command line that lists what is behind it.
    mutating func put(_ table: ReportTable, explainedBy line: String? = nil) {
        var table = table
        if let line { table.note = setting.words.text("report.explain", ["line": .string(line)]) }
        blocks.append(.table(table))
    }

    /// A picture of a table, its caption and its finding under its key.
    mutating func draw(
        _ key: String,
        _ kind: ReportChart.Kind,
        of table: String,
        series: [String],
        _ options: JSONValue,
        _ details: JSONValue = [:]
    ) {
        let chart = ReportChart(
            key: key,
            kind: kind,
            title: text("chart." + key),
            description: text("finding." + key, details),
            table: table,
            series: series,
            options: options
        )
        blocks.append(.chart(chart))
    }

    /// Two sides that must be equal.
    func check(
        _ key: String,
        _ left: Int64,
        _ right: Int64,
        type: String = "rupiah"
    ) -> ReportCheck {
        check(key, type, .integer(left), .integer(right), isRight: left == right)
    }

    /// Two sides that must stand in another relation.
    func check(
        _ key: String,
        _ type: String,
        _ left: ReportCell,
        _ right: ReportCell,
        isRight: Bool
    ) -> ReportCheck {
        ReportCheck(
            key: key,
            text: text("check." + key),
            type: type,
            left: left,
            right: right,
            isRight: isRight
        )
    }

    /// Takes checks.
    mutating func put(_ checks: [ReportCheck]) { blocks.append(.checks(checks)) }

    /// Lines to sign on.
    mutating func sign(_ roles: String...) {
        blocks.append(.signatures(roles.map { ($0, text("signature." + $0)) }))
    }

    /// What follows begins on a new page.
    mutating func breakPage() { blocks.append(.pageBreak) }
}

extension QueryContext {
    /// The same moment and reader, for a query whose rows are wanted whole.
    var whole: QueryContext { QueryContext(whole: self, cursor: nil) }
}
