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

/// Help from the office's own catalogue: examples are typed as they are printed, and people read
/// titles, not codes.
@Suite struct HelpTests {
    private func help(_ language: Language) throws -> (Catalogue, Help) {
        let office = try TestOffice()
        let document = try office.call("rpc.discover", ["lang": .string(language.rawValue)])
        let catalogue = try #require(Catalogue(bytes: CanonicalJSON.bytes(document)))
        return (catalogue, Help(catalogue: catalogue, looks: Looks(language: language)))
    }

    /// Members in the order of their names, lists and objects in them as they are.
    private func sorted(_ members: [JSONMember]) -> String {
        let sorted = members.sorted { $0.name < $1.name }
        return String(decoding: CanonicalJSON.bytes(.object(sorted)), as: UTF8.self)
    }

    @Test func `every example, typed as it is printed, sends what the example sends`() throws {
        let (catalogue, help) = try help(.id)
        var count = 0
        for command in catalogue.commands(under: []) {
            for example in catalogue.method(command.name)?.examples ?? [] {
                let line = help.example(example, command)
                let words = try #require(splitWords(line), "\(line)")
                do {
                    var options = Options()
                    let rest = try options.take(Array(words.dropFirst()))
                    var mapper = FlagMapper(command, isTraining: true)
                    let own = try mapper.parameters(
                        Array(rest.dropFirst(command.words.count)),
                        base: try options.parameterObject()
                    )
                    let sent = own + options.reserved
                    #expect(sorted(sent) == sorted(example.params.members ?? []), "\(line)")
                } catch {
                    let told = error.humanLines(Looks(language: .en)).joined(separator: " ")
                    Issue.record("\(line): \(told)")
                }
                count += 1
            }
        }
        #expect(count > 150)
    }

    @Test(arguments: Language.allCases)
    func `who may call is told by the titles of the roles`(language: Language) throws {
        let (catalogue, help) = try help(language)
        let command = try #require(catalogue.command(startingAt: ["count", "record"]))
        let page = help.page(command)
        let who = language == .id ? "Boleh: pekerja sosial, penyelia" : "Who may: social worker"
        #expect(page.contains { $0.hasPrefix(who) })
        let codes = Set(catalogue.methods.flatMap(\.roles)).subtracting(["anyone"])
        for code in codes {
            #expect(catalogue.root["x-roles"]?[code]?.string?.isEmpty == false, "\(code)")
        }
    }

    @Test func `what is to be filled in is named in the language of the help`() throws {
        let call = "call METHOD [NAME=TEXT | NAME:=JSON …] | -"
        #expect(Language.id.form(call) == "call METODE [NAMA=TEKS | NAMA:=JSON …] | -")
        #expect(Language.en.form(call) == call)
        let (catalogue, help) = try help(.id)
        let command = try #require(catalogue.command(startingAt: ["count", "record"]))
        let page = help.page(command).joined(separator: "\n")
        #expect(page.contains("--occurred-on TANGGAL"))
        let forms = Help.local.map(\.words) + Options.flags.compactMap(\.value)
        let english = ["FILE", "DATE", "TEXT", "NAME", "PATH", "KEY", "DIR", "METHOD", "COMMAND"]
        for form in forms.map(Language.id.form) {
            let words = form.split { !$0.isLetter }.map(String.init)
            #expect(Set(words).isDisjoint(with: english), "\(form)")
        }
    }

    @Test func `help names ids and dates as such, and only bounds that somebody meets`() throws {
        let (catalogue, help) = try help(.id)
        func page(_ words: String...) throws -> String {
            let command = try #require(catalogue.command(startingAt: words))
            return help.page(command).joined(separator: "\n")
        }
        let deposit = try page("fund", "deposit-cash")
        #expect(deposit.contains("--counts <nomor, dapat diulang>"))
        #expect(!deposit.contains("1.000.000.000.000"))
        let client = try page("client", "register")
        #expect(try page("case", "open").contains("--client <nomor>"))
        #expect(client.contains("--birth-date <TTTT-BB-HH>"))
        #expect(client.contains("tahun lahir (1900 … 2199)"))
        #expect(client.contains("alamat (data pribadi)"))
    }

    @Test(arguments: Language.allCases)
    func `no column of the status or of a job is called by its key`(language: Language) throws {
        let (catalogue, _) = try help(language)
        func untitled(_ columns: [CatalogueColumn]) -> [String] {
            columns.flatMap { column in
                (column.title.contains { $0.isUppercase && column.title == column.key }
                    ? [column.key] : []) + untitled(column.columns)
            }
        }
        let status = try #require(catalogue.method("system.status"))
        #expect(untitled(status.columns) == [])
        #expect(status.columns.first { $0.key == "masterKey" }?.columns.count == 5)
        for job in ["log.verify", "projection.verify", "projection.run", "backup.create"] {
            let outcome = try #require(catalogue.method(job)).outcome
            #expect(!outcome.isEmpty, "\(job)")
            #expect(untitled(outcome) == [], "\(job)")
        }
    }
}
