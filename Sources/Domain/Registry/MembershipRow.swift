// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A row of a register of members: a worker or volunteer, named by number, a worker also by NIK.
package struct MembershipRow: RegisterRow {
    package static let next = ["membership by-district"]
    // Two events each.
    package static let rowsMax = 250

    package let line: Int64
    /// The number of a worker or volunteer; needed without a NIK.
    package let person: RawCell?
    /// Finds a worker by its hash when no number is given.
    package let nik: PersonalCell?
    /// Required.
    package let body: RawCell?
    /// Required: a code of level 2.
    package let area: RawCell?
    /// A code of ``MembershipCategory``.
    package let category: RawCell?
    /// `applied` or, when the body took the member in before, `admitted`.
    package let status: RawCell?

    package func read(_ reader: inout CellReader, _ decision: Decision) -> ApplyForMembership? {
        let named = reader.text(person, "person", PersonID.self)
        let nik = reader.text(nik, "nik", NationalNumber.self)
        let body = reader.text(body, "body", ID<Body>.self, isRequired: true)
        let area = reader.text(area, "area", AreaCode.self, isRequired: true)
        let category: MembershipCategory? = reader.code(category, "category")
        if let status, !status.text.isEmpty {
            switch reader.code(status, "status", MembershipStatus.self) {
            case .lapsed: reader.find("status", "enum", expected: "applied admitted")
            case .applied, .admitted, nil: break
            }
        }
        let person = named ?? worker(with: nik, decision)
        if person == nil, reader.problems.isEmpty {
            if nik == nil {
                reader.find("person", "missing", expected: "a number, or nik")
            } else {
                reader.find("nik", "notFound")
            }
        }
        guard let person, let body, let area, let category else { return nil }
        return ApplyForMembership(person: person, body: body, area: area, category: category)
    }

    private func worker(with nik: NationalNumber?, _ decision: Decision) -> PersonID? {
        guard let nik else { return nil }
        let hash = decision.services.indexHash(nik.text)
        return decision.facts.holders(of: .nik, hash, kind: .worker).first
            .map { PersonID(trusted: $0) }
    }

    package func complete(_ thing: ID<Membership>, _ decision: Decision) {
        let status = status?.text.split(separator: " ").first
        guard status.map(String.init) == MembershipStatus.admitted.rawValue else { return }
        decision.record(MembershipEvent.admitted, to: thing.stream)
    }

    package static func recorded(by answer: MembershipAnswer) -> ID<Membership> {
        answer.membership
    }

    package static func claim(of command: ApplyForMembership) -> (column: String, text: String)? {
        ("person", command.person.text + " " + command.body.text)
    }

    package static func flaw(_ rejection: Rejection) -> RowFlaw? {
        switch rejection {
        case .notFound(Body.noun, _): RowFlaw("body", "notFound")
        case .notFound: RowFlaw("person", "notFound")
        case .refused(MembershipRefusal.notAGraduate): RowFlaw("category", "notAGraduate")
        case .refused(MembershipRefusal.alreadyMember(let membership)):
            RowFlaw("person", "alreadyMember", id: membership.text)
        case .refused(MembershipRefusal.areaLevel): RowFlaw("area", "areaLevel")
        case .refused(CommonRefusal.subjectErased): RowFlaw("person", "subjectErased")
        case .refused, .versionConflict, .invalid, .forbidden: nil
        }
    }
}
