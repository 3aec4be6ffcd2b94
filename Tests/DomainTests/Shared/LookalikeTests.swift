// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// Goal: whoever looks like somebody is found without going through everybody; method: seeded people
/// of two kinds with names of few words, compared with each other one by one; the seed is printed.
@Suite struct LookalikeTests {
    private struct Person {
        let id: String
        var name: String
        let birthDate: String?

        var hashes: SubjectHashes {
            var hashes = SubjectHashes(name: NameHashes(name) { $0 })
            hashes.birthDate = birthDate
            return hashes
        }
    }

    private static let names = [
        "Melati", "Kenanga", "Agustus Fajar", "Siti Nur", "Siti Nur Ani", "Abd Muhni Salam",
        "Dahlia Contohnya Sari Ayu", "Juli Zainal Abidin Rekaan Kelima",
    ]

    private static func name(_ random: inout RepeatableRandom) -> String {
        var words = (names.randomElement(using: &random) ?? "Melati").split(separator: " ")
        switch Int.random(in: 0...4, using: &random) {
        case 0 where words.count > 1:
            words.remove(at: Int.random(in: words.indices, using: &random))
        case 1: words.append("Putri")
        case 2: words.shuffle(using: &random)
        default: break
        }
        return words.joined(separator: " ")
    }

    private static func pairs(_ people: [Person]) -> Set<String> {
        var pairs: Set<String> = []
        for (place, one) in people.enumerated() {
            for other in people[..<place]
            where Likeness(one.hashes, other.hashes).isProposed {
                pairs.insert([one.id, other.id].sorted().joined(separator: "~"))
            }
        }
        return pairs
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `everybody who looks alike is proposed, and nobody else`(run: UInt64) throws {
        var random = RepeatableRandom(seed: RepeatableRandom.fromEnvironment().seed &+ run)
        print("\(random)")
        let office = try TestOffice()
        try office.operators(["tirta": [.registrar, .coordinator]])
        var people: [Person] = []
        for _ in 0..<30 {
            let name = Self.name(&random)
            if let place = people.indices.randomElement(using: &random),
                people[place].id.hasPrefix("KTK"), Int.random(in: 0...3, using: &random) == 0,
                people[place].name != name
            {
                try office.call(
                    "contact.correct",
                    [
                        "contact": .string(people[place].id), "changes": ["name": .string(name)],
                        "reason": "rekaan",
                    ],
                    as: "tirta"
                )
                people[place].name = name
                continue
            }
            let kind = Bool.random(using: &random) ? "worker" : "contact"
            let dates = [nil, "1980-01-01", "1981-02-02"]
            let birthDate = dates.randomElement(using: &random) ?? nil
            var params: JSONValue = ["name": .string(name)]
            if kind == "worker" { params = params.changing(["degree": "none"]) }
            if let birthDate { params = params.changing(["birthDate": .string(birthDate)]) }
            let made = try office.call(kind + ".register", params, as: "tirta")
            let id = try #require(made[kind]?.string)
            people.append(Person(id: id, name: name, birthDate: birthDate))
        }
        let listed = try office.call("duplicate.list", ["limit": 1000], as: "tirta")
        let found = Set(
            (listed["rows"]?.items ?? []).map { row in
                [row["a"]?.string ?? "", row["b"]?.string ?? ""].sorted().joined(separator: "~")
            }
        )
        let alike = Self.pairs(people)
        #expect(alike.count > 5, "\(random)")
        #expect(found.subtracting(alike) == [], "\(random)")
        // A record is proposed to a few others only.
        let missing = alike.subtracting(found).filter { pair in
            let ids = pair.split(separator: "~")
            return !ids.contains { id in
                alike.count { $0.contains(id) } >= Likeness.proposed
            }
        }
        #expect(missing == [], "\(random)")
    }
}
