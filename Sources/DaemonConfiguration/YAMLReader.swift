// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

// Unsafe: libyaml is a C library; its parser and the text are reached through pointers that live as
// long as one reading.

import CYAML

/// Turns the text of a configuration file into nodes with their lines, through libyaml.
///
/// Anchors, aliases, tags, second documents and keys given twice are refused here, by line:
/// what they would do is not seen by whoever reads the file.
@safe struct YAMLReader {
    /// Nodes within nodes; beyond, the file is no configuration.
    private static let depthMax = 8

    // It keeps a pointer to itself, so it must not move, and pointers into the text, which outlives
    // it in `read`.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let file: String
    private var depth = 0

    /// The root of a text; `nil` when there is nothing in it.
    static func read(_ text: String, file: String) throws(ConfigurationProblem) -> YAMLNode? {
        let bytes = Array(text.utf8)
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { unsafe parser.deallocate() }
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            throw unsafe YAMLReader(parser: parser, file: file).syntax("memory", at: nil)
        }
        defer { unsafe yaml_parser_delete(parser) }
        let outcome = unsafe bytes.withUnsafeBufferPointer { buffer in
            // Named, because libyaml would otherwise guess the encoding from the first bytes.
            unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
            return Result { () throws(ConfigurationProblem) in
                var reader = unsafe YAMLReader(parser: parser, file: file)
                return try reader.document()
            }
        }
        return try outcome.get()
    }

    private mutating func document() throws(ConfigurationProblem) -> YAMLNode? {
        _ = try next()
        guard case .documentStart = try next() else { return nil }
        let root = try node(try next())
        _ = try next()
        if case .documentStart(let line) = try next() {
            throw problem(
                .secondDocument,
                line,
                "dokumen kedua (---) tidak diterima",
                "a second document (---) is not accepted"
            )
        }
        return root
    }

    // MARK: Nodes

    private mutating func node(_ event: Event) throws(ConfigurationProblem) -> YAMLNode {
        depth += 1
        defer { depth -= 1 }
        switch event {
        case .scalar(let text, let isQuoted, let line):
            return YAMLNode(content: .scalar(text, isQuoted: isQuoted), line: line)
        case .sequence(let line):
            try checkDepth(line)
            var items: [YAMLNode] = []
            while let item = try element() { items.append(item) }
            return YAMLNode(content: .sequence(items), line: line)
        case .mapping(let line):
            try checkDepth(line)
            var members: [(key: YAMLNode, value: YAMLNode)] = []
            while let key = try element() {
                try refuse(key, among: members.map(\.key))
                members.append((key, try node(try next())))
            }
            return YAMLNode(content: .mapping(members), line: line)
        case .documentStart(let line), .end(let line), .other(let line):
            throw syntax("unexpected", at: line)
        }
    }

    /// The next item, or `nil` where the collection ends.
    private mutating func element() throws(ConfigurationProblem) -> YAMLNode? {
        let event = try next()
        if case .end = event { return nil }
        return try node(event)
    }

    private func checkDepth(_ line: Int) throws(ConfigurationProblem) {
        if depth > Self.depthMax { throw syntax("nested too deep", at: line) }
    }

    private func refuse(_ key: YAMLNode, among keys: [YAMLNode]) throws(ConfigurationProblem) {
        guard let text = key.text, keys.contains(where: { $0.text == text }) else { return }
        let shown = text.escapedForOneLine
        throw ConfigurationProblem(
            .duplicateKey,
            file: file,
            line: key.line,
            key: text,
            indonesian: "kunci \"\(shown)\" tertulis dua kali",
            english: "the key \"\(shown)\" is given twice"
        )
    }

    // MARK: Events

    private enum Event {
        case documentStart(line: Int)
        case scalar(String, isQuoted: Bool, line: Int)
        case sequence(line: Int)
        case mapping(line: Int)
        /// Of a sequence or a mapping.
        case end(line: Int)
        case other(line: Int)
    }

    private func next() throws(ConfigurationProblem) -> Event {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else {
            let words = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
            let line = unsafe Int(parser.pointee.problem_mark.line) + 1
            throw syntax(words ?? "unreadable", at: line)
        }
        // What the event points to is copied before it is given back.
        defer { unsafe yaml_event_delete(&event) }
        let line = unsafe Int(event.start_mark.line) + 1
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: return .documentStart(line: line)
        case YAML_ALIAS_EVENT:
            throw problem(.alias, line, "alias (*) tidak diterima", "an alias (*) is not accepted")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            try refuse(anchor: unsafe scalar.anchor != nil, tag: unsafe scalar.tag != nil, line)
            let bytes = unsafe UnsafeBufferPointer(
                start: scalar.value,
                count: scalar.length
            )
            let text = unsafe String(decoding: bytes, as: UTF8.self)
            let isQuoted = unsafe scalar.style != YAML_PLAIN_SCALAR_STYLE
            return .scalar(text, isQuoted: isQuoted, line: line)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            try refuse(anchor: unsafe start.anchor != nil, tag: unsafe start.tag != nil, line)
            return .sequence(line: line)
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            try refuse(anchor: unsafe start.anchor != nil, tag: unsafe start.tag != nil, line)
            return .mapping(line: line)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end(line: line)
        default: return .other(line: line)
        }
    }

    private func refuse(anchor: Bool, tag: Bool, _ line: Int) throws(ConfigurationProblem) {
        if anchor {
            throw problem(
                .anchor,
                line,
                "jangkar (&) tidak diterima",
                "an anchor (&) is not accepted"
            )
        }
        if tag { throw problem(.tag, line, "tag (!) tidak diterima", "a tag (!) is not accepted") }
    }

    // MARK: Refusals

    private func syntax(_ words: String, at line: Int?) -> ConfigurationProblem {
        let shown = words.escapedForOneLine
        return problem(
            .syntax,
            line,
            "bukan YAML yang sah: \(shown)",
            "not valid YAML: \(shown)"
        )
    }

    private func problem(
        _ code: ConfigurationProblem.Code,
        _ line: Int?,
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
