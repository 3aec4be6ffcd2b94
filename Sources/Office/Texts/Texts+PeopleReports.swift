// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Reports on cases, programmes and years, for auditors, and for the person concerned.
    static let peopleReports =
        casesReport + activitiesReport + annualReport + auditReport + subjectReport

    private static let casesReport = """
        method.report.cases | Laporan kasus | Report on cases
        report.cases.title | Kasus menurut kebutuhan dan wilayah | Cases by need and area
        report.cases.answer | Kasus yang ditangani dalam bulan-bulan ini. Tanda * menutupi \
        angka yang kecil dan angka lain yang dapat mengungkapkannya, juga yang besar. \
        | Cases that were served in these months. A * hides small counts and others, large ones \
        too, from which they could be worked out.
        report.cases.heading.needs | Kebutuhan | Needs
        report.cases.heading.referrals | Rujukan | Referrals
        report.cases.heading.quality | Mutu layanan | Quality of services
        report.cases.table.needs | Kasus menurut kategori dan kecamatan \
        | Cases by category and district
        report.cases.table.referrals | Rujukan menurut keadaan | Referrals by state
        report.cases.table.quality | Layanan oleh pekerja bersertifikat di tempat terakreditasi \
        | Services by certified workers at accredited places
        report.cases.chart.needs | Kasus menurut kategori | Cases by category
        report.cases.finding.needs | Kasus yang ditangani menurut kategori. \
        | Cases served by category.
        report.cases.row.noArea | tanpa wilayah | no area
        column.need | kebutuhan | need
        column.served | ditangani | served
        column.medianDays | median hari sampai ditutup | median days to close
        column.bothShare | bagian keduanya | share of both
        column.report.cases.certifiedWorker | oleh pekerja bersertifikat | by certified workers
        column.report.cases.accreditedPlace | di tempat terakreditasi | at accredited places
        column.report.cases.both | keduanya | both
        column.report.cases.openAtEnd | masih terbuka di akhir masa | open at the end
        column.report.cases.ppksCode | kode PPKS | PPKS code
        column.report.cases.services | layanan | services

        """

    private static let activitiesReport = """
        method.report.activities | Laporan kegiatan | Report on activities
        report.activities.title | Kegiatan dan kehadiran | Activities and attendance
        report.activities.answer | {sessions} kegiatan, {minutes} menit seluruhnya. \
        | {sessions} activities, {minutes} minutes in all.
        report.heading.attendance | Kehadiran | Attendance
        report.activities.heading.hours | Jam relawan | Hours of volunteers
        report.activities.heading.indicators | Indikator | Indicators
        report.table.attendance | Kehadiran menurut program | Attendance by programme
        report.activities.table.hours | Menit relawan menurut bulan | Minutes of volunteers by month
        report.activities.table.indicators | Nilai rata-rata indikator | Mean scores of indicators
        report.chart.attendance | Kehadiran menurut program | Attendance by programme
        report.finding.attendance | {sessions} kegiatan. | {sessions} activities.
        column.sessions | kegiatan | sessions
        column.heads | orang terhitung | heads
        column.scoreX100 | nilai rata-rata | mean score

        """

    private static let annualReport = """
        method.report.annual | Laporan tahunan | Annual report
        report.annual.title | Laporan tahunan | Annual report
        report.annual.answer | Uang masuk {moneyIn:rupiah}; barang senilai {given:rupiah} \
        dibagikan; {sessions} kegiatan diadakan. \
        | {moneyIn:rupiah} came in; goods worth {given:rupiah} were given; {sessions} activities \
        were held.
        report.annual.heading.money | Uang dan barang | Money and goods
        report.annual.heading.cases | Kasus | Cases
        report.annual.heading.workers | Pekerja sosial | Social workers
        report.annual.table.money | Uang menurut dana | Money by fund
        report.annual.table.goods | Barang menurut dana | Goods by fund
        report.annual.table.months | Kasus dibuka dan ditutup | Cases opened and closed
        report.annual.table.workers | Pekerja sosial | Social workers
        report.annual.chart.goods | Barang yang dibagikan menurut dana | Goods given by fund
        report.annual.finding.goods | Barang senilai {given:rupiah}. | Goods worth {given:rupiah}.
        report.annual.chart.months | Kasus menurut bulan | Cases by month
        report.annual.finding.months | Kasus yang dibuka dan ditutup setiap bulan. \
        | Cases opened and closed each month.
        report.annual.row.certified | bersertifikat | certified
        report.annual.row.uncertified | belum bersertifikat | not certified
        column.report.annual.moved | uang dari dana lain | money from other funds
        column.report.annual.stockMoved | barang dari dana lain | goods from other funds
        param.year | tahun | year

        """

    private static let auditReport = """
        method.report.audit | Laporan pemeriksaan | Report for auditors
        column.report.audit.method | perintah | command
        report.audit.title | Laporan pemeriksaan | Report for auditors
        report.audit.answer | Ditolak {denials} kali; {looks} hari dengan pembukaan data yang tidak \
        biasa; akses darurat {glass} kali. {reversals} pembatalan, {pairs} permintaan persetujuan. \
        | {denials} denials; {looks} days with unusual looks; emergency access {glass} times. \
        {reversals} reversals, {pairs} requests for approval.
        report.audit.chain | Jangkar di akhir laporan ini mengikat catatan sampai posisi ini; \
        periksa dengan peksosctl log verify --scope full --wait. \
        | The anchor at the end of this report binds the log up to this position; check it with \
        peksosctl log verify --scope full --wait.
        report.audit.heading.chain | Rantai catatan | The chain
        report.audit.heading.pairs | Empat mata | Four eyes
        report.audit.heading.overrides | Pengecualian | Overrides
        report.audit.heading.glass | Akses darurat | Emergency access
        report.audit.heading.looks | Pembukaan data yang tidak biasa | Unusual looks
        report.audit.heading.denials | Yang ditolak | Denials
        report.audit.heading.erasures | Penghapusan | Erasures
        report.audit.table.pairs | Permintaan dan yang memutuskan | Requests and who decided
        report.audit.table.overrides | Bantuan ganda yang diizinkan | Double assistance allowed
        report.audit.table.glass | Akses darurat dan peninjauannya | Emergency access, reviewed
        report.audit.table.looks | Hari yang tidak biasa | Unusual days
        report.audit.table.denials | Penolakan menurut operator dan perintah \
        | Denials by operator and command
        report.audit.table.erasures | Orang yang datanya dihapus | People whose data was erased
        column.report.audit.day | hari | day
        column.report.audit.looks | pembukaan | looks
        column.report.audit.usual | biasanya | usual
        column.report.audit.searches | pencarian per menit | searches a minute
        column.report.audit.reveals | pembukaan per jam | reveals an hour
        column.report.audit.atOddHours | di luar jam kerja | at odd hours
        column.report.audit.outside | di luar kasusnya | outside the caseload
        column.report.audit.completedAt | selesai pada posisi | completed at position
        column.reviewedBy | ditinjau oleh | reviewed by
        column.times | kali | times
        column.reviewed | sudah ditinjau | reviewed

        """

    private static let subjectReport = """
        method.report.subjectFile | Berkas untuk orang yang bersangkutan | File for the person
        report.subjectFile.title | Data Anda di kantor ini | Your data in this office
        report.subjectFile.answer | {events} catatan dan {looks} kali data Anda dibuka. \
        | {events} records, and your data was opened {looks} times.
        report.subjectFile.heading.own | Data Anda | Your data
        report.subjectFile.heading.timeline | Catatan | Records
        report.subjectFile.heading.looks | Siapa yang membuka data Anda | Who opened your data
        report.subjectFile.table.timeline | Catatan menurut waktu | Records in order
        report.subjectFile.table.looks | Pembukaan data | Looks
        report.subjectFile.rights | Anda berhak meminta perbaikan, pembatasan dan penghapusan; \
        sampaikan kepada petugas pelindungan data kantor ini. \
        | You may ask for correction, restriction and erasure; tell the data protection officer \
        of this office.
        column.happening | kejadian | what happened
        column.report.subjectFile.nikMismatch | NIK tidak sesuai | NIK does not match
        column.report.subjectFile.fullArea | kode wilayah lengkap | full area code
        column.report.subjectFile.submittedBy | diajukan oleh | submitted by
        column.report.subjectFile.from | dari | from
        column.report.subjectFile.to | kepada | to
        column.report.subjectFile.into | ke | into

        """
}
