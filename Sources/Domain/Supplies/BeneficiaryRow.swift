// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a school's register of pupils.
package struct BeneficiaryRow: RegisterRow {
    package static let next: [String] = []

    package let line: Int64
    /// Required.
    package let name: PersonalCell?
    /// Required; four digits.
    package let birthYear: RawCell?
    /// The number of a school or university on record.
    package let school: RawCell?
    /// In no earlier row, and no other pupil's.
    package let pupilNumber: PersonalCell?

    package func read(_ reader: inout CellReader, _ decision: Decision) -> RegisterBeneficiary? {
        let name = reader.text(name, "name", PersonName.self, isRequired: true)
        let birthYear = reader.integer(birthYear, "birthYear", BirthYear.self, isRequired: true)
        let school = reader.text(school, "school", ID<Organisation>.self)
        let pupilNumber = reader.text(pupilNumber, "pupilNumber", PupilNumber.self)
        guard let name, let birthYear else { return nil }
        return RegisterBeneficiary(
            name: name,
            birthYear: birthYear,
            school: school,
            pupilNumber: pupilNumber,
            client: nil
        )
    }

    package static func recorded(by answer: RegisterBeneficiary.Answer) -> ID<Beneficiary> {
        answer.beneficiary
    }

    package static func claim(of command: RegisterBeneficiary) -> (column: String, text: String)? {
        command.pupilNumber.map { ("pupilNumber", $0.text) }
    }

    package static func flaw(_ rejection: Rejection) -> RowFlaw? {
        switch rejection {
        case .notFound: RowFlaw("school", "notFound")
        case .refused(BeneficiaryRefusal.organisationNotSchool(let organisation)):
            RowFlaw("school", "organisationNotSchool", id: organisation.text)
        case .refused(BeneficiaryRefusal.pupilNumberTaken(let beneficiary)):
            RowFlaw("pupilNumber", "pupilNumberTaken", id: beneficiary.text)
        case .refused, .versionConflict, .invalid, .forbidden: nil
        }
    }
}
