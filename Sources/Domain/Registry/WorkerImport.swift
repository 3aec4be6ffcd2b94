// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A register of workers that was kept elsewhere is taken over row by row. Whoever brings it learns
// of every mistake at once, with its line; unless asked otherwise, a single one keeps all rows of
// the call out. Each row is decided by the very rules of `worker.register`.

/// Takes over rows of a register of workers.
package struct ImportWorkers: Command {
    package static let contract = Contract(
        "worker.import",
        roles: [.registrar],
        refusals: ["futureDated", "importProblems"],
        next: ["worker list"]
    )

    /// Rows in one call, so that a call stays below a second and a line below its limit.
    package static let rowsMax = 500

    package let rows: [WorkerRow]
    /// True when the rows without a mistake are taken over all the same.
    package let lineByLine: Bool?

    /// A row that became a worker's record.
    package struct Imported: Codable, Sendable {
        let line: Int64
        let worker: ID<Worker>
    }

    package struct Answer: Codable, Sendable {
        let imported: [Imported]
        let problems: [ImportProblem]
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        if rows.isEmpty || rows.count > Self.rowsMax {
            throw .invalid(
                pointer: "/rows",
                problem: "length",
                expected: "1 to \(Self.rowsMax) rows"
            )
        }
        var problems: [ImportProblem] = []
        var sound: [(line: Int64, command: RegisterWorker)] = []
        var lines: [NationalNumber: Int64] = [:]
        for row in rows {
            let (command, found) = row.read()
            problems += found
            guard let command else { continue }
            if let nik = command.nik, let earlier = lines.updateValue(row.line, forKey: nik) {
                lines[nik] = earlier
                problems.append(
                    ImportProblem(row.line, "nik", "nikRepeated", earlierLine: earlier)
                )
            } else if let problem = try row.problem(of: command, decision) {
                problems.append(problem)
            } else {
                sound.append((row.line, command))
            }
        }
        if !problems.isEmpty, lineByLine != true {
            throw .refused(
                ImportRefusal.importProblems(count: Int64(problems.count), problems: problems)
            )
        }
        var imported: [Imported] = []
        for (line, command) in sound {
            imported.append(Imported(line: line, worker: try command.decide(decision).worker))
        }
        return Answer(imported: imported, problems: problems)
    }
}

/// A mistake in a row: where it is and what is wrong, and nothing of what stands there.
package struct ImportProblem: Codable, Sendable {
    let line: Int64
    let column: String
    /// The rule that is broken, or the code of the refusal.
    let problem: String
    let expected: String?
    /// The line that has the same number before.
    let earlierLine: Int64?
    /// Who has the number already.
    let worker: ID<Worker>?

    init(
        _ line: Int64,
        _ column: String,
        _ problem: String,
        expected: String? = nil,
        earlierLine: Int64? = nil,
        worker: ID<Worker>? = nil
    ) {
        self.line = line
        self.column = column
        self.problem = problem
        self.expected = expected
        self.earlierLine = earlierLine
        self.worker = worker
    }
}

/// Why no row is taken over.
package enum ImportRefusal: Refusal {
    case importProblems(count: Int64, problems: [ImportProblem])
}

/// One field of a row as it stands in the file, right or wrong.
///
/// Whatever is wrong is told with its line later, so that anything goes here.
package struct RawCell: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "RawCell",
        .string(minimum: 0, maximum: lengthMax, pattern: nil),
        column: "text"
    )
    package static let sample = RawCell(trusted: "teks")
    package static func check(_ text: String) throws(InvalidValue) { try checkLength(text) }

    fileprivate static let lengthMax = 8000

    fileprivate static func checkLength(_ text: String) throws(InvalidValue) {
        if text.unicodeScalars.count > lengthMax {
            throw InvalidValue("length", expected: "0 to \(lengthMax) characters")
        }
    }
}

/// One personal field of a row as it stands in the file, right or wrong.
package struct PersonalCell: TextValue {
    package let text: String
    package init(trusted text: String) { self.text = text }
    package static let schema = ValueSchema(
        "PersonalCell",
        .string(minimum: 0, maximum: RawCell.lengthMax, pattern: nil),
        column: "text",
        personal: "identity"
    )
    package static let sample = PersonalCell(trusted: "teks")
    package static func check(_ text: String) throws(InvalidValue) {
        try RawCell.checkLength(text)
    }
    /// Never the field.
    package var description: String { "«cell»" }
}

