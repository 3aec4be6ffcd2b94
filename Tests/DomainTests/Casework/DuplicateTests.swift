// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: records that may be one person are found, judged once, and merged into the older; method:
/// the names of the sources, and clients who look alike.
@Suite struct DuplicateTests {
    let reception: Reception
    let dahlia: JSONValue
    let sari: JSONValue

    init() throws {
        reception = try Reception()
        dahlia = try reception.client("Dahlia Contohnya", born: "1999-11-20")
        sari = try reception.client("Dahlia Contohnya Sari", proceedDespite: [dahlia])
    }

    private var pair: JSONValue { "KLN-2016-0003~KLN-2016-0004" }

    private func likeness(_ one: String, _ other: String, dates: [String?] = [nil, nil]) -> Likeness
    {
        func hashes(_ name: String, _ date: String?) -> SubjectHashes {
            var hashes = SubjectHashes(name: NameHashes(name) { $0 })
            hashes.birthDate = date
            return hashes
        }
        return Likeness(hashes(one, dates[0]), hashes(other, dates[1]))
    }

    @Test func `names are alike by the words they share`() {
        #expect(likeness("Abd Muhni Salam", "Abd. Muhni Salam").score == 1000)
        let agustus = likeness("Agustus Fajar Senjaya", "Agustus Fajar")
        #expect(agustus.score == 800)
        #expect(agustus.isProposed)
        #expect(agustus.reasons == [.personName])
        let abidin = likeness("Juli Abidin", "Zainal Abidin")
        #expect(abidin.score == 500)
        #expect(!abidin.isProposed)
        #expect(abidin.reasons == [])
    }

    @Test func `birth dates move the score, and a single word needs them`() {
        #expect(likeness("Siti Nur", "Siti Nur", dates: ["a", "b"]).score == 700)
        #expect(likeness("Siti Nur Ani", "Siti Nur Eka", dates: ["a", "a"]).score == 766)
        #expect(likeness("Siti Nur Ani", "Siti Nur Eka", dates: ["a", "a"]).isProposed)
        #expect(!likeness("Melati", "Melati").isProposed)
        #expect(likeness("Melati", "Melati", dates: ["a", "a"]).isProposed)
        #expect(likeness("Melati", "Melati", dates: ["a", "a"]).score == 1000)
    }

    @Test func `a pair that was let pass stays open and is told with initials`() throws {
        let rows = try reception.rows("duplicate.list", by: "ratna")
        #expect(rows.each("pair") == [pair])
        #expect(rows[0]?["score"] == 800)
        #expect(rows[0]?["reasons"] == ["name"])
        #expect(rows[0]?["aInitials"] == "D.C.")
        #expect(rows[0]?["bInitials"] == "D.C.S.")
        #expect(try reception.rows("duplicate.list", ["kind": "registry"], by: "ratna") == [])
        let audited = try reception.rows("duplicate.list", by: "lina")
        #expect(audited[0]?["aInitials"] == nil)
        #expect(try reception.rows("duplicate.list", ["kind": "client"], by: "dewi") == [])
    }

