// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Complaints: filed by one, handled by another, closed by a third, and never seen by the worker
/// they are about.
@Suite struct ComplaintTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try Team.join(office)
    }

    private func worker(_ slug: String) -> JSONValue { .string(Team.workers[slug] ?? "") }

    @discardableResult
    private func file(
        _ params: JSONValue = [:],
        as slug: String = "intan"
    ) throws -> JSONValue {
        let own: JSONValue = [
            "kind": "worker", "about": worker("sekar"), "text": "Petugas Qwexyz tidak datang.",
            "complainantName": "Bu Rekaan", "channel": "phone", "occurredOn": "2016-08-01",
        ]
        return try office.call("complaint.file", own.changing(params), as: slug)["complaint"] ?? nil
    }

    private func assign(_ complaint: JSONValue, to handler: String = "wulan") throws {
        try office.call(
            "complaint.assign",
            [
                "complaint": complaint, "handler": .string(handler), "occurredOn": "2016-08-02",
            ],
            as: "ratna"
        )
    }

    private func answer(_ complaint: JSONValue, as slug: String = "wulan") throws {
        try office.call("complaint.answer", answering(complaint), as: slug)
    }

    private func answering(_ complaint: JSONValue) -> JSONValue {
        [
            "complaint": complaint, "answer": "Kunjungan diulang.",
            "occurredOn": "2016-08-05",
        ]
    }

    private func closing(_ complaint: JSONValue) -> JSONValue {
        ["complaint": complaint, "outcome": "partlyUpheld", "occurredOn": "2016-08-09"]
    }

    private func list(as slug: String, _ params: JSONValue = [:]) throws -> [JSONValue] {
        try office.call("complaint.list", params, as: slug)["rows"]?.items ?? []
    }

    // MARK: The way of a complaint

    @Test func `a complaint is filed, assigned, answered and closed`() throws {
        let complaint = try file()
        #expect(complaint == "ADU-2016-0001")
        let asOf: JSONValue = ["asOf": "2016-08-20"]
        func state() throws -> JSONValue? { try list(as: "budi", asOf).first?["state"] }
        #expect(try state() == "filed")
        try assign(complaint)
        #expect(try state() == "assigned")
        try answer(complaint)
        #expect(try state() == "answered")
        let open = try #require(try list(as: "budi", asOf).first)
        #expect(open["daysOpen"] == 19)
        try office.call("complaint.close", closing(complaint), as: "ratna")
        let wanted: JSONValue = [
            "complaint": complaint, "kind": "worker", "about": worker("sekar"),
            "filedOn": "2016-08-01", "handler": "wulan", "state": "closed",
            "outcome": "partlyUpheld", "daysOpen": 8,
        ]
        #expect(try list(as: "budi", asOf).first?.holds(wanted) == true)
    }

    @Test func `what is said is sealed with a key of the complaint`() throws {
        let complaint = try file()
        let id = try #require(complaint.string)
        let stream: JSONValue = ["stream": .string("complaint-" + id)]
        let shown = try office.call("events.read", stream)
        // The administrator sees headers; nobody sees what is sealed.
        #expect(shown["rows"]?.each("type") == ["complaint.filed"])
        #expect(!shown.line.contains("Qwexyz"))
        #expect(!(try list(as: "budi")).contains { $0.line.contains("Rekaan") })
    }

    @Test func `a complaint may be taken higher by its handler or a supervisor`() throws {
        let complaint = try file()
        try assign(complaint)
        let up: JSONValue = [
            "complaint": complaint, "to": "board", "reason": "menyangkut tim sendiri",
            "occurredOn": "2016-08-03",
        ]
        for slug in ["wulan", "bagus"] {
            let result = try office.call("complaint.escalate", up, as: slug)
            #expect(result["events"]?.each("type") == ["complaint.escalated"])
        }
        #expect(try office.error("complaint.escalate", up, as: "jaka") == "notFound")
        #expect(try office.error("complaint.escalate", up, as: "budi") == "forbidden")
        let silent = up.changing(["reason": nil])
        #expect(try office.error("complaint.escalate", silent, as: "wulan") == "invalidParams")
    }

    // MARK: Who may not

    @Test func `who is complained about never learns of it`() throws {
        let complaint = try file(["about": worker("ratna")])
        #expect(try list(as: "ratna").isEmpty)
        let params: JSONValue = ["complaint": complaint, "handler": "wulan"]
        #expect(try office.error("complaint.assign", params, as: "ratna") == "notFound")
        #expect(try office.error("complaint.close", closing(complaint), as: "ratna") == "notFound")
        #expect(try list(as: "galih").count == 1)
    }

    @Test func `a supervisor sees complaints about the own team, board and data protection all`()
        throws
    {
        try file()
        try file(["about": worker("jaka")])
        try file(["kind": "office", "about": nil])
        #expect(try list(as: "ratna").map { $0["about"] } == [worker("sekar")])
        #expect(try list(as: "bagus").map { $0["about"] } == [worker("jaka")])
        for slug in ["budi", "galih"] { #expect(try list(as: slug).count == 3) }
        for slug in ["sekar", "intan", "lina", "dimas"] {
            #expect(try office.error("complaint.list", as: slug) == "forbidden")
        }
    }

    @Test func `the handler is not the worker complained about`() throws {
        let complaint = try file()
        let params: JSONValue = [
            "complaint": complaint, "handler": "sekar", "occurredOn": "2016-08-02",
        ]
        #expect(
            try office.refused("complaint.assign", params, as: "ratna").code == "handlerInvolved"
        )
        let nobody = params.changing(["handler": "siapa"])
        #expect(try office.error("complaint.assign", nobody, as: "ratna") == "notFound")
        #expect(try office.error("complaint.assign", params, as: "wulan") == "forbidden")
    }

    @Test func `only the handler answers`() throws {
        let complaint = try file()
        try assign(complaint)
        #expect(
            try office.error("complaint.answer", answering(complaint), as: "jaka") == "notFound"
        )
        let asked = try office.error("complaint.answer", answering(complaint), as: "ratna")
        #expect(asked == "forbidden")
    }

    @Test func `who handled it does not close it, and nobody before the answer`() throws {
        let complaint = try file()
        try assign(complaint, to: "bagus")
        let early = try office.refused("complaint.close", closing(complaint), as: "ratna")
        #expect(early.code == "answerMissing")
        try answer(complaint, as: "bagus")
        let own = try office.refused("complaint.close", closing(complaint), as: "bagus")
        #expect(own.code == "selfApproval")
        try office.call("complaint.close", closing(complaint), as: "budi")
        let again = try office.refused("complaint.close", closing(complaint), as: "budi")
        #expect(again.code == "complaintClosed")
        let params: JSONValue = ["complaint": complaint, "handler": "wulan"]
        #expect(
            try office.refused("complaint.assign", params, as: "budi").code == "complaintClosed"
        )
    }

    @Test func `nobody who works on the case handles a complaint about it`() throws {
        let date: JSONValue = ["occurredOn": "2016-07-01"]
        func call(_ method: String, _ params: JSONValue, as slug: String) throws -> JSONValue {
            try office.call(method, date.changing(params), as: slug)
        }
        let client = try call(
            "client.register",
            ["name": "Melati Rekaan", "sex": "female", "birthYear": 2008, "area": "32.77"],
            as: "intan"
        )["client"]
        let opened =
            try call(
                "case.open",
                [
                    "client": client ?? nil, "ppksCode": 2, "setting": "family", "source": "walkIn",
                    "summary": "x",
                ],
                as: "intan"
            )["case"] ?? nil
        let about: JSONValue = ["kind": "case", "about": opened, "client": client ?? nil]
        let complaint = try file(about)
        // A case that is still new is known to every supervisor.
        #expect(try list(as: "bagus").count == 1)
        _ = try call("case.screen", ["case": opened, "decision": "in", "note": "x"], as: "intan")
        _ = try call("case.assign", ["case": opened, "worker": worker("sekar")], as: "ratna")
        #expect(try list(as: "bagus").isEmpty)
        #expect(try list(as: "ratna").map { $0["about"] } == [opened])
        let params: JSONValue = [
            "complaint": complaint, "handler": "sekar", "occurredOn": "2016-08-02",
        ]
        #expect(
            try office.refused("complaint.assign", params, as: "ratna").code == "handlerInvolved"
        )
        try assign(complaint)
        // What a client says is sealed with the client's key, and not taken once that is gone.
        let limit: JSONValue = ["client": client ?? nil, "reason": "permohonan"]
        try office.call("client.limitProcessing", limit, as: "galih")
        let limited = try office.refused("complaint.answer", answering(complaint), as: "wulan")
        #expect(limited.code == "processingLimited")
        #expect(
            try office.refused(
                "complaint.file",
                [
                    "kind": "office", "text": "x", "client": client ?? nil, "channel": "letter",
                ],
                as: "intan"
            ).code == "processingLimited"
        )
    }

    // MARK: Params

    @Test(
        arguments: [
            (["about": nil], "invalidParams"),
            (["kind": "office"], "invalidParams"),
            (["about": "PKS-2010-0099"], "notFound"),
            (["kind": "case", "about": "KSS-2016-0099"], "notFound"),
            (["kind": "distribution", "about": "SAL-2016-0099"], "notFound"),
            (["kind": "activity", "about": "KGT-2016-0099"], "notFound"),
            (["client": "KLN-2016-0099"], "notFound"),
        ] as [(JSONValue, String)]
    )
    func `a complaint is about something that is there`(change: JSONValue, kind: String) throws {
        let own: JSONValue = [
            "kind": "worker", "about": worker("sekar"), "text": "x", "channel": "letter",
        ]
        #expect(try office.error("complaint.file", own.changing(change), as: "intan") == kind)
    }

    @Test func `steps are in order, and none lies ahead`() throws {
        let complaint = try file()
        try assign(complaint)
        let early = answering(complaint).changing(["occurredOn": "2016-08-01"])
        #expect(try office.refused("complaint.answer", early, as: "wulan").code == "outOfOrder")
        let ahead = answering(complaint).changing(["occurredOn": "2027-01-01"])
        #expect(try office.refused("complaint.answer", ahead, as: "wulan").code == "futureDated")
    }
}
