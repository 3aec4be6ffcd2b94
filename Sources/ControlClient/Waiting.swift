// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import ControlProtocol

/// The line that shows how far a job is.
///
/// Only at a terminal, only after half a second; anywhere when SIGUSR1 asks for it.
package final class Progress {
    private let console: Console
    private let looks: Looks
    private let style: Options.JobProgress
    private let stages: [CatalogueChoice]
    private let started = System.monotonicMilliseconds()
    private var lastShown: Int64 = 0
    private var isOnScreen = false

    /// `stages`: the titles of what jobs are busy with.
    init(console: Console, looks: Looks, style: Options.JobProgress, stages: [CatalogueChoice]) {
        self.console = console
        self.looks = looks
        self.style = style
        self.stages = stages
    }

    /// Takes the params of one `job.progress`.
    func take(_ params: JSONValue) {
        if style == .jsonl {
            return console.note(String(decoding: CanonicalJSON.bytes(params), as: UTF8.self))
        }
        let now = System.monotonicMilliseconds()
        let isAsked = System.takeProgressRequest()
        guard style == .auto else { return }
        // At most ten times a second.
        let isDue = console.isErrorTerminal && now - started > 500 && now - lastShown >= 100
        guard isDue || isAsked else { return }
        lastShown = now
        let text = Progress.line(
            params,
            elapsed: now - started,
            stages: stages,
            looks: looks,
            isUTF8: Options.localeIsUTF8
        )
        isOnScreen = console.isErrorTerminal
        console.errorText(isOnScreen ? "\r\u{1B}[K\(text)" : text + "\n")
    }

    /// Removes the line.
    func clear() {
        if isOnScreen { console.errorText("\r\u{1B}[K") }
        isOnScreen = false
    }

    private static let barColumns: Int64 = 16

    /// A bar, drawn to half a block where the locale has one.
    package static func bar(_ done: Int64, of total: Int64, isUTF8: Bool) -> String {
        let halves = max(0, min(2 * barColumns, 2 * barColumns * done / max(1, total)))
        let (full, rest) = (Int(halves / 2), isUTF8 ? Int(halves % 2) : 0)
        let space = Int(barColumns) - full - rest
        return String(repeating: isUTF8 ? "█" : "#", count: full)
            + String(repeating: "▌", count: rest)
            + String(repeating: isUTF8 ? "·" : ".", count: space)
    }

    /// What a job is busy with, how far it is and how long that may still take.
    package static func line(
        _ params: JSONValue,
        elapsed: Int64,
        stages: [CatalogueChoice],
        looks: Looks,
        isUTF8: Bool
    ) -> String {
        let code = params["stage"]?.string ?? ""
        let stage = escapedForTerminal(stages.first { $0.value == code }?.title ?? code)
        let done = params["done"]?.integer ?? 0
        guard let total = params["total"]?.integer, total > 0 else {
            return "\(stage)  \(looks.grouped(done))"
        }
        let bar = bar(done, of: total, isUTF8: isUTF8)
        let left = done > 0 ? elapsed * (total - done) / done / 1_000 : 0
        let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
        return
            "\(stage)  \(bar) \(100 * done / total) %  \(looks.grouped(done))/\(looks.grouped(total))"
            + "  \(looks.text(.remaining, clock))"
    }
}

/// `events tail`: follows the log until interrupted, over reconnects.
final class Tail {
    private let client: Client
    private let command: Command
    private var params: [JSONMember]
    private var position: Int64?
    private var isOver = false
    private var failure: Failure?

    init(client: Client, command: Command, params: [JSONMember]) {
        self.client = client
        self.command = command
        self.params = params
    }

    func run(follows: Bool) throws(Failure) -> Int32 {
        // A file is written whole or not at all, and what is followed has no end.
        if follows, let path = client.options.outFile {
            throw .usage(.unknownChoice, "-O", path, nearest: ["--no-follow"])
        }
        var isFirst = true
        while !isOver {
            do throws(Failure) {
                // Events may come before the answer, so what stands above them goes first.
                try client.session.open()
                client.session.notified = { [self] name, params in take(name, params, follows) }
                if let position {
                    params.removeAll { $0.name == "after" }
                    params.append(JSONMember("after", .integer(position)))
                }
                if isFirst, client.options.output.isForPeople, client.session.isTraining {
                    client.console.print(
                        client.looks.trainingMark + escapedForTerminal(command.title)
                    )
                    if client.options.outFile == nil { try client.console.flush() }
                }
                let result = try client.session.deliver(command.name, params, isCommand: false)
                if position == nil { position = result["after"]?.integer }
                isFirst = false
                hasEnded = false
                try client.session.listen { !isOver && !hasEnded && failure == nil }
            } catch {
                if error.kind == "interrupted" { return follows ? 0 : 130 }
                guard error.isUncertain, !isFirst else { throw error }
                client.session.drop()
                System.pause(milliseconds: 500)
            }
            if let failure { throw failure }
        }
        try client.finish()
        return 0
    }

    private var hasEnded = false

    private func take(_ name: String, _ params: JSONValue, _ follows: Bool) {
        switch name {
        case "events.event":
            guard let event = params["event"] else { return }
            position = event["position"]?.integer ?? position
            show(event)
        case "events.caughtUp":
            position = params["position"]?.integer ?? position
            isOver = !follows
        case "events.heartbeat": position = params["position"]?.integer ?? position
        case "events.lagged", "events.ended":
            position = params["resumeAfter"]?.integer ?? position
            hasEnded = true
            client.console.note(client.looks.text(.skipped, "\(position ?? 0)"))
        default: break
        }
    }

    private func show(_ event: JSONValue) {
        let console = client.console
        if client.options.output.isForPeople {
            let looks = client.looks
            let stamp = (event["recordedAt"]?.string).map { looks.time($0) } ?? ""
            let data = (event["data"]?.members ?? []).map { "\($0.name)=\(plainText($0.value))" }
            let cells = [
                looks.grouped(event["position"]?.integer ?? 0), stamp,
                plainText(event["type"] ?? .null), plainText(event["stream"] ?? .null),
                plainText(event["actor"] ?? .null), data.joined(separator: " "),
            ]
            let line = cells.map(escapedForTerminal).joined(separator: "  ")
            console.print(looks.width.map { cut(line, $0) } ?? line)
        } else {
            console.print(String(decoding: CanonicalJSON.bytes(event), as: UTF8.self))
        }
        if client.options.outFile != nil { return }
        do throws(Failure) {
            try console.flush()
        } catch {
            failure = error
        }
    }
}
