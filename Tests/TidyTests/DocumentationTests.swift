// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Goal: whoever reads a signature finds beside it what it cannot tell; method: the line above every
/// `package` declaration of the sources is looked at.
@Suite struct DocumentationTests {
    /// How members begin that a protocol with a comment of its own asks for.
    private static let inherited: [String] = [
        // Commands and queries.
        "static let contract", "static var contract", "func decide(", "func answer(",
        "struct Answer:", "typealias Answer", "struct Item:", "typealias Item",
        "struct Summary:", "func fourEyesNeeded(", "func write(_ page",
        // Things and what hangs on a case.
        "static let noun", "static let category", "static var category", "static let naming",
        "static let completion", "static let letter",
        // Rows of registers.
        "static let next", "static let rowsMax", "let line: Int64", "func read(_ reader",
        "static func recorded(by", "static func claim(of", "static func flaw(",
        "func complete(_ thing",
        // Events and states.
        "var isStep: Bool", "var erasure: ErasureStep?", "static func initial(",
        "mutating func evolve(", "let id: ID<",
        // Rows.
        "static let table", "var key: RowKey", "let key: RowKey", "static let isWrittenOnce",
        "static var isWrittenOnce", "func packed(into", "static func unpacked(",
        "func pack(into", "init(unpacking",
        // Values.
        "static let schema", "static var schema", "static let sample", "static var sample",
        "static let name =", "static let range", "static func check(_ text", "let text: String",
        "init(trusted text: String)", "let value: Int64", "init(_ value: Int64)",
        // The standard library.
        "enum CodingKeys", "init(from decoder", "func encode(to", "var description: String",
        "func hash(into", "static func == (", "static func < (",
    ]

    /// The declaration without what may stand before its own words; `nil` when it is none of ours.
    private static func declaration(_ line: String) -> Substring? {
        var rest = line.drop { $0 == " " }
        while rest.hasPrefix("@"), let space = rest.firstIndex(of: " ") {
            rest = rest[space...].dropFirst()
        }
        for word in ["nonisolated ", "package "] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            if word != "package " { continue }
            for access in ["private(set) "] where rest.hasPrefix(access) {
                rest = rest.dropFirst(access.count)
            }
            return rest.hasPrefix("import ") ? nil : rest
        }
        return nil
    }

    /// Where the comment would stand: above the attributes in lines of their own.
    private static func lineAbove(_ index: Int, in lines: [String]) -> Substring {
        var above = index - 1
        while above >= 0, isAttribute(lines[above]) { above -= 1 }
        return above < 0 ? "" : lines[above].drop { $0 == " " }
    }

    private static func isAttribute(_ line: String) -> Bool {
        line.drop { $0 == " " }.hasPrefix("@") && declaration(line) == nil
    }

    @Test func `every package declaration says what its name does not`() {
        var seen: [String: Int] = [:]
        for file in SourceTree().swift where file.path.hasPrefix("Sources/") {
            for (index, line) in file.lines.enumerated() {
                guard let words = Self.declaration(line) else { continue }
                seen[file.target, default: 0] += 1
                let isInherited = Self.inherited.contains { words.hasPrefix($0) }
                let isSaid = Self.lineAbove(index, in: file.lines).hasPrefix("///")
                #expect(isInherited || isSaid, "\(file.path):\(index + 1) has no comment: \(words)")
            }
        }
        for (target, count) in seen.sorted(by: { $0.key < $1.key }) {
            print("tidy: \(count) package declarations in \(target)")
        }
        #expect(seen["Domain"] ?? 0 > 1000)
    }

    /// The first paragraph of every comment, with the line of its beginning.
    private static func summaries(of file: SourceTree.File) -> [(number: Int, text: String)] {
        var found: [(number: Int, text: String)] = []
        var isOpen = false
        var isInside = false
        for (index, line) in file.lines.enumerated() {
            let words = line.drop { $0 == " " }
            let isComment = words.hasPrefix("///")
            let text = words.dropFirst(4)
            if isComment, !isInside { found.append((index + 1, "")) }
            if isComment, !isInside || isOpen { found[found.count - 1].text += " " + text }
            isOpen = isComment && !text.isEmpty && (isOpen || !isInside)
            isInside = isComment
        }
        return found.map { ($0.number, sentence($0.text)) }
    }

    private static func sentence(_ text: String) -> String {
        text.firstRange(of: ". ").map { String(text[..<$0.lowerBound]) } ?? text
    }

    @Test func `a comment begins with a short sentence`() {
        for file in SourceTree().swift where file.path.hasPrefix("Sources/") {
            for (number, text) in Self.summaries(of: file) {
                #expect(text.count <= 150, "\(file.path):\(number): \(text.count) characters")
            }
        }
    }

    @Test(arguments: [
        "    package let fund: ID<Fund>", "    package private(set) var bytes: [UInt8] = []",
        "@safe package struct Box {", "    package init(fund: ID<Fund>) {",
    ])
    func `a declaration is found behind its attributes`(line: String) throws {
        let words = try #require(Self.declaration(line))
        #expect(!words.hasPrefix("package"))
        #expect(!words.hasPrefix("private"))
    }

    @Test(arguments: [
        "package import Domain", "    private let fund: ID<Fund>", "    // package let fund",
        "@testable import Domain",
    ])
    func `what is no package declaration is passed over`(line: String) {
        #expect(Self.declaration(line) == nil)
    }
}
