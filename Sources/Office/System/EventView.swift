// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import Keyring
internal import Projections

/// Which recorded events somebody may see, and how they look on the wire.
struct EventView {
    /// What to show.
    struct Filter: Sendable {
        var types: [String] = []
        var category: String?
        var stream: String?

        /// True when the event is asked for.
        func matches(_ event: NewEvent) -> Bool {
            if let stream, event.stream != stream { return false }
            if let category, EventCodec.category(ofType: event.type) != category { return false }
            return types.isEmpty || types.contains { Self.glob($0, event.type) }
        }

        /// `count.*` and the like: one star stands for any rest.
        static func glob(_ pattern: String, _ text: String) -> Bool {
            guard let star = pattern.firstIndex(of: "*") else { return pattern == text }
            let tail = pattern[pattern.index(after: star)...]
            let head = pattern[..<star]
            return text.hasPrefix(head) && text.hasSuffix(tail)
                && text.utf8.count >= head.utf8.count + tail.utf8.count
        }
    }

    private let caller: Caller
    private let facts: any Facts
    private let keyring: Keyring
    /// Everyone who is called by pseudonym; empty for callers who may know names.
    ///
    /// Read as a whole: a lookup calls a damaged row absent, and its name would be shown.
    private let pseudonymous: Set<String>

    /// What a caller may see, by rows that the facts read when this is made.
    init(caller: Caller, facts: any Facts, keyring: Keyring) {
        self.caller = caller
        self.facts = facts
        self.keyring = keyring
        let isMasked = caller.roles.showsPseudonyms
        pseudonymous = isMasked ? Set(facts.rows(OperatorState.self).map(\.id.text)) : []
    }

    /// The event as the caller may see it; `nil` when the caller may not see its stream.
    func value(_ recorded: RecordedEvent) -> JSONValue? {
        let event = recorded.event
        let category = EventCodec.category(ofType: event.type)
        let readers = AccessPolicy.readers(ofCategory: category)
        let seesData = readers.contains { caller.roles.contains($0.role) }
        let seesHeader = caller.isService || caller.roles.contains(.administrator)
        guard seesData || seesHeader else { return nil }
        var members = header(recorded)
        guard seesData else { return .object(members) }
        guard let payload = try? JSONDocument(scanning: event.payload, limits: .unlimited).root
        else { return nil }
        let hidden = hiddenMembers(event) + PayloadMember.internal + [PayloadMember.sealed]
        let data = payload.members.filter { !hidden.contains($0.name) }
            .map { JSONMember($0.name, named($0.value.value)) }
        members.append(JSONMember("data", .object(data)))
        let sealed = (payload.member(PayloadMember.sealed)?.items ?? []).map { item -> JSONValue in
            [
                "fields": item.member("fields")?.value ?? .array([]),
                "subject": item.member("subject")?.value ?? .null,
            ]
        }
        members.append(JSONMember("sealed", .array(sealed)))
        return .object(members)
    }

    private func header(_ recorded: RecordedEvent) -> [JSONMember] {
        let event = recorded.event
        return [
            JSONMember("position", .integer(Int64(recorded.position))),
            JSONMember("eventId", .string(event.eventID.text)),
            JSONMember("type", .string(event.type)),
            JSONMember("schemaVersion", .integer(Int64(event.schemaVersion))),
            JSONMember("stream", .string(named(stream: event.stream))),
            JSONMember("streamVersion", .integer(Int64(event.streamVersion))),
            JSONMember("recordedAt", .string(OfficeClock.text(event.recordedAt))),
            JSONMember("occurredOn", .string(CivilDate(days: event.occurredOn).description)),
            JSONMember("actor", .string(named(event.actor))),
            JSONMember("commandId", .string(event.commandID)),
            JSONMember("correlationId", .string(event.correlationID.text)),
            JSONMember("causationId", .string(event.causationID.text)),
        ]
    }

    // Operators are called by pseudonym where that is all the caller may know of people.
    private func named(_ slug: String) -> String {
        caller.roles.showsPseudonyms ? keyring.pseudonym(of: slug) : slug
    }

    private func named(stream: String) -> String {
        let prefix = Operator.noun + "-"
        guard stream.hasPrefix(prefix) else { return stream }
        return prefix + named(String(stream.dropFirst(prefix.count)))
    }

    private func named(_ value: JSONValue) -> JSONValue {
        if !caller.roles.showsPseudonyms { return value }
        switch value {
        case .string(let text):
            return pseudonymous.contains(text) ? .string(named(text)) : value
        case .array(let items): return .array(items.map { named($0) })
        case .object(let members):
            return .object(members.map { JSONMember($0.name, named($0.value)) })
        case .null, .bool, .integer: return value
        }
    }

    /// Passes of a count stay hidden until it is confirmed or voided.
    private func hiddenMembers(_ event: NewEvent) -> [String] {
        let hidden = CountEvent.hiddenUntilConfirmed
        guard hidden.events.contains(event.type) else { return [] }
        let id = ID<CoinCount>(trusted: String(event.stream.dropFirst(CoinCount.noun.count + 1)))
        let status = facts.state(CountState.self, id)?.status
        return status == .confirmed || status == .voided ? [] : hidden.members
    }
}
