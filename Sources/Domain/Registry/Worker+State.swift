// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to a social worker's record.
package enum WorkerEvent: ErasableEvent {
    case registered(
        degree: Degree,
        degreeFrom: Line?,
        graduatedOn: CivilDate?,
        area: AreaCode?,
        name: Personal<PersonName>,
        nik: Personal<NationalNumber>?,
        phone: Personal<PhoneNumber>?,
        birthDate: Personal<BirthDate>?
    )
    case examPassed(
        exam: ID<Exam>,
        heldOn: CivilDate?,
        examBody: ID<Organisation>?,
        evidence: Line
    )
    case certificateIssued(
        certificateNo: Line,
        level: CertificateLevel,
        issuedBy: ID<Organisation>,
        issuedOn: CivilDate,
        validTo: CivilDate,
        exam: ID<Exam>
    )
    case postingStarted(
        posting: ID<WorkerPost>,
        kind: PostingKind,
        organisation: ID<Organisation>?,
        area: AreaCode?,
        primary: Bool,
        from: CivilDate,
        to: CivilDate?
    )
    case postingEnded(posting: ID<WorkerPost>, on: CivilDate)
    case supervisorAssigned(
        supervisor: ID<Worker>,
        acting: Bool,
        from: CivilDate,
        to: CivilDate?
    )
    case interestDeclared(
        household: ID<Household>?,
        organisation: ID<Organisation>?,
        role: InterestRole?,
        to: CivilDate?
    )
    case caseloadHandedOver(cases: [ID<Case>], to: [ID<Worker>])
    case cpdCredited(activity: ID<Activity>, role: AttendeeRole, lessons: Int64, credits: Int64)
    case cpdWithdrawn(activity: ID<Activity>, role: AttendeeRole)
    case deactivated
    case reactivated
    case personalDataErased(basis: ErasureBasis?, subjects: [String], fromLedger: Bool?)
    case erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    )

    package enum CodingKeys: String, CodingKey {
        case registered = "worker.registered"
        case examPassed = "worker.examPassed"
        case certificateIssued = "worker.certificateIssued"
        case postingStarted = "worker.postingStarted"
        case postingEnded = "worker.postingEnded"
        case supervisorAssigned = "worker.supervisorAssigned"
        case interestDeclared = "worker.interestDeclared"
        case caseloadHandedOver = "worker.caseloadHandedOver"
        case cpdCredited = "worker.cpdCredited"
        case cpdWithdrawn = "worker.cpdWithdrawn"
        case deactivated = "worker.deactivated"
        case reactivated = "worker.reactivated"
        case personalDataErased = "worker.personalDataErased"
        case erasureCompleted = "worker.erasureCompleted"
    }

    package static let category = Worker.noun

    package var isStep: Bool {
        switch self {
        case .registered, .interestDeclared, .cpdCredited, .cpdWithdrawn, .erasureCompleted: false
        case .examPassed, .certificateIssued, .postingStarted, .postingEnded,
            .supervisorAssigned, .caseloadHandedOver, .deactivated, .reactivated,
            .personalDataErased:
            true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .personalDataErased(_, let subjects, _): .decided(subjects: subjects)
        case .erasureCompleted(_, let position, _, _): .completed(position: position)
        case .registered, .examPassed, .certificateIssued, .postingStarted, .postingEnded,
            .supervisorAssigned, .interestDeclared, .caseloadHandedOver, .deactivated,
            .reactivated, .cpdCredited, .cpdWithdrawn:
            nil
        }
    }
}

// MARK: State

/// A certificate of competence and the days on which it is valid.
package struct Certificate: Codable, Sendable {
    package let number: Line
    package let level: CertificateLevel
    package let issuedBy: ID<Organisation>
    package let issuedOn: CivilDate
    package let validTo: CivilDate
    /// The passed exam it rests on; an exam serves one certificate.
    package let exam: ID<Exam>

    /// True when the certificate is valid on a day.
    package func holds(on day: CivilDate) -> Bool { issuedOn <= day && day <= validTo }
}

/// A place where a worker is posted, with the days; the last day belongs to it.
package struct PostingSpell: Codable, Sendable {
    package let posting: ID<WorkerPost>
    package let kind: PostingKind
    package let organisation: ID<Organisation>?
    package let area: AreaCode?
    package let primary: Bool
    package let from: CivilDate
    package var to: CivilDate?

    /// True when the worker is posted there on a day.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= to ?? day }

    /// True when some day lies in both spells.
    package func overlaps(from other: CivilDate, to end: CivilDate?) -> Bool {
        from <= end ?? from && other <= to ?? other
    }
}

/// Who supervises a worker, and on which days; the last day belongs to it.
package struct SupervisorSpell: Codable, Sendable {
    package let supervisor: ID<Worker>
    package let acting: Bool
    package let from: CivilDate
    package var to: CivilDate?

    /// True when the supervision holds on a day.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= to ?? day }
}

/// A tie that may cloud a worker's judgement: to a household, or to an organisation.
package struct DeclaredInterest: Codable, Sendable {
    package let household: ID<Household>?
    package let organisation: ID<Organisation>?
    package let role: InterestRole?
    package let from: CivilDate
    package let to: CivilDate?

    /// True when the tie holds on a day.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= to ?? day }
}

