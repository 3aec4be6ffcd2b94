// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Operators, approvals, access log, complaints, organisations, places, contacts.
    package static let shared = Slice(
        "Shared",
        commands: Operator.commands + Approval.commands + Organisation.commands + Place.commands
            + Contact.commands + BreakGlass.commands + Complaint.commands
            + PolicySetting.commands,
        queries: [
            ListOperators.self, ListApprovals.self, ShowApproval.self, ListAccesses.self,
            ListComplaints.self,
            ListOrganisations.self, ShowOrganisation.self, FindOrganisation.self,
            ListPlaces.self, ShowContact.self,
        ],
        events: [
            StoreEvent.self,
            OperatorEvent.self, ApprovalEvent.self, AccessEvent.self, ComplaintEvent.self,
            OrganisationEvent.self,
            PlaceEvent.self, ContactEvent.self, PolicyEvent.self,
        ],
        projections: [
            .operators,
            Projection("approvals", tables: [ApprovalState.table]).keeping(ApprovalState.self),
            .accessLog,
            .complaints,
            .organisations,
            .places,
            .contacts,
            .nameIndex,
            .policies,
        ]
    )
}
