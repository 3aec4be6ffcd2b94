// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON

/// The sentences of errors that arise before any method is reached.
enum WireText {
    static func parseError(_ error: JSONScanError, _ language: Language) -> String {
        let place = "(byte \(error.offset))."
        let text =
            switch error.problem {
            case .syntax:
                language.pick("Baris ini bukan JSON yang sah", "This line is not valid JSON")
            case .encoding:
                language.pick("Teks bukan UTF-8 yang sah", "The text is not valid UTF-8")
            case .controlCharacter:
                language.pick(
                    "Karakter kendali tidak diterima di dalam teks",
                    "Control characters are not accepted inside text"
                )
            case .duplicateKey:
                language.pick(
                    "Kunci “\(short(error.key ?? ""))” tertulis dua kali",
                    "The key “\(short(error.key ?? ""))” is written twice"
                )
            case .number:
                language.pick(
                    "Bilangan harus bulat, tanpa pecahan dan eksponen, paling besar 2^53−1",
                    "Numbers must be whole, without fraction or exponent, at most 2^53−1"
                )
            case .trailingBytes:
                language.pick("Ada isi sesudah akhir objek", "Something follows the object")
            case .tooDeep:
                language.pick("Susunan terlalu dalam", "The nesting is too deep")
            case .tooManyMembers:
                language.pick(
                    "Satu objek berisi terlalu banyak anggota",
                    "An object has too many members"
                )
            case .tooManyItems:
                language.pick(
                    "Satu daftar berisi terlalu banyak butir",
                    "An array has too many items"
                )
            }
        return text + " " + place
    }

    static func invalidParams(_ error: JSONDecodingError, _ language: Language) -> String {
        let name = short(paramName(error.pointer))
        if name.isEmpty {
            return language.pick("Parameter harus berupa objek.", "The params must be an object.")
        }
        switch error.problem {
        case JSONDecodingError.Problem.unknownParam:
            return language.pick(
                "Parameter “\(name)” tidak dikenal.",
                "The param “\(name)” is not known."
            )
        case JSONDecodingError.Problem.missing:
            return language.pick(
                "Parameter “\(name)” harus diisi.",
                "The param “\(name)” is required."
            )
        case JSONDecodingError.Problem.type:
            return language.pick(
                "Parameter “\(name)” berjenis salah.",
                "The param “\(name)” has the wrong type."
            )
        default:
            return language.pick(
                "Isi parameter “\(name)” tidak diterima.",
                "The value of the param “\(name)” is not accepted."
            )
        }
    }

    static func busy(_ what: String, _ language: Language) -> String {
        switch what {
        case "starting":
            language.pick("Server sedang menyiapkan diri.", "The daemon is starting.")
        case "connections":
            language.pick("Terlalu banyak sambungan.", "Too many connections.")
        case "subscriptions":
            language.pick("Terlalu banyak langganan.", "Too many subscriptions.")
        case "readOnly":
            language.pick("Server hanya melayani pembacaan.", "The daemon is read-only.")
        default:
            language.pick("Server sedang sibuk; coba lagi.", "The daemon is busy; try again.")
        }
    }

    /// The path as people write it: `lines[0].quantity`.
    ///
    /// Works on bytes: a combining mark at the start of a name would join the slash before it.
    private static func paramName(_ pointer: String) -> String {
        var name: [UInt8] = []
        for token in pointer.utf8.split(separator: UInt8(ascii: "/")) {
            let isPlace = token.allSatisfy { 0x30...0x39 ~= $0 }
            if !name.isEmpty { name.append(isPlace ? UInt8(ascii: "[") : UInt8(ascii: ".")) }
            let isInBrackets = isPlace && !name.isEmpty
            var isEscaped = false
            for byte in token {
                if isEscaped {
                    name.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
                    isEscaped = false
                } else if byte == UInt8(ascii: "~") {
                    isEscaped = true
                } else {
                    name.append(byte)
                }
            }
            if isInBrackets { name.append(UInt8(ascii: "]")) }
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// A name from outside, cut so that a message stays a sentence.
    static func short(_ name: String) -> String {
        name.unicodeScalars.count <= 64
            ? name : String(String.UnicodeScalarView(name.unicodeScalars.prefix(64))) + "…"
    }
}