/// A worker as the events left the record; nothing personal in clear.
package struct WorkerState: AggregateState {
    package static let table = RowTable(180, "workers")
    package let id: ID<Worker>
    package let degree: Degree
    package let degreeFrom: Line?
    package let graduatedOn: CivilDate?
    package let area: AreaCode?
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64
    package var isActive = true
    /// In the order recorded.
    package var certificates: [Certificate] = []
    /// Passed exams, in the order recorded.
    package var exams: [ID<Exam>] = []
    /// In the order recorded.
    package var postings: [PostingSpell] = []
    /// In the order recorded.
    package var supervisors: [SupervisorSpell] = []
    /// In the order recorded.
    package var interests: [DeclaredInterest] = []

    package static func initial(
        _ id: ID<Worker>,
        _ event: WorkerEvent,
        _ meta: EventMeta
    ) -> WorkerState? {
        guard
            case .registered(let degree, let degreeFrom, let graduatedOn, let area, _, _, _, _) =
                event
        else { return nil }
        return WorkerState(
            id: id,
            degree: degree,
            degreeFrom: degreeFrom,
            graduatedOn: graduatedOn,
            area: area,
            namedAt: meta.position
        )
    }

    package mutating func evolve(_ event: WorkerEvent, _ meta: EventMeta) {
        switch event {
        case .registered, .caseloadHandedOver, .personalDataErased, .erasureCompleted,
            .cpdCredited, .cpdWithdrawn:
            break
        case .examPassed(let exam, _, _, _): exams.append(exam)
        case .certificateIssued(
            let number,
            let level,
            let issuedBy,
            let issuedOn,
            let validTo,
            let exam
        ):
            certificates.append(
                Certificate(
                    number: number,
                    level: level,
                    issuedBy: issuedBy,
                    issuedOn: issuedOn,
                    validTo: validTo,
                    exam: exam
                )
            )
        case .postingStarted(
            let posting,
            let kind,
            let organisation,
            let area,
            let primary,
            let from,
            let to
        ):
            postings.append(
                PostingSpell(
                    posting: posting,
                    kind: kind,
                    organisation: organisation,
                    area: area,
                    primary: primary,
                    from: from,
                    to: to
                )
            )
        case .postingEnded(let posting, let day):
            for index in postings.indices where postings[index].posting == posting {
                postings[index].to = day
            }
        case .supervisorAssigned(let supervisor, let acting, let from, let to):
            if !acting { endSupervision(after: from.adding(days: -1)) { !$0.acting } }
            supervisors.append(
                SupervisorSpell(supervisor: supervisor, acting: acting, from: from, to: to)
            )
        case .interestDeclared(let household, let organisation, let role, let to):
            interests.append(
                DeclaredInterest(
                    household: household,
                    organisation: organisation,
                    role: role,
                    from: meta.occurredOn,
                    to: to
                )
            )
        case .deactivated:
            isActive = false
            for index in postings.indices where postings[index].to ?? .latest > meta.occurredOn {
                postings[index].to = meta.occurredOn
            }
            endSupervision(after: meta.occurredOn) { _ in true }
        case .reactivated: isActive = true
        }
    }

    /// Ends supervisions that would go on after a day.
    package mutating func endSupervision(
        after day: CivilDate,
        where isMeant: (SupervisorSpell) -> Bool
    ) {
        for index in supervisors.indices
        where isMeant(supervisors[index]) && supervisors[index].to ?? .latest > day {
            supervisors[index].to = day
        }
    }
}

extension CivilDate {
    /// The last valid date: an end that nobody has set.
    fileprivate static let latest = CivilDate(days: .max)
}

// MARK: Other rows

/// Somebody who is or was supervised by a supervisor, so that a team is found at once.
package struct TeamRow: Row {
    package static let table = RowTable(181, "teams")
    package let supervisor: ID<Worker>
    package let worker: ID<Worker>
    package var key: RowKey { RowKey(supervisor).and(worker) }

    /// The row of a worker and one of the worker's supervisors.
    package init(supervisor: ID<Worker>, worker: ID<Worker>) {
        self.supervisor = supervisor
        self.worker = worker
    }
}

/// Whose a certificate number is.
package struct CertificateNumberRow: Row {
    package static let table = RowTable(182, "certificateNumbers")
    /// At most 160 bytes of the number.
    package let number: String
    package let worker: ID<Worker>
    package var key: RowKey { RowKey(number) }

    /// The row of a number.
    package init(number: Line, worker: ID<Worker>) {
        self.number = Self.cut(number)
        self.worker = worker
    }

    /// The key of a number.
    package static func key(_ number: Line) -> RowKey { RowKey(cut(number)) }

    // Keys have a limit; numbers that agree in their first 160 bytes count as the same.
    private static func cut(_ number: Line) -> String {
        String(decoding: number.text.utf8.prefix(160), as: UTF8.self)
    }
}

/// The last day a supervisor did something in a case.
package struct SupervisorActivityRow: Row {
    package static let table = RowTable(183, "supervisorActivity")
    package let supervisor: ID<Worker>
    package let lastOn: CivilDate
    package var key: RowKey { RowKey(supervisor) }

    /// The row of a supervisor.
    package init(supervisor: ID<Worker>, lastOn: CivilDate) {
        self.supervisor = supervisor
        self.lastOn = lastOn
    }
}

/// Somebody who is or was posted at an organisation.
package struct PostedWorkerRow: Row {
    package static let table = RowTable(184, "postedWorkers")
    package let organisation: ID<Organisation>
    package let worker: ID<Worker>
    package var key: RowKey { RowKey(organisation).and(worker) }

    /// The row of an organisation and a worker.
    package init(organisation: ID<Organisation>, worker: ID<Worker>) {
        self.organisation = organisation
        self.worker = worker
    }
}
