// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain

// JSON schemas and columns, from the shapes of params, rows and summaries.

extension CatalogueBuilder {
    mutating func schema(_ shape: RecordedShape, of method: String) -> JSONValue {
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
            if value.name == "Date" { members.append(JSONMember("format", "date")) }
            if let pattern { members.append(JSONMember("pattern", .string(pattern))) }
            return .object(members)
        case .integer(let minimum, let maximum):
            return [
                "type": "integer", "minimum": .integer(minimum), "maximum": .integer(maximum),
                "format": .string(value.column),
            ]
        case .enumeration(let codes):
            return ["type": "string", "oneOf": .array(choices(codes, value.name))]
        case .boolean: return ["type": "boolean"]
        case .pieces:
            return [
                "type": "object", "format": "pieces",
                "additionalProperties": [
                    "type": "integer", "minimum": 0, "maximum": 1_000_000,
                ],
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

    func columns(_ shape: RecordedShape, _ method: String) -> JSONValue {
        .array(
            shape.fields.enumerated().map { index, field in
                var members = [
                    JSONMember("key", .string(field.name)),
                    JSONMember("type", .string(field.shape.columnType)),
                    JSONMember("priority", .integer(Int64(min(index + 1, 9)))),
                    JSONMember(
                        "x-title",
                        .string(texts.title(column: field.name, of: method, language))
                    ),
                ]
                if case .value(let value) = field.shape {
                    if let personal = value.personal {
                        members.append(JSONMember("personal", .string(personal)))
                    }
                    if case .enumeration(let codes) = value.form {
                        members.append(
                            JSONMember("enum", .array(choices(codes, value.name)))
                        )
                    }
                }
                return .object(members)
            }
        )
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
