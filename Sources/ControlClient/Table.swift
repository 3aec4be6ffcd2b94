// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// One cell: what is shown, without colour, and its colour.
private struct Cell {
    var text: String
    var tint: Looks.Tint?
}

/// Draws rows as a table, driven by the columns of the catalogue.
package struct Table {
    let columns: [Column]
    let looks: Looks
    /// The day that `due` and `since` are measured from.
    package let today: Int
    /// Rows of the answer before, to mark the cells that changed; nil: nothing is marked.
    package var earlier: [JSONValue]?

    /// Draws with these columns.
    package init(columns: [Column], looks: Looks, today: Int) {
        self.columns = columns
        self.looks = looks
        self.today = today
    }

    /// A table of plain texts under their keys.
    package init(plainKeys: [String], looks: Looks) {
        self.init(columns: plainKeys.map { Column(key: $0) }, looks: looks, today: 0)
    }

    /// The header and one line per row without line ends, their width, and the columns left out.
    package func lines(_ rows: [JSONValue]) -> (lines: [String], width: Int, hidden: Int) {
        // A member that no row has is not for these eyes: its column is not hidden, it is none.
        let known =
            rows.isEmpty ? columns : columns.filter { c in rows.contains { $0[c.key] != nil } }
        var shown = known
        var cells = rows.map { row in known.map { cell(row, $0) } }
        markChanges(&cells, rows, known)
        alignDistances(&cells, known)
        let bodies = known.indices.map { index in
            cells.reduce(0) { max($0, displayWidth($1[index].text)) }
        }
        var headings = known.map { [heading($0)] }
        var widths = known.indices.map { max(bodies[$0], displayWidth(headings[$0][0])) }
        if let limit = looks.width, !looks.showsAll {
            // Headings wider than what stands below them go in two lines before a column goes.
            if total(widths) > limit {
                headings = known.indices.map { halved(heading(known[$0]), bodies[$0]) }
                widths = known.indices.map { index in
                    headings[index].reduce(bodies[index]) { max($0, displayWidth($1)) }
                }
            }
            // The least important column goes first; among equals the one further right.
            while total(widths) > limit, shown.count > 1,
                let least = shown.indices.max(by: {
                    (shown[$0].priority, $0) < (shown[$1].priority, $1)
                }),
                shown[least].priority > 1
            {
                shown.remove(at: least)
                widths.remove(at: least)
                headings.remove(at: least)
                for row in cells.indices { cells[row].remove(at: least) }
            }
            while total(widths) > limit,
                let widest = shown.indices.filter({ shown[$0].mayBeCut }).max(by: {
                    widths[$0] < widths[$1]
                }), widths[widest] > 8
            {
                widths[widest] = max(8, widths[widest] - (total(widths) - limit))
            }
        }
        var out: [String] = []
        for level in 0..<(headings.map(\.count).max() ?? 1) {
            let texts = headings.map { level < $0.count ? $0[level] : "" }
            out.append(line(texts.map { Cell(text: $0, tint: .bold) }, shown, widths))
        }
        out += cells.map { line($0, shown, widths) }
        return (out, total(widths), known.count - shown.count)
    }

    /// A heading in the two lines that make its column narrowest; one where nothing is won.
    private func halved(_ heading: String, _ body: Int) -> [String] {
        let words = heading.split(separator: " ").map(String.init)
        guard displayWidth(heading) > body, words.count > 1 else { return [heading] }
        let halves = (1..<words.count).map { place in
            [words[..<place], words[place...]].map { $0.joined(separator: " ") }
        }
        return halves.min { left, right in
            (left.map(displayWidth).max() ?? 0) < (right.map(displayWidth).max() ?? 0)
        } ?? [heading]
    }

    /// One value per line, its title before it; objects that the catalogue describes, and lists of
    /// objects, each by itself below.
    package func page(_ item: JSONValue) -> [String] {
        let members = (item.members ?? []).filter { $0.name != "marks" }
        let known = columns.filter { column in members.contains { $0.name == column.key } }
        let others = members.filter { member in !known.contains { $0.key == member.name } }
        let all = known + others.map { Column(key: $0.name) }
        let width = all.map { displayWidth(escapedForTerminal($0.title)) }.max() ?? 0
        var lines: [String] = []
        var tables: [String] = []
        for column in all {
            let value = item[column.key] ?? .null
            let title = escapedForTerminal(column.title)
            if let items = value.items, let first = items.first, first.members != nil {
                tables += ["", looks.tinted(title, .bold)]
                tables += inner(items, column.inner).lines(items).lines.map { "  " + $0 }
            } else if value.members?.isEmpty == false, !column.members.isEmpty {
                let part = Table(columns: column.members, looks: looks, today: today)
                tables += ["", looks.tinted(title, .bold)] + part.page(value).map { "  " + $0 }
            } else {
                var cell = cell(item, column)
                if let before = earlier?.first, self.cell(before, column).text != cell.text {
                    cell.tint = .reverse
                }
                let pieces = looks.wrapped(
                    cell.text,
                    at: " ",
                    indent: 0,
                    hanging: width + 2,
                    reserving: width + 2
                )
                for (index, piece) in pieces.enumerated() {
                    let start = index == 0 ? padded(title, width) + "  " : ""
                    lines.append(start + looks.tinted(piece, cell.tint))
                }
            }
        }
        return lines + tables
    }

    /// A value of unknown shape: a table of objects, a page, or one line; nothing for null.
    func anything(_ value: JSONValue, _ known: [Column] = []) -> [String] {
        if let items = value.items, items.first?.members != nil {
            return inner(items, known).lines(items).lines
        }
        if value.members != nil { return page(value) }
        return value.isNull ? [] : [escapedForTerminal(plainText(value))]
    }

    /// A table of objects inside an item, under the titles that the catalogue has for them.
    private func inner(_ items: [JSONValue], _ known: [Column]) -> Table {
        var keys: [String] = []
        for item in items {
            for member in item.members ?? [] where !keys.contains(member.name) {
                keys.append(member.name)
            }
        }
        let titled = known.filter { keys.contains($0.key) }
        let others = keys.filter { key in !titled.contains { $0.key == key } }.map { key in
            let isNumber = items.allSatisfy { ($0[key] ?? .null).isNull || $0[key]?.integer != nil }
            return Column(key: key, type: isNumber ? "integer" : "text")
        }
        return Table(columns: titled + others, looks: looks, today: today)
    }

    private func heading(_ column: Column) -> String {
        let unit = column.unit ?? (column.type == "rupiah" ? "Rp" : nil)
        let title = escapedForTerminal(column.title).uppercased()
        return unit.map { "\(title) (\($0))" } ?? title
    }

    private func total(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    }

    private func line(_ cells: [Cell], _ columns: [Column], _ widths: [Int]) -> String {
        var out = ""
        var space = 0
        for (index, cell) in cells.enumerated() {
            let text = cut(cell.text, widths[index])
            // The lower line of a heading that has one line only.
            if text.isEmpty {
                space += widths[index] + 2
                continue
            }
            let gap = max(0, widths[index] - displayWidth(text))
            let isRight = columns[index].isNumeric
            out += String(repeating: " ", count: space + (isRight ? gap : 0))
            out += looks.tinted(text, cell.tint)
            space = 2 + (isRight ? 0 : gap)
        }
        return out
    }

    private func cell(_ row: JSONValue, _ column: Column) -> Cell {
        let value = row[column.key] ?? .null
        var cell = Cell(text: shown(value, column), tint: value.isNull ? .dim : nil)
        switch row["marks"]?[column.key]?.string {
        case "good":
            cell.text += " ✓"
            cell.tint = .green
        case "warn":
            cell.text += " !"
            cell.tint = .yellow
        case "bad":
            cell.text += " !"
            cell.tint = .red
        default: break
        }
        return cell
    }

    /// Marks the cells that differ from those of the same row in the answer before.
    ///
    /// A row is known by its first column, and by its turn among those with the same one there.
    private func markChanges(_ cells: inout [[Cell]], _ rows: [JSONValue], _ known: [Column]) {
        guard let earlier, let first = known.first else { return }
        func numbered(_ rows: [JSONValue]) -> [String] {
            var turns: [String: Int] = [:]
            return rows.map { row in
                let name = plainText(row[first.key] ?? .null)
                turns[name, default: 0] += 1
                return "\(name) \(turns[name] ?? 0)"
            }
        }
        let before = Dictionary(zip(numbered(earlier), earlier)) { first, _ in first }
        for (index, name) in numbered(rows).enumerated() {
            for (place, column) in known.enumerated() {
                let old = before[name].map { cell($0, column).text }
                if old != cells[index][place].text { cells[index][place].tint = .reverse }
            }
        }
    }

    /// A value as people read it.
    package func shown(_ value: JSONValue, _ column: Column) -> String {
        switch (value, column.type) {
        case (.null, _): return "–"
        case (.integer(let number), _) where !column.choices.isEmpty:
            let title = column.choices.first { $0.value == "\(number)" }?.title
            return escapedForTerminal(title ?? "\(number)")
        case (.integer(0), _) where column.hidesZero: return "–"
        case (.bool(let flag), _): return looks.text(flag ? .yes : .no)
        case (.integer(let number), "permille"): return looks.percent(permille: number)
        case (.integer(let number), "id"), (.integer(let number), "text"): return "\(number)"
        case (.integer(let number), _): return looks.grouped(number)
        case (.string(let text), "date"):
            return Civil.days(isoDate: text).map { looks.date($0) } ?? escapedForTerminal(text)
        case (.string(let text), "due"), (.string(let text), "since"):
            guard let day = Civil.days(isoDate: text) else { return escapedForTerminal(text) }
            return looks.date(day, inYearOf: today) + "\t" + distance(day, column.type)
        case (.string(let text), "time"): return escapedForTerminal(looks.time(text))
        case (.string(let text), _):
            let choice = column.choices.first { $0.value == text }
            let title = escapedForTerminal(choice?.title ?? text)
            return choice?.symbol.map { "\(escapedForTerminal($0)) \(title)" } ?? title
        case (.array(let items), _):
            return items.isEmpty ? "–" : items.map { shown($0, column) }.joined(separator: ", ")
        case (.object(let members), _):
            let inner = ordered(members, column.members).map { member in
                let known = column.members.first { $0.key == member.name }
                let type = member.value.integer == nil ? "text" : "integer"
                let text = shown(member.value, known ?? Column(key: member.name, type: type))
                return "\(escapedForTerminal(known?.title ?? member.name)): \(text)"
            }
            return inner.isEmpty ? "–" : inner.joined(separator: ", ")
        }
    }

    /// The members of an object as the catalogue orders them, then those it does not name.
    private func ordered(_ members: [JSONMember], _ known: [Column]) -> [JSONMember] {
        let titled = known.compactMap { column in members.first { $0.name == column.key } }
        let others = members.filter { member in !known.contains { $0.key == member.name } }
        return titled + others.sorted { naturallyPrecedes($0.name, $1.name) }
    }

    private func distance(_ day: Int, _ type: String) -> String {
        let days = Int64(type == "due" ? day - today : today - day)
        if type == "since" {
            return days >= 0 ? looks.text(.days, padded(looks.grouped(days), 2, right: true)) : ""
        }
        switch days {
        case ..<0: return looks.text(.overdue, looks.grouped(-days))
        case 0: return looks.text(.today)
        case 1: return looks.text(.tomorrow)
        case 2...7: return looks.text(.inDays, looks.grouped(days))
        default: return ""
        }
    }

    /// Brings the distances of a column under one another: date, two spaces, distance.
    private func alignDistances(_ cells: inout [[Cell]], _ columns: [Column]) {
        for index in columns.indices where ["due", "since"].contains(columns[index].type) {
            let dates = cells.map {
                $0[index].text.split(separator: "\t").first.map(String.init) ?? ""
            }
            let width = dates.map(displayWidth).max() ?? 0
            for row in cells.indices {
                let parts = cells[row][index].text.split(
                    separator: "\t",
                    omittingEmptySubsequences: false
                )
                guard parts.count == 2 else { continue }
                cells[row][index].text =
                    parts[1].isEmpty
                    ? String(parts[0]) : "\(padded(dates[row], width))  \(parts[1])"
            }
        }
    }
}

