// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Members of the profession and reports about the workforce.
    static let members = """
        # Methods
        method.membership.apply | Ajukan keanggotaan | Apply for membership
        method.membership.admit | Terima anggota | Admit a member
        method.membership.payDues | Catat iuran | Record dues
        method.membership.issueCard | Terbitkan kartu anggota | Issue a member's card
        method.membership.revokeCard | Cabut kartu anggota | Revoke a member's card
        method.membership.move | Pindahkan anggota | Move a member
        method.membership.delegate | Utus anggota | Delegate a member
        method.membership.lapse | Akhiri keanggotaan | End a membership
        method.membership.byDistrict | Anggota menurut kabupaten dan kota | Members by district
        method.workforce.report | Catat laporan tenaga kerja | Record a workforce report
        method.workforce.coverage | Tenaga pekerja sosial suatu wilayah | Social workers of an area

        # Params
        param.membership.apply.person | pekerja sosial atau relawan | social worker or volunteer
        param.membership.apply.body | organisasi profesi | body
        param.membership.apply.category | jenis keanggotaan | category
        param.membership.admit.membership | keanggotaan | membership
        param.membership.payDues.membership | keanggotaan | membership
        param.membership.payDues.period | tahun iuran | year of the dues
        param.membership.issueCard.membership | keanggotaan | membership
        param.membership.issueCard.cardNo | nomor kartu | card number
        param.membership.revokeCard.membership | keanggotaan | membership
        param.membership.move.membership | keanggotaan | membership
        param.membership.delegate.membership | keanggotaan | membership
        param.membership.delegate.activity | kegiatan | activity
        param.membership.delegate.role | sebagai | as
        param.membership.lapse.membership | keanggotaan | membership
        param.membership.byDistrict.province | provinsi | province
        param.membership.byDistrict.body | organisasi profesi | body
        param.workforce.report.asOn | keadaan pada tanggal | as on
        param.workforce.report.source | sumber | source
        param.workforce.report.declaredWorkers | jumlah yang dinyatakan | declared workers
        param.workforce.report.declaredCertified | bersertifikat yang dinyatakan \
        | declared certified
        param.workforce.report.postings | menurut penempatan | by posting
        param.workforce.report.kind | jenis penempatan | kind of posting
        param.workforce.report.workers | pekerja sosial | social workers
        param.workforce.report.certified | bersertifikat | certified
        param.workforce.coverage.basis | dasar angka | where the figures come from
        param.workforce.coverage.report | laporan | report

        # Columns
        column.membership.apply.membership | keanggotaan | membership
        column.membership.admit.membership | keanggotaan | membership
        column.membership.payDues.membership | keanggotaan | membership
        column.membership.issueCard.membership | keanggotaan | membership
        column.membership.revokeCard.membership | keanggotaan | membership
        column.membership.move.membership | keanggotaan | membership
        column.membership.delegate.membership | keanggotaan | membership
        column.membership.lapse.membership | keanggotaan | membership
        column.membership.byDistrict.province | provinsi | province
        column.membership.byDistrict.areaName | nama wilayah | name of the area
        column.membership.byDistrict.regular | anggota biasa | regular members
        column.membership.byDistrict.associate | anggota luar biasa | associates
        column.membership.byDistrict.lapsed | berakhir | lapsed
        column.membership.byDistrict.withCard | berkartu | with a card
        column.membership.byDistrict.certified | bersertifikat | certified
        column.membership.byDistrict.districts | kabupaten dan kota | districts
        column.membership.byDistrict.districtsWithMembers | yang beranggota | districts with members
        column.workforce.report.report | laporan | report
        column.workforce.report.discrepancy | selisih | discrepancy
        column.workforce.coverage.asOn | per tanggal | as on
        column.workforce.coverage.postingKind | penempatan | posting
        column.workforce.coverage.certified | bersertifikat | certified
        column.workforce.coverage.uncertified | belum bersertifikat | not certified
        column.workforce.coverage.shareX1000 | bersertifikat (per seribu) | certified (per thousand)
        column.workforce.coverage.basis | dasar | basis
        column.workforce.coverage.note | keterangan | remark
        column.workforce.coverage.discrepancy | selisih | discrepancy

        # Codes
        value.MembershipCategory.regular | biasa | regular
        value.MembershipCategory.associate | luar biasa | associate
        value.MembershipState.applied | diajukan | applied
        value.MembershipState.admitted | diterima | admitted
        value.MembershipState.lapsed | berakhir | lapsed
        value.CoverageBasis.declared | dinyatakan dokumen | declared
        value.CoverageBasis.registry | daftar kantor | registry
        value.CoverageKind.office | kantor peksos | social workers' office
        value.CoverageKind.kelurahan | kelurahan | urban village
        value.CoverageKind.pkh | PKH | cash-transfer programme (PKH)
        value.CoverageKind.lk3 | LK3 | family consultation body (LK3)
        value.CoverageKind.dinasSosial | dinas sosial | social affairs office
        value.CoverageKind.saktiPeksos | Sakti Peksos | ministry-contracted (Sakti Peksos)
        value.CoverageKind.ipwl | IPWL | drug-rehabilitation reporting (IPWL)
        value.CoverageKind.lks | LKS | welfare institution
        value.CoverageKind.orsos | orsos | social organisation
        value.CoverageKind.hospital | rumah sakit | hospital
        value.CoverageKind.school | sekolah | school
        value.CoverageKind.correctional | lembaga pemasyarakatan | correctional institution
        value.CoverageKind.industry | industri | industry
        value.CoverageKind.ngo | LSM | NGO
        value.CoverageKind.independent | mandiri | independent
        value.CoverageKind.sumOfPostings | jumlah penempatan | sum of the postings
        value.CoverageKind.unallocated | tidak terbagi | not allocated
        value.CoverageKind.declaredTotal | total dinyatakan | declared total
        value.CoverageKind.unposted | belum ditempatkan | not posted
        value.CoverageKind.registryTotal | total menurut daftar | total of the registry
        value.CoverageNote.workforceDiscrepancy | jumlah penempatan berbeda dari total \
        | the postings do not add up to the total
        value.Thing.membership | Keanggotaan | Membership
        value.Thing.report | Laporan | Report

        # Events
        event.membership.applied | keanggotaan diajukan | membership applied for
        event.membership.admitted | anggota diterima | member admitted
        event.membership.duesPaid | iuran dibayar | dues paid
        event.membership.cardIssued | kartu anggota diterbitkan | card issued
        event.membership.cardRevoked | kartu anggota dicabut | card revoked
        event.membership.moved | anggota pindah wilayah | member moved
        event.membership.delegated | anggota diutus | member delegated
        event.membership.lapsed | keanggotaan berakhir | membership ended
        event.workforce.reported | laporan tenaga kerja dicatat | workforce reported
        event.workforce.discrepancyNoted | selisih laporan dicatat | discrepancy noted
        event.fund.duesReceived | iuran diterima | dues received

        # Refusals
        title.notAGraduate | Bukan lulusan pekerjaan sosial | Not a graduate of social work
        refusal.notAGraduate \
        | Anggota biasa harus lulusan pekerjaan sosial atau kesejahteraan sosial. \
        | Regular members are graduates of social work or social welfare.
        remedy.notAGraduate | Ajukan sebagai anggota luar biasa. | Apply as an associate.
        title.alreadyMember | Sudah menjadi anggota | A member already
        refusal.alreadyMember | Sudah ada keanggotaan {membership}. \
        | There is the membership {membership}.
        remedy.alreadyMember | Pakai keanggotaan itu. | Use that membership.
        refusal.areaLevel | Wilayahnya harus kabupaten atau kota. \
        | The area must be a regency or city.
        remedy.areaLevel | Pakai kode seperti 35.78. | Use a code like 35.78.
        cli.areaLevel | peksosctl area list --level 2
        title.membershipState | Keadaan keanggotaan tidak mengizinkan \
        | The membership's state forbids it
        refusal.membershipState | Keanggotaan ini {state:value.MembershipState}. \
        | The membership is {state:value.MembershipState}.
        remedy.membershipState | Periksa keadaannya. | Check its state.
        refusal.sameArea | Anggota sudah tercatat di wilayah itu. \
        | The member is in that area already.
        remedy.sameArea | Tidak perlu apa-apa. | Nothing to do.
        refusal.duesAlreadyPaid | Iuran tahun itu sudah dibayar. | The dues of that year are paid.
        remedy.duesAlreadyPaid | Tidak perlu apa-apa. | Nothing to do.
        title.membership.payDues.receiptReused | Nomor kuitansi sudah dipakai \
        | The receipt number is taken
        refusal.membership.payDues.receiptReused \
        | Nomor kuitansi itu sudah dipakai untuk {membership}. \
        | That receipt number was used for {membership}.
        remedy.membership.payDues.receiptReused | Periksa nomor kuitansinya. \
        | Check the receipt number.
        cli.membership.payDues.receiptReused \
        | peksosctl events read --stream membership-{membership}
        refusal.membership.issueCard.notAdmitted | Orang ini bukan anggota yang diterima. \
        | The member is not admitted.
        remedy.membership.issueCard.notAdmitted | Terima dahulu; yang sudah berhenti mendaftar \
        lagi. | Admit the member first; who has left applies again.
        cli.membership.issueCard.notAdmitted | peksosctl membership admit {membership}
        refusal.membership.delegate.notAdmitted | Orang ini bukan anggota yang diterima. \
        | The member is not admitted.
        remedy.membership.delegate.notAdmitted | Terima dahulu; yang sudah berhenti mendaftar \
        lagi. | Admit the member first; who has left applies again.
        cli.membership.delegate.notAdmitted | peksosctl membership admit {membership}
        title.duesUnpaid | Iuran belum dibayar | The dues are not paid
        refusal.duesUnpaid | Iuran tahun {period} belum dibayar. \
        | The dues of {period} are not paid.
        remedy.duesUnpaid | Bayar iurannya dahulu. | Pay the dues first.
        refusal.cardNoUsed | Nomor kartu ini sudah pernah dipakai. \
        | That card number was used before.
        remedy.cardNoUsed | Pakai nomor baru. | Use a new number.
        refusal.noCard | Anggota ini tidak memegang kartu. | The member has no card.
        remedy.noCard | Tidak perlu apa-apa. | Nothing to do.
        title.reportExists | Laporan itu sudah tercatat | The report is on record
        refusal.reportExists | Dokumen ini sudah tercatat sebagai {report}. \
        | That document is on record as {report}.
        remedy.reportExists | Laporan tidak pernah dibetulkan; dokumen lain adalah laporan lain. \
        | A report is never corrected; another document is another report.
        refusal.certifiedExceedsWorkers | Yang bersertifikat lebih banyak dari pekerjanya. \
        | More are certified than there are workers.
        remedy.certifiedExceedsWorkers | Periksa angka dalam dokumen. \
        | Check the figures of the document.
        title.postingTwice | Penempatan disebut dua kali | A posting stands twice
        refusal.postingTwice | Penempatan {kind:value.PostingKind} disebut dua kali. \
        | The posting {kind:value.PostingKind} stands twice.
        remedy.postingTwice | Gabungkan angkanya. | Put the figures together.
        refusal.workforceDiscrepancy | Jumlah penempatan {sum}, total dinyatakan {declared}. \
        | The postings add up to {sum}, the declared total is {declared}.
        remedy.workforceDiscrepancy | Angkanya disimpan seperti tertulis. \
        | The figures are kept as they are written.
        """
}
