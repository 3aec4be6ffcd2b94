// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A worker is a social worker with a record in the registry: degree, certificates, posts,
// supervisors, interests. Name, national number, telephone and birth date are sealed with the
// worker's own key.

// MARK: Commands

extension Worker {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        RegisterWorker.self, RegisterExam.self, RecordExamResult.self, CertifyWorker.self,
        RenewCertificate.self, RevokeCertificate.self, IssueRegistration.self,
        LicenseWorker.self, SuspendLicence.self, PostWorker.self, EndPosting.self,
        AssignSupervisor.self, DeclareInterest.self, HandOverCaseload.self,
        DeactivateWorker.self,
        ReactivateWorker.self, EraseWorker.self,
        ImportRegister<WorkerRow>.self,
    ]
}

/// A new worker's record.
package struct RegisterWorker: Command {
    package static let contract = Contract(
        "worker.register",
        roles: [.registrar],
        positional: ["name"],
        refusals: ["futureDated", "nikMalformed", "nikTaken"],
        next: ["worker post {worker}", "worker certify {worker}"]
    )

    /// Sealed with the worker's own key.
    package let name: PersonName
    /// In clear: it decides about certificates and memberships.
    package let degree: Degree
    /// The school, as written.
    package let degreeFrom: Line?
    /// As on the diploma.
    package let graduatedOn: CivilDate?
    /// Of the home, down to any level.
    package let area: AreaCode?
    /// Sealed; hashed, no other worker has it.
    package let nik: NationalNumber?
    /// Sealed.
    package let phone: PhoneNumber?
    /// Sealed.
    package let birthDate: BirthDate?

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let worker = decision.newID(Worker.self)
        try decision.gate(worker.stream, step: false)
        try decision.check(nik)
        decision.record(
            WorkerEvent.registered(
                degree: degree,
                degreeFrom: degreeFrom,
                graduatedOn: graduatedOn,
                area: area,
                name: .clear(subject: worker.text, name),
                nik: nik.map { .clear(subject: worker.text, $0) },
                phone: phone.map { .clear(subject: worker.text, $0) },
                birthDate: birthDate.map { .clear(subject: worker.text, $0) }
            ),
            to: worker.stream
        )
        return Answer(worker: worker)
    }
}

/// A tie that may cloud the worker's judgement, told by the worker or the registrar.
package struct DeclareInterest: Command {
    package static let contract = Contract(
        "worker.declareInterest",
        roles: [.registrar, .worker(.own)],
        positional: ["worker"],
        refusals: ["futureDated", "subjectErased"]
    )

    /// Not erased; a worker declares only their own.
    package let worker: ID<Worker>
    /// Exactly one of household and organisation is given; not looked up.
    package let household: ID<Household>?
    /// Exactly one of household and organisation is given; must exist.
    package let organisation: ID<Organisation>?
    /// What the worker is there.
    package let role: InterestRole?
    /// The last day; left out: until further notice.
    package let to: CivilDate?

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        try exactlyOne(("household", household != nil), ("organisation", organisation != nil))
        _ = try decision.find(WorkerState.self, worker)
        if decision.reach != .all, decision.asker.worker != worker {
            throw .notFound(what: Worker.noun, id: worker.text)
        }
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        try decision.gate(worker.stream, step: false)
        try decision.mustNotBeErased(worker.text)
        decision.record(
            WorkerEvent.interestDeclared(
                household: household,
                organisation: organisation,
                role: role,
                to: to
            ),
            to: worker.stream
        )
        return Answer(worker: worker)
    }
}

/// Rejects unless exactly one of the params is given.
func exactlyOne(_ params: (name: String, isGiven: Bool)...) throws(Rejection) {
    let given = params.count { $0.isGiven }
    if given == 1 { return }
    throw .invalid(
        pointer: "",
        problem: given == 0 ? "missing" : "value",
        expected: "one of " + params.map(\.name).joined(separator: ", ")
    )
}

// MARK: Leaving

