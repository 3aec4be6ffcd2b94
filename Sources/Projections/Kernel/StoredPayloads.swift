// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import EventLog

/// Stored payloads for one query, their sealed values still sealed.
///
/// Used on the thread of the query. A payload that cannot be read is an alarm, never a gap in an
/// answer: the first failure is kept in ``failure``, and the answer is then not given.
package final class StoredPayloads {
    private let read: (Int64) throws -> [UInt8]?
    /// The first thing that went wrong.
    package private(set) var failure: (any Error)?

    /// Payloads as a function reads them by position; a position without an event is a failure.
    package init(_ read: @escaping (Int64) throws -> [UInt8]?) { self.read = read }

    /// The payload of the event at a position; `nil` after a failure.
    func document(at position: Int64) -> JSONDocument? {
        taking(position) { try JSONDocument(scanning: $0, limits: .unlimited) }
    }

    /// The event of a type at a position; `nil` after a failure.
    func event(_ type: String, at position: Int64, _ codec: EventCodec) -> (any DomainEvent)? {
        taking(position) { try codec.decode(type: type, payload: $0).event }
    }

    private func taking<Value>(_ position: Int64, _ body: ([UInt8]) throws -> Value) -> Value? {
        guard failure == nil else { return nil }
        do {
            guard let payload = try read(position) else {
                throw LogError.missing(position: UInt64(position))
            }
            return try body(payload)
        } catch {
            failure = error
            return nil
        }
    }
}
