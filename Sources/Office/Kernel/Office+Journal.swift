// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import ControlProtocol
internal import Domain
internal import Logging
internal import Synchronization

// What the journal is told of requests: methods, codes and numbers, nothing that was stored.

extension Office {
    /// Tells meter and journal of a command that ended.
    ///
    /// Denials have lines of their own, see ``DenialJournal``.
    func tell(
        _ outcome: Result<CommandResult, Failure>,
        _ facts: RequestFacts,
        _ session: OfficeSession,
        microseconds: Int64
    ) {
        meter.took(microseconds, .command)
        var more: Logger.Metadata = [:]
        switch outcome {
        case .success(let result):
            if let last = result.events.last { more["position"] = "\(last.position)" }
        case .failure(let failure):
            if failure.isDenial { return }
            more["kind"] = "\(failure.kind.rawValue)"
            if case .rejected(.refused(let refusal)) = failure {
                more["refusal"] = "\(RefusalFacts(refusal).code)"
            }
        }
        logger.info("command", metadata: metadata(facts, session, microseconds, more))
        tellIfSlow(facts, session, microseconds: microseconds)
    }

    /// Tells the journal of a request that took longer than the office wants.
    func tellIfSlow(_ facts: RequestFacts, _ session: OfficeSession, microseconds: Int64) {
        guard microseconds >= slowMicroseconds.load(ordering: .relaxed) else { return }
        logger.notice("slow request", metadata: metadata(facts, session, microseconds, [:]))
    }

    private func metadata(
        _ facts: RequestFacts,
        _ session: OfficeSession,
        _ microseconds: Int64,
        _ more: Logger.Metadata
    ) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "method": "\(facts.method)", "request": "\(facts.journalID)",
            "uid": "\(session.userID)", "durationUs": "\(microseconds)",
        ]
        if let slug = session.actingAs { metadata["operator"] = "\(slug.text)" }
        return metadata.merging(more) { $1 }
    }
}
