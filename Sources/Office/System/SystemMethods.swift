// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import EventLog
internal import LMDB
internal import Projections

/// The methods of the daemon itself, registered in one place.
package enum SystemMethods {
    /// Every system method.
    package static let all: [any SystemMethod.Type] = [
        SystemHello.self, WhoAmI.self, DiscoverRPC.self, ActAs.self, ShowSession.self,
        SystemStatus.self, SystemMetrics.self, ListEventTypes.self, ShowEvents.self,
        ReadEvents.self, SubscribeEvents.self, ListProjections.self, ShowProjection.self,
        RunProjection.self, RebuildProjection.self, VerifyProjection.self, ShowLogHead.self,
        VerifyLog.self, MakeAnchor.self, CreateBackup.self, ListBackups.self, VerifyBackup.self,
        ShowConfiguration.self, ReloadConfiguration.self, ListJobs.self,
        ShowJob.self, WaitForJob.self, CancelJob.self,
    ]

    /// The same by name.
    static let byName = Dictionary(
        uniqueKeysWithValues: all.map { ($0.contract.method, $0) }
    )
}

// MARK: Handshake and identity

/// Greets: versions, store, limits, who is calling; sets the connection's language.
struct SystemHello: SystemMethod {
    static let contract = SystemContract(
        "system.hello",
        .anyone,
        isForService: true,
        words: []
    )

    struct Client: Codable, Sendable {
        let name: Line?
        let version: Line?
    }

    let client: Client?

    func perform(_ call: SystemCall) {
        let office = call.office
        if let language = call.reserved.language { call.session.language = language }
        let head = office.feed.head
        let digest = office.catalogue.digest(call.language)
        call.reply(
            .success([
                JSONMember("product", "peksosd"),
                JSONMember("version", .string(office.settings.version)),
                JSONMember("protocol", ["max": 1, "min": 1]),
                JSONMember("timeZone", "Asia/Jakarta"),
                JSONMember("language", .string(office.settings.language.rawValue)),
                JSONMember("features", ["jobs", "subscribe", "asOf"]),
                JSONMember(
                    "limits",
                    [
                        "inFlight": .integer(office.settings.requestsInFlight),
                        "line": 1_048_576, "page": 1000,
                    ]
                ),
                JSONMember(
                    "catalogue",
                    ["digest": .string(digest), "methods": .integer(office.catalogue.methodCount)]
                ),
                JSONMember(
                    "store",
                    [
                        "created": .string(
                            OfficeClock.day(of: office.store.log.created).description
                        ),
                        "head": .integer(Int64(head.position)),
                        "id": .string(office.store.log.storeID.text),
                        "mode": .string(office.store.log.mode.name),
                    ]
                ),
                JSONMember("asOf", Self.asOf(head)),
                JSONMember("state", .string(office.phase.rawValue)),
                JSONMember("you", .object(call.identity)),
            ])
        )
    }

    static func asOf(_ head: LogHead) -> JSONValue {
        [
            "position": .integer(Int64(head.position)),
            "time": .string(OfficeClock.text(head.recordedAt)),
        ]
    }
}

extension SystemCall {
    /// Who the kernel says is there, and who the office says it is.
    var identity: [JSONMember] {
        var members = [JSONMember("uid", .integer(Int64(session.userID)))]
        members.append(
            JSONMember("operator", caller.map { .string($0.operator.text) } ?? .null)
        )
        members.append(
            JSONMember(
                "roles",
                .array((caller?.roles ?? []).map { .string($0.rawValue) })
            )
        )
        members.append(JSONMember("service", .bool(caller?.isService ?? false)))
        members.append(JSONMember("worker", link(\.worker)))
        return members
    }

    /// Whose record the caller's operator is joined to, if it is.
    private func link<Kind: Thing>(_ link: KeyPath<OperatorState, ID<Kind>?>) -> JSONValue {
        let state = caller.flatMap { caller in
            (try? ViewReader(office.store.views))?.state(OperatorState.self, caller.operator)
        }
        return state?[keyPath: link].map { .string($0.text) } ?? .null
    }

    /// The item of `session.show`.
    var sessionItem: [JSONMember] {
        [
            JSONMember("operator", caller.map { .string($0.operator.text) } ?? .null),
            JSONMember("uid", .integer(Int64(session.userID))),
            JSONMember("roles", .array((caller?.roles ?? []).map { .string($0.rawValue) })),
            JSONMember("worker", link(\.worker)),
            JSONMember("volunteer", link(\.volunteer)),
            JSONMember("contact", link(\.contact)),
            JSONMember("training", .bool(office.isTraining)),
            JSONMember("store", .string(office.store.log.storeID.text)),
            JSONMember("head", .integer(office.headPosition)),
        ]
    }

