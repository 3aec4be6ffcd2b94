// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A client is a person, a family or a group with whom the office works. Names, numbers, birth date
// and address are sealed with the client's own key; sex, birth year and district stay as they are,
// for the statistics that outlive an erasure.

extension Client {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = []
}

// MARK: What every command asks first

extension Decision {
    /// The record of a client that exists and that the asker reaches; else `notFound`.
    package func find(client: ID<Client>) throws(Rejection) -> ClientState {
        try find(ClientState.self, client)
    }

    /// The record of a client that is named, as above.
    package func find(ifNamed client: ID<Client>?) throws(Rejection) -> ClientState? {
        guard let client else { return nil }
        return try find(client: client)
    }

    /// Refuses `subjectErased` and `processingLimited` (rule G7).
    ///
    /// Call it after the method's own `already…` refusals.
    package func gate(subject client: ClientState) throws(Rejection) {
        try mustNotBeErased(client.id.text)
        if client.isLimited { throw .refused(ClientRefusal.processingLimited) }
    }
}

// MARK: Refusals

/// Why nothing happens to a client's record.
package enum ClientRefusal: Refusal {
    case processingLimited
}
