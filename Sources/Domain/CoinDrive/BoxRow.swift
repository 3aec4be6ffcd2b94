// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a register of coin boxes.
package struct BoxRow: RegisterRow {
    package static let next = ["box list"]

    package let line: Int64
    /// Required; a code that no box has yet.
    package let box: RawCell?
    /// Office text.
    package let description: RawCell?

    package func read(_ reader: inout CellReader, _ decision: Decision) -> RegisterBox? {
        let box = reader.text(box, "box", ID<Box>.self, isRequired: true)
        let description = reader.text(description, "description", Line.self)
        return box.map { RegisterBox(box: $0, description: description) }
    }

    package static func recorded(by answer: BoxAnswer) -> ID<Box> { answer.box }

    package static func claim(of command: RegisterBox) -> (column: String, text: String)? {
        ("box", command.box.text)
    }

    package static func flaw(_ rejection: Rejection) -> RowFlaw? {
        guard case .refused(CommonRefusal.alreadyExists(_, let id)) = rejection else { return nil }
        return RowFlaw("box", "alreadyExists", id: id)
    }
}
