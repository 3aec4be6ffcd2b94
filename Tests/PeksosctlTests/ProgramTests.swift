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

/// The shipped client against the shipped daemon on a training store: exit codes, streams and bytes
/// as scripts see them.
@Suite(.timeLimit(.minutes(10))) struct ProgramTests {
    @Test func `a daemon that is not there is exit 69, help and versions need none`() async throws {
        let rig = Rig(directory: TemporaryDirectory())
        let gone = try await rig.shell("peksosctl fund list")
        #expect(gone.exit == 69)
        #expect(gone.error.contains("systemctl status peksosd.socket"))
        let json = try await rig.shell("peksosctl fund list -o json")
        #expect(json.output.isEmpty)
        #expect(try value(json.error)["error"]?["data"]?["kind"]?.string == "unreachable")
        #expect(try await rig.shell("peksosctl version --client").exit == 0)
        #expect(try await rig.shell("peksosctl call --help --lang en").output.contains("Usage"))
        #expect(try await rig.shell(#"peksosctl "$(printf '\377')""#).exit == 64)
        #expect(try await rig.shell("peksosctl __complete -- fund ''").exit == 0)
    }

    @Test func `commands, queries and failures end with their exits and nothing else`() async throws
    {
        try await Rig.withDaemon { rig in
            let made = try await rig.shell(
                "peksosctl operator register sari --roles coordinator,treasurer --occurred-on 2016-03-08"
            )
            #expect(made.exit == 0)
            #expect(made.output.hasPrefix("LATIHAN · "))
            let quiet = try await rig.shell(
                "peksosctl --act-as sari organisation register 'Sow Off' --kinds lks --area 32 -q"
            )
            #expect(quiet.output.hasPrefix("LMB-"))
            let table = try await rig.shell("peksosctl operator list --lang en")
            #expect(table.output.hasPrefix("TRAINING · "))
            #expect(!table.output.utf8.contains(0x1B))

            let lines = try await rig.shell("peksosctl operator list -o jsonl")
            #expect(
                try lines.output.split(separator: "\n").allSatisfy {
                    !(try value(String($0)).isNull)
                }
            )
            let local = try await rig.shell("LANG=C peksosctl operator list -o csv --lang en")
            let other = try await rig.shell("LANG=id_ID.UTF-8 peksosctl operator list -o csv")
            #expect(local.output == other.output)

            let absent = try await rig.shell(
                "peksosctl --act-as sari fund ledger TIDAK-ADA -o json"
            )
            #expect(absent.exit == 10)
            #expect(absent.output.isEmpty)
            #expect(try value(absent.error)["error"]?["exit"]?.integer == 10)
            #expect(try await rig.shell("peksosctl --act-as sari config show").exit == 77)
            #expect(try await rig.shell("peksosctl operator regster x").exit == 64)
            #expect(try await rig.shell("peksosctl call tidak.ada").exit == 76)
            #expect(
                try await rig.shell("peksosctl call tidak.ada --tolerate methodNotFound").exit == 0
            )
        }
    }

    @Test func `what was answered before a broken line of a stream is printed`() async throws {
        try await Rig.withDaemon { rig in
            let request = #"{"method":"whoami"}"#
            let stream = try await rig.shell(
                "printf '%s\\n%s\\nno JSON\\n%s\\n' '\(request)' '\(request)' '\(request)'"
                    + " | peksosctl call -"
            )
            #expect(stream.exit == 64)
            #expect(stream.output.split(separator: "\n").count == 2, "\(stream)")
        }
    }

    @Test func `a repeated command id is told, closed streams are no success`() async throws {
        try await Rig.withDaemon { rig in
            let line =
                "peksosctl operator register dewi --roles worker --occurred-on 2016-03-08"
                + " --command-id 01a1ffeb-fcfe-76fc-a80a-483241531372"
            #expect(!(try await rig.shell(line).output.contains("sudah tercatat")))
            #expect(try await rig.shell(line).output.contains("sudah tercatat"))
            #expect(try await rig.shell("peksosctl operator list >&-").exit == 74)
            #expect(try await rig.shell("peksosctl operator list > /dev/full").exit == 74)
            #expect(try await rig.shell("peksosctl operator list <&-").exit == 0)
            let piped = try await rig.shell(
                "{ sleep 0.3; peksosctl operator list; echo $? >&2; } | true"
            )
            #expect(piped.error == "141\n")
            let file = rig.directory.path + "/out.csv"
            #expect(try await rig.shell("peksosctl operator list -O \(file)").exit == 0)
            #expect(try await rig.shell("peksosctl operator list -O \(file)").exit == 64)
            #expect(try await rig.shell("peksosctl operator list -O \(file) --force").exit == 0)
        }
    }

    @Test func `what is wrong with the configuration is told in the language asked for`()
        async throws
    {
        try await Rig.withDaemon { rig in
            let file = rig.directory.path + "/c.yaml"
            #expect(try await rig.shell("echo 'offices: 1' >> \(file)").exit == 0)
            for (flag, locale, words) in [
                ("id", "id_ID.UTF-8", "tidak dikenal"), ("en", "en_GB.UTF-8", "unknown key"),
            ] {
                let reload = try await rig.shell("peksosctl config reload --lang \(flag)")
                #expect(reload.error.contains(words), "\(reload)")
                let check = try await rig.shell("LC_ALL=\(locale) peksosd check-config \(file)")
                #expect(check.exit == 78 && check.error.contains(words), "\(check)")
            }
        }
    }

    @Test func `versions are told in lines for people, in one object for programs`() async throws {
        try await Rig.withDaemon { rig in
            let told = try await rig.shell("peksosctl version")
            let words = told.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
            #expect(words.contains(" protokol 1 "))
            #expect(words.hasSuffix(" dipakai untuk latihan"))
            let english = try await rig.shell("peksosctl version --lang en").output
            #expect(english.hasPrefix("peksosctl (client)  "))
            #expect(english.hasSuffix(" training\n"))
            let read = try value(try await rig.shell("peksosctl version -o json").output)
            #expect(read["protocol"] == ["max": 1, "min": 1])
            #expect(read["mode"] == "training")
        }
    }

    @Test func `what is wrong with a flag is told in the format and language of the line`()
        async throws
    {
        try await Rig.withDaemon { rig in
            let told = try await rig.shell("peksosctl operator list --limit x -o json --lang en")
            #expect(told.exit == 64 && told.output.isEmpty)
            #expect(try value(told.error)["error"]?["exit"] == 64)
            #expect(told.error.contains("is not"))
            let lines = "printf 'operator list --limit x -o json --lang en\n' | peksosctl shell"
            let line = try await rig.shell(lines)
            #expect(line.error.hasPrefix("{"))
        }
    }

    @Test func `what programs read is the same in every locale`() async throws {
        try await Rig.withDaemon { rig in
            for line in ["events types -o csv", "report list -o json", "operator list --x -o json"]
            {
                var seen: [String] = []
                for locale in ["C", "en_GB.UTF-8", "id_ID.UTF-8"] {
                    let told = try await rig.shell("LANG=\(locale) peksosctl \(line)")
                    seen.append(told.output + told.error)
                }
                #expect(!seen[0].isEmpty && Set(seen).count == 1, "\(line)")
            }
            let english = try await rig.shell("peksosctl report list -o csv --lang en")
            let other = try await rig.shell("peksosctl report list -o csv --lang id")
            #expect(english.output != other.output)
        }
    }

    @Test func `events go into a file once they have an end`() async throws {
        try await Rig.withDaemon { rig in
            let file = rig.directory.path + "/events.jsonl"
            let tail = "peksosctl events tail --after 0 -O \(file)"
            #expect(try await rig.shell(tail).exit == 64)
            let ended = try await rig.shell(tail + " --no-follow")
            #expect(ended.exit == 0 && ended.output.isEmpty)
            let lines = String(decoding: Files.read(file), as: UTF8.self).split(separator: "\n")
            #expect(lines.count > 1 && lines.allSatisfy { $0.hasPrefix("{") })
        }
    }

    @Test func `call streams, shell scripts and completion work on one store`() async throws {
        try await Rig.withDaemon { rig in
            let requests = #"printf '{"method":"whoami"}\n{"method":"x.y"}\n{"method":"whoami"}\n'"#
            let first = try await rig.shell(requests + " | peksosctl call -")
            #expect(first.exit == 76)
            let all = try await rig.shell(requests + " | peksosctl call - --keep-going")
            #expect(all.exit == 76)
            #expect(all.output.split(separator: "\n").count == 3)
            let script = try await rig.shell(
                #"printf '# a script\noperator list\noperator show\n' | peksosctl shell"#
            )
            #expect(script.exit == 64)
            #expect(script.error.contains("3"))
            let words = try await rig.shell("peksosctl __complete -- operator reg")
            #expect(words.output == "register\n")
            // A busy machine may take longer than completion waits, which is silent then.
            let ids = try await rig.shell(
                "for i in $(seq 20); do peksosctl __complete -- --lang=en --act-as=ke | grep . && break; done"
            )
            #expect(ids.output == "--act-as=kepala\n")
            #expect(try await rig.shell("peksosctl doctor").exit <= 1)
        }
    }

    @Test func `the daemon's catalogue fits the command line`() async throws {
        try await Rig.withDaemon { rig in
            for language in Language.allCases {
                let line = "peksosctl api openrpc --lang \(language.rawValue)"
                let document = try await rig.shell(line).output
                let catalogue = try #require(Catalogue(bytes: Array(document.utf8)))
                let words = catalogue.words
                #expect(Set(words).count == words.count)
                // Of the reports one word is the client's own, the others are the daemon's.
                let local = Set(Help.local.map { $0.words.prefix { $0 != " " } })
                    .subtracting(["report"])
                #expect(!words.contains { local.contains($0[0][...]) })
                #expect(!words.contains(["report", "verify"]))
                let reserved = Set(catalogue.reservedParams.map(\.name))
                let help = Help(catalogue: catalogue, looks: Looks(language: language))
                for command in catalogue.commands(under: []) {
                    let clashes = command.flagged.filter { parameter in
                        Options.flagNames.contains("--" + parameter.flag)
                            && !reserved.contains(parameter.name)
                    }
                    #expect(clashes.map(\.name) == [], "\(command.name)")
                    #expect(command.title != command.name)
                    #expect(
                        command.positional.allSatisfy { name in
                            command.parameters.contains { $0.name == name }
                        }
                    )
                    #expect(!help.page(command).isEmpty)
                }
            }
        }
    }
}
