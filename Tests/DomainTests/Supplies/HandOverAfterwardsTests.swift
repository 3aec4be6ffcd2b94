// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Testing
import TestSupport

/// Goal: a hand-over is taken back or corrected by somebody else, and a dispute is decided by
/// somebody else; method: one bag and some notebooks handed over by dewi.
@Suite struct HandOverAfterwardsTests {
    let depot: Depot
    let trip: JSONValue
    let pupil: JSONValue
    /// The bag of the pupil.
    let bag: JSONValue
    /// The notebooks of the school.
    let books: JSONValue

    init() throws {
        depot = try Depot()
        try depot.gets(100, "BUKU", at: 2500)
        try depot.gets(9, "TAS", at: 85_000)
        trip = try depot.loads([("TAS", 2), ("BUKU", 60)])
        pupil = try depot.pupil()
        bag =
            try depot.does(
                "dewi",
                "distribution.handOver",
                depot.gift(trip, pupil)
            )["handover"] ?? nil
        books =
            try depot.does(
                "dewi",
                "distribution.handOver",
                depot.delivery(trip, [("BUKU", 60)])
            )["handover"] ?? nil
    }

    private var ofBag: JSONValue { ["distribution": trip, "handover": bag] }
    private var ofBooks: JSONValue { ["distribution": trip, "handover": books] }

    private func refused(_ verb: String, _ params: JSONValue, by who: String = "sari") throws
        -> Refused
    {
        try depot.refusal(who, "distribution." + verb, params, reason: "keliru")
    }

    private func completed() throws {
        try depot.does(
            "rina",
            "distribution.returnUnclaimed",
            ["distribution": trip, "location": "GUDANG", "lines": Depot.lines([("TAS", 1)])]
        )
        try depot.does("sari", "distribution.complete", ["distribution": trip])
    }

    // MARK: Reversal

