// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import ReportRendering
import TestSupport
import Testing

/// Goal: a page does nothing but show, to everybody, what is in the value; method: the marks of the
/// samples' pages are read one by one.
@Suite struct PageTests {
    private static let samples = Language.allCases.flatMap { SampleReports.all($0).map(\.value) }

    @Test(arguments: samples)
    func `a page runs nothing and leads nowhere`(value: JSONValue) throws {
        let html = try Page(Report(value)).html()
        let tags = Tag.all(in: html)
        #expect(tags.count > 20)
        let harmful: Set = [
            "script", "iframe", "object", "embed", "link", "base", "form", "input", "img", "a",
            "image", "use", "foreignObject", "animate", "set",
        ]
        for tag in tags {
            #expect(!harmful.contains(tag.name), "\(tag.name)")
            for (name, value) in tag.attributes {
                #expect(!name.lowercased().hasPrefix("on"), "\(name)")
                #expect(!["href", "src", "style", "srcset"].contains(name), "\(name)")
                let rest = value.replacing("url(#", with: "")
                #expect(name == "content" || !rest.contains("url("), "\(value)")
            }
        }
        #expect(!html.contains("http:") && !html.contains("https:"))
        #expect(html.contains("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"))
        for scalar in html.unicodeScalars where scalar != "\n" {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
    }

    @Test(arguments: samples)
    func `elements are closed in order, headings leave no level out`(value: JSONValue) throws {
        var open: [String] = []
        var levels: [Int] = []
        for tag in Tag.all(in: try Page(Report(value)).html()) {
            if tag.isClosing {
                #expect(open.popLast() == tag.name)
            } else if !tag.closesItself {
                open.append(tag.name)
            }
            if !tag.isClosing, tag.name.count == 2, tag.name.first == "h",
                let level = tag.name.last?.wholeNumberValue
            {
                levels.append(level)
            }
        }
        #expect(open.isEmpty)
        #expect(levels.count { $0 == 1 } == 1 && levels.first == 1)
        for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
    }

    @Test(arguments: samples)
    func `each picture says in words what it shows, and its table is there`(
        value: JSONValue
    ) throws {
        let html = try Page(Report(value)).html()
        let charts = (value["blocks"]?.items ?? []).filter { $0["kind"] == "chart" }
        let tags = Tag.all(in: html).filter { !$0.isClosing }
        #expect(tags.count { $0.name == "svg" } == charts.count)
        #expect(tags.count { $0.name == "desc" } == charts.count)
        #expect(tags.count { $0.name == "figcaption" } == charts.count)
        let tables = tags.filter { $0.name == "table" }.compactMap { tag in
            tag.attributes.first { $0.name == "id" }?.value
        }
        for chart in charts {
            #expect(tables.contains("t-\(chart["table"]?.string ?? "")"))
        }
        #expect(
            tags.filter { $0.name == "th" }.allSatisfy { tag in
                tag.attributes.contains { $0.name == "scope" }
            }
        )
        #expect(Set(tables).count == tables.count)
    }

    @Test(arguments: samples)
    func `no label lies outside of its picture or over another one`(value: JSONValue) throws {
        #expect(try Report(value).layoutProblems == [])
    }

    @Test(arguments: Language.allCases)
    func `every number of the tables stands on the page`(language: Language) throws {
        for (_, value) in SampleReports.all(language) {
            let html = try Page(Report(value)).html()
            for table in (value["blocks"]?.items ?? []) where table["kind"] == "table" {
                let types = (table["columns"]?.items ?? []).map { $0["type"]?.string ?? "" }
                for row in (table["rows"]?.items ?? []) + [table["total"] ?? .null] {
                    for (place, cell) in (row.items ?? []).enumerated() {
                        guard let number = cell.integer, types[place] != "percentX100" else {
                            continue
                        }
                        #expect(html.contains(">\(Civil.number(number, language))</t"))
                    }
                }
            }
        }
    }

