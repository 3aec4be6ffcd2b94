// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import ControlProtocol

extension Catalogue {
    /// The words of every command, in the document's order.
    package var words: [[String]] { methods.compactMap { $0.cli?.words } }

    /// First words, each once, in the document's order.
    package var nouns: [String] {
        var seen: Set<String> = []
        return words.compactMap { seen.insert($0[0]).inserted ? $0[0] : nil }
    }

    /// The commands that begin with these words.
    package func commands(under prefix: [String]) -> [Command] {
        methods.filter { $0.cli?.words.starts(with: prefix) ?? false }
            .compactMap { Command($0, in: self) }
    }

    /// The command whose words are the longest start of `line`.
    package func command(startingAt line: [String]) -> Command? {
        method(words: line).flatMap { Command($0, in: self) }
    }
}

/// A method as the command line sees it: its params with their forms, its columns.
package struct Command: Sendable {
    let method: CatalogueMethod
    let cli: CatalogueCommandLine
    /// The params in the order of the document, `progress` included.
    package let parameters: [Parameter]
    let columns: [Column]
    let summary: [Column]
    /// Members of the result in the order declared, as columns.
    package let results: [Column]
    private let eventTitles: JSONNode?

    /// Nil for a method without a command.
    package init?(_ method: CatalogueMethod, in catalogue: Catalogue) {
        guard let cli = method.cli else { return nil }
        self.method = method
        self.cli = cli
        eventTitles = catalogue.eventTitles
        parameters = method.params.map {
            Parameter($0.name, $0.node, $0.schema, isRequired: $0.isRequired, in: catalogue)
        }
        columns = method.columns.map { Column($0, in: catalogue) }
        summary = method.summary.map { Column($0, in: catalogue) }
        let result = method.result.map(catalogue.resolve)
        let members = (result?.properties ?? []).map { property in
            let title = property.schema.title ?? catalogue.resolve(property.schema).title
            return Column(property.name, title, Form(property.schema, in: catalogue))
        }
        // Lists keep their order in canonical JSON, members do not.
        let order = result?.required ?? []
        results =
            order.compactMap { name in members.first { $0.key == name } }
            + members.filter { !order.contains($0.key) }
    }

    /// The name on the wire or, for a command, `noun.verb`.
    package var name: String { method.name }
    /// The title in the language of the document.
    package var title: String { method.title }
    /// The title of a type of events, or its stored name where the catalogue has none.
    func title(event type: String) -> String { eventTitles?[type]?.string ?? type }
    /// The words that call it.
    package var words: [String] { cli.words }
    /// Params that need no flag, in order.
    package var positional: [String] { cli.positional }
    /// Whether it records something and takes the params of commands.
    package var isCommand: Bool { method.isMutating }

    var refusalExits: [String: Int32] {
        var exits: [String: Int32] = [:]
        for refusal in method.refusals { exits[refusal.code] = refusal.exitStatus }
        return exits
    }

    /// The client sets `progress` itself where a method starts or awaits a job.
    package var reportsProgress: Bool { parameters.contains { $0.name == "progress" } }

    /// True when one of the roles may call it, or anybody may; true too while no role is known.
    func isOpen(to roles: Set<String>) -> Bool {
        roles.isEmpty || method.roles.isEmpty || method.roles == ["anyone"]
            || !roles.isDisjoint(with: method.roles)
    }

    /// Params that are flags.
    package var flagged: [Parameter] { parameters.filter { $0.name != "progress" } }
}

