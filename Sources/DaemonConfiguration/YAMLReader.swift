// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Reads the part of YAML that a configuration needs, and refuses the rest by line.
///
/// Taken are mappings and sequences in both forms, plain and quoted scalars on one line, comments.
/// Anchors, aliases, tags, second documents, block scalars, explicit keys and keys given twice are
/// refused. The text has no tabs and its lines end in LF.
struct YAMLReader {
    /// Nodes within nodes; beyond, the file is no configuration.
    private static let depthMax = 8

    let bytes: [UInt8]
    private let file: String
    var position = 0
    var line = 1
    private var depth = 0

    private init(_ text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
    }

    /// The root of a text; `nil` when there is nothing in it.
    static func read(_ text: String, file: String) throws(ConfigurationProblem) -> YAMLNode? {
        var reader = YAMLReader(text, file: file)
        return try reader.document()
    }

    private mutating func document() throws(ConfigurationProblem) -> YAMLNode? {
        skipBlank()
        if isAtMarker("---") { position += 3 }
        skipBlank()
        guard current != nil, !isAtMarker("---") else {
            try refuseSecondDocument()
            return nil
        }
        let root = try blockNode()
        skipBlank()
        try refuseSecondDocument()
        guard current == nil else { throw unexpected }
        return root
    }

    private func refuseSecondDocument() throws(ConfigurationProblem) {
        guard isAtMarker("---") else { return }
        throw problem(
            .secondDocument,
            "dokumen kedua (---) tidak diterima",
            "a second document (---) is not accepted"
        )
    }

    // MARK: Blocks

    /// A node that begins here and goes on over the lines that are as far in.
    private mutating func blockNode() throws(ConfigurationProblem) -> YAMLNode {
        try enter()
        defer { depth -= 1 }
        try refuseProperties()
        if isAtIndicator("-") { return try blockSequence() }
        switch current {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try onOneLine(try flowNode())
        default: break
        }
        let start = (position, line)
        let first = try scalar(inFlow: false)
        skipSpaces()
        guard isAtIndicator(":") else { return try onOneLine(first) }
        (position, line) = start
        return try blockMapping()
    }

    private mutating func blockMapping() throws(ConfigurationProblem) -> YAMLNode {
        let (column, begin) = (self.column, line)
        var members: [(key: YAMLNode, value: YAMLNode)] = []
        while isNode(at: column) {
            try refuseProperties()
            let key = try scalar(inFlow: false)
            skipSpaces()
            guard isAtIndicator(":") else { throw unexpected }
            position += 1
            try add(key, try blockValue(of: key, column), to: &members)
            skipBlank()
        }
        return YAMLNode(content: .mapping(members), line: begin)
    }

    /// What stands behind a key: on its line, or below it and further in.
    private mutating func blockValue(
        of key: YAMLNode,
        _ column: Int
    ) throws(ConfigurationProblem) -> YAMLNode {
        skipSpaces()
        if !isAtEndOfLine {
            try refuseProperties()
            switch current {
            case UInt8(ascii: "{"), UInt8(ascii: "["): return try onOneLine(try flowNode())
            default: return try onOneLine(try scalar(inFlow: false))
            }
        }
        skipBlank()
        let isItem = isNode(at: column) && isAtIndicator("-")
        guard current != nil, self.column > column || isItem else { return .null(line: key.line) }
        return try blockNode()
    }

    private mutating func blockSequence() throws(ConfigurationProblem) -> YAMLNode {
        let (column, begin) = (self.column, line)
        var items: [YAMLNode] = []
        while isNode(at: column), isAtIndicator("-") {
            let dash = line
            position += 1
            skipBlank()
            let isInside = current != nil && self.column > column
            items.append(isInside ? try blockNode() : .null(line: dash))
            skipBlank()
        }
        return YAMLNode(content: .sequence(items), line: begin)
    }

    /// A node after which its line has nothing but a comment.
    private mutating func onOneLine(_ node: YAMLNode) throws(ConfigurationProblem) -> YAMLNode {
        skipSpaces()
        guard isAtEndOfLine else { throw unexpected }
        return node
    }

    // MARK: Braces and brackets

    private mutating func flowNode() throws(ConfigurationProblem) -> YAMLNode {
        try enter()
        defer { depth -= 1 }
        try refuseProperties()
        switch current {
        case UInt8(ascii: "{"): return try flowMapping()
        case UInt8(ascii: "["): return try flowSequence()
        default: return try scalar(inFlow: true)
        }
    }

    private mutating func flowMapping() throws(ConfigurationProblem) -> YAMLNode {
        let begin = line
        var members: [(key: YAMLNode, value: YAMLNode)] = []
        try forEachFlowItem(until: "}") { reader throws(ConfigurationProblem) in
            try reader.refuseProperties()
            let key = try reader.scalar(inFlow: true)
            reader.skipBlank()
            guard reader.current == UInt8(ascii: ":") else { throw reader.unexpected }
            reader.position += 1
            reader.skipBlank()
            let isLeftOut = reader.isAt(",") || reader.isAt("}")
            let value = isLeftOut ? .null(line: key.line) : try reader.flowNode()
            try reader.add(key, value, to: &members)
        }
        return YAMLNode(content: .mapping(members), line: begin)
    }

