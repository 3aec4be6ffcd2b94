// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// In an emergency somebody opens one case or client that is not theirs: with a reason, for an hour,
// and on record before the first look. Whoever guards the data reviews every opening afterwards.

/// Emergency access to one case or client.
package enum BreakGlass {
    /// For how many minutes it stays open.
    package static let minutes = PolicyKey<Int64>("breakGlass.minutes", 60)
    /// Fewer characters are no reason.
    static let reasonMin = 20
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        OpenBreakGlass.self, ReviewBreakGlass.self,
    ]
}

// MARK: Commands

/// Opens one case or client to the asker for a while.
package struct OpenBreakGlass: Command {
    package static let contract = Contract(
        "access.breakGlass",
        roles: [.worker, .supervisor, .coordinator, .board, .dataProtection],
        refusals: ["futureDated", "reasonTooShort", "breakGlassOpen"],
        needsReason: true,
        confirm: "yes"
    )

    /// Need only exist; exactly one of case and client is given.
    package let `case`: ID<Case>?
    /// Need only exist; exactly one of case and client is given.
    package let client: ID<Client>?

    package struct Answer: Codable, Sendable {
        let entry: Int64
        let until: Moment
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        guard (`case` == nil) != (client == nil) else {
            throw .invalid(
                pointer: "",
                problem: `case` == nil ? "missing" : "value",
                expected: "one of case, client"
            )
        }
        // What it is about need only exist: it is opened because the asker does not reach it.
        try decision.mustExist(`case`)
        try decision.mustExist(client)
        let stream = AccessEvent.stream(decision.today)
        try decision.gate(stream, step: false)
        let reason = try decision.requiredReason()
        if reason.unicodeScalars.count < BreakGlass.reasonMin {
            throw .refused(BreakGlassRefusal.reasonTooShort)
        }
        let now = decision.services.now
        let ref = `case`?.text ?? client?.text ?? ""
        if let until = decision.facts.brokenGlass(by: decision.actor, for: ref, at: now) {
            throw .refused(BreakGlassRefusal.breakGlassOpen(until: until))
        }
        let minutes = decision.facts.policy(BreakGlass.minutes, on: decision.today)
        let until = Moment(microseconds: now.microseconds + minutes * 60_000_000)
        decision.record(
            AccessEvent.breakGlassOpened(case: `case`, client: client, until: until),
            to: stream
        )
        return Answer(entry: decision.nextPosition, until: until)
    }
}

extension Decision {
    /// Rejects with `notFound` when a thing is named that has no stream.
    fileprivate func mustExist<Kind: Thing>(_ id: ID<Kind>?) throws(Rejection) {
        guard let id, facts.row(StreamRow.self, RowKey(id.stream)) == nil else { return }
        throw .notFound(what: Kind.noun, id: id.text)
    }
}

/// Says afterwards whether an opening was right.
package struct ReviewBreakGlass: Command {
    package static let contract = Contract(
        "access.review",
        roles: [.dataProtection],
        positional: ["entry"],
        refusals: ["futureDated", "selfReview", "alreadyReviewed", "unknownEntry"]
    )

    /// The answer of `access.breakGlass`; nobody reviews their own.
    package let entry: AccessEntry
    /// Recorded once; there is no second review.
    package let finding: BreakGlassFinding
    /// What the reviewer found, without anything personal.
    package let note: Line

    package struct Answer: Codable, Sendable {
        let entry: AccessEntry
        let finding: BreakGlassFinding
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let stream = AccessEvent.stream(decision.today)
        try decision.gate(stream, step: false)
        guard let row = decision.facts.row(BreakGlassRow.self, BreakGlassRow.key(entry.value))
        else { throw .refused(BreakGlassRefusal.unknownEntry) }
        if row.operator == decision.actor { throw .refused(BreakGlassRefusal.selfReview) }
        if row.reviewedBy != nil { throw .refused(BreakGlassRefusal.alreadyReviewed) }
        decision.record(
            AccessEvent.breakGlassReviewed(entry: entry, finding: finding, note: note),
            to: stream
        )
        return Answer(entry: entry, finding: finding)
    }
}

