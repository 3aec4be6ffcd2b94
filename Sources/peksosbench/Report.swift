// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// The figures of a run, as a table for people and as JSON for programs.
struct Report {
    /// One measurement of one system under one load.
    struct Row {
        let system: String
        let load: String
        let measurement: Measurement
    }

    /// A single figure that is no throughput.
    struct Figure {
        let name: String
        let value: Double
        let unit: String
        /// What the project asks for, in words; empty where nothing is asked.
        let goal: String
    }

    private(set) var rows: [Row] = []
    private(set) var figures: [Figure] = []

    /// Takes a measurement and shows it at once; a run takes minutes.
    mutating func add(_ system: String, _ load: String, _ measurement: Measurement) {
        let row = Row(system: system, load: load, measurement: measurement)
        rows.append(row)
        show(Self.line(of: row))
        if let failure = measurement.firstFailure {
            show("    \(measurement.failures) failed, first: \(failure.prefix(400))")
        }
    }

    mutating func add(figure name: String, _ value: Double, _ unit: String, goal: String = "") {
        figures.append(Figure(name: name, value: value, unit: unit, goal: goal))
        let asked = goal.isEmpty ? "" : "   (goal: \(goal))"
        show("\(name.padded(80)) \(value.text(3).padded(12, right: true)) \(unit)\(asked)")
    }

    var failures: Int { rows.reduce(0) { $0 + $1.measurement.failures } }

    static let header =
        "system".padded(26) + "load".padded(20)
        + ["per second", "p50 µs", "p99 µs", "p99.9 µs"].map { $0.padded(12, right: true) }.joined()

    private static func line(of row: Row) -> String {
        let measurement = row.measurement
        let numbers = [
            measurement.perSecond.text(0),
            (Double(measurement.nanoseconds(atPercentile: 50)) / 1000).text(0),
            (Double(measurement.nanoseconds(atPercentile: 99)) / 1000).text(0),
            (Double(measurement.nanoseconds(atPercentile: 99.9)) / 1000).text(0),
        ]
        return row.system.padded(26) + row.load.padded(20)
            + numbers.map { $0.padded(12, right: true) }.joined()
    }

    private func rate(_ system: String, _ load: String) -> Double? {
        rows.last { $0.system.hasPrefix(system) && $0.load == load }?.measurement.perSecond
    }

    /// Every daemon figure divided by those of the peers in the same run.
    mutating func addRatios() {
        let asked: [(String, String, String, String, String)] = [
            ("1 client ÷ raw LMDB commits", "1 client", "raw LMDB", "1 thread", "≥ 0.8"),
            ("1 client ÷ fdatasync", "1 client", "fdatasync", "1 thread", ""),
            ("1 client ÷ PostgreSQL", "1 client", "PostgreSQL", "1 client", ""),
            ("1 client ÷ Redis", "1 client", "Redis", "1 client", ""),
            ("16 clients ÷ PostgreSQL", "16 clients", "PostgreSQL", "16 clients", ""),
            ("16 clients ÷ Redis", "16 clients", "Redis", "16 clients", ""),
            ("64 clients ÷ PostgreSQL", "64 clients", "PostgreSQL", "64 clients", "≥ 1.5"),
            ("64 clients ÷ Redis", "64 clients", "Redis", "64 clients", ""),
            ("pipelined ÷ Redis pipelined", "8 × 32", "Redis", "8 × 32", ""),
        ]
        for (name, load, peer, peerLoad, goal) in asked {
            guard let ours = rate("peksosd", load), let theirs = rate(peer, peerLoad), theirs > 0
            else { continue }
            add(figure: name, ours / theirs, "×", goal: goal)
        }
    }

    // MARK: JSON

    /// Integers only, as everywhere in the project: nanoseconds, operations a second, thousandths.
    var json: JSONValue {
        let rowValues = rows.map { row -> JSONValue in
            [
                "system": .string(row.system), "load": .string(row.load),
                "perSecond": .integer(Int64(row.measurement.perSecond)),
                "operations": .integer(Int64(row.measurement.operations)),
                "failures": .integer(Int64(row.measurement.failures)),
                "p50Nanoseconds": .integer(Int64(row.measurement.nanoseconds(atPercentile: 50))),
                "p99Nanoseconds": .integer(Int64(row.measurement.nanoseconds(atPercentile: 99))),
                "p999Nanoseconds": .integer(Int64(row.measurement.nanoseconds(atPercentile: 99.9))),
                "maxNanoseconds": .integer(Int64(row.measurement.nanoseconds(atPercentile: 100))),
            ]
        }
        let figureValues = figures.map { figure -> JSONValue in
            [
                "name": .string(figure.name), "unit": .string(figure.unit),
                "thousandths": .integer(Int64((figure.value * 1000).rounded())),
                "goal": .string(figure.goal),
            ]
        }
        return ["rows": .array(rowValues), "figures": .array(figureValues)]
    }
}

extension String {
    /// The text filled up with spaces; never cut.
    func padded(_ width: Int, right: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(0, width - count))
        return right ? fill + self : self + fill
    }
}

extension Double {
    /// The number with so many decimals, rounded; formatting without Foundation.
    func text(_ decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int64((magnitude * scale).rounded())
        let sign = self < 0 && scaled > 0 ? "-" : ""
        let whole = String(scaled / Int64(scale))
        guard decimals > 0 else { return sign + whole }
        let fraction = String(scaled % Int64(scale))
        return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count)
            + fraction
    }
}
