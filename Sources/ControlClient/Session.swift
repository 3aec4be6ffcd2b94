// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// A conversation with the daemon: greeting, requests with retries, notifications between.
package final class Session {
    /// Socket, patience and looks; a shell changes them line by line.
    package var options: Options
    // Their answers, some 40 kB each for an import, must fit between the two processes: nobody reads
    // while a request is being written.
    private static let inFlightMax = 4

    private let console: Console
    private var connection: Connection?
    private var lastID: Int64 = 0
    /// The daemon's greeting; null before ``open()``.
    package private(set) var hello: JSONValue = .null
    /// Called with method and params of every notification.
    package var notified: (String, JSONValue) -> Void = { _, _ in }

    /// Connects at the first request.
    package init(options: Options, console: Console) {
        self.options = options
        self.console = console
    }

    /// Whether the daemon said that its store is for training.
    package var isTraining: Bool { hello["store"]?["mode"]?.string == "training" }
    var digest: String? { hello["catalogue"]?["digest"]?.string }

    /// Connects, greets, and takes another operator's place where asked (training store only).
    ///
    /// Nothing was asked for yet, so a daemon that breaks off or is starting is waited for.
    package func open() throws(Failure) {
        try persist(isSafe: true) { () throws(Failure) in try greet() }
    }

    private func greet() throws(Failure) {
        guard connection == nil else { return }
        let fresh = try Connection(socket: options.socket)
        connection = fresh
        do throws(Failure) {
            var params: [JSONMember] = [
                JSONMember("client", ["name": "peksosctl", "version": .string(clientVersion)])
            ]
            if let language = options.wantedLanguage {
                params.append(JSONMember("lang", .string(language.rawValue)))
            }
            hello = try exchange("system.hello", params, patience: options.patience)
            let range = hello["protocol"]
            guard (range?["min"]?.integer ?? 1) <= 1, (range?["max"]?.integer ?? 1) >= 1 else {
                throw Failure("protocol", exit: 76, .protocolMismatch)
            }
            if let operatorName = options.actAs {
                let member = JSONMember("operator", .string(operatorName))
                _ = try exchange("session.actAs", [member], patience: options.patience)
            }
        } catch {
            connection = nil
            throw error
        }
    }

    /// Forgets the connection; the next request makes a new one.
    package func drop() { connection = nil }

    /// Sends a request and waits for its result; no second try.
    package func call(
        _ method: String,
        _ params: [JSONMember] = [],
        patience: Int64? = nil
    ) throws(Failure) -> JSONValue {
        try open()
        return try exchange(method, params, patience: patience ?? options.patience)
    }

    /// Sends a request and, when its outcome stays unknown, the same line again.
    ///
    /// A command's id makes that safe. Throws the last failure, with ``Failure/isUncertain`` still
    /// set.
    package func deliver(
        _ method: String,
        _ params: [JSONMember],
        isCommand: Bool,
        personal: Set<String> = []
    ) throws(Failure) -> JSONValue {
        try persist(isSafe: isCommand) { () throws(Failure) in
            try greet()
            return try exchange(method, params, patience: options.patience, personal: personal)
        }
    }

    /// Sends requests of a method with several on their way, and tells of each what came of it.
    ///
    /// Answers come in the order sent; after a false nothing further is sent, and what is on its way
    /// is still told of. What stays unknown is sent again as by ``deliver(_:_:isCommand:personal:)``,
    /// so every request is one that may be: a command with an id, or a trial. Throws when an outcome
    /// cannot be learnt.
    package func deliverAll(
        _ method: String,
        _ calls: [[JSONMember]],
        answered: (Int, Result<JSONValue, Failure>) -> Bool
    ) throws(Failure) {
        var done = 0
        var sent = 0
        var end = calls.count
        while done < end {
            let answer = try persist(isSafe: true) {
                () throws(Failure) -> Result<JSONValue, Failure> in
                if connection == nil { sent = done }
                try greet()
                while sent < min(end, done + Self.inFlightMax) {
                    try post(method, calls[sent])
                    sent += 1
                }
                do throws(Failure) {
                    return .success(try collect())
                } catch  where error.isUncertain {
                    // Those behind it are sent again too, and answered as before.
                    connection = nil
                    throw error
                } catch  where error.wire != nil {
                    return .failure(error)
                }
            }
            // Nothing is sent from here on but what was, should the connection break.
            if !answered(done, answer) { end = sent }
            done += 1
        }
    }

    /// Repeats what failed without a known outcome: safe work, and what found no room, until
    /// `--timeout` is over, the rest twice at most.
    private func persist<Value>(
        isSafe: Bool,
        _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let started = System.monotonicMilliseconds()
        var delays: [Int64] = [100, 200, 500, 1_000, 2_000]
        var tries = 0
        while true {
            tries += 1
            do throws(Failure) {
                return try work()
            } catch {
                // After a broken connection a daemon that is not there is a restart to wait for.
                let mayHelp = error.isUncertain || (tries > 1 && error.kind == "unreachable")
                if error.kind != "busy" { connection = nil }
                let pause = delays.count > 1 ? delays.removeFirst() : delays[0]
                let delay = max(error.wire?["data"]?["retryAfterMs"]?.integer ?? 0, pause)
                let elapsed = System.monotonicMilliseconds() - started
                // What found no room was not done, whatever it is.
                let isHarmless = isSafe || error.kind == "busy"
                let mayRepeat = isHarmless ? elapsed + delay < options.timeoutMs : tries <= 2
                guard mayHelp, mayRepeat else {
                    let isLost = error.kind == "unreachable" && tries > 1
                    throw isLost ? .lost(.connectionLost) : error
                }
                System.pause(milliseconds: min(delay, 2_000))
                if System.interruptCount > 0 {
                    throw Failure("interrupted", exit: 130, .interrupted)
                }
            }
        }
    }

    /// Sends requests without waiting, for `call -`: answers come in the order sent.
    package func post(_ method: String, _ params: [JSONMember]) throws(Failure) {
        lastID += 1
        try connection?.send(try line(method, params))
    }

    /// The next answer of posted requests.
    package func collect() throws(Failure) -> JSONValue {
        try answer(to: nil, until: System.monotonicMilliseconds() + options.patience)
    }

    /// Waits for notifications until the connection ends or a signal comes.
    package func listen(while goOn: () -> Bool) throws(Failure) {
        guard let connection else { return }
        while goOn() {
            let document = try connection.receive(until: nil)
            show("←", document.root.value)
            if let method = document.root["method"]?.string {
                notified(method, document.root["params"]?.value ?? .null)
            }
        }
    }

    private func line(_ method: String, _ params: [JSONMember]) throws(Failure) -> [UInt8] {
        let line = CanonicalJSON.bytes(request(method, params))
        guard line.count <= Connection.lineBytesMax else {
            throw Failure("lineTooLong", exit: 65, .lineTooLong)
        }
        return line
    }

    /// The request object as it is sent next.
    package func request(_ method: String, _ params: [JSONMember]) -> JSONValue {
        [
            "jsonrpc": "2.0", "id": .integer(lastID), "method": .string(method),
            "params": .object(params),
        ]
    }

    private func exchange(
        _ method: String,
        _ params: [JSONMember],
        patience: Int64,
        personal: Set<String> = []
    ) throws(Failure) -> JSONValue {
        guard let connection else { throw .lost(.connectionLost) }
        lastID += 1
        let line = try line(method, params)
        show("→", request(method, params.map { masked($0, personal) }))
        let sent = System.monotonicMilliseconds()
        try connection.send(line)
        let result = try answer(to: lastID, until: sent + patience)
        if options.switches.contains("verbose") {
            console.note("\(method) \(System.monotonicMilliseconds() - sent) ms")
        }
        return result
    }

    private func answer(to id: Int64?, until deadline: Int64) throws(Failure) -> JSONValue {
        guard let connection else { throw .lost(.connectionLost) }
        while true {
            let root = try connection.receive(until: deadline).root
            show("←", options.showsRPC ? root.value : .null)
            if let method = root["method"]?.string {
                notified(method, root["params"]?.value ?? .null)
                continue
            }
            // An answer without id is to a line that the daemon could not read.
            let answered = root["id"]?.integer
            if let id, let answered, answered != id { continue }
            if let error = root["error"] { throw Failure(wire: error.value) }
            guard let result = root["result"] else {
                throw Failure("badReply", exit: 76, .badReply, "result")
            }
            return result.value
        }
    }

    private func show(_ arrow: String, _ value: JSONValue) {
        guard options.showsRPC, !value.isNull else { return }
        let text = String(decoding: CanonicalJSON.bytes(value), as: UTF8.self)
        console.note("\(arrow) \(console.isErrorTerminal ? escapedForTerminal(text) : text)")
    }
}

/// A member whose personal texts are replaced by `…`, at any depth.
package func masked(_ member: JSONMember, _ personal: Set<String>) -> JSONMember {
    if personal.contains(member.name) { return JSONMember(member.name, "…") }
    return JSONMember(member.name, masked(member.value, personal))
}

private func masked(_ value: JSONValue, _ personal: Set<String>) -> JSONValue {
    switch value {
    case .object(let members): .object(members.map { masked($0, personal) })
    case .array(let items): .array(items.map { masked($0, personal) })
    default: value
    }
}
