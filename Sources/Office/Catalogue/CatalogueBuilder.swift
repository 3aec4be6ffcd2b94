// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import Projections

/// Writes the catalogue: everything in it comes from the types, except texts.
struct CatalogueBuilder {
    let methods: Methods
    let system: [String: any SystemMethod.Type]
    let version: String
    let texts: Texts
    let language: Language
    private var schemas: [String: JSONValue] = [:]

    init(
        methods: Methods,
        system: [String: any SystemMethod.Type],
        version: String,
        language: Language
    ) {
        self.methods = methods
        self.system = system
        self.version = version
        texts = .office
        self.language = language
    }

    /// The OpenRPC document, of all methods or of those whose name begins with a prefix.
    mutating func document(prefix: String?) -> JSONValue {
        var described: [(name: String, value: JSONValue)] = []
        func isAsked(_ name: String) -> Bool { prefix.map(name.hasPrefix) ?? true }
        for (name, method) in methods.commands where isAsked(name) {
            described.append((name, command(method)))
        }
        for (name, method) in methods.queries where isAsked(name) {
            described.append((name, query(method)))
        }
        for (name, type) in system where isAsked(name) {
            described.append((name, systemMethod(type)))
        }
        let reserved = reservedParams()
        return [
            "openrpc": "1.3.2",
            "info": [
                "title": "peksosd", "version": .string(version),
                "x-lang": .string(language.rawValue),
            ],
            "methods": .array(described.sorted { $0.name < $1.name }.map(\.value)),
            "components": [
                "schemas": .object(
                    schemas.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value) }
                )
            ],
            "x-reservedParams": .array(reserved),
            "x-notifications": .array(Self.notifications),
            "x-roles": roleTitles(),
            "x-events": eventTitles(),
        ]
    }

    // MARK: Methods

    private mutating func command(_ method: CommandMethod) -> JSONValue {
        let contract = method.contract
        let result = RecordedShape.of(Self.answer(of: method.type))
        var members = common(
            contract.method,
            RecordedShape.of(method.type),
            result,
            needsReason: contract.needsReason
        )
        members += [
            JSONMember("x-role", roles(contract.roles)),
            JSONMember("x-mutating", true),
            JSONMember(
                "x-cli",
                commandLine(
                    contract.method,
                    nil,
                    contract.positional,
                    contract.confirm,
                    nil,
                    contract.next,
                    interactive: contract.interactive
                )
            ),
            JSONMember(
                "x-errors",
                .array(contract.refusals.map { refusal($0, of: contract.method) })
            ),
        ]
        return .object(members)
    }

    private mutating func query(_ method: QueryMethod) -> JSONValue {
        let contract = method.contract
        let (item, summary) = Self.results(of: method.type)
        let shape = RecordedShape.of(item)
        var members = common(
            contract.method,
            RecordedShape.of(method.type),
            shape,
            needsReason: false
        )
        members += [
            JSONMember("x-role", roles(contract.roles)),
            JSONMember("x-mutating", false),
            JSONMember(
                "x-cli",
                commandLine(
                    contract.method,
                    nil,
                    contract.positional,
                    "none",
                    contract.print,
                    contract.next
                )
            ),
        ]
        // The tables of a report name their own columns.
        let named = columns(shape, contract.method, contract.columns)
        let isReport = contract.report != nil
        members.append(isReport ? JSONMember("x-report", true) : JSONMember("x-columns", named))
        if contract.isForService { members.append(JSONMember("x-service", true)) }
        let totals = RecordedShape.of(summary)
        if !totals.fields.isEmpty {
            members.append(JSONMember("x-summary", columns(totals, contract.method)))
        }
        if contract.recordedAs != nil { members.append(JSONMember("x-recorded", true)) }
        if contract.isJournal { members.append(JSONMember("x-journal", true)) }
        return .object(members)
    }

    private mutating func systemMethod(_ type: any SystemMethod.Type) -> JSONValue {
        let contract = type.contract
        let shape = RecordedShape.of(Self.item(of: type))
        var members = common(
            contract.method,
            RecordedShape.of(type),
            shape,
            needsReason: false
        )
        let audience: JSONValue =
            switch contract.audience {
            case .anyone: ["anyone"]
            case .anyOperator: .array([])
            case .roles(let roles): self.roles(roles)
            }
        members += [
            JSONMember("x-role", audience), JSONMember("x-mutating", false),
            JSONMember(
                "x-cli",
                commandLine(
                    contract.method,
                    contract.words,
                    contract.positional,
                    contract.confirm,
                    contract.print,
                    []
                )
            ),
        ]
        if contract.isForService { members.append(JSONMember("x-service", true)) }
        if contract.isMaintenance { members.append(JSONMember("x-maintenance", true)) }
        if contract.isTrainingOnly { members.append(JSONMember("x-training", true)) }
        if !shape.fields.isEmpty {
            members.append(
                JSONMember("x-columns", columns(shape, contract.method, contract.columns))
            )
        }
        let outcome = RecordedShape.of(Self.outcome(of: type))
        if !outcome.fields.isEmpty {
            members.append(JSONMember("x-outcome", columns(outcome, contract.method)))
        }
        return .object(members)
    }

    private mutating func common(
        _ name: String,
        _ params: RecordedShape,
        _ result: RecordedShape,
        needsReason: Bool
    ) -> [JSONMember] {
        var described = params.fields.map { param($0, of: name) }
        if needsReason {
            let reason = RecordedField(
                name: "reason",
                shape: .value(Line.schema),
                isOptional: false
            )
            described.append(param(reason, of: name))
        }
        let title = texts.title(method: name, language)
        let examples = examples(of: name).map { [$0] } ?? []
        return examples + [
            JSONMember("name", .string(name)), JSONMember("paramStructure", "by-name"),
            JSONMember("params", .array(described)),
            JSONMember(
                "result",
                ["name": "result", "schema": schema(result, of: name)]
            ),
            JSONMember("x-title", .string(title)),
        ]
    }

    private mutating func param(_ field: RecordedField, of method: String) -> JSONValue {
        var members = [
            JSONMember("name", .string(field.name)),
            JSONMember("required", .bool(!field.isOptional)),
            JSONMember("schema", schema(field.shape, of: method)),
            JSONMember(
                "x-title",
                .string(texts.title(param: field.name, of: method, language))
            ),
        ]
        if case .value(let value) = field.shape.innermost {
            if let personal = value.personal {
                members.append(JSONMember("x-personal", .string(personal)))
            }
            if let (method, column) = value.completion {
                members.append(
                    JSONMember(
                        "x-complete",
                        ["method": .string(method), "column": .string(column)]
                    )
                )
            }
        }
        return .object(members)
    }

    private func roles(_ roles: [Role]) -> JSONValue {
        .array(roles.map { .string($0.rawValue) })
    }

    private func commandLine(
        _ method: String,
        _ words: [String]?,
        _ positional: [String],
        _ confirm: String,
        _ print: String?,
        _ next: [String],
        interactive: String? = nil
    ) -> JSONValue {
        let words = words ?? MethodWords.of(method)
        guard !words.isEmpty else { return .null }
        var members = [
            JSONMember("words", .array(words.map { .string($0) })),
            JSONMember("positional", .array(positional.map { .string($0) })),
            JSONMember("confirm", .string(confirm)),
        ]
        if let interactive { members.append(JSONMember("interactive", .string(interactive))) }
        if let print { members.append(JSONMember("print", .string(print))) }
        if !next.isEmpty {
            members.append(JSONMember("next", .array(next.map { .string($0) })))
        }
        if let starters = Self.dayBegins[method] {
            members.append(JSONMember("start", roles(starters)))
        }
        return .object(members)
    }

    // MARK: Shapes

    private mutating func schema(_ shape: RecordedShape, of method: String) -> JSONValue {
        switch shape {
        case .value(let value):
            schemas[value.name] = define(value)
            return ["$ref": .string("#/components/schemas/" + value.name)]
        case .text: return ["type": "string"]
        case .integer: return ["type": "integer"]
        case .boolean: return ["type": "boolean"]
        case .array(let element):
            return ["type": "array", "items": schema(element, of: method)]
        case .object(let fields):
            let properties = fields.map { field -> JSONMember in
                var value = schema(field.shape, of: method).members ?? []
                value.append(
                    JSONMember(
                        "x-title",
                        .string(texts.title(param: field.name, of: method, language))
                    )
                )
                return JSONMember(field.name, .object(value))
            }
            return [
                "type": "object", "properties": .object(properties),
                "required": .array(
                    fields.filter { !$0.isOptional }.map { .string($0.name) }
                ),
            ]
        }
    }

    private func define(_ value: ValueSchema) -> JSONValue {
        switch value.form {
        case .string(let minimum, let maximum, let pattern):
            var members: [JSONMember] = [
                JSONMember("type", "string"),
                JSONMember("minLength", .integer(Int64(minimum))),
                JSONMember("maxLength", .integer(Int64(maximum))),
            ]
            if value.column == "date" { members.append(JSONMember("format", "date")) }
            if let pattern { members.append(JSONMember("pattern", .string(pattern))) }
            return .object(members)
        case .integer(let minimum, let maximum):
            let numbers = titledNumbers(value)
            let titles = JSONMember(
                "x-titles",
                .object(numbers.map { JSONMember("\($0.number)", .string($0.title)) })
            )
            return .object(
                [
                    JSONMember("type", "integer"), JSONMember("minimum", .integer(minimum)),
                    JSONMember("maximum", .integer(maximum)),
                    JSONMember("format", .string(value.column)),
                ] + (numbers.isEmpty ? [] : [titles])
            )
        case .enumeration(let codes):
            return ["type": "string", "oneOf": .array(choices(codes, value.name))]
        case .boolean: return ["type": "boolean"]
        case .pieces:
            return [
                "type": "object", "format": "pieces",
                "additionalProperties": [
                    "type": "integer", "minimum": 0, "maximum": 1_000_000,
                ],
                "x-tender": .array(tender()),
            ]
        }
    }

    func choices(_ codes: [String], _ set: String) -> [JSONValue] {
        codes.map { code in
            [
                "const": .string(code),
                "x-title": .string(texts.title(value: code, in: set, language)),
            ]
        }
    }

    // MARK: Types behind methods

    private static func answer<C: Command>(of type: C.Type) -> any Decodable.Type {
        C.Answer.self
    }

    private static func results<Q: Query>(
        of type: Q.Type
    ) -> (item: any Decodable.Type, summary: any Decodable.Type) {
        (Q.Item.self, Q.Summary.self)
    }

    private static func item<M: SystemMethod>(of type: M.Type) -> any Decodable.Type {
        M.Item.self
    }

    private static func outcome<M: SystemMethod>(of type: M.Type) -> any Decodable.Type {
        M.Outcome.self
    }
}

extension RecordedShape {
    /// The shape inside lists.
    var innermost: RecordedShape {
        if case .array(let element) = self { return element.innermost }
        return self
    }

    /// The type of a column that shows the shape.
    var columnType: String {
        switch self {
        case .value(let value): value.column
        case .text: "text"
        case .integer: "integer"
        case .boolean: "bool"
        case .array(let element):
            if case .object = element { "text" } else { element.columnType }
        case .object: "text"
        }
    }
}
