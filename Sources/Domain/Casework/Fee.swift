// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// A fee is agreed before a service, by a certified worker in an accredited institution, and paid by
// the client or an institution (C-19). The treasurer receives it and sees no more than the number of
// the case, the amount and the payer.

extension Fee {
    /// The commands of its methods; a new one is added here.
    package static let commands: [any Command.Type] = [AgreeFee.self, ReceiveFee.self]
}

extension PolicyKey where Value == String {
    /// The fund into which fees go; empty: fees are kept with the case only.
    package static let feesFund = PolicyKey("fees.fund", "")
}

/// What stands in the way of a fee.
package enum FeeObstacle: String, CodeSet {
    case workerNotCertified, institutionNotAccredited, payerMissing, afterService
    case restrictedFundBeneficiary

    package static let name = "FeeObstacle"
}

/// A fee for a service to come.
package struct AgreeFee: Command {
    package static let contract = Contract(
        "case.agreeFee",
        roles: .caseTeam,
        positional: ["case"],
        refusals: CaseRefusal.general + ["feeNotAllowed"],
        next: ["case receive-fee {case} --fee {fee}"]
    )

    /// Held by a certified worker, delivered by an accredited institution.
    package let `case`: ID<Case>
    /// All of it, in however many parts it comes.
    package let amount: Amount
    /// Not given in this case yet: a fee is agreed before.
    package let service: ServiceKind
    /// Client or institution.
    package let payer: FeePayer
    /// Needed when an institution pays; must exist.
    package let payerOrganisation: ID<Organisation>?

    /// The number under which the fee is paid.
    package struct Agreed: Codable, Sendable {
        let fee: ID<Fee>
    }

    package func decide(_ decision: Decision) throws(Rejection) -> CaseAnswer<Agreed> {
        var state = try decision.find(case: `case`)
        _ = try decision.find(OrganisationState.self, ifNamed: payerOrganisation)
        try decision.open(state, step: false)
        let because = obstacles(state, decision.facts, on: decision.occurredOn)
        try decision.refuse(!because.isEmpty, FeeRefusal.feeNotAllowed(because: because))
        let fee: ID<Fee> = state.next(\.fees)
        let entry = decision.record(
            .feeAgreed(
                fee: fee,
                amount: amount,
                service: service,
                payer: payer,
                payerOrganisation: payerOrganisation
            ),
            in: &state
        )
        return CaseAnswer(state, entry: entry, Agreed(fee: fee))
    }

    private func obstacles(
        _ state: CaseState,
        _ facts: any Facts,
        on day: CivilDate
    ) -> [FeeObstacle] {
        let isCertified = state.holder.map { facts.holdsCertificate($0, on: day) } ?? false
        let place = state.organisation.flatMap { facts.state(OrganisationState.self, $0) }
        let isPayerNamed =
            payer == .client || payer == .institution && payerOrganisation != nil
        let firstService = facts.row(
            FirstServiceRow.self,
            FirstServiceRow.key(`case`, service)
        )?.on
        let found: [(FeeObstacle, Bool)] = [
            (.workerNotCertified, !isCertified),
            (.institutionNotAccredited, place?.accreditation(on: day) == nil),
            (.payerMissing, !isPayerNamed),
            (.afterService, firstService.map { $0 <= day } ?? false),
            (.restrictedFundBeneficiary, facts.gotRestrictedGoods(state.client, on: day)),
        ]
        return found.filter(\.1).map(\.0)
    }
}

/// A fee, or a part of it, was paid.
package struct ReceiveFee: Command {
    package static let contract = Contract(
        "case.receiveFee",
        roles: [.treasurer],
        positional: ["case"],
        refusals: CaseRefusal.general + [
            "unknownFee", "receiptReused", "feeExceeded", "fundClosed", "periodClosed",
        ]
    )

    /// Not closed; the treasurer learns nothing else of it.
    package let `case`: ID<Case>
    /// Agreed in this case.
    package let fee: ID<Fee>
    /// No more than is still owed.
    package let amount: Amount
    /// Never used for any fee.
    package let receiptNo: Line

    /// All a treasurer learns of a case.
    package struct Answer: Codable, Sendable {
        let `case`: ID<Case>
        let entry: Int64
        let fee: ID<Fee>
        let amount: Rupiah
        let payer: FeePayer
        /// The entry in the fund of fees; `nil` when the office keeps none.
        let ledgerEntry: ID<LedgerEntry>?
    }

    package func decide(_ decision: Decision) throws(Rejection) -> Answer {
        var state = try decision.find(case: `case`)
        try decision.open(state, step: false)
        guard let agreed = state.fees.first(where: { $0.fee == fee }) else {
            throw .refused(FeeRefusal.unknownFee)
        }
        if let used = decision.facts.row(FeeReceiptRow.self, FeeReceiptRow.key(receiptNo)) {
            throw .refused(FeeRefusal.receiptReused(receiptNo: receiptNo, fee: used.fee))
        }
        if agreed.received + amount.value > agreed.amount {
            throw .refused(
                FeeRefusal.feeExceeded(agreed: agreed.amount, received: agreed.received)
            )
        }
        let fund = decision.facts.fund(named: .feesFund, on: decision.occurredOn)
        if let fund { try decision.openFund(fund) }
        let entry = decision.record(
            .feeReceived(fee: fee, amount: amount, receiptNo: receiptNo),
            in: &state
        )
        return Answer(
            case: `case`,
            entry: entry,
            fee: fee,
            amount: Rupiah(amount.value),
            payer: agreed.payer,
            ledgerEntry: fund.map { post(to: $0, decision) }
        )
    }

    private func post(to fund: FundState, _ decision: Decision) -> ID<LedgerEntry> {
        let entry = decision.newEntry()
        decision.record(
            FundEvent.feeReceived(
                entry: entry,
                kind: .feeReceived,
                ref: `case`.text,
                postings: Posting.entry([
                    Posting(.bank, amount.value), Posting(.fees, -amount.value),
                ]),
                case: `case`,
                fee: fee,
                receiptNo: receiptNo
            ),
            to: fund.id.stream
        )
        return entry
    }
}

