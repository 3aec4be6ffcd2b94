// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc
import Logging
import ServiceManager
import Testing

/// Goal: one event is one entry whose fields nobody can forge; method: entries as bytes, and a
/// socket in place of the journal's.
@Suite struct JournalTests {
    private func fields(_ entry: JournalEntry) -> [String] {
        String(decoding: entry.fields, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `an entry has the fields of the journal`() {
        let entry = JournalEntry(
            priority: 6,
            message: "access denied",
            facts: ["method": "case.show", "uid": "1501", "request": "a-1", "durationUs": "12"]
        )
        let said = fields(entry)
        #expect(
            said[0] == "MESSAGE=access denied durationUs=12 method=case.show request=a-1 uid=1501"
        )
        #expect(said[1] == "PRIORITY=6")
        #expect(said.contains("PEKSOS_METHOD=case.show"))
        #expect(said.contains("PEKSOS_UID=1501"))
        #expect(said.contains("PEKSOS_REQUEST_ID=a-1"))
        #expect(said.contains("PEKSOS_DURATION_US=12"))
        #expect(said.contains("MESSAGE_ID=\(entry.kind)"))
    }

    @Test func `entries of one kind share an id of thirty-two digits, others do not`() {
        let kinds = ["ready", "stopping", "ready"].map {
            JournalEntry(priority: 5, message: $0, facts: ["head": $0]).kind
        }
        #expect(kinds[0] == kinds[2])
        #expect(kinds[0] != kinds[1])
        #expect(kinds.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test(arguments: ["\n", "\u{0}", "\r", "\u{1B}[2J", "\u{85}", "\u{2028}"])
    func `no value breaks its line or reaches the terminal`(odd: String) {
        let entry = JournalEntry(
            priority: 3,
            message: "a\(odd)PRIORITY=0",
            facts: ["error": "b\(odd)MESSAGE=c"]
        )
        #expect(fields(entry).count == 5)
        for scalar in odd.unicodeScalars where scalar != "[" && scalar != "2" && scalar != "J" {
            #expect(!entry.text.unicodeScalars.contains(scalar))
        }
    }

    @Test func `the journal that is not there costs entries, counts them, and nothing else`() throws
    {
        let place = try Place()
        let target = JournalTarget(
            descriptor: place.descriptor,
            stream: place.stream,
            journal: place.path + "/journal"
        )
        target.write(JournalEntry(priority: 5, message: "ready", facts: [:]))
        #expect(target.dropped == 1)
        #expect(place.written.isEmpty)
    }

    @Test func `with the stream of the journal an entry is one datagram to it`() throws {
        let place = try Place()
        let receiver = try place.receiver("journal")
        let target = JournalTarget(
            descriptor: place.descriptor,
            stream: place.stream,
            journal: place.path + "/journal"
        )
        let logger = Logger(label: "test") { _ in JournalHandler(target, LiveLevel(.info)) }
        logger.notice("ready", metadata: ["head": "18206"])
        logger.debug("not told")
        let said = receiver.next().split(separator: "\n")
        #expect(said.first == "MESSAGE=ready head=18206")
        #expect(said.contains("PRIORITY=5"))
        #expect(said.contains("PEKSOS_POSITION=18206"))
        #expect(target.dropped == 0)
        #expect(receiver.next().isEmpty)
    }

    @Test func `without it an entry is a line that says how grave it is`() throws {
        let place = try Place()
        for stream in [nil, "", "1:2"] {
            JournalTarget(descriptor: place.descriptor, stream: stream)
                .write(JournalEntry(priority: 4, message: "views rebuilt", facts: ["reason": "x"]))
        }
        #expect(place.written == String(repeating: "<4>views rebuilt reason=x\n", count: 3))
    }

    @Test func `a full pipe that nobody reads never stops who writes`() throws {
        let place = try Place()
        let full = try place.pipe()
        let target = JournalTarget(descriptor: full, stream: nil)
        let entry = JournalEntry(
            priority: 6,
            message: "x",
            facts: ["fact": String(repeating: "y", count: 5000)]
        )
        for _ in 0..<100 { target.write(entry) }
        #expect(target.dropped > 0)
        #expect(target.dropped < 100)
    }
}

/// Goal: the service manager hears what it should and no more; method: a socket in its place.
@Suite struct SupervisorTests {
    @Test func `a status is told when it changed`() throws {
        let place = try Place()
        let receiver = try place.receiver("notify")
        let supervisor = Supervisor(socket: place.path + "/notify", watchdog: "30000000")
        #expect(supervisor.watchdogMilliseconds == 15_000)
        for status in ["Siap", "Siap", "Hanya baca"] { supervisor.tell(status: status) }
        #expect(receiver.next() == "STATUS=Siap")
        #expect(receiver.next() == "STATUS=Hanya baca")
        #expect(receiver.next().isEmpty)
    }

    @Test func `more time to start is asked for once in ten seconds`() throws {
        let place = try Place()
        let receiver = try place.receiver("notify")
        let supervisor = Supervisor(socket: place.path + "/notify", watchdog: nil)
        #expect(supervisor.watchdogMilliseconds == nil)
        for percent in 1...9 { supervisor.extendStart(status: "\(percent)%") }
        #expect(receiver.next() == "EXTEND_TIMEOUT_USEC=30000000\nSTATUS=1%")
        #expect(receiver.next().isEmpty)
    }

    @Test func `a reload is announced and ended`() throws {
        let place = try Place()
        let receiver = try place.receiver("notify")
        let supervisor = Supervisor(socket: place.path + "/notify", watchdog: nil)
        #expect(supervisor.reloading(at: 7) { 5 } == 5)
        #expect(receiver.next() == "RELOADING=1\nMONOTONIC_USEC=7")
        #expect(receiver.next() == "READY=1")
    }

    @Test func `without a service manager nothing is told and nothing fails`() {
        let supervisor = Supervisor(socket: nil, watchdog: "30000000")
        supervisor.tell("READY=1")
        #expect(supervisor.watchdogMilliseconds == nil)
    }
}
