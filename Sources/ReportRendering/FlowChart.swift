// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// Bands of money from left to right: columns of nodes, one scale for the whole picture.
///
/// Each node's in and out are compared before anything is drawn.
struct FlowChart {
    let chart: Chart
    let table: ReportTable
    let formatting: Formatting

    private static let nodeWidth = 9.0
    /// The height of all money together.
    private static let bandHeight = 150.0
    private static let lineHeight = 13.0

    private struct Link {
        let from: Int
        let to: Int
        let amount: Int64
    }

    private struct Node {
        let key: String
        let label: String
        /// The label in lines that fit beside the node.
        var lines: [String] = []
        var column = 0
        var incoming: Int64 = 0
        var outgoing: Int64 = 0
        var x = 0.0
        var top = 0.0
        var height = 0.0
        var amount: Int64 { max(incoming, outgoing) }
    }

    func picture(_ name: String) throws(ReportProblem) -> Picture {
        var (nodes, links) = try read()
        try check(nodes)
        try arrange(&nodes, links)
        let height = place(&nodes)
        links.sort { left, right in
            (nodes[left.from].top, nodes[left.to].top)
                < (nodes[right.from].top, nodes[right.to].top)
        }
        var picture = Picture(name: name)
        picture.height = height
        drawBands(nodes, links, &picture)
        drawNodes(nodes, &picture)
        return picture
    }

    // MARK: Reading

    private func read() throws(ReportProblem) -> ([Node], [Link]) {
        func column(_ name: String) -> String { chart.options[name]?.string ?? name }
        let from = try table.place(column("from"), chart)
        let to = try table.place(column("to"), chart)
        let value = try table.place(column("value"), chart)
        let fromLabel = table.index(column("fromLabel")) ?? from
        let toLabel = table.index(column("toLabel")) ?? to
        var nodes: [Node] = []
        var places: [String: Int] = [:]
        func node(_ cell: Cell, _ label: Cell, _ column: Int) -> Int {
            let key = formatting.text(cell, table.columns[column])
            if let known = places[key] { return known }
            places[key] = nodes.count
            nodes.append(Node(key: key, label: formatting.text(label, table.columns[column])))
            return nodes.count - 1
        }
        var links: [Link] = []
        for row in table.rows {
            guard let amount = row[value].integer, amount > 0 else { continue }
            let link = Link(
                from: node(row[from], row[fromLabel], fromLabel),
                to: node(row[to], row[toLabel], toLabel),
                amount: amount
            )
            nodes[link.from].outgoing += amount
            nodes[link.to].incoming += amount
            links.append(link)
        }
        return (nodes, links)
    }

    private func check(_ nodes: [Node]) throws(ReportProblem) {
        for node in nodes where node.incoming > 0 && node.outgoing > 0 {
            guard node.incoming != node.outgoing else { continue }
            let sums = [node.incoming, node.outgoing].map {
                formatting.fact(.integer($0), "rupiah")
            }
            throw ReportProblem(
                "\(Wording.flowOff.pick(formatting.language)) \(node.label): "
                    + sums.joined(separator: " ≠ ")
            )
        }
    }

    /// A node stands one column behind the last of those it is fed by.
    private func arrange(_ nodes: inout [Node], _ links: [Link]) throws(ReportProblem) {
        for round in 0...nodes.count {
            var isSettled = true
            for link in links where nodes[link.to].column <= nodes[link.from].column {
                nodes[link.to].column = nodes[link.from].column + 1
                isSettled = false
            }
            if isSettled { return }
            if round == nodes.count {
                throw ReportProblem("\(chart.key): the flow runs in a circle")
            }
        }
    }

    // MARK: Layout

