// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// A report that was written to a file, as far as it can be compared with the books.
package struct ReportFile: Sendable {
    /// How an HTML file was drawn.
    package struct Drawn: Sendable {
        /// `a4` or `a3`.
        package let paper: String
        /// Of the renderer.
        package let version: String
    }

    let bytes: [UInt8]
    /// What the file says it answers: method, params, language, as-of, store, digest.
    let method: String
    let params: [JSONMember]
    let language: Language?
    let asOf: JSONValue
    let storeID: String
    let digest: String
    /// Digest and anchor as they can be read on the page; nil where they are not found.
    let printedDigest: String?
    let printedAnchor: String?
    /// Of an HTML file only.
    let drawn: Drawn?
    /// What was true when the file was made, which its digest does not cover.
    let moment: JSONValue?
    /// The Report value itself, of a JSON file.
    let value: JSONValue?

    /// Reads an HTML or JSON file; nil when it is neither, or no report of ours.
    package init?(_ bytes: [UInt8]) {
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            self.init(json: bytes)
        } else {
            self.init(html: bytes)
        }
    }

    private init?(json bytes: [UInt8]) {
        guard let root = (try? JSONDocument(scanning: bytes, limits: .report))?.root.value else {
            return nil
        }
        let report = root["item"] ?? root
        guard let method = report["report"]?.string, let digest = report["digest"]?.string,
            let store = report["store"]?["id"]?.string, let asOf = report["asOf"]
        else { return nil }
        self.bytes = bytes
        self.method = method
        params = report["params"]?.members ?? []
        language = report["lang"]?.string.flatMap(Language.init(rawValue:))
        self.asOf = asOf
        storeID = store
        self.digest = digest
        printedDigest = digest
        printedAnchor = report["anchor"]?.string
        drawn = nil
        moment = report["moment"]
        value = report
    }

    private init?(html bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let embedded = text.between("<meta name=\"peksos-report\" content=\"", "\""),
            let origin = try? JSONDocument(scanning: Array(unescaped(embedded).utf8)).root.value,
            let method = origin["method"]?.string, let digest = origin["digest"]?.string,
            let store = origin["storeId"]?.string, let asOf = origin["asOf"]
        else { return nil }
        self.bytes = bytes
        self.method = method
        params = origin["params"]?.members ?? []
        language = origin["lang"]?.string.flatMap(Language.init(rawValue:))
        self.asOf = asOf
        storeID = store
        self.digest = digest
        printedDigest = text.between("<pre id=\"digest\">", "</pre>").map(unescaped)
        printedAnchor = text.between("<pre id=\"anchor\">", "</pre>").map(unescaped)
        drawn = Drawn(
            paper: origin["paper"]?.string ?? "a4",
            version: origin["renderer"]?.string ?? ""
        )
        moment = origin["moment"]
        value = nil
    }
}

/// The text of an attribute or of a `pre`, as the renderer wrote it.
private func unescaped(_ text: String) -> String {
    let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
    var out = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&"), let end = rest[start...].firstIndex(of: ";") {
        out += rest[..<start]
        let name = rest[rest.index(after: start)..<end]
        out += names[String(name)] ?? "&\(name);"
        rest = rest[rest.index(after: end)...]
    }
    return out + rest
}

extension String {
    /// What stands between the first `start` and the next `end`.
    fileprivate func between(_ start: String, _ end: String) -> String? {
        guard let from = firstRange(of: start, after: startIndex)?.upperBound,
            let until = firstRange(of: end, after: from)?.lowerBound
        else { return nil }
        return String(self[from..<until])
    }

    /// Compared as bytes: a letter with a mark behind it must not hide a quote.
    private func firstRange(of word: String, after start: Index) -> Range<Index>? {
        let wanted = Array(word.utf8)
        let bytes = utf8
        var place = start
        while place < bytes.endIndex {
            if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) {
                return place..<bytes.index(place, offsetBy: wanted.count)
            }
            place = bytes.index(after: place)
        }
        return nil
    }
}
