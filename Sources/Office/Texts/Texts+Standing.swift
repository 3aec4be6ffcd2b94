// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// How organisations stand: accreditation and the blacklist.
    static let standing = """
        method.organisation.accredit | Catat akreditasi lembaga | Record an accreditation
        method.organisation.withdrawAccreditation | Cabut akreditasi lembaga \
        | Withdraw an accreditation
        method.organisation.blacklist | Masukkan lembaga ke daftar hitam | Blacklist an organisation
        method.organisation.unblacklist | Keluarkan dari daftar hitam \
        | Take an organisation off the blacklist
        param.organisation.accredit.rank | peringkat | rank
        param.organisation.accredit.issuedBy | badan akreditasi | accreditation body
        param.organisation.accredit.certificateNo | nomor sertifikat akreditasi \
        | certificate number
        param.organisation.accredit.issuedOn | diterbitkan | issued on
        value.AccreditationRank.A | A (lima tahun) | A (five years)
        value.AccreditationRank.B | B (tiga tahun) | B (three years)
        value.AccreditationRank.C | C (dua tahun) | C (two years)
        event.organisation.accreditationGranted | akreditasi diberikan | accreditation granted
        event.organisation.accreditationWithdrawn | akreditasi dicabut | accreditation withdrawn
        event.organisation.blacklisted | masuk daftar hitam | blacklisted
        event.organisation.unblacklisted | keluar daftar hitam | off the blacklist
        title.accreditationOverlap | Masih terakreditasi | Accredited already
        refusal.accreditationOverlap | Lembaga itu masih terakreditasi sampai {validTo}. \
        | The organisation is accredited until {validTo}.
        remedy.accreditationOverlap | Catat akreditasi yang berlaku sesudahnya. \
        | Record one that holds after it.
        cli.accreditationOverlap | peksosctl organisation show {organisation}
        title.issuerNotAccreditor | Penerbitnya bukan badan akreditasi | Not an accreditation body
        refusal.issuerNotAccreditor | {organisation} bukan badan akreditasi. \
        | {organisation} is no accreditation body.
        remedy.issuerNotAccreditor | Sebut badan akreditasinya. | Name the body that accredited.
        cli.issuerNotAccreditor | peksosctl organisation list --kind accreditationBody
        title.organisation.accredit.certificateNoTaken | Nomor sertifikat sudah dipakai \
        | The certificate number is taken
        refusal.organisation.accredit.certificateNoTaken | Nomor sertifikat itu milik \
        {organisation}. | That certificate number belongs to {organisation}.
        remedy.organisation.accredit.certificateNoTaken | Periksa nomornya. | Check the number.
        refusal.notAccredited | Lembaga itu tidak terakreditasi pada tanggal itu. \
        | The organisation was not accredited on that day.
        remedy.notAccredited | Tidak perlu apa-apa. | Nothing to do.
        refusal.notBlacklisted | Lembaga itu tidak ada dalam daftar hitam. \
        | The organisation is not on the blacklist.
        remedy.notBlacklisted | Tidak perlu apa-apa. | Nothing to do.
        """
}
