// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Testing

/// Lines are read as the protocol says; errors that need no method are compared byte by byte.
@Suite struct EnvelopeTests {
    private func reply(_ line: String, _ language: Language = .id) -> String? {
        guard case .invalid(let error, let id) = parse(line, language) else { return nil }
        return String(decoding: error.line(id: id), as: UTF8.self)
    }

    private func parse(_ line: String, _ language: Language = .id) -> Incoming {
        RequestParser.parse(line: Array(line.utf8), language: language)
    }

    @Test(arguments: [
        (
            #"{"id":1,"jsonrpc":"2.0","method":"whoami""#,
            #"{"error":{"code":-32700,"data":{"kind":"parseError","offset":41,"problem":"syntax","retry":"never"},"message":"Baris ini bukan JSON yang sah (byte 41)."},"id":null,"jsonrpc":"2.0"}"#
        ),
        (
            #"{"id":1,"id":2,"jsonrpc":"2.0","method":"whoami"}"#,
            #"{"error":{"code":-32700,"data":{"kind":"parseError","offset":8,"problem":"duplicateKey","retry":"never"},"message":"Kunci “id” tertulis dua kali (byte 8)."},"id":null,"jsonrpc":"2.0"}"#
        ),
        (
            #"[{"id":1,"jsonrpc":"2.0","method":"whoami"}]"#,
            #"{"error":{"code":-32600,"data":{"kind":"invalidRequest","problem":"batch","remedy":{"text":"Kirim satu permintaan per baris; balasan datang sesuai urutan."},"retry":"never"},"message":"Kirim satu permintaan per baris; kumpulan (batch) tidak diterima."},"id":null,"jsonrpc":"2.0"}"#
        ),
        (
            #"{"jsonrpc":"2.0","method":"fund.payExpense","params":{}}"#,
            #"{"error":{"code":-32600,"data":{"kind":"invalidRequest","problem":"idMissing","retry":"never"},"message":"Permintaan ini harus memakai “id”."},"id":null,"jsonrpc":"2.0"}"#
        ),
    ])
    func `golden lines one to four`(line: String, expected: String) {
        #expect(reply(line) == expected)
        #expect(reply(line + "\r") == expected || line.last != "}")
    }

    @Test func `golden lines five to seven`() {
        let method = WireError.methodNotFound("case.opne", among: ["case.open", "fund.list"], .id)
        #expect(
            String(decoding: method.line(id: .integer(2)), as: UTF8.self)
                == #"{"error":{"code":-32601,"data":{"kind":"methodNotFound","nearest":["case.open"],"retry":"never"},"message":"Metode “case.opne” tidak dikenal."},"id":2,"jsonrpc":"2.0"}"#
        )
        struct Read: Decodable { var after: Int }
        let line = #"{"id":"a-3","jsonrpc":"2.0","method":"events.read","params":{"afterr":0}}"#
        if case .request(let request) = parse(line) {
            do throws(JSONDecodingError) {
                _ = try CanonicalJSON.decode(
                    Read.self,
                    from: request.document,
                    at: request.params,
                    rejectUnknown: true
                )
                Issue.record("afterr was let through")
            } catch {
                let reply = WireError.invalidParams(error, .id).line(id: request.id)
                #expect(
                    String(decoding: reply, as: UTF8.self)
                        == #"{"error":{"code":-32602,"data":{"kind":"invalidParams","nearest":["after"],"path":"/afterr","problem":"unknownParam","retry":"never"},"message":"Parameter “afterr” tidak dikenal."},"id":"a-3","jsonrpc":"2.0"}"#
                )
            }
        } else {
            Issue.record("no request")
        }
        #expect(
            String(
                decoding: WireError.lineTooLong(limitBytes: 1_048_576, .id).line(id: nil),
                as: UTF8.self
            )
                == #"{"error":{"code":1001,"data":{"kind":"lineTooLong","limit":1048576,"retry":"never"},"message":"Baris melebihi 1.048.576 byte."},"id":null,"jsonrpc":"2.0"}"#
        )
    }

    @Test(arguments: [
        (#"42"#, "notAnObject", "null"),
        (#"{}"#, "idMissing", "null"),
        (#"{"id":null,"jsonrpc":"2.0","method":"whoami"}"#, "idMissing", "null"),
        (#"{"id":true,"jsonrpc":"2.0","method":"whoami"}"#, "idMissing", "null"),
        (#"{"id":"","jsonrpc":"2.0","method":"whoami"}"#, "idMissing", "null"),
        (#"{"id":1,"method":"whoami"}"#, "version", "1"),
        (#"{"id":1,"jsonrpc":2,"method":"whoami"}"#, "version", "1"),
        (#"{"id":1,"jsonrpc":"2.0"}"#, "methodMissing", "1"),
        (#"{"id":1,"jsonrpc":"2.0","method":"a","parms":{}}"#, "unknownMember", "1"),
        (#"{"id":1,"jsonrpc":"2.0","method":"a","params":[]}"#, "type", "1"),
        (#"{"id":1,"jsonrpc":"2.0","method":"a","params":null}"#, "type", "1"),
    ])
    func `an envelope out of order names its problem`(line: String, problem: String, id: String) {
        let reply = reply(line) ?? ""
        #expect(reply.contains(#""problem":"\#(problem)""#))
        #expect(reply.contains(#""id":\#(id),"jsonrpc""#))
    }

    @Test func `an id is an integer or a text of at most 64 bytes`() {
        func id(_ text: String) -> RequestID? {
            guard
                case .request(let request) = parse(
                    #"{"id":\#(text),"jsonrpc":"2.0","method":"whoami"}"#
                )
            else { return nil }
            return request.id
        }
        #expect(id("-5") == .integer(-5))
        #expect(id(#""a\u00e9""#) == .string("aé"))
        let long = String(repeating: "x", count: 64)
        #expect(id("\"\(long)\"") == .string(long))
        #expect(id("\"\(long)x\"") == nil)
    }

    @Test func `only a cancel may come without id`() {
        if case .cancel(let id) = parse(
            #"{"jsonrpc":"2.0","method":"$/cancel","params":{"id":"x"}}"#
        ) {
            #expect(id == .string("x"))
        } else {
            Issue.record("no cancel")
        }
        for line in [
            #"{"jsonrpc":"2.0","method":"$/cancel"}"#,
            #"{"jsonrpc":"2.0","method":"$/progress","params":{}}"#,
        ] {
            guard case .ignored = parse(line) else {
                Issue.record("not ignored: \(line)")
                continue
            }
        }
    }

    @Test(arguments: [
        ("/lines/0/quantity", "lines[0].quantity"), ("/0", "0"), ("/a~1b~0c", "a/b~c"),
        ("/\u{6e1}x", "\u{6e1}x"),
    ])
    func `a path is told as people write it`(pointer: String, name: String) {
        let error = WireError.invalidParams(
            JSONDecodingError(pointer: pointer, problem: "missing"),
            .en
        )
        #expect(error.message == "The param “\(name)” is required.")
    }

    @Test func `sentences come in English when asked`() {
        #expect(reply("{", .en)?.contains("This line is not valid JSON (byte 1).") == true)
    }
}
