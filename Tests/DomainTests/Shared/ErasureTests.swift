// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: a person is erased by two people and once only, and is found by nothing afterwards;
/// method: a contact and a pupil of a training office, erased through the approval.
@Suite struct ErasureTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "galih": [.dataProtection], "ratna": [.supervisor],
            "rina": [.storekeeper],
        ])
        try office.call(
            "contact.register",
            ["name": "Saksi Rekaan", "occurredOn": "2016-07-01"],
            as: "sari"
        )
        try office.call(
            "beneficiary.register",
            [
                "name": "Anak Rekaan", "birthYear": 2006, "pupilNumber": "0051234501",
                "occurredOn": "2016-07-01",
            ],
            as: "sari"
        )
    }

    private static let contact: JSONValue = [
        "contact": "KTK-2016-0001", "basis": "subjectRequest", "reason": "permohonan",
        "occurredOn": "2016-08-01",
    ]
    private static let pupil: JSONValue = [
        "beneficiary": "PMN-2016-0001", "basis": "retentionEnded", "reason": "masa simpan",
        "occurredOn": "2016-08-01",
    ]

    private func approve(_ request: JSONValue) throws -> JSONValue {
        try office.call(
            "approval.approve",
            ["approval": request["approval"] ?? nil, "digest": request["digest"] ?? nil],
            as: "ratna"
        )
    }

    @Test func `an erasure waits for a supervisor`() throws {
        let request = try office.call("contact.erase", Self.contact, as: "galih")
        #expect(request["pending"] == true)
        let pending = try office.call("approval.list", as: "ratna")["rows"]?[0]
        #expect(pending?["kind"] == "erasure")
        #expect(pending?["neededRole"] == "supervisor")
        let before = try office.call(
            "contact.show",
            ["contact": "KTK-2016-0001"],
            as: "sari"
        )
        #expect(before["item"]?["name"] == "Saksi Rekaan")
        let answer = try approve(request)
        #expect(answer["subjects"] == ["KTK-2016-0001"])
        #expect(answer["keyringBackupsUntil"] == "2026-12-21")
        #expect(answer["notCovered"] == ["keyringBackupsUntil", "exportsMade", "paper"])
        let after = try office.call("contact.show", ["contact": "KTK-2016-0001"], as: "sari")
        #expect(after["item"]?["name"] == .null)
    }

    @Test func `a person is erased once`() throws {
        _ = try approve(office.call("contact.erase", Self.contact, as: "galih"))
        let again = try office.refused("contact.erase", Self.contact, as: "galih")
        #expect(again.code == "alreadyErased")
    }

    @Test func `an erasure approved twice over is done once`() throws {
        let first = try office.call("contact.erase", Self.contact, as: "galih")
        let second = try office.call("contact.erase", Self.contact, as: "galih")
        _ = try approve(first)
        let refused = try office.refused(
            "approval.approve",
            ["approval": second["approval"] ?? nil, "digest": second["digest"] ?? nil],
            as: "ratna"
        )
        #expect(refused.code == "alreadyErased")
    }

    @Test func `only data protection asks for an erasure and says why`() throws {
        #expect(try office.error("contact.erase", Self.contact, as: "sari") == "forbidden")
        let silent: JSONValue = ["contact": "KTK-2016-0001", "basis": "subjectRequest"]
        #expect(try office.error("contact.erase", silent, as: "galih") == "invalidParams")
        let early = Self.contact.changing(["occurredOn": "2026-12-01"])
        #expect(try office.refused("contact.erase", early, as: "galih").code == "futureDated")
        let unknown = Self.contact.changing(["contact": "KTK-2016-0009"])
        #expect(try office.error("contact.erase", unknown, as: "galih") == "notFound")
    }

    @Test func `nobody finds an erased pupil, and the number is free again`() throws {
        let answer = try approve(office.call("beneficiary.erase", Self.pupil, as: "galih"))
        #expect(answer["subjects"] == ["PMN-2016-0001"])
        for search in [["name": "Anak Rekaan"], ["pupilNumber": "0051234501"]] as [JSONValue] {
            let found = try office.call(
                "beneficiary.find",
                search.changing(["reason": "cari"]),
                as: "rina"
            )
            #expect(found["rows"] == [])
        }
        let again = try office.call(
            "beneficiary.register",
            [
                "name": "Anak Rekaan", "birthYear": 2006, "pupilNumber": "0051234501",
                "occurredOn": "2016-08-02",
            ],
            as: "sari"
        )
        #expect(again["beneficiary"] == "PMN-2016-0002")
    }
}
