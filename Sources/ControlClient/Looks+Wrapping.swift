// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

extension Looks {
    /// A long line in pieces that fit the screen, parted after a separator.
    ///
    /// The first one leaves room for columns that stand before it.
    func wrapped(
        _ text: String,
        at separator: String,
        indent: Int,
        hanging: Int,
        mark: String = "",
        reserving columns: Int = 0
    ) -> [String] {
        let start = String(repeating: " ", count: indent)
        guard let limit = width, displayWidth(text) + indent + columns > limit else {
            return [start + text]
        }
        var lines: [String] = []
        var line = start
        var isEmpty = true
        // Words that a command line quotes stay whole; in prose the sign is an apostrophe.
        let isProse = mark.isEmpty && separator == " "
        let parts =
            isProse
            ? text.split(separator: " ", omittingEmptySubsequences: false)
            : parted(text, at: separator)
        let pieces = mark.isEmpty ? parts.map(String.init) : withValues(parts)
        for (index, piece) in pieces.enumerated() {
            let glue = index + 1 < pieces.count ? separator : ""
            let isSpace = separator.allSatisfy { $0 == " " }
            let room = displayWidth(isSpace ? mark : glue)
            let taken = lines.isEmpty ? columns : 0
            if !isEmpty, taken + displayWidth(line) + displayWidth(piece) + room > limit {
                while line.hasSuffix(" ") { line.removeLast() }
                lines.append(line + mark)
                line = String(repeating: " ", count: hanging)
            }
            line += piece + glue
            isEmpty = false
        }
        return lines + [line]
    }

    /// The words of a command line, each flag together with its value.
    private func withValues(_ words: [Substring]) -> [String] {
        var pieces: [String] = []
        for word in words {
            let isValue = !word.hasPrefix("--") && (pieces.last?.hasPrefix("--") ?? false)
            if isValue, let flag = pieces.popLast() {
                pieces.append("\(flag) \(word)")
            } else {
                pieces.append(String(word))
            }
        }
        return pieces
    }

    private func parted(_ text: String, at separator: String) -> [Substring] {
        guard let mark = separator.first else { return [text[...]] }
        if separator.count == 1, separator != " " {
            return text.split(separator: mark, omittingEmptySubsequences: false)
        }
        // Quoted words stay whole.
        var pieces: [Substring] = []
        var start = text.startIndex
        var index = start
        var isQuoted = false
        while index < text.endIndex {
            if text[index] == "'" { isQuoted.toggle() }
            if !isQuoted, text[index...].hasPrefix(separator) {
                pieces.append(text[start..<index])
                index = text.index(index, offsetBy: separator.count)
                start = index
            } else {
                index = text.index(after: index)
            }
        }
        return pieces + [text[start...]]
    }
}
