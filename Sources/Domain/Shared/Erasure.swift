// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// An erasure takes a person's personal data away by destroying the keys it was sealed with. The
// log keeps its events; what was sealed in them is gone. One event says that it is decided, with
// everybody meant by it; another, recorded by the office itself, that the keys are gone for good.

/// On what ground a person's data is erased.
package enum ErasureBasis: String, CodeSet {
    case subjectRequest, retentionEnded, consentWithdrawn

    package static let name = "ErasureBasis"
}

/// What the destruction of keys does not reach.
package enum ErasureGap: String, CodeSet {
    case keyringBackupsUntil, exportsMade, paper

    package static let name = "ErasureGap"
}

/// What an event means for an erasure.
package enum ErasureStep: Sendable, Equatable {
    /// It is decided: the keys of these subjects are destroyed after the event.
    case decided(subjects: [String])
    /// The erasure decided at a position is finished.
    case completed(position: Int64)
}

/// The events of a kind of person that can be erased.
///
/// Both are cases of the enum: `case personalDataErased = "client.personalDataErased"` with exactly
/// these labels. `erasure` answers for both.
package protocol ErasableEvent: DomainEvent {
    /// The erasure is decided; `fromLedger` is true when a restored log had lost it.
    static func personalDataErased(
        basis: ErasureBasis?,
        subjects: [String],
        fromLedger: Bool?
    ) -> Self
    /// The erasure decided at `position` is finished; `hash` is the chain's there, in hex.
    static func erasureCompleted(
        subjects: [String],
        position: Int64,
        hash: String,
        keyringBackupsUntil: CivilDate
    ) -> Self
}

extension FourEyes {
    /// Every erasure is asked for by one and approved by a supervisor.
    package static let erasure = FourEyes(kind: "erasure", needed: .supervisor)
}

extension Contract {
    /// The contract of a command that erases a kind of person, by its noun.
    ///
    /// Refusals of the kind come before `alreadyErased`.
    package static func erasure(of noun: String, refusals: [String] = []) -> Contract {
        Contract(
            "\(noun).erase",
            roles: [.dataProtection],
            positional: [noun],
            refusals: ["futureDated", "outOfOrder"] + refusals + ["alreadyErased"],
            needsReason: true,
            fourEyes: .erasure,
            confirm: "name"
        )
    }
}

/// What who erased a person is told, to be handed on.
package struct ErasureAnswer: Codable, Sendable {
    /// Everybody whose keys are destroyed.
    package let subjects: [String]
    /// The last day on which a backup of the keys may still exist.
    package let keyringBackupsUntil: CivilDate
    /// What is not covered.
    package let notCovered: [ErasureGap]
}

/// The promise about backups of the keys.
package enum ErasurePromise {
    /// For how long a backup of the keys may live, in days.
    package static let keyringBackupDays = 30
}

extension Decision {
    /// Records the erasure of some subjects to a stream; call it after all other refusals.
    ///
    /// Refuses `alreadyErased` when the first subject, whom the command names, was erased before.
    package func erase<Event: ErasableEvent>(
        _ type: Event.Type,
        stream: String,
        basis: ErasureBasis,
        subjects: [String]
    ) throws(Rejection) -> ErasureAnswer {
        if let subject = subjects.first, facts.isErased(subject) {
            throw .refused(ErasureRefusal.alreadyErased)
        }
        record(
            Event.personalDataErased(basis: basis, subjects: subjects, fromLedger: nil),
            to: stream
        )
        return ErasureAnswer(
            subjects: subjects,
            keyringBackupsUntil: today.adding(days: ErasurePromise.keyringBackupDays),
            notCovered: ErasureGap.allCases
        )
    }

    /// Refuses `subjectErased` when somebody's keys were destroyed (rule G7).
    package func mustNotBeErased(_ subject: String) throws(Rejection) {
        if facts.isErased(subject) { throw .refused(common: .subjectErased) }
    }
}

