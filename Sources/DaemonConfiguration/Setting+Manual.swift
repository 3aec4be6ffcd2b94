// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Setting {
    /// What the key is for, in one sentence of the manual; nil for a key without one.
    package var meaning: (indonesian: String, english: String)? { Setting.meanings[name] }

    /// When a change acts, as the manual says it.
    package var effect: (indonesian: String, english: String) {
        switch change {
        case .reload: ("berlaku sesudah config reload", "config reload applies it")
        case .restart: ("perlu mulai ulang", "needs a restart")
        case .initialisation: ("dibaca peksosd init saja", "read by peksosd init only")
        }
    }

    /// Texts by name; a test finds every key in it.
    private static let meanings: [String: (indonesian: String, english: String)] =
        places.merging(bounds) { first, _ in first }.merging(alarms) { first, _ in first }

    private static let places: [String: (indonesian: String, english: String)] = [
        "office.name": ("Kepala laporan.", "Heads the reports."),
        "office.language": ("Bahasa untuk orang.", "Language of human text."),
        "store.directory": ("Tempat log, kunci dan tampilan.", "Where log, keys and views are."),
        "store.logMapGiB": ("Ruang alamat log, bukan disk.", "Address space of the log, not disk."),
        "store.viewsMapGiB": ("Ruang alamat tampilan.", "Address space of the views."),
        "store.keyringMapMiB": ("Ruang alamat kunci.", "Address space of the keyring."),
        "store.stateDirectory": (
            "Tanda peksosd yang berjalan, di tmpfs; tanpa ini tampilan dibangun ulang.",
            "Marks of the running daemon, on tmpfs; without it views are rebuilt."
        ),
        "store.maxReaders": (
            "Tempat pembaca LMDB; lebih dari limits.connections + 64.",
            "Reader slots of LMDB; more than limits.connections + 64."
        ),
        "keys.credential": (
            "Nama berkas kunci induk di $CREDENTIALS_DIRECTORY.",
            "Name of the master key's file in $CREDENTIALS_DIRECTORY."
        ),
        "keys.file": (
            "Berkas kunci induk bila tanpa credential: 32 bita, modus 0400.",
            "The master key's file without a credential: 32 bytes, mode 0400."
        ),
        "access.bootstrapAdministrators": (
            "Operator dan uid yang menjadi administrator pertama.",
            "Operators and uids that become the first administrators."
        ),
        "socket.path": (
            "Soket; dipakai bila systemd tidak memberi soket.",
            "The socket; used when systemd passes none."
        ),
        "socket.group": ("Grup yang boleh tersambung.", "The group that may connect."),
        "backup.directory": ("Tempat cadangan; sebaiknya disk lain.", "Where backups go."),
    ]

    private static let bounds: [String: (indonesian: String, english: String)] = [
        "limits.connections": ("Sambungan semuanya.", "Connections in all."),
        "limits.connectionsPerUid": ("Sambungan satu uid.", "Connections of one uid."),
        "limits.inFlight": ("Permintaan berjalan sesambungan.", "Requests under way on one."),
        "limits.idleSeconds": ("Detik diam sebelum diputus.", "Idle seconds before the end."),
        "limits.lineSeconds": ("Detik untuk satu baris.", "Seconds for a started line."),
        "limits.writeSeconds": (
            "Detik klien boleh tidak membaca.", "Seconds a client may leave replies unread."
        ),
        "limits.outputMiB": ("Jawaban tertahan sesambungan.", "Replies kept for a connection."),
        "limits.subscriptions": ("Langganan sesambungan.", "Subscriptions of a connection."),
        "queries.threads": ("Utas penjawab pertanyaan.", "Threads that answer queries."),
        "queries.seconds": ("Batas detik satu pertanyaan.", "Seconds a query may take."),
        "queries.reportSeconds": ("Batas detik satu laporan.", "Seconds a report may take."),
        "queries.asOfConcurrent": (
            "Jawaban masa lalu sekaligus.", "Answers folded from the log at a time."
        ),
        "writer.inboxCommands": ("Antrean perintah.", "Commands that may wait."),
        "writer.inboxMiB": ("Antrean perintah dalam MiB.", "MiB of commands that may wait."),
        "writer.batchCommands": ("Perintah satu commit.", "Commands of one commit."),
        "writer.batchMiB": ("MiB satu commit.", "MiB of one commit."),
        "reports.suppressBelow": (
            "Sel laporan di bawah angka ini disembunyikan.",
            "Cells of reports below this number are suppressed."
        ),
        "testing.mapSizeMiB": ("Hanya latihan: peta kecil.", "Training only: small maps."),
        "testing.crashCommand": (
            "Hanya latihan: metode yang menghentikan peksosd.",
            "Training only: a method that stops the daemon."
        ),
        "testing.deprecationsAreErrors": (
            "Hanya latihan: metode usang ditolak.", "Training only: deprecated methods fail."
        ),
    ]

    private static let alarms: [String: (indonesian: String, english: String)] = [
        "store.warnMiB": ("Ruang disk yang diperingatkan.", "Free disk space that warns."),
        "store.warnMapPercent": ("Isi peta yang diperingatkan.", "Use of a map that warns."),
        "store.stopMiB": (
            "Ruang disk di bawah ini: perintah biasa ditolak.",
            "Free disk space below which ordinary commands are refused."
        ),
        "store.stopMapPercent": (
            "Isi peta di atas ini: perintah biasa ditolak.",
            "Use of a map above which ordinary commands are refused."
        ),
        "store.reserveMiB": (
            "Ruang disk di bawah ini: tidak ada yang ditulis.",
            "Free disk space below which nothing is written."
        ),
        "projections.warnLagMinutes": (
            "Ketinggalan proyeksi berkala yang diperingatkan.",
            "Lag of a scheduled projection that warns."
        ),
        "backup.keepDays": ("Cadangan harian yang disimpan.", "Daily copies that are kept."),
        "backup.keepWeeks": ("Cadangan mingguan yang disimpan.", "Weekly copies that are kept."),
        "backup.keepMonths": ("Cadangan bulanan yang disimpan.", "Monthly copies that are kept."),
        "backup.keyringKeepDays": (
            "Umur salinan kunci; 30 hari dijanjikan kepada yang dihapus.",
            "Days a copy of the keyring is kept; 30 is what erased persons are promised."
        ),
        "backup.warnHours": ("Umur cadangan yang diperingatkan.", "Age of a backup that warns."),
        "verify.warnDays": ("Umur pemeriksaan yang diperingatkan.", "Age of a check that warns."),
        "anchor.warnHours": ("Umur jangkar yang diperingatkan.", "Age of an anchor that warns."),
        "journal.level": ("Baris log paling ringan.", "The least important line logged."),
        "journal.slowMillis": (
            "Permintaan yang lebih lambat dicatat.", "Slower requests are logged."
        ),
    ]
}

extension Setting {
    /// What a value may be, `8 … 1024` or the words to choose from.
    package var range: String {
        switch field {
        case .integer(_, let range), .optionalInteger(_, let range):
            "\(range.lowerBound) … \(range.upperBound)"
        case .choice(_, let words): words.joined(separator: "|")
        case .text(_, let rule), .optionalText(_, let rule): rule.form
        case .optionalBoolean: "true|false"
        case .identities: "name: uid"
        }
    }
}

extension TextRule {
    fileprivate var form: String {
        switch self {
        case .characters(let count): "1 … \(count) characters"
        case .absolutePath, .socketPath: "/path"
        case .fileName: "file name"
        case .group: "group"
        case .method: "noun.verb"
        }
    }
}
