// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Chart {
    /// Draws the chart of a table of its report.
    ///
    /// `name` is unique among the pictures of a page. Throws ``ReportProblem`` where the table does
    /// not have what the chart asks for, or a flow does not add up.
    func picture(
        in report: Report,
        _ formatting: Formatting,
        name: String
    ) throws(ReportProblem) -> Picture {
        guard let table = report.table(self.table) else {
            throw ReportProblem("\(key): no table \(self.table)")
        }
        switch kind {
        case .bars, .stackedBars:
            return try BarChart(chart: self, table: table, formatting: formatting).picture(name)
        case .gauge:
            return try GaugeChart(chart: self, table: table, formatting: formatting).picture(name)
        case .flow:
            return try FlowChart(chart: self, table: table, formatting: formatting).picture(name)
        case .heat:
            return try HeatChart(chart: self, table: table, formatting: formatting).picture(name)
        case .tiles:
            return try TileChart(chart: self, table: table, formatting: formatting).picture(name)
        case .line:
            return try LineChart(chart: self, table: table, formatting: formatting).picture(name)
        }
    }
}

extension ReportTable {
    /// The place of a column that a chart cannot do without.
    func place(_ key: String?, _ chart: Chart) throws(ReportProblem) -> Int {
        guard let place = index(key) else {
            throw ReportProblem("\(chart.key): no column \(key ?? "named")")
        }
        return place
    }
}

extension Report {
    /// What a reader would stumble over in the pictures, or why one cannot be drawn; for tests.
    package var layoutProblems: [String] {
        let formatting = Formatting(self)
        return blocks.flatMap { block -> [String] in
            guard case .chart(let chart) = block else { return [] }
            do throws(ReportProblem) {
                return try chart.picture(in: self, formatting, name: chart.key).problems
            } catch {
                return [error.text]
            }
        }
    }
}
