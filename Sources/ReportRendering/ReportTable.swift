// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// A table of a report: columns, rows of cells, and what is said below.
struct ReportTable: Sendable {
    /// Its name inside the report, which charts and files are called by.
    let key: String
    let title: String
    /// From left to right.
    let columns: [ReportColumn]
    /// Names of runs of rows, with how many rows each takes.
    let groups: [(label: String, count: Int)]
    /// Each as long as ``columns``.
    let rows: [[Cell]]
    let total: [Cell]?
    let note: String?

    init(_ value: JSONValue) {
        let columns = (value["columns"]?.items ?? []).map(ReportColumn.init)
        func cells(_ row: JSONValue) -> [Cell] {
            columns.indices.map { Cell(row[$0] ?? .null) }
        }
        key = value["key"]?.string ?? ""
        title = sentenceCased(value["title"]?.string ?? "")
        self.columns = columns
        groups = (value["groups"]?.items ?? []).map {
            ($0["label"]?.string ?? "", Int($0["rows"]?.integer ?? 0))
        }
        rows = (value["rows"]?.items ?? []).map(cells)
        total = value["total"].flatMap { $0.items == nil ? nil : cells($0) }
        note = value["note"]?.string
    }

    private init(
        _ other: ReportTable,
        keeping kept: [Int]
    ) {
        key = other.key
        title = other.title
        columns = kept.map { other.columns[$0] }
        groups = other.groups
        rows = other.rows.map { row in kept.map { row[$0] } }
        total = other.total.map { row in kept.map { row[$0] } }
        note = other.note
    }

    /// The same rows without some columns.
    func without(_ keys: Set<String>) -> ReportTable {
        ReportTable(self, keeping: columns.indices.filter { !keys.contains(columns[$0].key) })
    }

    /// The place of a column.
    func index(_ key: String?) -> Int? { columns.firstIndex { $0.key == key } }
}

/// What a column holds and how it is called.
struct ReportColumn: Sendable {
    /// The machine's name.
    let key: String
    let title: String
    /// One of the catalogue's types.
    let type: String
    let align: String?
    /// What the codes of an enumeration are called.
    let values: [String: String]

    init(_ value: JSONValue) {
        key = value["key"]?.string ?? ""
        title = sentenceCased(value["title"]?.string ?? key)
        type = value["type"]?.string ?? "text"
        align = value["align"]?.string
        let named = (value["values"]?.members ?? []).map { ($0.name, $0.value.string ?? $0.name) }
        values = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    init(key: String, title: String, type: String) {
        self.key = key
        self.title = title
        self.type = type
        align = nil
        values = [:]
    }

    /// The same column, read as another type.
    func `as`(_ type: String) -> ReportColumn {
        ReportColumn(key: key, title: title, type: type)
    }

    private static let numeric: Set = [
        "integer", "rupiah", "denomination", "permille", "percentX100", "hundredths", "days",
        "year",
    ]
    var isNumeric: Bool { align.map { $0 == "right" } ?? Self.numeric.contains(type) }
}

/// A picture of a table of the same report; it has no numbers of its own.
struct Chart {
    enum Kind: String {
        case bars, stackedBars, flow, heat, tiles, line, gauge
    }
    let key: String
    let kind: Kind
    let title: String
    let description: String
    let table: String
    /// Keys of the columns that are drawn.
    let series: [String]
    let options: JSONValue

    init(_ value: JSONValue) throws(ReportProblem) {
        let name = value["chart"]?.string ?? ""
        guard let kind = Kind(rawValue: name) else {
            throw ReportProblem("a chart of kind \(name)")
        }
        self.kind = kind
        key = value["key"]?.string ?? ""
        title = value["title"]?.string ?? ""
        description = value["description"]?.string ?? ""
        table = value["table"]?.string ?? ""
        series = (value["series"]?.items ?? []).compactMap(\.string)
        options = value["options"] ?? .null
    }
}
