// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import DaemonConfiguration
import Testing

/// Goal: a reload applies what it may and names the rest; method: two configurations compared.
@Suite struct ReloadTests {
    @Test func `reloadable keys are applied and the others wait for a restart`() {
        let running = Configuration()
        var configured = running
        configured.office.name = "Kantor Contoh"
        configured.limits.idleSeconds = 60
        configured.queries.threads = 2
        configured.access.bootstrapAdministrators = ["wulan": 7]
        let reload = Reload(from: running, to: configured)
        #expect(reload.applied.map(\.key) == ["office.name", "limits.idleSeconds"])
        #expect(reload.needsRestart.map(\.key) == ["queries.threads"])
        #expect(reload.needsRestart.map(\.running) == [.integer(4)])
        #expect(reload.needsRestart.map(\.configured) == [.integer(2)])
        #expect(reload.configuration.office.name == "Kantor Contoh")
        #expect(reload.configuration.queries.threads == 4)
        #expect(reload.unchangedCount == Setting.all.count - 4)
    }

    @Test func `more connections wait for a restart when the readers do not suffice`() {
        let running = Configuration()
        var configured = running
        configured.limits.connections = 1000
        configured.store.maxReaders = 2048
        let reload = Reload(from: running, to: configured)
        #expect(reload.applied.isEmpty)
        #expect(reload.needsRestart.map(\.key) == ["store.maxReaders", "limits.connections"])
        #expect(reload.configuration == running)
    }

    @Test func `every key has a section, a name and a place of its own`() {
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
        var changed = Configuration()
        for setting in Setting.all {
            #expect(!setting.section.isEmpty && !setting.member.isEmpty)
            setting.copy(from: Configuration(), to: &changed)
        }
        #expect(changed == Configuration())
    }
}
