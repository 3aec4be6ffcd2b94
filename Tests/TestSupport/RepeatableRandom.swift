// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A generator that gives the same numbers for the same seed (SplitMix64).
package struct RepeatableRandom: RandomNumberGenerator, CustomStringConvertible {
    /// Where it began; print it when a test fails.
    package let seed: UInt64
    private var state: UInt64

    package init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// Seeded from `$PEKSOS_TEST_SEED`, or with the given number.
    package static func fromEnvironment(or seed: UInt64 = 20_160_901) -> RepeatableRandom {
        let text = unsafe getenv("PEKSOS_TEST_SEED").map { unsafe String(cString: $0) }
        return RepeatableRandom(seed: text.flatMap { UInt64($0) } ?? seed)
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// As many random bytes as asked.
    package mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    package var description: String { "PEKSOS_TEST_SEED=\(seed)" }
}

/// How many seeds a test of random cases tries.
package enum Seeds {
    /// The number in `$PEKSOS_SEEDS`, or a smaller one for every run.
    package static func count(fewer: Int) -> Int {
        let text = unsafe getenv("PEKSOS_SEEDS").map { unsafe String(cString: $0) }
        return text.flatMap { Int($0) } ?? fewer
    }
}
