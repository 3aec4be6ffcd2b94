// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB
import Testing
import TestSupport

/// Goal: the order of keys is the order of their parts, and keys read back.
///
/// Method: seeded values with the extremes added, compared with Swift's own order.
struct KeyWriterTests {
    private func key(_ build: (inout KeyWriter) -> Void) -> [UInt8] {
        var writer = KeyWriter()
        build(&writer)
        return writer.bytes
    }

    @Test func `signed numbers sort as numbers`() {
        var random = RepeatableRandom.fromEnvironment()
        var values: [Int64] = [.min, -1, 0, 1, .max]
        values += (0..<200).map { _ in Int64.random(in: .min ... .max, using: &random) }
        for left in values {
            for right in values {
                let precedes = key { $0.append(left) }
                    .lexicographicallyPrecedes(key { $0.append(right) })
                #expect(precedes == (left < right), "\(left) \(right) \(random)")
            }
        }
    }

    @Test func `a text that is a prefix of another sorts first, whatever follows`() {
        let short = key {
            $0.append(text: "koin")
            $0.append(UInt32.max)
        }
        let long = key {
            $0.append(text: "koin-2016")
            $0.append(UInt32(0))
        }
        #expect(short.lexicographicallyPrecedes(long))
    }

    @Test func `every part reads back`() {
        let bytes = key {
            $0.append(UInt8(1))
            $0.append(UInt16(2))
            $0.append(UInt32(3))
            $0.append(UInt64(4))
            $0.append(Int32(-5))
            $0.append(Int64(-6))
            $0.append(text: "Jember")
            $0.append(raw: [0, 9])
        }
        var reader = KeyReader(bytes)
        #expect(reader.uint8() == 1)
        #expect(reader.uint16() == 2)
        #expect(reader.uint32() == 3)
        #expect(reader.uint64() == 4)
        #expect(reader.int32() == -5)
        #expect(reader.int64() == -6)
        #expect(reader.text() == "Jember")
        #expect(!reader.isAtEnd)
        #expect(reader.rest() == [0, 9])
        #expect(reader.isAtEnd)
    }

    @Test func `reading past the end answers nothing`() {
        var reader = KeyReader([1, 2, 3])
        #expect(reader.uint32() == nil)
        #expect(reader.text() == nil)
        #expect(reader.raw(count: 4) == nil)
        #expect(reader.raw(count: -1) == nil)
        #expect(reader.raw(count: 3) == [1, 2, 3])
        #expect(reader.uint8() == nil)
    }

    @Test func `text with a zero byte stops the process`() async {
        await #expect(processExitsWith: .failure) {
            var writer = KeyWriter()
            writer.append(text: "a\u{0}b")
        }
    }
}
