// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Why money does not move: the refusals of the funds.
    static let ledger = """
        refusal.fundClosed | Dana {fund} sudah ditutup. | Fund {fund} is closed.
        remedy.fundClosed | Pakai dana lain. | Use another fund.
        cli.fundClosed | peksosctl fund list
        refusal.periodClosed | Buku dana {fund} ditutup sampai {through}. \
        | The books of fund {fund} are closed through {through}.
        remedy.periodClosed | Catat dengan tanggal sesudahnya. | Record it with a later date.
        cli.periodClosed | {same} --occurred-on today
        refusal.fund.closePeriod.periodClosed \
        | Buku dana {fund} sudah ditutup sampai {through}. \
        | The books of fund {fund} are closed through {through} already.
        remedy.fund.closePeriod.periodClosed | Pilih hari sesudahnya. | Choose a later day.
        cli.fund.closePeriod.periodClosed | peksosctl fund list
        refusal.fund.closePeriod.validityDates \
        | Masa buku belum dapat ditutup sampai {from}; paling \
        lama {to}. | The period cannot be closed through {from} yet; {to} at the latest.
        refusal.categoriesMissing | Dana terikat perlu golongan barang. \
        | A restricted fund needs categories.
        remedy.categoriesMissing | Sebutkan golongan barangnya. | Name the categories.
        refusal.wrongFund | Hitungan {count} bukan milik dana ini. \
        | Count {count} is not of this fund.
        remedy.wrongFund | Setor ke dana pengumpulannya. | Deposit it to the fund of its drive.
        cli.wrongFund | peksosctl count show {count}
        refusal.countNotConfirmed | Hitungan {count} belum disahkan. \
        | Count {count} is not confirmed.
        remedy.countNotConfirmed | Sahkan hitungan itu lebih dahulu. | Confirm the count first.
        cli.countNotConfirmed | peksosctl count confirm {count}
        refusal.alreadyDeposited | Hitungan {count} sudah disetor dengan slip {slip}. \
        | Count {count} was deposited with slip {slip}.
        remedy.alreadyDeposited | Lihat setoran itu. | Look at that deposit.
        cli.alreadyDeposited | peksosctl fund ledger {fund}
        refusal.slipReused | Slip {slip} sudah dicatat. | Slip {slip} is already recorded.
        remedy.slipReused | Periksa nomor slipnya. | Check the number of the slip.
        cli.slipReused | peksosctl fund ledger {fund}
        refusal.depositMismatch | Dihitung {counted:rupiah}, menurut bank {bank:rupiah}; selisih \
        {difference:rupiah}. \
        | Counted {counted:rupiah}, booked {bank:rupiah}; difference {difference:rupiah}.
        remedy.depositMismatch | Catat selisihnya dengan alasan. \
        | Record the difference with a reason.
        cli.depositMismatch | {same} --over-short={difference} --reason ALASAN
        warning.depositLate | Disetor {days} hari setelah disahkan. \
        | Deposited {days} days after the confirmation.
        refusal.fundPurposeViolation | Tidak sesuai tujuan dana {fund}. \
        | Against the purpose of fund {fund}.[ {item}: {category}.][ Allowed: {allowed}.]
        refusal.fund.payExpense.fundPurposeViolation | Biaya penyaluran tidak boleh diambil dari \
        dana {fund}. | Distribution cost may not come from fund {fund}.
        refusal.fund.transfer.fundPurposeViolation | Dana terikat {fund} tidak boleh menjadi lebih \
        bebas di {to}. | Restricted money of {fund} may not become freer in {to}.
        refusal.fund.carryOver.fundPurposeViolation \
        | Dana terikat {fund} tidak boleh menjadi lebih \
        bebas di {to}. | Restricted money of {fund} may not become freer in {to}.
        remedy.fundPurposeViolation | Pakai dana lain. | Use another fund.
        cli.fundPurposeViolation | peksosctl fund list
        refusal.receiptReused | Kuitansi {receiptNumber} sudah dicatat pada {entry}. \
        | Receipt {receiptNumber} is already recorded in {entry}.
        remedy.receiptReused | Lihat entri itu. | Look at that entry.
        cli.receiptReused | peksosctl fund journal --entry {entry}
        refusal.costCapExceeded | Biaya penggalangan paling banyak {cap:rupiah}; sudah dipakai \
        {used:rupiah}, diminta {asked:rupiah}. \
        | Fundraising may cost {cap:rupiah}; {used:rupiah} is used, {asked:rupiah} is asked.
        remedy.costCapExceeded | Lihat pertanggungjawaban dana. \
        | Look at the fund's accountability.
        cli.costCapExceeded | peksosctl fund accountability {fund}
        warning.costAboveCap | Biaya penggalangan {used:rupiah} kini melebihi batas {cap:rupiah}. \
        | Fundraising cost {used:rupiah} is now above the cap {cap:rupiah}.
        refusal.cashNotDeposited | Koin {undeposited:rupiah} belum disetor[; di bank {bank:rupiah}]\
        [, diminta {asked:rupiah}]. \
        | Coins of {undeposited:rupiah} are not deposited[; {bank:rupiah} in the bank]\
        [, {asked:rupiah} asked].
        remedy.cashNotDeposited | Setor koinnya lebih dahulu. | Deposit the coins first.
        cli.cashNotDeposited | peksosctl fund deposit-cash {fund}
        refusal.insufficientFunds | Dana {fund} tidak cukup: tersedia {available:rupiah}, diminta \
        {asked:rupiah}. \
        | Fund {fund} has {available:rupiah}; {asked:rupiah} is asked.
        remedy.insufficientFunds | Lihat buku dana. | Look at the ledger.
        cli.insufficientFunds | peksosctl fund ledger {fund}
        refusal.sameFund | Asal dan tujuan adalah dana yang sama. | Both are the same fund.
        remedy.sameFund | Pilih dana lain. | Choose another fund.
        cli.sameFund | peksosctl fund list
        refusal.fund.carryOver.goodsUnaccounted | Penyaluran {distribution} masih memuat barang. \
        | Distribution {distribution} still has goods loaded.
        remedy.fund.carryOver.goodsUnaccounted \
        | Kembalikan barang yang tidak diambil atau catat kerusakannya, lalu selesaikan \
        penyalurannya. \
        | Return what was not claimed or record the damage, then complete the distribution.
        cli.fund.carryOver.goodsUnaccounted | peksosctl distribution return-unclaimed {distribution}
        refusal.stockReserved | {item} di {location} masih dicadangkan. \
        | {item} in {location} is still reserved.
        remedy.stockReserved | Lepaskan cadangannya lebih dahulu. | Release the reservation first.
        cli.stockReserved | peksosctl stock list --item {item}
        refusal.vendorUnpaid | Utang kepada penjual {amount:rupiah} belum dibayar. \
        | {amount:rupiah} is still owed to vendors.
        remedy.vendorUnpaid | Bayar pembeliannya lebih dahulu. | Pay the purchases first.
        cli.vendorUnpaid | peksosctl purchase list --fund {fund}
        refusal.nothingToCarry | Tidak ada sisa uang atau barang. | Nothing is left to carry over.
        remedy.nothingToCarry | Tidak perlu apa-apa. | Nothing needs to be done.
        refusal.isReversal | {entry} adalah pembatalan {reverses}; tidak dapat dibatalkan. \
        | {entry} reverses {reverses}; it cannot be reversed.
        remedy.isReversal | Catat entri baru. | Enter a new entry.
        refusal.fund.reverseEntry.alreadyReversed | {entry} sudah dibatalkan oleh {by}. \
        | {entry} was already reversed by {by}.
        remedy.fund.reverseEntry.alreadyReversed | Catat entri baru. | Enter a new entry.
        cli.fund.reverseEntry.alreadyReversed | peksosctl fund journal --entry {by}
        refusal.notReversible | Entri {kind:value.EntryKind} tidak dapat dibatalkan begitu saja. \
        | A {kind:value.EntryKind} entry cannot be reversed like this.
        remedy.notReversible | Batalkan gerak barangnya[ dengan {use}]. \
        | Undo the movement of the goods[ with {use}].
        variant.notReversible | use
        cli.notReversible.purchase.returnGoods | peksosctl purchase return-goods --help
        cli.notReversible.purchase.receive | peksosctl purchase receive --help
        cli.notReversible.distribution.reverseHandOver | \
        peksosctl distribution reverse-hand-over --help
        cli.notReversible.stock.take | peksosctl stock take --help
        refusal.entryInUse | Koinnya sudah disetor dengan {by}. \
        | Its coins were deposited with {by}.
        remedy.entryInUse | Batalkan setorannya lebih dahulu. | Reverse the deposit first.
        cli.entryInUse | peksosctl fund reverse-entry {fund} {by}
        """
}
