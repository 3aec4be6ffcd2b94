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
/// missing.
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
        return write(value, form: parts.count > 1 ? String(parts[1]) : "")
    }

    private func write(_ value: JSONValue, form: String) -> String {
        if form.hasPrefix("value.") {
            let set = String(form.dropFirst(6))
            return list(value) { texts.title(value: $0.string ?? "", in: set, language) }
        }
        if form.hasPrefix("each ") {
            let members = form.dropFirst(5).split(separator: ",")
            return list(value, separator: "; ") { each($0, members) }
        }
        switch form {
        case "pieces": return pieces(value)
        case "rupiah": return Civil.rupiah(value.integer ?? 0, language)
        case "percent": return Civil.percent(hundredths: value.integer ?? 0, language)
        case "plain": return Self.plain(value)
        default: return list(value, written)
        }
    }

    private func list(
        _ value: JSONValue,
        separator: String = ", ",
        _ write: (JSONValue) -> String
    ) -> String {
        guard let items = value.items else { return write(value) }
        return items.isEmpty ? "–" : items.map(write).joined(separator: separator)
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

    private func each(_ value: JSONValue, _ members: [Substring]) -> String {
        members.compactMap { member in
            let parts = member.split(separator: "=")
            guard let name = parts.first, let found = Self.value(at: name, in: value)
            else { return nil }
            guard parts.count > 1, let code = found.string else { return written(found) }
            return texts.title(value: code, in: String(parts[1]), language)
        }.joined(separator: " ")
    }

    private func pieces(_ value: JSONValue) -> String {
        let unit = language.pick("keping", "pieces")
        return (value.members ?? []).map { member in
            let number = member.value.integer ?? 0
            let sign = number > 0 ? "+" : ""
            let key = denomination(member.name)
            return "\(key): \(sign)\(Civil.number(number, language)) \(unit)"
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
