// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Keyring
import LMDB
import TestSupport
import Testing

/// Goal: opening every key, piece by piece, passes over none and stops when asked to; method: a
/// keyring of several pieces with keys exchanged around the ends of pieces.
struct KeyringCheckingTests {
    private static let count = 2_500
    private let directory = TemporaryDirectory()
    private let keyring: Keyring

    init() throws {
        keyring = try Keyring.create(
            directory: directory.path,
            storeID: [UInt8](repeating: 7, count: 16),
            masterKey: try MasterKey([UInt8](repeating: 1, count: 32)),
            mapSizeBytes: 1 << 23
        )
        var transaction = try keyring.beginWrite(WriterPermit.take())
        for number in 1...Self.count {
            try keyring.mintKey(for: Self.subject(number), in: &transaction)
        }
        try keyring.commit(transaction)
    }

    private static func subject(_ number: Int) -> String { "KLN-\(10_000 + number)" }
    private static func row(_ number: Int) -> [UInt8] { Array(subject(number).utf8) + [0, 0, 1] }

    /// Puts the key of one subject in the row of the next.
    private func exchange(_ numbers: [Int]) throws {
        let table = keyring.environment.table("keys")
        var transaction = try keyring.beginWrite(WriterPermit.take())
        for number in numbers {
            let other = try #require(try transaction.bytes(Self.row(number + 10), in: table))
            try transaction.put(other, for: Self.row(number), in: table)
        }
        try keyring.commit(transaction)
    }

    @Test func `the first key, the last and those around the end of a piece are opened`() throws {
        #expect(try keyring.subjectsWithDamagedKeys() == [])
        let numbers = [1, 1_000, 1_001, 2_000, 2_001]
        try exchange(numbers)
        #expect(try keyring.subjectsWithDamagedKeys() == numbers.map(Self.subject))
    }

    @Test func `whoever is erased while keys are opened is not named`() throws {
        try exchange([1, 2])
        keyring.hide([Self.subject(1)])
        #expect(try keyring.subjectsWithDamagedKeys() == [Self.subject(2)])
    }

    @Test func `a check that is told to stop says nothing of the keys`() throws {
        try exchange([1])
        var pieces = 0
        let damaged = try keyring.subjectsWithDamagedKeys {
            pieces += 1
            return pieces < 3
        }
        #expect(damaged == nil)
        #expect(pieces == 3)
    }
}
