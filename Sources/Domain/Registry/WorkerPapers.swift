// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What a social worker may show: exams, certificates, the letter of registration (STR) and licences
// to practise (SIPPS), each with its days.

/// An exam of competence.
package struct ExamRecord: Codable, Sendable {
    /// Under which its result is told.
    package let exam: ID<Exam>
    /// When it is or was held; `nil` when nobody told.
    package let heldOn: CivilDate?
    /// `nil` until it is decided.
    package var result: ExamResult?
}

/// A letter of registration and its days.
package struct RegistrationLetter: Codable, Sendable {
    /// As printed.
    package let strNo: Line
    /// The first day.
    package let issuedOn: CivilDate
    /// The last day.
    package let validTo: CivilDate

    /// True when it is valid on a day.
    package func holds(on day: CivilDate) -> Bool { issuedOn <= day && day <= validTo }
}

/// A licence to practise at one place.
package struct PracticeLicence: Codable, Sendable {
    /// As printed.
    package let licenceNo: Line
    /// The place it is for.
    package let organisation: ID<Organisation>
    /// The first day.
    package let issuedOn: CivilDate
    /// The last day.
    package let validTo: CivilDate
    /// Days on which it does not count.
    package var suspensions: [Suspension] = []

    /// True when it counts on a day.
    package func holds(on day: CivilDate) -> Bool {
        issuedOn <= day && day <= validTo && !suspensions.contains { $0.holds(on: day) }
    }
}

/// Days of a suspension, the last one included; without an end until further notice.
package struct Suspension: Codable, Sendable {
    /// The first day.
    package let from: CivilDate
    /// The last day; `nil`: until further notice.
    package let until: CivilDate?

    /// A suspension from a day on.
    package init(from: CivilDate, until: CivilDate?) {
        self.from = from
        self.until = until
    }

    /// True when it holds on a day.
    package func holds(on day: CivilDate) -> Bool { from <= day && day <= until ?? day }
}

extension WorkerState {
    /// The papers after one more event about them.
    mutating func evolvePapers(_ event: WorkerEvent, _ meta: EventMeta) {
        switch event {
        case .examRegistered(let exam, let heldOn, _, _, _):
            exams.append(ExamRecord(exam: exam, heldOn: heldOn))
        case .examPassed(let exam, let heldOn, _, _): decide(exam, .passed, heldOn)
        case .examFailed(let exam, _): decide(exam, .failed, nil)
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
        case .certificateRenewed(let number, let issuedBy, let issuedOn, let validTo):
            guard let last = certificates.last else { break }
            certificates.append(
                Certificate(
                    number: number,
                    level: last.level,
                    issuedBy: issuedBy,
                    issuedOn: issuedOn,
                    validTo: validTo,
                    exam: last.exam
                )
            )
        case .certificateRevoked:
            for index in certificates.indices
            where certificates[index].mayBeRevoked(meta.occurredOn) {
                certificates[index].revokedOn = meta.occurredOn
            }
        case .registrationIssued(let number, _, let issuedOn, let validTo, _, _, _):
            registrations.append(
                RegistrationLetter(strNo: number, issuedOn: issuedOn, validTo: validTo)
            )
        case .practiceLicenceIssued(let number, let organisation, _, let issuedOn, let validTo):
            licences.append(
                PracticeLicence(
                    licenceNo: number,
                    organisation: organisation,
                    issuedOn: issuedOn,
                    validTo: validTo
                )
            )
        case .practiceLicenceSuspended(let number, let until):
            for index in licences.indices where licences[index].licenceNo == number {
                licences[index].suspensions.append(
                    Suspension(from: meta.occurredOn, until: until)
                )
            }
        default: break
        }
    }

    private mutating func decide(
        _ exam: ID<Exam>,
        _ result: ExamResult,
        _ heldOn: CivilDate?
    ) {
        if let index = exams.firstIndex(where: { $0.exam == exam }) {
            exams[index].result = result
        } else {
            exams.append(ExamRecord(exam: exam, heldOn: heldOn, result: result))
        }
    }

    /// A passed exam that no certificate rests on yet.
    package var unusedExam: ID<Exam>? {
        exams.first { exam in
            exam.result == .passed && !certificates.contains { $0.exam == exam.exam }
        }?.exam
    }

    /// The id of the next exam of the record.
    package var nextExam: ID<Exam> { ID(trusted: "\(id.text)/X\(exams.count + 1)") }

    /// The id of the next post of the record.
    package var nextPosting: ID<WorkerPost> { ID(trusted: "\(id.text)/N\(postings.count + 1)") }

    /// True when a letter of registration is valid on a day.
    package func isRegistered(on day: CivilDate) -> Bool {
        registrations.contains { $0.holds(on: day) }
    }

    /// The board's suspension that holds on a day, the one that ends last.
    package func suspension(on day: CivilDate) -> Suspension? {
        suspensions.filter { $0.holds(on: day) }
            .max { ($0.until?.days ?? .max) < ($1.until?.days ?? .max) }
    }
}

extension Certificate {
    /// True when it is, or will be, valid on or after a day.
    func mayBeRevoked(_ day: CivilDate) -> Bool { revokedOn == nil && day <= validTo }
}
