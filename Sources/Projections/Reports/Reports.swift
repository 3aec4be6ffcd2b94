// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Reports: queries over the rows of all other slices.
    package static let reports = Slice(
        "Reports",
        commands: [],
        queries: [
            ListReports.self, ReportKhasAccountability.self, ReportDriveBook.self,
            ReportDistribution.self, ReportCaseload.self, ReportCoverage.self,
            ReportOfficeDigest.self, ReportCases.self, ReportActivities.self, ReportAnnual.self,
            ReportAudit.self, ReportSubjectFile.self,
        ],
        events: [],
        projections: []
    )
}
