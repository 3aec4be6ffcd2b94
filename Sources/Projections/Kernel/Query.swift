// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What a query says about one of its columns beyond the type.
package struct ColumnHint: Sendable, ExpressibleByIntegerLiteral {
    /// 1–9: the lower, the longer the column stays on a narrow screen; 1 stays always.
    package let priority: Int64?
    /// What the numbers count, where the type does not say it.
    package let unit: String?
    /// True when a zero is shown as a dash, as in the two sides of an account.
    package let hidesZero: Bool
    /// The category whose events' stored names the column holds; they are shown by their titles.
    package let eventsOf: String?
    /// What a date is to people, who are told how far off it is.
    package let distance: Distance?

    /// Days until something is due, or since it was.
    package enum Distance: String, Sendable { case due, since }

    /// A hint from its parts.
    package init(
        priority: Int64? = nil,
        unit: String? = nil,
        hidesZero: Bool = false,
        eventsOf: String? = nil,
        distance: Distance? = nil
    ) {
        self.priority = priority
        self.unit = unit
        self.hidesZero = hidesZero
        self.eventsOf = eventsOf
        self.distance = distance
    }

    /// A priority alone.
    package init(integerLiteral priority: Int64) {
        self.init(priority: priority)
    }
}

/// Whose personal data a query shows, and which, for the access log.
package struct SeenFields: Sendable {
    /// The column with the ids of the people.
    package let column: String
    /// The class of the fields that are opened.
    package let fieldClass: FieldClass
    /// The sealed fields that are opened, also where they are masked in the answer.
    package let fields: [String]

    /// Fields of a class, of the people in a column.
    package init(of column: String, _ fieldClass: FieldClass, _ fields: [String]) {
        self.column = column
        self.fieldClass = fieldClass
        self.fields = fields
    }
}

/// What a query promises besides its params.
package struct QueryContract: Sendable {
    /// How the result looks: `rows`, one `item`, or for `members` the item's own members beside
    /// `asOf` and `next`, as an export has them.
    package enum Shape: Sendable { case rows, item, members }

    /// `noun.verb`.
    package let method: String
    /// Who may, with the rows each role reaches; an empty list lets every operator.
    package let grants: [Grant]
    /// Params that may be given by position on the command line, in order.
    package let positional: [String]
    /// How the result looks.
    package let shape: Shape
    /// Set when each answer must be on record in the access log: `export`, `search`, `reveal`.
    package let recordedAs: String?
    /// What the access log says was seen of whom; `nil` when no one in particular.
    ///
    /// For searches; what a query opens in clear is noted by its disclosure.
    package let seen: SeenFields?
    /// The columns that show something sealed; nothing else is opened.
    package let sealed: [SealedColumn]
    /// True when the item's member `access` is the position of the look's record.
    ///
    /// The query answers `nil` there; the office fills it in.
    package let answersAccess: Bool
    /// The result member that the client prints as it is.
    package let print: String?
    /// True for a double-entry journal.
    package let isJournal: Bool
    /// For whom the report is written; `nil` for a query that is none.
    package let report: ReportAudience?
    /// True when accounts of the scheduler may ask too.
    package let isForService: Bool
    /// Command lines likely next, with `{param}` taken from the params.
    package let next: [String]
    /// Hints for some columns, by key.
    package let columns: [String: ColumnHint]

    /// A contract; see the properties.
    package init(
        _ method: String,
        roles: [Grant],
        positional: [String] = [],
        shape: Shape = .rows,
        recordedAs: String? = nil,
        seen: SeenFields? = nil,
        sealed: [SealedColumn] = [],
        answersAccess: Bool = false,
        print: String? = nil,
        isJournal: Bool = false,
        report: ReportAudience? = nil,
        isForService: Bool = false,
        next: [String] = [],
        columns: [String: ColumnHint] = [:]
    ) {
        self.method = method
        grants = roles
        self.positional = positional
        self.shape = shape
        self.recordedAs = recordedAs
        self.seen = seen
        self.sealed = sealed
        self.answersAccess = answersAccess
        self.print = print
        self.isJournal = isJournal
        self.report = report
        self.isForService = isForService
        self.next = next
        self.columns = columns
    }

    /// The roles that may, any one of them.
    package var roles: [Role] { grants.map(\.role) }
}

