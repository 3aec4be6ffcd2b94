// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Operators, approvals, access log, organisations, places, contacts.
    static let shared = """
        # Methods
        method.operator.register | Daftarkan operator | Register an operator
        method.operator.setUid | Ganti uid operator | Change an operator's uid
        method.operator.grant | Beri peran | Grant a role
        method.operator.revoke | Cabut peran | Revoke a role
        method.operator.link | Hubungkan operator dengan orang | Link an operator to a person
        method.operator.unlink | Putuskan hubungan operator | Unlink an operator
        method.operator.suspend | Bekukan operator | Suspend an operator
        method.operator.resume | Aktifkan kembali operator | Resume an operator
        method.operator.list | Daftar operator | Operators
        method.approval.approve | Setujui permohonan | Approve a request
        method.approval.deny | Tolak permohonan | Deny a request
        method.approval.withdraw | Tarik permohonan | Withdraw a request
        method.approval.list | Permohonan persetujuan | Requests for approval
        method.approval.show | Rincian permohonan | One request for approval
        method.access.unusual | Akses yang tidak biasa | Unusual looks
        param.access.unusual.from | dari tanggal | from
        param.access.unusual.until | sampai tanggal | until
        column.access.unusual.day | tanggal | day
        column.access.unusual.reasons | sebab | reasons
        column.access.unusual.looks | akses | looks
        column.access.unusual.usual | biasanya paling banyak | usually at most
        column.access.unusual.searches | pencarian semenit | searches in a minute
        column.access.unusual.reveals | pembukaan sejam | reveals in an hour
        column.access.unusual.atOddHours | di luar jam kerja | at odd hours
        column.access.unusual.outside | keadaan darurat | in an emergency
        value.LookOddity.searches | banyak pencarian | many searches
        value.LookOddity.reveals | banyak pembukaan | many reveals
        value.LookOddity.oddHours | di luar jam kerja | at odd hours
        value.LookOddity.outsideCaseload | di luar kasus sendiri | outside the caseload
        value.LookOddity.aboveUsual | di atas kebiasaan sendiri | above the own usual number
        method.access.list | Catatan akses | Access log
        method.organisation.register | Daftarkan organisasi | Register an organisation
        method.organisation.list | Daftar organisasi | Organisations
        method.organisation.show | Rincian organisasi | One organisation
        method.organisation.find | Cari organisasi | Find organisations
        method.place.register | Daftarkan tempat | Register a place
        method.place.list | Daftar tempat | Places
        method.contact.register | Daftarkan kontak | Register a contact
        method.contact.show | Rincian kontak | One contact

        # Params
        param.operator | operator | operator
        param.uid | nomor pengguna (uid) | user id
        param.label | jabatan di kantor | function in the office
        param.service | akun layanan | service account
        param.roles | peran | roles
        param.role | peran | role
        param.worker | pekerja sosial | social worker
        param.volunteer | relawan | volunteer
        param.contact | kontak | contact
        param.approval | permohonan | approval
        param.digest | sidik permohonan | digest of the request
        param.approval.list.state | keadaan | state
        param.approval.list.kind | jenis | kind
        param.subject | orang yang datanya dilihat | whose data was seen
        param.action | tindakan | action
        param.allowed | diizinkan | allowed
        param.access.list.from | dari tanggal | from
        param.access.list.to | sampai tanggal | to
        param.organisation | organisasi | organisation
        param.organisation.register.name | nama resmi | official name
        param.organisation.find.name | kata dalam nama | words of the name
        param.kinds | jenis lembaga | kinds
        param.shortName | nama singkat | short name
        param.area | kode wilayah, mis. 34.04.07 | area code, e.g. 34.04.07
        column.area | kode wilayah | area code
        param.foundedOn | tanggal berdiri | founded on
        param.address | alamat | address
        param.organisation.register.address | alamat kantor | office address
        param.organisation.list.kind | jenis lembaga | kind
        param.withoutWorker | tanpa pekerja sosial | without a social worker
        param.place | tempat | place
        param.place.register.name | nama tempat | name of the place
        param.place.register.kind | jenis tempat | kind of place
        param.place.list.kind | jenis tempat | kind of place
        param.contact.register.name | nama kontak | name of the contact
        param.function | jabatan | function
        param.phone | telepon | telephone
        param.birthDate | tanggal lahir | date of birth

        # Columns
        column.suspended | dibekukan | suspended
        column.lastSeenOn | terakhir terlihat | last seen
        column.requestedOn | diminta | requested on
        column.neededRole | peran penyetuju | role needed
        column.expiresOn | berlaku sampai | expires on
        column.method | perintah | method
        column.params | isi permohonan | params
        column.decidedBy | diputuskan oleh | decided by
        column.decidedOn | diputuskan | decided on
        column.occurredOn | tanggal kejadian | date it happened
        column.refs | tentang | references
        column.subjects | orang | subjects
        column.fieldClass | kelas data | class of data
        column.purpose | tujuan | purpose
        column.rank | peringkat akreditasi | accreditation
        column.accreditedTo | akreditasi sampai | accredited until
        column.workers | pekerja sosial | social workers
        column.certifiedWorkers | bersertifikat | certified
        column.names | nama-nama | names
        column.source | sumber | source
        column.accreditation | akreditasi | accreditation
        column.validTo | berlaku sampai | valid until
        column.licence | izin | licence
        column.blacklisted | daftar hitam | blacklisted
        column.matchedName | nama yang cocok | matching name
        column.matchedKind | jenis nama | kind of name

        # Codes
        value.ApprovalState.pending | menunggu | pending
        value.ApprovalState.granted | disetujui | granted
        value.ApprovalState.denied | ditolak | denied
        value.ApprovalState.withdrawn | ditarik | withdrawn
        value.ApprovalState.expired | kedaluwarsa | expired
        value.ApprovalKind.roleGrant | pemberian peran | role grant
        value.ApprovalKind.ledgerReversal | pembatalan entri | ledger reversal
        value.ApprovalKind.carryOver | pemindahan sisa dana | carry-over
        value.ApprovalKind.stockWriteOff | penghapusan barang | stock write-off
        value.ShownAction.read | dibaca | read
        value.ShownAction.reveal | dibuka | revealed
        value.ShownAction.export | diekspor | exported
        value.ShownAction.search | dicari | searched
        value.ShownAction.breakGlass | akses darurat | break-glass
        value.ShownAction.denied | ditolak | denied
        value.OrganisationKind.lks | lembaga kesejahteraan sosial | welfare institution
        value.OrganisationKind.consultancy | konsultan | consultancy
        value.OrganisationKind.orsos | organisasi sosial | social organisation
        value.OrganisationKind.residentialHome | panti | residential home
        value.OrganisationKind.rehabCentre | balai rehabilitasi | rehabilitation centre
        value.OrganisationKind.ngo | LSM | NGO
        value.OrganisationKind.hospital | rumah sakit | hospital
        value.OrganisationKind.school | sekolah | school
        value.OrganisationKind.university | perguruan tinggi | university
        value.OrganisationKind.government | pemerintah | government
        value.OrganisationKind.professionalBody | organisasi profesi | professional body
        value.OrganisationKind.certificationBody | lembaga sertifikasi | certification body
        value.OrganisationKind.accreditationBody | badan akreditasi | accreditation body
        value.OrganisationKind.company | perusahaan | company
        value.OrganisationKind.bank | bank | bank
        value.OrganisationKind.other | lainnya | other
        value.NameKind.official | resmi | official
        value.NameKind.short | singkatan | short
        value.NameKind.alias | nama lain | alias
        value.NameKind.asWritten | seperti tertulis | as written
        value.PlaceKind.market | pasar | market
        value.PlaceKind.shop | toko | shop
        value.PlaceKind.school | sekolah | school
        value.PlaceKind.office | kantor | office
        value.PlaceKind.worship | rumah ibadah | place of worship
        value.PlaceKind.home | rumah | home
        value.PlaceKind.publicPlace | tempat umum | public place
        value.PlaceKind.other | lainnya | other

        # Events
        event.operator.registered | operator didaftarkan | operator registered
        event.operator.uidChanged | uid diganti | user id changed
        event.operator.roleGranted | peran diberikan | role granted
        event.operator.roleRevoked | peran dicabut | role revoked
        event.operator.linked | operator dihubungkan | operator linked
        event.operator.unlinked | hubungan diputus | operator unlinked
        event.operator.suspended | operator dibekukan | operator suspended
        event.operator.resumed | operator diaktifkan | operator resumed
        event.approval.requested | persetujuan diminta | approval requested
        event.approval.granted | persetujuan diberikan | approval granted
        event.approval.denied | persetujuan ditolak | approval denied
        event.approval.withdrawn | permohonan ditarik | approval withdrawn
        event.access.recorded | akses dicatat | look recorded
        event.access.denied | akses ditolak | look denied
        event.organisation.registered | organisasi didaftarkan | organisation registered
        event.organisation.nameAdded | nama organisasi dicatat | organisation name added
        event.place.registered | tempat didaftarkan | place registered
        event.contact.registered | kontak didaftarkan | contact registered
        """ + sharedRefusals

    /// Why an operator, an approval or an organisation is not changed.
    private static let sharedRefusals = """

        # Refusals
        refusal.operatorExists | Nama operator ini sudah dipakai. | The operator exists already.
        remedy.operatorExists | Pilih nama lain, atau beri peran. | Choose another name, or grant.
        cli.operatorExists | peksosctl operator list
        refusal.uidTaken | Uid ini sudah milik {operator}. | That user id belongs to {operator}.
        remedy.uidTaken | Periksa uid orangnya. | Check the person's user id.
        cli.uidTaken | peksosctl operator list
        refusal.uidMissing | Operator di penyimpanan ini harus memakai uid. \
        | An operator of this store needs a user id.
        remedy.uidMissing | Ulangi dengan --uid. | Repeat it with --uid.
        refusal.uidReserved | Uid 65534 tidak boleh dipakai. | User id 65534 may not be used.
        remedy.uidReserved | Buat akun sendiri untuk orang ini. \
        | Make an account of its own for the person.
        refusal.roleConflict | Tidak boleh bersama peran {with:value.Role}. \
        | It may not go with the role {with:value.Role}.
        remedy.roleConflict | Cabut peran itu lebih dahulu. | Revoke that role first.
        cli.roleConflict | peksosctl operator revoke {operator} --role {with} --reason ganti-peran
        refusal.fourEyesRole | Peran {role:value.Role} diberikan tersendiri. \
        | The role {role:value.Role} is granted by itself.
        remedy.fourEyesRole | Daftarkan tanpa peran itu, lalu minta. \
        | Register without it, then grant it.
        cli.fourEyesRole | peksosctl operator register {operator}
        refusal.roleAlreadyHeld | Peran itu sudah dimiliki. | The role is held already.
        remedy.roleAlreadyHeld | Tidak perlu apa-apa. | Nothing to do.
        refusal.roleNotHeld | Peran itu tidak dimiliki. | The role is not held.
        remedy.roleNotHeld | Lihat perannya. | Look at the roles.
        cli.roleNotHeld | peksosctl operator list
        refusal.operatorSuspended | Operator ini dibekukan. | The operator is suspended.
        remedy.operatorSuspended | Aktifkan dahulu. | Resume the operator first.
        cli.operatorSuspended | peksosctl operator resume {operator} --reason aktif-kembali
        refusal.lastAdministrator | Ini administrator terakhir. | This is the last administrator.
        remedy.lastAdministrator | Angkat administrator lain dahulu. \
        | Make somebody else administrator first.
        refusal.alreadyLinked | Sudah terhubung dengan {to}. | Already linked to {to}.
        remedy.alreadyLinked | Putuskan hubungan itu dahulu. | Unlink that first.
        refusal.linkedElsewhere | Sudah terhubung dengan operator {operator}. \
        | Already linked to operator {operator}.
        remedy.linkedElsewhere | Periksa operator itu. | Check that operator.
        cli.linkedElsewhere | peksosctl operator list
        refusal.notLinked | Tidak terhubung dengan orang itu. | Not linked to that person.
        remedy.notLinked | Lihat daftar operator. | Look at the operators.
        cli.notLinked | peksosctl operator list
        refusal.notSuspended | Operator ini tidak dibekukan. | The operator is not suspended.
        remedy.notSuspended | Tidak perlu apa-apa. | Nothing to do.
        refusal.digestMismatch | Sidik tidak sama dengan permohonan. \
        | The digest is not that of the request.
        remedy.digestMismatch | Baca lagi permohonannya. | Read the request again.
        cli.digestMismatch | peksosctl approval show {approval}
        refusal.approvalClosed | Permohonan sudah {state:value.ApprovalState}. \
        | The request is {state:value.ApprovalState}.
        remedy.approvalClosed | Ajukan permintaan baru bila masih perlu. | Make a new request \
        if it is still needed.
        refusal.approvalExpired | Permohonan berlaku sampai {expiresOn}. \
        | The request could be approved until {expiresOn}.
        remedy.approvalExpired | Ajukan permohonan baru. | Ask anew.
        cli.approvalExpired | peksosctl approval show {approval}
        refusal.organisationExists | Nama ini sudah milik {organisation}. \
        | The name belongs to {organisation}.
        remedy.organisationExists | Pakai organisasi itu. | Use that organisation.
        cli.organisationExists | peksosctl organisation show {organisation}
        """
}
