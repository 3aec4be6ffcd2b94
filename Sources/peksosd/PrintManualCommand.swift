// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ControlProtocol
import DaemonConfiguration

/// Prints one of the daemon's own manual pages.
struct PrintManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-manual",
        abstract: "Print the source of peksosd(8) or peksosd.yaml(5)."
    )

    @Argument(help: "peksosd.8 or peksosd.yaml.5.")
    var page: String

    @Option(help: "The language of the page: id or en.")
    var lang = "id"

    func run() throws {
        guard let language = ControlProtocol.Language(rawValue: lang) else {
            throw Stop(64, "--lang takes id or en")
        }
        let manual = DaemonManual(language: language)
        let known = [manual.daemon, manual.configuration]
        guard let found = known.first(where: { $0.fileName == page }) else {
            throw Stop(64, "no page \(page); there are peksosd.8 and peksosd.yaml.5")
        }
        Terminal.line(String(found.text.dropLast()))
    }
}

/// What the pages of the daemon say.
private struct DaemonManual {
    let language: ControlProtocol.Language

    private func pick(_ indonesian: String, _ english: String) -> String {
        language.pick(indonesian, english)
    }

    private func page(_ name: String, _ section: Int, _ purpose: String) -> ManualPage {
        var page = ManualPage(name, section: section, version: Version.number, manual: "Peksos")
        page.heading(pick("NAMA", "NAME"))
        page.name(name, purpose)
        return page
    }

    /// Usage and purpose of each command; the flags are told by its `--help`.
    private static let commands: [(usage: String, indonesian: String, english: String)] = [
        (
            "run [--config FILE] [--accept-rollback]",
            "melayani kantor, di latar depan; dijalankan systemd",
            "serve the store, in the foreground; what systemd starts"
        ),
        (
            "init [--config FILE] [--training] [--generate-key] [--key-file FILE]",
            "membuat penyimpanan baru; jenisnya (latihan atau sungguhan) tidak dapat diubah",
            "make a new store; its kind, training or production, is for ever"
        ),
        ("check-config [FILE]", "memeriksa setelan saja", "check the configuration only"),
        (
            "verify DIR [--scope quick|full] [--anchor FILE]",
            "memeriksa penyimpanan yang berhenti atau salinan, tanpa kunci",
            "check a stopped store or a copy, without keys"
        ),
        (
            "restore --log PART --keyring PART --ledger FILE [--into DIR]",
            "memulihkan penyimpanan dari cadangan ke folder kosong",
            "make the store from a backup, into an empty directory"
        ),
        (
            "recover --previous --into DIR",
            "menyalin penyimpanan yang rusak sebagaimana sebelum catatan terakhirnya; aslinya utuh",
            "copy a damaged store as of the commit before its newest; only the copy is changed"
        ),
        (
            "export PART FILE", "menulis log dari cadangan sebagai baris JSON",
            "write the log of a backup as JSON lines"
        ),
        (
            "key rotate|renew|escrow|escrow-check|recover",
            "mengganti kunci induk, membaginya di kertas, menguji dan memakai lembarnya",
            "rotate the master key, split it on paper, prove the paper and use it"
        ),
        ("print-catalogue [--lang id|en]", "mencetak katalog", "print the OpenRPC document"),
        (
            "print-manual peksosd.8|peksosd.yaml.5 [--lang id|en]",
            "mencetak halaman manual ini", "print these manual pages"
        ),
        ("version", "versi", "the version"),
    ]

    private static let exits: [(status: String, indonesian: String, english: String)] = [
        ("0", "selesai", "done"),
        (
            "1, 2, 3", "verify: diubah, rusak, tidak lengkap",
            "verify: tampered, damaged, incomplete"
        ),
        ("64", "salah pemakaian", "wrong usage"),
        ("70", "galat di dalam", "internal error"),
        ("74", "galat baca-tulis", "I/O error"),
        ("75", "penyimpanan dipakai peksosd lain", "the store is held by another process"),
        ("78", "tidak mau mulai: setelan, kunci, hak berkas", "will not start: configuration, key"),
    ]

