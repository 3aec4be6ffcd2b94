// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The coin drive's everyday commands over many boxes, each command valid when it is sent.
///
/// A box goes round: sealed, deployed, checked, retrieved, count opened, counted twice, confirmed
/// (which posts the ledger), deposited. Beside that a place, an item or a pupil is registered now
/// and then. Two operators share the work because no one may confirm what they counted alone.
final class OfficeWorkload: Workload {
    /// What a box waits for.
    private enum Stage: UInt8 {
        case register, seal, deploy, check, retrieve, open, firstPass, secondPass, confirm, deposit
    }

    private struct Box {
        var stage = Stage.register
        var round: UInt16 = 0
        var seal: Int32 = 0
        /// The running count as the daemon named it, `HTG-2016-0001`.
        var count: [UInt8] = []
    }

    /// The operators of the load: one counts, the other confirms; the rest either may do.
    enum Operator: Int, CaseIterable {
        case counter, confirmer

        var name: String { ["hitung", "setuju"][rawValue] }
    }

    static let drives = 16
    static let date = "2016-07-20"
    /// In a thousand commands: places, items, pupils.
    private static let asidePermille = (places: 10, items: 10, pupils: 5)

    let boxCount: Int
    private(set) var registered = 0
    private var boxes: [Box]
    /// Boxes at rest, by the operator who takes the next step.
    private var resting: [[Int32]] = [[], []]
    private var random: Random
    private var requests = 0
    private var seals = 0
    private var asides = 0
    private let contact: String
    /// Who acts on a connection; changed when other connections take over.
    var operatorOf: (Int) -> Operator = { _ in .counter }
    /// Only `box.register` until every box exists.
    private var isPreloading = true

    init(boxCount: Int, contact: String, seed: UInt64) {
        self.boxCount = boxCount
        self.contact = contact
        boxes = Array(repeating: Box(), count: boxCount)
        random = Random(seed: seed)
    }

    // MARK: Requests

    func appendRequest(for connection: Int, to bytes: inout [UInt8]) -> Int? {
        if isPreloading {
            guard registered < boxCount else { return nil }
            registered += 1
            begin("box.register", &bytes)
            appendBox(registered - 1, &bytes)
            end(&bytes)
            return registered - 1
        }
        let acting = operatorOf(connection)
        let lot = random.below(1000)
        let permille = Self.asidePermille
        if lot < permille.places + permille.items + permille.pupils {
            appendAside(lot, &bytes)
            return -1
        }
        guard let box = takeResting(acting) else { return nil }
        append(step: boxes[box].stage, of: box, &bytes)
        return box
    }

    /// Ends the preload: from now on boxes go round.
    func startRounds() { isPreloading = false }

    private func takeResting(_ acting: Operator) -> Int? {
        let count = resting[acting.rawValue].count
        guard count > 0 else { return nil }
        let place = random.below(count)
        resting[acting.rawValue].swapAt(place, count - 1)
        return resting[acting.rawValue].popLast().map(Int.init)
    }

    private func begin(_ method: String, _ bytes: inout [UInt8]) {
        requests += 1
        bytes.append("{\"id\":")
        bytes.append(number: requests)
        bytes.append(",\"jsonrpc\":\"2.0\",\"method\":\"")
        bytes.append(method)
        bytes.append("\",\"params\":{\"commandId\":\"0190f6a0-7a10-7c3e-9c5b-")
        bytes.append(number: requests, width: 12)
        bytes.append("\",\"occurredOn\":\"2016-07-20\"")
    }

    private func end(_ bytes: inout [UInt8]) { bytes.append("}}\n") }

    private func appendBox(_ box: Int, _ bytes: inout [UInt8]) {
        bytes.append(",\"box\":\"")
        appendBoxCode(box, &bytes)
        bytes.append("\"")
    }

    private func appendBoxCode(_ box: Int, _ bytes: inout [UInt8]) {
        bytes.append("K-")
        bytes.append(number: box, width: 7)
    }

    private func appendCount(_ box: Int, _ bytes: inout [UInt8]) {
        bytes.append(",\"count\":\"")
        bytes.append(contentsOf: boxes[box].count)
        bytes.append("\"")
    }

    private func appendSeal(_ box: Int, _ bytes: inout [UInt8]) {
        bytes.append(",\"seal\":\"S-")
        bytes.append(number: Int(boxes[box].seal), width: 7)
        bytes.append("\"")
    }

    private func appendDrive(_ box: Int, _ bytes: inout [UInt8]) {
        bytes.append("KHAS-")
        bytes.append(number: box % Self.drives, width: 2)
    }

