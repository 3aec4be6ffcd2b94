// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Office
import Projections
import Testing

/// Which commands take a second person, who that is, and what a request keeps of the first.
@Suite struct FourEyesTests {
    private static let commands = Slice.all.flatMap(\.commands)

    /// Whether it takes two depends on the params or on who asks.
    private static let sometimes = ["operator.grant", "client.releaseHold"]

    @Test func `the commands that always take two are known, with the second role`() {
        let found = Self.commands.compactMap { command -> String? in
            let contract = command.contract
            guard let fourEyes = contract.fourEyes, !Self.sometimes.contains(contract.method)
            else { return nil }
            return "\(contract.method) \(fourEyes.kind) \(fourEyes.needed.rawValue)"
        }
        #expect(
            found.sorted() == [
                "beneficiary.erase erasure supervisor", "case.unrestrict unrestrict supervisor",
                "client.erase erasure supervisor", "contact.erase erasure supervisor",
                "fund.carryOver carryOver board", "fund.reverseEntry ledgerReversal board",
                "stock.writeOff stockWriteOff supervisor",
                "volunteer.erase erasure supervisor", "worker.erase erasure supervisor",
            ]
        )
    }

    // A request keeps its params as they are, for the second person to read.
    @Test func `nothing personal is asked for by two`() {
        let asked = Self.commands.filter { command in
            command.contract.fourEyes != nil || Self.sometimes.contains(command.contract.method)
        }
        #expect(asked.count >= 10)
        for command in asked {
            #expect(Self.personal(.of(command)) == [], "\(command.contract.method)")
        }
    }

    private static func personal(_ shape: RecordedShape) -> [String] {
        switch shape {
        case .text, .integer, .boolean: []
        case .array(let element): personal(element)
        case .object(let fields):
            fields.flatMap { field in personal(field.shape).map { "\(field.name) \($0)" } }
        case .value(let value): value.personal.map { [$0] } ?? []
        }
    }
}
