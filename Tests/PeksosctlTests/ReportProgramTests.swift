// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import Subprocess
import TestSupport
import Testing

/// Reports of the shipped daemon, drawn by the shipped programs into files and compared with the
/// books again: modes, names, exits and what is said.
@Suite(.timeLimit(.minutes(10))) struct ReportProgramTests {
    @Test func `a report is printed, written and found equal, until a digit is changed`()
        async throws
    {
        try await Rig.withDaemon { rig in
            let made = try await rig.shell("peksosctl operator register tirta --roles registrar")
            #expect(made.exit == 0, "\(made.error)")
            let client = "cd \(rig.directory.path) && peksosctl --act-as tirta"
            let report = client + " report coverage 32 --lang id"
            let shown = try await rig.shell(report)
            #expect(shown.exit == 0 && shown.output.hasPrefix("LATIHAN · "))
            #expect(try await rig.shell(report + " -O c.html").exit == 0)
            let file = rig.directory.path + "/LATIHAN-c.html"
            #expect(System.status(file)?.mode == 0o640)
            let again = try await rig.shell(report + " -O c.html")
            #expect(again.exit == 64 && again.error.contains("--force"))
            let printed = try await rig.shell(report + " -o html")
            #expect(printed.output == String(decoding: Files.read(file), as: UTF8.self))

            // The books go on since; the file still says what they said then.
            let later = try await rig.shell(
                client + " place register P-X --name Pasar --area 32.77 --kind market"
            )
            #expect(later.exit == 0, "\(later.error)")
            let verify = client + " report verify LATIHAN-c.html -o json"
            let equal = try await rig.shell(verify)
            #expect(equal.exit == 0, "\(equal.output)\(equal.error)")
            #expect(try value(equal.output)["bytes"] == "equal")
            _ = try await rig.shell("sed -i '0,/>0</s//>1</' \(file)")
            let changed = try await rig.shell(verify)
            #expect(changed.exit == 1)
            #expect(try value(changed.output)["bytes"] == "different")
            #expect(try value(changed.output)["digest"] == "equal")
            // An administrator does not see this report.
            #expect(try await rig.shell("peksosctl report verify \(file)").exit == 10)
        }
    }

    @Test func `a digest is found equal although the machine was looked after since`()
        async throws
    {
        try await Rig.withDaemon { rig in
            let cd = "cd \(rig.directory.path) && "
            let made = try await rig.shell(cd + "peksosctl report office-digest -O d.html")
            #expect(made.exit == 0, "\(made.error)")
            let page = String(
                decoding: Files.read(rig.directory.path + "/LATIHAN-d.html"),
                as: UTF8.self
            )
            #expect(page.contains("di luar sidik") || page.contains("does not cover it"))
            #expect(try await rig.shell("peksosctl log verify --wait").exit == 0)
            let equal = try await rig.shell(cd + "peksosctl report verify LATIHAN-d.html")
            #expect(equal.exit == 0, "\(equal.output)\(equal.error)")
        }
    }

    @Test func `a journal is printed for bookkeepers, nothing else is`() async throws {
        try await Rig.withDaemon { rig in
            let made = try await rig.shell("peksosctl operator register budi --roles treasurer")
            #expect(made.exit == 0, "\(made.error)")
            for command in ["fund journal", "ledger export"] {
                let text = try await rig.shell("peksosctl --act-as budi \(command) -o beancount")
                #expect(text.exit == 0, "\(text.error)")
                #expect(text.output.hasPrefix("; peksos ledger export, beancount\n"))
            }
            #expect(try await rig.shell("peksosctl operator list -o beancount").exit == 64)
        }
    }

    @Test func `what cannot be had is told with what to do`() async throws {
        try await Rig.withDaemon { rig in
            let cd = "cd \(rig.directory.path) && "
            let client = Rig.binaries + "/peksosctl"
            let pdf = try await rig.shell(
                cd + "PATH=/nonexistent \(client) report office-digest --lang en -O d.pdf"
            )
            #expect(pdf.exit == 69)
            #expect(pdf.error.contains("sudo apt install weasyprint"))
            #expect(System.status(rig.directory.path + "/LATIHAN-d.pdf") == nil)
            #expect(try await rig.shell("peksosctl operator list -o html").exit == 64)
            #expect(try await rig.shell("peksosctl operator list -o beancount").exit == 64)
            #expect(try await rig.shell("peksosctl log anchor -o html").exit == 64)
            let looked = "peksosctl client find --name Rekaan --reason uji -o json"
            #expect(
                try await rig.shell("peksosctl operator register sari --roles worker").exit == 0
            )
            #expect(try await rig.shell(looked + " --act-as sari").exit == 0)
            #expect(try await rig.shell("peksosctl operator list -O folder/").exit == 64)
            let tables = try await rig.shell("peksosctl report office-digest -o csv")
            #expect(tables.exit == 64 && tables.output.isEmpty)
            let folder = try await rig.shell(
                cd + "peksosctl report office-digest -O t/ && head -qn 1 t/*.csv"
            )
            #expect(folder.exit == 0 && !folder.output.isEmpty)
            for line in folder.output.split(separator: "\n") {
                #expect(line.hasSuffix(",training"))
            }
            #expect(try await rig.shell(cd + "peksosctl report verify c.yaml").exit == 64)
            #expect(try await rig.shell(cd + "peksosctl report verify gone.html").exit == 64)
        }
    }

    @Test func `another office's report is different, and nothing is asked for it`() async throws {
        let page = Array(Golden.text("reports-samples/donor-id.html").utf8)
        try await Rig.withDaemon { rig in
            Files.write(page, to: rig.directory.path + "/other.html")
            let found = try await rig.shell(
                "peksosctl report verify \(rig.directory.path)/other.html -o json"
            )
            #expect(found.exit == 1 && found.output == #"{"store":"different"}"# + "\n")
        }
    }
}
