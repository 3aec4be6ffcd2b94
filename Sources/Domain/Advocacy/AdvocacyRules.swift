// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The advocacy that a command was about.
package struct AdvocacyAnswer: Codable, Sendable {
    let advocacy: ID<Advocacy>
}

/// The revision of an input that a command was about.
package struct RevisionAnswer: Codable, Sendable {
    let advocacy: ID<Advocacy>
    let revision: RevisionNumber
}

extension Facts {
    /// A revision of an advocacy's input, whatever became of it.
    func input(_ revision: RevisionNumber, of advocacy: ID<Advocacy>) -> InputRow? {
        row(InputRow.self, InputRow.key(advocacy, revision.value))
    }
}

extension Decision {
    /// A revision that was submitted and not withdrawn; else `notSubmitted`.
    func submitted(
        _ revision: RevisionNumber,
        of advocacy: ID<Advocacy>
    ) throws(Rejection) -> InputRow {
        guard let input = facts.input(revision, of: advocacy), input.submittedOn != nil,
            input.withdrawnOn == nil
        else { throw .refused(AdvocacyRefusal.notSubmitted) }
        return input
    }
}

extension AdvocacyState {
    func mustBeOpen() throws(Rejection) {
        if closedOn != nil { throw .refused(AdvocacyRefusal.advocacyClosed) }
    }
}

extension InputRow {
    /// True for the newest revision unless withdrawn: a draft takes the place of the one before.
    func stands(in state: AdvocacyState) -> Bool {
        revision == state.revision && withdrawnOn == nil
    }

    func mustNotBeFrozen() throws(Rejection) {
        if let submittedOn {
            throw .refused(AdvocacyRefusal.revisionFrozen(submittedOn: submittedOn))
        }
    }
}

// MARK: Refusals

/// Why an input is not drafted or does not go on.
package enum AdvocacyRefusal: Refusal {
    case citationMissing
    /// The pointer of the text, and nothing of what it says.
    case identifiesClient(where: String)
    case advocacyClosed
    /// The number of the newest revision; 0 when there is none.
    case revisionUnknown(newest: Int64)
    case revisionFrozen(submittedOn: CivilDate)
    case notApproved
    case notSubmitted
    case outcomeRecorded(outcome: InputOutcome)
}
