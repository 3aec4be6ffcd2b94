// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import EventLog
internal import LMDB
internal import Synchronization

/// A decided batch on its way into the log.
struct CommitOrder: Sendable {
    let piece: LogPiece
    /// Commands and records of the batch.
    let commands: Int
    /// Whose erasure the batch decided.
    let erased: [String]
    /// Gives everybody of the batch their answer, or all of them a failure.
    let answer: @Sendable (Failure?) -> Void
}

/// Brings decided batches into the log for good, in order, and answers them.
///
/// A thread of its own waits for the disk, so that the writer decides the next batch meanwhile;
/// what has gathered by then is one commit. Nobody is answered before the log has what was decided
/// before.
final class LogCommitter: Sendable {
    /// What is done around a commit.
    struct Hooks: Sendable {
        /// After the commit of the log, before anybody is answered.
        let hide: @Sendable ([String]) -> Void
        /// Runs work that answers many connections at once.
        let together: @Sendable (() -> Void) -> Void
        /// Nothing is on its way any more.
        let isIdle: @Sendable () -> Void
        /// After the answers.
        let afterCommit: @Sendable (LogHead) -> Void
        /// The failure of a put, before the commit: nothing of it is in the log.
        let failure: @Sendable (LogError) -> Failure
    }

    private struct State {
        var waiting: [CommitOrder] = []
        var isBusy = false
        var isAwaited = false
        var isClosed = false
        /// Why nothing more is committed until the writer gave up what it decided since.
        var obstacle: Failure?
    }

    private let log: EventLog
    private let tail: LogTail
    private let feed: HeadFeed
    private let meter: Meter
    private let ending: Ending
    private let hooks: Hooks
    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)
    private let idle = DispatchSemaphore(value: 0)

    init(
        log: EventLog,
        tail: LogTail,
        feed: HeadFeed,
        meter: Meter,
        ending: Ending,
        hooks: Hooks
    ) {
        self.log = log
        self.tail = tail
        self.feed = feed
        self.meter = meter
        self.ending = ending
        self.hooks = hooks
    }

    /// Starts the thread: a block that never returns before the end keeps its thread to itself.
    func start() {
        DispatchQueue(label: "peksosd.log", qos: .userInteractive).async { [self] in
            let permit = WriterPermit.take()
            while let orders = next() {
                commit(orders, permit)
                finished()
            }
        }
    }

    /// Ends the thread once nothing waits.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.signal()
    }

    // MARK: The writer's side

    /// Hands a batch over to the thread.
    ///
    /// Writer thread.
    func hand(_ order: CommitOrder) {
        let isFirst = state.withLock { state in
            state.waiting.append(order)
            return state.waiting.count == 1 && !state.isBusy
        }
        if isFirst { bell.signal() }
    }

    /// Commits a batch on the writer's own thread, when nothing else is on its way.
    ///
    /// Spares a batch that nobody follows two changes of threads.
    func commitHere(_ order: CommitOrder, _ permit: borrowing WriterPermit) {
        commit([order], permit)
    }

    /// True when nothing is on its way.
    var isIdle: Bool { state.withLock { !$0.isBusy && $0.waiting.isEmpty } }

    /// Waits until everything handed over is in the log, or has failed.
    ///
    /// Writer thread.
    func awaitIdle() {
        let mustWait = state.withLock { state in
            guard state.isBusy || !state.waiting.isEmpty else { return false }
            state.isAwaited = true
            return true
        }
        if mustWait { idle.wait() }
    }

    /// True when a batch could not be put, and all after it are turned away.
    var isObstructed: Bool { state.withLock { $0.obstacle != nil } }

    /// The writer gave up what it decided since the log's head.
    func resume() { state.withLock { $0.obstacle = nil } }

    // MARK: The thread

    private func next() -> [CommitOrder]? {
        while true {
            let (orders, isOver): ([CommitOrder], Bool) = state.withLock { state in
                let orders = state.waiting
                state.waiting = []
                state.isBusy = !orders.isEmpty
                return (orders, state.isClosed)
            }
            if !orders.isEmpty { return orders }
            if isOver { return nil }
            bell.wait()
        }
    }

    private func finished() {
        let (isIdle, mustSignal) = state.withLock { state in
            guard state.waiting.isEmpty else { return (false, false) }
            state.isBusy = false
            defer { state.isAwaited = false }
            return (true, state.isAwaited)
        }
        if mustSignal { idle.signal() }
        if isIdle { hooks.isIdle() }
    }

    private func commit(
        _ orders: [CommitOrder],
        _ permit: borrowing WriterPermit,
        isAgain: Bool = false
    ) {
        if ending.isNear { return answer(orders, .draining) }
        if let obstacle = state.withLock(\.obstacle) { return answer(orders, obstacle) }
        guard let head = orders.last(where: { $0.piece.count > 0 })?.piece.head else {
            return answer(orders, nil)
        }
        let start = DispatchTime.now().uptimeNanoseconds
        do throws(LogError) {
            guard try write(orders, permit) else {
                ending.begin()
                answer(orders, .outcomeUnknown)
                return ending.tell(.outcomeUnknown)
            }
        } catch {
            if error.isMapFull, !isAgain {
                // Pages may be pinned by readers whose process died.
                _ = try? log.environment.clearStaleReaders()
                return commit(orders, permit, isAgain: true)
            }
            let failure = hooks.failure(error)
            state.withLock { $0.obstacle = failure }
            return answer(orders, failure)
        }
        let elapsed = DispatchTime.now().uptimeNanoseconds - start
        meter.committed(
            commands: orders.reduce(0) { $0 + $1.commands },
            microseconds: Int64(elapsed / 1000)
        )
        for order in orders where !order.erased.isEmpty { hooks.hide(order.erased) }
        tail.forget(through: head.position)
        feed.recorded(through: head.position)
        answer(orders, nil)
        hooks.afterCommit(head)
    }

    /// Puts and commits; false when it is not known whether the commit went through.
    ///
    /// Throws when nothing was committed.
    private func write(
        _ orders: [CommitOrder],
        _ permit: borrowing WriterPermit
    ) throws(LogError) -> Bool {
        var transaction: WriteTransaction
        do throws(LMDBError) {
            transaction = try log.environment.beginWrite(permit)
        } catch {
            throw .store(error)
        }
        for order in orders { try log.write(order.piece, to: &transaction) }
        do throws(LMDBError) {
            try transaction.commit()
            return true
        } catch {
            return false
        }
    }

    private func answer(_ orders: [CommitOrder], _ failure: Failure?) {
        hooks.together {
            for order in orders { order.answer(failure) }
        }
    }
}
