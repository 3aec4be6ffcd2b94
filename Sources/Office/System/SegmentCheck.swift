// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

/// Opens every sealed segment of the living, in records that were found right.
///
/// Several pieces of the log at once where there are cores, like ``LogVerifier``.
struct SegmentCheck: Sendable {
    /// A record with a segment that should open and does not.
    struct Finding: Sendable {
        let position: UInt64
        let flaw: Sealing.Flaw
    }

    let log: EventLog
    let keyring: Keyring

    /// The first finding up to a head; told after some pieces how far it is, stopped by an error.
    func run(through head: UInt64, progress: (UInt64) throws -> Void) throws -> Finding? {
        var end: Result<Finding?, any Error> = .success(nil)
        LogPieces(from: 1, through: head).run { first, last in
            (last, Result { try piece(first, through: last) })
        } take: { last, found in
            end = found
            guard case .success(nil) = found else { return false }
            do {
                try progress(last)
                return true
            } catch {
                end = .failure(error)
                return false
            }
        }
        return try end.get()
    }

    private func piece(_ first: UInt64, through last: UInt64) throws -> Finding? {
        var finding: Finding?
        let snapshot = try log.beginRead()
        try log.scan(from: first, through: last, snapshot, verify: false) { recorded in
            if recorded.position.isMultiple(of: LogPieces.turn) { WorkThread.yield() }
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
