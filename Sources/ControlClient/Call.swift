// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// One command of the catalogue on its way: words to params, question to answer to screen.
final class Call {
    let client: Client
    let command: Command
    let words: [String]
    var options: Options { client.options }
    var console: Console { client.console }
    var session: Session { client.session }
    /// Where the answers of a counting dialogue are kept, and the command id that goes with them.
    var draftFile: DraftFile?
    var draftedID: String?

    init(client: Client, command: Command, words: [String]) {
        self.client = client
        self.command = command
        self.words = words
    }

    private static let commandOnly = ["occurredOn", "expectedVersion", "backfilled", "dryRun"]
    private static let queryOnly = ["asOf", "atLeast", "fields", "limit", "cursor"]

    /// Runs the command with the words after its own, in a format that is its own.
    func perform(_ rest: [String]) throws(Failure) -> Int32 {
        guard options.namesFormat || command.cli.print != nil else {
            let formats = Options.Format.allCases.compactMap(\.ending)
            throw .usage(.unknownChoice, "-O", options.outFile ?? "", nearest: formats)
        }
        try checkOutput()
        let isTail = command.name == "events.subscribe"
        let follow = ["-f", "--follow", "--no-follow"]
        var params = try ownParams(isTail ? rest.filter { !follow.contains($0) } : rest)
        try addReserved(&params)
        if options.switches.contains("no-send") {
            let request = session.request(command.name, params.map { masked($0, personalNames) })
            console.note("→ " + String(decoding: CanonicalJSON.bytes(request), as: UTF8.self))
            return 0
        }
        if isTail {
            return try Tail(client: client, command: command, params: params)
                .run(follows: !rest.contains("--no-follow"))
        }
        if let interval = options.watchMs {
            // A look that is put on record would move the log by itself, again and again.
            guard !command.isCommand, !command.reportsProgress, !command.method.isRecorded,
                !params.contains(where: { $0.name == "asOf" })
            else { throw .usage(.watchQueries) }
            return try watch(params, each: interval)
        }
        if !options.isDryRun { try confirm(params) }
        if command.method.isRecorded, canAsk, !options.isQuiet {
            console.note(client.looks.text(.lookRecorded))
        }
        // Asked for without a terminal too: SIGUSR1 shows a line anywhere.
        if command.reportsProgress, options.jobProgress != .none {
            params.append(JSONMember("progress", true))
        }
        let progress = Progress(
            console: console,
            looks: client.looks,
            style: options.jobProgress,
            stages: command.reportsProgress ? try client.stages() : []
        )
        session.notified = { method, params in
            if method == "job.progress" { progress.take(params) }
        }
        var result = try deliverAsking(&params)
        if result["job"]?.string != nil, result["state"]?.string != nil, command.reportsProgress {
            let isWaiting = params.contains { $0.name == "job" }
            let waits =
                options.waits ?? (isWaiting || console.isTerminal || console.isErrorTerminal)
            if waits { result = try wait(for: result, progress) }
            return try finishJob(result, params)
        }
        if !options.isDryRun { forgetDraft() }
        result = try allPages(result, params)
        try show(result, params)
        return CheckStatus.of(result)
    }

    // MARK: Params

    private func addReserved(_ params: inout [JSONMember]) throws(Failure) {
        for member in options.reserved {
            let isOwn = command.parameters.contains { $0.name == member.name }
            if !isOwn, !command.isCommand, Call.commandOnly.contains(member.name) {
                throw .usage(.commandsOnly, "--" + kebab(member.name))
            }
            if !isOwn, command.isCommand, Call.queryOnly.contains(member.name) {
                throw .usage(.queriesOnly, "--" + kebab(member.name))
            }
            params.removeAll { $0.name == member.name }
            params.append(member)
        }
        if command.isCommand, !params.contains(where: { $0.name == "commandId" }) {
            params.append(JSONMember("commandId", .string(draftedID ?? makeCommandID())))
        }
        if !options.columns.isEmpty, !command.columns.isEmpty,
            !params.contains(where: { $0.name == "fields" })
        {
            // Checked here, so that a mistyped column is our usage error with the nearest name.
            let picked = try screen(params).columns(of: .null)
            params.append(JSONMember("fields", .array(picked.map { .string($0.key) })))
        }
    }

