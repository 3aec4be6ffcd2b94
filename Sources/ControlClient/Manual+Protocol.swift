// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

// peksos-protocol(7): how programs talk to the daemon.
extension Manual {
    var protocolPage: ManualPage {
        var page = page(
            "peksos-protocol",
            section: 7,
            purpose: pick(
                "bahasa antara peksosd dan kliennya",
                "the language between peksosd and its clients"
            )
        )
        page.heading(pick("URAIAN", "DESCRIPTION"))
        page.paragraph(
            pick(
                "Soket Unix aliran; tiap baris satu objek JSON-RPC 2.0 berkode UTF-8, diakhiri "
                    + "LF. Kernel memberi tahu siapa yang tersambung (SO_PEERCRED); tidak ada kata "
                    + "sandi. Jawaban berurutan menurut id; satu sambungan boleh membawa banyak "
                    + "permintaan sekaligus. Params selalu bernama.",
                "A Unix stream socket; each line is one JSON-RPC 2.0 object in UTF-8, ended by "
                    + "LF. The kernel says who connects (SO_PEERCRED); there is no password. "
                    + "Replies are matched by id; a connection may carry many requests at once. "
                    + "Params always have names."
            )
        )
        page.example([
            #"→ {"jsonrpc":"2.0","id":1,"method":"system.hello","params":{"lang":"id"}}"#,
            #"→ {"jsonrpc":"2.0","id":2,"method":"system.status","params":{}}"#,
        ])
        page.heading(pick("PARAMS BERSAMA", "SHARED PARAMS"))
        for parameter in catalogue.reservedParams {
            page.item(parameter.name, parameter.node["x-title"]?.string ?? "")
        }
        errors(&page)
        page.heading(pick("METODE", "METHODS"))
        for method in catalogue.methods {
            let form = method.params.map { $0.isRequired ? $0.name : "[\($0.name)]" }
            page.item(method.name, method.title)
            if !form.isEmpty { page.itemNote(form.joined(separator: ", ")) }
        }
        page.heading(pick("LIHAT JUGA", "SEE ALSO"))
        page.paragraph("peksosctl(1), peksosd(8)")
        return page
    }

    private func errors(_ page: inout ManualPage) {
        page.heading(pick("GALAT", "ERRORS"))
        page.paragraph(
            pick(
                "error.code dan error.data.kind; status keluar peksosctl; boleh diulang atau tidak.",
                "error.code and error.data.kind; exit status of peksosctl; whether to try again."
            )
        )
        for kind in ErrorKind.allCases {
            let exit = pick("keluar \(kind.exitStatus)", "exit \(kind.exitStatus)")
            page.item("\(kind.code) \(kind.rawValue)", "\(exit), retry \(kind.retry.rawValue)")
        }
    }
}
