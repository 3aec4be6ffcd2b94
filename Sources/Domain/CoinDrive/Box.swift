// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
extension Box {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterBox.self, SealBox.self, DeployBox.self, CheckBox.self, RetrieveBox.self,
        ReportIncident.self, RetireBox.self, ImportRegister<BoxRow>.self,
    ]
}

/// A new box.
package struct RegisterBox: Command {
    package static let contract = Contract(
        "box.register",
        roles: [.coordinator],
        positional: ["box"],
        refusals: ["futureDated", "alreadyExists"],
        next: ["box seal {box}"]
    )

    /// A code that was never used before.
    package let box: ID<Box>
    /// What tells it from the others.
    package let description: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> BoxAnswer {
        try decision.gate(box.stream, step: false)
        if decision.facts.state(BoxState.self, box) != nil {
            throw .refused(common: .alreadyExists(what: Box.noun, id: box.text))
        }
        decision.record(BoxEvent.registered(description: description), to: box.stream)
        return BoxAnswer(box: box)
    }
}

/// A seal put on an empty box.
package struct SealBox: Command {
    package static let contract = Contract(
        "box.seal",
        roles: [.coordinator],
        positional: ["box", "seal"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "sealReused"],
        next: ["box deploy {box}"]
    )

    /// Empty: registered, emptied, or sealed and not yet put up.
    package let box: ID<Box>
    /// Never used on any box before.
    package let seal: SealCode

    package struct Answer: Codable, Sendable {
        let box: ID<Box>
        let seal: SealCode
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(BoxState.self, box)
        try decision.gate(box.stream, step: true)
        try decision.require(box, state.status, among: [.registered, .sealed, .emptied])
        if let used = decision.facts.row(SealRow.self, RowKey(seal)) {
            throw .refused(BoxRefusal.sealReused(seal: seal, box: used.box))
        }
        decision.record(BoxEvent.sealed(seal: seal), to: box.stream)
        return Answer(box: box, seal: seal)
    }
}

/// A sealed box put up at a place for a drive.
package struct DeployBox: Command {
    package static let contract = Contract(
        "box.deploy",
        roles: [.coordinator],
        positional: ["box"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "boxAlreadyDeployed", "boxNotSealed",
            "outsidePermit",
        ],
        next: ["box retrieve {box}"]
    )

    /// Sealed and not put up anywhere.
    package let box: ID<Box>
    /// Started; the date lies between the first and the last day of its permit.
    package let drive: ID<Drive>
    /// Must exist, in an area the permit covers.
    package let place: ID<Place>
    /// Who keeps it there, by slug or record; may not count it later.
    package let host: PersonID?

    package struct Answer: Codable, Sendable {
        let box: ID<Box>
        let drive: ID<Drive>
        let place: ID<Place>
        let seal: SealCode
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(BoxState.self, box)
        let drive = try decision.find(DriveState.self, drive)
        let area = try decision.find(PlaceState.self, place).area
        try decision.find(person: host)
        try decision.gate(box.stream, step: true)
        let seal = try checkedSeal(state)
        switch drive.status {
        case .started: break
        case .planned, .stopped, .reported, .closed, .cancelled:
            try decision.require(drive.id, drive.status, among: [.started])
        }
        try checkPermit(of: drive, area, on: decision.occurredOn)
        decision.record(
            BoxEvent.deployed(drive: drive.id, place: place, area: area, host: host, seal: seal),
            to: box.stream
        )
        return Answer(box: box, drive: drive.id, place: place, seal: seal)
    }

    private func checkedSeal(_ state: BoxState) throws(Rejection) -> SealCode {
        switch state.status {
        case .lost, .retired:
            throw .refused(
                common: .wrongState(
                    what: Box.noun,
                    id: box.text,
                    state: state.status.rawValue,
                    needed: [BoxStatus.sealed.rawValue]
                )
            )
        case .deployed, .retrieved:
            throw .refused(
                BoxRefusal.boxAlreadyDeployed(
                    box: box,
                    drive: state.drive,
                    place: state.place,
                    state: state.status
                )
            )
        case .registered, .emptied: throw .refused(BoxRefusal.boxNotSealed(box: box))
        case .sealed:
            guard let seal = state.seal else { throw .refused(BoxRefusal.boxNotSealed(box: box)) }
            return seal
        }
    }

    private func checkPermit(
        of drive: DriveState,
        _ area: AreaCode,
        on date: CivilDate
    ) throws(Rejection) {
        if !drive.permittedAreas.contains(where: { $0.contains(area) }) {
            throw .refused(
                BoxRefusal.outsidePermit(
                    what: "area",
                    area: area,
                    areas: drive.permittedAreas,
                    from: nil,
                    to: nil
                )
            )
        }
        if date < drive.firstDay || date > drive.lastDay {
            throw .refused(
                BoxRefusal.outsidePermit(
                    what: "date",
                    area: nil,
                    areas: nil,
                    from: drive.firstDay,
                    to: drive.lastDay
                )
            )
        }
    }
}

