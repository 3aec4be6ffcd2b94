// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Projection {
    /// Distributions with their loads and hand-overs, and who received what.
    static let distributions = Projection(
        "distributions",
        tables: [
            DistributionState.table, OpenDistributionRow.table, LoadRow.table, HandOverRow.table,
            HandOverIndexRow.table, OpenDisputeRow.table, AssistanceRow.table,
            SchoolAssistanceRow.table, OverrideRow.table,
        ]
    )
    .keeping(DistributionState.self)
    .on(DistributionEvent.self) { event, meta, store in
        guard let trip = store.state(DistributionState.self, ID(trusted: meta.streamID))
        else { return }
        TripBook(trip: trip, meta: meta, store: store).enter(event)
    }
    .on(FundEvent.self) { event, _, store in
        guard case .goodsIssued(let entry, _, _, _, let handover?, _, _, _) = event else { return }
        store.update(HandOverRow.self, RowKey(handover)) { $0.entry = entry }
    }
}

/// The book of one distribution while one event is entered.
private struct TripBook {
    let trip: DistributionState
    let meta: EventMeta
    let store: any RowStore

    func enter(_ event: DistributionEvent) {
        switch event {
        case .planned:
            store.put(OpenDistributionRow(fund: trip.fund, distribution: trip.id))
        case .completed, .cancelled:
            let open = OpenDistributionRow(fund: trip.fund, distribution: trip.id)
            store.remove(OpenDistributionRow.self, open.key)
        case .loaded(let lines):
            for line in lines { load(line) }
        case .handedOver(_, _, _, _, _, _, _, _, _, _, _, _, let overridden, _):
            guard let row = HandOverRow(event, of: trip, meta) else { return }
            handOver(row, overridden: overridden)
        case .doubleAssistanceOverridden(let beneficiary, let category):
            store.put(
                OverrideRow(
                    distribution: trip.id,
                    beneficiary: beneficiary,
                    itemCategory: category,
                    overriddenBy: meta.actor
                )
            )
        case .unclaimedReturned(_, let lines):
            for line in lines { change(line, by: -1) { $0.unclaimed += line.quantity } }
        case .damageRecorded(let lines):
            for line in lines { change(line, by: -1) { $0.damaged += line.quantity } }
        case .handOverReversed(let handover, _):
            guard let row = store.row(HandOverRow.self, RowKey(handover)) else { return }
            reverse(row)
        case .handOverCorrected(let handover, let changes):
            guard let row = store.row(HandOverRow.self, RowKey(handover)) else { return }
            correct(row, changes)
        case .receiptDisputed(let handover):
            store.update(HandOverRow.self, RowKey(handover)) { $0.dispute = .open }
            store.put(OpenDisputeRow(fund: trip.fund, handover: handover))
        case .disputeResolved(let handover, let outcome):
            store.update(HandOverRow.self, RowKey(handover)) { row in
                row.dispute = HandOverRow.Dispute(rawValue: outcome.rawValue)
            }
            let open = OpenDisputeRow(fund: trip.fund, handover: handover)
            store.remove(OpenDisputeRow.self, open.key)
        }
    }

    // MARK: Loads

    private func load(_ line: ValuedLine) {
        if store.row(LoadRow.self, LoadRow.key(trip.id, line.item)) == nil {
            store.put(LoadRow(distribution: trip.id, item: line.item))
        }
        change(line, by: 1) { $0.loaded += line.quantity }
    }

    // Goods that leave the load (−1) or come to it (+1), and what else the row counts.
    private func change(_ line: ValuedLine, by sign: Int64, _ body: (inout LoadRow) -> Void) {
        store.update(LoadRow.self, LoadRow.key(trip.id, line.item)) { load in
            load.remaining.quantity += sign * line.quantity
            load.remaining.value += sign * line.value
            body(&load)
        }
    }

    // A hand-over (+1) or its reversal (−1) in the sums of the load.
    private func count(_ row: HandOverRow, by sign: Int64) {
        for line in row.lines {
            change(line, by: -sign) { load in
                load.handedOver += sign * line.quantity
                load.valueHandedOver += sign * line.value
                load.recipients += sign * row.recipients
            }
        }
    }

    // MARK: Hand-overs

    private func handOver(_ row: HandOverRow, overridden: [ItemCategory]) {
        store.took(row.id.text)
        store.put(row)
        store.put(
            HandOverIndexRow(distribution: trip.id, position: row.position, handover: row.id)
        )
        count(row, by: 1)
        if let first = row.replacementOf {
            store.update(HandOverRow.self, RowKey(first)) { $0.replacedBy = row.id }
        }
        assist(row, overridden: overridden)
    }

    private func reverse(_ row: HandOverRow) {
        count(row, by: -1)
        forget(row)
        if let first = row.replacementOf {
            store.update(HandOverRow.self, RowKey(first)) { $0.replacedBy = nil }
        }
        store.update(HandOverRow.self, row.key) { $0.isReversed = true }
    }

    private func correct(_ row: HandOverRow, _ changes: HandOverChanges) {
        var corrected = row
        corrected.beneficiary = changes.beneficiary ?? row.beneficiary
        corrected.pupilCount = changes.pupilCount?.value ?? row.pupilCount
        corrected.ackBy = changes.ackBy ?? row.ackBy
        corrected.ackRelation = changes.ackRelation ?? row.ackRelation
        corrected.witness = changes.witness ?? row.witness
        store.put(corrected)
        let more = corrected.recipients - row.recipients
        for line in row.lines {
            store.update(LoadRow.self, LoadRow.key(trip.id, line.item)) { $0.recipients += more }
        }
        guard let beneficiary = changes.beneficiary else { return }
        forget(row)
        // The same leave that lets a pupil receive again lets a correction name that pupil.
        let overridden = row.categories.filter { category in
            store.assistance(of: beneficiary, category, row.schoolYear) != nil
        }
        assist(corrected, overridden: row.replacementOf == nil ? overridden : [])
    }

    // MARK: Assistance

    private func assist(_ row: HandOverRow, overridden: [ItemCategory]) {
        for category in row.categories {
            switch row.recipientKind {
            case .pupil:
                guard let pupil = row.beneficiary else { continue }
                let by = overridden.contains(category) ? use(category, pupil) : nil
                store.put(AssistanceRow(row, to: pupil, category, overriddenBy: by))
            case .school:
                guard let school = row.school else { continue }
                store.put(SchoolAssistanceRow(row, to: school, category))
            }
        }
    }

    private func forget(_ row: HandOverRow) {
        for category in row.categories {
            if row.recipientKind == .pupil, let pupil = row.beneficiary {
                let gone = AssistanceRow(row, to: pupil, category, overriddenBy: nil)
                store.remove(AssistanceRow.self, gone.key)
            } else if let school = row.school {
                let gone = SchoolAssistanceRow(row, to: school, category)
                store.remove(SchoolAssistanceRow.self, gone.key)
            }
        }
    }

    private func use(_ category: ItemCategory, _ pupil: ID<Beneficiary>) -> ID<Operator>? {
        let key = OverrideRow.key(trip.id, pupil, category)
        let override = store.row(OverrideRow.self, key)
        store.remove(OverrideRow.self, key)
        return override?.overriddenBy
    }
}
