// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// An error as a client sees it: a kind, a sentence for people, and facts for programs.
///
/// Never holds personal data: facts are names, codes, numbers, types and lengths.
package struct WireError: Error, Sendable {
    /// What went wrong; gives code, exit status and advice to retry.
    package let kind: ErrorKind
    /// One sentence in the language of the request.
    package let message: String
    /// Facts beside `kind` and `retry`, in any order.
    package let data: [JSONMember]

    /// Spells out each part.
    package init(kind: ErrorKind, message: String, data: [JSONMember] = []) {
        self.kind = kind
        self.message = message
        self.data = data
    }

    /// The error object of a reply.
    package var object: JSONValue {
        var facts = data
        facts.append(JSONMember("kind", .string(kind.rawValue)))
        facts.append(JSONMember("retry", .string(kind.retry.rawValue)))
        return .object([
            JSONMember("code", .integer(kind.code)),
            JSONMember("data", .object(facts)),
            JSONMember("message", .string(message)),
        ])
    }

    /// The whole reply, canonical, without its LF.
    package func line(id: RequestID?) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(256)
        out.append(contentsOf: WireLine.Part.error)
        CanonicalJSON.append(object, to: &out)
        out.append(contentsOf: WireLine.Part.id)
        WireLine.append(id, to: &out)
        out.append(contentsOf: WireLine.Part.versionAtEnd)
        return out
    }
}

extension WireError {
    /// The line is not JSON as we take it.
    package static func parseError(_ error: JSONScanError, _ language: Language) -> WireError {
        WireError(
            kind: .parseError,
            message: WireText.parseError(error, language),
            data: [
                JSONMember("offset", .integer(Int64(error.offset))),
                JSONMember("problem", .string(error.problem.rawValue)),
            ]
        )
    }

    /// The line is JSON but no request.
    package static func invalidRequest(
        _ problem: EnvelopeProblem,
        _ language: Language
    ) -> WireError {
        var data = [JSONMember("problem", .string(problem.code))]
        if let remedy = problem.remedy(language) {
            data.append(JSONMember("remedy", ["text": .string(remedy)]))
        }
        if case .unknownMember(let name) = problem {
            let nearest = NearestNames.of(name, among: RequestParser.members)
            if !nearest.isEmpty {
                data.append(JSONMember("nearest", .array(nearest.map { .string($0) })))
            }
        }
        return WireError(kind: .invalidRequest, message: problem.message(language), data: data)
    }

    /// No such method, with the nearest names among those the daemon has.
    package static func methodNotFound(
        _ method: String,
        among names: some Sequence<String>,
        _ language: Language
    ) -> WireError {
        let nearest = NearestNames.of(method, among: names)
        return WireError(
            kind: .methodNotFound,
            message: language.pick(
                "Metode “\(WireText.short(method))” tidak dikenal.",
                "The method “\(WireText.short(method))” is not known."
            ),
            data: nearest.isEmpty
                ? [] : [JSONMember("nearest", .array(nearest.map { .string($0) }))]
        )
    }

    /// A param that does not fit, told by the decoder.
    ///
    /// `message`: the sentence of a value type that knows better than the general one.
    package static func invalidParams(
        _ error: JSONDecodingError,
        _ language: Language,
        message: String? = nil
    ) -> WireError {
        var data = [
            JSONMember("path", .string(error.pointer)),
            JSONMember("problem", .string(error.problem)),
        ]
        if !error.expected.isEmpty { data.append(JSONMember("expected", .string(error.expected))) }
        if !error.got.isEmpty { data.append(JSONMember("got", .string(error.got))) }
        if !error.nearest.isEmpty {
            data.append(JSONMember("nearest", .array(error.nearest.map { .string($0) })))
        }
        return WireError(
            kind: .invalidParams,
            message: message ?? WireText.invalidParams(error, language),
            data: data
        )
    }

    /// A line beyond the limit, in bytes.
    package static func lineTooLong(limitBytes: Int, _ language: Language) -> WireError {
        let limit = Civil.number(Int64(limitBytes), language)
        return WireError(
            kind: .lineTooLong,
            message: language.pick(
                "Baris melebihi \(limit) byte.",
                "The line is longer than \(limit) bytes."
            ),
            data: [JSONMember("limit", .integer(Int64(limitBytes)))]
        )
    }

    /// Not now.
    ///
    /// `what`: `starting`, `connections`, `writer`, `subscriptions`, `asOf` or `readOnly`.
    package static func busy(
        _ what: String,
        retryAfterMs: Int64,
        _ language: Language
    ) -> WireError {
        WireError(
            kind: .busy,
            message: WireText.busy(what, language),
            data: [
                JSONMember("retryAfterMs", .integer(retryAfterMs)),
                JSONMember("what", .string(what)),
            ]
        )
    }

    /// The daemon is stopping; nothing was executed.
    package static func draining(_ language: Language) -> WireError {
        WireError(
            kind: .draining,
            message: language.pick(
                "Server sedang berhenti; permintaan ini tidak dijalankan.",
                "The daemon is stopping; this request was not executed."
            )
        )
    }

    /// The kernel names a user whom the office does not; `hint` is `userNamespace` for uid 65534.
    package static func notAuthorised(
        uid: UInt32,
        hint: String? = nil,
        mayGrant: [String] = [],
        _ language: Language
    ) -> WireError {
        var data = [JSONMember("uid", .integer(Int64(uid)))]
        if let hint { data.append(JSONMember("hint", .string(hint))) }
        if !mayGrant.isEmpty {
            data.append(JSONMember("mayGrant", .array(mayGrant.map { .string($0) })))
        }
        return WireError(
            kind: .notAuthorised,
            message: language.pick(
                "Pengguna dengan uid \(uid) belum terdaftar sebagai operator.",
                "The user with uid \(uid) is not registered as an operator."
            ),
            data: data
        )
    }

    /// Cancelled before it was taken; nothing was executed.
    package static func cancelled(_ language: Language) -> WireError {
        WireError(
            kind: .cancelled,
            message: language.pick(
                "Permintaan dibatalkan sebelum dijalankan.",
                "The request was cancelled before it was executed."
            ),
            data: [JSONMember("committed", false)]
        )
    }

    /// The deadline passed before the request was taken; nothing was executed.
    package static func deadlineExceeded(waitedMs: Int64, _ language: Language) -> WireError {
        WireError(
            kind: .deadlineExceeded,
            message: language.pick(
                "Batas waktu terlewati sebelum permintaan dijalankan.",
                "The deadline passed before the request was executed."
            ),
            data: [JSONMember("committed", false), JSONMember("waitedMs", .integer(waitedMs))]
        )
    }
}
