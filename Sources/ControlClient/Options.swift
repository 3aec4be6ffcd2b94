// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol

/// The version that `version` and the greeting name.
package let clientVersion = "0.1.0"

/// The global flags with what environment and files say about them.
package struct Options: Sendable {
    /// What a result is printed as.
    package enum Format: String, Choice {
        case table, wide, json, jsonl, csv, tsv
        /// Of reports only.
        case html, pdf, text
        /// Of journals only.
        case beancount
        /// Whether people read it, not programs.
        package var isForPeople: Bool { ![.json, .jsonl, .csv, .tsv].contains(self) }
        /// The ending of a file's name; nil for what is made for screens.
        var ending: String? {
            switch self {
            case .table, .wide: nil
            case .text: ".txt"
            default: "." + rawValue
            }
        }
    }
    /// The daemon's socket.
    package var socket = "/run/peksosd/control.sock"
    /// The format of what is printed.
    package var output = Format.table
    var outFile: String?
    /// The paper that a report is made for.
    package var paper = Paper.a4
    /// The table of a report to print.
    package var table: String?
    var columns: [String] = []
    /// The language asked for by flag, environment or file.
    package var language: Language?
    /// When human output has colours.
    package var colour = Colour.auto
    /// The program for what is taller than the screen; nil: nobody named one.
    package var pager: String?
    /// How often a query is repeated, in milliseconds; nil: it is asked once.
    package var watchMs: Int64?
    /// The deadline of a request in milliseconds.
    package var timeoutMs: Int64 = 30_000
    /// The operator to act as, on a training store.
    package var actAs: String?
    var confirm: String?
    var params: String?
    var jobProgress = JobProgress.auto
    /// The style of `--csv-style`; nil: as programs read it.
    var csvStyle: CSVStyle?
    var waits: Bool?
    /// Switches without a value that were given, without their dashes.
    package var switches: Set<String> = []
    /// Reserved params by their names on the wire.
    package var reserved: [JSONMember] = []
    /// Where each setting came from, for `self config --origin`.
    package var origins: [(key: String, value: String, origin: String)] = []

    var showsRPC: Bool { switches.contains("show-rpc") }
    /// Whether only the primary id is printed.
    package var isQuiet: Bool { switches.contains("quiet") }
    var takesInput: Bool { !switches.contains("no-input") }
    /// Whether nothing is to be recorded.
    package var isDryRun: Bool { reserved.contains { $0.name == "dryRun" } }
    /// Whether the file of `-O` has an extension that names its format.
    package var namesFormat: Bool {
        guard let outFile else { return true }
        return outFile.hasSuffix("/") || Format(fileName: outFile) != nil
    }
    /// How long a reply may take: the deadline and five seconds; as-of answers have 120 s.
    package var patience: Int64 {
        let isLong =
            reserved.contains { $0.name == "asOf" }
            && !reserved.contains { $0.name == "deadlineMs" }
        return (isLong ? 120_000 : timeoutMs) + 5_000
    }

    /// The built-in settings.
    package init() {}

    private static let valued: [String: String] = [
        "socket": "PATH", "output": "FMT", "out-file": "FILE", "columns": "a,b", "fields": "a,b",
        "limit": "N", "cursor": "C", "as-of": "DATE|POSITION|DATE@POSITION", "at-least": "POSITION",
        "command-id": "ID", "occurred-on": "DATE", "expected-version": "N|none", "reason": "TEXT",
        "timeout": "DURATION", "confirm": "NAME", "lang": Language.form, "color": Colour.form,
        "job-progress": JobProgress.form, "act-as": "OPERATOR", "csv-style": CSVStyle.form,
        "params": "JSON|@FILE|-", "paper": Paper.form, "table": "KEY",
    ]
    private static let plain = [
        "all-pages", "backfilled", "dry-run", "yes", "no-input", "no-pager", "quiet", "verbose",
        "wait", "no-wait", "show-rpc", "no-send", "force", "help",
    ]
    private static let watch = (name: "watch", value: "[=DURATION]")
    private static let short = [
        "o": "output", "O": "out-file", "y": "yes", "q": "quiet", "v": "verbose", "h": "help",
    ]
    /// `--name` and the form of its value, nil for a switch, in the order of help.
    package static var flags: [(name: String, value: String?)] {
        valued.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [(watch.name, watch.value)]
            + plain.map { ($0, nil) }
    }
    /// A flag as it is typed, with the form of its value.
    static func typed(_ flag: (name: String, value: String?), _ language: Language) -> String {
        guard let value = flag.value.map(language.form) else { return "--" + flag.name }
        return "--" + flag.name + (value.hasPrefix("[") ? "" : " ") + value
    }
    /// Every global flag with its dashes.
    package static var flagNames: [String] { flags.map { "--" + $0.name } }

    /// Takes the global flags out of the words and gives the rest, order kept.
    package mutating func take(
        _ words: [String],
        today: Int = Day.today()
    ) throws(Failure) -> [String] {
        var rest: [String] = []
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--" { return rest + [word] + words }
            guard let (name, inline) = Options.flag(word) else {
                rest.append(word)
                continue
            }
            if name == Options.watch.name {
                watchMs = try Options.watchInterval(inline)
            } else if Options.plain.contains(name), inline == nil {
                try set(name, "", today)
            } else if Options.valued[name] != nil {
                guard let value = inline ?? words.first,
                    inline != nil || !value.hasPrefix("-") || value == "-"
                else { throw .usage(.needsValue, "--" + name) }
                if inline == nil { words.removeFirst() }
                try set(name, value, today)
            } else {
                rest.append(word)
            }
        }
        return rest
    }

    /// The name of a flag and the value written into the same word; nil for any other word.
    private static func flag(_ word: String) -> (name: String, inline: String?)? {
        if word.hasPrefix("--") {
            let parts = word.dropFirst(2).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
        }
        guard word.hasPrefix("-"), let long = short[String(word.dropFirst().prefix(1))] else {
            return nil
        }
        return (long, word.count > 2 ? String(word.dropFirst(2)) : nil)
    }

    /// Takes some global flags, wherever they stand, and nothing of what is wrong with the rest.
    package mutating func foresee(_ words: some Collection<String>, among names: Set<String>) {
        for (place, word) in words.enumerated() {
            if word == "--" { return }
            guard let flag = Options.flag(word), names.contains(flag.name),
                let value = flag.inline ?? words.dropFirst(place + 1).first
            else { continue }
            // What cannot be taken is told when the whole line is read.
            try? set(flag.name, value, 0)
        }
    }

    /// The words without global flags and their values, and the flag whose value is to come.
    static func parted(_ words: some Sequence<String>) -> (rest: [String], open: String?) {
        var rest: [String] = []
        var open: String?
        for word in words {
            if open != nil {
                open = nil
            } else if let flag = flag(word), flags.contains(where: { $0.name == flag.name }) {
                open = flag.inline == nil && valued[flag.name] != nil ? flag.name : nil
            } else {
                rest.append(word)
            }
        }
        return (rest, open)
    }

    private mutating func set(_ name: String, _ value: String, _ today: Int) throws(Failure) {
        let reader = ValueReader(today: today)
        switch name {
        case "socket", "output", "lang", "color": try configure(name, value, origin: "--" + name)
        case "out-file":
            outFile = value
            // Texts that a method prints as they are go into files of any name.
            if let format = Format(fileName: value) { output = format }
        case "columns": columns = value.split(separator: ",").map(String.init)
        case "fields":
            reserve("fields", .array(value.split(separator: ",").map { .string(String($0)) }))
        case "limit", "at-least":
            guard let number = Int64(value), number >= 0 else {
                throw .usage(.needsInteger, "--" + name, value)
            }
            reserve(name == "limit" ? "limit" : "atLeast", .integer(number))
        case "as-of": reserve("asOf", try asOf(value, reader))
        case "occurred-on":
            reserve("occurredOn", .string(try reader.date(value, "--occurred-on")))
        case "expected-version":
            reserve("expectedVersion", Int64(value).map { .integer($0) } ?? .string(value))
        case "cursor": reserve("cursor", .string(value))
        case "command-id": reserve("commandId", .string(value))
        case "reason": reserve("reason", .string(value))
        case "backfilled": reserve("backfilled", true)
        case "dry-run": reserve("dryRun", true)
        case "timeout":
            timeoutMs = try Options.milliseconds(value)
            reserve("deadlineMs", .integer(timeoutMs))
        case "confirm": confirm = value
        case "params": params = value
        case "table": table = value
        case "paper": paper = try Paper(word: value, of: "--paper")
        case "act-as": actAs = value
        case "job-progress": jobProgress = try JobProgress(word: value, of: "--job-progress")
        case "csv-style": csvStyle = try CSVStyle(word: value, of: "--csv-style")
        case "wait": waits = true
        case "no-wait": waits = false
        default: switches.insert(name)
        }
    }

    private mutating func reserve(_ name: String, _ value: JSONValue) {
        reserved.removeAll { $0.name == name }
        reserved.append(JSONMember(name, value))
    }

    private func asOf(_ word: String, _ reader: ValueReader) throws(Failure) -> JSONValue {
        if let position = Int64(word) { return .integer(position) }
        let parts = word.split(separator: "@", maxSplits: 1).map(String.init)
        let date = try reader.date(parts.first ?? "", "--as-of")
        guard parts.count == 2 else { return .string(date) }
        guard let position = Int64(parts[1]) else {
            throw .usage(.needsInteger, "--as-of", parts[1])
        }
        return ["date": .string(date), "position": .integer(position)]
    }

    /// `30s`, `500ms`, `2m`, or seconds without a unit.
    package static func milliseconds(
        _ word: String,
        flag: String = "--timeout"
    ) throws(Failure) -> Int64 {
        for (unit, factor) in [("ms", Int64(1)), ("s", 1_000), ("m", 60_000), ("", 1_000)]
        where word.hasSuffix(unit) {
            if let number = Int64(word.dropLast(unit.count)), (1...600_000).contains(number),
                number * factor <= 600_000
            {
                return number * factor
            }
        }
        throw .usage(.needsDuration, flag, word)
    }

    // Often enough for a person, seldom enough for the office.
    private static let watchMsDefault: Int64 = 5_000
    private static let watchMsMin: Int64 = 1_000

    private static func watchInterval(_ word: String?) throws(Failure) -> Int64 {
        guard let word else { return watchMsDefault }
        let milliseconds = try milliseconds(word, flag: "--watch")
        guard milliseconds >= watchMsMin else { throw .usage(.watchTooOften, word) }
        return milliseconds
    }

    /// The object that `--params` gives, from the line, a file or standard input.
    package func parameterObject() throws(Failure) -> [JSONMember] {
        guard let params else { return [] }
        let isFile = params == "-" || params.hasPrefix("@")
        let name = params == "-" ? params : String(params.dropFirst())
        let bytes = isFile ? try readFileOrInput(name) : Array(params.utf8)
        guard let members = try ValueReader().json(bytes, "--params").members else {
            throw .usage(.needsObject, "--params")
        }
        return members
    }

    /// The global flags that a repetition of this command needs beside its own words.
    package func repeatedFlags(commandID: String) -> [String] {
        var flags: [String] = actAs.map { ["--act-as", $0] } ?? []
        for member in reserved where !["commandId", "deadlineMs"].contains(member.name) {
            let isSwitch = member.value.bool != nil
            flags += ["--" + kebab(member.name)] + (isSwitch ? [] : [plainText(member.value)])
        }
        return flags + ["--command-id", commandID]
    }
}

extension Options.Format {
    /// The format that the ending of a file's name asks for.
    init?(fileName: String) {
        let found = Options.Format.allCases.first { format in
            format.ending.map(fileName.hasSuffix) ?? false
        }
        guard let found else { return nil }
        self = found
    }
}
