// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// A text of the renderer's own in both languages.
struct Wording {
    private let indonesian: String
    private let english: String

    private init(_ indonesian: String, _ english: String) {
        self.indonesian = indonesian
        self.english = english
    }

    func pick(_ language: Language) -> String { language.pick(indonesian, english) }

    static func yesNo(_ flag: Bool, _ language: Language) -> String {
        flag ? language.pick("ya", "yes") : language.pick("tidak", "no")
    }

    /// Runs across every page of a training store, in either language.
    static let watermark = "LATIHAN"
    static let training = Wording("LATIHAN", "TRAINING")
    static let days = Wording("hari", "days")
    static let page = Wording("Hal.", "Page")
    static let asOf = Wording("Per", "As of")
    static let position = Wording("posisi", "position")
    static let store = Wording("Penyimpanan", "Store")
    static let total = Wording("Jumlah", "Total")
    static let checks = Wording("Pemeriksaan", "Checks")
    static let statement = Wording("Pernyataan", "Statement")
    static let left = Wording("Sisi kiri", "Left side")
    static let right = Wording("Sisi kanan", "Right side")
    static let result = Wording("Hasil", "Result")
    static let holds = Wording("cocok", "holds")
    static let fails = Wording("tidak cocok, selisih", "does not hold, off by")
    static let good = Wording("baik", "good")
    static let attention = Wording("perlu perhatian", "needs attention")
    static let nameAndDate = Wording("Nama, tanggal, tanda tangan", "Name, date, signature")
    static let limit = Wording("batas", "limit")
    static let ofLimit = Wording("dari batas", "of the limit of")
    static let noRows = Wording("(kosong)", "(none)")
    static let seal = Wording("Sidik dan jangkar", "Digest and anchor")
    static let verify = Wording(
        "Lembar ini dapat dicocokkan dengan buku kantor kapan saja dengan perintah:",
        "This sheet can be compared with the office's books at any time by the command:"
    )
    static let file = Wording("BERKAS", "FILE")
    private static let fewer = Wording(
        "Jumlah di bawah batas tidak ditampilkan, agar tidak ada orang yang dikenali.",
        "Counts below the limit are not shown, so that nobody can be recognised."
    )
    private static let fewerAndMore = Wording(
        "Tidak ditampilkan, agar tidak ada orang yang dikenali: jumlah yang lebih kecil dari",
        "Not shown, so that nobody can be recognised: a count that is smaller than"
    )
    private static let orBetraying = Wording(
        "atau yang darinya jumlah sekecil itu dapat dihitung.",
        "or one from which such a count could be worked out."
    )

    /// What the sign for hidden counts means in a report.
    static func hidden(in report: Report) -> String {
        let limit = "<\(report.threshold)"
        guard report.hiddenSign != limit else {
            return "\(limit): \(fewer.pick(report.language))"
        }
        return "\(report.hiddenSign): \(fewerAndMore.pick(report.language)) \(report.threshold), "
            + orBetraying.pick(report.language)
    }

    static let notSealed = Wording(
        "Keadaan saat laporan ini dibuat, di luar sidik.",
        "How things were when this report was made; the digest does not cover it."
    )
    static let notDrawn = Wording("Gambar tidak dibuat:", "The picture is not drawn:")
    static let flowOff = Wording("masuk dan keluar berbeda pada", "in and out differ at")

    private static let audiences: [String: Wording] = [
        "donor": Wording("untuk donatur dan warga", "for donors and the neighbourhood"),
        "internal": Wording("untuk kalangan kantor", "for the office itself"),
        "official": Wording("untuk dinas dan pejabat", "for officials"),
        "team": Wording("untuk tim dan pengawasnya", "for the team and its supervisor"),
        "public": Wording("untuk umum", "for the public"),
        "subject": Wording("untuk yang bersangkutan", "for the person concerned"),
    ]

    static func audience(_ code: String, _ language: Language) -> String {
        audiences[code]?.pick(language) ?? code
    }

    /// Short forms of the trade, spelled out where a report first uses them.
    static let abbreviations: [String: String] = [
        "STR": "Surat Tanda Registrasi",
        "SIPPS": "Surat Izin Praktik Pekerja Sosial",
        "BAST": "Berita Acara Serah Terima",
    ]
}
