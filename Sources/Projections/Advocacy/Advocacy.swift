// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// The office's voice in policy.
    package static let advocacy = Slice(
        "Advocacy",
        commands: Advocacy.commands,
        queries: [ListAdvocacies.self, ShowAdvocacy.self],
        events: [AdvocacyEvent.self],
        projections: [.advocacies]
    )
}

extension Projection {
    /// Advocacies, the revisions of their inputs, and their papers.
    static let advocacies = Projection(
        "advocacies",
        tables: [AdvocacyState.table, InputRow.table, AdvocacyPaperRow.table]
    )
    .keeping(AdvocacyState.self)
    .on(AdvocacyEvent.self) { event, meta, store in
        if let paper = AdvocacyPaperRow(event, meta) { store.put(paper) }
        if let draft = InputRow(event, meta) { store.put(draft) }
        guard let revision = event.revision else { return }
        let key = InputRow.key(ID(trusted: meta.streamID), revision.value)
        store.update(InputRow.self, key) { $0.evolve(event, on: meta.occurredOn) }
    }
}

extension AdvocacyEvent {
    /// The revision that something happened to after it was drafted.
    fileprivate var revision: RevisionNumber? {
        switch self {
        case .opened, .evidenceAttached, .inputDrafted, .hearingAttended, .closed: nil
        case .inputApproved(let revision), .inputSubmitted(let revision, _, _),
            .responseReceived(let revision, _, _), .inputAdopted(let revision, _, _),
            .inputPartlyAdopted(let revision, _, _), .inputRejected(let revision, _, _),
            .inputWithdrawn(let revision):
            revision
        }
    }
}

extension InputRow {
    fileprivate mutating func evolve(_ event: AdvocacyEvent, on day: CivilDate) {
        switch event {
        case .opened, .evidenceAttached, .inputDrafted, .hearingAttended, .closed: break
        case .inputApproved: approvedOn = day
        case .inputSubmitted(_, let to, let receiptNo):
            submittedOn = day
            self.to = to
            self.receiptNo = receiptNo
        case .responseReceived: lastResponseOn = lastResponseOn.map { max($0, day) } ?? day
        case .inputAdopted(_, let citation, let note): end(.adopted, citation, note, on: day)
        case .inputPartlyAdopted(_, let citation, let note):
            end(.partlyAdopted, citation, note, on: day)
        case .inputRejected(_, let citation, let note): end(.rejected, citation, note, on: day)
        case .inputWithdrawn: withdrawnOn = day
        }
    }
}
