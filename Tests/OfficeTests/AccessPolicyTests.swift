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

/// The one table of rights: printed, compared with the documentation and the catalogue.
@Suite struct AccessPolicyTests {
    private let policy = AccessPolicy.office

    @Test func `the documentation says what the contracts say`() {
        let path = Golden.root() + "/docs/ACCESS.md"
        let page = Array(policy.page.utf8)
        if Golden.isRecording { Files.write(page, to: path, mode: 0o644) }
        #expect(
            Files.read(path) == page,
            "PEKSOS_RECORD=1 swift test --filter AccessPolicyTests writes docs/ACCESS.md anew"
        )
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
        #expect(looser.page != AccessPolicy([Slice.registry], []).page)
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
