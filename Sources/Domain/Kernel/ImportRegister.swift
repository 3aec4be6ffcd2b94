// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A register that was kept elsewhere is taken over row by row. Whoever brings it learns of every
// mistake at once, with its line; unless asked otherwise, a single one keeps all rows of the call
// out. Each row is decided by the very rules of the command that records one.

/// A row of a register: its columns as they stand in the file, and the command it asks for.
///
/// The stored properties besides `line` are the names of the columns, each a ``RawCell`` or, when
/// personal, a ``PersonalCell``.
package protocol RegisterRow: Decodable, Sendable {
    /// The command that records one row.
    associatedtype Recording: Command
    /// What a row becomes.
    associatedtype Recorded: Thing
    /// Command lines likely next.
    static var next: [String] { get }
    /// Rows in one call: a command has at most 512 events, and stays below a second.
    static var rowsMax: Int { get }
    /// The line of the file, from 1.
    var line: Int64 { get }
    /// The command that the row asks for; `nil` when a field is wrong, which the reader remembers.
    func read(_ reader: inout CellReader, _ decision: Decision) -> Recording?
    /// What came of the command.
    static func recorded(by answer: Recording.Answer) -> ID<Recorded>
    /// What no two rows may have in common, and the column that says so; `nil` for nothing.
    static func claim(of command: Recording) -> (column: String, text: String)?
    /// What the rules find wrong with a row; `nil` when the whole call is.
    static func flaw(_ rejection: Rejection) -> RowFlaw?
    /// Records what a row says besides its command.
    func complete(_ thing: ID<Recorded>, _ decision: Decision)
}

extension RegisterRow {
    /// Enough for rows of one event each.
    package static var rowsMax: Int { 500 }
    /// Nothing, unless a row says more than its command.
    package func complete(_ thing: ID<Recorded>, _ decision: Decision) {}
}

/// What the rules find wrong with a row.
package struct RowFlaw {
    /// The column to look at.
    let column: String
    /// The code of the refusal, or `notFound`.
    let problem: String
    /// The record that stands against it.
    let id: String?

    /// A flaw of a column.
    init(_ column: String, _ problem: String, id: String? = nil) {
        self.column = column
        self.problem = problem
        self.id = id
    }
}

/// Takes over rows of a register.
package struct ImportRegister<Row: RegisterRow>: Command {
    package static var contract: Contract {
        Contract(
            Row.Recorded.noun + ".import",
            roles: Row.Recording.contract.grants,
            refusals: ["futureDated", "importProblems"],
            next: Row.next
        )
    }

    /// At least one; at most what the row's type allows in a call.
    package let rows: [Row]
    /// True when the rows without a mistake are taken over all the same.
    package let lineByLine: Bool?

    package struct Answer: Codable, Sendable {
        let imported: [ImportedRow<Row.Recorded>]
        let problems: [ImportProblem]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if rows.isEmpty || rows.count > Row.rowsMax {
            throw .invalid(
                pointer: "/rows",
                problem: "length",
                expected: "1 to \(Row.rowsMax) rows"
            )
        }
        var imported: [ImportedRow<Row.Recorded>] = []
        var problems: [ImportProblem] = []
        var claims: [String: Int64] = [:]
        for row in rows {
            var reader = CellReader(line: row.line)
            let command = row.read(&reader, decision)
            problems += reader.problems
            guard let command, reader.problems.isEmpty else { continue }
            if let claim = Row.claim(of: command) {
                if let earlier = claims[claim.text] {
                    problems.append(
                        ImportProblem(row.line, claim.column, "repeated", earlierLine: earlier)
                    )
                    continue
                }
                claims[claim.text] = row.line
            }
            do throws(Rejection) {
                let attempt = decision.attempt()
                let thing = Row.recorded(by: try command.decide(attempt))
                row.complete(thing, attempt)
                decision.absorb(attempt)
                imported.append(ImportedRow(line: row.line, thing: thing))
            } catch {
                guard let flaw = Row.flaw(error) else { throw error }
                problems.append(ImportProblem(row.line, flaw.column, flaw.problem, id: flaw.id))
            }
        }
        // A command that records nothing is none.
        if !problems.isEmpty, lineByLine != true || imported.isEmpty {
            throw .refused(
                ImportRefusal.importProblems(count: Int64(problems.count), problems: problems)
            )
        }
        return Answer(imported: imported, problems: problems)
    }
}

/// A row that became a record: `line`, and the id under the noun of what it became.
package struct ImportedRow<Kind: Thing>: Codable, Sendable {
    let line: Int64
    let thing: ID<Kind>

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        static var line: Key { Key("line") }
        static var thing: Key { Key(Kind.noun) }
    }

    init(line: Int64, thing: ID<Kind>) {
        self.line = line
        self.thing = thing
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        line = try members.decode(Int64.self, forKey: .line)
        thing = try members.decode(ID<Kind>.self, forKey: .thing)
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(line, forKey: .line)
        try members.encode(thing, forKey: .thing)
    }
}

/// A mistake in a row: where it is and what is wrong, and nothing of what stands there.
package struct ImportProblem: Codable, Sendable {
    let line: Int64
    let column: String
    /// The rule that is broken, or the code of the refusal.
    let problem: String
    let expected: String?
    /// The line that says the same before.
    let earlierLine: Int64?
    /// The record that stands against it.
    let id: String?

    init(
        _ line: Int64,
        _ column: String,
        _ problem: String,
        expected: String? = nil,
        earlierLine: Int64? = nil,
        id: String? = nil
    ) {
        self.line = line
        self.column = column
        self.problem = problem
        self.expected = expected
        self.earlierLine = earlierLine
        self.id = id
    }
}

/// Why no row is taken over.
package enum ImportRefusal: Refusal {
    case importProblems(count: Int64, problems: [ImportProblem])
}
