// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// MARK: Events

/// What happens to an advocacy.
package enum AdvocacyEvent: DomainEvent {
    case opened(
        topic: Line,
        level: AdvocacyLevel,
        setting: CaseSetting?,
        channels: [AdvocacyChannel],
        organisation: ID<Organisation>?
    )
    case evidenceAttached(title: Line, reference: Line)
    case inputDrafted(
        revision: RevisionNumber,
        document: Line,
        articles: [Line],
        proposal: OpenNote,
        references: [Line]?
    )
    case inputApproved(revision: RevisionNumber)
    case inputSubmitted(revision: RevisionNumber, to: Line, receiptNo: Line?)
    case hearingAttended(title: Line, note: Line)
    case responseReceived(revision: RevisionNumber, from: Line, note: Line)
    case inputAdopted(revision: RevisionNumber, citation: Line, note: OpenNote)
    case inputPartlyAdopted(revision: RevisionNumber, citation: Line, note: OpenNote)
    case inputRejected(revision: RevisionNumber, citation: Line, note: OpenNote)
    case inputWithdrawn(revision: RevisionNumber)
    case closed(note: OpenNote?)

    package enum CodingKeys: String, CodingKey {
        case opened = "advocacy.opened"
        case evidenceAttached = "advocacy.evidenceAttached"
        case inputDrafted = "advocacy.inputDrafted"
        case inputApproved = "advocacy.inputApproved"
        case inputSubmitted = "advocacy.inputSubmitted"
        case hearingAttended = "advocacy.hearingAttended"
        case responseReceived = "advocacy.responseReceived"
        case inputAdopted = "advocacy.inputAdopted"
        case inputPartlyAdopted = "advocacy.inputPartlyAdopted"
        case inputRejected = "advocacy.inputRejected"
        case inputWithdrawn = "advocacy.inputWithdrawn"
        case closed = "advocacy.closed"
    }

    package static let category = Advocacy.noun

    package var isStep: Bool {
        switch self {
        case .opened, .evidenceAttached, .inputDrafted, .hearingAttended, .responseReceived: false
        case .inputApproved, .inputSubmitted, .inputAdopted, .inputPartlyAdopted,
            .inputRejected, .inputWithdrawn, .closed:
            true
        }
    }
}

// MARK: State

/// An advocacy as the events left it; its revisions and papers are rows of their own.
package struct AdvocacyState: AggregateState {
    package static let table = RowTable(231, "advocacies")
    package let id: ID<Advocacy>
    /// As opened.
    package let topic: Line
    /// Of government.
    package let level: AdvocacyLevel
    /// The field of work it concerns; `nil` for all.
    package let setting: CaseSetting?
    /// At least one, each once.
    package let channels: [AdvocacyChannel]
    /// On whose behalf or with whom; `nil` for the office alone.
    package let organisation: ID<Organisation>?
    /// The number of the newest revision; 0 before the first draft.
    package var revision: Int64 = 0
    /// The newest revision that was submitted; 0 before the first.
    package var submitted: Int64 = 0
    /// Business date; no input is drafted any more.
    package var closedOn: CivilDate?

    package static func initial(
        _ id: ID<Advocacy>,
        _ event: AdvocacyEvent,
        _ meta: EventMeta
    ) -> AdvocacyState? {
        guard
            case .opened(let topic, let level, let setting, let channels, let organisation) = event
        else { return nil }
        return AdvocacyState(
            id: id,
            topic: topic,
            level: level,
            setting: setting,
            channels: channels,
            organisation: organisation
        )
    }

    package mutating func evolve(_ event: AdvocacyEvent, _ meta: EventMeta) {
        switch event {
        case .inputDrafted(let revision, _, _, _, _): self.revision = revision.value
        case .inputSubmitted(let revision, _, _): submitted = max(submitted, revision.value)
        case .closed: closedOn = meta.occurredOn
        case .opened, .evidenceAttached, .inputApproved, .hearingAttended, .responseReceived,
            .inputAdopted, .inputPartlyAdopted, .inputRejected, .inputWithdrawn:
            break
        }
    }
}