    private mutating func flowSequence() throws(ConfigurationProblem) -> YAMLNode {
        let begin = line
        var items: [YAMLNode] = []
        try forEachFlowItem(until: "]") { reader throws(ConfigurationProblem) in
            items.append(try reader.flowNode())
        }
        return YAMLNode(content: .sequence(items), line: begin)
    }

    /// Passes over brackets and commas, and reads what is between them.
    private mutating func forEachFlowItem(
        until end: Unicode.Scalar,
        _ read: (inout YAMLReader) throws(ConfigurationProblem) -> Void
    ) throws(ConfigurationProblem) {
        position += 1
        skipBlank()
        while !isAt(end) {
            try read(&self)
            skipBlank()
            guard isAt(",") || isAt(end) else { throw unexpected }
            if isAt(",") { position += 1 }
            skipBlank()
        }
        position += 1
    }

    // MARK: Places

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Bytes since the beginning of the line.
    private var column: Int {
        position - (bytes[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
    }

    private var isAtEndOfLine: Bool {
        isAt("\n") || current == nil
            || (isAt("#") && (position == 0 || bytes[position - 1] == UInt8(ascii: " ")))
    }

    func isAt(_ character: Unicode.Scalar) -> Bool {
        current.map { Unicode.Scalar($0) == character } ?? false
    }

    /// Whether a character stands here that has a meaning because a space follows.
    func isAtIndicator(_ character: Unicode.Scalar) -> Bool {
        guard isAt(character) else { return false }
        let next = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: "\n")
        return [UInt8(ascii: " "), UInt8(ascii: "\n")].contains(next)
    }

    private func isAtMarker(_ marker: String) -> Bool {
        column == 0 && bytes[position...].starts(with: marker.utf8)
            && [nil, UInt8(ascii: " "), UInt8(ascii: "\n")].contains(
                bytes[position...].dropFirst(marker.utf8.count).first
            )
    }

    private func isNode(at column: Int) -> Bool {
        current != nil && self.column == column && !isAtMarker("---")
    }

    private mutating func skipSpaces() {
        while isAt(" ") { position += 1 }
    }

    /// Passes over spaces, line ends and comments.
    private mutating func skipBlank() {
        while let byte = current {
            if byte == UInt8(ascii: "\n") {
                line += 1
            } else if isAt("#"), isAtEndOfLine || column == 0 {
                while let next = current, next != UInt8(ascii: "\n") { position += 1 }
                continue
            } else if byte != UInt8(ascii: " ") {
                return
            }
            position += 1
        }
    }

    // MARK: Refusals

    private mutating func enter() throws(ConfigurationProblem) {
        depth += 1
        guard depth <= Self.depthMax else { throw unexpected }
    }

    private func add(
        _ key: YAMLNode,
        _ value: YAMLNode,
        to members: inout [(key: YAMLNode, value: YAMLNode)]
    ) throws(ConfigurationProblem) {
        if members.contains(where: { $0.key.text == key.text }) {
            let shown = (key.text ?? "").escapedForOneLine
            throw ConfigurationProblem(
                .duplicateKey,
                file: file,
                line: key.line,
                key: shown,
                indonesian: "kunci \"\(shown)\" tertulis dua kali",
                english: "the key \"\(shown)\" is given twice"
            )
        }
        members.append((key, value))
    }

    /// Refuses what YAML allows before a value and a person would not see.
    private mutating func refuseProperties() throws(ConfigurationProblem) {
        if isAtIndicator("?") {
            position += 1
            skipSpaces()
            try refuseProperties()
            throw unexpected
        }
        switch current {
        case UInt8(ascii: "&"):
            throw problem(.anchor, "jangkar (&) tidak diterima", "an anchor (&) is not accepted")
        case UInt8(ascii: "*"):
            throw problem(.alias, "alias (*) tidak diterima", "an alias (*) is not accepted")
        case UInt8(ascii: "!"):
            throw problem(.tag, "tag (!) tidak diterima", "a tag (!) is not accepted")
        default: break
        }
    }

    var unexpected: ConfigurationProblem {
        let rest = bytes[position...].prefix { $0 != UInt8(ascii: "\n") }
        let shown = String(decoding: rest, as: UTF8.self).escapedForOneLine
        return problem(
            .syntax,
            "bukan YAML yang diterima di sini: \"\(shown)\"",
            "not YAML that is accepted here: \"\(shown)\""
        )
    }

    private func problem(
        _ code: ConfigurationProblem.Code,
        _ indonesian: String,
        _ english: String
    ) -> ConfigurationProblem {
        ConfigurationProblem(
            code,
            file: file,
            line: line,
            indonesian: indonesian,
            english: english
        )
    }
}
