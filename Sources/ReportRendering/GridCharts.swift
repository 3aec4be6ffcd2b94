// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// Five steps of one colour, by limits that the value gives, with the colour of the text on each.
private enum HeatScale {
    static let steps = [
        ("#F7FBFF", "#111111"), ("#C6DBEF", "#111111"), ("#6BAED6", "#111111"),
        ("#2171B5", "#FFFFFF"), ("#08306B", "#FFFFFF"),
    ]

    static func step(_ value: Int64, _ limits: JSONValue?) -> (fill: String, ink: String) {
        let limits = (limits?.items ?? []).compactMap(\.integer)
        let step = limits.count { value >= $0 }
        return steps[min(step, steps.count - 1)]
    }
}

/// A table of numbers with a colour behind each.
struct HeatChart {
    let chart: Chart
    let table: ReportTable
    let formatting: Formatting

    func picture(_ name: String) throws(ReportProblem) -> Picture {
        var columns: [Int] = []
        for key in chart.series { columns.append(try table.place(key, chart)) }
        let label = table.index(chart.options["label"]?.string) ?? 0
        let size = Picture.textSize
        let names = table.rows.map { formatting.text($0[label], table.columns[label]) }
        let widest = names.reduce(0) { max($0, FontWidths.width($1, size: size)) }
        let left = min(widest, 220) + 10
        let width = min(110, (Picture.width - left) / Double(max(1, columns.count)))
        let headings = columns.map {
            FontWidths.lines(table.columns[$0].title, width - 6, size: size, atMost: 3)
        }
        var picture = Picture(name: name)
        let top = Double(headings.map(\.count).max() ?? 1) * 13 + 4
        for (place, lines) in headings.enumerated() {
            let x = left + (Double(place) + 0.5) * width
            for (number, line) in lines.reversed().enumerated() {
                picture.text(line, x, top - 6 - 13 * Double(number), .middle)
            }
        }
        for (number, row) in table.rows.enumerated() {
            let y = top + Double(number) * 22
            picture.text(names[number], 0, y + 15, room: left - 10)
            for (place, column) in columns.enumerated() {
                let key = table.columns[column].key
                let given = chart.options["limits"]
                let limits = given?[key] ?? given
                let step = HeatScale.step(row[column].integer ?? 0, limits)
                let x = left + Double(place) * width
                picture.rectangle(x + 0.5, y, width - 1, 21, fill: step.fill, outline: true)
                picture.text(
                    formatting.text(row[column], table.columns[column]),
                    x + width / 2,
                    y + 15,
                    .middle,
                    room: width - 4,
                    fill: step.ink
                )
            }
        }
        picture.height = top + Double(max(1, table.rows.count)) * 22 + 2
        return picture
    }
}

/// One square per area in a fixed grid: its code and its number, no map.
struct TileChart {
    let chart: Chart
    let table: ReportTable
    let formatting: Formatting

    private static let side = 46.0

    func picture(_ name: String) throws(ReportProblem) -> Picture {
        let value = try table.place(chart.options["value"]?.string ?? chart.series.first, chart)
        let code = table.index(chart.options["code"]?.string) ?? 0
        let widest = table.rows.reduce(0.0) { widest, row in
            let text = formatting.text(row[value], table.columns[value])
            return max(widest, FontWidths.width(text, size: 14, isBold: true))
        }
        // Fewer squares a line rather than half a number.
        let wanted = min(8, Int(chart.options["across"]?.integer ?? 8))
        let across = max(1, min(wanted, Int(Picture.width / (widest + 12))))
        let width = Picture.width / Double(across)
        var picture = Picture(name: name)
        for (number, row) in table.rows.enumerated() {
            let x = Double(number % across) * width
            let y = Double(number / across) * (TileChart.side + 4)
            let step = HeatScale.step(row[value].integer ?? 0, chart.options["limits"])
            picture.rectangle(
                x + 1,
                y + 1,
                width - 4,
                TileChart.side,
                fill: step.fill,
                outline: true
            )
            let middle = x + width / 2 - 1
            let text = formatting.text(row[code], table.columns[code])
            picture.text(text, middle, y + 17, .middle, room: width - 10, fill: step.ink)
            picture.text(
                formatting.text(row[value], table.columns[value]),
                middle,
                y + 37,
                .middle,
                room: width - 10,
                size: 14,
                isBold: true,
                fill: step.ink
            )
        }
        let lines = (table.rows.count + across - 1) / across
        picture.height = Double(max(1, lines)) * (TileChart.side + 4)
        return picture
    }
}
