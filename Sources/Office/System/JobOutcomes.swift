// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The results of jobs as the catalogue describes them; their values are written by the jobs.

/// What a check of the log found.
struct LogCheckOutcome: Codable, Sendable {
    let verdict: LogVerdictCode
    let from: Int64
    let to: Int64
    let events: Int64
    let head: String
    let firstBad: BadRecord?
    let lastGoodAnchor: Int64?
}

/// Where a log is bad.
struct BadRecord: Codable, Sendable {
    let position: Int64?
    let problem: String
}

/// Whether a projection is what the log says.
struct ProjectionVerdict: Codable, Sendable {
    let name: ProjectionName
    let equal: Bool
    let digest: String
    let rebuiltDigest: String
    let firstDifference: String?
}

/// How far a scheduled projection was brought.
struct ProjectionRun: Codable, Sendable {
    let name: ProjectionName
    let applied: Int64
    let events: Int64
}

/// A backup that was made.
struct BackupMade: Codable, Sendable {
    let backup: BackupID
    let position: Int64
    let headHash: String
    let bytes: Int64
    let verified: Bool
    let pruned: [String]
    let logGrowthBytes: Int64
}

/// What a check of a backup found.
struct BackupVerdict: Codable, Sendable {
    let ok: Bool
    let problems: [String]
}
