// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import LMDB

extension Keyring {
    /// Rows read while nobody can take the file away; a query waits so long at most.
    private static let rowsOfPiece = 1_000

    /// Subjects whose wrapped keys do not open, be it one version: rows that were changed or moved.
    ///
    /// Any thread; opens every key, piece by piece while others go on, so call it rarely. No key
    /// stays in memory. Gives up with `nil` as soon as `goesOn` answers false.
    package func subjectsWithDamagedKeys(
        while goesOn: () -> Bool = { true }
    ) throws(KeyringError) -> [String]? {
        var damaged: Set<String> = []
        var last: [UInt8] = []
        while true {
            guard goesOn() else { return nil }
            let rows = try rows(after: last)
            guard let end = rows.last else { break }
            for row in rows {
                if let subject = subjectOfDamaged(row) { damaged.insert(subject) }
            }
            last = end.key
        }
        // Whoever was erased meanwhile lacks no key.
        return damaged.filter { !isErased($0) }.sorted()
    }

    private struct WrappedRow: Sendable {
        let key: [UInt8]
        let wrapped: [UInt8]
    }

    /// The next rows behind one, in their order.
    private func rows(after last: [UInt8]) throws(KeyringError) -> [WrappedRow] {
        try read { snapshot, environment throws(LMDBError) in
            var rows: [WrappedRow] = []
            try snapshot.scan(environment.table("keys"), from: last) { row, wrapped in
                let key = [UInt8](copying: row)
                guard key != last else { return true }
                rows.append(WrappedRow(key: key, wrapped: [UInt8](copying: wrapped)))
                return rows.count < Self.rowsOfPiece
            }
            return rows
        }
    }

    /// The subject of a row whose key does not open.
    private func subjectOfDamaged(_ row: WrappedRow) -> String? {
        guard let place = Self.place(ofRow: row.key) else {
            return String(decoding: row.key, as: UTF8.self)
        }
        do {
            _ = try wrapping.unwrap(
                row.wrapped,
                purpose: KeyringMeta.subjectPurpose,
                name: place.subject,
                version: place.version
            )
            return nil
        } catch {
            return place.subject
        }
    }
}
