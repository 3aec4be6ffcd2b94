// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// A report in 80 columns, for mail and terminals; charts become rows of `█` with the number.
package struct PlainReport {
    private let report: Report
    private let formatting: Formatting
    private static let width = 80
    // Half of the line is left for what stands behind a label.
    private static let labelWidthMax = 38
    // Beside 30 columns of a bar and its number.
    private static let nameWidthMax = 26

    /// The plain form of a report.
    package init(_ report: Report) {
        self.report = report
        formatting = Formatting(report)
    }

    private func say(_ text: Wording) -> String { text.pick(report.language) }

    /// Every line ends in a line feed; none holds a control character.
    package func text() -> String {
        var lines = title
        for block in report.blocks {
            lines.append("")
            switch block {
            case .heading(let text, let level):
                let line = escapedForTerminal(text)
                lines += wrapped(level <= 2 ? line.uppercased() : line)
            case .paragraph(let text):
                for part in text.split(separator: "\n") {
                    lines += wrapped(escapedForTerminal(String(part)))
                }
            case .facts(let facts): lines += list(facts)
            case .table(let table):
                lines += PlainTable(report.forReaders(table), formatting, width: PlainReport.width)
                    .lines()
            case .chart(let chart):
                if report.table(chart.table)?.rows.isEmpty != true { lines += drawn(chart) }
            case .checks(let checks): lines += self.checks(checks)
            case .signatures(let signers):
                for signer in signers {
                    let label = escapedForTerminal(signer.label)
                    let room = max(10, PlainReport.width - displayWidth(label) - 2)
                    lines += [label + ": " + String(repeating: "_", count: room), ""]
                }
            case .pageBreak: lines.append(String(repeating: "-", count: PlainReport.width))
            }
        }
        if let moment = report.moment {
            lines += [""] + wrapped(escapedForTerminal(moment.title).uppercased())
            lines += list(moment.facts) + wrapped(say(.notSealed))
        }
        if report.hidesCells {
            lines += [""] + wrapped(Wording.hidden(in: report))
        }
        lines += ["", escapedForTerminal(report.digest)]
        lines += report.anchor.split(separator: "\n").map { escapedForTerminal(String($0)) }
        // Blocks that have nothing to say leave no hole.
        var out = ""
        var wasEmpty = false
        for line in lines where !(line.isEmpty && wasEmpty) {
            wasEmpty = line.isEmpty
            out += line + "\n"
        }
        return out
    }

    private var title: [String] {
        let mark = report.isTraining ? "\(say(.training)) · " : ""
        let moment = report.asOfDate.map(formatting.date) ?? formatting.time(report.asOfTime)
        let position = Civil.number(report.position, report.language)
        var lines = wrapped(mark + escapedForTerminal(report.office))
        lines += wrapped(escapedForTerminal(report.title).uppercased())
        if !report.subtitle.isEmpty {
            lines += wrapped(escapedForTerminal(report.subtitle))
        }
        return lines
            + wrapped(
                "\(say(.asOf)) \(moment) · \(say(.position)) \(position) · "
                    + Wording.audience(report.audience, report.language)
            )
    }

    private func list(_ facts: [Fact]) -> [String] {
        let labels = facts.map { escapedForTerminal($0.label) }
        let width = min(PlainReport.labelWidthMax, labels.map(displayWidth).max() ?? 0)
        return zip(facts, labels).flatMap { fact, label in
            var text =
                fact.cell.integer == nil
                ? formatting.text(fact.cell, fact.column)
                : formatting.fact(fact.cell, fact.column.type)
            text = escapedForTerminal(text)
            if let mark = fact.mark { text += mark == "good" ? " ✓" : " !" }
            var names = plainLines(label, within: width)
            let start = padded(names.removeLast(), width) + "  "
            return names + wrapped(text, start: start, hanging: width + 2)
        }
    }

    private func checks(_ checks: [CheckLine]) -> [String] {
        checks.flatMap { check in
            let left = formatting.fact(check.left, check.type)
            let right = formatting.fact(check.right, check.type)
            let isEqual = check.left == check.right
            var text = "\(escapedForTerminal(check.text)): \(left) \(isEqual ? "=" : "·") \(right)"
            if !check.holds {
                let off = check.difference.map { formatting.fact(.integer($0), check.type) } ?? ""
                text =
                    "\(escapedForTerminal(check.text)): \(left) ≠ \(right); \(say(.fails)) \(off)"
            }
            return wrapped(text, start: check.holds ? "✓ " : "✗ ", hanging: 2)
        }
    }

    /// Rows of blocks for the first series; a flow says its bands, a grid is its table.
    private func drawn(_ chart: Chart) -> [String] {
        var lines = wrapped(escapedForTerminal(chart.title + ". " + chart.description))
        guard let table = report.table(chart.table), ![.heat, .tiles, .flow].contains(chart.kind)
        else { return lines }
        let label = table.index(chart.options["label"]?.string) ?? 0
        let columns = (chart.series + [chart.options["value"]?.string ?? ""])
            .compactMap { table.index($0) }
        guard let first = columns.first else { return lines }
        let isStacked = chart.kind == .stackedBars
        let amounts = table.rows.map { row -> Int64? in
            guard isStacked else { return row[first].integer }
            if columns.contains(where: { row[$0] == .suppressed }) { return nil }
            return columns.reduce(0) { $0 + (row[$1].integer ?? 0) }
        }
        let names = table.rows.map {
            plainLines(
                escapedForTerminal(formatting.text($0[label], table.columns[label])),
                within: PlainReport.nameWidthMax
            )
        }
        let nameWidth = names.joined().map(displayWidth).max() ?? 0
        let limit = chart.kind == .gauge ? table.index(chart.options["limit"]?.string) : nil
        let limits = table.rows.compactMap { row in limit.flatMap { row[$0].integer } }
        let most = max(1, (amounts.compactMap(\.self) + limits).max() ?? 1)
        for (place, row) in table.rows.enumerated() {
            let type = table.columns[first].type
            let shown = isStacked ? amounts[place].map { .integer($0) } : row[first]
            let amount = amounts[place] ?? 0
            let blocks = amount > 0 ? max(1, Int(amount * 30 / most)) : 0
            let bound = limit.map {
                " \(say(.ofLimit)) " + formatting.fact(row[$0], table.columns[$0].type)
            }
            lines.append(
                padded(names[place][0], nameWidth) + "  " + String(repeating: "█", count: blocks)
                    + (blocks > 0 ? " " : "")
                    // The sum of what is hidden and what is not would tell what is hidden.
                    + (shown.map { formatting.fact($0, type) } ?? "…") + (bound ?? "")
            )
            lines += names[place].dropFirst()
        }
        return lines
    }

    /// Signs of percent stay with their numbers.
    private func words(of text: String) -> [String] {
        var words: [String] = []
        for word in text.split(separator: " ") {
            if word.hasPrefix("%"), let last = words.popLast() {
                words.append("\(last) \(word)")
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private func wrapped(_ text: String, start: String = "", hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var line = start
        var isFresh = true
        for word in words(of: text) {
            let space = isFresh ? "" : " "
            if !isFresh, displayWidth(line) + displayWidth(space + word) > PlainReport.width {
                lines.append(line)
                line = String(repeating: " ", count: hanging) + word
                continue
            }
            line += space + word
            isFresh = false
        }
        return lines + [line]
    }
}
