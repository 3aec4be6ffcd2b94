// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Planning a drive and getting its permit. Policies: months of a permit and of its extension.

extension PolicyKey<Int64> {
    static let permitMaxMonths = PolicyKey("pub.permitMaxMonths", 3)
    static let extensionMaxMonths = PolicyKey("pub.extensionMaxMonths", 1)
}
extension Drive {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        PlanDrive.self, RecordPermit.self, RecordExemption.self, ExtendPermit.self, StartDrive.self,
        StopDrive.self, SubmitReport.self, CloseDrive.self, CancelDrive.self,
    ]
}

/// A new drive with its fund.
package struct PlanDrive: Command {
    package static let contract = Contract(
        "drive.plan",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: ["futureDated", "alreadyExists", "validityDates"],
        next: ["drive record-permit {drive}"]
    )

    /// A code that neither a drive nor a fund has yet; its fund gets the same.
    package let drive: ID<Drive>
    /// Public title, which its fund bears too.
    package let name: Line
    /// What the fund may be spent on, in words.
    package let purpose: Line
    /// What may be bought from the fund; at least one.
    package let categories: [ItemCategory]
    /// Regencies and cities, at least one; with the organiser's seat they say who must permit.
    package let areas: [AreaCode]
    /// The first day of collecting.
    package let from: CivilDate
    /// The last day, not before the first.
    package let to: CivilDate
    /// Must exist; where it has its seat says which authority is needed.
    package let organiser: ID<Organisation>
    /// Must exist; left out: none.
    package let partners: [ID<Organisation>]?
    /// True for a disaster, left out for any other.
    package let disaster: Bool?

    package struct Answer: Codable, Sendable {
        let drive: ID<Drive>
        let fund: ID<Fund>
        let authorityNeeded: Authority
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try checkLists()
        let home = try decision.find(OrganisationState.self, organiser).area
        for partner in partners ?? [] { _ = try decision.find(OrganisationState.self, partner) }
        try decision.gate(drive.stream, step: false)
        let fund = ID<Fund>(trusted: drive.text)
        if decision.facts.state(DriveState.self, drive) != nil {
            throw .refused(common: .alreadyExists(what: Drive.noun, id: drive.text))
        }
        if decision.facts.state(FundState.self, fund) != nil {
            throw .refused(common: .alreadyExists(what: Fund.noun, id: fund.text))
        }
        if to < from { throw .refused(common: .validityDates(from: from, to: to)) }
        decision.record(
            DriveEvent.planned(
                name: name,
                purpose: purpose,
                categories: categories,
                areas: areas,
                from: from,
                to: to,
                organiser: organiser,
                partners: partners ?? [],
                disaster: disaster ?? false,
                fund: fund
            ),
            to: drive.stream
        )
        decision.record(
            FundEvent.opened(
                name: name,
                restriction: .restricted,
                categories: categories,
                drive: drive,
                donor: nil,
                purpose: purpose
            ),
            to: fund.stream
        )
        return Answer(
            drive: drive,
            fund: fund,
            authorityNeeded: .needed(areas: areas, organiser: home)
        )
    }

    private func checkLists() throws(Rejection) {
        if categories.isEmpty {
            throw .invalid(
                pointer: "/categories",
                problem: "length",
                expected: "at least one category"
            )
        }
        if areas.isEmpty {
            throw .invalid(pointer: "/areas", problem: "length", expected: "at least one area")
        }
        for (index, area) in areas.enumerated() where area.level != 2 {
            throw .invalid(
                pointer: "/areas/\(index)",
                problem: "pattern",
                expected: "a regency or city like 32.77"
            )
        }
    }
}

