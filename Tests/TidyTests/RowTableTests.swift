// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Goal: no two tables of rows share a number, which would mix their rows in one range of keys;
/// method: the numbers are read from the sources, so that no table is left out.
@Suite struct RowTableTests {
    @Test func `every table of rows has a number of its own`() {
        let opening = "RowTable("
        var names: [String: [String]] = [:]
        for file in SourceTree().swift where file.path.hasPrefix("Sources/") {
            for line in file.lines {
                guard let start = line.range(of: opening)?.upperBound else { continue }
                let parts = line[start...].split(separator: ",", maxSplits: 1)
                guard parts.count == 2, Int(parts[0]) != nil,
                    let name = parts[1].split(separator: "\"").dropFirst().first
                else { continue }
                names[String(parts[0]), default: []].append(String(name))
            }
        }
        #expect(names.count > 100)
        #expect(names.filter { $0.value.count > 1 } == [:])
    }
}
