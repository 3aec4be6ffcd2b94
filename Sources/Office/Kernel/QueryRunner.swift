// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Keyring
internal import CanonicalJSON
internal import Dispatch
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections

/// What a query answered, before it is put into the words of a reply.
struct QueryResult: Sendable {
    /// `rows` or `item`, `summary`, `next`, in JSON.
    let members: [JSONMember]
    let position: Int64
    /// When the event at the position was recorded, microseconds since 1970.
    let time: Int64
    /// The business date asked for.
    let date: CivilDate?
    /// How many rows were answered, for the access log.
    let rowCount: Int
    /// What must be on record before the answer leaves.
    let look: Look?
}

/// A look at data that the access log keeps: ids and codes only.
struct Look: Sendable {
    let caller: Caller
    let method: String
    let action: String
    let refs: [String]
    let reason: String?
    let rows: Int
    /// The people whose data was seen, each once.
    let subjects: [String]
    let fieldClass: String?
    let fields: [String]
}

/// Answers queries from snapshots.
///
/// Pool threads.
struct QueryRunner: Sendable {
    let store: Store
    let feed: HeadFeed
    let clock: OfficeClock
    let asOf: AsOfFolder

    /// Answers one query.
    func run(
        _ method: QueryMethod,
        _ query: any Query,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ deadline: QueryDeadline,
        filters: [String]
    ) throws(Failure) -> QueryResult {
        guard !deadline.isOver else { throw deadline.failure }
        do {
            let live = try ViewReader(store.views, deadline: deadline.end)
            guard let caller = live.caller(of: session) else {
                throw Failure.notAuthorised(
                    uid: session.userID,
                    mayGrant: live.administrators()
                )
            }
            let contract = method.contract
            guard !caller.isService,
                contract.grants.admits(caller.roles)
            else { throw Failure.forbidden(method: contract.method, needs: contract.roles) }
            let time = try recordedAt(live.appliedPosition)
            if reserved.asOfDate != nil || reserved.asOfPosition != nil {
                return try folded(method, query, reserved, caller, live, deadline, filters)
            }
            return try answer(
                query,
                method,
                reserved,
                caller,
                live,
                now: live,
                today: clock.today,
                position: live.appliedPosition,
                time: time,
                date: nil,
                filters: filters
            )
        } catch let failure as Failure {
            throw failure
        } catch let rejection as Rejection {
            throw .rejected(rejection)
        } catch let error as ViewError {
            if case .deadline = error { throw deadline.failure }
            if case .store(let store) = error, !store.isCorrupt { throw .storeIO }
            throw .projectionStale(projection: "views", applied: 0, wanted: 0)
        } catch {
            throw .internal
        }
    }

    private func folded(
        _ method: QueryMethod,
        _ query: any Query,
        _ reserved: ReservedParams,
        _ caller: Caller,
        _ live: ViewReader,
        _ deadline: QueryDeadline,
        _ filters: [String]
    ) throws -> QueryResult {
        let position = min(reserved.asOfPosition ?? live.appliedPosition, live.appliedPosition)
        if let asked = reserved.asOfPosition, asked > live.appliedPosition {
            throw Failure.invalidParams(
                JSONDecodingError(
                    pointer: "/asOf",
                    problem: "range",
                    expected: "a position up to \(live.appliedPosition)"
                )
            )
        }
        let time = try recordedAt(position)
        let today: CivilDate =
            if let date = reserved.asOfDate {
                date
            } else if position > 0 {
                OfficeClock.day(of: time)
            } else {
                clock.today
            }
        return try asOf.withRows(
            ViewBuilder.Range(through: UInt64(position), occurredThrough: reserved.asOfDate),
            deadline: deadline.end
        ) { reader in
            try answer(
                query,
                method,
                reserved,
                caller,
                reader,
                now: live,
                today: today,
                position: position,
                time: time,
                date: reserved.asOfDate,
                filters: filters
            )
        }
    }

