// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// What the client calls its request; the reply carries it back.
package enum RequestID: Sendable, Hashable {
    case integer(Int64)
    /// 1–64 bytes.
    case string(String)

    /// The same as a JSON value.
    package var value: JSONValue {
        switch self {
        case .integer(let number): .integer(number)
        case .string(let text): .string(text)
        }
    }
}

/// One request whose envelope is in order; its params are not looked at yet.
package struct Request: Sendable {
    /// What the reply will carry back.
    package let id: RequestID
    /// `noun.verb`, as asked; may name no method at all.
    package let method: String
    /// The scanned line.
    package let document: JSONDocument
    /// The params object; nil when it was left out.
    package let params: JSONNode?

    /// Spells out each part.
    package init(id: RequestID, method: String, document: JSONDocument, params: JSONNode?) {
        self.id = id
        self.method = method
        self.document = document
        self.params = params
    }
}

/// What one line from a client turned out to be.
package enum Incoming: Sendable {
    /// To be answered by the application.
    case request(Request)
    /// `$/cancel` of an earlier request.
    case cancel(RequestID)
    /// A notification nobody knows, or a cancel of nothing.
    case ignored
    /// To be answered with this error at its place in the order.
    case invalid(WireError, id: RequestID?)

    /// True for a line that is no request at all: it counts towards closing the connection.
    package var isMalformed: Bool {
        guard case .invalid(let error, _) = self else { return false }
        return error.kind == .parseError || error.kind == .invalidRequest
    }
}

/// Reads one line into a request or the error that answers it.
package enum RequestParser {
    /// The members an envelope may have.
    package static let members = ["id", "jsonrpc", "method", "params"]

    /// Reads a line without its LF; a CR at its end is fine.
    ///
    /// Any thread, no state. `language`: of the sentences in errors, asked for only then.
    package static func parse(line: [UInt8], language: @autoclosure () -> Language = .id)
        -> Incoming
    {
        let document: JSONDocument
        do throws(JSONScanError) {
            document = try JSONDocument(scanning: line)
        } catch {
            return .invalid(.parseError(error, language()), id: nil)
        }
        let root = document.root
        switch root.kind {
        case .object: break
        case .array: return .invalid(.invalidRequest(.batch, language()), id: nil)
        default: return .invalid(.invalidRequest(.notAnObject, language()), id: nil)
        }
        return envelope(root, document, language)
    }

    private static func envelope(
        _ root: JSONNode,
        _ document: JSONDocument,
        _ language: () -> Language
    ) -> Incoming {
        let id = root.member("id").flatMap(requestID)
        let method = root.member("method")?.string
        if id == nil, let method, method.utf8.starts(with: "$/".utf8), root.member("id") == nil {
            guard method == "$/cancel",
                let target = root.member("params")?.member("id").flatMap(requestID)
            else { return .ignored }
            return .cancel(target)
        }
        guard let id else { return .invalid(.invalidRequest(.idMissing, language()), id: nil) }
        guard root.member("jsonrpc")?.string == "2.0" else {
            return .invalid(.invalidRequest(.version, language()), id: id)
        }
        let params = root.member("params")
        let expected = params == nil ? 3 : 4
        guard let method else {
            return .invalid(.invalidRequest(.methodMissing, language()), id: id)
        }
        if root.count != expected,
            let unknown = root.members.first(where: { !members.contains($0.name) })
        {
            return .invalid(.invalidRequest(.unknownMember(unknown.name), language()), id: id)
        }
        if let params, params.kind != .object {
            let problem = JSONDecodingError(
                pointer: "",
                problem: JSONDecodingError.Problem.type,
                expected: JSONKind.object.name,
                got: params.kind.name
            )
            return .invalid(.invalidParams(problem, language()), id: id)
        }
        return .request(Request(id: id, method: method, document: document, params: params))
    }

    private static func requestID(_ node: JSONNode) -> RequestID? {
        if let number = node.integer { return .integer(number) }
        guard 1...64 ~= node.stringByteCount, let text = node.string else { return nil }
        return .string(text)
    }
}
