// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// One field of a row as it stands in the file, right or wrong.
///
/// Whatever is wrong is told with its line later, so that anything goes here.
package struct RawCell: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "RawCell",
        .string(minimum: 0, maximum: lengthMax, pattern: nil),
        column: "text"
    )
    package static let sample = RawCell(trusted: "teks")
    package static func check(_ text: String) throws(InvalidValue) { try checkLength(text) }

    fileprivate static let lengthMax = 8000

    fileprivate static func checkLength(_ text: String) throws(InvalidValue) {
        if text.unicodeScalars.count > lengthMax {
            throw InvalidValue("length", expected: "0 to \(lengthMax) characters")
        }
    }
}

/// One personal field of a row as it stands in the file, right or wrong.
package struct PersonalCell: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "PersonalCell",
        .string(minimum: 0, maximum: RawCell.lengthMax, pattern: nil),
        column: "text",
        personal: "identity"
    )
    package static let sample = PersonalCell(trusted: "teks")
    package static func check(_ text: String) throws(InvalidValue) {
        try RawCell.checkLength(text)
    }
    /// Never the field.
    package var description: String { "«cell»" }
}

/// Reads the fields of one row and remembers what is wrong with them.
package struct CellReader {
    let line: Int64
    /// What was wrong so far, in the order it was read.
    private(set) var problems: [ImportProblem] = []

    init(line: Int64) { self.line = line }

    /// Remembers that a field is wrong.
    mutating func find(_ column: String, _ problem: String, expected: String? = nil) {
        problems.append(ImportProblem(line, column, problem, expected: expected))
    }

    /// A value that is a text on the wire too.
    mutating func text<Value: TextValue>(
        _ cell: (some TextValue)?,
        _ column: String,
        _ type: Value.Type = Value.self,
        isRequired: Bool = false
    ) -> Value? {
        guard let text = filled(cell, column, isRequired) else { return nil }
        do throws(InvalidValue) {
            return try Value(text)
        } catch {
            find(column, error.problem, expected: error.expected)
            return nil
        }
    }

    /// A whole number.
    mutating func integer<Value: IntegerValue>(
        _ cell: (some TextValue)?,
        _ column: String,
        _ type: Value.Type = Value.self,
        isRequired: Bool = false
    ) -> Value? {
        guard let text = filled(cell, column, isRequired) else { return nil }
        guard let number = Int64(text), Value.range.contains(number) else {
            let range = Value.range
            find(column, "range", expected: "\(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return Value(number)
    }

    /// One of a closed list of codes.
    mutating func code<Code: CodeSet>(
        _ cell: RawCell?,
        _ column: String,
        _ type: Code.Type = Code.self
    ) -> Code? {
        filled(cell, column, true).flatMap { code($0, column) }
    }

    /// Several codes with spaces between them, at least one.
    mutating func codes<Code: CodeSet>(_ cell: RawCell?, _ column: String) -> [Code]? {
        guard let text = filled(cell, column, true) else { return nil }
        var codes: [Code] = []
        for word in text.split(separator: " ") {
            guard let code: Code = code(String(word), column) else { return nil }
            if !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    /// A date.
    mutating func date(_ cell: RawCell?, _ column: String) -> CivilDate? {
        guard let text = filled(cell, column, false) else { return nil }
        if let date = CivilDate(text) { return date }
        find(column, "date", expected: "YYYY-MM-DD")
        return nil
    }

    private mutating func code<Code: CodeSet>(_ text: String, _ column: String) -> Code? {
        if let code = Code(rawValue: text) { return code }
        let codes = Code.allCases.map(\.rawValue).joined(separator: " ")
        find(column, "enum", expected: codes)
        return nil
    }

    // An empty field is none; spaces around it come from the spreadsheet.
    private mutating func filled(
        _ cell: (some TextValue)?,
        _ column: String,
        _ isRequired: Bool
    ) -> String? {
        let text = (cell?.text ?? "").drop { $0 == " " }
        guard let last = text.lastIndex(where: { $0 != " " }) else {
            if isRequired { find(column, "missing", expected: "a value") }
            return nil
        }
        return String(text[...last])
    }
}