    private static let files: [(path: String, indonesian: String, english: String)] = [
        ("/etc/peksosd/peksosd.yaml", "setelan, peksosd.yaml(5)", "configuration, peksosd.yaml(5)"),
        (
            "/var/lib/peksosd/",
            "penyimpanan; jangan disalin dengan cp",
            "the store; never copy it with cp"
        ),
        ("/var/backups/peksosd/", "cadangan", "backups"),
        ("/run/peksosd/control.sock", "soket, grup peksos", "the socket, group peksos"),
        ("/run/peksosd/state/", "tanda proses yang berjalan", "marks of the running process"),
    ]

    /// peksosd(8).
    var daemon: ManualPage {
        var page = page(
            "peksosd",
            8,
            pick("layanan kantor pekerja sosial", "event store daemon of a social workers' office")
        )
        page.heading(pick("RINGKASAN", "SYNOPSIS"))
        for command in DaemonManual.commands { page.synopsis("peksosd", command.usage) }
        page.heading(pick("URAIAN", "DESCRIPTION"))
        page.paragraph(
            pick(
                "Menyimpan semua yang terjadi di kantor dalam satu log yang hanya bertambah dan "
                    + "menjawab semua yang lain dari situ, lewat soket Unix (peksos-protocol(7)). "
                    + "Data pribadi disegel dengan kunci tiap orang, dibungkus kunci induk.",
                "Keeps what happens in the office in one log that only grows and answers "
                    + "everything else from it, over a Unix socket (peksos-protocol(7)). Personal "
                    + "data is sealed with a key per person, wrapped by the master key."
            )
        )
        page.heading(pick("PERINTAH", "COMMANDS"))
        for command in DaemonManual.commands {
            page.item(command.usage, pick(command.indonesian, command.english))
        }
        page.heading(pick("SINYAL", "SIGNALS"))
        page.item("SIGHUP", pick("baca ulang setelan", "read the configuration again"))
        page.item(
            "SIGTERM, SIGINT",
            pick("selesaikan yang berjalan, lalu berhenti", "finish what is under way, then end")
        )
        page.heading(pick("LINGKUNGAN", "ENVIRONMENT"))
        page.item("CREDENTIALS_DIRECTORY", pick("tempat kunci induk", "where the master key is"))
        page.item("LISTEN_FDS, LISTEN_FDNAMES", pick("soket dari systemd", "sockets of systemd"))
        page.item("NOTIFY_SOCKET, WATCHDOG_USEC", pick("kabar ke systemd", "word to systemd"))
        page.heading(pick("STATUS KELUAR", "EXIT STATUS"))
        for exit in DaemonManual.exits {
            page.item(exit.status, pick(exit.indonesian, exit.english))
        }
        page.heading(pick("BERKAS", "FILES"))
        for file in DaemonManual.files {
            page.item(file.path, pick(file.indonesian, file.english))
        }
        page.heading(pick("LIHAT JUGA", "SEE ALSO"))
        page.paragraph("peksosctl(1), peksosd.yaml(5), peksos-protocol(7)")
        return page
    }

    /// peksosd.yaml(5).
    var configuration: ManualPage {
        var page = page(
            "peksosd.yaml",
            5,
            pick("setelan peksosd", "configuration of peksosd")
        )
        page.heading(pick("URAIAN", "DESCRIPTION"))
        page.paragraph(
            pick(
                "YAML yang dibaca ketat: kunci tak dikenal, tab, jangkar dan nilai di luar batas "
                    + "ditolak dengan nama berkas dan baris. Kunci yang tidak ditulis bernilai "
                    + "bawaan. Periksa dengan peksosd check-config.",
                "YAML, read strictly: unknown keys, tabs, anchors and values out of range are "
                    + "refused with file and line. A key that is left out has its default. Check "
                    + "with peksosd check-config."
            )
        )
        page.heading(pick("KUNCI", "KEYS"))
        for setting in Setting.all {
            let meaning = setting.meaning ?? ("", "")
            page.item(setting.name, pick(meaning.indonesian, meaning.english))
            let standard = setting.defaultValue.description
            page.itemNote(
                pick("Bawaan", "Default") + " \(standard); \(setting.range); "
                    + pick(setting.effect.indonesian, setting.effect.english) + "."
            )
        }
        page.heading(pick("LIHAT JUGA", "SEE ALSO"))
        page.paragraph("peksosd(8)")
        return page
    }
}
