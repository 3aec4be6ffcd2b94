// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// Lines over months, from zero for counts and 0 to 100 % for shares; missing months are gaps.
struct LineChart {
    let chart: Chart
    let table: ReportTable
    let formatting: Formatting

    private static let top = 14.0
    private static let plotHeight = 170.0
    private static let dashes: [String?] = [nil, "6 3", "2 3", "9 3 2 3", "12 4", "4 2", "1 2"]

    func picture(_ name: String) throws(ReportProblem) -> Picture {
        var columns: [Int] = []
        for key in chart.series { columns.append(try table.place(key, chart)) }
        let label = table.index(chart.options["label"]?.string) ?? 0
        guard let first = columns.first else { throw ReportProblem("\(chart.key): no series") }
        let scale = ticks(columns, table.columns[first])
        let most = Double(scale.last ?? 1)
        let size = Picture.textSize
        let names = scale.map { formatting.text(.integer($0), table.columns[first]) }
        let left = names.reduce(0) { max($0, FontWidths.width($1, size: size)) } + 8
        let ends = columns.map { column -> (text: String, value: Int64)? in
            guard let last = table.rows.last(where: { $0[column].integer != nil }),
                let value = last[column].integer
            else { return nil }
            let number = formatting.text(.integer(value), table.columns[column])
            return (columns.count > 1 ? "\(number) \(table.columns[column].title)" : number, value)
        }
        let widest = ends.reduce(0) { max($0, FontWidths.width($1?.text ?? "", size: size)) }
        let right = Picture.width - min(200, widest) - 14
        var picture = Picture(name: name)
        func height(_ value: Int64) -> Double {
            LineChart.top + LineChart.plotHeight * (1 - Double(value) / most)
        }
        for (place, value) in scale.enumerated() {
            let y = height(value)
            picture.line(left, y, right, y, stroke: place == 0 ? Picture.ink : "#CCCCCC")
            picture.text(names[place], left - 6, y + 4, .end)
        }
        let step = (right - left) / Double(max(1, table.rows.count))
        func middle(_ row: Int) -> Double { left + (Double(row) + 0.5) * step }
        months(label, step, &picture, middle)
        for (series, column) in columns.enumerated() {
            draw(series, column, &picture, middle, height)
        }
        finish(ends, right, &picture, height)
        picture.height = LineChart.top + LineChart.plotHeight + 38
        return picture
    }

    /// Round numbers from zero to above the greatest value.
    private func ticks(_ columns: [Int], _ column: ReportColumn) -> [Int64] {
        if column.type == "percentX100" { return [0, 2_500, 5_000, 7_500, 10_000] }
        if column.type == "permille" { return [0, 250, 500, 750, 1_000] }
        let values = table.rows.flatMap { row in columns.compactMap { row[$0].integer } }
        let most = max(4, values.max() ?? 0)
        var step: Int64 = 1
        while step * 4 < most {
            let leading = Int64(String(step).prefix(1)) ?? 1
            step = leading == 2 ? step / 2 * 5 : step * 2
        }
        return (0...4).map { step * $0 }
    }

    private func months(
        _ label: Int,
        _ step: Double,
        _ picture: inout Picture,
        _ middle: (Int) -> Double
    ) {
        let y = LineChart.top + LineChart.plotHeight
        // As many labels as there is room for.
        let every = max(1, Int((34 / max(step, 1)).rounded(.up)))
        var year = ""
        for (number, row) in table.rows.enumerated() where number % every == 0 {
            let text = formatting.text(row[label], table.columns[label])
            var month: (name: String, year: String)?
            if case .text(let code) = row[label] { month = formatting.month(code) }
            let room = step * Double(every) - 3
            picture.text(month?.name ?? text, middle(number), y + 16, .middle, room: room)
            if let month, month.year != year {
                year = month.year
                picture.text(year, middle(number), y + 30, .middle, room: max(room, 28))
            }
        }
    }

    private func draw(
        _ series: Int,
        _ column: Int,
        _ picture: inout Picture,
        _ middle: (Int) -> Double,
        _ height: (Int64) -> Double
    ) {
        let colour = Picture.colours[series % Picture.colours.count]
        var data = ""
        var isDrawing = false
        for (number, row) in table.rows.enumerated() {
            guard let value = row[column].integer else {
                isDrawing = false
                continue
            }
            let (x, y) = (middle(number), height(value))
            data += "\(isDrawing ? "L" : "M")\(units(x)) \(units(y))"
            isDrawing = true
            picture.rectangle(x - 2, y - 2, 4, 4, fill: colour)
        }
        if data.isEmpty { return }
        picture.path(
            data,
            stroke: colour,
            thickness: 2,
            dash: LineChart.dashes[series % LineChart.dashes.count]
        )
    }

    /// The last values at the right, pushed apart where they are close.
    private func finish(
        _ ends: [(text: String, value: Int64)?],
        _ right: Double,
        _ picture: inout Picture,
        _ height: (Int64) -> Double
    ) {
        let sorted = ends.enumerated().compactMap { series, end in
            end.map { (series: series, text: $0.text, y: height($0.value) + 4) }
        }.sorted { ($0.y, $0.series) < ($1.y, $1.series) }
        var places = sorted.map(\.y)
        let bottom = LineChart.top + LineChart.plotHeight + 4
        for place in places.indices.dropFirst() {
            places[place] = max(places[place], places[place - 1] + 14)
        }
        for place in places.indices.reversed() {
            let below = place + 1 < places.count ? places[place + 1] - 14 : bottom
            places[place] = min(places[place], below)
        }
        for (place, end) in sorted.enumerated() {
            picture.text(
                end.text,
                right + 10,
                places[place],
                room: Picture.width - right - 10,
                isBold: false
            )
            let colour = Picture.colours[end.series % Picture.colours.count]
            picture.line(
                right - 4,
                height(ends[end.series]?.value ?? 0),
                right + 6,
                places[place] - 4,
                stroke: colour
            )
        }
    }
}
