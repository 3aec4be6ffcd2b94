// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a register of workers.
package struct WorkerRow: RegisterRow {
    package static let next = ["worker list"]

    package let line: Int64
    /// Required.
    package let name: PersonalCell?
    /// A code of ``Degree``; required.
    package let degree: RawCell?
    /// The school, as written.
    package let degreeFrom: RawCell?
    /// An ISO date.
    package let graduatedOn: RawCell?
    /// A code of any level.
    package let area: RawCell?
    /// In no earlier row, and no other worker's.
    package let nik: PersonalCell?
    /// 8 to 15 digits, with or without a plus.
    package let phone: PersonalCell?
    /// An ISO date.
    package let birthDate: PersonalCell?

    package func read(_ reader: inout CellReader, _ decision: Decision) -> RegisterWorker? {
        let name = reader.text(name, "name", PersonName.self, isRequired: true)
        let degree = reader.code(degree, "degree", Degree.self)
        let degreeFrom = reader.text(degreeFrom, "degreeFrom", Line.self)
        let graduatedOn = reader.date(graduatedOn, "graduatedOn")
        let area = reader.text(area, "area", AreaCode.self)
        let nik = reader.text(nik, "nik", NationalNumber.self)
        let phone = reader.text(phone, "phone", PhoneNumber.self)
        let birthDate = reader.text(birthDate, "birthDate", BirthDate.self)
        guard let name, let degree else { return nil }
        return RegisterWorker(
            name: name,
            degree: degree,
            degreeFrom: degreeFrom,
            graduatedOn: graduatedOn,
            area: area,
            nik: nik,
            phone: phone,
            birthDate: birthDate
        )
    }

    package static func recorded(by answer: RegisterWorker.Answer) -> ID<Worker> { answer.worker }

    package static func claim(of command: RegisterWorker) -> (column: String, text: String)? {
        command.nik.map { ("nik", $0.text) }
    }

    package static func flaw(_ rejection: Rejection) -> RowFlaw? {
        guard case .refused(let refusal as WorkerRefusal) = rejection else { return nil }
        if case .nikTaken(let worker) = refusal {
            return RowFlaw("nik", "nikTaken", id: worker.text)
        }
        if case .nikMalformed = refusal { return RowFlaw("nik", "nikMalformed") }
        return nil
    }
}
