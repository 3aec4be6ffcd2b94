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
