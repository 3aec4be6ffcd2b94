// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON

extension Example {
    /// Reports on what the story recorded.
    static let reports: [Example] = [
        Example("report.list", "what there is", [:]),
        Example("report.khasAccountability", "for donors", ["drive": "BACA-2026"]),
        Example("report.driveBook", "for the auditor", ["drive": "BACA-2026"]),
        Example(
            "report.distribution",
            "half a year for the authorities",
            ["from": "2026-07-01", "until": "2026-12-31"]
        ),
        Example("report.caseload", "of a team", [:]),
        Example("report.coverage", "of a province", ["area": "34"]),
        Example("report.officeDigest", "what waits", [:]),
        Example(
            "report.cases",
            "half a year for the district office",
            ["from": "2026-07-01", "until": "2026-12-31"]
        ),
        Example(
            "report.activities",
            "half a year for the board",
            ["from": "2026-07-01", "until": "2026-12-31"]
        ),
        Example("report.annual", "the present year", ["year": 2026]),
        Example("report.audit", "a month", ["from": "2026-10-01", "until": "2026-10-31"]),
    ]
}
