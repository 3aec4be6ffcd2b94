// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
extension Texts {
    /// Why a case is not opened, given, assessed or planned, and what to do then.
    static let caseRefusals = """
        # Every case
        title.caseClosed | Kasus tidak terbuka | The case is not open
        refusal.caseClosed | Kasus ini {status:value.CaseStatus}. \
        | The case is {status:value.CaseStatus}.
        remedy.caseClosed | Buka kembali kasus itu, atau buka kasus baru. \
        | Reopen the case, or open a new one.
        cli.caseClosed | peksosctl case show {case}
        variant.caseClosed | status
        cli.caseClosed.closed | peksosctl case reopen {case}
        title.beforeCaseOpened | Tanggalnya sebelum kasus dibuka | The date is before the opening
        refusal.beforeCaseOpened | Kasus ini baru dibuka pada {openedOn}. \
        | The case was opened on {openedOn}.
        remedy.beforeCaseOpened | Pakai tanggal sejak kasus dibuka. \
        | Use a date on or after the opening.

        # Opening and giving
        title.openCaseExists | Klien sudah punya kasus terbuka | The client has an open case
        refusal.case.open.openCaseExists | Klien ini sudah punya kasus dalam program itu: {case}. \
        | The client has a case in that programme: {case}.
        remedy.case.open.openCaseExists | Lanjutkan kasus yang ada. | Go on with that case.
        cli.case.open.openCaseExists | peksosctl case show {case}
        title.clientMerged | Data klien sudah digabungkan | The client's record was merged
        refusal.clientMerged | Data klien ini sudah digabungkan ke {into}. \
        | This record was merged into {into}.
        remedy.clientMerged | Buka kasus untuk {into}. | Open the case for {into}.
        cli.clientMerged | peksosctl client show {into}
        refusal.alreadyScreened | Kasus ini sudah disaring. | The case was screened already.
        remedy.alreadyScreened | Tidak perlu apa-apa: keputusannya tetap. | Nothing to do: the \
        decision stands.
        refusal.notScreenedIn | Kasus ini belum disaring. | The case is not screened in.
        remedy.notScreenedIn | Saring kasusnya lebih dahulu. | Screen the case first.
        cli.notScreenedIn | peksosctl case screen {case} --decision in --note @catatan.txt
        title.alreadyAssigned | Kasus sudah ditugaskan | The case is assigned
        refusal.alreadyAssigned | Kasus ini sudah ditangani {worker}. \
        | {worker} has the case already.
        remedy.alreadyAssigned | Ganti penanggung jawabnya dengan case reassign. \
        | Give it to somebody else with case reassign.
        cli.alreadyAssigned | peksosctl case reassign {case} --worker {params.worker} \
        --reason "ganti petugas"
        title.conflictOfInterest | Ada benturan kepentingan | There is a conflict of interest
        refusal.conflictOfInterest | {worker} punya kepentingan dengan {interest}. \
        | {worker} has an interest in {interest}.
        remedy.conflictOfInterest | Pilih peksos lain. | Choose another worker.
        cli.conflictOfInterest | peksosctl worker list
        title.caseloadOverCap | Beban kerja melewati batas | The caseload is over the cap
        refusal.caseloadOverCap | Beban {worker} {units} ditambah {adding} melewati batas {cap}. \
        | The load of {worker}, {units} and {adding} more, is over the cap of {cap}.
        remedy.caseloadOverCap | Pilih peksos yang bebannya lebih ringan. \
        | Choose a worker with less work.
        cli.caseloadOverCap | peksosctl caseload list
        warning.caseloadOverSoftCap | Beban kerja penerima menjadi {units}. \
        | The load of the worker is {units} now.
        warning.intakePaceHigh | Peksos ini menerima {newThisMonth} kasus baru bulan ini. \
        | The worker took {newThisMonth} new cases this month.

        # Team, links, restriction
        refusal.alreadyOnCase | Sudah ada dalam tim kasus ini. | Already on the case.
        remedy.alreadyOnCase | Tidak perlu apa-apa. | Nothing to do.
        refusal.notOnCase | Tidak ada dalam tim kasus ini. | Not on the team of the case.
        remedy.notOnCase | Lihat tim kasusnya; penanggung jawab diganti dengan case reassign. \
        | Look at the team; a primary worker is changed with case reassign.
        cli.notOnCase | peksosctl case show {case}
        title.openFollowUps | Masih ada tindak lanjutnya | There are open follow-ups
        refusal.openFollowUps | Masih ada tindak lanjut yang terbuka: {followUps}. \
        | These follow-ups are open: {followUps}.
        remedy.openFollowUps | Sebut penerusnya dengan --successor. \
        | Name who takes them with --successor.
        cli.openFollowUps | peksosctl case show {case}
        refusal.linkSelf | Kasus tidak dikaitkan dengan dirinya sendiri. \
        | A case is not linked to itself.
        remedy.linkSelf | Sebut kasus lain. | Name another case.
        cli.linkSelf | peksosctl case list
        refusal.case.link.alreadyLinked | Kedua kasus sudah dikaitkan. \
        | The cases are linked already.
        remedy.case.link.alreadyLinked | Tidak perlu dikaitkan lagi. | There is nothing to do.
        title.case.link.alreadyLinked | Kedua kasus sudah dikaitkan | The cases are linked
        refusal.case.merge.mergeSelf | Kasus tidak digabungkan dengan dirinya sendiri. \
        | A case is not merged with itself.
        remedy.case.merge.mergeSelf | Sebut kasus lain. | Name another case.
        refusal.case.merge.mergeTargetClosed | Kasus tujuan tidak terbuka. \
        | The case it goes into is not open.
        remedy.case.merge.mergeTargetClosed | Pilih kasus yang terbuka. | Choose an open case.
        cli.case.merge.mergeTargetClosed | peksosctl case show {into}
        title.case.merge.alreadyMerged | Kasus sudah digabungkan | The case was merged
        refusal.case.merge.alreadyMerged | Kasus ini sudah digabungkan ke {into}. \
        | The case was merged into {into}.
        remedy.case.merge.alreadyMerged | Lihat kasus itu. | Look at that case.
        cli.case.merge.alreadyMerged | peksosctl case show {into}
        refusal.mergeDifferentClient | Kedua kasus milik klien yang berbeda. \
        | The cases are of different clients.
        remedy.mergeDifferentClient | Gabungkan data kliennya lebih dahulu, atau kaitkan kasusnya. \
        | Merge the clients first, or link the cases.
        cli.mergeDifferentClient | peksosctl case link {case} --other {into}
        refusal.notRestricted | Kasus ini tidak dibatasi. | The case is not restricted.
        remedy.notRestricted | Tidak perlu dihapus. | There is nothing to lift.
        title.notEarlierStage | Bukan tahap sebelumnya | Not an earlier stage
        refusal.notEarlierStage | Kasus ini pada tahap {stage:value.Stage}; sebut tahap sebelumnya. \
        | The case is in {stage:value.Stage}; name an earlier stage.
        remedy.notEarlierStage | Lihat tahap kasusnya. | Look at the stage of the case.
        cli.notEarlierStage | peksosctl case show {case}

        # Assessment and consent
        title.pieOutOfRange | Nilai PIE di luar rentang | A score is out of range
        refusal.pieOutOfRange | {path}: {value} di luar {min}–{max}. \
        | {path}: {value} is outside {min}–{max}.
        remedy.pieOutOfRange | Perbaiki nilainya. | Correct the score.
        refusal.riskMissing | Asesmen perlu tingkat risiko dan hari tinjauan. \
        | An assessment needs the risk and the day of review.
        remedy.riskMissing | Tambahkan --risk dan --review-by. | Add --risk and --review-by.
        refusal.reviewInPast | Hari tinjauan sebelum tanggal kejadian. \
        | The day of review is before the date.
        remedy.reviewInPast | Pakai hari yang akan datang. | Use a later day.
        refusal.assessmentMissing | Kasus ini belum diasesmen. | The case is not assessed.
        remedy.assessmentMissing | Catat asesmen lebih dahulu. | Record an assessment first.
        cli.assessmentMissing | peksosctl case assess {case} --params @asesmen.json
        refusal.consentLive | Persetujuan klien sudah ada. | There is a consent.
        remedy.consentLive | Tidak perlu dikesampingkan. | It need not be overridden.
        title.overrideTooLong | Pengesampingan terlalu lama | The override is too long
        refusal.overrideTooLong | Paling lama {maxDays} hari. | At most {maxDays} days.
        remedy.overrideTooLong | Pakai hari yang lebih dekat. | Use an earlier day.

        # Plan and goals
        title.unknownProblem | Masalah tidak dikenal | There is no such problem
        refusal.unknownProblem | Tidak ada dalam asesmen kasus ini: {problems}. \
        | No assessment of the case found: {problems}.
        remedy.unknownProblem | Pakai nomor masalah dari asesmen. \
        | Use the numbers of the assessment.
        cli.unknownProblem | peksosctl case timeline {case}
        refusal.planMissing | Belum ada rencana yang disusun. | No plan is drafted.
        remedy.planMissing | Susun rencana lebih dahulu. | Draft a plan first.
        cli.planMissing | peksosctl plan draft {case} --params @rencana.json
        refusal.planWithoutGoal | Rencana ini belum punya tujuan. | The plan has no goal.
        remedy.planWithoutGoal | Susun ulang rencana dengan tujuan. | Draft it again with goals.
        cli.planWithoutGoal | peksosctl plan draft {case} --params @rencana.json
        title.problemWithoutGoal | Masalah berat tanpa tujuan | A severe problem has no goal
        refusal.problemWithoutGoal | Masalah berat tanpa tujuan: {problems}. \
        | Severe problems without a goal: {problems}.
        remedy.problemWithoutGoal | Susun ulang rencana dengan tujuan untuk masalah itu. \
        | Draft it again with a goal for them.
        cli.problemWithoutGoal | peksosctl plan draft {case} --params @rencana.json
        title.goalDueBeforePlan | Batas waktu tujuan sebelum rencana | A goal is due too early
        refusal.goalDueBeforePlan | Batas waktunya sebelum tanggal rencana: {goals}. \
        | Due before the date of the plan: {goals}.
        remedy.goalDueBeforePlan | Susun ulang rencana dengan batas waktu kemudian. \
        | Draft it again with later days.
        cli.goalDueBeforePlan | peksosctl plan draft {case} --params @rencana.json
        title.goalClosed | Tujuan sudah selesai | The goal is over
        refusal.goalClosed | Tujuan {goal} sudah selesai. | Goal {goal} is over.
        remedy.goalClosed | Tambah tujuan baru. | Add a new goal.

        # Corrections
        title.unknownEntry | Catatan itu tidak ada | There is no such entry
        refusal.case.correct.unknownEntry | Kasus ini tidak punya catatan nomor {entry}. \
        | The case has no entry {entry}.
        remedy.case.correct.unknownEntry | Lihat nomor catatan pada riwayat kasus. \
        | Look at the numbers in the timeline.
        cli.case.correct.unknownEntry | peksosctl case timeline {case}
        title.alreadyCorrected | Catatan sudah diperbaiki | The entry was corrected
        refusal.alreadyCorrected | Catatan ini sudah diperbaiki oleh catatan {by}. \
        | The entry was corrected by entry {by}.
        remedy.alreadyCorrected | Perbaiki catatan {by}. | Correct entry {by}.
        cli.alreadyCorrected | peksosctl case timeline {case}
        refusal.case.correct.fieldNotCorrectable | Tidak dapat diperbaiki pada catatan ini: {fields}. \
        | Not to be corrected in this entry: {fields}.
        remedy.case.correct.fieldNotCorrectable | Catat kejadian baru sebagai gantinya. \
        | Record what is right as a new entry.
        refusal.case.correct.nothingChanged | Tidak ada yang berubah. | Nothing would change.
        remedy.case.correct.nothingChanged | Sebut nilai yang benar dalam --changes. \
        | Give the right values in --changes.

        """
}