    var personalNames: Set<String> {
        func names(_ parameter: Parameter) -> [String] {
            if parameter.isPersonal { return [parameter.name] }
            var form = parameter.form
            if case .list(let item) = form.kind { form = item }
            guard case .object(let fields) = form.kind else { return [] }
            return fields.flatMap(names)
        }
        return Set(command.parameters.flatMap(names))
    }

    // MARK: Confirmation

    private func confirm(_ params: [JSONMember]) throws(Failure) {
        guard command.cli.confirm != .none else { return }
        let byName = command.cli.confirm == .name
        let id = command.positional.first.flatMap { name in
            params.first { $0.name == name }.map { plainText($0.value) }
        }
        if byName, options.confirm != nil, options.confirm == id { return }
        if !byName, options.switches.contains("yes") { return }
        guard canAsk else {
            let flag = byName ? "--confirm \(id ?? "ID")" : "--yes"
            throw Failure("confirmationNeeded", exit: 64, .confirmationNeeded, flag)
        }
        if command.isCommand {
            let trial = params.filter { $0.name != "commandId" } + [JSONMember("dryRun", true)]
            let outcome = try session.call(command.name, trial)
            screen(params).outcome(outcome).forEach(console.note)
        }
        let looks = client.looks
        let question =
            byName ? looks.text(.typeToConfirm, escapedForTerminal(id ?? "")) : looks.text(.goOn)
        let answer = try console.ask(question) ?? ""
        let isYes = byName ? answer == id : ["y", "ya", "yes"].contains(answer.lowercased())
        guard isYes else { throw Failure("confirmationNeeded", exit: 64, .notConfirmed) }
    }

    // MARK: Sending

    func deliver(_ params: [JSONMember]) throws(Failure) -> JSONValue {
        do throws(Failure) {
            return try session.deliver(
                command.name,
                params,
                isCommand: command.isCommand,
                personal: personalNames
            )
        } catch {
            guard let wire = error.wire else { throw uncertain(error, params) }
            var failure = Failure(wire: wire, refusalExits: command.refusalExits)
            if let parameter = refusedParameter(failure) {
                let form = Help.form(parameter, client.looks)
                failure.flag = "--\(parameter.flag) <\(form)>: \(parameter.title)"
                failure = failure.adding(.seeHelp, command.words.joined(separator: " "))
            }
            if failure.isUncertain, failure.kind != "busy" { failure = uncertain(failure, params) }
            throw failure
        }
    }

    /// Says how to find out and how to repeat, for a command whose fate is not known.
    private func uncertain(_ failure: Failure, _ params: [JSONMember]) -> Failure {
        guard command.isCommand, failure.isUncertain || failure.kind == "interrupted",
            let id = params.first(where: { $0.name == "commandId" })?.value.string
        else { return failure }
        let line = (["peksosctl"] + words + options.repeatedFlags(commandID: id)).map(shellQuoted)
        return failure.adding(.uncertain).adding(.uncertainCheck, id)
            .adding(.uncertainRepeat, line.joined(separator: " "))
    }

    func allPages(_ first: JSONValue, _ params: [JSONMember]) throws(Failure) -> JSONValue {
        guard
            options.switches.contains("all-pages") || command.cli.print != nil
                || command.method.isReport
        else {
            return first
        }
        var result = first
        var rows = first["rows"]?.items ?? []
        var text = command.cli.print.flatMap { first[$0]?.string } ?? ""
        var item = first["item"]
        while let cursor = result["next"]?.string,
            rows.count > 0 || item != nil || command.cli.print != nil
        {
            let next =
                params.filter { $0.name != "cursor" } + [JSONMember("cursor", .string(cursor))]
            result = try deliver(next)
            rows += result["rows"]?.items ?? []
            text += command.cli.print.flatMap { result[$0]?.string } ?? ""
            item = item?.continued(by: result["item"])
        }
        return .object(
            (result.members ?? []).map { member in
                if member.name == "rows" { return JSONMember("rows", .array(rows)) }
                if member.name == "item", let item { return JSONMember("item", item) }
                if member.name == command.cli.print {
                    return JSONMember(member.name, .string(text))
                }
                return member
            }
        )
    }

    // MARK: Jobs

