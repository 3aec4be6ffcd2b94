// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
internal import Domain

/// What was asked, for remedies that repeat it.
package struct RequestLine: Sendable {
    /// `noun.verb`.
    package let method: String
    /// The params that stand first on the command line.
    package let positional: [String]
    /// The object of params as sent, without personal ones.
    package let params: JSONValue
    /// True when a param was personal: such a request is never repeated in a remedy.
    package let isPersonal: Bool

    /// A request as it was sent.
    package init(method: String, positional: [String], params: JSONValue, isPersonal: Bool) {
        self.method = method
        self.positional = positional
        self.params = params
        self.isPersonal = isPersonal
    }
}

/// The command line of a remedy.
///
/// `{name}` is a detail of the refusal or a param of the request, quoted for a shell; `{same}` is
/// the command that was refused, without the flags that the template itself gives. `{same:pieces}`
/// leaves out of the map `pieces` what the detail `key` names, and `{held:pieces}` is what stood
/// there. There is no line when one of them is missing.
struct RemedyLine {
    let template: String
    let details: JSONValue
    let request: RequestLine?

    var line: String? {
        var output = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            output += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            guard let text = filled(name) else { return nil }
            output += text
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    private func filled(_ name: Substring) -> String? {
        let parts = name.split(separator: ":").map(String.init)
        switch parts.first {
        case "same": return same(without: parts.count > 1 ? parts[1] : nil)
        case "held" where parts.count > 1:
            guard let key = details["key"]?.string else { return nil }
            return request?.params[parts[1]]?[key].map { Self.quoted(Filling.plain($0)) }
        default: return value(name)
        }
    }

    private func value(_ path: Substring) -> String? {
        // `params.x` is what was asked, where a detail has the same name.
        let isAsked = path.hasPrefix("params.")
        let name = isAsked ? path.dropFirst(7) : path
        let asked = request?.params
        let sources = isAsked ? [asked] : [details, asked]
        for source in sources {
            if let source, let found = Filling.value(at: name, in: source) {
                return Self.quoted(Filling.plain(found))
            }
        }
        return nil
    }

    private func same(without map: String?) -> String? {
        guard let request, !request.isPersonal else { return nil }
        var words = ["peksosctl"] + MethodWords.of(request.method)
        var members = request.params.members ?? []
        // Made anew for each request, or of this request only.
        let dropped: Set<String> = [
            "commandId", "dryRun", "deadlineMs", "lang", "expectedVersion",
        ]
        let given = Set(template.split { $0 == " " || $0 == "=" }.map(String.init))
        members.removeAll { dropped.contains($0.name) || given.contains(Self.flag($0.name)) }
        if let map, let key = details["key"]?.string {
            members = members.map { member in
                guard member.name == map, let held = member.value.members else { return member }
                return JSONMember(map, .object(held.filter { $0.name != key }))
            }
        }
        for name in request.positional {
            guard let place = members.firstIndex(where: { $0.name == name }) else { continue }
            words.append(Self.quoted(Filling.plain(members.remove(at: place).value)))
        }
        var others: [JSONMember] = []
        for member in members {
            switch member.value {
            case .bool(let isSet):
                words.append(Self.flag(member.name, isSet: isSet))
            case .string, .integer:
                words.append(Self.option(member.name, member.value))
            case .array(let items) where items.allSatisfy({ $0.string != nil }):
                words += items.map { Self.option(member.name, $0) }
            case .array, .object, .null:
                others.append(member)
            }
        }
        if !others.isEmpty {
            let bytes = CanonicalJSON.bytes(.object(others))
            words += ["--params", Self.quoted(String(decoding: bytes, as: UTF8.self))]
        }
        return words.joined(separator: " ")
    }

    private static func option(_ name: String, _ value: JSONValue) -> String {
        let text = quoted(Filling.plain(value))
        return flag(name) + (text.hasPrefix("-") ? "=" : " ") + text
    }

    private static func flag(_ name: String, isSet: Bool = true) -> String {
        (isSet ? "--" : "--no-") + MethodWords.kebab(name)
    }

    private static func quoted(_ text: String) -> String {
        func isSafe(_ character: Character) -> Bool {
            character.isASCII
                && (character.isLetter || character.isNumber || "_./:=@%+,~-".contains(character))
        }
        if !text.isEmpty, text.allSatisfy(isSafe) { return text }
        return "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}
