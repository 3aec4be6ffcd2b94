// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Agreements with another organisation to work together, known by a number.
package enum Partnership: Thing {
    package static let noun = "partnership"
    package static let naming = Naming.number(prefix: "MTR")
    package static let completion: (method: String, column: String)? = (
        "partnership.list", "partnership"
    )
}

/// What an agreement covers.
package enum AgreementScope: String, CodeSet {
    case event, training, referral, csr, data

    package static let name = "AgreementScope"
}

/// Which part of a case is handed to a partner.
package enum SharedItem: String, CodeSet {
    case contact, assessment, plan, progress

    package static let name = "SharedItem"
}

/// How far a partnership got.
package enum PartnershipStatus: String, CodeSet {
    case proposed, signed, ended

    package static let name = "PartnershipStatus"
}

/// How well it goes, 1 to 5.
package struct Rating: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...5
    package static let schema = ValueSchema(
        "Rating",
        .integer(minimum: 1, maximum: 5),
        column: "integer"
    )
}
