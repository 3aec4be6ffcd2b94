// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import CanonicalJSON
import ControlProtocol

/// What runs here and there, for people.
package enum Versions {
    /// A line for each part that is known: client, daemon, protocol, store.
    package static func lines(_ versions: JSONValue, _ looks: Looks) -> [String] {
        let protocols = versions["protocol"].map { range in
            let (least, most) = (range["min"] ?? .null, range["max"] ?? .null)
            return least == most ? plainText(most) : "\(plainText(least))–\(plainText(most))"
        }
        let mode = versions["mode"]?.string.map { mode in
            ["training": looks.text(.training), "production": looks.text(.production)][mode] ?? mode
        }
        let parts: [(title: Text, value: String?)] = [
            (.versionOfClient, versions["client"]?.string),
            (.versionOfDaemon, versions["daemon"]?.string), (.versionOfProtocol, protocols),
            (.storeNumber, versions["store"]?.string), (.storeMode, mode),
        ]
        let width = parts.map { displayWidth(looks.text($0.title)) }.max() ?? 0
        return parts.compactMap { part in
            part.value.map { padded(looks.text(part.title), width) + "  " + escapedForTerminal($0) }
        }
    }
}

extension Text {
    static let versionOfClient = Text("peksosctl (klien)", "peksosctl (client)")
    static let versionOfDaemon = Text("peksosd (layanan)", "peksosd (daemon)")
    static let versionOfProtocol = Text("protokol", "protocol")
    static let storeNumber = Text("nomor penyimpanan", "store id")
    static let storeMode = Text("dipakai untuk", "mode")
    static let training = Text("latihan", "training")
    static let production = Text("pekerjaan sungguhan", "production")
}
