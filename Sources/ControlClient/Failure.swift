// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// Why the client ends with another status than 0.
///
/// Either an error as the daemon sent it, or one of the client's own (`usage`, `unreachable`,
/// `connectionLost`, `confirmationNeeded`, `badReply`, `outputFailed`, …).
package struct Failure: Error, Sendable {
    /// The word for scripts.
    package let kind: String
    /// The process's exit status.
    package let exit: Int32
    /// The error object as received, for errors of the daemon.
    package let wire: JSONValue?
    /// What to tell people, first line first.
    package let lines: [(text: Text, values: [String])]
    /// The flag, with form and title, of the value that the daemon did not take.
    var flag: String?
    /// Whether sending the same line again may help.
    package var isUncertain = false

    /// A failure of the client with its own exit status.
    package init(_ kind: String, exit: Int32, _ text: Text, _ values: String...) {
        self.init(kind: kind, exit: exit, wire: nil, lines: [(text, values)])
    }

    private init(
        kind: String,
        exit: Int32,
        wire: JSONValue?,
        lines: [(text: Text, values: [String])]
    ) {
        self.kind = kind
        self.exit = exit
        self.wire = wire
        self.lines = lines
    }

    /// Wrong usage, exit 64, with the nearest names when there are any.
    package static func usage(
        _ text: Text,
        _ values: String...,
        nearest: [String] = []
    ) -> Failure {
        let lines = [(text: text, values: values)]
        var failure = Failure(kind: "usage", exit: 64, wire: nil, lines: lines)
        if !nearest.isEmpty {
            failure = failure.adding(.didYouMean, nearest.joined(separator: ", "))
        }
        return failure
    }

    /// The same failure with one more line for people.
    package func adding(_ text: Text, _ values: String...) -> Failure {
        var copy = Failure(kind: kind, exit: exit, wire: wire, lines: lines + [(text, values)])
        copy.isUncertain = isUncertain
        copy.flag = flag
        return copy
    }

    /// An error as the daemon sent it; a method's catalogue entry may name another exit for a
    /// refusal.
    package init(wire: JSONValue, refusalExits: [String: Int32] = [:]) {
        let data = wire["data"]
        kind = data?["kind"]?.string ?? "unknown"
        let refusalExit = data?["refusal"]?.string.flatMap { refusalExits[$0] }
        exit =
            refusalExit ?? ErrorKind(rawValue: kind)?.exitStatus
            ?? ErrorKind.exitStatus(forCode: wire["code"]?.integer ?? 0)
        self.wire = wire
        lines = []
        isUncertain =
            ["outcomeUnknown", "draining"].contains(kind)
            || (kind == "busy" && data?["retry"]?.string != "never")
    }

    /// One line for scripts: the error as received, or the client's own, and the exit status.
    package func json(_ looks: Looks) -> JSONValue {
        var members: [JSONMember]
        if let wire {
            members = wire.members ?? []
        } else {
            let data: JSONValue = [
                "kind": .string(kind), "retry": isUncertain ? "sameCommand" : "never",
            ]
            let message = lines.map { line in
                String(line.text.filled(looks.language, line.values).drop { $0 == " " })
            }
            members = [
                JSONMember("data", data),
                JSONMember("message", .string(message.joined(separator: " "))),
            ]
        }
        members.append(JSONMember("exit", .integer(Int64(exit))))
        return ["error": .object(members)]
    }

    /// What people read, in lines that fit the screen.
    package func screen(_ looks: Looks) -> [String] {
        humanLines(looks).flatMap { line in
            // What is indented is a command line or a code, to be copied as it is.
            line.hasPrefix("  ") ? [line] : looks.wrapped(line, at: " ", indent: 0, hanging: 2)
        }
    }

    /// What people read: the sentence, what it rests on, and how to go on.
    package func humanLines(_ looks: Looks) -> [String] {
        let own = lines.map { $0.text.filled(looks.language, $0.values.map(escapedForTerminal)) }
        guard let wire else { return own }
        var out = [escapedForTerminal(wire["message"]?.string ?? kind)]
        let data = wire["data"]
        if let path = flag ?? data?["path"]?.string { out.append("  " + escapedForTerminal(path)) }
        if let nearest = data?["nearest"]?.items?.compactMap(\.string), !nearest.isEmpty {
            let names = nearest.map(escapedForTerminal).joined(separator: ", ")
            out.append(looks.text(.didYouMean, names))
        }
        let code = data?["refusal"]?.string ?? kind
        // The sentence says what lists of objects hold; here they would only be noise.
        let details = (data?["details"]?.members ?? []).filter {
            $0.value.items?.first?.members == nil
        }
        .map { "\($0.name)=\(plainText($0.value, listSeparator: ","))" }
        out.append("  [\(([code] + details).map(escapedForTerminal).joined(separator: " "))]")
        if let remedy = data?["remedy"] {
            if let text = remedy["text"]?.string {
                out.append(looks.text(.remedy, escapedForTerminal(text)))
            }
            if let line = remedy["cli"]?.string { out.append("  " + escapedForTerminal(line)) }
        }
        if let request = data?["request"]?.string {
            out.append(looks.text(.journalRequest, escapedForTerminal(request)))
        }
        return out + own
    }
}

/// A value as one plain text: strings bare, maps and lists flattened, the rest canonical JSON.
package func plainText(_ value: JSONValue, listSeparator: String = ", ") -> String {
    switch value {
    case .string(let text): text
    case .array(let items) where items.allSatisfy({ $0.members == nil && $0.items == nil }):
        items.map { plainText($0) }.joined(separator: listSeparator)
    default: String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
    }
}
