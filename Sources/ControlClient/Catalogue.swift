// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// What the daemon can do, read from its OpenRPC document.
///
/// Only the words of the methods are looked at when it is made; a method is read when asked for,
/// because reading all of them would cost more than a query.
package struct Catalogue: Sendable {
    private let root: JSONNode
    /// The words and the place of every method that has a command, in the document's order.
    private let entries: [(words: [String], node: JSONNode)]

    /// Throws `badReply` for bytes that are no such document.
    package init(_ document: JSONDocument) throws(Failure) {
        root = document.root
        guard let methods = root["methods"], methods.kind == .array else {
            throw Failure("badReply", exit: 76, .badReply, "rpc.discover")
        }
        entries = methods.items.compactMap { node in
            guard let words = node["x-cli"]?["words"]?.items.compactMap(\.string), !words.isEmpty
            else { return nil }
            return (words, node)
        }
    }

    package var words: [[String]] { entries.map(\.words) }
    package var methodNames: [String] {
        (root["methods"]?.items ?? []).compactMap { $0["name"]?.string }
    }
    /// The language of its texts, where the document says so.
    package var language: String? { root["info"]?["x-lang"]?.string }

    /// First words, each once, in the document's order.
    package var nouns: [String] {
        var seen: Set<String> = []
        return entries.compactMap { seen.insert($0.words[0]).inserted ? $0.words[0] : nil }
    }

    /// The commands that begin with these words.
    package func methods(under prefix: [String]) -> [Method] {
        entries.filter { $0.words.starts(with: prefix) }.map { Method($0.node, in: self) }
    }

    /// The command whose words are the longest start of `line`, and how many words it took.
    package func method(startingAt line: [String]) -> (method: Method, taken: Int)? {
        let found = entries.filter { line.starts(with: $0.words) }
            .max { $0.words.count < $1.words.count }
        return found.map { (Method($0.node, in: self), $0.words.count) }
    }

    package func method(named name: String) -> Method? {
        root["methods"]?.items.first { $0["name"]?.string == name }.map { Method($0, in: self) }
    }

    /// Follows `$ref` and gives the definition with the last name on the way.
    func resolved(_ node: JSONNode) -> (node: JSONNode, name: String?) {
        var node = node
        var name: String?
        // Ten hops are more than any document needs; a circle ends here.
        for _ in 0..<10 {
            guard let reference = node["$ref"]?.string,
                let last = reference.split(separator: "/").last,
                let target = root["components"]?["schemas"]?[String(last)]
            else { break }
            name = String(last)
            node = target
        }
        return (node, name)
    }
}

/// One method of the catalogue.
package struct Method: Sendable {
    package let name: String
    package let title: String
    package let words: [String]
    package let parameters: [Parameter]
    package let positional: [String]
    /// `none`, `yes`, `name`.
    package let confirm: String
    /// The result member that is printed as it is.
    package let print: String?
    package let next: [String]
    package let isCommand: Bool
    package let roles: [String]
    package let refusals: [(code: String, title: String?, exit: Int32?)]
    package let columns: [Column]
    package let summary: [Column]
    /// Members of the result in the order declared, with their titles.
    package let results: [(name: String, title: String?, type: String)]
    package let examples: [JSONValue]

    init(_ node: JSONNode, in catalogue: Catalogue) {
        let cli = node["x-cli"]
        name = node["name"]?.string ?? ""
        title = node["x-title"]?.string ?? node["name"]?.string ?? ""
        words = cli?["words"]?.items.compactMap(\.string) ?? []
        positional = cli?["positional"]?.items.compactMap(\.string) ?? []
        confirm = cli?["confirm"]?.string ?? "none"
        print = cli?["print"]?.string
        next = cli?["next"]?.items.compactMap(\.string) ?? []
        isCommand = node["x-mutating"]?.bool ?? false
        roles = node["x-role"]?.items.compactMap(\.string) ?? []
        refusals = (node["x-errors"]?.items ?? []).map {
            ($0["refusal"]?.string ?? "", $0["x-title"]?.string, $0["exit"]?.integer.map(Int32.init))
        }
        parameters = (node["params"]?.items ?? []).map { Parameter(contentDescriptor: $0, in: catalogue) }
        columns = (node["x-columns"]?.items ?? []).map { Column($0, in: catalogue) }
        summary = (node["x-summary"]?.items ?? []).map { Column($0, in: catalogue) }
        examples = (node["examples"]?.items ?? []).map(\.value)
        let result = (node["result"]?["schema"]).map { catalogue.resolved($0).node }
        let properties = result?["properties"]?.members ?? []
        let titles = properties.map { property in
            let target = catalogue.resolved(property.value).node
            let title = property.value["x-title"] ?? target["x-title"]
            let type = Column.type(of: Schema(property.value, in: catalogue))
            return (name: property.name, title: title?.string, type: type)
        }
        // Lists keep their order in canonical JSON, members do not.
        let order = result?["required"]?.items.compactMap(\.string) ?? []
        results =
            order.compactMap { name in titles.first { $0.name == name } }
            + titles.filter { !order.contains($0.name) }
    }

    package var refusalExits: [String: Int32] {
        var exits: [String: Int32] = [:]
        for refusal in refusals { exits[refusal.code] = refusal.exit }
        return exits
    }

    /// The client sets `progress` itself where a method starts or awaits a job.
    package var reportsProgress: Bool { parameters.contains { $0.name == "progress" } }

    /// Params that are flags.
    package var flagged: [Parameter] { parameters.filter { $0.name != "progress" } }
}

