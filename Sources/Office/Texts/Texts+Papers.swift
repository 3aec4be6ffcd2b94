// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Exams, certificates, letters of registration, licences, ethics, quality of services.
    static let papers = """
        # Methods
        method.worker.registerExam | Daftarkan uji kompetensi | Enter for an exam
        method.worker.recordExamResult | Catat hasil uji kompetensi | Record the result of an exam
        method.worker.renewCertificate | Perpanjang sertifikat | Renew a certificate
        method.worker.revokeCertificate | Cabut sertifikat | Revoke a certificate
        method.worker.issueRegistration | Catat STR | Record a letter of registration (STR)
        method.worker.license | Catat SIPPS | Record a licence to practise (SIPPS)
        method.worker.suspendLicence | Bekukan SIPPS | Suspend a licence to practise
        method.certificate.list | Dokumen yang akan habis | Papers that run out
        method.ethics.open | Buka perkara etik | Open an ethics case
        method.ethics.rule | Putuskan perkara etik | Rule on an ethics case
        method.ethics.list | Daftar perkara etik | Ethics cases
        method.service.quality | Mutu layanan | Quality of services

        # Params
        param.worker.registerExam.heldOn | tanggal uji | held on
        param.worker.registerExam.recommendedBy | organisasi profesi yang merekomendasikan \
        | recommending professional body
        param.worker.registerExam.recommendationRef | nomor rekomendasi \
        | reference of the recommendation
        param.worker.recordExamResult.exam | uji kompetensi | exam
        param.worker.recordExamResult.result | hasil | result
        param.worker.recordExamResult.evidence | bukti | evidence
        param.worker.issueRegistration.strNo | nomor STR | number of the letter
        param.worker.issueRegistration.healthLetter | ada surat sehat | there is a health letter
        param.worker.issueRegistration.oath | sudah disumpah | the oath was taken
        param.worker.issueRegistration.ethicsStatement | ada pernyataan patuh etik \
        | there is a statement on ethics
        param.worker.license.licenceNo | nomor SIPPS | licence number
        param.worker.suspendLicence.licenceNo | nomor SIPPS | licence number
        param.worker.suspendLicence.until | sampai tanggal | until
        param.certificate.list.doc | dokumen | paper
        param.certificate.list.band | sisa waktu | time left
        param.ethics.open.allegation | tuduhan | allegation
        param.ethics.rule.ethics | perkara etik | ethics case
        param.ethics.rule.ruling | putusan | ruling
        param.ethics.rule.sanction | sanksi | sanction
        param.ethics.rule.until | sampai tanggal | until
        param.service.quality.from | dari tanggal | from
        param.service.quality.until | sampai tanggal | until
        param.service.quality.by | dikelompokkan menurut | counted by

        # Columns
        column.worker.registerExam.exam | uji kompetensi | exam
        column.worker.recordExamResult.exam | uji kompetensi | exam
        column.worker.issueRegistration.strNo | nomor STR | number of the letter
        column.worker.license.licenceNo | nomor SIPPS | licence number
        column.worker.show.suspended | diskors | suspended
        column.worker.list.suspended | diskors | suspended
        column.caseload.list.suspended | diskors | suspended
        column.certificate.list.doc | dokumen | paper
        column.certificate.list.band | sisa waktu | time left
        column.ethics.open.ethics | perkara etik | ethics case
        column.ethics.rule.ethics | perkara etik | ethics case
        column.ethics.list.ethics | perkara etik | ethics case
        column.ethics.list.openedBy | dibuka oleh | opened by
        column.ethics.list.ruling | putusan | ruling
        column.ethics.list.sanction | sanksi | sanction
        column.ethics.list.until | sampai | until
        column.ethics.list.ruledOn | diputus | ruled on
        column.service.quality.month | bulan | month
        column.service.quality.services | layanan | services
        column.service.quality.certifiedWorker | oleh pekerja bersertifikat | by certified workers
        column.service.quality.accreditedPlace | di lembaga terakreditasi | at accredited places
        column.service.quality.both | keduanya | both
        column.service.quality.bothX1000 | keduanya (per seribu) | both (per thousand)

        # Codes
        value.ExamResult.passed | lulus | passed
        value.ExamResult.failed | tidak lulus | failed
        value.RegistrationNeed.certificate | sertifikat | certificate
        value.RegistrationNeed.healthLetter | surat sehat | health letter
        value.RegistrationNeed.oath | sumpah | oath
        value.RegistrationNeed.ethicsStatement | pernyataan patuh etik | statement on ethics
        value.EligibilityFlaw.degree | gelar pekerjaan sosial | degree in social work
        value.EligibilityFlaw.recommendation | rekomendasi organisasi profesi \
        | recommendation of a professional body
        value.DocumentKind.certificate | sertifikat | certificate
        value.DocumentKind.str | STR | letter of registration (STR)
        value.DocumentKind.sipps | SIPPS | licence to practise (SIPPS)
        value.DocumentKind.card | kartu anggota | member's card
        value.ExpiryBand.expired | sudah habis | run out
        value.ExpiryBand.30 | dalam 30 hari | within 30 days
        value.ExpiryBand.90 | dalam 90 hari | within 90 days
        value.ExpiryBand.ok | lebih dari 90 hari | more than 90 days
        value.EthicsRuling.founded | terbukti | founded
        value.EthicsRuling.unfounded | tidak terbukti | unfounded
        value.EthicsRuling.settled | selesai secara damai | settled
        value.EthicsSanction.none | tanpa sanksi | none
        value.EthicsSanction.reprimand | teguran | reprimand
        value.EthicsSanction.suspension | skorsing | suspension
        value.EthicsSanction.revocation | pencabutan | revocation
        value.QualityBasis.month | bulan | month
        value.QualityBasis.organisation | lembaga | organisation
        value.QualityBasis.worker | pekerja sosial | social worker
        value.Thing.exam | Uji kompetensi | Exam
        value.Thing.ethics | Perkara etik | Ethics case

        # Events
        event.worker.examRegistered | uji kompetensi didaftarkan | entered for an exam
        event.worker.examFailed | uji kompetensi tidak lulus | exam failed
        event.worker.certificateRenewed | sertifikat diperpanjang | certificate renewed
        event.worker.certificateRevoked | sertifikat dicabut | certificate revoked
        event.worker.registrationIssued | STR diterbitkan | letter of registration issued
        event.worker.practiceLicenceIssued | SIPPS diterbitkan | licence to practise issued
        event.worker.practiceLicenceSuspended | SIPPS dibekukan | licence to practise suspended
        event.ethics.complaintOpened | perkara etik dibuka | ethics case opened
        event.ethics.ruled | perkara etik diputus | ethics case ruled on

        # Refusals
        title.worker.registerExam.notEligible | Belum memenuhi syarat | Not eligible
        refusal.worker.registerExam.notEligible | Belum ada {because:value.EligibilityFlaw}. \
        | There is no {because:value.EligibilityFlaw}.
        remedy.worker.registerExam.notEligible | Lengkapi syaratnya dahulu. \
        | Complete what is missing first.
        cli.worker.registerExam.notEligible | peksosctl worker show {worker}
        title.examDecided | Hasil uji sudah dicatat | The result is on record
        refusal.examDecided | Hasil uji ini sudah dicatat: {result:value.ExamResult}. \
        | The result of this exam is on record: {result:value.ExamResult}.
        remedy.examDecided | Tidak perlu apa-apa. | Nothing to do.
        refusal.noCertificate | Tidak ada sertifikat yang dapat diperpanjang atau dicabut. \
        | There is no certificate to renew or revoke.
        remedy.noCertificate | Catat sertifikatnya dahulu. | Record the certificate first.
        cli.noCertificate | peksosctl worker certify {worker}
        refusal.cpdShort | Baru {credits} dari {target} angka kredit selama masa sertifikat. \
        | Only {credits} of {target} credits were earned in the certificate's time.
        remedy.cpdShort | Catat angka kredit yang belum tercatat. \
        | Enter the credits that are not on record.
        title.notInForce | Aturannya belum berlaku | The law is not yet in force
        refusal.notInForce | STR baru ada sejak {from}. \
        | There are letters of registration since {from} only.
        remedy.notInForce | Periksa tanggal terbitnya. | Check the date of issue.
        title.strRequirements | Syarat STR belum lengkap | The letter's requirements are not met
        refusal.strRequirements | Syarat STR belum lengkap: {missing:value.RegistrationNeed}. \
        | Still missing for the letter: {missing:value.RegistrationNeed}.
        remedy.strRequirements | Lengkapi syaratnya dahulu. | Complete what is missing first.
        cli.strRequirements | peksosctl worker show {worker}
        title.strNoTaken | Nomor STR sudah dipakai | The number of the letter is taken
        refusal.strNoTaken | Nomor STR ini milik {worker}. | That number belongs to {worker}.
        remedy.strNoTaken | Periksa nomornya. | Check the number.
        cli.strNoTaken | peksosctl worker show {worker}
        refusal.strMissing | Tidak ada STR yang berlaku pada tanggal itu. \
        | There is no valid letter of registration on that day.
        remedy.strMissing | Catat STR-nya dahulu. | Record the letter first.
        cli.strMissing | peksosctl worker issue-registration {worker}
        title.institutionNotAccredited | Lembaga belum terakreditasi \
        | The institution is not accredited
        refusal.institutionNotAccredited | {organisation} tidak terakreditasi pada tanggal itu. \
        | {organisation} is not accredited on that day.
        remedy.institutionNotAccredited | Catat akreditasinya, atau pilih lembaga lain. \
        | Record its accreditation, or choose another place.
        cli.institutionNotAccredited | peksosctl organisation show {organisation}
        title.tooManyPlaces | Terlalu banyak tempat praktik | Too many places
        refusal.tooManyPlaces | Sudah ada izin di {places} tempat, batasnya {limit}. \
        | There are licences for {places} places already, the limit is {limit}.
        remedy.tooManyPlaces | Tunggu sampai salah satunya berakhir. | Wait until one of them ends.
        cli.tooManyPlaces | peksosctl certificate list --doc sipps
        title.worker.license.licenceNoTaken | Nomor SIPPS sudah dipakai \
        | The licence number is taken
        refusal.worker.license.licenceNoTaken | Nomor SIPPS ini milik {worker}. \
        | That licence number belongs to {worker}.
        remedy.worker.license.licenceNoTaken | Periksa nomornya. | Check the number.
        cli.worker.license.licenceNoTaken | peksosctl worker show {worker}
        refusal.unknownLicence | Pekerja sosial ini tidak punya SIPPS bernomor itu. \
        | The worker has no licence of that number.
        remedy.unknownLicence | Periksa nomornya. | Check the number.
        cli.unknownLicence | peksosctl certificate list --doc sipps
        refusal.ethicsDecided | Perkara ini sudah diputus. | The case is ruled on already.
        remedy.ethicsDecided | Tidak perlu apa-apa: putusannya tetap. | Nothing to do: the \
        ruling stands.
        refusal.untilMissing | Skorsing memerlukan tanggal akhir. | A suspension needs a last day.
        remedy.untilMissing | Sebutkan sampai kapan. | Say until when.
        """
}
