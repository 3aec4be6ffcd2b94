// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A count is what two people found in a box, each on their own and blind to the other. It is confirmed
// when they agree in every denomination, or when a recount by a third person agrees with one of
// them; the confirmation posts the money to the drive's fund.

/// Where a count stands.
package enum CountStatus: String, CodeSet {
    case open, confirmed, disputed, voided

    package static let name = "CountState"
}

// MARK: Events

/// What happens to a count.
package enum CountEvent: DomainEvent {
    case opened(
        drive: ID<Drive>,
        box: ID<Box>,
        place: ID<Place>,
        counters: [PersonID],
        unrelated: Bool,
        seal: SealCode
    )
    case firstRecorded(counter: PersonID, pieces: Pieces, nonTender: Pieces, total: Int64)
    case secondRecorded(counter: PersonID, pieces: Pieces, nonTender: Pieces, total: Int64)
    case recounted(
        counter: PersonID,
        pass: Int64,
        pieces: Pieces,
        nonTender: Pieces,
        total: Int64
    )
    case confirmed(pieces: Pieces, nonTender: Pieces, total: Int64)
    case disputed
    case voided
    case reopened(entry: ID<LedgerEntry>)

    package enum CodingKeys: String, CodingKey {
        case opened = "count.opened"
        case firstRecorded = "count.firstRecorded"
        case secondRecorded = "count.secondRecorded"
        case recounted = "count.recounted"
        case confirmed = "count.confirmed"
        case disputed = "count.disputed"
        case voided = "count.voided"
        case reopened = "count.reopened"
    }

    package static let category = CoinCount.noun

    /// Members that no answer shows until the count is confirmed or voided (K-06), and the events
    /// that carry them.
    package static let hiddenUntilConfirmed: (events: [String], members: [String]) = (
        ["count.firstRecorded", "count.secondRecorded", "count.recounted"],
        ["pieces", "nonTender", "total"]
    )

    /// Every event of a count is a step; opening one is a step of the box's round.
    package var isStep: Bool { true }
}

// MARK: State

/// What one person found.
package struct CountPass: Codable, Sendable {
    /// Who counted, with or without a login.
    package let counter: PersonID
    /// The operator who entered it.
    package let actor: ID<Operator>
    /// Legal tender, by denomination, without zeros.
    package let pieces: [PieceLine]
    /// Money that was no tender on that day; never part of the total.
    package let nonTender: [PieceLine]
    /// Rupiah.
    package let total: Int64

    /// True when both found the same in every denomination.
    package func agrees(with other: CountPass) -> Bool {
        pieces == other.pieces && nonTender == other.nonTender
    }
}

/// A count as the events left it.
package struct CountState: AggregateState {
    package static let table = RowTable(44, "counts")
    package let id: ID<CoinCount>
    /// Of the box when the count was opened.
    package let drive: ID<Drive>
    /// Retrieved when the count was opened.
    package let box: ID<Box>
    /// Where the box had stood.
    package let place: ID<Place>
    /// The two who were named first; a recount adds others.
    package let counters: [PersonID]
    /// Goes back to open with every pass.
    package var status = CountStatus.open
    /// Two passes, then recounts, in order of arrival.
    package var passes: [CountPass] = []
    /// True for ever once confirmed, also when opened again.
    package var wasConfirmed = false
    /// The latest confirmation.
    package var confirmedOn: CivilDate?
    /// What the latest confirmation found; kept when the count is opened again.
    package var pieces: [PieceLine] = []
    /// As `pieces`, of what was no tender.
    package var nonTender: [PieceLine] = []
    /// Rupiah, as confirmed last; 0 before.
    package var total: Int64 = 0

    package static func initial(
        _ id: ID<CoinCount>,
        _ event: CountEvent,
        _ meta: EventMeta
    ) -> CountState? {
        guard case .opened(let drive, let box, let place, let counters, _, _) = event else {
            return nil
        }
        return CountState(id: id, drive: drive, box: box, place: place, counters: counters)
    }

    package mutating func evolve(_ event: CountEvent, _ meta: EventMeta) {
        switch event {
        case .opened: break
        case .firstRecorded(let counter, let pieces, let nonTender, let total),
            .secondRecorded(let counter, let pieces, let nonTender, let total),
            .recounted(let counter, _, let pieces, let nonTender, let total):
            status = .open
            passes.append(
                CountPass(
                    counter: counter,
                    actor: meta.actor,
                    pieces: pieces.lines,
                    nonTender: nonTender.lines,
                    total: total
                )
            )
        case .confirmed(let pieces, let nonTender, let total):
            status = .confirmed
            wasConfirmed = true
            confirmedOn = meta.occurredOn
            self.pieces = pieces.lines
            self.nonTender = nonTender.lines
            self.total = total
        case .disputed, .reopened: status = .disputed
        case .voided: status = .voided
        }
    }

    /// The pass that would be confirmed: the last recount, or the first of two passes.
    package var decisive: CountPass? {
        guard passes.count >= 2 else { return nil }
        return passes.count > 2 ? passes.last : passes.first
    }

    /// True when the decisive pass agrees with some other pass.
    package var agrees: Bool {
        guard let decisive else { return false }
        let others = passes.count > 2 ? passes.dropLast() : passes.dropFirst()
        return others.contains { $0.agrees(with: decisive) }
    }
}

