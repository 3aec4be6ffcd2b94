// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain

/// How the daemon is; described for the catalogue, written by ``SystemStatus``.
struct StatusItem: Codable, Sendable {
    let state: DaemonStateCode
    let reason: String?
    let version: String
    let uptimeS: Int64
    let store: StoreStatus
    let writer: WriterStatus
    let maps: [MapStatus]
    let freeBytes: Int64
    let projections: [ProjectionLag]
    let readers: ReaderStatus
    let connections: Int64
    let clock: ClockStatus
    let backup: BackupStatus
    let verify: VerifyStatus
    let anchor: AnchorStatus
    let masterKey: MasterKeyStatus
    let erasure: ErasureStatus
    let warnings: [StatusWarning]
}

/// Which store it is and where its log ends.
struct StoreStatus: Codable, Sendable {
    let id: String
    let mode: StoreModeCode
    let head: Int64
    let headHash: String
}

/// What the writer is busy with.
struct WriterStatus: Codable, Sendable {
    let queued: Int64
    let batchP50: Int64
    let commitP99Us: Int64
}

/// How full one environment is.
struct MapStatus: Codable, Sendable {
    let env: String
    let usedPermille: PermilleShare
}

/// How far one projection is behind the log.
struct ProjectionLag: Codable, Sendable {
    let name: ProjectionName
    let applied: Int64
    let lag: Int64
    let state: ProjectionStateCode
}

/// Who reads now, and for how long the oldest has held pages back.
struct ReaderStatus: Codable, Sendable {
    let open: Int64
    let oldestMs: Int64
}

/// The clock of the machine beside the newest event.
struct ClockStatus: Codable, Sendable {
    let now: Moment
    let behindS: Int64
}

/// The newest backup.
struct BackupStatus: Codable, Sendable {
    let last: Moment?
    let verified: Bool?
}

/// The last check of the whole log.
struct VerifyStatus: Codable, Sendable {
    let last: Moment?
    let ok: Bool?
}

/// The newest anchor.
struct AnchorStatus: Codable, Sendable {
    let last: Moment?
}

/// The master key and whether its shares on paper were proved.
struct MasterKeyStatus: Codable, Sendable {
    let id: String
    let escrowCheckedAt: Moment?
    let rotatedAt: Moment?
    let mayDestroy: String?
    let rotateBy: Moment?
}

/// Erasures that are not finished.
struct ErasureStatus: Codable, Sendable {
    let unfinished: Int64
    let rebuildViewsBy: Moment?
}

/// What an administrator should look after.
struct StatusWarning: Codable, Sendable {
    let code: String
    let text: String
    let remedy: String?
}

/// A share in thousandths.
struct PermilleShare: IntegerValue {
    let value: Int64
    init(_ value: Int64) { self.value = value }
    static let range: ClosedRange<Int64> = 0...1000
    static let schema = ValueSchema(
        "Permille",
        .integer(minimum: 0, maximum: 1000),
        column: "permille"
    )
}
