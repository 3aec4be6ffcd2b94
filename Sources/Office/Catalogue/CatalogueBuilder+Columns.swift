// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import Projections

extension CatalogueBuilder {
    /// The columns of rows, or the members of a summary.
    func columns(
        _ shape: RecordedShape,
        _ method: String,
        _ hints: [String: ColumnHint] = [:]
    ) -> JSONValue {
        .array(
            shape.fields.enumerated().map { index, field in
                let hint = hints[field.name]
                let priority = hint?.priority ?? (index == 0 ? 1 : field.shape.columnPriority)
                var members = [
                    JSONMember("key", .string(field.name)),
                    JSONMember(
                        "type",
                        .string(hint?.distance?.rawValue ?? field.shape.columnType)
                    ),
                    JSONMember("priority", .integer(priority)),
                    JSONMember(
                        "x-title",
                        .string(texts.title(column: field.name, of: method, language))
                    ),
                ]
                if case .object = field.shape.innermost {
                    members.append(JSONMember("columns", columns(field.shape.innermost, method)))
                }
                if let unit = hint?.unit { members.append(JSONMember("unit", .string(unit))) }
                if hint?.hidesZero ?? false { members.append(JSONMember("zero", "dash")) }
                if let category = hint?.eventsOf {
                    members.append(JSONMember("enum", .array(titledEvents(of: category))))
                }
                if case .value(let value) = field.shape.innermost {
                    if let personal = value.personal {
                        members.append(JSONMember("personal", .string(personal)))
                    }
                    switch value.form {
                    case .enumeration(let codes):
                        members.append(
                            JSONMember("enum", .array(choices(codes, value.name)))
                        )
                    case .pieces: members.append(JSONMember("enum", .array(kindsOfMoney())))
                    case .string, .integer, .boolean: break
                    }
                    let numbers = titledNumbers(value)
                    if !numbers.isEmpty {
                        members.append(
                            JSONMember(
                                "enum",
                                .array(
                                    numbers.map { ["const": .integer($0), "x-title": .string($1)] }
                                )
                            )
                        )
                    }
                }
                return .object(members)
            }
        )
    }

    /// The numbers of a code that have titles; none for plain numbers.
    func titledNumbers(_ value: ValueSchema) -> [(number: Int64, title: String)] {
        guard case .integer(let minimum, let maximum) = value.form, maximum - minimum < 100
        else { return [] }
        return (minimum...maximum).compactMap { number in
            texts.text("value.\(value.name).\(number)", language).map { (number, $0) }
        }
    }

    /// The stored names of a category's events with their titles.
    private func titledEvents(of category: String) -> [JSONValue] {
        texts.keys.filter { $0.hasPrefix("event.\(category).") }.sorted().map { key in
            [
                "const": .string(String(key.dropFirst("event.".count))),
                "x-title": .string(texts.text(key, language) ?? key),
            ]
        }
    }

    /// A refusal that a command can come back with, with the title of its kind.
    func refusal(_ code: String, of method: String) -> JSONValue {
        [
            "refusal": .string(code),
            "x-title": .string(texts.title(refusal: code, of: method, language)),
        ]
    }
}

extension CatalogueBuilder {
    /// The params that methods take besides their own.
    func reservedParams() -> [JSONValue] {
        let names = ReservedParams.ofCommands + ReservedParams.ofQueries
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.map { name in
            [
                "name": .string(name), "required": false,
                "schema": ReservedParams.schema(of: name),
                "x-title": .string(texts.title(param: name, of: "", language)),
            ]
        }
    }

    /// What the server sends unasked, with its params.
    static let notifications: [JSONValue] = [
        ("events.event", ["subscription", "event"]),
        ("events.caughtUp", ["subscription", "position"]),
        ("events.heartbeat", ["subscription", "position"]),
        ("events.lagged", ["subscription", "resumeAfter"]),
        ("events.ended", ["subscription", "reason", "resumeAfter"]),
        ("system.draining", ["position"]),
        ("job.progress", ["job", "stage", "done", "total"]),
    ].map { name, params in
        ["name": .string(name), "params": .array(params.map { .string($0) })]
    }
}

extension RecordedShape {
    /// How long a column of the shape stays on a narrow screen, unless a hint says otherwise.
    ///
    /// Figures come before days, days before codes and ids of other things, texts last.
    var columnPriority: Int64 {
        if case .array = self { return 8 }
        return switch columnType {
        case "rupiah", "denomination", "permille", "integer", "days": 2
        case "date", "due", "since": 3
        case "enum", "bool": 4
        case "id": 5
        case "time": 6
        default: 7
        }
    }
}
