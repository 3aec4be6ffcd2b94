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
    package var ppksCode: PpksCode?
    package var setting: CaseSetting?
    package var source: CaseSource?
    package var summary: Personal<Note>?
    package var occurredOn: CivilDate?
    /// A kind of contact or of follow-up, as the entry has it.
    package var kind: String?
    package var with: ContactParty?
    package var successful: Bool?
    package var minutes: Minutes?
    package var note: Personal<Note>?
    package var service: ServiceKind?
    package var mode: ServiceMode?
    package var rolePlayed: RolePlayed?
    package var function: ServiceFunction?
    package var narrative: Personal<Note>?
    package var strengths: Personal<Note>?
    package var dimensions: [SealedDimension]?
    package var conclusions: Personal<Note>?
    package var decisions: Personal<Note>?

    /// No changes yet.
    package init() {}

    /// The corrected kind of a follow-up.
    package var followUpKind: FollowUpKind? { kind.flatMap(FollowUpKind.init(rawValue:)) }
}

/// Corrected values as they are sent.
package struct SentChanges: Decodable, Sendable {
    package let ppksCode: PpksCode?
    package let setting: CaseSetting?
    package let source: CaseSource?
    package let summary: Note?
    package let occurredOn: CivilDate?
    package let kind: Line?
    package let with: ContactParty?
    package let successful: Bool?
    package let minutes: Minutes?
    package let note: Note?
    package let service: ServiceKind?
    package let mode: ServiceMode?
    package let rolePlayed: RolePlayed?
    package let function: ServiceFunction?
    package let narrative: Note?
    package let strengths: Note?
    package let dimensions: [DimensionNote]?
    package let conclusions: Note?
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
