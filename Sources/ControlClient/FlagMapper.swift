// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// Turns the words after a command into its params, driven by the catalogue alone.
package struct FlagMapper {
    let command: Command
    let reader: ValueReader
    /// Decides whether personal values on the command line are warned of, or refused.
    ///
    /// Every user of the machine can read the arguments of a program.
    package let isTraining: Bool
    /// Names of global flags, offered when a flag is unknown.
    package let globalFlags: [String]
    private(set) var warnings: [String] = []
    private var members: [JSONMember] = []
    private var given: Set<String> = []

    /// Maps words for one command.
    package init(
        _ command: Command,
        reader: ValueReader = ValueReader(),
        isTraining: Bool,
        globalFlags: [String] = []
    ) {
        self.command = command
        self.reader = reader
        self.isTraining = isTraining
        self.globalFlags = globalFlags
    }

    /// The params of these words; required ones may still be missing.
    ///
    /// `base` is what `--params` gave: flags override its members. Throws `usage`.
    package mutating func parameters(
        _ words: [String],
        base: [JSONMember] = []
    ) throws(Failure) -> [JSONMember] {
        members = base
        var positionals: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                positionals += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                positionals.append(word)
                continue
            }
            guard word.hasPrefix("--") else { throw unknown(word) }
            let parts = word.dropFirst(2).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            try take(String(parts[0]), parts.count > 1 ? String(parts[1]) : nil, &rest)
        }
        try place(positionals)
        return members
    }

    /// Flags of the required params that nobody gave.
    package func missing(_ members: [JSONMember]) -> [Parameter] {
        command.flagged.filter { parameter in
            parameter.isRequired && !members.contains { $0.name == parameter.name }
        }
    }

    /// The value of one param as typed at a prompt, where personal data is in its place.
    package func prompted(_ word: String, _ parameter: Parameter) throws(Failure) -> JSONMember {
        JSONMember(
            parameter.name,
            try reader.value(word, parameter.form, flag: "--" + parameter.flag)
        )
    }

    private mutating func place(_ positionals: [String]) throws(Failure) {
        var names = command.positional[...]
        for word in positionals {
            guard let name = names.first,
                let parameter = command.parameters.first(where: { $0.name == name })
            else { throw .usage(.tooManyWords, word) }
            // A list at the end takes all that follow.
            if case .list = parameter.form.kind, names.count == 1 {} else { names.removeFirst() }
            try add(parameter, word, flag: parameter.flag)
        }
    }

    private mutating func take(
        _ flag: String,
        _ inline: String?,
        _ rest: inout ArraySlice<String>
    ) throws(Failure) {
        for parameter in command.flagged {
            if flag == parameter.flag {
                if case .boolean = parameter.form.kind, inline == nil {
                    return try set(parameter, true, flag: flag)
                }
                return try add(parameter, try argument(flag, inline, &rest), flag: flag)
            }
            switch parameter.form.kind {
            case .boolean where flag == "no-" + parameter.flag && inline == nil:
                return try set(parameter, false, flag: flag)
            case .list(let item) where flag == parameter.singular:
                guard case .object = item.kind else { break }
                let word = try argument(flag, inline, &rest)
                try checkPersonal(parameter, flag: flag)
                return append(parameter, [try reader.value(word, item, flag: "--" + flag)])
            case .object(let fields) where flag.hasPrefix(parameter.flag + "."):
                let wanted = flag.dropFirst(parameter.flag.count + 1)
                guard let field = fields.first(where: { $0.flag == wanted || $0.name == wanted })
                else {
                    throw unknown(
                        "--" + flag,
                        among: fields.map { "--\(parameter.flag).\($0.flag)" }
                    )
                }
                return try dotted(parameter, field, flag, inline, &rest)
            default: break
            }
        }
        throw unknown("--" + flag)
    }

    private mutating func dotted(
        _ parameter: Parameter,
        _ field: Parameter,
        _ flag: String,
        _ inline: String?,
        _ rest: inout ArraySlice<String>
    ) throws(Failure) {
        let word: String
        if case .boolean = field.form.kind, inline == nil {
            word = "true"
        } else {
            word = try argument(flag, inline, &rest)
        }
        let text = try literal(field, word, flag: flag)
        let value = try reader.value(text, field.form, flag: "--" + flag)
        try merge(parameter, [JSONMember(field.name, value)])
    }

    private func argument(
        _ flag: String,
        _ inline: String?,
        _ rest: inout ArraySlice<String>
    ) throws(Failure) -> String {
        if let inline { return inline }
        guard let word = rest.first, !word.hasPrefix("-") || word == "-" else {
            throw .usage(.needsValue, "--" + flag)
        }
        rest.removeFirst()
        return word
    }

    /// Adds one word to a param: lists grow, maps and objects merge, the rest is given once.
    private mutating func add(
        _ parameter: Parameter,
        _ word: String,
        flag: String
    ) throws(Failure) {
        let shown = "--" + flag
        switch parameter.form.kind {
        case .list(let item):
            if word.hasPrefix("@") || word == "-", case .object = item.kind {
                let bytes = try reader.file(word == "-" ? word : String(word.dropFirst()))
                return append(parameter, try reader.rows(bytes, item, flag: shown).items ?? [])
            }
            let text = try literal(parameter, word, flag: flag)
            append(parameter, try reader.value(text, parameter.form, flag: shown).items ?? [])
        case .map, .object:
            let text = try literal(parameter, word, flag: flag)
            let value = try reader.value(text, parameter.form, flag: shown)
            try merge(parameter, value.members ?? [])
        default:
            let text = try literal(parameter, word, flag: flag)
            try set(parameter, try reader.value(text, parameter.form, flag: shown), flag: flag)
        }
    }

    /// The text meant by a word: itself, or a file's content where the param takes files.
    private mutating func literal(
        _ parameter: Parameter,
        _ word: String,
        flag: String
    ) throws(Failure) -> String {
        if parameter.isPersonal || parameter.form.isLong, word == "-" || word.hasPrefix("@") {
            let bytes = try reader.file(word == "-" ? word : String(word.dropFirst()))
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .usage(.notUTF8, "--" + flag)
            }
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
        try checkPersonal(parameter, flag: flag)
        return word
    }

    private mutating func checkPersonal(_ parameter: Parameter, flag: String) throws(Failure) {
        guard parameter.isPersonal else { return }
        guard isTraining else { throw .usage(.personalOnCommandLine, "--" + flag) }
        warnings.append("--" + flag)
    }

    private mutating func set(
        _ parameter: Parameter,
        _ value: JSONValue,
        flag: String
    ) throws(Failure) {
        guard given.insert(parameter.name).inserted else {
            throw .usage(.givenTwice, "--" + flag)
        }
        replace(parameter.name, value)
    }

    /// The first word for a list or map replaces what `--params` gave, later ones add to it.
    private mutating func append(_ parameter: Parameter, _ items: [JSONValue]) {
        let isFirst = given.insert(parameter.name).inserted
        let before = isFirst ? [] : current(parameter.name)?.items ?? []
        replace(parameter.name, .array(before + items))
    }

    /// A key given twice is a slip of the hand, not a correction.
    private mutating func merge(
        _ parameter: Parameter,
        _ added: [JSONMember]
    ) throws(Failure) {
        let isFirst = given.insert(parameter.name).inserted
        var all = isFirst ? [] : current(parameter.name)?.members ?? []
        for member in added {
            if all.contains(where: { $0.name == member.name }) {
                throw .usage(.givenTwice, "--\(parameter.flag) \(member.name)")
            }
            all.append(member)
        }
        replace(parameter.name, .object(all))
    }

    private func current(_ name: String) -> JSONValue? {
        members.first { $0.name == name }?.value
    }

    private mutating func replace(_ name: String, _ value: JSONValue) {
        if let place = members.firstIndex(where: { $0.name == name }) {
            members[place] = JSONMember(name, value)
        } else {
            members.append(JSONMember(name, value))
        }
    }

    private func unknown(_ word: String, among extra: [String] = []) -> Failure {
        let known = command.flagged.flatMap { parameter -> [String] in
            var flags = ["--" + parameter.flag]
            if case .list(let item) = parameter.form.kind, case .object = item.kind {
                flags.append("--" + parameter.singular)
            }
            return flags
        }
        let near = NearestNames.of(word, among: known + extra + globalFlags)
        return .usage(.unknownFlag, word, nearest: near)
    }
}
