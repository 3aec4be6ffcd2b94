// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// What belongs to no slice: reserved params, roles, nouns, errors, refusals of every slice.
    static let general = """
        # Reserved params
        param.commandId | nomor perintah (agar aman diulang) | command id (makes a retry safe)
        param.occurredOn | tanggal kejadian | date it happened
        param.expectedVersion | versi yang diharapkan | version expected
        param.reason | alasan | reason
        param.backfilled | catatan lama yang baru dimasukkan | a historic entry
        param.dryRun | coba saja, tanpa mencatat | try only, write nothing
        param.deadlineMs | batas menunggu (milidetik) | patience in milliseconds
        param.lang | bahasa | language
        param.asOf | keadaan per tanggal atau posisi | state as of a date or position
        param.atLeast | sekurangnya sampai posisi ini | at least up to this position
        param.fields | kolom yang diminta | columns asked for
        param.limit | baris per halaman | rows per page
        param.cursor | awal halaman | where the page begins
        param.progress | kabarkan kemajuan | report progress

        # Members of every result
        column.position | posisi | position
        column.events | peristiwa | events
        column.warnings | peringatan | warnings
        column.replayed | sudah tercatat | already recorded
        column.pending | menunggu orang kedua | waits for a second person
        column.date | tanggal | date
        column.state | keadaan | state
        column.name | nama | name
        column.kind | jenis | kind
        column.ref | acuan | reference
        column.fund.ledger.ref | bukti | reference
        column.fund.journal.ref | bukti | reference
        column.report.driveBook.ref | bukti | reference
        column.from | dari | from
        column.to | sampai | to
        column.total | jumlah | total
        column.value | nilai | value
        column.rows | baris | rows
        column.at | saat | time

        # Roles
        value.Role.administrator | administrator | administrator
        value.Role.intake | penerima aduan | intake
        value.Role.worker | pekerja sosial | social worker
        value.Role.supervisor | penyelia | supervisor
        value.Role.coordinator | koordinator | coordinator
        value.Role.treasurer | bendahara | treasurer
        value.Role.storekeeper | penjaga gudang | storekeeper
        value.Role.registrar | petugas registrasi | registrar
        value.Role.board | pengurus | board
        value.Role.auditor | auditor | auditor
        value.Role.dataProtection | pelindung data | data protection
        value.Role.reader | pembaca | reader

        # Things
        value.Thing.drive | Pengumpulan | Drive
        value.Thing.box | Kotak | Box
        value.Thing.count | Hitungan | Count
        value.Thing.fund | Dana | Fund
        value.Thing.entry | Entri | Entry
        value.Thing.item | Barang | Item
        value.Thing.kit | Paket | Kit
        value.Thing.stock | Gudang | Store room
        value.Thing.location | Gudang | Store room
        value.Thing.purchase | Pembelian | Purchase
        value.Thing.distribution | Penyaluran | Distribution
        value.Thing.handover | Serah terima | Hand-over
        value.Thing.beneficiary | Penerima | Beneficiary
        value.Thing.client | Klien | Client
        value.Thing.place | Tempat | Place
        value.Thing.contact | Kontak | Contact
        value.Thing.organisation | Organisasi | Organisation
        value.Thing.operator | Operator | Operator
        value.Thing.person | Orang | Person
        value.Thing.worker | Pekerja sosial | Social worker
        value.Thing.volunteer | Relawan | Volunteer
        value.Thing.approval | Persetujuan | Approval
        value.Thing.access | Catatan akses | Access record
        value.Thing.job | Pekerjaan | Job
        value.Thing.projection | Proyeksi | Projection
        value.Thing.event | Peristiwa | Event
        value.Thing.backup | Cadangan | Backup
        value.Thing.store | Penyimpanan | Store

        # Errors other than those of the line itself
        variant.error.busy | what
        variant.error.notAuthorised | hint
        variant.error.forbidden | because
        error.internal | Kesalahan di dalam daemon. | Something went wrong inside the daemon.
        remedy.error.internal | Lihat jurnal daemon dengan nomor permintaan ini. \
        | Look up this request id in the daemon's journal.
        cli.error.internal | journalctl -u peksosd PEKSOS_REQUEST_ID={request}
        error.busy | Daemon sedang sibuk; coba lagi. | The daemon is busy; try again.
        error.busy.starting | Daemon baru dinyalakan dan belum siap. \
        | The daemon has just started and is not ready.
        error.busy.connections | Terlalu banyak sambungan. | Too many connections.
        error.busy.writer | Antrean perintah penuh. | The queue of commands is full.
        error.busy.subscriptions | Terlalu banyak langganan. | Too many subscriptions.
        error.busy.asOf | Pertanyaan tentang masa lalu dikerjakan satu per satu. \
        | Questions about the past are answered one at a time.
        error.busy.readOnly | Penyimpanan hanya dapat dibaca. | The store can only be read.
        error.draining | Daemon sedang berhenti; tidak ada yang dikerjakan. \
        | The daemon is stopping; nothing was executed.
        error.deadlineExceeded | Batas waktu lewat sebelum perintah dikerjakan. \
        | Time ran out before the command was taken up.
        error.cancelled | Dibatalkan sebelum dikerjakan. | Cancelled before it was executed.
        error.notAuthorised | Anda belum terdaftar sebagai operator kantor ini. \
        | You are not an operator of this office.
        error.notAuthorised.userNamespace | Pengguna dari ruang nama lain tidak dilayani. \
        | Users of another namespace are not served.
        remedy.error.notAuthorised | Minta administrator mendaftarkan uid Anda. \
        | Ask an administrator to register your uid.
        error.forbidden | Peran Anda tidak boleh memakai ini[; perlu: {needs:value.Role}]. \
        | Your roles may not do this[; it needs: {needs:value.Role}].
        error.forbidden.notTrainingStore | Hanya untuk penyimpanan latihan. \
        | Only on a training store.
        remedy.error.forbidden | Minta orang yang berperan itu mengerjakannya. \
        | Ask somebody with that role.
        variant.error.notFound | what
        error.notFound | {what:value.Thing} {id} tidak ditemukan. \
        | {what:value.Thing} {id} not found.
        remedy.error.notFound | Periksa nomornya; yang di luar jangkauan Anda juga tidak tampak. \
        | Check the number; what is out of your reach does not show either.
        cli.error.notFound.case | peksosctl case list
        cli.error.notFound.referral | peksosctl referral list
        cli.error.notFound.worker | peksosctl worker list
        cli.error.notFound.safeHouse | peksosctl safe-house list
        cli.error.notFound.complaint | peksosctl complaint list
        cli.error.notFound.approval | peksosctl approval list
        cli.error.notFound.operator | peksosctl operator list
        cli.error.notFound.organisation | peksosctl organisation list
        cli.error.notFound.place | peksosctl place list
        cli.error.notFound.drive | peksosctl drive list
        cli.error.notFound.box | peksosctl box list
        cli.error.notFound.count | peksosctl count list
        cli.error.notFound.fund | peksosctl fund list
        cli.error.notFound.item | peksosctl item list
        cli.error.notFound.purchase | peksosctl purchase list
        cli.error.notFound.distribution | peksosctl distribution list
        error.versionConflict | {stream} sudah berubah: versi {actual:plain}, \
        bukan {expected:plain}. | {stream} has changed: version {actual:plain}, not \
        {expected:plain}.
        remedy.error.versionConflict | Baca lagi, lalu putuskan lagi. \
        | Read again, then decide again.
        error.commandIdReused | Nomor perintah ini sudah dipakai untuk perintah lain. \
        | This command id was used for another command.
        error.refused | Ditolak oleh aturan kantor. | Refused by the office's rules.
        error.storeFull | Penyimpanan penuh; tidak ada yang dicatat. \
        | The store is full; nothing was written.
        remedy.error.storeFull | Beri tahu administrator: perbesar penyimpanan atau kosongkan \
        diska. \
        | Tell an administrator: enlarge the store or free the disk.
        error.storeIO | Diska gagal dibaca; tidak ada yang dicatat. \
        | The disk could not be read; nothing was written.
        error.storeCorrupt | Isi penyimpanan rusak. | The store is damaged.
        remedy.error.storeCorrupt | Periksa seluruh catatan; yang rusak dipulihkan administrator \
        dari cadangan. \
        | Verify the whole log; an administrator restores what is damaged from a backup.
        cli.error.storeCorrupt | peksosctl log verify --scope full --wait
        error.outcomeUnknown | Belum pasti apakah perintah tercatat. \
        | It is not known whether the command was recorded.
        remedy.error.outcomeUnknown | Kirim lagi baris yang sama dengan nomor perintah yang sama. \
        | Send the same line again with the same command id.
        error.projectionStale | Tampilan {projection} belum mutakhir (selisih {lag}). \
        | The view {projection} is not up to date ({lag} behind).
        remedy.error.projectionStale | Coba lagi sebentar. | Try again shortly.
        variant.error.projectionStale | projection
        remedy.error.projectionStale.streams | Posisi itu belum tercatat: pakai posisi yang ada, \
        atau coba lagi sebentar. \
        | Nothing is recorded there yet: use a position that is, or try again shortly.
        cli.error.projectionStale.streams | peksosctl log head
        remedy.error.projectionStale.views | Daemon memulai ulang dan membangun tampilannya: \
        kirim lagi setelah siap. | The daemon starts anew and builds its views: send it again once \
        it is ready.
        cli.error.projectionStale.views | peksosctl status
        error.subjectErased | Data pribadi orang ini sudah dihapus. | This person's data was erased.

        # Refusals of every slice
        refusal.futureDated | Tanggal kejadian belum tiba; hari ini {today}. \
        | The date lies ahead; today is {today}.
        remedy.futureDated | Pakai tanggal hari ini atau sebelumnya. | Use today or an earlier date.
        cli.futureDated | {same} --occurred-on {today}
        refusal.outOfOrder | Tanggalnya sebelum langkah terakhir, {lastStepOn}. \
        | The date is before the last step, {lastStepOn}.
        remedy.outOfOrder | Pakai tanggal {lastStepOn} atau sesudahnya. \
        | Use {lastStepOn} or a later date.
        cli.outOfOrder | {same} --occurred-on {lastStepOn}
        refusal.alreadyExists | {what:value.Thing} {id} sudah ada. | {what:value.Thing} {id} exists.
        remedy.alreadyExists | Pilih kode lain. | Choose another code.
        variant.alreadyExists | what
        cli.alreadyExists.drive | peksosctl drive list
        cli.alreadyExists.box | peksosctl box list
        cli.alreadyExists.fund | peksosctl fund list
        cli.alreadyExists.item | peksosctl item list
        cli.alreadyExists.location | peksosctl stock list
        cli.alreadyExists.place | peksosctl place list
        refusal.wrongState | {what:value.Thing} {id} berkeadaan {state:value.State}; \
        perlu {needed:value.State}. \
        | {what:value.Thing} {id} is {state:value.State}; it must be {needed:value.State}.
        remedy.wrongState | Lihat keadaannya lebih dahulu. | Look at its state first.
        variant.wrongState | what
        cli.wrongState.drive | peksosctl drive list
        cli.wrongState.box | peksosctl box list
        cli.wrongState.count | peksosctl count list
        cli.wrongState.purchase | peksosctl purchase list
        cli.wrongState.distribution | peksosctl distribution list
        refusal.validityDates | Tanggal akhir {to} sebelum tanggal awal {from}. \
        | The end {to} is before the start {from}.
        remedy.validityDates | Betulkan kedua tanggal. | Correct the two dates.
        refusal.selfApproval | Pemohon dan penyetuju harus dua orang. \
        | Who asks and who approves must be two people.
        remedy.selfApproval | Minta operator lain. | Ask another operator.
        cli.selfApproval | peksosctl operator list
        refusal.reasonRequired | Perlu alasan. | A reason is needed.
        remedy.reasonRequired | Ulangi dengan --reason. | Repeat it with --reason.
        refusal.subjectErased | Data pribadi orang ini sudah dihapus. \
        | This person's data was erased.
        remedy.subjectErased | Daftarkan kembali sebagai orang baru bila perlu. \
        | Register the person anew if needed.
        warning.deprecated | Cara ini akan dihapus; pakai {use}. \
        | This goes away; use {use} instead.
        """
}
