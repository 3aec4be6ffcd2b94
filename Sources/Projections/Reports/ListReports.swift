// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Every report the asker may have.
package struct ListReports: Query {
    package static let contract = QueryContract(
        "report.list",
        roles: [],
        columns: [
            "command": 1, "title": 2, "params": 3, "audience": 4, "formats": 6, "report": 7,
        ]
    )

    package struct Item: Codable, Sendable {
        /// The words that ask for it.
        let command: String
        let title: String
        let params: [String]
        let audience: ReportAudience
        let formats: [String]
        let report: String
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let reports = Slice.reports.queries.filter { type in
            type.contract.report != nil && type.contract.grants.admits(context.roles)
        }
        let items = reports.compactMap { type -> Item? in
            guard let audience = type.contract.report else { return nil }
            return Item(
                command: MethodWords.of(type.contract.method).joined(separator: " "),
                title: context.report.words.text(type.contract.method + ".title"),
                params: type.contract.positional,
                audience: audience,
                formats: ["html", "pdf", "csv", "json", "text"],
                report: type.contract.method
            )
        }
        return try context.page(items)
    }
}
