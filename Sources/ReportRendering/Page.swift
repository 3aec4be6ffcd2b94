// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// A report as one HTML file: no script, no link to the outside, nothing that could be run.
package struct Page {
    private let report: Report
    private let paper: Paper
    private let formatting: Formatting
    private let words: Abbreviations

    /// A page of a report.
    package init(_ report: Report, paper: Paper = .a4) {
        self.report = report
        self.paper = paper
        formatting = Formatting(report)
        words = Abbreviations()
    }

    /// The bytes of the file as text; the same for the same value, paper and version.
    package func html() -> String {
        var out = "<!DOCTYPE html>"
        let root = Markup.tag(
            "html",
            ["lang": report.language.rawValue],
            [head, .tag("body", [:], body)]
        )
        root.write(to: &out)
        return out + "\n"
    }

    private func say(_ text: Wording) -> String { text.pick(report.language) }

    private var title: String {
        report.isTraining ? "\(say(.training)) · \(report.title)" : report.title
    }

    // MARK: Head

    private var head: Markup {
        let policy = "default-src 'none'; style-src 'unsafe-inline'"
        return .tag(
            "head",
            [:],
            [
                .tag("meta", ["charset": "utf-8"]),
                .tag("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
                .tag("meta", ["name": "referrer", "content": "no-referrer"]),
                .tag("meta", ["name": "viewport", "content": "width=device-width"]),
                .tag("meta", ["name": "peksos-report", "content": origin]),
                .tag("title", [:], "\(title) · \(report.office)"),
                .style(
                    PageStyle.sheet(paper: paper, footer: footer, page: say(.page))
                ),
            ]
        )
    }

    /// What `report verify` asks the daemon for again.
    private var origin: String {
        var members: [JSONMember] = report.value["moment"].map { [JSONMember("moment", $0)] } ?? []
        let value: JSONValue = [
            "asOf": report.value["asOf"] ?? .null, "digest": .string(report.digest),
            "lang": .string(report.language.rawValue), "method": .string(report.method),
            "paper": .string(paper.rawValue), "params": report.value["params"] ?? .null,
            "renderer": .string(rendererVersion), "storeId": .string(report.storeID),
        ]
        members += value.members ?? []
        return String(decoding: CanonicalJSON.bytes(.object(members)), as: UTF8.self)
    }

    /// In the foot of every page: letters that a style sheet cannot mistake.
    private var footer: String {
        let digest = report.digest.split(separator: ":").last.map(String.init) ?? ""
        let position = Civil.number(report.position, report.language)
        return "\(say(.position)) \(position) · sha256:"
            + digest.filter { $0.isASCII && $0.isHexDigit }.prefix(16)
            + "… · peksosctl report verify \(say(.file))"
    }

    // MARK: Body

    private var body: [Markup] {
        let watermark = Markup.tag(
            "div",
            ["class": "watermark", "aria-hidden": "true"],
            Wording.watermark
        )
        return (report.isTraining ? [watermark] : [])
            + [
                .tag(
                    "main",
                    hasAnnexes ? ["class": "annexed"] : [:],
                    [titleBlock] + parts + moment + [seal]
                )
            ]
    }

    /// What stands before the first break has to fit on one sheet, whatever follows is looked up.
    private var hasAnnexes: Bool {
        report.blocks.contains { block in
            if case .pageBreak = block { true } else { false }
        }
    }

    private var titleBlock: Markup {
        var moment = "\(say(.asOf)) "
        moment += report.asOfDate.map(formatting.date) ?? formatting.time(report.asOfTime)
        let meta = [
            moment, "\(say(.position)) \(Civil.number(report.position, report.language))",
            Wording.audience(report.audience, report.language),
            "\(say(.store)) \(report.storeID)",
        ]
        var children: [Markup] = [
            .tag("p", ["class": "office"], report.office), .tag("h1", [:], title),
        ]
        if !report.subtitle.isEmpty {
            children.append(
                .tag("p", ["class": "subtitle"], words.marked(report.subtitle))
            )
        }
        children.append(.tag("p", ["class": "meta"], meta.joined(separator: " · ")))
        return .tag("header", [:], children)
    }

    private var parts: [Markup] {
        var parts: [Markup] = []
        var level = 1
        var hasAnswer = false
        var pictures = 0
        var isBelowHeading = false
        for block in report.blocks {
            defer {
                if case .heading = block { isBelowHeading = true } else { isBelowHeading = false }
            }
            switch block {
            case .heading(let text, let wanted):
                // Without gaps: a level follows the one above it.
                level = min(max(2, wanted), level + 1, 4)
                parts.append(.tag("h\(level)", [:], words.marked(text)))
            case .paragraph(let text):
                // The first one answers the question that the report is about.
                let name = hasAnswer ? "line" : "answer line"
                hasAnswer = true
                parts.append(.tag("p", ["class": name], words.marked(text)))
            case .facts(let facts): parts.append(list(facts))
            case .table(let table):
                parts += TablePart(report.forReaders(table), formatting, words).markup()
            case .chart(let chart):
                // The table below says that there is nothing.
                if report.table(chart.table)?.rows.isEmpty == true { continue }
                pictures += 1
                parts.append(figure(chart, number: pictures))
            case .checks(let lines): parts.append(checks(lines, isNamed: isBelowHeading))
            case .signatures(let signers): parts.append(signatures(signers))
            case .pageBreak: parts.append(.tag("div", ["class": "pagebreak"]))
            }
        }
        if report.hidesCells {
            parts.append(.tag("p", ["class": "note"], Wording.hidden(in: report)))
        }
        return parts
    }

    private func list(_ facts: [Fact]) -> Markup {
        .tag(
            "dl",
            // Many short ones stand side by side, so that the figures begin on the first page.
            facts.count > 7 ? ["class": "two"] : [:],
            facts.map { fact in
                let text =
                    fact.cell.integer == nil
                    ? formatting.text(fact.cell, fact.column)
                    : formatting.fact(fact.cell, fact.column.type)
                return .tag(
                    "div",
                    [:],
                    [
                        .tag("dt", [:], words.marked(fact.label)),
                        .tag("dd", [:], words.marked(text) + sign(fact.mark)),
                    ]
                )
            }
        )
    }

    /// A sign that says in words what it means.
    private func sign(_ mark: String?) -> [Markup] {
        guard let mark, ["good", "warn", "bad"].contains(mark) else { return [] }
        let (sign, meaning): (String, Wording) =
            mark == "good" ? (" ✓", .good) : (" !", .attention)
        let attributes: KeyValuePairs = [
            "class": mark, "role": "img", "aria-label": say(meaning),
        ]
        return [.tag("span", attributes, sign)]
    }

    private func figure(_ chart: Chart, number: Int) -> Markup {
        let caption: [Markup] = [
            .tag("strong", [:], chart.title + "."), .text(" " + chart.description),
        ]
        do throws(ReportProblem) {
            let picture = try chart.picture(in: report, formatting, name: "g\(number)")
            let drawing = picture.markup(title: chart.title, description: chart.description)
            return .tag(
                "figure",
                [:],
                [
                    .tag(
                        "div",
                        [
                            "class": "scroll", "tabindex": "0", "role": "region",
                            "aria-label": chart.title,
                        ],
                        [drawing]
                    ),
                    .tag("figcaption", [:], caption),
                ]
            )
        } catch {
            // The numbers are in the table; a picture of wrong ones would be worse than none.
            let text = "\(say(.notDrawn)) \(error.text)"
            return .tag(
                "figure",
                [:],
                [.tag("p", ["class": "bad"], text), .tag("figcaption", [:], caption)]
            )
        }
    }

    /// Below a heading the table needs no name to be seen.
    private func checks(_ lines: [CheckLine], isNamed: Bool) -> Markup {
        let rows = lines.map { line -> Markup in
            var result = "✓ \(say(.holds))"
            if !line.holds {
                let off = line.difference.map { formatting.fact(.integer($0), line.type) } ?? ""
                result = "✗ \(say(.fails)) \(off)"
            }
            return .tag(
                "tr",
                [:],
                [
                    .tag("th", ["scope": "row"], words.marked(line.text)),
                    .tag("td", ["class": "number"], formatting.fact(line.left, line.type)),
                    .tag("td", ["class": "number"], formatting.fact(line.right, line.type)),
                    .tag("td", ["class": line.holds ? "good code" : "bad"], result),
                ]
            )
        }
        func heading(_ text: Wording, isNumber: Bool = false) -> Markup {
            .tag("th", ["scope": "col", "class": isNumber ? "number" : "word"], say(text))
        }
        let headings = [
            heading(.statement), heading(.left, isNumber: true), heading(.right, isNumber: true),
            heading(.result),
        ]
        let caption = Markup.tag("caption", [:], say(.checks))
        let children: [Markup] = [
            .tag("thead", [:], [.tag("tr", [:], headings)]),
            .tag("tbody", [:], rows),
        ]
        let table = Markup.tag(
            "table",
            ["aria-label": say(.checks)],
            (isNamed ? [] : [caption]) + children
        )
        return .tag("div", ["class": "scroll short"], [table])
    }

    private func signatures(_ signers: [(role: String, label: String)]) -> Markup {
        .tag(
            "div",
            ["class": "signatures"],
            signers.map { signer in
                .tag(
                    "div",
                    ["class": "signature"],
                    [
                        .tag("p", [:], words.marked(signer.label)),
                        .tag("div", ["class": "rule"]),
                        .tag("p", ["class": "note"], say(.nameAndDate)),
                    ]
                )
            }
        )
    }

    /// What the digest does not bind stands behind all that it does, and says so.
    private var moment: [Markup] {
        guard let moment = report.moment else { return [] }
        return [
            .tag("h2", [:], words.marked(moment.title)), list(moment.facts),
            .tag("p", ["class": "note"], say(.notSealed)),
        ]
    }

    private var seal: Markup {
        .tag(
            "section",
            ["class": "seal"],
            [
                .tag("h2", [:], say(.seal)),
                .tag("pre", ["id": "digest"], report.digest),
                .tag("pre", ["id": "anchor"], report.anchor),
                .tag("p", [:], say(.verify)),
                .tag("pre", [:], "peksosctl report verify \(say(.file)).html"),
            ]
        )
    }
}
