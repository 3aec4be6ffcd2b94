// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
package import Domain
package import EventLog

/// The members of a stored payload that are not the event's own.
package enum PayloadMember {
    /// The command's own result members, on the first event of a command.
    package static let answer = "$answer"
    /// The command's warnings, on the first event of a command.
    package static let warnings = "$warnings"
    /// Sealed segments: `[{fields, segment, subject}]`, the segment in base64.
    package static let sealed = "$sealed"
    /// The caller's reason.
    package static let reason = "reason"
    /// True for a historic entry.
    package static let backfilled = "backfilled"

    /// Members that only the daemon reads.
    package static let `internal` = [answer, warnings]
}

/// An event as a type name, its own members, and the personal values to be sealed.
package struct EncodedEvent: Sendable {
    /// The stored name, like `box.sealed`.
    package let type: String
    /// The event's own members, one canonical object.
    package let payload: [UInt8]
    /// Clear personal values by subject: field and value, in the order of the fields.
    package let personal: [(subject: String, fields: [(name: String, value: String)])]

    /// A member that is not the event's own, its value in canonical bytes.
    package typealias Extra = (name: String, value: [UInt8])

    /// The payload to be stored: the event's own members and others, in canonical order.
    package func payload(adding extras: [Extra]) throws -> [UInt8] {
        guard !extras.isEmpty else { return payload }
        guard extras.allSatisfy({ $0.name.utf8.first == UInt8(ascii: "$") }) else {
            return try merged(extras)
        }
        // A dollar sign sorts before every letter, so these stand in front without a merge.
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        bytes.reserveCapacity(payload.count + extras.reduce(2) { $0 + $1.value.count + 16 })
        for (index, extra) in extras.sorted(by: { $0.name < $1.name }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            CanonicalJSON.append(string: extra.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: extra.value)
        }
        if payload.count > 2 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: payload.dropFirst())
        return bytes
    }

    private func merged(_ extras: [Extra]) throws -> [UInt8] {
        let own = try JSONDocument(scanning: payload, limits: .unlimited).root.value
        let others = try extras.map { extra in
            JSONMember(
                extra.name,
                try JSONDocument(scanning: extra.value, limits: .unlimited).root.value
            )
        }
        return CanonicalJSON.bytes(.object((own.members ?? []) + others))
    }
}

/// What is in a stored payload, read for projections.
package struct DecodedEvent: Sendable {
    /// With personal values in clear where the decoder could open them.
    package let event: any DomainEvent
    /// The caller's reason.
    package let reason: String?
    /// True for the first event of its command, the one that carries the answer.
    package let isFirst: Bool
    /// Those for whom something is sealed in it.
    package let subjects: [String]
}

