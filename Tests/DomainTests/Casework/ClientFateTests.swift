// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: a client's record is held, limited, erased and shown only as the rules say; method: a
/// child with one case of Sekar's, in an office with all the roles.
@Suite struct ClientFateTests {
    let reception: Reception

    init() throws { reception = try Reception() }

    private var melati: JSONValue { ["client": Reception.melati, "reason": "perkara berjalan"] }

    private func shown(by who: String = "galih") throws -> JSONValue {
        try reception.item("client.show", ["client": Reception.melati], by: who)
    }

    private func reveal(
        _ what: JSONValue = ["name", "address"],
        for purpose: String,
        _ more: JSONValue = [:]
    ) -> JSONValue {
        let params: JSONValue = [
            "client": Reception.melati, "what": what, "purpose": .string(purpose),
        ]
        return params.changing(more)
    }

    // MARK: Hold and limits

    @Test func `a hold is placed by one and released by two`() throws {
        try reception.does("client.placeHold", melati, by: "galih")
        #expect(try shown()["hold"] == true)
        #expect(
            try reception.refusal("client.placeHold", melati, by: "galih").code == "holdExists"
        )
        try reception.approved("client.releaseHold", melati, by: "galih", and: "ratna")
        #expect(try shown()["hold"] == false)
        let none = try reception.refusal(
            "client.releaseHold",
            melati,
            by: "galih",
            on: "2016-08-11"
        )
        #expect(none.code == "noHold")
    }

    @Test func `a supervisor's release is decided by the data protection officer`() throws {
        try reception.case(of: Reception.melati)
        try reception.does("client.placeHold", melati, by: "ratna", on: "2016-08-05")
        let pending = try reception.does(
            "client.releaseHold",
            melati,
            by: "ratna",
            on: "2016-08-06"
        )
        let approval: JSONValue = [
            "approval": pending["approval"] ?? nil, "digest": pending["digest"] ?? nil,
        ]
        #expect(
            try reception.office.error("approval.approve", approval, as: "bagus") == "forbidden"
        )
        try reception.office.call("approval.approve", approval, as: "galih")
        #expect(try shown()["hold"] == false)
    }

    @Test func `a hold with an end is over after it`() throws {
        let until = melati.changing(["until": "2016-12-31"])
        try reception.does("client.placeHold", until, by: "galih")
        #expect(try shown()["hold"] == false)
        let past = melati.changing(["until": "2016-07-31", "client": Reception.sri])
        #expect(
            try reception.refusal("client.placeHold", past, by: "galih").code == "validityDates"
        )
    }

    @Test func `limited data is read by the data protection officer and written by nobody`() throws
    {
        try reception.does("client.limitProcessing", melati, by: "galih")
        let again = try reception.refusal("client.limitProcessing", melati, by: "galih")
        #expect(again.code == "alreadyLimited")
        let nisn: JSONValue = ["client": Reception.melati, "kind": "nisn", "value": "0051234501"]
        #expect(
            try reception.refusal("client.addIdentifier", nisn).code == "processingLimited"
        )
        #expect(try shown()["initials"] == "M.R.")
        #expect(try shown(by: "intan")["initials"] == .null)
        let look = try reception.office.refused("client.reveal", reveal(for: "intake"), as: "intan")
        #expect(look.code == "processingLimited")
        try reception.does("client.resumeProcessing", melati, by: "galih")
        #expect(try shown(by: "intan")["initials"] == "M.R.")
        let done = try reception.refusal("client.resumeProcessing", melati, by: "galih")
        #expect(done.code == "notLimited")
    }

    // MARK: Erasure

    @Test func `nobody is erased while a case is in hand or the data is held`() throws {
        let id = try reception.case(of: Reception.melati)
        let erase = melati.changing(["basis": "subjectRequest"])
        let open = try reception.refusal("client.erase", erase, by: "galih", on: "2016-08-09")
        #expect(open == Refused(code: "eraseOpenCase", details: ["cases": [id]]))
        let sri = erase.changing(["client": Reception.sri])
        try reception.does(
            "client.placeHold",
            ["client": Reception.sri, "reason": "perkara"],
            by: "galih"
        )
        let held = try reception.refusal("client.erase", sri, by: "galih", on: "2016-08-09")
        #expect(held == Refused(code: "eraseOnHold", details: ["since": "2016-08-01"]))
    }

    @Test func `an erased client is gone with the records merged into it`() throws {
        let twin = try reception.client(
            "Melati Rekaan",
            proceedDespite: [Reception.melati]
        )
        try reception.does(
            "client.merge",
            ["client": twin, "into": Reception.melati, "reason": "sama"],
            by: "ratna"
        )
        let erase = melati.changing(["basis": "subjectRequest"])
        let answer = try reception.approved("client.erase", erase, by: "galih", and: "ratna")
        #expect(answer["subjects"] == [Reception.melati, twin])
        #expect(try reception.rows("client.find", ["name": "Melati Rekaan"]) == [])
        #expect(try reception.rows("duplicate.list", ["state": "all"], by: "ratna") == [])
        let item = try shown()
        #expect(item["erased"] == true)
        #expect(item["erasedOn"] == "2016-08-10")
        #expect(item["initials"] == .null)
        #expect(item["nikMasked"] == .null)
        #expect(item["birthYear"] == 2008)
        let look = try reception.office.refused(
            "client.reveal",
            reveal(for: "subjectRequest"),
            as: "galih"
        )
        #expect(look.code == "subjectErased")
        let consent: JSONValue = [
            "client": Reception.melati, "scopes": ["services"], "giverKind": "parent",
            "giverName": "Sri", "evidenceKind": "written", "evidenceRef": "arsip",
        ]
        #expect(try reception.refusal("consent.give", consent).code == "subjectErased")
        let again: JSONValue = [
            "name": "Melati Rekaan", "sex": "female", "birthDate": "2008-03-12",
            "area": "32.77.01", "nik": "3277015203080001",
        ]
        #expect(try reception.does("client.register", again)["client"] == "KLN-2016-0004")
        let twice = try reception.refusal("client.erase", erase, by: "galih", on: "2016-08-11")
        #expect(twice.code == "alreadyErased")
    }

    // MARK: Looks

    @Test func `clear data is shown for a purpose of the role and put on record`() throws {
        try reception.case(of: Reception.melati)
        let item = try reception.item("client.reveal", reveal(for: "service"), by: "sekar")
        #expect(item["values"] == ["address": "Jalan Contoh 1", "name": "Melati Rekaan"])
        let look = try reception.rows("access.list", ["action": "reveal"], by: "galih")[0]
        #expect(look?["position"] == item["access"])
        #expect(look?["fields"] == ["name", "address"])
        #expect(look?["purpose"] == "service")
        let wrong = try reception.office.refused(
            "client.reveal",
            reveal(for: "supervision"),
            as: "sekar"
        )
        #expect(wrong.code == "purposeNotAllowed")
        #expect(wrong.details == ["allowed": ["service"]])
        let supervisor = try reception.office.refused(
            "client.reveal",
            reveal(for: "intake"),
            as: "ratna"
        )
        #expect(supervisor.details == ["allowed": ["service", "supervision"]])
        for who in ["wulan", "bagus", "intan"] {
            #expect(
                try reception.office.error("client.reveal", reveal(for: "service"), as: who)
                    == "notFound"
            )
        }
        #expect(
            try reception.office.error("client.reveal", reveal(for: "service"), as: "lina")
                == "forbidden"
        )
        #expect(
            try reception.office.error("client.reveal", reveal(for: "service"), as: "dimas")
                == "forbidden"
        )
    }

    @Test func `every field is shown when asked for, and null where there is nothing`() throws {
        let all: JSONValue = ["otherNames", "birthDate", "nik", "kk", "phone", "area"]
        let item = try reception.item("client.reveal", reveal(all, for: "intake"))
        #expect(
            item["values"] == [
                "area": "32.77.01.1001", "birthDate": "2008-03-12", "kk": nil,
                "nik": "3277015203080001", "otherNames": ["Imel", "Neng Mel"], "phone": nil,
            ]
        )
        let look = try reception.rows("access.list", ["action": "reveal"], by: "galih")[0]
        #expect(look?["fields"] == ["otherNames", "birthDate", "nik", "area"])
        let none = reveal([], for: "intake")
        #expect(try reception.office.error("client.reveal", none, as: "intan") == "invalidParams")
        let duty = reveal(for: "legalDuty")
        #expect(try reception.office.error("client.reveal", duty, as: "galih") == "invalidParams")
        let reasoned = reveal(for: "legalDuty", ["reason": "penetapan"])
        #expect(try reception.item("client.reveal", reasoned, by: "galih")["access"] != nil)
    }

    @Test func `broken glass opens a client for the purpose it was broken for`() throws {
        try reception.case(of: Reception.melati)
        try reception.office.call(
            "access.breakGlass",
            ["client": Reception.melati, "reason": "anak hilang, atasan tidak dapat dihubungi"],
            as: "dimas"
        )
        let item = try reception.item("client.reveal", reveal(for: "breakGlass"), by: "dimas")
        #expect(item["values"]?["name"] == "Melati Rekaan")
        #expect(
            try reception.item("client.show", melati.changing(["reason": nil]), by: "dimas")[
                "initials"
            ] == "M.R."
        )
        let look = try reception.rows("access.list", ["action": "breakGlass"], by: "galih")
        #expect(look.each("operator").contains("dimas"))
    }

    @Test func `a trail tells who looked and who changed`() throws {
        _ = try reception.item("client.reveal", reveal(for: "intake"))
        let trail = try reception.office.call(
            "client.trail",
            ["client": Reception.melati],
            as: "galih"
        )
        #expect(trail["rows"]?[0]?["method"] == "client.reveal")
        #expect(trail["changes"]?.each("type") == ["client.registered"])
        #expect(
            try reception.office.error("client.trail", ["client": Reception.melati], as: "ratna")
                == "forbidden"
        )
    }

    @Test func `an export holds everything in clear and is on record`() throws {
        try reception.case(of: Reception.melati)
        let export: JSONValue = ["client": Reception.melati, "reason": "permintaan"]
        let item = try reception.item("client.export", export, by: "galih")
        #expect(item["records"]?[0]?["values"]?["name"] == "Melati Rekaan")
        let types = item["events"]?.each("type") ?? []
        #expect(types.contains("client.registered"))
        #expect(types.contains("case.opened"))
        let opened = item["events"]?.items?.first { $0["type"] == "case.opened" }
        #expect(opened?["details"]?["summary"] == "Rekaan.")
        let look = try reception.rows("access.list", ["action": "export"], by: "galih")[0]
        #expect(look?["subjects"] == [Reception.melati])
        let unreasoned = export.changing(["reason": nil])
        #expect(
            try reception.office.error("client.export", unreasoned, as: "galih") == "invalidParams"
        )
    }

    @Test func `an export goes on at its cursor until everything was told once`() throws {
        try reception.case(of: Reception.melati)
        _ = try reception.item("client.reveal", reveal(for: "service"), by: "sekar")
        let export: JSONValue = ["client": Reception.melati, "reason": "permintaan"]
        let whole = try reception.item("client.export", export, by: "galih")
        var page = try reception.office.call(
            "client.export",
            export.changing(["limit": 1]),
            as: "galih"
        )
        var events = page["item"]?["events"]?.items ?? []
        var accesses = page["item"]?["accesses"]?.items ?? []
        #expect(page["item"]?["records"]?.items?.count == 1)
        while let cursor = page["next"]?.string, events.count + accesses.count < 100 {
            page = try reception.office.call(
                "client.export",
                export.changing(["limit": 1, "cursor": .string(cursor)]),
                as: "galih"
            )
            #expect(page["item"]?["records"] == [])
            events += page["item"]?["events"]?.items ?? []
            accesses += page["item"]?["accesses"]?.items ?? []
        }
        #expect(events == whole["events"]?.items)
        // The look at the whole came in between; those at its pages stay out.
        #expect(accesses.dropLast() == whole["accesses"]?.items?[...])
        #expect(accesses.last?["method"] == "client.export")
        let strange = export.changing(["cursor": "12.nothing.3"])
        #expect(
            try reception.office.error("client.export", strange, as: "galih") == "invalidParams"
        )
    }

    @Test func `an auditor sees a client without masks`() throws {
        let item = try shown(by: "lina")
        #expect(item["initials"] == nil)
        #expect(item["nikMasked"] == nil)
        #expect(item["birthYear"] == 2008)
    }
}
