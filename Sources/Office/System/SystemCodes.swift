// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain

// The words in which the daemon speaks of itself, as the catalogue gives them titles; the values
// are written where the states are kept.

/// Where the daemon stands in its life.
enum DaemonStateCode: String, CodeSet {
    case starting, ready, readOnly, draining, failed
    static let name = "DaemonState"
}

/// Whether people's cases are in the store.
enum StoreModeCode: String, CodeSet {
    case production, training
    static let name = "StoreMode"
}

/// Whether a projection is where the log is.
enum ProjectionStateCode: String, CodeSet {
    case current, waiting
    static let name = "ProjectionState"
}

/// How far a job is.
enum JobStateCode: String, CodeSet {
    case queued, running, done, failed, cancelled
    static let name = "JobState"
}

/// What a job is busy with.
enum JobStageCode: String, CodeSet {
    case copyLog, copyKeyring, files, log, sealed, verify, project, views, compare
    static let name = "JobStage"
}

/// What a check of the log comes to.
enum LogVerdictCode: String, CodeSet {
    case sound, tampered, damaged, incomplete
    static let name = "LogVerdict"
}
