// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension QueryContext {
    /// The name of a worker, volunteer or contact, class office; `nil` for callers who may not
    /// know it and for whoever was erased.
    func officeName(of person: PersonID) -> String? {
        guard !showsPseudonyms, let position = namedAt(person) else { return nil }
        return disclosure?.office("name", of: person.text, at: position)
    }

    private func namedAt(_ person: PersonID) -> Int64? {
        switch SubjectKind(of: person.text) {
        case .worker: facts.state(WorkerState.self, ID(trusted: person.text))?.namedAt
        case .contact: facts.state(ContactState.self, ID(trusted: person.text))?.namedAt
        case .volunteer: facts.row(SubjectHashesRow.self, RowKey(person))?.namedAt
        case .client, .beneficiary, nil: nil
        }
    }
}
