// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON

extension Doctor {
    /// What the greeting says of who asks.
    package static func findings(hello: JSONValue, userID: UInt32) -> [Finding] {
        let seen = hello["you"]?["uid"]?.integer
        if let seen, seen != Int64(userID) {
            // The kernel tells the daemon another user than it tells us: a namespace lies between.
            return [
                Finding(
                    "identity",
                    .bad,
                    .identityElsewhere,
                    "\(userID)",
                    "\(seen)",
                    command: "cat /proc/self/uid_map"
                )
            ]
        }
        guard let name = hello["you"]?["operator"]?.string else {
            let command = "peksosctl operator register NAMA --uid \(userID) --roles …"
            return [Finding("identity", .bad, .identityUnknown, "\(userID)", command: command)]
        }
        return [Finding("identity", .good, .identityKnown, name, "\(userID)")]
    }

    // Above this share of a map status and metrics warn too.
    private static let usedPermilleMax: Int64 = 800
    // Reading takes milliseconds; only a backup or a check of a large store reads for minutes.
    private static let oldestReaderMsMax: Int64 = 300_000

    /// What the daemon says of itself.
    package static func findings(status result: JSONValue, _ looks: Looks) -> [Finding] {
        let status = result["item"] ?? result
        let warnings = (status["warnings"] ?? result["warnings"])?.items ?? []
        var findings = [daemon(status)]
        // Only what this daemon tells: an older one is not sick for knowing less.
        findings += [maps(status, looks), projections(status), readers(status)].compactMap(\.self)
        let told = Set(warnings.map { check(ofWarning: $0["code"]?.string ?? "") })
        for check in ["clock", "backup", "verify", "anchor", "masterKey"]
        where !told.contains(check) {
            if let finding = dated(check, status, looks) { findings.append(finding) }
        }
        return findings + warnings.map(warning)
    }

    private static func daemon(_ status: JSONValue) -> Finding {
        let state = status["state"]?.string ?? "?"
        let version = status["version"]?.string ?? "?"
        if state == "ready" { return Finding("daemon", .good, .daemonReady, version) }
        let level: Finding.Level = state == "starting" || state == "draining" ? .warn : .bad
        let reason = status["reason"]?.string ?? "–"
        let command = "journalctl -u peksosd"
        return Finding("daemon", level, .daemonOther, state, reason, command: command)
    }

    private static func maps(_ status: JSONValue, _ looks: Looks) -> Finding? {
        guard let maps = status["maps"]?.items, !maps.isEmpty else { return nil }
        let shares = maps.map { map in
            let share = looks.percent(permille: map["usedPermille"]?.integer ?? 0)
            return "\(map["env"]?.string ?? "?") \(share)"
        }
        let fullest = maps.map { $0["usedPermille"]?.integer ?? 0 }.max() ?? 0
        let text = shares.joined(separator: ", ")
        return fullest > usedPermilleMax
            ? Finding("maps", .warn, .mapsFull, text, command: "peksosctl config show")
            : Finding("maps", .good, .mapsFine, text)
    }

    private static func projections(_ status: JSONValue) -> Finding? {
        guard let projections = status["projections"]?.items, !projections.isEmpty else {
            return nil
        }
        let behind = projections.filter { $0["state"]?.string != "current" }
        if behind.isEmpty {
            return Finding("projections", .good, .projectionsFine, "\(projections.count)")
        }
        let names = behind.map { "\($0["name"]?.string ?? "?") (\($0["lag"]?.integer ?? 0))" }
        // Those with a schedule wait for it every day; any other one never should.
        let isExpected = behind.allSatisfy { $0["state"]?.string == "waiting" }
        return Finding(
            "projections",
            isExpected ? .info : .warn,
            isExpected ? .projectionsWaiting : .projectionsBehind,
            names.joined(separator: ", "),
            command: "peksosctl projection run --all --wait"
        )
    }

    private static func readers(_ status: JSONValue) -> Finding? {
        guard let oldest = status["readers"]?["oldestMs"]?.integer else { return nil }
        let open = "\(status["readers"]?["open"]?.integer ?? 0)"
        return oldest > oldestReaderMsMax
            ? Finding(
                "readers",
                .warn,
                .readersOld,
                open,
                "\(oldest / 60_000)",
                command: "peksosctl job list"
            )
            : Finding("readers", .good, .readersFine, open)
    }

    /// What nobody warns of, with its day; nil where the daemon does not tell.
    private static func dated(_ check: String, _ status: JSONValue, _ looks: Looks) -> Finding? {
        guard let part = status[check], part.members != nil else { return nil }
        if check == "clock" { return Finding(check, .good, .clockRight) }
        let stamp = part[check == "masterKey" ? "escrowCheckedAt" : "last"]?.string
        if let stamp { return Finding(check, .good, .lastDone, looks.time(stamp)) }
        if check == "masterKey" { return Finding(check, .info, .escrowNever) }
        // Where people's work is at stake, what was never done is missing.
        let isNeeded = status["store"]?["mode"]?.string == "production"
        return Finding(
            check,
            isNeeded ? .warn : .info,
            isNeeded ? .neverDone : .neverInTraining,
            command: isNeeded ? firstTime[check] ?? "" : ""
        )
    }

    /// What does for the first time what was never done.
    private static let firstTime = [
        "backup": "peksosctl backup create --wait",
        "verify": "peksosctl log verify --scope full --wait", "anchor": "peksosctl log anchor",
    ]

    /// The check that a warning of the status belongs to, else its own code.
    private static func check(ofWarning code: String) -> String {
        switch code {
        case "lowSpace": "room"
        case "clockSkew": "clock"
        case "backupOld": "backup"
        case "verifyOld", "logNotSound": "verify"
        case "anchorOld": "anchor"
        case "escrowUnproved", "keyRotationDue", "keyRotationOverdue", "oldKeyToDestroy":
            "masterKey"
        default: code
        }
    }

    private static func warning(_ warning: JSONValue) -> Finding {
        let code = warning["code"]?.string ?? "?"
        let grave = ["logNotSound", "keyMissing", "storeRolledBack"].contains(code)
        let remedy = warning["remedy"]?["cli"] ?? warning["remedy"] ?? .string("")
        return Finding(
            check(ofWarning: code),
            grave ? .bad : .warn,
            .asIs,
            warning["text"]?.string ?? code,
            command: plainText(remedy)
        )
    }

    /// A thorough check that ran as a job.
    package static func finding(ofJob job: JSONValue, _ check: String, remedy: String) -> Finding {
        let isSound = job["state"]?.string == "done" && CheckStatus.of(job["result"] ?? .null) == 0
        return isSound
            ? Finding(check, .good, .checkSound)
            : Finding(check, .bad, .checkFound, command: "peksosctl " + remedy)
    }

    /// What could not be looked at at all.
    package static func finding(_ check: String, _ failure: Failure, _ looks: Looks) -> Finding {
        let isForbidden = failure.kind == "forbidden"
        let text = failure.humanLines(looks).first ?? failure.kind
        return Finding(check, isForbidden ? .info : .bad, .asIs, text)
    }
}
