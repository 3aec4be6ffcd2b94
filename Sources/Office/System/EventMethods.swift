// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections
internal import Synchronization

/// A position in the log, from 0 on.
struct LogPosition: IntegerValue {
    let value: Int64
    init(_ value: Int64) { self.value = value }
    static let range: ClosedRange<Int64> = 0...(1 << 53 - 1)
    static let schema = ValueSchema(
        "Position",
        .integer(minimum: 0, maximum: 1 << 53 - 1),
        column: "integer"
    )
}

/// A glob over event types, a category, or a stream.
struct EventPattern: TextValue {
    let text: String
    init(trusted text: String) { self.text = text }
    static let schema = ValueSchema(
        "EventPattern",
        .string(minimum: 1, maximum: 128, pattern: nil),
        column: "text"
    )
    static let sample = EventPattern(trusted: "count.*")
    static func check(_ text: String) throws(InvalidValue) { try TextRule.check(text, 1...128) }
}

/// Rows one call of `events.read` may give.
struct PageLimit: IntegerValue {
    let value: Int64
    init(_ value: Int64) { self.value = value }
    static let range: ClosedRange<Int64> = 1...1000
    static let schema = ValueSchema(
        "Limit",
        .integer(minimum: 1, maximum: 1000),
        column: "integer"
    )
}

/// The event types in the log, with how often and where.
struct ListEventTypes: SystemMethod {
    static let contract = SystemContract(
        "events.types",
        columns: ["title": 1, "count": 1, "category": 4, "first": 5, "last": 3, "schemaVersion": 9]
    )

    struct Item: Codable, Sendable {
        let type: String
        let schemaVersion: Int64
        let category: String
        let count: Int64
        let first: Int64?
        let last: Int64?
        let title: String
    }

    let category: EventPattern?

    func perform(_ call: SystemCall) {
        guard let reader = try? ViewReader(call.office.store.views) else {
            return call.reply(.failure(.storeIO))
        }
        let counts = reader.rows(EventTypeRow.self)
        let items = counts.filter { category == nil || $0.category == category?.text }
            .map { row in
                Item(
                    type: row.type,
                    schemaVersion: 1,
                    category: row.category,
                    count: row.count,
                    first: row.first,
                    last: row.last,
                    title: Texts.office.title(event: row.type, call.language)
                )
            }
        call.rows(items)
    }
}

/// The events of one command, or one event.
struct ShowEvents: SystemMethod {
    static let contract = SystemContract(
        "events.show",
        positional: ["commandId"],
        columns: EventItem.columns
    )
    typealias Item = EventItem

    let position: LogPosition?
    let eventId: EventPattern?
    let commandId: EventPattern?

    func perform(_ call: SystemCall) {
        guard [position != nil, eventId != nil, commandId != nil].filter(\.self).count == 1 else {
            return call.reply(
                .failure(
                    .rejected(
                        .invalid(
                            pointer: "",
                            problem: "missing",
                            expected: "one of position, eventId, commandId"
                        )
                    )
                )
            )
        }
        do {
            let reader = try ViewReader(call.office.store.views)
            let log = call.office.store.log
            let snapshot = try log.environment.beginRead()
            var start = position?.value ?? 0
            if let commandId {
                start = reader.row(ReceiptRow.self, ReceiptRow.key(commandId.text))?.position ?? 0
            } else if let eventId {
                start = try position(of: eventId.text, log, UInt64(reader.appliedPosition))
            }
            guard start > 0, start <= reader.appliedPosition, let caller = call.caller,
                let first = try log.read(UInt64(start), snapshot)
            else { return answer(call, []) }
            var events = [first]
            var next = UInt64(start) + 1
            while commandId != nil, let more = try log.read(next, snapshot),
                more.event.commandID == first.event.commandID
            {
                events.append(more)
                next += 1
            }
            let view = EventView(
                caller: caller,
                facts: reader,
                keyring: call.office.store.keyring
            )
            let shown = events.compactMap(view.value)
            if let failure = reader.failure { throw failure }
            answer(call, shown)
        } catch {
            call.reply(.failure(Failure(reading: error)))
        }
    }

    private func position(of id: String, _ log: EventLog, _ head: UInt64) throws -> Int64 {
        var found: Int64 = 0
        let snapshot = try log.environment.beginRead()
        try log.scan(from: 1, through: head, snapshot, verify: false) { recorded in
            if recorded.event.eventID.text == id { found = Int64(recorded.position) }
            return found == 0
        }
        return found
    }

    private func answer(_ call: SystemCall, _ events: [JSONValue]) {
        call.reply(
            .success([
                JSONMember("found", .bool(!events.isEmpty)),
                JSONMember("rows", .array(events)),
            ])
        )
    }
}

