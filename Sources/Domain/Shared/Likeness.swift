// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Two records may be one person when they share a NIK, most of a name, or a name of one word and the
// birth date. Whoever looks like somebody is found without going through everybody: by two words
// that both names must have, the rarest ones first.

/// How much two records look like one person.
package struct Likeness: Codable, Sendable, Equatable {
    /// Why they look alike.
    package enum Reason: String, CodeSet {
        case nik
        case personName = "name"
        case birthDate

        package static let name = "LikenessReason"
    }

    /// At most 1,000; below 0 when nothing but the birth dates can be compared, and they differ.
    package let score: Int64
    /// What the two have in common, the strongest first.
    package let reasons: [Reason]
    /// True when the office should look at the pair.
    package let isProposed: Bool

    /// The score from which a pair is proposed.
    fileprivate static let threshold: Int64 = 750

    /// The score of two records that could not be more alike.
    fileprivate static let most: Int64 = 1000

    /// How many records under the same words of a name are compared, the oldest ones.
    ///
    /// A class list with one name in all rows must not make every further pupil dearer.
    package static let searched = 50

    /// To how many others a record is proposed at once, the most alike.
    package static let proposed = 10

    /// Compares everything the index holds of two people.
    package init(_ left: SubjectHashes, _ right: SubjectHashes) {
        let sameNumber = left.nik != nil && left.nik == right.nik
        let knowsDates = left.birthDate != nil && right.birthDate != nil
        let sameDate = knowsDates && left.birthDate == right.birthDate
        var best: (base: Int64, isAlike: Bool, isOneWord: Bool) = (0, false, false)
        for one in left.names {
            for other in right.names {
                let common = one.words.filter(other.words.contains).count
                let all = one.words.count + other.words.count
                let base = all == 0 ? 0 : Int64(2000 * common / all)
                if base > best.base || (base == best.base && common >= 2) {
                    best = (base, common >= 2, common == 1 && all == 2)
                }
            }
        }
        let dated = min(Self.most, best.base + (sameDate ? 100 : knowsDates ? -300 : 0))
        score = sameNumber ? Self.most : dated
        isProposed =
            sameNumber || (best.isAlike && dated >= Self.threshold)
            || (best.isOneWord && sameDate)
        reasons = [
            sameNumber ? .nik : nil,
            best.isAlike || best.isOneWord ? .personName : nil,
            sameDate ? .birthDate : nil,
        ].compactMap(\.self)
    }
}

extension Facts {
    /// Those of some kinds who look most like a person, the most alike first, then by id.
    ///
    /// At most ``Likeness/proposed`` people. With a NIK or a birth date in common nobody is missed;
    /// of more than ``Likeness/searched`` people who share just a name the older records are seen.
    /// Somebody with a merged record is named by the record that stays.
    package func lookalikes(
        of hashes: SubjectHashes,
        among kinds: [SubjectKind],
        except subject: String? = nil
    ) -> [(subject: String, likeness: Likeness)] {
        var best: [String: Likeness] = [:]
        var compared = Set(subject.map { [$0] } ?? [])
        var equals = 0
        /// False once nobody can be found any more who is more alike.
        func compare(_ holder: String) -> Bool {
            guard compared.insert(holder).inserted,
                let row = row(SubjectHashesRow.self, RowKey(holder))
            else { return true }
            let likeness = Likeness(hashes, row.hashes)
            let person = standing(for: row)
            guard likeness.isProposed, person != subject,
                likeness.score > best[person]?.score ?? .min
            else { return true }
            best[person] = likeness
            if likeness.score == Likeness.most { equals += 1 }
            return equals < Likeness.proposed
        }
        for holder in hashes.nik.map({ holders(of: .nik, $0) }) ?? []
        where SubjectKind(of: holder).map(kinds.contains) ?? false {
            _ = compare(holder)
        }
        let own = subject.flatMap(SubjectKind.init(of:))
        for kind in kinds {
            for name in hashes.names {
                visitShared(name, of: hashes, kind, isIndexed: kind == own, compare)
            }
        }
        return Array(
            best.map { (subject: $0.key, likeness: $0.value) }
                .sorted { ($1.likeness.score, $0.subject) < ($0.likeness.score, $1.subject) }
                .prefix(Likeness.proposed)
        )
    }

    /// Visits those of a kind who could be proposed for a name, the older records first.
    ///
    /// Two known birth dates that differ rule each other out, so who has one is sought among
    /// those with the same and those without. `isIndexed`: the person is one of this kind and stands
    /// in the index, so that a count of one is nobody else. Where nobody can be, nobody is looked for.
    private func visitShared(
        _ name: NameHashes,
        of hashes: SubjectHashes,
        _ kind: SubjectKind,
        isIndexed: Bool,
        _ body: (String) -> Bool
    ) {
        let least: Int64 = isIndexed ? 2 : 1
        func count(_ word: String) -> Int64 {
            row(NameCountRow.self, NameCountRow.key(kind, word))?.count ?? 0
        }
        guard count("") >= least else { return }
        let counted = name.words.map { (count: count($0), word: $0) }
        // All that is looked for is two words of the name, or its only one.
        guard counted.count(where: { $0.count >= least }) >= min(2, counted.count) else { return }
        func visit(_ form: NameForm, _ part: String) {
            var left = Likeness.searched
            let prefix = NameRow.key(form, kind, part)
            self.visit(NameRow.self, prefix: prefix, from: nil, reversed: false) { row in
                left -= 1
                return body(row.subject) && left > 0
            }
        }
        for part in hashes.dated(name) { visit(.dated, part) }
        let words = name.words.count
        guard words > 1 else { return }
        let rarest = counted.sorted { $0 < $1 }.map(\.word)
        var size = 2
        while case let needed = Self.wordsNeeded(words, size), needed <= words {
            defer { size += 1 }
            guard needed <= size else { continue }
            // Whoever has all needed words lacks so few that two of these are among them.
            let parts = NameHashes.pairs(rarest.prefix(words - needed + 2))
            for hasDate in hashes.birthDate == nil ? [false, true] : [false] {
                let form = NameForm.sized(size, hasDate: hasDate)
                guard count(form.text) > 0 else { continue }
                for part in parts { visit(form, part) }
            }
        }
    }

    /// How many words names of two sizes must share to be proposed by name alone.
    private static func wordsNeeded(_ count: Int, _ size: Int) -> Int {
        max(2, (Int(Likeness.threshold) * (count + size) + 1999) / 2000)
    }

    /// The record that stands for a person today, after all merges.
    private func standing(for row: SubjectHashesRow) -> String {
        var row = row
        while let into = row.mergedInto, let next = self.row(SubjectHashesRow.self, RowKey(into)) {
            row = next
        }
        return row.mergedInto ?? row.subject
    }
}
