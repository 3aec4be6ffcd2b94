// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// Puts whole lines together; all of them canonical and without their LF.
package enum WireLine {
    /// A reply that holds a result already encoded.
    package static func result(id: RequestID, canonical: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(canonical.count + 64)
        begin(&out, id)
        out.append(contentsOf: canonical)
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// A reply that holds a result; encodes it in place.
    package static func result<T: Encodable>(
        id: RequestID,
        encoding value: T,
        userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) throws -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        begin(&out, id)
        try CanonicalJSON.append(encoding: value, userInfo: userInfo, to: &out)
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// A reply that holds a result.
    package static func result(id: RequestID, _ value: JSONValue) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        begin(&out, id)
        CanonicalJSON.append(value, to: &out)
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// A notification; `params` are canonical bytes of an object.
    package static func notification(method: String, canonical params: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(params.count + 64)
        out.append(contentsOf: Part.notification)
        CanonicalJSON.append(string: method, to: &out)
        out.append(contentsOf: Part.params)
        out.append(contentsOf: params)
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// A notification.
    package static func notification(method: String, _ params: JSONValue) -> [UInt8] {
        notification(method: method, canonical: CanonicalJSON.bytes(params))
    }

    /// A request as a client sends it; `params` may be any canonical object, or nothing.
    package static func request(
        id: RequestID,
        method: String,
        canonical params: [UInt8]? = nil
    ) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity((params?.count ?? 0) + 96)
        out.append(contentsOf: Part.requestStart)
        append(id, to: &out)
        out.append(contentsOf: Part.requestMethod)
        CanonicalJSON.append(string: method, to: &out)
        if let params {
            out.append(contentsOf: Part.params)
            out.append(contentsOf: params)
        }
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// A request as a client sends it.
    package static func request(
        id: RequestID,
        method: String,
        _ params: JSONValue
    ) -> [UInt8] {
        request(id: id, method: method, canonical: CanonicalJSON.bytes(params))
    }

    /// The cancellation of an earlier request of the same connection.
    package static func cancel(_ id: RequestID) -> [UInt8] {
        notification(method: "$/cancel", ["id": id.value])
    }

    private static func begin(_ out: inout [UInt8], _ id: RequestID) {
        out.append(contentsOf: Part.requestStart)
        append(id, to: &out)
        out.append(contentsOf: Part.result)
    }

    static func append(_ id: RequestID?, to out: inout [UInt8]) {
        switch id {
        case .integer(let number): CanonicalJSON.append(integer: number, to: &out)
        case .string(let text): CanonicalJSON.append(string: text, to: &out)
        case nil: out.append(contentsOf: Part.null)
        }
    }

    /// The pieces of a line that never change.
    enum Part {
        static let error = Array(#"{"error":"#.utf8)
        static let id = Array(#","id":"#.utf8)
        static let versionAtEnd = Array(#","jsonrpc":"2.0"}"#.utf8)
        static let requestStart = Array(#"{"id":"#.utf8)
        static let requestMethod = Array(#","jsonrpc":"2.0","method":"#.utf8)
        static let result = Array(#","jsonrpc":"2.0","result":"#.utf8)
        static let notification = Array(#"{"jsonrpc":"2.0","method":"#.utf8)
        static let params = Array(#","params":"#.utf8)
        static let null = Array("null".utf8)
    }
}
