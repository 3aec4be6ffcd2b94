// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Domain

extension Slice {
    /// Items, stock, purchases, beneficiaries, distributions.
    package static let supplies = Slice(
        "Supplies",
        commands: SupplyItem.commands + Location.commands + Purchase.commands + Beneficiary.commands
            + Distribution.commands,
        queries: [
            ListItems.self, ListStock.self, ShowStockCard.self,
            ListPurchases.self, ShowPurchase.self,
            FindBeneficiary.self,
            ListDistributions.self, ShowDistribution.self, ListAssistance.self,
        ],
        events: [
            ItemEvent.self, StockEvent.self, PurchaseEvent.self, BeneficiaryEvent.self,
            DistributionEvent.self,
        ],
        projections: [.items, .stock, .purchases, .beneficiaries, .distributions],
        recordsDenials: false
    )
}

extension Projection {
    /// The items and kits.
    static let items = Projection("items", tables: [ItemState.table])
        .keeping(ItemState.self)

    /// Purchases, and which of them are open.
    static let purchases = Projection(
        "purchases",
        tables: [PurchaseState.table, OpenPurchaseRow.table]
    )
    .keeping(PurchaseState.self)
    .on(PurchaseEvent.self) { _, meta, store in
        guard let purchase = store.state(PurchaseState.self, ID(trusted: meta.streamID))
        else { return }
        let open = OpenPurchaseRow(fund: purchase.fund, purchase: purchase.id)
        if purchase.state.isClosed {
            store.remove(OpenPurchaseRow.self, open.key)
        } else {
            store.put(open)
        }
    }

    /// Beneficiaries, and the keyed hashes by which they are found.
    ///
    /// A name index: it needs clear names live and in rebuilds, and writes nothing but hashes.
    static let beneficiaries = Projection(
        "beneficiaries",
        version: 2,
        tables: [
            BeneficiaryState.table, PupilNumberRow.table, BeneficiaryWordRow.table,
            BeneficiaryHashesRow.table,
        ]
    )
    .keeping(BeneficiaryState.self)
    .on(BeneficiaryEvent.self) { event, meta, store in
        switch event {
        case .registered(_, _, let name, let pupilNumber):
            index(ID(trusted: meta.streamID), name, pupilNumber, store)
        case .personalDataErased: forget(ID(trusted: meta.streamID), store)
        case .erasureCompleted: break
        }
    }

    /// Removes every hash that stands for somebody.
    private static func forget(_ beneficiary: ID<Beneficiary>, _ store: any RowStore) {
        guard let hashes = store.row(BeneficiaryHashesRow.self, RowKey(beneficiary)) else { return }
        for hash in hashes.words {
            let key = BeneficiaryWordRow.key(.word, hash).and(beneficiary)
            store.remove(BeneficiaryWordRow.self, key)
        }
        for hash in hashes.sounds {
            let key = BeneficiaryWordRow.key(.sound, hash).and(beneficiary)
            store.remove(BeneficiaryWordRow.self, key)
        }
        if let number = hashes.pupilNumber { store.remove(PupilNumberRow.self, RowKey(number)) }
        store.remove(BeneficiaryHashesRow.self, hashes.key)
    }

    private static func index(
        _ beneficiary: ID<Beneficiary>,
        _ name: Personal<PersonName>,
        _ pupilNumber: Personal<PupilNumber>?,
        _ store: any RowStore
    ) {
        guard case .clear(_, let clear) = name else { return }
        let words = NameFold.uniqueWords(of: clear.text)
        let hashes = words.compactMap { store.indexHash($0) }
        let sounds = NameFold.uniqueSounds(of: words).compactMap { store.indexHash($0) }
        for hash in hashes {
            store.put(BeneficiaryWordRow(form: .word, hash: hash, beneficiary: beneficiary))
        }
        for hash in sounds {
            store.put(BeneficiaryWordRow(form: .sound, hash: hash, beneficiary: beneficiary))
        }
        var number: String?
        if case .clear(_, let clear)? = pupilNumber { number = store.indexHash(clear.text) }
        if let number { store.put(PupilNumberRow(hash: number, beneficiary: beneficiary)) }
        store.put(
            BeneficiaryHashesRow(
                beneficiary: beneficiary,
                pupilNumber: number,
                words: hashes,
                sounds: sounds
            )
        )
    }
}

extension NameFold {
    /// The words of a person's name, each once.
    static func uniqueWords(of name: String) -> [String] {
        var found: [String] = []
        for word in personWords(of: name) where !found.contains(word) { found.append(word) }
        return found
    }

    /// How some words sound, each sound once.
    static func uniqueSounds(of words: [String]) -> [String] {
        var found: [String] = []
        for sound in words.map(phonetic) where !found.contains(sound) { found.append(sound) }
        return found
    }
}
