// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import TestSupport
import Testing

/// Money is counted question by question: what is asked depends on the day, what was answered
/// survives a lost terminal, and nothing is sent without a yes to the whole.
@Suite struct CountDialogueTests {
    /// What the dialogue said and kept.
    private final class Script {
        var answers: [String]
        var questions: [String] = []
        var notes: [String] = []
        var kept: [CountDraft] = []
        init(_ answers: [String]) { self.answers = answers }
    }

    private static let money = """
        [{"emissions":[{"key":"500@1991","until":"2023-11-30"},{"key":"500@2003"}],"key":"500",
        "value":500,"x-title":"koin"},
        {"emissions":[{"from":"2016-12-19","key":"1000@2016"}],"key":"1000","value":1000,
        "x-title":"koin"},
        {"emissions":[{"key":"note-2000"}],"key":"note-2000","value":2000,"x-title":"uang kertas"}]
        """

    private func tender() throws -> [CatalogueTender] {
        let text = #"{"x-tender":"# + Self.money + "}"
        let node = try JSONDocument(scanning: Array(text.utf8)).root
        return CatalogueSchema(node: node).tender
    }

    /// Runs a dialogue over typed lines; the terminal is gone after the last of them.
    private func run(
        _ lines: [String],
        on date: String = "2024-01-05",
        from draft: CountDraft = CountDraft(commandID: "c-1"),
        asksOther: Bool = false
    ) throws -> (Script, Result<CountDraft, Failure>) {
        let script = Script(lines)
        let dialogue = CountDialogue(
            try tender(),
            on: date,
            otherTitle: asksOther ? "bukan alat bayar" : nil,
            looks: Looks(language: .id),
            lines: .init { question throws(Failure) in
                script.questions.append(question)
                return script.answers.isEmpty ? nil : script.answers.removeFirst()
            } note: {
                script.notes.append($0)
            } keep: {
                script.kept.append($0)
            }
        )
        do throws(Failure) {
            return (script, .success(try dialogue.run(draft)))
        } catch {
            return (script, .failure(error))
        }
    }

    @Test func `every coin and note that is tender is asked for, with the sum so far`() throws {
        let (script, outcome) = try run(["120", "3", "", "y"])
        #expect(try outcome.get().pieces == ["500": 120, "1000": 3, "note-2000": 0])
        #expect(script.questions.count == 4)
        #expect(script.questions[0].contains("koin 500 (bukan 500@1991)"))
        #expect(script.questions[0].contains("jumlah          Rp0 "))
        #expect(script.questions[1].contains("jumlah     Rp60.000 "))
        #expect(script.questions[2].contains("jumlah     Rp63.000 "))
        #expect(script.notes.contains("Jumlah Rp63.000"))
    }

    @Test func `what is not tender yet is not asked for, nor named as withdrawn`() throws {
        let (script, outcome) = try run(["1", "2", "y"], on: "2016-07-20")
        #expect(try outcome.get().pieces == ["500": 1, "note-2000": 2])
        #expect(!script.questions[0].contains("1991"))
    }

    @Test func `a draft is kept after each answer and gone on with`() throws {
        let (lost, outcome) = try run(["120"])
        #expect(throws: Failure.self) { try outcome.get() }
        let draft = try #require(lost.kept.last)
        #expect(draft.pieces == ["500": 120])
        let bytes = try #require(CountDraft(bytes: draft.bytes))
        #expect(bytes == draft)
        let (script, resumed) = try run(["3", "", "ya"], from: bytes)
        #expect(try resumed.get().pieces == ["500": 120, "1000": 3, "note-2000": 0])
        #expect(try resumed.get().commandID == "c-1")
        #expect(script.notes.contains { $0.contains("1 dari 3") })
        #expect(script.questions[0].contains("jumlah     Rp60.000 "))
    }

