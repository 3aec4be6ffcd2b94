// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol

/// Every text that people read, in both languages, under names derived from the code.
///
/// A slice writes its texts as lines `key | Indonesian | English` in one string, listed in
/// ``sources``; a line `key | command` holds a text that is the same in both (command lines). A
/// backslash at the end of a line goes on with the next one; lines that begin with `#` are remarks.
///
/// | Key | Text of |
/// |---|---|
/// | `method.drive.plan` | the title of a method |
/// | `param.amount`, `param.fund.payExpense.amount` | a param; the longer key wins for its method |
/// | `column.balance`, `column.fund.ledger.balance` | a column or a member of a summary |
/// | `value.Authority.governor` | a code of a code set |
/// | `refusal.sealReused`, `refusal.box.seal.sealReused` | a refusal, with its details in braces |
/// | `warning.depositLate` | a warning, with its details in braces |
/// | `title.sealReused` | a refusal in the catalogue, where its sentence needs details |
/// | `remedy.sealReused` | what to do about it |
/// | `cli.sealReused` | the command line that does it; left out when a detail is missing |
/// | `variant.outsidePermit` | a path into the details whose value selects `….outsidePermit.area` |
/// | `event.box.sealed` | an event type |
/// | `role…`: `value.Role.worker` | a role |
///
/// Any thread.
package struct Texts: Sendable {
    /// A text in both languages.
    private struct Entry {
        let indonesian: String
        let english: String
    }

    /// The texts of the whole office, parsed at first use.
    package static let office = Texts(sources: sources)

    private let entries: [String: Entry]
    /// Keys that stand twice in the sources.
    package let doubledKeys: [String]
    /// Lines of the sources that are no entry.
    package let badLines: [String]

    /// The texts of some sources.
    package init(sources: [String]) {
        var entries: [String: Entry] = [:]
        var doubled: [String] = []
        var bad: [String] = []
        for source in sources {
            for line in source.split(separator: "\n") {
                let parts = Self.parts(of: line)
                guard let key = parts.first, !key.isEmpty, !key.hasPrefix("#") else { continue }
                guard parts.count == 2 || parts.count == 3 else {
                    bad.append(String(line))
                    continue
                }
                let entry = Entry(indonesian: parts[1], english: parts[parts.count - 1])
                if entries.updateValue(entry, forKey: key) != nil { doubled.append(key) }
            }
        }
        self.entries = entries
        doubledKeys = doubled
        badLines = bad
    }

    /// The text under a key as it is written; `nil` when there is none or it is empty.
    package func text(_ key: String, _ language: Language) -> String? {
        guard let entry = entries[key] else { return nil }
        let text = language.pick(entry.indonesian, entry.english)
        return text.isEmpty ? nil : text
    }

    /// The text under the first of several keys that there is.
    package func text(anyOf keys: [String], _ language: Language) -> String? {
        for key in keys {
            if let found = text(key, language) { return found }
        }
        return nil
    }

    /// Those of the keys that have no text in one of the languages, sorted.
    package func missing(_ keys: some Sequence<String>) -> [String] {
        var found: Set<String> = []
        for key in keys {
            for language in Language.allCases where text(key, language) == nil {
                found.insert(key)
            }
        }
        return found.sorted()
    }

    /// Every key, sorted.
    package var keys: [String] { entries.keys.sorted() }

    private static func parts(of line: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        var isSpaced = false
        // A separator is a bar with a space on both sides, so that a bar inside a text is none.
        for character in line {
            if isSpaced, character == " ", part.hasSuffix(" |") {
                parts.append(String(part.dropLast(2)))
                part = ""
                isSpaced = false
                continue
            }
            part.append(character)
            isSpaced = part.hasSuffix(" |")
        }
        parts.append(part)
        return parts.map { text in
            let start = text.drop { $0 == " " }
            return String(start.reversed().drop { $0 == " " }.reversed())
        }
    }
}

// MARK: Titles

extension Texts {
    /// The title of a method, or its name.
    package func title(method: String, _ language: Language) -> String {
        text("method." + method, language) ?? method
    }

