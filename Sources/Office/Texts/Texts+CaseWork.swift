// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Work on a case: contacts, services, referrals, follow-ups, transfers, safe houses, fees,
    /// evaluation, closure and aftercare.
    static let caseWork = """
        # Methods
        method.case.logContact | Catat kontak dengan klien | Log a contact
        method.case.serve | Catat layanan | Record a service
        method.case.holdConference | Catat temu bahas kasus | Record a case conference
        method.case.agreeFee | Sepakati biaya layanan | Agree a fee
        method.case.receiveFee | Terima biaya layanan | Receive a fee
        method.case.evaluate | Evaluasi kasus | Evaluate a case
        method.case.reopen | Buka kembali kasus | Reopen a case
        method.referral.make | Rujuk klien ke lembaga lain | Refer to another provider
        method.referral.accept | Catat rujukan diterima | A referral was accepted
        method.referral.reject | Catat rujukan ditolak | A referral was rejected
        method.referral.complete | Catat rujukan selesai | A referral was completed
        method.referral.revoke | Tarik rujukan | Revoke a referral
        method.referral.list | Papan rujukan | Referrals
        method.followUp.schedule | Jadwalkan tindak lanjut | Schedule a follow-up
        method.followUp.complete | Selesaikan tindak lanjut | Complete a follow-up
        method.followUp.cancel | Batalkan tindak lanjut | Cancel a follow-up
        method.transfer.request | Minta alih tangan kasus | Ask to hand a case over
        method.transfer.accept | Terima alih tangan kasus | Accept a case
        method.transfer.reject | Tolak alih tangan kasus | Decline a case
        method.transfer.revoke | Tarik permintaan alih tangan | Take the offer back
        method.transfer.list | Alih tangan yang menunggu | Transfers that wait
        method.closure.request | Minta penutupan kasus | Ask to close a case
        method.closure.approve | Setujui penutupan kasus | Approve a closure
        method.closure.reject | Tolak penutupan kasus | Reject a closure
        method.aftercare.log | Catat bimbingan lanjut | Log aftercare
        method.aftercare.end | Akhiri bimbingan lanjut | End aftercare
        method.safeHouse.register | Daftarkan rumah aman | Register a safe house
        method.safeHouse.setCapacity | Ubah daya tampung rumah aman | Change the places of a house
        method.safeHouse.retire | Tutup rumah aman | Retire a safe house
        method.safeHouse.admit | Tempatkan klien di rumah aman | Admit to a safe house
        method.safeHouse.discharge | Catat klien keluar rumah aman | Discharge from a safe house
        method.safeHouse.list | Daftar rumah aman | Safe houses
        method.safeHouse.reveal | Buka alamat rumah aman | Reveal a safe house

        # Params
        param.client | klien | client
        param.case.logContact.kind | cara kontak | kind of contact
        param.aftercare.log.kind | cara kontak | kind of contact
        param.with | dengan siapa | with whom
        param.successful | berhasil bertemu | successful
        param.minutes | lama (menit) | minutes
        param.by | dikerjakan oleh | done by
        param.mode | langsung atau tidak | direct or not
        param.rolePlayed | peran peksos | role played
        param.case.serve.function | fungsi | function
        param.case.serve.at | lembaga tempat layanan | organisation where it was done
        param.goal | tujuan | goal
        param.emergency | darurat | emergency
        param.referral | rujukan | referral
        param.referral.make.to | lembaga tujuan | organisation referred to
        param.referral.list.to | lembaga tujuan | organisation referred to
        param.referral.list.state | keadaan | state
        param.respondBy | ditunggu jawabannya sampai | answer due by
        param.summary | ringkasan | summary
        param.referral.complete.outcome | hasil | outcome
        param.details | dengan isinya (tercatat) | with its text (on record)
        param.followUp | tindak lanjut | follow-up
        param.followUp.schedule.kind | jenis tindak lanjut | kind of follow-up
        param.dueOn | selambatnya | due on
        param.assignee | pelaksana | assignee
        param.transfer | alih tangan | transfer
        param.transfer.request.to | peksos penerima | receiving worker
        param.transfer.request.note | alasan alih tangan | why it is handed over
        param.participants | peserta | participants
        param.case.holdConference.function | jabatan peserta | function
        param.conclusions | kesimpulan | conclusions
        param.decisions | keputusan | decisions
        param.safeHouse | rumah aman | safe house
        param.capacity | daya tampung | places
        param.safeHouse.register.contact | kontak rumah aman | contact of the house
        param.safeHouse.register.address | alamat rumah aman | address of the house
        param.expectedUntil | diperkirakan sampai | expected until
        param.safeHouse.discharge.to | pindah ke | leaves for
        param.payer | pembayar | payer
        param.payerOrganisation | lembaga pembayar | paying organisation
        param.fee | biaya | fee
        param.receiptNo | nomor kuitansi | receipt number
        param.goals | tujuan | goals
        param.attained | tercapai | attained
        param.functioning | keberfungsian sosial | social functioning
        param.recommendation | saran | recommendation
        param.narrative | uraian | narrative
        param.closureReason | alasan penutupan | reason for closing
        param.circumstance | keadaan klien | circumstance
        param.aftercareUntil | bimbingan lanjut sampai | aftercare until
        param.case.reopen.worker | peksos penanggung jawab | worker who takes it
        param.note | catatan | note

        # Columns
        column.free | tempat kosong | free places
        column.occupied | terisi | occupied
        column.address | alamat | address
        column.access | nomor catatan akses | access record
        column.stay | penempatan | stay
        column.conference | temu bahas | conference
        column.certifiedWorker | peksos bersertifikat | certified worker
        column.accreditedPlace | lembaga terakreditasi | accredited place
        column.toOrganisation | lembaga tujuan | referred to
        column.toName | nama lembaga | organisation
        column.madeOn | dibuat | made on
        column.respondedOn | dijawab | answered on
        column.daysOpen | hari terbuka | days open
        column.daysWaiting | hari menunggu | days waiting
        column.units | beban | load units
        column.softCap | batas anjuran | soft cap
        column.hardCap | batas beban | hard cap
        column.load | beban kerja | load
        column.followUpsMoved | tindak lanjut yang ikut pindah | follow-ups moved
        column.agreed | disepakati | agreed
        column.ledgerEntry | entri buku kas | ledger entry

        """ + caseWorkCodes

    /// The codes and events of work on a case.
    private static let caseWorkCodes = """
        # Codes
        value.ContactKind.homeVisit | kunjungan rumah | home visit
        value.ContactKind.officeVisit | datang ke kantor | office visit
        value.ContactKind.schoolVisit | kunjungan sekolah | school visit
        value.ContactKind.phone | telepon | telephone
        value.ContactKind.message | pesan | message
        value.ContactParty.client | klien | the client
        value.ContactParty.family | keluarga | family
        value.ContactParty.other | orang lain | somebody else
        value.ServiceKind.accompaniment | pendampingan | accompaniment
        value.ServiceKind.counselling | konseling | counselling
        value.ServiceKind.consultation | konsultasi | consultation
        value.ServiceKind.mediation | mediasi | mediation
        value.ServiceKind.familyWork | pekerjaan dengan keluarga | family work
        value.ServiceKind.groupWork | pekerjaan kelompok | group work
        value.ServiceKind.basicNeeds | kebutuhan dasar | basic needs
        value.ServiceKind.education | pendidikan | education
        value.ServiceKind.health | kesehatan | health
        value.ServiceKind.legalAid | bantuan hukum | legal aid
        value.ServiceKind.shelter | penampungan | shelter
        value.ServiceKind.civilRegistration | administrasi kependudukan | civil registration
        value.ServiceKind.reintegration | reintegrasi | reintegration
        value.ServiceKind.other | lainnya | other
        value.ServiceMode.direct | langsung | direct
        value.ServiceMode.indirect | tidak langsung | indirect
        value.RolePlayed.enabler | pemungkin | enabler
        value.RolePlayed.broker | penghubung | broker
        value.RolePlayed.educator | pendidik | educator
        value.RolePlayed.expert | tenaga ahli | expert
        value.RolePlayed.socialPlanner | perencana sosial | social planner
        value.RolePlayed.facilitator | fasilitator | facilitator
        value.ServiceFunction.problemSolving | pemecahan masalah | problem solving
        value.ServiceFunction.linkingResources | menghubungkan sumber | linking resources
        value.ServiceFunction.easingInteraction | memudahkan hubungan | easing interaction
        value.ServiceFunction.influencingPolicy | memengaruhi kebijakan | influencing policy
        value.ServiceFunction.distributingResources | menyalurkan sumber \
        | distributing resources
        value.ReferralState.made | dikirim | made
        value.ReferralState.accepted | diterima | accepted
        value.ReferralState.rejected | ditolak | rejected
        value.ReferralState.completed | selesai | completed
        value.ReferralState.revoked | ditarik | revoked
        value.FollowUpKind.visit | kunjungan | visit
        value.FollowUpKind.phone | telepon | telephone
        value.FollowUpKind.review | tinjauan | review
        value.FollowUpKind.document | surat | document
        value.FollowUpKind.court | sidang | court
        value.FollowUpKind.school | sekolah | school
        value.FollowUpKind.other | lainnya | other
        value.FollowUpState.open | belum selesai | open
        value.FollowUpState.completed | selesai | completed
        value.FollowUpState.cancelled | dibatalkan | cancelled
        value.DischargeTo.family | keluarga | family
        value.DischargeTo.independent | mandiri | independent life
        value.DischargeTo.otherInstitution | lembaga lain | another institution
        value.DischargeTo.left | pergi sendiri | left
        value.DischargeTo.other | lainnya | other
        value.FeePayer.client | klien | the client
        value.FeePayer.institution | lembaga | an institution
        value.FeePayer.none | tidak ada | nobody
        value.FeeObstacle.workerNotCertified | peksos belum bersertifikat \
        | the worker is not certified
        value.FeeObstacle.institutionNotAccredited | lembaga belum terakreditasi \
        | the institution is not accredited
        value.FeeObstacle.payerMissing | pembayar belum disebut | no payer is named
        value.FeeObstacle.afterService | layanannya sudah diberikan \
        | the service was given already
        value.FeeObstacle.restrictedFundBeneficiary | klien penerima dana terikat tahun ini \
        | the client got goods of a restricted fund this year
        value.Attainment.none | belum | none
        value.Attainment.partly | sebagian | partly
        value.Attainment.mostly | sebagian besar | mostly
        value.Attainment.fully | sepenuhnya | fully
        value.Functioning.improved | membaik | improved
        value.Functioning.same | tetap | same
        value.Functioning.worse | memburuk | worse
        value.Recommendation.close | tutup | close
        value.Recommendation.continue | lanjutkan | continue
        value.Recommendation.replan | rencanakan ulang | plan anew
        value.ClosureReason.goalsMet | tujuan tercapai | goals met
        value.ClosureReason.clientWithdrew | klien mengundurkan diri | client withdrew
        value.ClosureReason.movedAway | pindah wilayah | moved away
        value.ClosureReason.referredOut | dirujuk | referred out
        value.ClosureReason.notEligible | tidak memenuhi syarat | not eligible
        value.ClosureReason.lostContact | hilang kontak | lost contact
        value.ClosureReason.deceased | meninggal | deceased
        value.ClosureReason.duplicate | kasus ganda | duplicate
        value.ClosureReason.other | lainnya | other
        value.BlockerKind.followUp | tindak lanjut | follow-up
        value.BlockerKind.referral | rujukan | referral
        value.BlockerKind.safeHouseStay | penempatan di rumah aman | stay in a safe house
        value.BlockerKind.transfer | alih tangan | transfer
        value.BlockerKind.planApproval | rencana menunggu persetujuan | plan waits for approval
        value.BlockerKind.evaluationMissing | evaluasi belum ada | evaluation is missing
        value.Thing.case | Kasus | Case
        value.Thing.safeHouse | Rumah aman | Safe house
        value.Thing.referral | Rujukan | Referral
        value.Thing.followUp | Tindak lanjut | Follow-up
        value.Thing.goal | Tujuan | Goal

        # Events
        event.safeHouse.registered | rumah aman didaftarkan | safe house registered
        event.safeHouse.capacityChanged | daya tampung diubah | capacity changed
        event.safeHouse.placeTaken | tempat terisi | place taken
        event.safeHouse.placeFreed | tempat kosong lagi | place freed
        event.safeHouse.retired | rumah aman ditutup | safe house retired
        event.case.contactLogged | kontak dicatat | contact logged
        event.case.serviceDelivered | layanan diberikan | service delivered
        event.case.referralMade | rujukan dibuat | referral made
        event.case.referralAccepted | rujukan diterima | referral accepted
        event.case.referralRejected | rujukan ditolak | referral rejected
        event.case.referralCompleted | rujukan selesai | referral completed
        event.case.referralRevoked | rujukan ditarik | referral revoked
        event.case.followUpScheduled | tindak lanjut dijadwalkan | follow-up scheduled
        event.case.followUpCompleted | tindak lanjut selesai | follow-up completed
        event.case.followUpCancelled | tindak lanjut dibatalkan | follow-up cancelled
        event.case.transferRequested | alih tangan diminta | transfer requested
        event.case.transferAccepted | alih tangan diterima | transfer accepted
        event.case.transferRejected | alih tangan ditolak | transfer rejected
        event.case.transferRevoked | alih tangan ditarik | transfer revoked
        event.case.conferenceHeld | temu bahas kasus | conference held
        event.case.safeHouseAdmitted | masuk rumah aman | admitted to a safe house
        event.case.safeHouseDischarged | keluar rumah aman | discharged from a safe house
        event.case.feeAgreed | biaya disepakati | fee agreed
        event.case.feeReceived | biaya diterima | fee received
        event.case.evaluationRecorded | kasus dievaluasi | case evaluated
        event.case.closureRequested | penutupan diminta | closure requested
        event.case.closed | kasus ditutup | case closed
        event.case.closureRejected | penutupan ditolak | closure rejected
        event.case.aftercareLogged | bimbingan lanjut dicatat | aftercare logged
        event.case.aftercareEnded | bimbingan lanjut diakhiri | aftercare ended
        event.case.reopened | kasus dibuka kembali | case reopened
        event.fund.feeReceived | biaya layanan diterima | fee received
        """
}
