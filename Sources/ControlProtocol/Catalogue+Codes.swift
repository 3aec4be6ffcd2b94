// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

extension Catalogue {
    /// The title of a role in the language of the document, or its code.
    package func title(role: String) -> String { root["x-roles"]?[role]?.string ?? role }

    /// The titles of events by their stored names, in the language of the document.
    package var eventTitles: JSONNode? { root["x-events"] }
}

extension CatalogueMethod {
    /// True when every answer is put on record, because it shows personal data.
    package var isRecorded: Bool { flag("x-recorded") }

    /// The members of what the job ends with that this method starts.
    package var outcome: [CatalogueColumn] {
        node["x-outcome"]?.items.compactMap(CatalogueColumn.init) ?? []
    }
}

extension CatalogueSchema {
    /// Coins and notes that are counted piece by piece; empty for any other type.
    package var tender: [CatalogueTender] {
        node["x-tender"]?.items.compactMap(CatalogueTender.init) ?? []
    }
}

/// A coin or note: what it is worth, and since when and until when its emissions are tender.
package struct CatalogueTender: Sendable {
    /// The key of the map that holds its pieces.
    package let key: String
    /// What a piece is worth, in rupiah.
    package let value: Int64
    /// Coin or note, in the language of the document.
    package let title: String
    private let emissions: [(key: String, from: String?, until: String?)]

    init?(node: JSONNode) {
        guard let key = node["key"]?.string, let value = node["value"]?.integer else { return nil }
        self.key = key
        self.value = value
        title = node["x-title"]?.string ?? ""
        emissions = (node["emissions"]?.items ?? []).map {
            ($0["key"]?.string ?? "", $0["from"]?.string, $0["until"]?.string)
        }
    }

    /// True when some emission of it is legal tender on an ISO date.
    package func isTender(on date: String) -> Bool {
        // ISO dates are in order as texts.
        emissions.contains { ($0.from ?? "") <= date && date <= ($0.until ?? "9999") }
    }

    /// Keys of its emissions that are no legal tender any more on an ISO date.
    package func withdrawn(on date: String) -> [String] {
        emissions.filter { ($0.until ?? "9999") < date }.map(\.key)
    }
}
