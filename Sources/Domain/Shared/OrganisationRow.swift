// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a register of organisations.
package struct OrganisationRow: RegisterRow {
    package static let next = ["organisation list"]
    // Three events each.
    package static let rowsMax = 160

    package let line: Int64
    /// Required; official, folded in no earlier row.
    package let name: RawCell?
    /// Codes with spaces between them.
    package let kinds: RawCell?
    /// What lists show.
    package let shortName: RawCell?
    /// Of its seat.
    package let area: RawCell?
    /// An ISO date; the first day of the name.
    package let foundedOn: RawCell?
    /// Of its seat, without a person's name.
    package let address: RawCell?

    package func read(_ reader: inout CellReader, _ decision: Decision) -> RegisterOrganisation? {
        let name = reader.text(name, "name", Line.self, isRequired: true)
        let kinds: [OrganisationKind]? = reader.codes(kinds, "kinds")
        let shortName = reader.text(shortName, "shortName", Line.self)
        let area = reader.text(area, "area", AreaCode.self)
        let foundedOn = reader.date(foundedOn, "foundedOn")
        let address = reader.text(address, "address", Line.self)
        guard let name, let kinds else { return nil }
        return RegisterOrganisation(
            name: name,
            kinds: kinds,
            shortName: shortName,
            area: area,
            foundedOn: foundedOn,
            address: address
        )
    }

    package static func recorded(by answer: RegisterOrganisation.Answer) -> ID<Organisation> {
        answer.organisation
    }

    package static func claim(of command: RegisterOrganisation) -> (column: String, text: String)? {
        ("name", OrganisationNameRow.folded(command.name))
    }

    package static func flaw(_ rejection: Rejection) -> RowFlaw? {
        guard case .refused(OrganisationRefusal.organisationExists(let other)) = rejection else {
            return nil
        }
        return RowFlaw("name", "organisationExists", id: other.text)
    }
}
