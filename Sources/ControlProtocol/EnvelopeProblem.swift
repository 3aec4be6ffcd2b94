// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Why a JSON value is not a request.
package enum EnvelopeProblem: Sendable, Equatable {
    /// Several requests in one array.
    case batch
    /// Neither integer nor text of 1–64 bytes stands under `id`.
    case idMissing
    /// An earlier request of this connection with the same id is not answered yet.
    case idInUse
    /// A member beside the four; its name.
    case unknownMember(String)
    /// A value that is no object.
    case notAnObject
    /// `jsonrpc` is not `"2.0"`.
    case version
    /// `method` is absent or no text.
    case methodMissing

    /// The word for programs.
    package var code: String {
        switch self {
        case .batch: "batch"
        case .idMissing: "idMissing"
        case .idInUse: "idInUse"
        case .unknownMember: "unknownMember"
        case .notAnObject: "notAnObject"
        case .version: "version"
        case .methodMissing: "methodMissing"
        }
    }

    func message(_ language: Language) -> String {
        switch self {
        case .batch:
            language.pick(
                "Kirim satu permintaan per baris; kumpulan (batch) tidak diterima.",
                "Send one request per line; batches are not accepted."
            )
        case .idMissing:
            language.pick(
                "Permintaan ini harus memakai “id”.",
                "This request must have an “id”."
            )
        case .idInUse:
            language.pick(
                "“id” ini masih dipakai oleh permintaan yang belum dijawab.",
                "This “id” is still in use by a request that is not answered yet."
            )
        case .unknownMember(let name):
            language.pick(
                "Anggota “\(WireText.short(name))” tidak dikenal.",
                "The member “\(WireText.short(name))” is not known."
            )
        case .notAnObject:
            language.pick(
                "Setiap baris harus berisi satu objek JSON.",
                "Every line must hold one JSON object."
            )
        case .version:
            language.pick(
                "“jsonrpc” harus berisi “2.0”.",
                "“jsonrpc” must be “2.0”."
            )
        case .methodMissing:
            language.pick(
                "Permintaan ini harus memakai “method”.",
                "This request must have a “method”."
            )
        }
    }

    func remedy(_ language: Language) -> String? {
        guard case .batch = self else { return nil }
        return language.pick(
            "Kirim satu permintaan per baris; balasan datang sesuai urutan.",
            "Send one request per line; replies come in order."
        )
    }
}
