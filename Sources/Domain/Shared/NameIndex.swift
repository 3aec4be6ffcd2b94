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
    /// Keyed hashes of the folded words, in the order of the name.
    package let words: [String]
    /// Keyed hashes of how the words sound, fewer when two sound alike.
    package let sounds: [String]

    /// The hashes of a name's words under a hash function with the office's key.
    package init(_ name: String, _ hash: (String) -> String) {
        let folded = NameFold.uniqueWords(of: name)
        words = folded.map(hash)
        sounds = NameFold.uniqueSounds(of: folded).map(hash)
    }

    /// Every two of some hashes as one text, whatever their order.
    static func pairs(_ hashes: some Collection<String>) -> [String] {
        hashes.enumerated().flatMap { offset, first in
            hashes.dropFirst(offset + 1).map { pair(first, $0) }
        }
    }

    static func pair(_ one: String, _ other: String) -> String {
        half(min(one, other)) + half(max(one, other))
    }

    /// Two halves tell two words apart as well as one whole hash does one, and keys stay short.
    fileprivate static func half(_ hash: String) -> String {
        String(Substring(hash.utf8.prefix(hash.utf8.count / 2)))
    }
}

/// All keyed hashes that stand for one person.
package struct SubjectHashes: Codable, Sendable, Equatable {
    /// Of the name held today.
    package var name: NameHashes
    /// Aliases and earlier names, in the order recorded.
    package var otherNames: [NameHashes] = []
    /// Of the ISO date; `nil` when unknown.
    package var birthDate: String?
    /// Of the national number; `nil` when unknown.
    package var nik: String?
    /// Of the number a school gave; `nil` when unknown.
    package var pupilNumber: String?

    /// The hashes of somebody's name alone.
    package init(name: NameHashes) { self.name = name }

    /// The name and the further names.
    package var names: [NameHashes] { [name] + otherNames }
}

/// What of a person's identity is at hand in clear: to be hashed at once and forgotten.
package struct ClearIdentity {
    /// `nil`: not at hand, the hashes stay as they were.
    package var name: String?
    /// `nil`: not at hand; empty: there are none any more.
    package var otherNames: [String]?
    /// The ISO date; `nil`: not at hand.
    package var birthDate: String?
    /// All digits; `nil`: not at hand.
    package var nik: String?
    /// As the school writes it; `nil`: not at hand.
    package var pupilNumber: String?
    /// True when the birth date is known no longer; what is merely not at hand stays as it was.
    package var lostBirthDate = false
    /// The same of the NIK.
    package var lostNIK = false

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
        hashes.birthDate = birthDate.map(hash) ?? (lostBirthDate ? nil : before?.birthDate)
        hashes.nik = nik.map(hash) ?? (lostNIK ? nil : before?.nik)
        hashes.pupilNumber = pupilNumber.map(hash) ?? before?.pupilNumber
        return hashes
    }
}

// MARK: Rows

/// What a row of the name index stands under, besides the kind of person.
package enum NameForm {
    /// A word, or how it sounds.
    case word, sound
    /// Two words of one name, or two sounds.
    case wordPair, soundPair
    /// Two words, or the only one of a name, with the birth date.
    case dated
    /// Two words of a name of so many words, by whether the birth date is known.
    case sized(Int, hasDate: Bool)

    /// As it stands in keys.
    var text: String {
        switch self {
        case .word: "word"
        case .sound: "sound"
        case .wordPair: "wordPair"
        case .soundPair: "soundPair"
        case .dated: "dated"
        case .sized(let count, let hasDate): "\(hasDate ? "sized" : "undated")/\(count)"
        }
    }
}

