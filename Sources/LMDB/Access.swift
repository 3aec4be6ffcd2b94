// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CLMDB
import Glibc

/// What reading and writing transactions have in common: looking at rows.
///
/// Valid as long as the transaction that made it; what it can do stays in this target.
@safe
package struct Access {
    let handle: OpaquePointer

    /// The value of a key where it lies in the map.
    func find(_ key: [UInt8], _ table: Table) throws(LMDBError) -> MDB_val? {
        var value = unsafe MDB_val()
        let code = unsafe key.withUnsafeBytes { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            return unsafe mdb_get(handle, table.identifier, &key, &value)
        }
        if code == MDB_NOTFOUND { return nil }
        try check(code, "mdb_get", table.name)
        return unsafe value
    }

    func bytes(_ key: [UInt8], _ table: Table) throws(LMDBError) -> [UInt8]? {
        guard let found = try unsafe find(key, table) else { return nil }
        return unsafe found.copy
    }

    func scan(
        _ table: Table,
        _ lower: [UInt8],
        _ reversed: Bool,
        _ body: (Span<UInt8>, Span<UInt8>) -> Bool
    ) throws(LMDBError) {
        var cursor = try Cursor(self, table)
        var isFound = try cursor.seek(lower, reversed)
        while isFound {
            guard unsafe body(cursor.key.span, cursor.value.span) else { return }
            isFound = try cursor.advance(reversed)
        }
    }

    func scan(
        _ table: Table,
        _ lower: [UInt8],
        _ reversed: Bool,
        _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        var cursor = try Cursor(self, table)
        var isFound = try cursor.seek(lower, reversed)
        while isFound {
            guard try unsafe body(cursor.key.span, cursor.value.span) else { return }
            isFound = try cursor.advance(reversed)
        }
    }

    func last(_ table: Table) throws(LMDBError) -> (key: [UInt8], value: [UInt8])? {
        var cursor = try Cursor(self, table)
        guard try cursor.seek([], true) else { return nil }
        return unsafe (cursor.key.copy, cursor.value.copy)
    }

    func count(_ table: Table) throws(LMDBError) -> Int {
        var statistics = MDB_stat()
        try check(
            unsafe mdb_stat(handle, table.identifier, &statistics),
            "mdb_stat",
            table.name
        )
        return statistics.ms_entries
    }
}

/// A place in a table; closed when the value ends, before its transaction does.
@safe
struct Cursor: ~Copyable {
    private let handle: OpaquePointer
    private let table: Table
    private(set) var key = unsafe MDB_val()
    private(set) var value = unsafe MDB_val()

    init(_ access: Access, _ table: Table) throws(LMDBError) {
        var opened: OpaquePointer?
        try check(
            unsafe mdb_cursor_open(access.handle, table.identifier, &opened),
            "mdb_cursor_open",
            table.name
        )
        guard let opened = unsafe opened else {
            throw LMDBError(code: EINVAL, operation: "mdb_cursor_open", table: table.name)
        }
        unsafe handle = unsafe opened
        self.table = table
    }

    deinit { unsafe mdb_cursor_close(handle) }

    /// Goes to the first row of a scan; false when there is none.
    mutating func seek(_ lower: [UInt8], _ reversed: Bool) throws(LMDBError) -> Bool {
        if lower.isEmpty { return try move(reversed ? MDB_LAST : MDB_FIRST) }
        let code = unsafe lower.withUnsafeBytes { bytes in
            unsafe key = unsafe MDB_val(bytes)
            // On success LMDB points the key at the map; on failure nobody looks at it.
            return unsafe mdb_cursor_get(handle, &key, &value, MDB_SET_RANGE)
        }
        if code == MDB_NOTFOUND { return reversed ? try move(MDB_LAST) : false }
        try check(code, "mdb_cursor_get", table.name)
        guard reversed, unsafe !key.equals(lower) else { return true }
        return try move(MDB_PREV)
    }

    mutating func advance(_ reversed: Bool) throws(LMDBError) -> Bool {
        try move(reversed ? MDB_PREV : MDB_NEXT)
    }

    private mutating func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
        let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
        if code == MDB_NOTFOUND { return false }
        try check(code, "mdb_cursor_get", table.name)
        return true
    }
}

extension MDB_val {
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(
            mv_size: bytes.count,
            // LMDB never writes through the keys and values it is given.
            mv_data: unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        )
    }

    private var buffer: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeRawBufferPointer(start: mv_data, count: mv_size)
            .bindMemory(to: UInt8.self)
    }

    /// The bytes in the map; the caller ties them to the transaction.
    var span: Span<UInt8> {
        @_lifetime(immortal)
        get { unsafe _overrideLifetime(Span(_unsafeElements: buffer), copying: ()) }
    }

    var copy: [UInt8] { unsafe [UInt8](buffer) }

    func equals(_ bytes: [UInt8]) -> Bool { unsafe buffer.elementsEqual(bytes) }
}

extension [UInt8] {
    /// A copy of borrowed bytes, to keep beyond the transaction.
    package init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe [UInt8]($0) }
    }
}
