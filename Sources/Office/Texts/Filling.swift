// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// Fills the braces of a text with details, written for people who read one language.
///
/// `{name}` is a detail, `{a.0.b}` a path into it. Integers get thousands marks, dates and lists
/// are written out. `{name:FORM}` chooses another form: `plain` (as it is), `rupiah`, `percent`
/// (hundredths of one), `pieces` (a map from denomination to a
/// difference), `value.SET` (titles of codes), `each A=SET,B` (from every object of a list the
/// members named, A as title). A part in square brackets is left out when a detail it needs is
/// missing. A value that its form cannot write leaves the braces as they are: nobody takes them for
/// a number, and they name what is wrong.
struct Filling {
    let texts: Texts
    let language: Language
    let details: JSONValue

    func fill(_ template: String) -> String {
        var output = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            output += rest[..<open]
            let isPart = rest[open] == "["
            guard let close = rest[open...].firstIndex(of: isPart ? "]" : "}") else {
                return output + rest[open...]
            }
            let inner = rest[rest.index(after: open)..<close]
            if !isPart {
                output += placeholder(inner) ?? "–"
            } else if let part = fillAll(String(inner)) {
                output += part
            }
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    /// The value at a path of member names and item numbers.
    static func value(at path: some StringProtocol, in details: JSONValue) -> JSONValue? {
        var value: JSONValue? = details
        for step in path.split(separator: ".") {
            value = Int(step).map { value?[$0] } ?? value?[String(step)]
        }
        return value?.isNull == true ? nil : value
    }

    // The text with all its braces filled; nil when a detail is missing.
    private func fillAll(_ template: String) -> String? {
        var output = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            output += rest[..<open]
            guard let text = placeholder(rest[rest.index(after: open)..<close]) else { return nil }
            output += text
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    private func placeholder(_ inner: Substring) -> String? {
        let parts = inner.split(separator: ":", maxSplits: 1)
        guard let path = parts.first, let value = Self.value(at: path, in: details)
        else { return nil }
        let form = FillingForm(parts.count > 1 ? parts[1] : "")
        return form.flatMap { write(value, $0) } ?? "{\(inner)}"
    }

    // The value in a form; nil when it does not fit.
    private func write(_ value: JSONValue, _ form: FillingForm) -> String? {
        switch form {
        case .written: list(value, written)
        case .plain: Self.plain(value)
        case .rupiah: value.integer.map { Civil.rupiah($0, language) }
        case .percent: value.integer.map { Civil.percent(hundredths: $0, language) }
        case .pieces: pieces(value)
        case .titles(let set):
            list(value) { code in code.string.map { texts.title(value: $0, in: set, language) } }
        case .each(let members): list(value, separator: "; ") { each($0, members) }
        }
    }

    private func list(
        _ value: JSONValue,
        separator: String = ", ",
        _ write: (JSONValue) -> String?
    ) -> String? {
        guard let items = value.items else { return write(value) }
        let texts = items.compactMap(write)
        guard texts.count == items.count else { return nil }
        return texts.isEmpty ? "–" : texts.joined(separator: separator)
    }

    private func written(_ value: JSONValue) -> String {
        switch value {
        case .integer(let number): return Civil.number(number, language)
        case .string(let text): return date(text) ?? text
        case .object(let members): return members.map { written($0.value) }.joined(separator: " ")
        case .array(let items): return items.map(written).joined(separator: ", ")
        case .null: return "–"
        case .bool(let flag):
            return flag ? language.pick("ya", "yes") : language.pick("tidak", "no")
        }
    }

    private func date(_ text: String) -> String? {
        Civil.days(isoDate: text).map { Civil.date(daysSince1970: $0, language) }
    }

    private func each(_ value: JSONValue, _ members: [FillingForm.Member]) -> String? {
        guard value.members != nil else { return nil }
        return members.compactMap { member in
            guard let found = Self.value(at: member.name, in: value) else { return nil }
            guard let set = member.set, let code = found.string else { return written(found) }
            return texts.title(value: code, in: set, language)
        }.joined(separator: " ")
    }

    private func pieces(_ value: JSONValue) -> String? {
        let unit = language.pick("keping", "pieces")
        let counts = value.members?.compactMap { member in
            member.value.integer.map { (key: member.name, number: $0) }
        }
        guard let counts, counts.count == value.members?.count else { return nil }
        return counts.map { key, number in
            let sign = number > 0 ? "+" : ""
            return "\(denomination(key)): \(sign)\(Civil.number(number, language)) \(unit)"
        }.joined(separator: ", ")
    }

    /// The value without any marks of a language.
    static func plain(_ value: JSONValue) -> String {
        switch value {
        case .integer(let number): String(number)
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .array(let items): items.map(plain).joined(separator: ",")
        case .object, .null: String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
        }
    }
}

extension Filling {
    /// A denomination key: `500`, `500 (1991)`, `uang kertas 5.000`.
    private func denomination(_ key: String) -> String {
        let isNote = key.hasPrefix("note-")
        let parts = (isNote ? key.dropFirst(5) : Substring(key)).split(separator: "@")
        guard let first = parts.first, let value = Int64(first) else { return key }
        let kind = isNote ? language.pick("uang kertas ", "banknote ") : ""
        let emission = parts.count > 1 ? " (\(parts[1]))" : ""
        return kind + Civil.number(value, language) + emission
    }
}

/// The part of a placeholder behind its colon: how a value is written.
enum FillingForm: Equatable {
    case written, plain, rupiah, percent, pieces
    case titles(set: String)
    case each([Member])

    /// A member of each object of a list; a code with the set that has its titles.
    struct Member: Equatable {
        let name: String
        let set: String?
    }

    /// The form of a name; `nil` for one that is none.
    init?(_ text: Substring) {
        switch text {
        case "": self = .written
        case "plain": self = .plain
        case "rupiah": self = .rupiah
        case "percent": self = .percent
        case "pieces": self = .pieces
        case _ where text.hasPrefix("value."): self = .titles(set: String(text.dropFirst(6)))
        case _ where text.hasPrefix("each "):
            self = .each(
                text.dropFirst(5).split(separator: ",").map { member in
                    let parts = member.split(separator: "=", maxSplits: 1).map(String.init)
                    return Member(name: parts.first ?? "", set: parts.count > 1 ? parts[1] : nil)
                }
            )
        default: return nil
        }
    }

    /// The code sets whose titles it writes.
    var sets: [String] {
        switch self {
        case .titles(let set): [set]
        case .each(let members): members.compactMap(\.set)
        case .written, .plain, .rupiah, .percent, .pieces: []
        }
    }
}

extension Texts {
    /// Placeholders with a form that there is not, or with a code set that has no titles; sorted.
    package var badPlaceholders: [String] {
        let sets = Set(
            keys.compactMap { key -> Substring? in
                let parts = key.split(separator: ".")
                return parts.count > 2 && parts[0] == "value" ? parts[1] : nil
            }
        )
        var bad: Set<String> = []
        // Command lines have placeholders of their own.
        for key in keys where !key.hasPrefix("cli.") {
            for language in Language.allCases {
                for part in (text(key, language) ?? "").split(separator: "{").dropFirst() {
                    let inner = part.prefix { $0 != "}" }
                    let name = inner.split(separator: ":", maxSplits: 1).dropFirst().first ?? ""
                    let form = FillingForm(name)
                    if form?.sets.allSatisfy({ sets.contains(Substring($0)) }) != true {
                        bad.insert("\(key): {\(inner)}")
                    }
                }
            }
        }
        return bad.sorted()
    }
}
