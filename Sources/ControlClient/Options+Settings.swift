// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import ControlProtocol

// Settings that come from elsewhere than the command line.

extension Options {
    /// What environment and client files may set.
    package static let settingNames = ["socket", "output", "lang", "color", "pager"]

    /// One setting that a flag, the environment or a client file may give.
    mutating func configure(
        _ key: String,
        _ value: String,
        origin: String
    ) throws(Failure) {
        switch key {
        case "socket": socket = value
        case "output": output = try Format(word: value, of: origin)
        case "lang": language = try Language(word: value, of: origin)
        case "color": colour = try Colour(word: value, of: origin)
        case "pager": pager = value
        default: break
        }
        origins.removeAll { $0.key == key }
        origins.append((key, value, origin))
    }

    /// Reads the client files, weakest first, then the environment.
    ///
    /// Throws exit 78 for a bad file.
    package mutating func readSurroundings() throws(Failure) {
        let home = System.environment("HOME").map { $0 + "/.config" }
        let personal = System.environment("XDG_CONFIG_HOME") ?? home
        for path in ["/etc/peksosd", personal.map { $0 + "/peksos" }].compactMap(\.self) {
            let file = path + "/client.yaml"
            guard let bytes = try? System.readFile(file, limit: 65_536) else { continue }
            try readFile(String(decoding: bytes, as: UTF8.self), name: file)
        }
        for key in Options.settingNames {
            let name = "PEKSOS_" + key.uppercased()
            if let value = System.environment(name) { try configure(key, value, origin: name) }
        }
        if pager == nil, let line = System.environment("PAGER") {
            try configure("pager", line, origin: "PAGER")
        }
    }

    /// `key: value` lines and comments; strict.
    package mutating func readFile(_ text: String, name: String) throws(Failure) {
        let known = Options.settingNames
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let bare = line.drop { $0 == " " }
            if bare.isEmpty || bare.hasPrefix("#") { continue }
            let parts = bare.split(separator: ":", maxSplits: 1)
            let key = String(parts[0])
            let place = "\(name):\(number + 1)"
            guard parts.count == 2, known.contains(key) else {
                let failure = Failure("configuration", exit: 78, .badSetting, place, key)
                let near = NearestNames.of(key, among: known)
                throw near.isEmpty
                    ? failure : failure.adding(.didYouMean, near.joined(separator: ", "))
            }
            // A pager may have flags of its own.
            let words = parts[1].split(separator: " ").prefix { !$0.hasPrefix("#") }
            let value = words.prefix(key == "pager" ? .max : 1).joined(separator: " ")
            do throws(Failure) {
                try configure(key, value, origin: place)
            } catch {
                throw Failure("configuration", exit: 78, .badSetting, place, "\(key): \(value)")
            }
        }
    }

    /// The language that the locale asks for; `C` and `POSIX` ask for none.
    package static func languageOfEnvironment() -> Language? { languageOfLocale()?.language }

    /// The language to ask for; nil leaves it to the office.
    ///
    /// What programs read is the same in every locale.
    var wantedLanguage: Language? {
        language ?? (output.isForPeople ? Options.languageOfEnvironment() : nil)
    }

    /// The language that the locale asks for, and the variable that says so.
    package static func languageOfLocale() -> (language: Language, variable: String)? {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = System.environment(name) else { continue }
            if value.hasPrefix("id") { return (.id, name) }
            if value.hasPrefix("en") { return (.en, name) }
        }
        return nil
    }

    /// How human output looks on this console.
    package func looks(_ console: Console, isTraining: Bool, office: Language?) -> Looks {
        let dumb = System.environment("TERM") == "dumb" || System.environment("NO_COLOR") != nil
        let isColoured = colour == .always || (colour == .auto && console.isTerminal && !dumb)
        let columns =
            System.terminalSize(1)?.columns ?? System.environment("COLUMNS").flatMap { Int($0) }
        return Looks(
            language: wantedLanguage ?? office ?? .id,
            width: console.isTerminal ? columns : nil,
            hasColour: isColoured,
            isTraining: isTraining,
            showsAll: output == .wide || !console.isTerminal
        )
    }

    /// The command line of the pager; nil when nothing is paged.
    func pagerLine(onlyLess: Bool) -> String? {
        if switches.contains("no-pager") { return nil }
        if onlyLess { return System.program("less") }
        return pager ?? System.program("less")
    }

    /// Whether the locale writes UTF-8, so that bars may be drawn with blocks.
    package static var localeIsUTF8: Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.lazy.compactMap(System.environment).first ?? ""
        return locale.lowercased().contains("utf")
    }
}
