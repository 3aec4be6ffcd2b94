// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The course of a drive after its permit: start, stop, report, close; or cancelled before it began.

extension PolicyKey<Int64> {
    static let reportDueDays = PolicyKey("pub.reportDueDays", 30)
    static let auditThreshold = PolicyKey("pub.auditThreshold", 500_000_000, .rupiah)
}

/// From now on boxes may go out.
package struct StartDrive: Command {
    package static let contract = Contract(
        "drive.start",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "permitMissing"],
        next: ["box deploy"]
    )

    /// Planned, and exempt or with a permit that covers its areas and days.
    package let drive: ID<Drive>

    package func decide(_ decision: Decision) throws(Rejection) -> DriveAnswer {
        let state = try decision.find(DriveState.self, drive)
        try decision.gate(drive.stream, step: true)
        try decision.require(drive, state.status, among: [.planned])
        let missing = Self.missing(state, on: decision.occurredOn)
        if !missing.isEmpty { throw .refused(DriveRefusal.permitMissing(missing: missing)) }
        decision.record(DriveEvent.started, to: drive.stream)
        return DriveAnswer(drive: drive)
    }

    private static func missing(_ state: DriveState, on date: CivilDate) -> [String] {
        if state.exemption != nil { return [] }
        guard let permit = state.permit else { return ["permit"] }
        var missing: [String] = []
        let isCovered = state.areas.allSatisfy { area in
            permit.areas.contains { $0.contains(area) }
        }
        if !isCovered { missing.append("areas") }
        let days = [date, state.from, state.to]
        if days.contains(where: { $0 < permit.from || $0 > permit.lastDay }) {
            missing.append("dates")
        }
        return missing
    }
}

/// No box goes out any more; the report is due.
package struct StopDrive: Command {
    package static let contract = Contract(
        "drive.stop",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        next: ["drive submit-report {drive}"]
    )

    /// Started; its boxes may still be out.
    package let drive: ID<Drive>

    package struct Answer: Codable, Sendable {
        let drive: ID<Drive>
        let reportDue: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(DriveState.self, drive)
        try decision.gate(drive.stream, step: true)
        try decision.require(drive, state.status, among: [.started])
        let days = decision.facts.policy(.reportDueDays, on: decision.occurredOn)
        let due = decision.occurredOn.adding(days: Int(days))
        decision.record(DriveEvent.stopped(reportDue: due), to: drive.stream)
        return Answer(drive: drive, reportDue: due)
    }
}

/// The report to the authority, with the figures of that moment.
package struct SubmitReport: Command {
    package static let contract = Contract(
        "drive.submitReport",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "auditRequired"],
        next: ["drive close {drive}"]
    )

    /// Stopped; a further report replaces an earlier one.
    package let drive: ID<Drive>
    /// The authority, as addressed.
    package let recipient: Line
    /// The authority's own, on its receipt.
    package let receiptNumber: DocNumber
    /// From a threshold on only a public accountant will do.
    package let auditKind: AuditKind
    /// Of the auditor's paper.
    package let auditReference: DocNumber

    package struct Answer: Codable, Sendable {
        let drive: ID<Drive>
        let collected: Rupiah
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(DriveState.self, drive)
        try decision.gate(drive.stream, step: true)
        try decision.require(drive, state.status, among: [.stopped, .reported])
        let sums = decision.facts.ledger(state.fund)
        let collected = -sums.balance(.restricted)
        let threshold = decision.facts.policy(.auditThreshold, on: decision.occurredOn)
        if collected >= threshold, auditKind != .publicAccountant {
            throw .refused(
                DriveRefusal.auditRequired(collected: collected, threshold: threshold)
            )
        }
        if let due = state.reportDue, decision.occurredOn > due {
            decision.warn(DriveRefusal.reportLate(due: due))
        }
        decision.record(
            DriveEvent.reportSubmitted(
                recipient: recipient,
                receiptNumber: receiptNumber,
                auditKind: auditKind,
                auditReference: auditReference,
                collected: collected,
                fundraisingCost: sums.balance(.fundraising),
                goodsIssued: sums.balance(.schoolSupplies),
                stockValue: sums.balance(.stock),
                bank: sums.balance(.bank)
            ),
            to: drive.stream
        )
        return Answer(drive: drive, collected: Rupiah(collected))
    }
}

