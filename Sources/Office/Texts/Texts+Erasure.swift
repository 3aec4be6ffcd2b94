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
        title.alreadyErased | Sudah dihapus | Already erased
        """
}
