// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// A journal as beancount reads it: accounts are opened, entries balance, balances are checked.
package struct Beancount {
    /// The whole file.
    package let text: String

    private static let roots = [
        "assets": "Assets", "liabilities": "Liabilities", "equity": "Equity",
        "revenues": "Income", "expenses": "Expenses",
    ]
    /// Members of the entry; every other member belongs to the posting.
    private static let ofEntry: Set<String> = [
        "position", "entry", "date", "fund", "kind", "ref", "account", "debit", "credit",
        "reverses", "reversedBy",
    ]
    /// Members that have a shorter name in books.
    private static let names = [
        "denomination": "denom", "cashKind": "kind", "emissionYear": "emission",
    ]

    private struct Account {
        let name: String
        let opened: String
        var balance: Int64
    }

    /// Postings in the order of the books, those of an entry together.
    ///
    /// Throws wrong usage for an entry of which only one side is there.
    package init(_ rows: [JSONValue]) throws(Failure) {
        var entries = ""
        var accounts: [Account] = []
        var last = ""
        var rest = rows[...]
        while let first = rest.first {
            let entry = first["entry"]
            let postings = rest.prefix { $0["entry"] == entry }
            rest = rest.dropFirst(postings.count)
            last = Beancount.text(first, "date")
            entries += "\n" + Beancount.head(first)
            var sum: Int64 = 0
            for posting in postings {
                let name = Beancount.account(posting)
                let amount =
                    (posting["debit"]?.integer ?? 0) - (posting["credit"]?.integer ?? 0)
                sum += amount
                if let place = accounts.firstIndex(where: { $0.name == name }) {
                    accounts[place].balance += amount
                } else {
                    accounts.append(Account(name: name, opened: last, balance: amount))
                }
                entries += "  \(name)  \(amount) IDR\n" + Beancount.tags(posting)
            }
            guard sum == 0 else {
                throw .usage(.journalOneSided, Beancount.text(first, "entry"))
            }
        }
        let opened = accounts.map { "\($0.opened) open \($0.name) IDR\n" }
        // A balance holds at the beginning of a day, so that of the last day stands on the next.
        let after = Civil.days(isoDate: last).map { Civil.isoDate(daysSince1970: $0 + 1) } ?? last
        let balances = accounts.map { "\(after) balance \($0.name) \($0.balance) IDR\n" }
        text = opened.sorted().joined() + entries + "\n" + balances.sorted().joined()
    }

    private static func text(_ row: JSONValue, _ name: String) -> String {
        row[name]?.string ?? ""
    }

    private static func head(_ row: JSONValue) -> String {
        let words = [text(row, "kind"), text(row, "ref")].map(quoted).joined(separator: " ")
        let link = "^fund-" + component(text(row, "fund"))
        var lines = ["\(text(row, "date")) * \(words) \(link)"]
        for name in ["entry", "reverses"] where row[name]?.string != nil {
            lines.append("  \(name): \(quoted(text(row, name)))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func tags(_ row: JSONValue) -> String {
        (row.members ?? []).compactMap { member -> String? in
            guard !ofEntry.contains(member.name) else { return nil }
            let name = names[member.name] ?? member.name
            if let number = member.value.integer { return "    \(name): \(number)\n" }
            return member.value.string.map { "    \(name): \(quoted($0))\n" }
        }.joined()
    }

    /// `assets:cash:coins` of a fund as `Assets:Cash:Coins:KHAS-2016`.
    private static func account(_ row: JSONValue) -> String {
        let parts = text(row, "account").split(separator: ":").map(String.init)
        let fund = text(row, "fund")
        let owned = parts.last == fund ? parts : parts + [fund]
        return owned.enumerated().map { place, part in
            place == 0 ? roots[part] ?? component(part) : component(part)
        }.joined(separator: ":")
    }

    /// A part of an account's name: a capital or a digit first, then letters, digits, hyphens.
    private static func component(_ part: String) -> String {
        let plain = part.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return plain.prefix(1).map { $0.uppercased() }.joined() + String(plain.dropFirst())
    }

    private static func quoted(_ word: String) -> String {
        let inside = word.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
        return "\"" + inside.joined() + "\""
    }
}
