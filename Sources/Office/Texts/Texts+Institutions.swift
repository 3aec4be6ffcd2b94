// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Areas; names, kinds and licences of organisations; corrections of contacts.
    static let institutions = """
        # Methods
        method.area.define | Namai wilayah | Name areas
        method.area.list | Daftar wilayah | Areas
        method.organisation.addName | Tambah nama lembaga | Add a name of an organisation
        method.organisation.rename | Ganti nama resmi lembaga | Rename an organisation
        method.organisation.setKinds | Tetapkan jenis lembaga | Set the kinds of an organisation
        method.organisation.recordLicence | Catat izin lembaga | Record a licence of an organisation
        method.contact.correct | Betulkan data kontak | Correct a contact
        method.contact.setFunction | Tetapkan jabatan kontak | Set what a contact is

        # Params
        param.area.define.areas | wilayah | areas
        param.area.define.code | kode wilayah | area code
        param.area.define.name | nama wilayah | name of the area
        param.area.list.under | di dalam wilayah | within the area
        param.area.list.level | tingkat wilayah | level of the area
        param.organisation.addName.name | nama | name
        param.organisation.addName.kind | jenis nama | kind of name
        param.organisation.addName.from | berlaku mulai | in force from
        param.organisation.addName.to | berlaku sampai | in force until
        param.organisation.addName.source | sumber | source
        param.organisation.rename.name | nama resmi yang baru | the new official name
        param.organisation.rename.from | berlaku mulai | in force from
        param.organisation.rename.source | sumber | source
        param.organisation.recordLicence.licenceNo | nomor izin | licence number
        param.organisation.recordLicence.issuedBy | pemberi izin | who licensed it
        param.contact.correct.name | nama kontak | name of the contact
        param.contact.correct.birthDate | tanggal lahir | date of birth
        param.contact.setFunction.from | mulai tanggal | from

        # Columns
        column.area.define.codes | wilayah baru | new areas
        column.area.list.code | kode | code
        column.area.list.level | tingkat | level
        column.organisation.show.licenceNo | nomor izin | licence number
        column.organisation.show.issuedBy | pemberi izin | licensed by
        column.organisation.show.issuedOn | tanggal izin | licensed on

        # Events
        event.area.defined | wilayah dinamai | area named
        event.organisation.renamed | nama resmi lembaga diganti | organisation renamed
        event.organisation.kindsSet | jenis lembaga ditetapkan | kinds of the organisation set
        event.organisation.licenceRecorded | izin lembaga dicatat \
        | licence of the organisation recorded
        event.contact.corrected | data kontak dibetulkan | contact corrected
        event.contact.functionSet | jabatan kontak ditetapkan | function of the contact set

        # Refusals
        title.areaDefined | Kode wilayah sudah bernama | The area codes have names already
        refusal.areaDefined | Kode {codes} sudah bernama. | The codes {codes} have names already.
        remedy.areaDefined | Lihat nama yang tercatat. | Look at the names on record.
        cli.areaDefined | peksosctl area list
        title.organisation.addName.nameOverlap | Dua nama resmi pada hari yang sama \
        | Two official names on one day
        refusal.organisation.addName.nameOverlap \
        | Pada sebagian hari itu nama resminya {name}[ mulai {from}][ sampai {to}]. \
        | On some of these days its official name is {name}[ from {from}][ until {to}].
        remedy.organisation.addName.nameOverlap \
        | Catat sebagai nama lain, atau dengan tanggal yang tepat. \
        | Record it as an alias, or with the right dates.
        cli.organisation.addName.nameOverlap | peksosctl organisation show {organisation}
        title.organisation.rename.nameOverlap | Dua nama resmi pada hari yang sama \
        | Two official names on one day
        refusal.organisation.rename.nameOverlap \
        | Pada sebagian hari itu nama resminya {name}[ mulai {from}][ sampai {to}]. \
        | On some of these days its official name is {name}[ from {from}][ until {to}].
        remedy.organisation.rename.nameOverlap | Pilih tanggal sesudah nama itu. \
        | Choose a day after that name.
        cli.organisation.rename.nameOverlap | peksosctl organisation show {organisation}
        refusal.organisation.addName.nameKnown | Nama ini sudah tercatat dengan jenis itu. \
        | That name is on record as that kind already.
        remedy.organisation.addName.nameKnown | Tidak perlu apa-apa. | Nothing to do.
        title.organisation.recordLicence.licenceNoTaken | Nomor izin sudah dipakai \
        | The licence number is taken
        refusal.organisation.recordLicence.licenceNoTaken | Nomor izin itu milik {organisation}. \
        | That licence number belongs to {organisation}.
        remedy.organisation.recordLicence.licenceNoTaken | Periksa nomornya. | Check the number.
        cli.organisation.recordLicence.licenceNoTaken | peksosctl organisation show {organisation}
        """
}
