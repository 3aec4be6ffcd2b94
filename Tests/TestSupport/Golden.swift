// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Files under `Tests/Golden`, which pin what is stored and said.
package enum Golden {
    /// The repository's root, from the place of this file.
    package static func root(filePath: String = #filePath) -> String {
        filePath.split(separator: "/", omittingEmptySubsequences: false)
            .dropLast(3).joined(separator: "/")
    }

    /// True when tests are to write what they would compare.
    package static var isRecording: Bool { unsafe getenv("PEKSOS_RECORD") != nil }

    /// The stems of the reports that stand under `reports`, each in both languages.
    ///
    /// `STEM.json` is what the office says; pages, plain forms and tables are made of it.
    package static let reports = [
        "khas-accountability", "drive-book", "distribution", "annual", "caseload", "office-digest",
        "cases", "audit", "subject-file", "coverage", "activities",
    ].flatMap { ["\($0).id", "\($0).en"] }

    /// The text of a golden file.
    package static func text(_ name: String) -> String {
        String(decoding: Files.read("\(root())/Tests/Golden/\(name)"), as: UTF8.self)
    }

    /// Replaces a golden file, or makes it.
    package static func write(_ text: String, to name: String) {
        Files.write(Array(text.utf8), to: "\(root())/Tests/Golden/\(name)", mode: 0o644)
    }

    /// What differs from a golden file, said by the first line that does; `nil` when nothing does.
    ///
    /// Writes the file instead where tests are to record.
    package static func difference(_ text: String, from name: String) -> String? {
        if isRecording {
            write(text, to: name)
            return nil
        }
        let stored = self.text(name)
        if text == stored { return nil }
        let (new, old) = (text.split(separator: "\n"), stored.split(separator: "\n"))
        let place = zip(new, old).prefix { $0 == $1 }.count
        return "\(name):\(place + 1): \(new.dropFirst(place).first?.prefix(400) ?? "")"
    }

    /// The bytes of a golden file written in hexadecimal, line breaks ignored.
    package static func hexadecimal(_ name: String) -> [UInt8] {
        let digits = text(name).compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
