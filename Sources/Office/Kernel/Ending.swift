// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The failure that ends the daemon, told once, by whoever meets it first.
final class Ending: Sendable {
    private let hasBegun = Atomic(false)
    private let onFatal: @Sendable (FatalReason) -> Void

    init(onFatal: @escaping @Sendable (FatalReason) -> Void) {
        self.onFatal = onFatal
    }

    /// True from the failure on: nothing more may be decided or committed.
    var isNear: Bool { hasBegun.load(ordering: .acquiring) }

    /// Nothing more is decided or committed from now on; the reason is told by ``tell(_:)``.
    func begin() { hasBegun.store(true, ordering: .releasing) }

    /// Ends the daemon for a reason.
    func tell(_ reason: FatalReason) {
        begin()
        onFatal(reason)
    }
}
