// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import EventLog
package import Keyring
import LMDB
package import Office

extension StorePlan {
    /// The keyring of a closed store of ``TestOffice`` as it stands.
    package func withKeyring(_ body: (Keyring) throws -> Void) throws {
        let text = String(decoding: Files.read(directory + "/FORMAT"), as: UTF8.self)
        guard let format = StoreFormat(text: text) else { throw NoKeyring() }
        let keyring = try Keyring(
            directory: directory + "/keyring",
            storeID: format.storeID.bytes,
            masterKeys: [try MasterKey(TestOffice.masterKey)]
        )
        defer { keyring.environment.close() }
        try body(keyring)
    }

    /// Flips a bit of the first key of a subject.
    package func damageKey(of subject: String) throws {
        try withKeyring { keyring in
            let row = Array(subject.utf8) + [0, 0, 1]
            let table = keyring.environment.table("keys")
            var found: [UInt8]?
            do {
                let snapshot = try keyring.environment.beginRead()
                found = try snapshot.bytes(row, in: table)
            }
            guard var wrapped = found else { throw NoKeyring() }
            wrapped[20] ^= 1
            var transaction = try keyring.beginWrite(WriterPermit.take())
            try transaction.put(wrapped, for: row, in: table)
            try keyring.commit(transaction)
        }
    }

    private struct NoKeyring: Error {}
}
