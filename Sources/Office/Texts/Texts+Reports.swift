// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// What reports share: the list of them, and columns that only reports have.
    static let reports = """
        method.report.list | Daftar laporan | Reports
        column.report | laporan | report
        column.report.list.command | perintah | command
        column.audience | untuk | for
        column.formats | bentuk | formats
        value.ReportAudience.donor | penyumbang | donors
        value.ReportAudience.internal | kantor | the office
        value.ReportAudience.official | dinas | authorities
        value.ReportAudience.team | penyelia | supervisors
        value.ReportAudience.public | umum | the public
        value.ReportAudience.subject | orang yang bersangkutan | the person concerned
        param.until | sampai | until
        column.subtitle | tentang | about
        column.suppression | yang disembunyikan | hidden counts
        column.threshold | angka terkecil yang ditunjukkan | smallest count shown
        column.complementary | disembunyikan untuk melindungi | hidden to protect
        report.days | {from}[ – {until}] | {from}[ – {until}]
        report.yes | ya | yes
        report.no | tidak | no
        report.explain | Rincian: jalankan {line:plain} | Details: run {line:plain}

        column.countedOn | dihitung tanggal | counted on
        column.recounts | hitung ulang | recounts
        column.sealIntact | segel utuh | seal intact
        column.incidents | kejadian | incidents
        column.capPercentX100 | batas | cap
        column.expense | jenis biaya | kind of cost
        column.itemName | nama barang | item name
        column.twoPeople | dua orang | two people
        column.report.khasAccountability.first | nomor pertama | first number
        column.report.khasAccountability.last | nomor terakhir | last number
        column.report.khasAccountability.records | tanda terima | records
        column.pupils | murid terhitung | pupils counted
        column.fromLabel | dari | from
        column.toLabel | ke | to
        column.decision | keputusan | decision
        column.reportedOn | dilaporkan | reported on
        """
}
