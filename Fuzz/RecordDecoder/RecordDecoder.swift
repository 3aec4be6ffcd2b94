// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog

/// Gives arbitrary bytes to the record decoder: they decode or throw, and never stop the process.
///
/// What decodes must encode to the same bytes again. Built only when `PEKSOS_FUZZ` is set; the
/// arguments are those of libFuzzer.
@main
enum RecordDecoderFuzz {
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
    guard let start = unsafe start else { return 0 }
    unsafe check(Span(_unsafeStart: start, count: count))
    return 0
}

/// libFuzzer's driver, in place of its `main`: the package manager wants one of ours.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ argumentCount: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private func check(_ bytes: Span<UInt8>) {
    // Without the hash the decoder gets deeper; the hash is checked against the encoder below.
    guard let recorded = try? Record.decode(bytes, at: 1, verify: false) else { return }
    guard
        let encoded = try? Record.encode(
            recorded.event,
            position: 1,
            previousHash: recorded.previousHash
        )
    else { fatalError("what was decoded cannot be encoded") }
    for index in 32..<encoded.bytes.count {
        precondition(encoded.bytes[index] == bytes[index], "byte \(index) differs")
    }
    precondition(encoded.bytes.count == bytes.count, "another length")
    let isSound = (try? Record.decode(bytes, at: 1)) != nil
    precondition(isSound == (encoded.hash == recorded.hash), "the hash was not looked at")
}