/// The permit the authority gave.
package struct RecordPermit: Command {
    package static let contract = Contract(
        "drive.recordPermit",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "permitAlreadyRecorded",
            "permitAuthorityTooLow", "validityDates", "permitPeriodTooLong",
        ],
        next: ["drive start {drive}"]
    )

    /// Planned, without permit or exemption.
    package let drive: ID<Drive>
    /// Not lower than the areas need.
    package let authority: Authority
    /// Of the letter.
    package let number: DocNumber
    /// Of the letter; may lie before the drive was planned.
    package let issuedOn: CivilDate
    /// The first day it allows.
    package let from: CivilDate
    /// The last day it allows; policy says how many months at most.
    package let to: CivilDate
    /// Where it allows to collect; whether that is enough is judged at the start.
    package let areas: [AreaCode]

    package struct Answer: Codable, Sendable {
        let drive: ID<Drive>
        let number: DocNumber
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(DriveState.self, drive)
        try decision.gate(drive.stream, step: true)
        try decision.require(drive, state.status, among: [.planned])
        if state.permit != nil || state.exemption != nil {
            throw .refused(DriveRefusal.permitAlreadyRecorded)
        }
        let home = decision.facts.state(OrganisationState.self, state.organiser)?.area
        let needed = Authority.needed(areas: state.areas, organiser: home)
        if authority < needed {
            throw .refused(DriveRefusal.permitAuthorityTooLow(needed: needed, given: authority))
        }
        if to < from { throw .refused(common: .validityDates(from: from, to: to)) }
        let months = decision.facts.policy(.permitMaxMonths, on: decision.occurredOn)
        let latest = from.adding(months: Int(months)).adding(days: -1)
        if to > latest { throw .refused(DriveRefusal.permitPeriodTooLong(latest: latest)) }
        decision.record(
            DriveEvent.permitRecorded(
                authority: authority,
                number: number,
                issuedOn: issuedOn,
                from: from,
                to: to,
                areas: areas
            ),
            to: drive.stream
        )
        return Answer(drive: drive, number: number)
    }
}

/// Why the drive needs no permit.
package struct RecordExemption: Command {
    package static let contract = Contract(
        "drive.recordExemption",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: ["futureDated", "outOfOrder", "wrongState", "permitAlreadyRecorded"],
        next: ["drive start {drive}"]
    )

    /// Planned, without permit or exemption.
    package let drive: ID<Drive>
    /// Closed list of the law.
    package let ground: ExemptionGround
    /// Facts that bear the ground out.
    package let description: Line

    package func decide(_ decision: Decision) throws(Rejection) -> DriveAnswer {
        let state = try decision.find(DriveState.self, drive)
        try decision.gate(drive.stream, step: true)
        try decision.require(drive, state.status, among: [.planned])
        if state.permit != nil || state.exemption != nil {
            throw .refused(DriveRefusal.permitAlreadyRecorded)
        }
        decision.record(
            DriveEvent.exemptionRecorded(ground: ground, description: description),
            to: drive.stream
        )
        return DriveAnswer(drive: drive)
    }
}

/// The one extension a permit may get.
package struct ExtendPermit: Command {
    package static let contract = Contract(
        "drive.extendPermit",
        roles: [.coordinator],
        positional: ["drive"],
        refusals: [
            "futureDated", "outOfOrder", "wrongState", "permitMissing", "permitAlreadyExtended",
            "validityDates", "permitPeriodTooLong",
        ],
        next: ["drive permits --drive {drive}"]
    )

    /// Planned or started, with a permit that was never extended.
    package let drive: ID<Drive>
    /// After the permit's last day; policy says how many months at most.
    package let to: CivilDate
    /// Of the letter that extends it.
    package let number: DocNumber

    package struct Answer: Codable, Sendable {
        let drive: ID<Drive>
        let to: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(DriveState.self, drive)
        try decision.gate(drive.stream, step: true)
        try decision.require(drive, state.status, among: [.planned, .started])
        guard let permit = state.permit else {
            throw .refused(DriveRefusal.permitMissing(missing: ["permit"]))
        }
        if let extended = permit.extendedTo {
            throw .refused(DriveRefusal.permitAlreadyExtended(to: extended))
        }
        if to <= permit.to { throw .refused(common: .validityDates(from: permit.to, to: to)) }
        let months = decision.facts.policy(.extensionMaxMonths, on: decision.occurredOn)
        let latest = permit.to.adding(months: Int(months))
        if to > latest { throw .refused(DriveRefusal.permitPeriodTooLong(latest: latest)) }
        decision.record(DriveEvent.permitExtended(to: to, number: number), to: drive.stream)
        return Answer(drive: drive, to: to)
    }
}

/// The drive that a command was about.
package struct DriveAnswer: Codable, Sendable {
    let drive: ID<Drive>
}
