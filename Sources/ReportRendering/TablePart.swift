// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A table of a report in HTML, with its name, its headings repeated on every page, its total.
struct TablePart {
    private let table: ReportTable
    private let formatting: Formatting
    private let words: Abbreviations

    init(_ table: ReportTable, _ formatting: Formatting, _ words: Abbreviations) {
        self.table = table
        self.formatting = formatting
        self.words = words
    }

    func markup() -> [Markup] {
        var children: [Markup] = [
            .tag("caption", [:], words.marked(table.title)),
            .tag("thead", [:], [.tag("tr", [:], table.columns.map(heading))]),
        ]
        children += bodies
        if let total = table.total {
            children.append(.tag("tbody", ["class": "total"], [row(total, isTotal: true)]))
        }
        let setting = setting
        let isShort = table.rows.count <= TablePart.shortRows
        let name = ["scroll", isShort ? "short" : "", setting == .wide ? "wide" : ""]
            .filter { !$0.isEmpty }.joined(separator: " ")
        var parts: [Markup] = [
            .tag(
                "div",
                [
                    "class": name, "tabindex": "0", "role": "region",
                    "aria-label": table.title,
                ],
                [
                    .tag(
                        "table",
                        ["id": "t-\(identifier)", "class": setting.names],
                        children
                    )
                ]
            )
        ]
        if let note = table.note, !note.isEmpty {
            parts.append(.tag("p", ["class": "note"], words.marked(note)))
        }
        return parts
    }

    private var identifier: String {
        table.key.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    private func heading(_ column: ReportColumn) -> Markup {
        .tag(
            "th",
            ["scope": "col", "class": column.isNumeric ? "number" : "word"],
            words.marked(formatting.heading(column))
        )
    }

    private var bodies: [Markup] {
        if table.rows.isEmpty {
            let text = Wording.noRows.pick(formatting.language)
            let cell = Markup.tag("td", ["colspan": String(max(1, table.columns.count))], text)
            return [.tag("tbody", [:], [.tag("tr", [:], [cell])])]
        }
        var rest = table.rows[...]
        var bodies: [Markup] = []
        for group in table.groups where !rest.isEmpty {
            let cell = Markup.tag(
                "th",
                ["colspan": String(table.columns.count), "scope": "rowgroup"],
                words.marked(group.label)
            )
            let rows = rest.prefix(max(0, group.count)).map { row($0) }
            let first = Markup.tag("tr", ["class": "group"], [cell])
            bodies.append(.tag("tbody", [:], [first] + rows))
            rest = rest.dropFirst(max(0, group.count))
        }
        if !rest.isEmpty { bodies.append(.tag("tbody", [:], rest.map { row($0) })) }
        return bodies
    }

    private func row(_ cells: [Cell], isTotal: Bool = false) -> Markup {
        let hasName = table.columns.first.map { !$0.isNumeric } ?? false
        let cells = cells.enumerated().map { place, cell -> Markup in
            let column = table.columns[place]
            var text = formatting.text(cell, column)
            if isTotal, cell == .empty {
                text = place == 0 ? Wording.total.pick(formatting.language) : ""
            }
            let name = className(column, isTotal: isTotal)
            if place == 0, hasName {
                return .tag("th", ["scope": "row", "class": name], words.marked(text))
            }
            return .tag("td", ["class": name], words.marked(text))
        }
        return .tag("tr", [:], cells)
    }

    private func className(_ column: ReportColumn, isTotal: Bool) -> String {
        if column.isNumeric { return "number" }
        if isTotal { return "word" }
        return column.type == "id" ? "code" : column.type == "date" ? "date" : "word"
    }

    /// The points that a page which stands upright has between its margins, 178 mm.
    private static let room = 504.0
    /// Tables up to so many rows are not parted by the end of a page.
    private static let shortRows = 14

    /// How a table is set, from the most readable on.
    private enum Setting: CaseIterable {
        /// 9 points.
        case usual
        /// 8 points, the smallest on paper, and closer together.
        case compact
        /// The same with dates in two lines.
        case tight
        /// The same on a page that lies.
        case wide

        var names: String {
            switch self {
            case .usual: "usual"
            case .compact: "compact"
            case .tight, .wide: "compact tight"
            }
        }
    }

    /// The first setting that leaves no word beyond the margin.
    private var setting: Setting {
        Setting.allCases.first { $0 == .wide || needed($0) <= TablePart.room } ?? .wide
    }

    /// What cannot be broken, beside one another, in points.
    private func needed(_ setting: Setting) -> Double {
        let size = setting == .usual ? 9.0 : 8.0
        var needed = 0.0
        for (place, column) in table.columns.enumerated() {
            let cells = table.rows.prefix(200).map { formatting.text($0[place], column) }
            let mayBreak = !column.isNumeric && (column.type != "date" || setting == .tight)
            let heading = formatting.heading(column).split(separator: " ")
            let words =
                mayBreak ? cells.flatMap { $0.split(separator: " ") } : cells.map { $0[...] }
            let widest = words.reduce(0) { max($0, FontWidths.width(String($1), size: size)) }
            needed += heading.reduce(widest) {
                max($0, FontWidths.width(String($1), size: size, isBold: true))
            }
            needed += setting == .usual ? 9 : 4.5
        }
        return needed
    }
}

/// Spells out short forms of the trade where they first come up on a page.
final class Abbreviations {
    private var seen: Set<Substring> = []

    /// The text, with the first of each short form as an abbreviation.
    func marked(_ text: String) -> [Markup] {
        var parts: [Markup] = []
        var plain = ""
        var rest = text[...]
        while !rest.isEmpty {
            let isWord = rest.first.map { $0.isLetter || $0.isNumber } ?? false
            let piece = rest.prefix { ($0.isLetter || $0.isNumber) == isWord }
            rest = rest.dropFirst(piece.count)
            // Signs of percent stay with their numbers.
            let isPercent = piece.hasPrefix(" %") && plain.last?.isNumber == true
            guard let meaning = Wording.abbreviations[String(piece)], seen.insert(piece).inserted
            else {
                plain += isPercent ? "\u{A0}" + piece.dropFirst() : piece
                continue
            }
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(.tag("abbr", ["title": meaning], String(piece)))
        }
        return plain.isEmpty && !parts.isEmpty ? parts : parts + [.text(plain)]
    }
}
