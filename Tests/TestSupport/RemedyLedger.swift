// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Office
import Synchronization

/// Which test proves which remedy: `Tests/Golden/remedies.tsv`, a line for every command line of
/// the office's texts.
///
/// `PEKSOS_RECORD=1` adds the best proof that a run of the tests meets and keeps the lines of the
/// others; a line whose test no longer proves it is taken out by hand first.
package enum RemedyLedger {
    /// How a remedy helps.
    package enum Class: String, CaseIterable, Sendable {
        /// Running the line clears what stood in the way.
        case clears
        /// The line shows what to use instead.
        case tells
        /// Another person does the rest.
        case anothers = "another's"
        /// Nothing gets past it; the line shows why.
        case byDesign = "none"
        /// No test gets past it yet.
        case unproven
    }

    /// A line of the ledger.
    package struct Row: Sendable, Equatable {
        /// The key of the command line among the texts.
        package let key: String
        /// How it helps.
        package let group: Class
        /// The method that was refused.
        package let method: String
        /// What was done after the remedy, and what came of it; of `none`, why.
        package let how: String
        /// Where the test is: its file and its name.
        package let test: String
        /// Higher is better: done at last is better than refused for another reason.
        var rank = 0

        var line: String { [key, group.rawValue, method, how, test].joined(separator: "\t") }

        init?(line: Substring) {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard parts.count == 5, let group = Class(rawValue: String(parts[1])) else {
                return nil
            }
            key = String(parts[0])
            self.group = group
            method = String(parts[2])
            how = String(parts[3])
            test = String(parts[4])
            rank =
                switch group {
                case .byDesign: 9
                case .unproven: -1
                case .clears, .tells, .anothers: Proof.rank(of: how)
                }
        }

        init(_ key: String, _ proof: Proof, _ method: String, _ test: String) {
            self.key = key
            group = proof.group
            self.method = method
            how = proof.how
            self.test = test
            rank = proof.rank
        }
    }

    private static let name = "remedies.tsv"
    /// The folder of all tests.
    package static let tests = Golden.root() + "/Tests"
    private static let known = Mutex<[String: Row]>(rows(of: Golden.text(name)))

    /// Every line, by key.
    package static var rows: [String: Row] { known.withLock { $0 } }

    private static func rows(of text: String) -> [String: Row] {
        let rows = text.split(separator: "\n").compactMap { Row(line: $0) }
        return Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Keeps a proof when it is better than the one on record.
    static func record(_ row: Row) {
        known.withLock { known in
            if let old = known[row.key], old.test != row.test || old.method != row.method {
                if (old.rank, row.test) >= (row.rank, old.test) { return }
            }
            known[row.key] = row
            let lines = known.values.map(\.line).sorted().joined(separator: "\n")
            Golden.write(lines + "\n", to: name)
        }
    }
}
