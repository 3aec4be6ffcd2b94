// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import ControlProtocol

/// The manual pages of the client and of the protocol, from a catalogue in one language.
///
/// Indonesian pages belong below `id/`, English ones directly below the folder of manuals.
package struct Manual {
    let catalogue: Catalogue
    let language: Language
    private let help: Help

    /// Writes pages of this catalogue; its `x-lang` says in which language unless told.
    package init(_ catalogue: Catalogue, in told: Language? = nil) {
        self.catalogue = catalogue
        let word = catalogue.root["info"]?["x-lang"]?.string
        language = told ?? word.flatMap(Language.init(rawValue:)) ?? .id
        help = Help(catalogue: catalogue, looks: Looks(language: language))
    }

    /// Every page with its path below the folder of manuals, `id/man1/peksosctl.1`.
    package var pages: [(path: String, text: String)] {
        let own = [overview, protocolPage] + catalogue.nouns.map(nounPage)
        return own.map { page in
            let section = page.fileName.last.map(String.init) ?? "1"
            let folder = (language == .id ? "id/" : "") + "man" + section
            return ("\(folder)/\(page.fileName)", page.text)
        }
    }

    func pick(_ indonesian: String, _ english: String) -> String {
        language.pick(indonesian, english)
    }

    /// A page with its NAME.
    func page(_ name: String, section: Int, purpose: String) -> ManualPage {
        var page = ManualPage(name, section: section, version: clientVersion, manual: "Peksos")
        page.heading(pick("NAMA", "NAME"))
        page.name(name, purpose)
        return page
    }

    // MARK: peksosctl(1)

    private var overview: ManualPage {
        var page = page(
            "peksosctl",
            section: 1,
            purpose: pick("klien kantor pekerja sosial", "client of a social workers' office")
        )
        page.heading(pick("RINGKASAN", "SYNOPSIS"))
        page.synopsis("peksosctl", pick("[pilihan] HAL TINDAKAN …", "[flags] NOUN VERB …"))
        page.heading(pick("URAIAN", "DESCRIPTION"))
        page.paragraph(
            pick(
                "Mengirim satu permintaan kepada peksosd dan mencetak jawabannya. Perintah "
                    + "kantor datang dari katalog peksosd; peksosctl tanpa kata menunjukkan "
                    + "perintah untuk peran Anda, dengan --help rinciannya.",
                "Sends one request to peksosd and prints the reply. The commands of the office "
                    + "come from the catalogue of peksosd; peksosctl without words shows those of "
                    + "your roles, with --help the details of one."
            )
        )
        page.heading(pick("PERINTAH KANTOR", "COMMANDS OF THE OFFICE"))
        for noun in catalogue.nouns {
            let verbs = catalogue.commands(under: [noun])
                .map { $0.words.dropFirst().joined(separator: " ") }.filter { !$0.isEmpty }
            let see = "peksosctl-\(noun)(1)"
            page.item(noun, verbs.isEmpty ? see : "\(verbs.joined(separator: ", ")); \(see)")
        }
        page.heading(pick("PERINTAH KLIEN", "COMMANDS OF THE CLIENT"))
        for command in Help.local {
            page.item(language.form(command.words), pick(command.indonesian, command.english))
        }
        surroundings(&page)
        page.heading(pick("LIHAT JUGA", "SEE ALSO"))
        page.paragraph("peksos-protocol(7), peksosd(8), peksosd.yaml(5)")
        return page
    }

    // MARK: peksosctl-NOUN(1)

    private func nounPage(_ noun: String) -> ManualPage {
        var page = page(
            "peksosctl-\(noun)",
            section: 1,
            purpose: pick("perintah \(noun)", "commands of \(noun)")
        )
        let commands = catalogue.commands(under: [noun])
        page.heading(pick("RINGKASAN", "SYNOPSIS"))
        for command in commands {
            let positional = command.positional.map { "<\(kebab($0))>" }
            page.synopsis(
                (["peksosctl"] + command.words).joined(separator: " "),
                (positional + [pick("[pilihan]", "[flags]")]).joined(separator: " ")
            )
        }
        page.heading(pick("PERINTAH", "COMMANDS"))
        for command in commands { describe(command, &page) }
        page.heading(pick("LIHAT JUGA", "SEE ALSO"))
        page.paragraph("peksosctl(1), peksos-protocol(7)")
        return page
    }

    private func describe(_ command: Command, _ page: inout ManualPage) {
        page.subheading(command.words.joined(separator: " "))
        page.paragraph("\(command.title). \(help.whoMay(command)).")
        for parameter in command.flagged {
            page.item(help.spelling(parameter), help.about(parameter))
            for line in Help.meanings(parameter.form, help.looks) { page.itemNote(line) }
        }
        if !command.columns.isEmpty {
            let keys = command.columns.map { "\($0.key) (\($0.title))" }
            page.paragraph(
                "\(help.looks.text(.columnsHeading)): \(keys.joined(separator: ", "))."
            )
        }
        if !command.method.refusals.isEmpty {
            page.paragraph(help.looks.text(.refusals) + ":")
            for refusal in command.method.refusals { page.item(refusal.code, refusal.title) }
        }
        for example in command.method.examples {
            let line = help.example(example, command)
            page.example(
                Looks(language: language, width: 76)
                    .wrapped(line, at: " ", indent: 0, hanging: 4, mark: " \\")
            )
        }
    }
}
