// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlClient
import ControlProtocol
import Subprocess
import Testing

/// Completion: candidates come from the recorded catalogue, and the scripts are read by the shells
/// they are for.
@Suite struct CompletionTests {
    private func candidates(_ words: String...) throws -> (words: [String], ids: Completion.Wanted?)
    {
        Completion(catalogue: try catalogue()).candidates(words)
    }

    @Test func `words, flags and choices complete without a daemon`() throws {
        #expect(try candidates("fu").words == ["fund"])
        #expect(try candidates("fund", "pay").words == ["pay-expense"])
        #expect(try candidates("report", "ver").words == ["verify"])
        #expect(try candidates("fund", "pay-expense", "--rec").words == ["--receipt-number"])
        #expect(
            try candidates("fund", "pay-expense", "K", "--kind", "").words == [
                "distribution", "fundraising",
            ]
        )
        #expect(try candidates("fund", "pay-expense", "--kind=d").words == ["--kind=distribution"])
        #expect(try candidates("comp").words == ["completion"])
    }

    @Test func `ids are asked for, personal data never`() throws {
        let wanted = try #require(try candidates("fund", "pay-expense", "KH").ids)
        #expect(wanted.method == "fund.list")
        #expect(wanted.column == "fund")
        #expect(wanted.prefix == "KH")
        #expect(try candidates("client", "register", "--name", "").ids == nil)
    }

    @Test func `global flags complete anywhere, and stand in the way of nothing`() throws {
        #expect(try candidates("--act-as=sari", "-o", "json", "fu").words == ["fund"])
        #expect(try candidates("--lang=").words == ["--lang=en", "--lang=id"])
        #expect(try candidates("--lang", "e").words == ["en"])
        #expect(try candidates("-o", "js").words == ["json", "jsonl"])
        #expect(try candidates("--act").words == ["--act-as"])
        // Pages and paper are of reports only.
        #expect(try candidates("fund", "ledger", "--output=h").words == [])
        for words in [["--act-as=sa"], ["fund", "ledger", "--act-as=sa"]] {
            let wanted = try #require(Completion(catalogue: catalogue()).candidates(words).ids)
            #expect(wanted.method == "operator.list")
            #expect(wanted.prefix == "sa")
            #expect(wanted.lead == "--act-as=")
        }
        let fund = try candidates("--act-as", "sari", "fund", "pay-expense", "KH")
        #expect(fund.ids?.prefix == "KH")
    }

    @Test func `what help shows of a flag's few words is offered and taken, nothing else`() throws {
        let fewWords = Options.flags.compactMap { flag -> (name: String, words: [String])? in
            guard let form = flag.value, form.allSatisfy({ $0.isLowercase || "-|34".contains($0) })
            else { return nil }
            return ("--" + flag.name, form.split(separator: "|").map(String.init))
        }
        #expect(
            fewWords.map(\.name) == [
                "--color", "--csv-style", "--job-progress", "--lang", "--paper",
            ]
        )
        for (name, words) in fewWords {
            #expect(try candidates(name + "=").words == words.sorted().map { name + "=" + $0 })
            for word in words {
                var options = Options()
                #expect(try options.take([name, word]).isEmpty)
            }
            var options = Options()
            let failure = #expect(throws: Failure.self) { try options.take([name, "other"]) }
            #expect(failure?.lines.last?.values == [words.joined(separator: ", ")])
        }
    }

    // A client that answers as the real one does: candidates for the whole word.
    private static let stand = """
        peksosctl() {
            printf '%s\n' "$*" >&3
            case "${@: -1}" in
                --*=*) printf '%s\n' "${@: -1}"ri "${@: -1}"ra ;;
                *:*) printf '%s\n' "${@: -1}"cash ;;
                *) printf '%s\n' "${@: -1}"nd ;;
            esac
        }

        """

    // Bash parts words at the characters of COMP_WORDBREAKS; others leave them whole.
    @Test(arguments: [
        ("peksosctl --act-as = sa", "__complete -- --act-as=sa", "sari sara"),
        ("peksosctl --act-as =", "__complete -- --act-as=", "ri ra"),
        ("peksosctl --act-as=sa", "__complete -- --act-as=sa", "--act-as=sari --act-as=sara"),
        ("peksosctl --lang = en fu", "__complete -- --lang=en fu", "fund"),
        ("peksosctl fund journal --account assets :", "fund journal --account assets:", "cash"),
        ("peksosctl fu", "__complete -- fu", "fund"),
    ])
    func `bash gets what stands behind its breaks`(
        line: String,
        asked: String,
        offered: String
    ) async throws {
        guard System.status("/usr/bin/bash") != nil else { return }
        let script = try #require(Completion.script(for: "bash"))
        let count = line.split(separator: " ").count
        let call = """
            COMP_WORDS=(\(line)); COMP_CWORD=\(count - 1)
            _peksosctl 3>&2; echo "${COMPREPLY[*]}"
            """
        let result = try await Subprocess.run(
            .name("bash"),
            arguments: ["-c", script + CompletionTests.stand + call],
            output: .string(limit: 10_000),
            error: .string(limit: 10_000)
        )
        #expect(result.standardOutput == offered + "\n")
        #expect(result.standardError.hasSuffix(asked + "\n"), "\(result.standardError)")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `the shells accept their scripts`(shell: String) async throws {
        let script = try #require(Completion.script(for: shell))
        #expect(script.split(separator: "\n").count <= 30)
        // A shell that is not installed has nothing to say.
        guard System.status("/usr/bin/" + shell) != nil else { return }
        let result = try await Subprocess.run(
            .name(shell),
            arguments: ["-n"],
            input: .string(script),
            output: .string(limit: 10_000),
            error: .string(limit: 10_000)
        )
        #expect(result.terminationStatus.isSuccess)
        #expect(result.standardError == "")
    }
}
