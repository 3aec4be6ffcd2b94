// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Activities of the programmes, volunteers, professional development.
    static let programmes = """
        # Methods
        method.activity.plan | Rencanakan kegiatan | Plan an activity
        method.activity.setLead | Tetapkan pemimpin kegiatan | Set the lead of an activity
        method.activity.publish | Umumkan kegiatan | Publish an activity
        method.activity.enrol | Daftarkan peserta | Enrol a participant
        method.activity.cancel | Batalkan kegiatan | Cancel an activity
        method.activity.hold | Catat kegiatan terlaksana | Hold an activity
        method.activity.attend | Catat kehadiran bernama | Record who came
        method.activity.countAttendance | Catat jumlah hadirin | Count who came
        method.activity.recordHours | Catat jam relawan | Record a volunteer's hours
        method.activity.confirmHours | Sahkan jam relawan | Confirm a volunteer's hours
        method.activity.scoreIndicator | Nilai indikator | Score an indicator
        method.activity.report | Laporkan kegiatan | Report on an activity
        method.activity.list | Daftar kegiatan | Activities
        method.volunteer.register | Daftarkan relawan | Register a volunteer
        method.volunteer.declareSafeguarding | Catat pernyataan perlindungan anak \
        | Record a safeguarding declaration
        method.volunteer.leave | Catat relawan berhenti | A volunteer leaves
        method.volunteer.erase | Hapus data pribadi relawan | Erase a volunteer
        method.volunteer.show | Rincian relawan | One volunteer
        method.volunteer.list | Daftar relawan | Volunteers
        method.volunteer.hours | Jam relawan | Hours of volunteers
        method.cpd.credit | Beri angka kredit pengembangan profesi | Credit development
        method.cpd.withdraw | Tarik angka kredit pengembangan profesi | Withdraw credits
        method.cpd.list | Angka kredit pengembangan profesi | Development credits

        # Params
        param.activity | kegiatan | activity
        param.activity.plan.kind | jenis kegiatan | kind of activity
        param.activity.attend.kind | hadir sebagai | came as
        param.activity.list.state | keadaan | state
        param.activity.list.from | dari tanggal | from
        param.activity.list.until | sampai tanggal | until
        param.activity.plan.title | judul | title
        param.activity.plan.date | tanggal rencana | planned for
        param.lead | pemimpin | lead
        param.withMinors | dengan anak | with minors
        param.schoolLevel | jenjang sekolah | level of the school
        param.schoolNo | nomor pokok sekolah | national number of the school
        param.organisations | organisasi mitra | partner organisations
        param.person | orang | person
        param.activity.countAttendance.counts | jumlah per golongan | heads by kind
        param.activity.countAttendance.child | anak | children
        param.activity.countAttendance.parent | orang tua | parents
        param.activity.countAttendance.volunteer | relawan | volunteers
        param.activity.countAttendance.stakeholder | pemangku kepentingan | stakeholders
        param.activity.countAttendance.member | anggota | members
        param.activity.countAttendance.worker | pekerja sosial | social workers
        param.task | tugas | task
        param.indicator | indikator | indicator
        param.score | nilai | score
        param.activity.report.summary | ringkasan tanpa nama | summary without names
        param.volunteer.register.name | nama relawan | name of the volunteer
        param.volunteer.register.kind | jenis relawan | kind of volunteer
        param.volunteer.list.kind | jenis relawan | kind of volunteer
        param.volunteer.hours.from | dari tanggal | from
        param.volunteer.hours.until | sampai tanggal | until
        param.cpd.list.from | dari tanggal | from
        param.cpd.list.until | sampai tanggal | until

        # Columns
        column.activity | kegiatan | activity
        column.lead | pemimpin | lead
        column.person | orang | person
        column.indicator | indikator | indicator
        column.activity.scoreIndicator.score | nilai | score
        column.children | anak | children
        column.parents | orang tua | parents
        column.volunteers | relawan | volunteers
        column.stakeholders | pemangku kepentingan | stakeholders
        column.members | anggota | members
        column.uniquePeople | orang berbeda | different people
        column.leadCertified | pemimpin bersertifikat | lead certified
        column.schoolLevel | jenjang | school level
        column.indicators | indikator | indicators
        column.parentsListen | orang tua mendengarkan | parents listen
        column.proudOfChild | bangga pada anak | proud of the child
        column.potentialExplored | potensi tergali | potential explored
        column.friendlyEnvironment | lingkungan ramah | friendly environment
        column.volunteerName | nama relawan | volunteer's name
        column.safeguardingTo | perlindungan anak sampai | safeguarding until
        column.minutes | menit | minutes
        column.month | bulan | month
        column.activities | kegiatan | activities
        column.minutesPending | menit belum disahkan | minutes pending
        column.minutesConfirmed | menit disahkan | minutes confirmed
        column.lessons | jam pelajaran | lessons
        column.credits | angka kredit | credits
        column.asSpeaker | sebagai narasumber | as speaker
        column.asFacilitator | sebagai fasilitator | as facilitator
        column.asParticipant | sebagai peserta | as participant
        column.target | sasaran | target
        column.gap | kekurangan | gap
        """ + programmesCodes + programmesRefusals

    private static let programmesCodes = """

        # Codes
        value.Thing.activity | Kegiatan | Activity
        value.State.published | diumumkan | published
        value.State.held | terlaksana | held
        value.ActivityProgramme.clc | Children Learning Centre | Children Learning Centre
        value.ActivityProgramme.backToSchool | Back to School | Back to School
        value.ActivityProgramme.newGeneration | Gathering Generasi Baru | Gathering Generasi Baru
        value.ActivityProgramme.familyServices | layanan anak dan keluarga \
        | services for children and families
        value.ActivityProgramme.socialWorkDay | Hari Pekerja Sosial | Social Work Day
        value.ActivityProgramme.cpd | pengembangan profesi | professional development
        value.ActivityProgramme.discussion | diskusi | discussion
        value.ActivityKind.session | pertemuan | session
        value.ActivityKind.bimtek | bimtek | technical training (bimtek)
        value.ActivityKind.workshop | lokakarya | workshop
        value.ActivityKind.seminar | seminar | seminar
        value.ActivityKind.congress | kongres | congress
        value.ActivityKind.discussion | diskusi | discussion
        value.ActivityKind.campaign | kampanye | campaign
        value.ActivityStatus.planned | direncanakan | planned
        value.ActivityStatus.published | diumumkan | published
        value.ActivityStatus.held | terlaksana | held
        value.ActivityStatus.cancelled | dibatalkan | cancelled
        value.ActivityStatus.reported | dilaporkan | reported
        value.SchoolLevel.sd | SD | primary school
        value.SchoolLevel.smp | SMP | lower secondary school
        value.SchoolLevel.sma | SMA | upper secondary school
        value.SchoolLevel.pt | perguruan tinggi | university
        value.AttendeeKind.child | anak | child
        value.AttendeeKind.parent | orang tua | parent
        value.AttendeeKind.volunteer | relawan | volunteer
        value.AttendeeKind.stakeholder | pemangku kepentingan | stakeholder
        value.AttendeeKind.member | anggota | member
        value.AttendeeKind.worker | pekerja sosial | social worker
        value.AttendeeRole.participant | peserta | participant
        value.AttendeeRole.facilitator | fasilitator | facilitator
        value.AttendeeRole.speaker | narasumber | speaker
        value.Indicator.parentsListen | orang tua mendengarkan | parents listen
        value.Indicator.proudOfChild | bangga pada anak | proud of the child
        value.Indicator.potentialExplored | potensi anak tergali | potential explored
        value.Indicator.friendlyEnvironment | lingkungan ramah anak | friendly environment
        value.VolunteerKind.student | mahasiswa | student
        value.VolunteerKind.pupil | pelajar | pupil
        value.VolunteerKind.individual | perorangan | individual
        value.VolunteerKind.socialMember | sosial member | social member

        # Events
        event.activity.planned | kegiatan direncanakan | activity planned
        event.activity.leadSet | pemimpin kegiatan ditetapkan | lead of the activity set
        event.activity.published | kegiatan diumumkan | activity published
        event.activity.participantEnrolled | peserta didaftarkan | participant enrolled
        event.activity.cancelled | kegiatan dibatalkan | activity cancelled
        event.activity.held | kegiatan terlaksana | activity held
        event.activity.attended | kehadiran dicatat | attendance recorded
        event.activity.attendanceCounted | hadirin dihitung | attendance counted
        event.activity.hoursRecorded | jam relawan dicatat | hours of a volunteer recorded
        event.activity.hoursConfirmed | jam relawan disahkan | hours of a volunteer confirmed
        event.activity.indicatorScored | indikator dinilai | indicator scored
        event.activity.reported | kegiatan dilaporkan | activity reported
        event.volunteer.registered | relawan didaftarkan | volunteer registered
        event.volunteer.safeguardingDeclared | pernyataan perlindungan anak dicatat \
        | safeguarding declared
        event.volunteer.left | relawan berhenti | volunteer left
        event.volunteer.personalDataErased | data pribadi relawan dihapus \
        | personal data of the volunteer erased
        event.volunteer.erasureCompleted | penghapusan data relawan selesai \
        | erasure of the volunteer completed
        event.worker.cpdCredited | angka kredit diberikan | development credited
        event.worker.cpdWithdrawn | angka kredit ditarik | development credits withdrawn
        """

    private static let programmesRefusals = """

        # Refusals
        refusal.schoolMissing | Back to School memerlukan jenjang dan nomor sekolah. \
        | Back to School needs the level and the number of the school.
        remedy.schoolMissing | Lengkapi jenjang dan nomor pokok sekolah. \
        | Add the level and the national number of the school.
        refusal.schoolNoMalformed | Nomor sekolah harus {expectedDigits} angka. \
        | The number of the school has {expectedDigits} digits.
        remedy.schoolNoMalformed | Periksa nomornya. | Check the number.
        title.schoolNoMalformed | Nomor sekolah tidak sesuai | Not a number of such a school
        refusal.activityHeld | Kegiatan ini sudah terlaksana pada {on}. \
        | The activity was held on {on}.
        remedy.activityHeld | Periksa keadaan kegiatannya. | Look at the activity.
        cli.activityHeld | peksosctl activity list
        title.activityHeld | Kegiatan sudah terlaksana | The activity was held
        refusal.activityCancelled | Kegiatan ini dibatalkan. | The activity was cancelled.
        remedy.activityCancelled | Rencanakan kegiatan lain. | Plan another activity.
        cli.activityCancelled | peksosctl activity list
        refusal.alreadyEnrolled | Orang ini sudah terdaftar pada kegiatan ini. \
        | That person is enrolled already.
        remedy.alreadyEnrolled | Tidak perlu apa-apa. | Nothing to do.
        refusal.noCertifiedLead | Kegiatan dengan anak harus dipimpin pekerja sosial yang \
        bersertifikat pada hari itu. \
        | With minors, the lead must be certified on that day.
        remedy.noCertifiedLead | Tetapkan pemimpin yang bersertifikat. | Set a certified lead.
        cli.noCertifiedLead | peksosctl worker list
        refusal.activityNotHeld | Kegiatan ini belum terlaksana. | The activity was not held.
        remedy.activityNotHeld | Catat dahulu bahwa kegiatan terlaksana. \
        | First say that it was held.
        cli.activityNotHeld | peksosctl activity hold {activity}
        refusal.alreadyAttended | Kehadiran orang ini sudah dicatat. \
        | The attendance of that person is on record.
        remedy.alreadyAttended | Tidak perlu apa-apa. | Nothing to do.
        refusal.minutesExceedActivity | Kegiatan ini hanya {minutes} menit. \
        | The activity took {minutes} minutes only.
        remedy.minutesExceedActivity | Periksa lamanya. | Check the minutes.
        title.minutesExceedActivity | Lebih lama dari kegiatannya | Longer than the activity
        refusal.safeguardingMissing | Relawan ini tidak punya pernyataan perlindungan anak yang \
        berlaku pada hari kegiatan. \
        | The volunteer has no safeguarding declaration that was live on the day.
        remedy.safeguardingMissing | Catat pernyataannya lebih dahulu. \
        | Record the declaration first.
        refusal.activity.countAttendance.alreadyCounted | Jumlah hadirin sudah dicatat. \
        | The heads of this activity were counted.
        remedy.activity.countAttendance.alreadyCounted | Tidak perlu apa-apa. | Nothing to do.
        title.activity.countAttendance.alreadyCounted | Jumlah hadirin sudah dicatat \
        | The heads were counted
        refusal.hoursRecorded | Jam relawan ini sudah dicatat untuk kegiatan ini. \
        | The hours of that volunteer are on record.
        remedy.hoursRecorded | Tidak perlu apa-apa. | Nothing to do.
        refusal.hoursMissing | Jam relawan ini belum dicatat. \
        | The hours of that volunteer are not on record.
        remedy.hoursMissing | Catat dahulu jamnya. | Record the hours first.
        refusal.hoursConfirmed | Jam relawan ini sudah disahkan. \
        | The hours of that volunteer are confirmed.
        remedy.hoursConfirmed | Tidak perlu apa-apa. | Nothing to do.
        refusal.activity.confirmHours.selfConfirmation | Jam sendiri disahkan oleh orang lain. \
        | Somebody else confirms one's own hours.
        remedy.activity.confirmHours.selfConfirmation | Minta koordinator atau pemimpin kegiatan mengesahkannya. \
        | Ask the coordinator or the lead to confirm them.
        refusal.programmeWithoutIndicators | Program {programme:value.ActivityProgramme} tidak \
        punya indikator. | {programme:value.ActivityProgramme} has no indicators.
        remedy.programmeWithoutIndicators | Laporkan hasilnya dalam ringkasan. \
        | Tell the outcome in the report.
        title.programmeWithoutIndicators | Program tanpa indikator | No indicators
        refusal.alreadyReported | Kegiatan ini sudah dilaporkan. \
        | The activity is reported already.
        remedy.alreadyReported | Tidak perlu apa-apa. | Nothing to do.
        refusal.volunteerLeft | Relawan ini berhenti pada {on}. | The volunteer left on {on}.
        remedy.volunteerLeft | Tidak perlu apa-apa. | Nothing to do.
        title.volunteerLeft | Relawan sudah berhenti | The volunteer left
        refusal.activityNotCpd | Kegiatan ini bukan pengembangan profesi. \
        | The activity is no professional development.
        remedy.activityNotCpd | Periksa nomor kegiatannya. | Check the activity.
        cli.activityNotCpd | peksosctl activity list --programme cpd
        refusal.attendanceMissing | Tidak ada kehadiran orang ini dalam peran itu. \
        | There is no attendance of that worker in that role.
        remedy.attendanceMissing | Catat dahulu kehadirannya. | Record the attendance first.
        refusal.cpdAlreadyCredited | Angka kredit untuk kegiatan dan peran ini sudah diberikan. \
        | Credits for that activity and role were given.
        remedy.cpdAlreadyCredited | Tidak perlu apa-apa. | Nothing to do.
        refusal.cpdNotCredited | Angka kredit itu tidak pernah diberikan. \
        | Those credits were not given.
        remedy.cpdNotCredited | Periksa kegiatan dan perannya. | Check activity and role.
        """
}
