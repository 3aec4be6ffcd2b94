// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
import LMDB
import Office
import TestSupport
import Testing

/// The store's own file operations; the tests' support has a type of the same name.
private typealias StoreFiles = LMDB.Files

/// The log as lines of JSON: what is written is taken back with its times and its chain, or refused
/// with the line that is wrong.
extension RestoreTests {
    private var lines: String { directory.path + "/log.jsonl" }

    /// Restores from lines instead of the log part.
    private var sourceOfLines: StoreRestorer.Source {
        var source = source(log: second, keyring: second)
        source.log = lines
        return source
    }

    private func exported() throws -> [String] {
        _ = try LogLines.write(part: shelf.log(second), to: lines)
        let content = try #require(try StoreFiles.read(lines, limit: 16 << 20))
        return String(decoding: content, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func rewrite(_ changed: [String], cutting bytes: Int = 0) throws {
        let text = changed.map { $0 + "\n" }.joined()
        try StoreFiles.replace(lines, with: Array(text.utf8.dropLast(bytes)))
    }

    private func events(_ directory: String) throws -> [RecordedEvent] {
        let log = try EventLog(directory: directory, use: .readingCopy)
        defer { log.environment.close() }
        let snapshot = try log.environment.beginRead()
        var events: [RecordedEvent] = []
        try log.scan(from: 1, through: .max, snapshot) { event in
            events.append(event)
            return true
        }
        return events
    }

    @Test func `lines of the log bring back every event with its times and its chain`() throws {
        let written = try exported()
        let outcome = try restore(sourceOfLines)
        let original = try events(shelf.log(second))
        #expect(try events(plan.directory + "/log") == original)
        #expect(written.count == original.count + 1)
        #expect(outcome.position == UInt64(original.count))
        #expect(outcome.headHash == original.last?.hash)
        let report = LogCheck.run(LogCheckRequest(store: plan.directory, isCopy: true))
        #expect(report.isSound, "\(report.problem ?? "")")
        #expect(report.sealed == 1)
        // What is sealed stays so.
        #expect(!written.joined().contains("Bu Rina"))
    }

    @Test func `an export is never written over a file, and never half`() throws {
        _ = try exported()
        #expect(throws: StoreProblem.self) { try exported() }
        let other = directory.path + "/other.jsonl"
        #expect(throws: StoreProblem.self) {
            try LogLines.write(part: shelf.keyring(second), to: other)
        }
        #expect(throws: StoreProblem.self) {
            try LogLines.write(part: directory.path, to: other)
        }
        #expect(StoreFiles.names(in: directory.path).filter { $0.hasPrefix("other") } == [])
    }

    @Test func `a line that was changed is named`() throws {
        let whole = try exported()
        let changes: [(String, String)] = [
            ("\"actor\":\"", "\"actor\":\"x"), ("\"recordedAt\":1", "\"recordedAt\":2"),
            ("\"occurredOn\":\"20", "\"occurredOn\":\"19"), ("\"schemaVersion\"", "\"versi\""),
            ("\"payload\":{", "\"payload\":{\"a\":1,"), ("{", ""),
        ]
        for (old, new) in changes where whole[2].contains(old) {
            var changed = whole
            changed[2] = changed[2].replacing(old, with: new, maxReplacements: 1)
            try rewrite(changed)
            #expect(refusal(sourceOfLines).contains("log.jsonl:3: "), "\(old)")
        }
    }

    @Test func `lines that are missing twice in another order or cut are refused`() throws {
        let whole = try exported()
        var swapped = whole
        swapped.swapAt(2, 3)
        let doubled = whole[...2] + whole[2...]
        let missing = whole[...1] + whole[3...]
        for (changed, line) in [(swapped, 3), (Array(doubled), 4), (Array(missing), 3)] {
            try rewrite(changed)
            #expect(refusal(sourceOfLines).contains("log.jsonl:\(line): the chain breaks here"))
        }
        try rewrite(Array(whole.dropLast()))
        #expect(refusal(sourceOfLines).contains("its manifest at"))
        try rewrite(whole, cutting: 2)
        #expect(refusal(sourceOfLines).contains("the last line is cut"))
    }

    @Test func `what vouches for a backup vouches for its lines`() throws {
        var changed = try exported()
        changed[0] = changed[0].replacing("\\\"verified\\\":true", with: "\\\"verified\\\":false")
        try rewrite(changed)
        #expect(refusal(sourceOfLines).contains("the manifest was changed"))
        changed[0] = "{}"
        try rewrite(changed)
        #expect(refusal(sourceOfLines).contains("is missing or cannot be read"))
    }
}
