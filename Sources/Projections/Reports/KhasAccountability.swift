// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
package import Domain

/// What became of the coins of a drive, for those who gave them.
package struct ReportKhasAccountability: ReportQuery {
    package static let contract = QueryContract.report(
        "report.khasAccountability",
        for: .donor,
        roles: .money + [.reader],
        positional: ["drive"]
    )

    /// In any state; while it runs the report is an interim one.
    package let drive: ID<Drive>

    package func write(_ page: inout ReportWriter, _ context: QueryContext) throws(Rejection) {
        let state = try context.find(DriveState.self, drive)
        guard let khas = KhasFacts(of: state, context) else {
            throw .notFound(what: Fund.noun, id: state.fund.text)
        }
        page.subtitle = state.name.text
        if khas.isInterim { page.sayInterim(khas, context) }
        // The first page is the answer and can hang on a wall alone; annexes are what it rests on.
        page.answer(khas)
        page.tellDrive(khas, context)
        page.head("flow")
        page.drawFlow(khas)
        page.head("checks")
        page.put(page.checks(of: khas))
        page.sign("treasurer", "coordinator", "witness")
        page.say("complain")
        page.breakPage()
        page.head("annexes")
        page.writeCollected(khas, context)
        page.writeDeductions(khas, context)
        page.writeBought(khas, context)
        page.writeGiven(khas, context)
        page.writeLeft(khas, context)
        page.writeCorrections(khas, context, level: 3)
        page.writeFlow(khas, context)
    }
}

// MARK: Answer and head

extension ReportWriter {
    fileprivate mutating func sayInterim(_ khas: KhasFacts, _ context: QueryContext) {
        let fund = khas.fund.id
        say(
            "interim",
            [
                "boxes": .integer(khas.openBoxes), "counts": .integer(khas.openCounts),
                "undeposited": .integer(khas.sums.balance(.coins)),
                "purchases": .integer(Int64(context.facts.openPurchases(of: fund).count)),
                "distributions": .integer(
                    Int64(context.facts.openDistributions(of: fund).count)
                ),
                "disputes": .integer(Int64(context.facts.openDisputes(of: fund).count)),
            ]
        )
    }

    fileprivate mutating func answer(_ khas: KhasFacts) {
        var details = [
            JSONMember("collected", .integer(khas.collected)),
            JSONMember("boxes", .integer(Int64(khas.boxes))),
            JSONMember("places", .integer(Int64(khas.places))),
            JSONMember("given", .integer(khas.given)),
            JSONMember("stock", .integer(khas.stock)),
            JSONMember("bank", .integer(khas.sums.balance(.bank))),
            JSONMember("cost", .integer(khas.cost)),
            JSONMember("percent", .integer(khas.share(of: khas.cost))),
            JSONMember("cap", .integer(khas.share(of: khas.costCap))),
        ]
        let coins = khas.sums.balance(.coins)
        if coins != 0 { details.append(JSONMember("coins", .integer(coins))) }
        if khas.book.used != 0 {
            details.append(JSONMember("used", .integer(khas.book.used)))
        }
        if khas.moved != 0 { details.append(JSONMember("moved", .integer(khas.moved))) }
        say("answer", .object(details))
    }

    fileprivate mutating func tellDrive(_ khas: KhasFacts, _ context: QueryContext) {
        let drive = khas.drive
        let areas = drive.permittedAreas.map { context.name(of: $0) }.joined(separator: ", ")
        let partners = drive.partners.map { context.name(of: $0) }.joined(separator: ", ")
        let categories = khas.fund.categories.map { title($0) }.joined(separator: ", ")
        tell([
            fact("drive", "id", .id(drive.id)),
            fact("state", drive.status),
            fact("purpose", "text", .text(drive.purpose.text)),
            fact("categories", "text", .text(categories)),
            fact("areas", "text", .text(areas)),
            fact("from", "date", .day(drive.firstDay)),
            fact("to", "date", .day(drive.stoppedOn ?? drive.lastDay)),
            fact("authority", drive.permit?.authority),
            drive.permit.map { fact("number", "text", .text($0.number.text)) },
            drive.permit.map { fact("validTo", "date", .day($0.lastDay)) },
            fact("exemption", drive.exemption),
            fact("organiser", "text", .text(context.name(of: drive.organiser))),
            partners.isEmpty ? nil : fact("partners", "text", .text(partners)),
            drive.reportDue.map { fact("reportDue", "date", .day($0)) },
            drive.reportedOn.map { fact("reportedOn", "date", .day($0)) },
            fact("auditKind", drive.auditKind),
        ])
    }
}
