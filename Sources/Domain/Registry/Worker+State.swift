// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A certificate of competence and the days on which it is valid.
package struct Certificate: Codable, Sendable {
    /// As printed; a renewal brings another.
    package let number: Line
    /// A renewal keeps it.
    package let level: CertificateLevel
    /// A body that certifies.
    package let issuedBy: ID<Organisation>
    /// The first day.
    package let issuedOn: CivilDate
    /// The last day.
    package let validTo: CivilDate
    /// The passed exam it rests on; an exam serves one certificate and its renewals.
    package let exam: ID<Exam>
    /// The first day on which it is not valid any more, when it was revoked.
    package var revokedOn: CivilDate?

    /// True when the certificate is valid on a day.
    package func holds(on day: CivilDate) -> Bool {
        issuedOn <= day && day <= validTo && revokedOn.map { day < $0 } ?? true
    }
}

/// A place where a worker is posted, with the days; the last day belongs to it.
package struct PostingSpell: Codable, Sendable {
    /// Under which it is ended.
    package let posting: ID<WorkerPost>
    /// What kind of place it is.
    package let kind: PostingKind
    /// Exactly one of organisation and area is there.
    package let organisation: ID<Organisation>?
    /// Exactly one of organisation and area is there.
    package let area: AreaCode?
    /// Of primary posts only one holds on a day.
    package let primary: Bool
    /// The first day.
    package let from: CivilDate
    /// The last day; `nil`: until further notice.
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
    /// Another worker.
    package let supervisor: ID<Worker>
    /// True: beside the ordinary supervisor, for a time.
    package let acting: Bool
    /// The first day.
    package let from: CivilDate
    /// The last day; `nil`: until further notice.
    package var to: CivilDate?

    /// True when the supervision holds on a day.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= to ?? day }
}

/// A tie that may cloud a worker's judgement: to a household, or to an organisation.
package struct DeclaredInterest: Codable, Sendable {
    /// Exactly one of household and organisation is there.
    package let household: ID<Household>?
    /// Exactly one of household and organisation is there.
    package let organisation: ID<Organisation>?
    /// What the worker is there; `nil` when nobody said.
    package let role: InterestRole?
    /// Business date of the declaration.
    package let from: CivilDate
    /// The last day; `nil`: until further notice.
    package let to: CivilDate?

    /// True when the tie holds on a day.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= to ?? day }
}

/// A worker as the events left the record; nothing personal in clear.
package struct WorkerState: AggregateState {
    package static let table = RowTable(180, "workers")
    package let id: ID<Worker>
    /// As registered.
    package let degree: Degree
    /// The school, as written.
    package let degreeFrom: Line?
    /// As registered.
    package let graduatedOn: CivilDate?
    /// Of the home; `nil` when unknown.
    package let area: AreaCode?
    /// The position of the event that holds the sealed name.
    package let namedAt: Int64
    /// False: takes no work, and nobody supervises.
    package var isActive = true
    /// In the order recorded.
    package var certificates: [Certificate] = []
    /// In the order recorded.
    package var exams: [ExamRecord] = []
    /// Letters of registration (STR), in the order recorded.
    package var registrations: [RegistrationLetter] = []
    /// Licences to practise (SIPPS), in the order recorded.
    package var licences: [PracticeLicence] = []
    /// In the order recorded.
    package var postings: [PostingSpell] = []
    /// In the order recorded.
    package var supervisors: [SupervisorSpell] = []
    /// In the order recorded.
    package var interests: [DeclaredInterest] = []
    /// Suspensions by the board, in the order recorded.
    package var suspensions: [Suspension] = []

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
        case .registered, .caseloadHandedOver, .cpdCredited, .cpdWithdrawn, .personalDataErased,
            .erasureCompleted:
            break
        case .examRegistered, .examPassed, .examFailed, .certificateIssued,
            .certificateRenewed, .certificateRevoked, .registrationIssued,
            .practiceLicenceIssued, .practiceLicenceSuspended:
            evolvePapers(event, meta)
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