/// The end of a drive of which nothing is left open, and of its fund.
package struct CloseDrive: Command {
    package static let contract = Contract(
        "drive.close",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: [
            "futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState",
            "driveNotSettled",
        ],
        confirm: "yes",
        next: ["drive balances --drive {drive}"]
    )

    /// Stopped or reported, with nothing open: no box, no cash, no goods, no money.
    package let drive: ID<Drive>

    package func decide(_ decision: Decision) throws(Rejection) -> DriveAnswer {
        let state = try decision.find(DriveState.self, drive)
        let fund = try decision.find(FundState.self, state.fund)
        try decision.gate(drive.stream, step: true)
        try decision.openFund(fund)
        try decision.require(drive, state.status, among: [.stopped, .reported])
        let blockers = Self.blockers(of: state, decision.facts)
        if !blockers.isEmpty { throw .refused(DriveRefusal.driveNotSettled(blockers: blockers)) }
        decision.record(DriveEvent.closed, to: drive.stream)
        decision.record(FundEvent.closed, to: fund.id.stream)
        return DriveAnswer(drive: drive)
    }

    private static func blockers(of state: DriveState, _ facts: any Facts) -> [Blocker] {
        let boxes = facts.rows(DriveBoxRow.self, prefix: RowKey(state.id)).compactMap { row in
            facts.state(BoxState.self, row.box)
        }
        var blockers = boxes.filter { $0.status == .deployed }
            .map { Blocker(.boxOut, ref: $0.id.text) }
        blockers += boxes.filter { box in
            box.status == .retrieved && facts.openCount(of: box.id) == nil
        }
        .map { Blocker(.boxUncounted, ref: $0.id.text) }
        blockers += facts.rows(OpenCountRow.self, prefix: RowKey(state.id))
            .map { Blocker(.countOpen, ref: $0.count.text) }
        blockers += facts.openDisputes(of: state.fund)
            .map { Blocker(.disputeOpen, ref: $0.id.text) }
        let sums = facts.ledger(state.fund)
        if sums.balance(.coins) != 0 {
            blockers.append(Blocker(.cashUndeposited, amount: sums.balance(.coins)))
        }
        blockers += facts.openPurchases(of: state.fund)
            .map { Blocker(.purchaseOpen, ref: $0.id.text) }
        blockers += facts.openDistributions(of: state.fund)
            .map { Blocker(.distributionOpen, ref: $0.id.text) }
        if sums.balance(.bank) != 0 {
            blockers.append(Blocker(.bankLeft, amount: sums.balance(.bank)))
        }
        if sums.balance(.stock) != 0 {
            blockers.append(Blocker(.stockLeft, amount: sums.balance(.stock)))
        }
        if state.status == .stopped { blockers.append(Blocker(.reportMissing)) }
        return blockers
    }
}

/// The end of a drive that never began, and of its fund.
package struct CancelDrive: Command {
    package static let contract = Contract(
        "drive.cancel",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: ["futureDated", "outOfOrder", "fundClosed", "periodClosed", "wrongState"],
        needsReason: true,
        confirm: "yes",
        next: ["drive list"]
    )

    /// Planned; it cannot be cancelled once started.
    package let drive: ID<Drive>

    package func decide(_ decision: Decision) throws(Rejection) -> DriveAnswer {
        let state = try decision.find(DriveState.self, drive)
        let fund = try decision.find(FundState.self, state.fund)
        try decision.gate(drive.stream, step: true)
        try decision.openFund(fund)
        try decision.require(drive, state.status, among: [.planned])
        decision.record(DriveEvent.cancelled, to: drive.stream)
        decision.record(FundEvent.closed, to: fund.id.stream)
        return DriveAnswer(drive: drive)
    }
}
