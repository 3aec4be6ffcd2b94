// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Bodies: assemblies, offices, what was adopted.
    static let governance = """
        # Methods
        method.body.establish | Bentuk badan | Establish a body
        method.body.addName | Tambah nama badan | Add a name of a body
        method.body.callAssembly | Undang musyawarah | Call an assembly
        method.body.holdAssembly | Catat musyawarah | Record an assembly as held
        method.body.elect | Catat pemilihan | Record an election
        method.body.recordHolder | Catat pemegang jabatan | Record who held an office
        method.body.handOver | Serah terima jabatan | Hand over an office
        method.body.adoptResolution | Catat keputusan musyawarah | Record a resolution
        method.body.adoptProgramme | Catat program kerja | Record a programme of work
        method.body.show | Rincian badan | One body
        method.body.terms | Masa jabatan | Terms of office

        # Params
        param.body.establish.name | nama badan | name of the body
        param.body.establish.kind | jenis badan | kind of body
        param.body.addName.body | badan | body
        param.body.addName.name | nama | name
        param.body.addName.kind | jenis nama | kind of name
        param.body.addName.from | mulai tanggal | from
        param.body.addName.to | sampai tanggal | to
        param.body.addName.source | sumber | source
        param.body.callAssembly.body | badan | body
        param.body.callAssembly.kind | jenis musyawarah | kind of assembly
        param.body.callAssembly.title | nama musyawarah | name of the assembly
        param.body.callAssembly.from | mulai tanggal | from
        param.body.callAssembly.to | sampai tanggal | to
        param.body.callAssembly.place | tempat | place
        param.assembly | musyawarah | assembly
        param.heldFrom | berlangsung dari | held from
        param.heldTo | berlangsung sampai | held to
        param.quorum | kuorum tercapai | with a quorum
        param.body.holdAssembly.present | jumlah hadir | number present
        param.entitled | jumlah yang berhak | number entitled
        param.body.holdAssembly.source | sumber | source
        param.office | jabatan | office
        param.body.elect.person | orang yang dipilih | person elected
        param.body.recordHolder.body | badan | body
        param.body.recordHolder.person | pemegang jabatan | holder
        param.body.recordHolder.from | mulai tanggal | from
        param.body.recordHolder.to | sampai tanggal | to
        param.body.recordHolder.source | sumber | source
        param.body.handOver.body | badan | body
        param.body.handOver.successor | pengganti | successor
        param.outgoing | yang digantikan | outgoing holder
        param.checklist | daftar serah terima | checklist
        param.toOperator | operator pengganti | operator of the successor
        param.body.handOver.item | barang atau buku | thing handed over
        param.body.handOver.done | sudah | done
        param.body.adoptResolution.number | nomor keputusan | number of the resolution
        param.body.adoptResolution.title | judul | title
        param.body.adoptResolution.text | isi keputusan | text of the resolution
        param.body.adoptProgramme.title | judul program kerja | title of the programme
        param.body.adoptProgramme.items | butir program | lines of the programme
        param.body.adoptProgramme.part | bagian | part
        param.body.show.body | badan | body
        param.body.terms.body | badan | body

        # Columns
        column.body | badan | body
        column.bodyName | nama badan | name of the body
        column.assembly | musyawarah | assembly
        column.office | jabatan | office
        column.body.handOver.moved | peran yang dipindahkan | roles moved
        column.holder | pemegang jabatan | holder
        column.holderName | nama pemegang | name of the holder
        column.assemblies | musyawarah | assemblies
        column.body.show.title | judul | title
        column.body.show.place | tempat | place
        column.heldFrom | berlangsung dari | held from
        column.heldTo | berlangsung sampai | held to
        column.quorum | kuorum | quorum
        column.body.show.present | hadir | present
        column.entitled | berhak | entitled
        column.resolutions | keputusan | resolutions
        column.body.show.number | nomor | number
        column.body.show.text | isi | text
        column.body.show.programme | program kerja | programme
        column.body.show.items | butir | lines
        column.body.show.part | bagian | part
        column.officers | pejabat | officers

        # Codes
        value.BodyKind.chapter | pengurus daerah | chapter
        value.BodyKind.board | dewan pengurus | board
        value.BodyKind.ethicsBoard | dewan etik | ethics board
        value.BodyKind.committee | panitia | committee
        value.AssemblyKind.musda | musyawarah daerah | regional assembly (musda)
        value.AssemblyKind.congress | kongres | congress
        value.AssemblyKind.meeting | rapat | meeting
        value.BodyOffice.chair | ketua | chair
        value.BodyOffice.viceChair | wakil ketua | vice-chair
        value.BodyOffice.secretary | sekretaris | secretary
        value.BodyOffice.treasurer | bendahara | treasurer
        value.BodyOffice.member | anggota | member
        value.ProgrammePart.professionDevelopment | pengembangan profesi \
        | development of the profession
        value.ProgrammePart.networkResponse | jaringan dan respons | network and response
        value.ProgrammePart.enterprise | usaha sosial | social enterprise
        value.Thing.body | Badan | Body
        value.Thing.assembly | Musyawarah | Assembly

        # Events
        event.body.established | badan dibentuk | body established
        event.body.nameAdded | nama badan ditambahkan | name of a body added
        event.body.assemblyCalled | musyawarah diundang | assembly called
        event.body.assemblyHeld | musyawarah berlangsung | assembly held
        event.body.officerElected | pejabat dipilih | officer elected
        event.body.holderRecorded | pemegang jabatan dicatat | holder of an office recorded
        event.body.officeHandedOver | jabatan diserahterimakan | office handed over
        event.body.resolutionAdopted | keputusan diambil | resolution adopted
        event.body.programmeAdopted | program kerja ditetapkan | programme adopted
        """ + governanceRefusals

    /// Why a body does not meet, elect or hand over.
    private static let governanceRefusals = """

        # Refusals
        title.body.addName.nameOverlap | Ada nama resmi lain | There is another official name
        refusal.body.addName.nameOverlap | Nama resmi {name} berlaku pada waktu yang sama. \
        | The official name {name} holds at the same time.
        remedy.body.addName.nameOverlap | Catat sebagai alias, atau betulkan tanggalnya. \
        | Record it as an alias, or correct the dates.
        refusal.body.addName.nameKnown | Nama ini sudah dicatat. | That name is on record.
        remedy.body.addName.nameKnown | Tidak perlu apa-apa. | Nothing to do.
        title.assemblyHeld | Musyawarah sudah dicatat | The assembly is on record
        refusal.assemblyHeld | Musyawarah ini sudah dicatat berlangsung sejak {heldFrom}. \
        | The assembly is on record as held from {heldFrom}.
        remedy.assemblyHeld | Tidak perlu apa-apa. | Nothing to do.
        title.quorumContradiction | Kuorum tidak sesuai jumlah hadir \
        | The quorum does not fit the numbers
        refusal.quorumContradiction | Kuorum tidak sesuai jumlah hadir; diperlukan {needed} orang. \
        | The quorum does not fit the numbers; {needed} are needed.
        remedy.quorumContradiction | Periksa jumlah hadir dan kuorumnya. \
        | Check the numbers and the quorum.
        refusal.assemblyNotHeld | Musyawarah itu belum berlangsung pada tanggal itu. \
        | The assembly had not been held by that day.
        remedy.assemblyNotHeld | Catat dahulu musyawarahnya. | Record the assembly first.
        cli.assemblyNotHeld | peksosctl body hold-assembly {assembly}
        refusal.noQuorum | Musyawarah itu tidak mencapai kuorum. | The assembly had no quorum.
        remedy.noQuorum | Undang musyawarah lagi. | Call another assembly.
        title.alreadyElected | Sudah ada yang dipilih | Somebody was elected
        refusal.alreadyElected | {person} sudah dipilih untuk jabatan itu. \
        | {person} was elected to that office.
        remedy.alreadyElected | Periksa hasil pemilihannya. | Check the result of the election.
        title.officeOccupied | Jabatan sedang dipegang | The office is held
        refusal.officeOccupied | Jabatan itu dipegang {holder}[ sejak {from}][ sampai {to}]. \
        | The office is held by {holder}[ from {from}][ to {to}].
        remedy.officeOccupied | Sebutkan pemegang yang sekarang, atau betulkan tanggalnya. \
        | Name the present holder, or correct the dates.
        cli.officeOccupied | peksosctl body terms --body {body} --office {office}
        title.notElected | Belum dipilih musyawarah | Not elected by an assembly
        refusal.notElected | Musyawarah itu tidak memilih {successor} untuk jabatan ini. \
        | That assembly did not elect {successor} to the office.
        remedy.notElected | Catat pemilihannya dahulu. | Record the election first.
        cli.notElected | peksosctl body elect {assembly} --office {office} --person {successor}
        title.signatoryUnset | Peran penanda tangan belum dipindahkan \
        | Signing roles have no successor
        refusal.signatoryUnset | Operator pejabat lama masih memegang peran \
        {roles:value.Role}. | The outgoing holder's operator holds {roles:value.Role}.
        remedy.signatoryUnset | Sebutkan operator pengganti dengan --to-operator. \
        | Name the successor's operator with --to-operator.
        cli.signatoryUnset | peksosctl operator list
        """
}
