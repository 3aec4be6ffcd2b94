// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
package import Domain
package import Projections

/// Who may call a method of the daemon itself.
package enum Audience: Sendable, Equatable {
    /// Any uid, also one the office does not know.
    case anyone
    /// Any operator.
    case anyOperator
    /// One of these roles.
    case roles([Role])
}

/// What a method of the daemon itself promises.
package struct SystemContract: Sendable {
    /// Like `system.status`.
    package let method: String
    /// Who may call it; judged once the params are read.
    package let audience: Audience
    /// True: service operators may call it too.
    package let isForService: Bool
    /// True for methods that change something without being a command: jobs, reload.
    package let isMaintenance: Bool
    /// True when the method exists on training stores only.
    package let isTrainingOnly: Bool
    /// Params that may be given by position on the command line, in order.
    package let positional: [String]
    /// What the client asks before it sends.
    package let confirm: String
    /// The words of the command line; `nil`: derived; empty: no command.
    package let words: [String]?
    /// The result member that the client prints as it is.
    package let print: String?
    /// Hints for some columns, by key.
    package let columns: [String: ColumnHint]

    /// A contract; see the properties.
    init(
        _ method: String,
        _ audience: Audience = .anyOperator,
        isForService: Bool = false,
        isMaintenance: Bool = false,
        isTrainingOnly: Bool = false,
        positional: [String] = [],
        confirm: String = "none",
        words: [String]? = nil,
        print: String? = nil,
        columns: [String: ColumnHint] = [:]
    ) {
        self.method = method
        self.audience = audience
        self.isForService = isForService
        self.isMaintenance = isMaintenance
        self.isTrainingOnly = isTrainingOnly
        self.positional = positional
        self.confirm = confirm
        self.words = words
        self.print = print
        self.columns = columns
    }
}

/// A method of the daemon itself: one type per method, params as stored properties.
package protocol SystemMethod: Decodable, Sendable {
    /// The rows' type, for the catalogue; ``Nothing`` when the result has no rows.
    associatedtype Item: Codable & Sendable = Nothing
    /// What the job it starts ends with, for the catalogue; ``Nothing`` when it starts none.
    associatedtype Outcome: Codable & Sendable = Nothing
    static var contract: SystemContract { get }
    /// Does it, now or later; calls `reply` once. Pool thread.
    func perform(_ call: SystemCall)
}

/// One call of a method of the daemon itself.
package struct SystemCall: Sendable {
    let office: Office
    let session: OfficeSession
    /// `nil` only for methods anyone may call.
    let caller: Caller?
    let reserved: ReservedParams
    let request: Request
    let language: Language
    /// Takes the members of the result, or why there is none.
    let reply: @Sendable (Result<[JSONMember], Failure>) -> Void

    /// Rows with the members every list has.
    func rows(_ rows: [some Encodable & Sendable]) {
        do {
            let values = try rows.map { try CanonicalJSON.encodeValue($0, writesNull: true) }
            reply(.success([JSONMember("rows", .array(values)), JSONMember("next", .null)]))
        } catch {
            reply(.failure(.internal(.init(error))))
        }
    }
}

extension Office {
    /// Reads the params of a system method and starts it on a pool thread.
    func call(
        _ type: any SystemMethod.Type,
        _ request: Request,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ presenter: Presenter
    ) throws(JSONDecodingError) -> Prepared {
        try decodeAndCall(type, request, reserved, session, presenter)
    }

    private func decodeAndCall<M: SystemMethod>(
        _ type: M.Type,
        _ request: Request,
        _ reserved: ReservedParams,
        _ session: OfficeSession,
        _ presenter: Presenter
    ) throws(JSONDecodingError) -> Prepared {
        let ignored = ReservedParams.ofQueries.filter { !M.own.contains($0) }
        let method = try Params.decode(
            M.self,
            request.document,
            request.params,
            reserved: ignored
        )
        let facts = facts(request)
        return .query { [self] reply in
            let answer: @Sendable (Result<[JSONMember], Failure>) -> Void = { [self] outcome in
                count(outcome, of: M.contract.method, session)
                switch outcome {
                case .success(let members): reply { presenter.result(request.id, members) }
                case .failure(let failure):
                    reply { presenter.error(failure, facts).line(id: request.id) }
                }
                if session.endCall(request.id) { endSubscriptions(of: request.id, in: session) }
            }
            session.beginCall(request.id)
            let isTaken = pool.perform { [self] in
                feed.awaitRecorded()
                do throws(Failure) {
                    let caller = try admit(M.contract, session)
                    method.perform(
                        SystemCall(
                            office: self,
                            session: session,
                            caller: caller,
                            reserved: reserved,
                            request: request,
                            language: presenter.language,
                            reply: answer
                        )
                    )
                } catch {
                    answer(.failure(error))
                }
            }
            if !isTaken { answer(.failure(.busy(what: "queries"))) }
        }
    }

    /// Who calls, when they may.
    private func admit(
        _ contract: SystemContract,
        _ session: OfficeSession
    ) throws(Failure) -> Caller? {
        if contract.isTrainingOnly, !isTraining { throw .onlyTraining(method: contract.method) }
        let caller: Caller?
        let administrators: [String]
        do {
            let reader = try ViewReader(store.views)
            caller = reader.caller(of: session)
            administrators = caller == nil ? reader.administrators() : []
            if let failure = reader.failure { throw failure }
        } catch {
            throw Failure(reading: error)
        }
        if contract.audience == .anyone { return caller }
        guard let caller else {
            if hooks.isOwnUser(session.userID), contract.isForOwnUser { return nil }
            throw .notAuthorised(uid: session.userID, mayGrant: administrators)
        }
        if caller.isService, !contract.isForService {
            throw .forbidden(method: contract.method, needs: [])
        }
        if case .roles(let roles) = contract.audience, !caller.isService,
            Set(roles).isDisjoint(with: caller.roles)
        {
            throw .forbidden(method: contract.method, needs: roles)
        }
        return caller
    }
}

extension SystemMethod {
    /// Params the method takes itself although other methods have them reserved.
    static var own: [String] {
        switch contract.method {
        case "events.read", "events.show": ["limit"]
        default: []
        }
    }
}

extension SystemContract {
    /// True for what the daemon's own user may call without being an operator.
    ///
    /// That is what the unit's reload needs; the catalogue holds nothing of the office.
    var isForOwnUser: Bool {
        ["system.status", "config.reload", "rpc.discover"].contains(method)
    }
}
