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
        /// What the program exits with: not 0 when mistakes kept rows out.
        package var exit: Int32 = 0
        /// Where it stopped although every row had been right: the lines of what is missing.
        package var missing: [ClosedRange<Int64>] = []
        /// What it stopped with, when not with mistakes.
        package var failure: Failure?

        fileprivate mutating func sort() {
            problems.sort { ($0["line"]?.integer ?? 0) < ($1["line"]?.integer ?? 0) }
        }
    }

    /// Sends calls in their order and tells of each, by its place, what came of it.
    ///
    /// After a false no further ones are sent, and those on their way are still told of.
    package typealias Delivery = (
        _ calls: [[JSONMember]],
        _ answered: (Int, Result<JSONValue, Failure>) -> Bool
    ) throws(Failure) -> Void

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
        progress: @escaping (Int, Int) -> Void,
        deliver: Delivery
    ) throws(Failure) -> Outcome {
        let pieces = file.pieces(rowsMax: register.rowsMax, bytesMax: Self.bytesMax)
        let calls = pieces.map { piece in
            let params = params(piece, reserved)
            return params + [JSONMember("commandId", .string(Self.id(of: params)))]
        }
        var outcome = Outcome(problems: overlong + repetitions(pieces))
        let known = try attempt(calls, deliver, &outcome)
        outcome.sort()
        if !isLineByLine, !outcome.problems.isEmpty { outcome.exit = Self.refusedExit }
        if isTrial || outcome.exit != 0 { return outcome }
        record(pieces, calls, known, deliver, progress, &outcome)
        outcome.sort()
        return outcome
    }

    /// Tries all pieces; answers the places of those that were recorded before.
    ///
    /// A trial tells of mistakes by refusing all rows, so it is never line by line. It has the id of
    /// the recording, and learns whether that was done before.
    private func attempt(
        _ calls: [[JSONMember]],
        _ deliver: Delivery,
        _ outcome: inout Outcome
    ) throws(Failure) -> Set<Int> {
        let trials = calls.map { call in
            call.filter { $0.name != "lineByLine" } + [JSONMember("dryRun", true)]
        }
        var known: Set<Int> = []
        var problems: [JSONValue] = []
        var broken: Failure?
        try deliver(trials) { place, answer in
            guard case .failure(let failure) = answer else { return true }
            if failure.kind == "commandIdReused" {
                known.insert(place)
            } else if let found = Self.problems(of: failure) {
                problems += found
            } else {
                broken = broken ?? failure
                return false
            }
            return true
        }
        if let broken { throw broken }
        outcome.problems += problems
        return known
    }

    /// Records all pieces; what breaks off is told in the outcome, with the lines that are missing.
    private func record(
        _ pieces: [[JSONValue]],
        _ calls: [[JSONMember]],
        _ known: Set<Int>,
        _ deliver: Delivery,
        _ progress: @escaping (Int, Int) -> Void,
        _ outcome: inout Outcome
    ) {
        var imported = 0
        var done = 0
        var problems: [JSONValue] = []
        var settled: Set<Int> = []
        var broken: Failure?
        do throws(Failure) {
            try deliver(calls) { place, answer in
                switch answer {
                case .success(let result):
                    imported += result["imported"]?.items?.count ?? 0
                    // The trial could not tell what was wrong when it was recorded.
                    if known.contains(place) { problems += result["problems"]?.items ?? [] }
                // Line by line a piece may be wrong in every line.
                case .failure(let failure)
                where isLineByLine && Self.problems(of: failure) != nil: break
                case .failure(let failure):
                    // Right when it was tried: somebody else was faster.
                    problems += Self.problems(of: failure) ?? []
                    broken = broken ?? failure
                    return false
                }
                settled.insert(place)
                done += pieces[place].count
                progress(done, file.rows.count)
                return true
            }
        } catch {
            broken = broken ?? error
        }
        outcome.imported = imported
        outcome.problems += problems
        guard let broken else { return }
        outcome.exit = broken.exit
        outcome.failure = Self.problems(of: broken) == nil ? broken : nil
        outcome.missing = Self.lines(pieces.indices.filter { !settled.contains($0) }, pieces)
    }

    /// The lines of some pieces, those that follow each other together.
    private static func lines(_ places: [Int], _ pieces: [[JSONValue]]) -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        var last: Int?
        for place in places {
            guard let from = pieces[place].first?["line"]?.integer,
                let to = pieces[place].last?["line"]?.integer
            else { continue }
            if let last, last + 1 == place, let earlier = ranges.popLast() {
                ranges.append(earlier.lowerBound...to)
            } else {
                ranges.append(from...to)
            }
            last = place
        }
        return ranges
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
