// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import TestSupport
import Testing

/// An office with the people of KHAS, one organiser, one vendor, two places and one drive.
///
/// The drive `D1` collects in 32.77 from 2016-07-01 to 2016-09-30 for stationery.
struct KhasWorld {
    let office: TestOffice

    static let organiser = "LMB-2016-0001"
    static let vendor = "LMB-2016-0002"
    static let witness = "KTK-2016-0001"

    /// How far the drive has come.
    enum Stage: Int {
        case office, planned, permitted, started
    }

    init(_ stage: Stage = .started) throws {
        office = try TestOffice()
        try office.operators([
            "sari": [.coordinator], "budi": [.treasurer], "rina": [.storekeeper],
            "dewi": [.worker], "hadi": [.supervisor], "nia": [.board], "lina": [.auditor],
            "tono": [.coordinator, .treasurer],
        ])
        try call(
            "organisation.register",
            ["name": "Sow Off Indonesia", "kinds": ["lks"], "area": "32"],
            on: "2016-03-08"
        )
        try call(
            "organisation.register",
            ["name": "Toko Buku Contoh", "kinds": ["company"], "area": "32.77"],
            on: "2016-03-08"
        )
        for (place, area) in [("P-CMI", "32.77"), ("P-GRT", "32.05"), ("P-DES", "32.77.01.1001")] {
            try call(
                "place.register",
                ["place": .string(place), "name": "Tempat", "area": .string(area)],
                on: "2016-03-08"
            )
        }
        try call("contact.register", ["name": "Saksi Rekaan"], on: "2016-03-08")
        if stage.rawValue >= Stage.planned.rawValue { try plan() }
        if stage.rawValue >= Stage.permitted.rawValue { try permit() }
        if stage.rawValue >= Stage.started.rawValue {
            try call("drive.start", ["drive": "D1"], on: "2016-07-01")
        }
    }

    // MARK: Calls

    /// The result of a call that must be done.
    @discardableResult
    func call(
        _ method: String,
        _ params: JSONValue,
        as actor: String = "sari",
        on date: String? = nil
    ) throws -> JSONValue {
        try office.call(method, dated(params, date), as: actor)
    }