/// Takes a worker out of service; posts and supervision end.
package struct DeactivateWorker: Command {
    package static let contract = Contract(
        "worker.deactivate",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "caseloadNotEmpty", "workerNotActive",
        ],
        needsReason: true,
        confirm: "name"
    )

    /// In service, with no case in hand.
    package let worker: ID<Worker>

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        try decision.refuseHoldingCases(worker)
        try decision.mustBeActive(state)
        decision.record(WorkerEvent.deactivated, to: worker.stream)
        return Answer(worker: worker)
    }
}

/// Takes a worker back into service; posts and supervisors are set anew.
package struct ReactivateWorker: Command {
    package static let contract = Contract(
        "worker.reactivate",
        roles: [.registrar],
        positional: ["worker"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "workerActive"],
        next: ["worker post {worker}"]
    )

    /// Out of service.
    package let worker: ID<Worker>

    package typealias Answer = DeactivateWorker.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        if state.isActive { throw .refused(WorkerRefusal.workerActive) }
        decision.record(WorkerEvent.reactivated, to: worker.stream)
        return Answer(worker: worker)
    }
}

/// Destroys the key of a worker's personal data; the record's codes and dates stay.
package struct EraseWorker: Command {
    package static let contract = Contract.erasure(of: "worker", refusals: ["workerActive"])

    /// Out of service; the subject whose key goes.
    package let worker: ID<Worker>
    /// Kept with the events for ever.
    package let basis: ErasureBasis

    package typealias Answer = ErasureAnswer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        try decision.gate(worker.stream, step: true)
        if state.isActive { throw .refused(WorkerRefusal.workerActive) }
        return try decision.erase(
            WorkerEvent.self,
            stream: worker.stream,
            basis: basis,
            subjects: [worker.text]
        )
    }
}

// MARK: Refusals

/// Why a worker's record is not changed.
package enum WorkerRefusal: Refusal {
    case nikMalformed
    case nikTaken(worker: ID<Worker>)
    case noPassedExam
    case notEligible(because: [EligibilityFlaw])
    case certificateNoTaken(worker: ID<Worker>)
    case examDecided(result: ExamResult)
    case noCertificate
    case cpdShort(credits: Int64, target: Int64)
    case notInForce(from: CivilDate)
    case strRequirements(missing: [RegistrationNeed])
    case strNoTaken(worker: ID<Worker>)
    case strMissing
    case institutionNotAccredited(organisation: ID<Organisation>)
    case tooManyPlaces(limit: Int64, places: Int64)
    case licenceNoTaken(worker: ID<Worker>)
    case unknownLicence
    case issuerNotCertifier(organisation: ID<Organisation>)
    case postingOverlap(posting: ID<WorkerPost>)
    case postingEnded
    case interestToDeclare(postings: [ID<WorkerPost>])
    case caseloadNotEmpty(cases: [ID<Case>])
    case supervisorSelf
    case supervisorCircle
    case supervisionOverLimit(workers: Int64, limit: Int64)
    case workerActive
}

/// What a candidate for a certificate lacks.
package enum EligibilityFlaw: String, Codable, Sendable, CaseIterable {
    case degree, recommendation
}

extension Decision {
    // Refuses a NIK that no birth date allows, or that another worker has.
    fileprivate func check(_ nik: NationalNumber?) throws(Rejection) {
        guard let nik else { return }
        if !nik.isWellFormed { throw .refused(WorkerRefusal.nikMalformed) }
        let holders = facts.holders(of: .nik, services.indexHash(nik.text), kind: .worker)
        if let holder = holders.first {
            throw .refused(WorkerRefusal.nikTaken(worker: ID<Worker>(trusted: holder)))
        }
    }

    /// Refuses a worker who is out of service.
    func mustBeActive(_ state: WorkerState) throws(Rejection) {
        if !state.isActive {
            throw .refused(
                GivingRefusal.workerNotActive(worker: state.id, because: .deactivated)
            )
        }
    }
}
