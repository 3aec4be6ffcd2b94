// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import Testing
import TestSupport

/// Goal: the office turns away what it has no room or no time for, and says so.
///
/// Method: a real office whose limits are moved instead of its disk.
struct GuardedOfficeTests {
    private let test: TestOffice

    init() throws {
        test = try TestOffice()
        try test.operators(["sari": [.worker], "budi": [.treasurer]])
    }

    private func limits(_ change: (inout RoomLimits) -> Void) {
        var limits = RoomLimits()
        limits.reserveBytes = 0
        limits.stopBytes = 0
        limits.warnBytes = 0
        change(&limits)
        test.office.room.limits = limits
    }

    private func grant(_ role: String) -> JSONValue {
        ["operator": "sari", "role": .string(role)]
    }

    @Test func `below the stop mark ordinary commands stop and the rest goes on`() throws {
        limits { $0.stopBytes = .max }
        let reply = try test.reply(to: "operator.grant", grant("coordinator"))
        let facts = try #require(reply["error"]?["data"])
        #expect(facts["kind"]?.string == "storeFull")
        #expect((facts["freeBytes"]?.integer ?? 0) > 0)
        #expect(facts["mapUsedPermille"]?.integer != nil)
        let status = try test.call("system.status")
        #expect(status["state"]?.string == "readOnly")
        #expect(status["reason"]?.string == "full")
        #expect(status["warnings"]?.items?.first?["code"]?.string == "lowSpace")
        try test.call("operator.list")
        try test.call(
            "operator.revoke",
            ["operator": "sari", "role": "worker", "reason": "pindah"]
        )
        limits { _ in }
        try test.call("operator.grant", grant("coordinator"))
        #expect(try test.call("system.status")["state"]?.string == "ready")
    }

    @Test func `below the reserve nothing is written`() throws {
        limits { $0.reserveBytes = .max }
        let revoke: JSONValue = ["operator": "sari", "role": "worker", "reason": "pindah"]
        #expect(try test.error("operator.revoke", revoke) == "storeFull")
        try test.call("operator.list")
        limits { _ in }
        try test.call("operator.revoke", revoke)
    }

    @Test func `a full map stops like a full disk`() throws {
        limits { $0.stopMapPermille = 0 }
        #expect(try test.error("operator.grant", grant("coordinator")) == "storeFull")
    }

    @Test func `a command done before is answered again without room`() throws {
        var params = grant("coordinator").members ?? []
        params.append(JSONMember("commandId", "0123456789abcdef-again"))
        try test.call("operator.grant", .object(params))
        limits { $0.stopBytes = .max }
        let again = try test.call("operator.grant", .object(params))
        #expect(again["replayed"]?.bool == true)
    }

    @Test func `a query past its cap is stopped`() throws {
        test.office.queryCaps.change(querySeconds: 0, reportSeconds: 30)
        #expect(try test.error("operator.list") == "deadlineExceeded")
        test.office.queryCaps.change(querySeconds: 5, reportSeconds: 30)
        try test.call("operator.list")
    }

    @Test func `a version conflict says who changed the stream and when`() throws {
        var params = grant("coordinator").members ?? []
        params.append(JSONMember("expectedVersion", 1))
        let reply = try test.reply(to: "operator.grant", .object(params))
        let facts = try #require(reply["error"]?["data"])
        #expect(facts["kind"]?.string == "versionConflict")
        #expect(facts["changedBy"]?.string == "admin")
        #expect(facts["changedAt"]?.string?.hasPrefix("2026-11-21T") == true)
    }
}
