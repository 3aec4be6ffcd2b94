// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Glibc

/// Plays scenario files into an office of this process, so that its clock and its ids are known.
///
/// The files stand beside the project. Their runner checks every answer over the wire; here only
/// done or not done is looked at. Restarts, rebuilds and broken lines change no record and are
/// passed over. One thread.
package final class Scenario {
    /// Where the files are: `PEKSOS_SCENARIOS`, else beside the project.
    package static var folder: String {
        unsafe getenv("PEKSOS_SCENARIOS").map { unsafe String(cString: $0) }
            ?? Golden.root() + "/../shared/scenario"
    }

    /// True where the file is there to be played.
    package static func isThere(_ file: String) -> Bool {
        unsafe access("\(folder)/\(file)", R_OK) == 0
    }

    /// Steps that came out otherwise than they should.
    package private(set) var problems: [String] = []
    private let office: TestOffice
    private var saved: [String: JSONValue] = [:]

    /// Plays into an office without any events but those of its making.
    package init(_ office: TestOffice) { self.office = office }

    /// Plays a file; names saved by an earlier one are known.
    package func play(_ file: String) throws {
        let text = String(decoding: Files.read("\(Self.folder)/\(file)"), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where line.hasPrefix("{") {
            let step = try JSONDocument(scanning: Array(line.utf8), limits: .unlimited).root.value
            try play(step, "\(file):\(number + 1)")
        }
    }

    private func play(_ step: JSONValue, _ place: String) throws {
        guard let repeated = step["repeat"] else { return try call(step, place) }
        let inside = step["step"]?.items ?? [step["step"] ?? nil]
        for names in rounds(repeated) {
            let outer = saved
            saved.merge(names) { $1 }
            for step in inside { try play(step, place) }
            for name in names.keys { saved[name] = outer[name] }
        }
    }

    private func rounds(_ repeated: JSONValue) -> [[String: JSONValue]] {
        if let each = repeated["each"] {
            return (filled(each).items ?? []).map { round in
                Dictionary((round.members ?? []).map { ($0.name, $0.value) }) { $1 }
            }
        }
        let name = repeated["var"]?.string ?? ""
        let first = filled(repeated["from"] ?? nil).integer ?? 1
        let last = filled(repeated["to"] ?? nil).integer ?? 0
        return (first...max(first, last)).map { [name: .integer($0)] }
    }

    private func call(_ step: JSONValue, _ place: String) throws {
        guard let method = step["call"].flatMap({ filled($0).string }) else { return }
        let who = step["as"].flatMap { filled($0).string } ?? "admin"
        let reply = try office.reply(to: method, filled(step["params"] ?? [:]), as: who)
        let isRefused = step["expect"]?["refused"] != nil || step["expect"]?["error"] != nil
        if isRefused != (reply["error"] != nil) {
            problems.append("\(place) \(method): \(reply.line.prefix(400))")
        }
        // A denial is recorded behind the answer: what comes next must not overtake it.
        if reply["error"] != nil { office.settle() }
        for path in step["save"]?.members ?? [] {
            let name = filled(.string(path.name)).string ?? path.name
            saved[name] = path.value.string.flatMap { value(at: $0, in: reply) }
        }
    }

    private func value(at path: String, in reply: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(Optional(reply)) { value, step in
            Int(step).flatMap { value?[$0] } ?? value?[String(step)]
        }
    }

    /// The value with `${name}` replaced; a text that is nothing else takes the saved value's type.
    private func filled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): filled(text)
        case .array(let items): .array(items.map(filled))
        case .object(let members):
            .object(members.map { JSONMember($0.name, filled($0.value)) })
        case .null, .bool, .integer: value
        }
    }

    private func filled(_ text: String) -> JSONValue {
        var output = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${"),
            let end = rest[start.upperBound...].firstIndex(of: "}")
        {
            let found = saved[String(rest[start.upperBound..<end])] ?? nil
            let after = rest.index(after: end)
            if output.isEmpty, start.lowerBound == rest.startIndex, after == rest.endIndex {
                return found
            }
            output += rest[..<start.lowerBound] + (found.string ?? found.line)
            rest = rest[after...]
        }
        return .string(output + rest)
    }
}