/// Keys of a map as people order them: by the number they begin with, then by their bytes.
func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
    func number(_ text: String) -> Int { Int(text.prefix { $0.isASCII && $0.isNumber }) ?? .max }
    return (number(left), left) < (number(right), right)
}

/// Rows as comma- or tab-separated values: plain integers, ISO dates, formulas made harmless.
package struct DelimitedWriter: Sendable {
    /// How the cells are parted.
    package enum Style: Sendable {
        case csv
        case tsv
        /// For spreadsheets with Indonesian settings: byte order mark, semicolon, CR LF.
        case excelIndonesian
    }
    let style: Style

    /// Writes cells in one style.
    package init(style: Style) {
        self.style = style
    }

    private var separator: String {
        switch style {
        case .csv: ","
        case .tsv: "\t"
        case .excelIndonesian: ";"
        }
    }

    /// The whole text: header of keys, one line per row, a last column `training` where it holds.
    package func text(_ rows: [JSONValue], keys: [String], isTraining: Bool) -> String {
        let end = style == .excelIndonesian ? "\r\n" : "\n"
        var out = style == .excelIndonesian ? "\u{FEFF}" : ""
        let header = (keys + (isTraining ? ["training"] : [])).map { quoted($0) }
        out += header.joined(separator: separator) + end
        for row in rows {
            var cells = keys.map { cell(row[$0] ?? .null) }
            if isTraining { cells.append("true") }
            out += cells.joined(separator: separator) + end
        }
        return out
    }

    private func cell(_ value: JSONValue) -> String {
        switch value {
        case .null: return ""
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        default: break
        }
        let text = plainText(value)
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first)
        else {
            return quoted(text)
        }
        return quoted("'" + text)
    }

    /// Scalars are compared, because CR LF is one Character.
    private func quoted(_ text: String) -> String {
        let special: Set<Unicode.Scalar> = ["\"", "\n", "\r", "\t", ",", ";"]
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false).joined(
                separator: "\"\""
            )
            + "\""
    }
}
