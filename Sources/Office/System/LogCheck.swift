// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
internal import Domain
package import EventLog
package import Keyring
internal import LMDB
internal import Projections

/// What is to be checked; paths of files and directories, handed to the process that checks.
package struct LogCheckRequest: Codable, Sendable {
    /// The directory of the log.
    package var log: String
    /// The directory of its keyring, to see whether every sealed person has a key.
    package var keyring: String?
    /// The file `FORMAT`.
    package var format: String?
    /// The file `head`.
    package var sidecar: String?
    /// Texts of anchors that the log must contain.
    package var anchors: [String] = []
    /// True for a copy that nobody writes.
    package var isCopy: Bool
    /// How many of the newest records are read; `nil` for all of them.
    package var newest: UInt64?

    /// Records of a quick check.
    package static let quickRecords: UInt64 = 10_000

    /// A check of a log alone; see the properties.
    package init(log: String, isCopy: Bool, newest: UInt64? = nil) {
        self.log = log
        self.isCopy = isCopy
        self.newest = newest
    }

    /// A check of everything in a store's directory that tells about its log.
    package init(store: String, isCopy: Bool, newest: UInt64? = nil) {
        self.init(log: store + "/log", isCopy: isCopy, newest: newest)
        keyring = store + "/keyring"
        format = store + "/FORMAT"
        sidecar = store + "/head"
    }

    /// What the checking process has to read.
    package var readable: [String] { [log] + [keyring, format, sidecar].compactMap(\.self) }

    /// What it has to write: its slots in the tables of readers.
    package var writable: [String] {
        isCopy ? [] : [log, keyring].compactMap { $0.map { $0 + "/lock.mdb" } }
    }
}

