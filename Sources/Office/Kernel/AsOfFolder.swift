// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections
internal import Synchronization

/// Folds the log into rows of an earlier moment or an earlier day, with the projections' own code.
///
/// The rows stand in an unsynced environment of their own under the store's directory and are
/// removed with the answer. The last fold is kept while the log stands still, for the next page.
final class AsOfFolder: Sendable {
    private struct Kept: Sendable {
        let through: UInt64
        let occurredThrough: CivilDate?
        let environment: Environment
    }

    private let store: Store
    private let builder: ViewBuilder
    private let slots: DispatchSemaphore
    private let counter = Atomic<Int>(0)
    private let kept = Mutex<Kept?>(nil)

    init(store: Store, builder: ViewBuilder, concurrent: Int) {
        self.store = store
        self.builder = builder
        slots = DispatchSemaphore(value: concurrent)
    }

    /// Calls the body with rows folded over a range of events.
    ///
    /// Pool threads; blocks.
    func withRows<Result>(
        _ range: ViewBuilder.Range,
        deadline: UInt64,
        _ body: (ViewReader) throws -> Result
    ) throws -> Result {
        slots.wait()
        defer { slots.signal() }
        if let reusable = kept.withLock({ kept in
            let found = kept
            guard let found, found.through == range.through,
                found.occurredThrough == range.occurredThrough
            else { return Kept?.none }
            kept = nil
            return found
        }) {
            return try answer(reusable, deadline, body)
        }
        let directory = store.directory + "/asof-\(counter.add(1, ordering: .relaxed).newValue)"
        try Files.removeAll(directory)
        try Files.makeDirectory(directory)
        let permit = WriterPermit.take()
        let environment = try builder.create(
            in: directory,
            mapSizeBytes: 16 << 30,
            permit
        )
        do {
            _ = try builder.catchUp(environment, range, permit) { _ in
                if DispatchTime.now().uptimeNanoseconds >= deadline { throw ViewError.deadline }
            }
        } catch {
            discard(environment)
            throw error
        }
        return try answer(
            Kept(
                through: range.through,
                occurredThrough: range.occurredThrough,
                environment: environment
            ),
            deadline,
            body
        )
    }

    private func answer<Result>(
        _ fold: Kept,
        _ deadline: UInt64,
        _ body: (ViewReader) throws -> Result
    ) throws -> Result {
        defer {
            let replaced = kept.withLock { kept in
                let before = kept
                kept = fold
                return before
            }
            if let replaced { discard(replaced.environment) }
        }
        return try body(ViewReader(fold.environment, deadline: deadline))
    }

    /// Removes the kept fold; before the store closes.
    func close() {
        let last = kept.withLock { kept in
            let before = kept
            kept = nil
            return before
        }
        if let last { discard(last.environment) }
    }

    private func discard(_ environment: Environment) {
        environment.close()
        // Left-over folds are removed at the next start too.
        try? Files.removeAll(environment.directory)
    }
}
