// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import EventLog
package import LMDB

/// The file `views/mark`: who wrote the views, in which boot, and whether they were closed.
///
/// Text, one `name value` a line, the last line a checksum. Replaced whole, so it is the old mark
/// or the new one after any crash.
package struct ViewsMark: Sendable, Equatable {
    /// Whether the views were closed with everything on the disk.
    package enum State: String, Sendable, CaseIterable { case open, clean }

    /// A mark of another store says nothing.
    package var storeID: StoreID
    /// Layout of the views environment.
    package var mapVersion: Int
    /// Which projections wrote the rows, in which versions.
    package var fingerprint: String
    /// Whether the views may lack rows of the last run.
    package var state: State
    /// `nil` when it was hidden.
    package var bootID: BootID?
    /// 16 random bytes of the run that wrote the mark; the witness holds the same.
    package var nonce: [UInt8]
    /// The applied position when the mark was written.
    package var position: UInt64
    /// The log's hash at that position.
    package var hash: Digest32

    /// See the properties.
    package init(
        storeID: StoreID,
        mapVersion: Int,
        fingerprint: String,
        state: State,
        bootID: BootID?,
        nonce: [UInt8],
        position: UInt64,
        hash: Digest32
    ) {
        self.storeID = storeID
        self.mapVersion = mapVersion
        self.fingerprint = fingerprint
        self.state = state
        self.bootID = bootID
        self.nonce = nonce
        self.position = position
        self.hash = hash
    }

    /// Bytes of a nonce.
    package static let nonceBytes = 16
    private static let title = "peksos-views 1"
    private static let names = [
        "store", "map", "fingerprint", "state", "boot", "nonce", "position", "hash",
    ]

    /// The content of the file.
    package var text: String {
        let values = [
            storeID.text, String(mapVersion), fingerprint, state.rawValue,
            bootID?.description ?? "-", Hexadecimal.text(nonce), String(position), hash.hex,
        ]
        let lines = zip(Self.names, values).map { "\($0) \($1)\n" }.joined()
        let body = "\(Self.title)\n\(lines)"
        return "\(body)check \(Self.checksum(body))\n"
    }

    /// From the content of the file; `nil` for anything that ``text`` does not answer.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == Self.names.count + 3, lines[0] == Self.title else { return nil }
        var values: [String] = []
        for (line, name) in zip(lines.dropFirst(), Self.names) {
            guard line.hasPrefix(name + " ") else { return nil }
            values.append(String(line.dropFirst(name.count + 1)))
        }
        guard let storeID = StoreID(text: values[0]), let mapVersion = Int(values[1]),
            let state = State(rawValue: values[3]),
            let nonce = Hexadecimal.bytes(values[5]), nonce.count == Self.nonceBytes,
            let position = UInt64(values[6]),
            let hash = Hexadecimal.bytes(values[7]).flatMap(Digest32.init)
        else { return nil }
        let bootID = BootID(text: values[4])
        guard bootID != nil || values[4] == "-" else { return nil }
        self.init(
            storeID: storeID,
            mapVersion: mapVersion,
            fingerprint: values[2],
            state: state,
            bootID: bootID,
            nonce: nonce,
            position: position,
            hash: hash
        )
        // What is written must be what was read, checksum included.
        guard self.text == text else { return nil }
    }

    private static func checksum(_ body: String) -> String {
        Digest32(hashing: Array(body.utf8)).hex
    }

    /// Sixteen fresh random bytes.
    package static func makeNonce() -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return (0..<nonceBytes).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    }

    // MARK: File

    /// Puts the mark in place, durably: temporary file, fsync, rename, fsync of the directory.
    package func write(to path: String) throws(FileError) {
        try Files.replace(path, with: Array(text.utf8))
    }

    /// The mark in a file; `nil` when it is missing, unreadable or damaged: then rebuild.
    package static func read(_ path: String) -> ViewsMark? {
        do throws(FileError) {
            guard let bytes = try Files.read(path, limit: 4_096),
                let text = String(validating: bytes, as: UTF8.self)
            else { return nil }
            return ViewsMark(text: text)
        } catch {
            return nil
        }
    }
}

/// The file `live` on a tmpfs: it holds the nonce of the run, and vanishes with the page cache.
package enum ViewsWitness {
    /// Writes the nonce of a run.
    package static func write(_ nonce: [UInt8], to path: String) throws(FileError) {
        try Files.replace(path, with: Array((Hexadecimal.text(nonce) + "\n").utf8))
    }

    /// The nonce in the file; `nil` when there is none.
    package static func read(_ path: String) -> [UInt8]? {
        do throws(FileError) {
            guard let bytes = try Files.read(path, limit: 256) else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.last == "\n" else { return nil }
            return Hexadecimal.bytes(String(text.dropLast()))
        } catch {
            return nil
        }
    }

    /// Removes the file: after an error of the disk nothing unsynced may be trusted.
    package static func remove(_ path: String) throws(FileError) { try Files.removeAll(path) }
}

/// Whether views may be opened, decided before anybody touches them.
package enum ViewsTrust: Sendable, Equatable {
    /// Closed and on the disk, or left by a process that died under the same kernel.
    case trust
    /// Never open them: rename, fill new ones from the log.
    case rebuild(Reason)

    /// Why views are not trusted.
    package enum Reason: String, Sendable, CaseIterable {
        /// The mark is missing or unreadable.
        case noMark
        case otherStore
        /// Another layout of the environment.
        case otherMap
        /// The projections changed.
        case otherProjections
        /// The views are ahead of the log.
        case ahead
        /// The log has another hash at the mark's position.
        case otherHistory
        /// Not closed, and the machine was restarted since, or the page cache may be lost.
        case unsynced
    }

    /// Decides by the mark, this boot, the witness and the log.
    ///
    /// `hashAt` answers the log's hash at a position, the genesis hash at 0, and `nil` past the
    /// head. Pure.
    package static func decide(
        mark: ViewsMark?,
        storeID: StoreID,
        mapVersion: Int,
        fingerprint: String,
        bootID: BootID?,
        witness: [UInt8]?,
        hashAt: (UInt64) throws -> Digest32?
    ) rethrows -> ViewsTrust {
        guard let mark else { return .rebuild(.noMark) }
        guard mark.storeID == storeID else { return .rebuild(.otherStore) }
        guard mark.mapVersion == mapVersion else { return .rebuild(.otherMap) }
        guard mark.fingerprint == fingerprint else { return .rebuild(.otherProjections) }
        guard let hash = try hashAt(mark.position) else { return .rebuild(.ahead) }
        guard hash == mark.hash else { return .rebuild(.otherHistory) }
        switch mark.state {
        case .clean:
            return .trust
        case .open:
            // Two hidden boot ids are not the same boot.
            guard let bootID, mark.bootID == bootID, witness == mark.nonce else {
                return .rebuild(.unsynced)
            }
            return .trust
        }
    }
}