/// The position of an opening in the log.
package struct AccessEntry: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...9_007_199_254_740_991
    package static let schema = ValueSchema(
        "AccessEntry",
        .integer(minimum: 1, maximum: 9_007_199_254_740_991),
        column: "integer"
    )
}

/// Whether an opening was right.
package enum BreakGlassFinding: String, CodeSet {
    case justified, notJustified

    package static let name = "BreakGlassFinding"
}

// MARK: Rows

/// One opening, and who reviewed it.
package struct BreakGlassRow: Row {
    package static let table = RowTable(31, "breakGlasses")
    /// Of the opening event.
    package let position: Int64
    /// Who opened it, and so may not review it.
    package let `operator`: ID<Operator>
    /// The id of the case or client.
    package let ref: String
    /// Microseconds since 1970, UTC.
    package let openedAt: Int64
    /// The moment from which it is closed again.
    package let until: Moment
    /// Who guards the data and judged it; `nil` while nobody has.
    package var reviewedBy: ID<Operator>?
    package var key: RowKey { Self.key(position) }

    /// An opening nobody has reviewed.
    package init(
        position: Int64,
        operator: ID<Operator>,
        ref: String,
        openedAt: Int64,
        until: Moment
    ) {
        self.position = position
        self.operator = `operator`
        self.ref = ref
        self.openedAt = openedAt
        self.until = until
    }

    /// The key of an opening.
    package static func key(_ position: Int64) -> RowKey { RowKey().and(position) }
}

/// An opening that waits for its review, so that nobody has to look through all there ever were.
package struct UnreviewedBreakGlassRow: Row {
    package static let table = RowTable(33, "unreviewedBreakGlasses")
    /// Of the opening in ``BreakGlassRow``.
    package let position: Int64
    /// The day of the opening, from which the time for the review counts.
    package let openedOn: CivilDate
    package var key: RowKey { RowKey().and(position) }

    /// The row of an opening.
    package init(position: Int64, openedOn: CivilDate) {
        self.position = position
        self.openedOn = openedOn
    }
}

/// The newest opening of one object by one operator.
package struct BrokenGlassRow: Row {
    package static let table = RowTable(32, "brokenGlasses")
    /// Whom it is open to.
    package let `operator`: ID<Operator>
    /// The id of the case or client.
    package let ref: String
    /// From this moment on the row means nothing.
    package let until: Moment
    package var key: RowKey { Self.key(`operator`, ref) }

    /// The row of an operator and an object.
    package init(operator: ID<Operator>, ref: String, until: Moment) {
        self.operator = `operator`
        self.ref = ref
        self.until = until
    }

    /// The key of an operator and an object.
    package static func key(_ operator: ID<Operator>, _ ref: String) -> RowKey {
        RowKey(`operator`.text).and(ref)
    }
}

extension Facts {
    /// Until when an operator has a case or client open in an emergency; `nil` when they have not.
    package func brokenGlass(
        by operator: ID<Operator>,
        for ref: String,
        at now: Moment
    ) -> Moment? {
        let until = row(BrokenGlassRow.self, BrokenGlassRow.key(`operator`, ref))?.until
        return until.flatMap { now < $0 ? $0 : nil }
    }
}

extension Facts {
    /// True when an operator has some case or client open in an emergency.
    package func hasBrokenGlass(_ operator: ID<Operator>, at now: Moment) -> Bool {
        var isOpen = false
        visit(
            BrokenGlassRow.self,
            prefix: RowKey(`operator`.text),
            from: nil,
            reversed: false
        ) { row in
            isOpen = now < row.until
            return !isOpen
        }
        return isOpen
    }
}

// MARK: Refusals

/// Why the glass is not broken, or an opening not reviewed.
package enum BreakGlassRefusal: Refusal {
    case reasonTooShort
    case breakGlassOpen(until: Moment)
    case selfReview
    case alreadyReviewed
    case unknownEntry
}
