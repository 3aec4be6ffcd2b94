// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import DaemonConfiguration
import Testing

/// Goal: the manual explains every key that the daemon reads; method: the table of keys itself.
@Suite struct SettingManualTests {
    @Test(arguments: Setting.all.map(\.name)) func `each key has a meaning and a range`(
        _ name: String
    ) throws {
        let setting = try #require(Setting.all.first { $0.name == name })
        let meaning = try #require(setting.meaning)
        #expect(meaning.indonesian.hasSuffix(".") && meaning.english.hasSuffix("."))
        #expect(!setting.range.isEmpty && !setting.effect.english.isEmpty)
    }
}
