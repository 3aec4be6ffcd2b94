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
    case examRegistered(
        exam: ID<Exam>,
        heldOn: CivilDate,
        examBody: ID<Organisation>,
        recommendedBy: ID<Organisation>?,
        recommendationRef: Line?
    )
    /// The date and the body stand in `examRegistered` when the exam was followed here.
    case examPassed(
        exam: ID<Exam>,
        heldOn: CivilDate?,
        examBody: ID<Organisation>?,
        evidence: Line
    )
    case examFailed(exam: ID<Exam>, evidence: Line)
    case certificateIssued(
        certificateNo: Line,
        level: CertificateLevel,
        issuedBy: ID<Organisation>,
        issuedOn: CivilDate,
        validTo: CivilDate,
        exam: ID<Exam>
    )
    case certificateRenewed(
        certificateNo: Line,
        issuedBy: ID<Organisation>,
        issuedOn: CivilDate,
        validTo: CivilDate
    )
    case certificateRevoked
    case registrationIssued(
        strNo: Line,
        issuedBy: ID<Organisation>,
        issuedOn: CivilDate,
        validTo: CivilDate,
        healthLetter: Bool,
        oath: Bool,
        ethicsStatement: Bool
    )
    case practiceLicenceIssued(
        licenceNo: Line,
        organisation: ID<Organisation>,
        issuedBy: Line,
        issuedOn: CivilDate,
        validTo: CivilDate
    )
    case practiceLicenceSuspended(licenceNo: Line, until: CivilDate?)
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
        case examRegistered = "worker.examRegistered"
        case examPassed = "worker.examPassed"
        case examFailed = "worker.examFailed"
        case certificateIssued = "worker.certificateIssued"
        case certificateRenewed = "worker.certificateRenewed"
        case certificateRevoked = "worker.certificateRevoked"
        case registrationIssued = "worker.registrationIssued"
        case practiceLicenceIssued = "worker.practiceLicenceIssued"
        case practiceLicenceSuspended = "worker.practiceLicenceSuspended"
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
        // A passed exam told with a certificate is followed by that step.
        case .registered, .examRegistered, .examPassed, .examFailed, .interestDeclared,
            .cpdCredited, .cpdWithdrawn, .erasureCompleted:
            false
        case .certificateIssued, .certificateRenewed, .certificateRevoked,
            .registrationIssued, .practiceLicenceIssued, .practiceLicenceSuspended,
            .postingStarted, .postingEnded, .supervisorAssigned, .caseloadHandedOver,
            .deactivated, .reactivated, .personalDataErased:
            true
        }
    }

    package var erasure: ErasureStep? {
        switch self {
        case .personalDataErased(_, let subjects, _): .decided(subjects: subjects)
        case .erasureCompleted(_, let position, _, _): .completed(position: position)
        default: nil
        }
    }
}
