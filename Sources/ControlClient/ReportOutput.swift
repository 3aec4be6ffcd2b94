// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// A report on its way out: to the screen, to a file, to one file a table.
package struct ReportOutput {
    private let client: Client
    /// The result as received, its pages joined.
    private let result: JSONValue
    private let report: JSONValue
    private let renderer = ReportRenderer()
    private var options: Options { client.options }

    /// Takes the result of a report's method.
    package init(client: Client, result: JSONValue) {
        self.client = client
        let report = ReportOutput.joinedTables(result["item"] ?? result)
        self.report = report
        self.result = result["item"] == nil ? report : result.with("item", report)
    }

    /// Prints or writes in the format asked for.
    package func show() throws(Failure) {
        if let directory = options.outFile, directory.hasSuffix("/") {
            return try writeTables(directory)
        }
        switch options.output {
        case .table, .wide, .text, .beancount: try put(try renderer.text(report))
        case .html: try put(try html())
        case .pdf:
            if options.outFile == nil, client.console.isTerminal {
                throw .usage(.onlyIntoFile, "-o pdf")
            }
            let html = try html()
            let pdf = try renderer.pdf(html, of: report)
            try put(pdf)
            // A PDF is compared with the books by its HTML.
            if let path = options.outFile {
                let stem = path.hasSuffix(".pdf") ? String(path.dropLast(4)) : path
                try save(html, stem + ".html")
            }
        case .json: try put(CanonicalJSON.bytes(result) + [0x0A])
        case .jsonl:
            let rows = tables.records(try table()).rows
            try put(rows.flatMap { CanonicalJSON.bytes($0) + [0x0A] })
        case .csv, .tsv: try put(Array(tables.delimited(try table(), options.delimitedStyle).utf8))
        }
    }

    private func html() throws(Failure) -> [UInt8] {
        try renderer.html(report, paper: options.paper.rawValue)
    }

    // MARK: Tables

    private var tables: ReportTables { ReportTables(report) }

    /// The table asked for with `--table`, or the only one.
    private func table() throws(Failure) -> String {
        if let wanted = options.table {
            if tables.keys.contains(wanted) { return wanted }
            throw .usage(.unknownChoice, "--table", wanted, nearest: tables.keys)
        }
        guard let first = tables.keys.first, tables.keys.count == 1 else {
            throw .usage(.chooseTable, tables.keys.joined(separator: ", "))
        }
        return first
    }

    private func writeTables(_ directory: String) throws(Failure) {
        System.makeDirectory(directory, mode: 0o750)
        for key in tables.keys {
            // The key comes from outside: what could leave the folder is left out.
            let name = key.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            try save(
                Array(tables.delimited(key, options.delimitedStyle).utf8),
                "\(directory)\(name).csv"
            )
        }
    }

    // MARK: Files

    private func put(_ bytes: [UInt8]) throws(Failure) {
        if let path = options.outFile { return try save(bytes, path) }
        client.console.write(bytes: bytes)
        try client.finish()
    }

    /// A training store's files say so by their names, wherever they are passed on to.
    private func save(_ bytes: [UInt8], _ path: String) throws(Failure) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        var name = parts.last.map(String.init) ?? path
        let mark = "LATIHAN-"
        if report["store"]?["mode"]?.string == "training", !name.hasPrefix(mark) {
            name = mark + name
        }
        let file = (parts.dropLast().map(String.init) + [name]).joined(separator: "/")
        let isPersonal = report["audience"]?.string == "subject"
        try client.save(bytes, file, mode: isPersonal ? 0o600 : 0o640)
    }

    // MARK: Pages

    /// Long tables come in parts: those of one key are one table.
    static func joinedTables(_ report: JSONValue) -> JSONValue {
        guard let blocks = report["blocks"]?.items else { return report }
        var whole: [JSONValue] = []
        for block in blocks {
            guard block["kind"]?.string == "table",
                let place = whole.firstIndex(where: {
                    $0["kind"]?.string == "table" && $0["key"] == block["key"]
                })
            else {
                whole.append(block)
                continue
            }
            let rows = (whole[place]["rows"]?.items ?? []) + (block["rows"]?.items ?? [])
            whole[place] = whole[place].with("rows", .array(rows))
        }
        return report.with("blocks", .array(whole))
    }
}

extension JSONValue {
    /// The object with another value under a name, or without it.
    func with(_ name: String, _ value: JSONValue?) -> JSONValue {
        let kept = (members ?? []).filter { $0.name != name }
        return .object(kept + (value.map { [JSONMember(name, $0)] } ?? []))
    }
}
