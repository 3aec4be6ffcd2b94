// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol

/// What a value on the input lacks to be a report that can be drawn.
package struct ReportProblem: Error, Equatable {
    /// Where in the value, and what is wrong there, in English.
    package let text: String

    init(_ text: String) {
        self.text = text
    }
}

/// A Report value of the daemon, read once; every drawing takes its numbers from here.
package struct Report {
    /// The value as it was received.
    let value: JSONValue
    let method: String
    /// The language of every text in the value.
    package let language: Language
    let audience: String
    let position: Int64
    let asOfDate: String?
    let asOfTime: String
    let storeID: String
    /// Whether the store is for training, which every page says.
    package let isTraining: Bool
    let office: String
    let title: String
    let subtitle: String
    let blocks: [Block]
    /// Counts of people from 1 up to this one, exclusive, are not shown.
    let threshold: Int64
    let hidesCells: Bool
    /// Whether counts are hidden that are not small.
    private let hidesMore: Bool
    /// `sha256:` and 64 digits.
    let digest: String
    let anchor: String
    /// What was true only when the value was made, with its heading; outside of the digest.
    let moment: (title: String, facts: [Fact])?

    /// Reads the bytes of a value.
    package init(bytes: [UInt8]) throws(ReportProblem) {
        guard let document = try? JSONDocument(scanning: bytes, limits: .report) else {
            throw ReportProblem("not JSON")
        }
        try self.init(document.root.value)
    }

    /// Reads a value.
    ///
    /// Throws ``ReportProblem`` where a member is missing or a block is of no known kind.
    package init(_ value: JSONValue) throws(ReportProblem) {
        func text(_ name: String) throws(ReportProblem) -> String {
            guard let text = value[name]?.string else { throw ReportProblem("\(name): no text") }
            return text
        }
        self.value = value
        method = try text("report")
        guard let language = Language(rawValue: try text("lang")) else {
            throw ReportProblem("lang: neither id nor en")
        }
        self.language = language
        audience = try text("audience")
        guard let position = value["asOf"]?["position"]?.integer else {
            throw ReportProblem("asOf.position: no number")
        }
        self.position = position
        asOfDate = value["asOf"]?["date"]?.string
        asOfTime = value["asOf"]?["time"]?.string ?? ""
        storeID = value["store"]?["id"]?.string ?? ""
        isTraining = value["store"]?["mode"]?.string == "training"
        office = value["office"]?.string ?? ""
        title = try text("title")
        subtitle = value["subtitle"]?.string ?? ""
        threshold = value["suppression"]?["threshold"]?.integer ?? 5
        hidesMore = (value["suppression"]?["complementary"]?.integer ?? 0) > 0
        hidesCells = hidesMore || (value["suppression"]?["primary"]?.integer ?? 0) > 0
        digest = try text("digest")
        anchor = value["anchor"]?.string ?? ""
        var blocks: [Block] = []
        for item in value["blocks"]?.items ?? [] { blocks.append(try Block(item)) }
        self.blocks = blocks
        if let moment = value["moment"], !moment.isNull {
            let rows = moment["rows"]?.items ?? []
            self.moment = (moment["title"]?.string ?? "", rows.map(Fact.init))
        } else {
            moment = nil
        }
    }

    /// Stands where a count is hidden.
    ///
    /// Where counts were hidden that are not small, because small ones followed from them, a sign
    /// that names the threshold would not be true.
    var hiddenSign: String { hidesMore ? "*" : "<\(threshold)" }

    /// The tables in their order.
    var tables: [ReportTable] {
        blocks.compactMap { block in
            guard case .table(let table) = block else { return nil }
            return table
        }
    }

    func table(_ key: String) -> ReportTable? { tables.first { $0.key == key } }

    /// The table without codes that have their names beside them: where a flow comes from and
    /// goes to, and ids whose column of names has no gap.
    func forReaders(_ table: ReportTable) -> ReportTable {
        var hidden: Set<String> = []
        for column in table.columns where column.type == "id" {
            for name in [column.key + "Name", column.key + "Label"] {
                guard let place = table.index(name),
                    !table.rows.contains(where: { $0[place] == .empty })
                else { continue }
                hidden.insert(column.key)
            }
        }
        return hidden.isEmpty ? table : table.without(hidden)
    }
}

/// One part of a report, from top to bottom.
enum Block {
    case heading(String, level: Int)
    case paragraph(String)
    case facts([Fact])
    case table(ReportTable)
    case chart(Chart)
    case checks([CheckLine])
    case signatures([(role: String, label: String)])
    case pageBreak

    init(_ value: JSONValue) throws(ReportProblem) {
        let rows = value["rows"]?.items ?? []
        let text = value["text"]?.string ?? ""
        switch value["kind"]?.string {
        case "heading": self = .heading(text, level: Int(value["level"]?.integer ?? 2))
        case "paragraph": self = .paragraph(text)
        case "facts": self = .facts(rows.map(Fact.init))
        case "table": self = .table(ReportTable(value))
        case "chart": self = .chart(try Chart(value))
        case "checks": self = .checks(rows.map(CheckLine.init))
        case "signatures":
            self = .signatures(
                rows.map { ($0["role"]?.string ?? "", $0["label"]?.string ?? "") }
            )
        case "pageBreak": self = .pageBreak
        case let kind: throw ReportProblem("a block of kind \(kind ?? "none")")
        }
    }
}

/// A line of a list of facts.
struct Fact {
    let label: String
    let cell: Cell
    let column: ReportColumn
    /// `good`, `warn` or `bad`.
    let mark: String?

    init(_ value: JSONValue) {
        label = sentenceCased(value["label"]?.string ?? "")
        mark = value["mark"]?.string
        let shown = value["shown"]?.string
        cell = shown.map { .text($0) } ?? Cell(value["value"] ?? .null)
        let type = shown == nil ? value["type"]?.string ?? "text" : "text"
        column = ReportColumn(key: value["key"]?.string ?? "", title: label, type: type)
    }
}

/// The text with a capital at its beginning, as what stands by itself has.
func sentenceCased(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
}

/// A statement with both of its sides.
struct CheckLine {
    let text: String
    let left: Cell
    let right: Cell
    let type: String
    let holds: Bool

    init(_ value: JSONValue) {
        text = value["text"]?.string ?? ""
        left = Cell(value["left"] ?? .null)
        right = Cell(value["right"] ?? .null)
        type = value["type"]?.string ?? "integer"
        holds = value["ok"]?.bool ?? false
    }

    /// Left minus right, where both are numbers.
    var difference: Int64? {
        guard let left = left.integer, let right = right.integer else { return nil }
        return left - right
    }
}

/// One value of a table.
enum Cell: Equatable, Sendable {
    case empty
    case integer(Int64)
    case text(String)
    case bool(Bool)
    /// A small count of people that is not shown.
    case suppressed
    /// A person, by the id, and what may be shown of the name; nil once it was erased.
    case subject(id: String, shown: String?)

    init(_ value: JSONValue) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        case .bool(let flag): self = .bool(flag)
        case .object where value["suppressed"]?.bool == true: self = .suppressed
        case .object where value["subject"] != nil:
            let id = value["subject"]?.string ?? ""
            self = .subject(id: id, shown: value["shown"]?.string)
        default: self = .empty
        }
    }

    /// The number, when this is one.
    var integer: Int64? {
        guard case .integer(let number) = self else { return nil }
        return number
    }
}
