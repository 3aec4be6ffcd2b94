// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain
internal import Projections

// The results of system methods as the catalogue describes them; their values are written by the
// methods themselves. `Nothing` stands for objects whose members are not columns.

/// An event as a caller may see it.
struct EventItem: Codable, Sendable {
    let position: Int64
    let eventId: String
    let type: String
    let schemaVersion: Int64
    let stream: String
    let streamVersion: Int64
    let recordedAt: Moment
    let occurredOn: CivilDate
    let actor: String
    let commandId: String
    let correlationId: String
    let causationId: String
    let data: Nothing?
    let sealed: [Nothing]?

    /// What stays of an event on a narrow screen: what happened to which stream, when, by whom.
    static let columns: [String: ColumnHint] = [
        "position": 1, "type": 1, "stream": 2, "occurredOn": 2, "actor": 3, "recordedAt": 4,
        "data": 5, "commandId": 6, "eventId": 7, "streamVersion": 8, "sealed": 8,
        "schemaVersion": 9, "correlationId": 9, "causationId": 9,
    ]
}

/// A subscription that was opened.
struct SubscriptionItem: Codable, Sendable {
    let subscription: String
    let after: Int64
    let head: Int64
    let storeId: String
}

/// A job that was started or joined.
struct StartedJob: Codable, Sendable {
    let job: JobID
    let state: JobStateCode
    let joined: Bool
}

/// Everything known of a job.
struct JobItem: Codable, Sendable {
    let job: JobID
    let kind: String
    let state: JobStateCode
    let stage: JobStageCode?
    let done: Int64
    let total: Int64
    let startedAt: Moment
    let endedAt: Moment?
    let startedBy: String
    let result: Nothing?
    let error: String?
}

/// Who the caller is to the office.
struct SessionItem: Codable, Sendable {
    let `operator`: ID<Operator>?
    let uid: Int64
    let roles: [Role]
    let worker: PersonID?
    let volunteer: PersonID?
    let contact: PersonID?
    let training: Bool
    let store: String
    let head: Int64
}

/// The same, and what the caller may call.
struct WhoAmIItem: Codable, Sendable {
    let `operator`: ID<Operator>?
    let uid: Int64
    let roles: [Role]
    let worker: PersonID?
    let volunteer: PersonID?
    let contact: PersonID?
    let training: Bool
    let store: String
    let head: Int64
    let service: Bool
    let actingAs: ID<Operator>?
    let may: Nothing
}

/// The end of the log.
struct LogHeadItem: Codable, Sendable {
    let storeId: String
    let position: Int64
    let hash: String
    let time: Moment
}

/// Metrics as one text.
struct MetricsItem: Codable, Sendable {
    let contentType: String
    let text: String
}

/// What a reload of the configuration changed.
struct ReloadItem: Codable, Sendable {
    let applied: [Nothing]
    let needsRestart: [Nothing]
    let unchanged: Int64
}

/// A projection with its last run.
struct ProjectionStatusItem: Codable, Sendable {
    let name: ProjectionName
    let kind: String
    let version: Int64
    let applied: Int64
    let lag: Int64
    let state: ProjectionStateCode
    let schedule: String?
    let rows: Int64
    let lastRun: Moment?
    let lastError: String?
}
