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

/// Goal: pictures can be read whatever they are given; method: tables with long names, great and
/// missing numbers, drawn by every kind of chart, and each text's box looked at.
@Suite struct ChartTests {
    private static let names = [
        "Cimahi", "Kabupaten Kepulauan Siau Tagulandang Biaro", "ꦗꦮ", "SDN 1", "M", "",
        "Sekolah Luar Biasa Negeri Pembina Tingkat Provinsi Rekaan Selatan Sekali",
    ]

    @Test(arguments: ["bars", "stackedBars", "heat", "tiles", "line", "gauge"])
    func `no label collides, whatever the names and numbers`(kind: String) throws {
        let seed = UInt64.random(in: .min ... .max)
        var chance = RepeatableRandom(seed: seed)
        for _ in 0..<40 {
            let rows = Int.random(in: 0...14, using: &chance)
            let series = Int.random(in: 1...7, using: &chance)
            let keys = (0..<series).map { "s\($0)" }
            let columns = keys.map { key in
                "\(key)|\(Self.names.randomElement(using: &chance) ?? "")x|rupiah"
            }
            let table = SampleReports.table(
                "t",
                "T",
                ["name|Nama|text"] + columns,
                (0..<rows).map { _ in Self.row(series, &chance) }
            )
            let options: JSONValue = [
                "label": "name", "code": "name", "value": "s0", "limit": "s0",
                "limits": [1, 100, 10_000, 1_000_000],
            ]
            let chart = SampleReports.chart(kind, "t", keys, "T", "D", options)
            let value = SampleReports.report("r", .id, title: "T", [table, chart])
            #expect(try Report(value).layoutProblems == [], "seed \(seed)")
        }
    }

    private static func row(_ series: Int, _ chance: inout RepeatableRandom) -> JSONValue {
        let cells = (0..<series).map { _ -> JSONValue in
            switch Int.random(in: 0...5, using: &chance) {
            case 0: .null
            case 1: ["suppressed": true]
            case 2: .integer(Int64.random(in: 0...4, using: &chance))
            default: .integer(Int64.random(in: 0...99_999_999_999, using: &chance))
            }
        }
        return .array([.string(names.randomElement(using: &chance) ?? "")] + cells)
    }

    @Test func `a flow of many boxes and places can be read`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var chance = RepeatableRandom(seed: seed)
        for _ in 0..<20 {
            let boxes = Int.random(in: 1...12, using: &chance)
            let amounts = (0..<boxes).map { _ in Int64.random(in: 1...2_000_000, using: &chance) }
            let total = amounts.reduce(0, +)
            var links = amounts.enumerated().map { place, amount -> JSONValue in
                ["Kotak \(place) \(Self.names[place % Self.names.count])", "kas", .integer(amount)]
            }
            let hair = min(500, total)
            links.append(["kas", "selisih bank yang panjang sekali namanya", .integer(hair)])
            if total > hair { links.append(["kas", "barang", .integer(total - hair)]) }
            let table = SampleReports.table(
                "f",
                "F",
                ["from|Dari|text", "to|Ke|text", "value|Nilai|rupiah"],
                links
            )
            let chart = SampleReports.chart("flow", "f", ["value"], "F", "D")
            let value = SampleReports.report("r", .id, title: "T", [table, chart])
            #expect(try Report(value).layoutProblems == [], "seed \(seed)")
        }
    }

    @Test func `a label that does not fit is found`() throws {
        // The check itself must be able to fail: two labels at one place.
        let table = SampleReports.table("t", "T", ["name|N|text", "n|N|integer"], [["a", 1]])
        let missing = SampleReports.chart("bars", "t", ["gone"], "T", "D")
        let value = SampleReports.report("r", .id, title: "T", [table, missing])
        #expect(try Report(value).layoutProblems == ["t-bars: no column gone"])
        var picture = Picture(name: "p")
        picture.height = 40
        picture.text("satu", 10, 20)
        #expect(picture.problems == [])
        picture.text("dua", 20, 22)
        picture.text("tiga", 670, 35)
        picture.text("empat", 300, 45)
        #expect(
            picture.problems == [
                "p: “dua” lies over “satu”", "p: “tiga” is outside", "p: “empat” is outside",
            ]
        )
    }

    @Test func `series differ by hatch where the colours are alike in grey`() throws {
        let html = try Page(Report(SampleReports.donor(.id))).html()
        #expect(html.contains("url(#g3-1)") && html.contains("url(#g3-2)"))
        #expect(html.contains("<pattern id=\"g3-1\"") && html.contains("<pattern id=\"g3-2\""))
    }
}
