// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Why nothing happens in a case up to its plan, and what to do then.
    static let caseRefusals = """
        # General rules of cases
        title.caseClosed | Kasus tidak terbuka | The case is not open
        refusal.caseClosed | Kasus ini {status:value.CaseStatus}. \
        | The case is {status:value.CaseStatus}.
        remedy.caseClosed | Buka kembali kasusnya, atau catat bimbingan lanjut. \
        | Reopen it, or log aftercare.
        cli.caseClosed | peksosctl case show {case}
        title.beforeCaseOpened | Sebelum kasus dibuka | Before the opening
        refusal.beforeCaseOpened | Kasus ini dibuka {openedOn}. \
        | The case was opened on {openedOn}.
        remedy.beforeCaseOpened | Pakai tanggal {openedOn} atau sesudahnya. \
        | Use {openedOn} or a later date.
        cli.beforeCaseOpened | {same} --occurred-on {openedOn}

        # Opening and assignment
        title.openCaseExists | Klien sudah punya kasus terbuka | The client has an open case
        refusal.openCaseExists | Klien ini sudah punya kasus {case} dalam program yang sama. \
        | The client has case {case} in the same programme.
        remedy.openCaseExists | Lanjutkan kasus itu. | Go on with that case.
        cli.openCaseExists | peksosctl case show {case}
        title.clientMerged | Catatan klien sudah dilebur | The client was merged
        refusal.clientMerged | Catatan klien ini dilebur ke dalam {into}. \
        | The client's record was merged into {into}.
        remedy.clientMerged | Pakai {into}. | Use {into}.
        cli.clientMerged | peksosctl client show {into}
        refusal.alreadyScreened | Kasus ini sudah disaring. | The case was screened already.
        remedy.alreadyScreened | Lihat kasusnya. | Look at the case.
        cli.alreadyScreened | peksosctl case show {case}
        refusal.notScreenedIn | Kasus ini belum disaring. | The case is not screened in.
        remedy.notScreenedIn | Saring kasusnya lebih dahulu. | Screen the case first.
        cli.notScreenedIn | peksosctl case screen {case} --decision in
        title.alreadyAssigned | Kasus sudah ditugaskan | The case is assigned
        refusal.alreadyAssigned | Kasus ini sudah dipegang {worker}. \
        | {worker} has the case already.
        remedy.alreadyAssigned | Pindahkan kasusnya bila perlu. | Reassign it if needed.
        cli.alreadyAssigned | peksosctl case reassign {case}
        refusal.alreadyOnCase | Sudah dalam tim kasus ini. | Already on the case.
        remedy.alreadyOnCase | Tidak perlu apa-apa. | Nothing to do.
        cli.alreadyOnCase | peksosctl case show {case}
        refusal.notOnCase | Tidak dalam tim kasus ini. | Not on the case.
        remedy.notOnCase | Lihat timnya. | Look at the team.
        cli.notOnCase | peksosctl case show {case}
        title.openFollowUps | Masih ada tindak lanjut | Follow-ups are open
        refusal.openFollowUps | Masih ada tindak lanjut terbuka: {followUps}. \
        | Follow-ups are still open: {followUps}.
        remedy.openFollowUps | Sebut penerusnya dengan --successor. \
        | Name a successor with --successor.
        title.conflictOfInterest | Benturan kepentingan | Conflict of interest
        refusal.conflictOfInterest | Pekerja sosial itu berkepentingan: {interest}. \
        | The worker has an interest: {interest}.
        remedy.conflictOfInterest | Pilih peksos atau lembaga lain. \
        | Choose another worker or organisation.
        title.caseloadOverCap | Melebihi batas beban | Over the hard cap
        refusal.caseloadOverCap | Beban {worker} {units} satuan; ditambah {adding} melebihi \
        batas {cap}. | {worker} carries {units} units; {adding} more exceed the cap of {cap}.
        remedy.caseloadOverCap | Pilih peksos dengan beban lebih ringan. \
        | Choose somebody with less work.
        cli.caseloadOverCap | peksosctl caseload list
        warning.caseloadOverSoftCap | Beban peksos menjadi {units} satuan, di atas anjuran. \
        | The worker now carries {units} units, above the soft cap.
        warning.intakePaceHigh | Kasus baru bulan ini {newThisMonth} dari {openCases}: \
        terlalu cepat. | {newThisMonth} new cases this month of {openCases}: too fast.
        refusal.case.link.alreadyLinked | Kedua kasus sudah tertaut. | The cases are linked.
        remedy.case.link.alreadyLinked | Tidak perlu apa-apa. | Nothing to do.
        title.case.link.alreadyLinked | Kasus sudah tertaut | The cases are linked
        refusal.linkSelf | Kasus tidak ditautkan pada dirinya. | A case is not linked to itself.
        remedy.linkSelf | Sebut kasus lain. | Name another case.
        refusal.case.merge.mergeTargetClosed | Kasus tujuan tidak terbuka. \
        | The case that stays is not open.
        remedy.case.merge.mergeTargetClosed | Pilih kasus yang terbuka. | Choose an open case.
        refusal.case.merge.alreadyMerged | Kasus ini sudah dilebur[ ke dalam {into}]. \
        | The case was merged[ into {into}].
        remedy.case.merge.alreadyMerged | Pakai kasus itu. | Use that case.
        refusal.mergeDifferentClient | Kedua kasus milik klien yang berbeda. \
        | The cases are of different clients.
        remedy.mergeDifferentClient | Gabungkan kliennya lebih dahulu, bila orangnya sama. \
        | Merge the clients first, if they are one person.
        cli.mergeDifferentClient | peksosctl duplicate list
        refusal.notRestricted | Kasus ini tidak dibatasi. | The case is not restricted.
        remedy.notRestricted | Tidak perlu apa-apa. | Nothing to do.
        title.notEarlierStage | Bukan tahap sebelumnya | Not an earlier stage
        refusal.notEarlierStage | Kasus ini pada tahap {stage:value.Stage}; pilih tahap \
        sebelumnya. | The case is in {stage:value.Stage}; choose an earlier stage.
        remedy.notEarlierStage | Lihat tahapnya. | Look at the stage.
        cli.notEarlierStage | peksosctl case show {case}

        # Assessment and consent
        title.pieOutOfRange | Nilai PIE di luar batas | A PIE score out of range
        refusal.pieOutOfRange | {path} bernilai {value}; harus {min} sampai {max}. \
        | {path} is {value}; it must be {min} to {max}.
        remedy.pieOutOfRange | Betulkan nilainya. | Correct the score.
        refusal.riskMissing | Risiko dan tanggal tinjauan harus diisi bersama. \
        | Risk and review date are needed together.
        remedy.riskMissing | Isi --risk dan --review-by. | Give --risk and --review-by.
        refusal.reviewInPast | Tanggal tinjauan sudah lewat. | The review date is past.
        remedy.reviewInPast | Pakai tanggal yang akan datang. | Use a later date.
        refusal.assessmentMissing | Kasus ini belum diases. | The case is not assessed.
        remedy.assessmentMissing | Catat asesmen lebih dahulu. | Record an assessment first.
        cli.assessmentMissing | peksosctl case assess {case}
        refusal.consentLive | Persetujuannya masih berlaku. | The consent is live.
        remedy.consentLive | Tidak perlu dikesampingkan. | No override is needed.
        title.overrideTooLong | Terlalu lama | Too long
        refusal.overrideTooLong | Paling lama {maxDays} hari. | {maxDays} days at most.
        remedy.overrideTooLong | Pakai tanggal yang lebih dekat. | Use an earlier date.

        # Plan and goals
        title.unknownProblem | Masalah tidak dikenal | Unknown problem
        refusal.unknownProblem | Tidak ada dalam asesmen: {problems}. \
        | Not in the assessment: {problems}.
        remedy.unknownProblem | Periksa nomor masalahnya. | Check the numbers.
        cli.unknownProblem | peksosctl case timeline {case}
        refusal.planMissing | Belum ada rencana. | There is no plan.
        remedy.planMissing | Susun rencana lebih dahulu. | Draft a plan first.
        cli.planMissing | peksosctl plan draft {case}
        refusal.planWithoutGoal | Rencana ini tidak punya tujuan. | The plan has no goal.
        remedy.planWithoutGoal | Susun lagi dengan tujuan. | Draft it again with goals.
        cli.planWithoutGoal | peksosctl plan draft {case}
        title.problemWithoutGoal | Masalah berat tanpa tujuan | A severe problem without goal
        refusal.problemWithoutGoal | Belum punya tujuan: {problems}. \
        | Without a goal: {problems}.
        remedy.problemWithoutGoal | Tambahkan tujuan untuk setiap masalah berat. \
        | Add a goal for every severe problem.
        cli.problemWithoutGoal | peksosctl plan draft {case}
        title.goalDueBeforePlan | Tujuan jatuh tempo sebelum rencana | A goal is due too early
        refusal.goalDueBeforePlan | Jatuh tempo sebelum tanggal rencana: {goals}. \
        | Due before the plan: {goals}.
        remedy.goalDueBeforePlan | Betulkan tanggalnya. | Correct the dates.
        title.goalClosed | Tujuan sudah selesai | The goal is closed
        refusal.goalClosed | Tujuan {goal} sudah tercapai atau dihentikan. \
        | Goal {goal} was achieved or dropped.
        remedy.goalClosed | Tambahkan tujuan baru. | Add another goal.

        # Corrections
        title.case.correct.unknownEntry | Catatan tidak ada | Unknown entry
        refusal.case.correct.unknownEntry | Kasus ini tidak punya catatan {entry}. \
        | The case has no entry {entry}.
        remedy.case.correct.unknownEntry | Lihat nomornya dalam riwayat kasus. \
        | Look up its number in the timeline.
        cli.case.correct.unknownEntry | peksosctl case timeline {case}
        title.alreadyCorrected | Sudah dibetulkan | Corrected already
        refusal.alreadyCorrected | Catatan ini sudah dibetulkan oleh catatan {by}. \
        | The entry was corrected by entry {by}.
        remedy.alreadyCorrected | Betulkan catatan {by}. | Correct entry {by}.
        title.case.correct.fieldNotCorrectable | Tidak dapat dibetulkan | Not correctable
        refusal.case.correct.fieldNotCorrectable | Tidak dapat dibetulkan: {fields}. \
        | Not correctable: {fields}.
        remedy.case.correct.fieldNotCorrectable | Buat catatan baru. | Make a new entry.
        """
}
