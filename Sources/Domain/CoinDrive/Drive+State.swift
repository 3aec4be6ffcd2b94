// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A coin drive collects coins in sealed boxes for a purpose. It is planned, gets a permit of the
// authority for its areas (or is exempt), starts, stops, reports what became of the money, and
// closes when nothing of it is left open. Its money lies in the fund of the same code.

/// Who permits a collection of money, from the lowest to the highest.
package enum Authority: String, CodeSet, Comparable {
    case regentMayor, governor, minister

    package static let name = "Authority"

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// Who must permit a drive in these areas by an organiser from that area (K-02).
    ///
    /// An organiser without an area is taken to be in the province.
    package static func needed(areas: [AreaCode], organiser: AreaCode?) -> Authority {
        let provinces = Set(areas.map(\.province))
        if provinces.count > 1 { return .minister }
        if let home = organiser?.province, !provinces.contains(home) { return .minister }
        return Set(areas).count > 1 ? .governor : .regentMayor
    }

    private var rank: Int {
        switch self {
        case .regentMayor: 0
        case .governor: 1
        case .minister: 2
        }
    }
}

/// Why a drive needs no permit.
package enum ExemptionGround: String, CodeSet {
    case zakat, placeOfWorship, emergency, mutualAid, members

    package static let name = "ExemptionGround"
}

/// Who audited the report of a drive.
package enum AuditKind: String, CodeSet {
    case `internal`, publicAccountant

    package static let name = "AuditKind"
}

/// Where a drive stands.
package enum DriveStatus: String, CodeSet {
    case planned, started, stopped, reported, closed, cancelled

    package static let name = "DriveState"
}

// MARK: Events

/// What happens to a drive.
package enum DriveEvent: DomainEvent {
    case planned(
        name: Line,
        purpose: Line,
        categories: [ItemCategory],
        areas: [AreaCode],
        from: CivilDate,
        to: CivilDate,
        organiser: ID<Organisation>,
        partners: [ID<Organisation>],
        disaster: Bool,
        fund: ID<Fund>
    )
    case permitRecorded(
        authority: Authority,
        number: DocNumber,
        issuedOn: CivilDate,
        from: CivilDate,
        to: CivilDate,
        areas: [AreaCode]
    )
    case exemptionRecorded(ground: ExemptionGround, description: Line)
    case permitExtended(to: CivilDate, number: DocNumber)
    case started
    case stopped(reportDue: CivilDate)
    case reportSubmitted(
        recipient: Line,
        receiptNumber: DocNumber,
        auditKind: AuditKind,
        auditReference: DocNumber,
        collected: Int64,
        fundraisingCost: Int64,
        goodsIssued: Int64,
        stockValue: Int64,
        bank: Int64
    )
    case closed
    case cancelled

    package enum CodingKeys: String, CodingKey {
        case planned = "drive.planned"
        case permitRecorded = "drive.permitRecorded"
        case exemptionRecorded = "drive.exemptionRecorded"
        case permitExtended = "drive.permitExtended"
        case started = "drive.started"
        case stopped = "drive.stopped"
        case reportSubmitted = "drive.reportSubmitted"
        case closed = "drive.closed"
        case cancelled = "drive.cancelled"
    }

    package static let category = Drive.noun

    package var isStep: Bool {
        switch self {
        case .planned: false
        case .permitRecorded, .exemptionRecorded, .permitExtended, .started, .stopped,
            .reportSubmitted, .closed, .cancelled:
            true
        }
    }
}

// MARK: State

/// The permit of a drive.
package struct Permit: Codable, Sendable {
    /// Who gave it.
    package let authority: Authority
    /// Of the letter.
    package let number: DocNumber
    /// The first day it allows.
    package let from: CivilDate
    /// The last day before any extension.
    package let to: CivilDate
    /// Where it allows to collect.
    package let areas: [AreaCode]
    /// The last day after the extension.
    package var extendedTo: CivilDate?

    /// The last day, extension included.
    package var lastDay: CivilDate { extendedTo ?? to }
}

