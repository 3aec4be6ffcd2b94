// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
extension Texts {
    /// Cases: how they begin, who works on them, assessment, plan, what is seen of them.
    static let cases = """
        # Methods
        method.case.open | Buka kasus baru | Open a case
        method.case.screen | Saring kasus baru | Screen a new case
        method.case.assign | Tugaskan peksos | Assign a worker
        method.case.reassign | Ganti peksos penanggung jawab | Give a case to another worker
        method.case.addTeamMember | Tambah anggota tim kasus | Add somebody to a case
        method.case.removeTeamMember | Keluarkan anggota tim kasus | Take somebody off a case
        method.case.link | Kaitkan dua kasus | Link two cases
        method.case.merge | Gabungkan kasus ganda | Merge a case into another
        method.case.restrict | Batasi siapa yang melihat kasus | Restrict who sees a case
        method.case.unrestrict | Hapus pembatasan kasus | Lift the restriction of a case
        method.case.stepBack | Kembalikan kasus ke tahap sebelumnya | Step back to an earlier stage
        method.case.assess | Catat asesmen | Record an assessment
        method.case.setRisk | Ubah tingkat risiko | Set the risk
        method.case.overrideConsent | Kesampingkan persetujuan klien | Override a consent
        method.case.correct | Perbaiki catatan kasus | Correct an entry
        method.case.list | Daftar kasus | Cases
        method.case.show | Rincian kasus | One case
        method.case.timeline | Riwayat kasus | What happened in a case
        method.case.spells | Siapa menangani kasus, kapan | Who worked on a case, and when
        method.plan.draft | Susun rencana intervensi | Draft a plan
        method.plan.submit | Ajukan rencana intervensi | Submit a plan
        method.plan.approve | Setujui rencana intervensi | Approve a plan
        method.plan.reject | Kembalikan rencana intervensi | Give a plan back
        method.goal.add | Tambah tujuan | Add a goal
        method.goal.record | Catat kemajuan tujuan | Record the progress of a goal

        # Params
        param.case | kasus | case
        param.ppksCode | jenis PPKS | kind of hindrance
        param.setting | bidang praktik | setting
        param.programme | program | programme
        param.linkTo | lanjutan dari kasus | goes on from case
        param.case.open.source | asal kasus | source
        param.case.open.organisation | lembaga pelaksana | delivering organisation
        param.case.screen.decision | keputusan | decision
        param.referTo | disarankan ke lembaga | referred to
        param.case.assign.worker | peksos | worker
        param.case.addTeamMember.role | sebagai | role
        param.case.addTeamMember.function | fungsi lembaga | function of the organisation
        param.successor | penerus tindak lanjut | successor
        param.other | kasus lain | other case
        param.case.link.relation | hubungan | relation
        param.into | ke kasus | into case
        param.allow | boleh dilihat oleh | who may see it
        param.case.stepBack.to | ke tahap | to stage
        param.instrument | alat asesmen | instrument
        param.risk | risiko | risk
        param.reviewBy | tinjau paling lambat | review by
        param.strengths | kekuatan | strengths
        param.roleProblems | masalah peran | problems in roles
        param.environmentProblems | masalah lingkungan | problems in the environment
        param.case.assess.role | peran | role
        param.case.assess.type | jenis masalah | type
        param.severity | keparahan | severity
        param.duration | lamanya | duration
        param.coping | kemampuan mengatasi | coping
        param.system | sistem lingkungan | system
        param.problem | masalah | problem
        param.mental | kesehatan jiwa | mental health
        param.physical | kesehatan fisik | physical health
        param.dimensions | dimensi | dimensions
        param.dimension | dimensi | dimension
        param.case.assess.text | uraian | text
        param.case.correct.text | uraian | text
        param.case.overrideConsent.scope | untuk | scope
        param.case.overrideConsent.ground | dasar | ground
        param.validTo | berlaku sampai | valid to
        param.plan.draft.text | tujuan | goal
        param.goal.add.text | tujuan | goal
        param.problems | masalah | problems
        param.services | layanan | services
        param.goal.record.progress | kemajuan | progress
        param.case.correct.entry | nomor catatan | entry
        param.changes | perubahan | changes
        param.case.correct.kind | jenis | kind
        param.case.correct.occurredOn | tanggal kejadian | date
        param.case.correct.function | fungsi | function
        param.case.correct.source | asal kasus | source
        param.status | status | status
        param.stage | tahap | stage
        param.case.list.area | wilayah | area
        param.group | dihitung menurut | counted by
        param.case.timeline.kinds | jenis catatan | kinds of entries
        param.case.timeline.from | sejak | from
        param.case.timeline.to | sampai | to

        # Columns
        column.clientInitials | inisial klien | initials
        column.primaryWorker | peksos | primary worker
        column.openedOn | dibuka | opened on
        column.closedOn | ditutup | closed on
        column.lastContactOn | kontak terakhir | last contact
        column.nextFollowUpOn | tindak lanjut berikut | next follow-up
        column.restricted | dibatasi | restricted
        column.level | tingkat | level
        column.suppressed | tidak ditampilkan | suppressed
        column.severe | berat | severe
        column.assessment | asesmen | assessment
        column.plan | rencana | plan
        column.referrals | rujukan | referrals
        column.followUps | tindak lanjut | follow-ups
        column.team | tim | team
        column.case.show.pending | menunggu | pending
        column.case.show.text | tujuan | goal
        column.lateDays | terlambat dicatat (hari) | recorded late (days)
        column.correctsEntry | memperbaiki catatan | corrects entry
        column.correctedByEntry | diperbaiki oleh catatan | corrected by entry
        column.handedOverTo | diserahkan kepada | handed over to

        """ + caseCodes + caseEvents

