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
        Presenter(
            texts: .office,
            isTraining: isTraining,
            language: language,
            logger: logger
        )
    }

    func facts(_ request: Request) -> RequestFacts {
        let number = requests.add(1, ordering: .relaxed).newValue
        return RequestFacts(
            method: request.method,
            journalID: String(startedAt / 1_000_000, radix: 36) + "-" + String(number, radix: 36),
            request: request,
            positional: methods.commands[request.method]?.contract.positional ?? [],
            personal: methods.personalParams.of(request.method)
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
            let arrived = DispatchTime.now().uptimeNanoseconds
            let task = CommandTask(
                method: method,
                command: command,
                reserved: reserved,
                digest: digest,
                request: request,
                session: session
            ) { [self] outcome in
                session.end(request.id)
                let took = DispatchTime.microseconds(since: arrived)
                reply { [self] in
                    count(outcome, of: request.method, session)
                    tell(outcome, facts, session, microseconds: took)
                    return presenter.line(request.id, facts, outcome)
                }
            }
            session.begin(task, request.id)
            guard phase != .draining else { return task.finish(.failure(.draining)) }
            guard phase != .readOnly else {
                return task.finish(.failure(.busy(what: "readOnly")))
            }
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
        let asked = AskedQuery(
            method: method,
            query: try method.decode(request.document, request.params),
            reserved: reserved,
            refs: method.refs(request.params),
            purpose: request.params?.member("purpose")?.string,
            params: .object(
                (request.params?.value.members ?? []).filter {
                    !ReservedParams.ofQueries.contains($0.name)
                }
            ),
            language: presenter.language
        )
        let facts = facts(request)
        return .query { [self] reply in
            let arrived = DispatchTime.now().uptimeNanoseconds
            let isTaken = pool.perform { [self] in
                answer(asked, arrived, session) { [self] outcome in
                    reply { [self] in
                        count(outcome, of: request.method, session)
                        let line = presenter.line(request.id, facts, outcome)
                        let took = DispatchTime.microseconds(since: arrived)
                        meter.queryTimes.add(request.method, microseconds: took)
                        let isReport = request.method.hasPrefix("report.")
                        meter.took(took, isReport ? .report : .query)
                        tellIfSlow(facts, session, microseconds: took)
                        return line
                    }
                }
            }
            if !isTaken {
                reply { presenter.error(.busy(what: "queries"), facts).line(id: request.id) }
            }
        }
    }

    /// Answers a query, and puts the look or the denial on record before the answer leaves.
    private func answer(
        _ asked: AskedQuery,
        _ arrived: UInt64,
        _ session: OfficeSession,
        _ deliver: @escaping @Sendable (Result<QueryResult, Failure>) -> Void
    ) {
        var caller: Caller?
        do throws(Failure) {
            feed.awaitRecorded()
            try awaitPosition(asked.reserved)
            let deadline = queryCaps.deadline(
                arrived,
                asked.reserved,
                method: asked.method.contract.method
            )
            let result = try queries.run(asked, session, deadline, caller: &caller)
            meter.readTimes.add(
                asked.method.contract.method,
                microseconds: DispatchTime.microseconds(since: arrived)
            )
            guard let look = result.look else { return deliver(.success(result)) }
            record(look) { deliver($0.map(result.recorded)) }
        } catch {
            endIfDistrusted(error)
            guard case .rejected(.notFound(let what, let id)) = error, let caller,
                asked.method.recordsDenials
            else { return deliver(.failure(error)) }
            recordDenial(of: id, what, asked.method.contract, caller) { deliver(.failure(error)) }
        }
    }

    /// Counts what was turned away, and tells the journal of methods that are not the caller's.
    func count<Success>(
        _ outcome: Result<Success, Failure>,
        of method: String,
        _ session: OfficeSession
    ) {
        meter.answered(outcome, of: method)
        if case .failure(let failure) = outcome {
            denials.note(failure, of: method, session, at: clock.microseconds())
        }
    }

    /// Ends the daemon when a query met damaged rows; the restart builds them anew.
    private func endIfDistrusted(_ failure: Failure) {
        guard case .projectionStale("views", _, _) = failure else { return }
        hooks.onFatal(.viewsDistrusted("a row of the views is damaged"))
    }

    /// Commits the record of a look; answers its position, or why nothing may be shown.
    private func record(
        _ look: Look,
        _ deliver: @escaping @Sendable (Result<Int64, Failure>) -> Void
    ) {
        let event = PendingEvent(event: look.event, stream: AccessEvent.stream(clock.today))
        let task = RecordTask(
            events: { _ in [event] },
            actor: look.caller.operator,
            reason: look.reason
        ) { deliver($0.mapError(\.asUnrecorded)) }
        if !writer.inbox.put(.record(task), beyondCapacity: true) {
            deliver(.failure(.busy(what: "writer")))
        }
    }

    /// Commits the record of a denial; its failure changes nothing for whoever was denied.
    private func recordDenial(
        of id: String,
        _ what: String,
        _ contract: QueryContract,
        _ caller: Caller,
        _ deliver: @escaping @Sendable () -> Void
    ) {
        let clock = clock
        let task = RecordTask(
            events: { rows in
                let denial = rows.denial(
                    operator: caller.operator,
                    method: contract.method,
                    action: contract.recordedAs ?? "read",
                    ref: id,
                    kind: what,
                    at: clock.now
                )
                let stream = AccessEvent.stream(clock.today)
                return denial.map { [PendingEvent(event: $0, stream: stream)] } ?? []
            },
            actor: caller.operator
        ) { _ in deliver() }
        if !writer.inbox.put(.record(task), beyondCapacity: true) { deliver() }
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

extension DispatchTime {
    /// Microseconds since a moment of the monotonic clock, which counts nanoseconds.
    fileprivate static func microseconds(since moment: UInt64) -> Int64 {
        Int64((now().uptimeNanoseconds - moment) / 1000)
    }
}

extension Failure {
    /// What is told when a look could not be put on record: to come back later.
    fileprivate var asUnrecorded: Failure {
        if case .storeFull = self { return self }
        if case .outcomeUnknown = self { return self }
        return .busy(what: "writer")
    }
}
