// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Why a document does not fit the type it was read as.
///
/// Never holds a value from the document, only names, types and lengths.
package struct JSONDecodingError: Error, Sendable {
    /// Where, as a JSON pointer relative to the node that was decoded; empty for that node itself.
    package let pointer: String
    /// `missing`, `unknownParam`, `type`, `value`; a value type may bring its own `underlying`.
    package let problem: String
    /// What would have been right: a type or the allowed values; empty when unknown.
    package let expected: String
    /// What stood there: a type or a length, never a value; empty when nothing stood there.
    package let got: String
    /// Names close to an unknown one, or allowed values close to a wrong one.
    package let nearest: [String]
    /// What the type's own `init(from:)` threw.
    package let underlying: (any Error)?

    /// Spells out each part.
    package init(
        pointer: String,
        problem: String,
        expected: String = "",
        got: String = "",
        nearest: [String] = [],
        underlying: (any Error)? = nil
    ) {
        self.pointer = pointer
        self.problem = problem
        self.expected = expected
        self.got = got
        self.nearest = nearest
        self.underlying = underlying
    }

    /// The problem words of this module.
    package enum Problem {
        /// A member that must be there is not.
        package static let missing = "missing"
        /// A member that nobody asked for.
        package static let unknownParam = "unknownParam"
        /// A value of another JSON type.
        package static let type = "type"
        /// The right type, but not allowed there.
        package static let value = "value"
    }
}

extension CanonicalJSON {
    /// Reads a value of a type out of a scanned document.
    ///
    /// `rejectUnknown`: a member that the type does not ask for is an error with the nearest names.
    /// `ignoring`: names at the top level that others read. `known`: all names the top level may
    /// have, for better hints only. An error of a type's own `init(from:)` becomes `underlying`.
    package static func decode<T: Decodable>(
        _ type: T.Type,
        from document: JSONDocument,
        at node: JSONNode? = nil,
        userInfo: [CodingUserInfoKey: any Sendable] = [:],
        rejectUnknown: Bool = false,
        ignoring: [String] = [],
        known: [String] = []
    ) throws(JSONDecodingError) -> T {
        let base = node?.index ?? 0
        let tape = node?.tape ?? document.tape
        let context = DecodingContext(tape, base: base, userInfo, tracks: rejectUnknown)
        context.ignoring = ignoring
        do {
            let value = try context.unbox(type, base)
            guard rejectUnknown, let unknown = context.unaskedKey(under: base) else { return value }
            throw context.unknownParam(key: unknown.key, in: unknown.object)
        } catch {
            // Asked for once more with a record of the names, so that the hints know them all.
            if rejectUnknown, let hinted = hint(type, error, context, known: known) { throw hinted }
            if let own = error as? JSONDecodingError { throw own }
            throw context.wrap(error, at: base, as: type)
        }
    }

    /// Scans and reads bytes of our own: a stored payload, a reply.
    ///
    /// Throws ``JSONScanError`` or ``JSONDecodingError``; unknown members are let through.
    package static func decode<T: Decodable>(
        _ type: T.Type,
        from bytes: [UInt8],
        userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) throws -> T {
        let document = try JSONDocument(scanning: bytes, limits: .unlimited)
        return try decode(type, from: document, userInfo: userInfo)
    }

    private static func hint<T: Decodable>(
        _ type: T.Type,
        _ error: any Error,
        _ context: DecodingContext,
        known: [String]
    ) -> JSONDecodingError? {
        guard let own = error as? JSONDecodingError,
            own.problem == JSONDecodingError.Problem.unknownParam
        else { return nil }
        let again = DecodingContext(context.tape, base: context.base, [:], tracks: true)
        again.userInfo = context.userInfo
        again.ignoring = context.ignoring
        again.askedNames = [context.base: known]
        do {
            _ = try again.unbox(type, context.base)
            guard let unknown = again.unaskedKey(under: context.base) else { return nil }
            return again.unknownParam(key: unknown.key, in: unknown.object)
        } catch {
            return (error as? JSONDecodingError) ?? own
        }
    }
}

/// What one decoding run shares: the tape, the caller's words, and which names were asked for.
final class DecodingContext {
    let tape: JSONTape
    let base: Int
    var userInfo: [CodingUserInfoKey: Any]
    var ignoring: [String] = []
    /// One flag per node; only set when unknown names are refused.
    var asked: [Bool]
    let tracks: Bool
    /// Names asked for by object, in a second run only.
    var askedNames: [Int: [String]]?

    init(
        _ tape: JSONTape,
        base: Int,
        _ userInfo: [CodingUserInfoKey: any Sendable],
        tracks: Bool
    ) {
        self.tape = tape
        self.base = base
        self.userInfo = userInfo.isEmpty ? [:] : userInfo.mapValues { $0 }
        self.tracks = tracks
        asked = tracks ? [Bool](repeating: false, count: tape.nodes.count) : []
    }

    func unbox<T: Decodable>(_ type: T.Type, _ index: Int) throws -> T {
        if T.self == JSONValue.self || T.self == CanonicalBytes.self {
            return try uninterpreted(index)
        }
        do {
            return try T(from: NodeDecoder(context: self, index: index))
        } catch let error as JSONDecodingError {
            throw error
        } catch {
            throw wrap(error, at: index, as: type)
        }
    }

