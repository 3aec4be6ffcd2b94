// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The text of figures for a collector: OpenMetrics, or the older form of Prometheus.
struct MetricsText {
    enum Form {
        case openMetrics, prometheus
    }

    /// What a family of figures is.
    enum Kind: String {
        case gauge, counter
    }

    /// One figure: its labels as text, and a decimal number.
    typealias Sample = (labels: String, value: String)

    private let form: Form
    private var text = ""

    /// Nothing yet.
    init(_ form: Form) { self.form = form }

    /// Everything that was added, with the end that OpenMetrics asks for.
    var finished: String { form == .openMetrics ? text + "# EOF\n" : text }

    /// A family of figures with its help; `peksos_` is put before every name.
    mutating func add(_ name: String, as kind: Kind = .gauge, _ help: String, _ samples: [Sample]) {
        // OpenMetrics names the counter, its older form the sample.
        let sample = kind == .counter ? name + "_total" : name
        let family = form == .prometheus ? sample : name
        text += "# HELP peksos_\(family) \(help)\n# TYPE peksos_\(family) \(kind.rawValue)\n"
        for (labels, value) in samples {
            text += "peksos_\(sample)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
        }
    }

    /// One whole number.
    mutating func add(_ name: String, as kind: Kind = .gauge, _ help: String, _ value: Int64) {
        add(name, as: kind, help, [("", String(value))])
    }

    /// Whole numbers by the value of one label.
    mutating func add(
        _ name: String,
        as kind: Kind = .gauge,
        _ help: String,
        by label: String,
        _ values: [(String, Int64)]
    ) {
        add(name, as: kind, help, values.map { ("\(label)=\"\($0)\"", String($1)) })
    }

    /// Lines that were made elsewhere.
    mutating func add(lines: String) { text += lines }
}
