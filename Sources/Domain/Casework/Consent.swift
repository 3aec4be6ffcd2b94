// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A consent says that a client, or who may speak for a child, agrees to services, to sharing data
// with others, or to publication. It is proved by a paper or a recording, holds until a day or for
// good, and can be withdrawn scope by scope. Commands: give, withdraw.

/// Consents of a client, numbered below it: `KLN-2016-0001/C1`.
package enum Consent: Thing {
    package static let noun = "consent"
    package static let naming = Naming.number(prefix: "KLN")
}

/// What a consent allows.
package enum ConsentScope: String, CodeSet {
    case services, sharing, publication

    package static let name = "ConsentScope"
}

/// Who gives a consent.
package enum ConsentGiver: String, CodeSet {
    case `self`, parent, guardian, authorisedInstitution

    package static let name = "ConsentGiver"
}

/// How a consent is proved.
package enum ConsentEvidence: String, CodeSet {
    case written, recorded

    package static let name = "ConsentEvidence"
}

// MARK: What rules ask

extension Facts {
    /// A client's record that stays, and every record merged into it; empty when there is none.
    package func records(of client: ID<Client>) -> [ClientState] {
        guard var state = state(ClientState.self, client) else { return [] }
        // The older id stays, so a chain of merges ends.
        while let into = state.mergedInto, let next = self.state(ClientState.self, into) {
            state = next
        }
        return [state] + absorbed(by: state)
    }

    /// Every record merged into one, and those merged into them.
    package func absorbed(by client: ClientState) -> [ClientState] {
        var found = client.absorbed.compactMap { state(ClientState.self, $0) }
        var index = 0
        while index < found.count {
            found += found[index].absorbed.compactMap { state(ClientState.self, $0) }
            index += 1
        }
        return found
    }

    /// True when a consent of a scope is live on a day, in any record of the client.
    package func hasConsent(
        _ client: ID<Client>,
        scope: ConsentScope,
        on day: CivilDate
    ) -> Bool {
        records(of: client).contains { record in
            record.consents.contains { $0.liveScopes(on: day).contains(scope) }
        }
    }
}
