// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Dispatch
internal import EventLog
internal import Keyring
internal import Projections
internal import Synchronization

/// Opens every sealed segment of the living, in records that were found right.
///
/// Several pieces of the log at once where there are cores, like ``LogVerifier``.
struct SegmentCheck: Sendable {
    /// A record with a segment that should open and does not.
    struct Finding: Sendable {
        let position: UInt64
        let flaw: Sealing.Flaw
    }

    private static let piecesAtOnce = 4

    let log: EventLog
    let keyring: Keyring

    /// The first finding up to a head; told after some pieces how far it is, stopped by an error.
    func run(through head: UInt64, progress: (UInt64) throws -> Void) throws -> Finding? {
        var position: UInt64 = 1
        while position <= head {
            let starts = stride(from: position, through: head, by: Int(LogVerifier.pieceRecords))
                .prefix(Self.piecesAtOnce).map(\.self)
            let found = try read(starts, through: head)
            if let first = found.min(by: { $0.position < $1.position }) { return first }
            let end = min(position + UInt64(starts.count) * LogVerifier.pieceRecords - 1, head)
            try progress(end)
            position = end + 1
        }
        return nil
    }

    private func read(_ starts: [UInt64], through head: UInt64) throws -> [Finding] {
        let pieces = Mutex<[Result<Finding?, any Error>]>([])
        DispatchQueue.concurrentPerform(iterations: starts.count) { index in
            let found = Result { try piece(starts[index], through: head) }
            pieces.withLock { $0.append(found) }
        }
        return try pieces.withLock(\.self).compactMap { try $0.get() }
    }

    private func piece(_ first: UInt64, through head: UInt64) throws -> Finding? {
        var finding: Finding?
        let last = min(first + LogVerifier.pieceRecords - 1, head)
        let snapshot = try log.beginRead()
        try log.scan(from: first, through: last, snapshot, verify: false) { recorded in
            guard Sealing.isSealed(recorded.event.payload),
                let flaw = Sealing.flaw(in: recorded, keyring, log.storeID)
            else { return true }
            finding = Finding(position: recorded.position, flaw: flaw)
            return false
        }
        return finding
    }
}

extension Sealing {
    /// Why a segment cannot be opened although nobody was erased.
    enum Flaw { case keyMissing, doesNotOpen }

    /// The first segment of a record that should open and does not.
    static func flaw(in recorded: RecordedEvent, _ keyring: Keyring, _ storeID: StoreID) -> Flaw? {
        guard let document = try? JSONDocument(scanning: recorded.event.payload, limits: .unlimited)
        else { return .doesNotOpen }
        let context = context(storeID, recorded.event)
        for item in document.root.member(PayloadMember.sealed)?.items ?? [] {
            guard let subject = item.member("subject")?.string,
                let segment = item.member("segment")?.string.flatMap(Base64.bytes)
            else { return .doesNotOpen }
            do {
                // What is inside was authenticated with it.
                _ = try keyring.open(segment, of: subject, in: context)
            } catch KeyringError.subjectErased {
                continue
            } catch KeyringError.keyMissing {
                return .keyMissing
            } catch {
                return .doesNotOpen
            }
        }
        return nil
    }
}
