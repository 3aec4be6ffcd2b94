// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CLMDB
import Glibc
import Synchronization

/// The handle of one named table in an open environment.
package struct Table: Sendable, Hashable {
    let identifier: UInt32
    /// The name under which the table is stored.
    package let name: String
}

/// What an environment is opened for.
package enum EnvironmentUse: Sendable {
    /// Reading and writing, as its owner.
    case owning
    /// Reading beside the owner, from another process; takes a slot of the reader table.
    case reading
    /// Reading a copy that nobody writes; leaves no lock file behind.
    case readingCopy

    var flags: Int32 {
        switch self {
        case .owning: 0
        case .reading: MDB_RDONLY
        case .readingCopy: MDB_RDONLY | MDB_NOLOCK
        }
    }
}

/// How an environment is opened.
package struct EnvironmentOptions: Sendable {
    /// Address space, and so the largest size of the file; a multiple of 4,096.
    package var mapSizeBytes: Int
    /// Read transactions open at once, over all processes; fixed by the first opener.
    package var maxReaders: Int
    /// Whether a commit waits for the disk.
    ///
    /// False only for what can be rebuilt.
    package var isSynced: Bool
    /// Whether missing tables are made.
    ///
    /// True only at initialisation.
    package var createsTables: Bool
    /// Decides on the lock file.
    package var use: EnvironmentUse
    /// Every table of the environment.
    package var tables: [String]

    /// See the properties.
    package init(
        mapSizeBytes: Int,
        maxReaders: Int = 512,
        isSynced: Bool = true,
        createsTables: Bool = false,
        use: EnvironmentUse = .owning,
        tables: [String]
    ) {
        self.mapSizeBytes = mapSizeBytes
        self.maxReaders = maxReaders
        self.isSynced = isSynced
        self.createsTables = createsTables
        self.use = use
        self.tables = tables
    }
}

/// How full an environment is.
package struct EnvironmentUsage: Sendable, Equatable {
    /// Address space; the file is full when `usedBytes` comes near it.
    package let mapSizeBytes: Int
    /// Bytes up to the last page ever used; pages freed since are inside.
    package let usedBytes: Int
    /// 4,096 on the machines we run on.
    package let pageSizeBytes: Int
    /// Number of the newest commit, from 1.
    package let lastTransaction: Int
    /// Slots of the reader table that were ever taken, of all processes.
    package let readersUsed: Int
    /// As fixed by the first opener.
    package let readersMax: Int
}

/// The right to write: a value that only the body of the writer thread makes.
///
/// LMDB binds a write transaction to its thread. Functions that write borrow the permit, so code
/// that runs on another thread has nothing to pass and does not compile.
package struct WriterPermit: ~Copyable {
    private init() {}

    /// The permit.
    ///
    /// Call it once, at the top of the writer thread's body, or in an offline tool.
    package static func take() -> WriterPermit { WriterPermit() }
}

