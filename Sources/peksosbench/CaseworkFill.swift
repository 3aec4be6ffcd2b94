// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Carries the cases of some teams from their beginning to their end, or to where they rest open.
///
/// Each operator has a connection: first the supervisor of a team, then its workers. The cases that
/// stay open come last, as in an office.
final class CaseworkFill: Workload {
    private struct Case {
        let worker: Int
        let isOpen: Bool
        var step = CaseStep.register
        var client: [UInt8] = []
        var `case`: [UInt8] = []
    }

    /// More at once would be over the cap of a worker with open cases.
    private static let casesInFlight = 4
    /// Cases that stay open with each worker.
    private static let openCases = 7

    private let script: CaseScript
    private let teams: [CaseworkOffice.Team]
    private let firstNumber: Int
    private var cases: [Case] = []
    private let casesOfWorker: Int
    /// By connection: cases whose next step is that operator's.
    private var ready: [[Int]]
    /// By worker of these teams.
    private var begun: [Int]
    private var inFlight: [Int]
    private var requests = 0

    /// `numbers`: the clients whose cases these teams get, the same number for each worker.
    init(_ script: CaseScript, _ teams: [CaseworkOffice.Team], numbers: Range<Int>) {
        self.script = script
        self.teams = teams
        firstNumber = numbers.lowerBound
        let workers = teams.count * CaseworkOffice.workersOfTeam
        casesOfWorker = numbers.count / workers
        ready = Array(repeating: [], count: workers + teams.count)
        begun = Array(repeating: 0, count: workers)
        inFlight = begun
    }

    /// The operators of the connections, in order.
    static func operators(of teams: [CaseworkOffice.Team]) -> [String] {
        teams.flatMap { team in [team.supervisor.operator] + team.workers.map(\.operator) }
    }

    /// What became of the cases: who has which open one, and all with a worker.
    var rest: (open: [[String]], assigned: [[String]]) {
        let none: [[String]] = Array(repeating: [], count: begun.count)
        var (open, assigned) = (none, none)
        for (index, entry) in cases.enumerated() {
            let id = String(decoding: entry.case, as: UTF8.self)
            if entry.isOpen { open[entry.worker].append(id) }
            if entry.isOpen || !script.isScreenedOut(firstNumber + index) {
                assigned[entry.worker].append(id)
            }
        }
        return (open, assigned)
    }

    func appendRequest(for connection: Int, to bytes: inout [UInt8]) -> Int? {
        guard let index = ready[connection].popLast() ?? begin(connection) else { return nil }
        let entry = cases[index]
        requests += 1
        bytes.append("{\"id\":")
        bytes.append(number: requests)
        bytes.append(",\"jsonrpc\":\"2.0\",")
        let worker = entry.worker
        let size = CaseworkOffice.workersOfTeam
        script.append(
            entry.step,
            of: firstNumber + index,
            isOpen: entry.isOpen,
            CaseScript.Names(
                client: entry.client,
                case: entry.case,
                worker: teams[worker / size].workers[worker % size].worker
            ),
            to: &bytes
        )
        bytes.append("}}\n")
        return index
    }

    /// A new case of a supervisor's team, when some worker has room for one.
    private func begin(_ connection: Int) -> Int? {
        let size = CaseworkOffice.workersOfTeam
        guard connection % (size + 1) == 0 else { return nil }
        let first = connection / (size + 1) * size
        let free = (first..<first + size).filter {
            begun[$0] < casesOfWorker && inFlight[$0] < Self.casesInFlight
        }
        guard let worker = free.min(by: { begun[$0] < begun[$1] }) else { return nil }
        let isOpen = begun[worker] >= casesOfWorker - Self.openCases
        begun[worker] += 1
        inFlight[worker] += 1
        cases.append(Case(worker: worker, isOpen: isOpen))
        return cases.count - 1
    }

    func took(_ reply: ArraySlice<UInt8>, ticket: Int) -> Bool {
        // A canonical reply begins {"error" or {"id".
        guard reply.dropFirst(2).first == UInt8(ascii: "i") else { return false }
        let step = cases[ticket].step
        if step == .register { cases[ticket].client = reply.member("client") }
        if step == .open { cases[ticket].case = reply.member("case") }
        let entry = cases[ticket]
        let last = script.lastStep(of: firstNumber + ticket, isOpen: entry.isOpen)
        guard step != last, let next = step.next else {
            inFlight[entry.worker] -= 1
            return true
        }
        cases[ticket].step = next
        let size = CaseworkOffice.workersOfTeam
        let supervisor = entry.worker / size * (size + 1)
        let place = next.isSupervisors ? supervisor : supervisor + 1 + entry.worker % size
        ready[place].append(ticket)
        return true
    }
}

extension ArraySlice<UInt8> {
    /// The text of the first member of that name.
    func member(_ name: String) -> [UInt8] {
        let sought = Array("\"\(name)\":\"".utf8)
        var place = startIndex
        while place + sought.count < endIndex {
            if self[place] == sought[0], self[place...].starts(with: sought) {
                return Array(self[(place + sought.count)...].prefix { $0 != UInt8(ascii: "\"") })
            }
            place += 1
        }
        return []
    }
}
