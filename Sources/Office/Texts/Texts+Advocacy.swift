// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// The office's voice in policy.
    static let advocacy = """
        # Methods
        method.advocacy.open | Mulai advokasi | Open an advocacy
        method.advocacy.attachEvidence | Lampirkan bukti advokasi | Attach evidence
        method.advocacy.draftInput | Susun masukan | Draft an input
        method.advocacy.approveInput | Setujui masukan | Approve an input
        method.advocacy.submitInput | Sampaikan masukan | Submit an input
        method.advocacy.attendHearing | Catat dengar pendapat | Record a hearing
        method.advocacy.recordResponse | Catat tanggapan | Record a response
        method.advocacy.recordOutcome | Catat hasil masukan | Record the outcome of an input
        method.advocacy.withdrawInput | Tarik masukan | Withdraw an input
        method.advocacy.close | Tutup advokasi | Close an advocacy
        method.advocacy.list | Daftar advokasi | Advocacies
        method.advocacy.show | Rincian advokasi | One advocacy

        # Params
        param.advocacy | advokasi | advocacy
        param.topic | pokok advokasi | topic
        param.advocacy.open.level | tingkat kebijakan | level of policy
        param.advocacy.list.level | tingkat kebijakan | level of policy
        param.advocacy.open.setting | bidang layanan | field of practice
        param.advocacy.open.channels | cara menyuarakan | channels
        param.advocacy.list.state | keadaan | state
        param.advocacy.attachEvidence.title | judul | title
        param.advocacy.attachEvidence.reference | acuan | reference
        param.document | rancangan atau peraturan | bill or regulation
        param.articles | pasal | articles
        param.proposal | usulan | proposal
        param.references | acuan pendukung | supporting references
        param.revision | revisi | revision
        param.advocacy.submitInput.to | disampaikan kepada | submitted to
        param.advocacy.submitInput.receiptNo | nomor tanda terima | receipt number
        param.advocacy.attendHearing.title | nama acara | name of the hearing
        param.advocacy.attendHearing.note | catatan | note
        param.advocacy.recordResponse.from | tanggapan dari | response from
        param.advocacy.recordResponse.note | isi tanggapan | what was answered
        param.advocacy.recordOutcome.outcome | hasil | outcome
        param.citation | kutipan peraturan | citation
        param.advocacy.recordOutcome.note | catatan | note
        param.advocacy.close.note | catatan | note

        # Columns
        column.advocacy | advokasi | advocacy
        column.topic | pokok | topic
        column.advocacy.list.level | tingkat | level
        column.advocacy.show.level | tingkat | level
        column.channels | cara menyuarakan | channels
        column.document | rancangan atau peraturan | bill or regulation
        column.articles | pasal | articles
        column.revision | revisi | revision
        column.submittedOn | disampaikan | submitted
        column.advocacy.list.to | kepada | to
        column.advocacy.show.to | kepada | to
        column.lastResponseOn | tanggapan terakhir | last response
        column.advocacy.list.outcome | hasil | outcome
        column.advocacy.show.outcome | hasil | outcome
        column.citation | kutipan | citation
        column.evidence | bukti | evidence
        column.advocacy.show.on | tanggal | date
        column.advocacy.show.title | judul | title
        column.advocacy.show.reference | acuan | reference
        column.revisions | revisi masukan | revisions
        column.proposal | usulan | proposal
        column.references | acuan pendukung | supporting references
        column.draftedOn | disusun | drafted
        column.advocacy.show.approvedOn | disetujui | approved
        column.advocacy.show.receiptNo | nomor tanda terima | receipt number
        column.outcomeOn | tanggal hasil | outcome on
        column.advocacy.show.note | catatan | note
        column.hearings | dengar pendapat | hearings
        column.responses | tanggapan | responses
        column.advocacy.show.from | dari | from

        # Codes
        value.AdvocacyLevel.national | nasional | national
        value.AdvocacyLevel.province | provinsi | province
        value.AdvocacyLevel.city | kabupaten/kota | city
        value.AdvocacyChannel.socialisation | sosialisasi | socialisation
        value.AdvocacyChannel.seminar | seminar | seminar
        value.AdvocacyChannel.mediaCampaign | kampanye media | media campaign
        value.AdvocacyChannel.talkShow | gelar wicara | talk show
        value.AdvocacyChannel.writing | tulisan | writing
        value.AdvocacyChannel.ministry | kementerian | ministry
        value.AdvocacyChannel.csr | CSR | CSR
        value.AdvocacyChannel.regulation | peraturan | regulation
        value.AdvocacyChannel.hearing | dengar pendapat | hearing
        value.InputOutcome.adopted | diterima | adopted
        value.InputOutcome.partlyAdopted | diterima sebagian | partly adopted
        value.InputOutcome.rejected | ditolak | rejected
        value.AdvocacyStatus.open | terbuka | open
        value.AdvocacyStatus.drafted | disusun | drafted
        value.AdvocacyStatus.approved | disetujui | approved
        value.AdvocacyStatus.submitted | disampaikan | submitted
        value.AdvocacyStatus.responded | ditanggapi | responded
        value.AdvocacyStatus.adopted | diterima | adopted
        value.AdvocacyStatus.partlyAdopted | diterima sebagian | partly adopted
        value.AdvocacyStatus.rejected | ditolak | rejected
        value.AdvocacyStatus.withdrawn | ditarik | withdrawn
        value.AdvocacyStatus.closed | ditutup | closed
        value.Thing.advocacy | Advokasi | Advocacy

        # Events
        event.advocacy.opened | advokasi dimulai | advocacy opened
        event.advocacy.evidenceAttached | bukti dilampirkan | evidence attached
        event.advocacy.inputDrafted | masukan disusun | input drafted
        event.advocacy.inputApproved | masukan disetujui | input approved
        event.advocacy.inputSubmitted | masukan disampaikan | input submitted
        event.advocacy.hearingAttended | dengar pendapat dihadiri | hearing attended
        event.advocacy.responseReceived | tanggapan diterima | response received
        event.advocacy.inputAdopted | masukan diterima | input adopted
        event.advocacy.inputPartlyAdopted | masukan diterima sebagian | input partly adopted
        event.advocacy.inputRejected | masukan ditolak | input rejected
        event.advocacy.inputWithdrawn | masukan ditarik | input withdrawn
        event.advocacy.closed | advokasi ditutup | advocacy closed

        # Refusals
        refusal.citationMissing | Peraturan dan pasalnya harus disebut. \
        | The regulation and its article must be cited.
        remedy.citationMissing | Sebutkan peraturan dan pasalnya. | Cite document and article.
        title.identifiesClient | Menyebut klien | Identifies a client
        refusal.identifiesClient | Isian {where} memuat nomor yang mengenali klien. \
        | The text at {where} holds a number that identifies a client.
        remedy.identifiesClient | Hapus nomor klien, kasus, keluarga, atau NIK dari naskah. \
        | Take ids of clients, cases, households and NIK out of the text.
        refusal.advocacyClosed | Advokasi ini sudah ditutup. | The advocacy is closed.
        remedy.advocacyClosed | Mulai advokasi baru bila perlu. | Open a new one if needed.
        cli.advocacyClosed | peksosctl advocacy show {advocacy}
        title.revisionUnknown | Revisi itu tidak berlaku | No such revision
        refusal.revisionUnknown | Revisi itu tidak ada atau sudah diganti; yang terbaru \
        {newest}. | There is no such revision, or it was replaced; the newest is {newest}.
        remedy.revisionUnknown | Pakai revisi yang terbaru. | Use the newest revision.
        cli.revisionUnknown | peksosctl advocacy show {advocacy}
        title.revisionFrozen | Revisi sudah disampaikan | The revision was submitted
        refusal.revisionFrozen | Revisi ini sudah disampaikan pada {submittedOn}. \
        | The revision was submitted on {submittedOn}.
        remedy.revisionFrozen | Susun revisi berikutnya. | Draft the next revision.
        cli.revisionFrozen | peksosctl advocacy draft-input {advocacy}
        refusal.notApproved | Revisi ini belum disetujui pengurus. \
        | The board has not approved the revision.
        remedy.notApproved | Minta pengurus menyetujuinya. | Have the board approve it.
        cli.notApproved | peksosctl advocacy approve-input {advocacy} --revision {revision}
        refusal.notSubmitted | Revisi ini belum disampaikan atau sudah ditarik. \
        | The revision was not submitted, or was withdrawn.
        remedy.notSubmitted | Sampaikan dahulu. | Submit it first.
        cli.notSubmitted | peksosctl advocacy show {advocacy}
        title.outcomeRecorded | Hasilnya sudah dicatat | The outcome is on record
        refusal.outcomeRecorded | Hasilnya sudah dicatat: {outcome:value.InputOutcome}. \
        | The outcome is on record: {outcome:value.InputOutcome}.
        remedy.outcomeRecorded | Tidak perlu apa-apa. | Nothing to do.
        """
}
