// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// People are found by keyed hashes of their folded words, never by clear text. The index keeps, for
// everybody, every hash that stands for them, so that an erasure removes exactly these.

// MARK: Hashes

/// The keyed hashes of one name: its words and their sounds, each once.
package struct NameHashes: Codable, Sendable, Equatable {
    package let words: [String]
    package let sounds: [String]

    /// The hashes of a name's words under a hash function with the office's key.
    package init(_ name: String, _ hash: (String) -> String) {
        let folded = NameFold.uniqueWords(of: name)
        words = folded.map(hash)
        sounds = NameFold.uniqueSounds(of: folded).map(hash)
    }

    /// Every two words as one hash, whatever their order.
    fileprivate func pairs(_ hash: (String) -> String) -> [String] {
        Self.pairs(words, hash)
    }

    fileprivate static func pairs(_ texts: [String], _ hash: (String) -> String) -> [String] {
        texts.indices.flatMap { first in
            texts[(first + 1)...].map { pair(texts[first], $0, hash) }
        }
    }

    fileprivate static func pair(
        _ one: String,
        _ other: String,
        _ hash: (String) -> String
    ) -> String {
        hash(min(one, other) + max(one, other))
    }
}

/// All keyed hashes that stand for one person.
package struct SubjectHashes: Codable, Sendable, Equatable {
    package var name: NameHashes
    package var otherNames: [NameHashes] = []
    package var birthDate: String?
    package var nik: String?
    package var pupilNumber: String?

    /// The hashes of somebody's name alone.
    package init(name: NameHashes) { self.name = name }

    /// The name and the further names.
    package var names: [NameHashes] { [name] + otherNames }
}

/// What of a person's identity is at hand in clear: to be hashed at once and forgotten.
package struct ClearIdentity {
    package var name: String?
    package var otherNames: [String]?
    package var birthDate: String?
    package var nik: String?
    package var pupilNumber: String?

    /// Nothing yet.
    package init() {}

    /// The hashes, with what is not at hand taken over from before; `nil` without any name.
    package func hashes(
        _ before: SubjectHashes? = nil,
        _ hash: (String) -> String
    ) -> SubjectHashes? {
        guard let own = name.map({ NameHashes($0, hash) }) ?? before?.name else { return nil }
        var hashes = before ?? SubjectHashes(name: own)
        hashes.name = own
        if let otherNames { hashes.otherNames = otherNames.map { NameHashes($0, hash) } }
        hashes.birthDate = birthDate.map(hash) ?? before?.birthDate
        hashes.nik = nik.map(hash) ?? before?.nik
        hashes.pupilNumber = pupilNumber.map(hash) ?? before?.pupilNumber
        return hashes
    }
}

// MARK: Rows

/// Somebody with a hash of a name, by form and kind of person.
package struct NameRow: Row {
    /// What was hashed: a word or a sound, two of them in one name, or the only word of a name with
    /// the birth date.
    package enum Form: String, Codable, Sendable { case word, sound, wordPair, soundPair, dated }

    package static let table = RowTable(23, "names")
    package let form: Form
    package let kind: SubjectKind
    package let hash: String
    package let subject: String
    package var key: RowKey { Self.key(form, kind, hash).and(subject) }

    /// The prefix of everybody of a kind with a hash.
    package static func key(_ form: Form, _ kind: SubjectKind, _ hash: String) -> RowKey {
        RowKey(form.rawValue).and(kind.rawValue).and(hash)
    }

    package func pack(into packer: inout RowPacker) -> Bool {
        packer.pack(form.rawValue)
        packer.pack(kind.rawValue)
        packer.pack(hash)
        packer.pack(subject)
        return true
    }

    package static func unpack(_ unpacker: inout RowUnpacker) -> NameRow? {
        guard let form = unpacker.text().flatMap(Form.init(rawValue:)),
            let kind = unpacker.text().flatMap(SubjectKind.init(rawValue:)),
            let hash = unpacker.text(), let subject = unpacker.text()
        else { return nil }
        return NameRow(form: form, kind: kind, hash: hash, subject: subject)
    }
}

