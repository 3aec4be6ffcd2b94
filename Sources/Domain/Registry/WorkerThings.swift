// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Exams of competence, numbered within a worker's record: `PKS-2016-0001/X1`.
package enum Exam: Thing {
    package static let noun = "exam"
    package static let naming = Naming.number(prefix: "PKS")
}

/// Posts of a worker, numbered within the record: `PKS-2016-0001/N1`.
package enum WorkerPost: Thing {
    package static let noun = "posting"
    package static let naming = Naming.number(prefix: "PKS")
}

/// What somebody graduated in.
package enum Degree: String, CodeSet {
    case socialWork, socialWelfare, other, none

    package static let name = "Degree"

    /// True for the degrees that lead to a certificate.
    package var isRecognised: Bool { self == .socialWork || self == .socialWelfare }
}

/// The level of a certificate of competence.
package enum CertificateLevel: String, CodeSet {
    case assistant, generalist, specialist

    package static let name = "CertificateLevel"
}

/// How an exam of competence ended.
package enum ExamResult: String, CodeSet {
    case passed, failed

    package static let name = "ExamResult"
}

/// What kind of place a worker is posted at.
package enum PostingKind: String, CodeSet {
    case office, kelurahan, pkh, lk3, dinasSosial, saktiPeksos, ipwl, lks, orsos, hospital
    case school, correctional, industry, ngo, independent

    package static let name = "PostingKind"
}

/// What somebody is in a household or organisation they declared an interest in.
package enum InterestRole: String, CodeSet {
    case member, decisionMaker

    package static let name = "InterestRole"
}

/// Why a worker takes no new work.
package enum WorkerInactivity: String, Codable, Sendable, CaseIterable {
    case deactivated, suspended, noPosting
}
