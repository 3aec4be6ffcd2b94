// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Reports of drives, goods, workers and the office itself, apart from the donors' one.
    static let officeReports = driveBook + distribution + caseload + coverage + digest

    private static let driveBook = """
        method.report.driveBook | Buku pengumpulan | Book of a drive
        report.driveBook.title | Buku pengumpulan koin | Book of a coin drive
        report.driveBook.answer | {collected:rupiah} dari {counts} hitungan dalam {entries} \
        entri, {corrections} di antaranya pembatalan. \
        | {collected:rupiah} from {counts} counts in {entries} entries, {corrections} of them \
        reversals.
        report.driveBook.heading.counts | Hitungan | Counts
        report.driveBook.heading.deposits | Setoran dan biaya | Deposits and costs
        report.driveBook.heading.approvals | Persetujuan | Approvals
        report.driveBook.heading.trialBalance | Neraca saldo | Trial balance
        report.driveBook.heading.journal | Jurnal | Journal
        report.driveBook.table.passes | Hasil setiap penghitung | What each counter found
        report.driveBook.table.pieces | Keping menurut kotak dan pecahan \
        | Pieces by box and denomination
        report.driveBook.table.approvals | Pembelian dan yang menyetujuinya \
        | Purchases and who approved them
        report.driveBook.table.trialBalance | Neraca saldo | Trial balance
        report.driveBook.table.journal | Jurnal | Journal
        report.driveBook.signature.auditor | Pemeriksa | Auditor
        column.counter | penghitung | counter
        column.enteredBy | dicatat oleh | entered by
        column.agrees | cocok | agrees

        """

    private static let distribution = """
        method.report.distribution | Laporan penyaluran | Report on distributions
        report.distribution.title | Penyaluran perlengkapan sekolah \
        | School supplies that were handed over
        report.distribution.answer | {records} serah terima di {places} tempat, senilai \
        {value:rupiah}. | {records} hand-overs in {places} places, worth {value:rupiah}.
        report.distribution.heading.given | Barang menurut tempat | Goods by place
        report.distribution.heading.schools | Sekolah | Schools
        report.distribution.heading.trips | Perjalanan | Trips
        report.distribution.heading.stock | Stok tersisa | Stock left
        report.distribution.table.schools | Penerima menurut sekolah | Recipients by school
        report.distribution.table.trips | Dimuat, diserahkan, kembali | Loaded, handed over, back
        report.distribution.table.stock | Stok tersisa | Stock left
        report.distribution.row.noSchool | tanpa sekolah | no school
        column.schoolName | nama sekolah | school name

        """

    private static let caseload = """
        method.report.caseload | Laporan beban kasus | Report on caseloads
        report.caseload.title | Beban kasus pekerja sosial | Caseloads of social workers
        report.caseload.answer | {workers} pekerja memegang {cases} kasus terbuka; {over} di atas \
        batas, {overdue} tindak lanjut terlambat. \
        | {workers} workers hold {cases} open cases; {over} above the cap, {overdue} follow-ups \
        overdue.
        report.caseload.heading.workers | Pekerja | Workers
        report.caseload.heading.ageing | Umur kasus terbuka | Age of open cases
        report.caseload.heading.trend | Dua belas bulan | Twelve months
        report.caseload.table.workers | Beban menurut pekerja | Load by worker
        report.caseload.table.ageing | Kasus terbuka menurut umur | Open cases by age
        report.caseload.table.trend | Dibuka dan ditutup menurut bulan \
        | Opened and closed by month
        report.caseload.chart.workers | Risiko dan keterlambatan menurut pekerja \
        | Risk and delay by worker
        report.caseload.finding.workers | {high} kasus berisiko tinggi, {overdue} tindak lanjut \
        terlambat. | {high} cases of high risk, {overdue} follow-ups overdue.
        report.caseload.chart.load | Beban terhadap batas | Load against the cap
        report.caseload.finding.load | {over} pekerja di atas batas. | {over} workers above the cap.
        report.caseload.chart.ageing | Umur kasus terbuka | Age of open cases
        report.caseload.finding.ageing | {cases} kasus terbuka. | {cases} open cases.
        report.caseload.chart.trend | Kasus dibuka dan ditutup | Cases opened and closed
        report.caseload.finding.trend | {opened} dibuka dan {closed} ditutup dalam dua belas \
        bulan. | {opened} opened and {closed} closed in twelve months.
        report.caseload.age.month | sampai 30 hari | up to 30 days
        report.caseload.age.quarter | 31–90 hari | 31–90 days
        report.caseload.age.half | 91–180 hari | 91–180 days
        report.caseload.age.year | 181–365 hari | 181–365 days
        report.caseload.age.longer | lebih dari setahun | more than a year
        column.capShare | bagian dari batas | share of the cap
        column.age | umur | age
        column.opened | dibuka | opened
        column.closed | ditutup | closed
        column.openAtEnd | terbuka akhir bulan | open at the end

        """

    private static let coverage = """
        method.report.coverage | Laporan cakupan pekerja sosial | Report on coverage
        report.coverage.title | Pekerja sosial di wilayah | Social workers of an area
        report.coverage.answer | Laporan ini menunjukkan berapa pekerja sosial terdaftar yang \
        bertugas di wilayah ini, berapa yang bersertifikat, dan surat mana yang akan habis masa \
        berlakunya[; dirinci juga untuk {areas} wilayah di bawahnya]. \
        | This report shows how many registered social workers serve in this area, how many of \
        them are certified, and which papers run out[; also for each of the {areas} areas below].
        report.coverage.heading.postings | Penempatan | Postings
        report.coverage.heading.areas | Wilayah | Areas
        report.coverage.heading.papers | Surat yang habis masa berlakunya | Papers that run out
        report.coverage.heading.declared | Menurut dokumen | As declared
        report.coverage.table.postings | Pekerja menurut penempatan | Workers by posting
        report.coverage.table.areas | Pekerja menurut wilayah | Workers by area
        report.coverage.table.papers | Sertifikat, STR dan izin praktik menurut sisa hari \
        | Certificates, STR and licences by days left
        report.coverage.table.declared | Angka dokumen | Figures of the document
        report.coverage.chart.postings | Bersertifikat dan belum | Certified and not
        report.coverage.finding.postings | Bagian yang bersertifikat menurut penempatan. \
        | The certified share by posting.
        report.coverage.chart.areas | Pekerja per wilayah | Workers per area
        report.coverage.finding.areas | Menurut tempat tugas[; {areas} wilayah, yang kosong \
        ikut ditunjukkan]. | By place of work[; {areas} areas, empty ones included].
        report.coverage.row.elsewhere | tidak dirinci menurut wilayah | not broken down by area
        report.coverage.notDeclared | Tidak ada dokumen dengan angka wilayah ini. \
        | No document declares figures for this area.
        column.report.coverage.certified | bersertifikat | certified
        column.report.coverage.uncertified | belum bersertifikat | not certified
        column.report.coverage.postingKind | penempatan | posting
        column.report.coverage.doc | surat | paper
        column.report.coverage.band | sisa waktu | time left
        column.report.coverage.asOn | per tanggal | as on
        column.report.coverage.total | jumlah seluruhnya menurut dokumen | declared total
        column.report.coverage.discrepancy | jumlah itu dikurangi penempatannya \
        | that total less its postings
        column.declaredCertified | bersertifikat menurut dokumen | declared certified
        column.certifiedShare | bagian bersertifikat | share certified
        column.areaName | nama wilayah | area name
        column.declared | menurut dokumen | declared
        column.discrepancy | selisih | discrepancy

        """

    private static let digest = """
        method.report.officeDigest | Ringkasan kantor | Office digest
        report.officeDigest.title | Ringkasan kantor | Office digest
        report.officeDigest.answer | {overdue} hal terlambat, {deadlines} batas waktu dalam 90 \
        hari, {short} barang di bawah stok minimum. \
        | {overdue} matters overdue, {deadlines} deadlines within 90 days, {short} items below \
        their minimum.
        report.officeDigest.heading.overdue | Terlambat | Overdue
        report.officeDigest.heading.deadlines | Batas waktu | Deadlines
        report.officeDigest.heading.stock | Stok di bawah minimum | Stock below minimum
        report.officeDigest.heading.upkeep | Perawatan | Upkeep
        report.officeDigest.table.overdue | Hal terlambat menurut pemegang dan jenis \
        | Overdue matters by holder and kind
        report.officeDigest.table.deadlines | Batas waktu dalam 90 hari | Deadlines within 90 days
        report.officeDigest.table.stock | Stok di bawah minimum | Stock below minimum
        report.officeDigest.chart.overdue | Hal terlambat | Overdue matters
        report.officeDigest.finding.overdue | Seluruhnya {count}[; terbanyak pada {owner}: {most}]. \
        | {count} in all[; most with {owner}: {most}].
        value.DeadlineKind.permit | izin pengumpulan | permit of a drive
        value.DeadlineKind.report | laporan pengumpulan | report of a drive
        value.DeadlineKind.certificate | sertifikat | certificate
        value.DeadlineKind.str | STR | STR
        value.DeadlineKind.sipps | izin praktik | licence to practise
        value.DeadlineKind.card | kartu anggota | member card
        column.all | semua | all
        column.backupOn | cadangan terakhir | last backup
        column.verifiedOn | pemeriksaan terakhir | last check
        column.anchoredOn | jangkar terakhir | last anchor

        """
}
