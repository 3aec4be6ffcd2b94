// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// How the rows of the name index pack themselves: a person brings two dozen of them.

extension NameHashes: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(words)
        packer.pack(sounds)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        words = try unpacker.next()
        sounds = try unpacker.next()
    }
}

extension SubjectHashesRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(subject)
        packer.pack(hashes.name)
        packer.pack(hashes.otherNames)
        packer.pack(hashes.birthDate)
        packer.pack(hashes.nik)
        packer.pack(hashes.pupilNumber)
        packer.pack(namedAt)
        packer.pack(mergedInto)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        subject = try unpacker.next()
        var hashes = SubjectHashes(name: try unpacker.next())
        hashes.otherNames = try unpacker.next()
        hashes.birthDate = try unpacker.next()
        hashes.nik = try unpacker.next()
        hashes.pupilNumber = try unpacker.next()
        self.hashes = hashes
        namedAt = try unpacker.next()
        mergedInto = try unpacker.next()
    }
}

extension NameCountRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(kind.rawValue)
        packer.pack(word)
        packer.pack(count)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        let kind: String = try unpacker.next()
        guard let kind = SubjectKind(rawValue: kind) else { throw UnpackingError() }
        self.kind = kind
        word = try unpacker.next()
        count = try unpacker.next()
    }
}

extension IdentifierRow: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(form.rawValue)
        packer.pack(hash)
        packer.pack(subject)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        let form: String = try unpacker.next()
        guard let form = Form(rawValue: form) else { throw UnpackingError() }
        self.form = form
        hash = try unpacker.next()
        subject = try unpacker.next()
    }
}