    @Test func `hidden counts show as a limit, and totals of pieces beside them are not told`()
        throws
    {
        let table = SampleReports.table(
            "t",
            "T",
            ["place|P|text", "a|A|integer", "b|B|integer", "share|S|percentX100"],
            [["x", ["suppressed": true], 7, ["suppressed": true]], ["y", 9, 8, 5_290]]
        )
        let chart = SampleReports.chart(
            "stackedBars",
            "t",
            ["a", "b"],
            "T",
            "D",
            ["label": "place"]
        )
        let value = SampleReports.report(
            "report.cases",
            .en,
            title: "T",
            suppressed: 1,
            [table, chart]
        )
        let html = try Page(Report(value)).html()
        #expect(html.contains(">&lt;5</td>"))
        // Where a count was hidden that need not be small, nothing may say that it is.
        let more: JSONValue = ["threshold": 5, "primary": 1, "complementary": 1]
        let starred = try Report(value.changing(["suppression": more]))
        #expect(Page(starred).html().contains(">*</td>"))
        #expect(!Page(starred).html().contains("&lt;5"))
        let plain = PlainReport(starred).text().replacing("\n", with: " ")
        #expect(plain.contains("*: Not shown, ") && plain.contains("smaller than 5, or one from"))
        #expect(html.contains("fewer") == false && html.contains("&lt;5: Counts below the limit"))
        // 7 is what is left of the bar; its total would give the hidden count away.
        #expect(html.contains(">…</text>"))
        #expect(html.contains(">17</text>"))
        // The share of a hidden count is no count itself.
        #expect(html.contains(">…</td>") && html.contains(">52.9\u{A0}%</td>"))
    }

    @Test func `a flow that does not add up is told, not drawn`() throws {
        let links: [JSONValue] = [["a", "b", 100], ["b", "c", 90]]
        let table = SampleReports.table(
            "flow",
            "F",
            ["from|From|text", "to|To|text", "value|Value|rupiah"],
            links
        )
        let chart = SampleReports.chart("flow", "flow", ["value"], "F", "D")
        let value = SampleReports.report(
            "report.khasAccountability",
            .en,
            title: "T",
            [table, chart]
        )
        let report = try Report(value)
        #expect(report.layoutProblems == ["in and out differ at b: Rp100 ≠ Rp90"])
        let html = Page(report).html()
        #expect(!html.contains("<svg") && html.contains("Rp100 ≠ Rp90"))
        #expect(PlainReport(report).text().contains("FROM  TO  VALUE (RP)"))
    }

    @Test func `a flow in a circle is refused`() throws {
        let table = SampleReports.table(
            "flow",
            "F",
            ["from|From|text", "to|To|text", "value|Value|rupiah"],
            [["a", "b", 5], ["b", "a", 5]]
        )
        let chart = SampleReports.chart("flow", "flow", ["value"], "F", "D")
        let value = SampleReports.report(
            "report.khasAccountability",
            .en,
            title: "T",
            [table, chart]
        )
        #expect(try Report(value).layoutProblems == ["flow-flow: the flow runs in a circle"])
    }

    @Test func `every page of a training store says so, others do not`() throws {
        let training = try Page(Report(SampleReports.donor(.id))).html()
        #expect(training.contains("<div class=\"watermark\" aria-hidden=\"true\">LATIHAN</div>"))
        #expect(training.contains("<h1>LATIHAN · "))
        let other = try Page(Report(SampleReports.caseload(.id))).html()
        #expect(!other.contains("class=\"watermark\"") && !other.contains("LATIHAN"))
    }

    @Test func `a page is the same whenever it is made, a banner is larger`() throws {
        let value = SampleReports.donor(.en)
        let page = try Page(Report(value)).html()
        let later = value.members.map { members in
            JSONValue.object(
                members.map { $0.name == "generatedAt" ? JSONMember($0.name, "later") : $0 }
            )
        }
        #expect(try Page(Report(later ?? .null)).html() == page)
        let banner = try Page(Report(value), paper: .a3).html()
        #expect(page.contains("size:A4 portrait") && page.contains("font-size:10pt"))
        #expect(banner.contains("size:A3 portrait") && banner.contains("font-size:14pt"))
    }

