// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol
import Office
import Synchronization
import Testing

/// A call that was refused, and how.
struct RefusedCall {
    let method: String
    let params: JSONValue
    let slug: String
    let error: JSONValue

    init(_ method: String, _ params: JSONValue, _ slug: String, _ error: JSONValue) {
        self.method = method
        self.params = params
        self.slug = slug
        self.error = error
    }

    /// The key of the remedy's command line among the texts; `nil` without one.
    var key: String? {
        guard let data = error["data"], data["remedy"]?["cli"] != nil,
            let kind = data["kind"]?.string
        else { return nil }
        let code = data["refusal"]?.string
        let name = code ?? "error." + kind
        var bases = ["cli." + name]
        if code != nil { bases.insert("cli.\(method).\(name)", at: 0) }
        var keys = bases
        if let path = Texts.office.text("variant." + name, .id),
            let variant = (code == nil ? data : data["details"])?.value(at: path)?.string
        {
            keys = bases.map { "\($0).\(variant)" } + bases
        }
        return keys.first { Texts.office.text($0, .id) != nil }
    }
}

/// What came of a remedy.
struct Proof {
    let group: RemedyLedger.Class
    let how: String

    /// Done at last, by the one who was refused, is best.
    var rank: Int { Self.rank(of: how) }

    static func rank(of how: String) -> Int {
        (how.contains("then done") ? 4 : 0) + (how.contains("(details)") ? 0 : 2)
            + (how.contains("by another") ? 0 : 1)
    }
}

/// Runs a remedy for real, on a copy of the office, and sends what was refused again.
enum RemedyProof {
    /// How often a test has met a remedy of a method so far.
    private static let meetings = Mutex<[String: Int]>([:])

    /// Runs the remedy when the ledger names the running test for it, or records what comes of it.
    static func check(_ call: RefusedCall, in office: TestOffice) throws {
        guard let test = Test.current, let key = call.key else { return }
        var place = "\(test.sourceLocation.fileID) \(test.name)"
        // Cases of one test run side by side; they differ in what they ask.
        if test.isParameterized {
            place += " ~\(Self.digest(call.params.changing(["commandId": nil])))"
        }
        let meeting = meetings.withLock { meetings in
            meetings["\(place)\t\(key)\t\(call.method)", default: 0] += 1
            return meetings["\(place)\t\(key)\t\(call.method)"] ?? 0
        }
        let name = meeting == 1 ? place : "\(place) #\(meeting)"
        let row = RemedyLedger.rows[key]
        let isNamed = row?.test == name && row?.method == call.method
        guard isNamed || Golden.isRecording else { return }
        let proof = try RemedyAttempt.run(call, key, in: office)
        if Golden.isRecording {
            if let proof { RemedyLedger.record(.init(key, proof, call.method, name)) }
        } else if proof == nil {
            throw UselessRemedy(
                line: call.error["data"]?["remedy"]?["cli"]?.string ?? key,
                outcome: "\(call.method) is refused as before"
            )
        }
    }
}

extension RemedyProof {
    /// A short word for some params (FNV-1a, 32 bits).
    private static func digest(_ value: JSONValue) -> String {
        let hash = CanonicalJSON.bytes(value).reduce(2_166_136_261 as UInt32) { hash, byte in
            (hash ^ UInt32(byte)) &* 16_777_619
        }
        return String(hash, radix: 36)
    }
}

extension JSONValue {
    /// The value at a path of member names and item numbers, parted by dots.
    func value(at path: some StringProtocol) -> JSONValue? {
        var value: JSONValue? = self
        for step in path.split(separator: ".") {
            value = Int(step).map { value?[$0] } ?? value?[String(step)]
        }
        return value?.isNull == true ? nil : value
    }

    /// Every string and number in it, each with its path.
    func leaves(_ path: String = "") -> [(path: String, value: JSONValue)] {
        let start = path.isEmpty ? "" : path + "."
        return switch self {
        case .object(let members): members.flatMap { $0.value.leaves(start + $0.name) }
        case .array(let items):
            items.enumerated().flatMap { $0.element.leaves("\(start)\($0.offset)") }
        case .string, .integer: [(path, self)]
        case .null, .bool: []
        }
    }

    /// The value with another one at a path.
    func replacing(_ path: Substring, with new: JSONValue) -> JSONValue {
        let step = path.prefix { $0 != "." }
        let rest = path.dropFirst(step.count + 1)
        if step.isEmpty { return new }
        switch self {
        case .object(let members):
            var found = false
            var changed = members.map { member in
                guard member.name == step else { return member }
                found = true
                return JSONMember(member.name, member.value.replacing(rest, with: new))
            }
            if !found { changed.append(JSONMember(String(step), new)) }
            return .object(changed)
        case .array(let items):
            return .array(
                items.enumerated().map { item in
                    String(item.offset) == step
                        ? item.element.replacing(rest, with: new) : item.element
                }
            )
        case .null, .bool, .integer, .string: return self
        }
    }
}
