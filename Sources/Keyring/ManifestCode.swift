// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Crypto

extension Keyring {
    /// HMAC-SHA-256 with the master key over a backup's manifest; 32 bytes.
    ///
    /// Whoever has the master key can tell a manifest of this office before anything else of the
    /// backup is read.
    package func manifestCode(of bytes: [UInt8]) -> [UInt8] {
        wrapping.masterKey.manifestCode(of: bytes)
    }
}

extension MasterKey {
    private static let purpose = Array("peksos/manifest/1".utf8)

    func manifestCode(of bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Self.purpose + bytes, using: key))
    }

    /// True for the code that ``Keyring/manifestCode(of:)`` gives with this key.
    package func isManifestCode(_ code: [UInt8], of bytes: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            code,
            authenticating: Self.purpose + bytes,
            using: key
        )
    }
}
