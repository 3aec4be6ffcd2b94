// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A person or family with a record of their own, whether or not there is a case.
package enum Client: Thing {
    package static let noun = "client"
    package static let naming = Naming.number(prefix: "KLN")
}

/// People who live together, seen from the head.
package enum Household: Thing {
    package static let noun = "household"
    package static let naming = Naming.number(prefix: "KRT")
}

/// The office's work with one client, from first contact to aftercare.
package enum Case: Thing {
    package static let noun = "case"
    package static let naming = Naming.number(prefix: "KSS")
}

/// A protected home whose address is secret.
package enum SafeHouse: Thing {
    package static let noun = "safeHouse"
    package static let naming = Naming.number(prefix: "RA")
}

/// Two records that may be one person: both ids, the older first, joined by `~`.
package enum DuplicatePair: Thing {
    package static let noun = "pair"
    package static let category = "duplicate"
    package static let naming = Naming.number(prefix: "")
}
