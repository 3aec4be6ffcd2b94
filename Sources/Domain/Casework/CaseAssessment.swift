// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// What is found out about the client's situation, how much danger there is, and when a consent is
// not waited for.

extension PolicyKey where Value == Int64 {
    /// How many days ahead an override of a consent may reach.
    package static let overrideDays = PolicyKey("case.overrideDays", 30)
}

/// An assessment with its risk and the day of the next look.
package struct AssessCase: Command {
    package static let contract = Contract(
        "case.assess",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "outOfOrder", "caseClosed", "notAssigned",
            "pieOutOfRange", "riskMissing", "reviewInPast",
        ],
        next: ["plan draft {case} --params @rencana.json"]
    )

    /// With a primary worker.
    package let `case`: ID<Case>
    /// Decides which of the params below are given.
    package let instrument: Instrument
    /// Needed in every assessment.
    package let risk: Risk?
    /// The day of the next look, not before the business date.
    package let reviewBy: CivilDate?
    /// Sealed with the client's key.
    package let narrative: Note
    /// Sealed with the client's key.
    package let strengths: Note?
    /// Needed with PIE, may be empty; in clear.
    package let roleProblems: [RoleProblem]?
    /// Needed with PIE, may be empty; in clear.
    package let environmentProblems: [EnvironmentProblem]?
    /// Only with PIE; sealed with the client's key.
    package let mental: Note?
    /// Only with PIE; sealed with the client's key.
    package let physical: Note?
    /// Only with HBSE, at least one; texts sealed with the client's key.
    package let dimensions: [DimensionNote]?

    /// The assessment, and how its problems are numbered.
    package struct More: Codable, Sendable {
        let assessment: ID<Assessment>
        let problems: [Found]
    }

    /// A problem in the order sent, roles before environment.
    package struct Found: Codable, Sendable {
        let problem: ID<Problem>
        let severity: Int64
        let severe: Bool
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<More> {
        try checkParams()
        var state = try decision.find(case: `case`)
        try decision.open(state, step: true)
        _ = try decision.primary(of: state)
        try checkScores()
        guard let risk, let reviewBy else { throw .refused(CaseRefusal.riskMissing) }
        try decision.refuse(reviewBy < decision.occurredOn, CaseRefusal.reviewInPast)
        let assessment: ID<Assessment> = state.next(\.assessments)
        let entry = decision.record(recorded(assessment, of: state.client), in: &state)
        decision.record(.riskSet(risk: risk, reviewBy: reviewBy, note: nil), in: &state)
        let found = (state.assessment?.severities ?? []).enumerated().map { index, severity in
            Found(
                problem: ID<Problem>(assessment, Int64(index + 1)),
                severity: severity,
                severe: severity >= PieScore.severe
            )
        }
        return CaseAnswer(state, entry: entry, More(assessment: assessment, problems: found))
    }

    // Each instrument has its own params, and those of the other one say nothing.
    private func checkParams() throws(Rejection) {
        switch instrument {
        case .pie:
            if roleProblems == nil { throw .missing("roleProblems") }
            if environmentProblems == nil { throw .missing("environmentProblems") }
            if let dimensions, !dimensions.isEmpty { throw Self.foreign("dimensions", to: "pie") }
        case .hbse:
            guard let dimensions else { throw .missing("dimensions") }
            if dimensions.isEmpty {
                throw .invalid(
                    pointer: "/dimensions",
                    problem: "length",
                    expected: "at least one dimension"
                )
            }
            if let roleProblems, !roleProblems.isEmpty {
                throw Self.foreign("roleProblems", to: "hbse")
            }
            if let environmentProblems, !environmentProblems.isEmpty {
                throw Self.foreign("environmentProblems", to: "hbse")
            }
            if mental != nil { throw Self.foreign("mental", to: "hbse") }
            if physical != nil { throw Self.foreign("physical", to: "hbse") }
        }
    }

    private static func foreign(_ name: String, to instrument: String) -> Rejection {
        .invalid(pointer: "/\(name)", problem: "value", expected: "nothing, with \(instrument)")
    }

    private func checkScores() throws(Rejection) {
        for (index, problem) in (roleProblems ?? []).enumerated() {
            let path = "/roleProblems/\(index)"
            try check(problem.severity, path + "/severity")
            try check(problem.duration, path + "/duration")
            try check(problem.coping, path + "/coping")
        }
        for (index, problem) in (environmentProblems ?? []).enumerated() {
            let path = "/environmentProblems/\(index)"
            try check(problem.severity, path + "/severity")
            try check(problem.duration, path + "/duration")
        }
    }

    private func check(_ score: PieScore, _ path: String) throws(Rejection) {
        if PieScore.known.contains(score.value) { return }
        throw .refused(
            CaseRefusal.pieOutOfRange(
                path: path,
                value: score.value,
                min: PieScore.known.lowerBound,
                max: PieScore.known.upperBound
            )
        )
    }

    private func recorded(_ assessment: ID<Assessment>, of client: ID<Client>) -> CaseEvent {
        func sealed(_ note: Note) -> Personal<Note> { .clear(subject: client.text, note) }
        let isPie = instrument == .pie
        return .assessmentRecorded(
            assessment: assessment,
            instrument: instrument.version,
            roleProblems: isPie ? roleProblems : nil,
            environmentProblems: isPie ? environmentProblems : nil,
            dimensions: isPie
                ? nil
                : dimensions?.map {
                    SealedDimension(dimension: $0.dimension, text: sealed($0.text))
                },
            narrative: sealed(narrative),
            strengths: strengths.map(sealed),
            mental: mental.map(sealed),
            physical: physical.map(sealed)
        )
    }
}

