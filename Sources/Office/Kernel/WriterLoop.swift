// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Dispatch
internal import EventLog
internal import Keyring
internal import LMDB
internal import Logging
internal import Projections
internal import Synchronization

/// The one thread that changes the store: drains the inbox, decides, commits, answers.
final class WriterLoop: Sendable {
    /// Limits of one commit.
    struct Limits: Sendable {
        var commands = 1024
    }

    /// Looks that join a batch while it is being decided, at most.
    private static let looksMax = 64

    let inbox: Inbox<WriterTask>
    let store: Store
    let feed: HeadFeed
    private let runner: CommandRunner
    private let limits: Limits
    private let hash: @Sendable (String) -> String
    private let meter: Meter
    private let afterCommit: @Sendable (LogHead) -> Void
    private let afterErasure: @Sendable () -> Void
    private let together: @Sendable (() -> Void) -> Void
    private let hasQueries: @Sendable () -> Bool
    private let onFatal: @Sendable (FatalReason) -> Void
    private let isFailed = Atomic(false)
    private let room: StoreRoom
    private let care: CareAfterCrash
    private let ended = DispatchSemaphore(value: 0)

    init(
        store: Store,
        runner: CommandRunner,
        inbox: Inbox<WriterTask>,
        feed: HeadFeed,
        limits: Limits,
        room: StoreRoom,
        care: CareAfterCrash,
        hash: @escaping @Sendable (String) -> String,
        meter: Meter,
        afterCommit: @escaping @Sendable (LogHead) -> Void,
        afterErasure: @escaping @Sendable () -> Void,
        together: @escaping @Sendable (() -> Void) -> Void,
        hasQueries: @escaping @Sendable () -> Bool,
        onFatal: @escaping @Sendable (FatalReason) -> Void
    ) {
        self.store = store
        self.runner = runner
        self.inbox = inbox
        self.feed = feed
        self.limits = limits
        self.room = room
        self.care = care
        self.hash = hash
        self.meter = meter
        self.afterCommit = afterCommit
        self.afterErasure = afterErasure
        self.together = together
        self.hasQueries = hasQueries
        self.onFatal = onFatal
    }

    /// Starts the thread: a block that never returns before the end keeps its thread to itself.
    func start() {
        DispatchQueue(label: "peksosd.writer", qos: .userInteractive).async { [self] in
            let permit = WriterPermit.take()
            let cache = RowCache()
            while let tasks = inbox.take(limit: limits.commands) {
                process(tasks, permit, cache)
            }
            ended.signal()
        }
    }

    /// Finishes what waits and ends the thread.
    func stop() {
        inbox.close()
        ended.wait()
        ended.signal()
    }

    /// True after a failure that ends the daemon.
    var hasFailed: Bool { isFailed.load(ordering: .acquiring) }

    private func process(
        _ tasks: [WriterTask],
        _ permit: borrowing WriterPermit,
        _ cache: RowCache
    ) {
        var run: [WriterTask] = []
        for task in tasks {
            if case .maintenance(let work) = task {
                commit(run, permit, cache)
                run = []
                work(self, permit)
                // Rows may have been changed, or the views exchanged.
                cache.clear()
            } else {
                run.append(task)
            }
        }
        commit(run, permit, cache)
    }

    /// Runs some tasks as one commit, and one by one when that fails before the commit.
    ///
    /// `joinsLooks`: false for tasks that shall drag nobody along.
    private func commit(
        _ tasks: [WriterTask],
        _ permit: borrowing WriterPermit,
        _ cache: RowCache,
        joinsLooks: Bool = true,
        isAgain: Bool = false
    ) {
        guard !tasks.isEmpty else { return }
        if hasFailed { return answer(tasks, .draining) }
        let isSuspect = care.mustSeparate(tasks)
        if tasks.count > 1, isSuspect {
            for task in tasks { commit([task], permit, cache, joinsLooks: false) }
            return
        }
        var tasks = tasks
        do {
            try attempt(&tasks, permit, cache, joinsLooks: joinsLooks && !isSuspect)
        } catch let failure as CommitFailure {
            settle(failure, tasks)
        } catch  where tasks.count > 1 {
            for task in tasks { commit([task], permit, cache, joinsLooks: false) }
        } catch  where !isAgain && Self.isMapFull(error) {
            // Pages may be pinned by readers whose process died.
            for environment in [store.log.environment, store.views, store.keyring.environment] {
                _ = try? environment.clearStaleReaders()
            }
            commit(tasks, permit, cache, joinsLooks: false, isAgain: true)
        } catch {
            answer(tasks, failure(of: error))
        }
    }

    /// What became of one task while the batch was put together.
    private enum Outcome {
        case command(CommandTask, Result<CommandResult, Failure>)
        case record(RecordTask, Result<Int64, Failure>)
    }

