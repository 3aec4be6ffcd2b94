// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// The registry of workers: every rule and refusal of its commands, by calls.
@Suite struct WorkerTests {
    private let roll: Roll

    init() throws { roll = try Roll() }

    @Test func `a worker is registered and shown by name`() throws {
        let worker = try roll.worker("Ratna Karangan")
        #expect(worker == "PKS-2016-0001")
        let item = try roll.show(worker)
        #expect(item["name"] == "Ratna Karangan")
        #expect(item["degree"] == "socialWork")
        #expect(item["certificate"] == .some(.null))
        #expect(item["certifiedOnDate"] == false)
        #expect(item["active"] == true)
    }

    @Test func `an auditor sees a worker without the name and a reader sees none`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let item = try roll.office.call("worker.show", ["worker": worker], as: "putri")["item"]
        #expect(item?["worker"] == worker)
        #expect(item?["name"] == nil)
        #expect(try roll.office.error("worker.show", ["worker": worker], as: "umum") == "forbidden")
    }

    @Test func `a NIK has a birth date in it and belongs to one worker`() throws {
        func params(_ nik: String) -> JSONValue {
            ["name": "Ratna Karangan", "degree": "socialWork", "nik": .string(nik)]
        }
        #expect(
            try roll.refused("worker.register", params("3277013503080001")) == "nikMalformed"
        )
        let first = try roll.call("worker.register", params("3277015203080001"))["worker"]
        let refusal = try roll.office.refused(
            "worker.register",
            roll.dated(params("3277015203080001")),
            as: "tirta"
        )
        #expect(refusal.code == "nikTaken")
        #expect(refusal.details["worker"] == first)
    }

    // MARK: Certificates

    @Test func `a certificate is valid for five years unless its paper says otherwise`() throws {
        let worker = try roll.worker("Ratna Karangan")
        #expect(try roll.certify(worker, "A-1")["validTo"] == "2020-06-01")
        #expect(try roll.show(worker, on: "2020-06-01")["certifiedOnDate"] == true)
        #expect(try roll.show(worker, on: "2020-06-02")["certifiedOnDate"] == false)
        let shown = try roll.show(worker)["certificate"]
        #expect(shown == ["level": "generalist", "no": "A-1", "validTo": "2020-06-01"])
    }

    @Test func `a certificate needs a passed exam with all its facts`() throws {
        let worker = try roll.worker("Wulan Andaikata")
        let bare = roll.certificate(
            worker,
            "A-1",
            ["examHeldOn", "examBody", "examEvidence"].map { JSONMember($0, .null) }
        )
        #expect(try roll.refused("worker.certify", bare) == "noPassedExam")
        for missing in ["examHeldOn", "examBody", "examEvidence"] {
            let params = roll.certificate(worker, "A-1", [JSONMember(missing, .null)])
            #expect(
                try roll.office.error("worker.certify", roll.dated(params), as: "tirta")
                    == "invalidParams"
            )
        }
    }

    @Test(arguments: ["other", "none"])
    func `a certificate needs a recognised degree`(degree: String) throws {
        let worker = try roll.worker("Wulan Andaikata", degree: degree)
        let refusal = try roll.office.refused(
            "worker.certify",
            roll.dated(roll.certificate(worker, "A-1")),
            as: "tirta"
        )
        #expect(refusal.code == "notEligible")
        #expect(refusal.details["because"] == ["degree"])
    }

    @Test func `a certificate number belongs to one worker`() throws {
        let first = try roll.worker("Ratna Karangan")
        let second = try roll.worker("Bagus Perumpamaan")
        try roll.certify(first, "A-1")
        let refusal = try roll.office.refused(
            "worker.certify",
            roll.dated(roll.certificate(second, "A-1")),
            as: "tirta"
        )
        #expect(refusal.code == "certificateNoTaken")
        #expect(refusal.details["worker"] == first)
    }

    @Test func `a certificate ends after it begins and comes from a certification body`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let early = roll.certificate(worker, "A-1", [JSONMember("validTo", "2015-05-31")])
        #expect(try roll.refused("worker.certify", early) == "validityDates")
        for param in ["issuedBy", "examBody"] {
            let params = roll.certificate(worker, "A-1", [JSONMember(param, roll.home)])
            #expect(try roll.refused("worker.certify", params) == "issuerNotCertifier")
        }
    }

    // MARK: Posts

    @Test func `primary postings do not overlap and others may`() throws {
        let worker = try roll.posted("Ratna Karangan")
        let second: JSONValue = ["worker": worker, "kind": "kelurahan", "area": "32.77.01"]
        let refusal = try roll.office.refused("worker.post", roll.dated(second), as: "tirta")
        #expect(refusal.code == "postingOverlap")
        #expect(refusal.details["posting"] == "PKS-2016-0001/N1")
        let beside: JSONValue = [
            "worker": worker, "kind": "school", "area": "32.77", "primary": false,
        ]
        #expect(try roll.call("worker.post", beside)["posting"] == "PKS-2016-0001/N2")
    }

    @Test func `a post is at an organisation or in an area and not both`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let params: [JSONValue] = [
            ["worker": worker, "kind": "office"],
            ["worker": worker, "kind": "office", "organisation": roll.home, "area": "32.77"],
        ]
        for given in params {
            #expect(
                try roll.office.error("worker.post", roll.dated(given), as: "tirta")
                    == "invalidParams"
            )
        }
    }

    @Test func `a post ends after it begins`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let params: JSONValue = [
            "worker": worker, "kind": "school", "area": "32.77", "from": "2016-03-02",
            "to": "2016-03-01",
        ]
        #expect(try roll.refused("worker.post", params) == "validityDates")
    }

    @Test func `a post at a government office beside one at a welfare body warns`() throws {
        let worker = try roll.posted("Agustus Fajar")
        let params: JSONValue = [
            "worker": worker, "kind": "dinasSosial", "organisation": roll.government,
            "primary": false,
        ]
        let warnings = try roll.call("worker.post", params)["warnings"]
        #expect(warnings?[0]?["code"] == "interestToDeclare")
        let historic: JSONValue = [
            "worker": worker, "kind": "kelurahan", "area": "32.77.01", "primary": false,
            "backfilled": true,
        ]
        #expect(try roll.call("worker.post", historic)["warnings"] == [])
    }

    @Test func `an organisation counts the workers posted there on the day`() throws {
        let worker = try roll.posted("Ratna Karangan")
        _ = try roll.posted("Bagus Perumpamaan")
        try roll.certify(worker, "A-1")
        func home(_ day: String) throws -> JSONValue? {
            let result = try roll.office.call(
                "organisation.list",
                ["kind": "lks", "asOf": .string(day)],
                as: "dimas"
            )
            return result["rows"]?[0]
        }
        #expect(try home("2016-03-09")?["withoutWorker"] == true)
        #expect(try home("2016-03-10")?["workers"] == 2)
        #expect(try home("2016-03-10")?["certifiedWorkers"] == 1)
        try roll.call(
            "worker.endPosting",
            [
                "worker": worker, "posting": "PKS-2016-0001/N1", "on": "2016-03-31",
            ]
        )
        #expect(try home("2016-04-01")?["certifiedWorkers"] == 0)
        let bare = try roll.office.call("organisation.list", ["withoutWorker": true], as: "dimas")
        #expect(bare["rows"]?.items?.count == 2)
    }

    @Test func `a post ends once`() throws {
        let worker = try roll.posted("Ratna Karangan")
        let params: JSONValue = ["worker": worker, "posting": "PKS-2016-0001/N1"]
        let before = params.changing(["on": "2016-03-09"])
        #expect(try roll.refused("worker.endPosting", before) == "validityDates")
        try roll.call("worker.endPosting", params)
        #expect(try roll.refused("worker.endPosting", params) == "postingEnded")
        let unknown: JSONValue = ["worker": worker, "posting": "PKS-2016-0001/N9"]
        #expect(
            try roll.office.error("worker.endPosting", roll.dated(unknown), as: "tirta")
                == "notFound"
        )
    }

    // MARK: Leaving

    @Test func `a worker leaves and comes back`() throws {
        let worker = try roll.posted("Ratna Karangan")
        let params: JSONValue = ["worker": worker, "reason": "pindah"]
        try roll.call("worker.deactivate", params)
        #expect(try roll.refused("worker.deactivate", params) == "workerNotActive")
        #expect(try roll.show(worker)["postings"]?[0]?["to"] == "2016-03-10")
        let post: JSONValue = ["worker": worker, "kind": "school", "area": "32.77"]
        #expect(
            try roll.refused(
                "worker.post",
                [
                    "worker": worker, "kind": "school", "area": "32.77", "from": "2016-04-01",
                ]
            ) == "workerNotActive"
        )
        try roll.call("worker.reactivate", ["worker": worker])
        #expect(try roll.refused("worker.reactivate", ["worker": worker]) == "workerActive")
        #expect(try roll.refused("worker.post", post) == "postingOverlap")
    }

    @Test func `only a worker who has left is erased`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let params: JSONValue = [
            "worker": worker, "basis": "subjectRequest", "reason": "permohonan",
        ]
        #expect(try roll.refused("worker.erase", params, as: "galih") == "workerActive")
        try roll.call("worker.deactivate", ["worker": worker, "reason": "pindah"])
        let request = try roll.call("worker.erase", params, as: "galih")
        try roll.office.call(
            "approval.approve",
            ["approval": request["approval"] ?? nil, "digest": request["digest"] ?? nil],
            as: "ratna"
        )
        let item = try roll.office.call("worker.show", ["worker": worker], as: "dimas")["item"]
        #expect(item?["name"] == .some(.null))
        #expect(try roll.refused("worker.erase", params, as: "galih") == "alreadyErased")
        #expect(try roll.refused("worker.reactivate", ["worker": worker]) == "subjectErased")
    }

    // MARK: Interests

    @Test func `a worker declares an interest and no other worker does it instead`() throws {
        let worker = try roll.posted("Sekar Umpamanya")
        try roll.office.call(
            "operator.link",
            ["operator": "sekar", "worker": worker, "occurredOn": "2016-03-10"]
        )
        let params: JSONValue = ["worker": worker, "organisation": roll.home]
        try roll.call("worker.declareInterest", params, as: "sekar")
        try roll.call("worker.declareInterest", params)
        let kind = try roll.office.error("worker.declareInterest", params, as: "ratna")
        #expect(kind == "notFound")
        let both: JSONValue = ["worker": worker]
        #expect(
            try roll.office.error("worker.declareInterest", both, as: "tirta") == "invalidParams"
        )
    }

    @Test func `workers are stored as ever`() throws {
        #expect(try StoredEvents.differences(WorkerEvent.self) == [])
    }
}
