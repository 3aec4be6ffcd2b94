// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol

// Global flags that take one of a few words: read, offered and shown in help from the same cases.

/// A flag's value that is one of a few words.
package protocol Choice: RawRepresentable<String>, CaseIterable, Sendable {}

extension Choice {
    /// Every word, in the order of help.
    static var words: [String] { allCases.map(\.rawValue) }
    /// The words as help shows them.
    static var form: String { words.joined(separator: "|") }

    /// A word as it was typed for a flag or written for a setting, which an error names.
    init(word: String, of origin: String) throws(Failure) {
        guard let choice = Self(rawValue: word) else {
            throw .usage(.unknownChoice, origin, word, nearest: Self.words)
        }
        self = choice
    }
}

extension Language: Choice {}

extension Options {
    /// When human output has colours.
    package enum Colour: String, Choice {
        case auto, always, never
    }

    /// How long jobs tell of their progress.
    package enum JobProgress: String, Choice {
        case auto, none, jsonl
    }

    /// The papers that reports are made for.
    package enum Paper: String, Choice {
        case a4, a3
    }

    /// How CSV is written for programs that follow no standard.
    package enum CSVStyle: String, Choice {
        /// What Excel opens under an Indonesian locale.
        case excelID = "excel-id"
    }

    /// How records are written as lines of cells.
    var delimitedStyle: DelimitedWriter.Style {
        csvStyle == .excelID ? .excelIndonesian : output == .tsv ? .tsv : .csv
    }

    /// The words that a global flag takes; empty for one that takes any.
    static func choices(of flag: String) -> [String] {
        switch flag {
        case "output": Format.words
        case "lang": Language.words
        case "color": Colour.words
        case "job-progress": JobProgress.words
        case "paper": Paper.words
        case "csv-style": CSVStyle.words
        default: []
        }
    }
}
