// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// The codes and events of the supplies.
    static let suppliesCodes = """

        # Codes
        value.ItemCategory.stationery | alat tulis | stationery
        value.ItemCategory.book | buku pelajaran | book
        value.ItemCategory.bag | tas | bag
        value.ItemCategory.uniform | seragam | uniform
        value.ItemCategory.footwear | alas kaki | footwear
        value.ItemCategory.learningAid | alat bantu belajar | learning aid
        value.ItemCategory.hygiene | kebersihan | hygiene
        value.ItemCategory.food | pangan | food
        value.ItemCategory.other | lainnya | other
        value.ListedCategory.stationery | alat tulis | stationery
        value.ListedCategory.book | buku pelajaran | book
        value.ListedCategory.bag | tas | bag
        value.ListedCategory.uniform | seragam | uniform
        value.ListedCategory.footwear | alas kaki | footwear
        value.ListedCategory.learningAid | alat bantu belajar | learning aid
        value.ListedCategory.hygiene | kebersihan | hygiene
        value.ListedCategory.food | pangan | food
        value.ListedCategory.other | lainnya | other
        value.ListedCategory.kit | paket | kit
        value.WriteOffCause.damaged | rusak | damaged
        value.WriteOffCause.lost | hilang | lost
        value.WriteOffCause.expired | kedaluwarsa | expired
        value.WriteOffCause.stolen | dicuri | stolen
        value.StockSource.purchase | pembelian | purchase
        value.StockSource.donation | sumbangan | donation
        value.RecipientKind.pupil | siswa | pupil
        value.RecipientKind.school | sekolah | school
        value.AckRelation.self | siswa sendiri | the pupil
        value.AckRelation.guardian | wali | guardian
        value.AckRelation.teacher | guru | teacher
        value.AckRelation.headteacher | kepala sekolah | headteacher
        value.AckMethod.signature | tanda tangan | signature
        value.AckMethod.thumbprint | cap jempol | thumbprint
        value.DisputeOutcome.receiptConfirmed | terbukti diterima | receipt confirmed
        value.DisputeOutcome.replacementDue | harus diganti | replacement due
        value.DisputeOutcome.closedWithoutAction | ditutup tanpa tindakan | closed without action
        value.Dispute.open | belum selesai | open
        value.Dispute.receiptConfirmed | terbukti diterima | receipt confirmed
        value.Dispute.replacementDue | harus diganti | replacement due
        value.Dispute.closedWithoutAction | ditutup tanpa tindakan | closed without action
        value.PurchaseState.requested | diajukan | requested
        value.PurchaseState.approved | disetujui | approved
        value.PurchaseState.partlyReceived | diterima sebagian | partly received
        value.PurchaseState.received | diterima | received
        value.PurchaseState.settled | lunas | settled
        value.PurchaseState.rejected | ditolak | rejected
        value.PurchaseState.cancelled | dibatalkan | cancelled
        value.DistributionState.planned | direncanakan | planned
        value.DistributionState.loaded | dimuat | loaded
        value.DistributionState.completed | selesai | completed
        value.DistributionState.cancelled | dibatalkan | cancelled
        value.StockMovement.received | dibeli | bought
        value.StockMovement.donated | sumbangan | donated
        value.StockMovement.returnedToVendor | ke penjual | returned to vendor
        value.StockMovement.issued | dipakai | issued
        value.StockMovement.loaded | dimuat | loaded
        value.StockMovement.returned | kembali | returned
        value.StockMovement.transferredOut | pindah keluar | moved out
        value.StockMovement.transferredIn | pindah masuk | moved in
        value.StockMovement.assembled | dirakit | assembled
        value.StockMovement.disassembled | dibongkar | taken apart
        value.StockMovement.stockTake | hitung gudang | stock-take
        value.StockMovement.writtenOff | dihapuskan | written off
        value.StockMovement.carriedOver | dialihkan | carried over
        value.State.requested | diajukan | requested
        value.State.approved | disetujui | approved
        value.State.partlyReceived | diterima sebagian | partly received
        value.State.received | diterima | received
        value.State.settled | lunas | settled
        value.State.rejected | ditolak | rejected
        value.State.loaded | dimuat | loaded
        value.State.completed | selesai | completed

        # Events
        event.item.defined | Jenis barang ditambahkan | Item defined
        event.item.kitDefined | Paket ditambahkan | Kit defined
        event.stock.locationOpened | Gudang dibuka | Store room opened
        event.stock.received | Barang masuk | Goods received
        event.stock.returnedToVendor | Barang dikembalikan ke penjual | Goods returned to the vendor
        event.stock.reserved | Barang dipesan | Goods reserved
        event.stock.released | Pesanan dilepas | Reservation released
        event.stock.issued | Barang dipakai | Goods issued
        event.stock.loaded | Barang dimuat | Goods loaded
        event.stock.returned | Barang kembali | Goods brought back
        event.stock.transferredOut | Barang pindah keluar | Goods moved out
        event.stock.transferredIn | Barang pindah masuk | Goods moved in
        event.stock.taken | Gudang dihitung | Stock taken
        event.stock.writtenOff | Barang dihapuskan | Goods written off
        event.stock.kitAssembled | Paket dirakit | Kits assembled
        event.stock.kitDisassembled | Paket dibongkar | Kits taken apart
        event.stock.carriedOver | Barang dialihkan ke dana lain | Goods carried over
        event.purchase.requested | Pembelian diajukan | Purchase requested
        event.purchase.approved | Pembelian disetujui | Purchase approved
        event.purchase.rejected | Pembelian ditolak | Purchase rejected
        event.purchase.goodsReceived | Barang pembelian diterima | Purchased goods received
        event.purchase.paid | Pembelian dibayar | Purchase paid
        event.purchase.goodsReturned | Barang dikembalikan | Goods returned
        event.purchase.cancelled | Pembelian dibatalkan | Purchase cancelled
        event.purchase.paymentReversed | Pembayaran dibatalkan | Payment reversed
        event.beneficiary.registered | Penerima didaftarkan | Beneficiary registered
        event.distribution.planned | Penyaluran direncanakan | Distribution planned
        event.distribution.loaded | Barang dimuat | Distribution loaded
        event.distribution.handedOver | Barang diserahkan | Goods handed over
        event.distribution.doubleAssistanceOverridden | Bantuan kedua diizinkan \
        | Assistance allowed once more
        event.distribution.unclaimedReturned | Barang tidak diambil | Unclaimed goods returned
        event.distribution.damageRecorded | Barang rusak dicatat | Damage recorded
        event.distribution.handOverReversed | Serah terima dibatalkan | Hand-over reversed
        event.distribution.handOverCorrected | Serah terima diperbaiki | Hand-over corrected
        event.distribution.receiptDisputed | Penerimaan disanggah | Receipt disputed
        event.distribution.disputeResolved | Sanggahan selesai | Dispute resolved
        event.distribution.completed | Penyaluran selesai | Distribution completed
        event.distribution.cancelled | Penyaluran dibatalkan | Distribution cancelled
        """

    /// Why something about supplies is refused, and what to do.
    static let suppliesRefusals = """

        # Refusals
        refusal.nestedKit | {item} sudah paket; paket tidak boleh berisi paket. \
        | {item} is a kit; a kit may not hold kits.
        remedy.nestedKit | Sebutkan barang-barangnya langsung. | Name the items themselves.
        cli.nestedKit | peksosctl item list
        refusal.notAKit | {item} bukan paket. | {item} is no kit.
        remedy.notAKit | Pilih paket. | Choose a kit.
        cli.notAKit | peksosctl item list --category kit
        refusal.quotesMissing | Di atas {threshold:rupiah} perlu {needed} penawaran, baru {given}. \
        | Above {threshold:rupiah} it takes {needed} quotes; there are {given}.
        remedy.quotesMissing | Ajukan lagi dengan penawaran penjual lain. \
        | Request it again with quotes of other vendors.
        refusal.boardApprovalNeeded | {total:rupiah} melebihi {limit:rupiah}; pengurus yang \
        menyetujui. | {total:rupiah} is above {limit:rupiah}; the board approves it.
        remedy.boardApprovalNeeded | Minta pengurus menyetujui. | Ask a board member to approve.
        cli.boardApprovalNeeded | peksosctl purchase show {purchase}
        refusal.exceedsOrdered | {item}: dipesan {ordered}, sudah diterima {received}, \
        sekarang {asked}. | {item}: {ordered} ordered, {received} received, {asked} now.
        remedy.exceedsOrdered | Hitung ulang barang, atau ajukan pembelian baru. \
        | Count the goods again, or request another purchase.
        cli.exceedsOrdered | peksosctl purchase show {purchase}
        refusal.nothingToPay | Belum ada yang harus dibayar. | There is nothing to pay yet.
        remedy.nothingToPay | Terima barangnya lebih dahulu. | Receive the goods first.
        cli.nothingToPay | peksosctl purchase receive {purchase}
        refusal.lineTotalMismatch | Barang bernilai {lines:rupiah}, nota {stated:rupiah}. \
        | The goods come to {lines:rupiah}, the receipt to {stated:rupiah}.
        remedy.lineTotalMismatch | Cocokkan nota dengan barang yang diterima. \
        | Compare the receipt with the goods received.
        cli.lineTotalMismatch | peksosctl purchase show {purchase}
        refusal.exceedsReceived | {item}: diterima {received}, hendak dikembalikan {asked}. \
        | {item}: {received} received, {asked} to go back.
        remedy.exceedsReceived | Lihat barang yang diterima. | See what was received.
        cli.exceedsReceived | peksosctl purchase show {purchase}
        refusal.refundMissing | Barang senilai {returned:rupiah} dikembalikan, yang belum dibayar \
        {unpaid:rupiah}. | Goods worth {returned:rupiah} go back; only {unpaid:rupiah} is unpaid.
        remedy.refundMissing | Sebutkan bukti pengembalian uang dengan --refund-slip. \
        | Name the slip of the refund with --refund-slip.
        refusal.beforeStockTake | {location} sudah dihitung pada {lastTake}. \
        | {location} was counted on {lastTake}.
        remedy.beforeStockTake | Pakai tanggal {lastTake} atau sesudahnya, atau hitung lagi. \
        | Use {lastTake} or a later date, or take stock again.
        cli.beforeStockTake | {same} --occurred-on {lastTake}
        refusal.insufficientStock | {item} di {location} untuk {fund}: diminta {requested}, \
        tersedia {available}. \
        | {item} at {location} for {fund}: {requested} asked, {available} available.
        remedy.insufficientStock | Lihat di mana barang ini ada. | See where the item is kept.
        cli.insufficientStock | peksosctl stock list --item {item}
        refusal.nothingReserved | Tidak ada yang dipesan. | Nothing is reserved.
        remedy.nothingReserved | Tidak perlu apa-apa. | Nothing to do.
        refusal.sameLocation | Gudang asal dan tujuan sama. | Both store rooms are the same.
        remedy.sameLocation | Pilih gudang lain. | Choose another store room.
        refusal.takeIncomplete | Belum dihitung: {missing:each fund,item}. \
        | Not counted: {missing:each fund,item}.
        remedy.takeIncomplete | Hitung semua barang di gudang itu. | Count everything in the room.
        cli.takeIncomplete | peksosctl stock list --location {location}
        refusal.organisationNotSchool | {organisation} bukan sekolah atau perguruan tinggi. \
        | {organisation} is neither a school nor a university.
        remedy.organisationNotSchool | Pilih sekolah. | Choose a school.
        cli.organisationNotSchool | peksosctl organisation show {organisation}
        refusal.pupilNumberTaken | Nomor induk ini milik {beneficiary}. \
        | The pupil number is that of {beneficiary}.
        remedy.pupilNumberTaken | Pakai penerima yang sudah ada. | Use the beneficiary there is.
        cli.pupilNumberTaken | peksosctl distribution assistance --beneficiary {beneficiary}
        refusal.exceedsLoaded | {item}: dimuat {loaded}, tersisa {remaining}, diminta {asked}. \
        | {item}: {loaded} loaded, {remaining} left, {asked} asked.
        remedy.exceedsLoaded | Lihat muatan penyaluran. | See what was loaded.
        cli.exceedsLoaded | peksosctl distribution show {distribution}
        refusal.goodsUnaccounted | Belum jelas: {lines:each item,missing}. \
        | Not accounted for: {lines:each item,missing}.
        remedy.goodsUnaccounted | Kembalikan yang tidak diambil atau catat yang rusak. \
        | Return what was not claimed or record what was damaged.
        cli.goodsUnaccounted | peksosctl distribution return-unclaimed {distribution}
        refusal.recipientMissing | Penerima belum disebut: {recipientKind:value.RecipientKind}. \
        | The recipient is missing: {recipientKind:value.RecipientKind}.
        remedy.recipientMissing | Sebutkan --beneficiary atau --school. \
        | Name --beneficiary or --school.
        refusal.pupilCountMissing | Jumlah siswa belum disebut. | The number of pupils is missing.
        remedy.pupilCountMissing | Sebutkan --pupil-count. | Name --pupil-count.
        refusal.ackMissing | Tanda terima perlu: {needed:value.AckRelation}. \
        | It must be acknowledged by: {needed:value.AckRelation}.
        value.AckRelation.ackBy | nama penanda terima | somebody who is named
        remedy.ackMissing | Mintakan tanda terima yang sah. | Have it acknowledged as required.
        refusal.witnessNotDistinct | {witness} ikut menyerahkan atau menerima. \
        | {witness} handed over or acknowledged.
        remedy.witnessNotDistinct | Sebutkan saksi lain. | Name another witness.
        refusal.notReplaceable | {handover} tidak dapat diganti. | {handover} cannot be replaced.
        remedy.notReplaceable | Selesaikan dahulu sanggahannya dengan hasil harus diganti, \
        untuk penerima yang sama. \
        | First resolve its dispute as replacement due, for the same recipient.
        refusal.alreadyAssisted | {beneficiary} sudah menerima {itemCategory:value.ItemCategory} \
        pada {date}, tahun ajaran {schoolYear}, di {place} ({distribution}). \
        | {beneficiary} received {itemCategory:value.ItemCategory} on {date}, school year \
        {schoolYear}, at {place} ({distribution}).
        remedy.alreadyAssisted | Minta koordinator atau penyelia mengizinkan. \
        | Ask a coordinator or supervisor to allow it.
        cli.alreadyAssisted | peksosctl distribution override-double-assistance \
        {params.distribution} --beneficiary {beneficiary} --item-category {itemCategory} \
        --reason …
        warning.schoolAlreadyAssisted | Sekolah ini sudah menerimanya pada tahun ajaran ini: \
        {handover}. | The school received it this school year: {handover}.
        refusal.alreadyReversed | {handover} sudah dibatalkan. | {handover} was reversed.
        remedy.alreadyReversed | Catat serah terima baru. | Record a new hand-over.
        cli.alreadyReversed | peksosctl distribution show {distribution}
        refusal.disputeOpen | Sanggahan atas {handover} belum selesai. \
        | The dispute about {handover} is open.
        remedy.disputeOpen | Selesaikan sanggahannya. | Resolve the dispute.
        cli.disputeOpen | peksosctl distribution show {distribution}
        refusal.noDispute | Tidak ada sanggahan atas {handover}. \
        | There is no dispute about {handover}.
        remedy.noDispute | Lihat serah terimanya. | See the hand-overs.
        cli.noDispute | peksosctl distribution show {distribution}
        refusal.nothingChanged | Tidak ada yang berubah. | Nothing would change.
        remedy.nothingChanged | Sebutkan apa yang salah. | Name what is wrong.
        refusal.fieldNotCorrectable | Tidak dapat diperbaiki di sini: {fields}. \
        | Cannot be corrected here: {fields}.
        remedy.fieldNotCorrectable | Batalkan serah terimanya dan catat yang baru. \
        | Reverse the hand-over and record a new one.
        """
}
