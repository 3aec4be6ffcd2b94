// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

/// A look at data that the access log keeps: ids and codes only.
struct Look: Sendable {
    let caller: Caller
    let method: String
    let action: String
    let refs: [String]
    let purpose: String?
    let reason: String?
    let rows: Int
    /// The people whose data was seen, each once.
    let subjects: [String]
    let fieldClass: FieldClass?
    let fields: [String]

    /// The event of the look.
    var event: AccessEvent {
        .recorded(
            operator: caller.operator,
            method: method,
            action: action,
            refs: refs,
            subjects: subjects,
            fieldClass: fieldClass?.rawValue,
            fields: fields,
            purpose: purpose,
            rows: Int64(rows)
        )
    }
}

/// Opens sealed fields for answers: the one place outside the name index that does.
///
/// Made for one query of a caller for whom seals may be opened, used on its thread, and gone with
/// its answer. It notes whatever it gives out in clear; the answer leaves only when the notes are
/// on record.
final class Disclosure: Disclosing {
    /// What was given out in clear so far.
    struct Notes {
        /// The objects whose events were opened, each once.
        private(set) var refs: [String] = []
        /// The people whose data was seen, each once.
        private(set) var subjects: [String] = []
        private(set) var fields: [String] = []
        /// The closest class of what was seen; `nil` while nothing was.
        private(set) var fieldClass: FieldClass?
        /// The objects reached by broken glass only.
        fileprivate(set) var broken: [String] = []

        /// True when there is nothing to put on record.
        var isEmpty: Bool { fieldClass == nil && broken.isEmpty }

        fileprivate mutating func add(
            _ field: String,
            of subject: String,
            in stream: String,
            _ fieldClass: FieldClass
        ) {
            Self.add(String(stream.drop { $0 != "-" }.dropFirst()), to: &refs)
            Self.add(subject, to: &subjects)
            Self.add(field, to: &fields)
            self.fieldClass = max(self.fieldClass ?? fieldClass, fieldClass)
        }

        fileprivate static func add(_ text: String, to list: inout [String]) {
            if !list.contains(text) { list.append(text) }
        }
    }

    private struct Opened {
        let position: Int64
        let subject: String
        let stream: String
        let fields: [String: String]
    }

    private let store: Store
    private let sealed: [SealedColumn]
    private let roles: [Role]
    private(set) var notes = Notes()
    /// A seal that should have opened and did not; the answer is then not given.
    private(set) var failure: (any Error)?
    /// The event opened last: the fields of one subject mostly lie together.
    private var last: Opened?

    /// What the columns of a query show to the roles of its caller; nothing else is opened.
    ///
    /// A contract that forgets a column gets no value for it, in every store alike.
    init(_ store: Store, _ sealed: [SealedColumn], to roles: [Role]) {
        self.store = store
        self.sealed = sealed
        self.roles = roles
    }

    func masked(
        _ field: String,
        of subject: String,
        at position: Int64,
        as mask: Mask
    ) -> String? {
        guard sealed.shows(to: roles, throughGlass: !notes.broken.isEmpty) else { return nil }
        return opened(subject, position)?.fields[field].map(mask.applied)
    }

    func office(_ field: String, of subject: String, at position: Int64) -> String? {
        guard sealed.opens(.office, to: roles, throughGlass: false) else { return nil }
        return opened(subject, position)?.fields[field]
    }

    func clear(
        _ field: String,
        of subject: String,
        at position: Int64,
        class fieldClass: FieldClass,
        notedAs name: String
    ) -> String? {
        guard
            sealed.opens(fieldClass, to: roles, throughGlass: !notes.broken.isEmpty),
            let opened = opened(subject, position),
            let value = opened.fields[field]
        else { return nil }
        if fieldClass.isRecorded { notes.add(name, of: subject, in: opened.stream, fieldClass) }
        return value
    }

    func brokeGlass(for ref: String) { Notes.add(ref, to: &notes.broken) }

    func indexHash(_ text: String) -> String {
        Hexadecimal.text(store.keyring.indexHash(Array(text.utf8)))
    }

    private func opened(_ subject: String, _ position: Int64) -> Opened? {
        if let last, last.position == position, last.subject == subject { return last }
        do {
            let snapshot = try store.log.environment.beginRead()
            guard let recorded = try store.log.read(UInt64(position), snapshot),
                let fields = try Sealing.open(
                    recorded,
                    of: subject,
                    store.keyring,
                    store.log.storeID
                )
            else { return nil }
            let opened = Opened(
                position: position,
                subject: subject,
                stream: recorded.event.stream,
                fields: fields
            )
            last = opened
            return opened
        } catch KeyringError.subjectErased {
            return nil
        } catch let error as KeyringError {
            failure = Failure.storeCorrupt(.init("position", .integer(position)), .init(error))
            return nil
        } catch {
            failure = error
            return nil
        }
    }
}
