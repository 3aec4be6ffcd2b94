// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient
import ControlProtocol

/// `doctor`: what stands between this user and the daemon, and what the daemon says of itself.
struct DoctorCommand: LocalCommand {
    @Flag var deep = false

    private struct Finding {
        let level: String
        let indonesian: String
        let english: String
        let remedy: String
    }

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        var findings = socketFindings(client)
        if findings.isEmpty {
            do throws(Failure) {
                findings += statusFindings(try client.session.call("system.status"))
                if deep { findings += try deepFindings(client) }
            } catch {
                let text = error.humanLines(client.looks).joined(separator: " ")
                findings.append(.init(level: "bad", indonesian: text, english: text, remedy: ""))
            }
        }
        let looks = client.looks
        if client.options.output.isForPeople {
            for finding in findings {
                let text = looks.language.pick(finding.indonesian, finding.english)
                client.console.print("! \(finding.level)  \(text)")
                if !finding.remedy.isEmpty { client.console.print("    \(finding.remedy)") }
            }
            if findings.isEmpty { client.console.print("✓ " + looks.text(.allWell)) }
        } else {
            let rows = findings.map { finding -> JSONValue in
                let text = looks.language.pick(finding.indonesian, finding.english)
                return [
                    "level": .string(finding.level), "text": .string(text),
                    "remedy": .string(finding.remedy),
                ]
            }
            client.console.print(jsonLine(["rows": .array(rows)]))
        }
        return findings.isEmpty ? 0 : 1
    }

    private func socketFindings(_ client: Client) -> [Finding] {
        let path = client.options.socket
        guard let status = System.status(path), status.isSocket else {
            return [
                .init(
                    level: "bad",
                    indonesian: "Soket \(path) tidak ada.",
                    english: "The socket \(path) does not exist.",
                    remedy: "systemctl status peksosd.socket"
                )
            ]
        }
        var findings: [Finding] = []
        if status.mode & 0o007 != 0 {
            findings.append(
                .init(
                    level: "bad",
                    indonesian: "Soket terbuka untuk semua pengguna.",
                    english: "The socket is open to every user.",
                    remedy: "chmod o-rwx \(shellQuoted(path))"
                )
            )
        }
        if System.userID != 0, !System.groups().contains(status.group) {
            findings.append(
                .init(
                    level: "warn",
                    indonesian: "Anda belum masuk grup soket.",
                    english: "You are not in the socket's group.",
                    remedy: "sudo adduser NAMA peksos"
                )
            )
        }
        return findings
    }

    /// What the checks of the log and of the read models find; a minute or more on a large store.
    private func deepFindings(_ client: Client) throws(Failure) -> [Finding] {
        let checks: [(method: String, params: [JSONMember], remedy: String)] = [
            ("log.verify", [JSONMember("scope", "quick")], "log verify --scope full --wait"),
            ("projection.verify", [JSONMember("all", true)], "projection verify --all --wait"),
        ]
        var findings: [Finding] = []
        for check in checks {
            var job = try client.session.call(check.method, check.params)
            while ["queued", "running"].contains(job["state"]?.string ?? "") {
                let params = [
                    JSONMember("job", job["job"] ?? .null), JSONMember("waitMs", 10_000),
                ]
                job = try client.session.call("job.wait", params)
            }
            guard
                job["state"]?.string != "done"
                    || CheckStatus.of(job["result"] ?? .null) != 0
            else { continue }
            findings.append(
                .init(
                    level: "bad",
                    indonesian: "Pemeriksaan \(check.method) menemukan masalah.",
                    english: "The check \(check.method) found problems.",
                    remedy: "peksosctl \(check.remedy)"
                )
            )
        }
        return findings
    }

    private func statusFindings(_ result: JSONValue) -> [Finding] {
        let status = result["item"] ?? result
        var findings: [Finding] = []
        if let state = status["state"]?.string, state != "ready" {
            findings.append(
                .init(
                    level: "warn",
                    indonesian: "peksosd dalam keadaan \(state).",
                    english: "peksosd is \(state).",
                    remedy: "journalctl -u peksosd"
                )
            )
        }
        for warning in (status["warnings"] ?? result["warnings"])?.items ?? [] {
            let text = escapedForTerminal(warning["text"]?.string ?? warning["code"]?.string ?? "")
            let remedy = warning["remedy"]?["cli"] ?? warning["remedy"] ?? .string("")
            findings.append(
                .init(
                    level: "warn",
                    indonesian: text,
                    english: text,
                    remedy: escapedForTerminal(plainText(remedy))
                )
            )
        }
        for map in status["maps"]?.items ?? [] where (map["usedPermille"]?.integer ?? 0) > 800 {
            let name = escapedForTerminal(map["env"]?.string ?? "")
            findings.append(
                .init(
                    level: "warn",
                    indonesian: "Peta \(name) terisi lebih dari 80 %.",
                    english: "The map of \(name) is over 80 % full.",
                    remedy: "peksosctl system status"
                )
            )
        }
        return findings
    }
}