/// A drive as the events left it.
package struct DriveState: AggregateState {
    package static let table = RowTable(40, "drives")
    package let id: ID<Drive>
    /// As planned.
    package let name: Line
    /// As planned; what was permitted may be less or more.
    package let areas: [AreaCode]
    /// The first day as planned.
    package let from: CivilDate
    /// The last day as planned.
    package let to: CivilDate
    /// What the money is collected for, in words.
    package let purpose: Line
    /// As planned.
    package let organiser: ID<Organisation>
    /// Who collects along with the organiser.
    package let partners: [ID<Organisation>]
    /// As planned.
    package let isDisaster: Bool
    /// Opened with the drive, under the same code.
    package let fund: ID<Fund>
    /// Changed by steps only.
    package var status = DriveStatus.planned
    /// `nil` for an exempt drive, and before one was recorded.
    package var permit: Permit?
    /// Why it needs no permit; `nil` when it needs one.
    package var exemption: ExemptionGround?
    /// The day it stopped; `nil` while it runs.
    package var stoppedOn: CivilDate?
    /// The day of the latest report; `nil` without one.
    package var reportedOn: CivilDate?
    /// The last day for the report; `nil` until it stops.
    package var reportDue: CivilDate?
    /// Of the latest report; `nil` without one.
    package var auditKind: AuditKind?

    package static func initial(
        _ id: ID<Drive>,
        _ event: DriveEvent,
        _ meta: EventMeta
    ) -> DriveState? {
        guard
            case .planned(
                let name,
                let purpose,
                _,
                let areas,
                let from,
                let to,
                let organiser,
                let partners,
                let disaster,
                let fund
            ) = event
        else { return nil }
        return DriveState(
            id: id,
            name: name,
            areas: areas,
            from: from,
            to: to,
            purpose: purpose,
            organiser: organiser,
            partners: partners,
            isDisaster: disaster,
            fund: fund
        )
    }

    package mutating func evolve(_ event: DriveEvent, _ meta: EventMeta) {
        switch event {
        case .planned: break
        case .permitRecorded(let authority, let number, _, let from, let to, let areas):
            permit = Permit(authority: authority, number: number, from: from, to: to, areas: areas)
        case .exemptionRecorded(let ground, _): exemption = ground
        case .permitExtended(let to, _): permit?.extendedTo = to
        case .started: status = .started
        case .stopped(let due):
            status = .stopped
            reportDue = due
            stoppedOn = meta.occurredOn
        case .reportSubmitted(_, _, let kind, _, _, _, _, _, _):
            status = .reported
            auditKind = kind
            reportedOn = meta.occurredOn
        case .closed: status = .closed
        case .cancelled: status = .cancelled
        }
    }

    /// Where coins may be collected: the permit's areas, or the plan's of an exempt drive.
    package var permittedAreas: [AreaCode] { permit?.areas ?? areas }
    /// The first day on which coins may be collected.
    package var firstDay: CivilDate { permit?.from ?? from }
    /// The last day on which coins may be collected, extension included.
    package var lastDay: CivilDate { permit?.lastDay ?? to }
}

// MARK: Refusals

/// Something that keeps a drive from closing.
package struct Blocker: Encodable, Sendable {
    /// What kind of thing is open.
    package enum Kind: String, Encodable, Sendable {
        case boxOut, boxUncounted, countOpen, disputeOpen, cashUndeposited, purchaseOpen
        case distributionOpen, bankLeft, stockLeft, reportMissing
    }

    /// Told by code, so that a client can say what to do.
    package let kind: Kind
    /// The id of what is open; `nil` when an amount says it.
    package let ref: String?
    /// Rupiah.
    package let amount: Int64?

    /// Something open; a ref, an amount or neither.
    package init(_ kind: Kind, ref: String? = nil, amount: Int64? = nil) {
        self.kind = kind
        self.ref = ref
        self.amount = amount
    }
}

/// Why a drive does not go on.
package enum DriveRefusal: Refusal {
    case permitAlreadyRecorded
    case permitAuthorityTooLow(needed: Authority, given: Authority)
    case permitPeriodTooLong(latest: CivilDate)
    case permitMissing(missing: [String])
    case permitAlreadyExtended(to: CivilDate)
    case auditRequired(collected: Int64, threshold: Int64)
    case reportLate(due: CivilDate)
    case driveNotSettled(blockers: [Blocker])
}
