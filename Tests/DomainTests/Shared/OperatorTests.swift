// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Operators: every rule and refusal, by calls on an office of its own.
@Suite struct OperatorTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators(["adi": [.administrator], "lina": [.auditor], "dewi": [.worker]])
    }

    // MARK: Register

    @Test func `an operator is registered with roles in the order of the role list`() throws {
        let result = try office.call(
            "operator.register",
            [
                "operator": "sari", "uid": 1007, "label": "koordinator",
                "roles": ["treasurer", "worker"],
            ],
            as: "adi"
        )
        #expect(result["operator"] == "sari")
        #expect(result["roles"] == ["worker", "treasurer"])
        #expect(
            types(result) == [
                "operator.registered", "operator.roleGranted", "operator.roleGranted",
            ]
        )
    }

    @Test func `an operator is registered once`() throws {
        let refused = try office.refused("operator.register", ["operator": "dewi"], as: "adi")
        #expect(refused.code == "operatorExists")
    }

    @Test func `a user id belongs to one operator and 65534 to none`() throws {
        try office.call("operator.register", ["operator": "sari", "uid": 1007], as: "adi")
        let taken = try office.refused(
            "operator.register",
            ["operator": "budi", "uid": 1007],
            as: "adi"
        )
        #expect(taken.code == "uidTaken")
        #expect(taken.details["operator"] == "sari")
        let reserved = try office.refused(
            "operator.register",
            ["operator": "budi", "uid": 65534],
            as: "adi"
        )
        #expect(reserved.code == "uidReserved")
    }

    @Test func `an auditor holds no other role but reader`() throws {
        let register = try office.refused(
            "operator.register",
            ["operator": "budi", "roles": ["auditor", "worker"]],
            as: "adi"
        )
        #expect(register.code == "roleConflict")
        #expect(register.details["with"] == "worker")
        try office.call("operator.grant", ["operator": "lina", "role": "reader"], as: "adi")
        let grant = try office.refused(
            "operator.grant",
            ["operator": "lina", "role": "treasurer"],
            as: "adi"
        )
        #expect(grant.code == "roleConflict")
        #expect(grant.details["with"] == "auditor")
        let audits = try office.refused(
            "operator.grant",
            ["operator": "dewi", "role": "auditor"],
            as: "adi"
        )
        #expect(audits.details["with"] == "worker")
    }

    @Test func `a service operator may only read`() throws {
        let refused = try office.refused(
            "operator.register",
            ["operator": "cron", "service": true, "roles": ["worker"]],
            as: "adi"
        )
        #expect(refused.code == "roleConflict")
        try office.call(
            "operator.register",
            ["operator": "cron", "service": true, "roles": ["reader"]],
            as: "adi"
        )
    }

    @Test(arguments: ["administrator", "dataProtection"])
    func `the roles that could undo the checks are not given at registration`(
        role: String
    ) throws {
        let refused = try office.refused(
            "operator.register",
            ["operator": "budi", "roles": [.string(role)]],
            as: "adi"
        )
        #expect(refused.code == "fourEyesRole")
        #expect(refused.details["role"] == .string(role))
    }

    @Test func `only an administrator gives roles`() throws {
        let kind = try office.error(
            "operator.grant",
            ["operator": "dewi", "role": "treasurer"],
            as: "dewi"
        )
        #expect(kind == "forbidden")
    }

    // MARK: User id, roles

    @Test func `a user id is changed to a free one`() throws {
        try office.call("operator.register", ["operator": "sari", "uid": 1007], as: "adi")
        try office.call("operator.setUid", ["operator": "sari", "uid": 1008], as: "adi")
        try office.call("operator.setUid", ["operator": "dewi", "uid": 1007], as: "adi")
        let taken = try office.refused(
            "operator.setUid",
            ["operator": "dewi", "uid": 1008],
            as: "adi"
        )
        #expect(taken.code == "uidTaken")
        #expect(taken.details["operator"] == "sari")
        let unknown = try office.error("operator.setUid", ["operator": "x1", "uid": 1], as: "adi")
        #expect(unknown == "notFound")
    }

    @Test func `a role is granted once and revoked once`() throws {
        let granted = try office.call(
            "operator.grant",
            ["operator": "dewi", "role": "intake"],
            as: "adi"
        )
        #expect(granted["roles"] == ["intake", "worker"])
        let twice = try office.refused(
            "operator.grant",
            ["operator": "dewi", "role": "intake"],
            as: "adi"
        )
        #expect(twice.code == "roleAlreadyHeld")
        let revoke: JSONValue = ["operator": "dewi", "role": "intake", "reason": "pindah bagian"]
        #expect(try office.call("operator.revoke", revoke, as: "adi")["roles"] == ["worker"])
        #expect(try office.refused("operator.revoke", revoke, as: "adi").code == "roleNotHeld")
        let silent = try office.error(
            "operator.revoke",
            ["operator": "dewi", "role": "worker"],
            as: "adi"
        )
        #expect(silent == "invalidParams")
    }

    @Test func `a suspended operator may do nothing until resumed`() throws {
        let dewi: JSONValue = ["operator": "dewi", "reason": "cuti panjang"]
        #expect(try office.refused("operator.resume", dewi, as: "adi").code == "notSuspended")
        try office.call("operator.suspend", dewi, as: "adi")
        let kind = try office.error("organisation.list", [:], as: "dewi")
        #expect(["notAuthorised", "notFound"].contains(kind))
        let again = try office.refused("operator.suspend", dewi, as: "adi")
        #expect(again.code == "operatorSuspended")
        let granted = try office.refused(
            "operator.grant",
            ["operator": "dewi", "role": "intake"],
            as: "adi"
        )
        #expect(granted.code == "operatorSuspended")
        try office.call("operator.resume", dewi, as: "adi")
        try office.call("organisation.list", [:], as: "dewi")
    }

    @Test func `the last administrator stays`() throws {
        let bootstrap = try office.call("operator.list", [:], as: "adi")["rows"]?.items ?? []
        let others = bootstrap.compactMap { row -> String? in
            guard row["roles"]?.items?.contains("administrator") == true,
                row["operator"] != "adi"
            else { return nil }
            return row["operator"]?.string
        }
        for slug in others {
            try office.call(
                "operator.suspend",
                ["operator": .string(slug), "reason": "cuti"],
                as: "adi"
            )
        }
        let revoked = try office.refused(
            "operator.revoke",
            ["operator": "adi", "role": "administrator", "reason": "x"],
            as: "adi"
        )
        #expect(revoked.code == "lastAdministrator")
        let suspended = try office.refused(
            "operator.suspend",
            ["operator": "adi", "reason": "x"],
            as: "adi"
        )
        #expect(suspended.code == "lastAdministrator")
    }

    @Test func `a step is not dated before the last one nor after today`() throws {
        try office.call(
            "operator.grant",
            ["operator": "dewi", "role": "intake", "occurredOn": "2026-11-20"],
            as: "adi"
        )
        let early = try office.refused(
            "operator.grant",
            ["operator": "dewi", "role": "supervisor", "occurredOn": "2026-11-19"],
            as: "adi"
        )
        #expect(early.code == "outOfOrder")
        #expect(early.details["lastStepOn"] == "2026-11-20")
        let late = try office.refused(
            "operator.grant",
            ["operator": "dewi", "role": "supervisor", "occurredOn": "2026-11-22"],
            as: "adi"
        )
        #expect(late.code == "futureDated")
    }

    // MARK: Links

    @Test func `an operator is linked to one contact and a contact to one operator`() throws {
        try office.operators(["tirta": [.registrar]])
        let first = try contact("Saksi Rekaan")
        let second = try contact("Saksi Kedua")
        try office.call("operator.link", ["operator": "dewi", "contact": first], as: "adi")
        let another = try office.refused(
            "operator.link",
            ["operator": "dewi", "contact": second],
            as: "adi"
        )
        #expect(another.code == "alreadyLinked")
        #expect(another.details["to"] == first)
        let elsewhere = try office.refused(
            "operator.link",
            ["operator": "lina", "contact": first],
            as: "adi"
        )
        #expect(elsewhere.code == "linkedElsewhere")
        #expect(elsewhere.details["operator"] == "dewi")
        let wrong = try office.refused(
            "operator.unlink",
            ["operator": "dewi", "contact": second],
            as: "adi"
        )
        #expect(wrong.code == "notLinked")
        try office.call("operator.unlink", ["operator": "dewi", "contact": first], as: "adi")
        try office.call("operator.link", ["operator": "lina", "contact": first], as: "adi")
    }

    @Test func `a link names exactly one record that exists`() throws {
        let none = try office.error("operator.link", ["operator": "dewi"], as: "adi")
        #expect(none == "invalidParams")
        let two: JSONValue = [
            "operator": "dewi", "contact": "KTK-2016-0001", "worker": "PKS-2016-0001",
        ]
        #expect(try office.error("operator.link", two, as: "adi") == "invalidParams")
        let unknown: JSONValue = ["operator": "dewi", "worker": "PKS-2016-0001"]
        #expect(try office.error("operator.link", unknown, as: "adi") == "notFound")
        let slug: JSONValue = ["operator": "dewi", "contact": "lina"]
        #expect(try office.error("operator.link", slug, as: "adi") == "notFound")
    }

    private func contact(_ name: String) throws -> JSONValue {
        try office.call("contact.register", ["name": .string(name)], as: "tirta")["contact"] ?? nil
    }
}

/// The types of a result's events.
func types(_ result: JSONValue) -> [String] {
    (result["events"]?.items ?? []).compactMap { $0["type"]?.string }
}
