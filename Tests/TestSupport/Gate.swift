// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Holds a thread until it is opened.
package final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// A closed gate.
    package init() {}

    /// Waits until it is opened, once.
    package func wait() { semaphore.wait() }

    /// Lets the thread go on.
    package func open() { semaphore.signal() }
}
