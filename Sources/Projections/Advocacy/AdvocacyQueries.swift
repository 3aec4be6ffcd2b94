// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// An advocacy as the list shows it: its newest input, and how the one submitted last fares.
package struct AdvocacyLine: Codable, Sendable {
    let advocacy: ID<Advocacy>
    let topic: Line
    let level: AdvocacyLevel
    let channels: [AdvocacyChannel]
    let document: Line?
    let articles: [Line]
    let revision: Int64?
    let state: AdvocacyStatus
    let submittedOn: CivilDate?
    let to: Line?
    let lastResponseOn: CivilDate?
    /// The days since it was submitted, while there is no outcome.
    let daysWaiting: Int64?
    let outcome: InputOutcome?
    let citation: Line?

    init(_ advocacy: AdvocacyState, _ context: QueryContext) {
        func input(_ revision: Int64) -> InputRow? {
            context.facts.row(InputRow.self, InputRow.key(advocacy.id, revision))
        }
        let newest = input(advocacy.revision)
        let submitted =
            advocacy.submitted == advocacy.revision ? newest : input(advocacy.submitted)
        let isOpen = advocacy.closedOn == nil
        self.advocacy = advocacy.id
        topic = advocacy.topic
        level = advocacy.level
        channels = advocacy.channels
        document = newest?.document
        articles = newest?.articles ?? []
        revision = newest?.revision
        state = isOpen ? newest?.status ?? .open : .closed
        submittedOn = submitted?.submittedOn
        to = submitted?.to
        lastResponseOn = submitted?.lastResponseOn
        daysWaiting = isOpen ? submitted?.daysWaiting(on: context.today) : nil
        outcome = submitted?.outcome
        citation = submitted?.citation
    }
}

/// Every advocacy, by number (R26).
package struct ListAdvocacies: Query {
    package static let contract = QueryContract(
        "advocacy.list",
        roles: [],
        next: ["advocacy show {advocacy}"],
        columns: ["advocacy": 1, "topic": 1, "state": 1, "daysWaiting": 1, "articles": 8]
    )

    /// As the list shows it; left out: all.
    package let state: AdvocacyStatus?
    /// Left out: all levels of government.
    package let level: AdvocacyLevel?

    package typealias Item = AdvocacyLine

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        try context.page(AdvocacyState.self) { advocacy in
            if let level, level != advocacy.level { return nil }
            let line = AdvocacyLine(advocacy, context)
            if let state, state != line.state { return nil }
            return line
        }
    }
}

/// One advocacy with its evidence, revisions, hearings and responses.
package struct ShowAdvocacy: Query {
    package static let contract = QueryContract(
        "advocacy.show",
        roles: [],
        positional: ["advocacy"],
        shape: .item
    )

    /// In any state.
    package let advocacy: ID<Advocacy>

    /// A paper that speaks for the matter.
    package struct Evidence: Codable, Sendable {
        let on: CivilDate
        let title: Line
        let reference: Line
    }

    /// A revision with all that became of it.
    package struct Revision: Codable, Sendable {
        let revision: Int64
        let state: AdvocacyStatus
        let document: Line
        let articles: [Line]
        let proposal: OpenNote
        let references: [Line]
        let draftedOn: CivilDate
        let approvedOn: CivilDate?
        let submittedOn: CivilDate?
        let to: Line?
        let receiptNo: Line?
        let outcome: InputOutcome?
        let outcomeOn: CivilDate?
        let citation: Line?
        let note: OpenNote?
    }

    /// A hearing the office attended.
    package struct Hearing: Codable, Sendable {
        let on: CivilDate
        let title: Line
        let note: Line
    }

    /// An answer to a revision.
    package struct Response: Codable, Sendable {
        let on: CivilDate
        let revision: Int64?
        let from: Line
        let note: Line
    }

    /// What stands in the list, and the papers.
    package struct Item: Codable, Sendable {
        let line: AdvocacyLine
        let evidence: [Evidence]
        let revisions: [Revision]
        let hearings: [Hearing]
        let responses: [Response]

        private enum CodingKeys: String, CodingKey {
            case evidence, revisions, hearings, responses
        }

        init(_ line: AdvocacyLine, _ facts: any Facts) {
            func papers(_ kind: AdvocacyPaperRow.Kind) -> [AdvocacyPaperRow] {
                let key = AdvocacyPaperRow.key(line.advocacy, kind)
                return facts.rows(AdvocacyPaperRow.self, prefix: key)
            }
            self.line = line
            evidence = papers(.evidence).map {
                Evidence(on: $0.on, title: $0.title, reference: $0.text)
            }
            revisions = facts.rows(InputRow.self, prefix: RowKey(line.advocacy)).map(Revision.init)
            hearings = papers(.hearing).map { Hearing(on: $0.on, title: $0.title, note: $0.text) }
            responses = papers(.response).map {
                Response(on: $0.on, revision: $0.revision, from: $0.title, note: $0.text)
            }
        }

        package init(from decoder: any Decoder) throws {
            line = try AdvocacyLine(from: decoder)
            let values = try decoder.container(keyedBy: CodingKeys.self)
            evidence = try values.decode([Evidence].self, forKey: .evidence)
            revisions = try values.decode([Revision].self, forKey: .revisions)
            hearings = try values.decode([Hearing].self, forKey: .hearings)
            responses = try values.decode([Response].self, forKey: .responses)
        }

        package func encode(to encoder: any Encoder) throws {
            try line.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(evidence, forKey: .evidence)
            try values.encode(revisions, forKey: .revisions)
            try values.encode(hearings, forKey: .hearings)
            try values.encode(responses, forKey: .responses)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let state = try context.find(AdvocacyState.self, advocacy)
        return QueryAnswer(items: [Item(AdvocacyLine(state, context), context.facts)])
    }
}

extension ShowAdvocacy.Revision {
    init(_ row: InputRow) {
        revision = row.revision
        state = row.status
        document = row.document
        articles = row.articles
        proposal = row.proposal
        references = row.references ?? []
        draftedOn = row.draftedOn
        approvedOn = row.approvedOn
        submittedOn = row.submittedOn
        to = row.to
        receiptNo = row.receiptNo
        outcome = row.outcome
        outcomeOn = row.outcomeOn
        citation = row.citation
        note = row.note
    }
}
