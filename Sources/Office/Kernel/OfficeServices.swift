// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Domain
internal import EventLog
internal import Keyring
internal import LMDB
internal import Synchronization

/// What rules may ask of the office besides rows: keyed hashes, sealed fields, stored commands.
final class OfficeServices: DecisionServices, Sendable {
    /// Commands that only the daemon asks for; nobody can call them.
    private static let inner = [
        ConfirmRollback.contract.method: CommandMethod(
            contract: ConfirmRollback.contract,
            type: ConfirmRollback.self,
            recordsDenials: false
        )
    ]

    private let keyring: Keyring
    private let log: EventLog
    private let methods: Methods
    private let clock: OfficeClock
    let isTrainingStore: Bool
    /// Events with sealed fields of the batch in hand, which no reader of the log sees yet.
    private let uncommitted = Mutex<[UInt64: RecordedEvent]>([:])

    init(
        keyring: Keyring,
        log: EventLog,
        methods: Methods,
        clock: OfficeClock,
        isTrainingStore: Bool
    ) {
        self.keyring = keyring
        self.log = log
        self.methods = methods
        self.clock = clock
        self.isTrainingStore = isTrainingStore
    }

    /// Keeps an event of the batch in hand at hand.
    func remember(_ recorded: RecordedEvent) {
        uncommitted.withLock { $0[recorded.position] = recorded }
    }

    /// Forgets the events of the batch before.
    func beginBatch() {
        uncommitted.withLock { $0.removeAll(keepingCapacity: true) }
    }

    func opened(_ field: String, of subject: String, at position: Int64) -> String? {
        let position = UInt64(position)
        var recorded = uncommitted.withLock { $0[position] }
        if recorded == nil, let snapshot = try? log.environment.beginRead() {
            recorded = try? log.read(position, snapshot)
        }
        guard let recorded,
            let fields = try? Sealing.open(recorded, of: subject, keyring, log.storeID)
        else { return nil }
        return fields[field]
    }

    var now: Moment { clock.now }

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
                isBackfilled: try ReservedParams(document.root).isBackfilled,
                about: entry.contract.positional.first.flatMap { name in
                    document.root.member(name)?.string
                }
            )
        } catch {
            throw .invalid(pointer: "", problem: "value", expected: "params of \(method)")
        }
    }
}

extension OfficeServices {
    private static let mark = Array("{\"\(Initials.mark)\":".utf8)

    /// An answer with the initials of subjects where their marks stand.
    ///
    /// The names are opened in the event at a position, the command's first.
    func showingInitials(_ answer: [UInt8], namedAt position: Int64?) -> [UInt8] {
        let marked = answer.indices.contains { answer[$0...].starts(with: Self.mark) }
        guard marked, let position,
            let members = try? JSONDocument(scanning: answer, limits: .unlimited).root.value.members
        else { return answer }
        let shown = members.map { member -> JSONMember in
            guard let subject = member.value[Initials.mark]?.string else { return member }
            let name = opened("name", of: subject, at: position).map(PersonName.init(trusted:))
            return JSONMember(member.name, name.map { .string($0.masked) } ?? .null)
        }
        return CanonicalJSON.bytes(.object(shown))
    }
}