    @Test func `what is no report is refused with its place`() {
        #expect(throws: ReportProblem.self) { try Report([:]) }
        let value = SampleReports.report("r", .id, title: "T", [["kind": "film"]])
        #expect { try Report(value) } throws: { error in
            (error as? ReportProblem)?.text == "a block of kind film"
        }
    }

    @Test func `a table of thousands of rows is read and drawn whole`() throws {
        let rows = (0..<3_000).map { JSONValue.array([.string("JRN-\($0)"), .integer($0)]) }
        let table = SampleReports.table("t", "T", ["entry|E|id", "amount|A|rupiah"], rows)
        let value = SampleReports.report("r", .id, title: "T", [table])
        let report = try Report(bytes: CanonicalJSON.bytes(value))
        #expect(Page(report).html().split(separator: "<tr>").count == 3_000 + 2)
        #expect(throws: ReportProblem.self) { try Report(bytes: Array("{".utf8)) }
    }

    @Test func `short forms of the trade are spelled out once`() throws {
        let value = SampleReports.report(
            "r",
            .id,
            title: "T",
            [SampleReports.paragraph("STR dan STR"), SampleReports.paragraph("STR, BAST; STRUK")]
        )
        let html = try Page(Report(value)).html()
        #expect(html.contains("<abbr title=\"Surat Tanda Registrasi\">STR</abbr> dan STR<"))
        #expect(html.contains("STR, <abbr title=\"Berita Acara Serah Terima\">BAST</abbr>; STRUK"))
    }

    @Test func `plain text loses no word of a label, however long`() throws {
        let words = "Barang yang sudah diserahkan kepada anak-anak di sekolah dasar negeri Rekaan"
        let long = String(repeating: "tanpaspasi", count: 5)
        let value = SampleReports.report(
            "report.distribution",
            .id,
            title: "Judul",
            [
                SampleReports.facts(SampleReports.fact(words, 12, "integer")),
                SampleReports.table(
                    "t",
                    "Tabel",
                    ["label|Nama|text", "n|\(words)|integer"],
                    [[.string(words + " " + long), 7]]
                ),
                SampleReports.chart("bars", "t", ["n"], "Grafik", "Temuan.", ["label": "label"]),
            ]
        )
        let plain = try PlainReport(Report(value)).text()
        let shown = plain.split { $0 == " " || $0 == "\n" }.map { $0.lowercased() }
        for word in words.split(separator: " ").map({ $0.lowercased() }) {
            #expect(shown.count { $0 == word } >= 4, "\(word)")
        }
        #expect(!plain.contains("…"))
        #expect(plain.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 80 })
    }

    @Test func `no line of plain text is longer than 80 columns`() throws {
        for value in Self.samples {
            for line in try PlainReport(Report(value)).text().split(separator: "\n") {
                #expect(displayWidth(String(line)) <= 80, "\(line)")
            }
        }
    }
}

/// A tag as a browser would read it; good enough for what the renderer writes.
private struct Tag {
    let name: String
    let attributes: [(name: String, value: String)]
    let isClosing: Bool
    let closesItself: Bool

    static func all(in html: String) -> [Tag] {
        var tags: [Tag] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let inside = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if !inside.hasPrefix("!") { tags.append(Tag(inside)) }
        }
        return tags
    }

    private init(_ inside: Substring) {
        isClosing = inside.hasPrefix("/")
        closesItself = inside.hasSuffix("/")
        var rest = inside.drop { $0 == "/" }
        name = String(rest.prefix { $0.isLetter || $0.isNumber })
        rest = rest.dropFirst(name.count)
        var attributes: [(name: String, value: String)] = []
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].filter { !$0.isWhitespace }
            let quoted = rest[rest.index(after: equals)...].dropFirst()
            let value = quoted.prefix { $0 != "\"" }
            attributes.append((String(key), String(value)))
            rest = quoted.dropFirst(value.count + 1)
        }
        self.attributes = attributes
    }
}
