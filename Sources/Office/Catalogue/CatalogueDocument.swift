// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Projections

/// The catalogue without a running daemon, for man pages and the package.
package enum CatalogueDocument {
    /// The OpenRPC document in a language; `nil` for a language that is not known.
    package static func text(language: String) -> String? {
        guard let language = Language(rawValue: language) else { return nil }
        var builder = CatalogueBuilder(
            methods: Methods(Slice.all),
            system: SystemMethods.byName,
            version: "",
            language: language
        )
        return String(decoding: CanonicalJSON.bytes(builder.document(prefix: nil)), as: UTF8.self)
    }
}
