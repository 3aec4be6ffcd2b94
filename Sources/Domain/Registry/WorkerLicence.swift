// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The letter of registration (STR) says that somebody is a social worker before the law, a licence
// (SIPPS) that the worker may practise at one place. UU 14/2019 art. 28-29 asks for the letter; the
// number of places is the office's own reading.

extension PolicyKey where Value == Int64 {
    /// For how many years a letter of registration is valid when its paper does not say it.
    package static let registrationYears = PolicyKey("str.years", 5)
    /// At how many places one may be licensed at a time.
    package static let practicePlaces = PolicyKey("sipps.places", 2)
}

extension PolicyKey where Value == String {
    /// The first day on which a letter of registration may be issued.
    package static let registrationFrom = PolicyKey("str.from", "2019-09-03", .date)
}

/// What a letter of registration rests on.
package enum RegistrationNeed: String, Codable, Sendable, CaseIterable {
    case certificate, healthLetter, oath, ethicsStatement
}

/// A letter of registration (STR).
package struct IssueRegistration: Command {
    package static let contract = Contract(
        "worker.issueRegistration",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "notInForce", "strRequirements",
            "strNoTaken", "validityDates",
        ],
        next: ["worker license {worker}"]
    )

    /// Certified on the business date.
    package let worker: ID<Worker>
    /// Never used.
    package let strNo: Line
    /// Must exist.
    package let issuedBy: ID<Organisation>
    /// The first day; not before such letters were in force.
    package let issuedOn: CivilDate
    /// The last day; left out: as many years as policy says.
    package let validTo: CivilDate?
    /// True: seen by the registrar; needed.
    package let healthLetter: Bool
    /// True: sworn; needed.
    package let oath: Bool
    /// True: signed; needed.
    package let ethicsStatement: Bool

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let strNo: Line
        let validTo: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        _ = try decision.find(OrganisationState.self, issuedBy)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        let (facts, day) = (decision.facts, decision.occurredOn)
        let from = CivilDate(facts.policy(.registrationFrom, on: day))
        if let from, issuedOn < from { throw .refused(WorkerRefusal.notInForce(from: from)) }
        let missing = missing(state, on: day)
        try decision.refuse(!missing.isEmpty, WorkerRefusal.strRequirements(missing: missing))
        if let holder = facts.holder(of: .registration, strNo) {
            throw .refused(WorkerRefusal.strNoTaken(worker: ID(trusted: holder)))
        }
        let years = facts.policy(.registrationYears, on: day)
        let end = validTo ?? issuedOn.adding(years: years)
        if end < issuedOn { throw .refused(common: .validityDates(from: issuedOn, to: end)) }
        decision.record(
            WorkerEvent.registrationIssued(
                strNo: strNo,
                issuedBy: issuedBy,
                issuedOn: issuedOn,
                validTo: end,
                healthLetter: healthLetter,
                oath: oath,
                ethicsStatement: ethicsStatement
            ),
            to: worker.stream
        )
        return Answer(worker: worker, strNo: strNo, validTo: end)
    }

    private func missing(_ state: WorkerState, on day: CivilDate) -> [RegistrationNeed] {
        let needs: [(RegistrationNeed, Bool)] = [
            (.certificate, state.certificate(on: day) != nil), (.healthLetter, healthLetter),
            (.oath, oath), (.ethicsStatement, ethicsStatement),
        ]
        return needs.filter { !$0.1 }.map(\.0)
    }
}

/// A licence to practise at one place (SIPPS).
package struct LicenseWorker: Command {
    package static let contract = Contract(
        "worker.license",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "strMissing",
            "institutionNotAccredited", "tooManyPlaces", "licenceNoTaken", "validityDates",
        ],
        next: ["worker show {worker}"]
    )

    /// Registered on the business date.
    package let worker: ID<Worker>
    /// Never used.
    package let licenceNo: Line
    /// Accredited on the business date; policy says at how many places one may practise.
    package let organisation: ID<Organisation>
    /// The authority as it signs, which need not have a record.
    package let issuedBy: Line
    /// The first day.
    package let issuedOn: CivilDate
    /// The last day, not before the first.
    package let validTo: CivilDate

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let licenceNo: Line
        let validTo: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        let place = try decision.find(OrganisationState.self, organisation)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        let (facts, day) = (decision.facts, decision.occurredOn)
        try decision.refuse(!state.isRegistered(on: day), WorkerRefusal.strMissing)
        try decision.refuse(
            place.accreditation(on: day) == nil,
            WorkerRefusal.institutionNotAccredited(organisation: organisation)
        )
        let others = Set(state.licences.filter { $0.holds(on: day) }.map(\.organisation))
            .subtracting([organisation])
        let limit = facts.policy(.practicePlaces, on: day)
        try decision.refuse(
            others.count >= limit,
            WorkerRefusal.tooManyPlaces(limit: limit, places: Int64(others.count))
        )
        if let holder = facts.holder(of: .practice, licenceNo) {
            throw .refused(WorkerRefusal.licenceNoTaken(worker: ID(trusted: holder)))
        }
        if validTo < issuedOn {
            throw .refused(common: .validityDates(from: issuedOn, to: validTo))
        }
        decision.record(
            WorkerEvent.practiceLicenceIssued(
                licenceNo: licenceNo,
                organisation: organisation,
                issuedBy: issuedBy,
                issuedOn: issuedOn,
                validTo: validTo
            ),
            to: worker.stream
        )
        return Answer(worker: worker, licenceNo: licenceNo, validTo: validTo)
    }
}

/// A licence does not count for a time.
package struct SuspendLicence: Command {
    package static let contract = Contract(
        "worker.suspendLicence",
        roles: [.registrar, .board],
        positional: ["worker"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "unknownLicence"],
        needsReason: true,
        next: ["worker show {worker}"]
    )

    /// Not erased.
    package let worker: ID<Worker>
    /// One of the worker's licences, in force or not.
    package let licenceNo: Line
    /// The last day; left out: until further notice.
    package let until: CivilDate?

    package typealias Answer = DeactivateWorker.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        try decision.refuse(
            !state.licences.contains { $0.licenceNo == licenceNo },
            WorkerRefusal.unknownLicence
        )
        decision.record(
            WorkerEvent.practiceLicenceSuspended(licenceNo: licenceNo, until: until),
            to: worker.stream
        )
        return Answer(worker: worker)
    }
}

// MARK: Numbers

/// Papers whose numbers are given once.
package enum PaperKind: String, Codable, Sendable {
    case registration, practice, card, duesReceipt
}

/// Whose a number on a paper is, or was.
package struct PaperNumberRow: Row {
    package static let table = RowTable(185, "paperNumbers")
    /// Each kind has numbers of its own.
    package let kind: PaperKind
    /// As printed; compared by its beginning.
    package let number: Line
    /// The id of a worker, or of a membership for a card or a receipt.
    package let holder: String
    package var key: RowKey { Self.key(kind, number) }

    /// The row of a number.
    package init(_ kind: PaperKind, _ number: Line, holder: String) {
        self.kind = kind
        self.number = number
        self.holder = holder
    }

    fileprivate static func key(_ kind: PaperKind, _ number: Line) -> RowKey {
        RowKey(kind.rawValue).and(beginning: number)
    }
}

extension Facts {
    /// Whose a number is; `nil` when nobody has had it.
    func holder(of kind: PaperKind, _ number: Line) -> String? {
        row(PaperNumberRow.self, PaperNumberRow.key(kind, number))?.holder
    }
}
