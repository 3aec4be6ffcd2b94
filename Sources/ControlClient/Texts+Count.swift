// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Texts of the counting dialogue.

extension Text {
    /// {0}: what is counted, {1}: the date.
    static let countHeading = Text(
        "Hitungan {0} · {1}",
        "Count {0} · {1}"
    )
    static let countHowTo = Text(
        "Ketik banyaknya keping; Enter = 0, < = kembali, Ctrl-C = berhenti. "
            + "Draf disimpan sesudah tiap jawaban.",
        "Type the number of pieces; Enter = 0, < = back, Ctrl-C = stop. "
            + "A draft is kept after each answer."
    )
    /// {0}: answers there are, {1}: questions.
    static let countResumed = Text(
        "Draf dilanjutkan: {0} dari {1} jawaban sudah ada.",
        "Going on with a draft: {0} of {1} answers are there."
    )
    static let countRunning = Text("jumlah {0}", "total {0}")
    static let countPieces = Text("keping: ", "pieces: ")
    static let countExcept = Text("bukan {0}", "not {0}")
    static let countNeedsPieces = Text(
        "“{0}” bukan banyaknya keping 0 sampai 1.000.000.",
        "“{0}” is no number of pieces from 0 to 1,000,000."
    )
    /// {0}: the title of the param, {1}: an example, or the form.
    static let countOther = Text(
        "{0}, mis. {1} (Enter atau 0: tidak ada): ",
        "{0}, such as {1} (Enter or 0: none): "
    )
    static let countOtherForm = Text("PECAHAN=KEPING", "DENOMINATION=PIECES")
    static let countReview = Text("Tinjau hitungan", "Review the count")
    static let countDenomination = Text("pecahan", "denomination")
    static let countKey = Text("kunci", "key")
    static let countPiecesHeading = Text("keping", "pieces")
    static let countValue = Text("nilai", "value")
    static let countTotal = Text("Jumlah Rp{0}", "Total Rp{0}")
    static let countSend = Text(
        "Kirim? [y/T], atau ketik pecahan yang dibetulkan: ",
        "Send? [y/N], or type a denomination to correct it: "
    )
    /// {0}: the file.
    static let draftKept = Text("Draf disimpan: {0}", "The draft is kept: {0}")
    static let nothingSent = Text("Tidak ada yang dikirim.", "Nothing was sent.")
    static let draftNotKept = Text(
        "Draf tidak dapat disimpan di {0}: {1}",
        "The draft cannot be kept in {0}: {1}"
    )
}