    /// The codes of cases.
    private static let caseCodes = """
        # Codes
        value.Thing.plan | rencana | plan
        value.Thing.assessment | asesmen | assessment
        value.Thing.problem | masalah | problem
        value.CaseStatus.new | baru | new
        value.CaseStatus.open | terbuka | open
        value.CaseStatus.screenedOut | tidak dilanjutkan | screened out
        value.CaseStatus.closed | ditutup | closed
        value.CaseStatus.merged | digabungkan | merged
        value.Stage.intake | pendekatan awal | intake
        value.Stage.assessment | asesmen | assessment
        value.Stage.planning | perencanaan | planning
        value.Stage.intervention | intervensi | intervention
        value.Stage.evaluation | evaluasi | evaluation
        value.Stage.termination | terminasi | termination
        value.Stage.aftercare | bimbingan lanjut | aftercare
        value.Stage.ended | selesai | ended
        value.EarlierStage.assessment | asesmen | assessment
        value.EarlierStage.planning | perencanaan | planning
        value.EarlierStage.intervention | intervensi | intervention
        value.CaseSetting.family | keluarga | family
        value.CaseSetting.community | masyarakat | community
        value.CaseSetting.medical | medis | medical
        value.CaseSetting.correctional | koreksional | correctional
        value.CaseSetting.school | sekolah | school
        value.CaseSetting.industryCsr | industri atau CSR | industry or CSR
        value.CaseSetting.programmeDesign | penyusunan program | programme design
        value.CaseSetting.residential | panti | residential
        value.CaseLevel.micro | mikro | micro
        value.CaseSource.walkIn | datang sendiri | walk-in
        value.CaseSource.referral | rujukan | referral
        value.CaseSource.hotline | telepon pengaduan | hotline
        value.CaseSource.outreach | penjangkauan | outreach
        value.CaseSource.slrt | SLRT | referral service of the city
        value.CaseSource.court | pengadilan | court
        value.CaseSource.police | kepolisian | police
        value.CaseSource.school | sekolah | school
        value.CaseSource.professionBody | organisasi profesi | body of the profession
        value.CaseSource.programme | program | programme
        value.ScreeningDecision.in | dilanjutkan | in
        value.ScreeningDecision.out | tidak dilanjutkan | out
        value.SpellRole.primary | penanggung jawab | primary
        value.SpellRole.coWorker | pendamping | co-worker
        value.SpellRole.student | praktikan | student
        value.TeamRole.coWorker | pendamping | co-worker
        value.TeamRole.student | praktikan | student
        value.TeamFunction.schoolCounsellor | guru BK | school counsellor
        value.TeamFunction.police | kepolisian | police
        value.TeamFunction.prosecutor | kejaksaan | prosecutor
        value.TeamFunction.prison | lembaga pemasyarakatan | prison
        value.TeamFunction.medical | tenaga kesehatan | medical
        value.TeamFunction.other | lainnya | other
        value.CaseRelation.sameIncident | kejadian yang sama | same incident
        value.CaseRelation.family | satu keluarga | family
        value.CaseRelation.followsOn | lanjutan | follows on
        value.Risk.high | tinggi | high
        value.Risk.medium | sedang | medium
        value.Risk.low | rendah | low
        value.OverrideScope.services | layanan | services
        value.OverrideScope.sharing | berbagi data | sharing
        value.OverrideGround.childAtRisk | anak dalam bahaya | child at risk
        value.OverrideGround.courtOrder | perintah pengadilan | court order
        value.OverrideGround.vitalInterest | keselamatan jiwa | vital interest
        value.GoalProgress.worse | memburuk | worse
        value.GoalProgress.same | tetap | same
        value.GoalProgress.some | ada kemajuan | some
        value.GoalProgress.most | hampir tercapai | most
        value.GoalProgress.achieved | tercapai | achieved
        value.GoalProgress.dropped | dihentikan | dropped
        value.CaseGroup.ppksCode | jenis PPKS | kind of hindrance
        value.CaseGroup.setting | bidang praktik | setting
        value.CaseGroup.status | status | status
        value.CaseGroup.area | wilayah | area
        value.Pending.plan | rencana | plan
        value.Pending.closure | penutupan | closure
        value.Pending.transfer | alih tangan | transfer
        value.OverdueKind.assessment | asesmen | assessment
        value.OverdueKind.plan | rencana | plan
        value.OverdueKind.contact | kontak | contact
        value.OverdueKind.review | tinjauan | review
        value.OverdueKind.followUp | tindak lanjut | follow-up
        value.OverdueKind.referral | rujukan | referral
        value.OverdueKind.approval | persetujuan | approval
        value.OverdueKind.breakGlass | tinjauan akses darurat | review of emergency access
        value.OverdueKind.certificate | sertifikat | certificate

        """ + instrumentCodes

