// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import ControlProtocol

/// Runs command lines: finds the command, sends it, prints the answer.
///
/// Single thread.
package final class Client {
    /// Where data and words for people go.
    package let console: Console
    /// The global flags and settings.
    package private(set) var options: Options
    /// The conversation with the daemon.
    package private(set) var session: Session
    private var known: (digest: String?, catalogue: Catalogue)?

    /// Connects to nothing yet.
    package init(console: Console, options: Options) {
        self.console = console
        self.options = options
        session = Session(options: options, console: console)
    }

    /// A client for one line of a shell: the same connection, its own flags.
    package func child(_ options: Options) -> Client {
        let child = Client(console: console, options: options)
        session.options = options
        child.session = session
        child.known = known
        return child
    }

    /// How human output looks, as far as the daemon was heard.
    package var looks: Looks {
        let office = (session.hello["language"] ?? session.hello["lang"])?.string.flatMap(
            Language.init(rawValue:)
        )
        return options.looks(console, isTraining: session.isTraining, office: office)
    }

    /// Runs a command of the catalogue.
    ///
    /// Returns the exit status; throws what ``report(_:)`` tells.
    package func run(_ words: [String]) throws(Failure) -> Int32 {
        let wantsHelp = options.switches.contains("help")
        let catalogue: Catalogue
        do throws(Failure) {
            catalogue = try self.catalogue(mayBeOld: wantsHelp || words.isEmpty)
        } catch {
            // Without any catalogue there is still help for what the client does itself.
            guard wantsHelp || words.isEmpty, error.kind == "unreachable" else { throw error }
            Help.localOverview(looks).forEach(console.print)
            try console.flush()
            throw error
        }
        let named = words.prefix { !$0.hasPrefix("-") }
        guard let command = catalogue.command(startingAt: Array(named)) else {
            return try incomplete(Array(named), catalogue)
        }
        let help = Help(catalogue: catalogue, looks: looks)
        if wantsHelp {
            help.page(command).forEach(console.print)
            try finish(isPaged: true)
            return 0
        }
        // Help is served from an old catalogue when need be, work is not.
        try session.open()
        do throws(Failure) {
            return try Call(client: self, command: command, words: words)
                .run(Array(words.dropFirst(command.words.count)))
        } catch {
            throw error.kind == "usage"
                ? error.adding(.seeHelp, command.words.joined(separator: " ")) : error
        }
    }

    private func incomplete(_ words: [String], _ catalogue: Catalogue) throws(Failure) -> Int32 {
        let help = Help(catalogue: catalogue, looks: looks)
        if words.isEmpty {
            var you = session.hello["you"] ?? .null
            var status: JSONValue?
            if !session.hello.isNull {
                status = try? session.call("system.status")
                // Who acts as somebody else sees that operator's commands.
                if let acting = try? session.call("session.show") { you = acting["item"] ?? you }
            }
            help.overview(hello: session.hello, you: you, status: status).forEach(console.print)
            try finish(isPaged: true)
            return 0
        }
        let line = words.joined(separator: " ")
        let under = catalogue.commands(under: words)
        if !under.isEmpty {
            help.verbs(under).forEach(console.print)
            try finish(isPaged: true)
            return 0
        }
        var candidates = catalogue.words.map { $0.joined(separator: " ") } + catalogue.nouns
        candidates += Help.local.map { String($0.words.prefix { $0 != " " }) }
        if catalogue.nouns.contains(words[0]) {
            candidates = candidates.filter { $0.hasPrefix(words[0] + " ") }
        }
        let typed = words.prefix(2).joined(separator: " ")
        throw .usage(.unknownCommand, line, nearest: NearestNames.of(typed, among: candidates))
            .adding(.seeCommands)
    }

    // MARK: Catalogue cache

    /// Where catalogues are kept; nil without a home.
    package var cacheDirectory: String? {
        let home = System.environment("HOME").map { $0 + "/.cache" }
        return (System.environment("XDG_CACHE_HOME") ?? home).map { $0 + "/peksos" }
    }

    /// The catalogue of the daemon, from the cache when its digest is there.
    ///
    /// With `mayBeOld` an unreachable daemon is no hindrance: the newest one known is taken.
    package func catalogue(mayBeOld: Bool) throws(Failure) -> Catalogue {
        do throws(Failure) {
            try session.open()
        } catch {
            guard mayBeOld, error.kind == "unreachable" else { throw error }
            return try newestCatalogue()
        }
        if let known, known.digest == session.digest { return known.catalogue }
        let file = cacheDirectory.flatMap { directory in
            session.digest.map { "\(directory)/\(Client.fileName(ofDigest: $0))" }
        }
        if let file, let catalogue = Client.read(file) {
            known = (session.digest, catalogue)
            return catalogue
        }
        let bytes = CanonicalJSON.bytes(try session.deliver("rpc.discover", [], isCommand: true))
        if let file, let cacheDirectory {
            System.makeDirectory(cacheDirectory)
            // A cache that cannot be written costs time, nothing else.
            try? System.writeFile(file, bytes, mode: 0o600, replacing: true)
            for old in cachedFiles().dropFirst(5) { System.remove(old) }
        }
        guard let catalogue = Catalogue(bytes: bytes) else {
            throw Failure("badReply", exit: 76, .badReply, "rpc.discover")
        }
        known = (session.digest, catalogue)
        return catalogue
    }

    /// The newest catalogue on this machine, in the wanted language where there is one.
    package func newestCatalogue() throws(Failure) -> Catalogue {
        let files = cachedFiles() + ["/usr/share/peksos/catalogue.json"]
        let catalogues = files.lazy.compactMap { Client.read($0) }
        let wanted = looks.language.rawValue
        guard
            let found = catalogues.first(where: { $0.root["info"]?["x-lang"]?.string == wanted })
                ?? catalogues.first
        else {
            throw Failure("unreachable", exit: 69, .noCatalogue)
        }
        return found
    }

    private func cachedFiles() -> [String] {
        guard let cacheDirectory else { return [] }
        return System.list(cacheDirectory).map(\.name)
            .filter { $0.hasPrefix("catalogue-") && $0.hasSuffix(".json") }
            .map { cacheDirectory + "/" + $0 }
    }

    /// Removes all cached catalogues and says how many there were.
    package func clearCache() -> Int {
        let files = cachedFiles()
        files.forEach(System.remove)
        return files.count
    }

    private static func fileName(ofDigest digest: String) -> String {
        // The digest comes from outside: letters and digits only, so that it stays a file name.
        "catalogue-\(digest.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(96)).json"
    }

    private static func read(_ file: String) -> Catalogue? {
        (try? System.readFile(file, limit: Connection.lineBytesMax)).flatMap(Catalogue.init(bytes:))
    }

    // MARK: Failure

    /// Tells a failure on standard error, for people or for programs, and gives its exit status.
    package func report(_ failure: Failure) -> Int32 {
        // What was printed before the failure is no result.
        _ = console.takePending()
        let looks = looks
        if failure.kind == "pipeClosed" { return failure.exit }
        if options.output.isForPeople {
            var told = looks
            told.width = console.isErrorTerminal ? System.terminalSize(2)?.columns : nil
            failure.screen(told).forEach(console.note)
        } else {
            console.note(String(decoding: CanonicalJSON.bytes(failure.json(looks)), as: UTF8.self))
        }
        return failure.exit
    }

    /// The title of what a job of a kind does, and the members of what it ends with.
    func described(_ kind: String) throws(Failure) -> (title: String, outcome: [Column])? {
        let catalogue = try catalogue(mayBeOld: false)
        guard let method = catalogue.method(kind) else { return nil }
        let outcome = method.outcome.map { Column($0, in: catalogue) }
        return (escapedForTerminal(method.title), outcome)
    }

    /// The titles of what jobs are busy with; empty where the catalogue has none.
    func stages() throws(Failure) -> [CatalogueChoice] {
        let columns = try catalogue(mayBeOld: false).method("job.wait")?.columns ?? []
        return columns.first { $0.key == "stage" }?.choices ?? []
    }

    /// Writes data that was printed: to the file of `-O`, else to standard output.
    ///
    /// Paged when people read it, at a terminal that it would run out of; what may not leave the
    /// machine only through `less`, which then can neither save nor start anything.
    package func finish(
        isPaged: Bool = false,
        throughLessOnly: Bool = false
    ) throws(Failure) {
        guard let path = options.outFile else {
            if isPaged, let line = options.pagerLine(onlyLess: throughLessOnly),
                console.page(through: line)
            {
                return
            }
            return try console.flush()
        }
        let bytes = console.takePending()
        do {
            let replacing = options.switches.contains("force")
            // Figures are read by the collector's user; everything else is the caller's.
            if path.hasSuffix(".prom") {
                try System.writeFile(path, bytes, exactMode: 0o644, replacing: replacing)
            } else {
                try System.writeFile(path, bytes, mode: 0o640, replacing: replacing)
            }
        } catch {
            throw error.isExisting
                ? .usage(.fileExists, path)
                : Failure("outputFailed", exit: 74, .outputFailed, "\(path): \(error.text)")
        }
        if !options.isQuiet { console.note(looks.text(.written, path)) }
    }
}
