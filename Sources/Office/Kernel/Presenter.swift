// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import Logging

/// Puts outcomes into the words and members of replies, in one language.
struct Presenter: Sendable {
    let texts: Texts
    let isTraining: Bool
    let language: Language
    /// The journal, where a failure that names its request is found by it.
    let logger: Logger

    // MARK: Results

    /// The reply line of a command.
    func line(
        _ id: RequestID,
        _ request: RequestFacts,
        _ outcome: Result<CommandResult, Failure>
    ) -> [UInt8] {
        switch outcome {
        case .success(let result):
            WireLine.result(id: id, .object(members(result)))
        case .failure(let failure): error(failure, request).line(id: id)
        }
    }

    /// The reply line of a query.
    func line(
        _ id: RequestID,
        _ request: RequestFacts,
        _ outcome: Result<QueryResult, Failure>
    ) -> [UInt8] {
        switch outcome {
        case .success(let result):
            var members = result.members
            var asOf = [
                JSONMember("position", .integer(result.position)),
                JSONMember("time", .string(OfficeClock.text(result.time))),
            ]
            if let date = result.date { asOf.append(JSONMember("date", .string(date.description))) }
            members.append(JSONMember("asOf", .object(asOf)))
            if !members.contains(where: { $0.name == "warnings" }) {
                members.append(JSONMember("warnings", .array([])))
            }
            return self.result(id, members)
        case .failure(let failure): return error(failure, request).line(id: id)
        }
    }

    /// A result line of members, with the training mark.
    func result(_ id: RequestID, _ members: [JSONMember]) -> [UInt8] {
        var members = members
        if isTraining, !members.contains(where: { $0.name == "training" }) {
            members.append(JSONMember("training", true))
        }
        return WireLine.result(id: id, .object(members))
    }

    private func members(_ result: CommandResult) -> [JSONMember] {
        let answer = try? JSONDocument(scanning: result.answer, limits: .unlimited)
        var members = answer?.root.value.members ?? []
        let events = result.events.map { event -> JSONValue in
            var facts = [JSONMember("type", .string(event.type))]
            if !event.stream.isEmpty { facts.append(JSONMember("stream", .string(event.stream))) }
            if !result.isDryRun {
                facts.append(JSONMember("streamVersion", .integer(event.streamVersion)))
                facts.append(JSONMember("position", .integer(event.position)))
            }
            return .object(facts)
        }
        members.append(JSONMember("events", .array(events)))
        members.append(JSONMember("warnings", .array(result.warnings.map(warning))))
        if result.isDryRun {
            members.append(JSONMember("dryRun", true))
        } else {
            members.append(JSONMember("position", .integer(result.events.last?.position ?? 0)))
            members.append(JSONMember("replayed", .bool(result.isReplayed)))
        }
        if let id = result.madeCommandID { members.append(JSONMember("commandId", .string(id))) }
        if isTraining { members.append(JSONMember("training", true)) }
        return members
    }

    /// A warning of the status, with what to do about it.
    func statusWarning(_ code: String, _ details: JSONValue) -> JSONValue {
        var members = [
            JSONMember("code", .string(code)),
            JSONMember("text", .string(texts.warning(code, details: details, language))),
        ]
        if let remedy = texts.filled("remedy." + code, with: details, language) {
            members.append(JSONMember("remedy", .string(remedy)))
        }
        return .object(members)
    }

    private func warning(_ warning: Warning) -> JSONValue {
        .object([
            JSONMember("code", .string(warning.code)),
            JSONMember("details", warning.details),
            JSONMember(
                "text",
                .string(texts.warning(warning.code, details: warning.details, language))
            ),
        ])
    }

    // MARK: Errors

    /// What a failure looks like on the wire.
    func error(_ failure: Failure, _ request: RequestFacts) -> WireError {
        if let fault = failure.fault {
            logger.error(
                "request failed",
                metadata: [
                    "request": "\(request.journalID)", "method": "\(request.method)",
                    "fault": "\(fault)",
                ]
            )
        }
        return switch failure {
        case .rejected(let rejection): self.rejected(rejection, request)
        case .versionConflict(let stream, let expected, let actual, let changedBy, let changedAt):
            worded(
                .versionConflict,
                [
                    JSONMember("stream", .string(stream)),
                    JSONMember("expected", Self.value(expected)),
                    JSONMember("actual", .integer(actual)),
                    changedBy.map { JSONMember("changedBy", .string($0)) },
                    changedAt.map { JSONMember("changedAt", .string(OfficeClock.text($0))) },
                ].compactMap(\.self)
            )
        case .invalidParams(let error): .invalidParams(Self.plain(error), language)
        case .notAuthorised(let uid, let mayGrant):
            advised(.notAuthorised(uid: uid, mayGrant: mayGrant, language))
        case .forbidden(let method, let needs): forbidden(method, needs)
        case .onlyTraining(let method):
            worded(
                .forbidden,
                [
                    JSONMember("method", .string(method)),
                    JSONMember("because", "notTrainingStore"),
                ]
            )
        case .commandIDReused(let position, let recordedAt):
            worded(
                .commandIdReused,
                [
                    position.map { JSONMember("position", .integer($0)) },
                    recordedAt.map { JSONMember("time", .string(OfficeClock.text($0))) },
                ].compactMap(\.self)
            )
        case .busy(let what): .busy(what, retryAfterMs: 100, language)
        case .draining: .draining(language)
        case .deadlineExceeded(let waited): .deadlineExceeded(waitedMs: waited, language)
        case .cancelled: .cancelled(language)
        case .storeFull(let used, let free):
            worded(
                .storeFull,
                [
                    JSONMember("mapUsedPermille", .integer(used)),
                    JSONMember("freeBytes", .integer(free)),
                    JSONMember("retryAfterMs", 1000),
                ]
            )
        case .storeIO: worded(.storeIO, [JSONMember("retryAfterMs", 1000), request.member])
        case .storeCorrupt(let fact, _): worded(.storeCorrupt, [fact, request.member])
        case .outcomeUnknown: worded(.outcomeUnknown, [request.member])
        case .projectionStale(let projection, let applied, let wanted):
            worded(
                .projectionStale,
                [
                    JSONMember("projection", .string(projection)),
                    JSONMember("applied", .integer(applied)),
                    JSONMember("wanted", .integer(wanted)),
                    JSONMember("lag", .integer(max(0, wanted - applied))),
                    JSONMember("retryAfterMs", 500),
                ]
            )
        case .cursorBeyondHead(let pointer, let head, let storeID):
            beyondHead(pointer, head, storeID)
        case .internal: worded(.internal, [request.member])
        case .quarantined:
            worded(.internal, [JSONMember("quarantined", true), request.member])
        }
    }

