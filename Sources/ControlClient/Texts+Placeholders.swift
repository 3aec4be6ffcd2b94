// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import ControlProtocol

// Words in capitals stand for what a person types; flags, codes and names of params stay.
private let placeholders: [String: Text] = [
    "PATH": Text("LOKASI", "PATH"), "FMT": Text("BENTUK", "FMT"),
    "FILE": Text("BERKAS", "FILE"), "DATE": Text("TANGGAL", "DATE"),
    "POSITION": Text("POSISI", "POSITION"), "TEXT": Text("TEKS", "TEXT"),
    "DURATION": Text("LAMA", "DURATION"), "NAME": Text("NAMA", "NAME"),
    "KEY": Text("TABEL", "KEY"),
    "METHOD": Text("METODE", "METHOD"), "DIR": Text("FOLDER", "DIR"),
    "CATALOGUE": Text("KATALOG", "CATALOGUE"), "COMMAND": Text("PERINTAH", "COMMAND"),
]

extension Language {
    /// The form of a flag or command with what is to be filled in named in this language.
    package func form(_ form: String) -> String {
        var out = ""
        var rest = form[...]
        while let first = rest.first {
            let isCapital = first.isASCII && first.isUppercase
            let part = rest.prefix { ($0.isASCII && $0.isUppercase) == isCapital }
            out += placeholders[String(part)]?.filled(self) ?? String(part)
            rest = rest[part.endIndex...]
        }
        return out
    }
}
