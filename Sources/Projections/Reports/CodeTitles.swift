// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain

/// What a reader is told for the codes of a typed value, by the member they stand under.
///
/// JSON has lost which set a code is from; the value that it was made of still knows.
struct CodeTitles {
    private var titles: [String: String] = [:]

    /// Looks through a value and all that is in it; `title` names a code of a set.
    init(of value: Any, _ title: (_ code: String, _ set: String) -> String) {
        note(value, under: "", title)
    }

    private init() {}

    /// Knows no code.
    static let none = CodeTitles()

    /// The title of a code under a member; `nil` for a text that is none.
    subscript(code: String, under member: String) -> String? { titles["\(member).\(code)"] }

    private mutating func note(
        _ value: Any,
        under member: String,
        _ title: (_ code: String, _ set: String) -> String
    ) {
        if let code = value as? any CodeSet {
            titles["\(member).\(code.rawValue)"] = title(code.rawValue, type(of: code).name)
            return
        }
        if let number = value as? any IntegerValue {
            let name = type(of: number).schema.name
            let shown = title(String(number.value), name)
            titles["\(member).\(number.value)"] = shown
            return
        }
        let mirror = Mirror(reflecting: value)
        // Items of lists and values inside of optionals stand under the member of the whole.
        let isNamed = [.tuple, .struct, .enum].contains(mirror.displayStyle)
        for child in mirror.children {
            note(child.value, under: isNamed ? child.label ?? member : member, title)
        }
    }
}