    /// The methods the caller may call, by noun.
    var permitted: JSONValue {
        var nouns: [String: [JSONValue]] = [:]
        func add(_ method: String, _ roles: [Role]) {
            guard let caller, !caller.isService,
                roles.isEmpty || !Set(roles).isDisjoint(with: caller.roles)
            else { return }
            let parts = method.split(separator: ".", maxSplits: 1).map(String.init)
            nouns[parts[0], default: []].append(.string(parts.count > 1 ? parts[1] : parts[0]))
        }
        for method in office.methods.commands.values.sorted(by: {
            $0.contract.method < $1.contract.method
        }) {
            add(method.contract.method, method.contract.roles)
        }
        for method in office.methods.queries.values.sorted(by: {
            $0.contract.method < $1.contract.method
        }) {
            add(method.contract.method, method.contract.roles)
        }
        return .object(
            nouns.sorted { $0.key < $1.key }.map { JSONMember($0.key, .array($0.value)) }
        )
    }
}

/// Who am I to the kernel and to the office, and what may I.
struct WhoAmI: SystemMethod {
    static let contract = SystemContract("whoami", .anyone, isForService: true, words: ["whoami"])
    typealias Item = WhoAmIItem

    func perform(_ call: SystemCall) {
        var members = call.sessionItem
        members.append(JSONMember("service", .bool(call.caller?.isService ?? false)))
        members.append(
            JSONMember(
                "actingAs",
                call.session.actingAs.map { .string($0.text) } ?? .null
            )
        )
        members.append(JSONMember("may", call.permitted))
        call.reply(.success(members))
    }
}

/// The session: operator, roles, links.
struct ShowSession: SystemMethod {
    static let contract = SystemContract("session.show", isForService: true)
    typealias Item = SessionItem

    func perform(_ call: SystemCall) {
        call.reply(.success([JSONMember("item", .object(call.sessionItem))]))
    }
}

/// Acts as any operator on this connection; training stores only.
struct ActAs: SystemMethod {
    static let contract = SystemContract(
        "session.actAs",
        .anyone,
        isTrainingOnly: true,
        positional: ["operator"],
        words: []
    )
    typealias Item = SessionItem

    let `operator`: ID<Operator>?

    func perform(_ call: SystemCall) {
        guard let slug = `operator` else {
            call.session.actingAs = nil
            return answer(call)
        }
        guard let reader = try? ViewReader(call.office.store.views) else {
            return call.reply(.failure(.storeIO))
        }
        guard let state = reader.state(OperatorState.self, slug), !state.isSuspended else {
            return call.reply(
                .failure(.rejected(.notFound(what: Operator.noun, id: slug.text)))
            )
        }
        call.session.actingAs = slug
        answer(call)
    }

    private func answer(_ call: SystemCall) {
        let caller = (try? ViewReader(call.office.store.views))?.caller(of: call.session)
        let now = SystemCall(
            office: call.office,
            session: call.session,
            caller: caller,
            reserved: call.reserved,
            request: call.request,
            language: call.language,
            reply: call.reply
        )
        now.reply(.success([JSONMember("item", .object(now.sessionItem))]))
    }
}

/// The catalogue as an OpenRPC document.
struct DiscoverRPC: SystemMethod {
    static let contract = SystemContract("rpc.discover", isForService: true, words: [])

    let prefix: Line?

    func perform(_ call: SystemCall) {
        let document = call.office.catalogue.document(call.language, prefix: prefix?.text)
        call.reply(.success(document.members ?? []))
    }
}

// MARK: Log

/// The end of the log.
struct ShowLogHead: SystemMethod {
    static let contract = SystemContract("log.head", isForService: true)
    typealias Item = LogHeadItem

    func perform(_ call: SystemCall) {
        let head = call.office.feed.head
        call.reply(
            .success([
                JSONMember("storeId", .string(call.office.store.log.storeID.text)),
                JSONMember("position", .integer(Int64(head.position))),
                JSONMember("hash", .string(head.hash.hex)),
                JSONMember("time", .string(OfficeClock.text(head.recordedAt))),
            ])
        )
    }
}
