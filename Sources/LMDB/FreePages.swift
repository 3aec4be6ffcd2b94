// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The numbers of the pages that LMDB holds free, read from the file without mapping it.
///
/// Every offset and count is checked; a page is visited once. Layout: LMDB 0.9, 64 bits.
struct FreePages {
    private(set) var numbers: Set<UInt64> = []
    private let filePages: UInt64
    private var visited: Set<UInt64> = []

    private static let pageHeaderBytes = 16
    private static let nodeHeaderBytes = 8
    private static let branch: UInt16 = 0x01
    private static let leaf: UInt16 = 0x02
    private static let overflow: UInt16 = 0x04
    /// The node holds the number of an overflow page instead of the value.
    private static let bigData: UInt16 = 0x01

    init(filePages: UInt64) { self.filePages = filePages }

    /// Follows the tree of free pages; false when it is not one.
    mutating func read(
        _ file: borrowing OpenFile,
        root: UInt64?
    ) throws(FileError) -> Bool {
        var waiting = root.map { [$0] } ?? []
        while let number = waiting.popLast() {
            guard let page = try self.page(file, number, pages: 1) else { return false }
            let flags: UInt16 = page.littleEndian(10)
            guard flags & (Self.branch | Self.leaf) != 0, let nodes = Self.nodes(page) else {
                return false
            }
            for node in nodes {
                let low: UInt16 = page.littleEndian(node)
                let high: UInt16 = page.littleEndian(node + 2)
                let nodeFlags: UInt16 = page.littleEndian(node + 4)
                let size = Int(high) << 16 | Int(low)
                if flags & Self.branch != 0 {
                    waiting.append(UInt64(nodeFlags) << 32 | UInt64(size))
                    continue
                }
                let keyBytes: UInt16 = page.littleEndian(node + 6)
                let start = node + Self.nodeHeaderBytes + Int(keyBytes)
                guard try take(file, page, start, size, isBig: nodeFlags & Self.bigData != 0)
                else { return false }
            }
        }
        return true
    }

    /// The list in a node: a count and as many page numbers, eight bytes each.
    private mutating func take(
        _ file: borrowing OpenFile,
        _ page: [UInt8],
        _ start: Int,
        _ size: Int,
        isBig: Bool
    ) throws(FileError) -> Bool {
        var bytes = page
        var start = start
        if isBig {
            guard start + 8 <= page.count else { return false }
            let count =
                (Self.pageHeaderBytes + size + MetaCheck.pageSizeBytes - 1)
                / MetaCheck.pageSizeBytes
            guard let run = try self.page(file, page.littleEndian(start), pages: count),
                run.littleEndian(10) & Self.overflow != 0
            else { return false }
            bytes = run
            start = Self.pageHeaderBytes
        }
        guard size >= 8, start + size <= bytes.count else { return false }
        let count: UInt64 = bytes.littleEndian(start)
        guard count <= UInt64(size / 8 - 1) else { return false }
        for index in 0..<Int(count) { numbers.insert(bytes.littleEndian(start + 8 + 8 * index)) }
        return true
    }

    /// A run of pages inside the file that was not visited before.
    private mutating func page(
        _ file: borrowing OpenFile,
        _ number: UInt64,
        pages: Int
    ) throws(FileError) -> [UInt8]? {
        guard number >= 2, number < filePages, UInt64(pages) <= filePages - number,
            visited.insert(number).inserted
        else { return nil }
        let count = pages * MetaCheck.pageSizeBytes
        let bytes = try file.read(count: count, at: Int(number) * MetaCheck.pageSizeBytes)
        return bytes.count == count ? bytes : nil
    }

    /// Where the nodes of a page begin; `nil` when one would reach out of it.
    private static func nodes(_ page: [UInt8]) -> [Int]? {
        let lower = Int(page.littleEndian(12) as UInt16)
        guard lower >= pageHeaderBytes, lower <= page.count else { return nil }
        let offsets = stride(from: pageHeaderBytes, to: lower - 1, by: 2).map {
            Int(page.littleEndian($0) as UInt16)
        }
        return offsets.allSatisfy { $0 + nodeHeaderBytes <= page.count } ? offsets : nil
    }
}
