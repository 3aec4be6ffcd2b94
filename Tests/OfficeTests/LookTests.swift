// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import Projections
import TestSupport
import Testing

/// Goal: nothing personal leaves before the look at it is on record; method: a query of the test's
/// own opens the name of one person, and the writer that must record it is held, ended or starved.
@Suite(.timeLimit(.minutes(10))) struct LookTests {
    private let office: TestOffice
    private let person = "PMN-2016-0001"

    init() throws {
        let own = Slice("Test", commands: [], queries: [OpenName.self], events: [], projections: [])
        office = try TestOffice(slices: Slice.all + [own])
        try office.operators([
            "sari": [.coordinator], "rina": [.storekeeper], "lina": [.auditor],
            "galih": [.dataProtection], "hadi": [.supervisor],
        ])
        try office.call(
            "beneficiary.register",
            ["name": "Melati Rekaan", "birthYear": 2006, "occurredOn": "2016-07-01"],
            as: "sari"
        )
    }

    private func params(_ more: JSONValue = [:]) -> JSONValue {
        let own: JSONValue = ["beneficiary": .string(person), "form": "clear"]
        return own.changing(more)
    }

    private func looks(_ params: JSONValue = [:]) throws -> [JSONValue] {
        try office.call("access.list", params, as: "galih")["rows"]?.items ?? []
    }

    // MARK: What is recorded

    @Test func `a field in clear is on record, with its position in the answer`() throws {
        let result = try office.call(
            "test.open",
            params(["purpose": "service", "reason": "kunjungan"]),
            as: "rina"
        )
        #expect(result["item"]?["name"] == "Melati Rekaan")
        let wanted: JSONValue = [
            "position": result["item"]?["access"] ?? nil, "operator": "rina",
            "method": "test.open", "action": "read", "refs": [.string(person)],
            "subjects": [.string(person)], "fieldClass": "case", "fields": ["name"],
            "purpose": "service", "reason": "kunjungan", "allowed": true, "rows": 1,
        ]
        let rows = try looks(["subject": .string(person)])
        #expect(rows.count == 1)
        #expect(rows.first?.holds(wanted) == true, "\(rows)")
        #expect(try office.call("log.head")["position"] == result["item"]?["access"])
    }

    @Test func `a masked field, and one of class office, leave no record`() throws {
        let head = office.office.headPosition
        for (form, shown) in [("masked", "M.R."), ("firstFour", "Mela*********"), ("office", nil)] {
            let result = try office.call("test.open", params(["form": .string(form)]), as: "rina")
            if let shown { #expect(result["item"]?["name"]?.string == shown) }
            #expect(result["item"]?["access"] == .null)
        }
        #expect(office.office.headPosition == head)
    }

    @Test func `for an auditor no seal is opened`() throws {
        let result = try office.call("test.open", params(), as: "lina")
        #expect(result["item"]?["name"] == .null)
        #expect(try looks().isEmpty)
    }

    @Test func `broken glass shows in the record, also of what is masked`() throws {
        _ = try office.call("test.open", params(["form": "broken"]), as: "rina")
        let row = try #require(try looks().first)
        #expect(row.holds(["action": "breakGlass", "refs": [.string(person)], "fields": []]))
    }

    // MARK: When it cannot be recorded

    @Test func `the answer waits for the writer`() throws {
        let gate = office.holdWriter()
        let session = office.office.open(userID: 1000, notify: { _ in })
        session.actingAs = ID(trusted: "rina")
        let look = office.start("test.open", params(), in: session)
        let head = office.office.headPosition
        // The one reader thread has done its part when it has answered another.
        let other = office.office.open(userID: 1000, notify: { _ in })
        other.actingAs = ID(trusted: "rina")
        let masked = office.start("test.open", params(["form": "masked"]), in: other)
        #expect(try masked.value()["result"]?["item"]?["name"] == "M.R.")
        #expect(!look.isAnswered)
        gate.open()
        #expect(try look.value()["result"]?["item"]?["access"] == .integer(head + 1))
    }

    @Test func `without a writer nothing is shown`() throws {
        office.office.drain()
        // The reader threads are gone with it, so the daemon says that it is busy.
        let reply = try office.reply(to: "test.open", params(), as: "rina")
        #expect(reply["error"]?["data"]?["kind"] == "busy")
        #expect(!reply.line.contains("Melati"))
    }

    @Test func `below the reserve nothing is shown, and masks go on`() throws {
        var limits = RoomLimits()
        limits.reserveBytes = .max
        office.office.room.limits = limits
        let reply = try office.reply(to: "test.open", params(), as: "rina")
        #expect(reply["error"]?["data"]?["kind"] == "storeFull")
        #expect(!reply.line.contains("Melati"))
        let masked = try office.call("test.open", params(["form": "masked"]), as: "rina")
        #expect(masked["item"]?["name"] == "M.R.")
    }

    @Test func `who was erased is seen by nobody, and there is nothing to record`() throws {
        let asked = try office.call(
            "beneficiary.erase",
            ["beneficiary": .string(person), "basis": "subjectRequest", "reason": "permintaan"],
            as: "galih"
        )
        try office.call(
            "approval.approve",
            ["approval": asked["approval"] ?? nil, "digest": asked["digest"] ?? nil],
            as: "hadi"
        )
        let result = try office.call("test.open", params(), as: "rina")
        #expect(result["item"]?["name"] == .null)
        #expect(try looks().isEmpty)
    }

    // MARK: Denials

    @Test func `naming what is not there is kept once a minute, for each method and id`() throws {
        func look(_ id: String) throws {
            let asked = params(["beneficiary": .string(id)])
            #expect(try office.error("test.open", asked, as: "rina") == "notFound")
        }
        for id in ["PMN-2016-0009", "PMN-2016-0009", "PMN-2016-0008"] { try look(id) }
        #expect(try looks(["allowed": false]).count == 2)
        office.wait(minutes: 1)
        try look("PMN-2016-0009")
        let rows = try looks(["allowed": false])
        #expect(
            rows.map { $0["refs"] } == [["PMN-2016-0009"], ["PMN-2016-0008"], ["PMN-2016-0009"]]
        )
        let wanted: JSONValue = [
            "operator": "rina", "method": "test.open", "action": "denied", "allowed": false,
            "rows": 0, "subjects": [], "fields": [],
        ]
        #expect(rows.allSatisfy { $0.holds(wanted) }, "\(rows)")
    }

    @Test func `a command that names what is not there is kept too, a method not granted is not`()
        throws
    {
        let before = try looks().count
        let asked: JSONValue = ["complaint": "ADU-2016-0009", "handler": "sari"]
        for _ in 1...2 {
            #expect(try office.error("complaint.assign", asked, as: "hadi") == "notFound")
        }
        #expect(try office.error("complaint.assign", asked, as: "rina") == "forbidden")
        let rows = try looks(["allowed": false])
        #expect(rows.count == before + 1)
        #expect(rows.last?["refs"] == ["ADU-2016-0009"])
        #expect(office.journal.text.contains("access denied"))
        // Where everybody sees every row, a wrong id is a slip and nothing more.
        #expect(try office.error("drive.close", ["drive": "NONE"], as: "sari") == "notFound")
        #expect(try looks().count == before + 1)
    }

    @Test func `the journal tells of methods not granted once a minute, and how many more`() throws
    {
        let asked: JSONValue = ["complaint": "ADU-2016-0009", "handler": "sari"]
        func lines() -> [Substring] {
            office.journal.text.split(separator: "\n").filter { $0.contains("access denied") }
        }
        for _ in 1...5 {
            #expect(try office.error("complaint.assign", asked, as: "rina") == "forbidden")
        }
        #expect(lines().count == 1)
        let first = try #require(lines().first)
        for part in ["info", "complaint.assign", "rina", "1000", "forbidden"] {
            #expect(first.contains(part), "\(first)")
        }
        #expect(!first.contains("ADU-2016-0009"), "no param")
        // A query and a method of the daemon's own, each with a line of its own.
        #expect(try office.error("client.trail", ["client": "KLN-1"], as: "rina") == "forbidden")
        #expect(try office.error("config.show", [:], as: "rina") == "forbidden")
        #expect(lines().count == 3)
        office.wait(minutes: 1)
        #expect(try office.error("complaint.assign", asked, as: "rina") == "forbidden")
        #expect(lines().count == 4)
        #expect(lines().last?.contains("4") == true, "\(lines())")
        #expect(try looks(["allowed": false]).isEmpty)
    }
}

