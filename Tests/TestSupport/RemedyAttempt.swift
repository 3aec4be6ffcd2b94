// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlClient
import ControlProtocol
import Domain
import Office
import Projections

/// One try at getting past a refusal with its remedy.
///
/// A line that changes something is run on a copy of the office, with the date of what was
/// refused, by whoever may; what it asks for comes from ``RemedyAnswers`` or the method's example.
/// A line that shows something is run where it was printed, and what it shows takes the place of
/// what was asked, one param at a time, as a trial.
struct RemedyAttempt {
    let call: RefusedCall
    let key: String
    /// Where it is tried; a copy when anything is changed.
    let office: TestOffice
    let people: [String]
    private let known: RemedyAnswers?
    /// A line may clear one of several things that stand in the way.
    private static let stepsMax = 6

    /// What came of a remedy; `nil` when it did not help.
    static func run(_ call: RefusedCall, _ key: String, in office: TestOffice) throws -> Proof? {
        guard let line = call.error["data"]?["remedy"]?["cli"]?.string,
            let (command, _, _) = try RemedyCheck.parsed(line, office)
        else { return nil }
        let isSame = Texts.office.text(key, .id)?.hasPrefix("{same") ?? false
        let known = RemedyAnswers.entry(for: key, call.method)
        if isSame {
            return try RemedyAttempt(call, key, office, known).repeated(line)
        }
        guard command.isCommand || known?.needsCopy ?? false else {
            return try RemedyAttempt(call, key, office, known).looked(line)
        }
        let copy = try office.copied()
        defer { copy.close() }
        let attempt = try RemedyAttempt(call, key, copy, known)
        guard try attempt.walked(known?.first ?? [], [:]) else { return nil }
        return command.isCommand ? try attempt.changed() : try attempt.looked(line)
    }

    private init(
        _ call: RefusedCall,
        _ key: String,
        _ office: TestOffice,
        _ known: RemedyAnswers?
    ) throws {
        self.call = call
        self.key = key
        self.office = office
        self.known = known
        let rows = try office.call("operator.list")["rows"]?.items ?? []
        let slugs = rows.compactMap { $0["operator"]?.string }
        people = [call.slug] + slugs.filter { $0 != call.slug }
    }

    // MARK: The same in another form

    private func repeated(_ line: String) throws -> Proof? {
        var line = line
        for _ in 0..<Self.stepsMax {
            guard let (command, params, _) = try RemedyCheck.parsed(line, office) else {
                return nil
            }
            let reply = try trial(.object(params), method: command.name)
            switch judge(reply) {
            case .done: return Proof(group: .clears, how: "then done")
            case .other(let code): return Proof(group: .clears, how: "then \(code)")
            case .next:
                guard let next = reply["error"]?["data"]?["remedy"]?["cli"]?.string else {
                    return nil
                }
                line = next
            case .same: return nil
            }
        }
        return nil
    }

    // MARK: A line that changes something

    private func changed() throws -> Proof? {
        var line = call.error["data"]?["remedy"]?["cli"]?.string
        var others: [String] = []
        for _ in 0..<Self.stepsMax {
            guard let next = line, let doer = try perform(next) else { return nil }
            if doer != call.slug { others = ["line by another"] }
            guard try walked(known?.then ?? [], [:]) else { return nil }
            if known?.isInstead ?? false {
                let group: RemedyLedger.Class = others.isEmpty ? .clears : .anothers
                return Proof(group: group, how: ([Self.instead] + others).joined(separator: ", "))
            }
            if known?.by != nil { others.append("sent by another") }
            let sender = known?.by ?? call.slug
            let reply = try office.reply(to: call.method, retried([:]), as: sender)
            let ending = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
            let group: RemedyLedger.Class = others.isEmpty ? .clears : .anothers
            switch judge(reply) {
            case .done: return Proof(group: group, how: "then done" + ending)
            case .other(let code): return Proof(group: group, how: "then \(code)" + ending)
            case .next: line = reply["error"]?["data"]?["remedy"]?["cli"]?.string
            case .same: return nil
            }
        }
        return nil
    }

    /// Runs a line for real; answers who could.
    private func perform(_ line: String) throws -> String? {
        let answers = known?.answers?.members.map { answers in
            answers.map { JSONMember($0.name, resolved($0.value, [:])) }
        }
        guard let (command, given, asked) = try RemedyCheck.parsed(line, office, answers: answers)
        else { return nil }
        // The day of an example is not the day of this office.
        let params = given.filter { member in
            answers != nil || member.name != "occurredOn" || !asked.contains("occurredOn")
        }
        for slug in people where try done(command.name, .object(params), by: slug) { return slug }
        return nil
    }

    /// True when all steps were done.
    private func walked(_ steps: [RemedyAnswers.Step], _ shown: JSONValue) throws -> Bool {
        for step in steps {
            let slug = step.slug.isEmpty ? call.slug : step.slug
            guard try done(step.method, resolved(step.params, shown), by: slug) else {
                return false
            }
        }
        return true
    }

