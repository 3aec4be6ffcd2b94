// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import TestSupport
import Testing

/// Goal: a damaged key is named soon after a start and never guessed around before; method: offices
/// in this process with a bit flipped in one key between two runs.
@Suite struct KeyCheckTests {
    private let office: TestOffice
    private static let sound = "KTK-2016-0001"
    private static let damaged = "KTK-2016-0002"

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator]])
        for name in ["Saksi Rekaan", "Guru Rekaan"] {
            try office.call(
                "contact.register",
                ["name": .string(name), "occurredOn": "2016-07-01"],
                as: "sari"
            )
        }
    }

    private func restarted(checksKeys: Bool) throws -> TestOffice {
        try office.restarted(checksKeys: checksKeys) { try $0.damageKey(of: Self.damaged) }
    }

    private static func show(_ office: TestOffice, _ contact: String) throws -> JSONValue {
        try office.call("contact.show", ["contact": .string(contact)], as: "sari")
    }

    private static func correction(_ contact: String) -> JSONValue {
        [
            "contact": .string(contact), "changes": ["phone": "081234567890"],
            "reason": "salah ketik", "occurredOn": "2016-08-01",
        ]
    }

    @Test func `a flipped bit in a key is named and makes the office read only`() throws {
        let again = try restarted(checksKeys: true)
        let status = try again.call("system.status")
        #expect(status["state"] == "readOnly")
        #expect(status["reason"] == "keyMissing")
        #expect(status["warnings"]?.line.contains(Self.damaged) == true)
        #expect(again.journal.text.contains(Self.damaged))
        #expect(try Self.show(again, Self.sound)["item"]?["name"] == "Saksi Rekaan")
        #expect(
            try again.error("contact.correct", Self.correction(Self.sound), as: "sari") == "busy"
        )
    }

    @Test func `until keys are opened a damaged one fails whatever needs it, and nothing else`()
        throws
    {
        let again = try restarted(checksKeys: false)
        #expect(try again.call("system.status")["state"] == "ready")
        let head = again.office.headPosition
        // Neither a name nor the lie that there is none, and no new key beside the damaged one.
        let look: JSONValue = ["contact": .string(Self.damaged)]
        #expect(try again.error("contact.show", look, as: "sari") == "storeCorrupt")
        #expect(
            try again.error("contact.correct", Self.correction(Self.damaged), as: "sari")
                == "storeCorrupt"
        )
        #expect(again.office.headPosition == head)
        #expect(try Self.show(again, Self.sound)["item"]?["name"] == "Saksi Rekaan")
        try again.call("contact.correct", Self.correction(Self.sound), as: "sari")
        again.office.checkKeys()
        #expect(try again.call("system.status")["state"] == "readOnly")
    }

    @Test func `an office that ends opens no further key and stays as it is`() throws {
        let again = try restarted(checksKeys: false)
        again.office.checkKeys(while: { false })
        #expect(try again.call("system.status")["state"] == "ready")
    }

    @Test func `a damaged key does not keep an office that is ending from ending`() throws {
        let again = try restarted(checksKeys: false)
        again.office.beginDrain()
        again.office.checkKeys()
        #expect(again.office.phase == .draining)
    }

    @Test func `sound keys are opened without a word to anybody`() throws {
        let again = try office.restarted()
        #expect(try again.call("system.status")["state"] == "ready")
        #expect(!again.journal.text.contains("keyMissing"))
    }
}
