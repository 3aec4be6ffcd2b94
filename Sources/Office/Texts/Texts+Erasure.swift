// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Texts {
    /// Erasure of any kind of person, and the keys of the store.
    static let erasure = """
        method.contact.erase | Hapus data pribadi kontak | Erase a contact
        method.beneficiary.erase | Hapus data pribadi penerima | Erase a beneficiary
        param.basis | dasar penghapusan | ground of the erasure
        column.keyringBackupsUntil | cadangan kunci paling lambat sampai \
        | backups of the keys until at the latest
        column.notCovered | tidak tercakup | not covered
        value.ErasureBasis.subjectRequest | permintaan yang bersangkutan | request of the person
        value.ErasureBasis.retentionEnded | masa simpan berakhir | end of the retention period
        value.ErasureBasis.consentWithdrawn | persetujuan ditarik | consent withdrawn
        value.ErasureGap.keyringBackupsUntil | cadangan kunci sampai tanggal itu \
        | backups of the keys until that day
        value.ErasureGap.exportsMade | ekspor yang sudah dibuat | exports already made
        value.ErasureGap.paper | kertas | paper
        event.contact.personalDataErased | data pribadi kontak dihapus \
        | personal data of the contact erased
        event.contact.erasureCompleted | penghapusan data kontak selesai \
        | erasure of the contact completed
        event.beneficiary.personalDataErased | Data pribadi penerima dihapus \
        | Personal data of the beneficiary erased
        event.beneficiary.erasureCompleted | Penghapusan data penerima selesai \
        | Erasure of the beneficiary completed
        refusal.alreadyErased | Data pribadi orang ini sudah dihapus sebelumnya. \
        | This person's data was erased before.
        remedy.alreadyErased | Tidak ada yang perlu dilakukan lagi. | Nothing is left to be done.
        column.masterKey | kunci induk | master key
        column.erasure | penghapusan data pribadi | erasures
        event.store.keyRotated | kunci induk diganti | master key rotated
        warning.keyMissing | Kunci {count} orang hilang, antara lain {subjects}. \
        | Keys of {count} people are missing, among them {subjects}.
        remedy.keyMissing | Pulihkan berkas kunci dari cadangan terbaru. \
        | Restore the newest backup of the keyring.
        warning.erasureUnfinished | {count} penghapusan data belum selesai. \
        | {count} erasures are not finished.
        remedy.erasureUnfinished | Periksa ruang diska; dicoba lagi tiap menit. \
        | Look at the disk and the journal; it is tried again every minute.
        warning.viewsRebuildOverdue | Tampilan belum dibangun ulang setelah penghapusan; \
        batasnya {since}. | The views were not rebuilt after an erasure; it was due {since}.
        remedy.viewsRebuildOverdue | Bangun ulang tampilan. | Rebuild the views.
        warning.keyRotationDue | Kunci induk harus diganti paling lambat {until} \
        karena penghapusan data. | The master key must be rotated by {until} because of an erasure.
        remedy.keyRotationDue | Hentikan layanan lalu jalankan peksosd key rotate. \
        | Stop the daemon and run peksosd key rotate.
        warning.keyRotationOverdue | Penggantian kunci induk terlambat sejak {since}. \
        | The rotation of the master key is overdue since {since}.
        remedy.keyRotationOverdue | Hentikan layanan lalu jalankan peksosd key rotate. \
        | Stop the daemon and run peksosd key rotate.
        warning.escrowUnproved | Belum terbukti bahwa lembar kunci membuka kunci induk {key}. \
        | It is not proved that the paper shares give master key {key}.
        remedy.escrowUnproved | Jalankan peksosd key escrow-check dengan dua lembar. \
        | Run peksosd key escrow-check with two shares.
        warning.oldKeyToDestroy | Kunci induk lama {key} dan lembarnya boleh dimusnahkan. \
        | The old master key {key} and its shares may be destroyed.
        remedy.oldKeyToDestroy | Buat cadangan dahulu: cadangan lama hanya terbuka dengannya. \
        | Make a backup first: older backups of the keys open only with it.
        title.alreadyErased | Sudah dihapus | Already erased
        """
}
