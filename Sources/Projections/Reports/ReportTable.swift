// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import Domain

/// One cell of a table.
package enum ReportCell: Sendable, Equatable {
    case integer(Int64)
    case text(String)
    case flag(Bool)
    case none
    /// Hidden because it stands for few people, or because such a cell followed from it.
    case suppressed
    /// A person: the id stays when the person is erased, what is shown does not.
    case subject(String, shown: String?)

    /// A number that may be missing.
    static func number(_ value: Int64?) -> ReportCell { value.map(ReportCell.integer) ?? .none }
    /// A text that may be missing.
    static func words(_ value: String?) -> ReportCell { value.map(ReportCell.text) ?? .none }
    /// A day that may be missing.
    static func day(_ value: CivilDate?) -> ReportCell { .words(value?.description) }
    /// A code, id or other typed text that may be missing.
    static func id(_ value: (some TextValue)?) -> ReportCell { .words(value?.text) }
    /// A code of a closed set that may be missing.
    static func code(_ value: (some CodeSet)?) -> ReportCell { .words(value?.rawValue) }

    /// The number, when it is one that is shown.
    package var value: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// As it stands in the value.
    package var json: JSONValue {
        switch self {
        case .integer(let value): .integer(value)
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .none: .null
        case .suppressed: ["suppressed": true]
        case .subject(let id, let shown):
            ["subject": .string(id), "shown": shown.map { .string($0) } ?? .null]
        }
    }
}

/// One column of a table.
package struct ReportColumn: Sendable {
    /// For machines.
    package let key: String
    /// A type of the catalogue, `rupiah`, `date`, `percentX100` and so on.
    package let type: String
    /// What the numbers count; `people` may be hidden.
    package var unit: String?
    /// Where the column is one of several of a kind, each with a name of its own.
    package var title: String?
    /// The closed set that a column of codes is from.
    package var codes: (name: String, all: [String])?
    /// The titles of codes that are from no closed set.
    package var codeTitles: [JSONMember]?
    /// Sets of other columns of people that this one is the sum of, row by row.
    package var sums: [[String]] = []
    /// Columns of people that this one is computed from: hidden with any of them.
    package var basis: [String] = []

    private init(_ key: String, _ type: String, unit: String? = nil) {
        self.key = key
        self.type = type
        self.unit = unit
    }

    static func text(_ key: String) -> ReportColumn { ReportColumn(key, "text") }
    static func id(_ key: String) -> ReportColumn { ReportColumn(key, "id") }
    static func date(_ key: String) -> ReportColumn { ReportColumn(key, "date") }
    static func flag(_ key: String) -> ReportColumn { ReportColumn(key, "bool") }
    static func rupiah(_ key: String) -> ReportColumn { ReportColumn(key, "rupiah") }
    static func denomination(_ key: String) -> ReportColumn { ReportColumn(key, "denomination") }
    static func days(_ key: String) -> ReportColumn { ReportColumn(key, "days") }
    static func year(_ key: String) -> ReportColumn { ReportColumn(key, "year") }

    /// Hundredths of a whole, written with two decimals.
    static func hundredths(_ key: String) -> ReportColumn { ReportColumn(key, "hundredths") }

    /// The column with a title of its own.
    func titled(_ title: String) -> ReportColumn {
        var column = self
        column.title = title
        return column
    }

    /// A number of things.
    static func number(_ key: String, unit: String? = nil) -> ReportColumn {
        ReportColumn(key, "integer", unit: unit)
    }

    /// A number of people, which is hidden when it is small; `sums`: the columns it sums.
    static func people(_ key: String, sumOf sums: [String]...) -> ReportColumn {
        var column = ReportColumn(key, "integer", unit: "people")
        column.sums = sums
        return column
    }

    /// Hundredths of a percent, hidden with the columns of people that it is computed from.
    static func percent(_ key: String, of basis: [String] = []) -> ReportColumn {
        var column = ReportColumn(key, "percentX100")
        column.basis = basis
        return column
    }

    /// A code with its title.
    static func code<Codes: CodeSet>(_ key: String, _ type: Codes.Type) -> ReportColumn {
        var column = ReportColumn(key, "enum")
        column.codes = (Codes.name, Codes.allCases.map(\.rawValue))
        return column
    }

    /// A code of no closed set; the titles are those of the codes that occur.
    static func code(_ key: String, titles: [JSONMember]) -> ReportColumn {
        var column = ReportColumn(key, "enum")
        column.codeTitles = titles
        return column
    }
}

