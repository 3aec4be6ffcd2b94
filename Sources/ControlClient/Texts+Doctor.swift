// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Texts of the doctor.

extension Text {
    static let doctorHeading = Text(
        "Pemeriksaan klien, mesin dan peksosd",
        "A look at client, machine and peksosd"
    )
    static let doctorTroubles = Text("Temuan: {0}", "Findings: {0}")
    /// What is looked at, by the words that scripts know.
    static let doctorChecks: [String: Text] = [
        "socket": Text("soket", "socket"), "group": Text("grup", "group"),
        "cache": Text("singgahan", "cache"), "terminal": Text("terminal", "terminal"),
        "zone": Text("zona waktu", "time zone"), "room": Text("ruang", "room"),
        "paper": Text("PDF", "PDF"), "swap": Text("memori tukar", "swap"),
        "identity": Text("operator", "operator"), "daemon": Text("peksosd", "peksosd"),
        "maps": Text("peta", "maps"), "projections": Text("proyeksi", "projections"),
        "readers": Text("pembaca", "readers"), "clock": Text("jam", "clock"),
        "backup": Text("cadangan", "backup"), "verify": Text("pemeriksaan", "verification"),
        "anchor": Text("jangkar", "anchor"), "masterKey": Text("kunci induk", "master key"),
        "log.verify": Text("catatan", "log"),
        "projection.verify": Text("isi proyeksi", "projections' content"),
    ]
    static let socketMissing = Text("Soket {0} tidak ada.", "The socket {0} does not exist.")
    static let socketThere = Text("{0} (modus {1}, grup {2})", "{0} (mode {1}, group {2})")
    static let socketOpen = Text(
        "{0} terbuka untuk semua pengguna (modus {1}).",
        "{0} is open to every user (mode {1})."
    )
    static let groupOfRoot = Text("Root tidak memerlukan grup.", "Root needs no group.")
    static let groupHeld = Text("Anda di grup {0}.", "You are in the group {0}.")
    static let groupAtNextLogin = Text(
        "Keanggotaan grup {0} baru berlaku sesudah masuk lagi.",
        "Membership of the group {0} takes effect when you log in again."
    )
    static let groupMissing = Text("Anda tidak di grup {0}.", "You are not in the group {0}.")
    static let cacheNowhere = Text(
        "Katalog tidak disimpan: HOME tidak ada.",
        "Catalogues are not kept: there is no HOME."
    )
    static let cacheWritable = Text("Katalog disimpan di {0}.", "Catalogues are kept in {0}.")
    static let cacheNotWritable = Text("{0} tidak dapat ditulis.", "{0} cannot be written.")
    static let terminalPlain = Text(
        "Tanpa warna dan tanpa pengubahan layar (TERM {0}).",
        "No colour, no redrawing (TERM {0})."
    )
    static let terminalFull = Text("{0}, UTF-8", "{0}, UTF-8")
    static let terminalNotUTF8 = Text(
        "{0}; locale bukan UTF-8, garis digambar dengan ASCII.",
        "{0}; the locale is not UTF-8, bars are drawn in ASCII."
    )
    static let zoneSame = Text("Jam mesin memakai WIB.", "The machine is on Jakarta time.")
    static let zoneOther = Text(
        "Mesin memakai {0}; peksosctl tetap menulis WIB.",
        "The machine is on {0}; peksosctl writes Jakarta time all the same."
    )
    static let roomUnknown = Text("Ruang bebas tidak diketahui.", "Free room is not known.")
    static let roomEnough = Text("{0} MiB bebas di {1}.", "{0} MiB free in {1}.")
    static let roomLow = Text(
        "Tinggal {0} MiB di {1}; laporan dapat gagal.",
        "Only {0} MiB left in {1}; reports may fail."
    )
    static let paperThere = Text("PDF dibuat oleh {0}.", "PDF is made by {0}.")
    static let paperMissing = Text(
        "weasyprint tidak ada: laporan tanpa PDF.",
        "weasyprint is missing: no PDF of reports."
    )
    static let swapSafe = Text(
        "Tidak ada memori tukar yang dapat dibaca dari diska.",
        "No swap that could be read from the disk."
    )
    static let swapPlain = Text(
        "Memori tukar tidak tersandi: {0}.",
        "Swap is not encrypted: {0}."
    )
    static let identityKnown = Text("Operator {0} (uid {1}).", "Operator {0} (uid {1}).")
    static let identityUnknown = Text(
        "uid {0} bukan operator kantor; administrator dapat mendaftarkannya.",
        "uid {0} is no operator of the office; an administrator can register it."
    )
    static let identityElsewhere = Text(
        "uid Anda {0}, tetapi peksosd melihat {1}: ada ruang nama pengguna di antaranya.",
        "Your uid is {0}, but peksosd sees {1}: a user namespace lies between."
    )
    static let daemonReady = Text("peksosd {0} siap.", "peksosd {0} is ready.")
    static let daemonOther = Text(
        "peksosd dalam keadaan {0} (sebab {1}).",
        "peksosd is {0} (reason {1})."
    )
    static let mapsFine = Text("Terpakai: {0}.", "Used: {0}.")
    static let mapsFull = Text(
        "Peta hampir penuh: {0}. Perbesar di peksosd.yaml.",
        "A map is nearly full: {0}. Enlarge it in peksosd.yaml."
    )
    static let projectionsFine = Text("{0} proyeksi mutakhir.", "{0} projections are current.")
    static let projectionsBehind = Text("Tertinggal: {0}.", "Behind: {0}.")
    static let projectionsWaiting = Text(
        "Menunggu jadwalnya: {0}.",
        "Waiting for their schedule: {0}."
    )
    static let readersFine = Text("Pembaca terbuka: {0}.", "Readers open: {0}.")
    static let readersOld = Text(
        "{0} pembaca terbuka, yang tertua sudah {1} menit menahan ruang.",
        "{0} readers open, the oldest has held room back for {1} minutes."
    )
    static let clockRight = Text(
        "Jam tidak di belakang peristiwa terbaru.",
        "The clock is not behind the newest event."
    )
    static let lastDone = Text("Terakhir {0}.", "Last on {0}.")
    static let neverDone = Text("Belum pernah.", "Never yet.")
    static let neverInTraining = Text(
        "Belum pernah; untuk latihan tidak perlu.",
        "Never yet; a training store needs none."
    )
    static let escrowNever = Text(
        "Bagian kertas belum pernah diuji.",
        "The shares on paper were never proved."
    )
    static let checkSound = Text("Diperiksa menyeluruh: baik.", "Checked thoroughly: sound.")
    static let checkFound = Text(
        "Pemeriksaan menemukan masalah.",
        "The check found problems."
    )
}