/// A param of a method, or a field of an object param.
package struct Parameter: Sendable {
    package let name: String
    package let title: String
    package let isRequired: Bool
    package let isPersonal: Bool
    package let schema: Schema
    /// The query and the column that list candidate ids.
    package let complete: (method: String, column: String)?

    init(contentDescriptor node: JSONNode, in catalogue: Catalogue) {
        let schema = node["schema"] ?? node
        self.init(
            name: node["name"]?.string ?? "",
            outer: node,
            schema: schema,
            isRequired: node["required"]?.bool ?? false,
            in: catalogue
        )
    }

    init(name: String, outer: JSONNode, schema: JSONNode, isRequired: Bool, in catalogue: Catalogue) {
        let resolved = catalogue.resolved(schema)
        self.name = name
        self.isRequired = isRequired
        self.schema = Schema(schema, in: catalogue)
        title = outer["x-title"]?.string ?? resolved.node["x-title"]?.string ?? name
        isPersonal = (outer["x-personal"] ?? schema["x-personal"] ?? resolved.node["x-personal"]) != nil
        let complete = outer["x-complete"] ?? resolved.node["x-complete"]
        if let method = complete?["method"]?.string, let column = complete?["column"]?.string {
            self.complete = (method, column)
        } else {
            self.complete = nil
        }
    }

    package var flag: String { kebab(name) }
    /// One item's name, for lists of objects: `lines` is filled by `--line`.
    package var singular: String {
        if flag.hasSuffix("ies") { return flag.dropLast(3) + "y" }
        if ["xes", "ches", "shes", "sses"].contains(where: flag.hasSuffix) {
            return String(flag.dropLast(2))
        }
        return flag.hasSuffix("s") ? String(flag.dropLast()) : flag
    }
}

/// A value of an enumeration.
package struct Choice: Sendable {
    package let value: String
    package let title: String?
    package let symbol: String?
}

