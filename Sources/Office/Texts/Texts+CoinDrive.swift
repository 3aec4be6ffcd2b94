// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Drives, boxes and counts.
    static let coinDrive = """
        # Drives
        method.drive.plan | Rencanakan pengumpulan | Plan a drive
        method.drive.recordPermit | Catat izin | Record the permit
        method.drive.recordExemption | Catat pengecualian izin | Record an exemption
        method.drive.extendPermit | Perpanjang izin | Extend the permit
        method.drive.start | Mulai pengumpulan | Start the drive
        method.drive.stop | Hentikan pengumpulan | Stop the drive
        method.drive.submitReport | Serahkan laporan | Submit the report
        method.drive.close | Tutup pengumpulan | Close the drive
        method.drive.cancel | Batalkan pengumpulan | Cancel the drive
        method.drive.list | Daftar pengumpulan | Drives
        method.drive.permits | Izin dan laporan pengumpulan | Permits and reports of drives
        method.drive.balances | Uang dan barang pengumpulan | Money and goods of drives
        event.drive.planned | pengumpulan direncanakan | drive planned
        event.drive.permitRecorded | izin dicatat | permit recorded
        event.drive.exemptionRecorded | pengecualian dicatat | exemption recorded
        event.drive.permitExtended | izin diperpanjang | permit extended
        event.drive.started | pengumpulan dimulai | drive started
        event.drive.stopped | pengumpulan dihentikan | drive stopped
        event.drive.reportSubmitted | laporan diserahkan | report submitted
        event.drive.closed | pengumpulan ditutup | drive closed
        event.drive.cancelled | pengumpulan dibatalkan | drive cancelled
        param.drive | pengumpulan | drive
        param.drive.plan.name | nama | name
        param.drive.plan.purpose | tujuan | purpose
        param.drive.plan.categories | golongan barang yang boleh dibeli | categories it may buy
        param.drive.plan.areas | kabupaten atau kota | regencies or cities
        param.drive.plan.from | hari pertama | first day
        param.drive.plan.to | hari terakhir | last day
        param.organiser | penyelenggara | organiser
        param.partners | mitra | partners
        param.disaster | untuk bencana | for a disaster
        param.authority | pemberi izin | authority
        param.drive.recordPermit.number | nomor izin | permit number
        param.drive.recordPermit.issuedOn | tanggal izin | date of the permit
        param.drive.recordPermit.from | izin mulai | valid from
        param.drive.recordPermit.to | izin sampai | valid to
        param.drive.recordPermit.areas | wilayah izin | areas of the permit
        param.ground | dasar pengecualian | ground of the exemption
        param.drive.recordExemption.description | keterangan | description
        param.drive.extendPermit.to | diperpanjang sampai | extended to
        param.drive.extendPermit.number | nomor perpanjangan | number of the extension
        param.recipient | penerima laporan | recipient of the report
        param.drive.submitReport.receiptNumber | nomor tanda terima | receipt number
        param.auditKind | jenis audit | kind of audit
        param.auditReference | nomor berita acara audit | reference of the audit
        param.drive.list.state | keadaan | state
        column.authorityNeeded | pemberi izin yang diperlukan | authority needed
        column.number | nomor | number
        column.exemption | pengecualian | exemption
        column.extendedTo | diperpanjang sampai | extended to
        column.areas | wilayah | areas
        column.daysLeft | sisa hari | days left
        column.reportDue | batas laporan | report due
        column.collected | terkumpul | collected
        column.deposited | disetor | deposited
        column.fundraisingCost | biaya penggalangan | fundraising cost
        column.costCap | batas biaya | cost cap
        column.costPercentX100 | bagian biaya | share of cost
        column.drive.balances.fundraisingCost | biaya | cost
        column.purchased | dibeli | purchased
        column.issued | disalurkan | issued
        column.stockValue | nilai barang | value of goods
        column.bank | di bank | in the bank
        column.undeposited | belum disetor | not deposited
        value.Authority.regentMayor | bupati/wali kota | regent or mayor
        value.Authority.governor | gubernur | governor
        value.Authority.minister | menteri sosial | minister
        value.ExemptionGround.zakat | zakat | zakat
        value.ExemptionGround.placeOfWorship | rumah ibadah | place of worship
        value.ExemptionGround.emergency | keadaan darurat | emergency
        value.ExemptionGround.mutualAid | gotong royong terbatas | mutual aid in a limited setting
        value.ExemptionGround.members | antaranggota organisasi | among members
        value.AuditKind.internal | audit internal | internal audit
        value.AuditKind.publicAccountant | akuntan publik | public accountant
        value.DriveState.planned | direncanakan | planned
        value.DriveState.started | berjalan | started
        value.DriveState.stopped | berhenti | stopped
        value.DriveState.reported | dilaporkan | reported
        value.DriveState.closed | ditutup | closed
        value.DriveState.cancelled | dibatalkan | cancelled
        value.Blocker.boxOut | kotak masih di luar: | box still out:
        value.Blocker.boxUncounted | kotak belum dihitung: | box not counted:
        value.Blocker.countOpen | hitungan belum selesai: | count not finished:
        value.Blocker.disputeOpen | sengketa terbuka: | dispute open:
        value.Blocker.cashUndeposited | koin belum disetor: Rp | coins not deposited: Rp
        value.Blocker.purchaseOpen | pembelian terbuka: | purchase open:
        value.Blocker.distributionOpen | penyaluran terbuka: | distribution open:
        value.Blocker.bankLeft | sisa di bank: Rp | left in the bank: Rp
        value.Blocker.stockLeft | sisa barang: Rp | goods left: Rp
        value.Blocker.reportMissing | laporan belum masuk | report missing
        value.PermitPart.permit | izinnya belum ada | there is none yet
        value.PermitPart.areas | wilayahnya kurang | areas are missing
        value.PermitPart.dates | masa berlakunya kurang | its dates are too narrow
        refusal.permitAlreadyRecorded | Izin atau pengecualian sudah dicatat. \
        | A permit or an exemption is already recorded.
        remedy.permitAlreadyRecorded | Lihat izin yang tercatat. | Look at the recorded permit.
        cli.permitAlreadyRecorded | peksosctl drive permits --drive {drive}
        refusal.permitAuthorityTooLow | Izin harus dari {needed:value.Authority}, bukan \
        {given:value.Authority}. \
        | The permit must come from the {needed:value.Authority}, not the {given:value.Authority}.
        remedy.permitAuthorityTooLow | Ajukan izin kepada {needed:value.Authority}. \
        | Apply to the {needed:value.Authority}.
        refusal.permitPeriodTooLong | Izin paling lama sampai {latest}. \
        | The permit may last until {latest} at most.
        remedy.permitPeriodTooLong | Pakai tanggal akhir {latest} atau sebelumnya. \
        | Use {latest} or an earlier end.
        cli.permitPeriodTooLong | {same} --to {latest}
        refusal.permitMissing | Izin belum cukup: {missing:value.PermitPart}. \
        | The permit does not cover it: {missing:value.PermitPart}.
        remedy.permitMissing | Catat izin atau pengecualian lebih dahulu. \
        | Record a permit or an exemption first.
        cli.permitMissing | peksosctl drive record-permit {drive}
        refusal.permitAlreadyExtended | Izin sudah diperpanjang sampai {to}. \
        | The permit was already extended to {to}.
        remedy.permitAlreadyExtended | Hentikan pengumpulan pada waktunya. | Stop the drive in time.
        refusal.auditRequired \
        | Terkumpul {collected:rupiah}; mulai {threshold:rupiah} perlu akuntan \
        publik. \
        | Collected {collected:rupiah}; from {threshold:rupiah} a public accountant is needed.
        remedy.auditRequired | Serahkan audit akuntan publik. \
        | Submit the audit of a public accountant.
        cli.auditRequired | {same} --audit-kind publicAccountant
        warning.reportLate | Laporan terlambat; batasnya {due}. \
        | The report is late; it was due {due}.
        refusal.driveNotSettled | Belum selesai: {blockers:each kind=Blocker,ref,amount}. \
        | Not settled: {blockers:each kind=Blocker,ref,amount}.
        remedy.driveNotSettled | Selesaikan satu per satu. | Settle them one by one.
        variant.driveNotSettled | blockers.0.kind
        cli.driveNotSettled.boxOut | peksosctl box retrieve {blockers.0.ref}
        cli.driveNotSettled.boxUncounted | peksosctl count open {blockers.0.ref}
        cli.driveNotSettled.countOpen | peksosctl count show {blockers.0.ref}
        cli.driveNotSettled.disputeOpen | peksosctl distribution list --fund {drive}
        cli.driveNotSettled.cashUndeposited | peksosctl fund deposit-cash {drive}
        cli.driveNotSettled.purchaseOpen | peksosctl purchase show {blockers.0.ref}
        cli.driveNotSettled.distributionOpen | peksosctl distribution show {blockers.0.ref}
        cli.driveNotSettled.bankLeft | peksosctl fund carry-over {drive}
        cli.driveNotSettled.stockLeft | peksosctl fund carry-over {drive}
        cli.driveNotSettled.reportMissing | peksosctl drive submit-report {drive}

        # States, wherever a refusal names one
        value.State.planned | direncanakan | planned
        value.State.started | berjalan | started
        value.State.stopped | berhenti | stopped
        value.State.reported | dilaporkan | reported
        value.State.closed | ditutup | closed
        value.State.cancelled | dibatalkan | cancelled
        value.State.registered | terdaftar | registered
        value.State.sealed | tersegel | sealed
        value.State.deployed | dipasang | deployed
        value.State.retrieved | diambil | retrieved
        value.State.emptied | kosong | emptied
        value.State.lost | hilang | lost
        value.State.retired | tidak dipakai lagi | retired
        value.State.open | terbuka | open
        value.State.confirmed | disahkan | confirmed
        value.State.disputed | disengketakan | disputed
        value.State.voided | dibatalkan | voided
        """
}
