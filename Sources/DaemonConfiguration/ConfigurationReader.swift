// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON

/// Reads `peksosd.yaml` strictly: what it does not know, it refuses.
///
/// ``YAMLReader`` yields nodes with their lines; everything beyond syntax is decided here, against
/// ``Setting/all``. Of several problems the first by line is thrown.
package struct ConfigurationReader {
    /// A file beyond this is refused before it is parsed.
    package static let fileBytesMax = 64 * 1024

    private let file: String
    private var configuration = Configuration()
    private var lines: [String: Int] = [:]
    private var problems: [ConfigurationProblem] = []

    private init(file: String) {
        self.file = file
    }

    /// The configuration in `file`; an absent file means all defaults.
    ///
    /// Refuses a file or a parent directory that others could write. Throws
    /// ``ConfigurationProblem``.
    package static func load(file: String) throws(ConfigurationProblem) -> LoadedConfiguration {
        guard let bytes = try PathSafety.read(file, bytesMax: fileBytesMax) else {
            return LoadedConfiguration(file: file, configuration: Configuration(), lines: [:])
        }
        return try parse(bytes, file: file)
    }

    /// The configuration in the bytes of a file; `file` only names it in messages.
    package static func parse(
        _ bytes: [UInt8],
        file: String
    ) throws(ConfigurationProblem) -> LoadedConfiguration {
        var reader = ConfigurationReader(file: file)
        try reader.read(bytes)
        if let first = reader.problems.min(by: { ($0.line ?? 0) < ($1.line ?? 0) }) {
            throw first
        }
        return LoadedConfiguration(
            file: file,
            configuration: reader.configuration,
            lines: reader.lines
        )
    }

    private mutating func read(_ bytes: [UInt8]) throws(ConfigurationProblem) {
        let text = try Self.text(of: bytes, file: file)
        let root = try YAMLReader.read(text, file: file)
        if let root, Scalar(root)?.isNull != true { readRoot(root) }
        if problems.isEmpty { checkConsistency() }
    }

    // MARK: Structure

    private mutating func readRoot(_ root: YAMLNode) {
        guard let sections = root.mapping else {
            return refuse(.wrongType, root, nil, expected: "peta kunci", "a mapping of keys")
        }
        let known = Set(Setting.all.map(\.section))
        for (key, value) in sections {
            guard let name = keyName(key) else { continue }
            guard known.contains(name) else {
                refuseUnknown(name, at: key, among: known.sorted(), within: nil)
                continue
            }
            guard let members = value.mapping else {
                refuse(.wrongType, value, name, expected: "peta kunci", "a mapping of keys")
                continue
            }
            for (memberKey, memberValue) in members {
                readMember(memberKey, memberValue, section: name)
            }
        }
    }

    private mutating func readMember(_ key: YAMLNode, _ value: YAMLNode, section: String) {
        guard let name = keyName(key) else { return }
        let siblings = Setting.all.filter { $0.section == section }
        guard let setting = siblings.first(where: { $0.member == name }) else {
            refuseUnknown(name, at: key, among: siblings.map(\.member), within: section)
            return
        }
        lines[setting.name] = key.line
        var copy = configuration
        if let refusal = setting.store(value, in: &copy) {
            refuse(
                refusal.code,
                refusal.node ?? value,
                setting.name,
                expected: refusal.indonesian,
                refusal.english
            )
            return
        }
        configuration = copy
    }

    private mutating func keyName(_ node: YAMLNode) -> String? {
        guard let name = node.text else {
            refuse(.wrongType, node, nil, expected: "nama kunci", "the name of a key")
            return nil
        }
        return name
    }

    // MARK: Values that depend on each other

    private mutating func checkConsistency() {
        let store = configuration.store
        let limits = configuration.limits
        let reserved = Configuration.readersReserved
        if store.maxReaders <= limits.connections + reserved {
            let bound = "limits.connections + \(reserved)"
            disagree("store.maxReaders", "limits.connections", ">", bound)
        }
        if limits.connectionsPerUid > limits.connections {
            disagree("limits.connectionsPerUid", "limits.connections", "<=", "limits.connections")
        }
        if store.warnMiB < store.stopMiB {
            disagree("store.warnMiB", "store.stopMiB", ">=", "store.stopMiB")
        }
        if store.stopMiB < store.reserveMiB {
            disagree("store.stopMiB", "store.reserveMiB", ">=", "store.reserveMiB")
        }
        if store.warnMapPercent > store.stopMapPercent {
            disagree("store.warnMapPercent", "store.stopMapPercent", "<=", "store.stopMapPercent")
        }
    }

    private mutating func disagree(
        _ key: String,
        _ other: String,
        _ relation: String,
        _ bound: String
    ) {
        let culprit = lines[key] == nil ? other : key
        problems.append(
            ConfigurationProblem(
                .inconsistent,
                file: file,
                line: lines[culprit],
                key: culprit,
                indonesian: "\"\(culprit)\" tidak cocok: harus \(key) \(relation) \(bound)",
                english: "\"\(culprit)\" does not fit: \(key) \(relation) \(bound) must hold"
            )
        )
    }

    // MARK: Refusals

    private mutating func refuse(
        _ code: ConfigurationProblem.Code,
        _ node: YAMLNode,
        _ key: String?,
        expected indonesian: String,
        _ english: String
    ) {
        let name = key.map { "\"\($0)\" " } ?? ""
        report(
            code,
            node,
            key: key,
            "\(name)harus berupa \(indonesian)",
            "\(name)must be \(english)"
        )
    }

    private mutating func refuseUnknown(
        _ name: String,
        at node: YAMLNode,
        among names: [String],
        within section: String?
    ) {
        let shown = name.escapedForOneLine
        if let full = names.first(where: { $0.drops(unitFrom: name) }) {
            let key = section.map { "\($0).\(full)" } ?? full
            report(
                .unitMissing,
                node,
                key: key,
                nearest: [full],
                "kunci \"\(shown)\" tanpa satuan; maksud Anda \"\(full)\"?",
                "the key \"\(shown)\" lacks its unit; did you mean \"\(full)\"?"
            )
            return
        }
        let nearest = NearestNames.of(name, among: names)
        // Nothing near: the whole short list of the place is the better remedy.
        let choices = nearest.isEmpty ? names : nearest
        let quoted = choices.map { "\"\($0)\"" }
        report(
            .unknownKey,
            node,
            key: section.map { "\($0).\(name)" } ?? name,
            nearest: nearest,
            nearest.isEmpty
                ? "kunci tidak dikenal \"\(shown)\"; yang ada: \(quoted.joined(separator: ", "))"
                : "kunci tidak dikenal \"\(shown)\"; maksud Anda \(quoted.joined(separator: " atau "))?",
            nearest.isEmpty
                ? "unknown key \"\(shown)\"; there are: \(quoted.joined(separator: ", "))"
                : "unknown key \"\(shown)\"; did you mean \(quoted.joined(separator: " or "))?"
        )
    }

    private mutating func report(
        _ code: ConfigurationProblem.Code,
        _ node: YAMLNode,
        key: String? = nil,
        nearest: [String] = [],
        _ indonesian: String,
        _ english: String
    ) {
        problems.append(
            ConfigurationProblem(
                code,
                file: file,
                line: node.line,
                key: key,
                nearest: nearest,
                indonesian: indonesian,
                english: english
            )
        )
    }
}

extension Setting {
    /// The part of the name before the dot.
    package var section: String { String(name.prefix { $0 != "." }) }

    /// The part of the name after the dot.
    package var member: String { String(name.drop { $0 != "." }.dropFirst()) }
}
