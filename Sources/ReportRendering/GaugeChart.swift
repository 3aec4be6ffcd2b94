// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// Bars with a marked limit each; the text says both numbers.
///
/// A few stand large, each against its own limit; many stand in lines with one scale for all, so
/// that they can be compared.
struct GaugeChart {
    let chart: Chart
    let table: ReportTable
    let formatting: Formatting

    private static let largeMax = 3
    private static let barHeight = 13.0

    /// One bar with its texts.
    private struct Gauge {
        let name: String
        let numbers: String
        let amount: Double
        let bound: Double

        var series: Int { amount > bound ? 3 : 0 }
    }

    func picture(_ name: String) throws(ReportProblem) -> Picture {
        let value = try table.place(chart.options["value"]?.string ?? chart.series.first, chart)
        let limit = try table.place(chart.options["limit"]?.string, chart)
        let label = table.index(chart.options["label"]?.string)
        let type = table.columns[value].type
        let ofLimit = Wording.ofLimit.pick(formatting.language)
        let gauges = table.rows.map { row in
            Gauge(
                name: label.map { formatting.text(row[$0], table.columns[$0]) } ?? "",
                numbers: [row[value], row[limit]].map { formatting.fact($0, type) }
                    .joined(separator: " \(ofLimit) "),
                amount: Double(row[value].integer ?? 0),
                bound: Double(row[limit].integer ?? 0)
            )
        }
        var picture = Picture(name: name)
        if gauges.count > GaugeChart.largeMax {
            drawLines(gauges, &picture)
        } else {
            drawLarge(gauges, &picture)
        }
        return picture
    }

    private func drawLarge(_ gauges: [Gauge], _ picture: inout Picture) {
        var y = 14.0
        for gauge in gauges {
            let scale = Picture.width / max(1, gauge.bound * 1.25, gauge.amount * 1.02)
            let end = FontWidths.width(gauge.numbers, size: 12, isBold: true)
            picture.text(gauge.name, 0, y, room: Picture.width - end - 16)
            picture.text(gauge.numbers, Picture.width, y, .end, size: 12, isBold: true)
            draw(gauge, 0, y + 8, Picture.width, 16, scale, &picture)
            let x = gauge.bound * scale
            let anchor: Picture.Anchor = x > Picture.width - 40 ? .end : .middle
            picture.text(Wording.limit.pick(formatting.language), max(x, 24), y + 40, anchor)
            y += 62
        }
        picture.height = max(y - 14, 20)
    }

    private func drawLines(_ gauges: [Gauge], _ picture: inout Picture) {
        let size = Picture.textSize
        func widest(_ texts: [String]) -> Double {
            texts.reduce(0) { max($0, FontWidths.width($1, size: size)) }
        }
        let left = min(widest(gauges.map(\.name)), 200) + 10
        let right = min(widest(gauges.map(\.numbers)), 260) + 10
        let room = Picture.width - left - right
        let scale = room / gauges.reduce(1) { max($0, $1.bound * 1.05, $1.amount) }
        var y = 4.0
        for gauge in gauges {
            let base = y + GaugeChart.barHeight - 3
            picture.text(gauge.name, 0, base, room: left - 10)
            picture.text(gauge.numbers, Picture.width, base, .end, room: right - 10)
            draw(gauge, left, y, room, GaugeChart.barHeight, scale, &picture)
            y += GaugeChart.barHeight + 6
        }
        picture.height = y
    }

    /// The bar from a left edge, and across it the limit.
    private func draw(
        _ gauge: Gauge,
        _ left: Double,
        _ top: Double,
        _ room: Double,
        _ height: Double,
        _ scale: Double,
        _ picture: inout Picture
    ) {
        picture.rectangle(left, top, room, height, fill: "#EEEEEE", outline: true)
        if gauge.amount > 0 {
            picture.mark(left, top, gauge.amount * scale, height, series: gauge.series)
        }
        let x = left + gauge.bound * scale
        picture.line(x, top - 4, x, top + height + 4, stroke: Picture.ink, thickness: 2)
    }
}
