// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// Compares a report in a file with what the books say for the same question at the same position.
package struct ReportVerify {
    /// What came of one comparison.
    enum Verdict: String {
        case equal, different, notComparable
    }

    /// One comparison by name.
    struct Line {
        let key: String
        let name: Text
        let verdict: Verdict
        let detail: String
    }

    private let client: Client
    private let file: ReportFile
    private let renderer = ReportRenderer()

    /// Reads the file.
    ///
    /// Throws where it is missing or no report.
    package init(client: Client, path: String) throws(Failure) {
        self.client = client
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try System.readFile(path, limit: 16 * 1_048_576)
        } catch {
            throw Failure("usage", exit: error.isMissing ? 64 : 74, .cannotRead, path, error.text)
        }
        guard let file = ReportFile(bytes) else { throw .usage(.notAReport, path) }
        self.file = file
    }

    /// Asks the daemon again, tells what is equal, and gives the exit status: 0 all, 1 different,
    /// 3 the value is equal but the bytes cannot be compared, 10 not visible.
    package func run() throws(Failure) -> Int32 {
        client.session.options.language = Language(rawValue: file.language)
        try client.session.open()
        let store = client.session.hello["store"]?["id"]?.string ?? ""
        guard store == file.storeID else {
            return try tell([line("store", .verifyStore, false, file.storeID)])
        }
        var lines = [line("store", .verifyStore, true, store)]
        let position = file.asOf["position"]?.integer ?? 0
        let shown = Civil.number(position, client.looks.language)
        guard let fresh = try ask() else {
            lines.append(line("position", .verifyPosition, false, shown))
            return try tell(lines)
        }
        let isAt = fresh["asOf"]?["position"]?.integer == position
        lines.append(line("position", .verifyPosition, isAt, shown))
        let anchor = fresh["anchor"]?.string
        lines.append(line("anchor", .verifyAnchor, anchor == file.printedAnchor))
        let digest = fresh["digest"]?.string ?? ""
        let isDigest = digest == file.digest && digest == file.printedDigest
        lines.append(line("digest", .verifyDigest, isDigest, digest))
        let erased = fresh.erasedCells
        var bytes = try compareBytes(fresh)
        // Erased cells come out otherwise today, and nobody can tell what was there.
        if bytes == .different, isDigest, erased > 0 { bytes = .notComparable }
        lines.append(Line(key: "bytes", name: .verifyBytes, verdict: bytes, detail: ""))
        if erased > 0 {
            let detail = Civil.number(Int64(erased), client.looks.language)
            lines.append(
                Line(key: "erased", name: .verifyErased, verdict: .notComparable, detail: detail)
            )
        }
        return try tell(lines)
    }

    /// The value as the daemon gives it now; nil when its log does not reach so far.
    private func ask() throws(Failure) -> JSONValue? {
        var asOf: [JSONMember] = []
        for name in ["date", "position"] {
            if let value = file.asOf[name], !value.isNull { asOf.append(JSONMember(name, value)) }
        }
        let point = asOf.count == 1 ? asOf[0].value : .object(asOf)
        let params = file.params + [JSONMember("asOf", point)]
        do throws(Failure) {
            return try client.report(file.method, params)
        } catch {
            switch error.kind {
            case "forbidden", "notFound", "methodNotFound":
                throw Failure("notVisible", exit: 10, .notVisible, file.method)
            case "invalid", "invalidParams":
                let path = error.wire?["data"]?["path"]?.string ?? ""
                if path.contains("asOf") || path.contains("position") { return nil }
                throw error
            default: throw error
            }
        }
    }

    private func compareBytes(_ fresh: JSONValue) throws(Failure) -> Verdict {
        if let value = file.value {
            return value.withoutMoment == fresh.withoutMoment ? .equal : .different
        }
        guard let drawn = file.drawn, drawn.version == (try renderer.version()) else {
            return .notComparable
        }
        return try renderer.html(fresh, paper: drawn.paper) == file.bytes ? .equal : .different
    }

    private func line(
        _ key: String,
        _ name: Text,
        _ isEqual: Bool,
        _ detail: String = ""
    ) -> Line {
        Line(key: key, name: name, verdict: isEqual ? .equal : .different, detail: detail)
    }

    private func tell(_ lines: [Line]) throws(Failure) -> Int32 {
        let verdicts = lines.map(\.verdict)
        let status: Int32 =
            verdicts.contains(.different) ? 1 : verdicts.contains(.notComparable) ? 3 : 0
        let looks = client.looks
        if client.options.output.isForPeople {
            let width = lines.map { displayWidth($0.name.filled(looks.language)) }.max() ?? 0
            for line in lines {
                let verdict: Text =
                    switch line.verdict {
                    case .equal: .equal
                    case .different: .different
                    case .notComparable: .notComparable
                    }
                let words = [
                    padded(looks.text(line.name), width), looks.text(verdict),
                    escapedForTerminal(line.detail),
                ]
                client.console.print(words.filter { !$0.isEmpty }.joined(separator: "  "))
            }
        } else {
            let members = lines.map { line in
                JSONMember(line.key, .string(line.verdict.rawValue))
            }
            let text = CanonicalJSON.bytes(.object(members))
            client.console.print(String(decoding: text, as: UTF8.self))
        }
        return status
    }
}

extension Client {
    /// The Report value of a method, its parts joined.
    func report(_ method: String, _ params: [JSONMember]) throws(Failure) -> JSONValue {
        var result = try session.deliver(method, params, isCommand: false)
        guard var report = result["item"] else {
            throw Failure("badReply", exit: 76, .badReply, "item")
        }
        while let cursor = result["next"]?.string {
            result = try session.deliver(
                method,
                params + [JSONMember("cursor", .string(cursor))],
                isCommand: false
            )
            report = report.continued(by: result["item"])
        }
        return ReportOutput.joinedTables(report)
    }
}

extension JSONValue {
    /// People in the cells whose names are no longer there.
    fileprivate var erasedCells: Int {
        switch self {
        case .array(let items): items.reduce(0) { $0 + $1.erasedCells }
        case .object(let members):
            self["subject"] != nil && self["shown"]?.isNull != false
                ? 1 : members.reduce(0) { $0 + $1.value.erasedCells }
        default: 0
        }
    }

    /// The canonical bytes without the only member that differs from call to call.
    fileprivate var withoutMoment: [UInt8] {
        let kept = (members ?? []).filter { $0.name != "generatedAt" }
        return CanonicalJSON.bytes(.object(kept))
    }
}