    /// Sends a command, dated as what was refused, and has it approved when it waits for that.
    private func done(_ method: String, _ params: JSONValue, by slug: String) throws -> Bool {
        var whole = params
        for (name, value) in [
            ("occurredOn", call.params["occurredOn"]), ("reason", "Alasan rekaan untuk uji."),
        ] where whole[name] == nil {
            whole = whole.changing(.object([JSONMember(name, value ?? nil)]))
        }
        let reply = try office.reply(to: method, whole, as: slug)
        guard let result = reply["result"] else { return false }
        guard result["pending"] == true else { return true }
        let approval: JSONValue = [
            "approval": result["approval"] ?? nil, "digest": result["digest"] ?? nil,
        ]
        return try people.contains { second in
            guard second != slug else { return false }
            return try office.reply(to: "approval.approve", approval, as: second)["result"] != nil
        }
    }

    // MARK: A line that shows something

    private func looked(_ line: String) throws -> Proof? {
        guard let (command, params, _) = try RemedyCheck.parsed(line, office),
            Self.looks.contains(command.name)
        else { return nil }
        var shown: JSONValue?
        var looker = call.slug
        for slug in people where shown == nil {
            shown = try office.reply(to: command.name, .object(params), as: slug)["result"]
            looker = slug
        }
        guard let shown else { return nil }
        if known?.isInstead ?? false { return Proof(group: .tells, how: Self.instead) }
        guard try walked(known?.then ?? [], shown) else { return nil }
        let ending = looker == call.slug ? "" : " (look by another)"
        if known?.changes != nil || known?.by != nil || !(known?.then.isEmpty ?? true) {
            let changes = known?.changes ?? [:]
            let by = known?.by.map { _ in "by another " } ?? ""
            let reply = try trial(retried(changes, shown), as: known?.by)
            let group: RemedyLedger.Class = known?.by == nil && ending.isEmpty ? .tells : .anothers
            return verdict(reply, group, by + changes.line + ending)
        }
        return try substituted(shown, ending)
    }

    func verdict(_ reply: JSONValue, _ group: RemedyLedger.Class, _ how: String) -> Proof? {
        switch judge(reply) {
        case .done: Proof(group: group, how: how + ", then done")
        case .other(let code): Proof(group: group, how: how + ", then \(code)")
        case .next, .same: nil
        }
    }

    /// What starts a job is not run here: it would outlive the test.
    private static let looks = Set(
        Slice.all.flatMap { slice in slice.queries.map { $0.contract.method } }
            + ["log.head", "system.status", "events.read"]
    )

    private static let commands = Set(
        Slice.all.flatMap { slice in slice.commands.map { $0.contract.method } }
    )

    // MARK: What comes of it

    /// The line stands for what was refused; the best that can be, as there is nothing to repeat.
    private static let instead = "then done by the line itself"

    var details: JSONValue { call.error["data"]?["details"] ?? [:] }

    private enum Outcome {
        case done, same
        /// Refused with the same code about the next thing.
        case next
        case other(String)
    }

    private func judge(_ reply: JSONValue) -> Outcome {
        guard let data = reply["error"]?["data"] else { return .done }
        let kind = data["kind"]?.string ?? ""
        if call.error["data"]?["kind"] != "refused" {
            // The thing was not found before: whatever else is wrong, it is now.
            return kind == "refused" ? .other(data["refusal"]?.string ?? kind) : .same
        }
        guard kind == "refused", let code = data["refusal"]?.string else { return .same }
        let later = RefusedCall(call.method, call.params, call.slug, reply["error"] ?? nil)
        if code != call.error["data"]?["refusal"]?.string || later.key != key {
            return .other(code)
        }
        return data["details"] == details ? .same : .next
    }

    func trial(
        _ params: JSONValue,
        method: String? = nil,
        as slug: String? = nil
    ) throws -> JSONValue {
        let isQuery = !Self.commands.contains(method ?? call.method)
        let sent = isQuery ? params : params.changing(["dryRun": true, "commandId": nil])
        return try office.reply(to: method ?? call.method, sent, as: slug ?? call.slug)
    }

    private func retried(_ changes: JSONValue, _ shown: JSONValue = [:]) -> JSONValue {
        var params = call.params.changing(["commandId": nil])
        for change in (known?.changes ?? changes).members ?? [] {
            let value = resolved(change.value, shown)
            params =
                value.isNull
                ? params.changing(.object([change]))
                : params.replacing(change.name[...], with: value)
        }
        return params
    }

    /// A value of the table: `$path` stands for what details, params or the look have there.
    private func resolved(_ value: JSONValue, _ shown: JSONValue) -> JSONValue {
        switch value {
        case .string(let text) where text.hasPrefix("$"):
            let path = text.dropFirst()
            return details.value(at: path) ?? call.params.value(at: path)
                ?? shown.value(at: path) ?? nil
        case .object(let members):
            return .object(members.map { JSONMember($0.name, resolved($0.value, shown)) })
        case .array(let items): return .array(items.map { resolved($0, shown) })
        case .null, .bool, .integer, .string: return value
        }
    }
}
