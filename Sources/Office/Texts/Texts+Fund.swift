// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Funds, the ledger, what is overdue.
    static let fund = """
        # Funds
        method.fund.open | Buka dana | Open a fund
        method.fund.depositCash | Setor koin ke bank | Deposit coins
        method.fund.payExpense | Catat biaya penggalangan | Pay an expense
        method.fund.receiveGrant | Terima bantuan uang | Receive a grant
        method.fund.transfer | Pindahkan uang antardana | Transfer between funds
        method.fund.carryOver | Pindahkan sisa dana | Carry over what is left
        method.fund.reverseEntry | Batalkan entri | Reverse an entry
        method.fund.closePeriod | Tutup masa buku | Close a period
        method.fund.list | Daftar dana | Funds
        method.fund.ledger | Buku dana | Ledger of a fund
        method.fund.accountability | Pertanggungjawaban dana | Accountability of a fund
        method.fund.journal | Jurnal | Journal
        method.ledger.trialBalance | Neraca saldo | Trial balance
        method.ledger.export | Ekspor buku besar | Export the ledger
        method.overdue.list | Yang terlambat | What is overdue
        event.fund.opened | dana dibuka | fund opened
        event.fund.cashReceived | koin diterima | coins received
        event.fund.cashDeposited | koin disetor | coins deposited
        event.fund.expensePaid | biaya dibayar | expense paid
        event.fund.grantReceived | bantuan uang diterima | grant received
        event.fund.goodsBought | barang dibeli | goods bought
        event.fund.goodsReturned | barang dikembalikan | goods returned
        event.fund.purchasePaid | pembelian dibayar | purchase paid
        event.fund.goodsDonated | barang disumbangkan | goods donated
        event.fund.goodsIssued | barang disalurkan | goods issued
        event.fund.goodsDamaged | barang rusak | goods damaged
        event.fund.stockWrittenOff | barang dihapusbukukan | stock written off
        event.fund.stockAdjusted | persediaan disesuaikan | stock adjusted
        event.fund.transferredOut | uang dipindahkan keluar | money transferred out
        event.fund.transferredIn | uang dipindahkan masuk | money transferred in
        event.fund.carriedOver | sisa dipindahkan | remainder carried over
        event.fund.carryOverReceived | sisa diterima | remainder received
        event.fund.entryReversed | entri dibatalkan | entry reversed
        event.fund.periodClosed | masa buku ditutup | period closed
        event.fund.closed | dana ditutup | fund closed
        param.fund | dana | fund
        param.fund.open.name | nama | name
        param.restriction | pembatasan | restriction
        param.fund.open.categories | golongan barang yang boleh dibeli | categories it may buy
        param.fund.open.purpose | tujuan | purpose
        param.fund.receiveGrant.purpose | tujuan | purpose
        param.donor | pemberi | donor
        param.counts | hitungan yang disetor | counts deposited
        param.bankAmount | jumlah menurut bank | amount the bank booked
        param.slip | nomor slip | slip number
        param.overShort | selisih (dihitung kurang bank) | difference (counted less bank)
        param.fund.payExpense.kind | jenis biaya | kind of expense
        param.amount | jumlah | amount
        param.fund.payExpense.receiptNumber | nomor kuitansi | receipt number
        param.fund.payExpense.vendor | penjual | vendor
        param.memo | catatan kantor | memo
        param.fund.receiveGrant.reference | nomor acuan | reference
        param.fund.transfer.to | ke dana | to fund
        param.fund.carryOver.to | ke dana | to fund
        param.entry | entri | entry
        param.through | sampai dengan | through
        param.fund.ledger.from | dari | from
        param.fund.ledger.until | sampai | until
        param.fund.accountability.from | dari | from
        param.fund.accountability.until | sampai | until
        param.fund.journal.from | dari | from
        param.fund.journal.until | sampai | until
        param.ledger.trialBalance.from | dari | from
        param.ledger.trialBalance.until | sampai | until
        param.ledger.export.format | bentuk | format
        value.JournalFormat.hledger | hledger | hledger
        value.JournalFormat.beancount | beancount | beancount
        param.ledger.export.from | dari | from
        param.ledger.export.until | sampai | until
        param.account | rekening | account
        param.overdue.list.kind | jenis | kind
        param.overdue.list.owner | penanggung jawab | owner
        param.overdue.list.supervisor | penyelia | supervisor
        param.minDays | sekurangnya hari | at least days
        column.counted | dihitung | counted
        column.bankAmount | menurut bank | bank amount
        column.overShort | selisih kas | over/short
        column.counterEntry | entri lawan | counter entry
        column.fund.carryOver.stock | barang | goods
        column.reverses | membatalkan | reverses
        column.reversedBy | dibatalkan oleh | reversed by
        column.restriction | pembatasan | restriction
        column.categories | golongan barang | categories
        column.closedThrough | ditutup sampai | closed through
        column.moneyIn | masuk | in
        column.moneyOut | keluar | out
        column.balance | saldo | balance
        column.openingMoney | uang awal | opening money
        column.openingStock | barang awal | opening goods
        column.grants | bantuan uang | grants
        column.goodsDonated | barang sumbangan | goods donated
        column.fees | jasa | fees
        column.dues | iuran | dues
        column.stockIn | barang masuk | goods in
        column.stockOut | barang keluar | goods out
        column.distributionCost | biaya penyaluran | distribution cost
        column.goodsBought | barang dibeli | goods bought
        column.goodsIssued | barang disalurkan | goods issued
        column.stockLoss | barang hilang atau rusak | stock loss
        column.payable | utang | payable
        column.closingBank | saldo bank | closing bank
        column.identityOk | neraca cocok | identities hold
        column.account | rekening | account
        column.type | jenis rekening | type
        column.debit | debit | debit
        column.credit | kredit | credit
        column.cashKind | jenis uang | kind of cash
        column.fund.journal.place | tempat | place
        column.fund.journal.item | barang | item
        column.format | bentuk | format
        column.text | teks | text
        column.entries | entri | entries
        column.owner | penanggung jawab | owner
        column.supervisor | penyelia | supervisor
        column.dueOn | batas | due on
        column.daysOver | hari lewat | days over
        column.risk | risiko | risk
        column.escalation | diteruskan kepada | escalation
        value.Restriction.restricted | terikat | restricted
        value.Restriction.unrestricted | bebas | unrestricted
        value.FundState.open | terbuka | open
        value.FundState.closed | ditutup | closed
        value.ExpenseKind.fundraising | penggalangan | fundraising
        value.ExpenseKind.distribution | penyaluran | distribution
        value.AccountType.cash | kas dan bank | cash
        value.AccountType.asset | aset | asset
        value.AccountType.liability | kewajiban | liability
        value.AccountType.equity | ekuitas | equity
        value.AccountType.revenue | penerimaan | revenue
        value.AccountType.expense | beban | expense
        value.EntryKind.cashReceived | hitung | count
        value.EntryKind.cashDeposited | setor | deposit
        value.EntryKind.expensePaid | biaya | expense
        value.EntryKind.grantReceived | bantuan | grant
        value.EntryKind.goodsBought | beli | goods bought
        value.EntryKind.goodsReturned | retur | goods returned
        value.EntryKind.purchasePaid | bayar | payment
        value.EntryKind.goodsDonated | sumbangan | goods donated
        value.EntryKind.goodsIssued | salur | goods issued
        value.EntryKind.goodsDamaged | rusak | goods damaged
        value.EntryKind.stockWrittenOff | hapus buku | write-off
        value.EntryKind.stockAdjusted | opname | stock-take
        value.EntryKind.transferredOut | pindah keluar | transfer out
        value.EntryKind.transferredIn | pindah masuk | transfer in
        value.EntryKind.carriedOver | sisa keluar | carried over
        value.EntryKind.carryOverReceived | sisa masuk | carry-over in
        value.EntryKind.entryReversed | koreksi | reversal
        value.EntryKind.feeReceived | jasa | fee
        value.EntryKind.duesReceived | iuran | dues
        value.Account.assets:bank | bank | bank
        value.Account.assets:cash:coins | koin | coins
        value.Account.assets:stock | barang | goods
        value.Account.equity:transfers | antardana | between funds
        value.Account.expenses:cashOverShort | selisih kas | cash over/short
        value.Account.expenses:distribution | biaya penyaluran | distribution cost
        value.Account.expenses:fundraising | biaya penggalangan | fundraising cost
        value.Account.expenses:programme:schoolSupplies | perlengkapan sekolah | school supplies
        value.Account.expenses:stockLoss | barang hilang atau rusak | stock loss
        value.Account.liabilities:vendors | utang penjual | owed to vendors
        value.Account.revenues:donations:csr | bantuan uang | grants of money
        value.Account.revenues:donations:inKind | sumbangan barang | donated goods
        value.Account.revenues:donations:restricted | koin terkumpul | coins collected
        value.Account.revenues:dues | iuran | dues
        value.Account.revenues:services:fees | jasa | fees
        value.OverdueKind.deposit | setoran | deposit
        value.OverdueKind.report | laporan | report
        value.Escalation.worker | pelaksana | worker
        value.Escalation.supervisor | penyelia | supervisor
        value.Escalation.coordinator | koordinator | coordinator
        """
}
