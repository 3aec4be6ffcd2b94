// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Yams

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

    /// What the parser of YAML objected to, as a refusal of ours.
    static func problem(of error: any Error, file: String) -> ConfigurationProblem {
        guard let error = error as? YamlError else {
            return syntax(file, nil, "\(error)")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return syntax(file, mark.line, problem)
        case .composer(_, let problem, let mark, _) where problem.contains("another document"):
            return ConfigurationProblem(
                .secondDocument,
                file: file,
                line: mark.line,
                indonesian: "dokumen kedua (---) tidak diterima",
                english: "a second document (---) is not accepted"
            )
        case .composer(_, let problem, let mark, _) where problem.contains("alias"):
            return ConfigurationProblem(
                .alias,
                file: file,
                line: mark.line,
                indonesian: "alias (*) tidak diterima",
                english: "an alias (*) is not accepted"
            )
        case .composer(_, let problem, let mark, _):
            return syntax(file, mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            return ConfigurationProblem(
                .duplicateKey,
                file: file,
                line: context.mark.line,
                key: key,
                indonesian: "kunci \"\(key.escapedForOneLine)\" tertulis dua kali",
                english: "the key \"\(key.escapedForOneLine)\" is given twice"
            )
        case .reader(let problem, let offset, _, let yaml):
            let line = offset.map { yaml.utf8.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 }
            return syntax(file, line, problem)
        default:
            // Yams may grow cases; those left concern writing YAML and memory.
            return syntax(file, nil, "\(error)")
        }
    }

    private static func syntax(_ file: String, _ line: Int?, _ problem: String)
        -> ConfigurationProblem
    {
        ConfigurationProblem(
            .syntax,
            file: file,
            line: line,
            indonesian: "bukan YAML yang sah: \(problem.escapedForOneLine)",
            english: "not valid YAML: \(problem.escapedForOneLine)"
        )
    }
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
