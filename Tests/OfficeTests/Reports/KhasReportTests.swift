// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import EventLog
import Keyring
import Office
import TestSupport
import Testing

/// What donors read about their coins, on the figures of one drive.
@Suite struct KhasReportTests {
    @Test func `every rupiah of a finished drive is told`() throws {
        let khas = try KhasOffice()
        let report = try khas.report()
        #expect(
            report.answer == """
                Terkumpul Rp1.444.000 dari 5 kotak di 4 tempat. Rp1.190.000 sudah menjadi \
                barang di tangan anak-anak, Rp50.000 masih stok, Rp83.500 di bank, \
                biaya Rp120.000 (8,3 %, batas 10 %).
                """
        )
        #expect(report.failedChecks == [])
        #expect(report.leaks == [])
        #expect(report.total("value", of: "denominations") == 1_444_000)
        #expect(report.total("value", of: "boxes") == 1_444_000)
        #expect(report.total("overShort", of: "deposits") == 500)
        #expect(report.total("value", of: "bought") == 1_240_000)
        #expect(report.total("value", of: "given") == 1_190_000)
        #expect(report.total("value", of: "left") == 133_500)
        #expect(
            report.rows(of: "givenByPlace").map { $0["value"] } == [
                360_000, 235_000, 235_000, 360_000,
            ]
        )
        let flow = Set(
            report.rows(of: "flow").map { row in
                [row["from"]?.string, row["to"]?.string, row["value"]?.integer.map { String($0) }]
                    .compactMap(\.self).joined(separator: " ")
            }
        )
        #expect(
            flow.isSuperset(of: [
                "from:P-CMI money 557000", "from:P-BDG money 519500", "from:P-SMD money 161500",
                "from:P-TSM money 206000", "money goods 1240000", "money cost 120000",
                "money bank 83500", "money difference 500", "goods item:BUKU 750000",
                "goods item:TAS 340000", "goods item:SERAGAM 150000", "item:BUKU stock 50000",
            ])
        )
    }

    @Test func `a recount an incident and a dispute are told`() throws {
        let report = try KhasOffice().report()
        let boxes = report.rows(of: "boxes")
        #expect(boxes.first { $0["box"] == "CMI-02" }?["recounts"] == 1)
        #expect(boxes.first { $0["box"] == "CMI-02" }?["counters"] == 3)
        #expect(boxes.first { $0["box"] == "TSM-01" }?["sealIntact"] == false)
        #expect(boxes.first { $0["box"] == "BDG-01" }?["sealIntact"] == true)
        #expect(report.rows(of: "incidents").map { $0["kind"] } == ["sealMismatch"])
        #expect(report.rows(of: "disputes").map { $0["dispute"] } == ["receiptConfirmed"])
        let corrections = report.rows(of: "corrections")
        #expect(
            corrections.map { $0["reason"] } == ["kurang satu nol", "tercatat untuk anak lain"]
        )
        #expect(report.rows(of: "costs").map { $0["amount"] } == [120_000])
    }

    @Test func `what was carried over is told as moved`() throws {
        let khas = try KhasOffice(until: .carryOver)
        let report = try khas.report()
        #expect(report.answer.contains("Rp133.500 dipindahkan ke dana lain"))
        #expect(report.failedChecks == [])
        #expect(report.leaks == [])
        #expect(report.total("value", of: "left") == 133_500)
        #expect(report.rows(of: "left").last?["value"] == 133_500)
        let decision = report.rows(of: "left").last?["decision"]?.string
        #expect(decision?.hasSuffix(": untuk tahun berikutnya") == true)
    }

    @Test func `money that goes to another fund comes in once`() throws {
        let khas = try KhasOffice(until: .carryOver)
        let annual = try khas.office.call("report.annual", ["year": 2016], as: "nia")["item"] ?? nil
        #expect(annual.total("moneyIn", of: "money") == 1_444_000)
        #expect(annual.total("moved", of: "money") == 0)
        let moved = annual.rows(of: "money").compactMap { $0["moved"]?.integer }
        #expect(moved.sorted() == [-83_500, 83_500])
    }

    @Test func `a running drive has an interim report that says what is open`() throws {
        let khas = try KhasOffice(until: .boxes)
        let report = try khas.report(lang: "en")
        #expect(report.answer.hasPrefix("INTERIM"))
        #expect(report.answer.contains("5 boxes, 0 counts"))
        #expect(report.failedChecks == ["allBoxes"])
        try khas.play(.counts)
        #expect(try khas.report().failedChecks == [])
        #expect(try khas.report().answer.contains("Rp1.444.000 belum disetor"))
    }

    @Test func `pupils below five are hidden from everybody and cannot be worked out`() throws {
        let report = try KhasOffice().report()
        let pupils = report.rows(of: "handOvers").map { $0["pupils"] }
        let hidden: JSONValue = ["suppressed": true]
        // Thirty at a school four times, and one, two, one and two by name.
        #expect(pupils.count { $0 == hidden } >= 4)
        #expect(report["suppression"]?["primary"] == 4)
        #expect(report.fact("pupils")?["value"] == report.total("pupils", of: "handOvers"))
        let records = report.rows(of: "handOvers").map { $0["records"]?.integer }
        #expect(records == [nil, 1, nil, 1, nil, 1, nil, 1])
        // Numbers of the others would tell how many of the series are the pupils'.
        let text = String(
            decoding: CanonicalJSON.bytes(.array(report.rows(of: "handOvers"))),
            as: UTF8.self
        )
        #expect(!text.contains("BST-"))
    }

    @Test func `the report names nobody`() throws {
        let khas = try KhasOffice()
        let text = try khas.report().line
        for name in ["Umpama", "dewi", "hadi", "\"budi\"", "005123450"] {
            #expect(!text.contains(name), "\(name)")
        }
    }

    // MARK: The value as a whole

    @Test func `a report of the past has the digest of then`() throws {
        let khas = try KhasOffice(until: .money)
        let then = try khas.report()
        let asOf: JSONValue = [
            "date": then["asOf"]?["date"] ?? nil, "position": then["asOf"]?["position"] ?? nil,
        ]
        try khas.play(.goods)
        let now = try khas.report()
        #expect(now["digest"] != then["digest"])
        let again = try khas.report(of: ["drive": "KHAS-2016", "asOf": asOf])
        #expect(again["digest"] == then["digest"])
        #expect(again["asOf"] == then["asOf"])
    }

    @Test func `the digest is over the value without what changes between two answers`() throws {
        let report = try KhasOffice(until: .start).report()
        let kept = report.changing(["digest": nil, "anchor": nil, "generatedAt": nil])
        let digest = Hexadecimal.text(Digest32(hashing: CanonicalJSON.bytes(kept)).bytes)
        #expect(report["digest"]?.string == "sha256:" + digest)
        let lines = report["anchor"]?.string?.split(separator: "\n") ?? []
        #expect(lines.count == 4)
        #expect(lines.first == "peksos/\(report["store"]?["id"]?.string ?? "")")
        #expect(Anchor(text: report["anchor"]?.string ?? "") != nil)
    }

    @Test func `a report is for those who may have it and of a drive that is there`() throws {
        let khas = try KhasOffice(until: .start)
        let params: JSONValue = ["drive": "KHAS-2016"]
        #expect(
            try khas.office.error("report.khasAccountability", params, as: "dewi") == "forbidden"
        )
        #expect(try khas.report(as: "rudi")["audience"] == "donor")
        let unknown: JSONValue = ["drive": "KHAS-2017"]
        #expect(
            try khas.office.error("report.khasAccountability", unknown, as: "nia") == "notFound"
        )
        let listed = try khas.office.call("report.list", as: "rudi")["rows"]?.items ?? []
        #expect(listed.contains { $0["report"] == "report.khasAccountability" })
        #expect(listed.contains { $0["command"] == "report khas-accountability" })
        let forWorker = try khas.office.call("report.list", as: "dewi")["rows"]?.items ?? []
        #expect(!forWorker.contains { $0["report"] == "report.khasAccountability" })
    }
}
