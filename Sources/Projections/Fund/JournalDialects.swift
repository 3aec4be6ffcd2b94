// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

/// hledger: the names of accounts as they are, tags in comments, balances behind postings.
struct HledgerDialect: JournalDialect {
    func header(of fund: ID<Fund>?) -> String {
        "; peksos ledger export, hledger journal" + (fund.map { ", fund " + $0.text } ?? "")
            + "\ndecimal-mark .\n\ncommodity 1000. IDR\n\n"
    }

    func account(_ name: String, _ type: AccountType, from date: CivilDate) -> String {
        "account \(name)  ; type:\(type.letter)\n"
    }

    func opening(on date: CivilDate, _ lines: [(name: String, amount: Int64)]) -> String {
        "\n\(date) * opening balances\n" + lines.map { line($0.name, $0.amount) }.joined()
    }

    func entry(_ entry: JournalEntry) -> String {
        let row = entry.row
        let head = "\n\(row.date) * (\(row.entry)) \(row.kind.rawValue) \(row.ref)"
        return "\(head)  ; \(joined(entry.tags))\n"
            + entry.lines.map { line($0.name, $0.amount, $0.balance, $0.tags) }.joined()
    }

    func balance(of name: String, _ amount: Int64, after date: CivilDate) -> String { "" }

    private func joined(_ tags: [JournalTag]) -> String {
        tags.map { "\($0.name):\($0.value)" }.joined(separator: ", ")
    }

    private func line(
        _ name: String,
        _ amount: Int64,
        _ balance: Int64? = nil,
        _ tags: [JournalTag] = []
    ) -> String {
        var line = "    " + columns(name, amount) + " IDR"
        if let balance { line += " = \(balance) IDR" }
        if !tags.isEmpty { line += "  ; " + joined(tags) }
        return line + "\n"
    }
}

/// beancount: five capitalised roots, accounts that are opened, tags as metadata, and balances that
/// hold at the beginning of the day after.
struct BeancountDialect: JournalDialect {
    func header(of fund: ID<Fund>?) -> String {
        "; peksos ledger export, beancount" + (fund.map { ", fund " + $0.text } ?? "")
            + "\noption \"operating_currency\" \"IDR\"\n\n"
    }

    func account(_ name: String, _ type: AccountType, from date: CivilDate) -> String {
        "\(date) open \(account(name)) IDR\n"
    }

    func opening(on date: CivilDate, _ lines: [(name: String, amount: Int64)]) -> String {
        "\n\(date) * \"opening balances\"\n"
            + lines.map { "  \(columns(account($0.name), $0.amount)) IDR\n" }.joined()
    }

    func entry(_ entry: JournalEntry) -> String {
        let row = entry.row
        var text = "\n\(row.date) * \(quoted("\(row.kind.rawValue) \(row.ref)"))"
        for tag in entry.tags where tag.name == "drive" { text += " ^drive-\(tag.value)" }
        text += "\n  entry: \(quoted(row.entry.text))\n"
        for tag in entry.tags where tag.name != "drive" { text += "  \(metadata(tag))" }
        for line in entry.lines {
            text += "  \(columns(account(line.name), line.amount)) IDR\n"
            text += line.tags.map { "    \(metadata($0))" }.joined()
        }
        return text
    }

    func balance(of name: String, _ amount: Int64, after date: CivilDate) -> String {
        "\n\(date.adding(days: 1)) balance \(account(name))  \(amount) IDR\n"
    }

    /// `assets:cash:coins:KHAS-2016` is `Assets:Cash:Coins:KHAS-2016`; revenues are income.
    private func account(_ name: String) -> String {
        name.split(separator: ":").enumerated().map { place, part in
            place == 0 && part == "revenues"
                ? "Income" : part.prefix(1).uppercased() + part.dropFirst()
        }.joined(separator: ":")
    }

    private func metadata(_ tag: JournalTag) -> String {
        "\(tag.name): \(tag.isNumber ? tag.value : quoted(tag.value))\n"
    }

    private func quoted(_ text: String) -> String {
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
        return "\"\(escaped.joined())\""
    }
}

/// A name and an amount in columns.
private func columns(_ name: String, _ amount: Int64) -> String {
    let digits = String(amount)
    let gap = String(repeating: " ", count: max(0, 48 - name.utf8.count))
    let indent = String(repeating: " ", count: max(0, 12 - digits.utf8.count))
    return name + gap + "  " + indent + digits
}