/// One LMDB environment: a directory with `data.mdb` and `lock.mdb`.
///
/// An environment is open at most once in a process; a second opening throws `EBUSY`. Any thread
/// may begin a read transaction; write transactions belong to the writer thread.
/// `@unchecked`: the handle is set once, and LMDB locks what its threads share.
@safe
package final class Environment: @unchecked Sendable {
    /// Where the environment lives.
    package let directory: String
    private let handle: OpaquePointer
    private let claim: DirectoryClaim
    private let tables: [String: Table]
    private let isClosed = Atomic<Bool>(false)
    let readers = Atomic<Int>(0)

    /// Opens the environment and all its tables.
    ///
    /// The directory must exist. Files get mode 0600 and are closed on exec. The C functions are
    /// `mdb_env_open` and `mdb_dbi_open`; a missing table throws `MDB_NOTFOUND` with its name.
    package init(directory: String, options: EnvironmentOptions) throws(LMDBError) {
        let claim = try DirectoryClaim(directory)
        do throws(LMDBError) {
            let handle = try unsafe Self.open(directory, options)
            unsafe self.handle = unsafe handle
            do throws(LMDBError) {
                tables = try unsafe Self.openTables(handle, options)
            } catch {
                unsafe mdb_env_close(handle)
                throw error
            }
        } catch {
            claim.release()
            throw error
        }
        self.directory = directory
        self.claim = claim
    }

    deinit { close() }

    /// The handle of a table named in the options.
    package func table(_ name: String) -> Table {
        guard let table = tables[name] else {
            preconditionFailure("table \(name) was not named when the environment was opened")
        }
        return table
    }

    /// Forces everything committed to the disk.
    ///
    /// The C function is `mdb_env_sync`.
    package func sync() throws(LMDBError) {
        try check(unsafe mdb_env_sync(handle, 1), "mdb_env_sync")
    }

    /// Begins the write transaction; waits while another process has one.
    ///
    /// Writer thread only. The C function is `mdb_txn_begin`.
    @available(*, noasync)
    package func beginWrite(_ permit: borrowing WriterPermit) throws(LMDBError) -> WriteTransaction
    {
        unsafe WriteTransaction(handle: try begin(flags: 0), environment: self)
    }

    /// Begins a read transaction on the newest commit.
    ///
    /// Keep it short: it pins pages.
    ///
    /// Any thread. The C function is `mdb_txn_begin` with `MDB_RDONLY`.
    package func beginRead() throws(LMDBError) -> ReadTransaction {
        unsafe ReadTransaction(
            handle: try begin(flags: UInt32(MDB_RDONLY)),
            environment: self
        )
    }

    private func begin(flags: UInt32) throws(LMDBError) -> OpaquePointer {
        precondition(!isClosed.load(ordering: .relaxed), "the environment is closed")
        var transaction: OpaquePointer?
        try check(unsafe mdb_txn_begin(handle, nil, flags, &transaction), "mdb_txn_begin")
        guard let transaction = unsafe transaction else {
            throw LMDBError(code: EINVAL, operation: "mdb_txn_begin")
        }
        return unsafe transaction
    }

    /// Writes a copy without free pages to an open file; the caller syncs it.
    ///
    /// Any thread; concurrent with the writer. Fails on a file that leaks pages, which is a sign
    /// of damage. The C function is `mdb_env_copyfd2` with `MDB_CP_COMPACT`.
    package func copyCompact(to descriptor: Int32) throws(LMDBError) {
        try check(
            unsafe mdb_env_copyfd2(handle, descriptor, UInt32(MDB_CP_COMPACT)),
            "mdb_env_copyfd2"
        )
    }

    /// Frees the slots of readers whose process died; answers how many.
    ///
    /// The C function is `mdb_reader_check`. Slots of this process are never freed by it.
    @discardableResult
    package func clearStaleReaders() throws(LMDBError) -> Int {
        var dead: Int32 = 0
        try check(unsafe mdb_reader_check(handle, &dead), "mdb_reader_check")
        return Int(dead)
    }

    /// The commit that the oldest open reader sees, a reader of any process; `nil`: nobody reads.
    ///
    /// Pages freed after that commit are not used again meanwhile. Any thread. The C function is
    /// `mdb_reader_list`.
    package var oldestRead: Int? {
        var list = ""
        unsafe withUnsafeMutablePointer(to: &list) { list in
            let add: @convention(c) (UnsafePointer<CChar>?, UnsafeMutableRawPointer?) -> Int32 = {
                guard let line = unsafe $0, let list = unsafe $1 else { return 0 }
                unsafe list.assumingMemoryBound(to: String.self).pointee += String(cString: line)
                return 0
            }
            unsafe _ = mdb_reader_list(handle, add, list)
        }
        // Process, thread and commit of each; a slot without a reader has no number there.
        return list.split(separator: "\n").compactMap { line in
            line.split(separator: " ").last.flatMap { Int($0) }
        }.min()
    }

    /// How full the environment is.
    ///
    /// The C functions are `mdb_env_info` and `mdb_env_stat`.
    package var usage: EnvironmentUsage {
        var information = unsafe MDB_envinfo()
        var statistics = MDB_stat()
        // Both fail only on a missing argument.
        unsafe _ = mdb_env_info(handle, &information)
        unsafe _ = mdb_env_stat(handle, &statistics)
        let pageSize = Int(statistics.ms_psize)
        return unsafe EnvironmentUsage(
            mapSizeBytes: information.me_mapsize,
            usedBytes: (information.me_last_pgno + 1) * pageSize,
            pageSizeBytes: pageSize,
            lastTransaction: information.me_last_txnid,
            readersUsed: Int(information.me_numreaders),
            readersMax: Int(information.me_maxreaders)
        )
    }

    /// Read transactions of this process that are open now; 0 at idle.
    package var openReaders: Int { readers.load(ordering: .relaxed) }

    /// Closes the environment; further calls do nothing.
    ///
    /// No transaction may be open.
    package func close() {
        guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        precondition(openReaders == 0, "a read transaction is still open")
        unsafe mdb_env_close(handle)
        claim.release()
    }

    /// Version of the LMDB library that is linked, as three numbers.
    package static var libraryVersion: (major: Int, minor: Int, patch: Int) {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        unsafe _ = mdb_version(&major, &minor, &patch)
        return (Int(major), Int(minor), Int(patch))
    }
}

