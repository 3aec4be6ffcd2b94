// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Projections
import TestSupport
import Testing

/// Goal: the registry's figures, which are kept as sums, are those of a count of all workers on any
/// day; method: seeded commands with dates before and after today, and a count of what they mean;
/// the seed is printed.
@Suite struct CoverageTests {
    /// What a recorded command means for the figures.
    private enum Step {
        case registered(area: String?)
        case posted(kind: String, area: String, isPrimary: Bool, from: CivilDate, to: CivilDate?)
        case postingEnded(Int, CivilDate)
        case certified(from: CivilDate, to: CivilDate)
        case revoked, deactivated, reactivated
    }

    /// A worker as the steps up to a day leave it.
    private struct Model {
        var area: String?
        var isActive = true
        var postings:
            [(kind: String, area: String, isPrimary: Bool, from: CivilDate, to: CivilDate?)] = []
        var certificates: [(from: CivilDate, to: CivilDate, revokedOn: CivilDate?)] = []

        mutating func take(_ step: Step, on day: CivilDate) {
            switch step {
            case .registered(let area): self.area = area
            case .posted(let kind, let area, let isPrimary, let from, let to):
                postings.append((kind, area, isPrimary, from, to))
            case .postingEnded(let place, let last): postings[place].to = last
            case .certified(let from, let to): certificates.append((from, to, nil))
            case .revoked:
                for index in certificates.indices
                where certificates[index].revokedOn == nil && day <= certificates[index].to {
                    certificates[index].revokedOn = day
                }
            case .deactivated:
                isActive = false
                for index in postings.indices where postings[index].to.map({ $0 > day }) ?? true {
                    postings[index].to = day
                }
            case .reactivated: isActive = true
            }
        }

        /// The kind under which the worker counts in an area on a day, and whether as certified.
        func counts(in area: String, on day: CivilDate) -> (kind: String, isCertified: Bool)? {
            guard isActive else { return nil }
            let post = postings.first {
                $0.isPrimary && $0.from <= day && $0.to.map { day <= $0 } ?? true
            }
            guard let place = post?.area ?? self.area, place == area || place.hasPrefix(area + ".")
            else { return nil }
            let isCertified = certificates.contains {
                $0.from <= day && day <= $0.to && $0.revokedOn.map { day < $0 } ?? true
            }
            return (post?.kind ?? "unposted", isCertified)
        }
    }

    private typealias History = [[(day: CivilDate, step: Step)]]

    private static let areas = ["32.77", "32.77.01", "32.77.01.1001", "32.73", "31.71"]
    private static let asked = ["32", "32.77", "32.77.01", "32.73", "31", "33"]
    private static let start = CivilDate(days: 16_850)
    private static let end = CivilDate(days: 20_780)

    /// The rows of an area as they should be: kind, workers, certified.
    private func counted(_ history: History, _ area: String, on day: CivilDate) -> [String] {
        var tallies: [String: (workers: Int, certified: Int)] = [:]
        for steps in history {
            var model = Model()
            for (done, step) in steps where done <= day { model.take(step, on: done) }
            guard !steps.isEmpty, steps[0].day <= day, let counts = model.counts(in: area, on: day)
            else { continue }
            for kind in [counts.kind, "registryTotal"] {
                tallies[kind, default: (0, 0)].workers += 1
                tallies[kind, default: (0, 0)].certified += counts.isCertified ? 1 : 0
            }
        }
        tallies["registryTotal"] = tallies["registryTotal"] ?? (0, 0)
        return CoverageKind.allCases.compactMap { kind in
            tallies[kind.rawValue].map { "\(kind.rawValue) \($0.workers) \($0.certified)" }
        }
    }

    private func answered(_ roll: Roll, _ area: String, asOf day: CivilDate?) throws -> [String] {
        var params: JSONValue = ["area": .string(area), "basis": "registry"]
        if let day { params = params.changing(["asOf": .string(day.description)]) }
        let answer = try roll.office.call("workforce.coverage", params, as: "umum")
        return (answer["rows"]?.items ?? []).map { row in
            let numbers = ["workers", "certified"].map { "\(row[$0]?.integer ?? -1)" }
            return ([row["postingKind"]?.string ?? ""] + numbers).joined(separator: " ")
        }
    }

