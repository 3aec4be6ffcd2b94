// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import NIOCore

/// One client: lines in, replies out, in order and within limits.
///
/// Event loop only.
///
/// Bytes wait in `inbox` until a whole line is there and a place among the requests in flight is
/// free; replies wait in `queue` for those before them, then in `outbox` until the loop has handed
/// out everything it has, so that many replies leave in one write.
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    let number: UInt64
    /// Set by the loop while it hands out letters.
    var isTouched = false

    let limits: ServerLimits
    let session: SessionCalls
    private let connections: LoopConnections
    private let backlog: Backlog
    private let onEnd: () -> Void

    var context: ChannelHandlerContext?
    var queue: RequestQueue

    // MARK: Input

    private var inbox = ByteBuffer()
    /// Bytes at the front of the inbox in which there is no LF.
    private var scannedBytes = 0
    /// True while the rest of a line beyond the limit is thrown away.
    private var isSkippingLine = false
    private var malformedLines = 0
    private var tooLongLines = 0
    var isInputClosed = false
    /// No further line is read; what is in flight is answered, then the connection closes.
    var isEnding = false
    var isDraining = false
    /// Set once the connection is to end when all that was asked is answered.
    var isLastCall = false
    /// True once a whole line was read.
    var hasAsked = false
    /// The channel asked to read and was put off.
    var isReadHeldBack = false

    // MARK: Output

    private var outbox = ByteBuffer()
    private var notificationBytes = 0
    private var isClosing = false
    /// A buffer that grew beyond this for a large reply is given up.
    private static let keptBytesMax = 262_144

    // MARK: Times

    var lastInput = NIODeadline.now()
    var lineBegan: NIODeadline?
    var writtenBytes = 0
    var takenBytes = 0
    var lastTaken = NIODeadline.now()

    init(
        number: UInt64,
        limits: ServerLimits,
        session: SessionCalls,
        connections: LoopConnections,
        backlog: Backlog,
        mailbox: Mailbox,
        onEnd: @escaping () -> Void
    ) {
        self.number = number
        self.limits = limits
        self.session = session
        self.connections = connections
        self.backlog = backlog
        self.onEnd = onEnd
        queue = RequestQueue(connection: number, mailbox: mailbox)
    }

    /// True when nothing waits for a reply but what waits for its own client to read.
    var isQuiet: Bool { queue.isEmpty || (!queue.isRunning && !hasOutputRoom) }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        // Beside the limits of this connection, which may be newer than the listener.
        try? context.channel.syncOptions?.setOption(
            .writeBufferWaterMark,
            value: .init(low: 65_536, high: limits.outputBytesHigh)
        )
        connections.add(self, on: context.eventLoop)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    /// A client that breaks off is no event of ours; what it asked for goes on.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func end() {
        guard context != nil else { return }
        context = nil
        connections.remove(self)
        session.ended()
        onEnd()
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        lastInput = .now()
        guard !isEnding else { return }
        if inbox.readableBytes == 0 {
            inbox = bytes
        } else {
            inbox.writeBuffer(&bytes)
        }
        readLines()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        work()
        context.fireChannelReadComplete()
    }

    /// Puts the channel off while there is no room; `proceed` asks again.
    func read(context: ChannelHandlerContext) {
        guard mayRead else {
            isReadHeldBack = true
            return
        }
        context.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent {
            isInputClosed = true
            proceed()
        }
        context.fireUserInboundEventTriggered(event)
    }

    private var mayRead: Bool { hasRoom && !isEnding }

    private var hasRoom: Bool { queue.count < limits.inFlightMax && hasOutputRoom }

    /// Whether a reply more, however long, stays within what may wait for the client.
    private var hasOutputRoom: Bool { !isOutboxFull && (context?.channel.isWritable ?? false) }

    private var isOutboxFull: Bool { outbox.readableBytes >= limits.outputBytesHigh }

    /// Takes whole lines out of the inbox while there is room for their requests.
    private func readLines() {
        while hasRoom, !isEnding, inbox.readableBytes > 0 {
            let view = inbox.readableBytesView.dropFirst(scannedBytes)
            guard let end = view.firstIndex(of: UInt8(ascii: "\n")) else {
                scannedBytes = inbox.readableBytes
                keepPartialLine()
                break
            }
            let length = end - inbox.readerIndex
            scannedBytes = 0
            lineBegan = nil
            if isSkippingLine {
                isSkippingLine = false
                inbox.moveReaderIndex(forwardBy: length + 1)
            } else if length > limits.lineBytesMax {
                inbox.moveReaderIndex(forwardBy: length + 1)
                refuseLongLine()
            } else {
                let line = inbox.readBytes(length: length) ?? []
                inbox.moveReaderIndex(forwardBy: 1)
                take(line)
            }
        }
        if isEnding || inbox.readableBytes == 0 {
            // Gives the buffer back to the channel, which reads into it again.
            inbox = ByteBuffer()
            scannedBytes = 0
            if !isSkippingLine { lineBegan = nil }
        } else if inbox.readerIndex > 65_536 {
            inbox.discardReadBytes()
        }
    }

    private func keepPartialLine() {
        if lineBegan == nil { lineBegan = lastInput }
        if isSkippingLine {
            inbox.clear()
            scannedBytes = 0
        } else if inbox.readableBytes > limits.lineBytesMax {
            inbox.clear()
            scannedBytes = 0
            isSkippingLine = true
            refuseLongLine()
        }
    }

    private func refuseLongLine() {
        tooLongLines += 1
        let error = WireError.lineTooLong(limitBytes: limits.lineBytesMax, session.language())
        queue.append(answered: error.line(id: nil), id: nil)
        if tooLongLines >= limits.tooLongLinesMax { isEnding = true }
        advance()
    }

    private func take(_ line: [UInt8]) {
        guard !Self.isBlank(line) else { return }
        let isFirst = !hasAsked
        hasAsked = true
        let incoming = RequestParser.parse(line: line, language: session.language())
        switch incoming {
        case .ignored: break
        case .cancel(let id): cancel(id)
        case .invalid(let error, let id):
            queue.append(answered: error.line(id: id), id: id)
            if incoming.isMalformed {
                malformedLines += 1
                if malformedLines >= limits.malformedLinesMax { isEnding = true }
            }
        case .request(let request): take(request)
        }
        advance()
        if isFirst, isLastCall { shutInput() }
    }

    private static func isBlank(_ line: [UInt8]) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }

    private func take(_ request: Request) {
        if isDraining {
            let error = WireError.draining(session.language())
            queue.append(answered: error.line(id: request.id), id: request.id)
        } else if queue.holds(request.id) {
            let error = WireError.invalidRequest(.idInUse, session.language())
            queue.append(answered: error.line(id: request.id), id: nil)
        } else {
            queue.append(request)
        }
    }

    private func cancel(_ id: RequestID) {
        if !queue.cancelHeld(id, session.language()) { session.cancel(id) }
    }

    // MARK: Going on

    func receive(_ letter: Letter) {
        switch letter.kind {
        case .reply(let sequence): queue.complete(sequence, letter.line.bytes)
        case .notification:
            // A reply posted before it goes first: a client learns its subscription, then its events.
            takeAnswers()
            let line = letter.line.bytes
            notificationBytes += line.count + 1
            append(line)
        case .close: isEnding = true
        }
    }

    /// Starts, answers, reads and writes whatever has become possible.
    func proceed() {
        work()
        guard let context else { return }
        if isReadHeldBack, mayRead {
            isReadHeldBack = false
            // Time that passed while we did not read is not the client's.
            if lineBegan != nil { lineBegan = .now() }
            context.read()
        }
    }

    /// Does what can be done with what was read, and ends the connection after its last reply.
    func work() {
        var wasFull: Bool
        repeat {
            advance()
            readLines()
            wasFull = isOutboxFull
            flush()
        } while wasFull && hasOutputRoom
        // The end of the input may come while lines before it still wait for room.
        let isRead = isInputClosed && (inbox.readableBytes == 0 || hasRoom)
        let isDone = isEnding || (isRead && (isLastCall || !session.isSubscribed()))
        if isDone, queue.isEmpty, !isClosing, let context { closeAfterFlush(context) }
    }

    private func advance() {
        takeAnswers()
        while hasOutputRoom, queue.startNext(prepare: session.prepare) { takeAnswers() }
    }

    private func takeAnswers() {
        while let line = queue.nextAnswered() { append(line) }
    }

    private func append(_ line: [UInt8]) {
        outbox.writeBytes(line)
        outbox.writeInteger(UInt8(ascii: "\n"))
    }

    // MARK: Writing

    private func flush() {
        guard let context, !isClosing, outbox.readableBytes > 0 else { return }
        writtenBytes += outbox.readableBytes
        // Taken out first: writing can make the channel writable again, which comes back here.
        var bytes = ByteBuffer()
        swap(&bytes, &outbox)
        context.writeAndFlush(wrapOutboundOut(bytes), promise: flushPromise(context))
        if outbox.readableBytes == 0, bytes.capacity <= Self.keptBytesMax {
            swap(&bytes, &outbox)
            outbox.clear()
        }
        if !context.channel.isWritable, bufferedBytes(context) > limits.outputBytesHard {
            context.close(promise: nil)
        }
    }

    /// Only notifications are counted back, so only they pay for a promise.
    private func flushPromise(_ context: ChannelHandlerContext) -> EventLoopPromise<Void>? {
        guard notificationBytes > 0 else { return nil }
        let promise = context.eventLoop.makePromise(of: Void.self)
        let count = notificationBytes
        let backlog = backlog
        promise.futureResult.whenComplete { _ in backlog.subtract(count) }
        notificationBytes = 0
        return promise
    }

    private func closeAfterFlush(_ context: ChannelHandlerContext) {
        isClosing = true
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { proceed() }
        context.fireChannelWritabilityChanged()
    }

    func bufferedBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
