// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import EventLog
import Office
import TestSupport
import Testing

/// Goal: the daemon says what it is, who asks, and how it is; method: given operators, a service
/// and a stranger, when they ask, then each sees what is for them and nothing else.
@Suite struct SystemMethodsTests {
    private let office: TestOffice

    init() throws {
        office = try TestOffice()
        try office.operators(["sari": [.coordinator], "lina": [.auditor]])
        try office.call("operator.register", ["operator": "cron", "uid": 1900, "service": true])
    }

    private func session(_ userID: UInt32) -> OfficeSession {
        office.office.open(userID: userID, notify: { _ in })
    }

    private func kind(_ method: String, _ params: JSONValue, _ userID: UInt32) throws -> JSONValue {
        let reply = try office.start(method, params, in: session(userID)).value()
        return reply["error"]?["data"]?["kind"] ?? (reply["result"] == nil ? reply : "done")
    }

    // MARK: Hello

    @Test func `the daemon greets anyone, and knows whom it greets`() throws {
        let hello = try office.call("system.hello")
        #expect(
            hello.holds([
                "product": "peksosd", "timeZone": "Asia/Jakarta", "state": "ready",
                "limits": ["line": 1_048_576, "page": 1000],
                "store": ["mode": "training"], "you": ["operator": "admin", "uid": 1000],
            ]),
            "\(hello.line)"
        )
        let stranger = try office.start("system.hello", in: session(4242)).value()["result"]
        #expect(stranger?["you"]?.holds(["operator": .null, "roles": [], "uid": 4242]) == true)
    }

    @Test func `the language of the greeting is the language of the connection`() throws {
        let connection = session(1000)
        func message() throws -> JSONValue? {
            try office.start("job.show", ["job": "none"], in: connection).value()["error"]?[
                "message"
            ]
        }
        _ = try office.start("system.hello", ["lang": "id"], in: connection).value()
        let indonesian = try message()
        _ = try office.start("system.hello", ["lang": "en"], in: connection).value()
        #expect(try message() != indonesian)
    }

    @Test func `who am I says what I may`() throws {
        let mine = try office.call("whoami", as: "sari")
        #expect(mine["operator"] == "sari")
        #expect(mine["may"]?["box"]?.items?.contains("register") == true)
        #expect(mine["may"]?["operator"]?.items?.contains("register") != true)
        let session = try office.call("session.show", as: "sari")["item"]
        #expect(session?.holds(["operator": "sari", "roles": ["coordinator"]]) == true)
        let stranger = try office.start("whoami", in: self.session(4242)).value()["result"]
        #expect(stranger?["operator"] == .null)
        #expect(stranger?["may"] == [:])
    }

    // MARK: Acting

    @Test func `on a training store anybody acts as anybody`() throws {
        let connection = session(1000)
        let acting = try office.start("session.actAs", ["operator": "sari"], in: connection)
            .value()["result"]?["item"]
        #expect(acting?["operator"] == "sari")
        let done = try office.start("box.register", ["box": "B1"], in: connection).value()
        #expect(done["result"]?["box"] == "B1")
        let back = try office.start("session.actAs", in: connection).value()["result"]?["item"]
        #expect(back?["operator"] == "admin")
        let unknown = try office.start("session.actAs", ["operator": "x1"], in: connection).value()
        #expect(unknown["error"]?["data"]?["kind"] == "notFound")
    }

    @Test func `on a production store everybody is who they are`() throws {
        let production = try TestOffice(mode: .production)
        let session = production.office.open(userID: 1000, notify: { _ in })
        let reply = try production.start("session.actAs", ["operator": "admin"], in: session)
            .value()
        #expect(reply["error"]?["data"]?["kind"] == "forbidden")
        #expect(reply["error"]?["data"]?["because"] == "notTrainingStore")
        let hello = try production.call("system.hello")
        #expect(hello["store"]?["mode"] == "production")
        #expect(hello["training"] == nil)
    }

    @Test func `on a production store every operator has a user id`() throws {
        let production = try TestOffice(mode: .production)
        let nobody: JSONValue = ["operator": "dewi"]
        #expect(try production.refused("operator.register", nobody).code == "uidMissing")
        try production.call("operator.register", nobody.changing(["uid": 1003]))
    }

    // MARK: Services

    @Test func `a service keeps the machine and sees no content`() throws {
        for method in ["system.status", "projection.list", "log.head", "whoami", "job.list"] {
            #expect(try kind(method, [:], 1900) == "done", "\(method)")
        }
        #expect(try kind("projection.run", ["name": "overdue"], 1900) == "done")
        for (method, params): (String, JSONValue) in [
            ("box.register", ["box": "B1"]), ("box.list", [:]), ("operator.list", [:]),
            ("projection.rebuild", ["all": true]), ("events.types", [:]), ("session.show", [:]),
        ] {
            let wanted: JSONValue = method == "session.show" ? "done" : "forbidden"
            #expect(try kind(method, params, 1900) == wanted, "\(method)")
        }
        let rows = try office.start("events.read", in: session(1900)).value()["result"]?["rows"]
        #expect(rows?.items?.isEmpty == false)
        #expect(rows?.items?.allSatisfy { $0["data"] == nil } == true)
    }

    // MARK: Status

    @Test func `the status names projections, maps and the writer`() throws {
        let status = try office.call("system.status", as: "sari")
        #expect(status["state"] == "ready")
        #expect(status["store"]?["head"] == (try office.call("log.head")["position"]))
        #expect(status["maps"]?.each("env") == ["log", "views", "keyring"])
        #expect(status["projections"]?.each("name").contains("overdue") == true)
        #expect(status["writer"]?["queued"] == 0, "\(status.line)")
        #expect(status["readers"]?["oldestMs"] == 0)
        #expect(try kind("system.status", [:], 4242) == "notAuthorised")
    }

    @Test func `a reader that holds pages back is timed until it ends`() throws {
        func oldest() throws -> Int64 {
            try office.call("system.status")["readers"]?["oldestMs"]?.integer ?? -1
        }
        try office.whileReading {
            // A reader of the newest commit holds nothing back.
            #expect(try oldest() == 0)
            try office.call("box.register", ["box": "B1"], as: "sari")
            var milliseconds: Int64 = 0
            for _ in 0..<10_000 where milliseconds == 0 { milliseconds = try oldest() }
            #expect(milliseconds > 0)
            #expect(try figure("oldest_reader_seconds") >= Double(milliseconds) / 1_000)
        }
        #expect(try oldest() == 0)
        #expect(try figure("oldest_reader_seconds") == 0)
    }

    /// The one figure of this name without labels.
    private func figure(_ name: String) throws -> Double {
        let figures = try figures(name)
        #expect(figures.count == 1)
        return figures[""] ?? -1
    }

    /// The figures of this name by their labels.
    private func figures(_ name: String, of office: TestOffice? = nil) throws -> [String: Double] {
        let answer = try (office ?? self.office).call("system.metrics", as: "lina")
        var figures: [String: Double] = [:]
        for line in (answer["text"]?.string ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let value = Double(parts[1]) else { continue }
            let named = parts[0].split(separator: "{", maxSplits: 1).map(String.init)
            if named[0] == "peksos_" + name { figures[named.count == 2 ? named[1] : ""] = value }
        }
        return figures
    }

    @Test func `the metrics count every event of the log, those before a restart too`() throws {
        try office.call("box.register", ["box": "B1"], as: "sari")
        // A trial records nothing.
        try office.call("box.register", ["box": "B2", "dryRun": true], as: "sari")
        func total(_ office: TestOffice) throws -> Double {
            let byCategory = try figures("events_total", of: office)
            #expect(byCategory["category=\"box\"}"] == 1)
            #expect(byCategory["category=\"store\"}"] == 1)
            return byCategory.values.reduce(0, +)
        }
        #expect(try total(office) == figure("head_position"))
        let again = try office.restarted()
        let head = try #require(try figures("head_position", of: again)[""])
        #expect(try total(again) == head)
    }

    @Test func `a clock that is behind the newest event is told, one that is right is not`() throws
    {
        func warned() throws -> Bool {
            let status = try office.call("system.status")
            let isBehind = (status["clock"]?["behindS"]?.integer ?? 0) > 60
            let codes = status["warnings"]?.each("code") ?? []
            #expect(codes.contains("clockSkew") == isBehind)
            #expect(try (figure("clock_skew_seconds") > 60) == isBehind)
            return isBehind
        }
        #expect(try !warned())
        let today = CivilDate("2026-11-21")
        office.setToday(try #require(CivilDate("2026-11-11")))
        #expect(try warned())
        office.setToday(try #require(today))
        #expect(try !warned())
    }

    @Test func `the metrics are text for a collector and end as they should`() throws {
        try office.call("place.list", as: "sari")
        let open = try office.call("system.metrics", as: "lina")
        #expect(open["contentType"]?.string?.hasPrefix("application/openmetrics-text") == true)
        #expect(open["text"]?.string?.hasSuffix("# EOF\n") == true)
        #expect(open["text"]?.string?.contains("peksos_head_position ") == true)
        let plain = try office.call("system.metrics", ["format": "prometheus"], as: "lina")
        #expect(plain["text"]?.string?.contains("# EOF") == false)
        for line in (open["text"]?.string ?? "").split(separator: "\n") {
            let isComment = line.hasPrefix("# ")
            let parts = line.split(separator: " ")
            #expect(isComment || (parts.count == 2 && Double(parts[1]) != nil), "\(line)")
        }
        #expect(try office.error("system.metrics", as: "sari") == "forbidden")
    }

    @Test func `the metrics count queries by method and how long they took`() throws {
        for _ in 1...3 { try office.call("place.list", as: "sari") }
        let text = try office.call("system.metrics", as: "lina")["text"]?.string ?? ""
        for name in ["peksos_query_seconds", "peksos_query_read_seconds"] {
            let lines = text.split(separator: "\n").filter { $0.hasPrefix(name + "_") }
            let counts = lines.filter { $0.contains("_bucket{method=\"place.list\"") }
                .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
            #expect(counts.count > 20 && counts == counts.sorted(), "\(name)")
            #expect(counts.last == 3, "le=\"+Inf\" counts every query")
            #expect(lines.contains("\(name)_count{method=\"place.list\"} 3"))
            #expect(lines.contains { $0.hasPrefix("\(name)_sum{method=\"place.list\"} 0.") })
        }
    }

    @Test func `the metrics have the names that alarms and manuals know`() throws {
        try office.call(
            "place.register",
            ["place": "P-UJI", "name": "Tempat Rekaan", "area": "32", "occurredOn": "2016-07-01"],
            as: "sari"
        )
        _ = try office.error("place.register", ["place": "P-UJI"], as: "dewi")
        let text = try office.call("system.metrics", as: "lina")["text"]?.string ?? ""
        for name in [
            "peksos_info{version=", "peksos_head_position ",
            "peksos_map_used_ratio{env=\"log\"} 0.",
            "peksos_disk_free_bytes ", "peksos_readers ", "peksos_connections ",
            "peksos_subscriptions 0", "peksos_writer_queue 0", "peksos_start_seconds 0.",
            "peksos_oldest_reader_seconds 0.", "peksos_clock_skew_seconds 0",
            "peksos_log_dropped_total 0", "peksos_projection_lag_events{projection=",
            "peksos_events_total{category=\"place\"} 1",
            "peksos_requests_total{method=\"place.register\",kind=\"result\"} 1",
            "peksos_commit_seconds_count ", "peksos_batch_commands_bucket{le=\"1\"} ",
            "peksos_request_seconds_count{class=\"command\"} ",
            "peksos_access_denied_total ",
        ] {
            #expect(text.contains("\n" + name) || text.hasPrefix(name), "\(name)")
        }
        #expect(text.contains(",state=\"current\"} 1\n"))
    }

    @Test func `the journal tells of each command how it ended, and nothing that was stored`()
        throws
    {
        let params: JSONValue = [
            "place": "P-UJI", "name": "Tempat Rekaan", "area": "32", "occurredOn": "2016-07-01",
        ]
        try office.call("place.register", params, as: "sari")
        _ = try? office.call("place.register", params, as: "sari")
        let lines = office.journal.text.split(separator: "\n").filter { $0.contains(" command ") }
        let done = lines.filter { $0.contains("\"method\": place.register") }
        #expect(done.count == 2, "\(office.journal.text)")
        #expect(done.first?.contains("\"position\": ") == true)
        #expect(done.last?.contains("\"kind\": refused") == true)
        #expect(done.last?.contains("\"refusal\": ") == true)
        #expect(!office.journal.text.contains("Rekaan"))
    }
}
