// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CLMDB
import Synchronization

/// What both transactions offer: looking at rows.
///
/// For code that serves readers and the writer.
package protocol TableReader: ~Copyable {
    /// The C calls on the transaction's handle.
    var access: Access { get }
}

extension TableReader where Self: ~Copyable {
    /// The value of a key, copied.
    ///
    /// The C function is `mdb_get`; a missing key is `nil`.
    package func bytes(_ key: [UInt8], in table: Table) throws(LMDBError) -> [UInt8]? {
        try access.bytes(key, table)
    }

    /// The value of a key, borrowed from the map.
    ///
    /// Lifetime: until the transaction ends or, in a write transaction, the next put or delete;
    /// the compiler holds you to it. The C function is `mdb_get`; a missing key is `nil`.
    @_lifetime(borrow self)
    package func value(_ key: [UInt8], in table: Table) throws(LMDBError) -> Span<UInt8>? {
        guard let found = try unsafe access.find(key, table) else { return nil }
        return unsafe _overrideLifetime(found.span, borrowing: self)
    }

    /// Visits rows in key order until the body answers false.
    ///
    /// Ascending from the first key ≥ `lower`; reversed from the last key ≤ `lower` downwards,
    /// where an empty `lower` means the end. Spans live during the call. The C functions are
    /// `mdb_cursor_open` and `mdb_cursor_get`.
    package func scan(
        _ table: Table,
        from lower: [UInt8] = [],
        reversed: Bool = false,
        _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) -> Bool
    ) throws(LMDBError) {
        try access.scan(table, lower, reversed, body)
    }

    /// The same, for a body that throws; its error passes through.
    package func scan(
        _ table: Table,
        from lower: [UInt8] = [],
        reversed: Bool = false,
        _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws -> Bool
    ) throws {
        try access.scan(table, lower, reversed, body)
    }

    /// The row with the greatest key.
    ///
    /// The C function is `mdb_cursor_get` with `MDB_LAST`.
    package func last(
        in table: Table
    ) throws(LMDBError) -> (key: [UInt8], value: [UInt8])? {
        try access.last(table)
    }

    /// How many rows a table has.
    ///
    /// The C function is `mdb_stat`.
    package func count(in table: Table) throws(LMDBError) -> Int {
        try access.count(table)
    }
}

/// A snapshot of an environment; ends when the value does.
///
/// Belongs to one thread at a time. Never keep it across `await` or in a long-lived value: it
/// pins the pages of its commit, and the file grows until it ends.
@safe
package struct ReadTransaction: ~Copyable, TableReader {
    /// Valid until the value ends.
    package let access: Access
    private let environment: Environment

    init(handle: OpaquePointer, environment: Environment) {
        access = unsafe Access(handle: handle)
        self.environment = environment
        environment.readers.add(1, ordering: .relaxed)
    }

    deinit {
        unsafe mdb_txn_abort(access.handle)
        environment.readers.subtract(1, ordering: .relaxed)
    }
}

/// The write transaction of an environment; undone unless it is committed.
///
/// Writer thread only. After a put or delete that threw, only ending it is allowed.
@safe
package struct WriteTransaction: ~Copyable, TableReader {
    /// Valid until the transaction is committed or undone.
    package let access: Access
    private let environment: Environment
    private var isEnded = false

    init(handle: OpaquePointer, environment: Environment) {
        access = unsafe Access(handle: handle)
        self.environment = environment
    }

    deinit {
        if !isEnded { unsafe mdb_txn_abort(access.handle) }
    }

    /// Makes everything put and deleted durable, as far as the environment syncs.
    ///
    /// On an error of a synced environment the outcome is unknown: answer nobody and exit. The C
    /// function is `mdb_txn_commit`.
    @available(*, noasync)
    package consuming func commit() throws(LMDBError) {
        // The C function frees the transaction whether it succeeds or not.
        isEnded = true
        try check(unsafe mdb_txn_commit(access.handle), "mdb_txn_commit")
    }

    /// Undoes everything; the same as letting the value go.
    package consuming func abort() {}

    /// Stores a value.
    ///
    /// `append` demands a key greater than all others, and is faster.
    ///
    /// Keys are 1 to 200 bytes. Throws `MDB_KEYEXIST` for an append out of order, `MDB_MAP_FULL`
    /// when the map is full. The C function is `mdb_put`.
    package mutating func put(
        _ value: [UInt8],
        for key: [UInt8],
        in table: Table,
        append: Bool = false
    ) throws(LMDBError) {
        guard key.count <= KeyWriter.bytesMax else {
            throw LMDBError(code: MDB_BAD_VALSIZE, operation: "mdb_put", table: table.name)
        }
        let code = unsafe key.withUnsafeBytes { keyBytes in
            unsafe value.withUnsafeBytes { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_put(
                    access.handle,
                    table.identifier,
                    &key,
                    &value,
                    append ? UInt32(MDB_APPEND) : 0
                )
            }
        }
        try check(code, "mdb_put", table.name)
    }

    /// Removes a key; answers whether it was there.
    ///
    /// The C function is `mdb_del`.
    @discardableResult
    package mutating func delete(_ key: [UInt8], in table: Table) throws(LMDBError) -> Bool {
        let code = unsafe key.withUnsafeBytes { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            return unsafe mdb_del(access.handle, table.identifier, &key, nil)
        }
        if code == MDB_NOTFOUND { return false }
        try check(code, "mdb_del", table.name)
        return true
    }
}