    // Apart: a function that may cast to an optional looks up its type at every call, and nearly
    // every value is something else.
    @inline(never)
    private func uninterpreted<T: Decodable>(_ index: Int) throws -> T {
        markSubtree(index)
        let node = JSONNode(tape: tape, index: index)
        if let value = node.value as? T { return value }
        if let raw = CanonicalBytes(trusted: node.canonicalBytes()) as? T { return raw }
        return try T(from: NodeDecoder(context: self, index: index))
    }

    func wrap<T>(_ error: any Error, at index: Int, as type: T.Type) -> JSONDecodingError {
        let node = tape.nodes[index]
        let cases = type as? any CaseIterable.Type
        let values = cases.map { rawValues($0) } ?? []
        let isText = node.kind == .string
        return JSONDecodingError(
            pointer: pointer(to: index),
            problem: JSONDecodingError.Problem.value,
            expected: values.joined(separator: "|"),
            got: isText ? "string(\(node.high - node.low))" : node.kind.name,
            nearest: isText ? NearestNames.of(tape.text(node), among: values) : [],
            underlying: error
        )
    }

    private func rawValues<C: CaseIterable>(_ type: C.Type) -> [String] {
        type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
}

// MARK: Names that nobody asked for

extension DecodingContext {
    func ask(_ name: String, in object: Int) -> Int {
        let index = tape.find(name, in: object)
        if tracks {
            if index >= 0 { asked[index - 1] = true }
            if askedNames != nil { askedNames?[object, default: []].append(name) }
        }
        return index
    }

    private func markSubtree(_ index: Int) {
        guard tracks else { return }
        for place in index..<tape.index(after: index) { asked[place] = true }
    }

    func isIgnored(_ key: Int, in object: Int) -> Bool {
        object == base && ignoring.contains { tape.matches(tape.nodes[key], $0) }
    }

    /// The first key below an index that was never asked for, with its object.
    func unaskedKey(under base: Int) -> (key: Int, object: Int)? {
        var place = base
        let end = tape.index(after: base)
        while place < end {
            if tape.nodes[place].kind == .key, !asked[place] {
                let object = parent(of: place)
                if !isIgnored(place, in: object) { return (place, object) }
                place = tape.index(after: place + 1)
            } else {
                place += 1
            }
        }
        return nil
    }

    func unknownParam(key: Int, in object: Int) -> JSONDecodingError {
        let name = tape.text(tape.nodes[key])
        let candidates = Set(askedNames?[object] ?? [])
        return JSONDecodingError(
            pointer: pointer(to: object) + "/" + Self.escaped(name),
            problem: JSONDecodingError.Problem.unknownParam,
            nearest: NearestNames.of(name, among: candidates)
        )
    }

    /// The error for an absent member; a misspelt name beside it is the better answer.
    func missing<Key: CodingKey>(_ key: Key, in object: Int) -> JSONDecodingError {
        if tracks {
            var place = object + 1
            while place < Int(tape.nodes[object].next) {
                if !asked[place], !isIgnored(place, in: object),
                    Key(stringValue: tape.text(tape.nodes[place])) == nil
                {
                    return unknownParam(key: place, in: object)
                }
                place = tape.index(after: place + 1)
            }
        }
        return JSONDecodingError(
            pointer: pointer(to: object) + "/" + Self.escaped(key.stringValue),
            problem: JSONDecodingError.Problem.missing
        )
    }
}

// MARK: Where we are

extension DecodingContext {
    /// Keys from the base down to a node; walked anew, since only errors want it.
    func path(to index: Int) -> [any CodingKey] {
        var path: [any CodingKey] = []
        var container = base
        while container != index {
            let isObject = tape.nodes[container].kind == .object
            let before = container
            var place = container + 1
            var rank = 0
            while place < tape.index(after: container) {
                let value = isObject ? place + 1 : place
                let end = tape.index(after: value)
                if index < end {
                    path.append(
                        isObject
                            ? TextKey(stringValue: tape.text(tape.nodes[place]))
                            : TextKey(intValue: rank)
                    )
                    container = value
                    break
                }
                place = end
                rank += 1
            }
            if container == before { break }
        }
        return path
    }

    func pointer(to index: Int) -> String {
        path(to: index).map { "/" + Self.escaped($0.stringValue) }.joined()
    }

    private func parent(of key: Int) -> Int {
        var object = base
        var place = base + 1
        while place < key {
            let value = place
            if tape.nodes[value].kind == .object || tape.nodes[value].kind == .array,
                key < Int(tape.nodes[value].next)
            {
                if tape.nodes[value].kind == .object { object = value }
                place += 1
            } else {
                place = tape.index(after: value)
            }
        }
        return object
    }

    /// A name as a reference token of RFC 6901.
    static func escaped(_ name: String) -> String {
        var out = ""
        for character in name.unicodeScalars {
            switch character {
            case "~": out += "~0"
            case "/": out += "~1"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }
}