    /// Expects a refusal with at least these details.
    func refuses(
        _ code: String,
        _ details: JSONValue = [:],
        _ method: String,
        _ params: JSONValue,
        as actor: String = "sari",
        on date: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let refusal = try office.refused(method, dated(params, date), as: actor)
        #expect(refusal.code == code, sourceLocation: sourceLocation)
        #expect(
            refusal.details.holds(details),
            "\(refusal.details.line) should hold \(details.line)",
            sourceLocation: sourceLocation
        )
    }

    /// Expects an error of a kind that is no refusal.
    func fails(
        _ kind: String,
        _ method: String,
        _ params: JSONValue,
        as actor: String = "sari",
        on date: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let error = try office.error(method, dated(params, date), as: actor)
        #expect(error == kind, sourceLocation: sourceLocation)
    }

    /// Expects a result that holds at least these members.
    func expect(
        _ method: String,
        _ params: JSONValue,
        _ wanted: JSONValue,
        as actor: String = "sari",
        on date: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let result = try call(method, params, as: actor, on: date)
        #expect(
            result.holds(wanted),
            "\(result.line) should hold \(wanted.line)",
            sourceLocation: sourceLocation
        )
    }

    private func dated(_ params: JSONValue, _ date: String?) -> JSONValue {
        guard let date, case .object(let members) = params else { return params }
        return .object(members + [JSONMember(name: "occurredOn", value: .string(date))])
    }

    /// Brings the scheduled projection up to date, as cron does.
    func runOverdue() throws {
        let job = try office.call("projection.run", ["name": "overdue"])["job"] ?? .null
        let done = try office.call("job.wait", ["job": job, "waitMs": 10_000])
        #expect(done["state"] == "done", "\(done.line)")
    }

    // MARK: Steps of a drive

    func plan(_ drive: String = "D1", _ more: JSONValue = [:]) throws {
        let members: JSONValue = [
            "drive": .string(drive), "name": "Koin", "purpose": "buku tulis",
            "categories": ["stationery"], "areas": ["32.77"], "from": "2016-07-01",
            "to": "2016-09-30", "organiser": .string(Self.organiser),
        ]
        try call("drive.plan", members.changing(more), on: "2016-05-02")
    }

    func permit(_ more: JSONValue = [:]) throws {
        try call("drive.recordPermit", Self.permit.changing(more), on: "2016-06-20")
    }

    static let permit: JSONValue = [
        "drive": "D1", "authority": "regentMayor", "number": "PUB/1/2016",
        "issuedOn": "2016-06-20", "from": "2016-07-01", "to": "2016-09-30", "areas": ["32.77"],
    ]

    /// A box that was sealed and deployed, and retrieved with the same seal.
    func retrievedBox(_ box: String, host: JSONValue? = nil) throws {
        let seal = "S-" + box
        try call("box.register", ["box": .string(box)], on: "2016-06-20")
        try call("box.seal", ["box": .string(box), "seal": .string(seal)], on: "2016-07-01")
        var deployment: JSONValue = ["box": .string(box), "drive": "D1", "place": "P-CMI"]
        if let host { deployment = deployment.changing(["host": host]) }
        try call("box.deploy", deployment, on: "2016-07-02")
        try call(
            "box.retrieve",
            ["box": .string(box), "seal": .string(seal), "sealIntact": true],
            as: "dewi",
            on: "2016-07-19"
        )
    }

    /// An open count of a box that was just retrieved.
    func openCount(_ box: String, counters: JSONValue = ["dewi", "hadi"]) throws -> JSONValue {
        try retrievedBox(box)
        return try call(
            "count.open",
            [
                "box": .string(box), "seal": .string("S-" + box), "counters": counters,
                "unrelated": true,
            ],
            on: "2016-07-20"
        )["count"] ?? .null
    }

    /// Enters what somebody found.
    func record(
        _ count: JSONValue,
        _ counter: String,
        _ pieces: JSONValue,
        _ more: JSONValue = [:],
        method: String = "count.record"
    ) throws {
        let params: JSONValue = [
            "count": count, "counter": .string(counter), "pieces": pieces,
        ]
        try call(method, params.changing(more), as: counter, on: "2016-07-20")
    }

    /// A confirmed count of a new box; its id and its entry.
    func confirmedCount(
        _ box: String,
        _ pieces: JSONValue
    ) throws -> (count: JSONValue, entry: JSONValue) {
        let count = try openCount(box)
        try record(count, "dewi", pieces)
        try record(count, "hadi", pieces)
        let result = try call("count.confirm", ["count": count], as: "budi", on: "2016-07-20")
        return (count, result["entry"] ?? .null)
    }

    /// A drive with 100,000 rupiah counted and brought to the bank on 2016-07-22.
    func deposited() throws -> (count: JSONValue, entry: JSONValue, deposit: JSONValue) {
        let (count, entry) = try confirmedCount("B1", ["1000": 100])
        let result = try call(
            "fund.depositCash",
            ["fund": "D1", "counts": [count], "bankAmount": 100_000, "slip": "0091"],
            as: "budi",
            on: "2016-07-22"
        )
        return (count, entry, result["entry"] ?? .null)
    }

    /// A command of two people, asked by the treasurer and approved by the board.
    @discardableResult
    func approved(_ method: String, _ params: JSONValue, on date: String) throws -> JSONValue {
        let request = try call(
            method,
            params.changing(["reason": "perlu"]),
            as: "budi",
            on: date
        )
        #expect(request["pending"] == true)
        return try call(
            "approval.approve",
            ["approval": request["approval"] ?? .null, "digest": request["digest"] ?? .null],
            as: "nia"
        )
    }
}
