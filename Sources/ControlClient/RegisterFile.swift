// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// A register in a file of comma-separated values: names of the columns first, then its rows.
///
/// Fields may stand in double quotes, a quote inside them doubled; lines end in LF or CR LF. A
/// spreadsheet that writes semicolons is read as well.
package struct RegisterFile: Equatable {
    /// A row and the line of the file on which it begins, from 1.
    package struct Row: Equatable {
        /// From 1, of the first line where a field has line feeds.
        package let line: Int64
        /// Without the quotes.
        package let fields: [String]

        /// A row of a line.
        package init(line: Int64, fields: [String]) {
            self.line = line
            self.fields = fields
        }
    }

    /// The names of the columns.
    package let columns: [String]
    /// The rows in their order; empty lines are none.
    package let rows: [Row]
    /// The lines of rows with more fields than there are columns; they are none of ``rows``.
    package let overlong: [Int64]

    /// The register in the bytes of a file; `nil` when there is no line with the columns or a quote
    /// is never closed.
    package init?(_ bytes: [UInt8]) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var parser = FieldParser(bytes: bytes[(hasMark ? 3 : 0)...])
        guard let head = parser.next(), !head.fields.contains("") else { return nil }
        var rows: [Row] = []
        var overlong: [Int64] = []
        while let row = parser.next() {
            if row.fields.count > head.fields.count {
                overlong.append(row.line)
            } else {
                rows.append(row)
            }
        }
        if parser.isBroken || Set(head.fields).count != head.fields.count { return nil }
        columns = head.fields
        self.rows = rows
        self.overlong = overlong
    }

    /// The rows as params of an import, in pieces of so many lines of the file and about so many bytes.
    ///
    /// Cut by lines, so that a row that is changed or emptied leaves all other pieces as they were.
    package func pieces(rowsMax: Int, bytesMax: Int) -> [[JSONValue]] {
        var pieces: [[JSONValue]] = []
        var block: Int64 = -1
        var bytes = 0
        for row in rows {
            // The first line has the columns.
            let own = (row.line - 2) / Int64(rowsMax)
            if own != block || bytes >= bytesMax {
                pieces.append([])
                (block, bytes) = (own, 0)
            }
            let fields = zip(columns, row.fields).filter { !$0.1.isEmpty }
                .map { JSONMember($0.0, .string($0.1)) }
            pieces[pieces.count - 1].append(
                .object([JSONMember("line", .integer(row.line))] + fields)
            )
            bytes += row.fields.reduce(64) { $0 + $1.utf8.count }
        }
        return pieces
    }
}

/// Takes a file apart, row by row.
private struct FieldParser {
    private var bytes: ArraySlice<UInt8>
    private var line: Int64 = 1
    private let separator: UInt8
    private(set) var isBroken = false

    init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        let head = bytes.prefix { $0 != 0x0A }
        separator = head.contains(0x2C) || !head.contains(0x3B) ? 0x2C : 0x3B
    }

    /// The next row that is not empty; `nil` at the end, or when the rest cannot be read.
    mutating func next() -> RegisterFile.Row? {
        while !bytes.isEmpty, !isBroken {
            let start = line
            let fields = row()
            if fields.contains(where: { !$0.isEmpty }) {
                return isBroken ? nil : RegisterFile.Row(line: start, fields: fields)
            }
        }
        return nil
    }

    private mutating func row() -> [String] {
        var fields: [String] = []
        while true {
            fields.append(bytes.first == 0x22 ? quoted() : plain())
            guard let end = bytes.popFirst() else { return fields }
            if end == separator { continue }
            if end == 0x0D, bytes.first == 0x0A { bytes.removeFirst() }
            if end != 0x0A, end != 0x0D { isBroken = true }
            line += 1
            return fields
        }
    }

    private mutating func plain() -> String {
        let field = bytes.prefix { $0 != separator && $0 != 0x0A && $0 != 0x0D }
        bytes = bytes[field.endIndex...]
        return String(decoding: field, as: UTF8.self)
    }

    private mutating func quoted() -> String {
        bytes.removeFirst()
        var field: [UInt8] = []
        while let byte = bytes.popFirst() {
            if byte == 0x0A { line += 1 }
            if byte == 0x22 {
                guard bytes.first == 0x22 else { return String(decoding: field, as: UTF8.self) }
                bytes.removeFirst()
            }
            field.append(byte)
        }
        isBroken = true
        return ""
    }
}
