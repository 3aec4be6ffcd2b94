// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import NIOCore

/// The requests of one connection that are not answered yet, in the order sent.
///
/// Commands start as soon as no query is before them, so that they share a commit; a query starts
/// when everything before it was answered. Nothing is even looked at before its turn.
struct RequestQueue {
    private enum State {
        case held(Request)
        case waiting(QueryTask)
        case running(isCommand: Bool)
        case answered([UInt8])
    }

    private struct Slot {
        let id: RequestID?
        var state: State
    }

    private let connection: UInt64
    private let mailbox: Mailbox
    private var slots = CircularBuffer<Slot>(initialCapacity: 32)
    /// The sequence number of the first slot.
    private var firstSequence: UInt64 = 0
    /// How many slots at the front were started or answered.
    private var startedCount = 0
    private var runningCommands = 0
    private var isQueryRunning = false

    init(connection: UInt64, mailbox: Mailbox) {
        self.connection = connection
        self.mailbox = mailbox
    }

    var isEmpty: Bool { slots.isEmpty }
    var count: Int { slots.count }
    /// True while the application works on one of them.
    var isRunning: Bool { runningCommands > 0 || isQueryRunning }

    func holds(_ id: RequestID) -> Bool {
        slots.contains { $0.id == id }
    }

    mutating func append(_ request: Request) {
        slots.append(Slot(id: request.id, state: .held(request)))
    }

    mutating func append(answered line: [UInt8], id: RequestID?) {
        slots.append(Slot(id: id, state: .answered(line)))
    }

    /// Takes in a reply; one that comes twice or too late is a mistake of the application.
    mutating func complete(_ sequence: UInt64, _ line: [UInt8]) {
        let place = Int(sequence - firstSequence)
        precondition(sequence >= firstSequence && place < slots.count, "one reply a request")
        let slot = slots.index(slots.startIndex, offsetBy: place)
        guard case .running(let isCommand) = slots[slot].state else {
            preconditionFailure("one reply a request, and only after it was submitted")
        }
        slots[slot].state = .answered(line)
        if isCommand { runningCommands -= 1 } else { isQueryRunning = false }
    }

    /// Starts the next request if its turn has come; false when nothing can be started now.
    mutating func startNext(prepare: (Request) -> Prepared) -> Bool {
        while startedCount < slots.count, !isQueryRunning {
            let slot = slots.index(slots.startIndex, offsetBy: startedCount)
            switch slots[slot].state {
            case .answered, .running:
                startedCount += 1
            case .held(let request):
                switch prepare(request) {
                case .answered(let line):
                    slots[slot].state = .answered(line)
                    startedCount += 1
                    return true
                case .command(let task):
                    slots[slot].state = .running(isCommand: true)
                    runningCommands += 1
                    startedCount += 1
                    task.submit(replyHandler(startedCount - 1))
                    return true
                case .query(let task):
                    slots[slot].state = .waiting(task)
                }
            case .waiting(let task):
                guard runningCommands == 0 else { return false }
                slots[slot].state = .running(isCommand: false)
                isQueryRunning = true
                startedCount += 1
                task.submit(replyHandler(startedCount - 1))
                return true
            }
        }
        return false
    }

    private func replyHandler(_ place: Int) -> ReplyHandler {
        let sequence = firstSequence + UInt64(place)
        return ReplyHandler(post: { [mailbox, connection] line in
            let kind = Letter.Kind.reply(sequence: sequence)
            mailbox.post(Letter(connection: connection, kind: kind, line: line))
        })
    }

    /// The next reply in order, once it is there.
    mutating func nextAnswered() -> [UInt8]? {
        guard case .answered(let line)? = slots.first?.state else { return nil }
        slots.removeFirst()
        firstSequence += 1
        if startedCount > 0 { startedCount -= 1 }
        return line
    }

    /// Cancels a request that was not started; false when there is none of this id.
    mutating func cancelHeld(_ id: RequestID, _ language: Language) -> Bool {
        guard let slot = slots.firstIndex(where: { $0.id == id }) else { return false }
        switch slots[slot].state {
        case .held, .waiting:
            slots[slot].state = .answered(WireError.cancelled(language).line(id: id))
            return true
        case .running, .answered:
            return false
        }
    }
}
