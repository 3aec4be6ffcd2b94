// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Why work on a case is not recorded, and what to do then.
    static let caseWorkRefusals = """
        # Contacts and services
        refusal.notAssigned | Kasus ini belum punya peksos penanggung jawab. \
        | The case has no primary worker yet.
        remedy.notAssigned | Minta penyelia menugaskan peksos. | Ask a supervisor to assign one.
        cli.notAssigned | peksosctl case assign {case}
        title.stageNotReached | Tahap kasus belum sampai | The case has not come that far
        refusal.stageNotReached | Kasus ini baru pada tahap {stage:value.Stage}; \
        perlu tahap {needs:value.Stage}. \
        | The case is in {stage:value.Stage}; it needs {needs:value.Stage}.
        remedy.stageNotReached | Kerjakan tahap sebelumnya lebih dahulu. \
        | Do what comes before it first.
        variant.stageNotReached | stage
        cli.stageNotReached.intake | peksosctl case assess {case}
        cli.stageNotReached.assessment | peksosctl plan draft {case}
        cli.stageNotReached.planning | peksosctl plan submit {case}
        title.consentMissing | Belum ada persetujuan klien | There is no consent
        refusal.consentMissing | Klien belum menyetujui: {scope:value.ConsentScope}. \
        | There is no consent to: {scope:value.ConsentScope}.
        remedy.consentMissing | Minta persetujuan klien atau walinya, atau minta penyelia \
        mengesampingkannya dengan case override-consent. \
        | Ask the client or the guardian, or have a supervisor override it with \
        case override-consent.
        cli.consentMissing | peksosctl consent give {client} --scopes {scope}
        title.workerNotOnCase | Pekerja sosial itu tidak menangani kasus ini \
        | The worker was not on the case
        refusal.workerNotOnCase | {worker} tidak menangani kasus ini pada tanggal itu. \
        | {worker} was not on the case on that day.
        remedy.workerNotOnCase | Sebut peksos yang mengerjakannya dengan --by. \
        | Name the worker who did it with --by.
        cli.workerNotOnCase | peksosctl case spells --case {case}

        # Referrals and follow-ups
        title.referralOpen | Rujukan yang sama belum selesai | The same referral is open
        refusal.referralOpen | Rujukan {referral} ke lembaga itu untuk layanan yang sama \
        belum selesai. | Referral {referral} for the same service there is not finished.
        remedy.referralOpen | Selesaikan atau tarik rujukan itu. \
        | Complete or revoke that referral.
        cli.referralOpen | peksosctl referral list --case {case}
        refusal.organisationBlacklisted | Lembaga itu ada dalam daftar hitam. \
        | The organisation is on the blacklist.
        remedy.organisationBlacklisted | Pilih lembaga lain. | Choose another organisation.
        cli.organisationBlacklisted | peksosctl organisation list
        title.referralState | Keadaan rujukan tidak cocok | The referral is in another state
        refusal.referralState | Rujukan ini sudah {state:value.ReferralState}. \
        | The referral is {state:value.ReferralState}.
        remedy.referralState | Lihat keadaannya di papan rujukan. | Look at the referrals.
        cli.referralState | peksosctl referral list
        title.duePast | Batas waktunya sebelum tanggal kejadian | The due day is past
        refusal.duePast | Batas waktu {dueOn} sebelum tanggal kejadian {occurredOn}. \
        | The due day {dueOn} is before {occurredOn}.
        remedy.duePast | Pakai batas waktu yang akan datang. | Use a later day.
        title.assigneeNotOnCase | Pelaksana tidak menangani kasus ini \
        | The assignee is not on the case
        refusal.assigneeNotOnCase | {worker} tidak menangani kasus ini. \
        | {worker} is not on the case.
        remedy.assigneeNotOnCase | Tambahkan ke tim lebih dahulu, atau pilih orang lain. \
        | Add the worker to the team first, or choose somebody else.
        cli.assigneeNotOnCase | peksosctl case add-team-member {case} --worker {worker} \
        --role coWorker
        title.followUpState | Tindak lanjut sudah tidak terbuka | The follow-up is not open
        refusal.followUpState | Tindak lanjut ini sudah {state:value.FollowUpState}. \
        | The follow-up is {state:value.FollowUpState}.
        remedy.followUpState | Jadwalkan yang baru bila perlu. | Schedule another if needed.

        # Transfers
        refusal.sameWorker | Peksos itu sudah memegang kasus ini. \
        | The worker holds the case already.
        remedy.sameWorker | Pilih peksos lain. | Choose another worker.
        cli.sameWorker | peksosctl caseload list
        title.transferPending | Alih tangan kasus ini menunggu jawaban | A transfer is pending
        refusal.transferPending | Kasus ini sudah ditawarkan kepada {to}. \
        | The case has been offered to {to}.
        remedy.transferPending | Tunggu jawabannya, atau tarik tawaran itu. \
        | Wait for the answer, or revoke the offer.
        cli.transferPending | peksosctl transfer revoke {case}
        refusal.approvalPending | Rencana atau penutupan kasus ini masih menunggu persetujuan. \
        | A plan or the closure of this case waits for approval.
        remedy.approvalPending | Tunggu keputusan penyelia. | Wait for the supervisor.
        cli.approvalPending | peksosctl case show {case}
        refusal.noTransfer | Tidak ada alih tangan yang menunggu. | No transfer is pending.
        remedy.noTransfer | Tidak perlu apa-apa. | Nothing to do.
        title.notReceiver | Kasus ini ditawarkan kepada orang lain | It is offered to another
        refusal.notReceiver | Kasus ini ditawarkan kepada {to}, bukan kepada Anda. \
        | The case is offered to {to}, not to you.
        remedy.notReceiver | Minta penerima atau penyelianya menjawab. \
        | Ask the receiver or the receiver's supervisor.

        # Safe houses
        title.belowOccupancy | Rumah aman masih berisi | The house is occupied
        refusal.belowOccupancy | Masih {occupied} orang tinggal di sana. \
        | {occupied} people still live there.
        remedy.belowOccupancy | Pindahkan mereka lebih dahulu. | Let them move first.
        cli.belowOccupancy | peksosctl safe-house list
        title.alreadyAdmitted | Klien sudah di rumah aman | The client has a place already
        refusal.alreadyAdmitted | Klien ini sudah di rumah aman sejak {since} ({stay}). \
        | The client has had a place since {since} ({stay}).
        remedy.alreadyAdmitted | Catat keluarnya lebih dahulu. | Discharge the client first.
        title.safeHouseFull | Rumah aman penuh | The house is full
        refusal.safeHouseFull | Rumah ini penuh: {occupied} dari {capacity} tempat terisi. \
        | The house is full: {occupied} of {capacity} places are taken.
        remedy.safeHouseFull | Pilih rumah aman lain. | Choose another house.
        cli.safeHouseFull | peksosctl safe-house list
        refusal.safeHouseRetired | Rumah aman ini sudah ditutup. | The house is retired.
        remedy.safeHouseRetired | Pilih rumah aman lain. | Choose another house.
        cli.safeHouseRetired | peksosctl safe-house list
        refusal.notAdmitted | Klien tidak sedang di rumah aman. | The client has no place.
        remedy.notAdmitted | Catat penempatannya lebih dahulu, bila klien memang tinggal di \
        sana. | First record the admission, if the client does live there.
        cli.notAdmitted | peksosctl safe-house admit {case}

        # Fees
        title.feeNotAllowed | Biaya tidak boleh disepakati | No fee may be agreed
        refusal.feeNotAllowed | Biaya tidak boleh disepakati: {because:value.FeeObstacle}. \
        | No fee may be agreed: {because:value.FeeObstacle}.
        remedy.feeNotAllowed | Penuhi syaratnya lebih dahulu, atau layani tanpa biaya. \
        | Meet the conditions first, or serve without a fee.
        refusal.unknownFee | Biaya itu tidak ada pada kasus ini. | The case has no such fee.
        remedy.unknownFee | Periksa nomor biayanya. | Check the number of the fee.
        refusal.case.receiveFee.receiptReused | Nomor kuitansi itu sudah dipakai untuk {fee}. \
        | That receipt number was used for {fee}.
        remedy.case.receiveFee.receiptReused | Periksa nomor kuitansinya. \
        | Check the receipt number.
        title.case.receiveFee.receiptReused | Nomor kuitansi sudah dipakai \
        | The receipt number is used
        title.feeExceeded | Lebih dari yang disepakati | More than was agreed
        refusal.feeExceeded | Disepakati {agreed:rupiah}; sudah diterima {received:rupiah}. \
        | Agreed {agreed:rupiah}; {received:rupiah} was received.
        remedy.feeExceeded | Terima sisanya saja. | Receive only the rest.

        # Evaluation, closure, aftercare
        title.goalNotJudged | Ada tujuan yang belum dinilai | A goal is not judged
        refusal.goalNotJudged | Belum dinilai: {goals}. | Not judged yet: {goals}.
        remedy.goalNotJudged | Nilai setiap tujuan yang tidak dihentikan. \
        | Judge every goal that was not dropped.
        cli.goalNotJudged | peksosctl case show {case}
        title.closureBlocked | Masih ada yang belum selesai | Something is still open
        refusal.closureBlocked | Belum selesai: {blockers:each kind=BlockerKind,ref}. \
        | Still open: {blockers:each kind=BlockerKind,ref}.
        remedy.closureBlocked | Selesaikan satu per satu. | Settle them one by one.
        variant.closureBlocked | blockers.0.kind
        cli.closureBlocked.followUp | peksosctl follow-up complete {blockers.0.ref}
        cli.closureBlocked.referral | peksosctl referral complete {blockers.0.ref}
        cli.closureBlocked.safeHouseStay | peksosctl safe-house discharge {case}
        cli.closureBlocked.transfer | peksosctl transfer revoke {case}
        cli.closureBlocked.planApproval | peksosctl plan approve {case}
        cli.closureBlocked.evaluationMissing | peksosctl case evaluate {case}
        refusal.nothingSubmitted | Tidak ada yang menunggu persetujuan. \
        | Nothing waits for approval.
        remedy.nothingSubmitted | Minta peksosnya mengajukan lebih dahulu. \
        | Ask the worker to submit first.
        cli.nothingSubmitted | peksosctl case show {case}
        title.notSupervisor | Bukan penyelia peksos itu | Not the supervisor
        refusal.notSupervisor | Anda bukan penyelia[ {worker}] pada tanggal itu. \
        | You did not supervise[ {worker}] on that day.
        remedy.notSupervisor | Minta penyelianya. | Ask the supervisor.
        cli.notSupervisor | peksosctl supervision list
        refusal.noAftercare | Kasus ini tidak dalam bimbingan lanjut. \
        | There is no aftercare of this case.
        remedy.noAftercare | Tidak perlu apa-apa. | Nothing to do.
        remedy.aftercare.log.noAftercare | Kontak pada kasus terbuka dicatat dengan case \
        log-contact; kasus tertutup dibuka kembali oleh penyelia. | A contact of an open case \
        goes into case log-contact; a closed one is reopened by the supervisor.
        refusal.notClosed | Kasus ini tidak tertutup. | The case is not closed.
        remedy.notClosed | Tidak perlu apa-apa. | Nothing to do.
        title.case.reopen.openCaseExists | Klien punya kasus terbuka | The client has an open case
        refusal.case.reopen.openCaseExists | Klien ini sudah punya kasus terbuka: {case}. \
        | The client has an open case: {case}.
        remedy.case.reopen.openCaseExists | Lanjutkan kasus itu. | Go on with that case.
        cli.case.reopen.openCaseExists | peksosctl case show {case}
        title.reopenWindowPassed | Terlalu lama tertutup | Closed too long ago
        refusal.reopenWindowPassed | Kasus ini ditutup {closedOn}, lebih dari {windowDays} hari \
        lalu. | The case was closed on {closedOn}, more than {windowDays} days ago.
        remedy.reopenWindowPassed | Buka kasus baru yang tertaut pada yang lama. \
        | Open a new case linked to the old one.
        cli.reopenWindowPassed | peksosctl case open {client} --link-to {case}
        """
}