    private func append(step: Stage, of box: Int, _ bytes: inout [UInt8]) {
        switch step {
        case .register:
            begin("box.register", &bytes)
            appendBox(box, &bytes)
        case .seal:
            seals += 1
            boxes[box].seal = Int32(seals)
            begin("box.seal", &bytes)
            appendBox(box, &bytes)
            appendSeal(box, &bytes)
        case .deploy:
            begin("box.deploy", &bytes)
            appendBox(box, &bytes)
            bytes.append(",\"drive\":\"")
            appendDrive(box, &bytes)
            bytes.append("\",\"place\":\"P-00\"")
        case .check:
            begin("box.check", &bytes)
            appendBox(box, &bytes)
            bytes.append(",\"sealIntact\":true,\"note\":\"di dekat kasir\"")
        case .retrieve:
            begin("box.retrieve", &bytes)
            appendBox(box, &bytes)
            appendSeal(box, &bytes)
            bytes.append(",\"sealIntact\":true")
        case .open:
            begin("count.open", &bytes)
            appendBox(box, &bytes)
            appendSeal(box, &bytes)
            bytes.append(",\"counters\":[\"hitung\",\"")
            bytes.append(contact)
            bytes.append("\"],\"unrelated\":true")
        case .firstPass, .secondPass:
            begin("count.record", &bytes)
            appendCount(box, &bytes)
            bytes.append(",\"counter\":\"")
            bytes.append(step == .firstPass ? Operator.counter.name : contact)
            appendPieces(pieces(box), &bytes)
        case .confirm:
            begin("count.confirm", &bytes)
            appendCount(box, &bytes)
        case .deposit:
            begin("fund.depositCash", &bytes)
            bytes.append(",\"fund\":\"")
            appendDrive(box, &bytes)
            bytes.append("\",\"counts\":[\"")
            bytes.append(contentsOf: boxes[box].count)
            bytes.append("\"],\"slip\":\"")
            bytes.append(number: requests)
            bytes.append("\",\"bankAmount\":")
            let coins = pieces(box)
            bytes.append(number: coins.0 * 1000 + coins.1 * 500 + coins.2 * 200 + coins.3 * 100)
        }
        end(&bytes)
    }

    /// The coins in a box this round: the same for both passes.
    private func pieces(_ box: Int) -> (Int, Int, Int, Int) {
        let base = (box &* 31 &+ Int(boxes[box].round) &* 17) % 97 + 20
        return (base, base * 2, base + 13, base * 3 / 2)
    }

    private func appendPieces(_ coins: (Int, Int, Int, Int), _ bytes: inout [UInt8]) {
        bytes.append("\",\"pieces\":{\"1000\":")
        bytes.append(number: coins.0)
        bytes.append(",\"500\":")
        bytes.append(number: coins.1)
        bytes.append(",\"200\":")
        bytes.append(number: coins.2)
        bytes.append(",\"100\":")
        bytes.append(number: coins.3)
        bytes.append("}")
    }

    private func appendAside(_ lot: Int, _ bytes: inout [UInt8]) {
        asides += 1
        if lot < Self.asidePermille.places {
            begin("place.register", &bytes)
            bytes.append(",\"place\":\"T-")
            bytes.append(number: asides, width: 7)
            bytes.append("\",\"name\":\"Pasar Rekaan\",\"area\":\"33.74\",\"kind\":\"market\"")
        } else if lot < Self.asidePermille.places + Self.asidePermille.items {
            begin("item.define", &bytes)
            bytes.append(",\"item\":\"B-")
            bytes.append(number: asides, width: 7)
            bytes.append("\",\"name\":\"Buku tulis\",\"category\":\"stationery\",\"unit\":\"buah\"")
        } else {
            begin("beneficiary.register", &bytes)
            bytes.append(",\"name\":\"Anak Rekaan\",\"birthYear\":2006,\"pupilNumber\":\"")
            bytes.append(number: asides, width: 10)
            bytes.append("\"")
        }
        end(&bytes)
    }

    // MARK: Replies

    func took(_ reply: ArraySlice<UInt8>, ticket: Int) -> Bool {
        // A canonical reply begins {"error" or {"id".
        let isSuccess = reply.dropFirst(2).first == UInt8(ascii: "i")
        guard ticket >= 0 else { return isSuccess }
        // A refused box rests for good: the failure is counted and shown.
        guard isSuccess else { return false }
        advance(ticket, reply)
        let next = boxes[ticket].stage
        switch next {
        case .firstPass, .secondPass: resting[Operator.counter.rawValue].append(Int32(ticket))
        case .confirm: resting[Operator.confirmer.rawValue].append(Int32(ticket))
        case .register, .seal, .deploy, .check, .retrieve, .open, .deposit:
            let isCounterShort = resting[0].count <= resting[1].count
            resting[isCounterShort ? 0 : 1].append(Int32(ticket))
        }
        return true
    }

    private func advance(_ box: Int, _ reply: ArraySlice<UInt8>) {
        switch boxes[box].stage {
        case .open:
            boxes[box].count = reply.member("count")
            boxes[box].stage = .firstPass
        case .deposit:
            boxes[box].round &+= 1
            boxes[box].stage = .seal
        case .register: boxes[box].stage = .seal
        case .seal: boxes[box].stage = .deploy
        case .deploy: boxes[box].stage = .check
        case .check: boxes[box].stage = .retrieve
        case .retrieve: boxes[box].stage = .open
        case .firstPass: boxes[box].stage = .secondPass
        case .secondPass: boxes[box].stage = .confirm
        case .confirm: boxes[box].stage = .deposit
        }
    }

    /// A count that was opened, for queries; any of them.
    var someCount: String? {
        for _ in 0..<1000 {
            let box = boxes[random.below(boxCount)]
            if !box.count.isEmpty { return String(decoding: box.count, as: UTF8.self) }
        }
        return nil
    }
}
