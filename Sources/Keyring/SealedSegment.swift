// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto
import LMDB

/// Where a segment stands; one sealed here opens nowhere else.
package struct SealContext: Sendable, Equatable {
    /// 16 bytes.
    package var storeID: [UInt8]
    /// 16 bytes.
    package var eventID: [UInt8]
    /// Of the event that holds the segment.
    package var stream: String
    /// From 1.
    package var streamVersion: UInt64
    /// The stored name of the event.
    package var type: String
    /// Of the payload, from 1.
    package var schemaVersion: UInt16

    /// All of it is authenticated; a difference in any part keeps the segment closed.
    package init(
        storeID: [UInt8],
        eventID: [UInt8],
        stream: String,
        streamVersion: UInt64,
        type: String,
        schemaVersion: UInt16
    ) {
        self.storeID = storeID
        self.eventID = eventID
        self.stream = stream
        self.streamVersion = streamVersion
        self.type = type
        self.schemaVersion = schemaVersion
    }

    /// The authenticated bytes: all of the above, the subject and its key's version.
    func authenticated(subject: String, keyVersion: UInt16) -> [UInt8] {
        // In one piece: a full check makes these bytes for every segment of the log.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96 + stream.utf8.count + type.utf8.count + subject.utf8.count)
        bytes.append(lengthPrefixed: "peksos/seal/1".utf8)
        bytes.append(lengthPrefixed: storeID)
        bytes.append(lengthPrefixed: eventID)
        bytes.append(lengthPrefixed: stream.utf8)
        bytes.append(lengthPrefixed: streamVersion)
        bytes.append(lengthPrefixed: type.utf8)
        bytes.append(lengthPrefixed: schemaVersion)
        bytes.append(lengthPrefixed: subject.utf8)
        bytes.append(lengthPrefixed: keyVersion)
        return bytes
    }
}

/// `algorithm(1) ‖ keyVersion(2) ‖ nonce(12) ‖ ciphertext ‖ tag(16)`.
struct SealedSegment {
    enum Algorithm: UInt8 {
        case aesGCM256 = 1
        case chaChaPoly = 2
    }

    /// The plaintext grows to a multiple of this, so that its length tells little.
    ///
    /// In bytes.
    static let paddingBytes = 64
    private static let headerBytes = 3

    let algorithm: Algorithm
    let keyVersion: UInt16
    /// Nonce, ciphertext and tag.
    let box: ArraySlice<UInt8>

    /// Takes a segment apart; nothing is opened yet.
    init(_ segment: [UInt8]) throws(KeyringError) {
        guard segment.count > Self.headerBytes else { throw .damagedSegment }
        guard let algorithm = Algorithm(rawValue: segment[0]) else {
            throw .unknownAlgorithm(segment[0])
        }
        self.algorithm = algorithm
        keyVersion = UInt16(segment[1]) << 8 | UInt16(segment[2])
        box = segment[Self.headerBytes...]
    }

    static func seal(
        _ plaintext: [UInt8],
        with key: SymmetricKey,
        keyVersion: UInt16,
        authenticating authenticated: [UInt8]
    ) throws(KeyringError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(
                pad(plaintext),
                using: key,
                authenticating: authenticated
            )
            var segment: [UInt8] = []
            segment.reserveCapacity(headerBytes + 12 + box.ciphertext.count + 16)
            segment.append(Algorithm.aesGCM256.rawValue)
            segment.appendBigEndian(keyVersion)
            segment.append(contentsOf: box.nonce)
            segment.append(contentsOf: box.ciphertext)
            segment.append(contentsOf: box.tag)
            return segment
        } catch {
            throw .damagedSegment
        }
    }

    func open(
        with key: SymmetricKey,
        authenticating authenticated: [UInt8]
    ) throws(KeyringError) -> [UInt8] {
        let padded: [UInt8]
        do {
            switch algorithm {
            case .aesGCM256:
                let box = try AES.GCM.SealedBox(combined: box)
                padded = Array(try AES.GCM.open(box, using: key, authenticating: authenticated))
            case .chaChaPoly:
                let box = try ChaChaPoly.SealedBox(combined: box)
                padded = Array(try ChaChaPoly.open(box, using: key, authenticating: authenticated))
            }
        } catch {
            throw .damagedSegment
        }
        guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == 0x80 else {
            throw .damagedSegment
        }
        return Array(padded[..<end])
    }

    /// One byte 0x80, then zeros up to the next step: always at least one byte.
    private static func pad(_ plaintext: [UInt8]) -> [UInt8] {
        let count = (plaintext.count / paddingBytes + 1) * paddingBytes
        var padded: [UInt8] = []
        padded.reserveCapacity(count)
        padded.append(contentsOf: plaintext)
        padded.append(0x80)
        while padded.count < count { padded.append(0) }
        return padded
    }
}
