// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB
internal import Synchronization

/// The anchors that are kept at home: in the store, and again beside the backups.
///
/// Any thread. What is at home can be taken away by whoever takes the log; the copies that count
/// are those outside.
package final class AnchorBook: Sendable {
    private let files: [String]
    private let newest: Mutex<String?>

    /// The book in some files; the first one is read.
    package init(_ files: [String]) {
        self.files = files
        // A book that cannot be read is one without a newest anchor, which the status warns of.
        newest = Mutex((try? Self.read(files.first))?.last?.time)
    }

    /// When the newest anchor was made, RFC 3339.
    package var newestTime: String? { newest.withLock(\.self) }

    /// The newest anchors that can be read, oldest first.
    package var anchors: [Anchor] {
        get throws(FileError) { try Self.read(files.first) }
    }

    /// Adds an anchor to every file; throws when it stands in none.
    package func add(_ anchor: Anchor) throws(FileError) {
        var isKept = false
        var problem: FileError?
        newest.withLock { newest in
            for file in files {
                do throws(FileError) {
                    try Files.append(Array(anchor.text.utf8), to: file)
                    isKept = true
                } catch {
                    problem = error
                }
            }
            if isKept { newest = anchor.time }
        }
        if !isKept, let problem { throw problem }
    }

    /// Notes that what was anchored behind a position is abandoned.
    package func rolledBack(to position: UInt64) throws(FileError) {
        for file in files where Files.exists(file) {
            try Files.append(Array("\(Self.rollback)\(position)\n".utf8), to: file)
        }
        let newest = try Self.read(files.first).last?.time
        self.newest.withLock { $0 = newest }
    }

    /// The newest anchors in a file, oldest first; lines that are none are passed over.
    ///
    /// Some hundreds, whatever the length of the file: a start must not take longer every year.
    /// `abandoned`: also those behind a position to which the store was put back later. A file that
    /// is missing holds none; one that cannot be read throws, for what it knows counts.
    package static func read(
        _ file: String?,
        abandoned: Bool = false
    ) throws(FileError) -> [Anchor] {
        guard let file else { return [] }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try tail(of: file)
        } catch {
            guard error.isMissing else { throw error }
            return []
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        var anchors: [Anchor] = []
        var index = 0
        while index < lines.count {
            let text = lines[index..<min(index + 4, lines.count)].joined(separator: "\n")
            if let anchor = Anchor(text: text) {
                anchors.append(anchor)
                index += 4
                continue
            }
            if !abandoned, lines[index].hasPrefix(rollback),
                let position = UInt64(lines[index].dropFirst(rollback.count))
            {
                anchors.removeAll { $0.position > position }
            }
            index += 1
        }
        return anchors
    }

    private static func tail(of path: String) throws(FileError) -> [UInt8] {
        let file = try OpenFile(reading: path)
        let sizeBytes = try file.status().sizeBytes
        let start = max(0, sizeBytes - tailBytes)
        return try file.read(count: sizeBytes - start, at: start)
    }

    private static let tailBytes = 128 << 10
    private static let rollback = "rollback "
}
