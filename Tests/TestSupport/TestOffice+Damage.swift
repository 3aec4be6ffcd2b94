// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

extension TestOffice {
    /// Changes the first byte of a text wherever it stands in a data file of the open store.
    ///
    /// LMDB maps the file, so that whoever reads next sees the damage; the writer first gives up
    /// the rows that it has in hand. Answers how often the text was there.
    package func damage(_ text: String, in environment: String) throws -> Int {
        // Views are written after the answer.
        settle()
        let path = "\(storePath)/\(environment)/data.mdb"
        let file = try OpenFile(updating: path)
        let bytes = Files.read(path)
        let wanted = Array(text.utf8)
        var found = 0
        for place in bytes.indices where bytes[place...].starts(with: wanted) {
            try file.write([wanted[0] ^ 1], at: place)
            found += 1
        }
        settle()
        return found
    }
}