/// The danger is judged anew without a new assessment.
package struct SetRisk: Command {
    package static let contract = Contract(
        "case.setRisk",
        roles: [.worker(.own), .supervisor(.team)],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "caseClosed", "reviewInPast",
            "assessmentMissing",
        ],
        next: ["case show {case}"]
    )

    /// Assessed before.
    package let `case`: ID<Case>
    /// In place of the one judged last.
    package let risk: Risk
    /// The day of the next look, not before the business date.
    package let reviewBy: CivilDate
    /// Sealed with the client's key.
    package let note: Note?

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: false)
        try decision.refuse(reviewBy < decision.occurredOn, CaseRefusal.reviewInPast)
        try decision.refuse(state.firstAssessedOn == nil, CaseRefusal.assessmentMissing)
        let entry = decision.record(
            .riskSet(
                risk: risk,
                reviewBy: reviewBy,
                note: note.map { .clear(subject: state.client.text, $0) }
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}

/// For a while something is done without the client's consent, on a supervisor's word.
package struct OverrideConsent: Command {
    package static let contract = Contract(
        "case.overrideConsent",
        roles: [.supervisor([.team, .new])],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "caseClosed", "consentLive", "validityDates",
            "overrideTooLong",
        ],
        next: ["case show {case}"]
    )

    /// Without a live consent to the scope.
    package let `case`: ID<Case>
    /// Names the consent it replaces.
    package let scope: OverrideScope
    /// Closed list of the law.
    package let ground: OverrideGround
    /// The last day, not later than policy allows.
    package let validTo: CivilDate
    /// What makes it necessary; sealed with the client's key.
    package let note: Note

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: false)
        let day = decision.occurredOn
        let isLive =
            state.overrides.contains { $0.holds(scope.consent, on: day) }
            || decision.facts.hasConsent(state.client, scope: scope.consent, on: day)
        try decision.refuse(isLive, CaseRefusal.consentLive)
        if validTo < day {
            throw .refused(common: .validityDates(from: day, to: validTo))
        }
        let days = decision.facts.policy(.overrideDays, on: day)
        try decision.refuse(
            validTo > day.adding(days: Int(days)),
            CaseRefusal.overrideTooLong(maxDays: days)
        )
        let entry = decision.record(
            .consentOverridden(
                scope: scope,
                ground: ground,
                validTo: validTo,
                note: .clear(subject: state.client.text, note)
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry)
    }
}
