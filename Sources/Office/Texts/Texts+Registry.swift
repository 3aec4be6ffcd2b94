// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Social workers: certificates, posts, supervisors, caseloads.
    static let registry = """
        # Methods
        method.worker.register | Daftarkan pekerja sosial | Register a social worker
        method.worker.certify | Catat sertifikat | Record a certificate
        method.worker.post | Tempatkan pekerja sosial | Post a social worker
        method.worker.endPosting | Akhiri penempatan | End a posting
        method.worker.assignSupervisor | Tetapkan penyelia | Assign a supervisor
        method.worker.declareInterest | Catat hubungan kepentingan | Declare an interest
        method.worker.handover | Serahkan semua kasus | Hand over a whole caseload
        method.worker.deactivate | Nonaktifkan pekerja sosial | Deactivate a social worker
        method.worker.reactivate | Aktifkan kembali pekerja sosial | Reactivate a social worker
        method.worker.erase | Hapus data pribadi pekerja sosial | Erase a social worker
        method.worker.show | Rincian pekerja sosial | One social worker
        method.worker.list | Daftar pekerja sosial | Social workers
        method.supervision.list | Daftar penyelia | Supervisors
        method.policy.show | Kebijakan yang berlaku | Policies in force
        method.policy.history | Riwayat satu kebijakan | History of a policy
        method.policy.set | Tetapkan kebijakan | Set a policy
        method.caseload.list | Beban kasus | Caseloads

        # Params
        param.worker.register.name | nama pekerja sosial | name of the social worker
        param.degree | gelar | degree
        param.degreeFrom | perguruan tinggi | where the degree is from
        param.graduatedOn | tanggal lulus | graduated on
        param.nik | NIK | national number (NIK)
        param.certificateNo | nomor sertifikat | certificate number
        param.worker.certify.level | jenjang | level
        param.level | jenjang | level
        param.issuedBy | diterbitkan oleh | issued by
        param.issuedOn | tanggal terbit | issued on
        param.examHeldOn | tanggal uji kompetensi | exam held on
        param.examBody | penyelenggara uji kompetensi | body that held the exam
        param.examEvidence | bukti kelulusan | evidence of the passed exam
        param.worker.post.kind | jenis penempatan | kind of posting
        param.worker.post.from | mulai tanggal | from
        param.worker.post.to | sampai tanggal | to
        param.primary | penempatan utama | primary posting
        param.posting | penempatan | posting
        param.on | pada tanggal | on
        param.supervisor | penyelia | supervisor
        param.acting | penyelia sementara | acting supervisor
        param.worker.assignSupervisor.from | mulai tanggal | from
        param.worker.assignSupervisor.to | sampai tanggal | to
        param.household | rumah tangga | household
        param.worker.declareInterest.role | kedudukan | position
        param.worker.declareInterest.to | sampai tanggal | to
        param.worker.handover.to | penerima | receiver
        param.worker.handover.worker | yang menyerahkan | who hands over
        param.assignments | penerima per kasus | receivers of single cases
        param.deactivate | nonaktifkan sesudahnya | deactivate afterwards
        param.active | aktif | active
        param.policy.show.key | nama kebijakan | name of the policy
        param.policy.show.prefix | awal nama kebijakan | beginning of the names
        param.policy.history.key | nama kebijakan | name of the policy
        column.policy.show.key | kebijakan | policy
        column.policy.show.from | berlaku mulai | in force from
        column.policy.history.from | berlaku mulai | in force from
        column.origin | asal | origin
        column.confirmed | dipastikan | confirmed
        column.recordedOn | dicatat pada | recorded on
        value.Thing.policy | Kebijakan | Policy
        value.PolicyOrigin.builtIn | bawaan | built in
        value.PolicyOrigin.set | ditetapkan | set
        param.policy.set.key | nama kebijakan | name of the policy
        param.policy.set.value | nilai | value
        param.policy.set.from | berlaku mulai | in force from
        param.policy.set.source | dasar keputusan | ground of the decision
        param.onlyOver | hanya yang melebihi batas | only those over the cap

        # Columns
        column.degree | gelar | degree
        column.certificate | sertifikat | certificate
        column.no | nomor | number
        column.certifiedOnDate | bersertifikat | certified
        column.postings | penempatan | postings
        column.supervisorName | nama penyelia | name of the supervisor
        column.actingSupervisor | penyelia sementara | acting supervisor
        column.over | melebihi | over
        column.lastActivityOn | terakhir bekerja | last activity
        column.moved | dipindahkan | moved
        column.workerName | nama | name
        column.openCases | kasus terbuka | open cases
        column.assessmentCases | asesmen | in assessment
        column.ongoingCases | berjalan | ongoing
        column.aftercareCases | bimbingan lanjut | in aftercare
        column.high | risiko tinggi | high risk
        column.medium | risiko sedang | medium risk
        column.low | risiko rendah | low risk
        column.unrated | belum dinilai | unrated
        column.loadUnits | satuan beban | load units
        column.overCap | melebihi batas | over the cap
        column.newThisMonth | baru bulan ini | new this month
        column.intakePaceOk | laju wajar | pace is fine
        column.overdueFollowUps | tindak lanjut terlambat | overdue follow-ups
        column.oldestUncontactedDays | hari tanpa kontak | days without contact

        # Codes
        value.Degree.socialWork | pekerjaan sosial | social work
        value.Degree.socialWelfare | kesejahteraan sosial | social welfare
        value.Degree.other | bidang lain | another field
        value.Degree.none | tidak ada | none
        value.CertificateLevel.assistant | asisten | assistant
        value.CertificateLevel.generalist | generalis | generalist
        value.CertificateLevel.specialist | spesialis | specialist
        value.PostingKind.office | kantor peksos | social workers' office
        value.PostingKind.kelurahan | kelurahan | urban village
        value.PostingKind.pkh | PKH | cash-transfer programme (PKH)
        value.PostingKind.lk3 | LK3 | family consultation body (LK3)
        value.PostingKind.dinasSosial | dinas sosial | social affairs office
        value.PostingKind.saktiPeksos | Sakti Peksos | ministry-contracted (Sakti Peksos)
        value.PostingKind.ipwl | IPWL | drug-rehabilitation reporting (IPWL)
        value.PostingKind.lks | LKS | welfare institution
        value.PostingKind.orsos | orsos | social organisation
        value.PostingKind.hospital | rumah sakit | hospital
        value.PostingKind.school | sekolah | school
        value.PostingKind.correctional | lembaga pemasyarakatan | correctional institution
        value.PostingKind.industry | industri | industry
        value.PostingKind.ngo | LSM | NGO
        value.PostingKind.independent | mandiri | independent
        value.InterestRole.member | anggota | member
        value.InterestRole.decisionMaker | pengambil keputusan | decision-maker
        value.WorkerInactivity.deactivated | nonaktif | deactivated
        value.WorkerInactivity.suspended | diskors | suspended
        value.WorkerInactivity.noPosting | tanpa penempatan | without a posting

        # Events
        event.policy.set | kebijakan ditetapkan | policy set
        event.worker.registered | pekerja sosial didaftarkan | social worker registered
        event.worker.examPassed | uji kompetensi lulus | exam passed
        event.worker.certificateIssued | sertifikat diterbitkan | certificate issued
        event.worker.postingStarted | penempatan dimulai | posting started
        event.worker.postingEnded | penempatan berakhir | posting ended
        event.worker.supervisorAssigned | penyelia ditetapkan | supervisor assigned
        event.worker.interestDeclared | hubungan kepentingan dicatat | interest declared
        event.worker.caseloadHandedOver | semua kasus diserahkan | caseload handed over
        event.worker.deactivated | pekerja sosial dinonaktifkan | social worker deactivated
        event.worker.reactivated | pekerja sosial diaktifkan kembali | social worker reactivated
        event.worker.personalDataErased | data pribadi pekerja sosial dihapus \
        | personal data of the social worker erased
        event.worker.erasureCompleted | penghapusan data pekerja sosial selesai \
        | erasure of the social worker completed
        """ + registryRefusals

    /// Why a worker's record is not changed, or no case is given.
    private static let registryRefusals = """

        # Refusals
        refusal.worker.register.nikTaken | NIK ini sudah milik {worker}. \
        | That NIK belongs to {worker}.
        remedy.worker.register.nikTaken | Pakai data yang sudah ada. | Use the record that exists.
        cli.worker.register.nikTaken | peksosctl worker show {worker}
        refusal.policyUnknown | Kebijakan ini tidak dikenal[; mirip: {nearest}]. \
        | There is no such policy[; similar: {nearest}].
        remedy.policyUnknown | Periksa namanya. | Check the name.
        refusal.policyValue | Nilainya harus {expected}[: {form}]. \
        | The value must be {expected}[: {form}].
        variant.policyValue | expected
        refusal.policyValue.integer | Nilainya harus bilangan bulat[: {form}]. \
        | The value must be a whole number[: {form}].
        refusal.policyValue.boolean | Nilainya harus true atau false. \
        | The value must be true or false.
        refusal.policyValue.text | Nilainya harus teks[: {form}]. \
        | The value must be a text[: {form}].
        remedy.policyValue | Ulangi dengan nilai yang sesuai. | Repeat it with a fitting value.
        title.policyValue | Nilai tidak sesuai | Value does not fit
        refusal.policyUnchanged | Nilai itu sudah berlaku. | That value is in force already.
        remedy.policyUnchanged | Tidak perlu apa-apa. | Nothing to do.
        refusal.policyRetroactive | {events} catatan yang sudah ada tidak berubah. \
        | The {events} events on record stay as they are.
        remedy.policyRetroactive | Periksa tanggal mulainya. | Check the day it begins.
        refusal.noPassedExam | Belum ada uji kompetensi yang lulus. | There is no passed exam.
        remedy.noPassedExam | Sebutkan tanggal, penyelenggara, dan bukti kelulusannya. \
        | Give the date, the body and the evidence of the passed exam.
        refusal.notEligible | Gelarnya bukan pekerjaan sosial atau kesejahteraan sosial. \
        | The degree is neither social work nor social welfare.
        remedy.notEligible | Sertifikat hanya untuk lulusan kedua bidang itu. \
        | Only graduates of these two fields are certified.
        refusal.certificateNoTaken | Nomor sertifikat ini sudah milik {worker}. \
        | That certificate number belongs to {worker}.
        remedy.certificateNoTaken | Periksa nomornya. | Check the number.
        cli.certificateNoTaken | peksosctl worker show {worker}
        title.worker.register.nikTaken | NIK sudah terdaftar | NIK already registered
        title.certificateNoTaken | Nomor sertifikat sudah dipakai | Certificate number taken
        refusal.issuerNotCertifier | {organisation} bukan lembaga sertifikasi. \
        | {organisation} is no certification body.
        remedy.issuerNotCertifier | Pilih lembaga sertifikasi. | Choose a certification body.
        cli.issuerNotCertifier | peksosctl organisation list --kind certification-body
        title.issuerNotCertifier | Bukan lembaga sertifikasi | Not a certification body
        refusal.postingOverlap | Penempatan utama {posting} masih berlaku. \
        | The primary posting {posting} overlaps.
        remedy.postingOverlap | Akhiri penempatan itu dahulu, atau jadikan bukan utama. \
        | End that posting first, or make this one not primary.
        cli.postingOverlap | peksosctl worker end-posting {worker} --posting {posting}
        title.postingOverlap | Penempatan utama bertumpuk | Primary postings overlap
        refusal.postingEnded | Penempatan ini sudah berakhir. | The posting has ended already.
        remedy.postingEnded | Tidak perlu apa-apa. | Nothing to do.
        refusal.interestToDeclare | Penempatan di pemerintah dan di lembaga sosial sekaligus. \
        | Posted at a government office and at a welfare body at once.
        remedy.interestToDeclare | Catat hubungan kepentingannya. | Declare the interest.
        refusal.caseloadNotEmpty | Masih memegang kasus: {cases}. | Cases are still held: {cases}.
        remedy.caseloadNotEmpty | Serahkan dahulu semua kasusnya. | Hand over the caseload first.
        cli.caseloadNotEmpty | peksosctl worker handover {worker}
        title.caseloadNotEmpty | Masih memegang kasus | Still holds cases
        refusal.supervisorSelf | Tidak boleh menyelia diri sendiri. | Nobody supervises themselves.
        remedy.supervisorSelf | Pilih penyelia lain. | Choose another supervisor.
        cli.supervisorSelf | peksosctl worker list
        refusal.supervisorCircle | Penyelia ini diselia oleh orang yang sama. \
        | That supervisor is supervised by the same person.
        remedy.supervisorCircle | Pilih penyelia lain. | Choose another supervisor.
        cli.supervisorCircle | peksosctl worker list
        refusal.supervisionOverLimit | Penyelia ini membawahkan {workers} orang, batasnya {limit}. \
        | The supervisor has {workers} workers, the limit is {limit}.
        remedy.supervisionOverLimit | Bagi tugas penyeliaan. | Share the supervision.
        refusal.workerActive | Pekerja sosial ini masih aktif. | The social worker is active.
        remedy.workerActive | Tidak perlu apa-apa. | Nothing to do.
        remedy.worker.erase.workerActive | Catat lebih dahulu bahwa peksos itu keluar. | First \
        record that the worker has left.
        cli.worker.erase.workerActive | peksosctl worker deactivate {worker}
        refusal.workerNotActive | {worker} tidak dapat menerima tugas[: \
        {because:value.WorkerInactivity}]. \
        | {worker} takes no new work[: {because:value.WorkerInactivity}].
        remedy.workerNotActive | Pilih orang lain, atau tempatkan dahulu. \
        | Choose somebody else, or post the worker first.
        cli.workerNotActive | peksosctl worker show {worker}
        title.workerNotActive | Pekerja sosial tidak aktif | Social worker not active
        refusal.workerNotCertified | {worker} dan penyelianya tidak bersertifikat pada tanggal itu. \
        | Neither {worker} nor the supervisor is certified on that date.
        remedy.workerNotCertified | Pilih orang lain, atau tetapkan penyelia bersertifikat. \
        | Choose somebody else, or assign a certified supervisor.
        cli.workerNotCertified | peksosctl worker show {worker}
        title.workerNotCertified | Tidak bersertifikat | Not certified
        refusal.nothingToHandOver | Tidak ada kasus yang harus diserahkan. \
        | There is no case to hand over.
        remedy.nothingToHandOver | Tidak perlu apa-apa. | Nothing to do.
        refusal.caseWithoutReceiver | Belum ada penerima untuk {cases}. \
        | Nobody receives {cases}.
        remedy.caseWithoutReceiver | Sebutkan satu penerima dengan --to, atau satu per kasus dengan \
        --assignment case=…,worker=…; siapa yang masih longgar: \
        | Name one receiver with --to, or one for each case with --assignment case=…,worker=…; \
        who has room:
        cli.caseWithoutReceiver | peksosctl caseload list
        title.caseWithoutReceiver | Kasus tanpa penerima | Case without a receiver
        refusal.caseNotHeld | Kasus {cases} tidak dipegang orang ini. \
        | The cases {cases} are not held by this worker.
        remedy.caseNotHeld | Periksa nomor kasusnya. | Check the case numbers.
        title.caseNotHeld | Bukan kasusnya | Not a case of the worker
        refusal.worker.handover.processingLimited | Pemakaian data klien sedang dibatasi pada \
        {cases}. | The use of the client's data is limited in {cases}.
        refusal.handoverToSelf | Penerima tidak boleh orang yang sama. \
        | The receiver may not be the same person.
        remedy.handoverToSelf | Pilih penerima lain. | Choose another receiver.
        cli.handoverToSelf | peksosctl worker list
        """
}
