// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// Papers that run out.
package enum DocumentKind: String, CodeSet {
    case certificate, str, sipps, card

    package static let name = "DocumentKind"
}

/// How soon a paper runs out: it has, within 30 days, within 90, or later.
package enum ExpiryBand: String, CodeSet {
    case expired
    case month = "30"
    case quarter = "90"
    case later = "ok"

    package static let name = "ExpiryBand"

    init(daysLeft: Int64) {
        switch daysLeft {
        case ..<0: self = .expired
        case ...30: self = .month
        case ...90: self = .quarter
        default: self = .later
        }
    }
}

/// The newest paper of a kind that somebody has, by its last day.
package struct DocumentRow: Row {
    package static let table = RowTable(196, "documents")
    /// A worker, or a volunteer with a card.
    package let person: PersonID
    /// One row for each kind that somebody has.
    package let doc: DocumentKind
    /// As printed.
    package let number: Line
    /// First in the key, so that the soonest come first.
    package let validTo: CivilDate
    package var key: RowKey { RowKey().and(validTo).and(person).and(doc.rawValue) }

    fileprivate init(_ person: PersonID, _ doc: DocumentKind, _ number: Line, _ to: CivilDate) {
        self.person = person
        self.doc = doc
        self.number = number
        validTo = to
    }
}

/// Where the row of somebody's newest paper of a kind stands.
package struct DocumentEndRow: Row {
    package static let table = RowTable(195, "documentEnds")
    /// A worker or a volunteer.
    package let person: PersonID
    /// One row for each kind that somebody has.
    package let doc: DocumentKind
    /// Finds the row in ``DocumentRow``, whose key begins with it.
    package let validTo: CivilDate
    package var key: RowKey { Self.key(person, doc) }

    fileprivate init(_ document: DocumentRow) {
        person = document.person
        doc = document.doc
        validTo = document.validTo
    }

    fileprivate static func key(_ person: PersonID, _ doc: DocumentKind) -> RowKey {
        RowKey(person).and(doc.rawValue)
    }
}

extension RowStore {
    /// Lists the newest papers of a worker after something happened to them.
    func keepPapers(of state: WorkerState, _ event: WorkerEvent) {
        let person = PersonID(state.id)
        switch event {
        case .certificateIssued, .certificateRenewed, .certificateRevoked:
            let newest = state.certificates.newest(by: \.issuedOn)
            replace(
                person,
                .certificate,
                newest.flatMap { $0.revokedOn == nil ? ($0.number, $0.validTo) : nil }
            )
        case .registrationIssued:
            let newest = state.registrations.newest(by: \.issuedOn)
            replace(person, .str, newest.map { ($0.strNo, $0.validTo) })
        case .practiceLicenceIssued:
            let newest = state.licences.newest(by: \.issuedOn)
            replace(person, .sipps, newest.map { ($0.licenceNo, $0.validTo) })
        default: break
        }
    }

    /// Lists the newest card of a member after something happened to it.
    func keepCard(of state: MembershipState, _ event: MembershipEvent) {
        switch event {
        case .cardIssued, .cardRevoked, .lapsed:
            let cards = standingMembers(of: state.person).compactMap(\.card)
            let newest = cards.newest(by: \.issuedOn)
            replace(state.person, .card, newest.map { ($0.cardNo, $0.validTo) })
        case .applied, .admitted, .duesPaid, .moved, .delegated: break
        }
    }
}

extension Array {
    /// The element of the latest date; of several the last.
    func newest(by date: KeyPath<Element, CivilDate>) -> Element? {
        reversed().max { $0[keyPath: date] < $1[keyPath: date] }
    }
}

extension RowStore {
    fileprivate func replace(
        _ person: PersonID,
        _ doc: DocumentKind,
        _ newest: (number: Line, validTo: CivilDate)?
    ) {
        let key = DocumentEndRow.key(person, doc)
        if let end = row(DocumentEndRow.self, key) {
            let old = RowKey().and(end.validTo).and(person).and(doc.rawValue)
            remove(DocumentRow.self, old)
            remove(DocumentEndRow.self, key)
        }
        guard let newest else { return }
        let document = DocumentRow(person, doc, newest.number, newest.validTo)
        put(document)
        put(DocumentEndRow(document))
    }
}

/// Papers that run out, the soonest first (R19).
package struct ListCertificates: Query {
    package static let contract = QueryContract(
        "certificate.list",
        roles: [.registrar, .board, .supervisor(.team), .worker(.own), .coordinator],
        sealed: [.office("workerName")],
        next: ["worker show {worker}"],
        columns: ["validTo": 1, "daysLeft": 1, "band": 1]
    )

    /// Left out: all kinds.
    package let doc: DocumentKind?
    /// By the days left today; left out: all, those long past included.
    package let band: ExpiryBand?

    package struct Item: Codable, Sendable {
        /// The worker; for a card also a volunteer.
        let worker: PersonID
        let workerName: String?
        let doc: DocumentKind
        let number: Line
        let validTo: CivilDate
        let daysLeft: Int64
        let band: ExpiryBand
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let reached = context.reachedWorkers.map { Set($0.map(PersonID.init)) }
        return try context.page(DocumentRow.self) { row in
            if let doc, doc != row.doc { return nil }
            let daysLeft = Int64(row.validTo.days - context.today.days)
            let band = ExpiryBand(daysLeft: daysLeft)
            if let wanted = self.band, wanted != band { return nil }
            if let reached, !reached.contains(row.person) { return nil }
            let worker = context.facts.state(WorkerState.self, ID(trusted: row.person.text))
            return Item(
                worker: row.person,
                workerName: worker.flatMap(context.name(of:)),
                doc: row.doc,
                number: row.number,
                validTo: row.validTo,
                daysLeft: daysLeft,
                band: band
            )
        }
    }
}
