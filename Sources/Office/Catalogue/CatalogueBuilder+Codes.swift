// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
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

    /// The titles of events by their stored names.
    func eventTitles() -> JSONValue {
        .object(
            texts.keys.filter { $0.hasPrefix("event.") }.map { key in
                let title = texts.text(key, language) ?? key
                return JSONMember(String(key.dropFirst("event.".count)), .string(title))
            }
        )
    }

    /// The money that is counted piece by piece, in the order it is asked for.
    ///
    /// Each coin and note with its emissions and the days on which they are legal tender.
    func tender() -> [JSONValue] {
        Set(Tender.rows.map { Denomination($0.kind, $0.value) }).sorted().map { kind in
            let rows = Tender.rows.filter { $0.kind == kind.kind && $0.value == kind.value }
            let title = texts.title(value: kind.kind.rawValue, in: CashKind.name, language)
            return [
                "key": .string(kind.key), "value": .integer(kind.value), "x-title": .string(title),
                "emissions": .array(rows.map(emission)),
            ]
        }
    }

    /// The keys of a map of money with their titles, in the order it is asked for.
    func kindsOfMoney() -> [JSONValue] {
        let kinds = Set(Tender.rows.map { Denomination($0.kind, $0.value) })
        let emissions = Set(Tender.rows.map(\.denomination))
        return kinds.union(emissions).sorted().map { money in
            let kind = texts.title(value: money.kind.rawValue, in: CashKind.name, language)
            let year = money.emissionYear.map { " (\($0))" } ?? ""
            let title = "\(kind) \(Civil.rupiah(money.value, language))\(year)"
            return ["const": .string(money.key), "x-title": .string(title)]
        }
    }

    private func emission(_ row: TenderRow) -> JSONValue {
        var members = [JSONMember("key", .string(row.denomination.key))]
        if let day = row.from { members.append(JSONMember("from", .string(day.description))) }
        if let day = row.lastDay { members.append(JSONMember("until", .string(day.description))) }
        return .object(members)
    }
}
