// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import LMDB

/// Why the keyring could not do what was asked.
///
/// Never holds key material or plaintext.
package enum KeyringError: Error, Equatable {
    /// LMDB failed.
    case store(LMDBError)
    /// A file beside the keyring cannot be made, renamed or destroyed.
    case file(FileError)
    /// The file of the master key cannot be read.
    case masterKeyUnreadable(FileError)
    /// The master key must be exactly 32 bytes.
    case masterKeySize(bytes: Int)
    /// The master key must be readable by its owner alone: mode 0400 or 0600.
    case masterKeyMode(UInt32)
    /// The keyring was made with another master key; ids in hexadecimal.
    case wrongMasterKey(expected: String, given: String)
    /// The keyring belongs to another store.
    case otherStore
    /// A meta row is absent or not readable: not a keyring, or one never finished.
    case notAKeyring(row: String)
    /// Written by a release whose format this one does not know.
    case unsupportedFormat(UInt16)
    /// The directory holds a keyring already.
    case alreadyInitialised
    /// A wrapped key does not open: damaged, or moved from another row.
    case damagedKey(row: String)
    /// The subject has a key; a second would hide the first.
    case subjectExists
    /// The subject's key was destroyed; the id is never used again.
    case subjectErased
    /// No key and no tombstone: an alarm, never answered with a new key.
    case keyMissing
    /// The segment's first byte names no algorithm of ours.
    case unknownAlgorithm(UInt8)
    /// The segment was changed, moved to another event, stream or subject, or cut.
    case damagedSegment
    /// A subject id must be 1 to 100 bytes without U+0000.
    case invalidSubject
}

extension KeyringError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .store(let error): error.description
        case .file(let error): error.description
        case .masterKeyUnreadable(let error): "master key: \(error)"
        case .masterKeySize(let bytes): "master key has \(bytes) bytes, 32 expected"
        case .masterKeyMode(let mode):
            "master key has mode \(String(mode, radix: 8)), 400 or 600 expected"
        case .wrongMasterKey(let expected, let given): "KEK \(expected) expected, \(given) given"
        case .otherStore: "the keyring belongs to another store"
        case .notAKeyring(let row): "not a keyring: meta row \(row) is missing or damaged"
        case .unsupportedFormat(let format): "keyring format \(format) is not known"
        case .alreadyInitialised: "the directory holds a keyring already"
        case .damagedKey(let row): "key \(row) does not open"
        case .subjectExists: "the subject has a key already"
        case .subjectErased: "the subject was erased"
        case .keyMissing: "the subject's key is missing"
        case .unknownAlgorithm(let number): "sealing algorithm \(number) is not known"
        case .damagedSegment: "the segment does not open here"
        case .invalidSubject: "a subject id has 1 to 100 bytes"
        }
    }
}