extension Facts {
    /// The erasure of a subject; `nil` while the person is not erased.
    package func erasure(of subject: String) -> ErasedSubjectRow? {
        row(ErasedSubjectRow.self, RowKey(subject))
    }

    /// True from the event on that decides the erasure of a subject.
    package func isErased(_ subject: String) -> Bool { erasure(of: subject) != nil }
}

// MARK: Rows

/// A subject whose erasure is decided; kept for every kind of person alike.
package struct ErasedSubjectRow: Row {
    package static let table = RowTable(200, "erasedSubjects")
    /// The id of a client, contact, worker, volunteer, beneficiary or complaint.
    package let subject: String
    /// The business date of the erasure.
    package let erasedOn: CivilDate
    /// The position of the event that decided it.
    package let position: Int64
    package var key: RowKey { RowKey(subject) }

    /// The row of a subject.
    package init(subject: String, erasedOn: CivilDate, position: Int64) {
        self.subject = subject
        self.erasedOn = erasedOn
        self.position = position
    }
}

/// One erasure from its decision to its completion.
package struct ErasureRow: Row {
    package static let table = RowTable(201, "erasures")
    /// The position of the event that decided it.
    package let position: Int64
    /// Of the person whom the command named, which holds both events.
    package let stream: String
    /// All whose keys are destroyed, the person named first.
    package let subjects: [String]
    /// The business date.
    package let erasedOn: CivilDate
    /// Microseconds since 1970, UTC.
    package let decidedAt: Int64
    /// The actor of that event.
    package let decidedBy: ID<Operator>
    /// The position of the completing event; `nil` while it is unfinished.
    package var completedAt: Int64?
    package var key: RowKey { RowKey().and(position) }

    /// The row of a decision.
    package init(
        position: Int64,
        stream: String,
        subjects: [String],
        erasedOn: CivilDate,
        decidedAt: Int64,
        decidedBy: ID<Operator>
    ) {
        self.position = position
        self.stream = stream
        self.subjects = subjects
        self.erasedOn = erasedOn
        self.decidedAt = decidedAt
        self.decidedBy = decidedBy
    }
}

/// The last change of the master key; one row, absent before the first.
package struct MasterKeyRow: Row {
    package static let table = RowTable(202, "masterKey")
    /// Ids of the two master keys, in hexadecimal.
    package let from: String
    /// The key under which all others are wrapped now.
    package let to: String
    /// The position of the event.
    package let position: Int64
    /// Microseconds since 1970, UTC.
    package let rotatedAt: Int64
    package var key: RowKey { Self.key }

    /// The key of the only row.
    package static let key = RowKey("last")

    /// The row of a rotation.
    package init(from: String, to: String, position: Int64, rotatedAt: Int64) {
        self.from = from
        self.to = to
        self.position = position
        self.rotatedAt = rotatedAt
    }
}

/// A living subject for whom something was sealed, so that a key that is gone is noticed.
package struct SealedSubjectRow: Row {
    package static let table = RowTable(203, "sealedSubjects")
    /// Its key must be in the keyring until it is erased.
    package let subject: String
    package var key: RowKey { RowKey(subject) }

    /// The row of a subject.
    package init(subject: String) { self.subject = subject }
}

// Packed by hand: every start reads all of them.
extension SealedSubjectRow: PackedRow {
    package func pack(into packer: inout RowPacker) { packer.pack(subject) }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        self.init(subject: try unpacker.next())
    }
}

extension ErasableEvent {
    /// The category of the person an id belongs to, among all that can be erased.
    package static func isAbout(_ subject: String) -> Bool {
        guard let prefix = ErasureSubjects.prefixes[category] else { return false }
        return subject.hasPrefix(prefix + "-")
    }
}

/// How the ids of people begin, by the category of their streams.
private enum ErasureSubjects {
    static let prefixes = [
        "beneficiary": "PMN", "client": "KLN", "contact": "KTK", "volunteer": "RLW",
        "worker": "PKS",
    ]
}

// MARK: Refusals

/// Why a person is not erased, whatever the kind of person.
package enum ErasureRefusal: Refusal {
    case alreadyErased
}
