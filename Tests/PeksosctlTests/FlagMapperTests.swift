// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import Testing

/// Words and flags become the params that the catalogue's schemas ask for: each schema kind is
/// mapped once as people type it, and each slip is refused with exit 64 and a hint.
@Suite struct FlagMapperTests {
    @Test func `positional words and flags fill the params`() throws {
        let line = [
            "KHAS-2016", "--kind", "fundraising", "--receipt-number=KW-01", "--amount", "500",
        ]
        #expect(
            try mapped("fund pay-expense", line)
                == #"{"amount":500,"fund":"KHAS-2016","kind":"fundraising","receiptNumber":"KW-01"}"#
        )
    }

    @Test(arguments: [
        ("1250500", 1_250_500), ("1.250.500", 1_250_500), ("Rp1.250.500", 1_250_500),
        ("Rp 1.250.500", 1_250_500), ("rp500", 500), ("Rp.500", 500), ("0", 0),
    ])
    func `money is taken in the forms of the office`(word: String, amount: Int) throws {
        #expect(try mapped("fund pay-expense", ["--amount", word]) == #"{"amount":\#(amount)}"#)
    }

    @Test(arguments: ["1,250,500", "1250,5", "12.50", "1.2500", "1..500", "5e3", "", "Rp", "٣"])
    func `money in other forms is refused`(word: String) throws {
        let refused = try refusal("fund pay-expense", ["--amount=" + word])
        #expect(refused.exit == 64)
        #expect(refused.text.contains("1.250.500"))
    }

    @Test(arguments: [
        ("2016-07-20", "2016-07-20"), ("hari-ini", "2026-11-21"), ("today", "2026-11-21"),
        ("kemarin", "2026-11-20"), ("yesterday", "2026-11-20"), ("2016-02-29", "2016-02-29"),
    ])
    func `dates are ISO or one of four words`(word: String, date: String) throws {
        #expect(try mapped("fund ledger", ["--until", word]) == #"{"until":"\#(date)"}"#)
    }

    @Test(arguments: [
        ("20/07/2016", "2016-07-20"), ("1-2-2016", "2016-02-01"), ("2015-02-29", ""),
        ("20160720", ""), ("besok", ""),
    ])
    func `a date in another form is refused with the ISO form`(word: String, hint: String) throws {
        let refused = try refusal("fund ledger", ["--until", word])
        #expect(refused.exit == 64)
        #expect(refused.text.contains(hint))
    }

    @Test func `a map takes one pair at a time and refuses a key twice`() throws {
        let line = ["HTG-1", "--counter", "dewi", "--pieces", "1000=120", "--pieces", "500=310"]
        #expect(
            try mapped("count record", line)
                == #"{"count":"HTG-1","counter":"dewi","pieces":{"1000":120,"500":310}}"#
        )
        #expect(try mapped("count record", ["--pieces", "{}"]) == #"{"pieces":{}}"#)
        let twice = try refusal("count record", ["--pieces", "500=1", "--pieces", "500=2"])
        #expect(twice.exit == 64)
        #expect(try refusal("count record", ["--pieces", "500"]).exit == 64)
        #expect(try refusal("count record", ["--pieces", "500=x"]).exit == 64)
    }

    @Test func `a list of objects takes its singular, or a file`() throws {
        let expected =
            #"{"lines":[{"item":"BUKU","quantity":300,"unitPrice":2500},"#
            + #"{"item":"TAS, besar","quantity":5}]}"#
        let flags = [
            "--line", "item=BUKU,quantity=300,unitPrice=Rp2.500", "--line",
            #"item="TAS, besar",quantity=5"#,
        ]
        #expect(try mapped("purchase request", flags) == expected)
        let csv = "item,quantity,unit-price\nBUKU,300,2500\n\"TAS, besar\",5,\n"
        #expect(
            try mapped("purchase request", ["--lines", "@l.csv"], files: ["l.csv": csv]) == expected
        )
        let json =
            #"[{"item":"BUKU","quantity":300,"unitPrice":2500},"#
            + #"{"item":"TAS, besar","quantity":5}]"#
        #expect(
            try mapped("purchase request", ["--lines", "@l.json"], files: ["l.json": json])
                == expected
        )
        let wrong = try refusal("purchase request", ["--line", "itm=BUKU"])
        #expect(wrong.text.contains("item"))
    }

    @Test func `a switch has a yes and a no`() throws {
        #expect(try mapped("purchase request", ["--urgent"]) == #"{"urgent":true}"#)
        #expect(try mapped("purchase request", ["--no-urgent"]) == #"{"urgent":false}"#)
        for yes in ["y", "Ya", "YES", "true"] {
            #expect(try mapped("purchase request", ["--urgent=" + yes]) == #"{"urgent":true}"#)
        }
        for no in ["n", "Tidak", "NO", "false"] {
            #expect(try mapped("purchase request", ["--urgent=" + no]) == #"{"urgent":false}"#)
        }
        let refused = try refusal("purchase request", ["--urgent=mungkin"])
        #expect(refused.exit == 64)
        #expect(refused.text.contains("yes or no"))
    }

    @Test func `lists of enums split at commas and take kebab forms, lists of texts do not`() throws
    {
        let line = ["--categories", "stationery,learning-aid", "--categories", "bag"]
        #expect(
            try mapped("drive plan", line) == #"{"categories":["stationery","learningAid","bag"]}"#
        )
        #expect(try mapped("drive plan", ["--slogans", "a,b"]) == #"{"slogans":["a,b"]}"#)
        #expect(
            try mapped("drive plan", ["--areas", "32.77,32.73"]) == #"{"areas":["32.77","32.73"]}"#
        )
    }

    @Test func `an object is filled by dotted flags`() throws {
        let line = ["--changes.minutes", "90", "--changes.is-done"]
        #expect(try mapped("drive plan", line) == #"{"changes":{"isDone":true,"minutes":90}}"#)
        #expect(try refusal("drive plan", ["--changes.minuts", "9"]).text.contains("minutes"))
    }

    @Test func `a long text may come from a file, a short one is what was typed`() throws {
        let files = ["n.txt": "baris satu\nbaris dua\n", "-": "masukan"]
        #expect(
            try mapped("drive plan", ["--note", "@n.txt"], files: files)
                == #"{"note":"baris satu\nbaris dua"}"#
        )
        #expect(try mapped("drive plan", ["--note", "-"], files: files) == #"{"note":"masukan"}"#)
        #expect(try mapped("drive plan", ["--slogans", "@n.txt"]) == #"{"slogans":["@n.txt"]}"#)
    }

    @Test(arguments: [#"say "hai""#, #"a\b"#, "satu\ndua", "👩‍🏫", "=1+1", " "])
    func `any text survives a flag`(text: String) throws {
        let params = try value(try mapped("fund pay-expense", ["--memo=" + text]))
        #expect(params["memo"]?.string == text)
    }

    @Test func `a megabyte survives a flag`() throws {
        let text = String(repeating: "x", count: 1_048_576)
        let params = try value(try mapped("fund pay-expense", ["--memo", text]))
        #expect(params["memo"]?.string == text)
    }

    @Test func `personal data is refused on the command line outside training`() throws {
        let line = ["--name", "Melati"]
        #expect(try refusal("client register", line, isTraining: false).exit == 64)
        #expect(try mapped("client register", line) == #"{"name":"Melati"}"#)
        let file = ["--name", "@n"]
        #expect(
            try mapped("client register", file, isTraining: false, files: ["n": "Melati\n"])
                == #"{"name":"Melati"}"#
        )
    }

    @Test func `an unknown flag names the nearest, and nothing is abbreviated`() throws {
        let refused = try refusal("fund pay-expense", ["--amnt", "5"])
        #expect(refused.exit == 64)
        #expect(refused.text.contains("--amount"))
        #expect(try refusal("fund pay-expense", ["--amou", "5"]).exit == 64)
        #expect(try refusal("fund pay-expense", ["-x"]).exit == 64)
        #expect(
            try refusal("fund pay-expense", ["--kind", "fundrasing"]).text.contains("fundraising")
        )
    }

    @Test func `words and flags too many or empty are refused`() throws {
        #expect(try refusal("fund list", ["lebih"]).exit == 64)
        #expect(try refusal("fund pay-expense", ["--memo", "a", "--memo", "b"]).exit == 64)
        #expect(try refusal("fund pay-expense", ["--memo"]).exit == 64)
        #expect(try refusal("fund pay-expense", ["--memo", "--kind"]).exit == 64)
        #expect(try mapped("fund ledger", ["--", "-KHAS"]) == #"{"fund":"-KHAS"}"#)
    }
}
