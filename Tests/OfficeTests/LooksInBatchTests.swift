// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Dispatch
import Domain
import Glibc
import Office
import Projections
import Synchronization
import TestSupport
import Testing

/// Goal: a look shares the commit of the batch that is being decided when it comes; method: a
/// command of the test's own is not decided before a search waits for the writer.
@Suite(.timeLimit(.minutes(10)), .serialized) struct LooksInBatchTests {
    /// `contact.register`, with something done on the writer's thread before it is decided.
    private struct SlowRegistration: Command {
        static let contract = RegisterContact.contract
        static let beforehand = Mutex<@Sendable () -> Void>({})
        let own: RegisterContact

        init(from decoder: any Decoder) throws { own = try RegisterContact(from: decoder) }

        func decide(_ decision: Decision) throws(Rejection) -> RegisterContact.Answer {
            Self.beforehand.withLock(\.self)()
            return try own.decide(decision)
        }
    }

    private let office: TestOffice

    init() throws {
        let slices = Slice.all.map { slice in
            Slice(
                slice.name,
                commands: slice.commands.map {
                    $0 == RegisterContact.self ? SlowRegistration.self : $0
                },
                queries: slice.queries,
                events: slice.events,
                projections: slice.projections,
                recordsDenials: slice.recordsDenials
            )
        }
        office = try TestOffice(slices: slices)
        try office.operators(["sari": [.coordinator], "ina": [.intake], "lina": [.auditor]])
    }

    private var commits: Int? {
        get throws {
            let text = try office.call("system.metrics")["text"]?.string ?? ""
            let line = text.split(separator: "\n").first {
                $0.hasPrefix("peksos_commit_seconds_count")
            }
            return line?.split(separator: " ").last.flatMap { Int($0) }
        }
    }

    /// Registers a contact and searches while that is being decided; answers the search.
    private func searchWhileRegistering(_ person: JSONValue) throws -> JSONValue {
        let deciding = DispatchSemaphore(value: 0)
        let registered = DispatchSemaphore(value: 0)
        SlowRegistration.beforehand.withLock { [office = office.office] beforehand in
            beforehand = {
                deciding.signal()
                while !office.statusLine.contains("queued 1") { sched_yield() }
            }
        }
        DispatchQueue.global().async { [office] in
            _ = try? office.call("contact.register", person, as: "sari")
            registered.signal()
        }
        deciding.wait()
        let found = try office.call("client.find", ["name": "Melati Rekaan"], as: "ina")
        registered.wait()
        SlowRegistration.beforehand.withLock { $0 = {} }
        return found
    }

    private func recorded(after position: Int64) throws -> [String] {
        let read: JSONValue = ["after": .integer(position)]
        let rows = try office.call("events.read", read, as: "lina")["rows"]?.items ?? []
        return rows.compactMap { $0["type"]?.string }
    }

    @Test func `a look that comes while a command is decided is in the same commit`() throws {
        let before = try #require(try commits)
        let head = office.office.headPosition
        _ = try searchWhileRegistering(["name": "Saksi Rekaan", "occurredOn": "2016-07-01"])
        #expect(try commits == before + 1)
        #expect(try recorded(after: head) == ["contact.registered", "access.recorded"])
    }

    @Test func `a look beside a refused command is on record all the same`() throws {
        let head = office.office.headPosition
        _ = try searchWhileRegistering(["name": "Saksi Rekaan", "occurredOn": "2031-01-01"])
        #expect(try recorded(after: head) == ["access.recorded"])
    }
}
