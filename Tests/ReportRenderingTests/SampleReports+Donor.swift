// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

extension SampleReports {
    /// What donors read about a drive: money in, goods out.
    static func donor(_ language: Language) -> JSONValue {
        func say(_ indonesian: String, _ english: String) -> String {
            language.pick(indonesian, english)
        }
        return report(
            "report.khasAccountability",
            language,
            title: say("Koin Harapan Anak Sekolah 2016", "Coins of Hope for School Children 2016"),
            subtitle: say(
                "Pertanggungjawaban, 1 Jun 2016 sampai 31 Agu 2016",
                "Accountability, 1 Jun 2016 to 31 Aug 2016"
            ),
            isTraining: true,
            suppressed: 1,
            [
                paragraph(
                    say(
                        "Terkumpul Rp1.444.000 dari 5 kotak di 4 tempat. Rp1.190.000 sudah menjadi "
                            + "barang di tangan anak-anak, Rp50.000 masih stok, Rp83.500 di bank, "
                            + "biaya Rp120.000 (8,3 %, batas 10 %).",
                        "Rp1,444,000 came from 5 boxes at 4 places. Rp1,190,000 has become goods in "
                            + "children's hands, Rp50,000 is in stock, Rp83,500 in the bank, cost "
                            + "Rp120,000 (8.3 %, limit 10 %)."
                    )
                ),
                facts(
                    fact(say("Izin", "Permit"), "PUB/31/2016"),
                    fact(say("Berlaku sampai", "Valid until"), "2016-08-31", "date"),
                    fact(say("Terkumpul", "Collected"), 1_444_000, "rupiah"),
                    fact(say("Biaya penggalangan", "Cost"), 831, "percentX100", mark: "good"),
                    fact(say("Laporan terlambat", "Report late"), 3, "days", mark: "warn")
                ),
                heading(say("Terkumpul", "Collected")),
                chart(
                    "bars",
                    "denominations",
                    ["value"],
                    say("Koin menurut pecahan", "Coins by denomination"),
                    say("Koin 1.000 bernilai paling banyak.", "Coins of 1,000 are worth most."),
                    ["label": "denomination", "count": "pieces"]
                ),
                table(
                    "denominations",
                    say("Menurut pecahan", "By denomination"),
                    [
                        "denomination|\(say("Pecahan", "Denomination"))|denomination",
                        "pieces|\(say("Keping", "Pieces"))|integer",
                        "value|\(say("Nilai", "Value"))|rupiah",
                    ],
                    [
                        [100, 1_140, 114_000], [200, 550, 110_000], [500, 1_240, 620_000],
                        [1_000, 600, 600_000],
                    ],
                    total: [nil, 3_530, 1_444_000]
                ),
                chart(
                    "gauge",
                    "cost",
                    ["share"],
                    say("Biaya terhadap batasnya", "Cost against its limit"),
                    say("Biaya 8,3 % dari batas 10 %.", "Cost is 8.3 % of the limit of 10 %."),
                    ["label": "name", "value": "share", "limit": "limit"]
                ),
                table(
                    "cost",
                    say("Biaya penggalangan", "Fundraising cost"),
                    [
                        "name|\(say("Biaya", "Cost"))|text",
                        "share|\(say("Bagian", "Share"))|percentX100",
                        "limit|\(say("Batas", "Limit"))|percentX100",
                    ],
                    [
                        .array([
                            .string(say("Segel, cetak, angkutan", "Seals, print, carriage")), 831,
                            1_000,
                        ])
                    ]
                ),
                heading(say("Dibagikan", "Given")),
                chart(
                    "stackedBars",
                    "given",
                    ["book", "bag", "uniform"],
                    say("Nilai barang menurut tempat", "Value of goods by place"),
                    say(
                        "Bandung dan Tasikmalaya menerima paling banyak.",
                        "Bandung and Tasikmalaya received most."
                    ),
                    ["label": "place"]
                ),
                table(
                    "given",
                    say("BAST menurut tempat", "Hand-overs (BAST) by place"),
                    [
                        "place|\(say("Tempat", "Place"))|text",
                        "book|\(say("Buku", "Notebooks"))|rupiah",
                        "bag|\(say("Tas", "Bags"))|rupiah",
                        "uniform|\(say("Seragam", "Uniforms"))|rupiah",
                        "pupils|\(say("Murid", "Pupils"))|integer",
                    ],
                    [
                        ["Cimahi", 150_000, 85_000, 0, 30], ["Bandung", 250_000, 110_000, 0, 50],
                        ["Sumedang", 150_000, 85_000, 0, ["suppressed": true]],
                        ["Tasikmalaya", 200_000, 60_000, 100_000, 40],
                    ],
                    total: [nil, 750_000, 340_000, 100_000, ["suppressed": true]]
                ),
                chart(
                    "flow",
                    "flow",
                    ["value"],
                    say("Dari koin menjadi barang", "From coins to goods"),
                    say(
                        "Dari Rp1.444.000, Rp1.240.000 menjadi barang.",
                        "Of Rp1,444,000, Rp1,240,000 became goods."
                    )
                ),
                flowTable(language),
                .object([
                    JSONMember("kind", "checks"),
                    JSONMember(
                        "rows",
                        [
                            [
                                "key": "a", "ok": true, "type": "rupiah",
                                "left": 1_444_000, "right": 1_444_000,
                                "text": .string(
                                    say("Terkumpul = terpakai + sisa", "Collected = used + left")
                                ),
                            ],
                            [
                                "key": "b", "ok": false, "type": "rupiah", "left": 1_240_000,
                                "right": 1_239_500,
                                "text": .string(
                                    say("Dibeli = dibagikan + stok", "Bought = given + stock")
                                ),
                            ],
                            [
                                "key": "c", "ok": true, "type": "integer", "left": 1_005,
                                "right": 1_005,
                                "text": .string(
                                    say("Kotak dipasang = dihitung", "Boxes put up = counted")
                                ),
                            ],
                            [
                                "key": "d", "ok": true, "type": "date", "left": "2016-08-15",
                                "right": "2016-08-31",
                                "text": .string(
                                    say("Dilaporkan sebelum batas", "Reported before the deadline")
                                ),
                            ],
                        ]
                    ),
                ]),
                ["kind": "pageBreak"],
                heading(say("Tanda tangan", "Signatures")),
                [
                    "kind": "signatures",
                    "rows": [
                        ["role": "treasurer", "label": .string(say("Bendahara", "Treasurer"))],
                        [
                            "role": "coordinator",
                            "label": .string(say("Koordinator", "Coordinator")),
                        ],
                        [
                            "role": "witness",
                            "label": .string(say("Saksi dari luar", "Outside witness")),
                        ],
                    ],
                ],
                paragraph(
                    say(
                        "Keluhan: papan pengumuman kantor, setiap hari kerja.",
                        "Complaints: the office's notice board, every working day."
                    )
                ),
            ]
        )
    }

