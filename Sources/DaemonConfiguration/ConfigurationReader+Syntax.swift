// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension ConfigurationReader {
    /// The text of the file; refuses what YAML would take but a person would not see.
    static func text(of bytes: [UInt8], file: String) throws(ConfigurationProblem) -> String {
        guard bytes.count <= fileBytesMax else {
            throw ConfigurationProblem(
                .tooLarge,
                file: file,
                indonesian: "berkas melebihi 64 KiB; ringkaslah",
                english: "the file exceeds 64 KiB; make it shorter"
            )
        }
        guard let text = String(validating: bytes, as: UTF8.self),
            !bytes.starts(with: byteOrderMark)
        else {
            throw ConfigurationProblem(
                .encoding,
                file: file,
                indonesian: "berkas harus UTF-8 tanpa BOM",
                english: "the file must be UTF-8 without a BOM"
            )
        }
        if let tab = bytes.firstIndex(of: UInt8(ascii: "\t")) {
            throw ConfigurationProblem(
                .tab,
                file: file,
                line: bytes[..<tab].count { $0 == UInt8(ascii: "\n") } + 1,
                indonesian: "tab tidak diterima; pakailah spasi",
                english: "a tab is not accepted; use spaces"
            )
        }
        // YAML counts these as line breaks, editors do not.
        let breaks: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}", "\r"]
        if let odd = text.unicodeScalars.firstIndex(where: { breaks.contains($0) }) {
            throw ConfigurationProblem(
                .encoding,
                file: file,
                line: text.unicodeScalars[..<odd].count { $0 == "\n" } + 1,
                indonesian: "akhir baris harus LF saja",
                english: "lines must end in LF alone"
            )
        }
        return text
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension String {
    /// The text with control characters shown as escapes, cut after 80 characters.
    var escapedForOneLine: String {
        var shown = ""
        for scalar in unicodeScalars.prefix(80) {
            shown +=
                scalar.properties.generalCategory == .control
                ? scalar.escaped(asASCII: true) : "\(scalar)"
        }
        return shown
    }

    /// Whether `short` is this key without its unit, as in `idle` for `idleSeconds`.
    func drops(unitFrom short: String) -> Bool {
        let units = ["GiB", "MiB", "Percent", "Seconds", "Minutes", "Hours", "Days", "Millis"]
        return units.contains { self == short + $0 }
    }
}
