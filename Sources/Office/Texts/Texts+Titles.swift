// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// What the catalogue calls refusals whose sentences cannot do without details.
    static let titles = """
        title.permitAuthorityTooLow | Pemberi izin kurang tinggi | The authority is too low
        title.permitPeriodTooLong | Masa izin terlalu panjang | The permit lasts too long
        title.permitMissing | Izin belum ada atau belum cukup | The permit is missing or too narrow
        title.permitAlreadyExtended | Izin sudah diperpanjang | The permit was already extended
        title.auditRequired | Perlu audit akuntan publik | It takes a public accountant's audit
        title.driveNotSettled | Pengumpulan belum beres | The drive is not settled
        title.sealReused | Segel sudah pernah dipakai | The seal was used before
        title.boxNotSealed | Kotak belum disegel | The box is not sealed
        title.outsidePermit | Di luar wilayah atau masa izin | Outside the permit's area or dates
        title.boxNotRetrieved | Kotak belum diambil | The box is not retrieved
        title.boxAlreadyDeployed | Kotak masih dipakai | The box is still in use
        title.countAlreadyOpen | Kotak ini masih punya hitungan terbuka \
        | The box has an open count
        title.counterIsHost | Penjaga kotak tidak boleh menghitungnya \
        | The host of the box may not count it
        title.sealMismatch | Segel tidak cocok | The seals do not match
        title.counterUnknown | Bukan penghitung hitungan ini | Not a counter of this count
        title.counterNotActor | Hitungan dicatat oleh penghitungnya sendiri \
        | Each counter enters their own count
        title.alreadyCounted | Penghitung ini sudah menghitung | This counter has counted already
        title.unknownDenomination | Pecahan tidak dikenal | There is no such denomination
        title.notLegalTender | Pecahan tidak berlaku lagi | The denomination is no legal tender
        title.countIncomplete | Dua hitungan belum lengkap | Two counts are needed
        title.countDisputed | Hitungan disengketakan | The count is disputed
        title.countsDiffer | Kedua hitungan berbeda | The two counts differ
        title.futureDated | Tanggal kejadian belum tiba | The date lies ahead
        title.outOfOrder | Tanggal sebelum langkah terakhir | The date is before the last step
        title.alreadyExists | Kode ini sudah ada | The code exists already
        title.wrongState | Keadaannya tidak mengizinkan | Its state does not allow it
        title.validityDates | Tanggal akhir sebelum tanggal awal | The end is before the start
        title.fund.closePeriod.validityDates | Masa buku belum dapat ditutup sampai tanggal itu \
        | The period cannot be closed through that date yet
        title.fundClosed | Dana sudah ditutup | The fund is closed
        title.periodClosed | Masa buku sudah ditutup | The books of that time are closed
        title.wrongFund | Hitungan bukan milik dana ini | The count is not of this fund
        title.countNotConfirmed | Hitungan belum disahkan | The count is not confirmed
        title.alreadyDeposited | Hitungan sudah disetor | The count was deposited
        title.slipReused | Slip sudah dicatat | The slip is already recorded
        title.depositMismatch | Setoran berbeda dari hitungan \
        | The deposit differs from the counts
        title.fundPurposeViolation | Tidak sesuai tujuan dana | Against the purpose of the fund
        title.receiptReused | Kuitansi sudah dicatat | The receipt is already recorded
        title.costCapExceeded | Melebihi batas biaya penggalangan \
        | Above the cap on fundraising cost
        title.cashNotDeposited | Koin belum disetor | Coins are not deposited
        title.insufficientFunds | Dana tidak cukup | The fund has too little money
        title.goodsUnaccounted | Masih ada barang yang belum jelas | Goods are not accounted for
        title.stockReserved | Barang masih dicadangkan | Goods are still reserved
        title.vendorUnpaid | Utang kepada penjual belum dibayar | A vendor is not yet paid
        title.isReversal | Pembatalan tidak dapat dibatalkan | A reversal cannot be reversed
        title.alreadyReversed | Sudah dibatalkan | It was already reversed
        title.notReversible | Entri semacam ini tidak dapat dibatalkan begitu saja \
        | This kind of entry cannot be reversed like this
        title.entryInUse | Koin entri ini sudah disetor | Coins of the entry were deposited
        title.uidTaken | Uid milik operator lain | The user id belongs to another operator
        title.roleConflict | Peran ini tidak boleh bersama peran lain \
        | The role may not go with another one
        title.fourEyesRole | Peran ini diberikan tersendiri | The role is granted by itself
        title.alreadyLinked | Sudah terhubung | Already linked
        title.linkedElsewhere | Terhubung dengan operator lain | Linked to another operator
        title.approvalClosed | Permohonan sudah diputus | The request was decided
        title.approvalExpired | Permohonan sudah kedaluwarsa | The request has expired
        title.organisationExists | Nama milik organisasi lain \
        | The name belongs to another organisation
        title.nestedKit | Paket tidak boleh berisi paket | A kit may not hold kits
        title.notAKit | Barang ini bukan paket | The item is no kit
        title.quotesMissing | Penawaran belum cukup | There are too few quotes
        title.boardApprovalNeeded | Pengurus yang harus menyetujui | The board must approve it
        title.exceedsOrdered | Melebihi pesanan | More than was ordered
        title.lineTotalMismatch | Jumlah barang berbeda dari nota \
        | The goods do not add up to the receipt
        title.exceedsReceived | Melebihi yang diterima | More than was received
        title.refundMissing | Uang kembali belum disebut | The refund is missing
        title.beforeStockTake | Sebelum penghitungan gudang terakhir \
        | Before the last stock-take
        title.insufficientStock | Persediaan tidak cukup | There is too little in stock
        title.takeIncomplete | Penghitungan gudang belum lengkap | The stock-take is incomplete
        title.organisationNotSchool | Bukan sekolah atau perguruan tinggi \
        | Neither a school nor a university
        title.pupilNumberTaken | Nomor induk sudah terdaftar | The pupil number is registered
        title.exceedsLoaded | Melebihi muatan | More than was loaded
        title.recipientMissing | Penerima belum disebut | The recipient is missing
        title.ackMissing | Tanda terima belum ada | The acknowledgement is missing
        title.witnessNotDistinct | Saksi ikut menyerahkan atau menerima \
        | The witness took part in the hand-over
        title.notReplaceable | Serah terima ini tidak dapat diganti \
        | The hand-over cannot be replaced
        title.alreadyAssisted | Penerima sudah dibantu pada tahun ajaran ini \
        | The beneficiary was assisted this school year
        title.disputeOpen | Sanggahan belum selesai | A dispute is open
        title.noDispute | Tidak ada sanggahan | There is no dispute
        title.fieldNotCorrectable | Isian ini tidak dapat diperbaiki di sini \
        | The field cannot be corrected here
        """
}
