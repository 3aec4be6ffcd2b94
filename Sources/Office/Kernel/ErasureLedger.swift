// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain
internal import EventLog
internal import LMDB

/// The file `erasures`: everybody who was erased, one line each, so that no restore forgets them.
///
/// A line: subject, position and id of the erasing event, business date, parted by one space.
/// Lines are only ever appended. A restored log may lack events that the file names.
package struct ErasureLedger: Sendable {
    /// One erased subject.
    package struct Line: Sendable, Equatable {
        /// An id, never a name.
        package let subject: String
        /// The position of the erasing event in the log that wrote the line.
        package let position: UInt64
        /// The id of that event, as text.
        package let eventID: String
        /// Its business date.
        package let date: CivilDate

        /// A line from its parts.
        package init(subject: String, position: UInt64, eventID: String, date: CivilDate) {
            self.subject = subject
            self.position = position
            self.eventID = eventID
            self.date = date
        }

        /// Reads a line; `nil` for anything that ``text`` does not answer.
        package init?(text: some StringProtocol) {
            let words = text.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 4, !words[0].isEmpty, let position = UInt64(words[1]),
                EventID(text: String(words[2])) != nil, let date = CivilDate(String(words[3]))
            else { return nil }
            self.init(
                subject: String(words[0]),
                position: position,
                eventID: String(words[2]),
                date: date
            )
        }

        /// The line without its line feed.
        package var text: String { "\(subject) \(position) \(eventID) \(date)" }
    }

    /// More would be some hundred thousand people.
    private static let bytesMax = 64 << 20

    private let path: String

    /// The ledger of a store's directory.
    package init(in directory: String) { path = directory + "/erasures" }

    /// Every whole line; what a crash left of a last one does not count.
    ///
    /// Throws ``StoreProblem`` for a line that cannot be read: nobody may guess who was erased.
    package func lines() throws -> [Line] { try content().lines }

    /// Appends those lines whose subject is not in the file yet, and waits for the disk.
    package func append(_ lines: [Line]) throws {
        let before = try content()
        let known = Set(before.lines.map(\.subject))
        let text = lines.filter { !known.contains($0.subject) }.map { $0.text + "\n" }.joined()
        if before.isTorn {
            // The end of an interrupted append is replaced, never continued.
            return try Files.replace(path, with: before.bytes + Array(text.utf8))
        }
        guard !text.isEmpty else { return }
        do {
            let file = try OpenFile(updating: path)
            try file.write(Array(text.utf8), at: before.bytes.count)
            try file.sync()
        }
        let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        try Files.syncDirectory(String(parent))
    }

    private struct Content {
        var lines: [Line] = []
        /// The whole lines.
        var bytes: [UInt8] = []
        var isTorn = false
    }

    private func content() throws -> Content {
        guard var bytes = try Files.read(path, limit: Self.bytesMax) else { return Content() }
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let isTorn = end < bytes.count
        bytes.removeLast(bytes.count - end)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return Content(
            lines: try lines.enumerated().map { index, text in
                guard let line = Line(text: text) else {
                    throw StoreProblem(
                        78,
                        "\(path):\(index + 1): not a line of the ledger: put its newest copy back"
                    )
                }
                return line
            },
            bytes: bytes,
            isTorn: isTorn
        )
    }
}
