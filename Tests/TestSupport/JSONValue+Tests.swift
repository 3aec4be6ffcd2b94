// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

extension JSONValue {
    /// The value in one line.
    package var line: String { String(decoding: CanonicalJSON.bytes(self), as: UTF8.self) }

    /// True when every wanted member is here; arrays must match item by item.
    package func holds(_ wanted: JSONValue) -> Bool {
        switch wanted {
        case .object(let members):
            return self.members != nil
                && members.allSatisfy { self[$0.name]?.holds($0.value) ?? false }
        case .array(let wantedItems):
            guard let items, items.count == wantedItems.count else { return false }
            return zip(items, wantedItems).allSatisfy { $0.holds($1) }
        case .null, .bool, .integer, .string: return self == wanted
        }
    }

    /// The value with members replaced, added, or removed where the new one is null.
    package func changing(_ changes: JSONValue) -> JSONValue {
        var members = members ?? []
        for change in changes.members ?? [] {
            members.removeAll { $0.name == change.name }
            if !change.value.isNull { members.append(change) }
        }
        return .object(members)
    }

    /// One member of every item.
    package func each(_ name: String) -> [JSONValue?] { (items ?? []).map { $0[name] } }
}

/// A text whose placeholder could not be filled, as a failure of the test that met it.
package struct UnfilledText: Error {
    let text: String
}

extension JSONValue {
    /// Throws when a text still has a placeholder with a form, `{amount:rupiah}`.
    func checkFilled() throws {
        switch self {
        case .string(let text):
            let isLeft = text.split(separator: "{").dropFirst().contains { part in
                let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "." }
                return !name.isEmpty && part.dropFirst(name.count).hasPrefix(":")
            }
            if isLeft { throw UnfilledText(text: text) }
        case .array(let items): for item in items { try item.checkFilled() }
        case .object(let members): for member in members { try member.value.checkFilled() }
        case .null, .bool, .integer: break
        }
    }
}
