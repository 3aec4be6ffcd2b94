// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import ControlProtocol

/// Money is counted piece by piece: one question for each coin and note, then a review.
///
/// Every question has the sum so far; after each answer a draft is kept.
package struct CountDialogue {
    /// Coins and notes that are legal tender on the date, in the order they are asked for.
    package let questions: [CatalogueTender]
    private let date: String
    /// Money that was tender before the date, for an example.
    private let withdrawn: [String]
    private let otherTitle: String?
    private let looks: Looks
    private let console: Lines

    /// How the dialogue talks; a terminal, or a test.
    package struct Lines {
        let ask: (String) throws(Failure) -> String?
        let note: (String) -> Void
        let keep: (CountDraft) -> Void

        /// Asks one line at a time, shows lines, keeps drafts.
        package init(
            ask: @escaping (String) throws(Failure) -> String?,
            note: @escaping (String) -> Void,
            keep: @escaping (CountDraft) -> Void
        ) {
            self.ask = ask
            self.note = note
            self.keep = keep
        }
    }

    /// A dialogue over the money of a catalogue on an ISO date.
    ///
    /// With a title for it, money that is no tender is asked for too.
    package init(
        _ tender: [CatalogueTender],
        on date: String,
        otherTitle: String?,
        looks: Looks,
        lines: Lines
    ) {
        questions = tender.filter { $0.isTender(on: date) }
        self.date = date
        withdrawn = tender.flatMap { $0.withdrawn(on: date) }
        self.otherTitle = otherTitle
        self.looks = looks
        console = lines
    }

    // A box holds less than a hundred million; a longer sum moves what stands after it.
    private let sumWidth = 10
    // More pieces of one coin than any box holds; the daemon takes no more.
    private static let piecesMax: Int64 = 1_000_000

    /// Asks what the draft does not answer yet, then for a yes; answers the whole draft.
    ///
    /// Throws `interrupted` at the end of the input, `confirmationNeeded` without a yes.
    package func run(_ kept: CountDraft) throws(Failure) -> CountDraft {
        var draft = kept
        looks.wrapped(looks.text(.countHowTo), at: " ", indent: 0, hanging: 2)
            .forEach(console.note)
        let answered = questions.count { draft.pieces[$0.key] != nil }
        if answered > 0 {
            console.note(looks.text(.countResumed, "\(answered)", "\(questions.count)"))
        }
        var place = questions.firstIndex { draft.pieces[$0.key] == nil } ?? questions.count
        while place < questions.count {
            let isBack = try !answer(place, &draft)
            place = isBack ? max(0, place - 1) : place + 1
        }
        if let otherTitle, draft.other == nil { try askOther(otherTitle, &draft) }
        while true {
            review(draft).forEach(console.note)
            let word = try ask(looks.text(.countSend)).lowercased()
            if ["y", "ya", "yes"].contains(word) { return draft }
            if let place = questions.firstIndex(where: { $0.key == word }) {
                _ = try answer(place, &draft)
            } else if let otherTitle, draft.other?[word] != nil {
                try askOther(otherTitle, &draft)
            } else {
                throw Failure("confirmationNeeded", exit: 64, .nothingSent)
            }
        }
    }

    private func ask(_ question: String) throws(Failure) -> String {
        guard let line = try console.ask(question) else {
            throw Failure("interrupted", exit: 130, .interrupted)
        }
        return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// One question until it is answered; false: back to the one before.
    private func answer(_ place: Int, _ draft: inout CountDraft) throws(Failure) -> Bool {
        let money = questions[place]
        let known = draft.pieces[money.key]
        let sum = "Rp" + looks.grouped(total(draft))
        let question =
            "\(padded("\(place + 1)/\(questions.count)", 5, right: true))  "
            + "\(padded(name(money), nameWidth))  "
            + looks.text(.countRunning, padded(sum, sumWidth + 2, right: true))
            + "  " + (known.map { "[\(looks.grouped($0))] " } ?? "") + looks.text(.countPieces)
        while true {
            let word = try ask(question)
            if word == "<" { return false }
            guard let pieces = word.isEmpty ? known ?? 0 : Self.pieces(word) else {
                console.note(looks.text(.countNeedsPieces, escapedForTerminal(word)))
                continue
            }
            draft.pieces[money.key] = pieces
            console.keep(draft)
            return true
        }
    }

    /// A number of pieces, with or without points between thousands.
    private static func pieces(_ word: String) -> Int64? {
        let form = ValueReader(today: 0)
        guard let pieces = try? form.rupiah(word, ""), word.first?.isNumber == true,
            (0...piecesMax).contains(pieces)
        else { return nil }
        return pieces
    }

    /// Money that is no tender, as pairs; anything else but none is asked again.
    private func askOther(_ title: String, _ draft: inout CountDraft) throws(Failure) {
        // Before the first withdrawal there is no example to give.
        let example = withdrawn.first.map { "\($0)=3" } ?? looks.text(.countOtherForm)
        while true {
            let word = try ask(looks.text(.countOther, escapedForTerminal(title), example))
            var other: [String: Int64] = [:]
            var isWhole = true
            let isNone = Self.pieces(word) == 0
            for pair in isNone ? [] : word.split(whereSeparator: { $0 == "," || $0 == " " }) {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                let pieces = parts.count == 2 ? Self.pieces(parts[1]) : nil
                if let pieces { other[parts[0]] = pieces } else { isWhole = false }
            }
            guard isWhole else {
                console.note(looks.text(.needsPairs, title, escapedForTerminal(word)))
                continue
            }
            draft.other = other
            console.keep(draft)
            return
        }
    }

    // MARK: Looks

    private var nameWidth: Int { questions.map { displayWidth(name($0)) }.max() ?? 0 }

    /// `koin 500 (bukan 500@1991)`.
    private func name(_ money: CatalogueTender) -> String {
        let name = "\(escapedForTerminal(money.title)) \(looks.grouped(money.value))"
        let withdrawn = money.withdrawn(on: date).joined(separator: ", ")
        return withdrawn.isEmpty ? name : "\(name) (\(looks.text(.countExcept, withdrawn)))"
    }

    private func total(_ draft: CountDraft) -> Int64 {
        questions.reduce(0) { $0 + $1.value * (draft.pieces[$1.key] ?? 0) }
    }

    /// What was counted, coin by coin, and the sum.
    private func review(_ draft: CountDraft) -> [String] {
        let columns = [
            Column(key: "money", title: looks.text(.countDenomination)),
            Column(key: "key", title: looks.text(.countKey)),
            Column(key: "pieces", title: looks.text(.countPiecesHeading), type: "integer"),
            Column(key: "value", title: looks.text(.countValue), type: "rupiah"),
        ]
        var rows = questions.compactMap { money -> JSONValue? in
            guard let pieces = draft.pieces[money.key] else { return nil }
            let isNone = pieces == 0
            return [
                "money": .string(name(money)), "key": .string(money.key),
                "pieces": isNone ? .null : .integer(pieces),
                "value": isNone ? .null : .integer(pieces * money.value),
            ]
        }
        for (key, pieces) in (draft.other ?? [:]).sorted(by: { $0.key < $1.key }) {
            rows.append([
                "money": .string(otherTitle ?? ""), "key": .string(key),
                "pieces": .integer(pieces), "value": .integer(0),
            ])
        }
        let table = Table(columns: columns, looks: looks, today: 0)
        return ["", looks.tinted(looks.text(.countReview), .bold)] + table.lines(rows).lines
            + [looks.text(.countTotal, looks.grouped(total(draft)))]
    }
}
