// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Registers that are taken over from a file.
    static let imports = """
        method.worker.import | Ambil alih daftar pekerja sosial | Import a register of workers
        param.worker.import.rows | baris daftar | rows of the register
        param.worker.import.line | nomor baris | line of the file
        param.worker.import.name | nama | name
        param.lineByLine | ambil baris yang benar saja | take over the rows without a mistake
        column.worker.import.imported | diambil alih | taken over
        column.worker.import.line | baris | line
        column.worker.import.problems | masalah | problems
        column.worker.import.column | kolom | column
        column.worker.import.problem | masalah | problem
        column.worker.import.expected | seharusnya | expected
        column.worker.import.earlierLine | baris sebelumnya | earlier line
        title.importProblems | Daftar memuat kesalahan | The register has mistakes
        refusal.importProblems | {count} kesalahan dalam daftar; tidak ada yang diambil alih: \
        {problems:each line,column,problem}. | {count} mistakes in the register; nothing was taken \
        over: {problems:each line,column,problem}.
        remedy.importProblems | Betulkan baris itu, atau ambil baris yang benar saja. \
        | Correct these lines, or take over the others line by line.
        """
}
