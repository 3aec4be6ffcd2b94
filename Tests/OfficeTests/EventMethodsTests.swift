// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Dispatch
import Domain
import Office
import Synchronization
import TestSupport
import Testing

/// Goal: the log is read, searched and followed by those who may see it; method: given some boxes
/// and operators, when events are read or subscribed to, then the positions are dense and filtered.
@Suite struct EventMethodsTests {
    private let office: TestOffice
    private let start: Int64

    init() throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "lina": [.auditor], "rina": [.storekeeper], "rudi": [.reader],
        ])
        start = try office.call("log.head")["position"]?.integer ?? 0
        try office.call("box.register", ["box": "B1"], as: "sari")
        try office.call("box.seal", ["box": "B1", "seal": "S1"], as: "sari")
        try office.call("box.register", ["box": "B2"], as: "sari")
    }

    private func read(_ params: JSONValue, as slug: String = "lina") throws -> [JSONValue] {
        try office.call("events.read", params, as: slug)["rows"]?.items ?? []
    }

    // MARK: Reading

    @Test func `events come in order with their header and their data`() throws {
        let rows = try read(["after": .integer(start)], as: "sari")
        #expect(rows.map { $0["position"] } == [1, 2, 3].map { .integer(start + $0) })
        #expect(
            rows[1].holds([
                "type": "box.sealed", "stream": "box-B1", "streamVersion": 2, "actor": "sari",
                "data": ["seal": "S1"], "sealed": [],
            ]),
            "\(rows[1].line)"
        )
    }

    @Test func `an auditor sees operators by pseudonym, in actor, data and stream`() throws {
        let rows = try read([:])
        let clear = rows.filter { row in
            ["sari", "rina", "rudi"].contains { row.line.contains("\"\($0)\"") }
                || row["stream"]?.string?.hasPrefix("operator-op-") == false
                    && row["stream"]?.string?.hasPrefix("operator-") == true
        }
        #expect(clear.isEmpty, "\(clear.first?.line ?? "")")
        let actors = try read(["category": "box"]).map { $0["actor"] }
        #expect(Set(actors.compactMap { $0?.string }).count == 1)
        #expect(actors.allSatisfy { $0?.string?.hasPrefix("op-") ?? false })
    }

    @Test(
        arguments: [
            (["types": ["box.sealed"]], 1), (["types": ["box.*"]], 3),
            (["types": ["*.registered"], "category": "box"], 2), (["stream": "box-B2"], 1),
            (["stream": "box-B2", "types": ["box.sealed"]], 0), (["category": "count"], 0),
            (["limit": 2, "category": "box"], 2),
        ] as [(JSONValue, Int)]
    )
    func `filters join with and`(filter: JSONValue, wanted: Int) throws {
        #expect(try read(filter).count == wanted)
    }

    @Test func `pages of events join without gap or double`() throws {
        let whole = try read([:]).map { $0["position"] }
        var joined: [JSONValue?] = []
        var after: JSONValue = 0
        for _ in whole {
            let page = try office.call("events.read", ["after": after, "limit": 2], as: "lina")
            joined += page["rows"]?.each("position") ?? []
            after = page["next"] ?? 0
        }
        #expect(joined == whole)
    }

    @Test func `a cursor of another store is found out`() throws {
        for method in ["events.read", "events.subscribe"] {
            let reply = try office.reply(to: method, ["after": .integer(start + 4)], as: "lina")
            let facts = reply["error"]?["data"] ?? nil
            #expect(facts["kind"] == "invalidParams")
            #expect(facts["path"] == "/after")
            #expect(facts["head"] == .integer(start + 3))
        }
    }

    @Test func `a reader waits for the next event`() throws {
        let session = office.office.open(userID: 1000, notify: { _ in })
        let params: JSONValue = ["after": .integer(start + 3), "waitMs": 20_000]
        let waiting = office.start("events.read", params, in: session)
        try office.call("operator.register", ["operator": "dewi"])
        let rows = try waiting.value()["result"]?["rows"]
        #expect(rows?.each("type") == ["operator.registered"])
    }

    /// Keeps the one reader thread busy until the gate is opened.
    private func holdReaders() throws -> (gate: Gate, session: OfficeSession) {
        let gate = Gate()
        let isHeld = DispatchSemaphore(value: 0)
        let isFirst = Atomic(true)
        let session = office.office.open(userID: 1000) { _ in
            guard isFirst.exchange(false, ordering: .relaxed) else { return }
            isHeld.signal()
            gate.wait()
        }
        _ = try office.start("events.subscribe", in: session).value()
        isHeld.wait()
        return (gate, session)
    }

    @Test func `a wait that ends with its time passes over nothing`() throws {
        let session = office.office.open(userID: 1000, notify: { _ in })
        let params: JSONValue = ["after": .integer(start + 3), "waitMs": 200]
        let waiting = office.start("events.read", params, in: session)
        _ = try office.start("log.head", in: session).value()
        let held = try holdReaders()
        try office.call("box.register", ["box": "B3"], as: "sari")
        let result = try waiting.value()["result"] ?? nil
        #expect(result["rows"] == [])
        #expect(result["next"] == .integer(start + 3))
        held.gate.open()
        office.office.ended(held.session)
    }

    @Test func `a wait does not outlive its connection, nor keep the daemon from stopping`() throws
    {
        let params: JSONValue = ["after": .integer(start + 3), "waitMs": 60_000]
        let session = office.office.open(userID: 1000, notify: { _ in })
        let gone = office.start("events.read", params, in: session)
        _ = try office.start("log.head", in: session).value()
        office.office.ended(session)
        #expect(try gone.value()["error"]?["data"]?["kind"] == "cancelled")
        let late = office.start("events.read", params, in: session)
        #expect(try late.value()["error"]?["data"]?["kind"] == "cancelled")
        _ = try office.start("events.subscribe", in: session).value()
        #expect(!session.isSubscribed)

        let other = office.office.open(userID: 1000, notify: { _ in })
        let waiting = office.start("events.read", params, in: other)
        _ = try office.start("log.head", in: other).value()
        office.office.beginDrain()
        office.office.draining(other)
        #expect(try waiting.value()["result"]?["next"] == .integer(start + 3))
    }

    @Test func `a wait ends with its time or with its cancellation`() throws {
        let params: JSONValue = ["after": .integer(start + 3), "waitMs": 1]
        #expect(try read(params).isEmpty)
        let session = office.office.open(userID: 1000, notify: { _ in })
        let long = params.changing(["waitMs": 60_000])
        let waiting = office.start("events.read", long, in: session)
        // The one reader thread has begun the wait once it answered a later request.
        _ = try office.start("log.head", in: session).value()
        office.office.cancel(waiting.id, in: session)
        #expect(try waiting.value()["error"]?["data"]?["kind"] == "cancelled")
        let early = office.start("events.read", long, in: session)
        office.office.cancel(early.id, in: session)
        #expect(try early.value()["error"]?["data"]?["kind"] == "cancelled")
    }

    @Test func `an event is shown by position, by id, or with its whole command`() throws {
        let event = try #require(try read(["after": .integer(start), "limit": 1]).first)
        for key in ["position", "eventId", "commandId"] {
            let params = JSONValue.object([JSONMember(key, event[key] ?? nil)])
            let shown = try office.call("events.show", params, as: "lina")
            #expect(shown["found"] == true)
            #expect(shown["rows"] == [event], "\(key)")
        }
        #expect(try office.call("events.show", ["position": 9_999])["found"] == false)
        #expect(try office.call("events.show", ["eventId": "none"])["found"] == false)
        #expect(try office.error("events.show") == "invalidParams")
        let both: JSONValue = ["position": 1, "eventId": "x"]
        #expect(try office.error("events.show", both) == "invalidParams")
    }

    @Test func `the types in the log are counted`() throws {
        let rows = try office.call("events.types", ["category": "box"], as: "lina")["rows"]
        #expect(rows?.each("type") == ["box.registered", "box.sealed"])
        #expect(rows?.each("count") == [2, 1])
        #expect(rows?.items?.first?["first"] == .integer(start + 1))
        #expect(rows?.items?.first?["last"] == .integer(start + 3))
    }

    // MARK: Who sees what

    @Test func `events are seen by the roles of their category`() throws {
        #expect(try read([:], as: "rina").isEmpty)
        #expect(try read([:], as: "rudi").isEmpty)
        #expect(try read(["category": "box"], as: "sari").count == 3)
        #expect(try read(["category": "operator"], as: "sari").isEmpty)
        // An administrator keeps the system and sees no content.
        let header = try #require(try read(["category": "box"], as: "admin").first)
        #expect(header["data"] == nil)
        #expect(header["type"] == "box.registered")
    }

    // MARK: Following

    @Test func `a follower gets what was and what comes, each event once`() throws {
        let told = Told()
        let session = office.office.open(userID: 1000, notify: told.take)
        let reply = try office.start("events.subscribe", ["after": 0], in: session).value()
        #expect(reply["result"]?["after"] == 0)
        let history = told.until { $0.contains("events.caughtUp") }
        for slug in ["dewi", "hadi"] {
            try office.call("operator.register", ["operator": .string(slug)])
        }
        let all = told.until { $0.contains("\"operator-hadi\"") }
        #expect(history.count < all.count)
        let positions = all.filter { $0.contains("events.event") }.compactMap { line in
            try? JSONDocument(scanning: Array(line.utf8), limits: .unlimited).root.value["params"]?[
                "event"
            ]?["position"]?.integer
        }
        #expect(positions == Array(1...(start + 5)))
        office.office.ended(session)
    }

    @Test func `a follower goes on when the readers had no room for a while`() throws {
        let told = Told()
        let session = office.office.open(userID: 1000, notify: told.take)
        _ = try office.start("events.subscribe", in: session).value()
        _ = told.until { $0.contains("events.caughtUp") }
        let held = try holdReaders()
        let crowd = office.office.open(userID: 1000, notify: { _ in })
        let calls = (0...4_096).map { _ in office.start("log.head", in: crowd) }
        #expect(try calls.last?.value()["error"]?["data"]?["what"] == "queries")
        try office.call("box.register", ["box": "B3"], as: "sari")
        office.settle()
        held.gate.open()
        _ = told.until { $0.contains("\"box-B3\"") }
        for session in [session, held.session] { office.office.ended(session) }
    }

    @Test func `a follower who is suspended is told so`() throws {
        try office.call(
            "operator.register",
            ["operator": "dewi", "uid": 1003, "roles": ["worker"]]
        )
        let told = Told()
        let session = office.office.open(userID: 1003, notify: told.take)
        let reply = try office.start("events.subscribe", in: session).value()
        #expect(reply["result"] != nil, "\(reply.line)")
        _ = told.until { $0.contains("events.caughtUp") }
        try office.call("operator.suspend", ["operator": "dewi", "reason": "pindah tugas"])
        let last = told.until { $0.contains("events.ended") }.last
        #expect(last?.contains("roleRevoked") == true)
        #expect(!session.isSubscribed)
    }

    @Test func `a connection follows eight streams and no more`() throws {
        let session = office.office.open(userID: 1000, notify: { _ in })
        let replies = try (1...9).map { _ in
            try office.start("events.subscribe", ["category": "box"], in: session).value()
        }
        #expect(replies.prefix(8).allSatisfy { $0["result"] != nil })
        #expect(replies[8]["error"]?["data"]?["kind"] == "busy")
        office.office.ended(session)
    }

    @Test func `a client that does not read is left behind, with where to resume`() throws {
        let told = Told()
        let session = office.office.open(
            userID: 1000,
            notify: told.take,
            backlogBytes: { 5 << 20 }
        )
        _ = try office.start("events.subscribe", ["after": 3], in: session).value()
        let lines = told.until { $0.contains("events.lagged") }
        #expect(lines.last?.contains("\"resumeAfter\":3") == true)
    }
}

/// Notifications of one connection, waited for by their text.
private final class Told: Sendable {
    private let lines = Mutex<[String]>([])

    var take: @Sendable ([UInt8]) -> Void {
        { [self] line in lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    }

    /// Every line so far once there is one that fits; after ten seconds whatever there is.
    func until(_ fits: (String) -> Bool) -> [String] {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(10) {
            let now = lines.withLock(\.self)
            if now.contains(where: fits) { return now }
        }
        Issue.record("no such notification")
        return lines.withLock(\.self)
    }
}