    @Test func `a dismissed pair stays so until a name, birth date or NIK changes`() throws {
        try reception.does("duplicate.dismiss", ["pair": pair, "reason": "dua"], by: "ratna")
        #expect(try reception.rows("duplicate.list", by: "ratna") == [])
        let again: JSONValue = ["pair": pair, "reason": "dua"]
        #expect(
            try reception.refusal("duplicate.dismiss", again, by: "ratna")
                == Refused(code: "pairDecided", details: ["state": "dismissed"])
        )
        let phone: JSONValue = [
            "client": sari, "changes": ["phone": "0812345678"], "reason": "nomor baru",
        ]
        try reception.does("client.correct", phone)
        #expect(try reception.rows("duplicate.list", by: "ratna") == [])
        let name: JSONValue = [
            "client": sari, "changes": ["name": "Dahlia Contohnya"], "reason": "ejaan",
        ]
        try reception.does("client.correct", name)
        let rows = try reception.rows("duplicate.list", by: "ratna")
        #expect(rows.each("pair") == [pair])
        #expect(rows[0]?["score"] == 1000)
    }

    @Test func `people point at pairs that the office does not see`() throws {
        let flag: JSONValue = [
            "a": Reception.sri, "b": Reception.melati, "reason": "kata tetangga",
        ]
        #expect(
            try reception.does("duplicate.flag", flag)["pair"] == "KLN-2016-0001~KLN-2016-0002"
        )
        let row = try reception.rows("duplicate.list", ["subject": Reception.sri], by: "ratna")[0]
        #expect(row?["flagged"] == true)
        let own = flag.changing(["b": Reception.sri])
        #expect(try reception.refusal("duplicate.flag", own).code == "mergeSelf")
        let absent = flag.changing(["b": "KLN-2016-0099"])
        #expect(try reception.error("duplicate.flag", absent) == "notFound")
        #expect(try reception.error("duplicate.flag", flag, by: "dewi") == "notFound")
    }

    @Test func `pairs of the registry are for the registrar, with names`() throws {
        let contact: JSONValue = ["name": "Agustus Fajar Senjaya"]
        let worker: JSONValue = ["name": "Agustus Fajar", "degree": "none"]
        try reception.does("contact.register", contact, by: "dewi")
        try reception.does("worker.register", worker, by: "dewi")
        let subject: JSONValue = ["subject": "KTK-2016-0001"]
        let row = try reception.rows("duplicate.list", subject, by: "dewi")[0]
        #expect(row?["score"] == 800)
        #expect(row?["aInitials"] == "Agustus Fajar Senjaya")
        #expect(try reception.rows("duplicate.list", subject, by: "ratna") == [])
        let decide: JSONValue = ["pair": row?["pair"] ?? nil, "reason": "satu orang"]
        #expect(try reception.error("duplicate.dismiss", decide, by: "ratna") == "notFound")
        try reception.does("duplicate.confirm", decide, by: "dewi")
        let state: JSONValue = ["state": "confirmed"]
        #expect(try reception.rows("duplicate.list", state, by: "dewi")[0]?["decidedBy"] == "dewi")
        let clients: JSONValue = ["pair": pair, "reason": "satu orang"]
        #expect(try reception.refusal("duplicate.confirm", clients, by: "dewi").code == "useMerge")
        #expect(try reception.error("duplicate.dismiss", clients, by: "dewi") == "notFound")
    }

    @Test func `a name that everybody has proposes each record to a few others only`() throws {
        for _ in 0..<30 {
            try reception.does("contact.register", ["name": "Anak Rekaan"], by: "dewi")
        }
        func pairs(of contact: JSONValue) throws -> JSONValue {
            try reception.rows("duplicate.list", ["subject": contact, "limit": 100], by: "dewi")
        }
        #expect(try pairs(of: "KTK-2016-0001").each("b").count == 29)
        #expect(try pairs(of: "KTK-2016-0030").each("a").count == Likeness.proposed)
        #expect(try pairs(of: "KTK-2016-0030")[0]?["a"] == "KTK-2016-0001")
    }

    @Test func `the younger record goes into the older one`() throws {
        func merge(_ client: JSONValue, _ into: JSONValue) -> JSONValue {
            ["client": client, "into": into, "reason": "orang yang sama"]
        }
        let swapped = try reception.refusal("client.merge", merge(dahlia, sari), by: "ratna")
        #expect(swapped.code == "mergeIntoYounger")
        #expect(swapped["swap"]?["client"] == sari)
        let own = try reception.refusal("client.merge", merge(sari, sari), by: "ratna")
        #expect(own.code == "mergeSelf")
        try reception.does("client.merge", merge(sari, dahlia), by: "ratna")
        let again = try reception.refusal("client.merge", merge(sari, dahlia), by: "ratna")
        #expect(again == Refused(code: "alreadyMerged", details: ["into": dahlia]))
        let third = try reception.client("Lain Lagi")
        let closed = try reception.refusal("client.merge", merge(third, sari), by: "ratna")
        #expect(closed.code == "mergeTargetClosed")
        let rows = try reception.rows("duplicate.list", ["state": "all"], by: "ratna")
        #expect(rows[0]?["state"] == "merged")
        let found = try reception.rows("client.find", ["name": "Contohnya Sari"])
        #expect(found[0]?["mergedInto"] == dahlia)
    }

    @Test func `cases in one programme are merged before their clients`() throws {
        for client in [dahlia, sari] {
            try reception.does(
                "case.open",
                [
                    "client": client, "ppksCode": 2, "setting": "family", "source": "walkIn",
                    "summary": "Rekaan.",
                ]
            )
        }
        let merge: JSONValue = ["client": sari, "into": dahlia, "reason": "sama"]
        let refused = try reception.refusal("client.merge", merge, by: "ratna")
        #expect(
            refused
                == Refused(
                    code: "openCaseExists",
                    details: ["cases": ["KSS-2016-0001", "KSS-2016-0002"]]
                )
        )
    }
}
