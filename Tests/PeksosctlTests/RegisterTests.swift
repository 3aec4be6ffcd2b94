// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import Testing

/// Goal: a register is read as spreadsheets write it, tried as a whole before anything is recorded,
/// and may be repeated; method: small files, and an office that only keeps what it is sent.
@Suite struct RegisterTests {
    private func file(_ text: String) -> RegisterFile? { RegisterFile(Array(text.utf8)) }

    @Test func `fields are separated quoted and counted by line`() throws {
        let read = try #require(
            file("\u{FEFF}name,area\r\n\"Rekaan, \"\"A\"\"\nB\",32.77\r\n\r\n,\nC,\n")
        )
        #expect(read.columns == ["name", "area"])
        #expect(
            read.rows == [
                .init(line: 2, fields: ["Rekaan, \"A\"\nB", "32.77"]),
                .init(line: 6, fields: ["C", ""]),
            ]
        )
        #expect(file("name;area\nA;32") == file("name,area\nA,32"))
        #expect(file("name\nA,B\nC")?.overlong == [2])
    }

    @Test(arguments: ["", "\n", "name,\nA,B", "name\n\"A", "name\n\"A\"B", "a,a\n1,2"])
    func `what is no register is not read`(text: String) {
        #expect(file(text) == nil)
    }

    @Test func `a row that is emptied leaves all other pieces as they were`() throws {
        let rows = (1...7).map { "N\($0)\n" }
        let whole = try #require(file("name\n" + rows.joined())).pieces(
            rowsMax: 3,
            bytesMax: 10_000
        )
        let less = try #require(file("name\n" + rows[..<1].joined() + "\n" + rows[2...].joined()))
            .pieces(rowsMax: 3, bytesMax: 10_000)
        #expect(less[0].map { $0["line"] } == [2, 4])
        #expect(less.dropFirst() == whole.dropFirst())
    }

    @Test func `pieces have a number of rows and of bytes`() throws {
        let text = "name\n" + (1...7).map { "N\($0)\n" }.joined()
        let read = try #require(file(text))
        #expect(read.pieces(rowsMax: 3, bytesMax: 10_000).map(\.count) == [3, 3, 1])
        #expect(
            read.pieces(rowsMax: 500, bytesMax: 1).map(\.count) == Array(repeating: 1, count: 7)
        )
        #expect(read.pieces(rowsMax: 7, bytesMax: 10_000)[0][0] == ["line": 2, "name": "N1"])
    }

    /// Sends a file of 501 rows and answers what was sent.
    private func sent(
        _ text: String,
        isLineByLine: Bool = false,
        isTrial: Bool = false
    ) throws -> (outcome: RegisterImport.Outcome, calls: [[JSONMember]]) {
        let read = try #require(file(text))
        let workers = try #require(Register.named("workers"))
        let register = RegisterImport(workers, read, isLineByLine: isLineByLine)
        var calls: [[JSONMember]] = []
        let outcome = try register.run([], isTrial: isTrial) { _, _ in
        } deliver: { pieces, answered in
            for (place, params) in pieces.enumerated() {
                calls.append(params)
                let rows = params.first { $0.name == "rows" }?.value
                _ = answered(place, .success(["imported": rows ?? nil, "problems": []]))
            }
        }
        return (outcome, calls)
    }

    private static let long = "name,nik\n" + (1...501).map { "N,\($0)\n" }.joined()

    @Test func `every piece is tried before the first is recorded`() throws {
        let (outcome, calls) = try sent(Self.long)
        #expect(calls.map { $0.contains { $0.name == "dryRun" } } == [true, true, false, false])
        #expect(outcome.imported == 501)
        let ids = calls.compactMap { $0.first { $0.name == "commandId" }?.value.string }
        // A trial has the id of its recording.
        #expect(Array(ids.prefix(2)) == Array(ids.suffix(2)))
        #expect(Set(ids).count == 2)
        let again = try sent(Self.long).calls
            .compactMap { $0.first { $0.name == "commandId" }?.value.string }
        #expect(again == ids)
        #expect(try sent(Self.long, isTrial: true).calls.count == 2)
    }

    @Test func `a number that comes again in another piece is a mistake`() throws {
        let (outcome, calls) = try sent(Self.long + "N,7\n")
        #expect(outcome.problems.map { $0["line"] } == [503])
        #expect(outcome.problems[0]["earlierLine"] == 8)
        #expect(outcome.exit == 65)
        #expect(outcome.imported == 0)
        #expect(calls.count == 2)
    }
}
