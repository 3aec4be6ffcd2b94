// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Registers that are taken over from a file.
    static let imports = """
        method.worker.import | Ambil alih daftar pekerja sosial | Import a register of workers
        method.membership.import | Ambil alih daftar anggota | Import a register of members
        method.organisation.import | Ambil alih daftar lembaga | Import a register of organisations
        method.box.import | Ambil alih daftar kotak koin | Import a register of boxes
        method.beneficiary.import | Ambil alih daftar siswa | Import a register of pupils
        param.rows | baris daftar | rows of the register
        param.line | nomor baris | line of the file
        param.worker.import.name | nama | name
        param.membership.import.category | golongan anggota | category
        param.box.import.description | keterangan | description
        param.membership | keanggotaan | membership
        param.lineByLine | ambil baris yang benar saja | take over the rows without a mistake
        column.imported | diambil alih | taken over
        column.column | kolom | column
        column.problem | masalah | problem
        column.id | nomor | id
        column.earlierLine | baris sebelumnya | earlier line
        column.worker.import.expected | seharusnya | expected
        column.membership.import.expected | seharusnya | expected
        column.organisation.import.expected | seharusnya | expected
        column.box.import.expected | seharusnya | expected
        column.beneficiary.import.expected | seharusnya | expected
        title.importProblems | Daftar memuat kesalahan | The register has mistakes
        refusal.importProblems | {count} kesalahan dalam daftar; tidak ada yang diambil alih: \
        {problems:each line,column,problem}. | {count} mistakes in the register; nothing was taken \
        over: {problems:each line,column,problem}.
        remedy.importProblems | Betulkan baris itu, atau ambil baris yang benar saja. \
        | Correct these lines, or take over the others line by line.
        """
}
