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

/// The one thread that decides: drains the inbox, decides, hands what was decided to the log.
///
/// The log is committed, and everybody answered, by ``LogCommitter``. The transaction on the views
/// stays open over several batches; it is committed when nothing more comes, when somebody waits
/// to read, or when it has grown, and never before the log has all that is in it.
final class WriterLoop: Sendable {
    /// Limits of one batch, and of one commit of the views.
    struct Limits: Sendable {
        var commands = 1024
        /// Events in one commit of the views, about.
        var viewsEvents = 1000
        /// How long the views may wait for more while commands come.
        var viewsNanoseconds: UInt64 = 50_000_000
        /// How long the views wait for more when none come.
        var patience = DispatchTimeInterval.milliseconds(1)
    }

    /// What the writer thread keeps from one batch to the next.
    private final class Hand {
        let cache = RowCache()
        /// The open transaction on the views.
        var views: ViewWriter?
        /// Events in it.
        var count = 0
        /// When it was begun.
        var begun: UInt64 = 0
    }

    let inbox: Inbox<WriterTask>
    let store: Store
    let feed: HeadFeed
    let committer: LogCommitter
    let ending: Ending
    private let tail: LogTail
    private let runner: CommandRunner
    private let builder: ViewBuilder
    private let limits: Limits
    private let hash: @Sendable (String) -> String
    private let afterErasure: @Sendable () -> Void
    private let room: StoreRoom
    private let care: CareAfterCrash
    private let ended = DispatchSemaphore(value: 0)

    init(
        store: Store,
        tail: LogTail,
        runner: CommandRunner,
        builder: ViewBuilder,
        inbox: Inbox<WriterTask>,
        feed: HeadFeed,
        limits: Limits,
        room: StoreRoom,
        care: CareAfterCrash,
        hash: @escaping @Sendable (String) -> String,
        meter: Meter,
        hooks: OfficeHooks,
        afterErasure: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.tail = tail
        self.runner = runner
        self.builder = builder
        self.inbox = inbox
        self.feed = feed
        self.limits = limits
        self.room = room
        self.care = care
        self.hash = hash
        self.afterErasure = afterErasure
        let ending = Ending(onFatal: hooks.onFatal)
        self.ending = ending
        committer = LogCommitter(
            log: store.log,
            tail: tail,
            feed: feed,
            meter: meter,
            ending: ending,
            hooks: LogCommitter.Hooks(
                hide: { store.keyring.hide($0) },
                together: hooks.together,
                isIdle: { inbox.gather(false) },
                afterCommit: hooks.afterCommit,
                failure: { Self.failure(of: $0, store, ending) }
            )
        )
    }

    /// Starts the thread: a block that never returns before the end keeps its thread to itself.
    func start() {
        committer.start()
        feed.whenAwaited { [inbox] in inbox.poke() }
        DispatchQueue(label: "peksosd.writer", qos: .userInteractive).async { [self] in
            let permit = WriterPermit.take()
            let hand = Hand()
            while let tasks = inbox.take(
                limit: limits.commands,
                patience: hand.views == nil ? .never : limits.patience
            ) {
                process(tasks, permit, hand)
                if tasks.isEmpty || mustSettle(hand) { settle(permit, hand) }
            }
            settle(permit, hand)
            committer.awaitIdle()
            committer.close()
            ended.signal()
        }
    }

    /// Finishes what waits and ends the thread.
    func stop() {
        inbox.close()
        ended.wait()
        ended.signal()
    }

    private func process(
        _ tasks: [WriterTask],
        _ permit: borrowing WriterPermit,
        _ hand: Hand
    ) {
        var run: [WriterTask] = []
        for task in tasks {
            if case .maintenance(let work) = task {
                commit(run, permit, hand)
                run = []
                settle(permit, hand)
                work(self, permit)
                // Rows may have been changed, or the views exchanged.
                hand.cache.clear()
            } else {
                run.append(task)
            }
        }
        commit(run, permit, hand)
    }

    /// Runs some tasks as one batch, and one by one when that fails before it is handed over.
    private func commit(
        _ tasks: [WriterTask],
        _ permit: borrowing WriterPermit,
        _ hand: Hand,
        isAgain: Bool = false
    ) {
        guard !tasks.isEmpty else { return }
        if committer.isObstructed { giveUp(permit, hand) }
        if ending.isNear { return answer(tasks, .draining) }
        if tasks.count > 1, care.mustSeparate(tasks) {
            for task in tasks { commit([task], permit, hand) }
            return
        }
        do {
            try attempt(tasks, permit, hand)
        } catch let failure as KeyringCommitFailure {
            ending.begin()
            answer(tasks, .storeIO)
            ending.tell(.inputOutput(failure.words))
        } catch let failure as ViewsBehind {
            distrust(failure.words, tasks)
        } catch  where tasks.count > 1 {
            giveUp(permit, hand)
            for task in tasks {
                commit([task], permit, hand)
                // The next one may be given up again, and takes nobody with it.
                settle(permit, hand)
            }
        } catch  where !isAgain && Self.isMapFull(error) {
            // Pages may be pinned by readers whose process died.
            for environment in [store.log.environment, store.views, store.keyring.environment] {
                _ = try? environment.clearStaleReaders()
            }
            giveUp(permit, hand)
            commit(tasks, permit, hand, isAgain: true)
        } catch {
            answer(tasks, failure(of: error))
            giveUp(permit, hand)
        }
    }

