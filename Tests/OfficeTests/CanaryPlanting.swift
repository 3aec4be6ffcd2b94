// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import Projections
import TestSupport

/// What is planted and searched for.
enum Canary {
    /// What no other text holds; letters for names and notes, digits for numbers.
    static let letters = "Zqxjvkwy"
    static let digits = "731947230"
    /// In free text that is not personal: it must be found, else the search is blind.
    static let control = "Wvkzqjxu"
    static let date = "1911-07-23"
    static let secrets = [letters, digits, date]

    /// The canary in place of a text, by the type of the param; the text itself where none fits.
    static func planted(
        for text: String,
        _ schema: ValueSchema,
        isSealed: Bool,
        _ number: Int
    ) -> String {
        guard case .string(_, let maximum, let pattern) = schema.form else { return text }
        let isSecret = isSealed || schema.personal != nil
        // A field of a register is a text, whatever stands there.
        if isSecret, schema.column == "date" || CivilDate(text) != nil { return date }
        if isSecret, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "+") }) {
            return digits + tail(of: text.count - digits.count, number)
        }
        let isFree = pattern == nil && (isSecret || ["Note", "Text"].contains(schema.name))
        guard schema.personal != nil || isFree else { return text }
        // Another name each time, or the rules would take them for one person.
        let consonants = Array("bcdfghjklmnpqrstvwxz")
        let mark = [number / consonants.count, number].map {
            String(consonants[$0 % consonants.count])
        }.joined()
        return String(((isSecret ? letters : control) + mark + " Rekaan\(mark)").prefix(maximum))
    }

    /// Digits up to a length; those of an identity number go on with the birth date.
    private static func tail(of length: Int, _ number: Int) -> String {
        let serial = String(1000 + number % 9000)
        if length == 7 { return "711" + serial }
        return String(repeating: "0", count: max(0, length - serial.count))
            + serial.suffix(max(0, length))
    }
}

/// A store in which canaries were planted.
final class CanaryPlanting {
    let teller: StoryTeller
    /// Every error reply, in one text.
    private(set) var errors = ""
    /// Personal params, like `plan.draft.goals.text`, of calls that were done with a canary there.
    private(set) var accepted: Set<String> = []
    /// Methods that were refused with their canaries, and why.
    private(set) var refused: [String] = []
    private let fields: [String: [RecordedField]]

    /// Carries out the examples of the catalogue and their sequel.
    init(_ slices: [Slice] = Slice.all) throws {
        let story = Example.story + StoryTeller.sequel
        let sealed = try Self.sealedFields(story)
        teller = try StoryTeller(slices)
        let commands = slices.flatMap(\.commands).map {
            ($0.contract.method, RecordedShape.of($0).fields)
        }
        let queries = slices.flatMap(\.queries).map {
            ($0.contract.method, RecordedShape.of($0).fields)
        }
        fields = Dictionary(commands + queries, uniquingKeysWith: { first, _ in first })
        for (number, example) in story.enumerated() {
            plant(example, sealed[example.method] ?? [], number)
        }
    }

    /// Which fields the events of each method seal, learnt from a run without canaries.
    private static func sealedFields(_ story: [Example]) throws -> [String: Set<String>] {
        let teller = try StoryTeller()
        var sealed: [String: Set<String>] = [:]
        for example in story {
            let result = teller.reply(to: example.method, example.params)["result"]
            for event in result?["events"]?.items ?? [] {
                let shown = try teller.office.call(
                    "events.show",
                    ["position": event["position"] ?? nil],
                    as: "galih"
                )
                for part in shown["rows"]?[0]?["sealed"]?.items ?? [] {
                    sealed[example.method, default: []].formUnion(
                        (part["fields"]?.items ?? []).compactMap(\.string)
                    )
                }
            }
        }
        return sealed
    }

    private func plant(_ example: Example, _ sealed: Set<String>, _ number: Int) {
        let fields = fields[example.method] ?? []
        let members = (example.params.members ?? []).map { member -> JSONMember in
            guard let field = fields.first(where: { $0.name == member.name }) else { return member }
            let isSealed = sealed.contains(member.name)
            return JSONMember(
                member.name,
                planted(member.value, field.shape, isSealed: isSealed, number)
            )
        }
        // What is wrong must not be told with the value.
        let spoilt = Self.spoilt(.object(members))
        if spoilt != .object(members) {
            errors += teller.reply(to: example.method, spoilt)["error"]?.line ?? ""
        }
        let reply = teller.reply(to: example.method, .object(members))
        guard let error = reply["error"] else {
            let shape = RecordedShape.object(fields)
            accepted.formUnion(
                shape.personalPaths(in: .object(members)).map { example.method + $0 }
            )
            return
        }
        errors += error.line
        refused.append("\(example.method): \(error.line)")
        // A rule may not like a canary; the story must go on.
        _ = teller.reply(to: example.method, example.params)
    }

    /// A value with canaries for the leaves that are personal, or that may be free text.
    private func planted(
        _ value: JSONValue,
        _ shape: RecordedShape,
        isSealed: Bool,
        _ number: Int
    ) -> JSONValue {
        switch (shape, value) {
        case (.array(let element), .array(let items)):
            return .array(items.map { planted($0, element, isSealed: isSealed, number) })
        case (.object(let fields), .object(let members)):
            return .object(
                members.map { member in
                    guard let field = fields.first(where: { $0.name == member.name }) else {
                        return member
                    }
                    let inner = planted(member.value, field.shape, isSealed: isSealed, number)
                    return JSONMember(member.name, inner)
                }
            )
        case (.value(let schema), .string(let text)):
            return .string(Canary.planted(for: text, schema, isSealed: isSealed, number))
        default: return value
        }
    }

    /// The value with a control character, which no type allows, after every canary of letters.
    private static func spoilt(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            text.hasPrefix(Canary.letters) ? .string(text + "\u{1}") : value
        case .array(let items): .array(items.map(spoilt))
        case .object(let members):
            .object(members.map { JSONMember($0.name, spoilt($0.value)) })
        default: value
        }
    }
}

extension RecordedShape {
    /// The paths of all personal leaves, each with a full stop in front.
    var personalPaths: [String] {
        switch self {
        case .value(let schema): schema.personal == nil ? [] : [""]
        case .array(let element): element.personalPaths
        case .object(let fields):
            fields.flatMap { field in field.shape.personalPaths.map { ".\(field.name)\($0)" } }
        case .text, .integer, .boolean: []
        }
    }

    /// The paths of the personal leaves that hold a canary in a value.
    func personalPaths(in value: JSONValue) -> [String] {
        switch (self, value) {
        case (.value(let schema), .string(let text)):
            schema.personal != nil && Canary.secrets.contains(where: text.contains) ? [""] : []
        case (.array(let element), .array(let items)):
            items.flatMap(element.personalPaths)
        case (.object(let fields), .object(let members)):
            members.flatMap { member in
                (fields.first { $0.name == member.name }?.shape.personalPaths(in: member.value)
                    ?? []).map { ".\(member.name)\($0)" }
            }
        default: []
        }
    }
}
