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

/// The form of the metrics.
enum MetricsFormat: String, CodeSet {
    case openMetrics, prometheus
    static let name = "MetricsFormat"
}

/// Figures for a collector, without anything personal.
struct SystemMetrics: SystemMethod {
    static let contract = SystemContract(
        "system.metrics",
        .roles([.administrator, .auditor]),
        isForService: true,
        words: ["system", "metrics"],
        print: "text"
    )
    typealias Item = MetricsItem

    let format: MetricsFormat?

    func perform(_ call: SystemCall) {
        let office = call.office
        guard let reader = try? ViewReader(office.store.views) else {
            return call.reply(.failure(.storeIO))
        }
        let isOpen = format != .prometheus
        var text = MetricsText(isOpen ? .openMetrics : .prometheus)
        office.addStore(to: &text)
        office.addEvents(reader, to: &text)
        office.addProjections(reader, to: &text)
        office.addWork(to: &text)
        for (name, help, value) in office.upkeep.gauges { text.add(name, help, value) }
        call.reply(
            .success([
                JSONMember(
                    "contentType",
                    .string(
                        isOpen
                            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                            : "text/plain; version=0.0.4; charset=utf-8"
                    )
                ),
                JSONMember("text", .string(text.finished)),
            ])
        )
    }
}

extension Office {
    fileprivate func addStore(to text: inout MetricsText) {
        let mode = store.log.mode.name
        text.add(
            "info",
            "The version, and whether people's cases are in the store.",
            [("version=\"\(settings.version)\",store_mode=\"\(mode)\"", "1")]
        )
        text.add(
            "start_seconds",
            "How long the start took.",
            [("", Decimals.seconds(hooks.startMicroseconds()))]
        )
        text.add("head_position", "Position of the last event.", headPosition)
        text.add(
            "map_used_ratio",
            "Part of the map in use.",
            environments.map { name, environment in
                ("env=\"\(name)\"", Decimals.ratio(permille: environment.usage.permille))
            }
        )
        let free = Files.freeBytes(store.directory) ?? 0
        text.add("disk_free_bytes", "Bytes free on the disk of the store.", free)
        let readers = environments.reduce(0) { $0 + $1.1.openReaders }
        text.add("readers", "Read transactions open now.", Int64(readers))
        let oldestMilliseconds = housekeeper.readers.look(store)
        text.add(
            "oldest_reader_seconds",
            "For how long the oldest reader has held pages back.",
            [("", Decimals.seconds(oldestMilliseconds * 1_000))]
        )
        text.add(
            "clock_skew_seconds",
            "How far the clock is behind the newest event.",
            clockBehindSeconds
        )
        text.add("connections", "Connections open.", hooks.connections())
        text.add("subscriptions", "Followers of the log.", meter.followers)
        text.add(
            "missing_keys",
            "Times a key of a living person was not there.",
            Int64(store.keyring.missedKeys)
        )
        text.add(
            "log_dropped",
            as: .counter,
            "Entries the journal did not take.",
            hooks.droppedEntries()
        )
    }

    /// Every event of the log, those of earlier runs too: a restart resets nothing.
    fileprivate func addEvents(_ reader: ViewReader, to text: inout MetricsText) {
        var counts: [String: Int64] = [:]
        for row in reader.rows(EventTypeRow.self) { counts[row.category, default: 0] += row.count }
        text.add(
            "events",
            as: .counter,
            "Events of the log.",
            by: "category",
            counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        )
    }

    fileprivate func addProjections(_ reader: ViewReader, to text: inout MetricsText) {
        let items = projections.map { item($0, reader) }
        text.add(
            "projection_lag_events",
            "Events a read model has not seen.",
            by: "projection",
            items.map { ($0.name.text, $0.lag) }
        )
        text.add(
            "projection_state",
            "1 for the state a read model is in.",
            items.map { ("projection=\"\($0.name.text)\",state=\"\($0.state)\"", "1") }
        )
    }

    fileprivate func addWork(to text: inout MetricsText) {
        text.add("writer_queue", "Commands waiting.", Int64(writer.inbox.count))
        text.add(
            "requests",
            as: .counter,
            "Requests answered.",
            meter.answeredRequests.map {
                ("method=\"\($0.method)\",kind=\"\($0.kind)\"", "\($0.count)")
            }
        )
        let turnedAway = meter.turnedAway
        text.add(
            "access_denied",
            as: .counter,
            "Requests for what the caller may not do or see.",
            turnedAway.denials
        )
        text.add(
            "refusals",
            as: .counter,
            "Requests a rule of the office refused.",
            by: "refusal",
            turnedAway.refusals.map { ($0.code, $0.count) }
        )
        text.add(lines: meter.histograms)
        text.add(lines: meter.queryTimes.metrics + meter.readTimes.metrics)
    }
}
