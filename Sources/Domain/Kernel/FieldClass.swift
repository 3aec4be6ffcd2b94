// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How closely a field is kept, the most open first.
package enum FieldClass: String, Sendable, Comparable, CaseIterable {
    /// Ids, codes, dates, counts.
    case `public`
    /// Names of workers, organisations and officers, reasons: shown without a record.
    case office
    /// Whatever is sealed under a client or another person served: a look is recorded first.
    case `case`
    /// Addresses of safe houses, restricted cases: recorded like `case`, and seen by few.
    case secret

    /// True when a clear value may only be shown once the look at it is on record.
    package var isRecorded: Bool { self >= .case }

    /// The more that is recorded and hidden, the greater.
    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .public: 0
        case .office: 1
        case .case: 2
        case .secret: 3
        }
    }
}

/// How a sealed value is shown to who may not see it in clear.
package enum Mask: Sendable {
    /// The first letter of each word, at most three, each with a full stop: `R.M.`.
    case initials
    /// The first four characters, and a star for every other: numbers and telephones.
    case firstFour

    /// The masked form.
    package func applied(to text: String) -> String {
        switch self {
        case .initials: PersonName(trusted: text).masked
        case .firstFour: text.prefix(4) + String(repeating: "*", count: max(0, text.count - 4))
        }
    }
}
