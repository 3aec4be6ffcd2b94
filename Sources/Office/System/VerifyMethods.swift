// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Logging
internal import Projections

/// How much of the log is checked.
enum VerifyScope: String, CodeSet {
    case quick, full
    static let name = "VerifyScope"
}

/// The four lines of an anchor.
struct AnchorText: TextValue {
    let text: String
    init(trusted text: String) { self.text = text }
    static let schema = ValueSchema(
        "Anchor",
        .string(minimum: 1, maximum: 500, pattern: nil),
        column: "text"
    )
    static let sample = AnchorText(trusted: "peksos/01J…")
    static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...500, narrative: true)
    }
}

/// Checks the log in a process without keys, then that what is sealed opens.
struct VerifyLog: SystemMethod {
    static let contract = SystemContract(
        "log.verify",
        .roles([.administrator, .auditor]),
        isForService: true,
        isMaintenance: true
    )
    typealias Item = StartedJob
    typealias Outcome = LogCheckOutcome

    let scope: VerifyScope?
    let anchor: AnchorText?
    let progress: Bool?

    func perform(_ call: SystemCall) {
        let office = call.office
        if let anchor {
            let key = office.store.keyring.anchorPublicKey
            guard Anchor(text: anchor.text)?.isSigned(by: key) == true else {
                let expected = "an anchor that this store signed"
                return call.reply(
                    .failure(
                        .rejected(
                            .invalid(pointer: "/anchor", problem: "value", expected: expected)
                        )
                    )
                )
            }
        }
        let isFull = scope == .full
        let params = "\(scope ?? .quick) \(anchor?.text ?? "")"
        call.startJob("log.verify", params: params, progress ?? false) { handle in
            try office.verifyLog(isFull: isFull, anchor: anchor?.text, handle)
        }
    }
}

extension Office {
    /// Anchors handed to the checking process at most: a year of daily ones, within one argument.
    private static let anchorsMax = 365

    /// Has a log checked, in a process without keys where there is one.
    ///
    /// Job thread. Throws when the job was cancelled.
    func check(
        _ request: LogCheckRequest,
        _ stage: JobStageCode,
        _ handle: Jobs.Handle
    ) throws -> LogCheckReport {
        let progress: (UInt64, UInt64) -> Bool = { done, total in
            (try? handle.report(stage, Int64(done), of: Int64(total))) != nil
        }
        let open = request.isCopy ? nil : (log: store.log, keyring: store.keyring)
        var report: LogCheckReport
        var generation: UInt64
        repeat {
            generation = store.keyring.generation
            report =
                try hooks.checkLog?(request, progress)
                ?? LogCheck.run(request, open: open, progress: progress)
            guard report.isComplete else { throw Jobs.Cancelled() }
            // An erasure destroys the file that another process is reading: then it reads the new one.
        } while !report.isSound && !request.isCopy && store.keyring.generation != generation
        return report
    }

    /// The newest anchors kept at home.
    ///
    /// Throws when they cannot be read: a check without them would prove less than it says.
    var knownAnchors: [String] {
        get throws { try upkeep.anchors.anchors.suffix(Self.anchorsMax).map(\.text) }
    }

    /// The verdict on the log of this store.
    fileprivate func verifyLog(
        isFull: Bool,
        anchor: String?,
        _ handle: Jobs.Handle
    ) throws -> JSONValue {
        var request = LogCheckRequest(
            store: store.directory,
            isCopy: false,
            newest: isFull ? nil : LogCheckRequest.quickRecords
        )
        request.anchors = try knownAnchors + (anchor.map { [$0] } ?? [])
        var report = try check(request, .log, handle)
        if isFull, report.isSound, report.sealed > 0 {
            try openSegments(&report, handle)
        }
        try upkeep.checked(report, isFull: isFull, at: clock.microseconds())
        return report.value
    }

    /// Opens every sealed segment of the living, in records that were found right.
    private func openSegments(_ report: inout LogCheckReport, _ handle: Jobs.Handle) throws {
        let head = report.to
        let check = SegmentCheck(log: store.log, keyring: store.keyring)
        let finding = try check.run(through: head) { position in
            try handle.report(.sealed, Int64(position), of: Int64(head))
        }
        switch finding?.flaw {
        case nil: return
        case .keyMissing:
            let problem = "the key of a sealed subject is missing"
            report.find(.incomplete, problem, at: finding?.position)
        case .doesNotOpen:
            report.find(.tampered, "a segment does not open", at: finding?.position)
        }
    }
}

// MARK: Anchors

/// Signs the head of the log, for a place outside of this machine.
struct MakeAnchor: SystemMethod {
    static let contract = SystemContract(
        "log.anchor",
        .roles([.administrator, .auditor]),
        isForService: true,
        isMaintenance: true,
        print: "text"
    )

    struct Item: Codable, Sendable {
        let text: String
    }

    func perform(_ call: SystemCall) {
        let office = call.office
        do {
            let head = office.feed.head
            let anchor = try office.anchor(position: head.position, hash: head.hash)
            call.reply(.success([JSONMember("text", .string(anchor.text))]))
        } catch {
            office.logger.error("no anchor", metadata: ["error": "\(error)"])
            call.reply(.failure(.storeIO))
        }
    }
}

extension Office {
    /// Signs a position of the log and keeps the anchor at home.
    func anchor(position: UInt64, hash: Digest32) throws -> Anchor {
        let anchor = try Anchor(
            storeID: store.log.storeID,
            position: position,
            hash: hash,
            time: OfficeClock.text(clock.microseconds()),
            ledgerLines: try LedgerDigest(upkeep.ledger).lines,
            signedBy: store.keyring
        )
        try upkeep.anchors.add(anchor)
        return anchor
    }
}
