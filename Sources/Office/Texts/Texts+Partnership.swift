// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Work with other organisations.
    static let partnership = """
        # Methods
        method.partnership.propose | Usulkan kemitraan | Propose a partnership
        method.partnership.sign | Tanda tangani perjanjian | Sign an agreement
        method.partnership.amend | Ubah perjanjian | Amend an agreement
        method.partnership.planEvent | Rencanakan kegiatan bersama | Plan an event with a partner
        method.partnership.shareData | Bagikan data kasus kepada mitra | Share case data
        method.partnership.review | Nilai kemitraan | Review a partnership
        method.partnership.end | Akhiri kemitraan | End a partnership
        method.partnership.list | Daftar kemitraan | Partnerships

        # Params
        param.partnership | kemitraan | partnership
        param.partnership.propose.purpose | tujuan | purpose
        param.partnership.propose.programmes | program yang dikerjakan bersama \
        | programmes worked on together
        param.partnership.sign.from | berlaku mulai | in force from
        param.partnership.sign.to | berlaku sampai | in force until
        param.partnership.sign.scope | ruang lingkup | scope
        param.partnership.sign.dataClause | memuat ketentuan pembagian data \
        | with a clause on sharing data
        param.partnership.sign.ref | nomor perjanjian | number of the agreement
        param.partnership.amend.from | berlaku mulai | in force from
        param.partnership.amend.to | berlaku sampai | in force until
        param.partnership.amend.scope | ruang lingkup | scope
        param.partnership.amend.dataClause | memuat ketentuan pembagian data \
        | with a clause on sharing data
        param.partnership.amend.ref | nomor perjanjian | number of the agreement
        param.partnership.planEvent.title | nama kegiatan | name of the event
        param.partnership.planEvent.date | tanggal kegiatan | date of the event
        param.partnership.planEvent.activity | kegiatan program | activity of a programme
        param.csrAmount | dana CSR (rupiah) | CSR money in rupiah
        param.csrPurpose | peruntukan dana CSR | what the CSR money is for
        param.partnership.shareData.cases | kasus yang datanya dibagikan | cases shared
        param.partnership.shareData.purpose | keperluan | purpose
        param.partnership.shareData.items | bagian yang dibagikan | parts shared
        param.partnership.review.rating | nilai (1–5) | rating (1–5)
        param.partnership.review.note | catatan | note

        # Columns
        column.partnership | kemitraan | partnership
        column.organisationName | nama organisasi | name of the organisation
        column.dataClause | pembagian data | data clause
        column.partnership.list.events | kegiatan | events
        column.csrTotal | jumlah dana CSR | CSR total
        column.rating | nilai | rating

        # Codes
        value.AgreementScope.event | kegiatan | events
        value.AgreementScope.training | pelatihan | training
        value.AgreementScope.referral | rujukan | referrals
        value.AgreementScope.csr | dana CSR | CSR money
        value.AgreementScope.data | data | data
        value.SharedItem.contact | cara menghubungi | contact
        value.SharedItem.assessment | asesmen | assessment
        value.SharedItem.plan | rencana | plan
        value.SharedItem.progress | perkembangan | progress
        value.PartnershipStatus.proposed | diusulkan | proposed
        value.PartnershipStatus.signed | ditandatangani | signed
        value.PartnershipStatus.ended | berakhir | ended
        value.Thing.partnership | Kemitraan | Partnership

        # Events
        event.partnership.proposed | kemitraan diusulkan | partnership proposed
        event.partnership.agreementSigned | perjanjian ditandatangani | agreement signed
        event.partnership.agreementAmended | perjanjian diubah | agreement amended
        event.partnership.eventPlanned | kegiatan bersama direncanakan \
        | event with a partner planned
        event.partnership.dataShared | data kasus dibagikan | case data shared
        event.partnership.reviewed | kemitraan dinilai | partnership reviewed
        event.partnership.ended | kemitraan berakhir | partnership ended

        # Refusals
        title.agreementInForce | Masih ada perjanjian yang berlaku | An agreement is in force
        refusal.agreementInForce | Perjanjian lain berlaku sampai {to}. \
        | Another agreement is in force until {to}.
        remedy.agreementInForce | Mulai sesudah tanggal itu, atau ubah perjanjian itu. \
        | Begin after that day, or amend that agreement.
        cli.agreementInForce | peksosctl partnership list
        title.agreementNotInForce | Tidak ada perjanjian yang berlaku | No agreement is in force
        refusal.agreementNotInForce | Pada tanggal itu tidak ada perjanjian yang \
        berlaku[; yang terakhir {from} sampai {to}]. \
        | No agreement is in force on that day[; the last one is from {from} to {to}].
        remedy.agreementNotInForce | Minta pengurus menandatangani perjanjian dahulu. \
        | Have the board sign an agreement first.
        cli.agreementNotInForce | peksosctl partnership list
        refusal.csrWithoutFund | Dana CSR harus menyebut dana penerima dan peruntukannya. \
        | CSR money must name its fund and what it is for.
        remedy.csrWithoutFund | Sebutkan dana dan peruntukannya. | Name the fund and the purpose.
        cli.csrWithoutFund | peksosctl fund list
        refusal.noDataClause | Perjanjian itu tidak memuat ketentuan pembagian data. \
        | The agreement has no clause on sharing data.
        remedy.noDataClause | Minta pengurus mengubah perjanjiannya. \
        | Have the board amend the agreement.
        cli.noDataClause | peksosctl partnership amend {partnership}
        title.partnership.shareData.consentMissing | Belum ada persetujuan klien \
        | There is no consent
        refusal.partnership.shareData.consentMissing | Klien belum menyetujui pembagian data: \
        {cases}. | There is no consent to share: {cases}.
        remedy.partnership.shareData.consentMissing | Minta persetujuan klien, atau tinggalkan \
        kasus itu. | Ask the client to agree, or leave the case out.
        refusal.partnershipEnded | Kemitraan ini sudah berakhir. | The partnership has ended.
        remedy.partnershipEnded | Usulkan kemitraan baru bila perlu. \
        | Propose a new partnership if needed.
        cli.partnershipEnded | peksosctl partnership list
        """
}
