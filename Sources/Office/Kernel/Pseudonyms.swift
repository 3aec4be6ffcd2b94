// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import EventLog
package import Keyring

extension Keyring {
    /// How an operator is called for those who may know nobody: `op-` and eight hex digits.
    package func pseudonym(of slug: String) -> String {
        "op-" + Hexadecimal.text(indexHash(Array(slug.utf8))).prefix(8)
    }
}
