// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Enters a worker for an exam of competence.
package struct RegisterExam: Command {
    package static let contract = Contract(
        "worker.registerExam",
        roles: [.registrar],
        positional: ["worker"],
        refusals: ["futureDated", "subjectErased", "notEligible", "issuerNotCertifier"],
        next: ["worker record-exam-result {exam} --result passed"]
    )

    /// With a recognised degree.
    package let worker: ID<Worker>
    /// May lie ahead.
    package let heldOn: CivilDate
    /// Must certify.
    package let examBody: ID<Organisation>
    /// A professional body; without one the worker is not eligible.
    package let recommendedBy: ID<Organisation>?
    /// Of its letter.
    package let recommendationRef: Line?

    package struct Answer: Codable, Sendable {
        let exam: ID<Exam>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        let body = try decision.find(OrganisationState.self, examBody)
        let recommender = try decision.find(OrganisationState.self, ifNamed: recommendedBy)
        try decision.gate(worker.stream, step: false)
        try decision.mustNotBeErased(worker.text)
        let isRecommended = recommender?.kinds.contains(.professionalBody) ?? false
        let flaws: [(EligibilityFlaw, Bool)] = [
            (.degree, !state.degree.isRecognised), (.recommendation, !isRecommended),
        ]
        let because = flaws.filter(\.1).map(\.0)
        try decision.refuse(!because.isEmpty, WorkerRefusal.notEligible(because: because))
        try decision.mustCertify(body)
        decision.record(
            WorkerEvent.examRegistered(
                exam: state.nextExam,
                heldOn: heldOn,
                examBody: examBody,
                recommendedBy: recommendedBy,
                recommendationRef: recommendationRef
            ),
            to: worker.stream
        )
        return Answer(exam: state.nextExam)
    }
}

/// How an exam ended.
package struct RecordExamResult: Command {
    package static let contract = Contract(
        "worker.recordExamResult",
        roles: [.registrar],
        positional: ["exam"],
        refusals: ["futureDated", "subjectErased", "examDecided"],
        next: ["worker certify {worker}"]
    )

    /// Of any worker, undecided, not still to come.
    package let exam: ID<Exam>
    /// Final.
    package let result: ExamResult
    /// The paper that shows it.
    package let evidence: Line

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let exam: ID<Exam>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let worker = exam.worker
        guard let state = decision.facts.state(WorkerState.self, worker),
            let record = state.exams.first(where: { $0.exam == exam })
        else { throw .notFound(what: Exam.noun, id: exam.text) }
        try decision.gate(worker.stream, step: false)
        try decision.mustNotBeErased(worker.text)
        if let result = record.result {
            throw .refused(WorkerRefusal.examDecided(result: result))
        }
        // Nobody has passed an exam that is still to come.
        if let heldOn = record.heldOn, decision.occurredOn < heldOn {
            throw .refused(common: .futureDated(today: decision.today))
        }
        let event: WorkerEvent =
            switch result {
            case .passed:
                .examPassed(exam: exam, heldOn: nil, examBody: nil, evidence: evidence)
            case .failed: .examFailed(exam: exam, evidence: evidence)
            }
        decision.record(event, to: worker.stream)
        return Answer(worker: worker, exam: exam)
    }
}

extension ID<Exam> {
    /// The worker on whose record the exam hangs.
    package var worker: ID<Worker> {
        ID<Worker>(trusted: String(text.prefix { $0 != "/" }))
    }
}

extension Decision {
    /// Refuses an organisation that is no certification body.
    func mustCertify(_ organisation: OrganisationState) throws(Rejection) {
        if !organisation.kinds.contains(.certificationBody) {
            throw .refused(WorkerRefusal.issuerNotCertifier(organisation: organisation.id))
        }
    }

    /// Refuses a certificate's number that some certificate bears already.
    func mustBeFree(certificateNo: Line) throws(Rejection) {
        let key = CertificateNumberRow.key(certificateNo)
        if let row = facts.row(CertificateNumberRow.self, key) {
            throw .refused(WorkerRefusal.certificateNoTaken(worker: row.worker))
        }
    }
}