    /// The title of a param of a method, or its name.
    package func title(param: String, of method: String, _ language: Language) -> String {
        text(anyOf: Self.keys(param: param, of: method), language) ?? param
    }

    /// The title of a column of a query, or its name.
    package func title(column: String, of method: String, _ language: Language) -> String {
        text(anyOf: Self.keys(column: column, of: method), language) ?? column
    }

    /// The title of a code of a code set, or the code.
    package func title(value code: String, in set: String, _ language: Language) -> String {
        text("value.\(set).\(code)", language) ?? code
    }

    /// The title of an event type, or its name.
    package func title(event type: String, _ language: Language) -> String {
        text("event." + type, language) ?? type
    }

    /// The title of a refusal in the catalogue: a text of its own, or its sentence, or the code.
    package func title(refusal code: String, of method: String, _ language: Language) -> String {
        let keys = ["title.\(method).\(code)", "title." + code]
        if let title = text(anyOf: keys, language) { return title }
        let request = RequestLine(method: method, positional: [], params: [:], isPersonal: false)
        return refusal(code, details: [:], request: request, language).message
    }

    /// The keys under which a param's title may stand, best first; a column's title will do.
    package static func keys(param: String, of method: String) -> [String] {
        ["param.\(method).\(param)", "param.\(param)", "column.\(param)"]
    }

    /// The keys under which a column's title may stand, best first; a param's title will do.
    package static func keys(column: String, of method: String) -> [String] {
        ["column.\(method).\(column)", "column.\(column)", "param.\(column)"]
    }
}

// MARK: Refusals

/// What people read about a refusal.
package struct RefusalText: Sendable, Equatable {
    /// One sentence.
    package let message: String
    /// What to do about it.
    package let remedy: String?
    /// The command line that does it.
    package let cli: String?
}

extension Texts {
    /// The message and the remedy of a refusal.
    ///
    /// `details` is the object of its details; `request` what was asked, for remedies that repeat
    /// it in another form.
    package func refusal(
        _ code: String,
        details: JSONValue,
        request: RequestLine? = nil,
        _ language: Language
    ) -> RefusalText {
        explained("refusal", code, details: details, request: request, language)
    }

    /// The message and the remedy of an error that is no refusal, from `error.notFound`.
    package func error(_ kind: String, data: JSONValue, _ language: Language) -> RefusalText {
        explained("error", kind, details: data, request: nil, language)
    }

    private func explained(
        _ group: String,
        _ code: String,
        details: JSONValue,
        request: RequestLine?,
        _ language: Language
    ) -> RefusalText {
        let name = group == "error" ? "error." + code : code
        func keys(_ kind: String) -> [String] {
            let tail = kind == "error" ? code : name
            var bases = ["\(kind).\(tail)"]
            if let method = request?.method { bases.insert("\(kind).\(method).\(tail)", at: 0) }
            guard let path = text("variant." + name, language),
                let variant = Filling.value(at: path, in: details)?.string
            else { return bases }
            return bases.map { "\($0).\(variant)" } + bases
        }
        let filling = Filling(texts: self, language: language, details: details)
        return RefusalText(
            message: text(anyOf: keys(group), language).map(filling.fill) ?? code,
            remedy: text(anyOf: keys("remedy"), language).map(filling.fill),
            cli: text(anyOf: keys("cli"), language).flatMap {
                RemedyLine(template: $0, details: details, request: request).line
            }
        )
    }

    /// The sentence of a warning.
    package func warning(_ code: String, details: JSONValue, _ language: Language) -> String {
        let filling = Filling(texts: self, language: language, details: details)
        return text(anyOf: ["warning." + code, "refusal." + code], language).map(filling.fill)
            ?? code
    }

    /// The text under a key with the braces filled; `nil` when there is no such text.
    package func filled(_ key: String, with details: JSONValue, _ language: Language) -> String? {
        let filling = Filling(texts: self, language: language, details: details)
        return text(key, language).map(filling.fill)
    }
}