    /// Gives every node its place; the height of the whole.
    private func place(_ nodes: inout [Node]) -> Double {
        let columns = (nodes.map(\.column).max() ?? 0) + 1
        let most =
            (0..<columns).map { column in
                nodes.filter { $0.column == column }.reduce(0) { $0 + $1.amount }
            }.max() ?? 1
        let scale = FlowChart.bandHeight / Double(max(1, most))
        let step = Picture.width / Double(columns)
        var heights = [Double](repeating: 0, count: columns)
        for index in nodes.indices {
            nodes[index].height = max(1.5, Double(nodes[index].amount) * scale)
            let column = nodes[index].column
            nodes[index].lines = FontWidths.lines(
                nodes[index].label,
                step - FlowChart.nodeWidth - 10,
                size: Picture.textSize,
                atMost: 2
            )
            // One line more for the amount.
            let texts = FlowChart.lineHeight * Double(nodes[index].lines.count + 1) + 5
            let slot = max(nodes[index].height, texts)
            nodes[index].x = step * Double(column)
            nodes[index].top = heights[column] + (slot - nodes[index].height) / 2
            heights[column] += slot + 4
        }
        let height = (heights.max() ?? 0) + 2
        for index in nodes.indices {
            // Shorter columns stand in the middle.
            nodes[index].top += (height - heights[nodes[index].column]) / 2
        }
        return height
    }

    // MARK: Drawing

    private func drawBands(_ nodes: [Node], _ links: [Link], _ picture: inout Picture) {
        var leaving = nodes.map(\.top)
        var entering = nodes.map(\.top)
        // Bands leave in the order of where they go, and enter in the order of where they came from.
        var starts: [Double] = []
        for link in links {
            let share = Double(link.amount) / Double(max(1, nodes[link.from].amount))
            starts.append(leaving[link.from])
            leaving[link.from] += share * nodes[link.from].height
        }
        for (place, link) in links.enumerated() {
            let from = nodes[link.from]
            let to = nodes[link.to]
            let thickness = Double(link.amount) / Double(max(1, from.amount)) * from.height
            let arriving = Double(link.amount) / Double(max(1, to.amount)) * to.height
            let (x0, x1) = (from.x + FlowChart.nodeWidth, to.x)
            let middle = (x0 + x1) / 2
            let (y0, y1) = (starts[place], entering[link.to])
            entering[link.to] += arriving
            let (z0, z1) = (y0 + max(0.75, thickness), y1 + max(0.75, arriving))
            picture.path(
                "M\(units(x0)) \(units(y0))C\(units(middle)) \(units(y0)) \(units(middle)) "
                    + "\(units(y1)) \(units(x1)) \(units(y1))V\(units(z1))C\(units(middle)) "
                    + "\(units(z1)) \(units(middle)) \(units(z0)) \(units(x0)) \(units(z0))Z",
                fill: Picture.colours[from.column % Picture.colours.count],
                opacity: 0.3
            )
        }
    }

    private func drawNodes(_ nodes: [Node], _ picture: inout Picture) {
        let columns = (nodes.map(\.column).max() ?? 0) + 1
        let room = Picture.width / Double(columns) - FlowChart.nodeWidth - 10
        let size = Picture.textSize
        for node in nodes {
            let colour = Picture.colours[node.column % Picture.colours.count]
            picture.rectangle(
                node.x,
                node.top,
                FlowChart.nodeWidth,
                node.height,
                fill: colour,
                outline: node.height > 3
            )
            let amount = formatting.fact(.integer(node.amount), "rupiah")
            let width = node.lines.reduce(FontWidths.width(amount, size: size, isBold: true)) {
                max($0, FontWidths.width($1, size: size))
            }
            let x = node.x + FlowChart.nodeWidth + 4
            let height = FlowChart.lineHeight * Double(node.lines.count + 1)
            var y = node.top + node.height / 2 - height / 2
            // Bands run below the letters.
            picture.rectangle(x - 2, y - 1, width + 4, height + 3, fill: "#FFFFFF", opacity: 0.72)
            for line in node.lines {
                y += FlowChart.lineHeight
                picture.text(line, x, y - 3)
            }
            picture.text(amount, x, y + FlowChart.lineHeight - 2, room: room, isBold: true)
        }
    }
}
