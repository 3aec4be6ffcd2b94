// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Testing

/// Global flags, settings and failures: the flags are taken out of a line wherever they stand, the
/// files are strict, and every kind of error has its exit status.
@Suite struct OptionsTests {
    @Test func `global flags may stand anywhere, the rest keeps its order`() throws {
        var options = Options()
        let line = [
            "fund", "-o", "csv", "ledger", "--lang=en", "KHAS", "--dry-run", "--until", "x", "-q",
        ]
        #expect(try options.take(line) == ["fund", "ledger", "KHAS", "--until", "x"])
        #expect(options.output == .csv)
        #expect(options.language == .en)
        #expect(options.isDryRun)
        #expect(options.isQuiet)
        #expect(try options.take(["a", "--", "-o", "json"]) == ["a", "--", "-o", "json"])
    }

    @Test func `what is wrong is told as the line asks, wherever it asks so`() {
        var options = Options()
        let line = ["box", "list", "--limit", "x", "-o", "json", "--lang=en", "--", "-o", "csv"]
        #expect(throws: Failure.self) { _ = try options.take(line) }
        #expect(options.output == .table)
        options.foresee(line, among: ["output", "lang"])
        #expect(options.output == .json)
        #expect(options.language == .en)
        options.foresee(["-o", "xml", "-o"], among: ["output"])
        #expect(options.output == .json)
    }

    @Test(arguments: [
        ("2016-07-31", #"{"asOf":"2016-07-31"}"#), ("18206", #"{"asOf":18206}"#),
        ("2016-07-31@18206", #"{"asOf":{"date":"2016-07-31","position":18206}}"#),
    ])
    func `as-of is a date, a position or both`(word: String, json: String) throws {
        var options = Options()
        _ = try options.take(["--as-of", word])
        #expect(CanonicalJSON.bytes(.object(options.reserved)) == Array(json.utf8))
    }

    @Test(arguments: [("30s", 30_000), ("500ms", 500), ("2m", 120_000), ("5", 5_000)])
    func `a duration has a unit or is in seconds`(word: String, milliseconds: Int) throws {
        #expect(try Options.milliseconds(word) == Int64(milliseconds))
    }

    @Test(arguments: [
        ["-o", "xml"], ["--lang", "fr"], ["--timeout", "0s"], ["--timeout", "20m"],
        ["--limit", "x"],
        ["--as-of", "20/07/2016"], ["--socket"], ["--color", "blue"],
    ])
    func `a bad global flag is wrong usage`(line: [String]) {
        var options = Options()
        #expect {
            _ = try options.take(line)
        } throws: {
            ($0 as? Failure)?.exit == 64
        }
    }

    @Test func `the settings file is strict and its origin is known`() throws {
        var options = Options()
        try options.readFile("# mine\nlang: en\nsocket: /tmp/x\n", name: "client.yaml")
        #expect(options.socket == "/tmp/x")
        #expect(options.origins.first { $0.key == "lang" }?.origin == "client.yaml:2")
        #expect {
            try options.readFile("lnag: en", name: "client.yaml")
        } throws: {
            let failure = $0 as? Failure
            let text = failure?.humanLines(Looks(language: .en)).joined() ?? ""
            return failure?.exit == 78 && text.contains("client.yaml:1") && text.contains("lang")
        }
    }

    @Test(arguments: ErrorKind.allCases)
    func `every kind of error has the exit of the protocol`(kind: ErrorKind) {
        let wire: JSONValue = [
            "code": .integer(kind.code), "data": ["kind": .string(kind.rawValue)],
        ]
        #expect(Failure(wire: wire).exit == kind.exitStatus)
    }

    @Test func `a refusal may name its own exit, an unknown kind goes by its hundred`() {
        let refused: JSONValue = [
            "code": 1301, "data": ["kind": "refused", "refusal": "configInvalid"],
        ]
        #expect(Failure(wire: refused).exit == 65)
        #expect(Failure(wire: refused, refusalExits: ["configInvalid": 78]).exit == 78)
        #expect(Failure(wire: ["code": 1199, "data": ["kind": "new"]]).exit == 77)
        #expect(Failure(wire: ["code": 4242, "data": ["kind": "new"]]).exit == 70)
    }

    @Test func `a failure for scripts is the error as received and the exit`() throws {
        let wire = try value(
            #"{"code":1201,"data":{"id":"X","kind":"notFound"},"message":"tidak ada"}"#
        )
        let line = CanonicalJSON.bytes(Failure(wire: wire).json(Looks(language: .id)))
        #expect(
            String(decoding: line, as: UTF8.self)
                == #"{"error":{"code":1201,"data":{"id":"X","kind":"notFound"},"exit":10,"message":"tidak ada"}}"#
        )
    }

    @Test func `what is added to an error of the daemon stands below it`() throws {
        let wire = try value(#"{"code":1004,"data":{"kind":"draining"},"message":"berhenti"}"#)
        let failure = Failure(wire: wire).adding(.uncertain).adding(.uncertainCheck, "019a")
        let lines = failure.humanLines(Looks(language: .id))
        #expect(failure.isUncertain)
        #expect(lines.first == "berhenti")
        #expect(lines.last?.contains("--command-id 019a") == true)
        #expect(lines.contains { $0.contains("belum pasti") })
    }

    @Test func `command ids are UUIDs of version 7 in order of time`() {
        let first = makeCommandID(1_468_972_800_000_000)
        let second = makeCommandID(1_468_972_800_001_000)
        #expect(first.utf8.count == 36)
        #expect(Array(first)[14] == "7")
        #expect("89ab".contains(Array(first)[19]))
        #expect(first.prefix(13) < second.prefix(13))
    }

    @Test(arguments: ["a b", "it's", "", "x;y", "KHAS-2016", "Rp1.250", "$HOME", "👩"])
    func `a quoted word is one word again`(word: String) {
        #expect(splitWords(shellQuoted(word)) == [word])
    }
}
