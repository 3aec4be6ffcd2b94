// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Domain
import Office
import Projections
import TestSupport
import Testing

/// Goal: a client that knows only the catalogue can name, fill in and show everything; method: the
/// document of `rpc.discover` in both languages, walked.
@Suite struct CatalogueTests {
    private let office: TestOffice

    init() throws { office = try TestOffice() }

    private func document(_ language: String, _ more: JSONValue = [:]) throws -> JSONValue {
        try office.call("rpc.discover", more.changing(["lang": .string(language)]))
    }

    private func methods(_ language: String = "id") throws -> [JSONValue] {
        try document(language)["methods"]?.items ?? []
    }

    @Test(arguments: ["id", "en"])
    func `every method says what it is and how it is called`(language: String) throws {
        for method in try methods(language) {
            let name = method["name"]?.string ?? ""
            #expect(method["x-title"]?.string?.isEmpty == false, "\(name)")
            #expect(method["x-title"]?.string != name, "\(name)")
            #expect(method["result"]?["schema"] != nil, "\(name)")
            #expect(method["x-cli"] != nil, "\(name)")
            for param in method["params"]?.items ?? [] {
                #expect(param["schema"] != nil, "\(name) \(param.line)")
                #expect(param["x-title"]?.string?.isEmpty == false, "\(name) \(param.line)")
                #expect(param["required"] == true || param["required"] == false)
            }
        }
    }

    @Test func `the two languages say the same in other words`() throws {
        let (indonesian, english) = (try methods("id"), try methods("en"))
        #expect(indonesian.map { $0["name"] } == english.map { $0["name"] })
        let same = zip(indonesian, english).filter { $0["x-title"] == $1["x-title"] }
            .compactMap { $0.0["name"]?.string }
        #expect(same == [])
    }

    @Test func `every method there is stands in it once`() throws {
        let listed = try methods().compactMap { $0["name"]?.string }
        let known = Methods(Slice.all)
        #expect(listed == listed.sorted())
        #expect(Set(listed).count == listed.count)
        #expect(Set(listed).isSuperset(of: known.commands.keys))
        #expect(Set(listed).isSuperset(of: known.queries.keys))
        let hello = try office.call("system.hello")["catalogue"]
        #expect(hello?["methods"] == .integer(Int64(listed.count)))
    }

    @Test func `it fits into one line, and its digest stands still`() throws {
        for language in ["id", "en"] {
            let bytes = try document(language).changing(["training": .null]).line.utf8.count
            #expect(bytes < 960 << 10, "\(language): \(bytes) bytes")
            print("catalogue \(language): \(bytes) bytes")
        }
        let second = try TestOffice()
        let digests = try [office, office, second].map {
            try $0.call("system.hello")["catalogue"]?["digest"]
        }
        #expect(digests[0]?.string?.hasPrefix("sha256:") == true)
        #expect(digests[0] == digests[1] && digests[0] == digests[2])
    }

    @Test func `no two methods are typed with the same words`() throws {
        var owners: [String: String] = [:]
        for method in try methods() {
            guard let words = method["x-cli"]?["words"]?.items?.compactMap(\.string) else {
                continue
            }
            let line = words.joined(separator: " ")
            let name = method["name"]?.string ?? ""
            #expect(!line.isEmpty, "\(name)")
            #expect(owners[line] == nil, "\(line): \(name) and \(owners[line] ?? "")")
            owners[line] = name
        }
    }

    @Test func `no param has the name of the envelope`() throws {
        for method in try methods() {
            let name = method["name"]?.string ?? ""
            let isMutating = method["x-mutating"] == true
            let isOfTheOffice = Methods(Slice.all).queries[name] != nil
            guard isMutating || isOfTheOffice else { continue }
            let reserved = isMutating ? ReservedParams.ofCommands : ReservedParams.ofQueries
            // A reason that must be given is described where it must.
            let own = (method["params"]?.each("name") ?? []).compactMap { $0?.string }
            #expect(own.filter { $0 != "reason" && reserved.contains($0) } == [], "\(name)")
        }
    }

    @Test func `positional params exist, and next commands too`() throws {
        let all = try methods()
        let spoken = Set(
            all.compactMap { $0["x-cli"]?["words"]?.items?.compactMap(\.string) }
                .map { $0.joined(separator: " ") }
        )
        for method in all {
            let name = method["name"]?.string ?? ""
            let params = (method["params"]?.each("name") ?? []).compactMap { $0?.string }
            for positional in method["x-cli"]?["positional"]?.items ?? [] {
                #expect(params.contains(positional.string ?? ""), "\(name) \(positional.line)")
            }
            for next in method["x-cli"]?["next"]?.items?.compactMap(\.string) ?? [] {
                let words = next.split(separator: " ").prefix { !$0.hasPrefix("{") }
                let isKnown = (1...max(1, words.count)).contains { count in
                    spoken.contains(words.prefix(count).joined(separator: " "))
                }
                #expect(isKnown, "\(name): \(next)")
            }
        }
    }

    @Test func `a part of it can be asked for`() throws {
        let part = try document("id", ["prefix": "box."])["methods"]?.each("name") ?? []
        #expect(part.contains("box.register"))
        #expect(part.allSatisfy { $0?.string?.hasPrefix("box.") == true })
    }

    @Test func `the contracts have their texts, and here is how many there are`() throws {
        let commands = Slice.all.flatMap(\.commands).map { $0.contract }
        let queries = Slice.all.flatMap(\.queries).map { $0.contract }
        let codes = Set(commands.flatMap(\.refusals))
        for code in codes.sorted() {
            for language in [Language.id, .en] {
                #expect(
                    commands.filter { $0.refusals.contains(code) }.allSatisfy { contract in
                        Texts.office.text(
                            anyOf: ["refusal.\(contract.method).\(code)", "refusal.\(code)"],
                            language
                        ) != nil
                    },
                    "\(code) in \(language)"
                )
            }
        }
        print("\(commands.count) commands, \(queries.count) queries, \(codes.count) refusal codes")
        #expect(!commands.isEmpty && !queries.isEmpty && !codes.isEmpty)
    }
}
