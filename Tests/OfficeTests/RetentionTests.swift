// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain
import Office
import Testing

/// Goal: the log parts of backups are thinned out with age, and the newest never goes; method: a
/// backup a day for three years, and gaps.
struct RetentionTests {
    private static let dayMicroseconds: Int64 = 86_400_000_000
    /// 2026-11-21, noon in Jakarta.
    private static let noon = (Int64(20_778) * 24 + 5) * 3_600_000_000

    /// When a backup was made.
    private func made(daysAgo days: Int64, hour: Int64 = 0) -> Int64 {
        Self.noon - days * Self.dayMicroseconds + hour * 3_600_000_000
    }

    /// Backups at noon some days ago, each with the days as its id.
    private func kept(_ daysAgo: [Int64]) -> [String: BackupShelf.Generation] {
        let backups = daysAgo.map { ("\($0)", made(daysAgo: $0)) }
        return BackupShelf.generations(
            of: Dictionary(uniqueKeysWithValues: backups),
            UpkeepPolicy()
        )
    }

    @Test func `fourteen days, eight weeks and twenty-four months are kept`() {
        let kept = kept(Array(0..<1100))
        #expect(kept.values.count { $0 == .daily } == 14)
        // Three of the eight weeks are there already as days.
        #expect(kept.values.count { $0 == .weekly } == 5)
        #expect(kept.values.count { $0 == .monthly } <= 24)
        #expect(kept.count <= 14 + 8 + 24)
        for days in 0..<14 { #expect(kept["\(days)"] == .daily) }
    }

    @Test func `of one day the newest stays`() {
        let backups = ["a", "b", "c"].enumerated().map { ($1, made(daysAgo: 1, hour: Int64($0))) }
        let kept = BackupShelf.generations(
            of: Dictionary(uniqueKeysWithValues: backups),
            UpkeepPolicy()
        )
        #expect(kept == ["c": .daily])
    }

    @Test func `days without a backup do not count`() {
        let days: [Int64] = [0, 100, 200, 300]
        #expect(kept(days).count == days.count)
    }

    @Test func `the only backup is kept however old it is`() {
        #expect(kept([900]).count == 1)
        #expect(kept([]).isEmpty)
    }

    @Test func `the keys go on the thirtieth day`() {
        let until = BackupShelf.keyringUntil(created: Self.noon, UpkeepPolicy())
        #expect(until == CivilDate(days: 20_778 + 30))
    }
}
