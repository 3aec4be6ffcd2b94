// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Exams, certificates, letters of registration and licences: every rule and refusal, by calls.
@Suite struct PaperTests {
    private let roll: Roll
    private let profession: JSONValue

    init() throws {
        roll = try Roll()
        profession = try roll.organisation("Profesi Rekaan", "professionalBody")
    }

    // MARK: Exams

    private func exam(_ worker: JSONValue, _ more: [JSONMember] = []) -> JSONValue {
        let members: [JSONMember] = [
            JSONMember("worker", worker), JSONMember("heldOn", "2016-04-09"),
            JSONMember("examBody", roll.certifier), JSONMember("recommendedBy", profession),
        ]
        let names = more.map(\.name)
        return .object(
            members.filter { !names.contains($0.name) } + more.filter { $0.value != .null }
        )
    }

    @Test func `an exam needs a degree and a recommendation of a professional body`() throws {
        let worker = try roll.worker("Wulan Andaikata", degree: "other")
        for recommender in [.null, roll.home] as [JSONValue] {
            let refusal = try roll.office.refused(
                "worker.registerExam",
                roll.dated(exam(worker, [JSONMember("recommendedBy", recommender)])),
                as: "tirta"
            )
            #expect(refusal.code == "notEligible")
            #expect(refusal.details["because"] == ["degree", "recommendation"])
        }
        let graduate = try roll.worker("Ratna Karangan")
        let refusal = try roll.office.refused(
            "worker.registerExam",
            roll.dated(exam(graduate, [JSONMember("recommendedBy", .null)])),
            as: "tirta"
        )
        #expect(refusal.details["because"] == ["recommendation"])
    }

