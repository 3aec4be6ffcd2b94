// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import DaemonConfiguration
import Testing

/// Goal: every refusal of the configuration names file, line and a way out; method: small files
/// through the reader itself.
@Suite struct ReaderTests {
    private func load(_ text: String) throws -> Configuration {
        try ConfigurationReader.parse(Array(text.utf8), file: "peksosd.yaml").configuration
    }

    private func problem(_ text: String) -> ConfigurationProblem? {
        do throws(ConfigurationProblem) {
            _ = try ConfigurationReader.parse(Array(text.utf8), file: "peksosd.yaml")
            return nil
        } catch {
            return error
        }
    }

    @Test func `values given in the file replace the defaults`() throws {
        let configuration = try load(
            """
            office:
              name: "Kantor Contoh"
              language: en
            keys: {file: /srv/kunci}
            access:
              bootstrapAdministrators: {wulan: 1001, bayu: 1002}
            limits:
              connections: 8
              connectionsPerUid: 8
            journal: {level: debug}
            testing: {mapSizeMiB: 2, deprecationsAreErrors: true}
            """
        )
        #expect(configuration.office.name == "Kantor Contoh")
        #expect(configuration.office.language == .english)
        #expect(configuration.keys.file == "/srv/kunci")
        #expect(configuration.access.bootstrapAdministrators == ["wulan": 1001, "bayu": 1002])
        #expect(configuration.limits.connections == 8)
        #expect(configuration.journal.level == .debug)
        #expect(
            configuration.testingKeysInUse == [
                "testing.mapSizeMiB", "testing.deprecationsAreErrors",
            ]
        )
        #expect(configuration.store == Configuration().store)
    }

    @Test(arguments: ["", "# hanya komentar\n", "---\n", "{}\n"])
    func `a file without keys means all defaults`(text: String) throws {
        #expect(try load(text) == Configuration())
    }

    @Test func `a misspelt key is refused with the nearest name`() {
        let text = "office:\n  name: A\nsokcet:\n  path: /x\n"
        #expect(
            problem(text)?.message(in: .indonesian)
                == "peksosd.yaml:3: kunci tidak dikenal \"sokcet\"; maksud Anda \"socket\"?"
        )
        #expect(
            problem(text)?.message(in: .english)
                == "peksosd.yaml:3: unknown key \"sokcet\"; did you mean \"socket\"?"
        )
        #expect(problem(text)?.nearest == ["socket"])
    }

    @Test func `a key without its unit is refused with the full name`() {
        let found = problem("limits:\n  idle: 900\n")
        #expect(found?.code == .unitMissing)
        #expect(
            found?.message(in: .indonesian)
                == "peksosd.yaml:2: kunci \"idle\" tanpa satuan; maksud Anda \"idleSeconds\"?"
        )
    }

    @Test(arguments: [
        ("office:\n  name: A\n  name: B\n", ConfigurationProblem.Code.duplicateKey, 3),
        ("office: {name: A}\noffice: {name: A}\n", .duplicateKey, 2),
        ("limits:\n  idleSeconds: 900s\n", .wrongType, 2),
        ("limits:\n  idleSeconds: \"900\"\n", .wrongType, 2),
        ("limits:\n  idleSeconds: 9_00\n", .wrongType, 2),
        ("limits:\n  idleSeconds: 0x100\n", .wrongType, 2),
        ("limits:\n  idleSeconds: 0900\n", .wrongType, 2),
        ("limits:\n  idleSeconds: 900.0\n", .wrongType, 2),
        ("limits:\n  idleSeconds: [900]\n", .wrongType, 2),
        ("limits:\n  idleSeconds:\n", .wrongType, 2),
        ("limits:\n", .wrongType, 1),
        ("- limits\n", .wrongType, 1),
        ("limits: 5\n", .wrongType, 1),
        ("office:\n  name: 12\n", .wrongType, 2),
        ("office:\n  name: yes\n", .wrongType, 2),
        ("testing:\n  deprecationsAreErrors: yes\n", .wrongType, 2),
        ("limits:\n  idleSeconds: 29\n", .outOfRange, 2),
        ("limits:\n  idleSeconds: 86401\n", .outOfRange, 2),
        ("limits:\n  idleSeconds: -900\n", .outOfRange, 2),
        ("backup:\n  keyringKeepDays: 31\n", .outOfRange, 2),
        ("reports:\n  suppressBelow: 4\n", .outOfRange, 2),
        ("office:\n  language: jv\n", .outOfRange, 2),
        ("office:\n  name: \"\"\n", .outOfRange, 2),
        ("store:\n  directory: var/lib\n", .outOfRange, 2),
        ("store:\n  directory: /var/../lib\n", .outOfRange, 2),
        ("keys:\n  credential: a/b\n", .outOfRange, 2),
        ("access:\n  bootstrapAdministrators: {Wulan: 1001}\n", .outOfRange, 2),
        ("access:\n  bootstrapAdministrators: {wulan: -1}\n", .outOfRange, 2),
        ("access:\n  bootstrapAdministrators: {wulan: 65534}\n", .outOfRange, 2),
        ("access:\n  bootstrapAdministrators:\n    wulan: x\n", .wrongType, 3),
        ("access:\n  bootstrapAdministrators: {wulan: 7, bayu: 7}\n", .inconsistent, 2),
        ("office:\n\tname: A\n", .tab, 2),
        ("office: &a {name: A}\n", .anchor, 1),
        ("office:\n  name: &a A\n", .anchor, 2),
        ("office:\n  &a name: A\n", .anchor, 2),
        ("office:\n  name: *a\n", .alias, 2),
        ("office:\n  name: !!str A\n", .tag, 2),
        ("office:\n  ? !!str name\n  : A\n", .tag, 2),
        ("office:\r\n  name: A\n", .encoding, 1),
        ("office: !bad {name: A}\n", .tag, 1),
        ("access:\n  bootstrapAdministrators:\n    wulan: !!int 7\n", .tag, 3),
        ("office: {name: A}\n---\noffice: {name: B}\n", .secondDocument, 2),
        ("office: {name: A\n", .syntax, 2),
        ("office:\n  name: Kantor: Rekaan\n", .syntax, 2),
        ("office:\n    name: A\n  language: en\n", .syntax, 3),
        ("office:\n  name: 'A\n", .syntax, 3),
        ("office:\n  name: \"A\\q\"\n", .syntax, 2),
        ("office:\n  name: \"\\uD800\"\n", .syntax, 2),
        ("office: {name: A} {language: en}\n", .syntax, 1),
        ("office: {name: A, name: B}\n", .duplicateKey, 1),
        ("office: [[[[[[[[[[A]]]]]]]]]]\n", .syntax, 1),
        ("journal: {slwoMillis: 3}\n", .unknownKey, 1),
        ("verify: {warn: 3}\n", .unitMissing, 1),
    ])
    func `what YAML or a hurried hand could mean otherwise is refused`(
        text: String,
        code: ConfigurationProblem.Code,
        line: Int
    ) {
        let found = problem(text)
        #expect(found?.code == code, "\(text) gave \(String(describing: found))")
        #expect(found?.line == line, "\(text) gave \(String(describing: found))")
    }

    @Test(arguments: [
        "limits: {connections: 448}", "store: {maxReaders: 320}", "limits: {connections: 63}",
        "store: {stopMiB: 2048}", "store: {reserveMiB: 512}", "store: {stopMapPercent: 70}",
    ])
    func `values that contradict each other are refused at the key that was given`(text: String) {
        let found = problem(text)
        #expect(found?.code == .inconsistent, "\(text) gave \(String(describing: found))")
        #expect(found?.line == 1)
    }

    @Test func `a socket path longer than the kernel takes is refused`() throws {
        let fitting = "/" + String(repeating: "s", count: 106)
        #expect(try load("socket: {path: \(fitting)}").socket.path == fitting)
        #expect(problem("socket: {path: \(fitting)x}")?.code == .outOfRange)
    }

    @Test func `bytes that are not plain UTF-8 are refused`() {
        for bytes: [UInt8] in [
            [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0x6F, 0xFF], [0xFF, 0xFE, 0x7B, 0],
        ] {
            do throws(ConfigurationProblem) {
                _ = try ConfigurationReader.parse(bytes, file: "f")
                Issue.record("accepted \(bytes)")
            } catch {
                #expect(error.code == .encoding)
            }
        }
    }

    @Test func `a message never breaks its line and never shows control characters`() {
        let message = problem("\"of\\nfi\\u0007ce\": {}\n")?.message(in: .english) ?? ""
        #expect(message.contains("of\\nfi"))
        #expect(!message.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func `the first problem by line is the one that is told`() {
        let found = problem("limits:\n  idleSeconds: 1\n  inFligt: 3\noffise: {}\n")
        #expect(found?.line == 2)
    }
}
