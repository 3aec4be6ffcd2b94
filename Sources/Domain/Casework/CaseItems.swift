// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// What hangs on a case, numbered 1, 2, … per case and letter and never reused:
// `KSS-2016-0001/G1` is a goal. Their events are in the stream of the case.

/// A kind of thing inside a case.
package protocol CaseItem: Thing {
    /// The letter in front of its number.
    static var letter: String { get }
}

extension CaseItem {
    package static var category: String { Case.category }
    /// Numbers of an item are made of its case's and its own.
    package static var naming: Naming { .number(prefix: Case.numberPrefix) }
}

extension Case {
    static let numberPrefix = "KSS"
}

extension ID where Kind: CaseItem {
    /// The item of a case with a number.
    package init(_ case: ID<Case>, _ number: Int64) {
        self.init(trusted: "\(`case`.text)/\(Kind.letter)\(number)")
    }

    /// The case it hangs on, whether or not there is one.
    package var caseID: ID<Case> { ID<Case>(trusted: String(text.prefix { $0 != "/" })) }

    /// Its number; `nil` when the id names something else.
    package var number: Int64? {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let item = text[text.index(after: slash)...]
        guard item.hasPrefix(Kind.letter) else { return nil }
        return Int64(item.dropFirst(Kind.letter.count))
    }
}

/// Assessments, `…/A1`.
package enum Assessment: CaseItem {
    package static let noun = "assessment"
    package static let letter = "A"
}

/// Problems found by an assessment, `…/A1.P2`.
package enum Problem: CaseItem {
    package static let noun = "problem"
    package static let letter = "A"
}

extension ID<Problem> {
    /// The problem of an assessment with a number.
    package init(_ assessment: ID<Assessment>, _ number: Int64) {
        self.init(trusted: "\(assessment.text).P\(number)")
    }
}

/// Plans, `…/L1`; a new draft is a new plan.
package enum Plan: CaseItem {
    package static let noun = "plan"
    package static let letter = "L"
}

/// Goals, `…/G1`.
package enum Goal: CaseItem {
    package static let noun = "goal"
    package static let letter = "G"
}

/// Referrals to another institution, `…/R1`.
package enum Referral: CaseItem {
    package static let noun = "referral"
    package static let letter = "R"
    package static let completion: (method: String, column: String)? = (
        "referral.list", "referral"
    )
}

/// Things to do by a day, `…/F1`.
package enum FollowUp: CaseItem {
    package static let noun = "followUp"
    package static let letter = "F"
}

/// Offers to hand a case over, `…/T1`.
package enum Transfer: CaseItem {
    package static let noun = "transfer"
    package static let letter = "T"
}

/// Stays in a safe house, `…/S1`.
package enum Stay: CaseItem {
    package static let noun = "stay"
    package static let letter = "S"
}

/// Case conferences, `…/K1`.
package enum Conference: CaseItem {
    package static let noun = "conference"
    package static let letter = "K"
}

/// Agreed fees, `…/B1`.
package enum Fee: CaseItem {
    package static let noun = "fee"
    package static let letter = "B"
}

/// A line of the office's work, known by a slug.
package enum Programme: Thing {
    package static let noun = "programme"
    package static let naming = Naming.slug
}

extension ID<Programme> {
    /// What a case belongs to unless it says otherwise.
    package static let casework = ID<Programme>(trusted: "casework")
}
