// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// Everything the office holds about a person, to be read on paper by that person.
///
/// The look is on record before the answer leaves.
package struct ReportSubjectFile: ReportQuery {
    package static let contract = QueryContract.report(
        "report.subjectFile",
        for: .subject,
        roles: [.dataProtection],
        positional: ["client"],
        recordedAs: "export",
        sealed: ExportClient.contract.sealed
    )

    /// With all records merged into it; needs a reason.
    package let client: ID<Client>

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let (records, events, accesses) = try everything(context)
        page.subtitle = client.text
        page.say(
            "answer",
            [
                "events": .integer(Int64(events.count)), "looks": .integer(Int64(accesses.count)),
            ]
        )
        page.head("own")
        for record in records { page.putOwn(record, of: client) }
        page.head("timeline")
        page.putTimeline(events, of: client, context)
        page.head("looks")
        page.putLooks(accesses)
        page.say("rights")
    }

    // The pages of the export, one after the other.
    private func everything(
        _ context: QueryContext
    ) throws(Rejection) -> (
        [ExportClient.Record], [ExportClient.Happening], [ListAccesses.Item]
    ) {
        var records: [ExportClient.Record] = []
        var events: [ExportClient.Happening] = []
        var accesses: [ListAccesses.Item] = []
        var cursor: String?
        repeat {
            let answer = try ExportClient(client: client)
                .answer(QueryContext(whole: context, cursor: cursor))
            for item in answer.items {
                records += item.records
                events += item.events
                accesses += item.accesses
            }
            cursor = answer.next
        } while cursor != nil
        return (records, events, accesses)
    }
}

extension ReportWriter {
    // A value of the person: gone from the report's digest when the person is erased.
    private static func own(_ text: String?, of client: ID<Client>) -> ReportCell {
        .subject(client.text, shown: text)
    }

    private func codes(of value: Any) -> CodeTitles {
        CodeTitles(of: value) { code, set in title(code, in: set) }
    }

    /// A value as a person reads it: members and codes by their titles, days as days.
    private func text(
        of value: JSONValue,
        _ codes: CodeTitles,
        under member: String = ""
    ) -> String? {
        switch value {
        case .null: nil
        case .bool(let flag): text(flag ? "yes" : "no")
        case .integer(let number): codes[String(number), under: member] ?? String(number)
        case .string(let text):
            codes[text, under: member] ?? CivilDate(text).map { days($0) } ?? text
        case .array(let items):
            items.compactMap { text(of: $0, codes, under: member) }.joined(separator: ", ")
        case .object(let members):
            members.compactMap { part in
                text(of: part.value, codes, under: part.name).map { text in
                    text.isEmpty ? nil : labelled(text, part.name, within: member)
                } ?? nil
            }.joined(separator: "; ")
        }
    }

    // A word that was just said is not said again.
    private func labelled(_ text: String, _ name: String, within member: String) -> String {
        let label = title(column: name)
        return label == title(column: member) ? text : "\(label): \(text)"
    }

    fileprivate mutating func putOwn(_ record: ExportClient.Record, of client: ID<Client>) {
        let value: JSONValue
        do {
            value = try CanonicalJSON.encodeValue(record)
        } catch {
            problem = "a record of the person does not encode"
            return
        }
        let codes = codes(of: record)
        let members = (value.members ?? []).flatMap { member in
            member.name == "values" ? member.value.members ?? [] : [member]
        }
        tell(
            members.map { member -> ReportFact? in
                guard let text = text(of: member.value, codes, under: member.name), !text.isEmpty
                else { return nil }
                return fact(member.name, "text", Self.own(text, of: client))
            }
        )
    }

    fileprivate mutating func putTimeline(
        _ events: [ExportClient.Happening],
        of client: ID<Client>,
        _ context: QueryContext
    ) {
        var timeline = table(
            "timeline",
            [
                .number("position"), .date("date"), .text("happening"), .id("operator"),
                .text("details"),
            ]
        )
        let codec = EventCodec(Slice.all)
        for event in events {
            let stored = context.payloads.event(event.type, at: event.position, codec)
            let codes = stored.map { self.codes(of: $0) } ?? CodeTitles.none
            timeline.add(
                .integer(event.position),
                .day(event.occurredOn),
                .text(title(event: event.type)),
                .id(event.operator),
                Self.own(text(of: event.details, codes), of: client)
            )
        }
        put(timeline, explainedBy: "peksosctl client export \(client)")
    }

    fileprivate mutating func putLooks(_ accesses: [ListAccesses.Item]) {
        var looks = table(
            "looks",
            [
                .date("date"), .id("operator"), .text("action"), .text("fields"),
                .text("purpose"), .text("reason"), .flag("allowed"),
            ]
        )
        for access in accesses {
            let fields = access.fields.map { title(column: $0) }
            looks.add(
                .day(access.at.date),
                .text(access.operator),
                .text(title(access.action, in: ListAccesses.ShownAction.name)),
                .text(fields.joined(separator: ", ")),
                .words(access.purpose.map { title($0, in: RevealPurpose.name) }),
                .words(access.reason),
                .flag(access.allowed)
            )
        }
        put(looks)
    }
}
