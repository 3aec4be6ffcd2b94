// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Four eyes: a role that needs two administrators is requested, decided, and refused in every way.
@Suite struct ApprovalTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators([
            "adi": [.administrator], "budi": [.administrator], "dewi": [.worker],
            "lina": [.auditor],
        ])
    }

    private func request(_ operator: String = "dewi") throws -> (id: JSONValue, digest: JSONValue) {
        let result = try office.call(
            "operator.grant",
            ["operator": .string(`operator`), "role": "dataProtection", "reason": "tugas baru"],
            as: "adi"
        )
        #expect(result["pending"] == true)
        #expect(result["roles"] == nil)
        #expect(types(result) == ["approval.requested"])
        return (result["approval"] ?? nil, result["digest"] ?? nil)
    }

    @Test func `a request takes effect when a second administrator approves`() throws {
        let (id, digest) = try request()
        let before = try office.call("approval.show", ["approval": id], as: "budi")
        #expect(before["item"]?["state"] == "pending")
        #expect(before["item"]?["kind"] == "roleGrant")
        #expect(before["item"]?["ref"] == "dewi")
        #expect(before["item"]?["params"]?["role"] == "dataProtection")
        #expect(before["item"]?["expiresOn"] == "2026-11-28")
        let result = try office.call(
            "approval.approve",
            ["approval": id, "digest": digest],
            as: "budi"
        )
        #expect(result["approval"] == id)
        #expect(result["operator"] == "dewi")
        #expect(result["roles"] == ["worker", "dataProtection"])
        #expect(types(result) == ["approval.granted", "operator.roleGranted"])
        let after = try office.call("approval.show", ["approval": id], as: "adi")
        #expect(after["item"]?["state"] == "granted")
        #expect(after["item"]?["decidedBy"] == "budi")
    }

    @Test func `the approved event keeps date and reason of the request`() throws {
        let asked = try office.call(
            "operator.grant",
            [
                "operator": "dewi", "role": "dataProtection", "occurredOn": "2026-11-02",
                "reason": "tugas baru",
            ],
            as: "adi"
        )
        let result = try office.call(
            "approval.approve",
            [
                "approval": asked["approval"] ?? nil, "digest": asked["digest"] ?? nil,
                "reason": "sudah diperiksa",
            ],
            as: "budi"
        )
        let position = result["position"] ?? nil
        let shown = try office.call("events.show", ["position": position], as: "dewi")
        let granted = shown["rows"]?.items?.last
        #expect(granted?["type"] == "operator.roleGranted")
        #expect(granted?["occurredOn"] == "2026-11-02")
        #expect(granted?["actor"] == "budi")
    }

    @Test func `who asked and who gets the role are not the second pair of eyes`() throws {
        let (id, digest) = try request()
        let own = try office.refused(
            "approval.approve",
            ["approval": id, "digest": digest],
            as: "adi"
        )
        #expect(own.code == "selfApproval")
        #expect(own.details["requestedBy"] == "adi")
        let (second, secondDigest) = try request("budi")
        let gets = try office.refused(
            "approval.approve",
            ["approval": second, "digest": secondDigest],
            as: "budi"
        )
        #expect(gets.code == "selfApproval")
    }

    @Test func `only the needed role decides`() throws {
        let (id, digest) = try request()
        for method in ["approval.approve", "approval.deny"] {
            var params: JSONValue = ["approval": id, "digest": digest]
            if method == "approval.deny" { params = ["approval": id, "reason": "tidak"] }
            #expect(try office.error(method, params, as: "dewi") == "forbidden")
        }
        let withdrawn = try office.error("approval.withdraw", ["approval": id], as: "budi")
        #expect(withdrawn == "forbidden")
        let unknown: JSONValue = ["approval": "PST-2016-0099", "digest": digest]
        #expect(try office.error("approval.approve", unknown, as: "budi") == "notFound")
    }

    @Test func `another digest is not what the approver read`() throws {
        let (id, _) = try request()
        let refused = try office.refused(
            "approval.approve",
            ["approval": id, "digest": "9f2c"],
            as: "budi"
        )
        #expect(refused.code == "digestMismatch")
    }

    @Test(arguments: [
        ("approval.deny", "budi", "denied"), ("approval.withdraw", "adi", "withdrawn"),
    ])
    func `a decided request is closed`(method: String, by: String, state: String) throws {
        let (id, digest) = try request()
        let params: JSONValue = ["approval": id, "reason": "tidak jadi"]
        try office.call(method, params, as: by)
        let again = try office.refused(method, params, as: by)
        #expect(again.code == "approvalClosed")
        #expect(again.details["state"] == .string(state))
        let approved = try office.refused(
            "approval.approve",
            ["approval": id, "digest": digest],
            as: "budi"
        )
        #expect(approved.code == "approvalClosed")
        #expect(try office.call("operator.list", [:], as: "adi")["rows"]?.items?.count == 5)
    }

    @Test func `a denial says why`() throws {
        let (id, _) = try request()
        #expect(try office.error("approval.deny", ["approval": id], as: "budi") == "invalidParams")
    }

    @Test func `what the command refuses now is refused at the request and at the approval`() throws
    {
        let refused = try office.refused(
            "operator.grant",
            ["operator": "lina", "role": "dataProtection"],
            as: "adi"
        )
        #expect(refused.code == "roleConflict")
        let (id, digest) = try request()
        try office.call("operator.suspend", ["operator": "dewi", "reason": "cuti"], as: "budi")
        let approved = try office.refused(
            "approval.approve",
            ["approval": id, "digest": digest],
            as: "budi"
        )
        #expect(approved.code == "outOfOrder" || approved.code == "operatorSuspended")
        let shown = try office.call("approval.show", ["approval": id], as: "adi")
        #expect(shown["item"]?["state"] == "pending", "a refusal writes nothing")
    }

    @Test func `requests are listed to the asker, to those who may decide, and to auditors`() throws
    {
        let (id, _) = try request()
        for slug in ["adi", "budi", "lina"] {
            let pending = try office.call("approval.list", ["state": "pending"], as: slug)
            #expect(pending["rows"]?.items?.map { $0["approval"] } == [id])
        }
        #expect(try office.call("approval.list", [:], as: "dewi")["rows"] == [])
        #expect(try office.error("approval.show", ["approval": id], as: "dewi") == "notFound")
        let erasures = try office.call("approval.list", ["kind": "erasure"], as: "adi")
        #expect(erasures["rows"] == [])
    }

    @Test func `a request lapses after seven days`() throws {
        let (id, digest) = try request()
        office.setToday(try #require(CivilDate("2026-11-28")))
        let last = try office.call("approval.show", ["approval": id], as: "adi")
        #expect(last["item"]?["state"] == "pending")
        office.setToday(try #require(CivilDate("2026-11-29")))
        let params: JSONValue = ["approval": id, "digest": digest]
        let refused = try office.refused("approval.approve", params, as: "budi")
        #expect(refused.code == "approvalExpired")
        #expect(refused.details["expiresOn"] == "2026-11-28")
        let withdrawn = try office.refused("approval.withdraw", ["approval": id], as: "adi")
        #expect(withdrawn.code == "approvalClosed")
        #expect(withdrawn.details["state"] == "expired")
    }

    @Test func `a replayed approval gives the first answer again`() throws {
        let (id, digest) = try request()
        let params: JSONValue = [
            "approval": id, "digest": digest, "commandId": "0190f6a0-7a10-7c3e-9c5b-0000000000aa",
        ]
        let first = try office.call("approval.approve", params, as: "budi")
        let again = try office.call("approval.approve", params, as: "budi")
        #expect(again["replayed"] == true)
        #expect(again["roles"] == first["roles"])
        #expect(again["position"] == first["position"])
    }
}
