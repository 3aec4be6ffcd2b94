// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import Domain

/// One case in a list (R4).
package struct CaseRow: Codable, Sendable {
    /// What a role does not see of a case: the members are absent.
    enum Cut {
        case nothing, initials
        /// Who the client is and why: client, initials and the kind of hindrance.
        case client
    }

    let `case`: ID<Case>
    let client: ID<Client>
    /// Masked; `nil` after an erasure.
    let clientInitials: String?
    let ppksCode: PpksCode
    let setting: CaseSetting
    let level: CaseLevel
    let stage: Stage
    let status: CaseStatus
    let risk: Risk?
    /// The last one, when the case is closed.
    let primaryWorker: ID<Worker>?
    let openedOn: CivilDate
    let closedOn: CivilDate?
    let closureReason: ClosureReason?
    /// The day somebody was reached last.
    let lastContactOn: CivilDate?
    let nextFollowUpOn: CivilDate?
    let programme: ID<Programme>
    /// The client's, at most a district.
    let area: AreaCode?
    /// Load units of the primary worker.
    let units: Int64
    let restricted: Bool
    var cut = Cut.nothing

    private enum CodingKeys: String, CodingKey {
        case `case`, client, clientInitials, ppksCode, setting, level, stage, status, risk
        case primaryWorker, openedOn, closedOn, closureReason, lastContactOn, nextFollowUpOn
        case programme, area, units, restricted
    }

    /// A case as an asker sees it.
    init(_ state: CaseState, _ sight: CaseSight, _ context: QueryContext, _ asker: Asker) {
        let facts = context.facts
        let client = facts.state(ClientState.self, state.client)
        if sight.isTheirs || sight.glass != nil {
            cut = .nothing
        } else {
            cut = asker.holds(.auditor) ? .initials : .client
        }
        `case` = state.id
        self.client = state.client
        clientInitials =
            cut == .nothing
            ? client?.fieldsAt["name"].flatMap { position in
                context.disclosure?.masked("name", of: state.client.text, at: position)
            } : nil
        ppksCode = state.ppksCode
        setting = state.setting
        level = state.level
        stage = state.stage
        status = state.status
        risk = state.risk
        primaryWorker = state.holder
        openedOn = state.openedOn
        closedOn = state.closedOn
        closureReason = state.closureReason
        lastContactOn = facts.lastContact(CaseContacts.self, of: state.id)
        nextFollowUpOn = state.openFollowUps.map(\.dueOn).min()
        programme = state.programme
        area = client?.area
        units = facts.units(state.loadClass, on: context.today)
        restricted = state.restriction != nil
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(`case`, forKey: .case)
        if cut != .client {
            try values.encode(client, forKey: .client)
            if cut == .nothing { try values.encode(clientInitials, forKey: .clientInitials) }
            try values.encode(ppksCode, forKey: .ppksCode)
        }
        try values.encode(setting, forKey: .setting)
        try values.encode(level, forKey: .level)
        try values.encode(stage, forKey: .stage)
        try values.encode(status, forKey: .status)
        try values.encode(risk, forKey: .risk)
        try values.encode(primaryWorker, forKey: .primaryWorker)
        try values.encode(openedOn, forKey: .openedOn)
        try values.encode(closedOn, forKey: .closedOn)
        try values.encode(closureReason, forKey: .closureReason)
        try values.encode(lastContactOn, forKey: .lastContactOn)
        try values.encode(nextFollowUpOn, forKey: .nextFollowUpOn)
        try values.encode(programme, forKey: .programme)
        try values.encode(area, forKey: .area)
        try values.encode(units, forKey: .units)
        try values.encode(restricted, forKey: .restricted)
    }
}

/// By what cases are counted for those who see no single one.
package enum CaseGroup: String, CodeSet {
    case ppksCode, setting, status, area

    package static let name = "CaseGroup"
}

/// How many cases there are of a group; few are not told, so that nobody is recognised.
package struct CaseCount: Codable, Sendable {
    /// The code of the group; `nil` for all cases.
    let group: String?
    /// `nil` where it would be less than five, or could be computed to be.
    let cases: Int64?
    let suppressed: Bool

    private init(_ group: String?, _ cases: Int64?) {
        self.group = group
        self.cases = cases
        suppressed = cases == nil
    }

    /// The counts of cases by code, in the order of the codes.
    static func counts(_ codes: [String: Int64]) -> [CaseCount] {
        let groups = codes.sorted { $0.key < $1.key }
        return zip(groups, SmallCells.hidden(groups.map(\.value))).map { CaseCount($0.key, $1) }
    }

    /// The count of all cases together.
    static func total(_ count: Int64) -> CaseCount { CaseCount(nil, SmallCells.hidden(count)) }
}
