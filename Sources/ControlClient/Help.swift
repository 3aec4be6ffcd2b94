// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol

/// Help pages, all from the catalogue.
package struct Help {
    let catalogue: Catalogue
    let looks: Looks

    /// Writes help from this catalogue.
    package init(catalogue: Catalogue, looks: Looks) {
        self.catalogue = catalogue
        self.looks = looks
    }

    /// Commands that the client itself has.
    package static let local: [(words: String, indonesian: String, english: String)] = [
        ("call METHOD [NAME=TEXT | NAME:=JSON …] | -", "panggil metode apa pun", "call any method"),
        ("api list | show METHOD | openrpc", "katalog peksosd", "the catalogue of peksosd"),
        ("shell", "banyak perintah, satu sambungan", "many commands on one connection"),
        ("doctor [--deep]", "periksa klien dan peksosd", "check client and peksosd"),
        ("completion bash|zsh|fish", "skrip pelengkap", "completion script"),
        ("man DIR [CATALOGUE …]", "halaman manual", "manual pages"),
        ("self config [--origin] | cache clear", "setelan klien", "settings of the client"),
        ("version [--client]", "versi", "versions"),
        (
            "import workers|boxes|pupils|… FILE", "ambil alih daftar dari CSV",
            "take a register over from CSV"
        ),
        (
            "report verify FILE", "cocokkan laporan dengan buku kantor",
            "compare a report with the books"
        ),
        ("help [COMMAND]", "bantuan", "help"),
    ]

    // As wide as the longest form in either language.
    private static let localWidth = 42

    /// The client's own commands.
    static func localOverview(_ looks: Looks) -> [String] {
        [looks.tinted(looks.text(.localCommands), .bold)]
            + local.flatMap { command in
                let form = padded(looks.language.form(command.words), localWidth)
                let meaning = looks.language.pick(command.indonesian, command.english)
                return looks.wrapped(
                    "\(form)  \(meaning)",
                    at: " ",
                    indent: 2,
                    hanging: localWidth + 4
                )
            }
    }

    /// The daemon's state in a line, where a day begins, and the nouns of the operator's roles.
    ///
    /// `you` is the session as the daemon sees it, an operator and roles; null when not connected.
    package func overview(hello: JSONValue, you: JSONValue, status: JSONValue?) -> [String] {
        var lines = [looks.trainingMark + looks.text(.usage, looks.text(.overviewForm))]
        let mine = Set((you["roles"]?.items ?? []).compactMap(\.string))
        if !hello.isNull {
            let roles = mine.sorted().map { catalogue.title(role: $0) }.joined(separator: ", ")
            let name = you["operator"]?.string ?? "uid \(hello["you"]?["uid"]?.integer ?? -1)"
            let head = (status?["store"]?["head"] ?? hello["store"]?["head"])?.integer ?? 0
            lines.append(
                looks.text(
                    .statusLine,
                    plainText(hello["version"] ?? "?"),
                    stateTitle(status) ?? plainText(hello["store"]?["mode"] ?? "?"),
                    looks.grouped(head),
                    escapedForTerminal(roles.isEmpty ? name : "\(name) (\(roles))")
                )
            )
        }
        let open = catalogue.commands(under: []).filter { $0.isOpen(to: mine) }
        // First what a day begins with: the list of everything is long.
        let likely = open.filter { !mine.isDisjoint(with: $0.cli.start) }
        if !likely.isEmpty {
            lines += ["", looks.tinted(looks.text(.likelyNext), .bold)]
            let width = likely.prefix(3).map { displayWidth(usage($0)) }.max() ?? 0
            lines += likely.prefix(3).map {
                "  \(padded(usage($0), width))  \(escapedForTerminal($0.title))"
            }
        }
        let title = mine.isEmpty ? Text.officeCommands : .yourCommands
        lines += ["", looks.tinted(looks.text(title), .bold)]
        for noun in catalogue.nouns {
            let verbs = open.filter { $0.words[0] == noun }
                .map { $0.words.dropFirst().joined(separator: " ") }
            if verbs.isEmpty { continue }
            // A noun alone is a command of one word.
            let line = "\(padded(noun, 14))  \(verbs.joined(separator: ", "))"
            lines += looks.wrapped(
                verbs == [""] ? noun : line,
                at: ",",
                indent: 2,
                hanging: 17
            )
        }
        if !mine.isEmpty { lines.append(looks.text(.otherCommands)) }
        return lines + [""] + Help.localOverview(looks) + ["", looks.text(.moreHelp)]
    }

    /// The state of the daemon as people read it.
    private func stateTitle(_ status: JSONValue?) -> String? {
        guard let state = status?["state"]?.string else { return nil }
        let column = catalogue.method("system.status")?.columns.first { $0.key == "state" }
        let title = column?.choices.first { $0.value == state }?.title
        return escapedForTerminal(title ?? state)
    }

    /// The commands of a noun with their titles.
    package func verbs(_ methods: [Command]) -> [String] {
        let width = methods.map { $0.words.joined(separator: " ").count }.max() ?? 0
        let lines = methods.map { command in
            let words = padded(command.words.joined(separator: " "), width)
            return "  \(words)  \(escapedForTerminal(command.title))"
        }
        let noun = methods.first?.words.first ?? ""
        let heading = looks.trainingMark + looks.tinted(noun, .bold)
        return [heading] + lines + [looks.text(.seeVerbs, noun)]
    }

    private func usage(_ command: Command) -> String {
        let words = command.words + command.positional.map { "<\(kebab($0))>" }
        return "peksosctl " + words.joined(separator: " ")
    }

    /// Everything about one command.
    package func page(_ command: Command) -> [String] {
        let title = looks.tinted(escapedForTerminal(command.title), .bold)
        var lines = [looks.trainingMark + title, ""]
        lines.append("  " + usage(command) + " [--flag …]")
        lines += ["", whoMay(command), ""]
        if !command.flagged.isEmpty {
            lines.append(looks.tinted(looks.text(.parameters), .bold))
            let names = command.flagged.map(spelling)
            // A long list of choices must not push all the other texts to the right.
            let width = min(names.map(displayWidth).max() ?? 0, 40)
            for (name, parameter) in zip(names, command.flagged) {
                if displayWidth(name) > width {
                    lines += looks.wrapped(name, at: "|", indent: 2, hanging: 6)
                    lines += looks.wrapped(about(parameter), at: " ", indent: 6, hanging: 6)
                } else {
                    let line = "\(padded(name, width))  \(about(parameter))"
                    lines += looks.wrapped(line, at: " ", indent: 2, hanging: width + 4)
                }
                lines += Help.meanings(parameter.form, looks)
            }
            lines.append("")
        }
        if !command.columns.isEmpty {
            let keys = command.columns.map(\.key).joined(separator: ", ")
            lines += [looks.tinted(looks.text(.columnsHeading), .bold), "  " + keys, ""]
        }
        if !command.method.refusals.isEmpty {
            lines.append(looks.tinted(looks.text(.refusals), .bold))
            let width = command.method.refusals.map { $0.code.count }.max() ?? 0
            for refusal in command.method.refusals {
                let title = escapedForTerminal(refusal.title)
                lines.append("  \(padded(refusal.code, width))  \(title)")
            }
            lines.append("")
        }
        let shown = command.method.examples.map { example($0, command) }
        if !shown.isEmpty {
            lines.append(looks.tinted(looks.text(.examples), .bold))
            lines +=
                shown.flatMap { looks.wrapped($0, at: " ", indent: 2, hanging: 6, mark: " \\") } + [
                    ""
                ]
        }
        lines.append(looks.tinted(looks.text(.globalFlags), .bold))
        let flags = Options.flags.filter { fits($0.name, command) }.map {
            Options.typed($0, looks.language)
        }
        return lines + looks.wrapped(flags.joined(separator: "  "), at: "  ", indent: 2, hanging: 2)
    }

    /// The roles of which any one suffices.
    func whoMay(_ command: Command) -> String {
        let roles = command.method.roles
        let names =
            roles.isEmpty
            ? looks.text(.anyOperator)
            : roles == ["anyone"]
                ? looks.text(.anyone)
                : roles.map { escapedForTerminal(catalogue.title(role: $0)) }
                    .joined(separator: ", ")
        return looks.text(.whoMay, names)
    }

    // Of the flags that every command knows, those that mean something for this one.
    private func fits(_ flag: String, _ command: Command) -> Bool {
        let recording = [
            "occurred-on", "expected-version", "backfilled", "dry-run", "command-id", "confirm",
            "yes", "no-send",
        ]
        let asking = [
            "as-of", "at-least", "fields", "columns", "limit", "cursor", "all-pages", "csv-style",
            "no-pager", "watch",
        ]
        let jobs = ["job-progress", "wait", "no-wait"]
        if flag == "help" || jobs.contains(flag) && !command.reportsProgress { return false }
        return !(command.isCommand ? asking : recording).contains(flag)
    }

    /// What the numbers or words of a code mean, in lines that fit the screen.
    static func meanings(_ form: Form, _ looks: Looks) -> [String] {
        let all = form.numbers.map { "\($0.value) \(escapedForTerminal($0.title))" } + named(form)
        if all.isEmpty { return [] }
        return looks.wrapped(all.joined(separator: ", "), at: ",", indent: 6, hanging: 5)
    }

    /// Words to choose from with their titles, but those that say it themselves.
    private static func named(_ form: Form) -> [String] {
        switch form.kind {
        case .list(let item): named(item)
        case .choice(let choices):
            choices.map { (kebab($0.value), escapedForTerminal($0.title)) }
                .filter { $0.0.replacing("-", with: " ") != $0.1.lowercased() }
                .map { "\($0.0) = \($0.1)" }
        default: []
        }
    }

    /// How a flag is typed.
    func spelling(_ parameter: Parameter) -> String {
        switch parameter.form.kind {
        case .boolean: return "--\(parameter.flag), --no-\(parameter.flag)"
        case .list(let item):
            guard case .object = item.kind else { break }
            return "--\(parameter.singular) <\(Help.form(item, looks))>"
        default: break
        }
        return "--\(parameter.flag) <\(Help.form(parameter, looks))>"
    }

    /// What a flag is for, with its limits and default.
    func about(_ parameter: Parameter) -> String {
        var notes: [String] = []
        if parameter.isRequired { notes.append(looks.text(.required)) }
        if parameter.isPersonal { notes.append(looks.text(.personalData)) }
        let schema = parameter.form
        if let range = range(schema) { notes.append(range) }
        if let value = schema.defaultValue {
            notes.append(looks.text(.defaultIs, plainText(value)))
        }
        let title = escapedForTerminal(parameter.title)
        return notes.isEmpty ? title : "\(title) (\(notes.joined(separator: ", ")))"
    }

    // So far apart, bounds only keep sums from overflowing: nobody meets them.
    private static let boundsApartMax: Int64 = 1_000_000_000

    /// What a number may be, where somebody could go beyond it.
    private func range(_ form: Form) -> String? {
        let (least, most) = (form.minimum, form.maximum)
        if least == nil && most == nil { return nil }
        if let least, let most, most - least >= Help.boundsApartMax { return nil }
        // Years are written without marks.
        let isYear = (least ?? 0) >= 1_000 && (most ?? .max) <= 9_999
        let ends = [least, most].map { end in
            end.map { isYear ? "\($0)" : looks.grouped($0) } ?? ""
        }
        return ends.joined(separator: " … ")
    }

    /// An example as people type it.
    package func example(_ example: CatalogueExample, _ command: Command) -> String {
        var words = ["peksosctl"] + command.words
        var flags: [String] = []
        for param in example.params.members ?? [] {
            let (name, value) = (param.name, param.value)
            if command.positional.contains(name) {
                words.append(shellQuoted(plainText(value, listSeparator: ",")))
            } else if let parts = repeated(value, command.parameters.first { $0.name == name }) {
                flags += parts
            } else if value.items?.isEmpty ?? value.members?.isEmpty ?? false {
                let none = String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
                flags += ["--" + kebab(name), shellQuoted(none)]
            } else if let flag = value.bool {
                flags.append(flag ? "--" + kebab(name) : "--no-" + kebab(name))
            } else {
                flags += ["--" + kebab(name), shellQuoted(plainText(value, listSeparator: ","))]
            }
        }
        return (words + flags).joined(separator: " ")
    }

    /// A map or a list of objects as people type it, one flag for each part; nil for what only JSON
    /// can say.
    private func repeated(_ value: JSONValue, _ parameter: Parameter?) -> [String]? {
        func pairs(_ members: [JSONMember]) -> String? {
            var cells: [String] = []
            for member in members {
                if member.value.members != nil || member.value.items != nil { return nil }
                let text = plainText(member.value)
                cells.append("\(member.name)=\(text.contains(",") ? "\"\(text)\"" : text)")
            }
            return cells.joined(separator: ",")
        }
        guard let parameter else { return nil }
        switch parameter.form.kind {
        case .map:
            guard let members = value.members, !members.isEmpty else { return nil }
            return members.sorted { naturallyPrecedes($0.name, $1.name) }.flatMap { member in
                ["--" + parameter.flag, shellQuoted("\(member.name)=\(plainText(member.value))")]
            }
        case .list(let item):
            guard case .object = item.kind, let items = value.items, !items.isEmpty else {
                return nil
            }
            let lines = items.map { $0.members.flatMap(pairs) }
            guard !lines.contains(nil) else { return nil }
            return lines.compactMap(\.self).flatMap {
                ["--" + parameter.singular, shellQuoted($0)]
            }
        default: return nil
        }
    }

    /// The form of a param: whatever is listed somewhere is named by its number or code.
    static func form(_ parameter: Parameter, _ looks: Looks) -> String {
        guard parameter.complete != nil else { return form(parameter.form, looks) }
        switch parameter.form.kind {
        case .text: return looks.text(.identifier)
        case .list(let item):
            guard case .text = item.kind else { return form(parameter.form, looks) }
            return looks.text(.listOf, looks.text(.identifier))
        default: return form(parameter.form, looks)
        }
    }

    /// The form of a value, as help and prompts name it.
    package static func form(_ value: Form, _ looks: Looks) -> String {
        switch value.kind {
        case .text where value.isThing: looks.text(.identifier)
        case .text, .any: looks.text(.words)
        case .integer: looks.text(.integer)
        case .rupiah: looks.text(.rupiah)
        case .boolean: "\(looks.text(.yes))|\(looks.text(.no))"
        case .date: looks.text(.dateForm)
        case .choice(let choices): choices.map { kebab($0.value) }.joined(separator: "|")
        case .list(let item): looks.text(.listOf, form(item, looks))
        case .map: looks.text(.pairs)
        case .object(let fields): fields.map { "\($0.name)=…" }.joined(separator: ",")
        }
    }
}
