// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension KnownPolicy {
    /// Every policy that some rule reads, by area of work.
    package static let all: [KnownPolicy] =
        office + registry + casework + programmes + money

    private static let office =
        [
            KnownPolicy(Approval.days), KnownPolicy(BreakGlass.minutes),
            KnownPolicy(.uncertifiedWorker), KnownPolicy(.supervisionLimit),
            KnownPolicy(.officeOrganisation), KnownPolicy(.quorumPermille),
        ] + AccreditationRank.allCases.map { KnownPolicy($0.years) }

    private static let registry =
        [
            KnownPolicy(.certificateYears), KnownPolicy(.registrationYears),
            KnownPolicy(.registrationFrom), KnownPolicy(.practicePlaces),
            KnownPolicy(.duesFund),
        ]

    private static let casework =
        [
            KnownPolicy(.unitsAssessment), KnownPolicy(.unitsOngoing), KnownPolicy(.unitsAftercare),
            KnownPolicy(.softCap), KnownPolicy(.hardCap), KnownPolicy(.overrideDays),
            KnownPolicy(.reopenWindowDays), KnownPolicy(.referralRespondDays),
            KnownPolicy(.feesFund), KnownPolicy(.assessmentDays), KnownPolicy(.planDays),
            KnownPolicy(.approvalDays), KnownPolicy(.reviewHours),
        ] + Risk.allCases.map { KnownPolicy(.contactDays($0)) }

    private static let programmes =
        [
            KnownPolicy(.safeguardingYears), KnownPolicy(.lessonMinutes), KnownPolicy(.cpdTarget),
        ] + AttendeeRole.allCases.map { KnownPolicy(.cpdWeight($0)) }

    private static let money = [
        KnownPolicy(.permitMaxMonths), KnownPolicy(.extensionMaxMonths),
        KnownPolicy(.reportDueDays), KnownPolicy(.auditThreshold), KnownPolicy(.depositMaxDays),
        KnownPolicy(.costCapPermille), KnownPolicy(.distributionCostFromFund),
        KnownPolicy(.quotesAbove), KnownPolicy(.quotesNeeded), KnownPolicy(.boardAbove),
        KnownPolicy(.schoolYearStart), KnownPolicy(.pupilAdultAge),
    ]
}
