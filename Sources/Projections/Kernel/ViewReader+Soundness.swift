// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension ViewReader {
    /// The first table whose rows do not add up or whose keys do not find them; `nil`: all sound.
    ///
    /// Reads every row of the tables, so it is for small ones. Throws what the bookkeeping throws;
    /// a row that cannot be read makes its table unsound.
    package func firstUnsound(_ tables: [RowTable]) throws(ViewError) -> RowTable? {
        let totals = try totals()
        return tables.first { table in
            var found = TableTotals()
            var isLost = false
            visitRaw(table) { key, _, sum in
                found.add(sum)
                if !finds(table, key) { isLost = true }
            }
            return isLost || failure != nil || found != totals[table.number] ?? TableTotals()
        }
    }
}
