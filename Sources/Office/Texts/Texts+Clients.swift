// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Clients, households, consents, pairs of records.
    static let clients = """
        # Methods
        method.client.register | Daftarkan klien | Register a client
        method.client.addIdentifier | Tambah nomor pengenal klien | Add an identifier of a client
        method.client.correct | Perbaiki data klien | Correct a client's record
        method.client.merge | Gabungkan dua catatan klien | Merge two records of a client
        method.client.placeHold | Tahan data klien | Place a hold on a client's data
        method.client.releaseHold | Lepaskan tahanan data klien | Release a hold
        method.client.limitProcessing | Batasi pemakaian data klien | Limit the use of the data
        method.client.resumeProcessing | Cabut pembatasan data klien \
        | Resume the use of a client's data
        method.client.erase | Hapus data pribadi klien | Erase a client
        method.client.find | Cari klien | Find clients
        method.client.show | Rincian klien | One client
        method.client.reveal | Lihat data klien apa adanya | Look at a client's data in clear
        method.client.export | Salinan seluruh data klien | Everything held about a client
        method.client.trail | Jejak data klien | Trail of a client's data
        method.household.form | Bentuk rumah tangga | Form a household
        method.household.addMember | Tambah anggota rumah tangga | Add a member of a household
        method.household.removeMember | Keluarkan anggota rumah tangga \
        | Remove a member of a household
        method.consent.give | Catat persetujuan | Record a consent
        method.consent.withdraw | Catat penarikan persetujuan | Record a withdrawal of consent
        method.duplicate.list | Daftar kemungkinan data ganda | Possible duplicates
        method.duplicate.flag | Tandai kemungkinan ganda | Flag a possible duplicate
        method.duplicate.dismiss | Nyatakan dua orang berbeda | Dismiss a possible duplicate
        method.duplicate.confirm | Nyatakan orang yang sama | Confirm a duplicate
        method.beneficiary.link | Hubungkan penerima dengan klien | Link a beneficiary to a client

        # Params
        param.client.register.kind | jenis klien | kind of client
        param.client.register.name | nama | name
        param.otherNames | nama lain | other names
        param.sex | jenis kelamin | sex
        param.kk | nomor kartu keluarga (KK) | family card number (KK)
        param.nisn | NISN | pupil number (NISN)
        param.dtksStatus | terdaftar di DTKS | listed in DTKS
        param.proceedDespite | klien mirip yang sudah diperiksa | similar clients already checked
        param.client.addIdentifier.kind | jenis nomor | kind of number
        param.client.addIdentifier.value | nomor | number
        param.client.correct.changes | perubahan | changes
        param.client.correct.name | nama | name
        param.client.correct.kind | jenis klien | kind of client
        param.client.merge.client | catatan yang dilebur | record that goes
        param.client.merge.into | catatan yang tetap | record that stays
        param.client.placeHold.until | ditahan sampai | held until
        param.client.find.name | nama | name
        param.client.reveal.what | data yang dilihat | what is looked at
        param.client.reveal.purpose | tujuan | purpose
        param.members | anggota | members
        param.relation | hubungan dengan kepala keluarga | relation to the head
        param.scopes | lingkup persetujuan | scopes
        param.giverKind | yang memberi | who gives it
        param.giverName | nama pemberi | name of the giver
        param.giverClient | pemberi sebagai klien | giver as a client
        param.giverOrganisation | lembaga pemberi | organisation that gives it
        param.evidenceKind | jenis bukti | kind of evidence
        param.evidenceRef | nomor bukti | reference of the evidence
        param.consent.give.validTo | berlaku sampai | valid until
        param.consent | persetujuan | consent
        param.duplicate.flag.a | catatan pertama | first record
        param.duplicate.flag.b | catatan kedua | second record
        param.pair | pasangan | pair
        param.duplicate.list.state | keadaan pasangan | state of the pair
        param.duplicate.list.kind | jenis pasangan | kind of pair
        param.duplicate.list.subject | orang | person

        # Columns
        column.fields | kolom | fields
        column.client.merge.into | catatan yang tetap | record that stays
        column.match | cocok menurut | matched by
        column.mergedInto | dilebur ke | merged into
        column.nikMasked | NIK | NIK
        column.kkMasked | KK | KK
        column.nisnMasked | NISN | NISN
        column.phoneMasked | telepon | telephone
        column.consents | persetujuan | consents
        column.live | berlaku | in force
        column.client.show.validTo | berlaku sampai | valid until
        column.cases | kasus | cases
        column.hold | ditahan | on hold
        column.limited | dibatasi | limited
        column.erased | dihapus | erased
        column.erasedOn | dihapus pada | erased on
        column.values | isi | values
        column.changes | perubahan | changes
        column.client.trail.type | kejadian | event
        column.records | catatan | records
        column.registeredOn | terdaftar pada | registered on
        column.beneficiaries | sebagai penerima | as beneficiary
        column.accesses | pembacaan | looks
        column.details | isi | details
        column.stream | aliran | stream
        column.client.export.type | kejadian | event
        column.a | catatan lama | older record
        column.b | catatan baru | newer record
        column.aInitials | nama lama | name of the older
        column.bInitials | nama baru | name of the newer
        column.score | kemiripan | likeness
        column.reasons | alasan | reasons
        column.flagged | ditandai | flagged
        column.duplicate.list.state | keadaan | state

        # Codes
        value.ClientKind.individual | perorangan | individual
        value.ClientKind.family | keluarga | family
        value.ClientKind.group | kelompok | group
        value.ClientKind.community | komunitas | community
        value.Sex.female | perempuan | female
        value.Sex.male | laki-laki | male
        value.Sex.unknown | tidak diketahui | unknown
        value.DtksStatus.listed | terdaftar | listed
        value.DtksStatus.notListed | tidak terdaftar | not listed
        value.DtksStatus.unknown | tidak diketahui | unknown
        value.IdentifierKind.nik | NIK | NIK
        value.IdentifierKind.kk | KK | KK
        value.IdentifierKind.nisn | NISN | NISN
        value.IdentifierKind.siks | SIKS | SIKS
        value.IdentifierKind.slrt | SLRT | SLRT
        value.ClientField.name | nama | name
        value.ClientField.kind | jenis | kind
        value.ClientField.otherNames | nama lain | other names
        value.ClientField.sex | jenis kelamin | sex
        value.ClientField.birthDate | tanggal lahir | date of birth
        value.ClientField.birthYear | tahun lahir | year of birth
        value.ClientField.nik | NIK | NIK
        value.ClientField.kk | KK | KK
        value.ClientField.nisn | NISN | NISN
        value.ClientField.phone | telepon | telephone
        value.ClientField.address | alamat | address
        value.ClientField.area | wilayah | area
        value.ClientField.dtksStatus | DTKS | DTKS
        value.RevealField.name | nama | name
        value.RevealField.otherNames | nama lain | other names
        value.RevealField.birthDate | tanggal lahir | date of birth
        value.RevealField.nik | NIK | NIK
        value.RevealField.kk | KK | KK
        value.RevealField.nisn | NISN | NISN
        value.RevealField.phone | telepon | telephone
        value.RevealField.address | alamat | address
        value.RevealField.area | wilayah | area
        value.RevealPurpose.service | pelayanan | service
        value.RevealPurpose.supervision | penyeliaan | supervision
        value.RevealPurpose.intake | penerimaan | intake
        value.RevealPurpose.subjectRequest | permintaan yang bersangkutan | request of the person
        value.RevealPurpose.legalDuty | kewajiban hukum | legal duty
        value.RevealPurpose.breakGlass | keadaan darurat | emergency
        value.HouseholdRelation.head | kepala keluarga | head
        value.HouseholdRelation.spouse | suami atau istri | spouse
        value.HouseholdRelation.child | anak | child
        value.HouseholdRelation.parent | orang tua | parent
        value.HouseholdRelation.grandparent | kakek atau nenek | grandparent
        value.HouseholdRelation.sibling | saudara | sibling
        value.HouseholdRelation.otherRelative | kerabat lain | other relative
        value.HouseholdRelation.guardian | wali | guardian
        value.HouseholdRelation.other | lainnya | other
        value.ConsentScope.services | pelayanan | services
        value.ConsentScope.sharing | berbagi data | sharing
        value.ConsentScope.publication | publikasi | publication
        value.ConsentGiver.self | klien sendiri | the client
        value.ConsentGiver.parent | orang tua | parent
        value.ConsentGiver.guardian | wali | guardian
        value.ConsentGiver.authorisedInstitution | lembaga yang berwenang \
        | authorised institution
        value.ConsentEvidence.written | tertulis | written
        value.ConsentEvidence.recorded | rekaman | recorded
        value.ClientMatch.nik | NIK | NIK
        value.ClientMatch.exact | nama | name
        value.ClientMatch.phonetic | bunyi nama | sound of the name
        value.PairState.open | terbuka | open
        value.PairState.dismissed | dua orang | dismissed
        value.PairState.confirmed | satu orang | confirmed
        value.PairState.merged | digabung | merged
        value.PairFilter.open | terbuka | open
        value.PairFilter.dismissed | dua orang | dismissed
        value.PairFilter.confirmed | satu orang | confirmed
        value.PairFilter.merged | digabung | merged
        value.PairFilter.all | semua | all
        value.PairKind.client | klien | clients
        value.PairKind.registry | registrasi | registry
        value.LikenessReason.nik | NIK | NIK
        value.LikenessReason.name | nama | name
        value.LikenessReason.birthDate | tanggal lahir | date of birth
        """
}
