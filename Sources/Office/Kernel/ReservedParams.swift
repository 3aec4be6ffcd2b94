// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol
package import Domain

/// The params every method of a kind takes besides its own.
package struct ReservedParams: Sendable {
    /// The names that every command takes.
    package static let ofCommands = [
        "commandId", "occurredOn", "expectedVersion", "reason", "backfilled", "dryRun",
        "deadlineMs", "lang",
    ]
    /// The names that every query takes.
    package static let ofQueries = [
        "asOf", "atLeast", "fields", "limit", "cursor", "reason", "deadlineMs", "lang",
    ]
    /// What the digest of a command leaves out.
    static let outsideDigest = ["commandId", "deadlineMs", "lang"]

    /// The caller's id of the command, by which a repeated one is known.
    package var commandID: String?
    /// The business date; `nil` is today.
    package var occurredOn: CivilDate?
    /// The version the stream must have for the command to be decided.
    package var expectedVersion = ExpectedVersion.any
    /// Why; kept with the events, or with the look in the access log.
    package var reason: String?
    /// True for what is entered from old papers.
    package var isBackfilled = false
    /// True when the command is decided and nothing recorded.
    package var isDryRun = false
    /// Milliseconds after which the caller no longer waits.
    package var deadlineMilliseconds: Int64?
    /// The language of the texts in the reply; `nil` is the session's.
    package var language: Language?
    /// Answer as of the end of this day.
    package var asOfDate: CivilDate?
    /// Answer as of this position of the log.
    package var asOfPosition: Int64?
    /// The position that the rows must include before the query is answered.
    package var atLeast: Int64?
    /// The columns asked for; `nil` is all of them.
    package var fields: [String]?
    /// Rows of a page, 1 to 1,000.
    package var limit = 100
    /// Where the page begins, as the page before said.
    package var cursor: String?

    /// Reads the reserved params of a request; throws a breach with its JSON pointer.
    package init(_ params: JSONNode?) throws(JSONDecodingError) {
        guard let params else { return }
        for (name, node) in params.members {
            try take(name, node)
        }
    }

    private mutating func take(_ name: String, _ node: JSONNode) throws(JSONDecodingError) {
        switch name {
        case "commandId": commandID = try Self.commandID(node)
        case "occurredOn": occurredOn = try Self.date(node, "/occurredOn")
        case "expectedVersion": expectedVersion = try Self.version(node)
        case "reason": reason = try Self.reason(node)
        case "backfilled": isBackfilled = try Self.bool(node, "/backfilled")
        case "dryRun": isDryRun = try Self.bool(node, "/dryRun")
        case "deadlineMs":
            deadlineMilliseconds = try Self.integer(node, "/deadlineMs", 1...600_000)
        case "lang":
            guard let language = node.string.flatMap(Language.init(rawValue:)) else {
                throw Self.breach("/lang", "enum", "id en")
            }
            self.language = language
        case "asOf": try takeAsOf(node)
        case "atLeast": atLeast = try Self.integer(node, "/atLeast", 0...(1 << 53))
        case "fields":
            let names = node.items.compactMap(\.string)
            guard node.kind == .array, names.count == node.items.count else {
                throw Self.breach("/fields", "type", "a list of column keys")
            }
            fields = names
        case "limit": limit = Int(try Self.integer(node, "/limit", 1...1000))
        case "cursor":
            guard let text = node.string, (1...256).contains(text.utf8.count) else {
                throw Self.breach("/cursor", "value", "a cursor of an earlier page")
            }
            cursor = text
        default: break
        }
    }

    private mutating func takeAsOf(_ node: JSONNode) throws(JSONDecodingError) {
        switch node.kind {
        case .string: asOfDate = try Self.date(node, "/asOf")
        case .integer: asOfPosition = try Self.integer(node, "/asOf", 0...(1 << 53))
        case .object:
            for (name, value) in node.members {
                switch name {
                case "date": asOfDate = try Self.date(value, "/asOf/date")
                case "position":
                    asOfPosition = try Self.integer(value, "/asOf/position", 0...(1 << 53))
                default: throw Self.breach("/asOf/" + name, "unknownParam", "date, position")
                }
            }
        default: throw Self.breach("/asOf", "type", "a date, a position, or both")
        }
    }

    private static func commandID(_ node: JSONNode) throws(JSONDecodingError) -> String {
        let allowed: (UInt8) -> Bool = { byte in
            TextRule.isDigit(byte) || TextRule.isUpper(byte) || TextRule.isLower(byte)
                || byte == 0x2D
        }
        guard let text = node.string,
            TextRule.matches(text, 16...64, first: allowed, rest: allowed)
        else { throw breach("/commandId", "pattern", "[0-9A-Za-z-]{16,64}") }
        return text
    }

    private static func version(_ node: JSONNode) throws(JSONDecodingError) -> ExpectedVersion {
        switch (node.kind, node.string, node.integer) {
        case (.string, "any", _): return .any
        case (.string, "none", _): return .none
        case (.integer, _, let version?) where version >= 1: return .exactly(version)
        default: throw breach("/expectedVersion", "value", "a version from 1 on, none or any")
        }
    }

    private static func reason(_ node: JSONNode) throws(JSONDecodingError) -> String {
        guard let text = node.string else { throw breach("/reason", "type", "string") }
        do throws(InvalidValue) {
            try TextRule.check(text, 1...500)
        } catch {
            throw breach("/reason", error.problem, error.expected)
        }
        return text
    }

    private static func date(
        _ node: JSONNode,
        _ pointer: String
    ) throws(JSONDecodingError) -> CivilDate {
        guard let text = node.string else { throw breach(pointer, "type", "string") }
        guard let date = CivilDate(text) else {
            throw breach(pointer, "date", "YYYY-MM-DD, 1900-01-01 to 2199-12-31")
        }
        return date
    }

    private static func bool(
        _ node: JSONNode,
        _ pointer: String
    ) throws(JSONDecodingError) -> Bool {
        guard let flag = node.bool else { throw breach(pointer, "type", "boolean") }
        return flag
    }

    private static func integer(
        _ node: JSONNode,
        _ pointer: String,
        _ range: ClosedRange<Int64>
    ) throws(JSONDecodingError) -> Int64 {
        guard let value = node.integer else { throw breach(pointer, "type", "integer") }
        guard range.contains(value) else {
            throw breach(pointer, "range", "\(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    private static func breach(
        _ pointer: String,
        _ problem: String,
        _ expected: String
    ) -> JSONDecodingError {
        JSONDecodingError(pointer: pointer, problem: problem, expected: expected)
    }
}

extension ReservedParams {
    /// The JSON schema of a reserved param.
    static func schema(of name: String) -> JSONValue {
        switch name {
        case "commandId": ["type": "string", "pattern": "^[0-9A-Za-z-]{16,64}$"]
        case "occurredOn": ["type": "string", "format": "date"]
        case "expectedVersion":
            ["oneOf": [["type": "integer", "minimum": 1], ["enum": ["none", "any"]]]]
        case "reason": ["type": "string", "minLength": 1, "maxLength": 500]
        case "backfilled", "dryRun": ["type": "boolean"]
        case "deadlineMs": ["type": "integer", "minimum": 1, "maximum": 600_000]
        case "lang": ["type": "string", "enum": ["id", "en"]]
        case "asOf":
            [
                "oneOf": [
                    ["type": "string", "format": "date"], ["type": "integer", "minimum": 0],
                    [
                        "type": "object",
                        "properties": [
                            "date": ["type": "string", "format": "date"],
                            "position": ["type": "integer", "minimum": 0],
                        ],
                    ],
                ]
            ]
        case "fields": ["type": "array", "items": ["type": "string"]]
        case "limit": ["type": "integer", "minimum": 1, "maximum": 1000, "default": 100]
        case "cursor": ["type": "string", "maxLength": 256]
        default: ["type": "integer", "minimum": 0]
        }
    }
}
