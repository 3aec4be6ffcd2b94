// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What a receipt must have, and what a pupil may receive: shared by handing over and by correcting
// what was written about it.

/// Who acknowledged a hand-over and who watched it.
struct Receipt {
    let ackBy: PersonID?
    let ackRelation: AckRelation
    let witness: PersonID
}

extension PolicyKey where Value == String {
    /// The month and day on which a school year begins.
    package static let schoolYearStart = PolicyKey("schoolYear.start", "07-01", .monthAndDay)
}

extension PolicyKey where Value == Int64 {
    /// The years after birth up to which a pupil counts as a minor.
    package static let pupilAdultAge = PolicyKey("pupil.adultAge", 18)
}

extension Facts {
    /// The school year of a date, `2016/2017`.
    package func schoolYear(of date: CivilDate) -> String {
        let year = date.year
        let start = policy(.schoolYearStart, on: date)
        return date.description.suffix(5) >= start[...]
            ? "\(year)/\(year + 1)" : "\(year - 1)/\(year)"
    }

    /// The categories of some items together, alphabetical, each once.
    package func categories(of items: [ItemState]) -> [ItemCategory] {
        Set(items.flatMap { categories(of: $0) }).sorted { $0.rawValue < $1.rawValue }
    }

    /// What a pupil received first of a category in a school year, as recorded.
    package func assistance(
        of beneficiary: ID<Beneficiary>,
        _ category: ItemCategory,
        _ schoolYear: String
    ) -> AssistanceRow? {
        rows(AssistanceRow.self, prefix: AssistanceRow.key(beneficiary, category))
            .filter { $0.schoolYear == schoolYear }
            .min { $0.position < $1.position }
    }
}

extension Decision {
    /// The hand-over that is named, which must exist.
    func find(handOver id: ID<HandOver>?) throws(Rejection) -> HandOverRow? {
        guard let id else { return nil }
        guard let row = facts.row(HandOverRow.self, RowKey(id)) else {
            throw .notFound(what: HandOver.noun, id: id.text)
        }
        return row
    }

    /// The hand-over of a distribution, which must exist there.
    func find(
        _ id: ID<HandOver>,
        of distribution: ID<Distribution>
    ) throws(Rejection) -> HandOverRow {
        guard let row = facts.row(HandOverRow.self, RowKey(id)), row.distribution == distribution
        else { throw .notFound(what: HandOver.noun, id: id.text) }
        return row
    }

    /// Refuses `ackMissing`, then `witnessNotDistinct` (K-19).
    func check(
        _ receipt: Receipt,
        of kind: RecipientKind,
        _ pupil: BeneficiaryState?,
        on date: CivilDate,
        handedOverBy: ID<Operator>
    ) throws(Rejection) {
        let needed = neededAck(receipt, of: kind, pupil, on: date)
        if !needed.isEmpty { throw .refused(HandOverRefusal.ackMissing(needed: needed)) }
        let isInvolved =
            facts.samePerson(receipt.witness, PersonID(handedOverBy))
            || receipt.ackBy.map { facts.samePerson(receipt.witness, $0) } ?? false
        if isInvolved {
            throw .refused(HandOverRefusal.witnessNotDistinct(witness: receipt.witness))
        }
    }

    private func neededAck(
        _ receipt: Receipt,
        of kind: RecipientKind,
        _ pupil: BeneficiaryState?,
        on date: CivilDate
    ) -> [String] {
        let relation = receipt.ackRelation
        switch kind {
        case .school:
            if relation != .headteacher { return [AckRelation.headteacher.rawValue] }
        case .pupil:
            let age = Int64(date.year) - (pupil?.birthYear.value ?? 0)
            if relation == .self, age <= facts.policy(.pupilAdultAge, on: date) {
                return [AckRelation.guardian, .teacher, .headteacher].map(\.rawValue)
            }
        }
        return relation != .self && receipt.ackBy == nil ? ["ackBy"] : []
    }

    /// The overrides that let a pupil receive categories again, or `alreadyAssisted` (K-20).
    func checkAssistance(
        of beneficiary: ID<Beneficiary>,
        _ categories: [ItemCategory],
        _ schoolYear: String,
        on distribution: ID<Distribution>
    ) throws(Rejection) -> [OverrideRow] {
        var overrides: [OverrideRow] = []
        for category in categories {
            guard let earlier = facts.assistance(of: beneficiary, category, schoolYear)
            else { continue }
            let key = OverrideRow.key(distribution, beneficiary, category)
            if let override = facts.row(OverrideRow.self, key) {
                overrides.append(override)
                continue
            }
            throw .refused(
                HandOverRefusal.alreadyAssisted(
                    beneficiary: beneficiary,
                    itemCategory: category,
                    schoolYear: schoolYear,
                    date: earlier.date,
                    distribution: earlier.distribution,
                    place: earlier.place
                )
            )
        }
        return overrides
    }
}

// MARK: Refusals

/// Why goods are not handed over, and a warning about schools.
package enum HandOverRefusal: Refusal {
    case recipientMissing(recipientKind: RecipientKind)
    case pupilCountMissing
    /// Relations that would do, or `ackBy`.
    case ackMissing(needed: [String])
    case witnessNotDistinct(witness: PersonID)
    case notReplaceable(handover: ID<HandOver>)
    case alreadyAssisted(
        beneficiary: ID<Beneficiary>,
        itemCategory: ItemCategory,
        schoolYear: String,
        date: CivilDate,
        distribution: ID<Distribution>,
        place: ID<Place>
    )
    case selfApproval(overriddenBy: ID<Operator>)
    case schoolAlreadyAssisted(handover: ID<HandOver>)
}
