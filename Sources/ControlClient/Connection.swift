// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// One stream to the daemon: lines out, lines in.
///
/// Single thread.
package final class Connection {
    /// The longest line either side may send, in bytes without its LF.
    package static let lineBytesMax = 1_048_576
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Bytes of the buffer already searched for a line end.
    private var searched = 0

    /// Connects.
    ///
    /// Throws `unreachable` naming the socket and the fix.
    package init(socket path: String) throws(Failure) {
        do {
            descriptor = try System.connect(path)
        } catch {
            var failure = Failure("unreachable", exit: 69, .unreachable, path, error.text)
            if error.isDenied { failure = failure.adding(.unreachableDenied) }
            if error.isMissing { failure = failure.adding(.unreachableAbsent) }
            throw failure
        }
    }

    deinit { System.close(descriptor) }

    func send(_ line: [UInt8]) throws(Failure) {
        do {
            try System.write(line + [0x0A], to: descriptor)
        } catch {
            throw .lost(.connectionLost)
        }
    }

    /// The next line as a document, before `deadline` (monotonic milliseconds; nil: for ever).
    ///
    /// Throws `interrupted` after a signal, `connectionLost` at the end of the stream or the
    /// deadline, `badReply` for what no daemon of ours would send.
    package func receive(until deadline: Int64?) throws(Failure) -> JSONDocument {
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                if end > Connection.lineBytesMax { throw Self.tooLong }
                let line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                searched = 0
                if line.isEmpty { continue }
                // A daemon of ours nests far less; the limit keeps a hostile one harmless.
                let limits = JSONLimits(nesting: 64, members: .max, items: .max)
                guard let document = try? JSONDocument(scanning: line, limits: limits),
                    document.root.kind == .object
                else { throw Failure("badReply", exit: 76, .badReply, "JSON") }
                return document
            }
            searched = buffer.count
            if searched > Connection.lineBytesMax { throw Self.tooLong }
            try fill(until: deadline)
        }
    }

    private static var tooLong: Failure {
        Failure("badReply", exit: 76, .badReply, "> \(lineBytesMax)")
    }

    private func fill(until deadline: Int64?) throws(Failure) {
        let seen = System.interruptCount
        let left = deadline.map { $0 - System.monotonicMilliseconds() } ?? 60_000
        if left <= 0 { throw .lost(.noAnswer) }
        if seen > 0 { throw Failure("interrupted", exit: 130, .interrupted) }
        guard System.awaitInput(descriptor, milliseconds: min(left, 60_000)) else { return }
        do {
            guard let piece = try System.read(descriptor, atMost: 131_072) else { return }
            if piece.isEmpty { throw Failure.lost(.connectionLost) }
            buffer += piece
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .lost(.connectionLost)
        }
    }
}

extension Failure {
    /// The fate of what was sent is unknown.
    static func lost(_ text: Text) -> Failure {
        var failure = Failure("connectionLost", exit: 75, text)
        failure.isUncertain = true
        return failure
    }
}
