// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Assemblies of a body, numbered below it: `BDN-2014-0001/M1`.
package enum Assembly: Thing {
    package static let noun = "assembly"
    package static let category = Body.category
    package static let naming = Naming.number(prefix: "BDN")
}

extension ID<Assembly> {
    /// The assembly of a body with a number.
    package init(_ body: ID<Body>, _ number: Int64) {
        self.init(trusted: "\(body.text)/M\(number)")
    }

    /// The body it belongs to, whether or not there is one.
    var bodyID: ID<Body> { ID<Body>(trusted: String(text.prefix { $0 != "/" })) }
}

/// What kind of body it is.
package enum BodyKind: String, CodeSet {
    case chapter, board, ethicsBoard, committee

    package static let name = "BodyKind"
}

/// What kind of assembly it is.
package enum AssemblyKind: String, CodeSet {
    case musda, congress, meeting

    package static let name = "AssemblyKind"
}

/// An office that somebody holds in a body, the highest first.
package enum BodyOffice: String, CodeSet {
    case chair, viceChair, secretary, treasurer, member

    package static let name = "BodyOffice"

    /// True when one person at a time holds it.
    package var isSingle: Bool { self != .member }

    /// Where it stands among the others, from 0.
    package var rank: Int64 {
        switch self {
        case .chair: 0
        case .viceChair: 1
        case .secretary: 2
        case .treasurer: 3
        case .member: 4
        }
    }
}

/// A part of a programme of work.
package enum ProgrammePart: String, CodeSet {
    case professionDevelopment, networkResponse, enterprise

    package static let name = "ProgrammePart"
}

/// A line of a programme of work.
package struct ProgrammeItem: Codable, Sendable {
    /// Chapter of the programme.
    package let part: ProgrammePart
    /// As adopted.
    package let title: Line
}

/// Something that is handed over with an office: a stamp, a book.
package struct ChecklistItem: Codable, Sendable {
    /// What it is, without a person's name.
    package let item: Line
    /// False: still owed.
    package let done: Bool
}

extension PolicyKey where Value == Int64 {
    /// The share of those entitled who must be present, in permille.
    package static let quorumPermille = PolicyKey("governance.quorumPermille", 501, .permille)
}