    private func answer(
        _ query: any Query,
        _ method: QueryMethod,
        _ reserved: ReservedParams,
        _ caller: Caller,
        _ reader: ViewReader,
        now: ViewReader,
        today: CivilDate,
        position: Int64,
        time: Int64,
        date: CivilDate?,
        filters: [String]
    ) throws -> QueryResult {
        let opensSeals = caller.roles.contains { $0 != .auditor && $0 != .reader }
        let context = QueryContext(
            facts: reader,
            factsNow: now,
            today: today,
            dayNow: clock.today,
            actor: caller.operator,
            roles: caller.roles,
            grants: method.contract.grants,
            limit: reserved.limit,
            cursor: reserved.cursor,
            position: position,
            disclosure: opensSeals ? Disclosure(store) : nil,
            pseudonym: { [keyring = store.keyring] slug in
                "op-" + Hexadecimal.text(keyring.indexHash(Array(slug.utf8))).prefix(8)
            }
        )
        var (members, count) = try encoded(query, context, method.contract)
        if let failure = reader.failure { throw failure }
        let look = method.contract.recordedAs.map { action -> Look in
            let seen = method.contract.seen
            let subjects = seen.map { Self.values(of: $0.column, in: members) } ?? []
            return Look(
                caller: caller,
                method: method.contract.method,
                action: action,
                refs: filters,
                reason: reserved.reason,
                rows: count,
                subjects: subjects,
                fieldClass: seen?.fieldClass,
                fields: seen?.fields ?? []
            )
        }
        if let fields = reserved.fields { members = try cut(members, to: fields, method) }
        return QueryResult(
            members: members,
            position: position,
            time: time,
            date: date,
            rowCount: count,
            look: look
        )
    }

    private func encoded<Q: Query>(
        _ query: Q,
        _ context: QueryContext,
        _ contract: QueryContract
    ) throws -> ([JSONMember], Int) {
        let answer = try query.answer(context)
        var members: [JSONMember] = []
        switch contract.shape {
        case .item:
            guard let item = answer.items.first else { throw Failure.internal }
            let value = try CanonicalJSON.encodeValue(item, writesNull: true)
            members.append(JSONMember("item", value))
        case .members:
            guard let item = answer.items.first else { throw Failure.internal }
            let value = try CanonicalJSON.encodeValue(item, writesNull: true)
            members.append(contentsOf: value.members ?? [])
        case .rows:
            let rows = try answer.items.map { try CanonicalJSON.encodeValue($0, writesNull: true) }
            members.append(JSONMember("rows", .array(rows)))
        }
        if let summary = answer.summary, !(summary is Nothing) {
            let value = try CanonicalJSON.encodeValue(summary, writesNull: true)
            members.append(JSONMember("summary", value))
        }
        members.append(JSONMember("next", answer.next.map { .string($0) } ?? .null))
        return (members, answer.items.count)
    }

    /// The rows with only the columns asked for.
    private func cut(
        _ members: [JSONMember],
        to fields: [String],
        _ method: QueryMethod
    ) throws(Failure) -> [JSONMember] {
        guard let rows = members.first(where: { $0.name == "rows" })?.value.items else {
            return members
        }
        try check(fields, among: method.columns)
        let kept = rows.map { $0.keeping(fields) }
        return members.map { $0.name == "rows" ? JSONMember("rows", .array(kept)) : $0 }
    }

    /// The texts in one column of the rows, each once, in order.
    private static func values(of column: String, in members: [JSONMember]) -> [String] {
        let rows = members.first { $0.name == "rows" }?.value.items ?? []
        var seen: Set<String> = []
        return rows.compactMap { $0[column]?.string }.filter { seen.insert($0).inserted }
    }

    /// Throws when a column is asked for that the rows do not have.
    private func check(_ fields: [String], among names: [String]) throws(Failure) {
        for (index, field) in fields.enumerated() where !names.contains(field) {
            throw .invalidParams(
                JSONDecodingError(
                    pointer: "/fields/\(index)",
                    problem: "enum",
                    expected: names.joined(separator: " "),
                    nearest: NearestNames.of(field, among: names)
                )
            )
        }
    }

    private func recordedAt(_ position: Int64) throws -> Int64 {
        guard position > 0 else { return store.log.created }
        let head = feed.head
        if head.position == UInt64(position) { return head.recordedAt }
        let snapshot = try store.log.environment.beginRead()
        return try store.log.read(UInt64(position), snapshot)?.event.recordedAt ?? head.recordedAt
    }
}

extension JSONValue {
    /// The object with only some of its members.
    func keeping(_ names: [String]) -> JSONValue {
        .object((members ?? []).filter { names.contains($0.name) })
    }
}

/// Opens sealed fields for answers: the one place outside the name index that does.
///
/// Made for one query of a caller for whom seals may be opened; nothing opened is kept.
final class Disclosure: Disclosing {
    private let store: Store

    init(_ store: Store) {
        self.store = store
    }

    func masked(_ field: String, of subject: String, at position: Int64) -> String? {
        office(field, of: subject, at: position).map { PersonName(trusted: $0).masked }
    }

    func indexHash(_ text: String) -> String {
        Hexadecimal.text(store.keyring.indexHash(Array(text.utf8)))
    }

    func office(_ field: String, of subject: String, at position: Int64) -> String? {
        guard let snapshot = try? store.log.environment.beginRead(),
            let recorded = try? store.log.read(UInt64(position), snapshot),
            let fields = try? Sealing.open(recorded, of: subject, store.keyring, store.log.storeID)
        else { return nil }
        return fields[field]
    }
}