    @Test func `an exam is held by a certification body`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let params = exam(worker, [JSONMember("examBody", roll.home)])
        #expect(try roll.refused("worker.registerExam", params) == "issuerNotCertifier")
    }

    @Test func `a certificate of a mistyped year ends with the dates that can be written`() throws {
        let answer = try roll.call(
            "worker.certify",
            [
                "worker": try roll.worker("Ratna Karangan"), "certificateNo": "A-1",
                "level": "generalist", "issuedBy": roll.certifier, "issuedOn": "2198-05-02",
                "examHeldOn": "2016-04-09", "examBody": roll.certifier,
                "examEvidence": "daftar", "occurredOn": "2016-05-02",
            ]
        )
        #expect(answer["validTo"] == "2199-12-31")
        // A log with a date that nobody can read could never be built anew.
        let job = try roll.office.call("log.verify", ["scope": "full"])["job"] ?? nil
        let ended = try roll.office.call("job.wait", ["job": job, "waitMs": 20_000])
        #expect(ended["result"]?["verdict"] == "sound", "\(ended.line)")
    }

    @Test func `a passed exam serves one certificate and a failed one none`() throws {
        let worker = try roll.worker("Ratna Karangan")
        #expect(try roll.call("worker.registerExam", exam(worker))["exam"] == "PKS-2016-0001/X1")
        #expect(try roll.call("worker.registerExam", exam(worker))["exam"] == "PKS-2016-0001/X2")
        func result(_ number: String, _ result: JSONValue, on day: JSONValue) -> JSONValue {
            [
                "exam": .string("PKS-2016-0001/" + number), "result": result,
                "evidence": "daftar", "occurredOn": day,
            ]
        }
        #expect(
            try roll.refused("worker.recordExamResult", result("X1", "passed", on: "2016-04-08"))
                == "futureDated"
        )
        try roll.call("worker.recordExamResult", result("X1", "failed", on: "2016-04-09"))
        let again = try roll.office.refused(
            "worker.recordExamResult",
            result("X1", "passed", on: "2016-04-09"),
            as: "tirta"
        )
        #expect(again.code == "examDecided")
        #expect(again.details["result"] == "failed")
        func certificate(_ number: String) -> JSONValue {
            [
                "worker": worker, "certificateNo": .string(number), "level": "generalist",
                "issuedBy": roll.certifier, "issuedOn": "2016-05-02",
                "occurredOn": "2016-05-02",
            ]
        }
        #expect(try roll.refused("worker.certify", certificate("A-1")) == "noPassedExam")
        try roll.call("worker.recordExamResult", result("X2", "passed", on: "2016-04-10"))
        try roll.call("worker.certify", certificate("A-1"))
        #expect(try roll.refused("worker.certify", certificate("A-2")) == "noPassedExam")
        #expect(
            try roll.office.error(
                "worker.recordExamResult",
                result("X3", "passed", on: "2016-04-10"),
                as: "tirta"
            ) == "notFound"
        )
    }

    // MARK: Certificates

    private func renewal(_ worker: JSONValue, _ number: String) -> JSONValue {
        [
            "worker": worker, "certificateNo": .string(number), "issuedBy": roll.certifier,
            "issuedOn": "2020-05-30", "occurredOn": "2020-05-30",
        ]
    }

    @Test func `a certificate is renewed under a new number and for five years`() throws {
        let worker = try roll.worker("Ratna Karangan")
        #expect(
            try roll.refused("worker.renewCertificate", renewal(worker, "B-1")) == "noCertificate"
        )
        try roll.certify(worker, "A-1")
        #expect(
            try roll.refused("worker.renewCertificate", renewal(worker, "A-1"))
                == "certificateNoTaken"
        )
        let late = JSONValue.object(
            (renewal(worker, "B-1").members ?? []) + [JSONMember("validTo", "2020-05-29")]
        )
        #expect(try roll.refused("worker.renewCertificate", late) == "validityDates")
        #expect(
            try roll.call("worker.renewCertificate", renewal(worker, "B-1"))["validTo"]
                == "2025-05-30"
        )
        #expect(try roll.show(worker, on: "2025-05-30")["certifiedOnDate"] == true)
    }

    @Test func `a revoked certificate counts no more and is not renewed`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let revocation: JSONValue = [
            "worker": worker, "reason": "putusan", "occurredOn": "2017-01-02",
        ]
        #expect(try roll.refused("worker.revokeCertificate", revocation) == "noCertificate")
        try roll.certify(worker, "A-1")
        try roll.call("worker.revokeCertificate", revocation, as: "arya")
        #expect(try roll.show(worker, on: "2017-01-01")["certifiedOnDate"] == true)
        #expect(try roll.show(worker, on: "2017-01-02")["certifiedOnDate"] == false)
        #expect(
            try roll.refused("worker.renewCertificate", renewal(worker, "B-1")) == "noCertificate"
        )
        // The list of papers waits for its schedule.
        func papers() throws -> JSONValue? {
            try roll.office.call("certificate.list", [:], as: "dimas")["rows"]
        }
        #expect(try papers() == [])
        try roll.certify(roll.worker("Sekar Andaikata"), "A-9")
        #expect(try papers() == [])
        try roll.office.runProjections()
        #expect(try papers()?.each("number") == ["A-9"])
    }

    // MARK: Registration and licences

    private func letter(
        _ worker: JSONValue,
        _ number: String,
        on day: JSONValue = "2020-02-03",
        complete: Bool = true
    ) -> JSONValue {
        [
            "worker": worker, "strNo": .string(number), "issuedBy": profession,
            "issuedOn": day, "healthLetter": .bool(complete), "oath": .bool(complete),
            "ethicsStatement": .bool(complete), "occurredOn": day,
        ]
    }

    @Test func `a letter of registration rests on the law and four requirements`() throws {
        let worker = try roll.worker("Ratna Karangan")
        let early = try roll.office.refused(
            "worker.issueRegistration",
            letter(worker, "STR-1", on: "2019-09-02"),
            as: "tirta"
        )
        #expect(early.code == "notInForce")
        #expect(early.details["from"] == "2019-09-03")
        let bare = try roll.office.refused(
            "worker.issueRegistration",
            letter(worker, "STR-1", complete: false),
            as: "tirta"
        )
        #expect(bare.code == "strRequirements")
        #expect(
            bare.details["missing"] == ["certificate", "healthLetter", "oath", "ethicsStatement"]
        )
        try roll.certify(worker, "A-1")
        let reversed = letter(worker, "STR-1").changing(["validTo": "2020-02-02"])
        #expect(try roll.refused("worker.issueRegistration", reversed) == "validityDates")
        #expect(
            try roll.call("worker.issueRegistration", letter(worker, "STR-1"))["validTo"]
                == "2025-02-03"
        )
        #expect(
            try roll.refused("worker.issueRegistration", letter(worker, "STR-1")) == "strNoTaken"
        )
    }

    private func licence(_ worker: JSONValue, _ number: String, at place: JSONValue) -> JSONValue {
        [
            "worker": worker, "licenceNo": .string(number), "organisation": place,
            "issuedBy": "Kota Rekaan", "issuedOn": "2020-03-01", "validTo": "2021-03-01",
            "occurredOn": "2020-03-01",
        ]
    }

    @Test func `a licence needs a letter and an accredited place, and two places are enough`()
        throws
    {
        let worker = try roll.worker("Ratna Karangan")
        let accreditor = try roll.organisation("Akreditasi Rekaan", "accreditationBody")
        let places = try ["Satu", "Dua", "Tiga"].map { try roll.organisation($0, "lks") }
        let first = licence(worker, "S-1", at: places[0])
        #expect(try roll.refused("worker.license", first) == "strMissing")
        try roll.certify(worker, "A-1")
        try roll.call("worker.issueRegistration", letter(worker, "STR-1"))
        #expect(try roll.refused("worker.license", first) == "institutionNotAccredited")
        for (index, place) in places.enumerated() {
            try roll.call(
                "organisation.accredit",
                [
                    "organisation": place, "rank": "A", "issuedBy": accreditor,
                    "certificateNo": .string("AK-\(index)"), "issuedOn": "2019-01-02",
                    "occurredOn": "2019-01-02",
                ]
            )
        }
        let reversed = first.changing(["validTo": "2020-02-29"])
        #expect(try roll.refused("worker.license", reversed) == "validityDates")
        try roll.call("worker.license", first)
        #expect(
            try roll.refused("worker.license", licence(worker, "S-1", at: places[1]))
                == "licenceNoTaken"
        )
        try roll.call("worker.license", licence(worker, "S-2", at: places[1]))
        let third = licence(worker, "S-3", at: places[2])
        let refusal = try roll.office.refused("worker.license", third, as: "tirta")
        #expect(refusal.code == "tooManyPlaces")
        #expect(refusal.details["limit"] == 2)
        #expect(refusal.details["places"] == 2)
        func suspension(_ number: JSONValue) -> JSONValue {
            [
                "worker": worker, "licenceNo": number, "reason": "laporan",
                "occurredOn": "2020-03-01",
            ]
        }
        #expect(try roll.refused("worker.suspendLicence", suspension("S-9")) == "unknownLicence")
        try roll.call("worker.suspendLicence", suspension("S-2"), as: "arya")
        try roll.call("worker.license", third)
    }

    @Test func `papers that run out are listed by their last day, the newest of a kind`() throws {
        let (one, two) = (try roll.worker("Ratna Karangan"), try roll.worker("Sekar Andaikata"))
        try roll.certify(one, "A-1")
        try roll.certify(two, "A-2")
        try roll.call("worker.renewCertificate", renewal(one, "B-1"))
        func list(_ params: [JSONMember]) throws -> [JSONValue] {
            try roll.office.call("certificate.list", .object(params), as: "dimas")["rows"]?
                .items ?? []
        }
        let rows = try list([JSONMember("asOf", "2020-06-01")])
        #expect(rows.map { $0["number"] } == ["A-2", "B-1"])
        #expect(rows.map { $0["daysLeft"] } == [0, 1824])
        #expect(rows.map { $0["band"] } == ["30", "ok"])
        #expect(rows[0]["workerName"] == "Sekar Andaikata")
        let expired = try list([JSONMember("asOf", "2020-06-02"), JSONMember("band", "expired")])
        #expect(expired.map { $0["number"] } == ["A-2"])
    }
}
