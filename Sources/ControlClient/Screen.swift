// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// Turns a result into what is printed, for people and for programs.
package struct Screen: Sendable {
    let command: Command
    let looks: Looks
    /// The params that were sent.
    package let sent: [JSONMember]
    /// Columns asked for with `--columns`, in that order.
    package let chosen: [String]
    /// The answer before this one: cells that differ from it are marked.
    package var earlier: JSONValue?

    /// A screen for one answer.
    package init(_ command: Command, looks: Looks, sent: [JSONMember], chosen: [String] = []) {
        self.command = command
        self.looks = looks
        self.sent = sent
        self.chosen = chosen
    }

    /// Members of every result that are not its content.
    private static let envelope: Set<String> = [
        "asOf", "position", "events", "replayed", "warnings", "training", "commandId", "next",
        "approval", "digest", "pending", "dryRun", "summary", "rows", "item",
    ]

    // MARK: Queries

    /// The lines for a query's answer: title, table or page, totals and the next step.
    package func answer(_ result: JSONValue) throws(Failure) -> [String] {
        let rows = result["rows"]?.items
        let today = day(of: result)
        var table = Table(columns: try columns(of: result), looks: looks, today: today)
        table.earlier = earlier.map { $0["rows"]?.items ?? [$0["item"] ?? content(of: $0)] }
        var body: [String]
        var width = 0
        var hidden = 0
        if let rows {
            (body, width, hidden) = rows.isEmpty ? ([looks.text(.noRows)], 0, 0) : table.lines(rows)
            // Rows that no catalogue describes and no screen holds are shown one by one.
            if command.columns.isEmpty, hidden > 0 || width > looks.width ?? 120 {
                body = rows.flatMap { [" "] + table.page($0) }
                (width, hidden) = (0, 0)
            }
        } else {
            body = table.page(result["item"] ?? content(of: result))
            width = body.map { displayWidth($0) }.max() ?? 0
        }
        for member in result["summary"]?.members ?? [] where isTable(member.value) {
            let title = command.summary.first { $0.key == member.name }?.title ?? member.name
            body.append(looks.tinted(escapedForTerminal(title), .bold))
            let inner = command.summary.first { $0.key == member.name }?.inner ?? []
            body += table.anything(member.value, inner).map { "  " + $0 }
        }
        if let limit = looks.width { width = min(width, limit) }
        let names = sent.compactMap { member in identifier(member) }
        let title = ([command.title] + names).map(escapedForTerminal).joined(separator: " · ")
        body.insert(spread(looks.trainingMark + title, moment(result), width), at: 0)
        body.append(spread(totals(result, rows), nextStep(result), width))
        if hidden > 0 { body.append(looks.text(.hiddenColumns, looks.grouped(Int64(hidden)))) }
        if let cursor = result["next"]?.string, rows != nil || result["item"] != nil {
            body.append(looks.text(.more, escapedForTerminal(cursor)))
        }
        return body.filter { !$0.isEmpty }
    }

    private func isTable(_ value: JSONValue) -> Bool { value.items?.first?.members != nil }

    /// The columns to print: the catalogue's, or those of the rows where it names none.
    package func columns(of result: JSONValue) throws(Failure) -> [Column] {
        var known = command.columns
        if known.isEmpty, let first = result["rows"]?[0] {
            known = (first.members ?? []).filter { $0.name != "marks" }.map {
                Column(key: $0.name, type: $0.value.integer == nil ? "text" : "integer")
            }
        } else if known.isEmpty {
            known = command.results
        }
        guard !chosen.isEmpty else {
            // With `fields` the daemon leaves columns out altogether.
            guard let first = result["rows"]?[0], sent.contains(where: { $0.name == "fields" })
            else {
                return known
            }
            return known.filter { first[$0.key] != nil }
        }
        var picked: [Column] = []
        for key in chosen {
            guard let column = known.first(where: { $0.key == key || kebab($0.key) == key }) else {
                throw .usage(
                    .unknownColumn,
                    key,
                    nearest: NearestNames.of(key, among: known.map(\.key))
                )
            }
            picked.append(column)
        }
        return picked
    }

    private func content(of result: JSONValue) -> JSONValue {
        .object((result.members ?? []).filter { !Screen.envelope.contains($0.name) })
    }

    private func identifier(_ member: JSONMember) -> String? {
        guard let parameter = command.parameters.first(where: { $0.name == member.name }),
            !parameter.isPersonal,
            command.positional.contains(member.name) || parameter.complete != nil
        else { return nil }
        return plainText(member.value)
    }

    private func day(of result: JSONValue) -> Int {
        let asOf = result["asOf"]
        let text = asOf?["date"]?.string ?? asOf?["time"]?.string.map { String($0.prefix(10)) }
        return text.flatMap { Civil.days(isoDate: $0) } ?? Day.today()
    }

    private func moment(_ result: JSONValue) -> String {
        guard let asOf = result["asOf"] else { return "" }
        var parts: [String] = []
        if let date = asOf["date"]?.string.flatMap({ Civil.days(isoDate: $0) }) {
            parts.append(looks.text(.asOf, looks.date(date)))
        } else if let time = asOf["time"]?.string {
            parts.append(looks.text(.asOf, escapedForTerminal(looks.time(time))))
        }
        if let position = asOf["position"]?.integer {
            parts.append(looks.text(.position, looks.grouped(position)))
        }
        return parts.joined(separator: " · ")
    }

    private func totals(_ result: JSONValue, _ rows: [JSONValue]?) -> String {
        let table = Table(columns: command.summary, looks: looks, today: day(of: result))
        if let summary = result["summary"], let members = summary.members, !members.isEmpty {
            let known =
                command.summary.isEmpty ? members.map { Column(key: $0.name) } : command.summary
            let line = known.compactMap { column in
                summary[column.key].flatMap {
                    isTable($0)
                        ? nil : "\(escapedForTerminal(column.title)) \(table.shown($0, column))"
                }
            }.joined(separator: " · ")
            return line.prefix(1).uppercased() + line.dropFirst()
        }
        guard let rows, !rows.isEmpty else { return "" }
        return rows.count == 1
            ? looks.text(.oneRow) : looks.text(.rows, looks.grouped(Int64(rows.count)))
    }

    /// The first next step whose blanks can be filled: from the params, the result, or the row
    /// that needs attention most.
    private func nextStep(_ result: JSONValue) -> String {
        let rows = result["rows"]?.items ?? []
        let urgent = rows.first { row in
            (row["marks"]?.members ?? []).contains { $0.value.string == "bad" }
        }
        let sources: [JSONValue] = [
            .object(sent), result, result["item"] ?? .null, urgent ?? rows.first ?? .null,
        ]
        for pattern in command.cli.next {
            var line = ""
            var isWhole = true
            for (index, piece) in pattern.split(separator: "{", omittingEmptySubsequences: false)
                .enumerated()
            {
                guard index > 0 else {
                    line += piece
                    continue
                }
                let parts = piece.split(
                    separator: "}",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                let value = sources.lazy.compactMap { $0[String(parts[0])] }.first {
                    $0.string != nil || $0.integer != nil
                }
                isWhole = isWhole && value != nil
                line += (value.map { plainText($0) } ?? "") + (parts.count > 1 ? parts[1] : "")
            }
            if isWhole { return looks.text(.next, escapedForTerminal(line)) }
        }
        return ""
    }

    /// Two texts at the two ends of a line, as wide as the table where that is wide enough.
    private func spread(_ left: String, _ right: String, _ width: Int) -> String {
        if right.isEmpty { return left }
        if left.isEmpty { return right }
        // Colours take no columns: the training mark is measured without them.
        let bare = Looks(language: looks.language, isTraining: looks.isTraining)
        let extra = displayWidth(looks.trainingMark) - displayWidth(bare.trainingMark)
        let used = displayWidth(left) - (left.hasPrefix("\u{1B}") ? extra : 0) + displayWidth(right)
        if let limit = looks.width, used + 2 > limit { return left + "\n" + right }
        return left + String(repeating: " ", count: max(2, width - used)) + right
    }

    // MARK: Commands

    /// The one line of a command's success, then what it did not say: next step.
    package func outcome(_ result: JSONValue) -> [String] {
        var parts: [String] = []
        var tables: [String] = []
        for name in order(of: result) {
            guard let value = result[name], !value.isNull else { continue }
            let column =
                command.results.first { $0.key == name } ?? Column(key: name, type: "integer")
            if isTable(value) {
                let table = Table(columns: [], looks: looks, today: Day.today())
                tables.append(looks.tinted(escapedForTerminal(column.title), .bold))
                tables += table.anything(value, column.inner).map { "  " + $0 }
                continue
            }
            let table = Table(columns: [column], looks: looks, today: Day.today())
            parts.append("\(escapedForTerminal(column.title)) \(table.shown(value, column))")
        }
        var line = looks.trainingMark + escapedForTerminal(command.title)
        if result["dryRun"]?.bool == true {
            line =
                looks.trainingMark + looks.text(.dryRun) + ": " + escapedForTerminal(command.title)
        }
        if !parts.isEmpty { line += ": " + parts.joined(separator: ", ") }
        if result["pending"]?.bool == true, let approval = result["approval"]?.string {
            line += " · " + looks.text(.awaitsApproval, escapedForTerminal(approval))
        }
        if let position = result["position"]?.integer {
            line += " · " + looks.text(.position, looks.grouped(position))
        }
        if result["replayed"]?.bool == true { line += " " + looks.text(.replayed) }
        var lines = [line] + tables
        if result["dryRun"]?.bool == true, let events = result["events"]?.items {
            lines += wouldRecord(events)
        }
        if let digest = result["digest"]?.string, result["pending"]?.bool == true {
            lines.append("digest \(escapedForTerminal(digest))")
        }
        // What comes next is no advice before anything happened.
        if result["dryRun"]?.bool == true { return lines }
        return lines + [nextStep(result)].filter { !$0.isEmpty }
    }

    /// What would be recorded, by type, and about what.
    private func wouldRecord(_ events: [JSONValue]) -> [String] {
        var types: [String] = []
        var things: [String: [String]] = [:]
        for event in events {
            guard let type = event["type"]?.string else { continue }
            if things[type] == nil { types.append(type) }
            let stream = event["stream"]?.string ?? ""
            let id = stream.split(separator: "-", maxSplits: 1).dropFirst().first.map(String.init)
            things[type, default: []].append(id ?? stream)
        }
        return types.map { type in
            let ids = things[type] ?? []
            let shown = ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? ", …" : "")
            let title = escapedForTerminal(command.title(event: type))
            return "  " + looks.text(.wouldRecord, title, escapedForTerminal(shown))
        }
    }

    /// Names of the result's own members: declared order first, then as they came.
    private func order(of result: JSONValue) -> [String] {
        let all = (result.members ?? []).map(\.name).filter { !Screen.envelope.contains($0) }
        let declared = command.results.map(\.key).filter { all.contains($0) }
        return declared + all.filter { !declared.contains($0) }
    }

    /// The id that `-q` prints: the first new text among the result's own members, else the first.
    package func primaryID(_ result: JSONValue) -> String? {
        if let approval = result["approval"]?.string, result["pending"]?.bool == true {
            return approval
        }
        let texts = order(of: result).filter { result[$0]?.string != nil }
        let fresh = texts.first { name in !sent.contains { $0.name == name } }
        let noun = command.name.split(separator: ".").first.map(String.init) ?? ""
        let named = texts.contains(noun) && !sent.contains { $0.name == noun } ? noun : nil
        return (named ?? fresh ?? texts.first).flatMap { result[$0]?.string }
    }

    /// Warnings for standard error.
    package func warnings(_ result: JSONValue) -> [String] {
        (result["warnings"]?.items ?? []).map { warning in
            let text = warning["text"]?.string ?? warning["code"]?.string ?? ""
            return looks.text(.warning, escapedForTerminal(text))
        }
    }

    // MARK: Programs

    /// Rows for `jsonl`, `csv`, `tsv`, and the keys of their columns.
    package func records(_ result: JSONValue) throws(Failure) -> (rows: [JSONValue], keys: [String])
    {
        if let rows = result["rows"]?.items { return (rows, try columns(of: result).map(\.key)) }
        if let item = result["item"], let members = item.members {
            let keys = try columns(of: result).map(\.key).filter { item[$0] != nil }
            let others = members.map(\.name).filter { !keys.contains($0) && $0 != "marks" }
            return ([item], chosen.isEmpty ? keys + others : keys)
        }
        let extra = ["position", "replayed", "approval", "digest", "pending"].filter {
            result[$0] != nil
        }
        return ([result], order(of: result) + extra)
    }
}
