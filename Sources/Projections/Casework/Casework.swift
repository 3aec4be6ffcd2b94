// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import Domain

extension Slice {
    /// Clients, households, consents, cases, safe houses.
    package static let casework = Slice(
        "Casework",
        commands: Client.commands + Household.commands + Consent.commands + DuplicatePair.commands
            + Case.commands + Plan.commands + Goal.commands
            + Case.daily + Referral.commands + FollowUp.commands + Transfer.commands
            + SafeHouse.commands + Stay.commands + Fee.commands + Case.closing,
        queries: [
            FindClient.self, ShowClient.self, RevealClient.self, ExportClient.self,
            TrailClient.self, ListDuplicates.self,
            ListCases.self, ShowCase.self, ShowTimeline.self, ListSpells.self,
            ListReferrals.self, ListTransfers.self,
            ListSafeHouses.self, RevealSafeHouse.self,
        ],
        events: [
            ClientEvent.self, HouseholdEvent.self, DuplicateEvent.self, CaseEvent.self,
            SafeHouseEvent.self,
        ],
        projections: [.clients, .cases, .transfers, .safeHouses, .fees]
    )
}
