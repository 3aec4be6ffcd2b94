// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CLMDB
import Glibc

/// A call into LMDB, or into the file system on its behalf, that failed.
///
/// `code` is an LMDB code (negative) or an errno (positive). The text comes from `mdb_strerror`
/// and never holds keys or values.
package struct LMDBError: Error, Equatable {
    /// LMDB's own when negative, an errno when positive.
    package let code: Int32
    /// The C function that failed.
    package let operation: String
    /// The table it worked on; empty when the whole environment is meant.
    package let table: String

    /// A code as the C function returned it.
    package init(code: Int32, operation: String, table: String = "") {
        self.code = code
        self.operation = operation
        self.table = table
    }

    /// The map has no free page left: the transaction must be aborted.
    package var isMapFull: Bool { code == MDB_MAP_FULL }
    /// The file is damaged: nothing read from it can be trusted.
    package var isCorrupt: Bool {
        code == MDB_CORRUPTED || code == MDB_PAGE_NOTFOUND || code == MDB_PANIC
            || code == MDB_INVALID || code == MDB_VERSION_MISMATCH
    }
    /// The key exists although it must not, or is out of order in an append.
    package var isKeyExists: Bool { code == MDB_KEYEXIST }
    /// A table or key is missing where one must be.
    package var isNotFound: Bool { code == MDB_NOTFOUND }
    /// Too many readers are open at once.
    package var isReadersFull: Bool { code == MDB_READERS_FULL }
    /// The device or file system failed or is full; see `EnvironmentUsage` before blaming either.
    package var isInputOutput: Bool { code == EIO || code == ENOSPC || code == EROFS }
    /// The file system has no room left.
    package var isNoSpace: Bool { code == ENOSPC || code == EDQUOT }
}

extension LMDBError: CustomStringConvertible {
    package var description: String {
        // mdb_strerror answers a static string, or strerror's text for a positive code.
        let text = unsafe String(cString: mdb_strerror(code))
        let place = table.isEmpty ? "" : " on table \(table)"
        return "\(operation)\(place): \(text) (\(code))"
    }
}

/// Throws when a C call did not return success.
func check(
    _ code: Int32,
    _ operation: StaticString,
    _ table: String = ""
) throws(LMDBError) {
    guard code == MDB_SUCCESS else {
        throw LMDBError(code: code, operation: operation.description, table: table)
    }
}