/// Rows under columns.
package struct ReportTable: Sendable {
    /// Unique in the report; the name of its file as CSV.
    package let key: String
    /// The caption.
    package let title: String
    /// In order.
    package let columns: [ReportColumn]
    /// The titles of the columns, in the same order.
    let titles: [String]
    /// The titles of the codes of a column, by its key.
    let codeTitles: [String: [JSONMember]]
    /// As many cells as columns.
    package private(set) var rows: [[ReportCell]] = []
    /// The last line; empty without one.
    package private(set) var total: [ReportCell] = []
    /// Tables whose people are the same have the same last line: hidden in one, hidden in all.
    package var population: String?
    /// What must be said below it.
    package var note: String?

    init(
        _ key: String,
        title: String,
        columns: [ReportColumn],
        titles: [String],
        codeTitles: [String: [JSONMember]]
    ) {
        self.key = key
        self.title = title
        self.columns = columns
        self.titles = titles
        self.codeTitles = codeTitles
    }

    /// Adds a row; it must have a cell for each column.
    mutating func add(_ cells: ReportCell...) { add(row: cells) }

    /// Adds a row that was put together elsewhere.
    mutating func add(row cells: [ReportCell]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(cells)
    }

    /// The place of a column.
    package func place(of key: String) -> Int? { columns.firstIndex { $0.key == key } }

    /// The sum of the numbers of a column.
    package func sum(_ key: String) -> Int64 {
        guard let place = place(of: key) else { return 0 }
        return rows.reduce(0) { $0 + ($1[place].value ?? 0) }
    }

    /// Writes the last line: the sums of some columns.
    mutating func addTotal(of keys: String...) { addTotal(of: keys) }

    /// Writes the last line: the sums of some columns.
    mutating func addTotal(of keys: [String]) {
        total = columns.map { keys.contains($0.key) ? .integer(sum($0.key)) : .none }
    }

    /// Writes the last line as it was computed elsewhere.
    mutating func addTotal(row cells: [ReportCell]) {
        precondition(cells.count == columns.count, "a cell for each column")
        total = cells
    }

    /// The cell of the last line under a column.
    package func total(_ key: String) -> ReportCell? {
        place(of: key).flatMap { total.indices.contains($0) ? total[$0] : nil }
    }

    /// Hides one cell; `row` is `nil` for the last line.
    mutating func hide(row: Int?, column: Int) {
        if let row { rows[row][column] = .suppressed } else { total[column] = .suppressed }
    }

    /// As it stands in the value.
    package var json: JSONValue {
        var members = [
            JSONMember("kind", "table"), JSONMember("key", .string(key)),
            JSONMember("title", .string(title)),
            JSONMember("columns", .array(zip(columns, titles).map(json))),
            JSONMember("rows", .array(rows.map { .array($0.map(\.json)) })),
        ]
        if !total.isEmpty { members.append(JSONMember("total", .array(total.map(\.json)))) }
        if let note { members.append(JSONMember("note", .string(note))) }
        return .object(members)
    }

    private func json(_ column: ReportColumn, _ title: String) -> JSONValue {
        var members = [
            JSONMember("key", .string(column.key)), JSONMember("title", .string(title)),
            JSONMember("type", .string(column.type)),
        ]
        if let unit = column.unit { members.append(JSONMember("unit", .string(unit))) }
        if let values = codeTitles[column.key] {
            members.append(JSONMember("values", .object(values)))
        }
        return .object(members)
    }
}