/// A look at a box that is out.
package struct CheckBox: Command {
    package static let contract = Contract(
        "box.check",
        roles: [.coordinator, .worker],
        positional: ["box"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        next: ["box retrieve {box}"]
    )

    /// Put up at a place.
    package let box: ID<Box>
    /// As seen; a broken seal does not stop the round.
    package let sealIntact: Bool
    /// Office text, nothing personal.
    package let note: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> BoxAnswer {
        let state = try decision.find(BoxState.self, box)
        try decision.gate(box.stream, step: true)
        try decision.require(box, state.status, among: [.deployed])
        decision.record(BoxEvent.checked(sealIntact: sealIntact, note: note), to: box.stream)
        return BoxAnswer(box: box)
    }
}

/// A box brought back, with the seal as it was read on it.
package struct RetrieveBox: Command {
    package static let contract = Contract(
        "box.retrieve",
        roles: [.coordinator, .worker],
        positional: ["box", "seal"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        next: ["count open {box}"]
    )

    /// Put up at a place.
    package let box: ID<Box>
    /// As read on the box, right or wrong: the comparison is recorded, never refused.
    package let seal: SealCode
    /// As seen; a broken seal needs an incident before the box can be counted.
    package let sealIntact: Bool

    package struct Answer: Codable, Sendable {
        let box: ID<Box>
        let sealMatches: Bool
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(BoxState.self, box)
        try decision.gate(box.stream, step: true)
        try decision.require(box, state.status, among: [.deployed])
        let sealMatches = sealIntact && seal == state.seal
        decision.record(
            BoxEvent.retrieved(seal: seal, sealIntact: sealIntact, sealMatches: sealMatches),
            to: box.stream
        )
        return Answer(box: box, sealMatches: sealMatches)
    }
}

/// Something went wrong with a box.
package struct ReportIncident: Command {
    package static let contract = Contract(
        "box.reportIncident",
        roles: [.coordinator, .worker],
        positional: ["box"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        next: ["box list"]
    )

    /// Put up or retrieved.
    package let box: ID<Box>
    /// Stolen and lost end the round.
    package let kind: IncidentKind
    /// What was seen; office text, nothing personal.
    package let description: Line

    package struct Answer: Codable, Sendable {
        let box: ID<Box>
        let state: BoxStatus
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(BoxState.self, box)
        try decision.gate(box.stream, step: true)
        try decision.require(box, state.status, among: [.deployed, .retrieved])
        decision.record(
            BoxEvent.incidentReported(kind: kind, description: description),
            to: box.stream
        )
        let isGone = kind == .stolen || kind == .lost
        return Answer(box: box, state: isGone ? .lost : state.status)
    }
}

/// A box that is not used any more.
package struct RetireBox: Command {
    package static let contract = Contract(
        "box.retire",
        roles: [.coordinator],
        positional: ["box"],
        refusals: ["futureDated", "outOfOrder", "wrongState"],
        needsReason: true,
        next: ["box list"]
    )

    /// Not out and not waiting to be counted.
    package let box: ID<Box>

    package func decide(_ decision: Decision) throws(Rejection) -> BoxAnswer {
        let state = try decision.find(BoxState.self, box)
        try decision.gate(box.stream, step: true)
        try decision.require(
            box,
            state.status,
            among: [.registered, .sealed, .emptied, .lost]
        )
        decision.record(BoxEvent.retired, to: box.stream)
        return BoxAnswer(box: box)
    }
}

/// The box that a command was about.
package struct BoxAnswer: Codable, Sendable {
    let box: ID<Box>
}
