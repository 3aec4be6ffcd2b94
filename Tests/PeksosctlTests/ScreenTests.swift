// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Testing

/// Replies become screens: recorded answers are drawn in both languages at the widths 80, 120 and
/// none and compared with recorded screens, and the hostile cases are drawn one by one.
@Suite struct ScreenTests {
    static let answers = [
        "fund ledger KHAS-2016", "case list", "system status", "fund pay-expense KHAS-2016",
    ]

    @Test(arguments: answers, Language.allCases)
    func `screens are as recorded`(line: String, language: Language) throws {
        let words = line.split(separator: " ").map(String.init)
        let command = try command(line, language)
        let name = command.words.joined(separator: "-")
        let bytes = try System.readFile("\(fixtures)/\(name).json", limit: 1_000_000)
        let result = try value(String(decoding: bytes, as: UTF8.self))
        let sent = words.count > 2 ? [JSONMember("fund", .string(words[2]))] : []
        var shown = ""
        for width in [80, 120, nil] {
            let looks = Looks(
                language: language,
                width: width,
                isTraining: true,
                showsAll: width == nil
            )
            let screen = Screen(command, looks: looks, sent: sent)
            let lines = command.isCommand ? screen.outcome(result) : try screen.answer(result)
            shown += "--- \(width.map { "\($0)" } ?? "none")\n"
            shown += lines.map { $0 + "\n" }.joined()
            if let width, !command.isCommand {
                let pieces = lines.flatMap { $0.split(separator: "\n") }
                #expect(pieces.allSatisfy { displayWidth(String($0)) <= width })
            }
        }
        let file = "\(fixtures)/screens/\(name).\(language.rawValue).txt"
        if System.environment("PEKSOS_RECORD") != nil {
            try System.writeFile(file, Array(shown.utf8), mode: 0o644, replacing: true)
        }
        let recorded = try System.readFile(file, limit: 100_000)
        #expect(shown == String(decoding: recorded, as: UTF8.self))
    }

