// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient

/// `doctor [--deep]`: what stands between this user and the daemon, and how the daemon is.
struct DoctorCommand: LocalCommand {
    @Flag var deep = false

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        let facts = MachineFacts(
            socket: client.options.socket,
            cacheDirectory: client.cacheDirectory
        )
        var findings = Doctor.findings(facts)
        do throws(Failure) {
            try client.session.open()
            let hello = client.session.hello
            findings += Doctor.findings(hello: hello, userID: facts.userID)
            let status = try client.session.call("system.status")
            findings += Doctor.findings(status: status, client.looks)
            if deep { findings += deepFindings(client) }
        } catch {
            findings.append(Doctor.finding("daemon", error, client.looks))
        }
        if client.options.output.isForPeople {
            Doctor.lines(findings, client.looks).forEach(client.console.print)
        } else {
            client.console.print(jsonLine(Doctor.value(findings, client.looks)))
        }
        return findings.contains(where: \.isTrouble) ? 1 : 0
    }

    /// What the checks of the log and of the read models find; a minute or more on a large store.
    private func deepFindings(_ client: Client) -> [Finding] {
        let checks: [(method: String, params: [JSONMember], remedy: String)] = [
            ("log.verify", [JSONMember("scope", "quick")], "log verify --scope full --wait"),
            ("projection.verify", [JSONMember("all", true)], "projection verify --all --wait"),
        ]
        return checks.map { check in
            do throws(Failure) {
                var job = try client.session.call(check.method, check.params)
                while ["queued", "running"].contains(job["state"]?.string ?? "") {
                    let params = [
                        JSONMember("job", job["job"] ?? .null), JSONMember("waitMs", 10_000),
                    ]
                    let waited = try client.session.call("job.wait", params, patience: 20_000)
                    job = waited["item"] ?? waited
                }
                return Doctor.finding(ofJob: job, check.method, remedy: check.remedy)
            } catch {
                return Doctor.finding(check.method, error, client.looks)
            }
        }
    }
}