/// Something read from the office: one type per method.
///
/// The stored properties are the params; `Item` describes the columns: its stored properties, in
/// the order of the table, `nil` written as null.
package protocol Query: Decodable, Sendable {
    /// One row, or the item.
    associatedtype Item: Codable & Sendable
    /// Totals over all rows, ``Nothing`` when there are none.
    associatedtype Summary: Codable & Sendable
    static var contract: QueryContract { get }
    /// Answers from the rows of one moment. Reader thread; must not keep the context.
    func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Summary>
}

/// The rows of a page, or an item, with what goes along.
package struct QueryAnswer<Item: Codable & Sendable, Summary: Codable & Sendable>: Sendable {
    /// The rows of this page; exactly one for an item.
    package let items: [Item]
    /// Where the next page begins; `nil` at the end.
    package let next: String?
    /// What is said about all rows beside this page; `nil` is left out.
    package let summary: Summary?

    /// An answer from its parts.
    package init(items: [Item], next: String? = nil, summary: Summary? = nil) {
        self.items = items
        self.next = next
        self.summary = summary
    }
}

/// One query being answered: rows of one moment, the caller, and the page asked for.
package final class QueryContext {
    /// Rows of one moment.
    package let facts: any Facts
    /// Rows of now, by which access is judged also when the rows answered are older.
    package let factsNow: any Facts
    /// The date every computed column takes as today.
    package let today: CivilDate
    /// Who asks.
    package let actor: ID<Operator>
    /// The roles the caller holds now.
    package let roles: [Role]
    /// Who may call the method, with the rows each role reaches.
    package let grants: [Grant]
    /// The real time, by which access is judged.
    package let now: Moment
    /// The real day.
    package var dayNow: CivilDate { now.date }
    /// 1–1,000.
    package let limit: Int
    /// Where the page begins, as the page before said.
    package let cursor: String?
    /// The last position the rows include.
    package let position: Int64
    /// Opens sealed fields; `nil` for callers for whom no seal is opened.
    package let disclosure: (any Disclosing)?
    /// What the look is for, as the params say; recorded with it.
    package let purpose: String?
    /// Why, as the request says; recorded with the look.
    package let reason: String?
    /// How an operator is called for an auditor: `op-` and eight hex digits of a keyed hash.
    package let pseudonym: (String) -> String
    /// What the log has of events beside their rows.
    package let payloads: StoredPayloads
    /// The language and the limits of a report.
    package let report: ReportSetting
    /// The rows of casework the asker reaches here.
    package var reach: Reach { grants.reach(of: roles) }
    /// True for auditor and reader without another role: people are shown by pseudonym.
    package var showsPseudonyms: Bool { roles.showsPseudonyms }

    /// A query about to be answered.
    package init(
        facts: any Facts,
        factsNow: any Facts,
        today: CivilDate,
        now: Moment,
        actor: ID<Operator>,
        roles: [Role],
        grants: [Grant],
        limit: Int,
        cursor: String?,
        position: Int64,
        disclosure: (any Disclosing)?,
        purpose: String? = nil,
        reason: String? = nil,
        report: ReportSetting,
        pseudonym: @escaping (String) -> String = { _ in "op-00000000" },
        payloads: StoredPayloads
    ) {
        self.facts = facts
        self.factsNow = factsNow
        self.today = today
        self.now = now
        self.actor = actor
        self.roles = roles
        self.grants = grants
        self.limit = limit
        self.cursor = cursor
        self.position = position
        self.disclosure = disclosure
        self.purpose = purpose
        self.reason = reason
        self.pseudonym = pseudonym
        self.payloads = payloads
        self.report = report
    }

    /// The same moment and reader, for a query whose rows are wanted whole.
    init(whole context: QueryContext, cursor: String?) {
        facts = context.facts
        factsNow = context.factsNow
        today = context.today
        actor = context.actor
        roles = context.roles
        grants = context.grants
        now = context.now
        limit = .max
        self.cursor = cursor
        position = context.position
        disclosure = context.disclosure
        purpose = context.purpose
        reason = context.reason
        pseudonym = context.pseudonym
        payloads = context.payloads
        report = context.report
    }

    /// The state of a thing that must exist; else `notFound`.
    package func find<S: AggregateState>(_ type: S.Type, _ id: ID<S.Kind>) throws(Rejection) -> S {
        guard let state = facts.state(type, id) else {
            throw .notFound(what: S.Kind.noun, id: id.text)
        }
        return state
    }

    /// One page of rows that were all computed; the cursor is the number of rows before it.
    package func page<Item, Summary>(
        _ items: [Item],
        summary: Summary? = nil
    ) throws(Rejection) -> QueryAnswer<Item, Summary> {
        let start = try offset()
        let end = min(items.count, start + limit)
        guard start < end else { return QueryAnswer(items: [], summary: summary) }
        return QueryAnswer(
            items: Array(items[start..<end]),
            next: end < items.count ? String(end) : nil,
            summary: summary
        )
    }

    /// One page of rows that are computed one after the other, no more of them than it needs.
    ///
    /// The cursor is the number of rows before it.
    package func page<Item, Summary>(
        _ next: () -> Item?
    ) throws(Rejection) -> QueryAnswer<Item, Summary> {
        let start = try offset()
        for _ in 0..<start where next() == nil { return QueryAnswer(items: []) }
        var items: [Item] = []
        while let item = next() {
            if items.count == limit {
                return QueryAnswer(items: items, next: String(start + limit))
            }
            items.append(item)
        }
        return QueryAnswer(items: items)
    }

    /// One page straight from a table: rows under a prefix that `map` does not drop, in key order.
    ///
    /// Reads no more than the page needs; the cursor is the key of its last row in hex.
    package func page<R: Row, Item>(
        _ type: R.Type,
        prefix: RowKey = RowKey(),
        _ map: (R) -> Item?
    ) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let start = try startKey()
        var items: [Item] = []
        var last: RowKey?
        var hasMore = false
        facts.visit(type, prefix: prefix, from: start, reversed: false) { row in
            if row.key == start { return true }
            guard let item = map(row) else { return true }
            if items.count == limit {
                hasMore = true
                return false
            }
            items.append(item)
            last = row.key
            return true
        }
        return QueryAnswer(items: items, next: hasMore ? last.map(Self.hex) : nil)
    }

    private func offset() throws(Rejection) -> Int {
        guard let cursor else { return 0 }
        guard let offset = Int(cursor), offset >= 0 else { throw Self.badCursor }
        return offset
    }

    private func startKey() throws(Rejection) -> RowKey? {
        guard let cursor else { return nil }
        let digits = Array(cursor.utf8)
        guard digits.count % 2 == 0 else { throw Self.badCursor }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Character(Unicode.Scalar(digits[index])).hexDigitValue,
                let low = Character(Unicode.Scalar(digits[index + 1])).hexDigitValue
            else { throw Self.badCursor }
            bytes.append(UInt8(high << 4 | low))
        }
        return RowKey(stored: bytes)
    }

    private static func hex(_ key: RowKey) -> String {
        key.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static let badCursor = Rejection.invalid(
        pointer: "/cursor",
        problem: "value",
        expected: "a cursor of an earlier page"
    )
}

extension [Role] {
    /// True for auditor and reader without another role.
    package var showsPseudonyms: Bool { allSatisfy { $0 == .auditor || $0 == .reader } }
}
