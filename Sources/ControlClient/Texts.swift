// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol

/// A text of the client's own in both languages; `{0}`, `{1}` … stand for values.
///
/// Texts are properties, so a missing key or a missing language does not compile.
package struct Text: Sendable {
    let indonesian: String
    let english: String

    init(_ indonesian: String, _ english: String) {
        self.indonesian = indonesian
        self.english = english
    }

    /// The text with its values in place.
    package func filled(_ language: Language, _ values: [String] = []) -> String {
        let pattern = language == .id ? indonesian : english
        if values.isEmpty { return pattern }
        // Values are put in one pass, so that braces inside them stay as they are.
        var out = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{") {
            out += rest[..<open]
            let close = rest[open...].firstIndex(of: "}") ?? rest.index(before: rest.endIndex)
            let place = Int(rest[rest.index(after: open)..<close]) ?? 0
            out += values.indices.contains(place) ? values[place] : ""
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }
}

// Looks
extension Text {
    static let asIs = Text("{0}", "{0}")
    /// The first word of every output of a training store.
    package static let trainingMark = Text("LATIHAN", "TRAINING")
    static let yes = Text("ya", "yes")
    static let no = Text("tidak", "no")
    static let days = Text("{0} hari", "{0} days")
    static let overdue = Text("terlambat {0} hari", "{0} days late")
    static let today = Text("hari ini", "today")
    static let tomorrow = Text("besok", "tomorrow")
    static let inDays = Text("{0} hari lagi", "in {0} days")
    static let asOf = Text("per {0}", "as of {0}")
    static let position = Text("posisi {0}", "position {0}")
    static let rows = Text("{0} baris", "{0} rows")
    static let oneRow = Text("1 baris", "1 row")
    static let noRows = Text("(kosong)", "(none)")
    static let next = Text("Lanjut: peksosctl {0}", "Next: peksosctl {0}")
    static let hiddenColumns = Text(
        "Kolom tersembunyi: {0} (-o wide atau --columns)",
        "Hidden columns: {0} (-o wide or --columns)"
    )
    static let more = Text(
        "Masih ada baris berikutnya: --all-pages atau --cursor {0}",
        "More rows follow: --all-pages or --cursor {0}"
    )
    static let warning = Text("Perhatian: {0}", "Warning: {0}")
    static let replayed = Text("(sudah tercatat sebelumnya)", "(already recorded before)")
    static let dryRun = Text(
        "Uji coba, tidak ada yang dicatat",
        "Trial run, nothing was recorded"
    )
    static let wouldRecord = Text("akan mencatat {0}: {1}", "would record {0}: {1}")
    static let awaitsApproval = Text(
        "menunggu persetujuan {0}",
        "waits for approval {0}"
    )
}

// Usage
extension Text {
    static let didYouMean = Text("Mungkin maksud Anda: {0}", "Did you mean: {0}")
    static let unknownFlag = Text("Pilihan “{0}” tidak dikenal.", "Unknown flag “{0}”.")
    /// {0}: the words.
    package static let unknownCommand = Text(
        "Perintah “{0}” tidak dikenal.",
        "Unknown command “{0}”."
    )
    static let needsValue = Text("{0} memerlukan nilai.", "{0} needs a value.")
    static let givenTwice = Text("{0} diberikan dua kali.", "{0} is given twice.")
    static let tooManyWords = Text("Kata “{0}” berlebih.", "Unexpected word “{0}”.")
    static let needsBoolean = Text(
        "{0}: “{1}” bukan ya atau tidak.",
        "{0}: “{1}” is not yes or no."
    )
    static let needsInteger = Text(
        "{0}: “{1}” bukan bilangan bulat.",
        "{0}: “{1}” is not a whole number."
    )
    static let needsRupiah = Text(
        "{0}: “{1}” bukan jumlah rupiah bulat. Contoh: 1250500, 1.250.500, Rp1.250.500.",
        "{0}: “{1}” is not a whole amount of rupiah. Examples: 1250500, 1.250.500, Rp1.250.500."
    )
    static let needsDate = Text(
        "{0}: “{1}” bukan tanggal. Tulis TTTT-BB-HH, hari-ini, atau kemarin.",
        "{0}: “{1}” is not a date. Write YYYY-MM-DD, today or yesterday."
    )
    static let needsDuration = Text(
        "{0}: “{1}” bukan lama waktu 1ms sampai 10m. Contoh: 500ms, 30s, 2m.",
        "{0}: “{1}” is no duration from 1ms to 10m. Examples: 500ms, 30s, 2m."
    )
    /// {0}: the flag, {1}: the word.
    package static let needsPairs = Text(
        "{0}: “{1}” harus berbentuk nama=nilai,nama=nilai.",
        "{0}: “{1}” must be name=value,name=value."
    )
    /// {0}: the flag.
    package static let needsJSON = Text("{0}: bukan JSON yang sah.", "{0}: not valid JSON.")
    static let needsObject = Text("{0}: harus berupa objek JSON.", "{0}: must be a JSON object.")
    /// {0}: the flag, {1}: the word.
    package static let unknownChoice = Text(
        "{0}: “{1}” bukan pilihan yang ada.",
        "{0}: “{1}” is not a choice."
    )
    static let unknownField = Text("{0}: bagian “{1}” tidak dikenal.", "{0}: unknown field “{1}”.")
    /// {0}: where the bytes came from.
    package static let notUTF8 = Text("{0}: bukan teks UTF-8.", "{0}: not UTF-8 text.")
    /// {0}: the file.
    package static let notARegister = Text(
        "{0}: bukan daftar CSV: baris pertama nama kolom, lalu satu baris tiap orang.",
        "{0}: no CSV register: the names of the columns first, then one line each."
    )
    /// {0}: the line, {1}: what is wrong.
    package static let registerLine = Text("baris {0}: {1}", "line {0}: {1}")
    /// {0}: rows recorded, {1}: mistakes.
    package static let registerDone = Text(
        "{0} baris diambil alih, {1} kesalahan.",
        "{0} rows taken over, {1} mistakes."
    )
    /// {0}: the lines that are not recorded.
    package static let registerMissing = Text(
        "Berhenti: baris {0} belum diambil alih, yang lain sudah. Perbaiki atau kosongkan baris yang "
            + "salah tanpa menambah atau menghapus baris, lalu ulangi perintah yang sama: yang sudah "
            + "diambil alih tidak dicatat lagi.",
        "Stopped: lines {0} are not taken over yet, the others are. Correct or empty the wrong lines "
            + "without adding or removing any, then repeat the same command: what was taken over is "
            + "not recorded again."
    )
    /// Path and the system's words.
    package static let cannotRead = Text("Tidak dapat membaca {0}: {1}", "Cannot read {0}: {1}")
    static let personalOnCommandLine = Text(
        "{0} adalah data pribadi; baris perintah dapat dibaca orang lain. "
            + "Pakai {0} @berkas, {0} -, atau --params @berkas.",
        "{0} is personal data; others can read the command line. "
            + "Use {0} @file, {0} -, or --params @file."
    )
    static let personalInTraining = Text(
        "{0} berisi data pribadi; di luar latihan tulis {0} @berkas atau {0} -.",
        "{0} holds personal data; outside training write {0} @file or {0} -."
    )
    static let missingFlags = Text("Belum diisi: {0}", "Missing: {0}")
    static let commandsOnly = Text(
        "{0} hanya untuk perintah yang mencatat.",
        "{0} is only for commands that record."
    )
    static let queriesOnly = Text("{0} hanya untuk pertanyaan.", "{0} is only for queries.")
    static let unknownColumn = Text("Kolom “{0}” tidak ada.", "No column “{0}”.")
    static let seeCommands = Text("Semua perintah: peksosctl", "All commands: peksosctl")
    static let seeVerbs = Text(
        "Rincian: peksosctl {0} KATA --help",
        "Details: peksosctl {0} WORD --help"
    )
    static let asking = Text(
        "Isian yang belum ada ditanyakan; Ctrl-C berhenti, belum ada yang dikirim.",
        "What is missing is asked for; Ctrl-C stops, nothing was sent yet."
    )
    static let seeHelp = Text("Lihat: peksosctl {0} --help", "See: peksosctl {0} --help")
    static let badSetting = Text("{0}: setelan “{1}” tidak sah.", "{0}: invalid setting “{1}”.")
    /// {0}: the command.
}

// Talking to the daemon
extension Text {
    static let unreachable = Text(
        "peksosd tidak dapat dihubungi di {0}: {1}",
        "Cannot reach peksosd at {0}: {1}"
    )
    static let unreachableDenied = Text(
        "  Minta: sudo adduser NAMA peksos, lalu masuk lagi.",
        "  Ask for: sudo adduser NAME peksos, then log in again."
    )
    static let unreachableAbsent = Text(
        "  Periksa: systemctl status peksosd.socket",
        "  Check: systemctl status peksosd.socket"
    )
    static let connectionLost = Text(
        "Sambungan ke peksosd terputus.",
        "The connection to peksosd broke."
    )
    static let noAnswer = Text(
        "peksosd tidak menjawab pada waktunya.",
        "peksosd did not answer in time."
    )
    static let interrupted = Text("Dihentikan.", "Interrupted.")
    /// {0}: of what.
    package static let badReply = Text(
        "Balasan peksosd tidak sah ({0}).",
        "Invalid reply from peksosd ({0})."
    )
    static let protocolMismatch = Text(
        "peksosd memakai protokol lain; mutakhirkan peksosctl atau peksosd.",
        "peksosd speaks another protocol; upgrade peksosctl or peksosd."
    )
    static let lineTooLong = Text("Permintaan melebihi 1 MiB.", "The request is over 1 MiB.")
    /// {0}: where, and the system's words.
    package static let outputFailed = Text(
        "Keluaran gagal ditulis: {0}",
        "Cannot write the output: {0}"
    )
    static let fileExists = Text(
        "{0} sudah ada; pakai --force untuk menggantinya.",
        "{0} exists; use --force to replace it."
    )
    static let written = Text("Ditulis: {0}", "Written: {0}")
    /// {0}: how many, {1}: the folder.
    package static let pagesWritten = Text("{0} halaman di {1}", "{0} pages in {1}")
    static let remedy = Text("Saran: {0}", "Remedy: {0}")
    static let journalRequest = Text(
        "  journalctl -u peksosd PEKSOS_REQUEST_ID={0}",
        "  journalctl -u peksosd PEKSOS_REQUEST_ID={0}"
    )
    /// That nobody knows whether a command was recorded.
    package static let uncertain = Text(
        "Hasil belum pasti. Jangan diketik ulang sebagai perintah baru.",
        "The outcome is not known yet. Do not type it again as a new command."
    )
    /// How to look whether it was; {0}: the command id.
    package static let uncertainCheck = Text(
        "  periksa : peksosctl events show --command-id {0}",
        "  check   : peksosctl events show --command-id {0}"
    )
    static let uncertainRepeat = Text("  ulangi  : {0}", "  repeat  : {0}")
    static let noCatalogue = Text(
        "Katalog peksosd belum pernah diambil; jalankan peksosd dahulu.",
        "The catalogue of peksosd was never fetched; start peksosd first."
    )
    static let goOn = Text("Lanjutkan? [y/T] ", "Go on? [y/N] ")
    /// {0}: the word that was typed.
    static let watchTooOften = Text(
        "--watch: paling sering sekali sedetik, bukan “{0}”.",
        "--watch: once a second at most, not “{0}”."
    )
    static let watchQueries = Text(
        "--watch hanya untuk pertanyaan yang tidak membuka data pribadi, tanpa --as-of.",
        "--watch is only for queries that open no personal data, and not with --as-of."
    )
    static let watching = Text(
        "Diperiksa tiap {0} detik · Ctrl-C selesai",
        "Looked at every {0} s · Ctrl-C ends"
    )
    static let watchWaits = Text(
        "Sambungan putus, dicoba lagi.",
        "The connection broke, trying again."
    )
    static let lookRecorded = Text(
        "Pembukaan data pribadi ini dicatat.",
        "This look at personal data is put on record."
    )
    static let typeToConfirm = Text("Ketik {0} untuk melanjutkan: ", "Type {0} to go on: ")
    static let confirmationNeeded = Text(
        "Perintah ini perlu ditegaskan: tambahkan {0}.",
        "This command needs confirmation: add {0}."
    )
    static let notConfirmed = Text(
        "Tidak ditegaskan; tidak ada yang terjadi.",
        "Not confirmed; nothing happened."
    )
    static let jobDetached = Text(
        "Pekerjaan berjalan terus. Tunggu dengan: peksosctl job wait {0}",
        "The job goes on. Wait with: peksosctl job wait {0}"
    )
    static let jobStarted = Text(
        "Pekerjaan {0} berjalan. Tunggu dengan: peksosctl job wait {0}",
        "Job {0} is running. Wait with: peksosctl job wait {0}"
    )
    static let jobState = Text("{0}: {1}", "{0}: {1}")
    static let remaining = Text("sisa {0}", "{0} left")
    static let skipped = Text(
        "langganan berakhir pada posisi {0}; disambung lagi",
        "subscription ended at position {0}; resuming"
    )
}

// Help and local commands
extension Text {
    /// {0}: the form of the command.
    package static let usage = Text("Pemakaian: peksosctl {0}", "Usage: peksosctl {0}")
    static let whoMay = Text("Boleh: {0}", "Who may: {0}")
    static let anyOperator = Text("setiap operator", "any operator")
    static let anyone = Text("siapa saja", "anyone")
    static let parameters = Text("Isian", "Params")
    static let required = Text("wajib", "required")
    static let personalData = Text("data pribadi", "personal data")
    static let defaultIs = Text("bawaan {0}", "default {0}")
    static let refusals = Text("Penolakan", "Refusals")
    static let columnsHeading = Text("Kolom", "Columns")
    static let examples = Text("Contoh", "Examples")
    static let globalFlags = Text("Pilihan umum", "Global flags")
    static let localCommands = Text("Perintah setempat", "Local commands")
    static let officeCommands = Text("Perintah kantor", "Office commands")
    static let overviewForm = Text("HAL TINDAKAN [--pilihan …]", "NOUN VERB [--flag …]")
    static let likelyNext = Text("Mungkin berikutnya", "Likely next")
    static let moreHelp = Text(
        "Rincian: peksosctl KATA --help",
        "Details: peksosctl WORD --help"
    )
    static let statusLine = Text(
        "peksosd {0} ({1}) · posisi {2} · Anda: {3}",
        "peksosd {0} ({1}) · position {2} · you: {3}"
    )
    static let yourCommands = Text("Perintah untuk peran Anda", "Commands for your roles")
    static let otherCommands = Text(
        "Semua perintah kantor: peksosctl api list",
        "All office commands: peksosctl api list"
    )
    /// The answer to `?` in a shell.
    package static let shellHelp = Text(
        "Ketik perintah tanpa “peksosctl”; ? bantuan; Ctrl-D selesai.",
        "Type commands without “peksosctl”; ? for help; Ctrl-D ends."
    )
    /// The doctor has nothing to say.
    package static let allWell = Text("Semua baik.", "All is well.")
    static let noneToMend = Text(
        "Tidak ada yang perlu dibetulkan; baris bertanda · sekadar untuk diketahui.",
        "Nothing needs mending; lines marked · are for your information."
    )
    /// {0}: the line.
    package static let scriptStopped = Text("Berhenti pada baris {0}.", "Stopped at line {0}.")
    /// {0}: how many files.
    package static let cacheCleared = Text(
        "{0} berkas singgahan dihapus.",
        "{0} cache files removed."
    )
    static let integer = Text("bilangan bulat", "integer")
    static let rupiah = Text("rupiah", "rupiah")
    static let dateForm = Text("TTTT-BB-HH", "YYYY-MM-DD")
    static let words = Text("teks", "text")
    static let identifier = Text("nomor", "id")
    static let listedBy = Text("; daftarnya: peksosctl {0}", "; listed by: peksosctl {0}")
    static let pairs = Text("nama=nilai", "name=value")
    static let listOf = Text("{0}, dapat diulang", "{0}, repeatable")
}
