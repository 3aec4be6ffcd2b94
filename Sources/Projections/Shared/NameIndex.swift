// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Projection {
    /// The keyed hashes by which people are found, and the pairs of records that look alike.
    ///
    /// It needs clear names live and in rebuilds, and writes nothing but hashes.
    static let nameIndex = Projection(
        "nameIndex",
        version: 2,
        tables: [
            NameRow.table, NameCountRow.table, IdentifierRow.table, SubjectHashesRow.table,
            DuplicateRow.table,
            PairRow.table, SubjectPairRow.table,
        ]
    )
    .on(ClientEvent.self) { event, meta, store in
        switch event {
        case .registered: store.reindex(meta, event.sealedDetails.identity)
        case .detailsCorrected:
            let details = event.sealedDetails
            var clear = details.identity
            let emptied = Set(event.correctedFields).subtracting(details.fields)
            if emptied.contains(.otherNames) { clear.otherNames = [] }
            clear.lostBirthDate = emptied.contains(.birthDate)
            clear.lostNIK = emptied.contains(.nik)
            store.reindex(meta, clear)
        case .identifierAdded(.nik, _, .clear(_, let value)):
            var clear = ClearIdentity()
            clear.nik = value.text
            store.reindex(meta, clear)
        case .mergedInto(let into): store.movePairs(from: meta.streamID, to: into.text)
        case .personalDataErased(_, let subjects, _): store.forget(subjects)
        case .identifierAdded, .absorbed, .holdPlaced, .holdReleased, .processingLimited,
            .processingResumed, .consentGiven, .consentWithdrawn, .erasureCompleted:
            break
        }
    }
    .on(ContactEvent.self) { event, meta, store in
        switch event {
        case .registered(_, _, _, let name, _, let birthDate):
            var clear = ClearIdentity()
            clear.name = name.value?.text
            clear.birthDate = birthDate?.value?.text
            store.reindex(meta, clear)
        case .corrected(_, let name, _, let birthDate):
            var clear = ClearIdentity()
            clear.name = name?.value?.text
            clear.birthDate = birthDate?.value?.text
            store.reindex(meta, clear)
        case .personalDataErased(_, let subjects, _): store.forget(subjects)
        case .functionSet, .erasureCompleted: break
        }
    }
    .on(BeneficiaryEvent.self) { event, meta, store in
        switch event {
        case .registered(_, _, let name, let pupilNumber):
            var clear = ClearIdentity()
            clear.name = name.value?.text
            clear.pupilNumber = pupilNumber?.value?.text
            store.reindex(meta, clear)
        case .personalDataErased(_, let subjects, _): store.forget(subjects)
        case .erasureCompleted, .linked: break
        }
    }
    .on(WorkerEvent.self) { event, meta, store in
        switch event {
        case .registered(_, _, _, _, let name, let nik, _, let birthDate):
            var clear = ClearIdentity()
            clear.name = name.value?.text
            clear.nik = nik?.value?.text
            clear.birthDate = birthDate?.value?.text
            store.reindex(meta, clear)
        case .personalDataErased(_, let subjects, _): store.forget(subjects)
        default: break
        }
    }
    .on(VolunteerEvent.self) { event, meta, store in
        switch event {
        case .registered(_, _, let name, let birthDate, _):
            var clear = ClearIdentity()
            clear.name = name.value?.text
            clear.birthDate = birthDate?.value?.text
            store.reindex(meta, clear)
        case .personalDataErased(_, let subjects, _): store.forget(subjects)
        case .safeguardingDeclared, .left, .erasureCompleted: break
        }
    }
    .on(DuplicateEvent.self) { event, meta, store in
        store.change(ID(trusted: meta.streamID)) { row in
            switch event {
            case .flagged:
                row.flagged = true
                return
            case .dismissed: row.state = .dismissed
            case .confirmed: row.state = .confirmed
            case .merged: row.state = .merged
            }
            row.decidedBy = meta.actor
            row.decidedOn = meta.occurredOn
        }
    }
}

extension RowStore {
    /// Indexes the subject of an event's stream anew, and proposes pairs when that changed anything.
    fileprivate func reindex(_ meta: EventMeta, _ clear: ClearIdentity) {
        if index(meta.streamID, clear, at: meta.position) { keepPairs(of: meta.streamID) }
    }

    /// Removes everything that stands for some people who are erased.
    fileprivate func forget(_ subjects: [String]) {
        for subject in subjects {
            unindex(subject)
            dropPairs(of: subject)
        }
    }
}

extension SealedDetails {
    fileprivate var identity: ClearIdentity {
        var clear = ClearIdentity()
        clear.name = name?.value?.text
        clear.otherNames = otherNames?.value?.names
        clear.birthDate = birthDate?.value?.text
        clear.nik = nik?.value?.text
        return clear
    }
}
