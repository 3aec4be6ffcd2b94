// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

extension Call {
    /// Repeats a query while the log moves; ends with 0 when it is interrupted.
    ///
    /// At a terminal in place, else a new block when rows changed, for `jsonl` the changed rows.
    func watch(_ params: [JSONMember], each milliseconds: Int64) throws(Failure) -> Int32 {
        let isInPlace =
            console.isTerminal && options.output.isForPeople && options.outFile == nil
            && System.environment("TERM") != "dumb"
        var earlier: JSONValue?
        var isTold = false
        var own: Int64 = 0
        while true {
            do throws(Failure) {
                let result = try allPages(try deliver(params), params)
                isTold = false
                if isInPlace {
                    try redraw(result, params, earlier, milliseconds)
                } else if content(result) != earlier.map(content) {
                    try showBlock(result, params, earlier)
                }
                earlier = result
                try rest(milliseconds, after: result, own: &own)
            } catch {
                if error.kind == "interrupted" { return 0 }
                // Before the first answer, or for another reason than the wire: a failure.
                guard earlier != nil, error.isUncertain || error.kind == "unreachable" else {
                    throw error
                }
                if !isTold { console.note(client.looks.text(.watchWaits)) }
                isTold = true
                session.drop()
                System.pause(milliseconds: min(milliseconds, 2_000))
            }
            if System.interruptCount > 0 { return 0 }
        }
    }

    /// What is compared: the rows or the item, not the moment they were asked for.
    private func content(_ result: JSONValue) -> JSONValue {
        result["rows"] ?? result["item"]
            ?? .object((result.members ?? []).filter { !["asOf", "uptimeS"].contains($0.name) })
    }

    /// Waits one interval, and on until the log moved, the day changed or an answer without a
    /// position may have.
    ///
    /// An answer with personal data moves the log by the record of its look. `own` is by how much
    /// the log stood ahead of the answer: as much as last time is taken for such a record.
    private func rest(
        _ milliseconds: Int64,
        after result: JSONValue,
        own: inout Int64
    ) throws(Failure) {
        let day = Day.today()
        var seen = result["asOf"]?["position"]?.integer
        if let position = seen, let head = try head() {
            if head - position == own { seen = head }
            own = head - position
        }
        repeat {
            let end = System.monotonicMilliseconds() + milliseconds
            while System.monotonicMilliseconds() < end {
                if System.interruptCount > 0 {
                    throw Failure("interrupted", exit: 130, .interrupted)
                }
                System.pause(milliseconds: end - System.monotonicMilliseconds())
            }
            guard let seen, day == Day.today() else { return }
            if try head() != seen { return }
        } while true
    }

    private func head() throws(Failure) -> Int64? {
        try session.call("log.head")["position"]?.integer
    }

    /// The screen from its upper left corner, cut to its height.
    private func redraw(
        _ result: JSONValue,
        _ params: [JSONMember],
        _ earlier: JSONValue?,
        _ milliseconds: Int64
    ) throws(Failure) {
        let looks = client.looks
        var lines = try screen(params, earlier: earlier).answer(result)
            .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map(String.init)
        let footer = looks.text(.watching, "\(milliseconds / 1_000)")
        let rows = System.terminalSize(1)?.rows ?? 24
        if lines.count > rows - 1 { lines = lines.prefix(max(1, rows - 2)) + ["…"] }
        lines.append(looks.tinted(footer, .dim))
        // Each line clears what it does not cover, so that nothing flickers.
        let cleared = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
        console.write((earlier == nil ? "\u{1B}[2J" : "") + "\u{1B}[H" + cleared + "\u{1B}[J")
        try console.flush()
    }

    private func showBlock(
        _ result: JSONValue,
        _ params: [JSONMember],
        _ earlier: JSONValue?
    ) throws(Failure) {
        guard options.output == .jsonl, let rows = result["rows"]?.items else {
            if earlier != nil, options.output.isForPeople { console.print("") }
            return try show(result, params)
        }
        var known = earlier?["rows"]?.items ?? []
        for row in rows {
            if let place = known.firstIndex(of: row) {
                known.remove(at: place)
            } else {
                console.print(String(decoding: CanonicalJSON.bytes(row), as: UTF8.self))
            }
        }
        try console.flush()
    }
}
