// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// What a person does who follows a remedy, where the line alone does not say it.
///
/// An object a line in `Tests/Golden/remedy-answers.jsonl`, read while the tests run. In values,
/// `$path` stands for what details, params of the refused call, or the look have there.
struct RemedyAnswers {
    /// A call of somebody: operator, method, params.
    struct Step {
        let slug: String
        let method: String
        let params: JSONValue
    }

    /// What the line asks for.
    let answers: JSONValue?
    /// What is different in the refused call afterwards; `nil` to try what a look shows.
    let changes: JSONValue?
    /// What makes another choice possible, in an office that has but one.
    let first: [Step]
    /// What else is done after the line.
    let then: [Step]
    /// Who sends it again, when somebody else must.
    let by: String?
    /// True when the line does what was wanted, or shows that it exists: nothing is sent again.
    let isInstead: Bool

    /// Something beside the line is done, so that the office changes.
    var needsCopy: Bool { !first.isEmpty || !then.isEmpty }

    /// The entry for a refused call.
    static func entry(for key: String, _ method: String) -> RemedyAnswers? {
        entries["\(key) \(method)"] ?? entries[key]
    }

    private static let entries: [String: RemedyAnswers] = {
        var found: [String: RemedyAnswers] = [:]
        for line in Golden.text("remedy-answers.jsonl").split(separator: "\n") {
            guard let document = try? JSONDocument(scanning: Array(line.utf8), limits: .unlimited)
            else { preconditionFailure("remedy-answers.jsonl: \(line)") }
            let value = document.root.value
            let method = value["method"]?.string.map { " " + $0 } ?? ""
            found[(value["key"]?.string ?? "") + method] = RemedyAnswers(value)
        }
        return found
    }()

    private init(_ value: JSONValue) {
        answers = value["answers"]
        changes = value["changes"]
        first = Self.steps(value["first"])
        then = Self.steps(value["then"])
        by = value["by"]?.string
        isInstead = value["instead"] == true
    }

    private static func steps(_ value: JSONValue?) -> [Step] {
        (value?.items ?? []).map { step in
            Step(
                slug: step[0]?.string ?? "",
                method: step[1]?.string ?? "",
                params: step[2] ?? [:]
            )
        }
    }
}
