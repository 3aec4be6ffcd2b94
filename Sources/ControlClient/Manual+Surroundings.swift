// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

// What every command shares: global flags, exit statuses, environment, files.
extension Manual {
    /// What a global flag does; every flag of ``Options/flags`` has an entry.
    static let flagMeanings: [String: (indonesian: String, english: String)] = [
        "act-as": (
            "bertindak sebagai operator lain (penyimpanan latihan)", "act as another (training)"
        ),
        "all-pages": ("semua halaman jawaban", "every page of the answer"),
        "as-of": ("keadaan pada tanggal atau posisi", "the state at a date or position"),
        "at-least": ("tunggu sampai posisi ini terbaca", "wait until this position is readable"),
        "backfilled": ("catatan lama yang baru dimasukkan", "an old record entered late"),
        "color": ("warna di terminal", "colours at a terminal"),
        "columns": ("kolom yang dicetak, berurutan", "columns to print, in this order"),
        "command-id": ("nomor perintah, agar aman diulang", "the command's id, to repeat safely"),
        "confirm": ("jawaban untuk tindakan berbahaya", "the answer to a dangerous act"),
        "csv-style": ("CSV untuk lembar kerja Indonesia", "CSV for Indonesian spreadsheets"),
        "cursor": ("lanjut dari halaman ini", "go on from this page"),
        "dry-run": ("coba saja, tanpa mencatat", "try it, record nothing"),
        "expected-version": ("hanya bila versi masih ini", "only while the version is this"),
        "fields": ("hanya minta kolom ini", "ask for these columns only"),
        "force": ("timpa berkas yang ada", "replace a file that exists"),
        "help": ("bantuan perintah ini", "help of this command"),
        "job-progress": ("kemajuan pekerjaan panjang", "progress of long jobs"),
        "lang": ("bahasa untuk orang", "language for people"),
        "limit": ("banyaknya baris sehalaman", "rows of a page"),
        "no-input": ("jangan bertanya", "never ask"),
        "no-pager": ("jangan memakai pager", "no pager"),
        "no-send": ("dengan --show-rpc: jangan kirim", "with --show-rpc: do not send"),
        "no-wait": ("jangan tunggu pekerjaan", "do not wait for the job"),
        "occurred-on": ("tanggal kejadian", "the day it happened"),
        "out-file": ("tulis ke berkas", "write to a file"),
        "output": ("bentuk jawaban", "format of the answer"),
        "paper": ("kertas laporan", "the paper of a report"),
        "params": ("isian sebagai JSON", "params as JSON"),
        "quiet": ("hanya nomor utama", "only the primary id"),
        "reason": ("alasan yang dicatat", "the reason that is recorded"),
        "show-rpc": ("tunjukkan baris yang dikirim", "show the lines that are sent"),
        "socket": ("soket peksosd", "the socket of peksosd"),
        "table": ("satu tabel laporan", "one table of a report"),
        "timeout": ("batas menunggu", "how long to wait"),
        "verbose": ("lebih banyak keterangan", "say more"),
        "watch": ("ulangi pertanyaan selama catatan bergerak", "ask again while the log moves"),
        "wait": ("tunggu pekerjaan selesai", "wait for the job"),
        "yes": ("setuju tanpa ditanya", "agree without being asked"),
    ]

    /// Whether the manual says what a global flag does.
    package static func explains(flag: String) -> Bool { flagMeanings[flag] != nil }

    /// What the exit statuses mean.
    static let exits: [(status: String, indonesian: String, english: String)] = [
        ("0", "selesai", "done"),
        ("1", "pemeriksaan menemukan masalah", "a check found problems"),
        ("2", "rusak (log verify, backup verify)", "damaged (log verify, backup verify)"),
        ("3", "sebagian: perlu mulai ulang, kunci tidak ada", "partly: restart or keys needed"),
        ("10", "tidak ada, atau tidak terlihat oleh Anda", "not found, or not visible to you"),
        ("11", "sudah berubah: baca lagi", "changed meanwhile: read again"),
        ("64", "salah pemakaian", "wrong usage"),
        ("65", "ditolak aturan kantor", "refused by the office's rules"),
        ("69", "tidak tersedia", "not available"),
        ("70", "galat di dalam, atau data rusak", "internal error, or corrupt data"),
        ("74", "disk atau penyimpanan penuh, galat baca-tulis", "I/O error, disk or store full"),
        ("75", "coba lagi, aman dengan nomor perintah sama", "try again with the same command id"),
        ("76", "protokol atau versi tidak cocok", "protocol or version"),
        ("77", "tidak berhak", "not permitted"),
        ("78", "setelan tidak sah", "configuration"),
        ("130", "dihentikan", "interrupted"),
        ("141", "pipa ditutup", "pipe closed"),
    ]

    private static let variables: [(name: String, indonesian: String, english: String)] = [
        ("PEKSOS_SOCKET", "seperti --socket", "as --socket"),
        ("PEKSOS_LANG", "seperti --lang", "as --lang"),
        ("PEKSOS_OUTPUT", "seperti --output", "as --output"),
        ("PEKSOS_COLOR, NO_COLOR", "seperti --color; tanpa warna", "as --color; no colours"),
        ("PEKSOS_PAGER, PAGER", "pager untuk jawaban panjang", "the pager of long answers"),
        ("LC_ALL, LC_MESSAGES, LANG", "bahasa bila id atau en", "the language when id or en"),
    ]

    private static let files: [(path: String, indonesian: String, english: String)] = [
        ("/run/peksosd/control.sock", "soket; hanya grup peksos", "the socket; group peksos only"),
        ("/etc/peksosd/client.yaml", "setelan klien semesin", "client settings of the machine"),
        ("$XDG_CONFIG_HOME/peksos/client.yaml", "setelan klien Anda", "your client settings"),
        ("$XDG_CACHE_HOME/peksos/", "katalog tersimpan", "cached catalogues"),
        ("$XDG_STATE_HOME/peksos/", "hitungan yang belum dikirim", "counts not yet sent"),
        ("/usr/share/peksos/catalogue.json", "katalog bawaan", "the catalogue that is shipped"),
    ]

    /// FLAGS, EXIT STATUS, ENVIRONMENT and FILES.
    func surroundings(_ page: inout ManualPage) {
        page.heading(pick("PILIHAN", "FLAGS"))
        for flag in Options.flags {
            let meaning = Manual.flagMeanings[flag.name].map { pick($0.indonesian, $0.english) }
            page.item(Options.typed(flag, language), meaning ?? "")
        }
        page.heading(pick("STATUS KELUAR", "EXIT STATUS"))
        for exit in Manual.exits { page.item(exit.status, pick(exit.indonesian, exit.english)) }
        page.heading(pick("LINGKUNGAN", "ENVIRONMENT"))
        for each in Manual.variables { page.item(each.name, pick(each.indonesian, each.english)) }
        page.heading(pick("BERKAS", "FILES"))
        for file in Manual.files { page.item(file.path, pick(file.indonesian, file.english)) }
    }
}
