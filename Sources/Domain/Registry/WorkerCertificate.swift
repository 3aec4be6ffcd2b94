// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension PolicyKey where Value == Int64 {
    /// For how many years a certificate is valid when its paper does not say it.
    package static let certificateYears = PolicyKey("certificate.years", 5)
}

/// A certificate of competence for a worker who passed the exam.
package struct CertifyWorker: Command {
    package static let contract = Contract(
        "worker.certify",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "noPassedExam", "notEligible",
            "certificateNoTaken", "validityDates", "issuerNotCertifier",
        ],
        next: ["worker show {worker}"]
    )

    /// With a recognised degree and a passed exam that no certificate rests on.
    package let worker: ID<Worker>
    /// Never used.
    package let certificateNo: Line
    /// As on the paper.
    package let level: CertificateLevel
    /// Must certify.
    package let issuedBy: ID<Organisation>
    /// The first day.
    package let issuedOn: CivilDate
    /// The last day; left out: as many years as policy says.
    package let validTo: CivilDate?
    /// For an exam the office did not follow: all three params, or none.
    package let examHeldOn: CivilDate?
    /// For an exam the office did not follow; must certify.
    package let examBody: ID<Organisation>?
    /// For an exam the office did not follow: the paper that shows it.
    package let examEvidence: Line?

    package struct Answer: Codable, Sendable {
        let worker: ID<Worker>
        let certificateNo: Line
        let validTo: CivilDate
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let told = try toldExam()
        let state = try decision.find(WorkerState.self, worker)
        let issuer = try decision.find(OrganisationState.self, issuedBy)
        let body = try decision.find(OrganisationState.self, ifNamed: examBody)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        let exam = told == nil ? state.unusedExam : state.nextExam
        guard let exam else { throw .refused(WorkerRefusal.noPassedExam) }
        if !state.degree.isRecognised {
            throw .refused(WorkerRefusal.notEligible(because: [.degree]))
        }
        try decision.mustBeFree(certificateNo: certificateNo)
        let years = decision.facts.policy(.certificateYears, on: issuedOn)
        let end = validTo ?? issuedOn.adding(years: years)
        if end < issuedOn { throw .refused(common: .validityDates(from: issuedOn, to: end)) }
        try decision.mustCertify(issuer)
        if let body { try decision.mustCertify(body) }
        if let told {
            decision.record(
                WorkerEvent.examPassed(
                    exam: exam,
                    heldOn: told.heldOn,
                    examBody: told.body,
                    evidence: told.evidence
                ),
                to: worker.stream
            )
        }
        decision.record(
            WorkerEvent.certificateIssued(
                certificateNo: certificateNo,
                level: level,
                issuedBy: issuedBy,
                issuedOn: issuedOn,
                validTo: end,
                exam: exam
            ),
            to: worker.stream
        )
        return Answer(worker: worker, certificateNo: certificateNo, validTo: end)
    }

    // The exam that was not followed here step by step: all three params, or none.
    private func toldExam() throws(Rejection) -> ToldExam? {
        if examHeldOn == nil, examBody == nil, examEvidence == nil { return nil }
        guard let heldOn = examHeldOn else { throw .missing("examHeldOn") }
        guard let body = examBody else { throw .missing("examBody") }
        guard let evidence = examEvidence else { throw .missing("examEvidence") }
        return ToldExam(heldOn: heldOn, body: body, evidence: evidence)
    }
}

/// A passed exam as it is told together with the certificate.
private struct ToldExam {
    let heldOn: CivilDate
    let body: ID<Organisation>
    let evidence: Line
}

/// A certificate that goes on under a new number.
package struct RenewCertificate: Command {
    package static let contract = Contract(
        "worker.renewCertificate",
        roles: [.registrar],
        positional: ["worker"],
        refusals: [
            "futureDated", "outOfOrder", "subjectErased", "noCertificate",
            "certificateNoTaken", "validityDates",
        ],
        next: ["worker show {worker}"]
    )

    /// With a certificate that was not revoked; it may have run out.
    package let worker: ID<Worker>
    /// Never used.
    package let certificateNo: Line
    /// Must exist.
    package let issuedBy: ID<Organisation>
    /// The first day, up to which credits are counted.
    package let issuedOn: CivilDate
    /// The last day; left out: as many years as policy says.
    package let validTo: CivilDate?

    package typealias Answer = CertifyWorker.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        _ = try decision.find(OrganisationState.self, issuedBy)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        // One that has run out may be renewed, one that was revoked may not.
        guard let last = state.certificates.last, last.revokedOn == nil else {
            throw .refused(WorkerRefusal.noCertificate)
        }
        try decision.mustBeFree(certificateNo: certificateNo)
        let years = decision.facts.policy(.certificateYears, on: issuedOn)
        let end = validTo ?? issuedOn.adding(years: years)
        if end < issuedOn { throw .refused(common: .validityDates(from: issuedOn, to: end)) }
        decision.warnOfShortDevelopment(worker, since: last, until: issuedOn)
        decision.record(
            WorkerEvent.certificateRenewed(
                certificateNo: certificateNo,
                issuedBy: issuedBy,
                issuedOn: issuedOn,
                validTo: end
            ),
            to: worker.stream
        )
        return Answer(worker: worker, certificateNo: certificateNo, validTo: end)
    }
}

extension Decision {
    // Every year that began in the days of the certificate asks for credits of its own.
    fileprivate func warnOfShortDevelopment(
        _ worker: ID<Worker>,
        since last: Certificate,
        until renewal: CivilDate
    ) {
        let end = max(last.issuedOn, renewal.adding(days: -1))
        let lastYear = max(last.issuedOn, min(end, last.validTo.adding(days: -1)))
        let credits = facts.cpdCredits(of: worker, in: last.issuedOn...end)
        let target = facts.cpdTarget(in: last.issuedOn...lastYear)
        if credits < target { warn(WorkerRefusal.cpdShort(credits: credits, target: target)) }
    }
}

/// Takes a worker's certificates away.
package struct RevokeCertificate: Command {
    package static let contract = Contract(
        "worker.revokeCertificate",
        roles: [.registrar, .board],
        positional: ["worker"],
        refusals: ["futureDated", "outOfOrder", "subjectErased", "noCertificate"],
        needsReason: true,
        confirm: "name"
    )

    /// With a certificate that can be revoked; all of them go.
    package let worker: ID<Worker>

    package typealias Answer = DeactivateWorker.Answer

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        let state = try decision.find(WorkerState.self, worker)
        try decision.gate(worker.stream, step: true)
        try decision.mustNotBeErased(worker.text)
        let day = decision.occurredOn
        try decision.refuse(
            !state.certificates.contains { $0.mayBeRevoked(day) },
            WorkerRefusal.noCertificate
        )
        decision.record(WorkerEvent.certificateRevoked, to: worker.stream)
        return Answer(worker: worker)
    }
}