/// Opens the name of one beneficiary in every way a query can.
private struct OpenName: Query {
    static let contract = QueryContract(
        "test.open",
        roles: [.storekeeper, .auditor],
        positional: ["beneficiary"],
        shape: .item,
        sealed: [.clear("name", for: [.storekeeper])],
        answersAccess: true
    )

    enum Form: String, CodeSet {
        case clear, masked, firstFour, office, broken

        static let name = "TestForm"
    }

    enum Purpose: String, CodeSet {
        case service

        static let name = "TestPurpose"
    }

    let beneficiary: ID<Beneficiary>
    let form: Form
    let purpose: Purpose?

    struct Item: Codable, Sendable {
        let name: String?
        let access: Int64?
    }

    func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(BeneficiaryState.self, beneficiary)
        let disclosure = context.disclosure
        let (subject, position) = (beneficiary.text, state.namedAt)
        let name: String? =
            switch form {
            case .clear: disclosure?.clear("name", of: subject, at: position, class: .case)
            case .masked: disclosure?.masked("name", of: subject, at: position)
            case .firstFour: disclosure?.masked("name", of: subject, at: position, as: .firstFour)
            case .office: disclosure?.clear("name", of: subject, at: position, class: .office)
            case .broken: nil
            }
        if form == .broken { disclosure?.brokeGlass(for: subject) }
        return QueryAnswer(items: [Item(name: name, access: nil)])
    }
}