// MARK: Rows

/// The first day on which a kind of service was given in a case.
package struct FirstServiceRow: Row {
    package static let table = RowTable(176, "firstServices")
    /// A service in another case does not count.
    package let `case`: ID<Case>
    /// The kind for which a fee may be agreed.
    package let service: ServiceKind
    /// As corrected last.
    package let on: CivilDate
    package var key: RowKey { Self.key(`case`, service) }

    /// The key of a kind of service in a case.
    package static func key(_ case: ID<Case>, _ service: ServiceKind) -> RowKey {
        RowKey(`case`).and(service.rawValue)
    }

    /// The first of some services of one kind; `nil` when there is none.
    package init?(_ given: [GivenServiceRow]) {
        guard let first = given.min(by: { $0.on < $1.on }) else { return nil }
        `case` = first.case
        service = first.service
        on = first.on
    }
}

/// A service given in a case, as it stands with its corrections.
package struct GivenServiceRow: Row {
    package static let table = RowTable(175, "givenServices")
    /// First in the key, so that a correction finds all of them.
    package let `case`: ID<Case>
    /// The one that recorded it, whatever corrected it since.
    package let entry: Int64
    /// As corrected last.
    package var service: ServiceKind
    /// Business date, as corrected last.
    package var on: CivilDate
    /// The entry, or the newest correction of it.
    package var newest: Int64
    package var key: RowKey { RowKey(`case`).and(entry) }

    /// A service as it was recorded.
    package init(case: ID<Case>, entry: Int64, service: ServiceKind, on: CivilDate) {
        self.case = `case`
        self.entry = entry
        self.service = service
        self.on = on
        newest = entry
    }
}

/// A receipt number that was used for a fee.
package struct FeeReceiptRow: Row {
    package static let table = RowTable(177, "feeReceipts")
    /// As printed; compared by its beginning.
    package let receiptNo: Line
    /// The only one it was ever used for.
    package let fee: ID<Fee>
    package var key: RowKey { Self.key(receiptNo) }

    /// The row of a number.
    package init(receiptNo: Line, fee: ID<Fee>) {
        self.receiptNo = receiptNo
        self.fee = fee
    }

    static func key(_ number: Line) -> RowKey { RowKey(beginning: number) }
}

extension Facts {
    /// The fund that a policy names on a day, when the office names one.
    package func fund(named key: PolicyKey<String>, on day: CivilDate) -> FundState? {
        let name = policy(key, on: day)
        return name.isEmpty ? nil : state(FundState.self, ID<Fund>(trusted: name))
    }

    /// True when a beneficiary linked to the client got goods of a restricted fund this school year.
    fileprivate func gotRestrictedGoods(_ client: ID<Client>, on day: CivilDate) -> Bool {
        let year = schoolYear(of: day)
        let links = records(of: client).flatMap { record in
            rows(ClientBeneficiaryRow.self, prefix: RowKey(record.id))
        }
        return links.contains { link in
            rows(AssistanceRow.self, prefix: RowKey(link.beneficiary)).contains { got in
                got.schoolYear == year
                    && row(HandOverRow.self, RowKey(got.handover))
                        .flatMap { state(FundState.self, $0.fund) }?.restriction == .restricted
            }
        }
    }
}

// MARK: Refusals

/// Why a fee is not agreed or received.
package enum FeeRefusal: Refusal {
    case feeNotAllowed(because: [FeeObstacle])
    case unknownFee
    case receiptReused(receiptNo: Line, fee: ID<Fee>)
    case feeExceeded(agreed: Int64, received: Int64)
}
