// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Testing

/// Lines that the two programs exchange are put together and read back.
@Suite struct WireTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `whole lines are canonical`() throws {
        #expect(
            text(WireLine.request(id: .integer(1), method: "whoami"))
                == #"{"id":1,"jsonrpc":"2.0","method":"whoami"}"#
        )
        #expect(
            text(WireLine.request(id: .string("a"), method: "x.y", ["b": 1, "a": nil]))
                == #"{"id":"a","jsonrpc":"2.0","method":"x.y","params":{"a":null,"b":1}}"#
        )
        let result = #"{"id":7,"jsonrpc":"2.0","result":{"a":1,"b":"x"}}"#
        struct Two: Encodable {
            var b = "x"
            var a = 1
        }
        #expect(text(try WireLine.result(id: .integer(7), encoding: Two())) == result)
        #expect(text(WireLine.result(id: .integer(7), ["b": "x", "a": 1])) == result)
        #expect(
            text(WireLine.result(id: .integer(7), canonical: Array(#"{"a":1,"b":"x"}"#.utf8)))
                == result
        )
        #expect(
            text(WireLine.notification(method: "job.progress", ["job": "j", "done": 1]))
                == #"{"jsonrpc":"2.0","method":"job.progress","params":{"done":1,"job":"j"}}"#
        )
        #expect(
            text(WireLine.cancel(.integer(3)))
                == #"{"jsonrpc":"2.0","method":"$/cancel","params":{"id":3}}"#
        )
    }

    @Test func `replies are read back`() throws {
        let error = WireError(
            kind: .refused,
            message: "Tidak.",
            data: [
                JSONMember("refusal", "countsDiffer"),
                JSONMember("remedy", ["cli": "peksosctl x", "text": "Ulangi."]),
            ]
        )
        guard case .failure(let id, let failure)? = Reply(line: error.line(id: .integer(4))) else {
            Issue.record("no failure")
            return
        }
        #expect(id == .integer(4))
        #expect(failure.kind == .refused)
        #expect(failure.refusal == "countsDiffer")
        #expect(failure.remedy?.command == "peksosctl x")
        #expect(failure.exitStatus == 65)
        #expect(failure.retry == .never)
        #expect(Reply(line: Array("[]".utf8)) == nil)
        #expect(Reply(line: Array("{}".utf8)) == nil)
        guard
            case .notification(let method, let params)? = Reply(
                line: WireLine.notification(method: "system.draining", ["position": 9])
            )
        else {
            Issue.record("no notification")
            return
        }
        #expect(method == "system.draining")
        #expect(params["position"]?.integer == 9)
    }

    @Test func `codes are unique and unknown ones fall back to their hundred`() {
        #expect(Set(ErrorKind.allCases.map(\.code)).count == ErrorKind.allCases.count)
        #expect(ErrorKind.allCases.count == 21)
        #expect(ErrorKind.exitStatus(forCode: 1301) == 65)
        #expect(ErrorKind.exitStatus(forCode: 1099) == 75)
        #expect(ErrorKind.exitStatus(forCode: 1999) == 70)
    }

    @Test func `numbers and dates read as in the office`() {
        #expect(Civil.number(1_048_576, .id) == "1.048.576")
        #expect(Civil.number(-330_000, .en) == "−330,000")
        #expect(Civil.number(999, .id) == "999")
        #expect(Civil.date(year: 2016, month: 8, day: 5, .id) == "5 Agu 2016")
        #expect(Civil.date(year: 2016, month: 5, day: 5, .en) == "5 May 2016")
        #expect(Civil.days(isoDate: "1970-01-01") == 0)
        #expect(Civil.days(isoDate: "2016-02-29") == 16_860)
        #expect(Civil.days(isoDate: "2017-02-29") == nil)
        #expect(Civil.days(isoDate: "2017-2-01") == nil)
        #expect(Civil.days(isoDate: "0000-01-01") == nil)
        for text in ["0001-01-01", "1899-12-31", "2000-02-29", "9999-12-31"] {
            #expect(Civil.days(isoDate: text).map { Civil.isoDate(daysSince1970: $0) } == text)
        }
        #expect(Civil.time(microsecondsSince1970: 0) == "1970-01-01T07:00:00.000+07:00")
        #expect(
            Civil.time(microsecondsSince1970: 1_795_240_085_123_999)
                == "2026-11-21T12:48:05.123+07:00"
        )
        #expect(Civil.time(microsecondsSince1970: -1) == "1970-01-01T06:59:59.999+07:00")
    }

    @Test func `the catalogue is read as far as a client needs it`() throws {
        let catalogue = try #require(Catalogue(bytes: Array(document.utf8)))
        let method = try #require(catalogue.method(words: ["fund", "pay-expense", "KHAS-2016"]))
        #expect(method.name == "fund.payExpense")
        #expect(method.isMutating)
        #expect(method.roles == ["treasurer"])
        #expect(method.cli?.positional == ["fund"])
        #expect(method.cli?.confirm == CatalogueCommandLine.Confirmation.none)
        #expect(method.cli?.next == ["fund ledger {fund}"])
        #expect(method.params.map(\.name) == ["fund", "kind"])
        #expect(method.params[0].isRequired)
        #expect(method.params[0].completion?.column == "fund")
        #expect(catalogue.resolve(method.params[0].schema).type == "string")
        #expect(
            catalogue.resolve(method.params[1].schema).choices
                == [
                    CatalogueChoice(value: "fundraising", title: "penggalangan", symbol: nil),
                    CatalogueChoice(value: "other", title: "other", symbol: nil),
                ]
        )
        #expect(method.refusals.map(\.code) == ["costCapExceeded"])
        #expect(method.examples.first?.params == ["fund": "KHAS-2016"])
        #expect(catalogue.method("fund.ledger")?.columns.map(\.key) == ["entry"])
        #expect(catalogue.method(words: ["fund"]) == nil)
        #expect(catalogue.method("log.head")?.cli == nil)
    }

    private let document = """
        {"openrpc":"1.3.2","info":{"version":"1.0"},"components":{"schemas":{"FundId":{"type":"string"},
        "Kind":{"oneOf":[{"const":"fundraising","x-title":"penggalangan"},{"const":"other"}]}}},
        "methods":[{"name":"fund.payExpense","params":[{"name":"fund","required":true,
        "schema":{"$ref":"#/components/schemas/FundId"},
        "x-complete":{"method":"fund.list","column":"fund"}},
        {"name":"kind","schema":{"$ref":"#/components/schemas/Kind"}}],
        "examples":[{"name":"a","params":[{"name":"fund","value":"KHAS-2016"}]}],
        "x-role":["treasurer"],"x-mutating":true,
        "x-cli":{"words":["fund","pay-expense"],"positional":["fund"],"confirm":"none",
        "next":["fund ledger {fund}"]},"x-errors":[{"refusal":"costCapExceeded"}]},
        {"name":"fund.ledger","x-cli":{"words":["fund","ledger"]},
        "x-columns":[{"key":"entry","type":"id","priority":1}]},
        {"name":"log.head","x-cli":null}]}
        """
}
