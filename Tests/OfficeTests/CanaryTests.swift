// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Domain
import Office
import Projections
import TestSupport
import Testing

/// Goal: nothing personal that any command takes lies anywhere in clear; method: the examples of
/// the catalogue and their sequel with a canary in every personal param and in every field that an
/// event seals, then one search through all files, the journal, metrics, status, exports and error
/// replies, which must find a single field that is not sealed.
@Suite struct CanaryTests {
    // MARK: The search

    /// Where canaries are found: disguise and place.
    private static func hits(_ texts: [String], _ office: TestOffice) -> [String] {
        let disguises = texts.flatMap(Disguise.all)
        return TemporaryDirectory.files(office.path).flatMap { file in
            let bytes = Files.read(file)
            return disguises.filter { $0.isIn(bytes) }.map { "\($0.name) in \(file)" }
        }
    }

    /// Every place where a secret is found: the files after a rebuild, and all that is told.
    private static func search(_ planting: CanaryPlanting) throws -> [String] {
        let office = planting.teller.office
        let job = try office.call("projection.rebuild", ["all": true])["job"] ?? nil
        try office.call("job.wait", ["job": job, "waitMs": 20_000])
        let told = [
            "journal": office.journal.text, "errors": planting.errors,
            "metrics": try office.call("system.metrics")["text"]?.string ?? "",
            "status": try office.call("system.status").line,
            "export": try office.reply(to: "ledger.export", as: "lina").line,
            "events": try office.call("events.read", ["limit": 1000], as: "lina").line,
            "people": try office.reply(to: "client.find", ["name": "rekaan"], as: "wati").line,
        ]
        let spoken = told.sorted { $0.key < $1.key }.flatMap { place, text in
            Canary.secrets.filter(text.contains).map { "\($0) in \(place)" }
        }
        return hits(Canary.secrets, office) + spoken
    }

    @Test func `no canary of any personal field lies in clear anywhere`() throws {
        let planting = try CanaryPlanting()
        #expect(try Self.search(planting) == [])
        // The search finds what is no secret, so it is not blind.
        let found = Self.hits([Canary.control], planting.teller.office)
        #expect(found.contains { $0.hasPrefix("UTF-8") })
    }

    @Test func `a canary was accepted in every personal param of every command`() throws {
        let wanted = Set(
            Slice.all.flatMap(\.commands).flatMap { type in
                RecordedShape.of(type).personalPaths.map { "\(type.contract.method)\($0)" }
            }
        )
        #expect(wanted.count > 60)
        let planting = try CanaryPlanting()
        let missing = wanted.subtracting(planting.accepted).sorted()
        let refused = planting.refused.joined(separator: "\n")
        #expect(missing.isEmpty, "no canary in \(missing); refused:\n\(refused)")
    }

    // MARK: Negative control

    /// `contact.register` as it is, but the name is written once more, and not sealed.
    private struct LeakyRegistration: Command {
        static let contract = RegisterContact.contract
        let sound: RegisterContact

        init(from decoder: any Decoder) throws { sound = try RegisterContact(from: decoder) }

        func decide(_ decision: Decision) throws(Rejection) -> RegisterContact.Answer {
            let answer = try sound.decide(decision)
            decision.record(LeakEvent.registered(name: sound.name), to: "leak-1")
            return answer
        }
    }

    private enum LeakEvent: DomainEvent {
        case registered(name: PersonName)
        enum CodingKeys: String, CodingKey { case registered = "leak.registered" }
        static let category = "leak"
        var isStep: Bool { false }
    }

    @Test func `one field that is not sealed is found by the same search`() throws {
        let leaky = Slice.all.map { slice in
            Slice(
                slice.name,
                commands: slice.commands.map {
                    $0 == RegisterContact.self ? LeakyRegistration.self : $0
                },
                queries: slice.queries,
                events: slice.events + (slice.name == Slice.shared.name ? [LeakEvent.self] : []),
                projections: slice.projections,
                recordsDenials: slice.recordsDenials
            )
        }
        let planting = try CanaryPlanting(leaky)
        let found = try Self.search(planting)
        #expect(found.contains { $0.hasPrefix("UTF-8") && $0.hasSuffix("log/data.mdb") })
        // The name alone leaked; no number and no date.
        let others = Self.hits([Canary.digits, Canary.date], planting.teller.office)
        #expect(others == [])
    }
}
