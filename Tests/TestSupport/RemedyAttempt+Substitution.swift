// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// What a look shows in the place of what was asked.
extension RemedyAttempt {
    private static let trialsMax = 600

    /// Tries each value of the look, then those of the details, then every other person.
    ///
    /// Only what is done at last counts: whatever is wrong with a guess is no way past.
    func substituted(_ shown: JSONValue, _ ending: String) throws -> Proof? {
        let group: RemedyLedger.Class = ending.isEmpty ? .tells : .anothers
        let facts = shown.changing(["asOf": nil])
        for (source, leaves) in [("", facts.leaves()), (" (details)", details.leaves())] {
            for (param, new, from) in substitutions(leaves) {
                let reply = try trial(call.params.replacing(param[...], with: new))
                let how = "\(param) ← \(from)\(source)\(ending)"
                if reply["result"] != nil { return verdict(reply, group, how) }
            }
        }
        for slug in people.dropFirst() {
            let reply = try trial(call.params, as: slug)
            if reply["result"] != nil { return verdict(reply, .anothers, "by another\(ending)") }
        }
        return nil
    }

    /// Values of the look that may stand in the place of what was asked.
    private func substitutions(
        _ leaves: [(path: String, value: JSONValue)]
    ) -> [(param: String, new: JSONValue, from: String)] {
        var found: [(String, JSONValue, String)] = []
        let reserved: Set<String> = ["commandId", "reason", "dryRun", "backfilled", "uid"]
        for (path, old) in call.params.leaves() where !reserved.contains(path) {
            var tried: [JSONValue] = [old]
            for (from, new) in leaves
            where Self.isAlike(old, new) && !tried.contains(new) && Self.fits(path, from) {
                tried.append(new)
                found.append((path, new, from))
            }
        }
        return Array(found.prefix(Self.trialsMax))
    }

    /// A role or a state is no name of anything.
    private static func fits(_ param: String, _ column: String) -> Bool {
        let codes: Set<String> = ["roles", "kind", "state", "status", "role"]
        let words = Set(column.split(separator: ".").map(String.init)).intersection(codes)
        return words.isEmpty || words.contains(param)
    }

    private static func isAlike(_ one: JSONValue, _ other: JSONValue) -> Bool {
        switch (one, other) {
        case (.integer, .integer): true
        case (.string(let one), .string(let other)): shape(one) == shape(other)
        default: false
        }
    }

    /// Ids by their prefix, dates, and words without spaces.
    private static func shape(_ text: String) -> String {
        if text.contains(" ") { return text }
        let isDate = text.count == 10 && text.allSatisfy { $0 == "-" || $0.isNumber }
        if isDate { return "date" }
        if text.first?.isUppercase == true, text.contains("-") {
            return String(text.prefix { $0 != "-" }) + String(text.count { $0 == "/" })
        }
        return "word"
    }
}
