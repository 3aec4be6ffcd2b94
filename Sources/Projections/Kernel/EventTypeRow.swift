// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// How often an event type was recorded, and where first and last.
///
/// Its number keeps it beside the bookkeeping: both change with every commit and share a page.
package struct EventTypeRow: PackedRow {
    package static let table = RowTable(1, "eventTypes")
    /// The stored name, `place.registered`.
    package let type: String
    /// The category of its streams.
    package let category: String
    /// How many were recorded.
    package var count: Int64
    /// The position of the first one.
    package var first: Int64
    /// The position of the last one.
    package var last: Int64
    package var key: RowKey { RowKey(type) }

    init(type: String, category: String, count: Int64, first: Int64, last: Int64) {
        self.type = type
        self.category = category
        self.count = count
        self.first = first
        self.last = last
    }

    package func pack(into packer: inout RowPacker) {
        packer.pack(type)
        packer.pack(category)
        packer.pack(count)
        packer.pack(first)
        packer.pack(last)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        type = try unpacker.next()
        category = try unpacker.next()
        count = try unpacker.next()
        first = try unpacker.next()
        last = try unpacker.next()
    }
}