    /// The codes of the instruments of an assessment.
    private static let instrumentCodes = """
        value.Instrument.pie | PIE (orang dalam lingkungannya) | PIE (person in environment)
        value.Instrument.hbse | HBSE (perilaku dan lingkungan sosial) \
        | HBSE (human behaviour, social environment)
        value.HbseDimension.biological | biologis | biological
        value.HbseDimension.psychological | psikologis | psychological
        value.HbseDimension.social | sosial | social
        value.HbseDimension.spiritual | spiritual | spiritual
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
        value.PieRole.prisoner | warga binaan | prisoner
        value.PieRole.migrant | migran | migrant
        value.PieRole.other | lainnya | other
        value.PieType.power | kekuasaan | power
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
        value.PieSystem.voluntaryAssociation | perkumpulan | voluntary association
        value.PieSystem.affectionalSupport | dukungan kasih sayang | affectional support

        """

    /// The events of cases.
    private static let caseEvents = """
        # Events
        event.case.opened | kasus dibuka | case opened
        event.case.screenedIn | kasus dilanjutkan | screened in
        event.case.screenedOut | kasus tidak dilanjutkan | screened out
        event.case.workerAssigned | peksos ditugaskan | worker assigned
        event.case.reassigned | peksos diganti | given to another worker
        event.case.teamMemberAdded | anggota tim ditambah | team member added
        event.case.teamMemberRemoved | anggota tim dikeluarkan | team member removed
        event.case.linked | dikaitkan dengan kasus lain | linked to another case
        event.case.mergedInto | digabungkan ke kasus lain | merged into another case
        event.case.absorbed | menerima kasus ganda | absorbed another case
        event.case.restricted | kasus dibatasi | restricted
        event.case.unrestricted | pembatasan dihapus | restriction lifted
        event.case.steppedBack | kembali ke tahap sebelumnya | stepped back
        event.case.assessmentRecorded | asesmen dicatat | assessed
        event.case.riskSet | risiko ditetapkan | risk set
        event.case.consentOverridden | persetujuan dikesampingkan | consent overridden
        event.case.planDrafted | rencana disusun | plan drafted
        event.case.planSubmitted | rencana diajukan | plan submitted
        event.case.planApproved | rencana disetujui | plan approved
        event.case.planRejected | rencana dikembalikan | plan given back
        event.case.goalAdded | tujuan ditambah | goal added
        event.case.goalProgressRecorded | kemajuan tujuan dicatat | progress of a goal recorded
        event.case.entryCorrected | catatan diperbaiki | entry corrected

        """
}
