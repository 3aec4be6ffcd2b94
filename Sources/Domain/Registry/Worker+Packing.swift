// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Packed by hand: who reaches a case is told from the records of workers, in every query about one.

extension WorkerState: PackedRow {
    package func pack(into packer: inout RowPacker) {
        packer.pack(id)
        packer.pack(degree)
        packer.pack(degreeFrom)
        packer.pack(graduatedOn)
        packer.pack(area)
        packer.pack(namedAt)
        packer.pack(isActive)
        packer.pack(certificates)
        packer.pack(exams)
        packer.pack(registrations)
        packer.pack(licences)
        packer.pack(postings)
        packer.pack(supervisors)
        packer.pack(interests)
        packer.pack(suspensions)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        id = try unpacker.next()
        degree = try unpacker.next()
        degreeFrom = try unpacker.next()
        graduatedOn = try unpacker.next()
        area = try unpacker.next()
        namedAt = try unpacker.next()
        isActive = try unpacker.next()
        certificates = try unpacker.next()
        exams = try unpacker.next()
        registrations = try unpacker.next()
        licences = try unpacker.next()
        postings = try unpacker.next()
        supervisors = try unpacker.next()
        interests = try unpacker.next()
        suspensions = try unpacker.next()
    }
}

extension Certificate: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(number)
        packer.pack(level)
        packer.pack(issuedBy)
        packer.pack(issuedOn)
        packer.pack(validTo)
        packer.pack(exam)
        packer.pack(revokedOn)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        number = try unpacker.next()
        level = try unpacker.next()
        issuedBy = try unpacker.next()
        issuedOn = try unpacker.next()
        validTo = try unpacker.next()
        exam = try unpacker.next()
        revokedOn = try unpacker.next()
    }
}

extension ExamRecord: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(exam)
        packer.pack(heldOn)
        packer.pack(result)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        exam = try unpacker.next()
        heldOn = try unpacker.next()
        result = try unpacker.next()
    }
}

extension RegistrationLetter: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(strNo)
        packer.pack(issuedOn)
        packer.pack(validTo)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        strNo = try unpacker.next()
        issuedOn = try unpacker.next()
        validTo = try unpacker.next()
    }
}

extension PracticeLicence: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(licenceNo)
        packer.pack(organisation)
        packer.pack(issuedOn)
        packer.pack(validTo)
        packer.pack(suspensions)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        licenceNo = try unpacker.next()
        organisation = try unpacker.next()
        issuedOn = try unpacker.next()
        validTo = try unpacker.next()
        suspensions = try unpacker.next()
    }
}

extension Suspension: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(from)
        packer.pack(until)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        from = try unpacker.next()
        until = try unpacker.next()
    }
}

extension PostingSpell: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(posting)
        packer.pack(kind)
        packer.pack(organisation)
        packer.pack(area)
        packer.pack(primary)
        packer.pack(from)
        packer.pack(to)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        posting = try unpacker.next()
        kind = try unpacker.next()
        organisation = try unpacker.next()
        area = try unpacker.next()
        primary = try unpacker.next()
        from = try unpacker.next()
        to = try unpacker.next()
    }
}

extension SupervisorSpell: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(supervisor)
        packer.pack(acting)
        packer.pack(from)
        packer.pack(to)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        supervisor = try unpacker.next()
        acting = try unpacker.next()
        from = try unpacker.next()
        to = try unpacker.next()
    }
}

extension DeclaredInterest: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(household)
        packer.pack(organisation)
        packer.pack(role)
        packer.pack(from)
        packer.pack(to)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        household = try unpacker.next()
        organisation = try unpacker.next()
        role = try unpacker.next()
        from = try unpacker.next()
        to = try unpacker.next()
    }
}
