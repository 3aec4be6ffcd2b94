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

    /// The text of a golden file.
    package static func text(_ name: String) -> String {
        String(decoding: Files.read("\(root())/Tests/Golden/\(name)"), as: UTF8.self)
    }

    /// Replaces a golden file, or makes it.
    package static func write(_ text: String, to name: String) {
        Files.write(Array(text.utf8), to: "\(root())/Tests/Golden/\(name)", mode: 0o644)
    }

    /// The bytes of a golden file written in hexadecimal, line breaks ignored.
    package static func hexadecimal(_ name: String) -> [UInt8] {
        let digits = text(name).compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
