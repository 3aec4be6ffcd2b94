// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
package import ControlProtocol
internal import Dispatch
internal import Domain
internal import EventLog
internal import Keyring
internal import Projections
internal import Synchronization

// From a request to its reply: params are read here, and the work goes to the writer or a reader.

extension Office {
    /// Takes what makes the reply line, once; the line is made where the connection is served.
    package typealias ReplySink = @Sendable (@escaping @Sendable () -> [UInt8]) -> Void

    /// What a request turned out to be once its params were read.
    package enum Prepared: Sendable {
        /// A finished reply line.
        case answered([UInt8])
        /// To be handed over at once: takes the call back for the reply line.
        case command(@Sendable (@escaping ReplySink) -> Void)
        /// To be started when everything before it was answered.
        case query(@Sendable (@escaping ReplySink) -> Void)
    }

    /// Reads a request; computes only, never waits.
    package func prepare(_ request: Request, in session: OfficeSession) -> Prepared {
        let reserved: ReservedParams
        do throws(JSONDecodingError) {
            reserved = try ReservedParams(request.params)
        } catch {
            let asked = request.params?.member("lang")?.string.flatMap(Language.init(rawValue:))
            let presenter = self.presenter(asked ?? language(of: session))
            return .answered(
                presenter.error(.invalidParams(error), facts(request)).line(id: request.id)
            )
        }
        let presenter = self.presenter(reserved.language ?? language(of: session))
        do throws(JSONDecodingError) {
            if let method = methods.commands[request.method] {
                return try command(method, request, reserved, session, presenter)
            }
            if let method = methods.queries[request.method] {
                return try query(method, request, reserved, session, presenter)
            }
            if let method = system[request.method] {
                return try call(method, request, reserved, session, presenter)
            }
        } catch {
            return .answered(
                presenter.error(.invalidParams(error), facts(request)).line(id: request.id)
            )
        }
        let names = Array(methods.commands.keys) + Array(methods.queries.keys) + Array(system.keys)
        return .answered(
            WireError.methodNotFound(request.method, among: names.sorted(), presenter.language)
                .line(id: request.id)
        )
    }

    func presenter(_ language: Language) -> Presenter {
        Presenter(texts: .office, isTraining: isTraining, language: language)
    }

    func facts(_ request: Request) -> RequestFacts {
        let number = requests.add(1, ordering: .relaxed).newValue
        return RequestFacts(
            method: request.method,
            journalID: String(startedAt / 1_000_000, radix: 36) + "-" + String(number, radix: 36),
            request: request,
            positional: methods.commands[request.method]?.contract.positional ?? []
        )
    }

    private func command(
        _ method: CommandMethod,
        _ request: Request,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ presenter: Presenter
    ) throws(JSONDecodingError) -> Prepared {
        let command = try method.decode(request.document, request.params)
        let digest = keyedDigest(request)
        let facts = facts(request)
        return .command { [self] reply in
            let task = CommandTask(
                method: method,
                command: command,
                reserved: reserved,
                digest: digest,
                request: request,
                session: session
            ) { outcome in
                session.end(request.id)
                reply { presenter.line(request.id, facts, outcome) }
            }
            session.begin(task, request.id)
            guard phase != .draining else { return task.finish(.failure(.draining)) }
            if !writer.inbox.put(.command(task)) {
                task.finish(.failure(.busy(what: "writer")))
            }
        }
    }

    /// The keyed digest of method and params as sent.
    private func keyedDigest(_ request: Request) -> Digest32 {
        var canonical = Array("{\"method\":".utf8)
        CanonicalJSON.append(string: request.method, to: &canonical)
        canonical.append(contentsOf: Array(",\"params\":".utf8))
        if let params = request.params {
            params.appendCanonicalBytes(leavingOut: ReservedParams.outsideDigest, to: &canonical)
        } else {
            canonical.append(contentsOf: Array("{}".utf8))
        }
        canonical.append(UInt8(ascii: "}"))
        return Digest32(store.keyring.digest(Digest32(hashing: canonical).bytes)) ?? .zero
    }

    private func query(
        _ method: QueryMethod,
        _ request: Request,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ presenter: Presenter
    ) throws(JSONDecodingError) -> Prepared {
        let query = try method.decode(request.document, request.params)
        let facts = facts(request)
        let filters = method.filters(request.params)
        return .query { [self] reply in
            let arrived = DispatchTime.now().uptimeNanoseconds
            let isTaken = pool.perform { [self] in
                let outcome: Result<QueryResult, Failure>
                feed.awaitRecorded()
                do throws(Failure) {
                    try awaitPosition(reserved)
                    let deadline = queryCaps.deadline(
                        arrived,
                        reserved,
                        method: method.contract.method
                    )
                    outcome = .success(
                        try queries.run(
                            method,
                            query,
                            reserved,
                            session,
                            deadline,
                            filters: filters
                        )
                    )
                } catch {
                    outcome = .failure(error)
                    endIfDistrusted(error)
                }
                record(outcome) { recorded in
                    reply { presenter.line(request.id, facts, recorded) }
                }
            }
            if !isTaken {
                reply { presenter.error(.busy(what: "queries"), facts).line(id: request.id) }
            }
        }
    }

    /// Ends the daemon when a query met damaged rows; the restart builds them anew.
    private func endIfDistrusted(_ failure: Failure) {
        guard case .projectionStale("views", _, _) = failure else { return }
        hooks.onFatal(.viewsDistrusted("a row of the views is damaged"))
    }

    /// Commits the access record of an answer that needs one, before the answer leaves.
    private func record(
        _ outcome: Result<QueryResult, Failure>,
        _ deliver: @escaping @Sendable (Result<QueryResult, Failure>) -> Void
    ) {
        guard case .success(let result) = outcome, let look = result.look else {
            return deliver(outcome)
        }
        let event = AccessRecord.event(look)
        let day = clock.today
        let task = RecordTask(
            events: [PendingEvent(event: event, stream: AccessEvent.stream(day))],
            actor: look.caller.operator,
            reason: look.reason
        ) { failure in
            deliver(failure.map { .failure($0) } ?? outcome)
        }
        if !writer.inbox.put(.record(task), beyondCapacity: true) {
            deliver(.failure(.busy(what: "writer")))
        }
    }

    /// Waits until the rows include a position the caller has seen.
    private func awaitPosition(_ reserved: ReservedParams) throws(Failure) {
        guard let wanted = reserved.atLeast, wanted > headPosition else { return }
        let patience = min(reserved.deadlineMilliseconds ?? 30_000, 30_000)
        guard feed.waitUntil(UInt64(wanted), milliseconds: patience) else {
            throw .projectionStale(projection: "streams", applied: headPosition, wanted: wanted)
        }
    }
}
