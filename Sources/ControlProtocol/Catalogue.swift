// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// The daemon's catalogue as a client reads it: views over the OpenRPC document, made on demand.
///
/// Nothing is decoded ahead of use, so a large catalogue costs a client one scan. Members that are
/// absent or of another type read as their neutral value; a client never fails over a newer one.
package struct Catalogue: Sendable {
    /// The whole document.
    package let root: JSONNode

    /// Takes the document of `rpc.discover`; nil when it has no list of methods.
    package init?(root: JSONNode) {
        guard root["methods"]?.kind == .array else { return nil }
        self.root = root
    }

    /// Scans stored bytes of the document; nil when they are none.
    package init?(bytes: [UInt8]) {
        guard let document = try? JSONDocument(scanning: bytes, limits: .unlimited) else {
            return nil
        }
        self.init(root: document.root)
    }

    /// The version of the daemon's interface.
    package var version: String { root["info"]?["version"]?.string ?? "" }

    /// Every method, in the order of the document.
    package var methods: [CatalogueMethod] {
        root["methods"]?.items.compactMap(CatalogueMethod.init) ?? []
    }

    /// The method of this name.
    package func method(_ name: String) -> CatalogueMethod? {
        methods.first { $0.name == name }
    }

    /// The method whose words stand at the start of a command line; the longest match wins.
    package func method(words: [String]) -> CatalogueMethod? {
        var best: CatalogueMethod?
        var bestCount = 0
        for method in methods {
            guard let own = method.cli?.words, own.count > bestCount, words.starts(with: own) else {
                continue
            }
            best = method
            bestCount = own.count
        }
        return best
    }

    /// A schema with its references followed.
    package func resolve(_ schema: CatalogueSchema) -> CatalogueSchema {
        var present = schema
        // Bounded, so that a document that refers to itself cannot hold the client.
        for _ in 0..<8 {
            guard let name = present.referenceName,
                let node = root["components"]?["schemas"]?[name]
            else { break }
            present = CatalogueSchema(node: node)
        }
        return present
    }

    /// The reserved params of the protocol, in the shape of ordinary ones.
    package var reservedParams: [CatalogueParam] {
        guard let node = root["x-reservedParams"] else { return [] }
        if node.kind == .array { return node.items.compactMap(CatalogueParam.init) }
        return node.members.map {
            CatalogueParam(name: $0.name, node: $0.value, schema: CatalogueSchema(node: $0.value))
        }
    }
}

/// One method of the catalogue.
package struct CatalogueMethod: Sendable {
    /// The entry in the document.
    package let node: JSONNode
    /// `noun.verb`.
    package let name: String

    init?(node: JSONNode) {
        guard let name = node["name"]?.string else { return nil }
        self.node = node
        self.name = name
    }

    /// The title in the language of the document.
    package var title: String { node["x-title"]?.string ?? name }
    /// A longer text, where there is one.
    package var description: String? { node["description"]?.string ?? node["summary"]?.string }
    /// Roles of which any one suffices; empty: any operator; `anyone`: any user.
    package var roles: [String] { strings("x-role") }
    /// True when accounts of the scheduler may call it.
    package var isForService: Bool { flag("x-service") }
    /// True for a command: it takes the params of commands.
    package var isMutating: Bool { flag("x-mutating") }
    /// True for jobs and reloads, which are neither command nor query.
    package var isMaintenance: Bool { flag("x-maintenance") }
    /// True for a method that exists on training stores only.
    package var isForTrainingOnly: Bool { flag("x-training") }
    /// True when the result is a Report value.
    package var isReport: Bool { flag("x-report") }
    /// True when the result is a double-entry journal.
    package var isJournal: Bool { flag("x-journal") }

    /// How to say it on a command line; nil: not at all.
    package var cli: CatalogueCommandLine? {
        node["x-cli"].flatMap(CatalogueCommandLine.init)
    }

    /// The params in the order of the document.
    package var params: [CatalogueParam] {
        node["params"]?.items.compactMap(CatalogueParam.init) ?? []
    }

    /// The columns of the rows of a query.
    package var columns: [CatalogueColumn] {
        node["x-columns"]?.items.compactMap(CatalogueColumn.init) ?? []
    }

    /// The members of the summary of a query.
    package var summary: [CatalogueColumn] {
        node["x-summary"]?.items.compactMap(CatalogueColumn.init) ?? []
    }

    /// The refusals that can come back.
    package var refusals: [CatalogueRefusal] {
        node["x-errors"]?.items.compactMap(CatalogueRefusal.init) ?? []
    }

    /// Calls that are known to work.
    package var examples: [CatalogueExample] {
        node["examples"]?.items.compactMap(CatalogueExample.init) ?? []
    }

    /// Since when it should not be used, and what instead.
    package var deprecation: CatalogueDeprecation? {
        node["x-deprecated"].map(CatalogueDeprecation.init)
    }

    /// The schema of the result.
    package var result: CatalogueSchema? {
        node["result"]?["schema"].map { CatalogueSchema(node: $0) }
    }

    func flag(_ name: String) -> Bool { node[name].map(isSet) ?? false }

    private func strings(_ name: String) -> [String] {
        node[name]?.items.compactMap(\.string) ?? []
    }
}

/// A flag is set when it is true; a mark that carries a value of its own counts as set too.
private func isSet(_ node: JSONNode) -> Bool { node.kind != .false && node.kind != .null }

/// How a method is said on a command line.
package struct CatalogueCommandLine: Sendable {
    /// How the client makes sure before it sends.
    package enum Confirmation: String, Sendable {
        case none
        case yes
        case name
    }

    /// The command, word by word.
    package let words: [String]
    /// Params that may be given without a flag, in order.
    package let positional: [String]
    /// How the client makes sure; an unknown word counts as `name`, the strictest.
    package let confirm: Confirmation
    /// The dialogue in which the client may ask for the params; nil: none of its own.
    package let interactive: String?
    /// The member of the result that is printed as it is.
    package let print: String?
    /// Command lines that usually come next, with `{param}` to fill in.
    package let next: [String]
    /// The roles whose day begins with it.
    package let start: [String]

    init?(node: JSONNode) {
        let words = node["words"]?.items.compactMap(\.string) ?? []
        guard !words.isEmpty else { return nil }
        self.words = words
        positional = node["positional"]?.items.compactMap(\.string) ?? []
        confirm = Confirmation(rawValue: node["confirm"]?.string ?? "none") ?? .name
        interactive = node["interactive"]?.string
        print = node["print"]?.string
        next = node["next"]?.items.compactMap(\.string) ?? []
        start = node["start"]?.items.compactMap(\.string) ?? []
    }
}
