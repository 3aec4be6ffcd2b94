// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB
import Synchronization

/// The head of the log as written down beside it, to notice a log that lost its end.
///
/// A file of two slots of 128 bytes, written in turn after every log commit and not synced, so that
/// it survives a crash of the process and is never ahead of the durable log by more than what the
/// operating system lost with it. A torn slot leaves the other.
package final class HeadSidecar: Sendable {
    /// One slot.
    package struct Slot: Sendable, Equatable {
        /// Of the newest event when the slot was written.
        package let position: UInt64
        /// Of the record at that position.
        package let hash: Digest32
        /// A sidecar of another store says nothing.
        package let storeID: StoreID
        /// `nil` when the boot id was hidden.
        package let bootID: BootID?

        /// A slot's content; see the properties.
        package init(position: UInt64, hash: Digest32, storeID: StoreID, bootID: BootID?) {
            self.position = position
            self.hash = hash
            self.storeID = storeID
            self.bootID = bootID
        }
    }

    /// Bytes of a slot.
    package static let slotBytes = 128
    private static let magic = Array("PKSHEAD1".utf8)
    /// Where the checksum begins: SHA-256 of everything before it.
    private static let checksumOffset = 96

    private let file: OpenFile
    private let storeID: StoreID
    private let bootID: BootID?
    /// The slot to write next: not the newest.
    private let next: Mutex<Int>
    /// The newest slot found when the file was opened; `nil` in a new or unreadable file.
    package let found: Slot?

    /// Opens the file, making it when it is missing.
    package init(
        _ path: String,
        storeID: StoreID,
        bootID: BootID? = .current()
    ) throws(FileError) {
        file = try OpenFile(updating: path)
        self.storeID = storeID
        self.bootID = bootID
        let slots = Self.slots(try file.read(count: 2 * Self.slotBytes, at: 0))
        let newest = slots.indices.max { slots[$0]?.position ?? 0 < slots[$1]?.position ?? 0 }
        found = newest.flatMap { slots[$0] }
        next = Mutex(found == nil ? 0 : 1 - (newest ?? 0))
    }

    /// Writes the head of a commit.
    ///
    /// Not synced; call it after the log commit.
    package func record(position: UInt64, hash: Digest32) throws(FileError) {
        let slot = Slot(position: position, hash: hash, storeID: storeID, bootID: bootID)
        let index = next.withLock { index in
            defer { index = 1 - index }
            return index
        }
        try file.write(Self.bytes(slot), at: index * Self.slotBytes)
    }

    /// Waits until the slots are on the disk; once a minute and at stop.
    package func sync() throws(FileError) { try file.sync() }

    /// Whether the sidecar and the log belong together.
    ///
    /// Throws ``LogError/damaged(position:_:)`` never: what is wrong with the log at that position
    /// is the log's matter.
    package func agreement(
        with log: EventLog,
        _ transaction: borrowing some TableReader & ~Copyable
    ) throws(LogError) -> SidecarAgreement {
        guard let found else { return .absent }
        guard found.storeID == log.storeID else { return .otherStore }
        let head = try log.head(transaction)
        guard found.position <= head.position else {
            return .logIsBehind(head: head.position, sidecar: found.position)
        }
        let hash =
            found.position == 0
            ? log.genesisHash : try log.read(found.position, transaction)?.hash
        return hash == found.hash ? .agrees : .otherHistory(position: found.position)
    }

    /// The bytes of a slot.
    package static func bytes(_ slot: Slot) -> [UInt8] {
        var bytes = magic
        bytes.reserveCapacity(slotBytes)
        bytes.appendBigEndian(slot.position)
        slot.hash.append(to: &bytes)
        bytes += slot.storeID.bytes
        bytes += slot.bootID?.value.bytes ?? [UInt8](repeating: 0, count: 16)
        bytes += [UInt8](repeating: 0, count: checksumOffset - bytes.count)
        Digest32(hashing: bytes).append(to: &bytes)
        return bytes
    }

    /// The slots of a file; `nil` for one that is empty, torn or damaged.
    package static func slots(_ bytes: [UInt8]) -> [Slot?] {
        [0, slotBytes].map { start in
            guard bytes.count >= start + slotBytes else { return nil }
            let slot = Array(bytes[start..<start + slotBytes])
            let body = Array(slot[..<checksumOffset])
            guard slot.starts(with: magic),
                Digest32(hashing: body).bytes == Array(slot[checksumOffset...]),
                let hash = Digest32(Array(slot[16..<48])),
                let storeID = StoreID(bytes: Array(slot[48..<64])),
                let boot = SixteenBytes(Array(slot[64..<80]))
            else { return nil }
            return Slot(
                position: slot.span.bigEndian(at: 8),
                hash: hash,
                storeID: storeID,
                bootID: boot == SixteenBytes(high: 0, low: 0) ? nil : BootID(boot)
            )
        }
    }
}

/// What comparing the sidecar with the log tells.
package enum SidecarAgreement: Sendable, Equatable {
    /// No slot can be read: a new store, or a lost file.
    case absent
    case agrees
    case otherStore
    /// The log ends before a position that was written down: its tail is lost.
    case logIsBehind(head: UInt64, sidecar: UInt64)
    /// The log has another record at the position that was written down.
    case otherHistory(position: UInt64)
}