    private static func flowTable(_ language: Language) -> JSONValue {
        let names: [String: String] = [
            "cash": language.pick("Terhitung", "Counted"),
            "goods": language.pick("Barang", "Goods"),
            "cost": language.pick("Biaya", "Cost"), "bank": "Bank",
            "difference": language.pick("Selisih bank", "Bank difference"),
            "book": language.pick("Buku tulis", "Notebooks"), "bag": language.pick("Tas", "Bags"),
            "uniform": language.pick("Seragam", "Uniforms"),
            "stock": language.pick("Stok", "Stock"),
        ]
        let links: [(String, String, Int64)] = [
            ("Cimahi", "cash", 557_000), ("Bandung", "cash", 519_500),
            ("Sumedang", "cash", 161_500),
            ("Tasikmalaya", "cash", 206_000), ("cash", "goods", 1_240_000),
            ("cash", "cost", 120_000),
            ("cash", "bank", 83_500), ("cash", "difference", 500), ("goods", "book", 750_000),
            ("goods", "bag", 340_000), ("goods", "uniform", 150_000), ("book", "Cimahi.", 150_000),
            ("book", "Bandung.", 250_000), ("book", "Sumedang.", 150_000),
            ("book", "Tasikmalaya.", 200_000), ("bag", "Cimahi.", 85_000),
            ("bag", "Bandung.", 110_000),
            ("bag", "Sumedang.", 85_000), ("bag", "Tasikmalaya.", 60_000),
            ("uniform", "Tasikmalaya.", 100_000), ("uniform", "stock", 50_000),
        ]
        return table(
            "flow",
            language.pick("Arus uang dan barang", "Flow of money and goods"),
            [
                "from|\(language.pick("Kode asal", "From code"))|id",
                "to|\(language.pick("Kode tujuan", "To code"))|id",
                "fromLabel|\(language.pick("Dari", "From"))|text",
                "toLabel|\(language.pick("Ke", "To"))|text",
                "value|\(language.pick("Nilai", "Value"))|rupiah",
            ],
            links.map { from, to, value in
                let labels = [from, to].map { key -> JSONValue in
                    .string(names[key] ?? (key.hasSuffix(".") ? String(key.dropLast()) : key))
                }
                return .array([.string(from), .string(to), labels[0], labels[1], .integer(value)])
            }
        )
    }
}
