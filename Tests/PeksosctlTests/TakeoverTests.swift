// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import TestSupport
import Testing

/// Goal: registers in files are taken over into an office as a whole and once, or nothing is; method:
/// the client's import against an office in this process, mistakes and failures in between.
@Suite struct TakeoverTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        for (slug, role) in [("tirta", "registrar"), ("dimas", "coordinator")] {
            try office.call(
                "operator.register",
                ["operator": .string(slug), "roles": [.string(role)]]
            )
        }
    }

    /// Takes a file over; the connection breaks after so many calls, and `before` hears of each.
    private func take(
        _ name: String,
        _ text: String,
        as slug: String = "tirta",
        isLineByLine: Bool = false,
        isTrial: Bool = false,
        calls: Int = .max,
        before: (_ call: Int) -> Void = { _ in }
    ) throws -> RegisterImport.Outcome {
        let register = try #require(Register.named(name))
        let file = try #require(RegisterFile(Array(text.utf8)))
        let takeover = RegisterImport(register, file, isLineByLine: isLineByLine)
        let reserved = [JSONMember("occurredOn", "2016-03-10")]
        var made = 0
        return try takeover.run(reserved, isTrial: isTrial) { _, _ in
        } deliver: { pieces, answered throws(Failure) in
            for (place, params) in pieces.enumerated() {
                made += 1
                before(made)
                guard made <= calls,
                    let reply = try? office.reply(to: register.method, .object(params), as: slug)
                else { throw Failure("gone", exit: 69, .cannotRead, register.method, "gone") }
                let failure = reply["error"].map { Failure(wire: $0) }
                if !answered(
                    place,
                    failure.map { .failure($0) } ?? .success(reply["result"] ?? nil)
                ) {
                    return
                }
            }
        }
    }

    private func rows(_ method: String, as slug: String = "dimas") throws -> [JSONValue] {
        var rows: [JSONValue] = []
        var params: JSONValue = ["limit": 1000]
        while true {
            let page = try office.call(method, params, as: slug)
            rows += page["rows"]?.items ?? []
            guard let next = page["next"], !next.isNull else { return rows }
            params = params.changing(["cursor": next])
        }
    }

    private var head: JSONValue? {
        get throws { try office.call("worker.list", [:], as: "dimas")["asOf"]?["position"] }
    }

    private static let columns =
        "name,degree,degreeFrom,graduatedOn,area,nik,phone,birthDate\n"

    /// Lines 3 to 14 are wrong, each in its own way; lines 2 and 15 are right.
    private static let wrong =
        columns + """
            Rekaan Satu,socialWork,,,32.77,3277010101800001,,1980-01-01
            ,socialWork
            123,socialWork
            Rekaan,sosial
            Rekaan,socialWork,,31-01-2010
            Rekaan,socialWork,,,3277
            Rekaan,socialWork,,,,327701
            Rekaan,socialWork,,,,3277019903080001
            Rekaan,socialWork,,,,3277015203080001
            Rekaan,socialWork,,,,3277010101800001
            Rekaan,socialWork,,,,,nol delapan
            "Rek\u{7}aan",socialWork
            Rekaan,socialWork,,,,,,1980-01-01,apa ini
            Rekaan Dua,socialWelfare,Kampus Rekaan

            """

    private static let found: JSONValue = [
        ["line": 3, "column": "name", "problem": "missing"],
        ["line": 4, "column": "name", "problem": "pattern"],
        ["line": 5, "column": "degree", "problem": "enum"],
        ["line": 6, "column": "graduatedOn", "problem": "date"],
        ["line": 7, "column": "area", "problem": "pattern"],
        ["line": 8, "column": "nik", "problem": "pattern"],
        ["line": 9, "column": "nik", "problem": "nikMalformed"],
        ["line": 10, "column": "nik", "problem": "nikTaken", "id": "PKS-2016-0001"],
        ["line": 11, "column": "nik", "problem": "repeated", "earlierLine": 2],
        ["line": 12, "column": "phone", "problem": "pattern"],
        ["line": 13, "column": "name", "problem": "control"],
        ["line": 14, "column": "", "problem": "fields", "expected": "8"],
    ]

    private func known() throws {
        try office.call(
            "worker.register",
            [
                "name": "Sudah Ada", "degree": "socialWork", "nik": "3277015203080001",
                "occurredOn": "2016-01-04",
            ],
            as: "tirta"
        )
    }

    @Test func `twelve kinds of mistakes are told by their lines and change nothing`() throws {
        try known()
        let before = try head
        for isTrial in [true, false] {
            let outcome = try take("workers", Self.wrong, isTrial: isTrial)
            #expect(JSONValue.array(outcome.problems).holds(Self.found))
            #expect(outcome.imported == 0)
            #expect(outcome.exit == 65)
        }
        #expect(try head == before)
    }

    @Test func `line by line the others are recorded and the same mistakes are told`() throws {
        try known()
        let outcome = try take("workers", Self.wrong, isLineByLine: true)
        #expect(outcome.imported == 2)
        #expect(outcome.exit == 0)
        #expect(JSONValue.array(outcome.problems).holds(Self.found))
        #expect(try rows("worker.list").count == 3)
        let again = try take("workers", Self.wrong, isLineByLine: true)
        #expect(again.imported == 2)
        #expect(JSONValue.array(again.problems).holds(Self.found))
        #expect(try rows("worker.list").count == 3)
    }

    private static func file(_ rows: ClosedRange<Int>, _ change: (Int) -> String? = { _ in nil })
        -> String
    {
        columns
            + rows.map { change($0) ?? "Rekaan,socialWork,,,,32770101018\(10_000 + $0)\n" }.joined()
    }

    @Test func `an import that broke off is repeated and records nothing twice`() throws {
        // Two trials and the first piece.
        let broken = try take("workers", Self.file(1...501), calls: 3)
        #expect(broken.failure?.kind == "gone")
        #expect(broken.exit == 69)
        #expect(broken.imported == 500)
        #expect(broken.missing == [502...502])
        #expect(try rows("worker.list").count == 500)
        let outcome = try take("workers", Self.file(1...501))
        #expect(outcome.problems.isEmpty)
        #expect(outcome.imported == 501)
        #expect(outcome.missing.isEmpty)
        #expect(try rows("worker.list").count == 501)
        #expect(try take("workers", Self.file(1...501), isTrial: true).problems.isEmpty)
    }

    @Test func `a program that ends between any two pieces leaves whole pieces and no doubles`()
        throws
    {
        for calls in 4...6 {
            _ = try take("workers", Self.file(1...1501), calls: calls)
            // Of four pieces, tried first, the last has one row.
            #expect(try rows("worker.list").count == max(0, calls - 4) * 500)
        }
        #expect(try take("workers", Self.file(1...1501)).imported == 1501)
        let position = try head
        #expect(try take("workers", Self.file(1...1501)).imported == 1501)
        #expect(try head == position)
    }

    @Test func `whoever is faster than the recording stops it, and it goes on from there`() throws {
        let outcome = try take("workers", Self.file(1...1001)) { call in
            // Every row was right when it was tried.
            guard call == 5 else { return }
            _ = try? office.call(
                "worker.register",
                [
                    "name": "Lebih Cepat", "degree": "socialWork", "nik": "3277010101810600",
                    "occurredOn": "2016-01-04",
                ],
                as: "tirta"
            )
        }
        #expect(outcome.imported == 500)
        #expect(outcome.exit == 65)
        #expect(outcome.failure == nil)
        #expect(outcome.missing == [502...1002])
        #expect(
            JSONValue.array(outcome.problems).holds([
                ["line": 601, "column": "nik", "problem": "nikTaken", "id": "PKS-2016-0501"]
            ])
        )
        let mended = Self.file(1...1001) { $0 == 600 ? "\n" : nil }
        let again = try take("workers", mended)
        #expect(again.problems.isEmpty)
        #expect(again.imported == 1000)
        #expect(try rows("worker.list").count == 1001)
    }

    @Test func `a register that is read by others refuses those who may not write it`() throws {
        #expect(throws: Failure.self) { try take("workers", Self.wrong, as: "dimas") }
        #expect(try rows("worker.list").isEmpty)
    }

    @Test func `a piece has no more events than a command may have`() throws {
        let text =
            "name,shortName,kinds\n"
            + (1...161).map { "Lembaga Rekaan \($0),LR\($0),lks\n" }.joined()
        #expect(try take("organisations", text).imported == 161)
        #expect(try take("organisations", text, isTrial: true).problems.isEmpty)
    }

    @Test func `line by line a piece without a right row is passed over`() throws {
        let text = "box\n" + (1...500).map { "b\($0)\n" }.joined() + "B1\n"
        let outcome = try take("boxes", text, as: "dimas", isLineByLine: true)
        #expect(outcome.problems.count == 500)
        #expect(outcome.imported == 1)
        #expect(try rows("box.list").count == 1)
    }

    @Test func `organisations boxes pupils and members are taken over too`() throws {
        let schools = try take(
            "organisations",
            "name;kinds;area\nSDN Rekaan 1;school;32.77\nPaguyuban Rekaan;professionalBody orsos;\n"
        )
        #expect(schools.imported == 2)
        let boxes = try take("boxes", "box,description\nCMI-01,kaleng\nCMI-02,\n", as: "dimas")
        #expect(boxes.imported == 2)
        #expect(try rows("box.list").map { $0["box"] } == ["CMI-01", "CMI-02"])
        let pupils = try take(
            "pupils",
            "name,birthYear,school,pupilNumber\nRekaan,2006,LMB-2016-0001,0061234567\n",
            as: "dimas"
        )
        #expect(pupils.imported == 1)
        try known()
        try office.call(
            "body.establish",
            [
                "name": "Pengurus Rekaan", "organisation": "LMB-2016-0002", "kind": "chapter",
                "occurredOn": "2016-03-10",
            ],
            as: "tirta"
        )
        let members = try take(
            "members",
            "nik,body,area,category,status\n"
                + "3277015203080001,BDN-2016-0001,35.78,regular,admitted\n"
        )
        #expect(members.problems == [])
        #expect(members.imported == 1)
    }
}
