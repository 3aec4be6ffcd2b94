// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Why a configuration was refused: the file, the line and what to do, in both languages.
///
/// Every such refusal means exit 78 at start and `refused`/`configInvalid` on a reload.
package struct ConfigurationProblem: Error, Sendable, Equatable {
    /// The kinds of refusal; codes are stable and never translated.
    package enum Code: String, Sendable {
        case unreadable, unsafeFile, tooLarge, encoding, tab, syntax
        case secondDocument, anchor, alias, tag
        case unknownKey, duplicateKey, unitMissing, wrongType, outOfRange, inconsistent
    }

    /// For programs; people get the words.
    package let code: Code
    /// As given on the command line.
    package let file: String
    /// Counted from 1; `nil` where the whole file is meant.
    package let line: Int?
    /// Dotted; `nil` where no key is meant.
    package let key: String?
    /// Names of keys that may have been meant, nearest first.
    package let nearest: [String]
    private let indonesian: String
    private let english: String

    /// What is wrong, in both languages.
    package init(
        _ code: Code,
        file: String,
        line: Int? = nil,
        key: String? = nil,
        nearest: [String] = [],
        indonesian: String,
        english: String
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.key = key
        self.nearest = nearest
        self.indonesian = indonesian
        self.english = english
    }

    /// One line for a person: `FILE:LINE: what, and what to do`.
    package func message(in language: Language) -> String {
        let place = line.map { "\(file):\($0)" } ?? file
        let text =
            switch language {
            case .indonesian: indonesian
            case .english: english
            }
        return "\(place): \(text)"
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    package var description: String { message(in: .indonesian) }
}
