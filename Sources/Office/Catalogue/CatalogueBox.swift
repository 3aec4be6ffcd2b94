// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import EventLog
internal import Synchronization

/// The catalogue in each language, made at first use and kept.
final class CatalogueBox: Sendable {
    private struct Made: Sendable {
        let document: JSONValue
        let digest: String
    }

    private let methods: Methods
    private let system: [String: any SystemMethod.Type]
    private let version: String
    private let made = Mutex<[Language: Made]>([:])

    init(methods: Methods, system: [String: any SystemMethod.Type], version: String) {
        self.methods = methods
        self.system = system
        self.version = version
    }

    /// How many methods there are.
    var methodCount: Int64 {
        Int64(methods.commands.count + methods.queries.count + system.count)
    }

    /// SHA-256 of the canonical document, with its prefix `sha256:`.
    func digest(_ language: Language) -> String { whole(language).digest }

    /// The document, or the part under a prefix.
    func document(_ language: Language, prefix: String?) -> JSONValue {
        guard let prefix else { return whole(language).document }
        var builder = CatalogueBuilder(
            methods: methods,
            system: system,
            version: version,
            language: language
        )
        return builder.document(prefix: prefix)
    }

    private func whole(_ language: Language) -> Made {
        made.withLock { made in
            if let found = made[language] { return found }
            var builder = CatalogueBuilder(
                methods: methods,
                system: system,
                version: version,
                language: language
            )
            let document = builder.document(prefix: nil)
            let digest = Digest32(hashing: CanonicalJSON.bytes(document)).hex
            let fresh = Made(document: document, digest: "sha256:" + digest)
            made[language] = fresh
            return fresh
        }
    }
}
