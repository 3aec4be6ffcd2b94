// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Reason for `unsafe` here: `fstat`, `poll` and `write` take structures and bytes by pointer.

import Glibc
import Synchronization

/// Where the journal's entries go; what it does not take at once is dropped and counted.
package final class JournalTarget: Sendable {
    /// Where the journal of systemd listens.
    package static let journalSocket = "/run/systemd/journal/socket"

    /// A pipe takes so much at once when it takes anything.
    private static let lineBytesMax = 4096

    private enum Form {
        case native(DatagramSender)
        /// With a prefix `<N>` that says how grave it is.
        case prefixed
        /// For a person at a terminal.
        case plain
    }

    private let descriptor: Int32
    private let form: Form
    private let writing = Mutex(())
    private let drops = Atomic<Int64>(0)

    /// The journal when `stream`, the value of `JOURNAL_STREAM`, names the descriptor; else lines.
    package init(
        descriptor: Int32 = 2,
        stream: String?,
        journal: String = JournalTarget.journalSocket
    ) {
        self.descriptor = descriptor
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        if isKnown, stream == "\(status.st_dev):\(status.st_ino)",
            let sender = DatagramSender(to: journal)
        {
            form = .native(sender)
        } else {
            form = isatty(descriptor) == 1 ? .plain : .prefixed
        }
    }

    /// How many entries were dropped.
    package var dropped: Int64 { drops.load(ordering: .relaxed) }

    /// Writes an entry, or drops it; never waits for a reader. Any thread.
    package func write(_ entry: JournalEntry) {
        let isWritten =
            switch form {
            case .native(let sender): sender.send(entry.fields)
            case .prefixed: put("<\(entry.priority)>\(entry.text)\n")
            case .plain: put("\(entry.text)\n")
            }
        if !isWritten { drops.add(1, ordering: .relaxed) }
    }

    private func put(_ line: String) -> Bool {
        var bytes = Array(line.utf8.prefix(Self.lineBytesMax))
        bytes[bytes.count - 1] = UInt8(ascii: "\n")
        return writing.withLock { _ in
            var asked = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard unsafe poll(&asked, 1, 0) == 1, asked.revents & Int16(POLLOUT) != 0 else {
                return false
            }
            return unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
            }
        }
    }
}
