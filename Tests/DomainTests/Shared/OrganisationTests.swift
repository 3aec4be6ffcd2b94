// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Organisations, places and contacts: registered, refused, listed and found, by calls.
@Suite struct OrganisationTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "tirta": [.registrar], "dewi": [.worker], "lina": [.auditor],
        ])
    }

    @discardableResult
    private func register(_ name: String, _ more: [JSONMember] = []) throws -> JSONValue {
        var members = [JSONMember("name", .string(name))]
        if !more.contains(where: { $0.name == "kinds" }) {
            members.append(JSONMember("kinds", ["ngo"]))
        }
        let result = try office.call(
            "organisation.register",
            .object(members + more),
            as: "sari"
        )
        return result["organisation"] ?? nil
    }

    @Test func `an organisation has its kinds and names`() throws {
        let id = try register(
            "Sow Off Indonesia",
            [
                JSONMember("kinds", ["lks", "consultancy"]), JSONMember("shortName", "SOI"),
                JSONMember("area", "32"), JSONMember("foundedOn", "2016-03-08"),
            ]
        )
        #expect(id == "LMB-2026-0001")
        let item = try office.call("organisation.show", ["organisation": id], as: "dewi")["item"]
        #expect(item?["name"] == "Sow Off Indonesia")
        #expect(item?["shortName"] == "SOI")
        #expect(item?["kinds"] == ["lks", "consultancy"])
        #expect(item?["area"] == "32")
        #expect(item?["accreditation"] == .some(.null))
        #expect(item?["names"]?[0]?["from"] == "2016-03-08")
    }

    @Test func `an organisation has at least one kind and each once`() throws {
        for kinds in [[], ["ngo", "ngo"], ["bakery"]] as [JSONValue] {
            let kind = try office.error(
                "organisation.register",
                ["name": "Contoh", "kinds": kinds],
                as: "sari"
            )
            #expect(kind == "invalidParams")
        }
    }

    @Test(arguments: ["Sow Off Indonesia", "sow  off, INDONESIA", "Sow Óff Indonesia."])
    func `the same official name is taken, however it is written`(name: String) throws {
        let id = try register("Sow Off Indonesia")
        let refused = try office.refused(
            "organisation.register",
            ["name": .string(name), "kinds": ["lks"]],
            as: "tirta"
        )
        #expect(refused.code == "organisationExists")
        #expect(refused.details["organisation"] == id)
    }

    @Test func `names that differ by one letter are two schools`() throws {
        try register("SMP A")
        try register("SMP B")
    }

    @Test func `organisations are listed by kind and area and found by words`() throws {
        let school = try register(
            "SDN Contoh Cimahi",
            [JSONMember("kinds", ["school"]), JSONMember("area", "32.77")]
        )
        let shop = try register("Toko Buku Contoh", [JSONMember("area", "32.73")])
        func ids(_ params: JSONValue) throws -> [JSONValue] {
            let rows = try office.call("organisation.list", params, as: "dewi")["rows"]?.items
            return (rows ?? []).compactMap { $0["organisation"] }
        }
        #expect(try ids([:]) == [school, shop])
        #expect(try ids(["kind": "school"]) == [school])
        #expect(try ids(["area": "32.73"]) == [shop])
        #expect(try ids(["area": "32"]) == [school, shop])
        #expect(try ids(["withoutWorker": false]) == [])
        let found = try office.call("organisation.find", ["name": "contoh TOKO"], as: "dewi")
        #expect(found["rows"]?.items?.map { $0["organisation"] } == [shop])
        #expect(found["rows"]?[0]?["matchedKind"] == "official")
        #expect(
            try office.error("organisation.find", ["name": "?!"], as: "dewi") == "invalidParams"
        )
    }

    @Test func `a place has a code once`() throws {
        let pasar: JSONValue = ["place": "P-CMI", "name": "Pasar Contoh", "area": "32.77"]
        #expect(try office.call("place.register", pasar, as: "sari")["place"] == "P-CMI")
        let refused = try office.refused("place.register", pasar, as: "tirta")
        #expect(refused.code == "alreadyExists")
        #expect(refused.details["what"] == "place")
        let unknown: JSONValue = [
            "place": "P-SD", "name": "SD", "area": "32.77", "organisation": "LMB-2016-0099",
        ]
        #expect(try office.error("place.register", unknown, as: "sari") == "notFound")
        #expect(try office.error("place.register", pasar, as: "dewi") == "forbidden")
        let rows = try office.call("place.list", ["area": "32"], as: "dewi")["rows"]
        #expect(rows?[0]?["kind"] == "other")
    }

    @Test func `a contact's name is shown to all but auditors`() throws {
        let contact =
            try office.call(
                "contact.register",
                ["name": "Saksi Rekaan", "function": "ketua RW", "phone": "081234567890"],
                as: "sari"
            )["contact"] ?? nil
        #expect(contact == "KTK-2026-0001")
        let shown = try office.call("contact.show", ["contact": contact], as: "dewi")["item"]
        #expect(shown?["name"] == "Saksi Rekaan")
        #expect(shown?["function"] == "ketua RW")
        let audited = try office.call("contact.show", ["contact": contact], as: "lina")["item"]
        #expect(audited?["name"] == nil)
        #expect(audited?["function"] == "ketua RW")
        for phone in ["0812", "08-12345678", "+62 812 345"] {
            let kind = try office.error(
                "contact.register",
                ["name": "Saksi", "phone": .string(phone)],
                as: "sari"
            )
            #expect(kind == "invalidParams")
        }
    }

    @Test(arguments: ["", "1234", "Nama\u{202E}Rekaan", String(repeating: "x", count: 121)])
    func `a name has letters and no hidden characters`(name: String) throws {
        let kind = try office.error("contact.register", ["name": .string(name)], as: "sari")
        #expect(kind == "invalidParams")
    }
}
