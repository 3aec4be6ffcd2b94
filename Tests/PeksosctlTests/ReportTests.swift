// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import ReportRendering
import TestSupport
import Testing

/// Goal: a report in a file is taken for what the books say only where it is that, byte for byte;
/// method: files that the renderer made of stored values, changed in one place each.
@Suite struct ReportTests {
    private let value: JSONValue
    private let page: String

    init() throws {
        let bytes = Array(Golden.text("reports-samples/donor-id.json").utf8)
        value = try JSONDocument(scanning: bytes).root.value
        page = try Page(Report(value)).html()
    }

    private var store: String { value["store"]?["id"]?.string ?? "" }

    private func verify(
        _ text: String,
        store: String? = nil,
        version: String = rendererVersion,
        answer: @escaping (String, [JSONMember]) throws(Failure) -> JSONValue
    ) throws -> (verdicts: [String: ReportVerify.Verdict], status: Int32) {
        let file = try #require(ReportFile(Array(text.utf8)))
        let verify = ReportVerify(file, ask: answer) { value, drawn throws(Failure) in
            guard drawn.version == version, let paper = Paper(rawValue: drawn.paper),
                let report = try? Report(value)
            else { return nil }
            return Array(Page(report, paper: paper).html().utf8)
        }
        let lines = try verify.lines(store: store ?? self.store)
        let verdicts = lines.map { ($0.key, $0.verdict) }
        return (
            Dictionary(uniqueKeysWithValues: verdicts), ReportVerify.status(of: lines)
        )
    }

    private func replacing(_ name: String, _ new: JSONValue) -> JSONValue {
        .object((value.members ?? []).map { $0.name == name ? JSONMember(name, new) : $0 })
    }

    @Test func `an untouched file is equal, and the same question is asked`() throws {
        for text in [page, String(decoding: CanonicalJSON.bytes(["item": value]), as: UTF8.self)] {
            let found = try verify(text) { method, params throws(Failure) in
                #expect(method == "report.khasAccountability")
                let asOf: JSONValue = ["date": "2017-05-31", "position": 18_206]
                #expect(params == [JSONMember("drive", "KHAS-2016"), JSONMember("asOf", asOf)])
                return replacing("generatedAt", "2026-12-24T09:00:00.000+07:00")
            }
            #expect(found.status == 0)
            #expect(Set(found.verdicts.keys) == ["store", "position", "anchor", "digest", "bytes"])
        }
        let banner = try Page(Report(value), paper: .a3).html()
        #expect(try verify(banner) { _, _ throws(Failure) in value }.status == 0)
    }

    @Test func `what was true only then is taken from the file`() throws {
        let row: JSONValue = ["key": "k", "label": "Cadangan", "type": "date", "value": nil]
        let moment: JSONValue = ["title": "Perawatan", "rows": [row]]
        let then = value.changing(["moment": moment])
        for text in [try Page(Report(then)).html(), then.line] {
            let found = try verify(text) { _, _ throws(Failure) in value }
            #expect(found.status == 0)
        }
    }

