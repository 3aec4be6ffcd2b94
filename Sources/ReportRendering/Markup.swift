// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// A piece of HTML or SVG, held as a tree, so that no text can ever become a tag.
///
/// What it writes is well-formed XML as well.
indirect enum Markup {
    case element(String, [(String, String)], [Markup])
    case text(String)
    /// The one style sheet: text of our own, never of the data.
    case style(String)

    /// An element with its attributes and what is inside.
    static func tag(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ children: [Markup] = []
    ) -> Markup {
        .element(name, attributes.map { ($0.key, $0.value) }, children)
    }

    /// An element around one text.
    static func tag(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ text: String
    ) -> Markup {
        .tag(name, attributes, [.text(text)])
    }

    /// Elements that begin a line of the file, so that two files can be compared by eye.
    private static let ownLine: Set = [
        "html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "h1",
        "h2", "h3", "h4", "p", "dl", "dt", "table", "caption", "thead", "tbody", "tfoot", "tr",
        "figure", "figcaption", "svg", "defs", "pattern", "rect", "path", "g", "pre", "text",
    ]

    func write(to out: inout String) {
        switch self {
        case .text(let text): out += escapedForHTML(text)
        case .style(let sheet):
            // Inside of a style element nothing can be escaped.
            precondition(!sheet.contains { "<&".contains($0) }, "a style sheet with < or &")
            out += "\n<style>\n" + sheet + "</style>"
        case .element(let name, let attributes, let children):
            if Markup.ownLine.contains(name) { out += "\n" }
            out += "<" + name
            for (key, value) in attributes { out += " \(key)=\"\(escapedForHTML(value))\"" }
            if children.isEmpty, !Markup.neverSelfClosed.contains(name) {
                out += "/>"
                return
            }
            out += ">"
            for child in children { child.write(to: &out) }
            out += "</\(name)>"
        }
    }

    /// HTML knows no short form of these.
    private static let neverSelfClosed: Set = [
        "td", "th", "div", "p", "span", "dd", "tbody", "pre", "main", "section", "text",
    ]
}

/// A text as it may stand in HTML, between tags and in quoted attributes.
///
/// Control, format and separator characters show as `\u{..}`: they would hide or turn what follows.
func escapedForHTML(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        case "\n": out += "\n"
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
    return out
}
