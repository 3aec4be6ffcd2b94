// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Crypto
internal import LMDB

extension Keyring {
    /// Subjects whose wrapped keys do not open, be it one version: rows that were changed or moved.
    ///
    /// Any thread; reads and opens every key, so call it rarely. No key stays in memory.
    package func subjectsWithDamagedKeys() throws(KeyringError) -> [String] {
        let rows = try read { snapshot, environment throws(LMDBError) in
            var rows: [(key: [UInt8], wrapped: [UInt8])] = []
            try snapshot.scan(environment.table("keys")) { row, wrapped in
                rows.append(([UInt8](copying: row), [UInt8](copying: wrapped)))
                return true
            }
            return rows
        }
        var damaged: Set<String> = []
        for row in rows {
            guard let place = Self.place(ofRow: row.key) else {
                damaged.insert(String(decoding: row.key, as: UTF8.self))
                continue
            }
            do {
                _ = try wrapping.unwrap(
                    row.wrapped,
                    purpose: KeyringMeta.subjectPurpose,
                    name: place.subject,
                    version: place.version
                )
            } catch {
                damaged.insert(place.subject)
            }
        }
        return damaged.sorted()
    }
}
