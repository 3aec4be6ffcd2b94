// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Opens sealed fields of one recorded event for an answer; the office's one disclosure.
///
/// Lives for one query, on its thread. Whatever is opened in clear is noted here, and the answer
/// leaves only after the office has put the look on record; masked values leave no note.
package protocol Disclosing: AnyObject {
    /// The masked form of a subject's field in the event at a position; `nil` when erased.
    func masked(
        _ field: String,
        of subject: String,
        at position: Int64,
        as mask: Mask
    ) -> String?
    /// The clear value of a field of class office: names of contacts and officers.
    func office(_ field: String, of subject: String, at position: Int64) -> String?
    /// The clear value of a field; of class `case` or `secret` the look is noted.
    ///
    /// `nil` when the field is not in the event, or the subject erased. `position` is that of the
    /// event which holds the field now; `field` is its name in the event, `name` that in the note.
    func clear(
        _ field: String,
        of subject: String,
        at position: Int64,
        class fieldClass: FieldClass,
        notedAs name: String
    ) -> String?
    /// Notes that an object is reached only by broken glass: the read is recorded as such.
    ///
    /// `ref`: the id of the case or client. Noted also when nothing is opened.
    func brokeGlass(for ref: String)
    /// The keyed hash of a text, under which name indexes store it.
    func indexHash(_ text: String) -> String
}

extension Disclosing {
    /// The clear value of a field that is noted under its name in the event.
    package func clear(
        _ field: String,
        of subject: String,
        at position: Int64,
        class fieldClass: FieldClass
    ) -> String? {
        clear(field, of: subject, at: position, class: fieldClass, notedAs: field)
    }

    /// The initials of a subject's name in the event at a position; `nil` when erased.
    package func masked(_ field: String, of subject: String, at position: Int64) -> String? {
        masked(field, of: subject, at: position, as: .initials)
    }
}
