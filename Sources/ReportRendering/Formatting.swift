// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// Writes values as people of the office read them, in one language.
struct Formatting {
    let language: Language
    /// Stands for a hidden count.
    let hiddenSign: String

    init(_ report: Report) {
        language = report.language
        hiddenSign = report.hiddenSign
    }

    /// A cell of a table, where the heading says the unit.
    func text(_ cell: Cell, _ column: ReportColumn) -> String {
        switch cell {
        case .empty: return "–"
        // A share of a hidden count is hidden too, but is no count.
        case .suppressed:
            return ["percentX100", "permille"].contains(column.type) ? "…" : hiddenSign
        case .bool(let flag): return Wording.yesNo(flag, language)
        case .subject(let id, let shown): return shown ?? id
        case .integer(let number): return self.number(number, column)
        case .text(let text): return word(text, column)
        }
    }

    /// A cell that stands alone, with its unit.
    func fact(_ cell: Cell, _ type: String) -> String {
        if case .text(let text) = cell { return date(text) }
        let column = ReportColumn(key: "", title: "", type: type)
        let text = text(cell, column)
        guard let number = cell.integer else { return text }
        switch type {
        case "rupiah": return Civil.rupiah(number, language)
        case "days": return text + " " + Wording.days.pick(language)
        default: return text
        }
    }

    private func number(_ number: Int64, _ column: ReportColumn) -> String {
        if let title = column.values[String(number)] { return title }
        switch column.type {
        case "permille": return Civil.percent(hundredths: number * 10, language)
        case "hundredths": return decimal(hundredths: number)
        case "percentX100": return Civil.percent(hundredths: number, language)
        case "id", "text", "year": return String(number)
        default: return Civil.number(number, language)
        }
    }

    private func decimal(hundredths: Int64) -> String {
        let rest = hundredths.magnitude % 100
        let sign = hundredths < 0 ? "−" : ""
        let whole = Civil.number(Int64(hundredths.magnitude / 100), language)
        return sign + whole + language.pick(",", ".") + (rest < 10 ? "0" : "") + String(rest)
    }

    private func word(_ text: String, _ column: ReportColumn) -> String {
        switch column.type {
        case "enum": column.values[text] ?? text
        case "date", "due", "since": date(text)
        case "time": time(text)
        case "month": month(text).map { "\($0.name) \($0.year)" } ?? text
        case "text" where column.key == "month": word(text, column.as("month"))
        default: text
        }
    }

    /// `20 Jul 2016` for `2016-07-20`; other text as it is.
    func date(_ text: String) -> String {
        Civil.days(isoDate: text).map { Civil.date(daysSince1970: $0, language) } ?? text
    }

    /// `20 Jul 2016 14.05 WIB` for a time of the wire; other text as it is.
    func time(_ stamp: String) -> String { Civil.time(wire: stamp, language) }

    /// The heading of a column; money says its unit once, there.
    func heading(_ column: ReportColumn) -> String {
        column.type == "rupiah" ? "\(column.title) (Rp)" : column.title
    }

    /// `Jul` and `2016` of `2016-07`; nil for anything else.
    func month(_ text: String) -> (name: String, year: String)? {
        guard text.utf8.count == 7, Civil.days(isoDate: text + "-01") != nil,
            let month = Int(text.suffix(2))
        else { return nil }
        return (Civil.monthName(month, language), String(text.prefix(4)))
    }
}
