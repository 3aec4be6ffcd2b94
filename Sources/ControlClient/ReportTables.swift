// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// The tables of a Report value for programs: machine's keys, plain integers.
package struct ReportTables: Sendable {
    private let tables: [JSONValue]
    private let isTraining: Bool

    /// Finds the tables of a Report value.
    package init(_ report: JSONValue) {
        tables = (report["blocks"]?.items ?? []).filter { $0["kind"]?.string == "table" }
        isTraining = report["store"]?["mode"]?.string == "training"
    }

    /// Their names, in the order of the report.
    package var keys: [String] { tables.compactMap { $0["key"]?.string } }

    /// Rows by key; a count that is hidden is empty, and said in a column of its own.
    package func records(_ key: String) -> (rows: [JSONValue], keys: [String]) {
        let table = tables.first { $0["key"]?.string == key } ?? .null
        let columns = (table["columns"]?.items ?? []).compactMap { $0["key"]?.string }
        let rows = table["rows"]?.items ?? []
        func isHidden(_ cell: JSONValue?) -> Bool { cell?["suppressed"]?.bool == true }
        let hiding = columns.indices.filter { place in rows.contains { isHidden($0[place]) } }
        let keys = columns.indices.flatMap { place in
            [columns[place]] + (hiding.contains(place) ? [columns[place] + ".suppressed"] : [])
        }
        let records = rows.map { row -> JSONValue in
            .object(
                columns.indices.flatMap { place -> [JSONMember] in
                    let cell = row[place] ?? .null
                    let plain = isHidden(cell) ? .null : cell["subject"] ?? cell
                    let said = JSONMember(columns[place] + ".suppressed", .bool(isHidden(cell)))
                    return [JSONMember(columns[place], plain)]
                        + (hiding.contains(place) ? [said] : [])
                }
            )
        }
        return (records, keys)
    }

    /// One table as text with a header; a training store's has a last column that says so.
    package func delimited(_ key: String, _ style: DelimitedWriter.Style) -> String {
        let (rows, keys) = records(key)
        return DelimitedWriter(style: style).text(rows, keys: keys, isTraining: isTraining)
    }
}