/// Somebody with a name that has some hashes; where it stands is in the key alone.
package struct NameRow: PackedRow {
    package static let table = RowTable(23, "names")
    package static let isWrittenOnce = true
    package let key: RowKey
    /// Whom the row stands for: all that it holds besides its key.
    package let subject: String

    fileprivate init(_ form: NameForm, _ kind: SubjectKind, _ hashes: String, _ subject: String) {
        key = Self.key(form, kind, hashes).and(subject)
        self.subject = subject
    }

    private init(subject: String) {
        key = RowKey()
        self.subject = subject
    }

    package init(from decoder: any Decoder) throws {
        self.init(subject: try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(subject)
    }

    package func pack(into packer: inout RowPacker) { packer.pack(subject) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        self.init(subject: try unpacker.next())
    }

    /// The prefix of everybody of a kind with some hashes.
    static func key(_ form: NameForm, _ kind: SubjectKind, _ hashes: String) -> RowKey {
        RowKey(form.text, reserving: keyBytesUsual).and(kind.rawValue).and(hashes)
    }

    // Two words or a word and a date, and whom it stands for.
    private static let keyBytesUsual = 80
}

/// How many people of a kind there are, have a word in their names, or a name of so many words.
package struct NameCountRow: Row {
    package static let table = RowTable(26, "nameCounts")
    /// Counted apart for each kind.
    package let kind: SubjectKind
    /// Empty, the keyed hash of a folded word, or the text of ``NameForm/sized(_:hasDate:)``.
    package let word: String
    /// People, each once, whatever number of their names is meant.
    package var count: Int64
    package var key: RowKey { Self.key(kind, word) }

    static func key(_ kind: SubjectKind, _ word: String) -> RowKey {
        RowKey(kind.rawValue).and(word)
    }
}

/// Somebody with a hashed number that is given to one person only.
package struct IdentifierRow: Row {
    /// Which number.
    package enum Form: String, Codable, Sendable { case nik, pupilNumber }

    package static let table = RowTable(24, "identifiers")
    /// Which of the numbers the hash is of.
    package let form: Form
    /// Keyed, of the number's digits.
    package let hash: String
    /// Whose number it is.
    package let subject: String
    package var key: RowKey { Self.key(form, hash).and(subject) }

    /// The prefix of everybody with a number.
    fileprivate static func key(_ form: Form, _ hash: String) -> RowKey {
        RowKey(form.rawValue).and(hash)
    }
}

/// Everything the index holds of one person.
package struct SubjectHashesRow: Row {
    package static let table = RowTable(25, "subjectHashes")
    /// The id of a person of any kind.
    package let subject: String
    /// All that an erasure removes.
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
    /// Answers true when a name, the birth date or a number changed. Nothing happens where no key
    /// is at hand, or nothing of the name: an erased subject stays out.
    package func index(_ subject: String, _ clear: ClearIdentity, at position: Int64) -> Bool {
        guard let kind = SubjectKind(of: subject) else { return false }
        let before = row(SubjectHashesRow.self, RowKey(subject))
        var isKeyed = true
        func hash(_ text: String) -> String {
            guard let hash = indexHash(text) else {
                isKeyed = false
                return ""
            }
            return hash
        }
        guard let hashes = clear.hashes(before?.hashes, hash), isKeyed else { return false }
        if before?.hashes != hashes {
            let names = hashes.names(subject, kind)
            let identifiers = hashes.identifiers(subject)
            if let before { take(before.hashes, subject, kind) }
            if before == nil, hashes.otherNames.isEmpty {
                for row in names { insert(row) }
            } else {
                // Names that have a word in common have rows in common.
                for row in names { put(row) }
            }
            for row in identifiers { put(row) }
            for word in hashes.counted { count(word, kind, 1) }
        }
        put(
            SubjectHashesRow(
                subject: subject,
                hashes: hashes,
                namedAt: clear.name == nil ? before?.namedAt ?? position : position,
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
        take(row.hashes, subject, kind)
        remove(SubjectHashesRow.self, row.key)
    }

    private func take(_ hashes: SubjectHashes, _ subject: String, _ kind: SubjectKind) {
        for row in hashes.names(subject, kind) { remove(NameRow.self, row.key) }
        for row in hashes.identifiers(subject) { remove(IdentifierRow.self, row.key) }
        for word in hashes.counted { count(word, kind, -1) }
    }

    private func count(_ word: String, _ kind: SubjectKind, _ more: Int64) {
        let key = NameCountRow.key(kind, word)
        change(NameCountRow.self, key) { row in
            let count = (row?.count ?? 0) + more
            row = count > 0 ? NameCountRow(kind: kind, word: word, count: count) : nil
        }
    }
}

extension SubjectHashes {
    /// Everybody, the words of all names and how long these are, each once.
    fileprivate var counted: Set<String> {
        let sizes = names.map { NameForm.sized($0.words.count, hasDate: birthDate != nil).text }
        return Set([""] + names.flatMap(\.words) + sizes)
    }

    fileprivate func names(_ subject: String, _ kind: SubjectKind) -> [NameRow] {
        names.flatMap { name -> [NameRow] in
            func rows(_ form: NameForm, _ hashes: [String]) -> [NameRow] {
                hashes.map { NameRow(form, kind, $0, subject) }
            }
            let pairs = NameHashes.pairs(name.words)
            return rows(.word, name.words) + rows(.sound, name.sounds)
                + rows(.wordPair, pairs) + rows(.soundPair, NameHashes.pairs(name.sounds))
                + rows(.sized(name.words.count, hasDate: birthDate != nil), pairs)
                + rows(.dated, dated(name))
        }
    }

    /// What stands for a name together with the birth date.
    func dated(_ name: NameHashes) -> [String] {
        guard let birthDate else { return [] }
        let parts = name.words.count == 1 ? name.words : NameHashes.pairs(name.words)
        return parts.map { $0 + NameHashes.half(birthDate) }
    }

    fileprivate func identifiers(_ subject: String) -> [IdentifierRow] {
        let held: [(IdentifierRow.Form, String?)] = [(.nik, nik), (.pupilNumber, pupilNumber)]
        return held.compactMap { form, hash in
            hash.map { IdentifierRow(form: form, hash: $0, subject: subject) }
        }
    }
}

// MARK: Searching

extension NameHashes {
    fileprivate func hashes(_ match: NameMatch) -> [String] {
        match == .exact ? words : sounds
    }
}

extension NameRow {
    /// The prefix of those with the first hashes of a search; `nil` for a search without any.
    fileprivate static func key(
        _ match: NameMatch,
        _ kind: SubjectKind,
        _ sought: NameHashes
    ) -> RowKey? {
        let hashes = sought.hashes(match)
        guard let first = hashes.first else { return nil }
        guard hashes.count > 1 else { return key(match == .exact ? .word : .sound, kind, first) }
        // Two words together are rarer than either of them.
        let pair = NameHashes.pair(first, hashes[1])
        return key(match == .exact ? .wordPair : .soundPair, kind, pair)
    }
}

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
        _ body: (_ subject: String) -> Bool
    ) {
        guard let prefix = NameRow.key(match, kind, sought) else { return }
        visit(NameRow.self, prefix: prefix, from: nil, reversed: false) { row in
            hasAll(match, sought, row.subject) ? body(row.subject) : true
        }
    }

    /// True when one of somebody's names has all the hashes.
    package func isNamed(
        _ match: NameMatch,
        _ kind: SubjectKind,
        _ sought: NameHashes,
        _ subject: String
    ) -> Bool {
        guard let prefix = NameRow.key(match, kind, sought) else { return false }
        return row(NameRow.self, prefix.and(subject)) != nil && hasAll(match, sought, subject)
    }

    // Up to two hashes are in the key of a row; more are looked up.
    private func hasAll(_ match: NameMatch, _ sought: NameHashes, _ subject: String) -> Bool {
        let hashes = sought.hashes(match)
        if hashes.count <= 2 { return true }
        let names = row(SubjectHashesRow.self, RowKey(subject))?.hashes.names ?? []
        return names.contains { hashes.allSatisfy($0.hashes(match).contains) }
    }

    /// The people of all kinds with a number.
    func holders(of form: IdentifierRow.Form, _ hash: String) -> [String] {
        rows(IdentifierRow.self, prefix: IdentifierRow.key(form, hash)).map(\.subject)
    }

    /// The people of a kind with a number.
    package func holders(
        of form: IdentifierRow.Form,
        _ hash: String,
        kind: SubjectKind
    ) -> [String] {
        holders(of: form, hash).filter { SubjectKind(of: $0) == kind }
    }
}
