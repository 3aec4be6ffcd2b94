// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import Domain
import Office
import Projections
import Testing

/// Every method, param, column, code, refusal and event of every slice has its text in both
/// languages: the names come from the types themselves, as they do for the catalogue.
@Suite struct CompleteTextsTests {
    @Test func `nothing that people read is without a text`() {
        var wanted = Wanted()
        for slice in Slice.all {
            for command in slice.commands { wanted.add(command) }
            for query in slice.queries { wanted.add(query) }
        }
        for method in SystemMethods.all { wanted.add(method) }
        for role in Role.allCases { wanted.need(["value.Role." + role.rawValue]) }
        for kind in ["drive", "box", "count", "fund", "item", "location", "operator", "person"] {
            wanted.need(["value.Thing." + kind])
        }
        #expect(wanted.missing.sorted() == [])
    }

    @Test func `every error that is no refusal has a sentence`() {
        let texts = Texts.office
        // The five kinds that are about the line itself have their words in the protocol.
        let ofTheLine: [ErrorKind] = [
            .parseError, .invalidRequest, .methodNotFound, .invalidParams, .lineTooLong,
        ]
        for kind in ErrorKind.allCases where !ofTheLine.contains(kind) {
            for language in Language.allCases {
                #expect(texts.text("error." + kind.rawValue, language) != nil, "\(kind)")
            }
        }
    }
}

/// The keys that must have a text.
private struct Wanted {
    private(set) var missing: Set<String> = []

    mutating func need(_ keys: [String]) {
        for language in Language.allCases
        where Texts.office.text(anyOf: keys, language) == nil {
            missing.insert("\(keys.last ?? "") (\(language))")
        }
    }

    mutating func add<C: Command>(_ type: C.Type) {
        let method = C.contract.method
        need(["method." + method])
        walk(.of(type)) { Texts.keys(param: $0, of: method) }
        walk(.of(C.Answer.self)) { Texts.keys(column: $0, of: method) }
        for code in C.contract.refusals {
            need(["refusal.\(method).\(code)", "refusal." + code])
            need(["remedy.\(method).\(code)", "remedy." + code])
            for language in Language.allCases {
                let title = Texts.office.title(refusal: code, of: method, language)
                if title.contains("–") { missing.insert("title.\(code) of \(method)") }
            }
        }
    }

    mutating func add<Q: Query>(_ type: Q.Type) {
        let method = Q.contract.method
        need(["method." + method])
        walk(.of(type)) { Texts.keys(param: $0, of: method) }
        walk(.of(Q.Item.self)) { Texts.keys(column: $0, of: method) }
        walk(.of(Q.Summary.self)) { Texts.keys(column: $0, of: method) }
    }

    mutating func add<M: SystemMethod>(_ type: M.Type) {
        let method = M.contract.method
        need(["method." + method])
        walk(.of(type)) { Texts.keys(param: $0, of: method) }
        walk(.of(M.Item.self)) { Texts.keys(column: $0, of: method) }
        walk(.of(M.Outcome.self)) { Texts.keys(column: $0, of: method) }
    }

    private mutating func walk(_ shape: RecordedShape, _ keys: (String) -> [String]) {
        switch shape {
        case .text, .integer, .boolean: break
        case .array(let element): walk(element, keys)
        case .object(let fields):
            for field in fields {
                need(keys(field.name))
                walk(field.shape, keys)
            }
        case .value(let value):
            guard case .enumeration(let codes) = value.form else { return }
            for code in codes { need(["value.\(value.name).\(code)"]) }
        }
    }
}
