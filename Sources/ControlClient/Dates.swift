// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol

/// Days as people type them; the client knows no time zone but Asia/Jakarta, UTC+7 all year.
package enum Day {
    /// Today in Asia/Jakarta, in days since 1970-01-01.
    package static func today(_ wallMicroseconds: Int64 = System.wallMicroseconds()) -> Int {
        Int((wallMicroseconds / 1_000_000 + 7 * 3_600) / 86_400)
    }

    /// `2016-07-20`, `hari-ini`, `kemarin`, `today`, `yesterday` in the form of the wire.
    package static func typed(_ word: String, today: Int) -> String? {
        switch word {
        case "hari-ini", "today": Civil.isoDate(daysSince1970: today)
        case "kemarin", "yesterday": Civil.isoDate(daysSince1970: today - 1)
        default: Civil.days(isoDate: word) == nil ? nil : word
        }
    }

    /// The ISO form of a date written day first (`20/07/2016`, `20-7-2016`), as a hint.
    package static func guessed(_ word: String) -> String? {
        let parts = word.split(whereSeparator: { "/-.".contains($0) }).map(String.init)
        guard parts.count == 3, parts[2].utf8.count == 4 else { return nil }
        let two = parts.map { $0.utf8.count == 1 ? "0" + $0 : $0 }
        let iso = "\(two[2])-\(two[1])-\(two[0])"
        return Civil.days(isoDate: iso) == nil ? nil : iso
    }
}

/// A fresh UUIDv7: 48 bits of milliseconds, then chance.
package func makeCommandID(_ wallMicroseconds: Int64 = System.wallMicroseconds()) -> String {
    var bytes = System.randomBytes(16)
    let milliseconds = UInt64(wallMicroseconds / 1_000)
    for index in 0..<6 {
        bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * index))
    }
    bytes[6] = bytes[6] & 0x0F | 0x70
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(index) { text += "-" }
        text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return text
}