extension Environment {
    private static func open(
        _ directory: String,
        _ options: EnvironmentOptions
    ) throws(LMDBError) -> OpaquePointer {
        var created: OpaquePointer?
        try check(unsafe mdb_env_create(&created), "mdb_env_create")
        guard let environment = unsafe created else {
            throw LMDBError(code: EINVAL, operation: "mdb_env_create")
        }
        do throws(LMDBError) {
            try check(
                unsafe mdb_env_set_mapsize(environment, options.mapSizeBytes),
                "mdb_env_set_mapsize"
            )
            try check(
                unsafe mdb_env_set_maxreaders(environment, UInt32(options.maxReaders)),
                "mdb_env_set_maxreaders"
            )
            try check(
                unsafe mdb_env_set_maxdbs(environment, UInt32(options.tables.count)),
                "mdb_env_set_maxdbs"
            )
            // LMDB calls abort() after this; the text is all that is left for the journal.
            unsafe _ = mdb_env_set_assert(environment) { _, text in
                guard let text = unsafe text else { return }
                unsafe _ = write(STDERR_FILENO, text, strlen(text))
                unsafe _ = write(STDERR_FILENO, "\n", 1)
            }
            let flags = MDB_NOTLS | options.use.flags | (options.isSynced ? 0 : MDB_NOSYNC)
            try check(
                unsafe mdb_env_open(environment, directory, UInt32(flags), 0o600),
                "mdb_env_open"
            )
            try unsafe closeOnExec(environment)
        } catch {
            unsafe mdb_env_close(environment)
            throw error
        }
        return unsafe environment
    }

    /// Marks every descriptor of the data file: LMDB itself marks only that of the lock file.
    private static func closeOnExec(_ environment: OpaquePointer) throws(LMDBError) {
        var data: Int32 = -1
        try check(unsafe mdb_env_get_fd(environment, &data), "mdb_env_get_fd")
        var wanted = stat()
        guard unsafe fstat(data, &wanted) == 0 else {
            throw LMDBError(code: errno, operation: "fstat")
        }
        // The meta page has a descriptor of its own, opened right after that of the data.
        for descriptor in data...(data + 16) {
            var found = stat()
            guard unsafe fstat(descriptor, &found) == 0,
                found.st_dev == wanted.st_dev, found.st_ino == wanted.st_ino
            else { continue }
            guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
                throw LMDBError(code: errno, operation: "fcntl")
            }
        }
    }

    /// Opens every table in one transaction; the handles live as long as the environment.
    private static func openTables(
        _ environment: OpaquePointer,
        _ options: EnvironmentOptions
    ) throws(LMDBError) -> [String: Table] {
        var begun: OpaquePointer?
        try check(
            unsafe mdb_txn_begin(
                environment,
                nil,
                options.createsTables ? 0 : UInt32(MDB_RDONLY),
                &begun
            ),
            "mdb_txn_begin"
        )
        guard let transaction = unsafe begun else {
            throw LMDBError(code: EINVAL, operation: "mdb_txn_begin")
        }
        var tables: [String: Table] = [:]
        for name in options.tables {
            var identifier: UInt32 = 0
            let flags = options.createsTables ? UInt32(MDB_CREATE) : 0
            let code = unsafe mdb_dbi_open(transaction, name, flags, &identifier)
            guard code == MDB_SUCCESS else {
                unsafe mdb_txn_abort(transaction)
                throw LMDBError(code: code, operation: "mdb_dbi_open", table: name)
            }
            tables[name] = Table(identifier: identifier, name: name)
        }
        try check(unsafe mdb_txn_commit(transaction), "mdb_txn_commit")
        return tables
    }
}
