// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
package import Domain
internal import ControlProtocol
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

/// An event that a command recorded, as its reply names it.
package struct EventReference: Sendable, Equatable {
    /// The stored name, `place.registered`.
    package let type: String
    /// `category-id`.
    package let stream: String
    /// 1-based count of the events of the stream.
    package let streamVersion: Int64
    /// 1-based place in the log.
    package let position: Int64
}

/// A warning as it is stored and told: a code and its facts.
package struct Warning: Sendable, Equatable {
    /// A constant that is never localised.
    package let code: String
    /// Ids, codes and numbers; nothing personal.
    package let details: JSONValue
}

/// What a command did.
package struct CommandResult: Sendable {
    /// The command's own result members, one canonical object.
    var answer: [UInt8]
    /// The events, in order; for a dry run without positions.
    var events: [EventReference]
    var warnings: [Warning]
    /// True when the command had been done before and this is its first answer again.
    var isReplayed = false
    /// True when nothing was written because only the outcome was asked for.
    var isDryRun = false
    /// The command id, when the daemon made it.
    var madeCommandID: String?

    /// An answer without members.
    static let noAnswer = Array("{}".utf8)
}

/// Why a request was not answered with a result; without language.
package enum Failure: Error, Sendable {
    case rejected(Rejection)
    /// Somebody else changed the stream; who and when is of its last event.
    case versionConflict(
        stream: String,
        expected: ExpectedVersion,
        actual: Int64,
        changedBy: String?,
        changedAt: Int64?
    )
    case invalidParams(JSONDecodingError)
    case notAuthorised(uid: UInt32, mayGrant: [String])
    case forbidden(method: String, needs: [Role])
    case onlyTraining(method: String)
    case commandIDReused(position: Int64?, recordedAt: Int64?)
    case busy(what: String)
    case draining
    case deadlineExceeded(waitedMilliseconds: Int64)
    case cancelled
    case storeFull(usedPermille: Int64, freeBytes: Int64)
    case storeIO
    case storeCorrupt(JSONMember, Fault)
    case outcomeUnknown
    case projectionStale(projection: String, applied: Int64, wanted: Int64)
    case cursorBeyondHead(pointer: String, head: Int64, storeID: String)
    case `internal`(Fault)
    /// The command was in flight when the daemon crashed, twice.
    case quarantined(commandID: String)
}

/// What went wrong inside the daemon, for the journal: types and codes, nothing that was stored.
package struct Fault: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// For the journal only; no client sees it.
    package let description: String

    /// A sentence of ours.
    package init(stringLiteral value: String) { description = value }

    /// Words of the errors of the storage, which tell of files and tables; of others the type only.
    package init(_ error: any Error) {
        description =
            switch error {
            case let error as LMDBError: error.description
            case let error as KeyringError: error.description
            case let error as LogError: "\(error)"
            case let error as ViewError: "\(error)"
            default: "\(type(of: error))"
            }
    }
}

extension Failure {
    /// What the journal must tell of a failure whose error names the request; `nil` for others.
    var fault: Fault? {
        switch self {
        case .internal(let fault): fault
        case .quarantined: "quarantined"
        case .storeIO: "storeIO"
        case .storeCorrupt(_, let fault): fault
        case .outcomeUnknown: "outcomeUnknown"
        default: nil
        }
    }

    /// The kind that the wire tells.
    var kind: ErrorKind {
        switch self {
        case .rejected(let rejection):
            switch rejection {
            case .notFound: .notFound
            case .versionConflict: .versionConflict
            case .invalid: .invalidParams
            case .forbidden: .forbidden
            case .refused: .refused
            }
        case .versionConflict: .versionConflict
        case .invalidParams, .cursorBeyondHead: .invalidParams
        case .notAuthorised: .notAuthorised
        case .forbidden, .onlyTraining: .forbidden
        case .commandIDReused: .commandIdReused
        case .busy: .busy
        case .draining: .draining
        case .deadlineExceeded: .deadlineExceeded
        case .cancelled: .cancelled
        case .storeFull: .storeFull
        case .storeIO: .storeIO
        case .storeCorrupt: .storeCorrupt
        case .outcomeUnknown: .outcomeUnknown
        case .projectionStale: .projectionStale
        case .internal, .quarantined: .internal
        }
    }

    /// True when the caller asked for what is not theirs to do or to see.
    var isDenial: Bool {
        if case .forbidden = self { return true }
        if case .notAuthorised = self { return true }
        guard case .rejected(let rejection) = self else { return false }
        switch rejection {
        case .forbidden, .notFound: return true
        case .invalid, .refused, .versionConflict: return false
        }
    }
}

extension Failure {
    /// What an error means for somebody who reads.
    init(reading error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let rejection as Rejection: self = .rejected(rejection)
        case ViewError.store(let store) where !store.isCorrupt: self = .storeIO
        case is ViewError:
            self = .projectionStale(projection: "views", applied: 0, wanted: 0)
        case let store as LMDBError where !store.isCorrupt: self = .storeIO
        case LogError.store(let store) where !store.isCorrupt: self = .storeIO
        case LogError.damaged(let position, _), LogError.missing(let position),
            LogError.chainBroken(let position):
            self = .storeCorrupt(.init("position", .integer(Int64(position))), .init(error))
        case is LogError, is LMDBError: self = .storeCorrupt(.init("view", "log"), .init(error))
        default: self = .internal(.init(error))
        }
    }
}

/// Why a writer or the whole daemon cannot go on; decides the exit status.
package enum FatalReason: Sendable, Equatable {
    /// A commit of the log failed: nobody knows whether it is on disk.
    case outcomeUnknown
    /// The views cannot be trusted any more; the restart rebuilds them.
    case viewsDistrusted(String)
    /// Log or keyring are damaged.
    case corrupt(String)
    /// Reading or writing failed.
    case inputOutput(String)

    /// 74 for input and output, 70 for damage.
    package var exitStatus: Int32 {
        switch self {
        case .outcomeUnknown, .viewsDistrusted, .inputOutput: 74
        case .corrupt: 70
        }
    }
}

/// A refusal as code and facts.
struct RefusalFacts {
    let code: String
    let details: JSONValue
    /// What is wrong with a detail that cannot be written; then the refusal must not be told.
    let fault: Fault?

    /// Reads code and details out of the synthesised encoding of an enum case.
    init(_ refusal: any Refusal) {
        do {
            let member = try CanonicalJSON.encodeValue(refusal).members?.first
            code = member?.name ?? "unknown"
            details = member?.value ?? .object([])
            fault = nil
        } catch {
            code = "unknown"
            details = .object([])
            fault = Fault(error)
        }
    }
}
