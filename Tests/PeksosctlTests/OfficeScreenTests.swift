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

/// What people see at work: an office lives through a coin drive and a case, its answers are drawn
/// in both languages at the widths 80, 120 and none, and compared with recorded screens.
///
/// `PEKSOS_RECORD=1` writes them anew, for somebody to look at.
@Suite(.timeLimit(.minutes(10))) struct OfficeScreenTests {
    private let typed: TypedOffice

    init() throws { typed = try TypedOffice() }

    private static let widths: [Int?] = [80, 120, nil]

    /// Compares a screen with its files; lines that need not fit begin with one of the prefixes.
    private func check(
        _ name: String,
        wide prefixes: [String] = [],
        _ draw: (Looks) throws -> [String]
    ) throws {
        for language in Language.allCases {
            var shown = ""
            for width in Self.widths {
                let looks = Looks(
                    language: language,
                    width: width,
                    isTraining: true,
                    showsAll: width == nil
                )
                let lines = try draw(looks).flatMap {
                    $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                }
                shown += "--- \(width.map(String.init) ?? "none")\n"
                shown += lines.map { $0 + "\n" }.joined()
                for line in lines {
                    let mayBeWide = prefixes.contains { line.hasPrefix($0) }
                    let isFit = width.map { displayWidth(line) <= $0 } ?? true
                    #expect(isFit || mayBeWide, "\(name) at \(width ?? 0): \(line)")
                    #expect(!line.hasSuffix(" "), "\(name): \(line)")
                }
            }
            let file = "screens/\(name).\(language.rawValue).txt"
            if Golden.isRecording { Golden.write(shown, to: file) }
            #expect(shown == Golden.text(file), "\(file)")
        }
    }

    private func check(_ name: String, _ answers: [Language: Answer]) throws {
        // Command lines and codes are copied as they are.
        try check(name, wide: ["  ", "Lanjut: ", "Next: "]) { looks in
            try #require(answers[looks.language]).lines(looks)
        }
    }

    /// A query, or a command that is refused or only tried, in each language.
    private func check(_ name: String, _ who: String, _ line: String) throws {
        try check(name, typed.answers(who, line))
    }

    // MARK: The coin drive

    private func meetPeople() throws {
        for (name, role) in [
            ("arum", "coordinator"), ("jaka", "treasurer"), ("tono", "worker"),
            ("wati", "supervisor"), ("yuni", "auditor"), ("lina", "intake"),
            ("reno", "registrar"),
        ] {
            try typed.does(
                "admin",
                "operator register \(name) --roles \(role) --occurred-on 2017-01-02"
            )
        }
        try typed.does(
            "arum",
            "organisation register 'Lembaga Langkah Contoh' --kinds lks --area 33.74"
                + " --occurred-on 2017-01-09"
        )
        try typed.does(
            "arum",
            "place register P-SMG --name 'Pasar Rekaan' --area 33.74 --occurred-on 2017-01-09"
        )
    }

    @Test func `a coin drive on the screen`() throws {
        try meetPeople()
        try typed.does(
            "arum",
            "drive plan KHAS-2017 --name 'Koin Harapan' --purpose 'buku dan tas'"
                + " --categories stationery,bag --areas 33.74 --from 2017-02-01 --to 2017-04-30"
                + " --organiser LMB-2017-0001 --occurred-on 2017-01-10"
        )
        try check(
            "refused-permit",
            "arum",
            "drive start KHAS-2017 --occurred-on 2017-02-01"
        )
        try typed.does(
            "arum",
            "drive record-permit KHAS-2017 --authority governor --number PUB/7/2017"
                + " --issued-on 2017-01-25 --areas 33.74 --from 2017-02-01 --to 2017-04-30"
                + " --occurred-on 2017-01-25"
        )
        try check(
            "trial-of-a-command",
            "arum",
            "drive start KHAS-2017 --occurred-on 2017-02-01 --dry-run"
        )
        try typed.does("arum", "drive start KHAS-2017 --occurred-on 2017-02-01")
        for (box, seal) in [("SMG-01", "S-0101"), ("SMG-02", "S-0102")] {
            for (who, line) in [
                ("arum", "box register \(box) --occurred-on 2017-01-25"),
                ("arum", "box seal \(box) --seal \(seal) --occurred-on 2017-02-01"),
                (
                    "arum",
                    "box deploy \(box) --drive KHAS-2017 --place P-SMG --occurred-on 2017-02-02"
                ),
                (
                    "tono",
                    "box retrieve \(box) --seal \(seal) --seal-intact --occurred-on 2017-03-20"
                ),
            ] { try typed.does(who, line) }
        }
        try check("box-list", "arum", "box list --drive KHAS-2017")
        try countCoins()
        try check("by-denomination", "yuni", "count by-denomination --drive KHAS-2017")
        try check("fund-ledger", "yuni", "fund ledger KHAS-2017")
        try check("fund-accountability", "yuni", "fund accountability KHAS-2017")
        try check("drive-list", "arum", "drive list")
        try check("no-rows", "yuni", "purchase list --fund KHAS-2017")
        try check("events-types", "yuni", "events types --category box")
    }

    private func countCoins() throws {
        func open(_ box: String, _ seal: String) throws -> String {
            try typed.does(
                "arum",
                "count open \(box) --seal \(seal) --counters tono --counters wati --unrelated"
                    + " --occurred-on 2017-03-21"
            )
        }
        func record(_ count: String, _ who: String, _ pieces: String) -> String {
            let flags = pieces.split(separator: " ").map { "--pieces \($0)" }
            return "count record \(count) --counter \(who) \(flags.joined(separator: " "))"
                + " --occurred-on 2017-03-21"
        }
        let first = try open("SMG-01", "S-0101")
        let coins = "1000=180 500=420 200=165 note-5000=12"
        let recorded = try typed.outcome("tono", record(first, "tono", coins))
        // The success of a command is one line.
        try check("count-recorded", wide: ["LATIHAN", "TRAINING"]) { looks in
            try #require(recorded[looks.language]).lines(looks)
        }
        try typed.does("wati", record(first, "wati", coins))
        try typed.does("jaka", "count confirm \(first) --occurred-on 2017-03-21")
        let second = try open("SMG-02", "S-0102")
        try typed.does("tono", record(second, "tono", "1000=96 500=250"))
        try typed.does("wati", record(second, "wati", "1000=96 500=248"))
        try check(
            "refused-counts-differ",
            "jaka",
            "count confirm \(second) --occurred-on 2017-03-21"
        )
        try check("count-show", "yuni", "count show \(first)")
    }

    // MARK: A case

    @Test func `a case on the screen`() throws {
        try meetPeople()
        let body = try typed.does(
            "arum",
            "organisation register 'Lembaga Sertifikasi Contoh' --kinds certificationBody"
                + " --area 33.74 --occurred-on 2017-01-09"
        )
        var workers: [String] = []
        for (slug, name, number) in [
            ("tono", "Tono Karangan", "SRT-01"), ("wati", "Wati Andaian", "SRT-02"),
        ] {
            let worker = try typed.does(
                "reno",
                "worker register --name '\(name)' --degree socialWork --occurred-on 2017-01-09"
            )
            for line in [
                "worker post \(worker) --kind office --organisation LMB-2017-0001"
                    + " --occurred-on 2017-01-09",
                "worker certify \(worker) --certificate-no \(number) --level generalist"
                    + " --issued-by \(body) --issued-on 2016-06-01 --exam-held-on 2016-05-02"
                    + " --exam-body \(body) --exam-evidence 'daftar kelulusan'"
                    + " --occurred-on 2017-01-09",
            ] { try typed.does("reno", line) }
            try typed.does("admin", "operator link \(slug) --worker \(worker)")
            workers.append(worker)
        }
        try typed.does(
            "reno",
            "worker assign-supervisor \(workers[0]) --supervisor \(workers[1])"
                + " --occurred-on 2017-01-09"
        )
        let person = try typed.does(
            "lina",
            "client register --name 'Sri Misalnya' --sex female --birth-date 1985-04-12"
                + " --address 'Jalan Contoh 7' --area 33.74.01 --occurred-on 2017-03-01"
        )
        try typed.does(
            "lina",
            "consent give \(person) --scopes services --giver-kind self --giver-name 'Sri Misalnya'"
                + " --evidence-kind written --evidence-ref 'arsip 1' --occurred-on 2017-03-01"
        )
        let open = try typed.does(
            "lina",
            "case open \(person) --ppks-code 23 --setting family --source walkIn"
                + " --summary 'Keterangan awal rekaan.' --organisation LMB-2017-0001"
                + " --occurred-on 2017-03-01"
        )
        try typed.does(
            "lina",
            "case screen \(open) --decision in --note 'Perlu asesmen.' --occurred-on 2017-03-01"
        )
        try typed.does(
            "wati",
            "case assign \(open) --worker \(workers[0]) --occurred-on 2017-03-01"
        )
        try typed.does(
            "tono",
            "case assess \(open) --instrument hbse --narrative 'Asesmen rekaan.'"
                + " --dimension dimension=social,text=Uraian --risk high --review-by 2017-04-10"
                + " --occurred-on 2017-03-10"
        )
        try typed.does(
            "tono",
            "follow-up schedule \(open) --kind visit --due-on 2017-03-25 --occurred-on 2017-03-16"
        )
        try check(
            "refused-too-early",
            "tono",
            "case serve \(open) --service counselling --mode direct --role-played enabler"
                + " --minutes 45 --occurred-on 2017-03-16"
        )
        try check("case-list", "tono", "case list --as-of 2017-04-05")
        try check("case-show", "tono", "case show \(open)")
        try check("caseload-list", "wati", "caseload list --as-of 2017-04-05")
        try check("client-show", "tono", "client show \(person)")
        try check("worker-list", "reno", "worker list")
        try check("refused-not-found", "tono", "case show KSS-2017-0999")
        try check("refused-right", "tono", "operator list")
    }

    // MARK: The client's own

    @Test func `counting coin by coin on the screen`() throws {
        try check("count-dialogue", wide: []) { looks in
            let catalogue = try typed.catalogue(looks.language)
            let method = try #require(catalogue.method("count.record"))
            func param(_ name: String) -> CatalogueParam? {
                method.params.first { $0.name == name }
            }
            let pieces = try #require(param("pieces"))
            var answers = ["", "12", "abc", "120", "1.000", "<", "980", "500", "", "", "3"]
            answers += ["", "", "", "", "0", "n"]
            var shown: [String] = []
            let dialogue = CountDialogue(
                catalogue.resolve(pieces.schema).tender,
                on: "2017-03-21",
                otherTitle: try #require(param("nonTender")).title,
                looks: looks,
                lines: .init { question throws(Failure) in
                    let word = answers.isEmpty ? nil : answers.removeFirst()
                    shown.append(question + (word ?? ""))
                    return word
                } note: {
                    shown.append($0)
                } keep: { _ in
                }
            )
            do throws(Failure) {
                _ = try dialogue.run(CountDraft(commandID: "c-1"))
            } catch {
                shown += error.screen(looks)
            }
            // The cursor stands behind a question.
            return shown.map { String($0.reversed().drop { $0 == " " }.reversed()) }
        }
    }

    @Test func `help on the screen`() throws {
        try meetPeople()
        try check("help-of-a-command", wide: ["  "]) { looks in
            let catalogue = try typed.catalogue(looks.language)
            let command = try #require(catalogue.command(startingAt: ["count", "record"]))
            return Help(catalogue: catalogue, looks: looks).page(command)
        }
        try check("help-of-a-noun", wide: ["  "]) { looks in
            let catalogue = try typed.catalogue(looks.language)
            return Help(catalogue: catalogue, looks: looks).verbs(
                catalogue.commands(under: ["box"])
            )
        }
        try check("overview", wide: ["  "]) { looks in
            let hello: JSONValue = [
                "version": "0.1.0", "store": ["mode": "training", "head": 18_206],
                "you": ["uid": 1007],
            ]
            return Help(catalogue: try typed.catalogue(looks.language), looks: looks).overview(
                hello: hello,
                you: ["operator": "tono", "roles": ["worker"]],
                status: ["state": "ready", "store": ["head": 18_206]]
            )
        }
    }

    @Test func `a misspelt flag on the screen`() throws {
        try check("wrong-usage") { looks in
            let catalogue = try typed.catalogue(looks.language)
            let command = try #require(catalogue.command(startingAt: ["count", "record"]))
            var mapper = FlagMapper(command, isTraining: true)
            do throws(Failure) {
                _ = try mapper.parameters(["HTG-2017-0001", "--pices", "500=120"])
                return []
            } catch {
                return error.screen(looks)
            }
        }
    }

    @Test func `how far a job is on the screen`() throws {
        try check("progress", wide: []) { looks in
            let columns = try typed.catalogue(looks.language).method("job.wait")?.columns ?? []
            let stages = try #require(columns.first { $0.key == "stage" }).choices
            #expect(stages.count == 9)
            return (stages.map(\.value) + ["unknown"]).flatMap { stage in
                [true, false].map { isUTF8 in
                    Progress.line(
                        ["job": "j", "stage": .string(stage), "done": 9_000, "total": 18_206],
                        elapsed: 4_000,
                        stages: stages,
                        looks: looks,
                        isUTF8: isUTF8
                    )
                }
            }
        }
    }

    @Test func `status and doctor on the screen`() throws {
        try meetPeople()
        var answers = try typed.answers("admin", "status")
        for (language, answer) in answers { answers[language]?.reply = settled(answer.reply) }
        try check("status", answers)
        try check("doctor", wide: ["  "]) { looks in
            let reply = try #require(answers[looks.language]).reply
            return Doctor.lines(
                Doctor.findings(status: reply["result"] ?? .null, looks),
                looks
            )
        }
    }

    /// What differs from run to run, made the same: ids, hashes, times and sizes.
    private func settled(_ value: JSONValue) -> JSONValue {
        let fixed: [String: JSONValue] = [
            "headHash": .string(String(repeating: "0f1e2d3c", count: 8)),
            "freeBytes": 48_318_382_080,
            "uptimeS": 86_460, "commitP99Us": 2_047, "batchP50": 1, "usedPermille": 3,
            "oldestMs": 0, "version": "0.1.0", "id": "01M81E5E2AW9B7HBAPT574X73B",
            "hash": .string(String(repeating: "0f1e2d3c", count: 8)),
        ]
        switch value {
        case .object(let members):
            return .object(
                members.map { JSONMember($0.name, fixed[$0.name] ?? settled($0.value)) }
            )
        case .array(let items): return .array(items.map(settled))
        default: return value
        }
    }
}
