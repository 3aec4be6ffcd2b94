// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The two output streams.
///
/// Data goes to standard output, everything else to standard error.
package final class Console {
    private var pending: [UInt8] = []
    let isTerminal: Bool
    let isErrorTerminal: Bool
    /// Whether a person types the input.
    package let isInputTerminal: Bool

    /// Looks at the three standard streams.
    package init() {
        isTerminal = System.isTerminal(1)
        isErrorTerminal = System.isTerminal(2)
        isInputTerminal = System.isTerminal(0)
    }

    /// Adds a line of data; it leaves with ``flush()``.
    package func print(_ line: String) {
        pending += Array(line.utf8)
        pending.append(0x0A)
    }

    /// Adds bytes of data as they are.
    package func write(_ text: String) { pending += Array(text.utf8) }

    /// Adds bytes of data that are no text.
    func write(bytes: [UInt8]) { pending += bytes }

    /// Takes what was printed since the last flush, for a file instead.
    package func takePending() -> [UInt8] {
        defer { pending = [] }
        return pending
    }

    /// Sends the data.
    ///
    /// Throws `outputFailed` (74), or `pipeClosed` (141), never loses it silently.
    package func flush() throws(Failure) {
        let bytes = takePending()
        if bytes.isEmpty { return }
        do {
            try System.write(bytes, to: 1)
        } catch {
            if error.isBrokenPipe { throw Failure("pipeClosed", exit: 141, .asIs, "") }
            throw Failure("outputFailed", exit: 74, .outputFailed, error.text)
        }
    }

    /// Shows what was printed through a pager; false when it fits the screen, or none can be run.
    func page(through line: String) -> Bool {
        guard isTerminal, isInputTerminal, System.environment("TERM") != "dumb",
            let rows = System.terminalSize(1)?.rows, pending.count(where: { $0 == 0x0A }) >= rows
        else { return false }
        if System.environment("LESS") == nil { System.export("LESS", "FIRX") }
        System.export("LESSSECURE", "1")
        // What is printed is UTF-8, whatever the locale of the machine is called.
        if System.environment("LESSCHARSET") == nil { System.export("LESSCHARSET", "utf-8") }
        do {
            try System.page(pending, through: line)
        } catch {
            return false
        }
        pending = []
        return true
    }

    /// A line for people; a closed standard error is nobody's business.
    package func note(_ line: String) { errorText(line + "\n") }

    func errorText(_ text: String) { try? System.write(Array(text.utf8), to: 2) }

    /// Asks a question on standard error and reads one line; nil at the end of the input.
    package func ask(_ question: String) throws(Failure) -> String? {
        errorText(question)
        return try readLine()
    }

    private var unread: [UInt8] = []

    /// The next line of standard input without its end; nil at the end.
    package func readLine() throws(Failure) -> String? {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                let line = Array(unread[..<end])
                unread.removeSubrange(...end)
                return String(decoding: line, as: UTF8.self)
            }
            if System.interruptCount > 0 {
                // The terminal shows ^C behind the question.
                if isInputTerminal { errorText("\n") }
                throw Failure("interrupted", exit: 130, .interrupted)
            }
            let piece: [UInt8]
            do throws(SystemError) {
                guard let read = try System.read(0, atMost: 65_536) else { continue }
                piece = read
            } catch {
                piece = []
            }
            if piece.isEmpty {
                defer { unread = [] }
                return unread.isEmpty ? nil : String(decoding: unread, as: UTF8.self)
            }
            unread += piece
        }
    }
}
