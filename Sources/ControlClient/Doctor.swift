// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// One thing that was looked at, and what is to be done when it is not well.
package struct Finding: Sendable {
    /// How grave it is; `info` stands in nobody's way.
    package enum Level: String, Sendable {
        case good, info, warn, bad

        /// The sign before its line.
        var sign: String {
            switch self {
            case .good: "✓"
            case .info: "·"
            case .warn: "!"
            case .bad: "✗"
            }
        }

        var tint: Looks.Tint? {
            switch self {
            case .good: .green
            case .info: .dim
            case .warn: .yellow
            case .bad: .red
            }
        }
    }
    /// What was looked at, a word for scripts.
    package let check: String
    /// Whether anything is to be done.
    package let level: Level
    private let sentence: (text: Text, values: [String])
    /// The command line that mends it, or where to look; empty when nothing is to be done.
    package let command: String

    init(_ check: String, _ level: Level, _ text: Text, _ values: String..., command: String = "") {
        self.check = check
        self.level = level
        sentence = (text, values)
        self.command = command
    }

    /// Whether the doctor ends with 1 over it.
    package var isTrouble: Bool { level == .warn || level == .bad }

    func text(_ looks: Looks) -> String {
        sentence.text.filled(looks.language, sentence.values.map(escapedForTerminal))
    }
}

/// What stands between this user and the daemon, and what the daemon says of itself.
package enum Doctor {
    /// The findings as people read them.
    package static func lines(_ findings: [Finding], _ looks: Looks) -> [String] {
        func title(_ finding: Finding) -> String {
            Text.doctorChecks[finding.check].map { looks.text($0) } ?? finding.check
        }
        let width = findings.map { displayWidth(title($0)) }.max() ?? 0
        let indent = String(repeating: " ", count: width + 4)
        var lines = [looks.trainingMark + looks.text(.doctorHeading)]
        for finding in findings {
            let sign = looks.tinted(finding.level.sign, finding.level.tint)
            let words = looks.wrapped(
                finding.text(looks),
                at: " ",
                indent: 0,
                hanging: width + 4,
                reserving: width + 4
            )
            lines.append("\(sign) \(padded(title(finding), width))  \(words[0])")
            lines += words.dropFirst()
            if !finding.command.isEmpty {
                lines.append(indent + looks.tinted(escapedForTerminal(finding.command), .bold))
            }
        }
        let troubles = Int64(findings.count(where: \.isTrouble))
        let isPerfect = findings.allSatisfy { $0.level == .good }
        return lines + [
            troubles > 0
                ? looks.text(.doctorTroubles, looks.grouped(troubles))
                : looks.text(isPerfect ? .allWell : .noneToMend)
        ]
    }

    /// The findings for scripts, one object.
    package static func value(_ findings: [Finding], _ looks: Looks) -> JSONValue {
        let rows = findings.map { finding -> JSONValue in
            [
                "check": .string(finding.check), "level": .string(finding.level.rawValue),
                "text": .string(finding.text(looks)), "remedy": .string(finding.command),
            ]
        }
        return [
            "ok": .bool(!findings.contains(where: \.isTrouble)), "rows": .array(rows),
        ]
    }
}