/// A param of a method, or a field of an object param.
package struct Parameter: Sendable {
    /// The name on the wire.
    package let name: String
    let title: String
    let isRequired: Bool
    let isPersonal: Bool
    let form: Form
    /// The query and the column that list candidate ids.
    package let complete: (method: String, column: String)?
    /// The coins and notes it counts; empty for any other param.
    let tender: [CatalogueTender]

    init(
        _ name: String,
        _ node: JSONNode,
        _ schema: CatalogueSchema,
        isRequired: Bool,
        in catalogue: Catalogue
    ) {
        self.name = name
        self.isRequired = isRequired
        form = Form(schema, in: catalogue)
        let places = [node, schema.node, catalogue.resolve(schema).node]
        title = places.lazy.compactMap { $0["x-title"]?.string }.first ?? name
        tender = catalogue.resolve(schema).tender
        isPersonal = places.contains { $0["x-personal"].map { $0.kind != .false } ?? false }
        let complete = places.lazy.compactMap { $0["x-complete"] }.first
        if let method = complete?["method"]?.string, let column = complete?["column"]?.string {
            self.complete = (method, column)
        } else {
            self.complete = nil
        }
    }

    /// The flag without its dashes.
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

/// What a value must look like, as far as flags need to know.
package struct Form: Sendable {
    indirect enum Kind: Sendable {
        case text
        case integer
        case rupiah
        case boolean
        case date
        case choice([CatalogueChoice])
        case list(Form)
        case map(Form)
        case object([Parameter])
        case any
    }
    let kind: Kind
    let minimum: Int64?
    let maximum: Int64?
    /// Takes `@file` and `-`.
    package let isLong: Bool
    let isOpen: Bool
    /// A text of a fixed form (id, code, number on paper), so that lists of it split at commas.
    package let isIdentifier: Bool
    /// The number or code of a thing, also where nothing lists those that there are.
    let isThing: Bool
    let defaultValue: JSONValue?
    /// What the numbers of a code mean.
    let numbers: [CatalogueChoice]

    /// `depth` bounds a document whose schemas contain themselves.
    init(_ schema: CatalogueSchema, in catalogue: Catalogue, depth: Int = 0) {
        let target = catalogue.resolve(schema)
        let format = target.format ?? schema.referenceName?.lowercased()
        minimum = schema.minimum ?? target.minimum
        maximum = schema.maximum ?? target.maximum
        isLong = format == "note" || (target.maxLength ?? 0) > 1_000
        isOpen = target.node["x-open"]?.bool ?? false
        // People are named in more than one way, also by the name of an operator.
        let name = schema.referenceName ?? ""
        isThing = name.hasSuffix("Id") && name != "PersonId"
        isIdentifier = target.node["pattern"] != nil && format != "name"
        defaultValue = schema.defaultValue ?? target.defaultValue
        numbers = target.numbers
        let choices = target.choices
        if !choices.isEmpty {
            kind = .choice(choices)
            return
        }
        switch target.type {
        case _ where depth > 6: kind = .any
        case "boolean": kind = .boolean
        case "integer":
            let isMoney = ["rupiah", "amount", "money", "signed"].contains { format == $0 }
            kind = isMoney ? .rupiah : .integer
        case "string": kind = format == "date" || format == "civildate" ? .date : .text
        case "array":
            kind = target.items.map { .list(Form($0, in: catalogue, depth: depth + 1)) } ?? .any
        case "object": kind = Form.object(target, in: catalogue, depth: depth)
        default: kind = .any
        }
    }

    private static func object(
        _ schema: CatalogueSchema,
        in catalogue: Catalogue,
        depth: Int
    ) -> Kind {
        let properties = schema.properties
        if depth < 6, !properties.isEmpty {
            let required = schema.required
            return .object(
                properties.map {
                    Parameter(
                        $0.name,
                        $0.schema.node,
                        $0.schema,
                        isRequired: required.contains($0.name),
                        in: catalogue
                    )
                }
            )
        }
        return schema.values.map { .map(Form($0, in: catalogue, depth: depth + 1)) } ?? .any
    }

    /// Lists of enums, ids and numbers take commas; lists of texts do not.
    var splitsAtCommas: Bool {
        switch kind {
        case .choice, .integer, .rupiah, .date: true
        case .text: isIdentifier
        default: false
        }
    }
}

/// A column of a read model or a total of its summary.
package struct Column: Sendable {
    /// The member of the row.
    package let key: String
    let type: String
    let unit: String?
    /// The lower, the longer it stays when the terminal is narrow.
    package let priority: Int64
    let title: String
    let choices: [CatalogueChoice]
    let hidesZero: Bool
    /// The columns of an object, or of a list of objects.
    private(set) var inner: [Column] = []

    init(_ column: CatalogueColumn, in catalogue: Catalogue) {
        key = column.key
        type = column.type
        unit = column.unit
        priority = column.priority
        hidesZero = column.hidesZero
        title = column.title
        let schema = column.node["schema"].map { catalogue.resolve(CatalogueSchema(node: $0)) }
        choices = schema?.choices ?? column.choices
        inner = column.columns.map { Column($0, in: catalogue) }
    }

    /// A column that the catalogue does not name.
    package init(
        key: String,
        title: String? = nil,
        type: String = "text",
        inner: [Column] = []
    ) {
        self.key = key
        self.title = title ?? key
        self.type = type
        self.inner = inner
        unit = nil
        priority = 1
        choices = []
        hidesZero = false
    }

    /// A column that shows values of a form.
    init(_ key: String, _ title: String?, _ form: Form) {
        self.key = key
        self.title = title ?? key
        unit = nil
        priority = 1
        hidesZero = false
        var known: [CatalogueChoice] = []
        switch form.kind {
        case .rupiah: type = "rupiah"
        case .integer: type = "integer"
        case .date: type = "date"
        case .boolean: type = "bool"
        case .choice(let choices):
            type = "enum"
            known = choices
        case .list(let item):
            type = "text"
            if case .choice(let choices) = item.kind { known = choices }
        default: type = "text"
        }
        choices = known
        var shape = form
        if case .list(let item) = form.kind { shape = item }
        guard case .object(let fields) = shape.kind else { return }
        inner = fields.map { Column($0.name, $0.title, $0.form) }
    }

    /// What stands in an object: its columns, or the codes that are the keys of a map.
    var members: [Column] {
        inner.isEmpty
            ? choices.map { Column(key: $0.value, title: $0.title, type: "integer") } : inner
    }

    /// Ids are copied, so they are never cut; numbers and dates cut would lie.
    var mayBeCut: Bool { type == "text" || !choices.isEmpty || type == "enum" }

    var isNumeric: Bool {
        choices.isEmpty && ["integer", "rupiah", "denomination", "permille", "days"].contains(type)
    }
}

/// `lowerCamelCase` as `kebab-case`.
package func kebab(_ name: String) -> String {
    var out = ""
    for character in name {
        if character.isUppercase {
            out += "-" + character.lowercased()
        } else {
            out.append(character)
        }
    }
    return out
}
