// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// All matters in the order they became due, read no further than they are wanted.
///
/// Of two that are due on one day the one with the lower ref comes first, then the lower kind.
struct DueOrder {
    /// Matters of one kind and risk, or some that are in memory.
    private struct Line {
        let prefix: RowKey?
        let days: Int
        var read: [OverdueRow]
        /// How many of those read were taken.
        var taken = 0
        var isEnded: Bool

        var first: OverdueRow? { taken < read.count ? read[taken] : nil }
    }

    private static let rowsAtOnce = 16

    private let facts: any Facts
    private var lines: [Line] = []

    /// The matters of a kind, or of all; `unlisted`: those of which there is no row.
    init(
        _ facts: any Facts,
        on day: CivilDate,
        kind: OverdueKind?,
        unlisted: [OverdueRow]
    ) {
        self.facts = facts
        for kind in kind.map({ [$0] }) ?? OverdueKind.allCases {
            for risk in [nil] + Risk.allCases {
                let line = Line(
                    prefix: DueOrderRow.prefix(kind, risk),
                    days: Int(kind.days(risk, facts, on: day)),
                    read: [],
                    isEnded: false
                )
                add(line)
            }
            let others = unlisted.filter { $0.kind == kind }
            let days = Int(kind.days(nil, facts, on: day))
            add(
                Line(
                    prefix: nil,
                    days: days,
                    read: others.sorted { ($0.from, $0.ref) < ($1.from, $1.ref) },
                    isEnded: true
                )
            )
        }
    }

    private mutating func add(_ line: Line) {
        var line = line
        read(&line)
        if line.first != nil { lines.append(line) }
    }

    /// The next matter, the longest due first.
    mutating func next() -> OverdueRow? {
        var best: (place: Int, row: OverdueRow, dueOn: CivilDate)?
        for (place, line) in lines.enumerated() {
            guard let row = line.first else { continue }
            let dueOn = row.from.adding(days: line.days)
            if let best,
                (best.dueOn, best.row.ref, best.row.kind.rawValue)
                    < (dueOn, row.ref, row.kind.rawValue)
            {
                continue
            }
            best = (place, row, dueOn)
        }
        guard let best else { return nil }
        lines[best.place].taken += 1
        if lines[best.place].first == nil { read(&lines[best.place]) }
        return best.row
    }

    // Reads on when everything read was taken.
    private func read(_ line: inout Line) {
        guard !line.isEnded, line.first == nil, let prefix = line.prefix else { return }
        let from = line.read.last.map { DueOrderRow(row: $0).key }
        var rows: [OverdueRow] = []
        facts.visit(DueOrderRow.self, prefix: prefix, from: from, reversed: false) { row in
            if row.key != from { rows.append(row.row) }
            return rows.count < Self.rowsAtOnce
        }
        line.isEnded = rows.count < Self.rowsAtOnce
        line.read = rows
        line.taken = 0
    }
}
