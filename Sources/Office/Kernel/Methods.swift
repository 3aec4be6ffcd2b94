// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
package import Domain
package import Projections
internal import Synchronization

/// A command as the office calls it, whatever its type.
package struct CommandMethod: Sendable {
    /// Name, roles, refusals.
    package let contract: Contract
    let type: any Command.Type
    /// True when naming something that is not there, or not to be seen, is put on record.
    let recordsDenials: Bool

    /// Reads the command's own params; those of the envelope are left to ``ReservedParams``.
    func decode(
        _ document: JSONDocument,
        _ params: JSONNode?
    ) throws(JSONDecodingError) -> any Command {
        try type.read(document, params)
    }
}

extension Command {
    /// The command in a request.
    fileprivate static func read(
        _ document: JSONDocument,
        _ params: JSONNode?
    ) throws(JSONDecodingError) -> any Command {
        try Params.decode(Self.self, document, params, reserved: ReservedParams.ofCommands)
    }
}

extension Query {
    /// The keys of the rows, in the order of the table.
    fileprivate static var columnKeys: [String] {
        RecordedShape.of(Item.self).fields.map(\.name)
    }

    /// The query in a request.
    fileprivate static func read(
        _ document: JSONDocument,
        _ params: JSONNode?
    ) throws(JSONDecodingError) -> any Query {
        try Params.decode(Self.self, document, params, reserved: ReservedParams.ofQueries)
    }
}

/// A query as the office calls it, whatever its type.
package struct QueryMethod: Sendable {
    /// Name, roles, shape.
    package let contract: QueryContract
    let type: any Query.Type
    /// True when naming something that is not there, or not to be seen, is put on record.
    let recordsDenials: Bool
    /// The keys of the rows.
    var columns: [String] { type.columnKeys }

    /// The things that a call names by position, for the access log.
    ///
    /// A search names none: what it asks for are words. An export of everything says `all`.
    func refs(_ params: JSONNode?) -> [String] {
        if contract.recordedAs == "search" { return [] }
        let named = contract.positional.compactMap { params?.member($0)?.string }
        return named.isEmpty && contract.recordedAs != nil ? ["all"] : named
    }

    func decode(
        _ document: JSONDocument,
        _ params: JSONNode?
    ) throws(JSONDecodingError) -> any Query {
        try type.read(document, params)
    }
}

/// Params of a request, read strictly.
enum Params {
    private static let empty = (try? JSONDocument(scanning: Array("{}".utf8), limits: .request))

    static func decode<T: Decodable>(
        _ type: T.Type,
        _ document: JSONDocument,
        _ params: JSONNode?,
        reserved: [String]
    ) throws(JSONDecodingError) -> T {
        guard let params else {
            guard let empty else { preconditionFailure("an empty object is JSON") }
            return try CanonicalJSON.decode(T.self, from: empty)
        }
        return try CanonicalJSON.decode(
            T.self,
            from: document,
            at: params,
            rejectUnknown: true,
            ignoring: reserved,
            known: reserved
        )
    }
}

/// Every method the slices bring, by name.
package struct Methods: Sendable {
    /// The slices as they were given.
    package let slices: [Slice]
    /// The commands, by `noun.verb`.
    package let commands: [String: CommandMethod]
    /// The queries, by `noun.verb`.
    package let queries: [String: QueryMethod]
    /// The names of personal params, by method.
    let personalParams: PersonalParams

    /// The methods of some slices; names must be unique.
    package init(_ slices: [Slice]) {
        self.slices = slices
        var commands: [String: CommandMethod] = [:]
        var queries: [String: QueryMethod] = [:]
        for slice in slices {
            for type in slice.commands {
                let method = CommandMethod(
                    contract: type.contract,
                    type: type,
                    recordsDenials: slice.recordsDenials
                )
                let former = commands.updateValue(method, forKey: type.contract.method)
                precondition(former == nil, "two commands are called \(type.contract.method)")
            }
            for type in slice.queries {
                let method = QueryMethod(
                    contract: type.contract,
                    type: type,
                    recordsDenials: slice.recordsDenials
                )
                let former = queries.updateValue(method, forKey: type.contract.method)
                precondition(former == nil, "two queries are called \(type.contract.method)")
            }
        }
        self.commands = commands
        self.queries = queries
        personalParams = PersonalParams(commands, queries)
    }
}

/// The names of personal params, found when a method is first asked for.
///
/// Finding them for all methods is half of the time of a start. Any thread.
final class PersonalParams: Sendable {
    private let commands: [String: CommandMethod]
    private let queries: [String: QueryMethod]
    private let found = Mutex<[String: Set<String>]>([:])

    init(_ commands: [String: CommandMethod], _ queries: [String: QueryMethod]) {
        self.commands = commands
        self.queries = queries
    }

    /// Those of one method; none of what there is not.
    func of(_ method: String) -> Set<String> {
        if let names = found.withLock({ $0[method] }) { return names }
        let type: (any Decodable.Type)? = commands[method]?.type ?? queries[method]?.type
        guard let type else { return [] }
        let personal = RecordedShape.of(type).fields.filter(\.shape.isPersonal)
        let names = Set(personal.map(\.name))
        found.withLock { $0[method] = names }
        return names
    }
}

extension RecordedShape {
    /// True when a value somewhere in the shape is personal.
    fileprivate var isPersonal: Bool {
        switch self {
        case .value(let value): value.personal != nil
        case .array(let element): element.isPersonal
        case .object(let fields): fields.contains(where: \.shape.isPersonal)
        case .text, .integer, .boolean: false
        }
    }
}
