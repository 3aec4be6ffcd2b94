// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0
import CanonicalJSON
import Domain

// What an entry says as it now stands: the stored payload, its sealed values opened or taken out,
// and the corrections of it applied.

extension QueryContext {
    /// The payload of an entry as somebody with this sight may see it now.
    func details(of row: CaseEntryRow, _ sight: CaseSight) -> JSONValue {
        let opening = sight.opensSeals ? sight.fieldClass : nil
        var details = stored(at: row.position, opening: opening)
        var newest = row
        while let next = newest.correctedBy.flatMap({ entry in
            facts.row(CaseEntryRow.self, CaseEntryRow.key(row.case, entry))
        }) {
            let correction = stored(at: next.position, opening: opening)
            for change in correction["changes"]?.members ?? [] where change.name != "occurredOn" {
                details = details.replacing(change.name, with: change.value)
            }
            newest = next
        }
        return details
    }

    /// The payload of an event as it was recorded; sealed values only when a class is opened.
    ///
    /// `only`: the one person whose values are opened, when others' are to stay sealed.
    func stored(
        at position: Int64,
        opening fieldClass: FieldClass?,
        of only: String? = nil
    ) -> JSONValue {
        let own = payloads.document(at: position)?.root.value.members ?? []
        let members = own.filter { member in
            member.name.utf8.first != UInt8(ascii: "$")
                && member.name != PayloadMember.backfilled
        }
        return opened(.object(members), [], position, fieldClass, only) ?? .object([])
    }

    // Sealed values stand in the payload as `{"sealed": subject}`, named by their place in it.
    private func opened(
        _ value: JSONValue,
        _ path: [String],
        _ position: Int64,
        _ fieldClass: FieldClass?,
        _ only: String?
    ) -> JSONValue? {
        if let members = value.members {
            if members.count == 1, members[0].name == "sealed",
                let subject = members[0].value.string
            {
                guard let fieldClass, only == nil || only == subject else { return nil }
                let field = path.joined(separator: ".")
                return disclosure?.clear(
                    field,
                    of: subject,
                    at: position,
                    class: fieldClass
                ).map { .string($0) }
            }
            return .object(
                members.compactMap { member in
                    opened(member.value, path + [member.name], position, fieldClass, only)
                        .map { JSONMember(member.name, $0) }
                }
            )
        }
        guard let items = value.items else { return value }
        return .array(
            items.enumerated().compactMap { index, item in
                opened(item, path + [String(index)], position, fieldClass, only)
            }
        )
    }
}

extension JSONValue {
    /// The object with a member of that name instead of the one it has.
    fileprivate func replacing(_ name: String, with value: JSONValue) -> JSONValue {
        let others = (members ?? []).filter { $0.name != name }
        return .object((others + [JSONMember(name, value)]).sorted { $0.name < $1.name })
    }
}
