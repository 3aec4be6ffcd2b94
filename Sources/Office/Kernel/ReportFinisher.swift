// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

/// What reports say of the office itself; may change while the daemon runs.
package struct ReportSettings: Sendable {
    /// Stands at the head of every report.
    package var officeName = "Kantor Pekerja Sosial"
    /// The smallest count of people that is shown where few are hidden.
    package var suppressBelow = 5

    /// The defaults of the configuration.
    package init() {}
}

/// The office's texts in one language, as a report asks for them.
struct OfficeWords: ReportWords {
    let texts: Texts
    let language: Language

    func text(anyOf keys: [String], _ details: JSONValue) -> String {
        for key in keys {
            if let text = texts.filled(key, with: details, language) { return text }
        }
        return keys.first ?? ""
    }

    func title(column: String, of method: String) -> String {
        texts.title(column: column, of: method, language)
    }

    func title(value: String, in set: String) -> String {
        texts.title(value: value, in: set, language)
    }

    func title(method: String) -> String { texts.title(method: method, language) }
}

/// Adds to the body of a report what it was made from: store, position, digest, anchor.
struct ReportFinisher {
    /// The shape of the value; changes when a member changes its meaning.
    private static let version: Int64 = 1
    /// What the digest leaves out: it changes between two answers of the same.
    private static let outsideDigest = ["digest", "anchor", "generatedAt", "moment"]

    let store: Store
    let asked: AskedQuery
    let audience: ReportAudience
    let officeName: String
    let position: Int64
    let time: String
    let date: CivilDate
    let now: String

    /// The value of a report.
    func value(of body: JSONValue) throws -> JSONValue {
        var members = [
            JSONMember("report", .string(asked.method.contract.method)),
            JSONMember("version", .integer(Self.version)),
            JSONMember("params", asked.params),
            JSONMember("lang", .string(asked.language.rawValue)),
            JSONMember("audience", .string(audience.rawValue)),
            JSONMember(
                "asOf",
                [
                    "date": .string(date.description), "position": .integer(position),
                    "time": .string(time),
                ]
            ),
            JSONMember(
                "store",
                [
                    "id": .string(store.log.storeID.text),
                    "mode": .string(store.log.mode == .training ? "training" : "production"),
                ]
            ),
            JSONMember("office", .string(officeName)),
        ]
        members += body.members ?? []
        members.append(JSONMember("digest", .string(Self.digest(.object(members)))))
        members.append(JSONMember("anchor", try anchor().map { .string($0) } ?? .null))
        members.append(JSONMember("generatedAt", .string(now)))
        return .object(members)
    }

    /// SHA-256 of a value without what changes between two answers, people reduced to their ids.
    static func digest(_ value: JSONValue) -> String {
        let kept = (value.members ?? []).filter { !outsideDigest.contains($0.name) }
        let bytes = CanonicalJSON.bytes(withoutNames(.object(kept)))
        return "sha256:" + Hexadecimal.text(Digest32(hashing: bytes).bytes)
    }

    // An erasure takes the name from a cell and leaves the id.
    private static func withoutNames(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): .array(items.map(withoutNames))
        case .object(let members):
            if let subject = value["subject"], value["shown"] != nil {
                ["subject": subject]
            } else {
                .object(members.map { JSONMember($0.name, withoutNames($0.value)) })
            }
        case .null, .bool, .integer, .string: value
        }
    }

    // The report is an anchor outside the machine once it is printed; an empty log has none.
    private func anchor() throws -> String? {
        guard position > 0 else { return nil }
        let snapshot = try store.log.environment.beginRead()
        guard let recorded = try store.log.read(UInt64(position), snapshot) else { return nil }
        let text = try Anchor(
            storeID: store.log.storeID,
            position: UInt64(position),
            hash: recorded.hash,
            time: time,
            ledgerLines: try LedgerDigest(StorePlan.ledger(store.directory)).lines,
            signedBy: store.keyring
        ).text
        return String(text.dropLast())
    }
}
