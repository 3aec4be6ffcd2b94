// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// One golden file: lines sent (`> `) and the replies to them (`< `), with placeholders.
struct GoldenLines: CustomStringConvertible {
    enum Step {
        case sent(String)
        case reply(String)
    }

    let name: String
    /// What the office must have lived through before; nil when any store will do.
    let story: String?
    let steps: [Step]

    var description: String { name }

    /// Every file of the protocol, by number.
    static let all: [GoldenLines] = {
        let folder = "\(Golden.root())/Tests/Golden/protocol"
        return TemporaryDirectory.names(in: folder).sorted().filter { $0.hasSuffix(".jsonl") }
            .map { GoldenLines($0) }
    }()

    init(_ name: String) {
        self.name = name
        let lines = Golden.text("protocol/\(name)").split(separator: "\n")
        let after = "# after "
        story = lines.first { $0.hasPrefix(after) }.map { String($0.dropFirst(after.count)) }
        steps = lines.filter { !$0.hasPrefix("#") }.map { line in
            let text = String(line.dropFirst(2))
            return line.hasPrefix(">") ? .sent(Self.expanded(text)) : .reply(text)
        }
    }

    var sent: [String] {
        steps.compactMap { if case .sent(let text) = $0 { text } else { nil } }
    }

    var replies: [String] {
        steps.compactMap { if case .reply(let text) = $0 { text } else { nil } }
    }

    /// `«CR»` is a carriage return; `«x×N»` is a letter N times.
    private static func expanded(_ text: String) -> String {
        if text.hasPrefix("«"), let cross = text.firstIndex(of: "×"),
            let count = Int(text[text.index(after: cross)...].dropLast())
        {
            return String(repeating: String(text[text.index(after: text.startIndex)]), count: count)
        }
        return text.replacing("«CR»", with: "\r")
    }
}

/// Compares bytes with a golden line; a placeholder stands for what differs from run to run.
enum Placeholders {
    static func matches(_ reply: String, _ golden: String) -> Bool {
        var rest = Substring(reply)
        var pattern = Substring(golden)
        while let start = pattern.firstIndex(of: "«"), let end = pattern.firstIndex(of: "»") {
            let literal = pattern[..<start]
            guard rest.utf8.starts(with: literal.utf8) else { return false }
            rest = rest.dropFirst(literal.count)
            let kind = pattern[pattern.index(after: start)..<end]
            guard let length = length(of: kind, in: rest) else { return false }
            rest = rest.dropFirst(length)
            pattern = pattern[pattern.index(after: end)...]
        }
        return rest.utf8.elementsEqual(pattern.utf8)
    }

    /// How many characters at the front are of this kind; nil when none are.
    private static func length(of kind: Substring, in text: Substring) -> Int? {
        let count: Int
        switch kind {
        case "position", "uid": count = text.prefix { $0.isASCII && $0.isNumber }.count
        case "digest": count = text.prefix(64).prefix(while: \.isHexDigit).count
        case "time": count = text.prefix { $0 != "\"" }.count
        case "id": count = text.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.count
        case "object": count = object(text)
        default: return nil
        }
        return count > 0 ? count : nil
    }

    private static func object(_ text: Substring) -> Int {
        var depth = 0
        for (count, character) in text.enumerated() {
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if depth == 0 { return count + 1 }
        }
        return 0
    }
}
