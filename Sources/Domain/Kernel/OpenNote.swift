// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A narrative that names nobody, 1 to 8,000 characters; line feeds and tabs are allowed.
///
/// Unlike ``Note`` it is not personal: it stands in events and views in clear, and whoever writes
/// it is told so.
package struct OpenNote: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "OpenNote",
        .string(minimum: 1, maximum: 8000, pattern: nil),
        column: "text"
    )
    package static let sample = OpenNote(trusted: "catatan")
    package static func check(_ text: String) throws(InvalidValue) {
        try TextRule.check(text, 1...8000, narrative: true)
    }
}
