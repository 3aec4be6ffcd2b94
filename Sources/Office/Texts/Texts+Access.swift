// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Emergency access and complaints.
    static let access = """
        # Emergency access
        method.access.breakGlass | Buka dalam keadaan darurat | Open in an emergency
        method.access.review | Periksa pembukaan darurat | Review an emergency opening
        param.access.breakGlass.case | kasus | case
        param.access.breakGlass.client | klien | client
        param.access.review.entry | posisi pembukaan | position of the opening
        param.access.review.finding | hasil pemeriksaan | finding
        param.access.review.note | catatan pemeriksaan | note
        column.access.breakGlass.entry | posisi | position
        column.access.breakGlass.until | terbuka sampai | open until
        column.access.review.entry | posisi | position
        column.access.review.finding | hasil | finding
        value.BreakGlassFinding.justified | beralasan | justified
        value.BreakGlassFinding.notJustified | tidak beralasan | not justified
        event.access.breakGlassOpened | pembukaan darurat | opened in an emergency
        event.access.breakGlassReviewed | pembukaan darurat diperiksa | emergency opening reviewed
        refusal.reasonTooShort | Alasan harus paling sedikit 20 huruf. \
        | The reason needs at least 20 characters.
        remedy.reasonTooShort | Tulis keadaan daruratnya. | Say what the emergency is.
        refusal.breakGlassOpen | Sudah terbuka sampai {until}. | It is open until {until} already.
        remedy.breakGlassOpen | Lanjutkan membaca. | Go on reading.
        title.breakGlassOpen | Sudah terbuka | It is open already
        refusal.selfReview | Yang membuka tidak memeriksa sendiri. \
        | Who opened it does not review it.
        remedy.selfReview | Minta petugas data yang lain. | Ask another data officer.
        refusal.alreadyReviewed | Pembukaan ini sudah diperiksa. \
        | The opening was reviewed already.
        remedy.alreadyReviewed | Tidak perlu apa-apa. | Nothing to do.
        refusal.unknownEntry | Tidak ada pembukaan darurat di posisi itu. \
        | There is no emergency opening at that position.
        remedy.unknownEntry | Cari di daftar tunggakan. | Look in the list of what is overdue.

        # Complaints
        method.complaint.file | Catat pengaduan | File a complaint
        method.complaint.assign | Tunjuk penangan pengaduan | Assign a complaint
        method.complaint.escalate | Naikkan pengaduan | Escalate a complaint
        method.complaint.answer | Jawab pengaduan | Answer a complaint
        method.complaint.close | Tutup pengaduan | Close a complaint
        method.complaint.list | Daftar pengaduan | Complaints
        param.complaint | pengaduan | complaint
        param.complaint.file.kind | perihal | about what
        param.complaint.file.about | nomor yang diadukan | id of what it is about
        param.complaint.file.text | isi pengaduan | what is said
        param.complaint.file.client | klien yang mengadu | client who complains
        param.complaint.file.complainantName | nama pengadu | name of the complainant
        param.complaint.file.channel | cara mengadu | how it came
        param.complaint.assign.handler | penangan | handler
        param.complaint.escalate.to | kepada | to
        param.complaint.answer.answer | jawaban | answer
        param.complaint.close.outcome | hasil | outcome
        column.complaint | pengaduan | complaint
        column.complaint.escalate.to | kepada | to
        column.complaint.list.kind | perihal | about what
        column.complaint.list.about | yang diadukan | about
        column.complaint.list.filedOn | tanggal pengaduan | filed on
        column.complaint.list.daysOpen | hari berjalan | days open
        column.handler | penangan | handler
        column.complaint.list.outcome | hasil | outcome
        column.complaint.close.outcome | hasil | outcome
        column.complaint.list.state | keadaan | state
        value.ComplaintKind.case | kasus | case
        value.ComplaintKind.distribution | penyaluran | distribution
        value.ComplaintKind.worker | pekerja sosial | social worker
        value.ComplaintKind.activity | kegiatan | activity
        value.ComplaintKind.office | kantor | office
        value.ComplaintChannel.inPerson | datang sendiri | in person
        value.ComplaintChannel.phone | telepon | telephone
        value.ComplaintChannel.letter | surat | letter
        value.ComplaintChannel.message | pesan | message
        value.EscalationLevel.supervisor | supervisor | supervisor
        value.EscalationLevel.board | pengurus | board
        value.ComplaintOutcome.upheld | terbukti | upheld
        value.ComplaintOutcome.partlyUpheld | terbukti sebagian | partly upheld
        value.ComplaintOutcome.notUpheld | tidak terbukti | not upheld
        value.ComplaintOutcome.withdrawn | dicabut | withdrawn
        value.ComplaintState.filed | dicatat | filed
        value.ComplaintState.assigned | ditangani | assigned
        value.ComplaintState.answered | dijawab | answered
        value.ComplaintState.closed | ditutup | closed
        event.complaint.filed | pengaduan dicatat | complaint filed
        event.complaint.assigned | penangan ditunjuk | complaint assigned
        event.complaint.escalated | pengaduan dinaikkan | complaint escalated
        event.complaint.answered | pengaduan dijawab | complaint answered
        event.complaint.closed | pengaduan ditutup | complaint closed
        refusal.handlerInvolved | Penangan ini terlibat dalam yang diadukan. \
        | The handler is part of what is complained about.
        remedy.handlerInvolved | Pilih penangan lain. | Choose another handler.
        refusal.complaintClosed | Pengaduan ini sudah ditutup. | The complaint is closed.
        remedy.complaintClosed | Catat pengaduan baru bila perlu. | File a new one if needed.
        refusal.answerMissing | Pengaduan ini belum dijawab. | The complaint has no answer yet.
        remedy.answerMissing | Jawab lebih dahulu. | Answer it first.

        # Kinds of approval
        value.ApprovalKind.erasure | penghapusan data pribadi | erasure
        value.ApprovalKind.holdRelease | pelepasan penahanan data | release of a hold
        value.ApprovalKind.unrestrict | pembukaan kasus terbatas | lifting of a restriction
        value.ApprovalKind.rollback | penyimpanan yang dipulihkan | restored store
        """
}
