// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Text of one line that may be left empty, where a rule of the office asks for it.
///
/// 0 to 500 characters, class office.
package struct OpenLine: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "OpenLine",
        .string(minimum: 0, maximum: 500, pattern: nil),
        column: "text"
    )
    package static let sample = OpenLine(trusted: "teks")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 0...500)
    }

    /// True when nothing is written there.
    package var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
}
