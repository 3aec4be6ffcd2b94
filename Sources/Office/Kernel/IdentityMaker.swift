// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
internal import Synchronization

/// Makes the ids of events and commands: unique, but no secrets.
///
/// The system is asked for randomness once; asking it for every id is two calls of the kernel for
/// each event. The generator is xoshiro256++ by David Blackman and Sebastiano Vigna. Any thread.
final class IdentityMaker: Sendable {
    private let state: Mutex<Generator>

    init() {
        var system = SystemRandomNumberGenerator()
        state = Mutex(Generator(&system))
    }

    /// The id of something that happens at a moment, in microseconds since 1970.
    func eventID(at microseconds: Int64) -> EventID {
        state.withLock { EventID.make(unixMilliseconds: microseconds / 1000, using: &$0) }
    }

    private struct Generator: RandomNumberGenerator {
        private var s0, s1, s2, s3: UInt64

        init(_ seed: inout SystemRandomNumberGenerator) {
            // All four zero would stay zero for ever.
            s0 = seed.next() | 1
            s1 = seed.next()
            s2 = seed.next()
            s3 = seed.next()
        }

        mutating func next() -> UInt64 {
            func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
                value << bits | value >> (64 - bits)
            }
            let result = rotated(s0 &+ s3, 23) &+ s0
            let shifted = s1 << 17
            s2 ^= s0
            s3 ^= s1
            s1 ^= s2
            s0 ^= s3
            s2 ^= shifted
            s3 = rotated(s3, 45)
            return result
        }
    }
}
