// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// A call that is known to work, for the catalogue.
package struct Example: Sendable {
    /// `noun.verb`.
    package let method: String
    /// What it shows, in English.
    package let name: String
    /// The params as they are sent.
    package let params: JSONValue

    /// An example of a method, its name and its params.
    package init(_ method: String, _ name: String, _ params: JSONValue) {
        self.method = method
        self.name = name
        self.params = params
    }
}

extension Example {
    /// One drive and one case of an invented office, in order: each works after those before it.
    ///
    /// It needs operators: `ratna` (coordinator), `bayu` (treasurer), `lestari` (storekeeper),
    /// `damar` (worker) and `intan` (supervisor).
    package static let story =
        people + drive + money + goods + books + casework + clients
        + profession + programmes + society + reports

    private static let people: [Example] = [
        Example(
            "organisation.register",
            "the office itself",
            [
                "name": "Lembaga Titian Rekaan", "kinds": ["lks"], "area": "34",
                "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "organisation.register",
            "a school",
            [
                "name": "SDN Rekaan Sleman", "kinds": ["school"], "area": "34.04",
                "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "organisation.register",
            "a shop",
            [
                "name": "Toko Rekaan", "kinds": ["company"], "area": "34.71",
                "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "contact.register",
            "a headteacher",
            [
                "name": "Guru Rekaan", "function": "kepala sekolah",
                "phone": "0274512345", "birthDate": "1975-03-09",
                "organisation": "LMB-2026-0002", "occurredOn": "2026-05-04",
            ]
        ),
        Example(
            "place.register",
            "a market",
            [
                "place": "P-SLM", "name": "Pasar Rekaan", "area": "34.04", "kind": "market",
                "occurredOn": "2026-05-04",
            ]
        ),
    ]

    private static let drive: [Example] = [
        Example(
            "drive.plan",
            "two cities",
            [
                "drive": "BACA-2026", "name": "Koin Baca 2026",
                "purpose": "buku tulis untuk tahun ajaran baru", "categories": ["stationery"],
                "areas": ["34.04", "34.71"], "from": "2026-07-01", "to": "2026-09-30",
                "organiser": "LMB-2026-0001", "occurredOn": "2026-05-05",
            ]
        ),
        Example(
            "drive.recordPermit",
            "of the governor",
            [
                "drive": "BACA-2026", "authority": "governor", "number": "PUB/34/2026",
                "issuedOn": "2026-06-15", "areas": ["34.04", "34.71"], "from": "2026-07-01",
                "to": "2026-09-30", "occurredOn": "2026-06-15",
            ]
        ),
        Example(
            "drive.start",
            "on the first day",
            [
                "drive": "BACA-2026", "occurredOn": "2026-07-01",
            ]
        ),
        Example("box.register", "a new box", ["box": "SLM-01", "occurredOn": "2026-06-20"]),
        Example(
            "box.seal",
            "empty and sealed",
            [
                "box": "SLM-01", "seal": "S-4101", "occurredOn": "2026-07-01",
            ]
        ),
        Example(
            "box.deploy",
            "at a market",
            [
                "box": "SLM-01", "drive": "BACA-2026", "place": "P-SLM", "occurredOn": "2026-07-02",
            ]
        ),
        Example(
            "box.retrieve",
            "seal intact",
            [
                "box": "SLM-01", "seal": "S-4101", "sealIntact": true, "occurredOn": "2026-08-15",
            ]
        ),
    ]

    private static let money: [Example] = [
        Example(
            "count.open",
            "two counters",
            [
                "box": "SLM-01", "seal": "S-4101", "counters": ["damar", "intan"],
                "unrelated": true, "occurredOn": "2026-08-16",
            ]
        ),
        Example("count.record", "the first pass", pass(of: "damar")),
        Example("count.record", "the second pass", pass(of: "intan")),
        Example(
            "count.confirm",
            "both agree",
            [
                "count": "HTG-2026-0001", "occurredOn": "2026-08-16",
            ]
        ),
        Example(
            "fund.depositCash",
            "one count",
            [
                "fund": "BACA-2026", "counts": ["HTG-2026-0001"], "bankAmount": 390_000,
                "slip": "0512", "occurredOn": "2026-08-18",
            ]
        ),
        Example(
            "fund.payExpense",
            "seals and transport",
            [
                "fund": "BACA-2026", "kind": "fundraising", "receiptNumber": "KW-17",
                "amount": 25_000, "memo": "segel dan angkutan", "occurredOn": "2026-08-19",
            ]
        ),
    ]

    private static func pass(of counter: String) -> JSONValue {
        [
            "count": "HTG-2026-0001", "counter": .string(counter),
            "pieces": ["1000": 200, "500": 300, "200": 150, "100": 100],
            "occurredOn": "2026-08-16",
        ]
    }

    private static let goods: [Example] = [
        Example(
            "item.define",
            "an exercise book",
            [
                "item": "BUKU", "name": "Buku tulis", "category": "stationery", "unit": "buah",
                "minimum": 5, "occurredOn": "2026-08-19",
            ]
        ),
        Example(
            "stock.openLocation",
            "the store room",
            [
                "location": "GUDANG", "name": "Gudang kantor", "place": "P-SLM",
                "occurredOn": "2026-08-19",
            ]
        ),
        Example(
            "purchase.request",
            "forty books",
            [
                "fund": "BACA-2026", "vendor": "LMB-2026-0003",
                "lines": [["item": "BUKU", "quantity": 40, "unitPrice": 2500]],
                "occurredOn": "2026-08-20",
            ]
        ),
        Example(
            "purchase.approve",
            "by the supervisor",
            [
                "purchase": "BLI-2026-0001", "occurredOn": "2026-08-20",
            ]
        ),
        Example(
            "purchase.receive",
            "all of it",
            [
                "purchase": "BLI-2026-0001", "location": "GUDANG",
                "lines": [["item": "BUKU", "quantity": 40]], "occurredOn": "2026-08-21",
            ]
        ),
        Example(
            "purchase.pay",
            "from the bank",
            [
                "purchase": "BLI-2026-0001", "receiptNumber": "N-204", "total": 100_000,
                "occurredOn": "2026-08-21",
            ]
        ),
        Example(
            "beneficiary.register",
            "a pupil",
            [
                "name": "Murid Rekaan", "birthYear": 2017, "school": "LMB-2026-0002",
                "pupilNumber": "0170001234", "occurredOn": "2026-08-22",
            ]
        ),
        Example(
            "distribution.plan",
            "at a school",
            [
                "fund": "BACA-2026", "place": "P-SLM", "school": "LMB-2026-0002",
                "location": "GUDANG", "scheduledOn": "2026-08-25",
                "lines": [["item": "BUKU", "quantity": 5]], "occurredOn": "2026-08-22",
            ]
        ),
        Example(
            "distribution.load",
            "what was planned",
            [
                "distribution": "SLR-2026-0001", "lines": [["item": "BUKU", "quantity": 5]],
                "occurredOn": "2026-08-25",
            ]
        ),
        Example(
            "distribution.handOver",
            "to a pupil",
            [
                "distribution": "SLR-2026-0001", "recipientKind": "pupil",
                "beneficiary": "PMN-2026-0001", "lines": [["item": "BUKU", "quantity": 5]],
                "ackBy": "KTK-2026-0001", "ackRelation": "teacher", "ackMethod": "signature",
                "witness": "intan", "occurredOn": "2026-08-25",
            ]
        ),
        Example(
            "distribution.complete",
            "nothing left",
            [
                "distribution": "SLR-2026-0001", "occurredOn": "2026-08-25",
            ]
        ),
    ]

    private static let books: [Example] = [
        Example("drive.list", "all drives", [:]),
        Example("drive.permits", "one drive", ["drive": "BACA-2026"]),
        Example("drive.balances", "one drive", ["drive": "BACA-2026"]),
        Example("box.list", "of a drive", ["drive": "BACA-2026"]),
        Example("count.list", "of a drive", ["drive": "BACA-2026"]),
        Example("count.show", "one count", ["count": "HTG-2026-0001"]),
        Example("count.byDenomination", "of a drive", ["drive": "BACA-2026"]),
        Example("fund.list", "all funds", [:]),
        Example("fund.ledger", "as of a date", ["fund": "BACA-2026", "until": "2026-08-31"]),
        Example("fund.accountability", "one fund", ["fund": "BACA-2026"]),
        Example(
            "fund.journal",
            "two months",
            [
                "fund": "BACA-2026", "from": "2026-07-01", "until": "2026-08-31",
            ]
        ),
        Example("ledger.trialBalance", "one fund", ["fund": "BACA-2026"]),
        Example("ledger.export", "for hledger", ["fund": "BACA-2026", "reason": "audit"]),
        Example("item.list", "all items", [:]),
        Example("stock.list", "one room", ["location": "GUDANG"]),
        Example(
            "stock.card",
            "one item",
            [
                "location": "GUDANG", "fund": "BACA-2026", "item": "BUKU",
            ]
        ),
        Example("purchase.list", "of a fund", ["fund": "BACA-2026"]),
        Example("purchase.show", "one purchase", ["purchase": "BLI-2026-0001"]),
        Example("distribution.list", "of a fund", ["fund": "BACA-2026"]),
        Example("distribution.show", "one distribution", ["distribution": "SLR-2026-0001"]),
        Example("distribution.assistance", "one pupil", ["beneficiary": "PMN-2026-0001"]),
        Example("beneficiary.find", "by name", ["name": "Rekaan", "reason": "cek penerima"]),
    ]
}

extension CatalogueBuilder {
    /// The examples of a method as OpenRPC writes them; `nil` when there is none.
    func examples(of method: String) -> JSONMember? {
        let found = Example.story.filter { $0.method == method }
        guard !found.isEmpty else { return nil }
        let values = found.map { example -> JSONValue in
            let params = (example.params.members ?? []).map { param -> JSONValue in
                ["name": .string(param.name), "value": param.value]
            }
            return ["name": .string(example.name), "params": .array(params)]
        }
        return JSONMember("examples", .array(values))
    }
}
