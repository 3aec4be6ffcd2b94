// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// Hides counts of few people in the tables and facts of a report.
struct SmallCellGuard {
    /// Where a count stands.
    private struct Place {
        let table: Int
        /// `nil`: the last line.
        let row: Int?
        let column: Int
    }

    private let threshold: Int64
    private var blocks: [ReportBlock]
    /// Where each count stands; the last line of several tables may be the same.
    private var places: [[Place]] = []
    /// The count of a population under a column.
    private var known: [String: Int] = [:]
    private var counts: [Int64] = []
    private var lines: [CountGrid.Line] = []

    init(_ blocks: [ReportBlock], threshold: Int64) {
        self.blocks = blocks
        self.threshold = threshold
    }

    /// The blocks with nothing left that points at few people.
    ///
    /// `isSafe` is false when something hidden could still be worked out.
    mutating func guarded() -> (blocks: [ReportBlock], suppression: Suppression, isSafe: Bool) {
        for index in blocks.indices {
            if case .table(let table) = blocks[index] { take(table, at: index) }
        }
        var grid = CountGrid(threshold: threshold, counts: counts, lines: lines)
        let isSafe = grid.hide()
        for (places, isHidden) in zip(places, grid.isHidden) where isHidden {
            for place in places {
                change(place.table) { $0.hide(row: place.row, column: place.column) }
            }
        }
        for index in blocks.indices { change(index, Self.hideDerived) }
        fillFacts()
        return (
            blocks,
            Suppression(
                threshold: threshold,
                primary: Int64(grid.primary),
                complementary: Int64(grid.complementary)
            ),
            isSafe
        )
    }

    /// The blocks of a reader from whom nothing is hidden.
    mutating func open() -> [ReportBlock] {
        fillFacts()
        return blocks
    }

    // MARK: Counts

    private mutating func take(_ table: ReportTable, at index: Int) {
        let columns = table.columns.indices.filter { table.columns[$0].unit == "people" }
        var numbers: [[Int: Int]] = []
        for (row, cells) in table.rows.enumerated() {
            numbers.append(take(cells, columns, of: nil, table, (index, row)))
        }
        let totals = take(table.total, columns, of: table.population, table, (index, nil))
        for column in columns {
            guard let total = totals[column] else { continue }
            let parts = numbers.compactMap { $0[column] }
            if !parts.isEmpty { lines.append(CountGrid.Line(parts: parts, total: total)) }
        }
        for line in numbers + [totals] { sumAcross(line, columns, table) }
    }

    private mutating func take(
        _ cells: [ReportCell],
        _ columns: [Int],
        of population: String?,
        _ table: ReportTable,
        _ at: (table: Int, row: Int?)
    ) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for column in columns where cells.indices.contains(column) {
            guard let value = cells[column].value else { continue }
            let place = Place(table: at.table, row: at.row, column: column)
            let name = population.map { "\($0).\(table.columns[column].key)" }
            if let name, let index = known[name] {
                found[column] = index
                places[index].append(place)
                continue
            }
            if let name { known[name] = counts.count }
            found[column] = counts.count
            counts.append(value)
            places.append([place])
        }
        return found
    }

    private mutating func sumAcross(_ line: [Int: Int], _ columns: [Int], _ table: ReportTable) {
        for column in columns {
            guard let total = line[column] else { continue }
            for keys in table.columns[column].sums {
                let parts = keys.compactMap { key in table.place(of: key).flatMap { line[$0] } }
                if !parts.isEmpty { lines.append(CountGrid.Line(parts: parts, total: total)) }
            }
        }
    }

    // MARK: Tables and facts

    private mutating func change(_ index: Int, _ body: (inout ReportTable) -> Void) {
        guard case .table(var table) = blocks[index] else { return }
        body(&table)
        blocks[index] = .table(table)
    }

    // What is computed from a hidden count would give it away.
    private static func hideDerived(_ table: inout ReportTable) {
        for (column, description) in table.columns.enumerated() where !description.basis.isEmpty {
            let basis = description.basis.compactMap(table.place)
            for (row, cells) in table.rows.enumerated()
            where basis.contains(where: { cells[$0] == .suppressed }) {
                table.hide(row: row, column: column)
            }
            if !table.total.isEmpty, basis.contains(where: { table.total[$0] == .suppressed }) {
                table.hide(row: nil, column: column)
            }
        }
    }

    private mutating func fillFacts() {
        var tables: [String: ReportTable] = [:]
        for case .table(let table) in blocks { tables[table.key] = table }
        for index in blocks.indices {
            guard case .facts(var rows) = blocks[index] else { continue }
            for row in rows.indices {
                guard let total = rows[row].total else { continue }
                rows[row].value = tables[total.table]?.total(total.column) ?? .none
            }
            blocks[index] = .facts(rows)
        }
    }
}
