// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Drives, boxes and counts.
    package static let coinDrive = Slice(
        "CoinDrive",
        commands: Drive.commands + Box.commands + CoinCount.commands,
        queries: [
            ListDrives.self, ListPermits.self, ListBalances.self, ListBoxes.self,
            ListCounts.self, ShowCount.self, ListDenominations.self,
        ],
        events: [DriveEvent.self, BoxEvent.self, CountEvent.self],
        projections: [drives, boxes, rounds, counts],
        recordsDenials: false
    )

    private static let drives = Projection("drives", version: 2, tables: [DriveState.table])
        .keeping(DriveState.self)

    // Reads the box as it was before the event, so it stands before the state.
    private static let boxes = Projection(
        "boxes",
        tables: [BoxState.table, SealRow.table, DriveBoxRow.table]
    )
    .on(BoxEvent.self) { event, meta, store in
        let box = ID<Box>(trusted: meta.streamID)
        switch event {
        case .sealed(let seal):
            store.put(SealRow(seal: seal, box: box))
            if let drive = store.state(BoxState.self, box)?.drive {
                store.remove(DriveBoxRow.self, RowKey(drive).and(box))
            }
        case .deployed(let drive, _, _, _, _): store.put(DriveBoxRow(drive: drive, box: box))
        case .registered, .checked, .retrieved, .incidentReported, .emptied, .retired: break
        }
    }
    .keeping(BoxState.self)

    // Reads the box as it is after the event, so it stands behind the state.
    private static let rounds = Projection("boxRounds", tables: [BoxRoundRow.table])
        .on(BoxEvent.self) { event, meta, store in
            let box = ID<Box>(trusted: meta.streamID)
            func changeRound(_ body: (inout BoxRoundRow) -> Void) {
                guard let drive = store.state(BoxState.self, box)?.drive else { return }
                let rounds = store.rows(BoxRoundRow.self, prefix: RowKey(drive).and(box))
                guard let key = rounds.last?.key else { return }
                store.update(BoxRoundRow.self, key, body)
            }
            switch event {
            case .deployed(let drive, let place, _, _, _):
                store.put(
                    BoxRoundRow(
                        drive: drive,
                        box: box,
                        position: meta.position,
                        place: place,
                        deployedOn: meta.occurredOn
                    )
                )
            case .retrieved(_, let isIntact, let isMatching):
                changeRound {
                    $0.retrievedOn = meta.occurredOn
                    $0.isSealRight = isIntact && isMatching
                }
            case .incidentReported(let kind, _):
                changeRound { $0.incidents.append(.init(on: meta.occurredOn, kind: kind)) }
            case .registered, .sealed, .checked, .emptied, .retired: break
            }
        }

    // Reads the count as it was before the event, so it stands before the state.
    private static let counts = Projection(
        "counts",
        tables: [
            CountState.table, OpenCountRow.table, DriveCountRow.table, BoxCountRow.table,
            CountHostRow.table, DenominationRow.table, BoxHostRow.table,
        ]
    )
    .on(BoxEvent.self) { event, meta, store in
        guard case .deployed(_, _, _, let host, _) = event else { return }
        let box = ID<Box>(trusted: meta.streamID)
        if let host {
            store.put(BoxHostRow(box: box, host: host))
        } else {
            store.remove(BoxHostRow.self, RowKey(box))
        }
    }
    .on(CountEvent.self) { event, meta, store in
        let id = ID<CoinCount>(trusted: meta.streamID)
        if case .opened(let drive, let box, _, _, _, _) = event {
            store.put(OpenCountRow(drive: drive, count: id))
            store.put(DriveCountRow(drive: drive, count: id))
            store.put(BoxCountRow(box: box, count: id))
            if let host = store.row(BoxHostRow.self, RowKey(box))?.host {
                store.put(CountHostRow(count: id, host: host))
            }
        } else if let count = store.state(CountState.self, id) {
            CountKeeper(store: store, count: count).follow(event)
        }
    }
    .keeping(CountState.self)
}

/// Keeps the rows around a count.
private struct CountKeeper {
    let store: any RowStore
    /// As it was before the event.
    let count: CountState

    func follow(_ event: CountEvent) {
        switch event {
        case .opened, .firstRecorded, .secondRecorded, .recounted: break
        case .confirmed(let pieces, let nonTender, _):
            finish()
            add(pieces.lines, isTender: true, sign: 1)
            add(nonTender.lines, isTender: false, sign: 1)
        case .disputed, .reopened:
            store.put(OpenCountRow(drive: count.drive, count: count.id))
            guard count.status == .confirmed else { return }
            add(count.pieces, isTender: true, sign: -1)
            add(count.nonTender, isTender: false, sign: -1)
        case .voided: finish()
        }
    }

    private func finish() {
        store.remove(OpenCountRow.self, RowKey(count.drive).and(count.id))
        // A count that was opened again belongs to an earlier round of its box.
        if store.row(BoxCountRow.self, RowKey(count.box))?.count == count.id {
            store.remove(BoxCountRow.self, RowKey(count.box))
        }
    }

    private func add(_ lines: [PieceLine], isTender: Bool, sign: Int64) {
        for line in lines {
            var row = DenominationRow(
                drive: count.drive,
                box: count.box,
                denomination: line.denomination,
                isTender: isTender,
                pieces: 0
            )
            row.pieces =
                (store.row(DenominationRow.self, row.key)?.pieces ?? 0) + sign * line.pieces
            if row.pieces == 0 {
                store.remove(DenominationRow.self, row.key)
            } else {
                store.put(row)
            }
        }
    }
}
