// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import ControlProtocol

/// Gives arbitrary bytes to the line scanner and what follows it; nothing may stop the process.
///
/// What scans must have one canonical form, which scans to itself. Built only when `PEKSOS_FUZZ`
/// is set; the arguments are those of libFuzzer.
@main
enum LineScannerFuzz {
    static func main() {
        var count = CommandLine.argc
        // The arguments are the process's own and outlive the driver.
        var arguments = unsafe CommandLine.unsafeArgv
        unsafe _ = runDriver(&count, &arguments, testOneInput)
    }
}

/// The name under which libFuzzer's own `main`, linked but not used, looks for it.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    // The bytes are the driver's during the call; they are copied before anything looks at them.
    check(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// libFuzzer's driver, in place of its `main`: the package manager wants one of ours.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ argumentCount: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// A shape with everything that commands have: choices, lists, maps, nesting, values of enums.
private struct Sample: Codable {
    enum Choice: String, Codable, CaseIterable {
        case school
        case street
    }
    enum Shape: Codable {
        case circle(radius: Int)
        case label(String, at: Int)
    }

    var id: Int?
    var method: String?
    var choice: Choice?
    var shape: Shape?
    var pieces: [String: Int]?
    var params: JSONValue?
    var lines: [[Sample]]?
}

private func check(_ bytes: [UInt8]) {
    if case .invalid(let error, let id) = RequestParser.parse(line: bytes, language: .en) {
        let reply = error.line(id: id)
        precondition(Reply(line: reply) != nil, "an error that is no reply")
    }
    _ = Reply(line: bytes)
    guard let document = try? JSONDocument(scanning: bytes) else { return }
    let canonical = document.root.canonicalBytes()
    precondition(CanonicalJSON.bytes(document.root.value) == canonical, "two canonical forms")
    guard let again = try? JSONDocument(scanning: canonical, limits: .unlimited) else {
        fatalError("what was written cannot be read")
    }
    precondition(again.root.canonicalBytes() == canonical, "the canonical form is not stable")
    do throws(JSONDecodingError) {
        let sample = try CanonicalJSON.decode(Sample.self, from: document, rejectUnknown: true)
        guard let encoded = try? CanonicalJSON.encode(sample),
            let back = try? CanonicalJSON.decode(Sample.self, from: encoded)
        else { fatalError("what was decoded cannot be encoded") }
        precondition((try? CanonicalJSON.encode(back)) == encoded, "another value came back")
    } catch {
        let pointer = error.pointer.utf8
        precondition(pointer.isEmpty || pointer.first == UInt8(ascii: "/"), "no pointer")
        _ = WireError.invalidParams(error, .id).line(id: nil)
    }
}
