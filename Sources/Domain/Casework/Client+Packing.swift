// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Packed by hand: a search reads the record of everybody it comes across.

extension ClientState: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(id)
        packer.pack(kind)
        packer.pack(sex)
        packer.pack(birthYear)
        packer.pack(area)
        packer.pack(dtksStatus)
        packer.pack(registeredOn)
        packer.pack(household)
        packer.pack(mergedInto)
        packer.pack(absorbed)
        packer.pack(hold)
        packer.pack(isLimited)
        packer.pack(consents)
        let fields = fieldsAt.sorted { $0.key < $1.key }
        packer.pack(fields.map(\.key))
        packer.pack(fields.map(\.value))
        packer.pack(addedIdentifiers)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        id = try unpacker.next()
        kind = try unpacker.next()
        sex = try unpacker.next()
        birthYear = try unpacker.next()
        area = try unpacker.next()
        dtksStatus = try unpacker.next()
        registeredOn = try unpacker.next()
        household = try unpacker.next()
        mergedInto = try unpacker.next()
        absorbed = try unpacker.next()
        hold = try unpacker.next()
        isLimited = try unpacker.next()
        consents = try unpacker.next()
        let fields: [String] = try unpacker.next()
        let positions: [Int64] = try unpacker.next()
        guard fields.count == positions.count else { throw UnpackingError() }
        fieldsAt = Dictionary(zip(fields, positions)) { $1 }
        addedIdentifiers = try unpacker.next()
    }
}

extension BirthYear: Packable {}

extension ClientHold: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(since)
        packer.pack(until)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        since = try unpacker.next()
        until = try unpacker.next()
    }
}

extension ClientConsent: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(consent)
        packer.pack(giverKind)
        packer.pack(givenOn)
        packer.pack(validTo)
        packer.pack(scopes)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        consent = try unpacker.next()
        giverKind = try unpacker.next()
        givenOn = try unpacker.next()
        validTo = try unpacker.next()
        scopes = try unpacker.next()
    }
}

extension ClientConsent.Scope: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(scope)
        packer.pack(withdrawnOn)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        scope = try unpacker.next()
        withdrawnOn = try unpacker.next()
    }
}