    /// A random command for a worker and what it means once it is recorded.
    private func command(
        _ random: inout RepeatableRandom,
        _ roll: Roll,
        _ worker: Int,
        _ steps: [(day: CivilDate, step: Step)],
        _ day: CivilDate,
        number: Int
    ) -> (method: String, params: JSONValue, step: Step) {
        let id = JSONValue.string("PKS-2016-" + String("000\(worker + 1)".suffix(4)))
        func shifted(_ range: ClosedRange<Int>) -> CivilDate {
            day.adding(days: Int.random(in: range, using: &random))
        }
        func text(_ day: CivilDate?) -> JSONValue { day.map { .string($0.description) } ?? nil }
        let posts = steps.count { if case .posted = $0.step { true } else { false } }
        switch Int.random(in: 0...9, using: &random) {
        case 0, 1, 2, 3:
            let isPrimary = Int.random(in: 0...3, using: &random) > 0
            let from = shifted(-300...500)
            let to =
                Bool.random(using: &random)
                ? from.adding(days: Int.random(in: 0...700, using: &random)) : nil
            let area = Self.areas.randomElement(using: &random) ?? "32"
            let kind = ["pkh", "kelurahan", "lks"].randomElement(using: &random) ?? "pkh"
            // The government office of the roll has no area: somebody there counts nowhere.
            var params: JSONValue = [
                "worker": id, "kind": .string(kind), "area": .string(area),
                "primary": .bool(isPrimary), "from": text(from),
            ]
            if to != nil { params = params.changing(["to": text(to)]) }
            return (
                "worker.post", params,
                .posted(kind: kind, area: area, isPrimary: isPrimary, from: from, to: to)
            )
        case 4 where posts > 0:
            let post = Int.random(in: 1...posts, using: &random)
            let last = shifted(-100...400)
            return (
                "worker.endPosting",
                [
                    "worker": id, "posting": .string("\(id.string ?? "")/N\(post)"),
                    "on": text(last),
                ],
                .postingEnded(post - 1, last)
            )
        case 5, 6:
            let from = shifted(-1500...300)
            let to = from.adding(days: Int.random(in: 0...1800, using: &random))
            let params = roll.certificate(
                id,
                "S-\(number)",
                [JSONMember("issuedOn", text(from)), JSONMember("validTo", text(to))]
            )
            return ("worker.certify", params, .certified(from: from, to: to))
        case 7:
            return ("worker.revokeCertificate", ["worker": id, "reason": "rekaan"], .revoked)
        case 8: return ("worker.deactivate", ["worker": id, "reason": "rekaan"], .deactivated)
        default: return ("worker.reactivate", ["worker": id], .reactivated)
        }
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func `sums by day are what a count of all workers gives, whatever was recorded`(run: UInt64)
        throws
    {
        var random = RepeatableRandom(seed: RepeatableRandom.fromEnvironment().seed &+ run)
        print("\(random)")
        let roll = try Roll()
        var history: History = []
        var day = Self.start
        for number in 0..<160 {
            day = day.adding(days: Int.random(in: 0...12, using: &random))
            let date = JSONMember("occurredOn", .string(day.description))
            if history.count < 12, number % 8 == 0 {
                let area = ([nil] + Self.areas).randomElement(using: &random) ?? nil
                let made = try roll.office.call(
                    "worker.register",
                    .object(
                        [
                            JSONMember("name", "Rekaan"), JSONMember("degree", "socialWork"),
                            JSONMember("area", area.map { .string($0) } ?? nil),
                            JSONMember("occurredOn", "2016-03-01"),
                        ].filter { !$0.value.isNull }
                    ),
                    as: "tirta"
                )
                #expect(made["worker"]?.string?.hasSuffix("\(history.count + 1)") == true)
                history.append([(CivilDate(days: 16_861), .registered(area: area))])
                continue
            }
            let worker = Int.random(in: history.indices, using: &random)
            let (method, params, step) = command(
                &random,
                roll,
                worker,
                history[worker],
                day,
                number: number
            )
            let call = JSONValue.object((params.members ?? []) + [date])
            if try roll.office.reply(to: method, call, as: "tirta")["result"] != nil {
                history[worker].append((day, step))
            }
        }
        let kinds = Set(history.joined().map { "\($0.step)".prefix(6) })
        #expect(kinds.count == 7, "\(random): \(kinds)")
        for _ in 0..<8 {
            let asOf = Self.start.adding(days: Int.random(in: 0...1800, using: &random))
            for area in Self.asked {
                let answer = try answered(roll, area, asOf: asOf)
                #expect(answer == counted(history, area, on: asOf), "\(random): \(area) \(asOf)")
            }
        }
        // Days pass, and nothing is recorded.
        for _ in 0..<40 {
            let today = day.adding(days: Int.random(in: 0...2400, using: &random))
            roll.office.setToday(today)
            let area = Self.asked.randomElement(using: &random) ?? "32"
            let answer = try answered(roll, area, asOf: nil)
            #expect(answer == counted(history, area, on: today), "\(random): \(area) \(today)")
        }
        let differing = try roll.differingProjections()
        #expect(differing == [], "\(random)")
    }

    @Test func `who is posted at an organisation counts in its area`() throws {
        let roll = try Roll()
        let made = try roll.office.call(
            "organisation.register",
            [
                "name": "Panti Rekaan", "kinds": ["lks"], "area": "32.77.02",
                "occurredOn": "2016-01-04",
            ],
            as: "tirta"
        )
        let there = try roll.worker("Ratna Karangan")
        try roll.call(
            "worker.post",
            ["worker": there, "kind": "lks", "organisation": made["organisation"] ?? nil]
        )
        // The office of the roll has no area: who is posted there counts nowhere.
        _ = try roll.posted("Sekar Andaikata")
        #expect(try answered(roll, "32.77.02", asOf: nil) == ["lks 1 0", "registryTotal 1 0"])
        #expect(try answered(roll, "32", asOf: nil) == ["lks 1 0", "registryTotal 1 0"])
        #expect(try answered(roll, "32.73", asOf: nil) == ["registryTotal 0 0"])
    }
}
