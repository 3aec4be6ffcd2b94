// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What came into a fund and what became of it, with the check that nothing is missing.
package struct ShowAccountability: Query {
    package static let contract = QueryContract(
        "fund.accountability",
        roles: .money + [.reader],
        positional: ["fund"],
        shape: .item
    )

    /// Open or closed.
    package let fund: ID<Fund>
    /// The first day; what was before is the opening.
    ///
    /// Left out: from the beginning.
    package let from: CivilDate?
    /// The last day; left out: all there is.
    package let until: CivilDate?

    package struct Item: Codable, Sendable {
        let fund: ID<Fund>
        let openingMoney: SignedRupiah
        let openingStock: SignedRupiah
        let collected: SignedRupiah
        let grants: SignedRupiah
        let goodsDonated: SignedRupiah
        let fees: SignedRupiah
        let dues: SignedRupiah
        let moneyIn: SignedRupiah
        let moneyOut: SignedRupiah
        let stockIn: SignedRupiah
        let stockOut: SignedRupiah
        let fundraisingCost: SignedRupiah
        let distributionCost: SignedRupiah
        let overShort: SignedRupiah
        let goodsBought: SignedRupiah
        let goodsIssued: SignedRupiah
        let stockLoss: SignedRupiah
        let stockValue: SignedRupiah
        let payable: SignedRupiah
        let undeposited: SignedRupiah
        let closingBank: SignedRupiah
        let identityOk: Bool
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        _ = try context.find(FundState.self, fund)
        let facts = context.facts
        let opening =
            from.map { facts.ledger(fund, from: nil, through: $0.adding(days: -1)) }
            ?? LedgerSums()
        let period = facts.ledger(fund, from: from, through: until)
        var closing = opening
        closing.add(period)
        return QueryAnswer(items: [Item(fund: fund, opening, period, closing)])
    }
}

extension ShowAccountability.Item {
    fileprivate init(
        fund: ID<Fund>,
        _ opening: LedgerSums,
        _ period: LedgerSums,
        _ closing: LedgerSums
    ) {
        func sum(_ account: Account) -> SignedRupiah { SignedRupiah(period.balance(account)) }
        func income(_ account: Account) -> SignedRupiah { SignedRupiah(-period.balance(account)) }
        let openingMoney = opening.balance(.bank) + opening.balance(.coins)
        self.init(
            fund: fund,
            openingMoney: SignedRupiah(openingMoney),
            openingStock: SignedRupiah(opening.balance(.stock)),
            collected: income(.restricted),
            grants: income(.csr),
            goodsDonated: income(.inKind),
            fees: income(.fees),
            dues: income(.dues),
            moneyIn: SignedRupiah(period.moneyIn),
            moneyOut: SignedRupiah(period.moneyOut),
            stockIn: SignedRupiah(period.stockIn),
            stockOut: SignedRupiah(period.stockOut),
            fundraisingCost: sum(.fundraising),
            distributionCost: sum(.distribution),
            overShort: sum(.cashOverShort),
            goodsBought: SignedRupiah(period.bought),
            goodsIssued: sum(.schoolSupplies),
            stockLoss: sum(.stockLoss),
            stockValue: SignedRupiah(closing.balance(.stock)),
            payable: SignedRupiah(-closing.balance(.vendors)),
            undeposited: SignedRupiah(closing.balance(.coins)),
            closingBank: SignedRupiah(closing.balance(.bank)),
            identityOk: Self.holds(opening, period, closing)
        )
    }

    // Both sides are computed apart: sources and uses of the period against the balances.
    private static func holds(
        _ opening: LedgerSums,
        _ period: LedgerSums,
        _ closing: LedgerSums
    ) -> Bool {
        let income: [Account] = [.restricted, .csr, .fees, .dues]
        let costs: [Account] = [.fundraising, .distribution, .cashOverShort]
        let received = income.reduce(0) { $0 - period.balance($1) } + period.moneyIn
        let spent = costs.reduce(0) { $0 + period.balance($1) } + period.moneyOut
        let paidForGoods = period.bought + period.balance(.vendors)
        let money =
            opening.balance(.bank) + opening.balance(.coins) + received - spent - paidForGoods
        let goods =
            opening.balance(.stock) + period.bought - period.balance(.inKind) + period.stockIn
            - period.stockOut - period.balance(.schoolSupplies) - period.balance(.stockLoss)
        return money == closing.balance(.bank) + closing.balance(.coins)
            && goods == closing.balance(.stock)
    }
}