    private func attempt(
        _ tasks: inout [WriterTask],
        _ permit: borrowing WriterPermit,
        _ cache: RowCache,
        joinsLooks: Bool
    ) throws {
        let room = room.room
        var batch = try begin(permit, cache)
        batch.room = room
        runner.services.beginBatch()
        care.begin(tasks)
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(tasks.count)
        for task in tasks {
            outcomes.append(try decide(task, &batch, permit))
            // Where processors are few, a query would else wait for the whole batch.
            if hasQueries() { WorkThread.yield() }
        }
        care.end()
        if joinsLooks {
            // Looks that came meanwhile: their answers wait for this commit and not for the next.
            // Whatever becomes of the batch, they are among its tasks.
            let looks = inbox.takeWaiting(limit: Self.looksMax, where: \.isRecord)
            tasks += looks
            for look in looks { outcomes.append(try decide(look, &batch, permit)) }
        }
        try finish(batch, commands: tasks.count) {
            together {
                for outcome in outcomes {
                    switch outcome {
                    case .command(let task, let result): task.finish(result)
                    case .record(let task, let result): task.completion(result)
                    }
                }
            }
        }
    }

    private func decide(
        _ task: WriterTask,
        _ batch: inout Batch,
        _ permit: borrowing WriterPermit
    ) throws -> Outcome {
        switch task {
        case .command(let task):
            let result = try runner.run(task, &batch, permit)
            // A row that could not be read counts before what was made of its absence.
            if let failure = batch.views.failure { throw failure }
            return .command(task, result)
        case .record(let task):
            if let refusal = batch.room.refusal(isEssential: true) {
                return .record(task, .failure(refusal))
            }
            return .record(task, .success(try runner.record(task, &batch, permit)))
        case .maintenance: preconditionFailure("maintenance never shares a batch")
        }
    }

    private func begin(
        _ permit: borrowing WriterPermit,
        _ cache: RowCache
    ) throws -> Batch {
        let log = try store.log.environment.beginWrite(permit)
        let views = try ViewWriter(store.views, permit, cache: cache, hash: hash)
        let head = try store.log.head(log)
        guard views.appliedPosition == Int64(head.position) else {
            throw CommitFailure.views(
                "the views are at \(views.appliedPosition), the log is at \(head.position)"
            )
        }
        return Batch(log: log, keys: nil, views: views)
    }

    /// Commits keyring and log, answers, and commits the views; only answers when nothing was
    /// recorded.
    ///
    /// The views are not waited for: they are made from the log, and reads wait for them
    /// (``HeadFeed/awaitRecorded()``).
    private func finish(
        _ batch: consuming Batch,
        commands: Int,
        _ answerAll: () -> Void
    ) throws {
        let views = batch.views
        guard batch.recordedCount > 0 else { return answerAll() }
        let start = DispatchTime.now().uptimeNanoseconds
        if let keys = batch.keys.take() {
            do { try store.keyring.commit(keys) } catch { throw CommitFailure.keyring("\(error)") }
        }
        let head = try store.log.head(batch.log)
        let erased = batch.erased
        do { try batch.log.commit() } catch { throw CommitFailure.log("\(error)") }
        let elapsed = DispatchTime.now().uptimeNanoseconds - start
        meter.committed(commands: commands, microseconds: Int64(elapsed / 1000))
        // Before anybody is answered: from here on nothing of theirs is opened.
        store.keyring.hide(erased)
        feed.recorded(through: head.position)
        answerAll()
        afterCommit(head)
        do { try views.commit(at: Int64(head.position)) } catch {
            throw CommitFailure.viewsAfterLog("\(error)")
        }
        feed.moved(to: head)
        if !erased.isEmpty { afterErasure() }
    }

    // MARK: Failures

    /// A commit that did not go through; which one decides what is known.
    private enum CommitFailure: Error {
        case keyring(String)
        case log(String)
        case views(String)
        case viewsAfterLog(String)
    }

    private func settle(_ failure: CommitFailure, _ tasks: [WriterTask]) {
        // Before anybody is answered: whoever asks again must not be decided.
        isFailed.store(true, ordering: .releasing)
        switch failure {
        case .keyring(let words):
            answer(tasks, .storeIO)
            end(.inputOutput(words))
        case .log:
            answer(tasks, .outcomeUnknown)
            end(.outcomeUnknown)
        case .views(let words):
            answer(tasks, .projectionStale(projection: "views", applied: 0, wanted: 0))
            end(.viewsDistrusted(words))
        case .viewsAfterLog(let words):
            // Everybody has the answer already, and it is true.
            end(.viewsDistrusted(words))
        }
    }

    /// Decides nothing more, and says why the daemon must end.
    func end(_ reason: FatalReason) {
        isFailed.store(true, ordering: .releasing)
        onFatal(reason)
    }

    private func answer(_ tasks: [WriterTask], _ failure: Failure) {
        for task in tasks {
            switch task {
            case .command(let task): task.finish(.failure(failure))
            case .record(let task): task.completion(.failure(failure))
            case .maintenance: preconditionFailure("maintenance never shares a batch")
            }
        }
    }
}
