// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlClient
import Glibc

/// A program of the machine that a test asks for a second opinion.
package enum Tool {
    /// True where the program can be run; tests that need it are left out elsewhere.
    package static func isThere(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

    /// Runs it on a text; its exit status and what it says on standard error.
    package static func run(
        _ path: String,
        _ arguments: [String],
        _ text: String
    ) throws -> (status: Int32, errors: String) {
        let outcome = try Subprogram.run(
            path,
            arguments,
            environment: ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"],
            input: Array(text.utf8)
        )
        return (outcome.status, outcome.errors)
    }
}
