// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Advocacy is work on policy: the office says what is wrong, proposes the wording of a law, attends
// hearings, and keeps what came of it. An input is drafted, approved by somebody else, submitted,
// and from then on stands as it is; whoever has more to say drafts the next revision.

// MARK: Commands

extension Advocacy {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [
        OpenAdvocacy.self, AttachEvidence.self, DraftInput.self, ApproveInput.self,
        SubmitInput.self, AttendHearing.self, RecordResponse.self, RecordOutcome.self,
        WithdrawInput.self, CloseAdvocacy.self,
    ]
}

extension [Grant] {
    /// Who speaks for the office in matters of policy.
    fileprivate static let advocates: [Grant] = [.coordinator, .board]
}

/// A matter the office takes up.
package struct OpenAdvocacy: Command {
    package static let contract = Contract(
        "advocacy.open",
        roles: .advocates,
        positional: ["topic"],
        refusals: ["futureDated"],
        next: ["advocacy draft-input {advocacy}"]
    )

    /// Public title.
    package let topic: Line
    /// Of government.
    package let level: AdvocacyLevel
    /// The field of work it concerns; left out: all.
    package let setting: CaseSetting?
    /// At least one, each once.
    package let channels: [AdvocacyChannel]
    /// On whose behalf or with whom; must exist.
    package let organisation: ID<Organisation>?

    package func decide(_ decision: Decision) throws(Rejection) -> AdvocacyAnswer {
        try decision.checkList(channels, "channels")
        _ = try decision.find(OrganisationState.self, ifNamed: organisation)
        let advocacy = decision.newID(Advocacy.self)
        try decision.gate(advocacy.stream, step: false)
        decision.record(
            AdvocacyEvent.opened(
                topic: topic,
                level: level,
                setting: setting,
                channels: channels,
                organisation: organisation
            ),
            to: advocacy.stream
        )
        return AdvocacyAnswer(advocacy: advocacy)
    }
}

/// A paper that speaks for the matter.
package struct AttachEvidence: Command {
    package static let contract = Contract(
        "advocacy.attachEvidence",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated"]
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// Of the paper.
    package let title: Line
    /// Where the paper is.
    package let reference: Line

    package func decide(_ decision: Decision) throws(Rejection) -> AdvocacyAnswer {
        _ = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: false)
        decision.record(
            AdvocacyEvent.evidenceAttached(title: title, reference: reference),
            to: advocacy.stream
        )
        return AdvocacyAnswer(advocacy: advocacy)
    }
}

/// What the office proposes to write into a bill or regulation.
package struct DraftInput: Command {
    package static let contract = Contract(
        "advocacy.draftInput",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated", "citationMissing", "identifiesClient", "advocacyClosed"],
        next: ["advocacy approve-input {advocacy} --revision {revision}"]
    )

    /// Open.
    package let advocacy: ID<Advocacy>
    /// The bill or regulation; a blank one is refused as no citation.
    package let document: OpenLine
    /// Blank ones are dropped; one must be left.
    package let articles: [OpenLine]
    /// Refused when it seems to tell who a client is, as every text here.
    package let proposal: OpenNote
    /// Other papers, as cited.
    package let references: [Line]?

    package func decide(_ decision: Decision) throws(Rejection) -> RevisionAnswer {
        let state = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: false)
        let cited = articles.filter { !$0.isBlank }
        try decision.refuse(
            document.isBlank || cited.isEmpty,
            AdvocacyRefusal.citationMissing
        )
        if let pointer = identifyingText(decision.reason) {
            throw .refused(AdvocacyRefusal.identifiesClient(where: pointer))
        }
        try state.mustBeOpen()
        let revision = RevisionNumber(state.revision + 1)
        decision.record(
            AdvocacyEvent.inputDrafted(
                revision: revision,
                document: Line(trusted: document.text),
                articles: cited.map { Line(trusted: $0.text) },
                proposal: proposal,
                references: references
            ),
            to: advocacy.stream
        )
        return RevisionAnswer(advocacy: advocacy, revision: revision)
    }

    // The pointer of the first text that tells who a client is.
    private func identifyingText(_ reason: String?) -> String? {
        var texts = [("/document", document.text)]
        texts += articles.enumerated().map { ("/articles/\($0.offset)", $0.element.text) }
        texts.append(("/proposal", proposal.text))
        texts += (references ?? []).enumerated().map {
            ("/references/\($0.offset)", $0.element.text)
        }
        if let reason { texts.append(("/reason", reason)) }
        return texts.first { Identifying.isFound(in: $0.1) }?.0
    }
}

/// The board finds that the office may say it.
package struct ApproveInput: Command {
    package static let contract = Contract(
        "advocacy.approveInput",
        roles: [.board],
        positional: ["advocacy"],
        refusals: [
            "futureDated", "outOfOrder", "selfApproval", "revisionUnknown", "revisionFrozen",
        ],
        next: ["advocacy submit-input {advocacy} --revision {revision}"]
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// The newest, or one that was submitted; drafted by somebody else than the caller.
    package let revision: RevisionNumber

    package func decide(_ decision: Decision) throws(Rejection) -> RevisionAnswer {
        let state = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: true)
        let input = decision.facts.input(revision, of: advocacy)
        if let input, input.draftedBy == decision.actor {
            throw .refused(common: .selfApproval(requestedBy: input.draftedBy))
        }
        guard let input, input.submittedOn != nil || input.stands(in: state) else {
            throw .refused(AdvocacyRefusal.revisionUnknown(newest: state.revision))
        }
        try input.mustNotBeFrozen()
        decision.record(AdvocacyEvent.inputApproved(revision: revision), to: advocacy.stream)
        return RevisionAnswer(advocacy: advocacy, revision: revision)
    }
}