    @Test func `control, bidi and zero-width characters show as escapes`() {
        #expect(escapedForTerminal("a\u{1B}[31m") == #"a\u{1b}[31m"#)
        #expect(
            escapedForTerminal("\u{9B}\u{202E}\u{200B}\u{7F}\r\n")
                == #"\u{9b}\u{202e}\u{200b}\u{7f}\u{d}\u{a}"#
        )
        #expect(escapedForTerminal("Siti Nurhalizą – é") == "Siti Nurhalizą – é")
    }

    @Test func `combining marks take no column, wide characters two`() {
        #expect(displayWidth("e\u{301}") == 1)
        #expect(displayWidth("日本") == 4)
        #expect(displayWidth("Rp1.250") == 7)
    }

    @Test func `no escape byte leaves without colour, and only known ones with it`() throws {
        let command = try command("fund ledger")
        let rows = try value(#"{"rows":[{"entry":"\u001b]52;c;x\u0007","in":5}]}"#)
        let plain = Screen(command, looks: Looks(language: .id), sent: [])
        #expect(try plain.answer(rows).allSatisfy { !$0.utf8.contains(0x1B) })
        let coloured = Screen(command, looks: Looks(language: .id, hasColour: true), sent: [])
        #expect(try coloured.answer(rows).allSatisfy { !$0.contains("\u{1B}]") })
    }

    @Test func `cells of a spreadsheet are quoted and never formulas`() throws {
        let rows =
            try value(
                #"{"r":[{"a":"=1+1","b":-5,"c":"x,y"},{"a":"@x","b":null,"c":"say \"hai\"\r\nya"},{"a":"\tx","b":true,"c":""}]}"#
            )["r"]?.items ?? []
        let csv = DelimitedWriter(style: .csv).text(rows, keys: ["a", "b", "c"], isTraining: true)
        #expect(
            csv == "a,b,c,training\n'=1+1,-5,\"x,y\",true\n'@x,,\"say \"\"hai\"\"\r\nya\",true\n"
                + "\"'\tx\",true,,true\n"
        )
        let excel = DelimitedWriter(style: .excelIndonesian).text(
            [],
            keys: ["a"],
            isTraining: false
        )
        #expect(excel == "\u{FEFF}a\r\n")
    }

    @Test func `numbers and dates follow the language`() {
        let table = { (language: Language) in
            Table(plainKeys: [], looks: Looks(language: language))
        }
        let money = Column(key: "a", type: "rupiah")
        let share = Column(key: "a", type: "permille")
        let time = Column(key: "a", type: "time")
        let day = Column(key: "a", type: "date")
        #expect(table(.id).shown(1_444_000, money) == "1.444.000")
        #expect(table(.en).shown(1_444_000, money) == "1,444,000")
        #expect(table(.id).shown(-5_000, money) == "−5.000")
        #expect(table(.id).shown(83, share) == "8,3 %")
        #expect(table(.en).shown(83, share) == "8.3 %")
        #expect(table(.id).shown("2016-08-20", day) == "20 Agu 2016")
        #expect(table(.en).shown("2016-08-20", day) == "20 Aug 2016")
        #expect(table(.id).shown("2026-11-21T14:05:00.000+07:00", time) == "21 Nov 2026 14.05 WIB")
        #expect(table(.en).shown("2026-11-21T14:05:00.000+07:00", time) == "21 Nov 2026 14:05 WIB")
    }

    @Test func `a column that no row has is neither shown nor called hidden`() throws {
        let screen = Screen(try command("case list"), looks: Looks(language: .id), sent: [])
        let lines = try screen.answer(try value(#"{"rows":[{"case":"KSS-1","risk":"high"}]}"#))
        #expect(lines.contains { $0.hasPrefix("KASUS  RISIKO") }, "\(lines)")
        #expect(!lines.contains { $0.contains("tersembunyi") })
    }

    @Test func `members of an object have the titles of the catalogue`() throws {
        let name = Column(key: "name", title: "nama")
        let date = Column(key: "birthDate", title: "tanggal lahir", type: "date")
        let columns = [
            Column(key: "client", title: "klien"),
            Column(key: "values", title: "isi", inner: [name, date]),
        ]
        let table = Table(columns: columns, looks: Looks(language: .id), today: 0)
        let item = try value(
            #"{"client":"KLN-1","values":{"birthDate":"2008-03-12","name":"Melati","x":1}}"#
        )
        #expect(
            table.page(item) == [
                "klien  KLN-1", "", "isi", "  nama           Melati",
                "  tanggal lahir  12 Mar 2008", "  x              1",
            ]
        )
        let cell = table.shown(item["values"] ?? .null, columns[1])
        #expect(cell == "nama: Melati, tanggal lahir: 12 Mar 2008, x: 1")
    }

    @Test func `long headings take two lines before a column is dropped`() throws {
        let columns = [Column(key: "a", title: "hari tanpa kontak"), Column(key: "b", title: "b")]
        let table = Table(columns: columns, looks: Looks(language: .id, width: 14), today: 0)
        let drawn = table.lines([["a": "12", "b": "x"]])
        #expect(drawn.lines == ["HARI TANPA  B", "KONTAK", "12          x"])
        #expect(drawn.width <= 14)
        #expect(drawn.hidden == 0)
    }

    @Test func `a trial run says what would be recorded about what, and nothing comes next`() throws
    {
        let command = try command("fund pay-expense")
        let screen = Screen(command, looks: Looks(language: .en), sent: [])
        let trial =
            #"{"dryRun":true,"events":[{"stream":"case-K1","type":"a.b"},{"stream":"case-K2","type":"a.b"}]}"#
        let lines = screen.outcome(try value(trial))
        #expect(lines.dropFirst() == ["  would record a.b: K1, K2"])
    }

    @Test func `quiet prints the id that was made`() throws {
        let command = try command("fund pay-expense")
        let sent = [JSONMember("fund", "KHAS-2016")]
        let screen = Screen(command, looks: Looks(language: .id), sent: sent)
        #expect(screen.primaryID(try value(#"{"entry":"JRN-1","fund":"KHAS-2016"}"#)) == "JRN-1")
        #expect(
            screen.primaryID(try value(#"{"approval":"PST-1","pending":true,"fund":"K"}"#))
                == "PST-1"
        )
    }

    @Test func `personal values are masked at any depth`() throws {
        let member = JSONMember("lines", [["name": "Melati", "item": "TAS"]])
        #expect(masked(member, ["name"]).value == [["name": "…", "item": "TAS"]])
    }
}
