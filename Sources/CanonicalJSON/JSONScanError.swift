// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How much a document may hold before the scanner refuses it.
package struct JSONLimits: Sendable, Equatable {
    /// Levels of objects and arrays; the outermost is level 1.
    package let nesting: Int
    /// Members of one object.
    package let members: Int
    /// Items of one array.
    package let items: Int

    /// Spells out each limit.
    package init(nesting: Int, members: Int, items: Int) {
        self.nesting = nesting
        self.members = members
        self.items = items
    }

    /// What a request line may hold.
    package static let request = JSONLimits(nesting: 32, members: 64, items: 1_000)
    /// What a report may hold: tables of any length, nothing deep.
    package static let report = JSONLimits(nesting: 32, members: .max, items: .max)
    /// For bytes of our own: stored payloads, replies, the catalogue.
    package static let unlimited = JSONLimits(nesting: .max, members: .max, items: .max)
}

/// Why bytes are not JSON as we take it, and where.
package struct JSONScanError: Error, Sendable, Equatable {
    /// What is wrong; the raw value goes over the wire as `problem`.
    package enum Problem: String, Sendable, CaseIterable {
        case syntax
        case encoding
        case controlCharacter
        case duplicateKey
        case number
        case trailingBytes
        case tooDeep
        case tooManyMembers
        case tooManyItems
    }

    /// What is wrong.
    package let problem: Problem
    /// Byte offset, from 0, of the first byte that cannot stand there.
    package let offset: Int
    /// The repeated name, unescaped, for `duplicateKey` only.
    package let key: String?

    /// A problem at an offset.
    package init(_ problem: Problem, at offset: Int, key: String? = nil) {
        self.problem = problem
        self.offset = offset
        self.key = key
    }
}
