// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol

/// How human output looks: language, width, colour.
package struct Looks: Sendable {
    /// The language of every word.
    package var language: Language
    /// Columns of the terminal; nil: no limit, nothing is left out.
    package var width: Int?
    /// Whether colours are used.
    package var hasColour: Bool
    /// Whether the store is a training store, which is told first.
    package var isTraining: Bool
    /// Shows every column whatever the width.
    package var showsAll: Bool

    /// Plain looks unless told otherwise: no limit, no colour.
    package init(
        language: Language,
        width: Int? = nil,
        hasColour: Bool = false,
        isTraining: Bool = false,
        showsAll: Bool = false
    ) {
        self.language = language
        self.width = width
        self.hasColour = hasColour
        self.isTraining = isTraining
        self.showsAll = showsAll
    }

    /// The 16 ANSI colours only; reverse video is for the training mark and for what just changed.
    enum Tint: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case reverse = "7"
    }

    func tinted(_ text: String, _ tint: Tint?) -> String {
        guard hasColour, let tint, !text.isEmpty else { return text }
        return "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m"
    }

    /// A text of ours with its values.
    package func text(_ text: Text, _ values: String...) -> String { text.filled(language, values) }

    /// The word every human output of a training store starts with.
    var trainingMark: String {
        guard isTraining else { return "" }
        return tinted(text(.trainingMark), .reverse) + " · "
    }

    func grouped(_ number: Int64) -> String { Civil.number(number, language) }

    func percent(permille: Int64) -> String {
        let mark = language == .id ? "," : "."
        let tenth = permille.magnitude % 10
        return "\(permille < 0 ? "−" : "")\(permille.magnitude / 10)\(mark)\(tenth) %"
    }

    /// `20 Jul 2016`; the year is left out when `today` lies in it.
    func date(_ days: Int, inYearOf today: Int? = nil) -> String {
        let (year, month, day) = Civil.components(daysSince1970: days)
        guard let today, Civil.components(daysSince1970: today).year == year else {
            return Civil.date(year: year, month: month, day: day, language)
        }
        return "\(day) \(Civil.monthName(month, language))"
    }

    /// `21 Nov 2026 14.05 WIB` of an RFC 3339 time at +07:00; other text as it is.
    func time(_ stamp: String) -> String {
        let parts = stamp.split(separator: "T")
        guard parts.count == 2, let day = Civil.days(isoDate: String(parts[0])), parts[1].count >= 5
        else {
            return stamp
        }
        let clock = parts[1].prefix(5)
        let shown = language == .id ? clock.map { $0 == ":" ? "." : $0 } : Array(clock)
        return "\(date(day)) \(String(shown)) WIB"
    }
}

/// Makes text of others harmless on a terminal: control, format and separator characters show
/// as `\u{..}`.
package func escapedForTerminal(_ text: String) -> String {
    // Most texts are plain: look before copying.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var out = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            out += "\\u{\(String(scalar.value, radix: 16))}"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out
}

/// Columns that a text takes: combining marks 0, East Asian wide characters and emoji 2.
package func displayWidth(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text.utf8.count }
    var width = 0
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: continue
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            width += 2
        default: width += 1
        }
    }
    return width
}

/// Fills a text to a width; `right` puts the space in front.
func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return right ? space + text : text + space
}

/// Cuts a text to a width, the last column an ellipsis.
func cut(_ text: String, _ width: Int) -> String {
    if displayWidth(text) <= width { return text }
    var out = ""
    for character in text {
        if displayWidth(out) + displayWidth(String(character)) > width - 1 { break }
        out.append(character)
    }
    return out + "…"
}
