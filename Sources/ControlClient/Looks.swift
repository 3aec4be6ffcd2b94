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
    func time(_ stamp: String) -> String { Civil.time(wire: stamp, language) }
}
