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
            + Area.commands + Contact.commands + BreakGlass.commands + Complaint.commands
            + PolicySetting.commands,
        queries: [
            ListOperators.self, ListApprovals.self, ShowApproval.self, ListAccesses.self,
            ListUnusualLooks.self, ListComplaints.self,
            ListOrganisations.self, ShowOrganisation.self, FindOrganisation.self,
            ListAreas.self, ListPlaces.self, ShowContact.self, ShowPolicies.self,
            ListPolicyHistory.self,
        ],
        events: [
            StoreEvent.self,
            OperatorEvent.self, ApprovalEvent.self, AccessEvent.self, ComplaintEvent.self,
            OrganisationEvent.self,
            AreaEvent.self, PlaceEvent.self, ContactEvent.self, PolicyEvent.self,
        ],
        projections: [
            .operators,
            Projection("approvals", tables: [ApprovalState.table]).keeping(ApprovalState.self),
            .accessLog,
            .lookDays,
            .complaints,
            .organisations,
            .areas,
            .places,
            .contacts,
            .policies,
            .nameIndex,
            .masterKey,
            .rollbacks,
        ]
    )
}

extension Projection {
    /// The last change of the master key.
    static let masterKey = Projection("masterKey", tables: [MasterKeyRow.table])
        .on(StoreEvent.self) { event, meta, store in
            guard case .keyRotated(let from, let to) = event else { return }
            store.put(
                MasterKeyRow(
                    from: from,
                    to: to,
                    position: meta.position,
                    rotatedAt: meta.recordedAt
                )
            )
        }
}
