// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// One param of a method.
package struct CatalogueParam: Sendable {
    /// The entry in the document.
    package let node: JSONNode
    /// Its name on the wire.
    package let name: String
    /// What it may hold; follow references with ``Catalogue/resolve(_:)``.
    package let schema: CatalogueSchema

    init(name: String, node: JSONNode, schema: CatalogueSchema) {
        self.name = name
        self.node = node
        self.schema = schema
    }

    init?(node: JSONNode) {
        guard let name = node["name"]?.string else { return nil }
        self.init(name: name, node: node, schema: CatalogueSchema(node: node["schema"] ?? node))
    }

    /// The title in the language of the document.
    package var title: String { node["x-title"]?.string ?? name }
    /// A longer text, where there is one.
    package var description: String? { node["description"]?.string }
    /// True when a request without it is refused.
    package var isRequired: Bool { node["required"]?.bool ?? false }
    /// The class of personal data it holds; nil when it holds none.
    package var personalClass: String? {
        guard let mark = node["x-personal"] else { return nil }
        return mark.string ?? (mark.bool == true ? "personal" : nil)
    }
    /// The query and its column that list what may be given.
    package var completion: (method: String, column: String)? {
        guard let method = node["x-complete"]?["method"]?.string,
            let column = node["x-complete"]?["column"]?.string
        else { return nil }
        return (method, column)
    }
    /// Since when it should not be used, and what instead.
    package var deprecation: CatalogueDeprecation? {
        node["x-deprecated"].map(CatalogueDeprecation.init)
    }
}

/// A JSON schema, as far as a client needs it.
package struct CatalogueSchema: Sendable {
    /// The schema in the document.
    package let node: JSONNode

    /// Looks at a schema object.
    package init(node: JSONNode) {
        self.node = node
    }

    /// The name under `components.schemas` this one stands for.
    package var referenceName: String? {
        guard let reference = node["$ref"]?.string else { return nil }
        return reference.split(separator: "/").last.map(String.init)
    }

    /// `string`, `integer`, `boolean`, `array`, `object`; `null` is left out of a list of types.
    package var type: String? {
        if let one = node["type"]?.string { return one }
        return node["type"]?.items.compactMap(\.string).first { $0 != "null" }
    }

    /// `date`, `date-time` and formats of our own.
    package var format: String? { node["format"]?.string }
    /// The schema of an array's items.
    package var items: CatalogueSchema? { node["items"].map { CatalogueSchema(node: $0) } }
    /// The members of an object, in the order of the document.
    package var properties: [(name: String, schema: CatalogueSchema)] {
        node["properties"]?.members.map { ($0.name, CatalogueSchema(node: $0.value)) } ?? []
    }
    /// Members of an object that must be there.
    package var required: [String] { node["required"]?.items.compactMap(\.string) ?? [] }
    /// The schema of a map's values.
    package var values: CatalogueSchema? {
        node["additionalProperties"].flatMap {
            $0.kind == .object ? CatalogueSchema(node: $0) : nil
        }
    }
    /// Least and greatest number.
    package var minimum: Int64? { node["minimum"]?.integer }
    /// Greatest number.
    package var maximum: Int64? { node["maximum"]?.integer }
    /// Greatest length of a text.
    package var maxLength: Int64? { node["maxLength"]?.integer }
    /// What is taken when nothing is given.
    package var defaultValue: JSONValue? { node["default"]?.value }
    /// The title in the language of the document.
    package var title: String? { node["x-title"]?.string }

    /// The values of an enumeration with their titles; empty for any other type.
    ///
    /// Reads `oneOf` with `const`, and `enum` with titles under `x-titles` or `x-title`.
    package var choices: [CatalogueChoice] {
        let alternatives = node["oneOf"]?.items ?? []
        if !alternatives.isEmpty {
            return alternatives.compactMap { alternative in
                alternative["const"]?.string.map {
                    CatalogueChoice(
                        value: $0,
                        title: alternative["x-title"]?.string ?? $0,
                        symbol: alternative["x-symbol"]?.string
                    )
                }
            }
        }
        let titles = node["x-titles"] ?? node["x-title"]
        let symbols = node["x-symbols"] ?? node["x-symbol"]
        return (node["enum"]?.items ?? []).enumerated().compactMap { rank, item in
            guard let value = item.string else { return nil }
            return CatalogueChoice(
                value: value,
                title: Self.word(for: value, rank, in: titles) ?? value,
                symbol: Self.word(for: value, rank, in: symbols)
            )
        }
    }

    /// The numbers of a code with their titles; empty for plain numbers.
    package var numbers: [CatalogueChoice] {
        guard type == "integer" else { return [] }
        return (node["x-titles"]?.members ?? []).compactMap { member in
            member.value.string.map { CatalogueChoice(value: member.name, title: $0, symbol: nil) }
        }.sorted { (Int($0.value) ?? 0) < (Int($1.value) ?? 0) }
    }

    /// A text by name from an object, or by place from an array.
    private static func word(for value: String, _ rank: Int, in words: JSONNode?) -> String? {
        if let word = words?[value]?.string { return word }
        guard let items = words?.items, items.indices.contains(rank) else { return nil }
        return items[rank].string
    }
}

