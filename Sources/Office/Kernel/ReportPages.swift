// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

/// Cuts a report that is too long for one reply into parts that a client joins.
///
/// Every part has the head of the whole, its digest included; a table that goes on has the member
/// `continued`, and its last line and note stand in its last part. The cursor is `BLOCK.ROW`, both
/// from 0: where the next part begins.
package struct ReportPages {
    /// Bytes of the blocks of one part; with the head a reply stays below 1 MiB.
    package static let bytesMax = 900_000

    private var blocks: [JSONValue] = []
    private var bytesLeft = bytesMax
    private var next: String?

    /// The part of a report at a cursor, and where the one after it begins.
    ///
    /// Throws for a cursor that no earlier part had.
    package static func part(
        of report: JSONValue,
        at cursor: String?
    ) throws(Failure) -> (value: JSONValue, next: String?) {
        let all = report["blocks"]?.items ?? []
        let start = try place(cursor)
        guard start.block < max(1, all.count) else { throw badCursor }
        var pages = ReportPages()
        for (index, block) in all.enumerated().dropFirst(start.block) {
            pages.take(block, at: index, from: index == start.block ? start.row : 0)
            if pages.next != nil { break }
        }
        let value = JSONValue.object(
            (report.members ?? []).map { member in
                member.name == "blocks" ? JSONMember("blocks", .array(pages.blocks)) : member
            }
        )
        return (value, pages.next)
    }

    private mutating func take(_ block: JSONValue, at index: Int, from first: Int) {
        guard block["kind"]?.string == "table", let rows = block["rows"]?.items else {
            let size = CanonicalJSON.bytes(block).count
            if size > bytesLeft, !blocks.isEmpty {
                next = "\(index).0"
            } else {
                bytesLeft -= size
                blocks.append(block)
            }
            return
        }
        var taken: [JSONValue] = []
        for row in rows.dropFirst(first) {
            let size = CanonicalJSON.bytes(row).count + 1
            // A part has one row at least, or it would never end.
            if size > bytesLeft, !(taken.isEmpty && blocks.isEmpty) {
                next = "\(index).\(first + taken.count)"
                break
            }
            bytesLeft -= size
            taken.append(row)
        }
        if taken.isEmpty, next != nil { return }
        blocks.append(Self.table(block, rows: taken, isFirst: first == 0, isLast: next == nil))
    }

    private static func table(
        _ block: JSONValue,
        rows: [JSONValue],
        isFirst: Bool,
        isLast: Bool
    ) -> JSONValue {
        var members = (block.members ?? []).filter { member in
            member.name != "rows" && (isLast || (member.name != "total" && member.name != "note"))
        }
        members.append(JSONMember("rows", .array(rows)))
        if !isFirst { members.append(JSONMember("continued", true)) }
        return .object(members)
    }

    private static func place(_ cursor: String?) throws(Failure) -> (block: Int, row: Int) {
        guard let cursor else { return (0, 0) }
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let block = Int(parts[0]), let row = Int(parts[1]), block >= 0,
            row >= 0
        else { throw badCursor }
        return (block, row)
    }

    private static let badCursor = Failure.invalidParams(
        JSONDecodingError(
            pointer: "/cursor",
            problem: "value",
            expected: "a cursor of an earlier part"
        )
    )
}
