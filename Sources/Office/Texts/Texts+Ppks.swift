// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// The kinds of people and families hindered in social functioning, by code.
    static let ppks = """
        value.PpksCode.1 | anak balita telantar | neglected infant
        value.PpksCode.2 | anak telantar | neglected child
        value.PpksCode.3 | anak berhadapan dengan hukum | child in conflict with the law
        value.PpksCode.4 | anak jalanan | street child
        value.PpksCode.5 | anak dengan disabilitas | child with disability
        value.PpksCode.6 | anak korban kekerasan | child victim of violence
        value.PpksCode.7 | anak yang perlu pelindungan khusus | child in need of special protection
        value.PpksCode.8 | lanjut usia telantar | neglected older person
        value.PpksCode.9 | penyandang disabilitas | person with disability
        value.PpksCode.10 | kelompok rentan 10 | vulnerable group 10
        value.PpksCode.11 | gelandangan | homeless
        value.PpksCode.12 | pengemis | beggar
        value.PpksCode.13 | pemulung | scavenger
        value.PpksCode.14 | kelompok minoritas | minority group
        value.PpksCode.15 | bekas warga binaan | former prisoner
        value.PpksCode.16 | orang dengan HIV | person with HIV
        value.PpksCode.17 | korban penyalahgunaan napza | victim of drug abuse
        value.PpksCode.18 | korban perdagangan orang | trafficking victim
        value.PpksCode.19 | korban tindak kekerasan | victim of violence
        value.PpksCode.20 | pekerja migran bermasalah sosial | migrant worker with social problems
        value.PpksCode.21 | korban bencana alam | natural-disaster victim
        value.PpksCode.22 | korban bencana sosial | social-disaster victim
        value.PpksCode.23 | perempuan rawan sosial ekonomi | woman at socio-economic risk
        value.PpksCode.24 | fakir miskin | poor
        value.PpksCode.25 | keluarga bermasalah sosial psikologis | family with psychosocial problems
        value.PpksCode.26 | komunitas adat terpencil | remote customary community
        """
}
