// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

extension SampleReports {
    /// What a supervisor reads, with the remaining kinds of chart.
    static func caseload(_ language: Language) -> JSONValue {
        func say(_ indonesian: String, _ english: String) -> String {
            language.pick(indonesian, english)
        }
        let months = (0..<12).map { month -> JSONValue in
            let number = (month + 5) % 12 + 1
            let name = "\(month < 7 ? 2025 : 2026)-\(number < 10 ? "0" : "")\(number)"
            // A month without counts is a gap.
            let opened: JSONValue = month == 4 ? nil : .integer(Int64(8 + month * 7 % 11))
            return .array([.string(name), opened, .integer(Int64(10 + month * 5 % 9))])
        }
        let areas = (1...38).map { number -> JSONValue in
            let code = "35.\(number < 10 ? "0" : "")\(number)"
            return .array([
                .string(code), .string("Kabupaten Rekaan \(number)"),
                .integer(Int64(number * number % 83)),
            ])
        }
        return report(
            "report.caseload",
            language,
            audience: "team",
            title: say("Beban kasus tim", "The team's caseload"),
            subtitle: say("Juni 2025 sampai Mei 2026", "June 2025 to May 2026"),
            [
                paragraph(
                    say(
                        "Tiga pekerja memegang 84 kasus; satu di atas batas dan enam kasus terlambat.",
                        "Three workers hold 84 cases; one is above the cap and six cases are overdue."
                    )
                ),
                heading(say("Menurut pekerja", "By worker")),
                chart(
                    "heat",
                    "workers",
                    ["high", "medium", "low", "overdue"],
                    say("Kasus menurut pekerja dan risiko", "Cases by worker and risk"),
                    say(
                        "PKS-2025-0007 memegang risiko tinggi terbanyak.",
                        "PKS-2025-0007 holds the most high risk."
                    ),
                    ["label": "worker", "limits": [1, 5, 10, 20]]
                ),
                table(
                    "workers",
                    say("Beban menurut pekerja", "Load by worker"),
                    [
                        "worker|\(say("Pekerja", "Worker"))|id",
                        "high|\(say("Risiko tinggi", "High risk"))|integer",
                        "medium|\(say("Risiko sedang", "Medium risk"))|integer",
                        "low|\(say("Risiko rendah", "Low risk"))|integer",
                        "overdue|\(say("Tindak lanjut terlambat", "Follow-ups overdue"))|integer",
                        "load|\(say("Satuan", "Units"))|integer",
                        "cap|\(say("Batas", "Cap"))|integer",
                        "contact|\(say("Kontak terlama", "Oldest contact"))|date",
                    ],
                    [
                        ["PKS-2025-0007", 12, 9, 4, 5, 28, 25, "2026-03-02"],
                        ["PKS-2025-0011", 3, 14, 11, 1, 22, 25, "2026-04-19"],
                        ["PKS-2025-0012", 1, 6, 24, 0, 17, 25, nil],
                    ],
                    total: [nil, 16, 29, 39, 6, 67, nil, nil],
                    more: [
                        JSONMember(
                            "groups",
                            [
                                ["label": .string(say("Kota", "Town")), "rows": 2],
                                ["label": .string(say("Kabupaten", "District")), "rows": 1],
                            ]
                        )
                    ]
                ),
                chart(
                    "gauge",
                    "workers",
                    ["load"],
                    say("Satuan kerja terhadap batas", "Units of work against the cap"),
                    say("Satu pekerja di atas batas.", "One worker is above the cap."),
                    ["label": "worker", "value": "load", "limit": "cap"]
                ),
                heading(say("Dua belas bulan", "Twelve months")),
                chart(
                    "line",
                    "months",
                    ["opened", "closed"],
                    say("Kasus dibuka dan ditutup", "Cases opened and closed"),
                    say("Yang dibuka melebihi yang ditutup.", "More were opened than closed."),
                    ["label": "month"]
                ),
                table(
                    "months",
                    say("Menurut bulan", "By month"),
                    [
                        "month|\(say("Bulan", "Month"))|month",
                        "opened|\(say("Dibuka", "Opened"))|integer",
                        "closed|\(say("Ditutup", "Closed"))|integer",
                    ],
                    months
                ),
                heading(say("Menurut wilayah", "By area"), level: 3),
                chart(
                    "tiles",
                    "areas",
                    ["cases"],
                    say("Kasus menurut kabupaten dan kota", "Cases by district"),
                    say("Tiga puluh delapan wilayah.", "Thirty-eight areas."),
                    ["code": "area", "value": "cases", "limits": [10, 25, 45, 65]]
                ),
                table(
                    "areas",
                    say("Wilayah", "Areas"),
                    [
                        "area|\(say("Kode", "Code"))|id", "name|\(say("Nama", "Name"))|text",
                        "cases|\(say("Kasus", "Cases"))|integer",
                    ],
                    areas
                ),
            ]
        )
    }
}
