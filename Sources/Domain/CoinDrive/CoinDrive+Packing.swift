// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// How the rows of boxes and counts pack themselves: they are written with most events.

extension BoxState: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(id)
        packer.pack(status)
        packer.pack(seal)
        packer.pack(drive)
        packer.pack(place)
        packer.pack(host)
        packer.pack(retrievedSeal)
        packer.pack(wasIntact)
        packer.pack(hasIncident)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        id = try unpacker.next()
        status = try unpacker.next()
        seal = try unpacker.next()
        drive = try unpacker.next()
        place = try unpacker.next()
        host = try unpacker.next()
        retrievedSeal = try unpacker.next()
        wasIntact = try unpacker.next()
        hasIncident = try unpacker.next()
    }
}

extension SealRow: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(seal)
        packer.pack(box)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        seal = try unpacker.next()
        box = try unpacker.next()
    }
}

extension DriveBoxRow: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(drive)
        packer.pack(box)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        drive = try unpacker.next()
        box = try unpacker.next()
    }
}

extension CountState: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(id)
        packer.pack(drive)
        packer.pack(box)
        packer.pack(place)
        packer.pack(counters)
        packer.pack(status)
        packer.pack(passes)
        packer.pack(wasConfirmed)
        packer.pack(confirmedOn)
        packer.pack(pieces)
        packer.pack(nonTender)
        packer.pack(total)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        id = try unpacker.next()
        drive = try unpacker.next()
        box = try unpacker.next()
        place = try unpacker.next()
        counters = try unpacker.next()
        status = try unpacker.next()
        passes = try unpacker.next()
        wasConfirmed = try unpacker.next()
        confirmedOn = try unpacker.next()
        pieces = try unpacker.next()
        nonTender = try unpacker.next()
        total = try unpacker.next()
    }
}

extension CountPass: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(counter)
        packer.pack(actor)
        packer.pack(pieces)
        packer.pack(nonTender)
        packer.pack(total)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        counter = try unpacker.next()
        actor = try unpacker.next()
        pieces = try unpacker.next()
        nonTender = try unpacker.next()
        total = try unpacker.next()
    }
}

extension OpenCountRow: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(drive)
        packer.pack(count)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        drive = try unpacker.next()
        count = try unpacker.next()
    }
}

extension DriveCountRow: PackedRow {
    package static var isWrittenOnce: Bool { true }

    package func pack(into packer: inout RowPacker) {
        packer.pack(drive)
        packer.pack(count)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        drive = try unpacker.next()
        count = try unpacker.next()
    }
}

extension BoxCountRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(box)
        packer.pack(count)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        box = try unpacker.next()
        count = try unpacker.next()
    }
}

extension DenominationRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(drive)
        packer.pack(box)
        packer.pack(denomination)
        packer.pack(isTender)
        packer.pack(pieces)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        drive = try unpacker.next()
        box = try unpacker.next()
        denomination = try unpacker.next()
        isTender = try unpacker.next()
        pieces = try unpacker.next()
    }
}

extension Denomination: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(kind)
        packer.pack(value)
        packer.pack(emissionYear)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        kind = try unpacker.next()
        value = try unpacker.next()
        emissionYear = try unpacker.next()
    }
}

extension PieceLine: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(denomination)
        packer.pack(pieces)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        denomination = try unpacker.next()
        pieces = try unpacker.next()
    }
}