    private func wait(for started: JSONValue, _ progress: Progress) throws(Failure) -> JSONValue {
        var job = started
        guard let id = started["job"] else { return started }
        defer { progress.clear() }
        while ["queued", "running"].contains(job["state"]?.string) {
            let params = [
                JSONMember("job", id), JSONMember("waitMs", 10_000),
                JSONMember("progress", .bool(options.jobProgress != .none)),
            ]
            do throws(Failure) {
                job = try session.call("job.wait", params, patience: 20_000)
                // Where jobs come as an item, the item is the job.
                job = job["item"] ?? job
            } catch {
                guard error.kind == "interrupted" else { throw error }
                throw error.adding(.jobDetached, plainText(id))
            }
        }
        return job
    }

    private func finishJob(_ job: JSONValue, _ params: [JSONMember]) throws(Failure) -> Int32 {
        if let error = job["error"], error.members != nil { throw Failure(wire: error) }
        let looks = client.looks
        let result = job["result"] ?? .null
        let state = job["state"]?.string ?? ""
        let status = state == "cancelled" ? 130 : CheckStatus.of(result)
        guard options.output.isForPeople else {
            try show(job, params)
            return status
        }
        let id = escapedForTerminal(plainText(job["job"] ?? .null))
        if options.isQuiet {
            console.print(id)
        } else if ["queued", "running"].contains(state) {
            console.print(looks.trainingMark + looks.text(.jobStarted, id))
        } else {
            let kind = job["kind"]?.string ?? command.name
            let told = try client.described(kind)
            let line = looks.text(.jobState, told?.title ?? kind, stateTitle(state))
            console.print(looks.trainingMark + line)
            let columns = told?.outcome ?? []
            let table = Table(columns: columns, looks: looks, today: Day.today())
            table.anything(result, columns).forEach(console.print)
        }
        try client.finish()
        return status
    }

    /// The state of a job as people read it.
    private func stateTitle(_ state: String) -> String {
        let known = command.columns + command.results
        let choices = known.first { $0.key == "state" }?.choices ?? []
        return escapedForTerminal(choices.first { $0.value == state }?.title ?? state)
    }

    // MARK: Showing

    func screen(_ params: [JSONMember], earlier: JSONValue? = nil) -> Screen {
        let own = params.filter { $0.name != "commandId" }
        var screen = Screen(command, looks: client.looks, sent: own, chosen: options.columns)
        screen.earlier = earlier
        return screen
    }

    func show(_ result: JSONValue, _ params: [JSONMember]) throws(Failure) {
        let screen = screen(params)
        if let name = command.cli.print, let text = result[name]?.string, options.output != .json {
            console.write(text.hasSuffix("\n") ? text : text + "\n")
            return try client.finish()
        }
        if options.output.isForPeople { screen.warnings(result).forEach(console.note) }
        if command.method.isReport { return try showReport(result) }
        switch options.output {
        case .table, .wide, .html, .pdf, .text, .beancount:
            guard options.isQuiet, command.isCommand else {
                let lines = command.isCommand ? screen.outcome(result) : try screen.answer(result)
                lines.forEach(console.print)
                return try client.finish(
                    isPaged: true,
                    throughLessOnly: command.method.isRecorded
                )
            }
            if let id = screen.primaryID(result) { console.print(escapedForTerminal(id)) }
        case .json: console.print(String(decoding: CanonicalJSON.bytes(result), as: UTF8.self))
        case .jsonl:
            for row in try screen.records(result).rows {
                console.print(String(decoding: CanonicalJSON.bytes(row), as: UTF8.self))
            }
        case .csv, .tsv:
            let (rows, keys) = try screen.records(result)
            let isTraining = result["training"]?.bool == true
            console.write(
                DelimitedWriter(style: options.delimitedStyle)
                    .text(rows, keys: keys, isTraining: isTraining)
            )
        }
        try client.finish()
    }
}

extension JSONValue {
    /// The item with what its next page adds to each of its lists.
    func continued(by next: JSONValue?) -> JSONValue {
        .object(
            (members ?? []).map { member in
                guard let items = member.value.items, let more = next?[member.name]?.items
                else { return member }
                return JSONMember(member.name, .array(items + more))
            }
        )
    }
}
