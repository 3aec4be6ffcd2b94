// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import Domain

// A report is a query whose answer is a value that stands on its own: texts for one reader, tables,
// and charts that read nothing but those tables. The daemon decides what it says, the client how it
// looks. Order of its parts: the answer in a sentence, facts, figures, checks, signatures.

/// For whom a report is written; decides what may stand in it.
package enum ReportAudience: String, CodeSet {
    case donor, `internal`, official, team, `public`, subject

    package static let name = "ReportAudience"

    /// True where counts of few people are hidden from every reader.
    package var hidesSmallCells: Bool { self == .donor || self == .official || self == .public }
}

/// The body of a report, before the office adds where and when it was made.
package struct ReportBody: Codable, Sendable {
    /// What it is called, on the first line.
    package let title: String
    /// What of: a drive, a period, an area.
    package let subtitle: String
    /// In the order of the page.
    package let blocks: [ReportBlock]
    /// What was hidden because it stood for few people.
    package let suppression: Suppression
    /// What is true only now, whatever position is asked for; outside of the digest.
    package let moment: ReportMoment?
    /// Why the report must not leave; `nil` when it may.
    package let problem: String?

    init(
        title: String,
        subtitle: String,
        blocks: [ReportBlock],
        suppression: Suppression,
        moment: ReportMoment?,
        problem: String?
    ) {
        self.title = title
        self.subtitle = subtitle
        self.blocks = blocks
        self.suppression = suppression
        self.moment = moment
        self.problem = problem
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(title, forKey: .title)
        try container.encode(subtitle, forKey: .subtitle)
        try container.encode(blocks.map(\.json), forKey: .blocks)
        try container.encode(suppression, forKey: .suppression)
        if let moment { try container.encode(moment.json, forKey: .moment) }
    }

    /// Only describes the shape to the catalogue; nobody reads a report back.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            title: try container.decode(String.self, forKey: .title),
            subtitle: try container.decode(String.self, forKey: .subtitle),
            blocks: [],
            suppression: try container.decode(Suppression.self, forKey: .suppression),
            moment: nil,
            problem: nil
        )
    }

    private enum CodingKeys: String, CodingKey {
        case title, subtitle, blocks, suppression, moment
    }
}

/// Facts of the machine while a report is made, which no log could give back later.
package struct ReportMoment: Sendable {
    /// Stands above the facts.
    package let title: String
    /// With labels in the language of the report.
    package let rows: [ReportFact]

    fileprivate var json: JSONValue {
        ["title": .string(title), "rows": .array(rows.map(\.json))]
    }
}

/// How many counts of people were hidden.
package struct Suppression: Codable, Sendable, Equatable {
    /// The smallest count that is shown, but for 0.
    package let threshold: Int64
    /// Hidden because they are small.
    package let primary: Int64
    /// Hidden because the small ones could be worked out from them.
    package let complementary: Int64
}

/// One piece of a report.
package enum ReportBlock: Sendable {
    case heading(String, level: Int)
    case paragraph(String)
    case facts([ReportFact])
    case table(ReportTable)
    case chart(ReportChart)
    case checks([ReportCheck])
    case signatures([(role: String, label: String)])
    case pageBreak

    /// As it stands in the value.
    package var json: JSONValue {
        switch self {
        case .heading(let text, let level):
            ["kind": "heading", "text": .string(text), "level": .integer(Int64(level))]
        case .paragraph(let text): ["kind": "paragraph", "text": .string(text)]
        case .facts(let rows): ["kind": "facts", "rows": .array(rows.map(\.json))]
        case .table(let table): table.json
        case .chart(let chart): chart.json
        case .checks(let rows): ["kind": "checks", "rows": .array(rows.map(\.json))]
        case .signatures(let rows):
            [
                "kind": "signatures",
                "rows": .array(
                    rows.map { ["role": .string($0.role), "label": .string($0.label)] }
                ),
            ]
        case .pageBreak: ["kind": "pageBreak"]
        }
    }
}

/// One value with its label.
package struct ReportFact: Sendable {
    /// For machines.
    package let key: String
    /// For people.
    package let label: String
    /// As of a column.
    package let type: String
    /// A total of people is filled in from its table, so that both hide the same.
    package var value: ReportCell
    /// The table and column whose total the value is.
    package var total: (table: String, column: String)?
    /// `good` or `bad`; `nil` where nothing is judged.
    package var mark: String?
    /// The title of a code.
    package var shown: String?

    fileprivate var json: JSONValue {
        var members = [
            JSONMember("key", .string(key)), JSONMember("label", .string(label)),
            JSONMember("type", .string(type)), JSONMember("value", value.json),
        ]
        if let mark { members.append(JSONMember("mark", .string(mark))) }
        if let shown { members.append(JSONMember("shown", .string(shown))) }
        return .object(members)
    }
}

/// Two sides that must be equal.
package struct ReportCheck: Sendable {
    /// For machines.
    package let key: String
    /// What is compared.
    package let text: String
    /// As of a column: `rupiah`, `integer` or `date`.
    package let type: String
    /// One side.
    package let left: ReportCell
    /// The other side.
    package let right: ReportCell
    /// True when it holds.
    package let isRight: Bool

    fileprivate var json: JSONValue {
        [
            "key": .string(key), "text": .string(text), "type": .string(type),
            "left": left.json, "right": right.json, "ok": .bool(isRight),
        ]
    }
}

/// A picture of a table of the same report; it holds no number of its own.
package struct ReportChart: Sendable {
    /// What is drawn.
    package enum Kind: String, Sendable {
        case bars, stackedBars, flow, heat, tiles, line, gauge
    }

    /// Unique in the report.
    package let key: String
    /// Decides what the options say.
    package let kind: Kind
    /// The caption.
    package let title: String
    /// The finding, for those who do not see the picture.
    package let description: String
    /// The key of the table.
    package let table: String
    /// Keys of the columns that are drawn.
    package let series: [String]
    /// Which columns are labels or limits.
    package let options: JSONValue

    fileprivate var json: JSONValue {
        [
            "kind": "chart", "key": .string(key), "chart": .string(kind.rawValue),
            "title": .string(title), "description": .string(description),
            "table": .string(table), "series": .array(series.map { .string($0) }),
            "options": options,
        ]
    }
}
