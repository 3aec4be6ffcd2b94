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

/// Goal: what is personal lies in no file of the store, and no look at it goes unrecorded; method:
/// names found nowhere else are stored, then searched for in every byte.
@Suite struct SealedDataTests {
    private let office: TestOffice
    private static let canaries = ["Zulkarnain Qwexyz", "Wahyuningtyas Vbnmkl", "081298765432"]

    init() throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "budi": [.treasurer], "rina": [.storekeeper],
            "galih": [.dataProtection], "lina": [.auditor],
        ])
        try office.call(
            "contact.register",
            [
                "name": .string(Self.canaries[0]), "phone": .string(Self.canaries[2]),
                "occurredOn": "2016-07-01",
            ],
            as: "sari"
        )
        try office.call(
            "beneficiary.register",
            [
                "name": .string(Self.canaries[1]), "birthYear": 2006,
                "pupilNumber": "0051299887", "occurredOn": "2016-07-01",
            ],
            as: "sari"
        )
    }

    // MARK: Files

    /// How a text may lie in a file: as it is, in UTF-16 of both orders, in hex, in base64.
    private static func disguises(_ text: String) -> [(name: String, bytes: [UInt8])] {
        let plain = Array(text.utf8)
        let digits = Array("0123456789abcdef".utf8)
        let hex = plain.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        let upper = hex.map { $0 >= UInt8(ascii: "a") ? $0 - 32 : $0 }
        let little = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        var found = [
            ("UTF-8", plain), ("hex", hex), ("HEX", upper), ("UTF-16LE", little),
            ("UTF-16BE", big), ("lower case", Array(text.lowercased().utf8)),
            ("upper case", Array(text.uppercased().utf8)),
        ]
        // The text may begin at any of three places of a group; the ends depend on what is beside.
        for shift in 0..<3 {
            let padded = [UInt8](repeating: 0, count: shift) + plain
            let whole = base64(padded)
            found.append(
                ("base64+\(shift)", Array(whole.dropFirst(shift == 0 ? 0 : 4).dropLast(4)))
            )
        }
        return found
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let letters = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).reduce(0) { sum, offset in
                sum << 8 | (start + offset < bytes.count ? Int(bytes[start + offset]) : 0)
            }
            text += [18, 12, 6, 0].map { letters[group >> $0 & 63] }
        }
        return text
    }

    private static func files(_ path: String) -> [String] {
        let names = TemporaryDirectory.names(in: path)
        return names.isEmpty ? [path] : names.flatMap { files(path + "/" + $0) }
    }

    private static func holds(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        var start = 0
        while let place = bytes[start...].firstIndex(of: first) {
            guard place + wanted.count <= bytes.count else { return false }
            if bytes[place..<place + wanted.count].elementsEqual(wanted) { return true }
            start = place + 1
        }
        return false
    }

    @Test func `names and numbers lie in no file in any disguise`() throws {
        try office.call(
            "beneficiary.find",
            ["name": .string(Self.canaries[1]), "reason": "cari penerima"],
            as: "rina"
        )
        let job = try office.call("projection.rebuild", ["all": true])["job"] ?? nil
        try office.call("job.wait", ["job": job, "waitMs": 20_000])
        let files = Self.files(office.path)
        #expect(files.contains { $0.hasSuffix("data.mdb") })
        let words = Self.canaries.flatMap { $0.split(separator: " ").map(String.init) }
        for file in files {
            let bytes = Files.read(file)
            for word in words {
                for (name, disguise) in Self.disguises(word) {
                    #expect(!Self.holds(bytes, disguise), "\(word) as \(name) in \(file)")
                }
            }
        }
        // The search itself works: what is no secret is found.
        #expect(files.contains { Self.holds(Files.read($0), Array("contact.registered".utf8)) })
    }

    @Test func `events show that something is sealed, and nothing of it`() throws {
        let rows = try office.call("events.read", ["category": "contact"], as: "sari")["rows"]
        let row = try #require(rows?.items?.first)
        #expect(row["sealed"]?.items?.first?["fields"] == ["name", "phone"], "\(row.line)")
        #expect(!row.line.contains("segment"))
    }

    // MARK: Looks

    @Test(
        arguments: [
            ("beneficiary.find", ["name": "Wahyuningtyas", "reason": "cari"], "rina", "search"),
            ("ledger.export", [:], "lina", "export"),
        ] as [(String, JSONValue, String, String)]
    )
    func `a look is in the log before its answer leaves`(
        method: String,
        params: JSONValue,
        who: String,
        action: String
    ) throws {
        let before = try office.call("log.head")["position"]?.integer ?? 0
        let answer = try office.reply(to: method, params, as: who)
        #expect(answer["result"] != nil, "\(answer.line)")
        // No command was sent since: whatever is there was there when the answer left.
        #expect(office.office.headPosition == before + 1)
        let event = try office.call("events.show", ["position": .integer(before + 1)], as: "galih")
        let wanted: JSONValue = [
            "type": "access.recorded", "actor": .string(who),
            "data": ["method": .string(method), "action": .string(action)],
        ]
        #expect(event["rows"]?.items?.first?.holds(wanted) == true, "\(event.line)")
        #expect(!event.line.contains("Wahyuningtyas"))
    }

    @Test func `without its record a look has no answer`() throws {
        office.office.drain()
        let reply = try office.reply(to: "ledger.export", as: "lina")
        #expect(reply["result"] == nil)
    }
}
