// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// Bars from zero to the right, in the order of the table, the value printed at the end.
struct BarChart {
    let chart: Chart
    let table: ReportTable
    let formatting: Formatting

    private static let barHeight = 14.0
    private static let labelRoomMax = 230.0

    /// One line of the picture: its name, its parts from left to right, what stands at the end.
    private struct Line {
        let label: String
        let parts: [(series: Int, amount: Double)]
        let end: String
    }

    func picture(_ name: String) throws(ReportProblem) -> Picture {
        var columns: [Int] = []
        for key in chart.series { columns.append(try table.place(key, chart)) }
        let label = table.index(chart.options["label"]?.string) ?? 0
        let isStacked = chart.kind == .stackedBars
        let count = table.index(chart.options["count"]?.string)
        let lines = table.rows.flatMap { row in
            isStacked
                ? [stacked(row, columns, label: label)]
                : columns.enumerated().map { series, column in
                    Line(
                        label: series > 0 ? "" : formatting.text(row[label], table.columns[label]),
                        parts: row[column].integer.map { [(series, Double(max(0, $0)))] } ?? [],
                        end: end(row, column, count: count)
                    )
                }
        }
        var picture = Picture(name: name)
        var y = 0.0
        if columns.count > 1 {
            y = picture.legend(columns.map { table.columns[$0].title }, 0)
        }
        draw(lines, linesPerRow: isStacked ? 1 : columns.count, from: y, &picture)
        return picture
    }

    private func stacked(_ row: [Cell], _ columns: [Int], label: Int) -> Line {
        let parts = columns.enumerated().compactMap { series, column in
            row[column].integer.flatMap { $0 > 0 ? (series, Double($0)) : nil }
        }
        let type = table.columns[columns.first ?? 0].type
        let isWhole = !columns.contains { row[$0] == .suppressed }
        let sum = columns.reduce(0) { $0 + (row[$1].integer ?? 0) }
        let total = table.index(chart.options["total"]?.string).map { row[$0] }
        let shown = total ?? (isWhole ? .integer(sum) : .suppressed)
        return Line(
            label: formatting.text(row[label], table.columns[label]),
            parts: parts.map { (series: $0.0, amount: $0.1) },
            // The sum of what is hidden and what is not would tell what is hidden.
            end: shown == .suppressed ? "…" : formatting.fact(shown, type)
        )
    }

    private func end(_ row: [Cell], _ column: Int, count: Int?) -> String {
        let value = formatting.text(row[column], table.columns[column])
        guard let count else { return value }
        let pieces = formatting.text(row[count], table.columns[count])
        return "\(pieces) \(table.columns[count].title.lowercased()) = \(value)"
    }

    private func draw(
        _ lines: [Line],
        linesPerRow: Int,
        from top: Double,
        _ picture: inout Picture
    ) {
        let size = Picture.textSize
        let widest = lines.reduce(0) { max($0, FontWidths.width($1.label, size: size)) }
        let left = min(widest, BarChart.labelRoomMax) + 10
        let end = lines.reduce(0) { max($0, FontWidths.width($1.end, size: size)) }
        let room = max(40, Picture.width - left - min(end, 260) - 10)
        let most = lines.reduce(1) { max($0, $1.parts.reduce(0) { $0 + $1.amount }) }
        var y = top
        for (place, line) in lines.enumerated() {
            let base = y + BarChart.barHeight - 3
            picture.text(line.label, 0, base, room: left - 10)
            var x = left
            for part in line.parts where part.amount > 0 {
                let width = max(1.5, part.amount / most * room)
                // What is widened for the eye must not run into the number.
                let fitting = min(width, max(1.5, left + room - x))
                picture.mark(x, y, fitting, BarChart.barHeight, series: part.series)
                x += width
            }
            picture.text(line.end, min(x, left + room) + 8, base, room: Picture.width - left - room)
            y += BarChart.barHeight + ((place + 1) % linesPerRow == 0 ? 8 : 2)
        }
        picture.line(left, top - 3, left, y - 5, stroke: Picture.ink)
        picture.height = max(y, 20)
    }
}