/// One revision of an advocacy's input.
package struct InputRow: Row {
    package static let table = RowTable(232, "advocacyInputs")
    /// First in the key, so that its revisions are one range.
    package let advocacy: ID<Advocacy>
    /// From 1.
    package let revision: Int64
    /// The bill or regulation, as cited.
    package let document: Line
    /// Without blank ones, at least one.
    package let articles: [Line]
    /// Nothing in it tells who a client is.
    package let proposal: OpenNote
    /// `nil` when none were given.
    package let references: [Line]?
    /// Business date.
    package let draftedOn: CivilDate
    /// May not approve it.
    package let draftedBy: ID<Operator>
    /// Business date of the latest approval; `nil` before.
    package var approvedOn: CivilDate?
    /// Business date; from then on it stands as it is.
    package var submittedOn: CivilDate?
    /// To whom it was submitted.
    package var to: Line?
    /// Of the recipient; `nil` when there was none.
    package var receiptNo: Line?
    /// Business date of the latest answer; `nil` before.
    package var lastResponseOn: CivilDate?
    /// Business date; `nil` while the office stands by it.
    package var withdrawnOn: CivilDate?
    /// `nil` while it waits.
    package var outcome: InputOutcome?
    /// Business date.
    package var outcomeOn: CivilDate?
    /// The law or decree that shows the outcome.
    package var citation: Line?
    /// How the outcome came about.
    package var note: OpenNote?
    package var key: RowKey { Self.key(advocacy, revision) }

    /// The key of a revision.
    package static func key(_ advocacy: ID<Advocacy>, _ revision: Int64) -> RowKey {
        RowKey(advocacy).and(revision)
    }

    /// The row of a new draft; `nil` for every other event.
    package init?(_ event: AdvocacyEvent, _ meta: EventMeta) {
        guard
            case .inputDrafted(
                let revision,
                let document,
                let articles,
                let proposal,
                let references
            ) = event
        else { return nil }
        advocacy = ID(trusted: meta.streamID)
        self.revision = revision.value
        self.document = document
        self.articles = articles
        self.proposal = proposal
        self.references = references
        draftedOn = meta.occurredOn
        draftedBy = meta.actor
    }

    /// How far it got.
    package var status: AdvocacyStatus {
        if withdrawnOn != nil { return .withdrawn }
        switch outcome {
        case .adopted: return .adopted
        case .partlyAdopted: return .partlyAdopted
        case .rejected: return .rejected
        case nil: break
        }
        if lastResponseOn != nil { return .responded }
        if submittedOn != nil { return .submitted }
        return approvedOn == nil ? .drafted : .approved
    }

    /// The days it waits for an outcome; `nil` when it does not wait.
    package func daysWaiting(on day: CivilDate) -> Int64? {
        guard let submittedOn, outcome == nil, withdrawnOn == nil else { return nil }
        return Int64(day.days - submittedOn.days)
    }

    /// Takes over an outcome.
    package mutating func end(
        _ outcome: InputOutcome,
        _ citation: Line,
        _ note: OpenNote,
        on day: CivilDate
    ) {
        self.outcome = outcome
        self.citation = citation
        self.note = note
        outcomeOn = day
    }
}

/// A paper, a hearing or a response: what an advocacy gathers besides its inputs.
package struct AdvocacyPaperRow: Row {
    /// What kind of thing it is.
    package enum Kind: Int64, Codable, Sendable { case evidence, hearing, response }

    package static let table = RowTable(233, "advocacyPapers")
    /// First in the key, so that its papers are one range.
    package let advocacy: ID<Advocacy>
    /// Second in the key, so that each kind stands together.
    package let kind: Kind
    /// The version of the stream that brought it.
    package let version: Int64
    /// Business date.
    package let on: CivilDate
    /// The title, or who answered.
    package let title: Line
    /// Where the paper is, or what was said.
    package let text: Line
    /// The revision that was answered.
    package let revision: Int64?
    package var key: RowKey { Self.key(advocacy, kind).and(version) }

    /// The key under which all of one kind stand.
    package static func key(_ advocacy: ID<Advocacy>, _ kind: Kind) -> RowKey {
        RowKey(advocacy).and(kind.rawValue)
    }

    /// The row of a paper, hearing or response; `nil` for every other event.
    package init?(_ event: AdvocacyEvent, _ meta: EventMeta) {
        switch event {
        case .evidenceAttached(let title, let reference):
            (kind, self.title, text, revision) = (.evidence, title, reference, nil)
        case .hearingAttended(let title, let note):
            (kind, self.title, text, revision) = (.hearing, title, note, nil)
        case .responseReceived(let revision, let from, let note):
            (kind, title, text, self.revision) = (.response, from, note, revision.value)
        case .opened, .inputDrafted, .inputApproved, .inputSubmitted, .inputAdopted,
            .inputPartlyAdopted, .inputRejected, .inputWithdrawn, .closed:
            return nil
        }
        advocacy = ID(trusted: meta.streamID)
        version = meta.streamVersion
        on = meta.occurredOn
    }
}
