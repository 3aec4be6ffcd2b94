// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import LMDB

/// The whole log as lines of JSON: a first line with the manifest of the backup it comes from, then
/// one line for each event, as ``EventLine`` says.
///
/// Times, ids, hashes and sealed fields stand in it as they are stored, so that the chain can be
/// made again byte by byte, and read without peksos.
package struct LogLines: Sendable {
    private static let name = "peksos/log/1"
    /// Longest line: the largest payload, and the texts and hashes around it.
    private static let lineBytesMax = 512 << 10
    /// Events of one transaction, lines of one write.
    private static let pieceEvents = 1_000

    private let path: String
    /// What vouches for the log.
    package let sealed: BackupManifest.Sealed
    /// When the store was made, microseconds since 1970 UTC.
    private let created: Int64

    private struct Head: Codable {
        let created: Int64
        let format: String
        /// The content of the file `MANIFEST`.
        let manifest: String
    }

    /// The lines in a file; `nil` when it does not begin like one, or is no regular file.
    package init?(_ path: String) {
        guard let size = Files.size(path), size > 0, let file = try? OpenFile(reading: path),
            let piece = try? file.read(count: Self.lineBytesMax, at: 0),
            let end = piece.firstIndex(of: UInt8(ascii: "\n")),
            let head = try? CanonicalJSON.decode(Head.self, from: Array(piece[..<end])),
            head.format == Self.name, let sealed = BackupManifest.Sealed(Array(head.manifest.utf8))
        else { return nil }
        self.path = path
        self.sealed = sealed
        created = head.created
    }

    // MARK: Export

    /// Writes the log part of a backup to a file that must not exist yet; answers how many events.
    ///
    /// The file gets its name when it is whole. Throws ``StoreProblem`` when the part is not the
    /// one that its manifest describes, and ``LogError`` when the chain is broken.
    package static func write(part: String, to path: String) throws -> UInt64 {
        guard !Files.exists(path) else {
            throw StoreProblem(73, "\(path) exists: choose another name")
        }
        guard let content = try Files.read(part + "/" + BackupManifest.fileName, limit: 64 << 10),
            let manifest = BackupManifest.Sealed(content)?.manifest
        else {
            throw StoreProblem(
                78,
                "\(part)/\(BackupManifest.fileName) is missing or cannot be read: "
                    + "name the log part of a backup"
            )
        }
        let changed = StoreProblem(
            78,
            "\(part) is not the log that its manifest describes: take another backup"
        )
        guard (try? MetaCheck.check(directory: part)) != nil,
            let log = try? EventLog(directory: part, use: .readingCopy)
        else { throw changed }
        defer { log.environment.close() }
        let unfinished = path + ".partial"
        try Files.removeAll(unfinished)
        do {
            let head = Head(
                created: log.created,
                format: name,
                manifest: String(decoding: content, as: UTF8.self)
            )
            try Files.append(try CanonicalJSON.encode(head) + newline, to: unfinished)
            let last = try append(log, to: unfinished)
            guard last.position == manifest.position, last.hash.hex == manifest.headHash else {
                throw changed
            }
            try Files.rename(unfinished, to: path)
            try Files.syncDirectory(Files.directory(of: path))
            return last.position
        } catch {
            // The first error is the one to tell.
            try? Files.removeAll(unfinished)
            throw error
        }
    }

    private static let newline = [UInt8(ascii: "\n")]

    /// Writes every event, its hash and the chain computed again; answers the head.
    private static func append(_ log: EventLog, to path: String) throws -> LogHead {
        let snapshot = try log.environment.beginRead()
        let head = try log.head(snapshot)
        var lines: [UInt8] = []
        var last = log.genesisHash
        var count: UInt64 = 0
        try log.scan(from: 1, through: head.position, snapshot) { recorded in
            try lines.append(contentsOf: EventLine(recorded).bytes() + newline)
            last = recorded.hash
            count = recorded.position
            if count.isMultiple(of: UInt64(pieceEvents)) {
                try Files.append(lines, to: path)
                lines.removeAll(keepingCapacity: true)
            }
            return true
        }
        try Files.append(lines, to: path)
        guard count == head.position, last == head.hash else {
            throw LogError.headHashMismatch(position: head.position)
        }
        return head
    }

    // MARK: Import

    /// Makes the log again in an empty directory; its head is the one of the manifest.
    ///
    /// Throws ``StoreProblem`` with the line that is wrong.
    @available(*, noasync)
    func make(_ directory: String, mapSizeBytes: Int) throws {
        let manifest = sealed.manifest
        guard let storeID = StoreID(text: manifest.storeId),
            let mode = StoreMode(name: manifest.mode)
        else { throw StoreProblem(78, "\(path): the manifest cannot be read") }
        let log = try EventLog.create(
            directory: directory,
            storeID: storeID,
            mode: mode,
            created: created,
            mapSizeBytes: mapSizeBytes
        )
        defer { log.environment.close() }
        var line = 1
        var piece: [EventLine] = []
        try visitLines { bytes in
            defer { line += 1 }
            if line == 1 { return }
            do {
                piece.append(try EventLine(bytes))
                if piece.count == Self.pieceEvents {
                    try add(piece, to: log)
                    piece.removeAll(keepingCapacity: true)
                }
            } catch let problem as StoreProblem {
                throw problem
            } catch {
                throw StoreProblem(78, "\(path):\(line): no event of this log: take another export")
            }
        }
        try add(piece, to: log)
        try log.environment.sync()
        let snapshot = try log.environment.beginRead()
        let head = try log.head(snapshot)
        guard head.position == manifest.position, head.hash.hex == manifest.headHash else {
            throw StoreProblem(
                78,
                "\(path) ends at \(head.position), its manifest at \(manifest.position) with "
                    + "another hash: take another export"
            )
        }
    }

    @available(*, noasync)
    private func add(_ lines: [EventLine], to log: EventLog) throws {
        guard !lines.isEmpty else { return }
        var transaction = try log.environment.beginWrite(WriterPermit.take())
        // The first line is the manifest.
        var number = try log.head(transaction).position + 2
        for line in lines {
            guard let event = try? line.event,
                let made = try log.append([event], to: &transaction).first, line.isTold(of: made)
            else {
                throw StoreProblem(
                    78,
                    "\(path):\(number): the chain breaks here: take another export"
                )
            }
            number += 1
        }
        try transaction.commit()
    }

    private func visitLines(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var rest: [UInt8] = []
        try Files.visit(path) { piece in
            rest += piece
            var start = 0
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                try body(rest[start..<end])
                start = end + 1
            }
            rest.removeFirst(start)
            guard rest.count <= Self.lineBytesMax else {
                throw StoreProblem(78, "\(path): a line is too long: take another export")
            }
        }
        guard rest.isEmpty else {
            throw StoreProblem(78, "\(path): the last line is cut: take another export")
        }
    }
}
