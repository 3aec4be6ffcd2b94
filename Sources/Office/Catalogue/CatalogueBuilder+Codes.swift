// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain

// What a client shows or asks by name although no param of the call at hand lists it.

extension CatalogueBuilder {
    /// The titles of the roles by code.
    func roleTitles() -> JSONValue {
        .object(
            Role.allCases.map { role in
                let title = texts.title(value: role.rawValue, in: Role.name, language)
                return JSONMember(role.rawValue, .string(title))
            }
        )
    }

    /// The money that is counted piece by piece, in the order it is asked for.
    ///
    /// Each coin and note with its emissions and the days on which they are legal tender.
    func tender() -> [JSONValue] {
        var kinds: [Denomination] = []
        for row in Tender.rows {
            let kind = Denomination(row.kind, row.value)
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        return kinds.sorted().map { kind in
            let rows = Tender.rows.filter { $0.kind == kind.kind && $0.value == kind.value }
            let title = texts.title(value: kind.kind.rawValue, in: CashKind.name, language)
            return [
                "key": .string(kind.key), "value": .integer(kind.value), "x-title": .string(title),
                "emissions": .array(rows.map(emission)),
            ]
        }
    }

    private func emission(_ row: TenderRow) -> JSONValue {
        let key = Denomination(row.kind, row.value, emissionYear: row.emissionYear).key
        var members = [JSONMember("key", .string(key))]
        if let day = row.from { members.append(JSONMember("from", .string(day.description))) }
        if let day = row.lastDay { members.append(JSONMember("until", .string(day.description))) }
        return .object(members)
    }
}
