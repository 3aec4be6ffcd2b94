// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// The bytes of a key are only given to a closure as a pointer, hence the unsafe word; they are
// copied for the time of one call and wiped afterwards.

import Crypto

extension SymmetricKey {
    /// Calls the body with the bytes of the key, and wipes them.
    func withBytes<Result, Problem: Error>(
        _ body: ([UInt8]) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        var bytes = unsafe withUnsafeBytes { unsafe [UInt8]($0) }
        defer { for index in bytes.indices { bytes[index] = 0 } }
        return try body(bytes)
    }
}
