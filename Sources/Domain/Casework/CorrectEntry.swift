// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
/// An entry was wrong: it stays, and what is shown is corrected.
package struct CorrectEntry: Command {
    package static let contract = Contract(
        "case.correct",
        roles: [.intake(.new), .worker(.own), .supervisor([.team, .new])],
        positional: ["case"],
        refusals: [
            "futureDated", "beforeCaseOpened", "unknownEntry", "alreadyCorrected",
            "fieldNotCorrectable", "nothingChanged",
        ],
        needsReason: true,
        next: ["case timeline {case}"]
    )

    /// In any state.
    package let `case`: ID<Case>
    /// The newest of a chain of corrections, the caller's own unless a supervisor corrects.
    package let entry: EntryNumber
    /// Only fields of the cited entry; one must be another than it is.
    package let changes: SentChanges

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Nothing> {
        _ = try decision.requiredReason()
        var state = try decision.find(case: `case`)
        let cited = decision.facts.row(
            CaseEntryRow.self,
            CaseEntryRow.key(`case`, entry.value)
        )
        try mustBeAuthor(of: cited, state, decision)
        try decision.open(state, step: false, whenClosed: true, already: flaw(of: cited))
        guard let root = root(of: cited, decision.facts) else {
            throw .refused(CaseRefusal.unknownEntry(entry: entry.value))
        }
        let known = CorrectableField.fields(of: root.type).map(\.rawValue)
        let foreign = changes.names.filter { !known.contains($0) }
        try decision.refuse(
            !foreign.isEmpty,
            CaseRefusal.fieldNotCorrectable(fields: foreign)
        )
        try check(root, state, decision)
        let sealed = changes.sealed(for: state.client)
        try decision.refuse(!sealed.changes(root), CaseRefusal.nothingChanged)
        let number = decision.record(
            .entryCorrected(entry: entry.value, changes: sealed),
            in: &state
        )
        return CaseAnswer(state, entry: number)
    }

    private func flaw(of cited: CaseEntryRow?) -> CaseRefusal? {
        guard let cited else { return .unknownEntry(entry: entry.value) }
        return cited.correctedBy.map { .alreadyCorrected(by: $0) }
    }

    private func root(of cited: CaseEntryRow?, _ facts: any Facts) -> CaseEntryRow? {
        guard let cited, let entry = cited.corrects else { return cited }
        return facts.row(CaseEntryRow.self, CaseEntryRow.key(`case`, entry))
    }

    // A supervisor of the primary worker corrects every entry, others what they wrote themselves.
    private func mustBeAuthor(
        of cited: CaseEntryRow?,
        _ state: CaseState,
        _ decision: Decision
    ) throws(Rejection) {
        guard let cited, cited.actor != decision.actor else { return }
        let isSupervisor =
            decision.roles.contains(.supervisor)
            && decision.asker.standing(in: state).contains(.team)
        if !isSupervisor { throw .forbidden(needs: [.supervisor]) }
    }

    // What only the entry and the case can judge: the day, and which kinds there are.
    private func check(
        _ root: CaseEntryRow,
        _ state: CaseState,
        _ decision: Decision
    ) throws(Rejection) {
        if let day = changes.occurredOn {
            if day > decision.today {
                throw .refused(common: .futureDated(today: decision.today))
            }
            if day < state.openedOn {
                throw .refused(CaseRefusal.beforeCaseOpened(openedOn: state.openedOn))
            }
        }
        if let dimensions = changes.dimensions, dimensions.isEmpty {
            throw .invalid(
                pointer: "/changes/dimensions",
                problem: "length",
                expected: "at least one dimension"
            )
        }
        guard let kind = changes.kind else { return }
        let isFollowUp = root.type == CaseEvent.CodingKeys.followUpScheduled.rawValue
        let allowed =
            isFollowUp
            ? FollowUpKind.allCases.map(\.rawValue) : ContactKind.allCases.map(\.rawValue)
        if !allowed.contains(kind.text) {
            throw .invalid(
                pointer: "/changes/kind",
                problem: "enum",
                expected: allowed.joined(separator: " ")
            )
        }
    }
}

/// The number of an entry of a case.
package struct EntryNumber: IntegerValue {
    package let value: Int64
    package init(_ value: Int64) { self.value = value }
    package static let range: ClosedRange<Int64> = 1...1_000_000_000
    package static let schema = ValueSchema(
        "EntryNumber",
        .integer(minimum: 1, maximum: 1_000_000_000),
        column: "integer"
    )
}

extension EntryChanges {
    /// True when something would differ from what an entry says now.
    ///
    /// Sealed values are nobody's to compare: they count as different.
    fileprivate func changes(_ row: CaseEntryRow) -> Bool {
        let now = row.values
        return differs(occurredOn, row.occurredOn) || differs(ppksCode, now.ppksCode)
            || differs(setting, now.setting) || differs(source, now.source)
            || differs(kind, now.kind) || differs(with, now.with)
            || differs(successful, now.successful) || differs(minutes, now.minutes)
            || differs(service, now.service) || differs(mode, now.mode)
            || differs(rolePlayed, now.rolePlayed) || differs(function, now.function)
            || summary != nil || note != nil || narrative != nil || strengths != nil
            || dimensions != nil || conclusions != nil || decisions != nil
    }

    private func differs<Value: Equatable>(_ new: Value?, _ old: Value?) -> Bool {
        new != nil && new != old
    }

    /// The clear values after some changes.
    package func with(_ changes: EntryChanges) -> EntryChanges {
        var merged = self
        merged.ppksCode = changes.ppksCode ?? ppksCode
        merged.setting = changes.setting ?? setting
        merged.source = changes.source ?? source
        merged.kind = changes.kind ?? kind
        merged.with = changes.with ?? with
        merged.successful = changes.successful ?? successful
        merged.minutes = changes.minutes ?? minutes
        merged.service = changes.service ?? service
        merged.mode = changes.mode ?? mode
        merged.rolePlayed = changes.rolePlayed ?? rolePlayed
        merged.function = changes.function ?? function
        return merged
    }
}

extension CaseEvent {
    /// The clear values of an entry that may be corrected.
    package var correctable: EntryChanges {
        var values = EntryChanges()
        switch self {
        case .opened(_, let ppksCode, let setting, _, let source, _, _, _, _, _):
            values.ppksCode = ppksCode
            values.setting = setting
            values.source = source
        case .contactLogged(let kind, let with, let successful, let minutes, _, _):
            values.kind = kind.rawValue
            values.with = with
            values.successful = successful
            values.minutes = minutes
        case .serviceDelivered(
            let service,
            let mode,
            let rolePlayed,
            let function,
            let minutes,
            _,
            _,
            _,
            _,
            _,
            _,
            _
        ):
            values.service = service
            values.mode = mode
            values.rolePlayed = rolePlayed
            values.function = function
            values.minutes = minutes
        case .conferenceHeld(_, _, let minutes, _, _, _): values.minutes = minutes
        case .referralMade(_, _, let service, _, _, _): values.service = service
        case .followUpScheduled(_, let kind, _, _, _): values.kind = kind.rawValue
        case .aftercareLogged(let kind, let minutes, _, _):
            values.kind = kind.rawValue
            values.minutes = minutes
        default: break
        }
        return values
    }
}
