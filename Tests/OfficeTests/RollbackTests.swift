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

/// Goal: that a store was put back is in the log, and in every status until a person agreed;
/// method: an office that is told so as at a start after a restore.
@Suite(.timeLimit(.minutes(10))) struct RollbackTests {
    private let office: TestOffice
    private static let rollback = Rollback(
        backup: "20261121T030000Z-4",
        position: 4,
        lostUpTo: 9
    )

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator], "adi": [.administrator]])
    }

    private func warnings() throws -> [String] {
        let warnings = try office.call("system.status")["warnings"]?.items ?? []
        return warnings.compactMap { $0["code"]?.string }
    }

    private func requests() throws -> [JSONValue] {
        (try office.call("approval.list", ["kind": "rollback"], as: "adi")["rows"]?.items ?? [])
            .filter { $0["state"] == "pending" }
    }

    private func stored(_ type: String) throws -> [JSONValue] {
        let rows = try office.call("events.read", ["types": [.string(type)]])["rows"]
        return rows?.items ?? []
    }

    @Test func `a start without a rollback tells nothing`() throws {
        let head = try office.call("log.head")["position"]
        try office.office.settle(nil)
        #expect(try office.call("log.head")["position"] == head)
        #expect(try warnings().isEmpty)
    }

    @Test func `a restore is recorded once, and one request waits`() throws {
        try office.office.settle(Self.rollback)
        // As after a crash before the note of the restore was removed.
        try office.office.settle(Self.rollback)
        let events = try stored("store.restored")
        #expect(events.count == 1)
        let data: JSONValue = ["backup": "20261121T030000Z-4", "lostUpTo": 9, "position": 4]
        #expect(events.first?["data"] == data)
        #expect(events.first?["actor"] == "peksosd")
        #expect(try requests().count == 1)
        #expect(try warnings() == ["storeRolledBack"])
    }

    @Test func `an accepted loss of the log's end is recorded too`() throws {
        try office.office.settle(Rollback(backup: nil, position: 4, lostUpTo: 9))
        #expect(try stored("store.rollbackAccepted").count == 1)
        #expect(try warnings() == ["storeRolledBack"])
    }

    @Test func `an administrator agrees, and the status is well again`() throws {
        try office.office.settle(Self.rollback)
        let request = try #require(try requests().first)
        let params: JSONValue = [
            "approval": request["approval"] ?? nil, "digest": request["digest"] ?? nil,
        ]
        #expect(try office.error("approval.approve", params, as: "sari") == "forbidden")
        try office.call("approval.approve", params, as: "adi")
        #expect(try stored("store.rollbackConfirmed").count == 1)
        #expect(try warnings().isEmpty)
        try office.office.settle(nil)
        #expect(try requests().isEmpty)
    }

    @Test func `a request that expired is made again at the next start`() throws {
        try office.office.settle(Self.rollback)
        office.setToday(CivilDate(days: 20_778 + 8))
        #expect(try requests().isEmpty)
        try office.office.settle(nil)
        #expect(try requests().count == 1)
        #expect(try stored("store.restored").count == 1)
    }

    @Test func `nobody can call what the approval does`() throws {
        let kind = try office.error("store.confirmRollback", ["restoredTo": 4])
        #expect(kind == "methodNotFound")
    }
}