/// Somebody with a hashed number that is given to one person only.
package struct IdentifierRow: Row {
    /// Which number.
    package enum Form: String, Codable, Sendable { case nik, pupilNumber }

    package static let table = RowTable(24, "identifiers")
    package let form: Form
    package let hash: String
    package let subject: String
    package var key: RowKey { Self.key(form, hash).and(subject) }

    /// The prefix of everybody with a number.
    package static func key(_ form: Form, _ hash: String) -> RowKey {
        RowKey(form.rawValue).and(hash)
    }
}

/// Everything the index holds of one person.
package struct SubjectHashesRow: Row {
    package static let table = RowTable(25, "subjectHashes")
    package let subject: String
    package let hashes: SubjectHashes
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64
    /// The record that stays, when this one was merged into it.
    package var mergedInto: String?
    package var key: RowKey { RowKey(subject) }
}

// MARK: Keeping

extension RowStore {
    /// Indexes somebody anew after an event that brought the fields at hand.
    ///
    /// Answers true when a name, the birth date or the NIK changed. Nothing happens where no key is
    /// at hand, or nothing of the name: an erased subject stays out.
    package func index(_ subject: String, _ clear: ClearIdentity, at position: Int64) -> Bool {
        guard let kind = SubjectKind(of: subject) else { return false }
        let before = row(SubjectHashesRow.self, RowKey(subject))
        func hash(_ text: String) -> String { indexHash(text) ?? "" }
        guard indexHash("") != nil, let hashes = clear.hashes(before?.hashes, hash)
        else { return false }
        let namedAt = clear.name == nil ? before?.namedAt ?? position : position
        if let before {
            if before.hashes == hashes, before.namedAt == namedAt { return false }
            for row in before.hashes.names(subject, kind, hash) {
                remove(NameRow.self, row.key)
            }
            for row in before.hashes.identifiers(subject) { remove(IdentifierRow.self, row.key) }
        }
        for row in hashes.names(subject, kind, hash) { put(row) }
        for row in hashes.identifiers(subject) { put(row) }
        put(
            SubjectHashesRow(
                subject: subject,
                hashes: hashes,
                namedAt: namedAt,
                mergedInto: before?.mergedInto
            )
        )
        return before?.hashes != hashes
    }

    /// Removes every hash that stands for somebody.
    package func unindex(_ subject: String) {
        guard let kind = SubjectKind(of: subject),
            let row = row(SubjectHashesRow.self, RowKey(subject))
        else { return }
        func hash(_ text: String) -> String { indexHash(text) ?? "" }
        for name in row.hashes.names(subject, kind, hash) { remove(NameRow.self, name.key) }
        for number in row.hashes.identifiers(subject) { remove(IdentifierRow.self, number.key) }
        remove(SubjectHashesRow.self, row.key)
    }
}

extension SubjectHashes {
    fileprivate func names(
        _ subject: String,
        _ kind: SubjectKind,
        _ hash: (String) -> String
    ) -> [NameRow] {
        func rows(_ form: NameRow.Form, _ hashes: [String]) -> [NameRow] {
            hashes.map { NameRow(form: form, kind: kind, hash: $0, subject: subject) }
        }
        return names.flatMap { name in
            rows(.word, name.words) + rows(.sound, name.sounds)
                + rows(.wordPair, name.pairs(hash))
                + rows(.soundPair, NameHashes.pairs(name.sounds, hash))
                + rows(.dated, dated(name, hash).map { [$0] } ?? [])
        }
    }

    fileprivate func identifiers(_ subject: String) -> [IdentifierRow] {
        let held: [(IdentifierRow.Form, String?)] = [(.nik, nik), (.pupilNumber, pupilNumber)]
        return held.compactMap { form, hash in
            hash.map { IdentifierRow(form: form, hash: $0, subject: subject) }
        }
    }

    /// The only word of a name with the birth date as one hash.
    fileprivate func dated(_ name: NameHashes, _ hash: (String) -> String) -> String? {
        guard let birthDate, name.words.count == 1 else { return nil }
        return hash(name.words[0] + birthDate)
    }
}

// MARK: Likeness

