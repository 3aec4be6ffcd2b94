// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// How long something may take before it is overdue.

extension PolicyKey where Value == Int64 {
    /// Days from the first assignment to the assessment.
    package static let assessmentDays = PolicyKey("case.assessmentDays", 14)
    /// Days from the first assessment to the approved plan.
    package static let planDays = PolicyKey("case.planDays", 30)
    /// Days for a supervisor's approval.
    package static let approvalDays = PolicyKey("case.approvalDays", 7)
    /// Hours for the review of emergency access.
    package static let reviewHours = PolicyKey("breakGlass.reviewHours", 72)

    /// Days between contacts of a case by its risk.
    package static func contactDays(_ risk: Risk) -> PolicyKey<Int64> {
        switch risk {
        case .high: PolicyKey("contactDays.high", 7)
        case .medium: PolicyKey("contactDays.medium", 30)
        case .low: PolicyKey("contactDays.low", 90)
        }
    }
}
