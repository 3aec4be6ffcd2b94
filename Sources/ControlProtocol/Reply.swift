// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// What one line from the daemon turned out to be.
package enum Reply: Sendable {
    /// The request with this id was done.
    case result(id: RequestID, JSONNode)
    /// It was not; `id` is nil when the daemon could not tell which request it was.
    case failure(id: RequestID?, ReplyError)
    /// Something the client did not ask for just now.
    case notification(method: String, params: JSONNode)

    /// Reads a line without its LF; nil when it is no reply of this protocol.
    ///
    /// Members that are not known are let through, as the protocol asks of clients.
    package init?(line: [UInt8]) {
        guard let document = try? JSONDocument(scanning: line, limits: .unlimited),
            document.root.kind == .object
        else { return nil }
        let root = document.root
        let id: RequestID?
        if let number = root["id"]?.integer {
            id = .integer(number)
        } else if let text = root["id"]?.string {
            id = .string(text)
        } else {
            id = nil
        }
        if let result = root["result"], let id {
            self = .result(id: id, result)
        } else if let error = root["error"].flatMap({ ReplyError(node: $0) }) {
            self = .failure(id: id, error)
        } else if let method = root["method"]?.string, let params = root["params"] {
            self = .notification(method: method, params: params)
        } else {
            return nil
        }
    }
}

/// An error as the client received it; its kind may be newer than this program.
package struct ReplyError: Error, Sendable {
    /// The number on the wire.
    package let code: Int64
    /// The sentence for people.
    package let message: String
    /// The whole error object, for output exactly as received.
    package let node: JSONNode

    init?(node: JSONNode) {
        guard let code = node["code"]?.integer else { return nil }
        self.code = code
        message = node["message"]?.string ?? ""
        self.node = node
    }

    /// The facts for programs.
    package var data: JSONNode? { node["data"] }

    /// The word of the kind, known or not.
    package var kindName: String? { data?["kind"]?.string }

    /// The kind, when this program knows it.
    package var kind: ErrorKind? { kindName.flatMap(ErrorKind.init) }

    /// The code of a refusal by the office's rules.
    package var refusal: String? { data?["refusal"]?.string }

    /// What to do about it.
    package var remedy: (text: String, command: String?)? {
        guard let remedy = data?["remedy"], let text = remedy["text"]?.string else { return nil }
        return (text, remedy["cli"]?.string)
    }

    /// The advice to retry; an unknown word means never.
    package var retry: ErrorKind.Retry {
        data?["retry"]?.string.flatMap(ErrorKind.Retry.init) ?? .never
    }

    /// How long to wait before a retry, when the daemon says so.
    package var retryAfterMs: Int64? { data?["retryAfterMs"]?.integer }

    /// The exit status of the client; a refusal may bring its own in the catalogue.
    package var exitStatus: Int32 { kind?.exitStatus ?? ErrorKind.exitStatus(forCode: code) }
}
