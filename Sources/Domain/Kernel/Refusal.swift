// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The domain says no: a code with its facts, from a closed enum per slice.
///
/// Write it as an enum with associated values; the synthesised `Encodable` conformance gives code
/// and details: `case sealReused(seal: SealCode, box: BoxID)` is `sealReused {seal, box}`.
/// Details are ids, codes and numbers, never personal values.
package protocol Refusal: Error, Encodable, Sendable {}

/// Why a command or query was not done.
package enum Rejection: Error, Sendable {
    /// A thing that is named does not exist, or must not be seen.
    case notFound(what: String, id: String)
    /// The stream has another version than the caller expected.
    case versionConflict(stream: String, expected: ExpectedVersion, actual: Int64)
    /// A param that only the rules of several fields can judge; a JSON pointer and the breach.
    case invalid(pointer: String, problem: String, expected: String)
    /// The caller may not do this; the roles that would do.
    case forbidden(needs: [Role])
    /// A rule of the office says no.
    case refused(any Refusal)

    /// A total beyond 10^12 rupiah.
    package static let amountTooLarge = Rejection.invalid(
        pointer: "",
        problem: "range",
        expected: "totals up to 1000000000000"
    )

    /// A param that is required in this combination is missing.
    package static func missing(_ name: String) -> Rejection {
        .invalid(pointer: "/" + name, problem: "missing", expected: "a value")
    }
}

/// What the caller believes about the version of the command's primary stream.
package enum ExpectedVersion: Sendable, Equatable {
    /// Whatever it is.
    case any
    /// There is no stream yet.
    case none
    /// Exactly this many events.
    case exactly(Int64)
}

/// Refusals that every slice uses.
package enum CommonRefusal: Refusal {
    case futureDated(today: CivilDate)
    case outOfOrder(lastStepOn: CivilDate)
    case alreadyExists(what: String, id: String)
    case wrongState(what: String, id: String, state: String, needed: [String])
    case validityDates(from: CivilDate, to: CivilDate)
    case selfApproval(requestedBy: ID<Operator>)
    case reasonRequired
    case subjectErased
}

extension Rejection {
    /// A refusal that every slice uses.
    package static func refused(common refusal: CommonRefusal) -> Rejection { .refused(refusal) }
}