/// What a value must be, as far as flags need to know.
package struct Schema: Sendable {
    package indirect enum Kind: Sendable {
        case text
        case integer
        case rupiah
        case boolean
        case date
        case choice([Choice])
        case list(Schema)
        case map(Schema)
        case object([Parameter])
        case any
    }
    package let kind: Kind
    package let minimum: Int64?
    package let maximum: Int64?
    /// Takes `@file` and `-`.
    package let isLong: Bool
    package let isOpen: Bool
    /// A text of a fixed form (id, code, number on paper), so that lists of it split at commas.
    package let isIdentifier: Bool
    package let defaultValue: JSONValue?

    init(_ node: JSONNode, in catalogue: Catalogue) {
        let (target, name) = catalogue.resolved(node)
        let format = target["format"]?.string ?? name?.lowercased()
        minimum = (node["minimum"] ?? target["minimum"])?.integer
        maximum = (node["maximum"] ?? target["maximum"])?.integer
        isLong = format == "note" || (target["maxLength"]?.integer ?? 0) > 1_000
        isIdentifier = target["pattern"] != nil && format != "name"
        isOpen = target["x-open"]?.bool ?? false
        defaultValue = (node["default"] ?? target["default"])?.value
        let choices = Schema.choices(of: target)
        switch target["type"]?.string {
        case _ where !choices.isEmpty: kind = .choice(choices)
        case "boolean": kind = .boolean
        case "integer":
            let isMoney = ["rupiah", "amount", "money", "signed"].contains { format == $0 }
            kind = isMoney ? .rupiah : .integer
        case "string": kind = format == "date" || format == "civildate" ? .date : .text
        case "array":
            kind = target["items"].map { .list(Schema($0, in: catalogue)) } ?? .any
        case "object":
            let required = Set(target["required"]?.items.compactMap(\.string) ?? [])
            if let properties = target["properties"], properties.count > 0 {
                kind = .object(
                    properties.members.map {
                        let isRequired = required.contains($0.name)
                        return Parameter(
                            name: $0.name,
                            outer: $0.value,
                            schema: $0.value,
                            isRequired: isRequired,
                            in: catalogue
                        )
                    }
                )
            } else if let value = target["additionalProperties"], value.kind == .object {
                kind = .map(Schema(value, in: catalogue))
            } else {
                kind = .any
            }
        default: kind = .any
        }
    }

    /// Values of an enumeration: `oneOf` constants with titles, or a bare `enum`, titles beside.
    static func choices(of node: JSONNode) -> [Choice] {
        if let list = node["oneOf"] ?? node["values"], list.kind == .array {
            return list.items.compactMap { item in
                (item["const"] ?? item["value"])?.string.map {
                    Choice(value: $0, title: item["x-title"]?.string, symbol: item["x-symbol"]?.string)
                }
            }
        }
        let titles = node["x-enum"]?.items ?? []
        return (node["enum"]?.items ?? []).compactMap(\.string).map { value in
            let entry = titles.first { ($0["value"] ?? $0["const"])?.string == value }
            return Choice(
                value: value,
                title: entry?["x-title"]?.string,
                symbol: entry?["x-symbol"]?.string
            )
        }
    }
}

/// A column of a read model or a total of its summary.
package struct Column: Sendable {
    package let key: String
    package let type: String
    package let unit: String?
    /// 1 stays longest on a narrow terminal.
    package let priority: Int
    package let title: String
    package let choices: [Choice]

    init(_ node: JSONNode, in catalogue: Catalogue) {
        key = node["key"]?.string ?? ""
        type = node["type"]?.string ?? "text"
        unit = node["unit"]?.string
        priority = Int(node["priority"]?.integer ?? 1)
        title = node["x-title"]?.string ?? key
        let schema = node["schema"].map { catalogue.resolved($0).node } ?? node
        choices = Schema.choices(of: schema)
    }

    init(key: String, title: String? = nil, type: String = "text") {
        self.key = key
        self.title = title ?? key
        self.type = type
        unit = nil
        priority = 1
        choices = []
    }

    /// The column type that shows a value of this schema.
    static func type(of schema: Schema) -> String {
        switch schema.kind {
        case .rupiah: "rupiah"
        case .integer: "integer"
        case .date: "date"
        case .boolean: "bool"
        default: "text"
        }
    }

    var isNumeric: Bool { ["integer", "rupiah", "denomination", "permille", "days"].contains(type) }
}

/// `lowerCamelCase` as `kebab-case`.
package func kebab(_ name: String) -> String {
    var out = ""
    for character in name {
        if character.isUppercase { out += "-" + character.lowercased() } else { out.append(character) }
    }
    return out
}

/// The names most like a mistyped one, best first, at most three.
package func nearest(to word: String, among names: [String]) -> [String] {
    let limit = max(1, word.count / 3 + 1)
    return names.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
        .filter { $0.1 <= limit || ($0.0.hasPrefix(word) && word.count > 2) }
        .sorted { $0.1 < $1.1 }.prefix(3).map(\.0)
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let cost = min(row[j + 1] + 1, row[j] + 1, diagonal + (byte == other ? 0 : 1))
            diagonal = row[j + 1]
            row[j + 1] = cost
        }
    }
    return row[right.count]
}
