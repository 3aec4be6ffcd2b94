// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Office

internal import CanonicalJSON
internal import Domain
internal import Projections

/// One golden file an aggregate: its stored events, and who may do and see what.
///
/// `Tests/Golden/aggregates/place.jsonl` has one line an event type (its stored name and payload),
/// one line a method (its rights by role; what is shown of sealed columns), and one line for the
/// category (who reads its events). A method without events of its noun's name stands beside its
/// siblings, wherever that is.
package struct AggregateFiles {
    private static let folder = "aggregates"

    /// Lines by the name of the file, without `.jsonl`.
    package private(set) var lines: [String: [String]]

    /// Files made up by a test.
    package init(lines: [String: [String]]) { self.lines = lines }

    /// The files of the repository.
    package static func read() -> AggregateFiles {
        let suffix = ".jsonl"
        let names = TemporaryDirectory.names(in: "\(Golden.root())/Tests/Golden/\(folder)")
            .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
        return AggregateFiles(
            lines: Dictionary(
                uniqueKeysWithValues: names.map { name in
                    let text = Golden.text("\(folder)/\(name)\(suffix)")
                    return (name, text.split(separator: "\n").map(String.init))
                }
            )
        )
    }

    /// Replaces the files of the repository.
    package func write() {
        for (name, lines) in lines {
            let path = "\(Golden.root())/Tests/Golden/\(Self.folder)/\(name).jsonl"
            Files.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: path, mode: 0o644)
        }
    }

    /// The lines of stored events in the file of a category.
    package func events(of category: String) -> [String] {
        (lines[category] ?? []).filter { Subject($0) == .event }
    }

    /// The same files with the rights of a policy; lines of events stay as they are.
    package func recording(_ policy: AccessPolicy) -> AggregateFiles {
        var recorded = AggregateFiles(
            lines: lines.mapValues { $0.filter { Subject($0) == .event } }
        )
        for line in Self.lines(of: policy) {
            recorded.lines[home(of: Subject(line)), default: []].append(line)
        }
        recorded.lines = recorded.lines.filter { !$0.value.isEmpty }.mapValues { lines in
            // Events keep their order; what is recorded stands above them.
            lines.filter { Subject($0) != .event }.sorted()
                + lines.filter { Subject($0) == .event }
        }
        return recorded
    }

    /// What is missing, too much, told twice or in another aggregate's file.
    package func differences(from policy: AccessPolicy) -> [String] {
        let wanted = Set(Self.lines(of: policy))
        let all = lines.values.joined().filter { Subject($0) != .event }
        let standing = Set(all)
        var differences = wanted.subtracting(standing).map { "missing: \($0)" }
        differences += standing.subtracting(wanted).map { "not in the code: \($0)" }
        if standing.count != all.count { differences.append("a line stands twice") }
        for (file, lines) in lines {
            for line in lines where home(of: Subject(line), in: file) != file {
                differences.append("not the place of: \(line)")
            }
        }
        return differences.sorted()
    }

    // MARK: Places

    /// What a line is about.
    private enum Subject: Equatable {
        case method(String)
        case category(String)
        case roles
        case event

        init(_ line: String) {
            let words = line.split(separator: "\"", maxSplits: 4).map(String.init)
            switch words.dropFirst().first {
            case "method": self = .method(words.count > 3 ? words[3] : "")
            case "category": self = .category(words.count > 3 ? words[3] : "")
            case "roles": self = .roles
            default: self = .event
            }
        }
    }

    /// The file where a line belongs; `file` is where it stands now.
    private func home(of subject: Subject, in file: String? = nil) -> String {
        switch subject {
        case .roles: return Operator.noun
        case .category(let category): return category
        case .event:
            // Whether its category knows the event is for ``StoredEvents`` to say.
            return file.flatMap { Self.categories.contains($0) ? $0 : nil } ?? "a category"
        case .method(let method):
            let noun = Self.noun(method)
            if Self.categories.contains(noun) { return noun }
            let siblings = lines.filter { _, lines in
                lines.contains { line in
                    if case .method(let other) = Subject(line) {
                        Self.noun(other) == noun
                    } else {
                        false
                    }
                }
            }
            return siblings.keys.min() ?? noun
        }
    }

    private static let categories = Set(Slice.all.flatMap(\.events).map { $0.category })

    private static func noun(_ method: String) -> String {
        String(method.prefix { $0 != "." })
    }

    // MARK: Lines

    private static func lines(of policy: AccessPolicy) -> [String] {
        let categories: [JSONValue] = categories.map { category in
            let readers = AccessPolicy.readers(ofCategory: category).map(\.role)
            return ["category": .string(category), "readers": names(readers)]
        }
        let methods = policy.entries.map { entry in
            let sealed = entry.sealed.map { column in
                JSONValue.object([
                    JSONMember("column", .string(column.column)),
                    JSONMember("class", .string(column.fieldClass.rawValue)),
                    JSONMember("clear", names(column.clear, in: entry)),
                    JSONMember("masked", names(column.masked, in: entry)),
                    JSONMember("glass", names(column.glass, in: entry)),
                ])
            }
            return JSONValue.object(
                [JSONMember("method", .string(entry.method)), JSONMember("rights", rights(entry))]
                    + (sealed.isEmpty ? [] : [JSONMember("sealed", .array(sealed))])
            )
        }
        return (categories + methods + [["roles": names(Role.allCases)]]).map(\.line)
    }

    /// Roles that are not named may not call the method.
    private static func rights(_ entry: AccessPolicy.Entry) -> JSONValue {
        if let open = entry.isOpen { return .string(open) }
        let held = Role.allCases.filter { entry.cell($0) != .closed }
        return .object(
            held.map { JSONMember($0.rawValue, .string(entry.cell($0).text)) }
        )
    }

    private static func names(_ roles: [Role], in entry: AccessPolicy.Entry? = nil) -> JSONValue {
        .array(
            Role.allCases.filter { role in
                roles.contains(role) && entry.map { $0.cell(role) != .closed } != false
            }.map { .string($0.rawValue) }
        )
    }
}
