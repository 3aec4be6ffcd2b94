// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension YAMLReader {
    /// A scalar that ends on its line.
    mutating func scalar(inFlow: Bool) throws(ConfigurationProblem) -> YAMLNode {
        let begin = line
        let text: String
        let isQuoted = isAt("'") || isAt("\"")
        if isAt("'") {
            text = try singleQuoted()
        } else if isAt("\"") {
            text = try doubleQuoted()
        } else {
            text = try plain(inFlow: inFlow)
        }
        return YAMLNode(content: .scalar(text, isQuoted: isQuoted), line: begin)
    }

    private mutating func plain(inFlow: Bool) throws(ConfigurationProblem) -> String {
        let begin = position
        let isIndicator = ["-", "?", ":"].contains { isAtIndicator($0) }
        guard let first = current, !isIndicator, !Array(",[]{}#|>%@`".utf8).contains(first) else {
            throw unexpected
        }
        while let byte = current, byte != UInt8(ascii: "\n") {
            if isAtIndicator(":") || (inFlow && Array(",[]{}".utf8).contains(byte)) { break }
            if byte == UInt8(ascii: "#"), bytes[position - 1] == UInt8(ascii: " ") { break }
            position += 1
        }
        let text = String(decoding: bytes[begin..<position], as: UTF8.self)
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    private mutating func singleQuoted() throws(ConfigurationProblem) -> String {
        var text: [UInt8] = []
        position += 1
        while let byte = current, byte != UInt8(ascii: "\n") {
            position += 1
            if byte == UInt8(ascii: "'") {
                guard isAt("'") else { return String(decoding: text, as: UTF8.self) }
                position += 1
            }
            text.append(byte)
        }
        throw unexpected
    }

    private mutating func doubleQuoted() throws(ConfigurationProblem) -> String {
        var text: [UInt8] = []
        position += 1
        while let byte = current, byte != UInt8(ascii: "\n") {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
            default: text.append(byte)
            }
        }
        throw unexpected
    }

    /// The character that an escape stands for; the backslash is behind us.
    private mutating func escaped() throws(ConfigurationProblem) -> Unicode.Scalar {
        guard let byte = current else { throw unexpected }
        position += 1
        switch Unicode.Scalar(byte) {
        case "\"", "\\", "/", " ": return Unicode.Scalar(byte)
        case "0": return "\0"
        case "e": return "\u{1B}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "x": return try hexadecimal(digits: 2)
        case "u": return try hexadecimal(digits: 4)
        case "U": return try hexadecimal(digits: 8)
        default: throw unexpected
        }
    }

    private mutating func hexadecimal(digits: Int) throws(ConfigurationProblem) -> Unicode.Scalar {
        let text = String(decoding: bytes[position...].prefix(digits), as: UTF8.self)
        guard text.utf8.count == digits, let number = UInt32(text, radix: 16),
            let scalar = Unicode.Scalar(number)
        else { throw unexpected }
        position += digits
        return scalar
    }
}
