// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Keyring
internal import CanonicalJSON
internal import ControlProtocol
internal import Dispatch
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections
internal import Synchronization

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
    /// True when the item tells the position of that record.
    let answersAccess: Bool

    /// The result with the position of its record, where the item tells it.
    func recorded(at position: Int64) -> QueryResult {
        guard answersAccess else { return self }
        let access = JSONMember("access", .integer(position))
        return QueryResult(
            members: members.map { member in
                guard member.name == "item" else { return member }
                let others = (member.value.members ?? []).filter { $0.name != access.name }
                return JSONMember("item", .object(others + [access]))
            },
            position: self.position,
            time: time,
            date: date,
            rowCount: rowCount,
            look: look,
            answersAccess: true
        )
    }
}

/// A query with what its request said beside its own params.
struct AskedQuery: Sendable {
    let method: QueryMethod
    let query: any Query
    let reserved: ReservedParams
    /// The things that the request names, for the access log.
    let refs: [String]
    /// What the look is for, as the params say.
    let purpose: String?
    /// The query's own params as they were sent.
    let params: JSONValue
    /// Of the texts of a report.
    let language: Language
}

/// The moment that an answer tells of.
private struct AskedMoment {
    let position: Int64
    /// When the event at the position was recorded, microseconds since 1970.
    let time: Int64
    /// What every computed column takes as today.
    let today: CivilDate
}

/// Answers queries from snapshots.
///
/// Pool threads.
final class QueryRunner: Sendable {
    let store: Store
    let feed: HeadFeed
    let clock: OfficeClock
    let asOf: AsOfFolder
    let limits = OperatorLimits()
    private let upkeep: Upkeep
    private let reportBox: Mutex<ReportSettings>

    init(
        store: Store,
        feed: HeadFeed,
        clock: OfficeClock,
        asOf: AsOfFolder,
        upkeep: Upkeep,
        reports: ReportSettings
    ) {
        self.store = store
        self.feed = feed
        self.clock = clock
        self.asOf = asOf
        self.upkeep = upkeep
        reportBox = Mutex(reports)
    }

    /// What reports say of the office itself.
    var reports: ReportSettings {
        get { reportBox.withLock(\.self) }
        set { reportBox.withLock { $0 = newValue } }
    }

    /// Answers one query.
    ///
    /// `caller`: set as soon as it is known who asks, also when there is no answer.
    func run(
        _ asked: AskedQuery,
        _ session: OfficeSession,
        _ deadline: QueryDeadline,
        caller: inout Caller?
    ) throws(Failure) -> QueryResult {
        guard !deadline.isOver else { throw deadline.failure }
        do {
            let live = try ViewReader(store.views, deadline: deadline.end)
            do {
                return try answer(asked, session, live, deadline, &caller)
            } catch {
                // A row that could not be read counts before what was made of its absence.
                throw live.failure ?? error
            }
        } catch ViewError.deadline {
            throw deadline.failure
        } catch {
            throw Failure(reading: error)
        }
    }

    private func answer(
        _ asked: AskedQuery,
        _ session: OfficeSession,
        _ live: ViewReader,
        _ deadline: QueryDeadline,
        _ caller: inout Caller?
    ) throws -> QueryResult {
        guard let asker = live.caller(of: session) else {
            throw Failure.notAuthorised(uid: session.userID, mayGrant: live.administrators())
        }
        let contract = asked.method.contract
        guard contract.isForService || !asker.isService,
            contract.grants.admits(asker.roles),
            // Some roles reach nothing here but what they broke the glass of.
            contract.grants.reach(of: asker.roles) != []
                || live.hasBrokenGlass(asker.operator, at: clock.now)
        else { throw Failure.forbidden(method: contract.method, needs: contract.roles) }
        caller = asker
        if asked.reserved.asOfDate != nil || asked.reserved.asOfPosition != nil {
            return try limits.running(.asOf, for: asker.operator) {
                try folded(asked, asker, live, deadline)
            }
        }
        let moment = AskedMoment(
            position: live.appliedPosition,
            time: try recordedAt(live.appliedPosition),
            today: clock.today
        )
        let isExport = contract.recordedAs == "export"
        return try limits.running(isExport ? .exports : nil, for: asker.operator) {
            try answer(asked, asker, live, now: live, moment)
        }
    }

    private func folded(
        _ asked: AskedQuery,
        _ caller: Caller,
        _ live: ViewReader,
        _ deadline: QueryDeadline
    ) throws -> QueryResult {
        let wanted = asked.reserved.asOfPosition ?? live.appliedPosition
        if wanted > live.appliedPosition {
            throw Failure.invalidParams(
                JSONDecodingError(
                    pointer: "/asOf",
                    problem: "range",
                    expected: "a position up to \(live.appliedPosition)"
                )
            )
        }
        let time = try recordedAt(wanted)
        let date = asked.reserved.asOfDate
        let moment = AskedMoment(
            position: wanted,
            time: time,
            today: date ?? (wanted > 0 ? OfficeClock.day(of: time) : clock.today)
        )
        return try asOf.withRows(
            ViewBuilder.Range(through: UInt64(wanted), occurredThrough: date),
            deadline: deadline.end
        ) { reader in
            try answer(asked, caller, reader, now: live, moment)
        }
    }

