// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

// The registry's own figures about the workforce. What a worker counts as changes when something is
// recorded, and on days known beforehand: when a posting begins or ends, when a certificate runs
// out. Both are kept by area and day, so that no question looks at the workers themselves.

/// How many workers areas have, by kind of posting; an area has those of all areas in it.
package enum CoverageCounts: DaySumTopic {
    package static let table = RowTable(197, "coverageCounts")

    /// The workers of a kind.
    static func workers(_ kind: CoverageKind) -> String { kind.rawValue }
    /// Those of them who hold a certificate.
    static func certified(_ kind: CoverageKind) -> String { kind.rawValue + " certified" }
}

/// What a worker counts as on a day, and where.
private struct CoverageShare: Equatable {
    let area: AreaCode
    let kind: CoverageKind
    let isCertified: Bool
}

extension WorkerEvent {
    /// True when a worker may count as something else afterwards, on any day.
    fileprivate var movesCoverage: Bool {
        switch self {
        case .registered, .certificateIssued, .certificateRenewed, .certificateRevoked,
            .postingStarted, .postingEnded, .deactivated, .reactivated:
            true
        case .examRegistered, .examPassed, .examFailed, .registrationIssued,
            .practiceLicenceIssued, .practiceLicenceSuspended, .supervisorAssigned,
            .interestDeclared, .caseloadHandedOver, .cpdCredited, .cpdWithdrawn,
            .personalDataErased, .erasureCompleted:
            false
        }
    }
}

extension Projection {
    /// Counts a worker again with every event that may move the worker from one number to another.
    ///
    /// `keepingState` keeps the states of workers: what was counted before is taken away before it.
    func countingCoverage(_ keepingState: (Projection) -> Projection) -> Projection {
        func counting(_ times: Int64, _ projection: Projection) -> Projection {
            projection.on(WorkerEvent.self) { event, meta, store in
                guard event.movesCoverage,
                    let worker = store.state(WorkerState.self, ID(trusted: meta.streamID))
                else { return }
                store.count(worker, times)
            }
        }
        return counting(1, keepingState(counting(-1, self)))
    }
}

extension RowStore {
    fileprivate func count(_ worker: WorkerState, _ times: Int64) {
        var last: CoverageShare?
        for day in [nil] + worker.coverageDays {
            let share = worker.coverage(on: day ?? .beforeAll, self)
            if share == last { continue }
            if let last { add(-times, last, from: day) }
            if let share { add(times, share, from: day) }
            last = share
        }
    }

    private func add(_ number: Int64, _ share: CoverageShare, from day: CivilDate?) {
        var names = [CoverageCounts.workers(share.kind)]
        if share.isCertified { names.append(CoverageCounts.certified(share.kind)) }
        for area in share.area.andAround {
            for name in names {
                add(number, to: name, of: area.text, from: day, CoverageCounts.self)
            }
        }
    }
}

extension WorkerState {
    /// The days on which the worker may begin to count as something else.
    fileprivate var coverageDays: [CivilDate] {
        var days: Set<CivilDate> = []
        for posting in postings where posting.primary {
            days.insert(posting.from)
            if let to = posting.to { days.insert(to.adding(days: 1)) }
        }
        for certificate in certificates {
            days.insert(certificate.issuedOn)
            days.insert(certificate.validTo.adding(days: 1))
            if let revokedOn = certificate.revokedOn { days.insert(revokedOn) }
        }
        return days.sorted()
    }

    /// What the worker counts as on a day; `nil` for nothing.
    fileprivate func coverage(on day: CivilDate, _ facts: any Facts) -> CoverageShare? {
        guard isActive else { return nil }
        let posting = postings.first { $0.primary && $0.holds(on: day) }
        let place = posting.map { $0.area ?? $0.organisation.flatMap(facts.area(of:)) } ?? area
        guard let place else { return nil }
        return CoverageShare(
            area: place,
            kind: posting.map { CoverageKind($0.kind) } ?? .unposted,
            isCertified: certificate(on: day) != nil
        )
    }
}
