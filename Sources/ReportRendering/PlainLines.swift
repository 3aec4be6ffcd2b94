// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// A text in lines of at most so many columns, without losing any of it.
///
/// Parted at spaces; a word that is longer than a line is parted where the line ends.
func plainLines(_ text: String, within width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
        let space = lines[lines.count - 1].isEmpty ? "" : " "
        if displayWidth(lines[lines.count - 1] + space + word) <= width {
            lines[lines.count - 1] += space + word
            continue
        }
        if !space.isEmpty { lines.append("") }
        for character in word {
            if displayWidth(lines[lines.count - 1] + String(character)) > width { lines.append("") }
            lines[lines.count - 1].append(character)
        }
    }
    return lines
}

/// Texts beside one another: the left one in a column of its own, both in as many lines as needed.
func plainPair(_ left: String, _ right: String, leftWidth: Int, within width: Int) -> [String] {
    let names = plainLines(left, within: leftWidth)
    let values = plainLines(right, within: max(1, width - leftWidth - 2))
    return (0..<max(names.count, values.count)).map { place in
        let name = place < names.count ? names[place] : ""
        if place >= values.count { return name }
        return padded(name, leftWidth) + "  " + values[place]
    }
}
