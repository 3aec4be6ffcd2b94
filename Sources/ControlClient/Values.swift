// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// Reads the values of flags as people type them.
package struct ValueReader: Sendable {
    let today: Int
    /// Reads `@file` (its name) and `-`; standard input can be taken once.
    package let file: @Sendable (String) throws(Failure) -> [UInt8]

    /// Reads dates as of `today`.
    package init(
        today: Int = Day.today(),
        file: @escaping @Sendable (String) throws(Failure) -> [UInt8] = readFileOrInput
    ) {
        self.today = today
        self.file = file
    }

    /// The value of one flag.
    ///
    /// Throws `usage` naming the flag.
    package func value(
        _ word: String,
        _ form: Form,
        flag: String
    ) throws(Failure) -> JSONValue {
        switch form.kind {
        case .text: return .string(word)
        case .integer: return .integer(try integer(word, flag))
        case .rupiah: return .integer(try rupiah(word, flag))
        case .boolean:
            switch word.lowercased() {
            case "true", "ya", "yes", "y": return true
            case "false", "tidak", "no", "n": return false
            default: throw .usage(.needsBoolean, flag, word)
            }
        case .date: return .string(try date(word, flag))
        case .choice(let choices):
            if let choice = choices.first(where: { $0.value == word || kebab($0.value) == word }) {
                return .string(choice.value)
            }
            if form.isOpen { return .string(word) }
            let values = choices.map(\.value)
            let near = NearestNames.of(word, among: values)
            let meant = (near.isEmpty ? values : near).map(kebab)
            throw .usage(.unknownChoice, flag, word, nearest: meant)
        case .list(let item):
            if word.hasPrefix("[") { return try json(Array(word.utf8), flag) }
            guard item.splitsAtCommas else { return [try value(word, item, flag: flag)] }
            var items: [JSONValue] = []
            for part in word.split(separator: ",") {
                items.append(try value(String(part), item, flag: flag))
            }
            return .array(items)
        case .map(let item):
            if word.hasPrefix("{") { return try json(Array(word.utf8), flag) }
            return .object(
                try pairs(word, flag) { _, text throws(Failure) in
                    try value(text, item, flag: flag)
                }
            )
        case .object(let fields):
            if word.hasPrefix("{") { return try json(Array(word.utf8), flag) }
            return try object(try cells(word, flag), fields, flag)
        case .any:
            return (try? json(Array(word.utf8), flag)) ?? .string(word)
        }
    }

    /// An object from names and texts.
    func object(
        _ cells: [(name: String, text: String)],
        _ fields: [Parameter],
        _ flag: String
    ) throws(Failure) -> JSONValue {
        var members: [JSONMember] = []
        for (name, text) in cells {
            guard let field = fields.first(where: { $0.name == name || $0.flag == name }) else {
                let near = NearestNames.of(name, among: fields.map(\.name))
                throw .usage(.unknownField, flag, name, nearest: near)
            }
            members.append(
                JSONMember(field.name, try value(text, field.form, flag: "\(flag) \(name)"))
            )
        }
        return .object(members)
    }

    /// The rows of a CSV file with a header of field names, or a JSON array.
    func rows(_ bytes: [UInt8], _ item: Form, flag: String) throws(Failure) -> JSONValue {
        if let first = bytes.first(where: { $0 > 0x20 }), first == UInt8(ascii: "[") {
            return try json(bytes, flag)
        }
        guard case .object(let fields) = item.kind else { throw .usage(.needsJSON, flag) }
        let table = readDelimited(String(decoding: bytes, as: UTF8.self))
        guard let header = table.first else { return [] }
        var items: [JSONValue] = []
        for row in table.dropFirst() {
            let cells = zip(header, row).filter { !$0.1.isEmpty }.map { (name: $0.0, text: $0.1) }
            items.append(try object(cells, fields, flag))
        }
        return .array(items)
    }

    func json(_ bytes: [UInt8], _ flag: String) throws(Failure) -> JSONValue {
        guard let document = try? JSONDocument(scanning: bytes) else {
            throw .usage(.needsJSON, flag)
        }
        return document.root.value
    }

    private func pairs(
        _ word: String,
        _ flag: String,
        _ read: (String, String) throws(Failure) -> JSONValue
    ) throws(Failure) -> [JSONMember] {
        var members: [JSONMember] = []
        for (name, text) in try cells(word, flag) {
            members.append(JSONMember(name, try read(name, text)))
        }
        return members
    }

    /// `name=text,name=text`; a text with a comma stands in double quotes.
    private func cells(
        _ word: String,
        _ flag: String
    ) throws(Failure) -> [(name: String, text: String)] {
        var found: [(name: String, text: String)] = []
        var rest = Substring(word)
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else {
                throw .usage(.needsPairs, flag, word)
            }
            let name = String(rest[..<equals])
            rest = rest[rest.index(after: equals)...]
            if rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
                found.append((name, String(rest[rest.index(after: rest.startIndex)..<end])))
                rest = rest[end...].dropFirst()
            } else {
                let end = rest.firstIndex(of: ",") ?? rest.endIndex
                found.append((name, String(rest[..<end])))
                rest = rest[end...]
            }
            if rest.first == "," { rest = rest.dropFirst() }
        }
        return found
    }

    private func integer(_ word: String, _ flag: String) throws(Failure) -> Int64 {
        let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit), let number = Int64(word),
            number.magnitude <= UInt64(JSONInteger.magnitudeMax)
        else { throw .usage(.needsInteger, flag, word) }
        return number
    }

    /// `1250500`, `1.250.500`, `Rp1.250.500`; never decimals, never commas.
    func rupiah(_ word: String, _ flag: String) throws(Failure) -> Int64 {
        var text = word[...]
        let isNegative = text.hasPrefix("-")
        if isNegative { text = text.dropFirst() }
        if text.lowercased().hasPrefix("rp") { text = text.dropFirst(2) }
        while text.first == " " || (text.first == "." && text.startIndex != word.startIndex) {
            text = text.dropFirst()
        }
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        let isGrouped =
            groups.count == 1
            || ((1...3).contains(groups[0].count)
                && groups.dropFirst().allSatisfy { $0.count == 3 })
        let digits = groups.joined()
        guard isGrouped, !digits.isEmpty, digits.utf8.allSatisfy(isDigit),
            let amount = Int64(digits), amount <= JSONInteger.magnitudeMax
        else {
            let plain = word.filter { $0.isNumber }
            throw .usage(.needsRupiah, flag, word, nearest: word.contains(",") ? [] : [plain])
        }
        return isNegative ? -amount : amount
    }

    func date(_ word: String, _ flag: String) throws(Failure) -> String {
        if let day = Day.typed(word, today: today) { return day }
        throw .usage(.needsDate, flag, word, nearest: Day.guessed(word).map { [$0] } ?? [])
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// The bytes of a file, or of standard input for `-`; at most one request line's worth.
@Sendable
package func readFileOrInput(_ name: String) throws(Failure) -> [UInt8] {
    do {
        return name == "-"
            ? try System.readAll(0, limit: Connection.lineBytesMax)
            : try System.readFile(name, limit: Connection.lineBytesMax)
    } catch {
        throw Failure("usage", exit: error.isMissing ? 64 : 74, .cannotRead, name, error.text)
    }
}

/// RFC 4180 cells, comma or semicolon (whichever the first line has more of).
package func readDelimited(_ text: String) -> [[String]] {
    let firstLine = text.prefix { !$0.isNewline }
    let separator: Character =
        firstLine.count { $0 == ";" } > firstLine.count { $0 == "," } ? ";" : ","
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = text.drop { $0 == "\u{FEFF}" }
    while let character = rest.popFirst() {
        if isQuoted {
            if character != "\"" {
                cell.append(character)
            } else if rest.first == "\"" {
                cell.append("\"")
                rest = rest.dropFirst()
            } else {
                isQuoted = false
            }
        } else if character == "\"", cell.isEmpty {
            isQuoted = true
        } else if character == separator {
            row.append(cell)
            cell = ""
        } else if character.isNewline {
            rows.append(row + [cell])
            row = []
            cell = ""
        } else {
            cell.append(character)
        }
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [cell]) }
    return rows.filter { $0 != [""] }
}
