// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Office
import Projections
import TestSupport
import Testing

/// The one table of rights, compared with the golden files and the catalogue.
@Suite struct AccessPolicyTests {
    private let policy = AccessPolicy.office

    @Test func `the golden files say what the contracts say`() {
        let files = AggregateFiles.read()
        if Golden.isRecording { files.recording(policy).write() }
        #expect(
            AggregateFiles.read().differences(from: policy) == [],
            "PEKSOS_RECORD=1 swift test --filter AccessPolicyTests writes these lines anew"
        )
    }

    @Test func `a golden line that is missing, too much, told twice or elsewhere is found`() throws
    {
        let files = AggregateFiles.read().recording(policy)
        #expect(files.differences(from: policy) == [])
        let places = try #require(files.lines["place"])
        func differences(_ file: String, _ lines: [String]) -> [String] {
            var changed = files.lines
            changed[file] = lines
            return AggregateFiles(lines: changed).differences(from: policy)
        }
        let register = try #require(places.firstIndex { $0.contains("place.register\"") })
        var fewer = places
        let line = fewer.remove(at: register)
        #expect(differences("place", fewer) == ["missing: \(line)"])
        #expect(differences("place", places + [line]) == ["a line stands twice"])
        let looser = line.replacing("coordinator", with: "reader")
        #expect(differences("place", places + [looser]) == ["not in the code: \(looser)"])
        let cases = try #require(files.lines["case"])
        #expect(differences("case", cases + [line]).contains("not the place of: \(line)"))
        let event = try #require(places.last)
        #expect(differences("nowhere", [event]) == ["not the place of: \(event)"])
    }

    @Test func `a new method is recorded beside its siblings`() throws {
        let files = AggregateFiles.read().recording(policy)
        let fewer = AggregateFiles(
            lines: files.lines.mapValues { $0.filter { !$0.contains("closure.approve") } }
        )
        #expect(fewer.differences(from: policy).count == 1)
        #expect(fewer.recording(policy).lines == files.lines)
        #expect(files.lines["case"]?.contains { $0.contains("closure.approve") } == true)
    }

    @Test func `every method stands in the table once`() {
        let names = policy.entries.map(\.method)
        #expect(Set(names).count == names.count)
        #expect(
            names.count
                == Slice.all.flatMap(\.commands).count + Slice.all.flatMap(\.queries).count
                + SystemMethods.all.count
        )
    }

    @Test func `the catalogue names the same roles`() throws {
        let office = try TestOffice()
        let methods = try office.call("rpc.discover")["methods"]?.items ?? []
        var told: [String: Set<String>] = [:]
        for method in methods {
            guard let name = method["name"]?.string else { continue }
            told[name] = Set((method["x-role"]?.items ?? []).compactMap(\.string))
        }
        for entry in policy.entries where told[entry.method] != nil {
            let roles = Set(entry.grants.map(\.role.rawValue))
            let named = told[entry.method]?.subtracting(["anyone"]) ?? []
            #expect(named == roles, "\(entry.method)")
        }
        #expect(!told.isEmpty)
    }

    @Test func `no seal is opened for auditors and readers`() {
        for entry in policy.entries {
            for column in entry.sealed {
                let shown = Set(column.clear + column.masked)
                #expect(shown.isDisjoint(with: [.auditor, .reader]), "\(entry.method)")
            }
        }
    }

    @Test func `a right that is added shows in the table`() {
        let looser = AccessPolicy([Slice.loosened], [])
        let tight = AccessPolicy([Slice.registry], [])
        let files = AggregateFiles(lines: [:]).recording(tight)
        #expect(files.differences(from: tight) == [])
        #expect(!files.differences(from: looser).isEmpty)
        #expect(looser.entries.first?.cell(.storekeeper) == .reach(.all))
        #expect(policy.entries.first { $0.method == "worker.show" }?.cell(.reader) == .closed)
    }

    @Test func `broken glass is told apart from a right`() {
        #expect(AccessPolicy.Cell.reach([]).text == "glass")
        #expect(AccessPolicy.Cell.reach([.team, .new]).text == "team new")
        #expect(AccessPolicy.Cell.closed.text == "–")
    }
}

/// `worker.show` for one role more than it should be.
private struct LooseQuery: Query {
    static let contract = QueryContract("worker.show", roles: [.storekeeper])

    func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Nothing, Nothing> {
        QueryAnswer(items: [])
    }
}

extension Slice {
    fileprivate static let loosened = Slice(
        "Loosened",
        commands: [],
        queries: [LooseQuery.self],
        events: [],
        projections: []
    )
}
