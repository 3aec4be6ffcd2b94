// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections

/// The name of a projection.
struct ProjectionName: TextValue {
    let text: String
    init(trusted text: String) { self.text = text }
    static let schema = ValueSchema(
        "ProjectionName",
        .string(minimum: 1, maximum: 64, pattern: "^[A-Za-z0-9][A-Za-z0-9./~-]{0,63}$"),
        column: "id",
        completion: ("projection.list", "name")
    )
    static let sample = ProjectionName(trusted: "boxes")
    static func check(_ text: String) throws(InvalidValue) { try IdentifierRule.checkAny(text) }
}

/// One projection in lists and status.
struct ProjectionItem: Codable, Sendable {
    let name: ProjectionName
    let kind: String
    let version: Int64
    let applied: Int64
    let lag: Int64
    let state: ProjectionStateCode
    let schedule: String?
}

extension Office {
    /// Every projection: the engine's own, the inline ones, the scheduled ones.
    var projections: [Projection] {
        [ProjectionEngine.ownProjection] + inline.projections + scheduled
    }

    /// A projection as lists show it.
    func item(_ projection: Projection, _ reader: ViewReader) -> ProjectionItem {
        let head = headPosition
        let applied =
            projection.kind == .inline
            ? reader.appliedPosition
            : reader.row(CheckpointRow.self, RowKey(projection.name))?.position ?? 0
        return ProjectionItem(
            name: ProjectionName(trusted: projection.name),
            kind: projection.kind.rawValue,
            version: Int64(projection.version),
            applied: applied,
            lag: max(0, head - applied),
            state: projection.kind == .inline || applied >= head ? .current : .waiting,
            schedule: projection.kind == .scheduled ? "daily" : nil
        )
    }

    /// The projections a call names; `nil` and an answer when one is not known.
    func chosen(
        _ name: ProjectionName?,
        _ all: Bool?,
        _ call: SystemCall
    ) -> [Projection]? {
        guard let name else {
            guard all ?? false else {
                call.reply(.failure(.rejected(.missing("name"))))
                return nil
            }
            return projections
        }
        guard let found = projections.first(where: { $0.name == name.text }) else {
            call.reply(.failure(.rejected(.notFound(what: "projection", id: name.text))))
            return nil
        }
        return [found]
    }
}

/// The projections and how far they are.
struct ListProjections: SystemMethod {
    static let contract = SystemContract("projection.list", isForService: true)
    typealias Item = ProjectionItem

    func perform(_ call: SystemCall) {
        guard let reader = try? ViewReader(call.office.store.views) else {
            return call.reply(.failure(.storeIO))
        }
        call.rows(call.office.projections.map { call.office.item($0, reader) })
    }
}

/// One projection with its figures.
struct ShowProjection: SystemMethod {
    static let contract = SystemContract(
        "projection.status",
        isForService: true,
        positional: ["name"]
    )
    typealias Item = ProjectionStatusItem

    let name: ProjectionName

    func perform(_ call: SystemCall) {
        guard let found = call.office.chosen(name, nil, call)?.first else { return }
        guard let reader = try? ViewReader(call.office.store.views),
            let totals = try? reader.totals()
        else { return call.reply(.failure(.storeIO)) }
        let item = call.office.item(found, reader)
        let checkpoint = reader.row(CheckpointRow.self, RowKey(found.name))
        let rows = found.tables.reduce(0) { $0 + (totals[$1.number]?.count ?? 0) }
        var members = (try? CanonicalJSON.encodeValue(item, writesNull: true))?.members ?? []
        members.append(JSONMember("rows", .integer(rows)))
        members.append(
            JSONMember(
                "lastRun",
                checkpoint.map { .string(OfficeClock.text($0.ranAt)) } ?? .null
            )
        )
        members.append(JSONMember("lastError", checkpoint?.error.map { .string($0) } ?? .null))
        call.reply(.success([JSONMember("item", .object(members))]))
    }
}

/// Brings scheduled projections up to date.
struct RunProjection: SystemMethod {
    static let contract = SystemContract(
        "projection.run",
        .roles([.administrator]),
        isForService: true,
        isMaintenance: true,
        positional: ["name"]
    )
    typealias Item = StartedJob
    typealias Outcome = ProjectionRun

    let name: ProjectionName?
    let all: Bool?
    let progress: Bool?

    func perform(_ call: SystemCall) {
        let office = call.office
        guard let chosen = office.chosen(name, all, call) else { return }
        let due = chosen.filter { $0.kind == .scheduled }
        call.startJob("projection.run", params: name?.text ?? "all", progress ?? false) { handle in
            let head = office.headPosition
            var results: [JSONValue] = []
            for projection in due {
                let ran = try office.run(projection, through: head, handle)
                results.append([
                    "name": .string(projection.name), "applied": .integer(ran.applied),
                    "events": .integer(ran.events),
                ])
            }
            return .array(results)
        }
    }
}

/// Builds new views beside the old ones and switches to them.
struct RebuildProjection: SystemMethod {
    static let contract = SystemContract(
        "projection.rebuild",
        .roles([.administrator]),
        isMaintenance: true,
        positional: ["name"],
        confirm: "yes"
    )
    typealias Item = StartedJob
    typealias Outcome = ProjectionVerdict

    let name: ProjectionName?
    let all: Bool?
    let verify: Bool?
    let progress: Bool?

    func perform(_ call: SystemCall) {
        let office = call.office
        guard let chosen = office.chosen(name, all, call) else { return }
        let verifies = verify ?? false
        let params = (name?.text ?? "all") + (verifies ? " verify" : "")
        call.startJob("projection.rebuild", params: params, progress ?? false) { handle in
            try office.rebuild(chosen, verifies: verifies, switches: true, handle)
        }
    }
}

/// Builds views aside and compares them with the live ones.
struct VerifyProjection: SystemMethod {
    static let contract = SystemContract(
        "projection.verify",
        .roles([.administrator, .auditor]),
        isForService: true,
        isMaintenance: true,
        positional: ["name"]
    )
    typealias Item = StartedJob
    typealias Outcome = ProjectionVerdict

    let name: ProjectionName?
    let all: Bool?
    let progress: Bool?

    func perform(_ call: SystemCall) {
        let office = call.office
        guard let chosen = office.chosen(name, all, call) else { return }
        call.startJob("projection.verify", params: name?.text ?? "all", progress ?? false) {
            handle in
            try office.rebuild(chosen, verifies: true, switches: false, handle)
        }
    }
}
