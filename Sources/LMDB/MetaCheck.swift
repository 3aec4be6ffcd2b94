// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What is wrong with a data file before anybody opens it.
package enum DataFileProblem: Error, Equatable {
    /// There is no file.
    case missing
    /// The file cannot be read.
    case unreadable(FileError)
    /// Shorter than its two meta pages: never initialised, or cut.
    case tooShort(bytes: Int)
    /// A field of meta page 0 or 1 has a value that LMDB never writes.
    case meta(page: Int, field: MetaField)
    /// Pages in use lie behind the end of the file: reading them would kill the process.
    case cut(bytes: Int, lastPage: UInt64)
    /// The list of free pages cannot be followed.
    case freeList
    /// There is one commit only.
    case noPrevious
}

/// A field of a meta page.
package enum MetaField: String, Sendable, Equatable {
    case pageNumber
    case flags
    case magic
    case version
    case pageSize
    case mapSize
    case freeRoot
    case mainRoot
    case lastPage
}

/// The newest commit according to the meta pages.
package struct MetaSummary: Sendable, Equatable {
    /// Number of that commit.
    package let transaction: UInt64
    /// As stored in the file, not as it is mapped.
    package let mapSizeBytes: UInt64
    /// The last page that was ever used.
    package let lastPage: UInt64
    /// Root of the list of free pages; `nil` when it is empty.
    package let freeRoot: UInt64?
    /// Root of the table of tables; `nil` when it is empty.
    package let mainRoot: UInt64?
}

/// A look at the two meta pages before LMDB maps the file, because LMDB trusts them blindly.
package enum MetaCheck {
    /// The only page size we run on, in bytes.
    package static let pageSizeBytes = 4_096
    /// 128 TiB: more than a process can map.
    private static let mapSizeBytesMax: UInt64 = 1 << 47
    /// What LMDB writes for a tree without pages.
    private static let noPage = UInt64.max

    /// Offsets in a meta page, 64-bit LMDB 0.9.
    private enum Offset {
        static let pageNumber = 0
        static let flags = 10
        static let magic = 16
        static let version = 20
        static let mapSize = 32
        static let pageSize = 40
        static let freeRoot = 40 + 40
        static let mainRoot = 88 + 40
        static let lastPage = 136
        static let transaction = 144
    }

    /// Checks both meta pages and answers the newer one.
    ///
    /// Pure: the first 8,192 bytes are given.
    package static func newest(
        of firstPages: [UInt8]
    ) throws(DataFileProblem) -> MetaSummary {
        guard firstPages.count >= 2 * pageSizeBytes else {
            throw .tooShort(bytes: firstPages.count)
        }
        let first = try summary(firstPages, page: 0)
        let second = try summary(firstPages, page: 1)
        // LMDB takes page 1 only when its number is greater.
        return second.transaction > first.transaction ? second : first
    }

    /// Checks the `data.mdb` of a directory, the end of the file included.
    ///
    /// Reads, never maps.
    @discardableResult
    package static func check(directory: String) throws(DataFileProblem) -> MetaSummary {
        let result: Result<MetaSummary, DataFileProblem>
        do throws(FileError) {
            let file = try OpenFile(reading: directory + "/data.mdb")
            result = try check(file, try file.status().sizeBytes)
        } catch {
            throw error.isMissing ? .missing : .unreadable(error)
        }
        return try result.get()
    }

    private static func check(
        _ file: borrowing OpenFile,
        _ sizeBytes: Int
    ) throws(FileError) -> Result<MetaSummary, DataFileProblem> {
        let firstPages = try file.read(count: 2 * pageSizeBytes, at: 0)
        let meta: MetaSummary
        do throws(DataFileProblem) {
            meta = try newest(of: firstPages)
        } catch {
            return .failure(error)
        }
        let pages = UInt64(sizeBytes / pageSizeBytes)
        if meta.lastPage < pages { return .success(meta) }
        // A page taken and freed in one transaction is never written, so the file may be shorter.
        var free = FreePages(filePages: pages)
        guard try free.read(file, root: meta.freeRoot) else { return .failure(.freeList) }
        guard (pages...meta.lastPage).allSatisfy(free.numbers.contains) else {
            return .failure(.cut(bytes: sizeBytes, lastPage: meta.lastPage))
        }
        return .success(meta)
    }

    /// Checks one of the meta pages, 0 or 1, of the first 8,192 bytes.
    static func summary(_ bytes: [UInt8], page: Int) throws(DataFileProblem) -> MetaSummary {
        let start = page * pageSizeBytes
        func fail(_ field: MetaField) -> DataFileProblem { .meta(page: page, field: field) }
        func u64(_ offset: Int) -> UInt64 { bytes.littleEndian(start + offset) }
        func u32(_ offset: Int) -> UInt32 { bytes.littleEndian(start + offset) }
        func u16(_ offset: Int) -> UInt16 { bytes.littleEndian(start + offset) }

        guard u64(Offset.pageNumber) == page else { throw fail(.pageNumber) }
        guard u16(Offset.flags) == 0x08 else { throw fail(.flags) }
        guard u32(Offset.magic) == 0xBEEF_C0DE else { throw fail(.magic) }
        guard u32(Offset.version) == 1 else { throw fail(.version) }
        guard u32(Offset.pageSize) == pageSizeBytes else { throw fail(.pageSize) }
        let lastPage = u64(Offset.lastPage)
        let mapSize = u64(Offset.mapSize)
        guard (1...mapSizeBytesMax).contains(mapSize) else { throw fail(.mapSize) }
        guard (1..<mapSizeBytesMax / UInt64(pageSizeBytes)).contains(lastPage) else {
            throw fail(.lastPage)
        }
        func root(_ offset: Int, _ field: MetaField) throws(DataFileProblem) -> UInt64? {
            let root = u64(offset)
            if root == noPage { return nil }
            guard (2...lastPage).contains(root) || lastPage < 2 && root == lastPage else {
                throw fail(field)
            }
            return root
        }
        return MetaSummary(
            transaction: u64(Offset.transaction),
            mapSizeBytes: mapSize,
            lastPage: lastPage,
            freeRoot: try root(Offset.freeRoot, .freeRoot),
            mainRoot: try root(Offset.mainRoot, .mainRoot)
        )
    }

    /// Gives a meta page another place and the number of another commit.
    static func renumber(_ bytes: inout [UInt8], page: UInt64, transaction: UInt64) {
        for index in 0..<8 {
            bytes[Offset.pageNumber + index] = UInt8(truncatingIfNeeded: page >> (8 * index))
            bytes[Offset.transaction + index] =
                UInt8(truncatingIfNeeded: transaction >> (8 * index))
        }
    }
}

extension [UInt8] {
    /// The number at an offset, least significant byte first, as LMDB writes them on our machines.
    func littleEndian<Number: FixedWidthInteger>(_ offset: Int) -> Number {
        var value: Number = 0
        for index in (offset..<offset + Number.bitWidth / 8).reversed() {
            value = value << 8 | Number(truncatingIfNeeded: self[index])
        }
        return value
    }
}
