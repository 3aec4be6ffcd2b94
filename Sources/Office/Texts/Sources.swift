// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// The texts of the office, one source for each part of it.
    package static let sources: [String] = [
        general,
        system,
        shared,
        access,
        standing,
        coinDrive,
        counts,
        fund,
        ledger,
        supplies,
        clients,
        clientRefusals,
        cases,
        caseRefusals,
        caseWork,
        caseWorkRefusals,
        ppks,
        erasure,
        registry,
        papers,
        members,
        institutions,
        programmes,
        partnership,
        advocacy,
        governance,
        imports,
        reports,
        khasReport,
        officeReports,
        peopleReports,
        titles,
    ]
}
