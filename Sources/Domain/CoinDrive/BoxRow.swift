// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a register of coin boxes.
package struct BoxRow: RegisterRow {
    /// What follows an import.
    package static let next = ["box list"]

    /// The line of the file, from 1.
    package let line: Int64
    /// A code; required, once in a file.
    package let box: RawCell?
    /// Free text.
    package let description: RawCell?

    /// The command of this row.
    package func read(_ reader: inout CellReader, _ decision: Decision) -> RegisterBox? {
        let box = reader.text(box, "box", ID<Box>.self, isRequired: true)
        let description = reader.text(description, "description", Line.self)
        return box.map { RegisterBox(box: $0, description: description) }
    }

    /// The id that was made.
    package static func recorded(by answer: BoxAnswer) -> ID<Box> { answer.box }

    /// What only one row may say.
    package static func claim(of command: RegisterBox) -> (column: String, text: String)? {
        ("box", command.box.text)
    }

    /// Which column a rule speaks of.
    package static func flaw(_ rejection: Rejection) -> RowFlaw? {
        guard case .refused(CommonRefusal.alreadyExists(_, let id)) = rejection else { return nil }
        return RowFlaw("box", "alreadyExists", id: id)
    }
}
