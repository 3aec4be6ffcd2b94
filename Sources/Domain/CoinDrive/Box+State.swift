// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A box is a sealed container for coins. It is sealed under a number used once, deployed for a drive
// at a place, retrieved, and emptied by the confirmation of its count; then sealed again.

/// Where a box is in its round.
package enum BoxStatus: String, CodeSet {
    case registered, sealed, deployed, retrieved, emptied, lost, retired

    package static let name = "BoxState"
}

/// What went wrong with a box.
package enum IncidentKind: String, CodeSet {
    case sealBroken, sealMismatch, opened, damaged, stolen, lost

    package static let name = "IncidentKind"
}

/// The number of a seal: `[A-Z0-9][A-Z0-9-]{0,31}`, used once ever.
package struct SealCode: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "SealCode",
        .string(minimum: 1, maximum: 32, pattern: "^[A-Z0-9][A-Z0-9-]{0,31}$"),
        column: "id"
    )
    package static let sample = SealCode(trusted: "S-0001")
    package static func check(_ text: String) throws(InvalidValue) {
        try IdentifierRule.checkCode(text)
    }
}

// MARK: Events

/// What happens to a box.
package enum BoxEvent: DomainEvent {
    case registered(description: Line?)
    case sealed(seal: SealCode)
    case deployed(
        drive: ID<Drive>,
        place: ID<Place>,
        area: AreaCode,
        host: PersonID?,
        seal: SealCode
    )
    case checked(sealIntact: Bool, note: Line?)
    case retrieved(seal: SealCode, sealIntact: Bool, sealMatches: Bool)
    case incidentReported(kind: IncidentKind, description: Line)
    case emptied(count: ID<CoinCount>)
    case retired

    package enum CodingKeys: String, CodingKey {
        case registered = "box.registered"
        case sealed = "box.sealed"
        case deployed = "box.deployed"
        case checked = "box.checked"
        case retrieved = "box.retrieved"
        case incidentReported = "box.incidentReported"
        case emptied = "box.emptied"
        case retired = "box.retired"
    }

    package static let category = Box.noun

    package var isStep: Bool {
        switch self {
        case .registered: false
        case .sealed, .deployed, .checked, .retrieved, .incidentReported, .emptied, .retired: true
        }
    }
}

// MARK: State

/// A box as the events left it.
package struct BoxState: AggregateState {
    package static let table = RowTable(41, "boxes")
    package let id: ID<Box>
    /// Where it is on its round.
    package var status = BoxStatus.registered
    /// The seal on it; `nil` when it is open.
    package var seal: SealCode?
    /// The drive of the last deployment, until the box is sealed for the next.
    package var drive: ID<Drive>?
    /// Where it was put up last; `nil` once sealed anew.
    package var place: ID<Place>?
    /// Who keeps it there; `nil` when nobody in particular does.
    package var host: PersonID?
    /// The seal read at retrieval, and whether it was intact.
    package var retrievedSeal: SealCode?
    /// As told at retrieval; means nothing before.
    package var wasIntact = true
    /// True when something was reported since the deployment.
    package var hasIncident = false

    package static func initial(
        _ id: ID<Box>,
        _ event: BoxEvent,
        _ meta: EventMeta
    ) -> BoxState? {
        guard case .registered = event else { return nil }
        return BoxState(id: id)
    }

    package mutating func evolve(_ event: BoxEvent, _ meta: EventMeta) {
        switch event {
        case .registered, .checked: break
        case .sealed(let seal):
            self = BoxState(id: id, status: .sealed, seal: seal)
        case .deployed(let drive, let place, _, let host, let seal):
            self = BoxState(
                id: id,
                status: .deployed,
                seal: seal,
                drive: drive,
                place: place,
                host: host
            )
        case .retrieved(let seal, let isIntact, _):
            status = .retrieved
            retrievedSeal = seal
            wasIntact = isIntact
        case .incidentReported(let kind, _):
            hasIncident = true
            if kind == .stolen || kind == .lost { status = .lost }
        case .emptied:
            status = .emptied
            seal = nil
        case .retired: status = .retired
        }
    }
}

/// A seal that was used, and on which box.
package struct SealRow: Row {
    package static let table = RowTable(42, "seals")
    /// Used up for ever, whatever became of the box.
    package let seal: SealCode
    /// The only box it was ever put on.
    package let box: ID<Box>
    package var key: RowKey { RowKey(seal) }

    /// The row of a seal.
    package init(seal: SealCode, box: ID<Box>) {
        self.seal = seal
        self.box = box
    }
}

/// A box of a drive, from its deployment until it is sealed for the next.
package struct DriveBoxRow: Row {
    package static let table = RowTable(43, "driveBoxes")
    /// The drive of the box's last deployment.
    package let drive: ID<Drive>
    /// Out, retrieved, emptied or lost.
    package let box: ID<Box>
    package var key: RowKey { RowKey(drive).and(box) }

    /// The row of a drive's box.
    package init(drive: ID<Drive>, box: ID<Box>) {
        self.drive = drive
        self.box = box
    }
}

/// One round of a box on a drive, from its deployment on; kept when the box is sealed anew.
package struct BoxRoundRow: Row {
    /// Something that was reported of the box on that round.
    package struct Incident: Codable, Sendable {
        /// Business date.
        package let on: CivilDate
        /// What happened.
        package let kind: IncidentKind

        /// Something reported on a day.
        package init(on day: CivilDate, kind: IncidentKind) {
            on = day
            self.kind = kind
        }
    }

    package static let table = RowTable(51, "boxRounds")
    /// First in the key, so that the boxes of a drive are one range.
    package let drive: ID<Drive>
    /// Put up once or more often for the drive.
    package let box: ID<Box>
    /// Of the deployment.
    package let position: Int64
    /// Where it stood.
    package let place: ID<Place>
    /// Business date.
    package let deployedOn: CivilDate
    /// `nil` while it is out, or when it never came back.
    package var retrievedOn: CivilDate?
    /// The seal was whole and the one it was deployed with; means nothing before it came back.
    package var isSealRight = false
    /// In the order reported.
    package var incidents: [Incident] = []
    package var key: RowKey { RowKey(drive).and(box).and(position) }

    /// A round that begins.
    package init(
        drive: ID<Drive>,
        box: ID<Box>,
        position: Int64,
        place: ID<Place>,
        deployedOn: CivilDate
    ) {
        self.drive = drive
        self.box = box
        self.position = position
        self.place = place
        self.deployedOn = deployedOn
    }

    /// True when the box was reported lost or stolen.
    package var isMissing: Bool {
        retrievedOn == nil && incidents.contains { $0.kind == .lost || $0.kind == .stolen }
    }
}

// MARK: Refusals

/// Why a box is not moved.
package enum BoxRefusal: Refusal {
    case sealReused(seal: SealCode, box: ID<Box>)
    case boxAlreadyDeployed(box: ID<Box>, drive: ID<Drive>?, place: ID<Place>?, state: BoxStatus)
    case boxNotSealed(box: ID<Box>)
    /// Of an area: area, areas. Of a date: from, to.
    case outsidePermit(
        what: String,
        area: AreaCode?,
        areas: [AreaCode]?,
        from: CivilDate?,
        to: CivilDate?
    )
}
