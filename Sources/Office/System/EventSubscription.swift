// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Dispatch
internal import Domain
internal import EventLog
internal import Logging
internal import Synchronization

/// Pushes events to a connection as they are recorded, at least once over reconnects.
struct SubscribeEvents: SystemMethod {
    static let contract = SystemContract(
        "events.subscribe",
        isForService: true,
        words: ["events", "tail"]
    )
    typealias Item = SubscriptionItem

    let after: LogPosition?
    let types: [EventPattern]?
    let category: EventPattern?
    let stream: EventPattern?

    func perform(_ call: SystemCall) {
        let office = call.office
        let head = office.feed.head
        let start = UInt64(after?.value ?? Int64(head.position))
        guard start <= head.position else {
            return call.reply(.failure(office.beyondHead("/after")))
        }
        guard (types ?? []).count <= 32 else {
            return call.reply(
                .failure(
                    .rejected(
                        .invalid(pointer: "/types", problem: "length", expected: "at most 32")
                    )
                )
            )
        }
        let filter = EventView.Filter(
            types: (types ?? []).map(\.text),
            category: category?.text,
            stream: stream?.text
        )
        let subscription = EventSubscription(call, filter, after: start)
        guard call.session.add(subscription, limit: office.settings.subscriptionsPerConnection)
        else { return call.reply(.failure(.busy(what: "subscriptions"))) }
        call.reply(
            .success([
                JSONMember("subscription", .string(subscription.id)),
                JSONMember("after", .integer(Int64(start))),
                JSONMember("head", .integer(Int64(head.position))),
                JSONMember("storeId", .string(office.store.log.storeID.text)),
            ])
        )
        subscription.begin()
    }
}

/// One subscription of a connection: follows the head on pool threads, never faster than the
/// client reads.
final class EventSubscription: Sendable {
    private struct State {
        var position: UInt64
        var toldAt: UInt64
        var ticket = 0
        var isEnded = false
        var hasCaughtUp = false
    }

    /// Bytes not taken by the client beyond which nothing more is sent: 1,000 usual events.
    ///
    /// So a page for each of eight subscriptions still fits into the 4 MiB of a connection.
    private static let backlogBytesMax = 512 << 10
    /// How long a client may take nothing at all before it is told that it lags.
    private static let patienceMilliseconds = 1000
    private static let glanceMilliseconds = 20
    private static let skippedMax: UInt64 = 1000

    let id: String
    let request: RequestID
    private let office: Office
    private let session: OfficeSession
    private let filter: EventView.Filter
    private let state: Mutex<State>

    init(_ call: SystemCall, _ filter: EventView.Filter, after position: UInt64) {
        var random = SystemRandomNumberGenerator()
        id =
            EventID.make(unixMilliseconds: call.office.clock.microseconds() / 1000, using: &random)
            .text
        request = call.request.id
        office = call.office
        session = call.session
        self.filter = filter
        state = Mutex(State(position: position, toldAt: position))
    }

    /// Starts to deliver.
    func begin() {
        office.meter.followers(changedBy: 1)
        deliver()
        beat()
    }

    /// Ends without another notification unless a reason is given.
    func end(reason: String? = nil) {
        let (isFirst, ticket, position) = state.withLock { state in
            defer { state.isEnded = true }
            return (!state.isEnded, state.ticket, state.position)
        }
        guard isFirst else { return }
        office.meter.followers(changedBy: -1)
        office.feed.forget(ticket)
        session.remove(self)
        if let reason {
            send(
                "events.ended",
                ["reason": .string(reason), "resumeAfter": .integer(Int64(position))]
            )
        }
    }

    private func deliver() {
        guard !state.withLock(\.isEnded) else { return }
        let isTaken = office.pool.perform { [self] in
            guard !state.withLock(\.isEnded) else { return }
            let backlog = session.backlogBytes()
            guard backlog < Self.backlogBytesMax else { return waitForRoom(backlog, since: .now()) }
            let start = state.withLock(\.position)
            let page: Office.EventPage
            do {
                guard let caller = try office.caller(of: session) else {
                    return end(reason: "roleRevoked")
                }
                page = try office.page(after: start, filter, 500, caller)
            } catch {
                return fail(error)
            }
            for row in page.rows {
                notify("events.event", ["event": row])
            }
            let isBehind = page.next < office.feed.head.position
            let skipped = state.withLock { state -> Bool in
                state.position = page.next
                if !page.rows.isEmpty { state.toldAt = page.next }
                guard page.next - state.toldAt >= Self.skippedMax else { return false }
                state.toldAt = page.next
                return true
            }
            if skipped { tellPosition("events.heartbeat") }
            if isBehind { return deliver() }
            let isFirst = state.withLock { state in
                defer { state.hasCaughtUp = true }
                return !state.hasCaughtUp
            }
            if isFirst { tellPosition("events.caughtUp") }
            let ticket = office.feed.whenBeyond(page.next) { [self] _ in deliver() }
            state.withLock { $0.ticket = ticket }
        }
        // Too much waits: later is not too late, and nothing else would begin again.
        if !isTaken { glanceLater { [self] in deliver() } }
    }

    private func glanceLater(_ body: @escaping @Sendable () -> Void) {
        let glance = DispatchTimeInterval.milliseconds(Self.glanceMilliseconds)
        DispatchQueue.global().asyncAfter(deadline: .now() + glance, execute: body)
    }

    /// Goes on when the client has made room; one that takes nothing for too long lags.
    private func waitForRoom(_ backlog: Int, since start: DispatchTime) {
        glanceLater { [self] in
            guard !state.withLock(\.isEnded) else { return }
            let left = session.backlogBytes()
            if left < Self.backlogBytesMax { return deliver() }
            // Another subscription of the connection may have added; only less is progress.
            if left < backlog { return waitForRoom(left, since: .now()) }
            let patience = DispatchTimeInterval.milliseconds(Self.patienceMilliseconds)
            if .now() > start + patience { return lag() }
            waitForRoom(left, since: start)
        }
    }

    private func beat() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(30)) { [self] in
            guard !state.withLock(\.isEnded) else { return }
            do {
                guard try office.caller(of: session) != nil else {
                    return end(reason: "roleRevoked")
                }
            } catch {
                return fail(error)
            }
            tellPosition("events.heartbeat")
            beat()
        }
    }

    private func lag() {
        let position = state.withLock(\.position)
        notify("events.lagged", ["resumeAfter": .integer(Int64(position))])
        end()
    }

    /// Ends what cannot be read on; the client learns where to resume, the journal why.
    private func fail(_ error: any Error) {
        office.logger.error("following ended", metadata: ["fault": "\(Fault(error))"])
        end(reason: "internal")
    }

    private func tellPosition(_ method: String) {
        notify(method, ["position": .integer(Int64(state.withLock(\.position)))])
    }

    /// Nothing is sent any more once it has ended.
    private func notify(_ method: String, _ params: [String: JSONValue]) {
        state.withLock { state in
            if !state.isEnded { send(method, params) }
        }
    }

    private func send(_ method: String, _ params: [String: JSONValue]) {
        var members = params.map { JSONMember($0.key, $0.value) }
        members.append(JSONMember("subscription", .string(id)))
        session.notify(WireLine.notification(method: method, .object(members)))
    }
}