/// How much two records look like one person.
package struct Likeness: Codable, Sendable, Equatable {
    /// Why they look alike.
    package enum Reason: String, CodeSet {
        case nik, personName = "name", birthDate

        package static let name = "LikenessReason"
    }

    /// At most 1,000; below 0 when nothing but the birth dates can be compared, and they differ.
    package let score: Int64
    package let reasons: [Reason]
    /// True when the office should look at the pair.
    package let isProposed: Bool

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
                let isOneWord = common == 1 && all == 2
                if base > best.base || (base == best.base && common >= 2) {
                    best = (base, common >= 2, isOneWord)
                }
            }
        }
        let dated = min(1000, best.base + (sameDate ? 100 : knowsDates ? -300 : 0))
        score = sameNumber ? 1000 : dated
        isProposed =
            sameNumber || (best.isAlike && dated >= 750) || (best.isOneWord && sameDate)
        reasons = [
            sameNumber ? .nik : nil, best.isAlike || best.isOneWord ? .personName : nil,
            sameDate ? .birthDate : nil,
        ].compactMap(\.self)
    }
}

extension Facts {
    /// Everybody of some kinds who looks like a person, the most alike first, then by id.
    ///
    /// Somebody with a merged record is named by the record that stays.
    package func lookalikes(
        of hashes: SubjectHashes,
        among kinds: [SubjectKind],
        except subject: String? = nil,
        _ hash: (String) -> String
    ) -> [(subject: String, likeness: Likeness)] {
        var found: Set<String> = []
        if let nik = hashes.nik {
            let holders = rows(IdentifierRow.self, prefix: IdentifierRow.key(.nik, nik))
            for row in holders where SubjectKind(of: row.subject).map(kinds.contains) ?? false {
                found.insert(row.subject)
            }
        }
        for kind in kinds {
            for name in hashes.names {
                let prefixes =
                    name.pairs(hash).map { NameRow.key(.wordPair, kind, $0) }
                    + (hashes.dated(name, hash).map { [NameRow.key(.dated, kind, $0)] } ?? [])
                for prefix in prefixes {
                    for row in rows(NameRow.self, prefix: prefix) { found.insert(row.subject) }
                }
            }
        }
        var best: [String: Likeness] = [:]
        for holder in found {
            guard let row = row(SubjectHashesRow.self, RowKey(holder)) else { continue }
            let likeness = Likeness(hashes, row.hashes)
            let person = standing(for: row)
            guard likeness.isProposed, person != subject,
                likeness.score > best[person]?.score ?? .min
            else { continue }
            best[person] = likeness
        }
        return best.map { (subject: $0.key, likeness: $0.value) }
            .sorted { ($1.likeness.score, $0.subject) < ($0.likeness.score, $1.subject) }
    }

    /// The record that stands for a person today, after all merges.
    private func standing(for row: SubjectHashesRow) -> String {
        var row = row
        while let into = row.mergedInto, let next = self.row(SubjectHashesRow.self, RowKey(into)) {
            row = next
        }
        return row.mergedInto ?? row.subject
    }

    /// The people of a kind with a number.
    package func holders(
        of form: IdentifierRow.Form,
        _ hash: String,
        kind: SubjectKind
    ) -> [String] {
        rows(IdentifierRow.self, prefix: IdentifierRow.key(form, hash)).map(\.subject)
            .filter { SubjectKind(of: $0) == kind }
    }
}

// MARK: Searching

/// How the words of a name are compared in a search.
package enum NameMatch: String, CodeSet {
    case exact, phonetic

    package static let name = "NameMatch"
}

extension Facts {
    /// Visits everybody of a kind one of whose names has all the hashes, by id, until `false`.
    package func visitNamed(
        _ match: NameMatch,
        _ kind: SubjectKind,
        _ sought: NameHashes,
        _ hash: (String) -> String,
        _ body: (_ subject: String) -> Bool
    ) {
        let hashes = match == .exact ? sought.words : sought.sounds
        guard let first = hashes.first else { return }
        var prefix = NameRow.key(match == .exact ? .word : .sound, kind, first)
        if hashes.count > 1 {
            // Two words together are rarer than either of them.
            let pair = NameHashes.pair(first, hashes[1], hash)
            prefix = NameRow.key(match == .exact ? .wordPair : .soundPair, kind, pair)
        }
        visit(NameRow.self, prefix: prefix, from: nil, reversed: false) { row in
            if hashes.count > 2 {
                let names = self.row(SubjectHashesRow.self, RowKey(row.subject))?.hashes.names
                let isNamed = (names ?? []).contains { name in
                    hashes.allSatisfy((match == .exact ? name.words : name.sounds).contains)
                }
                guard isNamed else { return true }
            }
            return body(row.subject)
        }
    }
}
