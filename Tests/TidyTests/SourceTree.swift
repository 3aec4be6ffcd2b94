// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// The project's own files, as text.
struct SourceTree {
    struct File {
        /// Relative to the project, `Sources/LMDB/Access.swift`.
        let path: String
        let lines: [String]

        var text: String { lines.joined(separator: "\n") }

        /// The folder below `Sources` or `Tests`: the target.
        var target: String {
            let parts = path.split(separator: "/")
            return parts.count > 2 ? String(parts[1]) : ""
        }

        /// Lines without comments, texts and documentation, with their number.
        ///
        /// Line by line: a text over several lines, or a `//` inside of a text, is taken as it comes.
        var code: [(number: Int, text: String)] {
            lines.enumerated().compactMap { index, line in
                let bare = Self.withoutTexts(line)
                let code = bare.range(of: "//").map { String(bare[..<$0.lowerBound]) } ?? bare
                return code.allSatisfy(\.isWhitespace) ? nil : (index + 1, code)
            }
        }

        private static func withoutTexts(_ line: String) -> String {
            var isInside = false
            var isEscaped = false
            var kept = ""
            for character in line {
                if isInside {
                    if character == "\"" && !isEscaped { isInside = false }
                    isEscaped = character == "\\" && !isEscaped
                } else if character == "\"" {
                    isInside = true
                } else {
                    kept.append(character)
                }
            }
            return kept
        }

        /// The modules that the file imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").map(String.init)
                guard let place = words.firstIndex(of: "import"), place <= 2,
                    place + 1 < words.count,
                    words[..<place].allSatisfy({ Self.modifiers.contains($0) })
                else { return nil }
                return words[place + 1]
            }
        }

        private static let modifiers: Set = [
            "package", "internal", "private", "fileprivate", "public", "@preconcurrency",
            "@testable",
        ]

        /// Whether a word stands by itself in the code; the lines where it does.
        func lines(with word: String) -> [Int] {
            code.filter { $0.text.containsWord(word) }.map(\.number)
        }
    }

    let root: String
    let swift: [File]
    /// Python and shell.
    let scripts: [File]
    /// Every path below the folders that hold our own files.
    let paths: [String]

    init(filePath: String = #filePath) {
        root = "/" + filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var found: [String] = []
        for folder in ["Sources", "Tests", "scripts", "docs", "config", "systemd", ".ci"] {
            Self.collect(folder, below: root, into: &found)
        }
        paths = found.sorted()
        swift = paths.filter { $0.hasSuffix(".swift") }.map { [root] in
            Self.file($0, below: root)
        }
        scripts = paths.filter(Self.isScript).map { [root] in Self.file($0, below: root) }
    }

    /// Everything in the folders of scripts is one, with or without a name that ends in something.
    private static func isScript(_ path: String) -> Bool {
        path.hasSuffix(".py") || path.hasPrefix("scripts/") || path.hasPrefix(".ci/")
    }

    private static func file(_ path: String, below root: String) -> File {
        let lines = text(of: "\(root)/\(path)").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        return File(path: path, lines: lines.map(String.init))
    }

    private static func collect(_ path: String, below root: String, into found: inout [String]) {
        let names = Files.names(in: "\(root)/\(path)")
        if names.isEmpty { return found.append(path) }
        for name in names where name != "__pycache__" {
            collect("\(path)/\(name)", below: root, into: &found)
        }
    }

    /// A file beside the sources, as text.
    func text(_ path: String) -> String {
        Self.text(of: "\(root)/\(path)")
    }

    /// Empty when there is no such file; the checks then say so.
    private static func text(of path: String) -> String {
        let bytes = (try? Files.read(path, limit: 4 << 20)) ?? nil
        return String(decoding: bytes ?? [], as: UTF8.self)
    }
}

extension String {
    func range(of word: String) -> Range<String.Index>? { firstRange(of: word) }

    /// Whether the word is there with neither letter nor digit beside it.
    func containsWord(_ word: String) -> Bool {
        ranges(of: word).contains { range in
            let before =
                range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            let after = range.upperBound == endIndex ? nil : self[range.upperBound]
            return ![before, after].contains {
                $0?.isLetter == true || $0 == "_" || $0?.isNumber == true
            }
        }
    }
}
