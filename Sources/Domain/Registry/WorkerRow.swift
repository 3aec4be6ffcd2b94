// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a register of workers.
package struct WorkerRow: RegisterRow {
    package static let next = ["worker list"]

    package let line: Int64
    package let name: PersonalCell?
    package let degree: RawCell?
    package let degreeFrom: RawCell?
    package let graduatedOn: RawCell?
    package let area: RawCell?
    package let nik: PersonalCell?
    package let phone: PersonalCell?
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