/// The input goes to those who decide; from now on it stands as it is.
package struct SubmitInput: Command {
    package static let contract = Contract(
        "advocacy.submitInput",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated", "outOfOrder", "notApproved", "revisionFrozen"],
        next: ["advocacy record-outcome {advocacy} --revision {revision}"]
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// Approved, and the newest; not submitted before.
    package let revision: RevisionNumber
    /// Whoever decides, as addressed.
    package let to: Line
    /// Of the recipient.
    package let receiptNo: Line?

    package func decide(_ decision: Decision) throws(Rejection) -> RevisionAnswer {
        let state = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: true)
        guard let input = decision.facts.input(revision, of: advocacy), input.approvedOn != nil,
            input.submittedOn != nil || input.stands(in: state)
        else { throw .refused(AdvocacyRefusal.notApproved) }
        try input.mustNotBeFrozen()
        decision.record(
            AdvocacyEvent.inputSubmitted(revision: revision, to: to, receiptNo: receiptNo),
            to: advocacy.stream
        )
        return RevisionAnswer(advocacy: advocacy, revision: revision)
    }
}

/// The office was heard.
package struct AttendHearing: Command {
    package static let contract = Contract(
        "advocacy.attendHearing",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated"]
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// Of the hearing.
    package let title: Line
    /// What was said, without names of clients.
    package let note: Line

    package func decide(_ decision: Decision) throws(Rejection) -> AdvocacyAnswer {
        _ = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: false)
        decision.record(
            AdvocacyEvent.hearingAttended(title: title, note: note),
            to: advocacy.stream
        )
        return AdvocacyAnswer(advocacy: advocacy)
    }
}

/// An answer to what was submitted.
package struct RecordResponse: Command {
    package static let contract = Contract(
        "advocacy.recordResponse",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated", "notSubmitted"]
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// One that was submitted.
    package let revision: RevisionNumber
    /// Whoever answered, as signed.
    package let from: Line
    /// What the answer says.
    package let note: Line

    package func decide(_ decision: Decision) throws(Rejection) -> RevisionAnswer {
        _ = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: false)
        _ = try decision.submitted(revision, of: advocacy)
        decision.record(
            AdvocacyEvent.responseReceived(revision: revision, from: from, note: note),
            to: advocacy.stream
        )
        return RevisionAnswer(advocacy: advocacy, revision: revision)
    }
}

/// What became of an input, with the law or decree that says so.
package struct RecordOutcome: Command {
    package static let contract = Contract(
        "advocacy.recordOutcome",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: [
            "futureDated", "outOfOrder", "notSubmitted", "citationMissing", "outcomeRecorded",
        ],
        next: ["advocacy show {advocacy}"]
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// One that was submitted, without an outcome.
    package let revision: RevisionNumber
    /// Final.
    package let outcome: InputOutcome
    /// The law or decree that shows it; a blank one is refused.
    package let citation: OpenLine
    /// How it came about.
    package let note: OpenNote

    package func decide(_ decision: Decision) throws(Rejection) -> RevisionAnswer {
        _ = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: true)
        let input = try decision.submitted(revision, of: advocacy)
        try decision.refuse(citation.isBlank, AdvocacyRefusal.citationMissing)
        if let known = input.outcome {
            throw .refused(AdvocacyRefusal.outcomeRecorded(outcome: known))
        }
        let citation = Line(trusted: citation.text)
        let event: AdvocacyEvent =
            switch outcome {
            case .adopted:
                .inputAdopted(revision: revision, citation: citation, note: note)
            case .partlyAdopted:
                .inputPartlyAdopted(revision: revision, citation: citation, note: note)
            case .rejected:
                .inputRejected(revision: revision, citation: citation, note: note)
            }
        decision.record(event, to: advocacy.stream)
        return RevisionAnswer(advocacy: advocacy, revision: revision)
    }
}

/// The office does not stand by an input any more.
package struct WithdrawInput: Command {
    package static let contract = Contract(
        "advocacy.withdrawInput",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated", "outOfOrder", "revisionUnknown", "outcomeRecorded"],
        needsReason: true
    )

    /// Open or closed.
    package let advocacy: ID<Advocacy>
    /// Without an outcome; the newest, or one that was submitted.
    package let revision: RevisionNumber

    package func decide(_ decision: Decision) throws(Rejection) -> RevisionAnswer {
        let state = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: true)
        guard let input = decision.facts.input(revision, of: advocacy), input.withdrawnOn == nil,
            input.submittedOn != nil || input.stands(in: state)
        else { throw .refused(AdvocacyRefusal.revisionUnknown(newest: state.revision)) }
        if let known = input.outcome {
            throw .refused(AdvocacyRefusal.outcomeRecorded(outcome: known))
        }
        decision.record(AdvocacyEvent.inputWithdrawn(revision: revision), to: advocacy.stream)
        return RevisionAnswer(advocacy: advocacy, revision: revision)
    }
}

/// The matter is over for the office.
package struct CloseAdvocacy: Command {
    package static let contract = Contract(
        "advocacy.close",
        roles: .advocates,
        positional: ["advocacy"],
        refusals: ["futureDated", "outOfOrder", "advocacyClosed"],
        next: ["advocacy list"]
    )

    /// Open.
    package let advocacy: ID<Advocacy>
    /// What the office leaves it at.
    package let note: OpenNote?

    package func decide(_ decision: Decision) throws(Rejection) -> AdvocacyAnswer {
        let state = try decision.find(AdvocacyState.self, advocacy)
        try decision.gate(advocacy.stream, step: true)
        try state.mustBeOpen()
        decision.record(AdvocacyEvent.closed(note: note), to: advocacy.stream)
        return AdvocacyAnswer(advocacy: advocacy)
    }
}
