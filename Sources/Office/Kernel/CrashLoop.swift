// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain
package import LMDB
package import Logging

/// The command ids the writer is deciding on, in a file that outlives the process.
///
/// Layout: the length of what follows, 8 digits and LF, then the ids, each with LF. On tmpfs and
/// never synced: it is for a process that dies, not for a machine. Writer thread only.
package final class InFlight: Sendable {
    private let file: OpenFile
    private let path: String
    private static let digits = 8

    /// Makes the file anew, with nothing in flight.
    package init(_ path: String) throws(FileError) {
        self.path = path
        file = try OpenFile(updating: path)
        try file.write(Self.header(0), at: 0)
    }

    /// The batch with these ids is about to be decided.
    package func begin(_ ids: [String]) {
        var bytes = Self.header(ids.reduce(0) { $0 + $1.utf8.count + 1 })
        for id in ids {
            bytes.append(contentsOf: id.utf8)
            bytes.append(0x0A)
        }
        // The file only helps after a crash; a failure here must not fail the batch.
        try? file.write(bytes, at: 0)
    }

    /// The batch was decided; what comes now cannot be the fault of a command.
    package func end() { try? file.write(Self.header(0), at: 0) }

    /// An orderly end: the next start finds no file, so nothing crashed.
    package func remove() { try? Files.removeAll(path) }

    private static func header(_ length: Int) -> [UInt8] {
        let text = String(length)
        let padding = String(repeating: "0", count: max(0, digits - text.utf8.count))
        return Array((padding + text + "\n").utf8)
    }

    /// The ids a dead process left; `nil` when the last one ended in order.
    static func left(_ path: String) -> [String]? {
        guard let bytes = (try? Files.read(path)) ?? nil else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let length = Int(text.prefix(digits)), length > 0 else { return [] }
        return text.utf8.dropFirst(digits + 1).prefix(length).split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

/// What is known of crashes in the last ten minutes, and what follows from them.
package struct CrashHistory: Sendable, Equatable {
    /// Crashes in the last ten minutes, the one just found included; 0 after an orderly end.
    package var crashes = 0
    /// Ids that were in flight at one of them; they are decided alone.
    package var suspects: Set<String> = []
    /// Ids that were in flight at two crashes; they are not decided again.
    package var quarantine: Set<String> = []

    /// Nothing ever crashed.
    package init() {}

    /// After the second crash in ten minutes the views are not trusted whatever their mark says.
    package var distrustsViews: Bool { crashes >= 2 }

    private static let windowMicroseconds: Int64 = 600_000_000

    /// Reads what the last run left, and writes down what follows from it.
    ///
    /// Before the writer starts. A file that cannot be read or written is told and prevents nothing.
    package static func take(_ plan: StorePlan, now: Int64, _ logger: Logger) -> CrashHistory {
        var history = CrashHistory()
        history.quarantine = Set(lines(plan.quarantine))
        guard let left = InFlight.left(plan.inFlight) else { return history }
        // A process that was killed while it did nothing wrong says nothing against the store.
        let isFault = !lines(plan.fault).isEmpty
        guard isFault || !left.isEmpty else { return history }
        var entries: [(at: Int64, ids: [String])] = lines(plan.crashes).compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let at = words.first.flatMap({ Int64($0) }), at <= now,
                now - at < windowMicroseconds
            else { return nil }
            return (at, Array(words.dropFirst()))
        }
        let before = Set(entries.flatMap(\.ids))
        entries.append((now, left))
        history.crashes = entries.count
        history.suspects = before.union(left)
        let repeated = before.intersection(left).subtracting(history.quarantine)
        history.quarantine.formUnion(repeated)
        logger.warning(
            "the last run did not end in order",
            metadata: ["crashes": "\(entries.count)", "inFlight": "\(left.count)"]
        )
        do throws(FileError) {
            let text = entries.map { ([String($0.at)] + $0.ids).joined(separator: " ") + "\n" }
            try Files.replace(plan.crashes, with: Array(text.joined().utf8))
            if !repeated.isEmpty {
                let ids = history.quarantine.sorted().map { $0 + "\n" }.joined()
                try Files.replace(plan.quarantine, with: Array(ids.utf8))
                logger.error(
                    "commands quarantined",
                    metadata: ["ids": "\(repeated.sorted().joined(separator: " "))"]
                )
            }
            // A start that is refused is no crash.
            try Files.removeAll(plan.inFlight)
            try Files.removeAll(plan.fault)
        } catch {
            logger.error("crashes not written down", metadata: ["error": "\(error)"])
        }
        return history
    }

    private static func lines(_ path: String) -> [String] {
        guard let bytes = (try? Files.read(path)) ?? nil else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// How the writer guards against a command that kills the daemon.
///
/// Ids are in the file while their batch is decided, not while it is committed: a slow disk makes
/// nobody suspect.
final class CareAfterCrash: Sendable {
    private let inFlight: InFlight?
    private let history: CrashHistory
    /// The method of `testing.crashCommand`.
    private let crashMethod: String?

    init(_ inFlight: InFlight?, _ history: CrashHistory, crashMethod: String?) {
        self.inFlight = inFlight
        self.history = history
        self.crashMethod = crashMethod
    }

    /// True when a command of the batch was in flight at a crash: it must not drag others along.
    func mustSeparate(_ tasks: [WriterTask]) -> Bool {
        guard !history.suspects.isEmpty else { return false }
        return tasks.contains { task in
            guard case .command(let task) = task, let id = task.reserved.commandID
            else { return false }
            return history.suspects.contains(id)
        }
    }

    func begin(_ tasks: [WriterTask]) {
        guard let inFlight else { return }
        inFlight.begin(
            tasks.compactMap { task in
                guard case .command(let task) = task else { return nil }
                return task.reserved.commandID
            }
        )
    }

    func end() { inFlight?.end() }

    /// Why a command is not decided; the testing hook ends the process here.
    func refusal(_ task: CommandTask) -> Failure? {
        if let id = task.reserved.commandID, history.quarantine.contains(id) {
            return .quarantined(commandID: id)
        }
        // The way out of a defect: no handler runs, nothing is flushed.
        if task.method.contract.method == crashMethod { abandonProcess() }
        return nil
    }
}
