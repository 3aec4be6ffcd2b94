// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A value of a YAML file and where it begins.
struct YAMLNode {
    enum Content {
        case scalar(String, isQuoted: Bool)
        case mapping([(key: YAMLNode, value: YAMLNode)])
        case sequence([YAMLNode])
    }

    let content: Content
    /// Counted from 1.
    let line: Int

    /// What stands where a value is left out.
    static func null(line: Int) -> YAMLNode {
        YAMLNode(content: .scalar("", isQuoted: false), line: line)
    }

    /// The text of a scalar, quoted or not.
    var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// Keys and values in the order of the file.
    var mapping: [(key: YAMLNode, value: YAMLNode)]? {
        guard case .mapping(let members) = content else { return nil }
        return members
    }
}