/// Domain events to payloads and back.
package struct EventCodec: Sendable {
    private let types: [String: any DomainEvent.Type]

    /// A codec for the events of some slices; categories must be unique.
    package init(_ slices: [Slice]) {
        var types: [String: any DomainEvent.Type] = [:]
        for type in slices.flatMap(\.events) {
            precondition(types[type.category] == nil, "two slices claim \(type.category)")
            types[type.category] = type
        }
        self.types = types
    }

    /// The categories of all events.
    package var categories: [String] { types.keys.sorted() }

    /// The events of the people of a category, when these can be erased.
    package func erasable(_ category: String) -> (any ErasableEvent.Type)? {
        types[category] as? any ErasableEvent.Type
    }

    /// The events of the kind of person an id belongs to, when these can be erased.
    package func erasable(of subject: String) -> (any ErasableEvent.Type)? {
        types.values.lazy.compactMap { $0 as? any ErasableEvent.Type }
            .first { $0.isAbout(subject) }
    }

    /// The part of a stored name or stream before its full stop or hyphen.
    package static func category(ofType name: String) -> String {
        // By bytes: characters cost ten times as much, and these names are ASCII.
        String(Substring(name.utf8.prefix { $0 != UInt8(ascii: ".") }))
    }

    /// An event as stored name and members.
    ///
    /// Throws what its own encoding throws.
    package func encode(_ event: any DomainEvent) throws -> EncodedEvent {
        let sink = Sink()
        let wrapped = try CanonicalJSON.encode(
            event,
            userInfo: [.personalSink: sink as any Sendable]
        )
        // `{"box.sealed":{…}}`: stored names need no escaping.
        guard let quote = wrapped.dropFirst(2).firstIndex(of: UInt8(ascii: "\"")),
            wrapped.count > quote + 3
        else { throw UnknownEvent(type: type(of: event).category) }
        return EncodedEvent(
            type: String(decoding: wrapped[2..<quote], as: UTF8.self),
            payload: Array(wrapped[(quote + 2)..<(wrapped.count - 1)]),
            personal: sink.grouped
        )
    }

    /// An event from its stored name and payload; personal values stay sealed without a source.
    package func decode(
        type name: String,
        payload: [UInt8],
        source: (any PersonalSource & Sendable)? = nil
    ) throws -> DecodedEvent {
        guard let type = types[Self.category(ofType: name)] else { throw UnknownEvent(type: name) }
        var wrapped: [UInt8] = [UInt8(ascii: "{"), UInt8(ascii: "\"")]
        wrapped.reserveCapacity(payload.count + name.utf8.count + 5)
        wrapped.append(contentsOf: name.utf8)
        wrapped.append(UInt8(ascii: "\""))
        wrapped.append(UInt8(ascii: ":"))
        wrapped.append(contentsOf: payload)
        wrapped.append(UInt8(ascii: "}"))
        let document = try JSONDocument(scanning: wrapped, limits: .unlimited)
        let event = try decode(type, document, source)
        let stored = document.root.member(name)
        return DecodedEvent(
            event: event,
            reason: stored?.member(PayloadMember.reason)?.string,
            isFirst: stored?.member(PayloadMember.answer) != nil,
            subjects: (stored?.member(PayloadMember.sealed)?.items ?? []).compactMap {
                $0.member("subject")?.string
            }
        )
    }

    private func decode<E: DomainEvent>(
        _ type: E.Type,
        _ document: JSONDocument,
        _ source: (any PersonalSource & Sendable)?
    ) throws -> any DomainEvent {
        guard let source else { return try CanonicalJSON.decode(E.self, from: document) }
        return try CanonicalJSON.decode(
            E.self,
            from: document,
            userInfo: [.personalSource: source]
        )
    }

    /// Collects personal values while one event is encoded, on one thread.
    private final class Sink: PersonalSink, @unchecked Sendable {
        var grouped: [(subject: String, fields: [(name: String, value: String)])] = []

        func seal(_ value: String, field: String, of subject: String) {
            if let index = grouped.firstIndex(where: { $0.subject == subject }) {
                grouped[index].fields.append((field, value))
            } else {
                grouped.append((subject, [(field, value)]))
            }
        }
    }
}

/// An event that no slice of this daemon knows.
package struct UnknownEvent: Error {
    /// The stored name.
    package let type: String
}

/// What a projection may know of a recorded event.
extension EventMeta {
    /// The envelope of a record.
    package init(_ recorded: RecordedEvent, reason: String?) {
        let event = recorded.event
        let hyphen = event.stream.utf8.firstIndex(of: UInt8(ascii: "-"))
        self.init(
            position: Int64(bitPattern: recorded.position),
            stream: event.stream,
            streamID: hyphen.map { String(Substring(event.stream.utf8[$0...].dropFirst())) } ?? "",
            streamVersion: Int64(bitPattern: event.streamVersion),
            occurredOn: CivilDate(days: event.occurredOn),
            recordedAt: event.recordedAt,
            actor: ID(trusted: event.actor),
            reason: reason,
            type: event.type
        )
    }
}
