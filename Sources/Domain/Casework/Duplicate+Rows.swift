// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The pairs stand in the order in which they are worked off: open ones first, the most alike first.

/// A pair that was proposed or flagged, with what became of it.
package struct DuplicateRow: Row {
    package static let table = RowTable(132, "duplicates")
    /// Made of both ids, the older record first.
    package let pair: ID<DuplicatePair>
    /// The older record.
    package let a: SubjectID
    /// The younger record.
    package let b: SubjectID
    /// As ``Likeness/score``, compared anew when one of the two changes.
    package var score: Int64
    /// What they have in common.
    package var reasons: [Likeness.Reason]
    /// True when somebody pointed at it.
    package var flagged: Bool
    /// Only open ones are looked at again.
    package var state: PairState
    /// `nil` while it is open.
    package var decidedBy: ID<Operator>?
    /// Business date; `nil` while it is open.
    package var decidedOn: CivilDate?
    package var key: RowKey { Self.key(isOpen: state == .open).and(2000 - score).and(pair) }

    /// The prefix of all open pairs, or of all others.
    package static func key(isOpen: Bool) -> RowKey { RowKey(isOpen ? "open" : "shut") }

    /// True when one of the two is a client: such pairs are for casework alone.
    package var isOfClients: Bool {
        [a, b].contains { SubjectKind(of: $0.text) == .client }
    }

    /// True when both are clients.
    package var isOfTwoClients: Bool {
        [a, b].allSatisfy { SubjectKind(of: $0.text) == .client }
    }

    /// Refuses a pair that was decided.
    func mustBeOpen() throws(Rejection) {
        if state != .open { throw .refused(DuplicateRefusal.pairDecided(state: state)) }
    }
}

/// Where the row of a pair stands.
package struct PairRow: Row {
    package static let table = RowTable(133, "pairs")
    /// The same as in ``DuplicateRow``.
    package let pair: ID<DuplicatePair>
    /// Part of the key that it finds.
    package let isOpen: Bool
    /// Part of the key that it finds.
    package let score: Int64
    package var key: RowKey { RowKey(pair) }
}

/// The pairs of a subject.
package struct SubjectPairRow: Row {
    package static let table = RowTable(134, "subjectPairs")
    /// Either of the two.
    package let subject: String
    /// In ``PairRow``.
    package let pair: ID<DuplicatePair>
    package var key: RowKey { RowKey(subject).and(pair) }
}

extension Facts {
    /// The row of a pair that was proposed or flagged.
    package func pair(_ pair: ID<DuplicatePair>) -> DuplicateRow? {
        guard let place = row(PairRow.self, RowKey(pair)) else { return nil }
        return row(
            DuplicateRow.self,
            DuplicateRow.key(isOpen: place.isOpen).and(2000 - place.score).and(pair)
        )
    }

    /// All pairs of a subject, by id.
    package func pairs(of subject: String) -> [DuplicateRow] {
        rows(SubjectPairRow.self, prefix: RowKey(subject)).compactMap { pair($0.pair) }
    }
}

// MARK: Keeping

extension RowStore {
    /// Proposes the pairs of somebody whose names, birth date or NIK are new, and forgets others.
    ///
    /// A pair that was dismissed opens again: what was compared then is no longer so.
    package func keepPairs(of subject: String) {
        guard let own = row(SubjectHashesRow.self, RowKey(subject)), own.mergedInto == nil
        else { return }
        let alike = lookalikes(
            of: own.hashes,
            among: SubjectKind.allCases,
            except: subject
        )
        var proposed: Set<ID<DuplicatePair>> = []
        for (other, likeness) in alike {
            let id = ID<DuplicatePair>(SubjectID(trusted: subject), SubjectID(trusted: other))
            proposed.insert(id)
            change(id) { row in
                if row.state == .confirmed || row.state == .merged { return }
                row.score = likeness.score
                row.reasons = likeness.reasons
                row.state = .open
                row.decidedBy = nil
                row.decidedOn = nil
            }
        }
        for row in pairs(of: subject) where row.state == .open && !proposed.contains(row.pair) {
            var compared = row
            if compare(&compared) || row.flagged {
                change(row.pair) { $0 = compared }
            } else {
                drop(row)
            }
        }
    }

    /// Changes the row of a pair, or makes it: open, compared by what the index holds.
    package func change(_ id: ID<DuplicatePair>, _ change: (inout DuplicateRow) -> Void) {
        guard let (a, b) = id.subjects else { return }
        var row: DuplicateRow
        if let found = pair(id) {
            row = found
            remove(DuplicateRow.self, found.key)
        } else {
            row = DuplicateRow(
                pair: id,
                a: a,
                b: b,
                score: 0,
                reasons: [],
                flagged: false,
                state: .open
            )
            compare(&row)
            for subject in [a, b] { put(SubjectPairRow(subject: subject.text, pair: id)) }
        }
        change(&row)
        put(row)
        put(PairRow(pair: id, isOpen: row.state == .open, score: row.score))
    }

    /// Drops every pair of somebody who is erased.
    package func dropPairs(of subject: String) {
        for row in pairs(of: subject) { drop(row) }
    }

    /// Hands the open pairs of a merged record on to the record that stays.
    package func movePairs(from gone: String, to stays: String) {
        update(SubjectHashesRow.self, RowKey(gone)) { $0.mergedInto = stays }
        for row in pairs(of: gone) where row.state == .open {
            let other = row.a.text == gone ? row.b : row.a
            if other.text == stays { continue }
            drop(row)
            let moved = ID<DuplicatePair>(SubjectID(trusted: stays), other)
            if pair(moved) != nil { continue }
            change(moved) { new in
                new.score = row.score
                new.reasons = row.reasons
                new.flagged = row.flagged
            }
        }
    }

    /// Compares the two again; true when they are alike enough to be proposed.
    @discardableResult
    private func compare(_ row: inout DuplicateRow) -> Bool {
        guard let a = self.row(SubjectHashesRow.self, RowKey(row.a)),
            let b = self.row(SubjectHashesRow.self, RowKey(row.b))
        else { return false }
        let likeness = Likeness(a.hashes, b.hashes)
        row.score = likeness.score
        row.reasons = likeness.reasons
        return likeness.isProposed
    }

    private func drop(_ row: DuplicateRow) {
        remove(DuplicateRow.self, row.key)
        remove(PairRow.self, RowKey(row.pair))
        for subject in [row.a, row.b] {
            remove(SubjectPairRow.self, RowKey(subject).and(row.pair))
        }
    }
}
