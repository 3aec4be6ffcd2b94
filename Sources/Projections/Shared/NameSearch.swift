// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// A search for people of one kind by the words of a name.
struct NameSearch {
    /// More rows would make a search a list of all names.
    static let rowsMax = 20

    private let kind: SubjectKind
    private let sought: NameHashes

    /// A search; `invalidParams` when no word of the name is left after folding.
    init(
        _ kind: SubjectKind,
        _ name: PersonName,
        _ hash: (String) -> String
    ) throws(Rejection) {
        self.kind = kind
        sought = NameHashes(name.text, hash)
        if sought.words.isEmpty {
            throw .invalid(
                pointer: "/name",
                problem: "pattern",
                expected: "a word of at least two letters that is no title"
            )
        }
    }

    /// Visits everybody with all the words, or with all their sounds when nobody has the words.
    ///
    /// The body answers false to stop. `candidates`: the only ones who count, by id; they are
    /// looked at instead of everybody of a name that many have.
    func visit(
        _ facts: any Facts,
        among candidates: [String]? = nil,
        _ body: (_ subject: String, NameMatch) -> Bool
    ) {
        for match in NameMatch.allCases {
            var isFound = false
            facts.visitNamed(match, kind, sought) { subject in
                isFound = true
                return candidates == nil && body(subject, match)
            }
            for subject in isFound ? candidates ?? [] : []
            where facts.isNamed(match, kind, sought, subject) {
                if !body(subject, match) { break }
            }
            if isFound { return }
        }
    }
}