    @Test func `a reversal puts the goods back and forgets the assistance`() throws {
        let result = try depot.does(
            "sari",
            "distribution.reverseHandOver",
            ofBag,
            reason: "anak lain"
        )
        #expect(
            result["events"]?.each("type")
                == ["distribution.handOverReversed", "fund.entryReversed"]
        )
        #expect(result["handover"] == bag)
        let item = try depot.asks("rina", "distribution.show", ["distribution": trip])
        #expect(item["handovers"]?[0]?["reversed"] == true)
        #expect(try depot.asks("rina", "distribution.assistance", ["beneficiary": pupil]) == [])
        let rows = try depot.asks("rina", "distribution.list")
        #expect(rows.each("handedOver") == [60, 0])
        #expect(rows.each("recipients") == [30, 0])
        #expect(rows.each("value") == [150_000, 0])
        let journal = try depot.asks("lina", "fund.journal", ["entry": result["entry"] ?? nil])
        #expect(journal.each("account") == ["expenses:programme:schoolSupplies", "assets:stock"])
        #expect(journal.each("credit") == [85_000, 0])
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, pupil))
    }

    @Test func `a hand-over is reversed once, by another, without an open dispute`() throws {
        #expect(try depot.error("sari", "distribution.reverseHandOver", ofBag) == "invalidParams")
        let mine = try depot.does(
            "maya",
            "distribution.handOver",
            depot.gift(trip, try depot.pupil("Anak Lain"))
        )
        let own = try refused(
            "reverseHandOver",
            ["distribution": trip, "handover": mine["handover"] ?? nil],
            by: "maya"
        )
        #expect(own == Refused(code: "selfApproval", details: ["handedOverBy": "maya"]))
        try depot.does("tono", "distribution.disputeReceipt", ofBag, reason: "belum terima")
        let open = try refused("reverseHandOver", ofBag)
        #expect(open == Refused(code: "disputeOpen", details: ["handover": bag]))
        try depot.does("sari", "distribution.reverseHandOver", ofBooks, reason: "keliru")
        let again = try refused("reverseHandOver", ofBooks)
        #expect(again == Refused(code: "alreadyReversed", details: ["handover": books]))
        let elsewhere = try depot.plans([("BUKU", 1)])
        let foreign = ofBag.changing(["distribution": elsewhere])
        #expect(
            try depot.error("sari", "distribution.reverseHandOver", foreign, reason: "keliru")
                == "notFound"
        )
    }

    @Test func `after completion nothing is reversed`() throws {
        try completed()
        let late = try refused("reverseHandOver", ofBag)
        #expect(late["state"] == "completed")
        #expect(late["needed"] == ["loaded"])
    }

    // MARK: Correction

    @Test func `a correction moves the assistance to the right pupil, also later`() throws {
        try completed()
        let right = try depot.pupil("Anak Benar")
        let result = try depot.does(
            "sari",
            "distribution.correctHandOver",
            ofBag.changing(["beneficiary": right]),
            reason: "tertukar nama"
        )
        #expect(result["events"]?.each("type") == ["distribution.handOverCorrected"])
        #expect(try depot.asks("rina", "distribution.assistance", ["beneficiary": pupil]) == [])
        let rows = try depot.asks("rina", "distribution.assistance", ["beneficiary": right])
        #expect(rows.each("handover") == [bag])
    }

    @Test func `a pupil who received already is not the right one`() throws {
        let other = try depot.pupil("Anak Lain")
        let second = try depot.does("dewi", "distribution.handOver", depot.gift(trip, other))
        let wrong = try refused("correctHandOver", ofBag.changing(["beneficiary": other]))
        #expect(wrong.code == "alreadyAssisted")
        #expect(wrong["beneficiary"] == other)
        #expect(second["handover"] == "BST-2016-0003")
    }

    @Test func `by leave the pupil may have received already`() throws {
        let other = try depot.pupil("Anak Lain")
        try depot.does("dewi", "distribution.handOver", depot.gift(trip, other))
        try depot.does(
            "hadi",
            "distribution.overrideDoubleAssistance",
            ["distribution": trip, "beneficiary": other, "itemCategory": "bag"],
            reason: "banjir"
        )
        let right = ofBag.changing(["beneficiary": other])
        try depot.does("sari", "distribution.correctHandOver", right, reason: "tertukar nama")
        let rows = try depot.asks("rina", "distribution.assistance", ["beneficiary": other])
        #expect(rows.each("overriddenBy") == ["hadi", .null])
    }

    @Test func `words are corrected, and only what is wrong`() throws {
        let same = ofBag.changing(["witness": "hadi", "beneficiary": pupil])
        #expect(try refused("correctHandOver", same).code == "nothingChanged")
        #expect(try refused("correctHandOver", ofBag).code == "nothingChanged")
        let count = try refused("correctHandOver", ofBag.changing(["pupilCount": 2]))
        #expect(
            count == Refused(code: "fieldNotCorrectable", details: ["fields": ["pupilCount"]])
        )
        let pupilOfSchool = try refused("correctHandOver", ofBooks.changing(["beneficiary": pupil]))
        #expect(pupilOfSchool["fields"] == ["beneficiary"])
        let teacher = try refused("correctHandOver", ofBooks.changing(["ackRelation": "teacher"]))
        #expect(teacher["needed"] == ["headteacher"])
        let minor = try refused("correctHandOver", ofBag.changing(["ackRelation": "self"]))
        #expect(minor["needed"] == ["guardian", "teacher", "headteacher"])
        let witness = try refused("correctHandOver", ofBag.changing(["witness": "dewi"]))
        #expect(witness == Refused(code: "witnessNotDistinct", details: ["witness": "dewi"]))
        try depot.does(
            "sari",
            "distribution.correctHandOver",
            ofBooks.changing(["pupilCount": 29]),
            reason: "salah hitung"
        )
        let rows = try depot.asks("rina", "distribution.list")
        #expect(rows.each("recipients") == [29, 1])
    }

    @Test func `who handed over corrects nothing, and nothing reversed is corrected`() throws {
        let mine = try depot.does(
            "maya",
            "distribution.handOver",
            depot.gift(trip, try depot.pupil("Anak Lain"))
        )
        let own = try refused(
            "correctHandOver",
            ["distribution": trip, "handover": mine["handover"] ?? nil, "witness": "nia"],
            by: "maya"
        )
        #expect(own.code == "selfApproval")
        try depot.does("sari", "distribution.reverseHandOver", ofBag, reason: "keliru")
        let gone = try refused("correctHandOver", ofBag.changing(["witness": "nia"]))
        #expect(gone.code == "alreadyReversed")
    }

    @Test func `nothing is dated before the last step of the trip`() throws {
        try depot.does(
            "dewi",
            "distribution.disputeReceipt",
            ofBag,
            on: "2016-08-01",
            reason: "belum terima"
        )
        let early = try refused("resolveDispute", ofBag.changing(["outcome": "receiptConfirmed"]))
        #expect(early == Refused(code: "outOfOrder", details: ["lastStepOn": "2016-08-01"]))
    }

    // MARK: Disputes

    @Test func `a dispute is opened once and decided by another`() throws {
        let none = try refused("resolveDispute", ofBag.changing(["outcome": "receiptConfirmed"]))
        #expect(none == Refused(code: "noDispute", details: ["handover": bag]))
        try completed()
        try depot.does("dewi", "distribution.disputeReceipt", ofBag, reason: "belum terima")
        let twice = try refused("disputeReceipt", ofBag, by: "dewi")
        #expect(twice == Refused(code: "disputeOpen", details: ["handover": bag]))
        let result = try depot.does(
            "hadi",
            "distribution.resolveDispute",
            ofBag.changing(["outcome": "receiptConfirmed"]),
            reason: "sudah diambil"
        )
        #expect(result["outcome"] == "receiptConfirmed")
        let item = try depot.asks("rina", "distribution.show", ["distribution": trip])
        #expect(item["handovers"]?[0]?["dispute"] == "receiptConfirmed")
        try depot.does("dewi", "distribution.disputeReceipt", ofBag, reason: "tetap belum")
    }

    @Test func `who handed over does not decide, and nothing reversed is disputed`() throws {
        let mine = try depot.does(
            "maya",
            "distribution.handOver",
            depot.gift(trip, try depot.pupil("Anak Lain"))
        )
        let params: JSONValue = ["distribution": trip, "handover": mine["handover"] ?? nil]
        try depot.does("dewi", "distribution.disputeReceipt", params, reason: "belum terima")
        let own = try refused(
            "resolveDispute",
            params.changing(["outcome": "closedWithoutAction"]),
            by: "maya"
        )
        #expect(own == Refused(code: "selfApproval", details: ["handedOverBy": "maya"]))
        try depot.does("sari", "distribution.reverseHandOver", ofBag, reason: "keliru")
        #expect(try refused("disputeReceipt", ofBag, by: "dewi").code == "alreadyReversed")
    }
}
