// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import TestSupport
import Testing

/// Goal: what surrounds every command holds whatever the command is; method: given a small office,
/// when a command is sent with its envelope, then the reply and the head of the log say so.
@Suite struct CommandEnvelopeTests {
    private let office: TestOffice
    private static let id = "0123456789abcdef-A"

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator], "tono": [.coordinator], "lina": [.auditor]])
    }

    private func head() throws -> JSONValue {
        try office.call("log.head")["position"] ?? nil
    }

    private func register(_ more: JSONValue = [:], as slug: String = "sari") throws -> JSONValue {
        let params: JSONValue = ["box": "B1"]
        return try office.reply(to: "box.register", params.changing(more), as: slug)
    }

    private func failure(_ reply: JSONValue) -> JSONValue { reply["error"]?["data"] ?? nil }

    // MARK: Idempotency

    @Test func `the same command again is answered alike and writes nothing`() throws {
        let first = try register(["commandId": .string(Self.id)])["result"] ?? nil
        #expect(first["replayed"] == false)
        let head = try head()
        for more: JSONValue in [[:], ["lang": "en"], ["deadlineMs": 9_000]] {
            let id: JSONValue = ["commandId": .string(Self.id)]
            let again = try register(id.changing(more))["result"] ?? nil
            #expect(again["replayed"] == true)
            for member in ["box", "events", "position", "warnings"] {
                #expect(again[member] == first[member], "\(member)")
            }
        }
        #expect(try self.head() == head)
    }

    @Test func `an id is good for one content and one operator`() throws {
        let first = try register(["commandId": .string(Self.id)])["result"] ?? nil
        let other: JSONValue = ["commandId": .string(Self.id), "box": "B2"]
        let reused = failure(try register(other))
        #expect(reused["kind"] == "commandIdReused")
        #expect(reused["position"] == first["position"])
        let stranger = failure(try register(["commandId": .string(Self.id)], as: "tono"))
        #expect(stranger["kind"] == "commandIdReused")
        #expect(stranger["position"] == nil)
    }

    @Test func `the answers to old commands survive a rebuild`() throws {
        let first = try register(["commandId": .string(Self.id)])["result"] ?? nil
        let job = try office.call("projection.rebuild", ["all": true])["job"] ?? nil
        #expect(try office.call("job.wait", ["job": job])["state"] == "done")
        let again = try register(["commandId": .string(Self.id)])["result"] ?? nil
        #expect(again["replayed"] == true)
        #expect(again["events"] == first["events"])
    }

    @Test func `a command without an id gets one`() throws {
        let result = try register()["result"] ?? nil
        let id = try #require(result["commandId"])
        let shown = try office.call("events.show", ["commandId": id])
        #expect(shown["rows"]?.items?.first?["type"] == "box.registered")
    }

    @Test func `a refused command leaves its id free`() throws {
        _ = try register()
        let id: JSONValue = ["commandId": .string(Self.id)]
        #expect(failure(try register(id))["refusal"] == "alreadyExists")
        #expect(try register(id.changing(["box": "B2"]))["result"]?["replayed"] == false)
    }

    // MARK: Versions, dry runs

    @Test func `a command may expect the version it has seen`() throws {
        _ = try register(["expectedVersion": "none"])
        let seal: JSONValue = ["box": "B1", "seal": "S1"]
        for (expected, wanted): (JSONValue, JSONValue) in [("none", "none"), (2, 2)] {
            let reply = try office.reply(
                to: "box.seal",
                seal.changing(["expectedVersion": expected]),
                as: "sari"
            )
            let facts = failure(reply)
            #expect(facts["kind"] == "versionConflict")
            #expect(facts["expected"] == wanted)
            #expect(facts["actual"] == 1)
        }
        try office.call("box.seal", seal.changing(["expectedVersion": 1]), as: "sari")
    }

    @Test func `a dry run says what would be and writes nothing`() throws {
        let head = try head()
        let result = try register(["dryRun": true])["result"] ?? nil
        #expect(result["dryRun"] == true)
        #expect(result["position"] == nil)
        #expect(result["events"] == [["stream": "box-B1", "type": "box.registered"]])
        #expect(try self.head() == head)
        _ = try register()
        #expect(failure(try register(["dryRun": true]))["refusal"] == "alreadyExists")
    }

    // MARK: Waiting

    @Test func `a command that waited too long is not done`() throws {
        let head = try head()
        let session = office.office.open(userID: 1000, notify: { _ in })
        let gate = office.holdWriter()
        let late = office.start(
            "operator.register",
            ["operator": "dewi", "deadlineMs": 1],
            in: session
        )
        let sent = ContinuousClock.now
        while ContinuousClock.now - sent < .milliseconds(3) {}
        gate.open()
        #expect(failure(try late.value())["kind"] == "deadlineExceeded")
        #expect(try self.head() == head)
    }

    @Test func `a command may be cancelled until the writer has it`() throws {
        let head = try head()
        let session = office.office.open(userID: 1000, notify: { _ in })
        let gate = office.holdWriter()
        let waiting = office.start("operator.register", ["operator": "dewi"], in: session)
        office.office.cancel(waiting.id, in: session)
        #expect(failure(try waiting.value())["kind"] == "cancelled")
        gate.open()
        #expect(try self.head() == head)
    }

    @Test func `a draining office takes no command`() throws {
        office.office.beginDrain()
        #expect(failure(try register())["kind"] == "draining")
    }

    // MARK: Who

    @Test func `the role decides before the content does`() throws {
        let facts = failure(try register(as: "lina"))
        #expect(facts["kind"] == "forbidden")
        #expect(facts["needs"] == ["coordinator"])
        #expect(facts["method"] == "box.register")
    }

    @Test func `a stranger learns who may let them in`() throws {
        let session = office.office.open(userID: 4242, notify: { _ in })
        for method in ["box.register", "box.list", "log.head"] {
            let params: JSONValue = method == "box.register" ? ["box": "B1"] : [:]
            let facts = failure(try office.start(method, params, in: session).value())
            #expect(facts["kind"] == "notAuthorised", "\(method)")
            #expect(facts["uid"] == 4242)
            #expect(facts["mayGrant"] == ["admin"])
        }
    }

    @Test func `a suspended operator is a stranger at once`() throws {
        try office.call("operator.suspend", ["operator": "sari", "reason": "pindah tugas"])
        #expect(failure(try register())["kind"] == "notAuthorised")
        #expect(try office.error("box.list", as: "sari") == "notAuthorised")
    }

    @Test func `a reason is asked for where one is needed`() throws {
        let facts = failure(try office.reply(to: "operator.suspend", ["operator": "sari"]))
        #expect(facts["kind"] == "invalidParams")
        #expect(facts["path"] == "/reason")
        #expect(facts["problem"] == "missing")
    }

    // MARK: Params

    @Test func `an unknown param is named with the nearest known one`() throws {
        for (method, params, path, nearest): (String, JSONValue, JSONValue, JSONValue) in [
            ("box.register", ["bok": "B1"], "/bok", "box"),
            ("box.register", ["box": "B1", "commandid": "x"], "/commandid", "commandId"),
            ("box.list", ["limt": 3], "/limt", "limit"),
            ("job.show", ["jobb": "x"], "/jobb", "job"),
        ] {
            let facts = failure(try office.reply(to: method, params, as: "sari"))
            #expect(facts["kind"] == "invalidParams")
            #expect(facts["path"] == path)
            #expect(facts["problem"] == "unknownParam")
            #expect(facts["nearest"]?.items?.first == nearest, "\(facts.line)")
        }
    }

    @Test(
        arguments: [
            ("commandId", "short", "/commandId"), ("commandId", 7, "/commandId"),
            ("occurredOn", "2016-02-30", "/occurredOn"), ("occurredOn", 20_160_101, "/occurredOn"),
            ("expectedVersion", 0, "/expectedVersion"),
            ("expectedVersion", "some", "/expectedVersion"), ("reason", "", "/reason"),
            ("reason", true, "/reason"), ("backfilled", "yes", "/backfilled"),
            ("dryRun", 1, "/dryRun"), ("deadlineMs", 0, "/deadlineMs"),
            ("deadlineMs", 600_001, "/deadlineMs"), ("lang", "su", "/lang"),
        ] as [(String, JSONValue, JSONValue)]
    )
    func `the envelope is read strictly`(
        name: String,
        value: JSONValue,
        path: JSONValue
    ) throws {
        let facts = failure(try register(.object([JSONMember(name, value)])))
        #expect(facts["kind"] == "invalidParams")
        #expect(facts["path"] == path)
        #expect(try office.error("box.show", ["box": "B1"], as: "sari") == "notFound")
    }

    @Test func `an unknown method is named with the nearest known one`() throws {
        let facts = failure(try office.reply(to: "box.registre"))
        #expect(facts["kind"] == "methodNotFound")
        #expect(facts["nearest"]?.items?.contains("box.register") == true, "\(facts.line)")
    }
}