    @Test(arguments: [
        (">1.444.000</td>", ">1.444.001</td>"),
        (
            "<th scope=\"row\" class=\"word\">Sumedang</th>",
            "<th scope=\"row\" class=\"word\">X</th>"
        ),
        ("</html>", "</html> "),
    ])
    func `one changed place is different`(old: String, new: String) throws {
        let changed = page.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != page)
        let found = try verify(changed) { _, _ throws(Failure) in value }
        #expect(found.status == 1 && found.verdicts["bytes"] == .different)
        #expect(found.verdicts["digest"] == .equal)
    }

    @Test func `a removed row of a JSON file is different`() throws {
        let text = String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
        let changed = text.replacing("[100,1140,114000],", with: "")
        try #require(changed != text)
        let found = try verify(changed) { _, _ throws(Failure) in value }
        #expect(found.status == 1 && found.verdicts["bytes"] == .different)
    }

    @Test func `other books, another anchor, another printed digest are different`() throws {
        let fresh = replacing("digest", "sha256:00")
        let other = try verify(page) { _, _ throws(Failure) in fresh }
        #expect(other.status == 1 && other.verdicts["digest"] == .different)
        let moved = replacing("anchor", "peksos anchor 1")
        let anchored = try verify(page) { _, _ throws(Failure) in moved }
        #expect(anchored.status == 1 && anchored.verdicts["anchor"] == .different)
        let printed = page.replacing(
            "<pre id=\"digest\">sha256:7f",
            with: "<pre id=\"digest\">sha256:70"
        )
        let found = try verify(printed) { _, _ throws(Failure) in value }
        #expect(found.status == 1 && found.verdicts["digest"] == .different)
    }

    @Test func `another store is not asked at all`() throws {
        let found = try verify(page, store: "other") { _, _ throws(Failure) in
            Issue.record("asked")
            return nil
        }
        #expect(found.status == 1 && found.verdicts == ["store": .different])
    }

    @Test func `a log that does not reach so far is different`() throws {
        let wire: JSONValue = ["code": -32602, "data": ["kind": "invalidParams", "path": "/asOf"]]
        let found = try verify(page) { _, _ throws(Failure) in throw Failure(wire: wire) }
        #expect(found.status == 1)
        #expect(found.verdicts == ["store": .equal, "position": .different])
    }

    @Test(arguments: ["forbidden", "notFound", "methodNotFound"])
    func `what is not visible is exit 10`(kind: String) throws {
        let wire: JSONValue = ["code": 1102, "data": ["kind": .string(kind)]]
        #expect {
            _ = try verify(page) { _, _ throws(Failure) in throw Failure(wire: wire) }
        } throws: {
            ($0 as? Failure)?.exit == 10
        }
    }

    @Test func `another renderer and erased people leave the bytes open`() throws {
        let found = try verify(page, version: "0") { _, _ throws(Failure) in value }
        #expect(found.status == 3 && found.verdicts["bytes"] == .notComparable)
        let person: JSONValue = [
            "kind": "facts",
            "rows": [
                [
                    "key": "p", "label": "P", "type": "id",
                    "value": ["subject": "KLN-2016-0001", "shown": nil],
                ]
            ],
        ]
        let erased = replacing("blocks", .array((value["blocks"]?.items ?? []) + [person]))
        let after = try verify(page) { _, _ throws(Failure) in erased }
        #expect(after.status == 3 && after.verdicts["bytes"] == .notComparable)
        #expect(after.verdicts["erased"] == .notComparable)
    }

    @Test(arguments: ["", "{}", "<html></html>", "%PDF-1.7", "{\"item\":{\"rows\":[]}}"])
    func `other files are no reports`(text: String) {
        #expect(ReportFile(Array(text.utf8)) == nil)
    }

    @Test func `tables for programs have keys, plain numbers and say what is hidden`() {
        let tables = ReportTables(value)
        #expect(tables.keys == ["denominations", "cost", "given", "flow"])
        #expect(
            tables.delimited("given", .csv) == """
                place,book,bag,uniform,pupils,pupils.suppressed,training
                Cimahi,150000,85000,0,30,false,true
                Bandung,250000,110000,0,50,false,true
                Sumedang,150000,85000,0,,true,true
                Tasikmalaya,200000,60000,100000,40,false,true

                """
        )
        #expect(tables.records("given").rows[2]["pupils"] == .null)
    }

    @Test(arguments: Golden.reports)
    func `the tables of an office's report are as they were read`(stem: String) throws {
        let bytes = Array(Golden.text("reports/\(stem).json").utf8)
        let tables = ReportTables(try JSONDocument(scanning: bytes, limits: .unlimited).root.value)
        // One after the other, each under its name; the program writes a file for each.
        let text = tables.keys.map { "# \($0)\n" + tables.delimited($0, .csv) }
        #expect(
            Golden.difference(text.joined(separator: "\n"), from: "reports/\(stem).csv") == nil
        )
    }

    @Test func `times of the wire are seconds for the file's date`() {
        #expect(secondsSince1970("1970-01-01T07:00:00.000+07:00") == 0)
        #expect(secondsSince1970("2017-05-31T14:05:00.000+07:00") == 1_496_214_300)
        #expect(secondsSince1970("2017-05-31") == nil)
    }

    @Test func `another program gets bytes, gives bytes, and nothing of our surroundings`() throws {
        let text = Array(repeating: UInt8(ascii: "a"), count: 300_000)
        let copied = try Subprogram.run("/bin/cat", [], environment: [], input: text)
        #expect(copied.status == 0 && copied.output == text && copied.errors.isEmpty)
        let settings = try Subprogram.run("/usr/bin/env", [], environment: ["A=1"], input: [])
        #expect(settings.output == Array("A=1\n".utf8))
        let failed = try Subprogram.run(
            "/bin/sh",
            ["-c", "echo no >&2; exit 7"],
            environment: [],
            input: []
        )
        #expect(failed.status == 7 && failed.errors == "no\n")
        #expect(throws: SystemError.self) {
            try Subprogram.run("/nonexistent", [], environment: [], input: [])
        }
    }

    @Test(arguments: [
        ("a.html", "html"), ("a.pdf", "pdf"), ("a.txt", "text"), ("a.csv", "csv"),
        ("a.json", "json"),
    ])
    func `the ending of a file names the format`(name: String, format: String) throws {
        var options = Options()
        _ = try options.take(["-O", name, "--paper", "a3", "--table", "t"])
        #expect(options.output.rawValue == format && options.namesFormat)
        #expect(options.paper == .a3 && options.table == "t")
        _ = try options.take(["-O", "folder/"])
        #expect(options.namesFormat)
        #expect(throws: Failure.self) { try options.take(["--paper", "a5"]) }
    }
}
