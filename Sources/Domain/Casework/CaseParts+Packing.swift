// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// What stands in the row of a case, in the order of its fields.

extension PpksCode: Packable {}

extension CaseSpell: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(worker)
        packer.pack(role)
        packer.pack(from)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        worker = try unpacker.next()
        role = try unpacker.next()
        from = try unpacker.next()
    }
}

extension CasePartner: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(organisation)
        packer.pack(function)
        packer.pack(from)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        organisation = try unpacker.next()
        function = try unpacker.next()
        from = try unpacker.next()
    }
}

extension PendingTransfer: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(transfer)
        packer.pack(from)
        packer.pack(to)
        packer.pack(requestedOn)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        transfer = try unpacker.next()
        from = try unpacker.next()
        to = try unpacker.next()
        requestedOn = try unpacker.next()
    }
}

extension NewestAssessment: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(assessment)
        packer.pack(on)
        packer.pack(severities)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        assessment = try unpacker.next()
        on = try unpacker.next()
        severities = try unpacker.next()
    }
}

extension DraftedPlan: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(plan)
        packer.pack(draftedOn)
        packer.pack(goals)
        packer.pack(submittedBy)
        packer.pack(submittedOn)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        plan = try unpacker.next()
        draftedOn = try unpacker.next()
        goals = try unpacker.next()
        submittedBy = try unpacker.next()
        submittedOn = try unpacker.next()
    }
}

extension StandingGoal: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(goal)
        packer.pack(problems)
        packer.pack(services)
        packer.pack(dueOn)
        packer.pack(textAt)
        packer.pack(textLabel)
        packer.pack(progress)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        goal = try unpacker.next()
        problems = try unpacker.next()
        services = try unpacker.next()
        dueOn = try unpacker.next()
        textAt = try unpacker.next()
        textLabel = try unpacker.next()
        progress = try unpacker.next()
    }
}

extension ConsentOverride: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(scope)
        packer.pack(from)
        packer.pack(validTo)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        scope = try unpacker.next()
        from = try unpacker.next()
        validTo = try unpacker.next()
    }
}

extension OpenFollowUp: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(followUp)
        packer.pack(entry)
        packer.pack(kind)
        packer.pack(dueOn)
        packer.pack(assignee)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        followUp = try unpacker.next()
        entry = try unpacker.next()
        kind = try unpacker.next()
        dueOn = try unpacker.next()
        assignee = try unpacker.next()
    }
}

extension OpenReferral: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(referral)
        packer.pack(entry)
        packer.pack(to)
        packer.pack(service)
        packer.pack(respondBy)
        packer.pack(isAccepted)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        referral = try unpacker.next()
        entry = try unpacker.next()
        to = try unpacker.next()
        service = try unpacker.next()
        respondBy = try unpacker.next()
        isAccepted = try unpacker.next()
    }
}

extension LiveStay: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(stay)
        packer.pack(safeHouse)
        packer.pack(since)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        stay = try unpacker.next()
        safeHouse = try unpacker.next()
        since = try unpacker.next()
    }
}

extension AgreedFee: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(fee)
        packer.pack(amount)
        packer.pack(service)
        packer.pack(payer)
        packer.pack(received)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        fee = try unpacker.next()
        amount = try unpacker.next()
        service = try unpacker.next()
        payer = try unpacker.next()
        received = try unpacker.next()
    }
}

extension RequestedClosure: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(reason)
        packer.pack(aftercareUntil)
        packer.pack(requestedBy)
        packer.pack(requestedOn)
        packer.pack(stageBefore)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        reason = try unpacker.next()
        aftercareUntil = try unpacker.next()
        requestedBy = try unpacker.next()
        requestedOn = try unpacker.next()
        stageBefore = try unpacker.next()
    }
}

extension CaseLink: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(other)
        packer.pack(relation)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        other = try unpacker.next()
        relation = try unpacker.next()
    }
}

extension CaseRestriction: Packable {
    package func pack(into packer: inout RowPacker) {
        packer.pack(allowed)
        packer.pack(by)
    }

    package init(unpacking unpacker: inout RowUnpacker) throws(UnpackingError) {
        allowed = try unpacker.next()
        by = try unpacker.next()
    }
}
