// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog

// What the status tells of backups, checks and anchors, and what it warns of.

extension Upkeep {
    /// The members of the status.
    var statusMembers: [JSONMember] {
        let backup = newestBackup
        let checked = checked
        return [
            JSONMember(
                "backup",
                [
                    "last": backup.map { .string(OfficeClock.text($0.created)) } ?? .null,
                    "verified": backup.map { .bool($0.verified) } ?? .null,
                ]
            ),
            JSONMember(
                "verify",
                [
                    "last": checked?.full.map { .string(OfficeClock.text($0)) } ?? .null,
                    "ok": checked.map { .bool($0.ok) } ?? .null,
                ]
            ),
            JSONMember(
                "anchor",
                ["last": anchors.newestTime.map { .string($0) } ?? .null]
            ),
        ]
    }
}

extension AnchorBook {
    /// When the newest anchor was made, microseconds since 1970 UTC.
    fileprivate var newestAt: Int64? { newestTime.flatMap { Moment(text: $0)?.microseconds } }
}

extension Upkeep {
    /// The days of the last backup, check and anchor; `nil`: never.
    var lastDays: [(key: String, day: CivilDate?)] {
        [
            ("backupOn", newestBackup.map { OfficeClock.day(of: $0.created) }),
            ("verifiedOn", checked?.full.map(OfficeClock.day)),
            ("anchoredOn", anchors.newestAt.map(OfficeClock.day)),
        ]
    }

    private static let secondMicroseconds: Int64 = 1_000_000

    /// Figures for the metrics; what never happened is left out.
    var gauges: [(name: String, help: String, value: Int64)] {
        var gauges: [(name: String, help: String, value: Int64)] = []
        func add(_ name: String, _ help: String, _ microseconds: Int64?) {
            guard let microseconds else { return }
            gauges.append((name, help, microseconds / Self.secondMicroseconds))
        }
        add(
            "backup_last_success_timestamp_seconds",
            "When the newest backup was made.",
            newestBackup?.created
        )
        add(
            "verify_last_timestamp_seconds",
            "When the log was last checked in full.",
            checked?.full
        )
        if let checked {
            gauges.append(
                ("verify_ok", "Whether the last check was sound.", checked.ok ? 1 : 0)
            )
        }
        add(
            "anchor_last_timestamp_seconds",
            "When the newest anchor was made.",
            anchors.newestAt
        )
        return gauges
    }
}

extension Office {
    private static let hourMicroseconds: Int64 = 3_600_000_000

    /// Codes and details of what an administrator should look after.
    var upkeepWarnings: [(code: String, details: JSONValue)] {
        let policy = upkeep.policy
        var warnings: [(code: String, details: JSONValue)] = []
        func warn(_ code: String, since last: Int64?, afterHours limit: Int) {
            // What never happened is missed since the store was made.
            let hours = (clock.microseconds() - (last ?? store.log.created)) / Self.hourMicroseconds
            guard hours >= limit else { return }
            let name = last == nil ? "hoursOfStore" : "hours"
            warnings.append((code, .object([JSONMember(name, .integer(hours))])))
        }
        if let rollback = unconfirmedRollback { warnings.append(("storeRolledBack", rollback)) }
        if upkeep.checked?.ok == false { warnings.append(("logNotSound", [:])) }
        warn("backupOld", since: upkeep.newestBackup?.created, afterHours: policy.backupWarnHours)
        warn("verifyOld", since: upkeep.checked?.full, afterHours: policy.verifyWarnDays * 24)
        warn(
            "anchorOld",
            since: upkeep.anchors.newestAt,
            afterHours: policy.anchorWarnHours
        )
        return warnings
    }
}
