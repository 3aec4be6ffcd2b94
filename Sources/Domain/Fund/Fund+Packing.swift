// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// How the rows of the ledger pack themselves: every entry writes most of them.

extension FundState: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(id)
        packer.pack(name)
        packer.pack(restriction)
        packer.pack(categories)
        packer.pack(drive)
        packer.pack(donor)
        packer.pack(purpose)
        packer.pack(isClosed)
        packer.pack(closedThrough)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        id = try unpacker.next()
        name = try unpacker.next()
        restriction = try unpacker.next()
        categories = try unpacker.next()
        drive = try unpacker.next()
        donor = try unpacker.next()
        purpose = try unpacker.next()
        isClosed = try unpacker.next()
        closedThrough = try unpacker.next()
    }
}

extension LedgerTotal: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(fund)
        packer.pack(sums)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        fund = try unpacker.next()
        sums = try unpacker.next()
    }
}

extension LedgerDay: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(fund)
        packer.pack(date)
        packer.pack(sums)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        fund = try unpacker.next()
        date = try unpacker.next()
        sums = try unpacker.next()
    }
}

extension EntryRow: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(entry)
        packer.pack(position)
        packer.pack(fund)
        packer.pack(date)
        packer.pack(kind)
        packer.pack(ref)
        packer.pack(postings)
        packer.pack(tags)
        packer.pack(counts)
        packer.pack(purchase)
        packer.pack(receipt)
        packer.pack(vendor)
        packer.pack(reverses)
        packer.pack(reversedBy)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        entry = try unpacker.next()
        position = try unpacker.next()
        fund = try unpacker.next()
        date = try unpacker.next()
        kind = try unpacker.next()
        ref = try unpacker.next()
        postings = try unpacker.next()
        tags = try unpacker.next()
        counts = try unpacker.next()
        purchase = try unpacker.next()
        receipt = try unpacker.next()
        vendor = try unpacker.next()
        reverses = try unpacker.next()
        reversedBy = try unpacker.next()
    }
}

extension Posting: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(account)
        packer.pack(amount)
        packer.pack(key)
        packer.pack(pieces)
        packer.pack(item)
        packer.pack(count)
        packer.pack(box)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        account = try unpacker.next()
        amount = try unpacker.next()
        key = try unpacker.next()
        pieces = try unpacker.next()
        item = try unpacker.next()
        count = try unpacker.next()
        box = try unpacker.next()
    }
}

extension EntryTags: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(count)
        packer.pack(box)
        packer.pack(place)
        packer.pack(distribution)
        packer.pack(donor)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        count = try unpacker.next()
        box = try unpacker.next()
        place = try unpacker.next()
        distribution = try unpacker.next()
        donor = try unpacker.next()
    }
}

extension EntryByFund: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(fund)
        packer.pack(date)
        packer.pack(entry)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        fund = try unpacker.next()
        date = try unpacker.next()
        entry = try unpacker.next()
    }
}

extension EntryByDate: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(date)
        packer.pack(entry)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        date = try unpacker.next()
        entry = try unpacker.next()
    }
}

extension SlipRow: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(fund)
        packer.pack(slip)
        packer.pack(entry)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        fund = try unpacker.next()
        slip = try unpacker.next()
        entry = try unpacker.next()
    }
}

extension CountMoney: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(count)
        packer.pack(entry)
        packer.pack(deposit)
        packer.pack(slip)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        count = try unpacker.next()
        entry = try unpacker.next()
        deposit = try unpacker.next()
        slip = try unpacker.next()
    }
}