    @Test func `the end of the input sends nothing, and only a yes sends`() throws {
        for (lines, exit) in [(["1", "2", "3"], 130), (["1", "2", "3", ""], 64), (["1"], 130)] {
            let (_, outcome) = try run(lines)
            guard case .failure(let failure) = outcome else {
                Issue.record("sent after \(lines)")
                continue
            }
            #expect(failure.exit == Int32(exit))
        }
    }

    @Test func `an answer can be taken back, before the review and in it`() throws {
        let (script, outcome) = try run(["12", "<", "120", "3", "", "500", "121", "y"])
        #expect(try outcome.get().pieces == ["500": 121, "1000": 3, "note-2000": 0])
        // The answer before is offered, so that Enter keeps it.
        #expect(script.questions[2].contains("[12]"))
        let (_, kept) = try run(["12", "<", "", "3", "", "y"])
        #expect(try kept.get().pieces["500"] == 12)
    }

    @Test(arguments: ["-1", "abc", "1,5", "Rp5", "1000001", "1.5", "9999999999999999999"])
    func `what is no number of pieces is asked again`(word: String) throws {
        let (script, outcome) = try run([word, "1.000", "", "", "y"])
        #expect(try outcome.get().pieces["500"] == 1_000)
        #expect(script.kept.count == 3)
        #expect(script.notes.contains { $0.contains(word) })
    }

    @Test func `money that is no tender is asked for by its keys`() throws {
        let lines = ["1", "", "", "500@1991", "500@1991=3, 1000@1993=1", "y"]
        let (script, outcome) = try run(lines, asksOther: true)
        #expect(try outcome.get().other == ["500@1991": 3, "1000@1993": 1])
        #expect(script.notes.contains("Jumlah Rp500"))
        for word in ["", "0"] {
            let (asked, none) = try run(["1", "", "", word, "y"], asksOther: true)
            #expect(try none.get().other == [:])
            #expect(asked.questions[3].contains("500@1991=3"))
        }
    }

    @Test func `the example of money that is no tender is some on that day`() throws {
        let (script, outcome) = try run(["1", "2", "", "y"], on: "2016-07-20", asksOther: true)
        #expect(try outcome.get().other == [:])
        #expect(script.questions[2].contains("PECAHAN=KEPING"))
        #expect(!script.questions[2].contains("1991"))
    }

    @Test(arguments: ["", "{}", #"{"pieces":{}}"#, #"{"commandId":"x"}"#, "x"])
    func `bytes that are no draft are none`(text: String) {
        #expect(CountDraft(bytes: Array(text.utf8)) == nil)
    }

    @Test func `a draft file lies in one directory whatever its names are`() throws {
        let file = try #require(DraftFile(["S1", "count-record", "../../etc/x", "dewi"]))
        #expect(file.path.hasSuffix("/peksos/S1_count-record_etcx_dewi.draft"))
    }

    @Test func `the office's own money is asked for as the law of the day has it`() throws {
        let office = try TestOffice()
        let document = try office.call("rpc.discover", ["prefix": "count.rec"])
        let catalogue = try #require(Catalogue(bytes: CanonicalJSON.bytes(document)))
        for method in ["count.record", "count.recount"] {
            let found = try #require(catalogue.method(method))
            #expect(found.cli?.interactive == "count")
            let pieces = try #require(found.params.first { $0.name == "pieces" })
            let tender = catalogue.resolve(pieces.schema).tender
            #expect(
                tender.map(\.key).prefix(6) == ["50", "100", "200", "500", "1000", "note-1000"]
            )
            #expect(tender.count == 13)
            let withdrawn = tender.flatMap { $0.withdrawn(on: "2023-12-01") }
            #expect(withdrawn == ["500@1991", "500@1997", "1000@1993"])
            func missing(on date: String) -> [String] {
                tender.filter { !$0.isTender(on: date) }.map(\.key)
            }
            #expect(missing(on: "2017-03-21") == ["note-75000"])
            #expect(missing(on: "2020-08-16") == ["note-75000"])
            #expect(missing(on: "2020-08-17") == [])
            #expect(tender.flatMap { $0.withdrawn(on: "2023-11-30") } == [])
        }
    }
}
