// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import Keyring
internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections
internal import Synchronization

/// How the daemon and its store are.
struct SystemStatus: SystemMethod {
    static let contract = SystemContract(
        "system.status",
        isForService: true,
        words: ["status"]
    )
    typealias Item = StatusItem

    func perform(_ call: SystemCall) {
        let office = call.office
        let head = office.feed.head
        guard let reader = try? ViewReader(office.store.views) else {
            return call.reply(.failure(.storeIO))
        }
        let projections = office.projections.map { projection -> JSONValue in
            let item = office.item(projection, reader)
            return [
                "name": .string(item.name.text), "applied": .integer(item.applied),
                "lag": .integer(item.lag), "state": .string(item.state.rawValue),
            ]
        }
        let environments = office.environments
        let keys = office.keyStatus(reader)
        let uptime = (office.clock.microseconds() - office.startedAt) / 1_000_000
        call.reply(
            .success(
                [
                    JSONMember("state", .string(office.visiblePhase.rawValue)),
                    JSONMember("reason", office.readOnlyReason),
                    JSONMember("version", .string(office.settings.version)),
                    JSONMember("uptimeS", .integer(uptime)),
                    JSONMember(
                        "store",
                        [
                            "id": .string(office.store.log.storeID.text),
                            "mode": .string(office.store.log.mode.name),
                            "head": .integer(Int64(head.position)),
                            "headHash": .string(head.hash.hex),
                        ]
                    ),
                    JSONMember("writer", office.meter.status(queued: office.writer.inbox.count)),
                    JSONMember(
                        "maps",
                        .array(
                            environments.map { name, environment in
                                [
                                    "env": .string(name),
                                    "usedPermille": .integer(environment.usage.permille),
                                ]
                            }
                        )
                    ),
                    JSONMember(
                        "freeBytes",
                        .integer(Files.freeBytes(office.store.directory) ?? 0)
                    ),
                    JSONMember("projections", .array(projections)),
                    JSONMember(
                        "readers",
                        [
                            "open": .integer(
                                Int64(environments.reduce(0) { $0 + $1.1.openReaders })
                            ),
                            "oldestMs": .integer(office.housekeeper.readers.look(office.store)),
                        ]
                    ),
                    JSONMember("connections", .integer(office.hooks.connections())),
                    JSONMember(
                        "clock",
                        [
                            "now": .string(OfficeClock.text(office.clock.microseconds())),
                            "behindS": .integer(office.clockBehindSeconds),
                        ]
                    ),
                ] + keys.members + [
                    JSONMember("warnings", .array(office.warnings(call.language, keys)))
                ] + office.upkeep.statusMembers
            )
        )
    }
}

extension Office {
    /// True while ordinary commands are turned away for want of room.
    fileprivate var isFull: Bool { room.room.level >= .stopped }

    /// Why only reads are answered; null when commands are too.
    fileprivate var readOnlyReason: JSONValue {
        if !missingKeys.isEmpty { return "keyMissing" }
        return isFull ? "full" : .null
    }

    /// The phase as it shows: without room the office is read only.
    fileprivate var visiblePhase: Phase { phase == .ready && isFull ? .readOnly : phase }

    /// So far may the clock be set back without a warning: a time server corrects less.
    private static let clockBehindSecondsMax: Int64 = 60

    /// How far the clock is behind the newest event, whose time never goes back.
    var clockBehindSeconds: Int64 {
        let (now, newest) = (clock.microseconds(), feed.head.recordedAt)
        return newest > now ? (newest - now) / 1_000_000 : 0
    }

    /// What an administrator should look after.
    fileprivate func warnings(_ language: Language, _ keys: KeyStatus) -> [JSONValue] {
        let room = room.room
        var warnings = upkeepWarnings + keys.warnings
        if room.level >= .low {
            let details: JSONValue = [
                "freeBytes": .integer(room.freeBytes),
                "mapUsedPermille": .integer(room.usedPermille),
            ]
            warnings.insert(("lowSpace", details), at: 0)
        }
        let behind = clockBehindSeconds
        if behind > Self.clockBehindSecondsMax {
            warnings.append(("clockSkew", ["seconds": .integer(behind)]))
        }
        let presenter = presenter(language)
        return warnings.map { presenter.statusWarning($0.code, $0.details) }
    }

    /// One line for the journal.
    package var statusLine: String {
        "\(visiblePhase.rawValue) head \(headPosition) queued \(writer.inbox.count)"
            + " connections \(hooks.connections()) freeBytes \(room.room.freeBytes)"
    }

    /// True until the office drains.
    package var isOpen: Bool { phase != .draining }

    /// One short line for the service manager, in the office's language.
    package var statusNotice: String {
        let isReady = visiblePhase == .ready
        let head = headPosition
        let queued = writer.inbox.count
        let percent = room.room.usedPermille / 10
        let indonesian = isReady ? "Siap" : "Hanya baca"
        let english = isReady ? "Ready" : "Read only"
        return defaultLanguageNow.pick(
            "\(indonesian) · posisi \(head) · antre \(queued) · peta \(percent)%",
            "\(english) · position \(head) · queued \(queued) · map \(percent)%"
        )
    }

    /// The environments of the store with their names.
    var environments: [(String, Environment)] {
        [
            ("log", store.log.environment), ("views", store.views),
            ("keyring", store.keyring.environment),
        ]
    }
}

extension EnvironmentUsage {
    /// How much of the map is used, in thousandths.
    var permille: Int64 { Int64(usedBytes) * 1000 / Int64(max(mapSizeBytes, 1)) }
}

/// The configuration in force, without secrets.
struct ShowConfiguration: SystemMethod {
    static let contract = SystemContract(
        "config.show",
        .roles([.administrator, .auditor]),
        words: ["config", "show"]
    )

    struct Item: Codable, Sendable {
        let key: String
        let value: String
        let `default`: String
        let origin: String
        let change: String
    }

    let origin: Bool?

    func perform(_ call: SystemCall) {
        call.reply(
            .success([
                JSONMember("rows", .array(call.office.hooks.configuration())),
                JSONMember("next", .null),
            ])
        )
    }
}

/// Reads the configuration file again and applies what may change while running.
struct ReloadConfiguration: SystemMethod {
    static let contract = SystemContract(
        "config.reload",
        .roles([.administrator]),
        isMaintenance: true
    )
    typealias Item = ReloadItem

    let dryRun: Bool?

    func perform(_ call: SystemCall) {
        switch call.office.hooks.reload(dryRun ?? false) {
        case .success(let members): call.reply(.success(members))
        case .failure(let problem):
            let message = problem.message(in: call.language)
            call.reply(
                .failure(.rejected(.refused(SystemRefusal.configInvalid(message: message))))
            )
        }
    }
}

/// Refusals of the daemon itself.
enum SystemRefusal: Refusal {
    case configInvalid(message: String)
}
