// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Why a client's record stays as it is, what to do then, and what the events are called.
    static let clientRefusals = """
        # Registration
        refusal.birthMissing | Tanggal atau tahun lahir belum disebut. \
        | Neither the date nor the year of birth is given.
        remedy.birthMissing | Sebut tanggal lahir; kalau tidak diketahui, tahun lahirnya saja. \
        | Give the date of birth, or the year when the date is not known.
        refusal.nikMalformed | NIK itu tidak mungkin: tanggal atau bulan lahirnya tidak ada. \
        | No NIK looks like that: there is no such day or month of birth.
        remedy.nikMalformed | Periksa lagi nomor pada kartu. | Check the number on the card again.
        title.nikTaken | NIK itu sudah tercatat | The NIK is taken
        refusal.client.register.nikTaken | NIK itu sudah tercatat pada {client}. \
        | {client} has this NIK.
        refusal.client.addIdentifier.nikTaken | NIK itu sudah tercatat pada {client}. \
        | {client} has this NIK.
        refusal.client.correct.nikTaken | NIK itu sudah tercatat pada {client}. \
        | {client} has this NIK.
        remedy.client.register.nikTaken | Pakai catatan klien itu. | Use that client's record.
        remedy.client.addIdentifier.nikTaken | Periksa apakah keduanya orang yang sama. \
        | Check whether both are one person.
        remedy.client.correct.nikTaken | Periksa apakah keduanya orang yang sama. \
        | Check whether both are one person.
        cli.client.register.nikTaken | peksosctl client show {client}
        cli.client.addIdentifier.nikTaken | peksosctl client show {client}
        cli.client.correct.nikTaken | peksosctl client show {client}
        title.possibleDuplicate | Mungkin klien ini sudah terdaftar | The client may be registered
        refusal.possibleDuplicate | Ada klien yang mirip: {candidates.0.client} \
        (kemiripan {candidates.0.score}). \
        | There is a similar client: {candidates.0.client} (likeness {candidates.0.score}).
        remedy.possibleDuplicate | Periksa klien yang mirip. Kalau memang orang lain, daftarkan \
        dengan --proceed-despite untuk setiap klien itu. \
        | Look at the similar clients. When it is somebody else, register with \
        --proceed-despite for each of them.
        cli.possibleDuplicate | peksosctl client show {candidates.0.client}
        warning.nikMismatch | Tanggal lahir atau jenis kelamin di dalam NIK berbeda dari yang \
        dicatat. | The NIK says another date of birth or sex than the record.
        refusal.identifierHeld | Nomor jenis ini sudah tercatat. | A number of this kind is held.
        remedy.identifierHeld | Kalau yang tercatat salah, perbaiki dengan client correct. \
        | When the one held is wrong, put it right with client correct.
        cli.identifierHeld | peksosctl client show {client}
        title.processingLimited | Pemakaian data dibatasi | The use of the data is limited
        refusal.processingLimited | Pemakaian data orang ini sedang dibatasi. \
        | The use of this person's data is limited.
        remedy.processingLimited | Tanyakan kepada petugas pelindungan data. \
        | Ask the data protection officer.

        # Merge
        refusal.mergeSelf | Keduanya catatan yang sama. | Both are one record.
        remedy.mergeSelf | Sebut dua catatan yang berbeda. | Name two different records.
        title.mergeIntoYounger | Catatan yang lebih lama yang tetap | The older record stays
        refusal.mergeIntoYounger | Catatan yang lebih lama ({swap.into}) yang tetap. \
        | The older record ({swap.into}) stays.
        remedy.mergeIntoYounger | Tukar keduanya. | Swap the two.
        cli.mergeIntoYounger | peksosctl client merge {swap.client} --into {swap.into} \
        --reason {reason}
        title.mergeTargetClosed | Catatan tujuan tidak dapat dipakai | The target is closed
        refusal.client.merge.mergeTargetClosed | Catatan tujuan sudah dilebur atau dihapus. \
        | The target was merged or erased.
        remedy.client.merge.mergeTargetClosed | Pilih catatan yang masih hidup. \
        | Choose a record that is live.
        cli.client.merge.mergeTargetClosed | peksosctl client show {into}
        refusal.client.merge.alreadyMerged | Catatan ini sudah dilebur ke {into}. \
        | The record was merged into {into}.
        remedy.client.merge.alreadyMerged | Pakai catatan itu. | Use that record.
        cli.client.merge.alreadyMerged | peksosctl client show {into}
        title.alreadyMerged | Sudah dilebur | Already merged
        title.client.merge.openCaseExists | Keduanya punya kasus terbuka \
        | Both have an open case
        refusal.client.merge.openCaseExists | Keduanya punya kasus terbuka dalam satu program: \
        {cases}. | Both have an open case in one programme: {cases}.
        remedy.client.merge.openCaseExists | Gabungkan kasusnya lebih dahulu. \
        | Merge the cases first.
        cli.client.merge.openCaseExists | peksosctl case merge {cases.1} --into {cases.0}

        # Hold, limits, erasure
        refusal.holdExists | Data klien ini sudah ditahan. | The client's data is on hold already.
        remedy.holdExists | Tidak perlu apa-apa. | Nothing to do.
        refusal.noHold | Data klien ini tidak ditahan. | The client's data is not on hold.
        remedy.noHold | Tidak ada yang perlu dilepaskan. | There is nothing to release.
        refusal.alreadyLimited | Pemakaian data klien ini sudah dibatasi. \
        | The use of the client's data is limited already.
        remedy.alreadyLimited | Tidak ada yang perlu dilakukan. | Nothing is left to be done.
        refusal.notLimited | Pemakaian data klien ini tidak dibatasi. \
        | The use of the client's data is not limited.
        remedy.notLimited | Tidak ada yang perlu dilakukan. | Nothing is left to be done.
        title.eraseOpenCase | Masih ada kasus yang berjalan | There is a case in hand
        refusal.eraseOpenCase | Masih ada kasus yang berjalan: {cases}. \
        | There are cases in hand: {cases}.
        remedy.eraseOpenCase | Tutup kasus itu lebih dahulu. | Close them first.
        cli.eraseOpenCase | peksosctl case show {cases.0}
        title.eraseOnHold | Data klien ditahan | The data is on hold
        refusal.eraseOnHold | Data klien ini ditahan sejak {since}. \
        | The client's data has been on hold since {since}.
        remedy.eraseOnHold | Lepaskan tahanannya lebih dahulu bila perkaranya selesai. \
        | Release the hold first, when the matter is over.
        cli.eraseOnHold | peksosctl client release-hold {client}

        # Looks
        title.purposeNotAllowed | Tujuan bukan untuk peran Anda | The purpose is not your role's
        refusal.purposeNotAllowed | Tujuan yang boleh Anda pakai: {allowed:value.RevealPurpose}. \
        | Purposes you may use: {allowed:value.RevealPurpose}.
        remedy.purposeNotAllowed | Pakai tujuan yang sesuai dengan tugas Anda. \
        | Use a purpose of your own duty.
        cli.purposeNotAllowed | {same} --purpose {allowed.0}

        # Households and consents
        title.alreadyInHousehold | Sudah dalam rumah tangga | Already in a household
        refusal.alreadyInHousehold | Klien ini sudah anggota {household}. \
        | The client belongs to {household}.
        remedy.alreadyInHousehold | Keluarkan dari sana dahulu. | Remove the client there first.
        cli.alreadyInHousehold | peksosctl household remove-member {household}
        refusal.twoHeads | Rumah tangga hanya punya satu kepala. | A household has one head.
        remedy.twoHeads | Pilih hubungan lain untuk salah satunya. \
        | Choose another relation for one of them.
        refusal.notMember | Klien ini bukan anggota rumah tangga itu. \
        | The client is not of that household.
        remedy.notMember | Tidak perlu apa-apa. | Nothing to do.
        refusal.consentGiverNotGuardian | Orang ini tidak dapat memberi persetujuan bagi klien. \
        | This person cannot consent for the client.
        remedy.consentGiverNotGuardian | Untuk anak di bawah 18 tahun: orang tua, wali, atau \
        lembaga yang berwenang; orang dewasa memberi sendiri. \
        | For a child under 18: a parent, a guardian or an authorised institution; adults \
        consent themselves.
        refusal.consentEvidenceMissing | Persetujuan perlu bukti tertulis atau rekaman. \
        | A consent takes written or recorded evidence.
        remedy.consentEvidenceMissing | Sebut jenis bukti dan nomornya. \
        | Give the kind of evidence and its reference.
        refusal.noLiveConsent | Tidak ada persetujuan yang berlaku pada tanggal itu. \
        | No consent is in force on that date.
        remedy.noLiveConsent | Lihat persetujuan klien. | Look at the client's consents.
        cli.noLiveConsent | peksosctl client show {client}

        # Pairs
        title.pairDecided | Pasangan ini sudah diputuskan | The pair is decided
        refusal.pairDecided | Pasangan ini sudah diputuskan: {state:value.PairState}. \
        | The pair is decided: {state:value.PairState}.
        remedy.pairDecided | Lihat daftar pasangan. | Look at the list of pairs.
        cli.pairDecided | peksosctl duplicate list --state all
        title.useMerge | Dua catatan klien digabung | Two clients are merged
        refusal.useMerge | Dua catatan klien digabung, tidak dibiarkan berdampingan. \
        | Two records of a client are merged, not kept apart.
        remedy.useMerge | Minta penyelia menggabungkannya. | Ask a supervisor to merge them.
        cli.useMerge | peksosctl client merge {client} --into {into}

        # Events
        event.client.registered | klien terdaftar | client registered
        event.client.identifierAdded | nomor pengenal klien ditambah \
        | identifier of the client added
        event.client.detailsCorrected | data klien diperbaiki | client's record corrected
        event.client.mergedInto | catatan klien dilebur | client's record merged
        event.client.absorbed | catatan klien lain dilebur ke sini | another record merged in
        event.client.holdPlaced | data klien ditahan | hold placed on the client's data
        event.client.holdReleased | tahanan data klien dilepas | hold released
        event.client.processingLimited | pemakaian data klien dibatasi \
        | use of the client's data limited
        event.client.processingResumed | pembatasan data klien dicabut \
        | use of the client's data resumed
        event.client.consentGiven | persetujuan diberikan | consent given
        event.client.consentWithdrawn | persetujuan ditarik | consent withdrawn
        event.client.personalDataErased | data pribadi klien dihapus \
        | personal data of the client erased
        event.client.erasureCompleted | penghapusan data klien selesai \
        | erasure of the client completed
        event.household.formed | rumah tangga dibentuk | household formed
        event.household.memberAdded | anggota rumah tangga ditambah | member of the household added
        event.household.memberRemoved | anggota rumah tangga keluar \
        | member of the household removed
        event.duplicate.flagged | kemungkinan ganda ditandai | possible duplicate flagged
        event.duplicate.dismissed | dinyatakan dua orang | dismissed as two people
        event.duplicate.confirmed | dinyatakan satu orang | confirmed as one person
        event.duplicate.merged | catatan ganda digabung | duplicate merged
        event.beneficiary.linked | penerima dihubungkan dengan klien \
        | beneficiary linked to a client
        """
}
