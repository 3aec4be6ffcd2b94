// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Testing

/// What a repeated answer shows of its difference from the one before, and how a job's way is drawn.
@Suite struct WatchTests {
    private func drawn(_ before: String?, _ now: String) throws -> [String] {
        let looks = Looks(language: .id, hasColour: true)
        let columns = [
            Column(key: "case", type: "id"), Column(key: "stage"),
            Column(key: "n", type: "integer"),
        ]
        var table = Table(columns: columns, looks: looks, today: 0)
        table.earlier = try before.map { try value($0).items ?? [] }
        return table.lines(try value(now).items ?? []).lines
    }

    private static let reverse = "\u{1B}[7m"

    @Test func `only the cells that changed are in reverse`() throws {
        let before = #"[{"case":"A","stage":"x","n":1},{"case":"B","stage":"x","n":2}]"#
        let now = #"[{"case":"B","stage":"y","n":2},{"case":"A","stage":"x","n":1}]"#
        let lines = try drawn(before, now)
        #expect(lines[1].contains(Self.reverse + "y"))
        #expect(lines[1].split(separator: Self.reverse).count == 2)
        #expect(!lines[2].contains(Self.reverse))
        #expect(try drawn(nil, now).allSatisfy { !$0.contains(Self.reverse) })
    }

    @Test func `a new row is in reverse as a whole, rows with one name are told apart`() throws {
        let before = #"[{"case":"A","stage":"x","n":1}]"#
        let now = #"[{"case":"A","stage":"x","n":1},{"case":"A","stage":"z","n":3}]"#
        let lines = try drawn(before, now)
        #expect(!lines[1].contains(Self.reverse))
        #expect(lines[2].split(separator: Self.reverse).count == 3)
    }

    @Test(arguments: [
        (0, "················", "................"),
        (9_000, "███████▌········", "#######........."),
        (18_206, "████████████████", "################"),
        (20_000, "████████████████", "################"),
    ])
    func `a bar is drawn to half a block, or in ASCII`(done: Int, blocks: String, ascii: String) {
        #expect(Progress.bar(Int64(done), of: 18_206, isUTF8: true) == blocks)
        #expect(Progress.bar(Int64(done), of: 18_206, isUTF8: false) == ascii)
    }

    @Test(arguments: [("--watch", 5_000), ("--watch=2s", 2_000), ("--watch=1", 1_000)])
    func `an interval is optional and at least a second`(word: String, milliseconds: Int) throws {
        var options = Options()
        #expect(try options.take(["case", word, "list"]) == ["case", "list"])
        #expect(options.watchMs == Int64(milliseconds))
    }

    @Test(arguments: ["--watch=500ms", "--watch=0", "--watch=x", "--watch="])
    func `an interval too short is wrong usage`(word: String) {
        var options = Options()
        #expect {
            _ = try options.take([word])
        } throws: {
            ($0 as? Failure)?.exit == 64
        }
    }

    @Test func `a pager may have flags of its own in the settings file`() throws {
        var options = Options()
        try options.readFile("pager: less -S  # wide\nlang: en # x\n", name: "client.yaml")
        #expect(options.pager == "less -S")
        #expect(options.language == .en)
    }
}
