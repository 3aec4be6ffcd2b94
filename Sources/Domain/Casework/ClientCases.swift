// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What the cases of a client mean for the client's record.

extension Facts {
    /// The cases of one client record, by number.
    package func cases(of client: ID<Client>) -> [CaseState] {
        rows(ClientCaseRow.self, prefix: RowKey(client)).compactMap {
            state(CaseState.self, $0.case)
        }
    }

    /// The cases that keep a client's data in use: new, open, or in aftercare.
    func casesInHand(of client: ID<Client>) -> [ID<Case>] {
        cases(of: client).filter { $0.status == .new || $0.status == .open || $0.hasAftercare }
            .map(\.id)
    }

    /// The new and open cases of two clients that are of one programme.
    func openCases(ofOneProgrammeIn one: ID<Client>, and other: ID<Client>) -> [ID<Case>] {
        let ones = openCases(of: one)
        let others = openCases(of: other)
        let shared =
            ones.filter { row in others.contains { $0.programme == row.programme } }
            + others.filter { row in ones.contains { $0.programme == row.programme } }
        return shared.map(\.case).sorted()
    }

    private func openCases(of client: ID<Client>) -> [OpenCaseRow] {
        records(of: client).flatMap { rows(OpenCaseRow.self, prefix: RowKey($0.id)) }
    }
}