/// What a check found; ids, positions and words of ours only.
package struct LogCheckReport: Codable, Sendable {
    /// A ``LogVerdict``.
    package var verdict = LogVerdict.sound.rawValue
    /// The first position that was read.
    package var from: UInt64 = 1
    /// The head of the log.
    package var to: UInt64 = 0
    /// Records found right.
    package var events: UInt64 = 0
    /// The hash of the head, hexadecimal.
    package var head = ""
    /// What is wrong first, in words; `nil` for a sound log.
    package var problem: String?
    /// Where it is wrong, when that can be told.
    package var position: UInt64?
    /// The greatest position of an anchor that the log agrees with.
    package var lastGoodAnchor: UInt64?
    /// As text; `nil` when the log has none that can be read.
    package var storeID: String?
    /// `production` or `training`.
    package var mode: String?
    /// When the store was made, microseconds since 1970 UTC.
    package var created: Int64?
    /// The id of the keyring's master key, hexadecimal.
    package var masterKeyID: String?
    /// Records with sealed fields.
    package var sealed: UInt64 = 0
    /// False when the check was stopped before its end.
    package var isComplete = true

    /// A report that has found nothing yet.
    package init() {}

    /// A report without any reading.
    package static func damaged(_ problem: String) -> LogCheckReport {
        var report = LogCheckReport()
        report.find(.damaged, problem, at: nil)
        return report
    }

    /// True when nothing is wrong.
    package var isSound: Bool { verdict == LogVerdict.sound.rawValue && isComplete }

    /// Notes something wrong, unless something was before.
    mutating func find(_ verdict: LogVerdict, _ problem: String, at position: UInt64?) {
        guard self.problem == nil else { return }
        self.verdict = verdict.rawValue
        self.problem = problem
        self.position = position
    }

    /// The members that `log.verify` answers.
    package var value: JSONValue {
        [
            "verdict": .string(verdict), "from": .integer(Int64(from)), "to": .integer(Int64(to)),
            "events": .integer(Int64(events)), "head": .string(head),
            "firstBad": problem.map { problem in
                [
                    "position": position.map { .integer(Int64($0)) } ?? .null,
                    "problem": .string(problem),
                ]
            } ?? .null,
            "lastGoodAnchor": lastGoodAnchor.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}

/// Checks a log, and what stands beside it, without any key.
package struct LogCheck {
    private let request: LogCheckRequest
    private let codec = EventCodec(Slice.all)
    private var report = LogCheckReport()

    /// Runs a check; never throws, because what fails is a finding.
    ///
    /// `open` is the log when this process has it open already. Told how far it is: done and total;
    /// false stops.
    package static func run(
        _ request: LogCheckRequest,
        open: (log: EventLog, keyring: Keyring)? = nil,
        progress: (UInt64, UInt64) -> Bool = { _, _ in true }
    ) -> LogCheckReport {
        var check = LogCheck(request)
        do {
            try check.run(open, progress)
        } catch let error as LogError {
            check.report.find(error.verdict, "\(error)", at: nil)
        } catch {
            check.report.find(.damaged, "\(error)", at: nil)
        }
        return check.report
    }

    private init(_ request: LogCheckRequest) { self.request = request }

    private mutating func run(
        _ open: (log: EventLog, keyring: Keyring)?,
        _ progress: (UInt64, UInt64) -> Bool
    ) throws {
        // Before the log is opened: a head that is written meanwhile is not ahead of what is read.
        let sidecar = try sidecar()
        let log = try open?.log ?? self.log()
        defer { if open == nil { log.environment.close() } }
        report.storeID = log.storeID.text
        report.mode = log.mode.name
        report.created = log.created
        try checkFormat(log)
        let notes = CheckNotes()
        try readLog(log, notes, progress)
        guard report.isComplete else { return }
        report.sealed = notes.sealed
        if let sidecar { try compare(sidecar, log) }
        try compareAnchors(log)
        if let directory = request.keyring {
            try compare(notes, open.map { try KeyringCensus($0.keyring) } ?? census(directory), log)
        }
    }

    private func log() throws -> EventLog {
        do throws(DataFileProblem) {
            _ = try MetaCheck.check(directory: request.log)
        } catch {
            throw CheckProblem("log: \(error)")
        }
        return try EventLog(
            directory: request.log,
            use: request.isCopy ? .readingCopy : .reading
        )
    }

    private func census(_ directory: String) throws -> KeyringCensus {
        do {
            _ = try MetaCheck.check(directory: directory)
            return try KeyringCensus(
                directory: directory,
                use: request.isCopy ? .readingCopy : .reading
            )
        } catch {
            throw CheckProblem("keyring: \(error)")
        }
    }

    private mutating func readLog(
        _ log: EventLog,
        _ notes: CheckNotes,
        _ progress: (UInt64, UInt64) -> Bool
    ) throws {
        let verifier = LogVerifier(log) { [codec] recorded in
            let event = recorded.event
            try notes.take(recorded, try codec.decode(type: event.type, payload: event.payload))
        }
        var total: UInt64 = 0
        do {
            let snapshot = try log.environment.beginRead()
            total = try log.head(snapshot).position
        }
        let result: LogVerifier.Report
        if let newest = request.newest {
            report.from = total - min(newest, total) + 1
            let first = report.from
            result = try verifier.quick(last: newest) {
                progress($0 + 1 - first, total + 1 - first)
            }
        } else {
            result = try verifier.full { progress($0, total) }
        }
        report.to = result.head.position
        report.head = result.head.hash.hex
        report.events = result.records
        if let finding = result.finding {
            report.find(finding.verdict, "\(finding)", at: finding.position ?? result.head.position)
        } else {
            report.isComplete = result.isComplete
        }
    }
}

/// Something wrong that is no record's fault.
private struct CheckProblem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

// MARK: What stands beside the log

extension LogCheck {
    private mutating func checkFormat(_ log: EventLog) throws {
        guard let path = request.format else { return }
        guard let bytes = try Files.read(path, limit: 4_096) else {
            return report.find(.damaged, "FORMAT is missing", at: nil)
        }
        let told = StoreFormat(log)
        guard let format = StoreFormat(text: String(decoding: bytes, as: UTF8.self)),
            format.storeID == told.storeID, format.mode == told.mode,
            format.format == told.format
        else { return report.find(.damaged, "FORMAT is not that of the log", at: nil) }
    }

    private func sidecar() throws -> HeadSidecar.Slot? {
        guard let path = request.sidecar,
            let bytes = try Files.read(path, limit: 2 * HeadSidecar.slotBytes)
        else { return nil }
        return HeadSidecar.slots(bytes).compactMap(\.self).max { $0.position < $1.position }
    }

    private mutating func compare(_ sidecar: HeadSidecar.Slot, _ log: EventLog) throws {
        guard sidecar.storeID == log.storeID else {
            return report.find(.damaged, "the sidecar is that of another store", at: nil)
        }
        switch try agreement(sidecar.position, sidecar.hash, log) {
        case .agrees: return
        case .isBehind:
            report.find(
                .tampered,
                "log ends at \(report.to), sidecar says \(sidecar.position)",
                at: report.to + 1
            )
        case .differs:
            report.find(.tampered, "another event than the sidecar knows", at: sidecar.position)
        }
    }

    private mutating func compareAnchors(_ log: EventLog) throws {
        let limit = report.position ?? .max
        for text in request.anchors {
            guard let anchor = Anchor(text: text) else {
                report.find(.tampered, "an anchor cannot be read", at: nil)
                continue
            }
            guard anchor.storeID == log.storeID else {
                report.find(.tampered, "an anchor is that of another store", at: nil)
                continue
            }
            switch try agreement(anchor.position, anchor.hash, log) {
            case .agrees:
                guard anchor.position < limit else { continue }
                report.lastGoodAnchor = max(report.lastGoodAnchor ?? 0, anchor.position)
            case .isBehind:
                report.find(
                    .tampered,
                    "log ends at \(report.to), anchor says \(anchor.position)",
                    at: report.to + 1
                )
            case .differs:
                report.find(.tampered, "another event than the anchor knows", at: anchor.position)
            }
        }
    }

    private enum Agreement { case agrees, isBehind, differs }

    private func agreement(
        _ position: UInt64,
        _ hash: Digest32,
        _ log: EventLog
    ) throws -> Agreement {
        guard position <= report.to else { return .isBehind }
        if position == 0 { return hash == log.genesisHash ? .agrees : .differs }
        let snapshot = try log.environment.beginRead()
        // What is wrong with the record itself was found before.
        guard let recorded = try? log.read(position, snapshot) else { return .differs }
        return recorded.hash == hash ? .agrees : .differs
    }

    private mutating func compare(_ notes: CheckNotes, _ census: KeyringCensus, _ log: EventLog)
        throws
    {
        report.masterKeyID = census.keyEncryptionKeyID
        guard census.storeID == log.storeID.bytes else {
            return report.find(.damaged, "the keyring is that of another store", at: nil)
        }
        let half = census.subjects.intersection(census.erased).count
        if half > 0 {
            report.find(.incomplete, "\(half) erased subjects still have a key", at: nil)
        }
        let known = census.subjects.union(census.erased)
        if let first = notes.firstSealed(without: known) {
            report.find(.incomplete, "the key of a sealed subject is missing", at: first)
        }
        if let first = notes.firstErased(without: census.erased) {
            report.find(.incomplete, "a finished erasure has no tombstone", at: first)
        }
    }
}

extension LogError {
    /// The position that is wrong.
    fileprivate var position: UInt64? {
        switch self {
        case .damaged(let position, _), .missing(let position), .chainBroken(let position),
            .headHashMismatch(let position), .timeWentBack(let position),
            .streamBroken(let position), .commandRepeated(let position),
            .undecodable(let position):
            position
        case .headMismatch(let head, let last): min(head, last) + 1
        case .store, .invalidEvent, .notALog, .unsupportedFormat, .alreadyInitialised: nil
        }
    }
}