/// One value of an enumeration.
package struct CatalogueChoice: Sendable, Equatable {
    /// What is sent.
    package let value: String
    /// What people read.
    package let title: String
    /// A sign that may stand before the title in a table.
    package let symbol: String?

    /// Spells out each part.
    package init(value: String, title: String, symbol: String?) {
        self.value = value
        self.title = title
        self.symbol = symbol
    }
}

/// One column of a query's rows, or one member of its summary.
package struct CatalogueColumn: Sendable {
    /// The entry in the document.
    package let node: JSONNode
    /// The member of the row.
    package let key: String

    init?(node: JSONNode) {
        guard let key = node["key"]?.string else { return nil }
        self.node = node
        self.key = key
    }

    /// `id text enum bool integer rupiah denomination permille days date due since time`.
    package var type: String { node["type"]?.string ?? "text" }
    /// The unit of a number.
    package var unit: String? { node["unit"]?.string }
    /// True when a zero is shown as a dash.
    package var hidesZero: Bool { node["zero"]?.string == "dash" }
    /// The columns of a list of objects, or the members of one.
    package var columns: [CatalogueColumn] {
        (node["columns"]?.items ?? []).compactMap(CatalogueColumn.init)
    }
    /// The lower, the longer it stays when the terminal is narrow.
    package var priority: Int64 { node["priority"]?.integer ?? 1 }
    /// True when the values are personal data.
    package var isPersonal: Bool {
        (node["personal"] ?? node["x-personal"]).map(isSetMark) ?? false
    }
    /// The heading in the language of the document.
    package var title: String { node["x-title"]?.string ?? key }
    /// Titles and signs of the values of an enumeration.
    package var choices: [CatalogueChoice] {
        if let schema = node["schema"] { return CatalogueSchema(node: schema).choices }
        let values = node["values"] ?? node["enum"]
        return (values?.items ?? []).compactMap { item in
            if let value = item.string {
                return CatalogueChoice(value: value, title: value, symbol: nil)
            }
            let code = item["value"] ?? item["const"]
            guard let value = code?.string ?? code?.integer.map(String.init) else { return nil }
            return CatalogueChoice(
                value: value,
                title: item["x-title"]?.string ?? value,
                symbol: item["x-symbol"]?.string
            )
        }
    }

    private func isSetMark(_ mark: JSONNode) -> Bool { mark.kind != .false && mark.kind != .null }
}

/// One refusal a method can come back with.
package struct CatalogueRefusal: Sendable {
    /// The code under `refusal`.
    package let code: String
    /// What it means, in the language of the document.
    package let title: String
    /// The exit status instead of that of `refused`.
    package let exitStatus: Int32?

    init?(node: JSONNode) {
        guard let code = (node["refusal"] ?? node["code"])?.string else { return nil }
        self.code = code
        title = node["x-title"]?.string ?? node["title"]?.string ?? code
        exitStatus = node["exit"]?.integer.flatMap(Int32.init(exactly:))
    }
}

/// A call that is known to work.
package struct CatalogueExample: Sendable {
    /// What it shows.
    package let name: String
    /// Its params as an object.
    package let params: JSONValue
    /// Its result.
    package let result: JSONValue?

    init?(node: JSONNode) {
        guard let name = node["name"]?.string else { return nil }
        self.name = name
        params = .object(
            (node["params"]?.items ?? []).compactMap { param in
                param["name"]?.string.map { JSONMember($0, param["value"]?.value ?? .null) }
            }
        )
        result = node["result"]?["value"]?.value
    }
}

/// Since when something should not be used, and what instead.
package struct CatalogueDeprecation: Sendable {
    /// The version that deprecated it.
    package let since: String?
    /// The version that will no longer have it.
    package let removedIn: String?
    /// What to use.
    package let use: String?

    init(node: JSONNode) {
        since = node["since"]?.string
        removedIn = node["removedIn"]?.string
        use = node["use"]?.string
    }
}
