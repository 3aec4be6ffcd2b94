// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A manual page in the `man` macros of groff, built from the top.
///
/// Text of others is escaped, so that no line becomes a request and every hyphen and backslash is
/// printed as it is; long lists of choices may be broken after `|` and `,`.
package struct ManualPage {
    /// The page's file name, `peksosctl.1`.
    package let fileName: String
    private var source: String

    /// Begins a page; `version` stands in its foot, `manual` in its head.
    package init(_ name: String, section: Int, version: String, manual: String) {
        fileName = "\(name).\(section)"
        source = ".\\\" -*- coding: utf-8 -*-\n"
        let title = ManualPage.quoted(name.uppercased())
        // No date: the same sources must give the same page.
        source += ".TH \(title) \(section) \"\" \(ManualPage.quoted("peksos " + version)) "
        // Flags and names are never hyphenated, and lines that hold them cannot be spread.
        source += ManualPage.quoted(manual) + "\n.ad l\n.nh\n"
    }

    /// The whole page.
    package var text: String { source }

    /// A section.
    package mutating func heading(_ title: String) {
        source += ".SH \(ManualPage.quoted(title))\n"
    }

    /// A part of a section.
    package mutating func subheading(_ title: String) {
        source += ".SS \(ManualPage.quoted(title))\n"
    }

    /// A paragraph of plain text.
    package mutating func paragraph(_ text: String) {
        source += ".PP\n" + ManualPage.line(text)
    }

    /// The line under NAME that `apropos` reads.
    package mutating func name(_ name: String, _ purpose: String) {
        source += "\(ManualPage.escaped(name)) \\- \(ManualPage.escaped(purpose))\n"
    }

    /// A command in bold with the rest of its line.
    package mutating func synopsis(_ command: String, _ rest: String) {
        source += ".PP\n.B \(ManualPage.escaped(command))\n"
        if !rest.isEmpty { source += ManualPage.line(rest) }
    }

    /// A term and what it means.
    package mutating func item(_ term: String, _ meaning: String) {
        source += ".TP\n.B \(ManualPage.escaped(term))\n" + ManualPage.line(meaning)
    }

    /// A further line under the last item.
    package mutating func itemNote(_ text: String) {
        source += ".br\n" + ManualPage.line(text)
    }

    /// Lines printed as they are.
    package mutating func example(_ lines: [String]) {
        source += ".PP\n.RS 4\n.nf\n"
        for line in lines { source += ManualPage.line(line) }
        source += ".fi\n.RE\n"
    }

    private static func line(_ text: String) -> String {
        let body = escaped(text)
        // A dot or an apostrophe at the start would make the line a request.
        let isRequest = body.hasPrefix(".") || body.hasPrefix("'")
        return (isRequest ? "\\&" : "") + (body.isEmpty ? "\\&" : body) + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + escaped(text).split(separator: "\"").joined(separator: "\\(dq") + "\""
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\e"
            case "-": out += "\\-"
            case "|", ",": out += String(scalar) + "\\:"
            case "~": out += "\\(ti"
            case "^": out += "\\(ha"
            case "`": out += "\\(ga"
            case "'": out += "\\(aq"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: out += " "
                default: out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }
}
