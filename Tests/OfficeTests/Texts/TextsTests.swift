// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Office
import Testing

/// The catalogue of texts: small sources are parsed and filled, then the office's own is checked.
@Suite struct TextsTests {
    private let texts = Texts(sources: [
        """
        # a remark
        refusal.countsDiffer | Hitungan kedua berbeda pada pecahan {difference:pieces}. \
        | The second count differs: {difference:pieces}.
        remedy.countsDiffer | Minta orang ketiga menghitung ulang. | Ask a third person to recount.
        cli.countsDiffer | peksosctl count recount {count}
        refusal.outside | Di luar[ wilayah {area}]. | Outside[ area {area}].
        variant.outside | what
        refusal.outside.date | Di luar {from} sampai {to}. | Outside {from} to {to}.
        refusal.fund.transfer.outside | Dana lain. | Another fund.
        cli.depositMismatch | {same} --over-short={difference} --reason {why}
        refusal.late | {days} hari, {amount:rupiah}, {roles:value.Role}. | {days}, {amount:rupiah}.
        value.Role.board | pengurus | board
        refusal.odd | {a:rupiah}, {b:percent}, {c:pieces}, {d:value.Role}, {e:each kind}, {f:euro}. \
        | odd
        refusal.blocked | {blockers:each kind=Role,ref}. | {blockers:each kind=Role,ref}.
        """
    ])

    @Test func `the line of the protocol page is written to the letter`() {
        let text = texts.refusal(
            "countsDiffer",
            details: ["count": "HTG-2016-0002", "difference": ["500": -1]],
            .id
        )
        #expect(text.message == "Hitungan kedua berbeda pada pecahan 500: −1 keping.")
        #expect(text.remedy == "Minta orang ketiga menghitung ulang.")
        #expect(text.cli == "peksosctl count recount HTG-2016-0002")
    }

    @Test func `numbers dates and codes are written for the reader`() {
        let details: JSONValue = ["days": 1_444_000, "amount": -500, "roles": ["board", "x"]]
        let text = texts.refusal("late", details: details, .id)
        #expect(text.message == "1.444.000 hari, −Rp500, pengurus, x.")
        #expect(texts.warning("late", details: details, .en) == "1,444,000, −Rp500.")
    }

    @Test func `a detail selects another text and a missing one leaves its part out`() {
        #expect(texts.refusal("outside", details: [:], .en).message == "Outside.")
        let dated: JSONValue = ["what": "date", "from": "2016-07-01", "to": "2016-09-30"]
        let text = texts.refusal("outside", details: dated, .en)
        #expect(text.message == "Outside 1 Jul 2016 to 30 Sep 2016.")
        let area: JSONValue = ["what": "area", "area": "32.05"]
        #expect(texts.refusal("outside", details: area, .en).message == "Outside area 32.05.")
        let blockers: JSONValue = ["blockers": [["kind": "board", "ref": "A"], ["kind": "x"]]]
        #expect(texts.refusal("blocked", details: blockers, .en).message == "board A; x.")
    }

    @Test func `a value that its form cannot write is no number, and named`() {
        let odd: JSONValue = [
            "a": "500", "b": true, "c": ["500": "x"], "d": [1], "e": ["x"], "f": 1,
        ]
        #expect(
            texts.refusal("odd", details: odd, .id).message
                == "{a:rupiah}, {b:percent}, {c:pieces}, {d:value.Role}, {e:each kind}, {f:euro}."
        )
        #expect(texts.badPlaceholders == ["refusal.odd: {f:euro}"])
    }

    @Test func `a text of its method wins`() {
        let request = RequestLine(
            method: "fund.transfer",
            positional: ["fund"],
            params: [:],
            isPersonal: false
        )
        let text = texts.refusal("outside", details: [:], request: request, .id)
        #expect(text.message == "Dana lain.")
    }

    @Test func `a remedy repeats the request and leaves out what it gives anew`() {
        let params: JSONValue = [
            "fund": "KHAS-2016", "bankAmount": 1_443_500, "counts": ["HTG-1", "HTG-2"],
            "overShort": 0, "commandId": "x", "memo": "ini 'itu'", "pieces": ["500": 1],
            "isLate": false,
        ]
        func line(isPersonal: Bool, why: JSONValue) -> String? {
            texts.refusal(
                "depositMismatch",
                details: ["difference": -500, "why": why],
                request: RequestLine(
                    method: "fund.depositCash",
                    positional: ["fund"],
                    params: params,
                    isPersonal: isPersonal
                ),
                .en
            ).cli
        }
        #expect(
            line(isPersonal: false, why: "salah hitung") == """
                peksosctl fund deposit-cash KHAS-2016 --bank-amount 1443500 --counts HTG-1 \
                --counts HTG-2 --memo 'ini '\\''itu'\\''' --no-is-late \
                --params '{"pieces":{"500":1}}' --over-short=-500 --reason 'salah hitung'
                """
        )
        #expect(line(isPersonal: true, why: "x") == nil)
        #expect(line(isPersonal: false, why: nil) == nil)
    }

    @Test func `every line of the office's sources is an entry and no key stands twice`() {
        #expect(Texts.office.badLines == [])
        #expect(Texts.office.doubledKeys == [])
        #expect(Texts.office.missing(Texts.office.keys) == [])
        #expect(Texts.office.badPlaceholders == [])
    }
}
