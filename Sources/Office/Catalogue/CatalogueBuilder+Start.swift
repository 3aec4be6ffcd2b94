// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Domain

extension CatalogueBuilder {
    // With what a day begins, by role: what the client names first.
    static let dayBegins: [String: [Role]] = [
        "caseload.list": [.supervisor, .coordinator, .board],
        "case.list": [.intake, .worker],
        "client.find": [.intake],
        "overdue.list": [.worker, .supervisor, .coordinator],
        "transfer.list": [.worker, .supervisor],
        "approval.list": [.supervisor, .board, .dataProtection],
        "access.list": [.dataProtection, .auditor],
        "count.list": [.treasurer],
        "fund.ledger": [.treasurer, .auditor],
        "stock.list": [.storekeeper],
        "purchase.list": [.storekeeper, .treasurer],
        "worker.list": [.registrar],
        "organisation.list": [.registrar],
        "operator.list": [.administrator],
    ]
}
