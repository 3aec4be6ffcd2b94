// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Areas; names, kinds and licences of organisations; corrections of contacts, by calls.
@Suite struct InstitutionTests {
    private let office: TestOffice
    private let organisation: JSONValue

    init() throws {
        office = try TestOffice()
        try office.operators(["tirta": [.registrar], "dimas": [.coordinator]])
        organisation =
            try office.call(
                "organisation.register",
                [
                    "name": "Nama Lama", "kinds": ["ngo"], "foundedOn": "2010-01-01",
                    "occurredOn": "2016-03-10",
                ],
                as: "tirta"
            )["organisation"] ?? nil
    }

    private func call(_ method: String, _ params: [JSONMember]) throws -> JSONValue {
        try office.call(
            method,
            .object(params + [JSONMember("occurredOn", "2018-01-01")]),
            as: "tirta"
        )
    }

    private func refused(_ method: String, _ params: [JSONMember]) throws -> String {
        try office.refused(
            method,
            .object(params + [JSONMember("occurredOn", "2018-01-01")]),
            as: "tirta"
        ).code
    }

    @Test func `an area has one name, and the same name again is no event`() throws {
        func areas(_ names: [(String, String)]) -> [JSONMember] {
            let list = names.map {
                JSONValue.object([
                    JSONMember("code", .string($0.0)), JSONMember("name", .string($0.1)),
                ])
            }
            return [JSONMember("areas", .array(list))]
        }
        _ = try call("area.define", areas([("35", "Jawa Timur")]))
        let second = try call("area.define", areas([("35", "Jawa Timur"), ("35.78", "Surabaya")]))
        #expect(second["codes"] == ["35.78"])
        #expect(
            try refused("area.define", areas([("35", "Lain"), ("35.79", "Batu")]))
                == "areaDefined"
        )
        #expect(try refused("area.define", areas([("35", "Jawa Timur")])) == "areaDefined")
        let rows = try office.call("area.list", ["under": "35", "level": 2], as: "dimas")["rows"]
        #expect(rows == [["code": "35.78", "level": 2, "name": "Surabaya"]])
    }

    @Test func `no name ends before the calendar begins`() throws {
        let rename = [
            JSONMember("organisation", organisation), JSONMember("name", "Nama Baru"),
            JSONMember("from", "1900-01-01"),
        ]
        #expect(try refused("organisation.rename", rename) == "nameOverlap")
        // Recorded by an earlier release, it does not keep the views from being built.
        let id = ID<Organisation>(trusted: "ORG-1")
        let meta = EventMeta(
            position: 1,
            stream: id.stream,
            streamID: id.text,
            streamVersion: 1,
            occurredOn: CivilDate(days: 0),
            recordedAt: 0,
            actor: ID(trusted: "dimas"),
            reason: nil,
            type: "organisation.registered"
        )
        var state = try #require(
            OrganisationState.initial(
                id,
                .registered(kinds: [], area: nil, foundedOn: nil, address: nil),
                meta
            )
        )
        state.evolve(
            .nameAdded(
                name: Line(trusted: "Nama Lama"),
                kind: .official,
                from: nil,
                to: nil,
                source: nil
            ),
            meta
        )
        let first = try #require(CivilDate("1900-01-01"))
        state.evolve(.renamed(name: Line(trusted: "Nama Baru"), from: first, source: nil), meta)
        #expect(state.names.map(\.to) == [first, nil])
        #expect(state.officialName(on: first)?.text == "Nama Baru")
    }

    @Test func `an organisation has one official name on a day`() throws {
        let rename = [
            JSONMember("organisation", organisation), JSONMember("name", "Nama Baru"),
            JSONMember("from", "2017-01-01"),
        ]
        _ = try call("organisation.rename", rename)
        func name(on day: JSONValue) throws -> JSONValue? {
            try office.call(
                "organisation.show",
                ["organisation": organisation, "asOf": day],
                as: "dimas"
            )["item"]?["name"]
        }
        #expect(try name(on: "2018-06-01") == "Nama Baru")
        #expect(try refused("organisation.rename", rename) == "nameOverlap")
        func add(_ kind: JSONValue, _ from: JSONValue) -> [JSONMember] {
            [
                JSONMember("organisation", organisation), JSONMember("name", "Nama Lain"),
                JSONMember("kind", kind), JSONMember("from", from),
                JSONMember("to", "2016-12-31"),
            ]
        }
        #expect(try refused("organisation.addName", add("official", "2016-06-01")) == "nameOverlap")
        _ = try call("organisation.addName", add("alias", "2016-06-01"))
        #expect(try refused("organisation.addName", add("alias", "2016-06-01")) == "nameKnown")
        // The old name is free again for others, from the day of the new one on.
        _ = try call(
            "organisation.register",
            [
                JSONMember("name", "Nama Lama"), JSONMember("kinds", ["ngo"]),
                JSONMember("foundedOn", "2017-01-01"),
            ]
        )
        #expect(
            try refused(
                "organisation.register",
                [
                    JSONMember("name", "Nama Baru"), JSONMember("kinds", ["ngo"]),
                    JSONMember("foundedOn", "2018-01-01"),
                ]
            ) == "organisationExists"
        )
    }

    @Test func `kinds are set with a reason and licences have one number and fitting days`() throws
    {
        _ = try call(
            "organisation.setKinds",
            [
                JSONMember("organisation", organisation), JSONMember("kinds", ["ngo", "lks"]),
                JSONMember("reason", "akta baru"),
            ]
        )
        func licence(_ number: JSONValue, to day: JSONValue) -> [JSONMember] {
            [
                JSONMember("organisation", organisation), JSONMember("licenceNo", number),
                JSONMember("issuedBy", "Kota Rekaan"), JSONMember("issuedOn", "2017-01-01"),
                JSONMember("validTo", day),
            ]
        }
        #expect(
            try refused("organisation.recordLicence", licence("I-1", to: "2016-12-31"))
                == "validityDates"
        )
        _ = try call("organisation.recordLicence", licence("I-1", to: "2019-12-31"))
        #expect(
            try refused("organisation.recordLicence", licence("I-1", to: "2019-12-31"))
                == "licenceNoTaken"
        )
        let item = try office.call(
            "organisation.show",
            ["organisation": organisation, "asOf": "2019-12-31"],
            as: "dimas"
        )["item"]
        #expect(item?["kinds"] == ["ngo", "lks"])
        #expect(item?["licence"]?["licenceNo"] == "I-1")
    }

    @Test func `a contact is corrected, and has a function from a day on`() throws {
        let contact: JSONValue =
            try call(
                "contact.register",
                [JSONMember("name", "Guru Rekan"), JSONMember("function", "guru")]
            )["contact"] ?? nil
        _ = try call(
            "contact.correct",
            [
                JSONMember("contact", contact), JSONMember("reason", "salah tulis"),
                JSONMember("changes", ["name": "Guru Rekaan"]),
            ]
        )
        _ = try call(
            "contact.setFunction",
            [
                JSONMember("contact", contact), JSONMember("function", "kepala sekolah"),
                JSONMember("from", "2018-07-01"),
            ]
        )
        func show(on day: JSONValue) throws -> JSONValue? {
            try office.call("contact.show", ["contact": contact, "asOf": day], as: "dimas")["item"]
        }
        #expect(try show(on: "2018-06-30")?["name"] == "Guru Rekaan")
        #expect(try show(on: "2018-06-30")?["function"] == "guru")
        #expect(try show(on: "2018-07-01")?["function"] == "kepala sekolah")
    }
}
