// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Items, stock, purchases, beneficiaries, distributions.
    static let supplies = """
        # Methods
        method.item.define | Tambah jenis barang | Define an item
        method.item.defineKit | Tambah paket barang | Define a kit
        method.item.list | Daftar barang | Items
        method.stock.openLocation | Buka gudang | Open a store room
        method.stock.receiveDonation | Terima sumbangan barang | Receive donated goods
        method.stock.reserve | Pesan barang untuk penyaluran | Reserve goods for a distribution
        method.stock.release | Lepaskan pesanan barang | Release reserved goods
        method.stock.issue | Pakai barang di kantor | Issue goods for use in the office
        method.stock.transfer | Pindahkan barang antargudang | Move goods to another store room
        method.stock.take | Hitung isi gudang | Take stock
        method.stock.writeOff | Hapuskan barang | Write goods off
        method.stock.assembleKit | Rakit paket | Assemble kits
        method.stock.disassembleKit | Bongkar paket | Take kits apart
        method.stock.list | Persediaan | Stock
        method.stock.card | Kartu persediaan | Stock card
        method.purchase.request | Ajukan pembelian | Request a purchase
        method.purchase.approve | Setujui pembelian | Approve a purchase
        method.purchase.reject | Tolak pembelian | Reject a purchase
        method.purchase.receive | Terima barang pembelian | Receive purchased goods
        method.purchase.pay | Bayar pembelian | Pay for a purchase
        method.purchase.returnGoods | Kembalikan barang ke penjual | Return goods to the vendor
        method.purchase.cancel | Batalkan pembelian | Cancel a purchase
        method.purchase.list | Daftar pembelian | Purchases
        method.purchase.show | Rincian pembelian | One purchase
        method.beneficiary.register | Daftarkan penerima | Register a beneficiary
        method.beneficiary.find | Cari penerima | Find beneficiaries
        method.distribution.plan | Rencanakan penyaluran | Plan a distribution
        method.distribution.load | Muat barang penyaluran | Load a distribution
        method.distribution.handOver | Serahkan barang | Hand goods over
        method.distribution.overrideDoubleAssistance | Izinkan bantuan kedua \
        | Allow assistance once more
        method.distribution.returnUnclaimed | Kembalikan barang yang tidak diambil \
        | Return unclaimed goods
        method.distribution.recordDamage | Catat barang rusak | Record damaged goods
        method.distribution.reverseHandOver | Batalkan serah terima | Reverse a hand-over
        method.distribution.correctHandOver | Perbaiki serah terima | Correct a hand-over
        method.distribution.disputeReceipt | Catat sanggahan penerimaan | Dispute a receipt
        method.distribution.resolveDispute | Selesaikan sanggahan | Resolve a dispute
        method.distribution.complete | Selesaikan penyaluran | Complete a distribution
        method.distribution.cancel | Batalkan penyaluran | Cancel a distribution
        method.distribution.list | Daftar penyaluran | Distributions
        method.distribution.show | Rincian penyaluran | One distribution
        method.distribution.assistance | Bantuan per penerima | Assistance by beneficiary

        # Params
        param.item | barang | item
        param.item.define.name | nama barang | name of the item
        param.item.defineKit.name | nama paket | name of the kit
        param.category | golongan barang | category
        param.unit | satuan | unit
        param.minimum | batas minimum | minimum
        param.parts | isi paket | parts
        param.quantity | jumlah barang | quantity
        param.location | gudang | store room
        param.stock.openLocation.name | nama gudang | name of the store room
        param.lines | baris barang | lines
        param.vendor | penjual | vendor
        param.receiptNumber | nomor nota | receipt number
        param.reference | nomor acuan | reference
        param.purchase | pembelian | purchase
        param.quotes | penawaran lain | other quotes
        param.purchase.request.total | harga yang ditawarkan | price quoted
        param.purchase.pay.total | jumlah menurut nota | total on the receipt
        param.unitPrice | harga satuan | unit price
        param.unitValue | nilai satuan | value of one
        param.refundSlip | bukti pengembalian uang | refund slip
        param.distribution | penyaluran | distribution
        param.stock.transfer.to | gudang tujuan | store room they go to
        param.stock.issue.purpose | keperluan | purpose
        param.countedBy | dihitung oleh | counted by
        param.counted | hasil hitung | counted
        param.cause | sebab | cause
        param.beneficiary.register.name | nama anak | name of the pupil
        param.beneficiary.find.name | nama anak | name of the pupil
        param.birthYear | tahun lahir | year of birth
        param.school | sekolah | school
        param.pupilNumber | nomor induk siswa nasional | national pupil number
        param.scheduledOn | tanggal rencana | scheduled on
        param.recipientKind | jenis penerima | kind of recipient
        param.beneficiary | penerima | beneficiary
        param.pupilCount | jumlah siswa | number of pupils
        param.ackBy | diterima oleh | acknowledged by
        param.ackRelation | hubungan penanda terima | who acknowledged
        param.ackMethod | cara tanda terima | how it was acknowledged
        param.witness | saksi | witness
        param.replacementOf | pengganti serah terima | replaces the hand-over
        param.itemCategory | golongan barang | category of goods
        param.handover | serah terima | hand-over
        param.outcome | hasil | outcome
        param.schoolYear | tahun ajaran | school year
        param.purchase.list.state | keadaan | state
        param.distribution.list.state | keadaan | state

        # Columns
        column.item | barang | item
        column.onHand | ada | on hand
        column.reserved | dipesan | reserved
        column.available | tersedia | available
        column.averageCost | harga rata-rata | average cost
        column.lastTakeOn | hitung terakhir | last counted
        column.belowMinimum | di bawah minimum | below minimum
        column.movement | gerakan | movement
        column.quantityIn | masuk | in
        column.quantityOut | keluar | out
        column.stock.card.balance | sisa | balance
        column.received | diterima | received
        column.returned | dikembalikan | returned
        column.paid | dibayar | paid
        column.cost | harga perolehan | cost
        column.requestedBy | diajukan oleh | requested by
        column.approvedBy | disetujui oleh | approved by
        column.payments | pembayaran | payments
        column.stockTake | penghitungan | stock-take
        column.differences | selisih | differences
        column.difference | selisih | difference
        column.expected | menurut buku | expected
        column.placeName | nama tempat | place name
        column.loaded | dimuat | loaded
        column.handedOver | diserahkan | handed over
        column.unclaimed | tidak diambil | unclaimed
        column.damaged | rusak | damaged
        column.recipients | penerima | recipients
        column.handovers | serah terima | hand-overs
        column.reversed | dibatalkan | reversed
        column.dispute | sanggahan | dispute
        column.overriddenBy | diizinkan oleh | allowed by
        column.initials | inisial | initials
        """ + suppliesCodes + suppliesRefusals
}