    private func beyondHead(_ pointer: String, _ head: Int64, _ storeID: String) -> WireError {
        let plain = WireError.invalidParams(
            JSONDecodingError(
                pointer: pointer,
                problem: "range",
                expected: "a position up to \(head)"
            ),
            language
        )
        return WireError(
            kind: plain.kind,
            message: plain.message,
            data: plain.data + [
                JSONMember("head", .integer(head)), JSONMember("storeId", .string(storeID)),
            ]
        )
    }

    private func rejected(_ rejection: Rejection, _ request: RequestFacts) -> WireError {
        switch rejection {
        case .notFound(let what, let id):
            worded(
                .notFound,
                [JSONMember("what", .string(what)), JSONMember("id", .string(id))]
            )
        case .versionConflict(let stream, let expected, let actual):
            worded(
                .versionConflict,
                [
                    JSONMember("stream", .string(stream)),
                    JSONMember("expected", Self.value(expected)),
                    JSONMember("actual", .integer(actual)),
                ]
            )
        case .invalid(let pointer, let problem, let expected):
            .invalidParams(
                JSONDecodingError(pointer: pointer, problem: problem, expected: expected),
                language
            )
        case .forbidden(let needs): forbidden(request.method, needs)
        case .refused(let refusal): refused(RefusalFacts(refusal), request)
        }
    }

    private func refused(_ facts: RefusalFacts, _ request: RequestFacts) -> WireError {
        if let fault = facts.fault { return error(.internal(fault), request) }
        let words = texts.refusal(
            facts.code,
            details: facts.details,
            request: request.line,
            language
        )
        var data = [
            JSONMember("refusal", .string(facts.code)),
            JSONMember("details", facts.details),
        ]
        if let remedy = remedy(words) { data.append(remedy) }
        return WireError(kind: .refused, message: words.message, data: data)
    }

    private func forbidden(_ method: String, _ needs: [Role]) -> WireError {
        worded(
            .forbidden,
            [
                JSONMember("method", .string(method)),
                JSONMember("needs", .array(needs.map { .string($0.rawValue) })),
            ]
        )
    }

    /// An error whose words are in the office's texts.
    private func worded(_ kind: ErrorKind, _ data: [JSONMember]) -> WireError {
        let words = texts.error(kind.rawValue, data: .object(data), language)
        return WireError(
            kind: kind,
            message: words.message,
            data: data + [remedy(words)].compactMap(\.self)
        )
    }

    /// An error of the wire with what the office's texts say to do about it.
    private func advised(_ plain: WireError) -> WireError {
        let words = texts.error(plain.kind.rawValue, data: .object(plain.data), language)
        return WireError(
            kind: plain.kind,
            message: plain.message,
            data: plain.data + [remedy(words)].compactMap(\.self)
        )
    }

    private func remedy(_ words: RefusalText) -> JSONMember? {
        guard let text = words.remedy else { return nil }
        var members = [JSONMember("text", .string(text))]
        if let cli = words.cli { members.append(JSONMember("cli", .string(cli))) }
        return JSONMember("remedy", .object(members))
    }

    private static func value(_ version: ExpectedVersion) -> JSONValue {
        switch version {
        case .any: "any"
        case .none: "none"
        case .exactly(let number): .integer(number)
        }
    }

    /// The breach of a value type in the words of the wire.
    private static func plain(_ error: JSONDecodingError) -> JSONDecodingError {
        guard let breach = error.underlying as? InvalidValue else { return error }
        return JSONDecodingError(
            pointer: error.pointer,
            problem: breach.problem,
            expected: breach.expected,
            got: error.got
        )
    }
}

/// What was asked, for errors and remedies that repeat it.
struct RequestFacts: Sendable {
    /// `noun.verb`.
    let method: String
    /// An id that is found in the journal too.
    let journalID: String
    private let request: Request
    private let positional: [String]
    private let personal: Set<String>

    init(
        method: String,
        journalID: String,
        request: Request,
        positional: [String],
        personal: Set<String>
    ) {
        self.method = method
        self.journalID = journalID
        self.request = request
        self.positional = positional
        self.personal = personal
    }

    /// The request without anything personal, for remedies.
    var line: RequestLine {
        let members = request.params?.value.members ?? []
        let shown = members.filter { !personal.contains($0.name) }
        return RequestLine(
            method: method,
            positional: positional,
            params: .object(shown),
            isPersonal: shown.count < members.count
        )
    }

    var member: JSONMember { JSONMember("request", .string(journalID)) }
}
