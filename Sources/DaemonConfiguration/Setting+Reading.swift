// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A scalar of the file with the type that YAML's core schema gives it.
struct Scalar {
    let text: String
    private let isQuoted: Bool

    init?(_ node: YAMLNode) {
        guard case .scalar(let text, let isQuoted) = node.content else { return nil }
        self.text = text
        self.isQuoted = isQuoted
    }

    var isNull: Bool { !isQuoted && ["", "~", "null", "Null", "NULL"].contains(text) }

    /// Decimal digits only: no `0x`, no `1_000`, no sign but a minus, no leading zero.
    var integer: Int? {
        guard !isQuoted, let number = Int(text), String(number) == text else { return nil }
        return number
    }

    var boolean: Bool? {
        guard !isQuoted else { return nil }
        return ["true": true, "false": false][text]
    }

    /// Text, unless another reader of YAML would see a number, a truth value or nothing.
    var string: String? {
        if isQuoted { return text }
        let words = ["true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan"]
        guard !isNull, !words.contains(text.lowercased()) else { return nil }
        guard Double(text) == nil, Int(text) == nil else { return nil }
        return text
    }
}

/// Why a value was not taken, in words that continue "must be …".
struct ValueRefusal {
    let code: ConfigurationProblem.Code
    /// A node inside the value, where the value as a whole is not the culprit.
    var node: YAMLNode?
    let indonesian: String
    let english: String
}

extension Setting {
    /// Puts the node's value into the configuration; returns the reason when it may not be there.
    func store(_ node: YAMLNode, in configuration: inout Configuration) -> ValueRefusal? {
        switch field {
        case .integer(let path, let range):
            guard let number = Scalar(node)?.integer else { return notInteger(range) }
            guard range.contains(number) else { return outside(range) }
            configuration[keyPath: path] = number
        case .optionalInteger(let path, let range):
            guard let number = Scalar(node)?.integer else { return notInteger(range) }
            guard range.contains(number) else { return outside(range) }
            configuration[keyPath: path] = number
        case .text(let path, let rule):
            guard let text = Scalar(node)?.string else { return notText }
            if let refusal = rule.refusal(of: text) { return refusal }
            configuration[keyPath: path] = text
        case .optionalText(let path, let rule):
            guard let text = Scalar(node)?.string else { return notText }
            if let refusal = rule.refusal(of: text) { return refusal }
            configuration[keyPath: path] = text
        case .choice(let path, let words):
            guard let text = Scalar(node)?.string else { return notText }
            guard words.contains(text) else { return notAmong(words) }
            configuration[keyPath: path] = text
        case .optionalBoolean(let path):
            guard let flag = Scalar(node)?.boolean else {
                return ValueRefusal(
                    code: .wrongType,
                    indonesian: "true atau false",
                    english: "true or false"
                )
            }
            configuration[keyPath: path] = flag
        case .identities(let path):
            return storeIdentities(node, at: path, in: &configuration)
        }
        return nil
    }

    private func storeIdentities(
        _ node: YAMLNode,
        at path: Path<[String: UInt32]>,
        in configuration: inout Configuration
    ) -> ValueRefusal? {
        guard let mapping = node.mapping else {
            return ValueRefusal(
                code: .wrongType,
                indonesian: "peta operator: uid",
                english: "a mapping of operator: uid"
            )
        }
        var identities: [String: UInt32] = [:]
        for (key, value) in mapping {
            guard let name = Scalar(key)?.string, name.isOperatorName else {
                return ValueRefusal(
                    code: .outOfRange,
                    node: key,
                    indonesian: "nama operator: huruf kecil, angka, tanda hubung, 2 sampai 32",
                    english: "an operator: lower-case letters, digits, hyphens, 2 to 32"
                )
            }
            // 65534 is "nobody", the name the kernel gives to identities it cannot tell apart.
            guard let number = Scalar(value)?.integer, let uid = UInt32(exactly: number),
                uid < 4_294_967_295, uid != 65_534
            else {
                return ValueRefusal(
                    code: Scalar(value)?.integer == nil ? .wrongType : .outOfRange,
                    node: value,
                    indonesian: "uid (bilangan bulat >= 0, bukan 65534)",
                    english: "a uid (integer >= 0, not 65534)"
                )
            }
            identities[name] = uid
        }
        guard Set(identities.values).count == identities.count else {
            return ValueRefusal(
                code: .inconsistent,
                indonesian: "uid yang berbeda untuk setiap operator",
                english: "a different uid for each operator"
            )
        }
        configuration[keyPath: path] = identities
        return nil
    }

    private func notInteger(_ range: ClosedRange<Int>) -> ValueRefusal {
        ValueRefusal(
            code: .wrongType,
            indonesian: "bilangan bulat \(range.lowerBound) sampai \(range.upperBound)",
            english: "an integer from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    private func outside(_ range: ClosedRange<Int>) -> ValueRefusal {
        ValueRefusal(
            code: .outOfRange,
            indonesian: "bilangan \(range.lowerBound) sampai \(range.upperBound)",
            english: "from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    private var notText: ValueRefusal {
        ValueRefusal(
            code: .wrongType,
            indonesian: "teks (beri tanda kutip bila perlu)",
            english: "text (quote it if need be)"
        )
    }

    private func notAmong(_ words: [String]) -> ValueRefusal {
        let list = words.joined(separator: ", ")
        return ValueRefusal(
            code: .outOfRange,
            indonesian: "salah satu dari: \(list)",
            english: "one of: \(list)"
        )
    }
}

extension TextRule {
    fileprivate func refusal(of text: String) -> ValueRefusal? {
        isMet(by: text)
            ? nil
            : ValueRefusal(code: .outOfRange, indonesian: wording.0, english: wording.1)
    }

    private func isMet(by text: String) -> Bool {
        let hasControls = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !hasControls else { return false }
        switch self {
        case .characters(let most): return (1...most).contains(text.count)
        case .absolutePath: return text.isAbsolutePath && text.utf8.count <= 4000
        case .socketPath: return text.isAbsolutePath && text.utf8.count <= 107
        case .fileName:
            return !["", ".", ".."].contains(text) && !text.contains("/") && text.utf8.count <= 255
        case .group:
            return (1...32).contains(text.utf8.count)
                && text.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: ".") }
        case .method:
            return (1...80).contains(text.utf8.count) && text.contains(".")
                && text.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: ".") }
        }
    }

    private var wording: (String, String) {
        switch self {
        case .characters(let most):
            ("teks 1 sampai \(most) karakter", "text of 1 to \(most) characters")
        case .absolutePath: ("jalur mutlak tanpa \"..\"", "an absolute path without \"..\"")
        case .socketPath:
            (
                "jalur mutlak tanpa \"..\", paling banyak 107 byte",
                "an absolute path without \"..\", at most 107 bytes"
            )
        case .fileName: ("nama berkas tanpa direktori", "a file name without a directory")
        case .group: ("nama grup", "the name of a group")
        case .method: ("nama metode", "the name of a method")
        }
    }
}

extension String {
    fileprivate var isAbsolutePath: Bool {
        hasPrefix("/") && !split(separator: "/").contains("..")
    }

    /// `^[a-z][a-z0-9-]{1,31}$`, the shape of an operator's id.
    fileprivate var isOperatorName: Bool {
        guard (2...32).contains(utf8.count), let first = utf8.first else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
            && utf8.allSatisfy { $0.isLowercaseOrDigit || $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    fileprivate var isLowercaseOrDigit: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }

    fileprivate var isNameByte: Bool {
        isLowercaseOrDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
