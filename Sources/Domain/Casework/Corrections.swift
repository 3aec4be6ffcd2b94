// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
// Corrections of entries: which fields of which entry may be corrected, and how changes are sent
// and stored. The corrected entry stays as it is; who shows it shows the corrected values.

/// A field of an entry that may be corrected.
package enum CorrectableField: String, CaseIterable, Sendable, Codable {
    case ppksCode, setting, source, summary, occurredOn, kind, with, successful, minutes, note
    case service, mode, rolePlayed, function, narrative, strengths, dimensions, conclusions
    case decisions

    /// The fields of an entry by its stored name; none for an entry that cannot be corrected.
    package static func fields(of type: String) -> [CorrectableField] {
        switch CaseEvent.CodingKeys(rawValue: type) {
        case .opened: [.ppksCode, .setting, .source, .summary]
        case .contactLogged: [.occurredOn, .kind, .with, .successful, .minutes, .note]
        case .serviceDelivered:
            [.occurredOn, .service, .mode, .rolePlayed, .function, .minutes, .note]
        case .assessmentRecorded: [.narrative, .strengths, .dimensions]
        case .evaluationRecorded: [.narrative]
        case .conferenceHeld: [.conclusions, .decisions, .minutes]
        case .referralMade: [.summary, .service]
        case .followUpScheduled: [.note, .kind]
        case .aftercareLogged: [.occurredOn, .kind, .minutes, .note]
        default: []
        }
    }
}

/// Corrected values as they are stored: clear ones, and those that belong to the client.
package struct EntryChanges: Codable, Sendable {
    /// `nil` here and below: stays as it is.
    package var ppksCode: PpksCode?
    /// Of the opening.
    package var setting: CaseSetting?
    /// Of the opening.
    package var source: CaseSource?
    /// Of the opening.
    package var summary: Personal<Note>?
    /// Of any entry, where the day was wrong.
    package var occurredOn: CivilDate?
    /// A kind of contact or of follow-up, as the entry has it.
    package var kind: String?
    /// Of a contact.
    package var with: ContactParty?
    /// Of a contact.
    package var successful: Bool?
    /// Of a contact, service or conference.
    package var minutes: Minutes?
    /// Of whatever entry has one.
    package var note: Personal<Note>?
    /// Of a service or referral.
    package var service: ServiceKind?
    /// Of a service.
    package var mode: ServiceMode?
    /// Of a service.
    package var rolePlayed: RolePlayed?
    /// Of a service.
    package var function: ServiceFunction?
    /// Of an assessment or evaluation.
    package var narrative: Personal<Note>?
    /// Of an assessment.
    package var strengths: Personal<Note>?
    /// Of an assessment, all of them.
    package var dimensions: [SealedDimension]?
    /// Of a conference.
    package var conclusions: Personal<Note>?
    /// Of a conference.
    package var decisions: Personal<Note>?

    /// No changes yet.
    package init() {}

    /// The corrected kind of a follow-up.
    package var followUpKind: FollowUpKind? { kind.flatMap(FollowUpKind.init(rawValue:)) }
}

/// Corrected values as they are sent.
package struct SentChanges: Decodable, Sendable {
    /// Left out here and below: stays as it is.
    package let ppksCode: PpksCode?
    /// Of the opening.
    package let setting: CaseSetting?
    /// Of the opening.
    package let source: CaseSource?
    /// Sealed when it is recorded.
    package let summary: Note?
    /// Not in the future, not before the case was opened.
    package let occurredOn: CivilDate?
    /// One that the entry's own command would take.
    package let kind: Line?
    /// Of a contact.
    package let with: ContactParty?
    /// Of a contact.
    package let successful: Bool?
    /// Of a contact, service or conference.
    package let minutes: Minutes?
    /// Sealed when it is recorded.
    package let note: Note?
    /// Of a service or referral.
    package let service: ServiceKind?
    /// Of a service.
    package let mode: ServiceMode?
    /// Of a service.
    package let rolePlayed: RolePlayed?
    /// Of a service.
    package let function: ServiceFunction?
    /// Sealed when it is recorded.
    package let narrative: Note?
    /// Sealed when it is recorded.
    package let strengths: Note?
    /// At least one; texts sealed when they are recorded.
    package let dimensions: [DimensionNote]?
    /// Sealed when it is recorded.
    package let conclusions: Note?
    /// Sealed when it is recorded.
    package let decisions: Note?
    /// The names of everything sent, in code point order.
    package let names: [String]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func value<Value: Decodable>(_ field: CorrectableField) throws -> Value? {
            try values.decodeIfPresent(Value.self, forKey: Key(stringValue: field.rawValue))
        }
        ppksCode = try value(.ppksCode)
        setting = try value(.setting)
        source = try value(.source)
        summary = try value(.summary)
        occurredOn = try value(.occurredOn)
        kind = try value(.kind)
        with = try value(.with)
        successful = try value(.successful)
        minutes = try value(.minutes)
        note = try value(.note)
        service = try value(.service)
        mode = try value(.mode)
        rolePlayed = try value(.rolePlayed)
        function = try value(.function)
        narrative = try value(.narrative)
        strengths = try value(.strengths)
        dimensions = try value(.dimensions)
        conclusions = try value(.conclusions)
        decisions = try value(.decisions)
        names = values.allKeys.map(\.stringValue).sorted()
        // A field that no entry has is refused like one that this entry has not.
        for name in names { _ = try values.decodeNil(forKey: Key(stringValue: name)) }
    }

    /// The changes as they are stored, sealed for a client.
    package func sealed(for client: ID<Client>) -> EntryChanges {
        func sealed(_ note: Note?) -> Personal<Note>? {
            note.map { .clear(subject: client.text, $0) }
        }
        var changes = EntryChanges()
        changes.ppksCode = ppksCode
        changes.setting = setting
        changes.source = source
        changes.summary = sealed(summary)
        changes.occurredOn = occurredOn
        changes.kind = kind?.text
        changes.with = with
        changes.successful = successful
        changes.minutes = minutes
        changes.note = sealed(note)
        changes.service = service
        changes.mode = mode
        changes.rolePlayed = rolePlayed
        changes.function = function
        changes.narrative = sealed(narrative)
        changes.strengths = sealed(strengths)
        changes.dimensions = dimensions?.map { line in
            SealedDimension(
                dimension: line.dimension,
                text: .clear(subject: client.text, line.text)
            )
        }
        changes.conclusions = sealed(conclusions)
        changes.decisions = sealed(decisions)
        return changes
    }
}
