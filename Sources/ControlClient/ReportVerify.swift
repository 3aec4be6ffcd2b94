// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// Compares a report in a file with what the books say to the same question at the same position.
package struct ReportVerify {
    /// What came of one comparison.
    package enum Verdict: String, Sendable {
        case equal, different, notComparable
    }

    /// One comparison by name.
    package struct Line: Sendable {
        /// `store`, `position`, `anchor`, `digest`, `bytes` or `erased`.
        package let key: String
        let name: Text
        /// How it came out.
        package let verdict: Verdict
        let detail: String
    }

    private let file: ReportFile
    /// Asks for a Report value by method and params.
    private let ask: (String, [JSONMember]) throws(Failure) -> JSONValue
    /// Draws a value on a paper; nil when the file was drawn by another version.
    private let draw: (JSONValue, ReportFile.Drawn) throws(Failure) -> [UInt8]?

    /// Compares with what `ask` answers, drawn by `draw`.
    package init(
        _ file: ReportFile,
        ask: @escaping (String, [JSONMember]) throws(Failure) -> JSONValue,
        draw: @escaping (JSONValue, ReportFile.Drawn) throws(Failure) -> [UInt8]?
    ) {
        self.file = file
        self.ask = ask
        self.draw = draw
    }

    /// The comparisons, until one says that the rest has no meaning.
    ///
    /// `store` is the id of the store that is asked. Throws exit 10 where the report is not visible.
    package func lines(store: String) throws(Failure) -> [Line] {
        var lines = [line("store", .verifyStore, store == file.storeID, file.storeID)]
        guard store == file.storeID else { return lines }
        let position = file.asOf["position"]?.integer ?? 0
        let fresh = try again()
        let isAt = fresh?["asOf"]?["position"]?.integer == position
        lines.append(line("position", .verifyPosition, isAt, "\(position)"))
        guard let fresh else { return lines }
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
            lines.append(
                Line(
                    key: "erased",
                    name: .verifyErased,
                    verdict: .notComparable,
                    detail: "\(erased)"
                )
            )
        }
        return lines
    }

    /// 0 all equal, 1 something different, 3 nothing different but not all comparable.
    package static func status(of lines: [Line]) -> Int32 {
        let verdicts = lines.map(\.verdict)
        return verdicts.contains(.different) ? 1 : verdicts.contains(.notComparable) ? 3 : 0
    }

    /// The value as the daemon gives it now; nil when its log does not reach so far.
    private func again() throws(Failure) -> JSONValue? {
        let asOf = ["date", "position"].compactMap { name in
            file.asOf[name].flatMap { $0.isNull ? nil : JSONMember(name, $0) }
        }
        let point = asOf.count == 1 ? asOf[0].value : .object(asOf)
        do throws(Failure) {
            return try ask(file.method, file.params + [JSONMember("asOf", point)])
        } catch {
            switch error.kind {
            case "forbidden", "notFound", "methodNotFound":
                throw Failure("notVisible", exit: 10, .notVisible, file.method)
            case "invalidParams" where error.wire?["data"]?["path"]?.string == "/asOf": return nil
            default: throw error
            }
        }
    }

    private func compareBytes(_ fresh: JSONValue) throws(Failure) -> Verdict {
        if let value = file.value {
            return value.withoutMoment == fresh.withoutMoment ? .equal : .different
        }
        let then = fresh.with("moment", file.moment)
        guard let drawn = file.drawn, let bytes = try draw(then, drawn) else {
            return .notComparable
        }
        return bytes == file.bytes ? .equal : .different
    }

    private func line(
        _ key: String,
        _ name: Text,
        _ isEqual: Bool,
        _ detail: String = ""
    ) -> Line {
        Line(key: key, name: name, verdict: isEqual ? .equal : .different, detail: detail)
    }
}

extension Client {
    /// `report verify FILE`: asks the daemon again, tells what is equal, gives the exit status.
    package func verifyReport(_ path: String) throws(Failure) -> Int32 {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try System.readFile(path, limit: 16 * 1_048_576)
        } catch {
            throw Failure("usage", exit: error.isMissing ? 64 : 74, .cannotRead, path, error.text)
        }
        guard let file = ReportFile(bytes) else { throw .usage(.notAReport, path) }
        let looks = looks
        // The daemon's texts come in the language of the greeting.
        session.options.language = file.language
        try session.open()
        let renderer = ReportRenderer()
        let verify = ReportVerify(file) { method, params throws(Failure) in
            try self.report(method, params)
        } draw: { value, drawn throws(Failure) in
            guard try renderer.version() == drawn.version else { return nil }
            return try renderer.html(value, paper: drawn.paper)
        }
        let lines = try verify.lines(store: session.hello["store"]?["id"]?.string ?? "")
        if options.output.isForPeople {
            tell(lines, looks)
        } else {
            let members = lines.map { JSONMember($0.key, .string($0.verdict.rawValue)) }
            let text = CanonicalJSON.bytes(.object(members))
            console.print(String(decoding: text, as: UTF8.self))
        }
        return ReportVerify.status(of: lines)
    }

    private func tell(_ lines: [ReportVerify.Line], _ looks: Looks) {
        let width = lines.map { displayWidth(looks.text($0.name)) }.max() ?? 0
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
            console.print(words.filter { !$0.isEmpty }.joined(separator: "  "))
        }
    }

    /// The Report value of a method, its parts joined.
    private func report(_ method: String, _ params: [JSONMember]) throws(Failure) -> JSONValue {
        var result = try session.deliver(method, params, isCommand: false)
        guard var report = result["item"] else {
            throw Failure("badReply", exit: 76, .badReply, "item")
        }
        while let cursor = result["next"]?.string {
            let next = params + [JSONMember("cursor", .string(cursor))]
            result = try session.deliver(method, next, isCommand: false)
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

    /// The canonical bytes without what differs from call to call.
    fileprivate var withoutMoment: [UInt8] {
        let kept = (members ?? []).filter { $0.name != "generatedAt" && $0.name != "moment" }
        return CanonicalJSON.bytes(.object(kept))
    }
}
