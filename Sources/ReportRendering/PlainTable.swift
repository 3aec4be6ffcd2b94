// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// A table in plain text; what does not fit beside one another stands below one another.
struct PlainTable {
    private let table: ReportTable
    private let formatting: Formatting
    private let width: Int
    /// Columns between two cells; one where a table would not fit otherwise.
    private var gap = 2

    init(_ table: ReportTable, _ formatting: Formatting, width: Int) {
        self.table = table
        self.formatting = formatting
        self.width = width
    }

    /// Title, headings, rows, total, note.
    func lines() -> [String] {
        var lines = [escapedForTerminal(table.title)]
        let headings = table.columns.map { escapedForTerminal(formatting.heading($0)).uppercased() }
        let rows = table.rows.map(texts)
        if rows.isEmpty { return lines + ["  " + Wording.noRows.pick(formatting.language)] }
        let total = table.total.map(totals)
        let all = rows + (total.map { [$0] } ?? [])
        var headingLines = headings.map { [$0] }
        var widths = fitted(headingLines, all)
        if sum(widths) > width {
            headingLines = headings.map { $0.split(separator: " ").map(String.init) }
            widths = fitted(headingLines, all)
        }
        shrink(&widths, all)
        if sum(widths) > width, gap > 1 {
            var narrow = self
            narrow.gap = 1
            return narrow.lines()
        }
        if sum(widths) > width { return lines + pages(headings, all) + note }
        for level in 0..<(headingLines.map(\.count).max() ?? 1) {
            lines.append(line(headingLines.map { level < $0.count ? $0[level] : "" }, widths))
        }
        var rest = rows[...]
        for group in table.groups {
            lines += plainLines(escapedForTerminal(group.label), within: width)
            lines += rest.prefix(max(0, group.count)).flatMap { self.lines($0, widths) }
            rest = rest.dropFirst(max(0, group.count))
        }
        lines += rest.flatMap { self.lines($0, widths) }
        if let total { lines.append(line(total, widths)) }
        return lines + note
    }

    private var note: [String] {
        guard let note = table.note, !note.isEmpty else { return [] }
        return [escapedForTerminal(note)]
    }

    private func texts(_ row: [Cell]) -> [String] {
        row.indices.map { escapedForTerminal(formatting.text(row[$0], table.columns[$0])) }
    }

    private func totals(_ row: [Cell]) -> [String] {
        row.indices.map { place in
            if row[place] != .empty {
                return escapedForTerminal(formatting.text(row[place], table.columns[place]))
            }
            return place == 0 ? Wording.total.pick(formatting.language) : ""
        }
    }

    private func fitted(_ headings: [[String]], _ rows: [[String]]) -> [Int] {
        table.columns.indices.map { place in
            let heading = headings[place].map(displayWidth).max() ?? 0
            return rows.reduce(heading) { max($0, displayWidth($1[place])) }
        }
    }

    private func sum(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + gap * max(0, widths.count - 1)
    }

    /// The widest text gives way first; numbers, ids and dates cut would lie.
    private func shrink(_ widths: inout [Int], _ rows: [[String]]) {
        let mayShrink = table.columns.indices.filter { place in
            let column = table.columns[place]
            return !column.isNumeric && ["text", "enum"].contains(column.type)
        }
        // Words stay whole as long as they are no sentences.
        let floors = table.columns.indices.map { place in
            let words = rows.flatMap { $0[place].split(separator: " ") }
            return max(10, min(20, words.map { displayWidth(String($0)) }.max() ?? 0))
        }
        while sum(widths) > width,
            let widest = mayShrink.filter({ widths[$0] > floors[$0] })
                .max(by: { widths[$0] < widths[$1] })
        {
            widths[widest] -= 1
        }
    }

    /// A row in as many lines as its longest text takes.
    private func lines(_ texts: [String], _ widths: [Int]) -> [String] {
        let cells = texts.indices.map { plainLines(texts[$0], within: widths[$0]) }
        return (0..<(cells.map(\.count).max() ?? 1)).map { level in
            line(cells.map { level < $0.count ? $0[level] : "" }, widths)
        }
    }

    private func line(_ texts: [String], _ widths: [Int]) -> String {
        var line = ""
        for (place, text) in texts.enumerated() {
            let isRight = table.columns[place].isNumeric
            line += String(repeating: " ", count: place > 0 ? gap : 0)
            line += padded(text, widths[place], right: isRight)
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Each row by itself, one value a line.
    private func pages(_ headings: [String], _ rows: [[String]]) -> [String] {
        let width = min(30, headings.map(displayWidth).max() ?? 0)
        return rows.flatMap { row in
            zip(headings, row).filter { !$0.1.isEmpty }.flatMap { heading, text in
                plainPair(heading, text, leftWidth: width, within: self.width - 2).map { "  " + $0 }
            } + [""]
        }.dropLast()
    }
}