    private func answer(
        _ asked: AskedQuery,
        _ caller: Caller,
        _ reader: ViewReader,
        now: ViewReader,
        _ moment: AskedMoment
    ) throws -> QueryResult {
        let contract = asked.method.contract
        let opensSeals = caller.roles.contains { $0 != .auditor && $0 != .reader }
        let events = EventReader(store.log)
        let payloads = StoredPayloads { try events.event(at: $0)?.event.payload }
        let disclosure =
            opensSeals ? Disclosure(store, events, contract.sealed, to: caller.roles) : nil
        let context = QueryContext(
            facts: reader,
            factsNow: now,
            today: moment.today,
            now: clock.now,
            actor: caller.operator,
            roles: caller.roles,
            grants: contract.grants,
            limit: asked.reserved.limit,
            cursor: asked.reserved.cursor,
            position: moment.position,
            disclosure: disclosure,
            purpose: asked.purpose,
            reason: asked.reserved.reason,
            report: ReportSetting(
                words: OfficeWords(texts: .office, language: asked.language),
                shownFrom: Int64(reports.suppressBelow),
                upkeep: reader === now && contract.report != nil ? upkeep.lastDays : []
            ),
            pseudonym: { [keyring = store.keyring] in keyring.pseudonym(of: $0) },
            payloads: payloads
        )
        let answer = Result { try encoded(asked.query, context, contract) }
        // What could not be read counts before what the query made of its absence, and a seal that
        // does not open is an alarm, never a gap in an answer.
        if let failure = reader.failure ?? now.failure { throw failure }
        if let failure = disclosure?.failure ?? payloads.failure { throw failure }
        var (members, count) = try answer.get()
        let look = look(asked, caller, disclosure?.notes ?? Disclosure.Notes(), members, count)
        if let audience = contract.report {
            members = try finished(members, asked, audience, moment)
        }
        if let fields = asked.reserved.fields {
            members = try cut(members, to: fields, asked.method)
        }
        return QueryResult(
            members: members,
            position: moment.position,
            time: moment.time,
            date: asked.reserved.asOfDate,
            rowCount: count,
            look: look,
            answersAccess: contract.answersAccess
        )
    }

    /// The item of a report as a value that stands on its own.
    private func finished(
        _ members: [JSONMember],
        _ asked: AskedQuery,
        _ audience: ReportAudience,
        _ moment: AskedMoment
    ) throws -> [JSONMember] {
        let finisher = ReportFinisher(
            store: store,
            asked: asked,
            audience: audience,
            officeName: reports.officeName,
            position: moment.position,
            time: OfficeClock.text(moment.time),
            date: moment.today,
            now: OfficeClock.text(clock.microseconds())
        )
        let body = members.first { $0.name == "item" }?.value ?? .null
        let part = try ReportPages.part(
            of: try finisher.value(of: body),
            at: asked.reserved.cursor
        )
        return [
            JSONMember("item", part.value),
            JSONMember("next", part.next.map { .string($0) } ?? .null),
        ]
    }

    /// What must be on record of an answer; `nil` when it shows nothing of the kind.
    private func look(
        _ asked: AskedQuery,
        _ caller: Caller,
        _ notes: Disclosure.Notes,
        _ members: [JSONMember],
        _ count: Int
    ) -> Look? {
        let contract = asked.method.contract
        guard contract.recordedAs != nil || !notes.isEmpty else { return nil }
        let seen = contract.seen
        let found = seen.map { Self.values(of: $0.column, in: members) } ?? []
        let named = asked.refs.isEmpty ? notes.refs : asked.refs
        return Look(
            caller: caller,
            method: contract.method,
            action: notes.broken.isEmpty ? contract.recordedAs ?? "read" : "breakGlass",
            refs: named + notes.broken.filter { !named.contains($0) },
            purpose: asked.purpose,
            reason: asked.reserved.reason,
            rows: count,
            subjects: notes.subjects + found.filter { !notes.subjects.contains($0) },
            fieldClass: [notes.fieldClass, seen?.fieldClass].compactMap(\.self).max(),
            fields: notes.fields + (seen?.fields ?? []).filter { !notes.fields.contains($0) }
        )
    }

    private func encoded<Q: Query>(
        _ query: Q,
        _ context: QueryContext,
        _ contract: QueryContract
    ) throws -> ([JSONMember], Int) {
        let answer = try query.answer(context)
        if let problem = (answer.items.first as? ReportBody)?.problem {
            throw Failure.internal(Fault(stringLiteral: problem))
        }
        var members: [JSONMember] = []
        switch contract.shape {
        case .item:
            guard let item = answer.items.first else { throw Failure.internal("no item") }
            let value = try CanonicalJSON.encodeValue(item, writesNull: true)
            members.append(JSONMember("item", value))
        case .members:
            guard let item = answer.items.first else { throw Failure.internal("no item") }
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
        guard let recorded = try store.log.read(UInt64(position), snapshot) else {
            throw LogError.missing(position: UInt64(position))
        }
        return recorded.event.recordedAt
    }
}

extension JSONValue {
    /// The object with only some of its members.
    func keeping(_ names: [String]) -> JSONValue {
        .object((members ?? []).filter { names.contains($0.name) })
    }
}
