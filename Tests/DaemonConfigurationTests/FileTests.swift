// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import DaemonConfiguration
import TestSupport
import Testing

/// Goal: the file that ships shows every key, and a file that others could have written is not
/// trusted; method: the shipped file, and files of several modes in a temporary directory.
@Suite struct FileTests {
    private let directory = TemporaryDirectory()

    private func problem(_ file: String) -> ConfigurationProblem? {
        do throws(ConfigurationProblem) {
            _ = try ConfigurationReader.load(file: file)
            return nil
        } catch {
            return error
        }
    }

    private static let shipped = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return Files.read("/\(root)/config/peksosd.yaml")
    }()

    @Test func `the shipped file shows every key with its default`() throws {
        let loaded = try ConfigurationReader.parse(Self.shipped, file: "peksosd.yaml")
        for row in loaded.rows {
            #expect(row.value == row.defaultValue, "\(row.key)")
        }
        let text = String(decoding: Self.shipped, as: UTF8.self)
        for setting in Setting.all where loaded.lines[setting.name] == nil {
            // A key without a default can only be shown in a comment.
            #expect(setting.defaultValue == .null, "\(setting.name) is missing")
            #expect(text.contains("# \(setting.member): "), "\(setting.name) is missing")
        }
    }

    @Test func `the commented examples of the shipped file are themselves valid`() throws {
        let text = String(decoding: Self.shipped, as: UTF8.self)
        let examples = text.split(separator: "\n").filter { line in
            let bare = line.drop { $0 == " " || $0 == "#" }
            return line.contains("#") && Setting.all.contains { bare.hasPrefix("\($0.member): ") }
        }
        #expect(examples.count == 4)
        let loaded = try ConfigurationReader.parse(
            Array(
                """
                keys:
                  file: /etc/peksosd/master-key
                testing:
                  mapSizeMiB: 2
                  crashCommand: box.seal
                  deprecationsAreErrors: true
                """.utf8
            ),
            file: "examples"
        )
        for example in examples {
            let bare = example.drop { $0 == " " || $0 == "#" }
            #expect(
                loaded.rows.contains { row in
                    bare == "\(row.key.split(separator: ".")[1]): \(row.value)"
                },
                "\(bare)"
            )
        }
    }

    @Test func `an absent file means all defaults`() throws {
        let loaded = try ConfigurationReader.load(file: directory.path + "/absent.yaml")
        #expect(loaded.configuration == Configuration())
        #expect(loaded.rows.allSatisfy { $0.origin == "default" })
    }

    @Test(arguments: [0o400, 0o600, 0o640, 0o644] as [UInt32])
    func `a file that only its owner may write is read`(mode: UInt32) throws {
        let file = directory.path + "/peksosd.yaml"
        Files.write(Array("office: {name: A}\n".utf8), to: file, mode: mode)
        let loaded = try ConfigurationReader.load(file: file)
        #expect(loaded.configuration.office.name == "A")
        #expect(loaded.rows.first?.origin == "\(file):1")
    }

    @Test(arguments: [0o620, 0o602, 0o666] as [UInt32])
    func `a file that others may write is refused with the command that mends it`(mode: UInt32) {
        let file = directory.path + "/peksosd.yaml"
        Files.write(Array("office: {name: A}\n".utf8), to: file, mode: mode)
        #expect(problem(file)?.code == .unsafeFile)
        #expect(problem(file)?.description.hasSuffix("chmod go-w \(file)") == true)
    }

    @Test func `a directory in place of the file is refused`() {
        #expect(problem(directory.makeDirectory("peksosd.yaml"))?.code == .unreadable)
    }

    @Test func `a file beyond 64 KiB is refused, one of exactly 64 KiB is read`() throws {
        let file = directory.path + "/peksosd.yaml"
        let comment = [UInt8](repeating: UInt8(ascii: "#"), count: 64 * 1024)
        Files.write(comment, to: file)
        #expect(try ConfigurationReader.load(file: file).configuration == Configuration())
        Files.write(comment + comment.prefix(1), to: file)
        #expect(problem(file)?.code == .tooLarge)
    }
}
