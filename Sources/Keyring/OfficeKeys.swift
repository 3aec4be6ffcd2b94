// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// The keys that belong to the office and not to a person.
struct OfficeKeys: Sendable {
    /// For keyed hashes of folded words, to search by name.
    let index: HMAC<SHA256>
    /// For digests of commands, approvals and identifiers.
    let digest: HMAC<SHA256>
    /// For anchors.
    let anchor: Curve25519.Signing.PrivateKey

    // Codes are begun with their key once: that is half the work of a short one.
    init(index: SymmetricKey, digest: SymmetricKey, anchor: Curve25519.Signing.PrivateKey) {
        self.index = HMAC(key: index)
        self.digest = HMAC(key: digest)
        self.anchor = anchor
    }
}

extension Keyring {
    /// HMAC-SHA-256 with the digest key over the SHA-256 of some bytes; 32 bytes.
    ///
    /// What is personal can be guessed from a plain hash, so nothing else may stand in the log.
    package func digest(_ bytes: [UInt8]) -> [UInt8] {
        var code = office.digest
        code.update(data: Array(SHA256.hash(data: bytes)))
        return Array(code.finalize())
    }

    /// The first 16 bytes of HMAC-SHA-256 with the index key: a word without telling it.
    package func indexHash(_ word: [UInt8]) -> [UInt8] {
        var code = office.index
        code.update(data: word)
        return Array(code.finalize().prefix(16))
    }

    /// The Ed25519 signature of some bytes with the anchor key; 64 bytes.
    package func signAnchor(_ bytes: [UInt8]) throws(KeyringError) -> [UInt8] {
        do {
            return Array(try office.anchor.signature(for: bytes))
        } catch {
            throw .damagedKey(row: KeyringMeta.Row.anchor.rawValue)
        }
    }

    /// The public half of the anchor key, 32 bytes, for the founding sheet.
    package var anchorPublicKey: [UInt8] { Array(office.anchor.publicKey.rawRepresentation) }

    /// First eight bytes of the SHA-256 of the public half: names the key.
    package var anchorKeyID: [UInt8] { Array(SHA256.hash(data: anchorPublicKey).prefix(8)) }

    /// Whether a signature was made with the key whose public half is given.
    package static func isAnchorSignature(
        _ signature: [UInt8],
        of bytes: [UInt8],
        publicKey: [UInt8]
    ) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: bytes)
    }
}
