// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

internal import CanonicalJSON
internal import Office

/// The golden bytes of stored events, one line per event type: its stored name and its payload.
package enum StoredEvents {
    /// What is wrong with the golden file of a category; empty when every line is read and written
    /// again byte for byte, and every event that has a text has a line.
    package static func differences<Event: DomainEvent>(_ type: Event.Type) throws -> [String] {
        let lines = AggregateFiles.read().events(of: Event.category)
        var names: Set<String> = []
        var differences: [String] = []
        for line in lines {
            let bytes = Array(line.utf8)
            let document = try JSONDocument(scanning: bytes, limits: .unlimited)
            names.formUnion(document.root.members.map(\.name))
            let event = try CanonicalJSON.decode(Event.self, from: document)
            if try CanonicalJSON.encode(event) != bytes { differences.append(line) }
        }
        let told = Texts.office.keys.filter { $0.hasPrefix("event.\(Event.category).") }
            .map { String($0.dropFirst("event.".count)) }
        return differences + names.symmetricDifference(told).sorted()
    }
}
