// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Cases from the opening to the plan, and what is read of them.
    static let cases = """
        # Methods
        method.case.open | Buka kasus | Open a case
        method.case.screen | Saring kasus | Screen a case
        method.case.assign | Tugaskan kasus | Assign a case
        method.case.reassign | Pindahkan kasus ke peksos lain | Reassign a case
        method.case.addTeamMember | Tambah anggota tim kasus | Add to the team of a case
        method.case.removeTeamMember | Keluarkan dari tim kasus | Remove from the team of a case
        method.case.link | Tautkan dua kasus | Link two cases
        method.case.merge | Gabungkan kasus | Merge a case
        method.case.restrict | Batasi siapa yang melihat kasus | Restrict a case
        method.case.unrestrict | Cabut pembatasan kasus | Lift the restriction of a case
        method.case.stepBack | Kembali ke tahap sebelumnya | Step back to an earlier stage
        method.case.assess | Catat asesmen | Record an assessment
        method.case.setRisk | Tetapkan risiko | Set the risk
        method.case.overrideConsent | Kesampingkan persetujuan | Override consent
        method.case.correct | Betulkan catatan kasus | Correct an entry
        method.case.list | Daftar kasus | Cases
        method.case.show | Rincian kasus | One case
        method.case.timeline | Riwayat kasus | Timeline of a case
        method.case.spells | Siapa menangani kasus | Who had a case
        method.plan.draft | Susun rencana intervensi | Draft a plan
        method.plan.submit | Ajukan rencana | Submit a plan
        method.plan.approve | Setujui rencana | Approve a plan
        method.plan.reject | Kembalikan rencana | Send a plan back
        method.goal.add | Tambah tujuan | Add a goal
        method.goal.record | Catat kemajuan tujuan | Record progress on a goal

        # Params
        param.case | kasus | case
        param.ppksCode | jenis PPKS | kind of person served
        param.setting | bidang praktik | field of practice
        param.case.open.source | datang dari | source
        param.programme | program | programme
        param.linkTo | lanjutan dari kasus | continues the case
        param.decision | keputusan | decision
        param.referTo | dirujuk ke | referred to
        param.case.addTeamMember.role | peran dalam tim | role in the team
        param.case.addTeamMember.function | jabatan | function
        param.successor | penerus | successor
        param.other | kasus lain | other case
        param.case.link.relation | hubungan | relation
        param.case.merge.case | kasus yang dilebur | case that goes
        param.case.merge.into | ke dalam kasus | case that stays
        param.allow | yang tetap boleh melihat | who may still see it
        param.case.stepBack.to | ke tahap | to the stage
        param.instrument | instrumen | instrument
        param.risk | risiko | risk
        param.reviewBy | ditinjau selambatnya | review by
        param.strengths | kekuatan | strengths
        param.roleProblems | masalah peran | problems in roles
        param.environmentProblems | masalah lingkungan | problems of the environment
        param.severity | berat | severity
        param.duration | lama | duration
        param.coping | kemampuan mengatasi | coping
        param.system | sistem | system
        param.problem | masalah | problem
        param.mental | kesehatan jiwa | mental health
        param.physical | kesehatan jasmani | physical health
        param.dimensions | dimensi | dimensions
        param.dimension | dimensi | dimension
        param.case.overrideConsent.scope | lingkup persetujuan | scope
        param.case.overrideConsent.ground | dasar | ground
        param.case.overrideConsent.validTo | berlaku sampai | valid until
        param.services | layanan | services
        param.goal.add.text | isi tujuan | the goal
        param.plan.draft.text | isi tujuan | the goal
        param.goal.record.progress | kemajuan | progress
        param.case.correct.entry | nomor catatan | entry
        param.case.correct.changes | yang dibetulkan | what is corrected
        param.problems | masalah yang dituju | problems aimed at
        param.stage | tahap | stage
        param.case.list.status | keadaan | status
        param.group | dihitung menurut | counted by
        param.case.timeline.kinds | jenis catatan | kinds of entries
        param.case.timeline.from | dari tanggal | from
        param.case.timeline.to | sampai tanggal | until

        # Columns
        column.case.show.text | isi | text
        column.status | keadaan | status
        column.assessment | asesmen | assessment
        column.severe | berat sekali | severe
        column.plan | rencana | plan
        column.clientInitials | inisial klien | client
        column.primaryWorker | peksos penanggung jawab | primary worker
        column.openedOn | dibuka | opened
        column.closedOn | ditutup | closed
        column.lastContactOn | kontak terakhir | last contact
        column.nextFollowUpOn | tindak lanjut berikut | next follow-up
        column.restricted | dibatasi | restricted
        column.suppressed | disamarkan | suppressed
        column.code | kode | code
        column.referrals | rujukan | referrals
        column.followUps | tindak lanjut | follow-ups
        column.team | tim | team
        column.row | kasus | case
        column.rest | rincian | details
        column.case.show.pending | menunggu | waiting for
        column.case.timeline.entry | catatan | entry
        column.case.timeline.details | isi | details
        column.case.timeline.kind | jenis | kind
        column.lateDays | terlambat dicatat (hari) | entered late (days)
        column.correctsEntry | membetulkan | corrects
        column.correctedByEntry | dibetulkan oleh | corrected by
        column.case.spells.role | peran | role
        column.case.spells.reason | alasan | reason
        column.into | ke dalam | into
        column.handedOverTo | diteruskan kepada | handed over to

        """ + caseCodes

    /// The codes and events of cases.
    private static let caseCodes = """
        # Codes
        value.CaseStatus.new | baru | new
        value.CaseStatus.open | terbuka | open
        value.CaseStatus.screenedOut | tidak diterima | screened out
        value.CaseStatus.closed | ditutup | closed
        value.CaseStatus.merged | dilebur | merged
        value.Stage.intake | pendekatan awal | intake
        value.Stage.assessment | asesmen | assessment
        value.Stage.planning | rencana intervensi | planning
        value.Stage.intervention | intervensi | intervention
        value.Stage.evaluation | evaluasi | evaluation
        value.Stage.termination | terminasi | termination
        value.Stage.aftercare | bimbingan lanjut | aftercare
        value.Stage.ended | selesai | ended
        value.EarlierStage.assessment | asesmen | assessment
        value.EarlierStage.planning | rencana intervensi | planning
        value.EarlierStage.intervention | intervensi | intervention
        value.OverdueKind.assessment | asesmen | assessment
        value.OverdueKind.plan | rencana | plan
        value.OverdueKind.contact | kontak | contact
        value.OverdueKind.review | tinjauan risiko | review
        value.OverdueKind.followUp | tindak lanjut | follow-up
        value.OverdueKind.referral | rujukan | referral
        value.OverdueKind.approval | persetujuan | approval
        value.OverdueKind.breakGlass | akses darurat | break-glass
        value.OverdueKind.certificate | sertifikat | certificate
        value.CaseSetting.family | keluarga | family
        value.CaseSetting.community | masyarakat | community
        value.CaseSetting.medical | medik | medical
        value.CaseSetting.correctional | koreksional | correctional
        value.CaseSetting.school | sekolah | school
        value.CaseSetting.industryCsr | industri dan CSR | industry and CSR
        value.CaseSetting.programmeDesign | penyusunan program | programme design
        value.CaseSetting.residential | panti | residential care
        value.CaseLevel.micro | mikro | micro
        value.CaseSource.walkIn | datang sendiri | walk-in
        value.CaseSource.referral | rujukan | referral
        value.CaseSource.hotline | saluran telepon | hotline
        value.CaseSource.outreach | penjangkauan | outreach
        value.CaseSource.slrt | SLRT | SLRT
        value.CaseSource.court | pengadilan | court
        value.CaseSource.police | kepolisian | police
        value.CaseSource.school | sekolah | school
        value.CaseSource.professionBody | organisasi profesi | professional body
        value.CaseSource.programme | program | programme
        value.ScreeningDecision.in | terima | take in
        value.ScreeningDecision.out | tidak diterima | screen out
        value.SpellRole.primary | penanggung jawab | primary
        value.SpellRole.coWorker | rekan | co-worker
        value.SpellRole.student | mahasiswa | student
        value.TeamRole.coWorker | rekan | co-worker
        value.TeamRole.student | mahasiswa | student
        value.TeamFunction.schoolCounsellor | guru BK | school counsellor
        value.TeamFunction.police | kepolisian | police
        value.TeamFunction.prosecutor | kejaksaan | prosecutor
        value.TeamFunction.prison | lapas | prison
        value.TeamFunction.medical | tenaga kesehatan | medical staff
        value.TeamFunction.other | lainnya | other
        value.CaseRelation.sameIncident | peristiwa yang sama | same incident
        value.CaseRelation.family | sekeluarga | family
        value.CaseRelation.followsOn | lanjutan | follows on
        value.CaseGroup.ppksCode | jenis PPKS | kind of person served
        value.CaseGroup.setting | bidang praktik | field of practice
        value.CaseGroup.status | keadaan | status
        value.CaseGroup.area | wilayah | area
        value.Pending.plan | rencana | plan
        value.Pending.closure | penutupan | closure
        value.Pending.transfer | alih tangan | transfer
        value.Risk.high | tinggi | high
        value.Risk.medium | sedang | medium
        value.Risk.low | rendah | low
        value.OverrideScope.services | layanan | services
        value.OverrideScope.sharing | berbagi data | sharing
        value.OverrideGround.childAtRisk | anak dalam bahaya | child at risk
        value.OverrideGround.courtOrder | perintah pengadilan | court order
        value.OverrideGround.vitalInterest | kepentingan hidup | vital interest
        value.GoalProgress.worse | memburuk | worse
        value.GoalProgress.same | tetap | same
        value.GoalProgress.some | ada kemajuan | some
        value.GoalProgress.most | hampir tercapai | most
        value.GoalProgress.achieved | tercapai | achieved
        value.GoalProgress.dropped | dihentikan | dropped
        value.Instrument.pie | PIE | PIE
        value.Instrument.hbse | HBSE | HBSE
        value.PieRole.parent | orang tua | parent
        value.PieRole.spouse | suami atau istri | spouse
        value.PieRole.child | anak | child
        value.PieRole.sibling | saudara kandung | sibling
        value.PieRole.extendedFamily | keluarga besar | extended family
        value.PieRole.significantOther | orang terdekat | significant other
        value.PieRole.lover | kekasih | lover
        value.PieRole.friend | teman | friend
        value.PieRole.neighbour | tetangga | neighbour
        value.PieRole.member | anggota kelompok | member
        value.PieRole.paidWorker | pekerja | paid worker
        value.PieRole.homeWorker | pengurus rumah tangga | home worker
        value.PieRole.volunteerWorker | relawan | volunteer worker
        value.PieRole.student | pelajar | student
        value.PieRole.consumer | konsumen | consumer
        value.PieRole.inpatient | pasien rawat inap | inpatient
        value.PieRole.outpatient | pasien rawat jalan | outpatient
        value.PieRole.probationer | klien pemasyarakatan | probationer
        value.PieRole.prisoner | narapidana | prisoner
        value.PieRole.migrant | pendatang | migrant
        value.PieRole.other | lainnya | other
        value.PieType.power | kuasa | power
        value.PieType.ambivalence | kebimbangan | ambivalence
        value.PieType.responsibility | tanggung jawab | responsibility
        value.PieType.dependency | ketergantungan | dependency
        value.PieType.loss | kehilangan | loss
        value.PieType.isolation | keterasingan | isolation
        value.PieType.victimisation | menjadi korban | victimisation
        value.PieType.mixed | campuran | mixed
        value.PieType.other | lainnya | other
        value.PieSystem.economicBasicNeeds | ekonomi dan kebutuhan dasar \
        | economic and basic needs
        value.PieSystem.education | pendidikan | education
        value.PieSystem.judicialLegal | hukum | judicial and legal
        value.PieSystem.healthSafetySocial | kesehatan, keamanan, layanan sosial \
        | health, safety, social services
        value.PieSystem.voluntaryAssociation | perkumpulan sukarela | voluntary association
        value.PieSystem.affectionalSupport | dukungan kasih sayang | affectional support
        value.HbseDimension.biological | biologis | biological
        value.HbseDimension.psychological | psikologis | psychological
        value.HbseDimension.social | sosial | social
        value.HbseDimension.spiritual | spiritual | spiritual

        # Events
        event.case.opened | kasus dibuka | case opened
        event.case.screenedIn | kasus diterima | screened in
        event.case.screenedOut | kasus tidak diterima | screened out
        event.case.workerAssigned | peksos ditugaskan | worker assigned
        event.case.reassigned | kasus dipindahkan | case reassigned
        event.case.teamMemberAdded | anggota tim ditambah | team member added
        event.case.teamMemberRemoved | anggota tim keluar | team member removed
        event.case.linked | kasus ditautkan | case linked
        event.case.mergedInto | kasus dilebur | merged into another case
        event.case.absorbed | kasus lain dilebur ke sini | absorbed another case
        event.case.restricted | kasus dibatasi | case restricted
        event.case.unrestricted | pembatasan dicabut | restriction lifted
        event.case.steppedBack | mundur ke tahap sebelumnya | stepped back
        event.case.assessmentRecorded | asesmen dicatat | assessment recorded
        event.case.riskSet | risiko ditetapkan | risk set
        event.case.consentOverridden | persetujuan dikesampingkan | consent overridden
        event.case.planDrafted | rencana disusun | plan drafted
        event.case.planSubmitted | rencana diajukan | plan submitted
        event.case.planApproved | rencana disetujui | plan approved
        event.case.planRejected | rencana dikembalikan | plan sent back
        event.case.goalAdded | tujuan ditambah | goal added
        event.case.goalProgressRecorded | kemajuan dicatat | progress recorded
        event.case.entryCorrected | catatan dibetulkan | entry corrected
        """
}