/// Events after a position; waits for more when there are none.
struct ReadEvents: SystemMethod {
    static let contract = SystemContract(
        "events.read",
        isForService: true,
        columns: EventItem.columns
    )
    typealias Item = EventItem

    let after: LogPosition?
    let limit: PageLimit?
    let waitMs: WaitMilliseconds?
    let types: [EventPattern]?
    let category: EventPattern?
    let stream: EventPattern?

    func perform(_ call: SystemCall) {
        let start = UInt64(after?.value ?? 0)
        let head = call.office.feed.head
        guard start <= head.position else {
            return call.reply(.failure(call.office.beyondHead("/after")))
        }
        let filter = EventView.Filter(
            types: (types ?? []).map(\.text),
            category: category?.text,
            stream: stream?.text
        )
        let rowsMax = Int(limit?.value ?? 100)
        let page: Office.EventPage
        do {
            page = try call.office.page(after: start, filter, rowsMax, call.caller)
        } catch {
            return call.reply(.failure(Failure(reading: error)))
        }
        let patience = waitMs?.value ?? 0
        guard page.rows.isEmpty, patience > 0 else { return answer(call, page) }
        let seen = Seen(page.next)
        // Not the head: what was recorded meanwhile may not have been looked at yet.
        let wait = Wait(call) { .success(Self.members(seen.page)) }
        follow(call, wait, seen, filter, rowsMax)
        wait.endAfter(milliseconds: patience)
    }

    /// How far a wait has looked without finding anything visible.
    private final class Seen: Sendable {
        private let position: Atomic<UInt64>

        init(_ position: UInt64) { self.position = Atomic(position) }

        var last: UInt64 {
            get { position.load(ordering: .acquiring) }
            set { position.store(newValue, ordering: .releasing) }
        }

        /// Nothing, and where to go on.
        var page: Office.EventPage { Office.EventPage(rows: [], next: last) }
    }

    /// Looks again whenever the head moves, until something visible was recorded.
    private func follow(
        _ call: SystemCall,
        _ wait: Wait,
        _ seen: Seen,
        _ filter: EventView.Filter,
        _ rowsMax: Int
    ) {
        let office = call.office
        let ticket = office.feed.whenBeyond(seen.last) { _ in
            let isTaken = office.pool.perform {
                let page: Office.EventPage
                do {
                    page = try office.page(after: seen.last, filter, rowsMax, call.caller)
                } catch {
                    return wait.end(.failure(Failure(reading: error)))
                }
                if page.rows.isEmpty {
                    seen.last = page.next
                    follow(call, wait, seen, filter, rowsMax)
                } else {
                    wait.end(.success(Self.members(page)))
                }
            }
            // Too much waits: the client asks again, from where this one has come.
            if !isTaken { wait.giveUp() }
        }
        wait.onEnd { office.feed.forget(ticket) }
    }

    private func answer(_ call: SystemCall, _ page: Office.EventPage) {
        call.reply(.success(Self.members(page)))
    }

    private static func members(_ page: Office.EventPage) -> [JSONMember] {
        [
            JSONMember("rows", .array(page.rows)),
            JSONMember("next", .integer(Int64(page.next))),
        ]
    }
}

extension Office {
    /// Visible events of a stretch of the log.
    struct EventPage: Sendable {
        let rows: [JSONValue]
        /// The last position looked at.
        let next: UInt64
    }

    /// Records looked at in one transaction at most.
    private static let recordsPerPage: UInt64 = 500

    /// Visible events after a position.
    func page(
        after start: UInt64,
        _ filter: EventView.Filter,
        _ rowsMax: Int,
        _ caller: Caller?
    ) throws -> EventPage {
        guard let caller else { throw Failure.storeIO }
        var rows: [JSONValue] = []
        var next = start
        let head = feed.head.position
        while rows.count < rowsMax, next < head {
            let reader = try ViewReader(store.views)
            let view = EventView(caller: caller, facts: reader, keyring: store.keyring)
            let end = min(next + Self.recordsPerPage, head)
            let snapshot = try store.log.environment.beginRead()
            try store.log.scan(from: next + 1, through: end, snapshot) { recorded in
                next = recorded.position
                if filter.matches(recorded.event), let value = view.value(recorded) {
                    rows.append(value)
                }
                return rows.count < rowsMax
            }
            // A name is hidden by what the rows say of it: none counts as absent.
            if let failure = reader.failure { throw failure }
            if rows.isEmpty, next - start >= 100_000 { break }
        }
        return EventPage(rows: rows, next: next)
    }

    /// The cursor is newer than this store.
    func beyondHead(_ pointer: String) -> Failure {
        .cursorBeyondHead(
            pointer: pointer,
            head: headPosition,
            storeID: store.log.storeID.text
        )
    }
}
