// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

// Reports
extension Text {
    static let noRenderer = Text(
        "Program pembuat laporan tidak dapat dijalankan: {0}",
        "The program that draws reports cannot be run: {0}"
    )
    static let notRendered = Text(
        "Laporan tidak dapat dibuat: {0}",
        "The report cannot be drawn: {0}"
    )
    static let noWeasyprint = Text(
        "Untuk PDF diperlukan weasyprint, yang tidak ada di sini. Atau tulis .html dan cetak dari "
            + "peramban.",
        "A PDF needs weasyprint, which is not here. Or write .html and print it from a browser."
    )
    static let onlyIntoFile = Text(
        "{0}: hanya ke berkas. Tulis -O NAMA.html.",
        "{0}: into a file only. Write -O NAME.html."
    )
    static let chooseTable = Text(
        "Laporan ini punya beberapa tabel: pilih dengan --table, atau tulis semua dengan -O MAP/. "
            + "Tabel: {0}",
        "This report has several tables: choose with --table, or write all with -O FOLDER/. "
            + "Tables: {0}"
    )
}

// Comparing a report with the books
extension Text {
    static let notAReport = Text(
        "{0} bukan laporan peksos (.html atau .json).",
        "{0} is no report of peksos (.html or .json)."
    )
    static let notVisible = Text(
        "{0} tidak ada atau tidak terlihat oleh peran Anda.",
        "{0} does not exist or is not visible to your roles."
    )
    static let verifyStore = Text("penyimpanan", "store")
    static let verifyPosition = Text("posisi", "position")
    static let verifyAnchor = Text("jangkar", "anchor")
    static let verifyDigest = Text("sidik", "digest")
    static let verifyBytes = Text("isi berkas", "bytes")
    static let verifyErased = Text("data pribadi dihapus sejak itu", "personal cells erased since")
    static let equal = Text("sama", "equal")
    static let different = Text("BERBEDA", "DIFFERENT")
    static let notComparable = Text("tidak dapat dibandingkan", "not comparable")
}