/// A row of a register of workers, field by field as it stands in the file.
package struct WorkerRow: Decodable, Sendable {
    /// The line of the file, from 1.
    package let line: Int64
    package let name: PersonalCell?
    package let degree: RawCell?
    package let degreeFrom: RawCell?
    package let graduatedOn: RawCell?
    package let area: RawCell?
    package let nik: PersonalCell?
    package let phone: PersonalCell?
    package let birthDate: PersonalCell?

    /// The command that the row asks for, `nil` when some field is wrong, and everything wrong.
    fileprivate func read() -> (command: RegisterWorker?, problems: [ImportProblem]) {
        var reader = CellReader(line: line)
        let name = reader.text(name?.text, "name", PersonName.self, isRequired: true)
        let degree = reader.code(degree?.text, "degree", Degree.self)
        let degreeFrom = reader.text(degreeFrom?.text, "degreeFrom", Line.self)
        let graduatedOn = reader.date(graduatedOn?.text, "graduatedOn")
        let area = reader.text(area?.text, "area", AreaCode.self)
        let nik = reader.text(nik?.text, "nik", NationalNumber.self)
        let phone = reader.text(phone?.text, "phone", PhoneNumber.self)
        let birthDate = reader.text(birthDate?.text, "birthDate", BirthDate.self)
        guard reader.problems.isEmpty, let name, let degree else { return (nil, reader.problems) }
        let command = RegisterWorker(
            name: name,
            degree: degree,
            degreeFrom: degreeFrom,
            graduatedOn: graduatedOn,
            area: area,
            nik: nik,
            phone: phone,
            birthDate: birthDate
        )
        return (command, [])
    }

    /// What the registry says no to; anything else concerns the whole call.
    fileprivate func problem(
        of command: RegisterWorker,
        _ decision: Decision
    ) throws(Rejection) -> ImportProblem? {
        do throws(Rejection) {
            _ = try command.decide(decision.rehearsal())
            return nil
        } catch {
            guard case .refused(let refusal) = error, let known = refusal as? WorkerRefusal
            else { throw error }
            if case .nikTaken(let worker) = known {
                return ImportProblem(line, "nik", "nikTaken", worker: worker)
            }
            if case .nikMalformed = known { return ImportProblem(line, "nik", "nikMalformed") }
            throw error
        }
    }
}

/// Reads the fields of one row and remembers what is wrong with them.
private struct CellReader {
    let line: Int64
    var problems: [ImportProblem] = []

    init(line: Int64) { self.line = line }

    mutating func text<Value: TextValue>(
        _ cell: String?,
        _ column: String,
        _ type: Value.Type,
        isRequired: Bool = false
    ) -> Value? {
        guard let text = filled(cell, column, isRequired) else { return nil }
        do throws(InvalidValue) {
            return try Value(text)
        } catch {
            problems.append(ImportProblem(line, column, error.problem, expected: error.expected))
            return nil
        }
    }

    mutating func code<Code: CodeSet>(
        _ cell: String?,
        _ column: String,
        _ type: Code.Type
    ) -> Code? {
        guard let text = filled(cell, column, true) else { return nil }
        if let code = Code(rawValue: text) { return code }
        let codes = Code.allCases.map(\.rawValue).joined(separator: " ")
        problems.append(ImportProblem(line, column, "enum", expected: codes))
        return nil
    }

    mutating func date(_ cell: String?, _ column: String) -> CivilDate? {
        guard let text = filled(cell, column, false) else { return nil }
        if let date = CivilDate(text) { return date }
        problems.append(ImportProblem(line, column, "date", expected: "YYYY-MM-DD"))
        return nil
    }

    // An empty field is none; spaces around it come from the spreadsheet.
    private mutating func filled(
        _ cell: String?,
        _ column: String,
        _ isRequired: Bool
    ) -> String? {
        let text = (cell ?? "").drop { $0 == " " }
        guard let last = text.lastIndex(where: { $0 != " " }) else {
            if isRequired {
                problems.append(ImportProblem(line, column, "missing", expected: "a value"))
            }
            return nil
        }
        return String(text[...last])
    }
}
