// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import EventLog
internal import Keyring
internal import LMDB
internal import Projections

extension WriterLoop {
    static func isMapFull(_ error: any Error) -> Bool {
        switch error {
        case ViewError.store(let error): error.isMapFull
        case let error as LogError: error.isMapFull
        case KeyringError.store(let error): error.isMapFull
        default: false
        }
    }

    /// The kind of an error that spoilt a batch of one before its commit.
    func failure(of error: any Error) -> Failure {
        if let view = error as? ViewError {
            switch view {
            case .store(let error) where error.isMapFull: return full(store.views)
            case .damagedRow, .undecodable, .noBookkeeping, .store, .deadline:
                end(.viewsDistrusted("\(view)"))
                return .projectionStale(projection: "views", applied: 0, wanted: 0)
            }
        }
        if case KeyringError.store(let error) = error, error.isMapFull {
            return full(store.keyring.environment)
        }
        switch error {
        case KeyringError.damagedKey, KeyringError.keyMissing:
            return .storeCorrupt(.init("view", "keyring"), .init(error))
        default: break
        }
        if let log = error as? LogError { return failure(of: log) }
        return .internal(.init(error))
    }

    /// The kind of an error of the log before its commit; damage ends the daemon.
    private func failure(of log: LogError) -> Failure {
        if log.isMapFull { return full(store.log.environment) }
        if case .store(let error) = log, !error.isCorrupt, !error.isKeyExists { return .storeIO }
        if case .invalidEvent = log { return .internal(.init(log)) }
        end(.corrupt("\(log)"))
        return .storeCorrupt(.init("view", "log"), .init(log))
    }

    private func full(_ environment: Environment) -> Failure {
        let usage = environment.usage
        return .storeFull(
            usedPermille: Int64(usage.usedBytes) * 1000 / Int64(max(usage.mapSizeBytes, 1)),
            freeBytes: Files.freeBytes(store.directory) ?? 0
        )
    }
}
