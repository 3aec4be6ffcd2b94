// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

// Numbers that change on days known beforehand, like those of papers that run out, are kept as their
// changes: each under its day, and summed up for its month and its year. The number on a day is the
// sum of the years before it, the months of its year and the days of its month, whatever the number
// of days on which something changed.

/// What some numbers are about: a table of their own.
package protocol DaySumTopic: Sendable {
    /// The table of the changes.
    static var table: RowTable { get }
}

/// How long the days are together that a row sums up.
package enum DaySpan: String, CodeSet {
    case year, month, day

    package static let name = "DaySpan"
}

/// How much some numbers change on a day, or on all days of a month or a year.
package struct DaySumRow<Topic: DaySumTopic>: PackedRow {
    /// That of the topic.
    package static var table: RowTable { Topic.table }

    /// How much one number changes.
    package struct Change: Codable, Sendable, Packable {
        /// Which of the numbers.
        package let name: String
        /// Never 0.
        package let by: Int64

        fileprivate init(name: String, by: Int64) {
            self.name = name
            self.by = by
        }

        package func pack(into packer: inout RowPacker) {
            packer.pack(name)
            packer.pack(by)
        }

        package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
            name = try unpacker.next()
            by = try unpacker.next()
        }
    }

    /// Whose numbers they are, like an area.
    package let scope: String
    /// How long the span is.
    package let span: DaySpan
    /// The first day of the span.
    package let from: CivilDate
    /// At most one for each number, by name.
    package private(set) var changes: [Change] = []
    package var key: RowKey { Self.prefix(scope, span).and(from) }

    fileprivate init(_ scope: String, _ span: DaySpan, _ from: CivilDate) {
        self.scope = scope
        self.span = span
        self.from = from
    }

    package func pack(into packer: inout RowPacker) {
        packer.pack(scope)
        packer.pack(span)
        packer.pack(from)
        packer.pack(changes)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        scope = try unpacker.next()
        span = try unpacker.next()
        from = try unpacker.next()
        changes = try unpacker.next()
    }

    fileprivate static func prefix(_ scope: String, _ span: DaySpan) -> RowKey {
        RowKey(scope).and(span.rawValue)
    }

    fileprivate mutating func add(_ number: Int64, to name: String) {
        let place = changes.firstIndex { $0.name >= name } ?? changes.endIndex
        guard place < changes.endIndex, changes[place].name == name else {
            return changes.insert(Change(name: name, by: number), at: place)
        }
        let by = changes[place].by + number
        if by == 0 {
            changes.remove(at: place)
        } else {
            changes[place] = Change(name: name, by: by)
        }
    }
}

extension RowStore {
    /// Changes a number of a scope from a day on; `nil`: on all days.
    ///
    /// `number` is not 0. Rows in which nothing changes any more go.
    package func add<Topic: DaySumTopic>(
        _ number: Int64,
        to name: String,
        of scope: String,
        from day: CivilDate?,
        _ topic: Topic.Type
    ) {
        let (year, month) = day.map(\.spans) ?? (.beforeAll, .beforeAll)
        var spans: [(DaySpan, CivilDate)] = [(.year, year)]
        if let day { spans += [(.month, month), (.day, day)] }
        for (span, from) in spans {
            let empty = DaySumRow<Topic>(scope, span, from)
            change(DaySumRow<Topic>.self, empty.key) { row in
                var changed = row.take() ?? empty
                changed.add(number, to: name)
                if !changed.changes.isEmpty { row = changed }
            }
        }
    }
}

extension Facts {
    /// The numbers of a scope on a day, without those that are 0.
    ///
    /// Reads a row for each year before in which something changed, and at most 11 months and 31 days.
    package func sums<Topic: DaySumTopic>(
        of scope: String,
        on day: CivilDate,
        _ topic: Topic.Type
    ) -> [String: Int64] {
        let (year, month) = day.spans
        let bounds = [CivilDate.beforeAll, year, month, day.adding(days: 1)]
        var sums: [String: Int64] = [:]
        for (span, (from, end)) in zip(DaySpan.allCases, zip(bounds, bounds.dropFirst())) {
            let prefix = DaySumRow<Topic>.prefix(scope, span)
            visit(
                DaySumRow<Topic>.self,
                prefix: prefix,
                from: prefix.and(from),
                reversed: false
            ) { row in
                guard row.from < end else { return false }
                for change in row.changes { sums[change.name, default: 0] += change.by }
                return true
            }
        }
        return sums.filter { $0.value != 0 }
    }
}

extension CivilDate {
    /// The day before the first that there is: what is so on all days began there.
    static let beforeAll = CivilDate(days: -25_568)

    /// The first days of the year and the month.
    fileprivate var spans: (year: CivilDate, month: CivilDate) {
        let month = adding(days: 1 - components.day)
        return (month.adding(months: 1 - components.month), month)
    }
}
