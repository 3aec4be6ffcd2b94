// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// The donors' report of a drive, in the words of a school newsletter.
    static let khasReport = """
        method.report.khasAccountability | Laporan untuk penyumbang | Report to donors
        report.khasAccountability.title | Pertanggungjawaban pengumpulan koin \
        | What became of the coins
        report.khasAccountability.interim | SEMENTARA: pengumpulan masih berjalan dan angka \
        masih dapat berubah. Masih terbuka: {boxes} kotak, {counts} hitungan, \
        {purchases} pembelian, {distributions} penyaluran, {disputes} sanggahan, \
        {undeposited:rupiah} belum disetor. \
        | INTERIM: the drive is still running and figures may change. Still open: {boxes} boxes, \
        {counts} counts, {purchases} purchases, {distributions} distributions, \
        {disputes} disputes, {undeposited:rupiah} not deposited yet.
        report.khasAccountability.answer | Terkumpul {collected:rupiah} dari {boxes} kotak di \
        {places} tempat. {given:rupiah} sudah menjadi barang di tangan anak-anak, \
        {stock:rupiah} masih stok, {bank:rupiah} di bank[, {coins:rupiah} belum disetor]\
        [, {used:rupiah} dipakai kantor]\
        [, {moved:rupiah} dipindahkan ke dana lain], biaya {cost:rupiah} ({percent:percent}, \
        batas {cap:percent}). \
        | {collected:rupiah} came from {boxes} boxes in {places} places. {given:rupiah} has \
        become goods in the hands of children, {stock:rupiah} is still in stock, {bank:rupiah} \
        in the bank[, {coins:rupiah} not deposited yet]\
        [, {used:rupiah} used by the office][, {moved:rupiah} went to another fund], \
        costs were {cost:rupiah} ({percent:percent}, cap {cap:percent}).

        report.khasAccountability.heading.collected | Yang terkumpul | What was collected
        report.khasAccountability.heading.deductions | Potongan dan biaya | Deductions and costs
        report.khasAccountability.heading.bought | Yang dibeli | What was bought
        report.khasAccountability.heading.given | Yang dibagikan | What was given
        report.khasAccountability.heading.flow | Dari koin menjadi barang | From coins to goods
        report.khasAccountability.heading.left | Yang tersisa | What is left
        report.heading.checks | Pemeriksaan | Checks
        report.heading.corrections | Pembetulan | Corrections
        report.khasAccountability.heading.annexes | Lampiran: dari mana angka-angka ini \
        | Annexes: where these figures come from

        report.khasAccountability.table.denominations | Koin menurut pecahan | Coins by denomination
        report.table.boxes | Kotak menurut tempat | Boxes by place
        report.table.incidents | Kejadian pada kotak | Incidents with boxes
        report.table.deposits | Setoran ke bank | Deposits in the bank
        report.table.costs | Biaya dengan nota | Costs with receipts
        report.khasAccountability.table.costCap | Biaya dan batasnya | Costs and their cap
        report.khasAccountability.table.bought | Barang yang dibeli | Goods bought
        report.table.givenByPlace | Nilai barang menurut tempat \
        | Value of goods by place
        report.table.given | Barang menurut tempat | Goods by place
        report.khasAccountability.table.handOvers | Tanda terima | Records of receipt
        report.khasAccountability.table.disputes | Tanda terima yang disanggah | Disputed receipts
        report.khasAccountability.table.flow | Aliran uang dan barang | Flow of money and goods
        report.khasAccountability.table.left | Sisa dan rencananya | The rest and its fate
        report.table.corrections | Entri yang dibatalkan | Entries taken back

        report.khasAccountability.chart.denominations | Nilai koin menurut pecahan \
        | Value of coins by denomination
        report.khasAccountability.finding.denominations | {pieces} keping bernilai {value:rupiah}. \
        | {pieces} pieces are worth {value:rupiah}.
        report.khasAccountability.chart.costCap | Biaya penggalangan terhadap batas \
        | Fundraising cost against the cap
        report.khasAccountability.finding.costCap | Biaya {percent:percent}, batasnya \
        {cap:percent}. | Costs are {percent:percent}, the cap is {cap:percent}.
        report.chart.given | Barang yang dibagikan menurut tempat \
        | Goods given by place
        report.finding.given | Barang senilai {value:rupiah} dibagikan di \
        {places} tempat. | Goods worth {value:rupiah} were given in {places} places.
        report.khasAccountability.chart.flow | Aliran uang | Flow of money
        report.khasAccountability.finding.flow | Dari {collected:rupiah} yang terkumpul, \
        {given:rupiah} sampai sebagai barang. \
        | Of {collected:rupiah} collected, {given:rupiah} arrived as goods.

        report.coin | {value}[ ({year})] | {value}[ ({year})]
        report.banknote | uang kertas {value}[ ({year})] \
        | banknote {value}[ ({year})]
        report.khasAccountability.row.fundraising | biaya penggalangan | fundraising cost
        report.khasAccountability.row.bank | di bank | in the bank
        report.khasAccountability.row.coins | belum disetor | not deposited yet
        report.khasAccountability.row.stock | barang di gudang | goods in stock
        report.khasAccountability.row.moved | dipindahkan ke {fund:plain} | moved to {fund:plain}
        report.khasAccountability.notMoved | Sisa tetap di dana ini sampai pengurus memutuskan \
        pemakaiannya. | The rest stays in this fund until the board decides on its use.
        report.noCorrections | Tidak ada entri yang dibatalkan. \
        | No entry was taken back.
        report.by.goods | koordinator atau penyelia | coordinator or supervisor
        report.by.money | bendahara, disetujui pengurus \
        | treasurer, approved by the board

        report.khasAccountability.node.money | uang terkumpul | money collected
        report.khasAccountability.node.grants | hibah | grants
        report.khasAccountability.node.fees | iuran dan jasa | fees and dues
        report.khasAccountability.node.movedIn | dari dana lain | from other funds
        report.khasAccountability.node.owed | belum dibayar | not paid yet
        report.khasAccountability.node.refundDue | ditagih dari penjual | due from the vendor
        report.khasAccountability.node.goods | barang | goods
        report.khasAccountability.node.cost | biaya penggalangan | fundraising cost
        report.khasAccountability.node.distributionCost | biaya penyaluran | distribution cost
        report.khasAccountability.node.difference | selisih bank | bank difference
        report.khasAccountability.node.surplus | kelebihan bank | bank surplus
        report.khasAccountability.node.bank | di bank | in the bank
        report.khasAccountability.node.coins | belum disetor | not deposited yet
        report.khasAccountability.node.moved | ke dana lain | to another fund
        report.khasAccountability.node.donated | sumbangan barang | donated goods
        report.khasAccountability.node.goodsIn | barang dari dana lain | goods from other funds
        report.khasAccountability.node.goodsOut | barang ke dana lain | goods to another fund
        report.khasAccountability.node.lost | hilang atau rusak | lost or damaged
        report.khasAccountability.node.found | ditemukan kembali | found again
        report.khasAccountability.node.used | dipakai kantor | used by the office
        report.khasAccountability.node.stock | stok | stock

        report.check.money | Uang masuk = biaya + selisih + belanja + bank + \
        belum disetor + dipindahkan \
        | Money in = costs + difference + purchases + bank + undeposited + moved
        report.check.goods | Barang masuk = dibagikan + dipakai + stok + \
        hilang + dipindahkan | Goods in = given + used + stock + lost + moved
        report.check.denominations | Jumlah pecahan = pembukuan \
        | Sum of denominations = books
        report.check.boxes | Jumlah kotak = pembukuan | Sum of boxes = books
        report.check.allBoxes | Kotak terpasang = dihitung + hilang \
        | Boxes put up = counted + missing
        report.check.deposits | Slip setoran = hitungan dikurangi selisih \
        | Deposit slips = counted less difference
        report.check.loads | Dimuat = diserahkan + kembali + rusak + di jalan \
        | Loaded = handed over + brought back + damaged + on the way
        report.check.reportDue | Dilaporkan sebelum batas waktu \
        | Reported before it was due

        report.signature.treasurer | Bendahara | Treasurer
        report.signature.coordinator | Koordinator | Coordinator
        report.khasAccountability.signature.witness | Saksi dari luar kantor \
        | Witness from outside the office
        report.khasAccountability.complain | Ada yang tidak cocok dengan yang Anda lihat sendiri? \
        Sampaikan kepada kantor ini atau kepada pemberi izin; pengaduan dicatat dan dijawab oleh \
        orang lain, bukan oleh yang diadukan. \
        | Does something differ from what you saw? Tell this office or the authority that gave \
        the permit; complaints are recorded and answered by somebody else than the person \
        complained of.
        """
}
