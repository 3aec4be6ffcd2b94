// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import ControlProtocol
internal import Domain
internal import Keyring
internal import Projections

extension Office {
    /// The part of the status about erasures and the master key, and what it warns of.
    ///
    /// Ids of keys and people only.
    struct KeyStatus {
        let members: [JSONMember]
        let warnings: [(code: String, details: JSONValue)]
    }

    /// How erasures and the master key stand.
    func keyStatus(_ reader: ViewReader) -> KeyStatus {
        let duties = (try? erasureDuties(reader)) ?? ErasureDuties()
        let rotation = reader.row(MasterKeyRow.self, MasterKeyRow.key)
        let escrow = EscrowCheck.last(in: store.directory)
        let current = store.keyring.keyEncryptionKeyIDText
        let isProved = escrow?.keyID == current
        return KeyStatus(
            members: [
                JSONMember(
                    "masterKey",
                    [
                        "id": .string(current),
                        "escrowCheckedAt": isProved ? Self.time(escrow?.checkedAt) : .null,
                        "rotatedAt": Self.time(rotation?.rotatedAt),
                        "mayDestroy": rotation.map { .string($0.from) } ?? .null,
                        "rotateBy": Self.time(duties.masterKeyUntil),
                    ]
                ),
                JSONMember(
                    "erasure",
                    [
                        "unfinished": .integer(duties.unfinished),
                        "rebuildViewsBy": Self.time(duties.viewsUntil),
                    ]
                ),
            ],
            warnings: warnings(duties, rotation, isProved: isProved)
        )
    }

    private func warnings(
        _ duties: ErasureDuties,
        _ rotation: MasterKeyRow?,
        isProved: Bool
    ) -> [(code: String, details: JSONValue)] {
        let now = clock.microseconds()
        var warnings: [(code: String, details: JSONValue)] = []
        if !missingKeys.isEmpty {
            let named = missingKeys.prefix(20).map { JSONValue.string($0) }
            warnings.append(
                (
                    "keyMissing",
                    ["subjects": .array(named), "count": .integer(Int64(missingKeys.count))]
                )
            )
        }
        if duties.unfinished > 0 {
            warnings.append(("erasureUnfinished", ["count": .integer(duties.unfinished)]))
        }
        if let until = duties.viewsUntil, until < now {
            warnings.append(("viewsRebuildOverdue", ["since": Self.time(until)]))
        }
        if let until = duties.masterKeyUntil {
            warnings.append(
                until < now
                    ? ("keyRotationOverdue", ["since": Self.time(until)])
                    : ("keyRotationDue", ["until": Self.time(until)])
            )
        }
        if !isProved, !isTraining {
            let id = store.keyring.keyEncryptionKeyIDText
            warnings.append(("escrowUnproved", ["key": .string(id)]))
        }
        if let rotation, isProved, rotation.rotatedAt > now - Self.destroyingDays {
            warnings.append(("oldKeyToDestroy", ["key": .string(rotation.from)]))
        }
        return warnings
    }

    // For this long after a rotation the status asks for the old key, in microseconds.
    private static let destroyingDays: Int64 = 30 * 86_400_000_000

    private static func time(_ microseconds: Int64?) -> JSONValue {
        microseconds.map { .string(OfficeClock.text($0)) } ?? .null
    }
}