/// A count that is open or disputed, of a drive.
package struct OpenCountRow: Row {
    package static let table = RowTable(45, "openCounts")
    /// Which cannot be closed meanwhile.
    package let drive: ID<Drive>
    /// Open or disputed.
    package let count: ID<CoinCount>
    package var key: RowKey { RowKey(drive).and(count) }

    /// The row of an open count.
    package init(drive: ID<Drive>, count: ID<CoinCount>) {
        self.drive = drive
        self.count = count
    }
}

/// Every count of a drive.
package struct DriveCountRow: Row {
    package static let table = RowTable(46, "driveCounts")
    /// Of the box when the count was opened.
    package let drive: ID<Drive>
    /// In whatever state.
    package let count: ID<CoinCount>
    package var key: RowKey { RowKey(drive).and(count) }

    /// The row of a drive's count.
    package init(drive: ID<Drive>, count: ID<CoinCount>) {
        self.drive = drive
        self.count = count
    }
}

/// The count of a box on its present round that is neither confirmed nor voided.
package struct BoxCountRow: Row {
    package static let table = RowTable(47, "boxCounts")
    /// Retrieved, and not counted to the end.
    package let box: ID<Box>
    /// Goes with its confirmation or when it is voided.
    package let count: ID<CoinCount>
    package var key: RowKey { RowKey(box) }

    /// The row of a box.
    package init(box: ID<Box>, count: ID<CoinCount>) {
        self.box = box
        self.count = count
    }
}

/// Who has a deployed box standing at their place.
package struct BoxHostRow: Row {
    package static let table = RowTable(50, "boxHosts")
    /// Put up now.
    package let box: ID<Box>
    /// By slug or record.
    package let host: PersonID
    package var key: RowKey { RowKey(box) }

    /// The row of a box with a host.
    package init(box: ID<Box>, host: PersonID) {
        self.box = box
        self.host = host
    }
}

/// Who had the box of a count standing at their place.
package struct CountHostRow: Row {
    package static let table = RowTable(48, "countHosts")
    /// Of a box with a host only.
    package let count: ID<CoinCount>
    /// May not count it.
    package let host: PersonID
    package var key: RowKey { RowKey(count) }

    /// The row of a count whose box had a host.
    package init(count: ID<CoinCount>, host: PersonID) {
        self.count = count
        self.host = host
    }
}

extension Facts {
    /// The count of a box that was opened since it came back and is not finished.
    package func openCount(of box: ID<Box>) -> ID<CoinCount>? {
        row(BoxCountRow.self, RowKey(box))?.count
    }
}

/// Confirmed pieces of one denomination from one box of a drive.
package struct DenominationRow: Row {
    package static let table = RowTable(49, "denominations")
    /// Of the count.
    package let drive: ID<Drive>
    /// The last box of the drive that held it.
    package let box: ID<Box>
    /// With its emission year when somebody looked.
    package let denomination: Denomination
    /// False for money that was no legal tender when it was counted.
    package let isTender: Bool
    /// Of all confirmed counts of the box on this drive.
    package var pieces: Int64
    /// Drive, box, coins before notes, value, emission year with none first, tender first.
    package var key: RowKey {
        RowKey(drive).and(box).and(denomination.kind == .coin ? 0 : Int64(1))
            .and(denomination.value).and(denomination.emissionYear ?? 0)
            .and(isTender ? 0 : Int64(1))
    }

    /// The row of a denomination in a box.
    package init(
        drive: ID<Drive>,
        box: ID<Box>,
        denomination: Denomination,
        isTender: Bool,
        pieces: Int64
    ) {
        self.drive = drive
        self.box = box
        self.denomination = denomination
        self.isTender = isTender
        self.pieces = pieces
    }

    /// Rupiah; 0 for what is no tender.
    package var value: Int64 { isTender ? denomination.value * pieces : 0 }
}

// MARK: Refusals

/// Why a count does not go on.
package enum CountRefusal: Refusal {
    case boxNotRetrieved(box: ID<Box>, state: BoxStatus)
    case countAlreadyOpen(count: ID<CoinCount>)
    case countersNotDistinct
    case operatorCounterMissing
    case countersRelated
    case counterIsHost(counter: PersonID)
    case sealMismatch(deployed: SealCode?, retrieved: SealCode?, found: SealCode)
    case counterUnknown(counter: PersonID)
    case counterNotActor(counter: PersonID)
    case alreadyCounted(counter: PersonID)
    case unknownDenomination(key: String)
    case notLegalTender(key: String, lastTenderDay: CivilDate?)
    case countIncomplete(recorded: Int64)
    case countDisputed(count: ID<CoinCount>)
    case countsDiffer(count: ID<CoinCount>, difference: [String: Int64])
    case selfConfirmation
    case recountNotNeeded
    case countReopened
}
