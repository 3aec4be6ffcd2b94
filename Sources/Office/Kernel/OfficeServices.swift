// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import Keyring

/// What rules may ask of the office besides rows: keyed hashes and stored commands.
final class OfficeServices: DecisionServices, Sendable {
    /// Commands that only the daemon asks for; nobody can call them.
    private static let inner = [
        ConfirmRollback.contract.method: CommandMethod(
            contract: ConfirmRollback.contract,
            type: ConfirmRollback.self
        )
    ]

    private let keyring: Keyring
    private let methods: Methods
    let isTrainingStore: Bool

    init(keyring: Keyring, methods: Methods, isTrainingStore: Bool) {
        self.keyring = keyring
        self.methods = methods
        self.isTrainingStore = isTrainingStore
    }

    func indexHash(_ text: String) -> String {
        Hexadecimal.text(keyring.indexHash(Array(text.utf8)))
    }

    func approvalDigest(method: String, params: String) -> String {
        Hexadecimal.text(
            keyring.digest(Digest32(hashing: Array((method + "\n" + params).utf8)).bytes)
        )
    }

    func pendingCommand(method: String, params: String) throws(Rejection) -> PendingCommand {
        guard let entry = methods.commands[method] ?? Self.inner[method] else {
            throw .notFound(what: "method", id: method)
        }
        do {
            let document = try JSONDocument(scanning: Array(params.utf8), limits: .unlimited)
            return PendingCommand(
                command: try entry.decode(document, document.root),
                isBackfilled: try ReservedParams(document.root).isBackfilled
            )
        } catch {
            throw .invalid(pointer: "", problem: "value", expected: "params of \(method)")
        }
    }
}
