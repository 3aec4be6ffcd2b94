// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// A register that can be taken over: what people call it, its method, and what no two rows share.
package struct Register: Sendable {
    /// The word on the command line.
    package let name: String
    /// `worker.import`.
    package let method: String
    /// Columns that together are said by one row only.
    package let unique: [[String]]
    /// Rows that the daemon takes in one call.
    package let rowsMax: Int

    /// Every register there is.
    package static let all = [
        Register("workers", "worker.import", [["nik"]]),
        Register("members", "membership.import", [["person", "body"], ["nik", "body"]], 250),
        Register("organisations", "organisation.import", [["name"]], 160),
        Register("boxes", "box.import", [["box"]]),
        Register("pupils", "beneficiary.import", [["pupilNumber"]]),
    ]

    private init(_ name: String, _ method: String, _ unique: [[String]], _ rowsMax: Int = 500) {
        self.rowsMax = rowsMax
        self.name = name
        self.method = method
        self.unique = unique
    }

    /// The register of a name.
    package static func named(_ name: String) -> Register? { all.first { $0.name == name } }
}

/// Takes a register over from a file: first every row is tried, then all are recorded.
///
/// The rows go in pieces, each with an id made of what it holds, so that the whole may be repeated
/// after a failure and nothing is recorded twice.
package struct RegisterImport {
    // A quarter of the longest line, for rows with long fields.
    private static let bytesMax = 262_144

    // As for a refusal of the daemon.
    private static let refusedExit: Int32 = 65

    /// Which register it is.
    package let register: Register
    /// All of it, in memory.
    package let file: RegisterFile
    /// True when the rows without a mistake are recorded all the same.
    package let isLineByLine: Bool

    /// What came of an import.
    package struct Outcome {
        /// Rows recorded; 0 for a trial.
        package var imported = 0
        /// Each with its line, column and rule, in the order of the file.
        package var problems: [JSONValue] = []
        /// What the program exits with: not 0 when mistakes kept every row out.
        package var exit: Int32 = 0

        fileprivate mutating func sort() {
            problems.sort { ($0["line"]?.integer ?? 0) < ($1["line"]?.integer ?? 0) }
        }
    }

    /// An import of a file.
    package init(_ register: Register, _ file: RegisterFile, isLineByLine: Bool) {
        self.register = register
        self.file = file
        self.isLineByLine = isLineByLine
    }

    /// Tries every row, and records them unless there is a mistake or nothing but a trial is asked.
    ///
    /// `progress` hears of the rows done and all of them after each piece.
    package func run(
        _ reserved: [JSONMember],
        isTrial: Bool,
        progress: (Int, Int) -> Void,
        send: ([JSONMember]) throws(Failure) -> JSONValue
    ) throws(Failure) -> Outcome {
        let pieces = file.pieces(rowsMax: register.rowsMax, bytesMax: Self.bytesMax)
        var outcome = Outcome(problems: overlong + repetitions(pieces))
        var known: Set<String> = []
        for piece in pieces {
            // A trial tells of mistakes by refusing all rows, so it is never line by line. It has
            // the id of the recording, and learns whether that was done before.
            let id = Self.id(of: params(piece, reserved))
            let trial = [
                JSONMember("rows", .array(piece)), JSONMember("dryRun", true),
                JSONMember("commandId", .string(id)),
            ]
            do throws(Failure) {
                _ = try send(trial + reserved)
            } catch {
                if error.kind == "commandIdReused" {
                    known.insert(id)
                    continue
                }
                guard let problems = Self.problems(of: error) else { throw error }
                outcome.problems += problems
            }
        }
        outcome.sort()
        if !isLineByLine, !outcome.problems.isEmpty { outcome.exit = Self.refusedExit }
        if isTrial || outcome.exit != 0 { return outcome }
        var done = 0
        for piece in pieces {
            let own = params(piece, reserved)
            let id = Self.id(of: own)
            do throws(Failure) {
                let result = try send(own + [JSONMember("commandId", .string(id))])
                outcome.imported += result["imported"]?.items?.count ?? 0
                // The trial could not tell what was wrong when it was recorded.
                if known.contains(id) { outcome.problems += result["problems"]?.items ?? [] }
            } catch {
                // Line by line a piece may be wrong in every line.
                guard isLineByLine, Self.problems(of: error) != nil else { throw error }
            }
            done += piece.count
            progress(done, file.rows.count)
        }
        outcome.sort()
        return outcome
    }

    /// The mistakes that a refusal of all rows tells; `nil` for any other failure.
    private static func problems(of failure: Failure) -> [JSONValue]? {
        let data = failure.wire?["data"]
        guard data?["refusal"]?.string == "importProblems" else { return nil }
        return data?["details"]?["problems"]?.items ?? []
    }

    private func params(_ rows: [JSONValue], _ reserved: [JSONMember]) -> [JSONMember] {
        var members = [JSONMember("rows", .array(rows))]
        if isLineByLine { members.append(JSONMember("lineByLine", true)) }
        return members + reserved
    }

    /// Rows with more fields than there are columns.
    private var overlong: [JSONValue] {
        file.overlong.map { line in
            [
                "line": .integer(line), "column": "", "problem": "fields",
                "expected": .string("\(file.columns.count)"),
            ]
        }
    }

    /// Rows that say the same as one in another piece, where no single call sees both.
    private func repetitions(_ pieces: [[JSONValue]]) -> [JSONValue] {
        var problems: [JSONValue] = []
        for columns in register.unique {
            var seen: [[String]: (piece: Int, line: Int64)] = [:]
            for (index, piece) in pieces.enumerated() {
                for row in piece {
                    let fields = columns.compactMap { row[$0]?.string }
                    guard fields.count == columns.count, let line = row["line"]?.integer else {
                        continue
                    }
                    guard let first = seen[fields] else {
                        seen[fields] = (index, line)
                        continue
                    }
                    if first.piece == index { continue }
                    problems.append([
                        "line": .integer(line), "column": .string(columns[0]),
                        "problem": "repeated", "earlierLine": .integer(first.line),
                    ])
                }
            }
        }
        return problems
    }

    /// A command id that is the same for the same rows: two FNV-1a hashes of 64 bits.
    private static func id(of params: [JSONMember]) -> String {
        let bytes = CanonicalJSON.bytes(.object(params))
        let hashes = [0xCBF2_9CE4_8422_2325, 0x84222325CBF29CE4].map { (start: UInt64) in
            bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return "import-" + hashes.map { String($0, radix: 16) }.joined(separator: "-")
    }
}