    /// What became of one task while the batch was put together.
    private enum Outcome: Sendable {
        case command(CommandTask, Result<CommandResult, Failure>)
        case record(RecordTask, Result<Int64, Failure>)

        func answer(_ failure: Failure?) {
            switch self {
            case .command(let task, let result): task.finish(failure.map { .failure($0) } ?? result)
            case .record(let task, let result):
                task.completion(failure.map { .failure($0) } ?? result)
            }
        }
    }

    private func attempt(
        _ tasks: [WriterTask],
        _ permit: borrowing WriterPermit,
        _ hand: Hand
    ) throws {
        let room = room.room
        var batch = Batch(piece: LogPiece(after: tail.head), views: try views(permit, hand))
        batch.room = room
        care.begin(tasks)
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(tasks.count)
        for task in tasks {
            switch task {
            case .command(let task):
                outcomes.append(.command(task, try runner.run(task, &batch, permit)))
            case .record(let task):
                let refusal = room.refusal(isEssential: true)
                let position = refusal == nil ? try runner.record(task, &batch, permit) : 0
                outcomes.append(.record(task, refusal.map { .failure($0) } ?? .success(position)))
            case .maintenance:
                preconditionFailure("maintenance never shares a batch")
            }
        }
        care.end()
        try handOver(batch, outcomes, permit, hand)
    }

    /// The open transaction on the views, begun when there is none.
    private func views(_ permit: borrowing WriterPermit, _ hand: Hand) throws -> ViewWriter {
        if let views = hand.views { return views }
        let views = try ViewWriter(store.views, permit, cache: hand.cache, hash: hash)
        let head = tail.head.position
        guard views.appliedPosition == Int64(head) else {
            throw ViewsBehind(
                words: "the views are at \(views.appliedPosition), the log is at \(head)"
            )
        }
        hand.views = views
        hand.count = 0
        hand.begun = DispatchTime.now().uptimeNanoseconds
        return views
    }

    /// Commits new keys and hands the batch over; whoever it answers waits for the log.
    private func handOver(
        _ batch: consuming Batch,
        _ outcomes: [Outcome],
        _ permit: borrowing WriterPermit,
        _ hand: Hand
    ) throws {
        if let keys = batch.keys.take() {
            do { try store.keyring.commit(keys) } catch {
                throw KeyringCommitFailure(words: "\(error)")
            }
        }
        hand.count += batch.piece.count
        let order = CommitOrder(
            piece: batch.piece,
            commands: outcomes.count,
            erased: batch.erased,
            answer: { failure in
                for outcome in outcomes { outcome.answer(failure) }
            }
        )
        if outcomes.count == 1, committer.isIdle, inbox.count == 0 {
            committer.commitHere(order, permit)
        } else {
            // While the disk is busy, nobody's answer comes sooner by deciding one at a time.
            inbox.gather(true)
            committer.hand(order)
        }
        guard !order.erased.isEmpty else { return }
        // Nothing is decided before what was erased is hidden.
        settle(permit, hand)
        afterErasure()
    }

    // MARK: Views

    private func mustSettle(_ hand: Hand) -> Bool {
        guard hand.views != nil else { return false }
        return hand.count >= limits.viewsEvents || feed.isAwaited
            || room.room.level != .enough
            || DispatchTime.now().uptimeNanoseconds - hand.begun > limits.viewsNanoseconds
    }

    /// Commits the views, once the log has everything that they have.
    private func settle(_ permit: borrowing WriterPermit, _ hand: Hand) {
        guard let views = hand.views else { return }
        committer.awaitIdle()
        if committer.isObstructed { return giveUp(permit, hand) }
        hand.views = nil
        guard !ending.isNear, hand.count > 0 else { return }
        let head = tail.head
        do {
            try views.commit(at: Int64(head.position))
        } catch {
            // Everybody has the answer already, and it is true.
            return ending.tell(.viewsDistrusted("\(error)"))
        }
        feed.moved(to: head)
    }

    /// Gives up what was decided and is not in the log, and brings the views to the log's head.
    private func giveUp(_ permit: borrowing WriterPermit, _ hand: Hand) {
        hand.views = nil
        hand.cache.clear()
        committer.awaitIdle()
        committer.resume()
        guard !ending.isNear else { return }
        do {
            let head = try store.head()
            tail.giveUp(to: head)
            let range = ViewBuilder.Range(through: head.position)
            _ = try builder.catchUp(store.views, range, permit) { _ in }
            feed.moved(to: head)
        } catch {
            ending.tell(.viewsDistrusted("\(error)"))
        }
    }

    // MARK: Failures

    /// The keys of a batch may or may not be durable.
    private struct KeyringCommitFailure: Error {
        let words: String
    }

    /// The views are not where the log is.
    private struct ViewsBehind: Error {
        let words: String
    }

    private func distrust(_ words: String, _ tasks: [WriterTask]) {
        ending.begin()
        answer(tasks, .projectionStale(projection: "views", applied: 0, wanted: 0))
        ending.tell(.viewsDistrusted(words))
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
