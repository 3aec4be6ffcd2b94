// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import EventLog
package import Keyring

/// Four lines that name the newest event by its hash, signed: whoever keeps them can later tell a
/// log that lost its end or was written anew.
package struct Anchor: Sendable, Equatable {
    /// Of the store that signed it.
    package let storeID: StoreID
    /// Of the newest event then.
    package let position: UInt64
    /// RFC 3339.
    package let time: String
    /// Lines of the ledger of erasures.
    package let ledgerLines: Int
    /// Of the record at that position.
    package let hash: Digest32
    /// The anchor key's id, hexadecimal.
    package let keyID: String
    /// 64 bytes.
    package let signature: [UInt8]

    private static let title = "peksos/"

    /// Signs the head of a store.
    package init(
        storeID: StoreID,
        position: UInt64,
        hash: Digest32,
        time: String,
        ledgerLines: Int,
        signedBy keyring: Keyring
    ) throws(KeyringError) {
        self.storeID = storeID
        self.position = position
        self.time = time
        self.ledgerLines = ledgerLines
        self.hash = hash
        keyID = Hexadecimal.text(keyring.anchorKeyID)
        let lines = Self.lines(storeID, position, time, ledgerLines, hash)
        signature = try keyring.signAnchor(Array(lines.utf8))
    }

    /// From the text; `nil` for anything that is not exactly what ``text`` answers.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4 || (lines.count == 5 && lines[4].isEmpty),
            lines[0].hasPrefix(Self.title),
            let storeID = StoreID(text: String(lines[0].dropFirst(Self.title.count))),
            let hash = Base64.bytes(String(lines[2])).flatMap({ Digest32($0) })
        else { return nil }
        let place = lines[1].split(separator: " ", omittingEmptySubsequences: false)
        let seal = lines[3].split(separator: " ", omittingEmptySubsequences: false)
        guard place.count == 3, let position = UInt64(place[0]), let ledger = Int(place[2]),
            ledger >= 0, seal.count == 3, seal[0] == "sig",
            let signature = Base64.bytes(String(seal[2]))
        else { return nil }
        self.storeID = storeID
        self.position = position
        time = String(place[1])
        ledgerLines = ledger
        self.hash = hash
        keyID = String(seal[1])
        self.signature = signature
    }

    private static func lines(
        _ storeID: StoreID,
        _ position: UInt64,
        _ time: String,
        _ ledgerLines: Int,
        _ hash: Digest32
    ) -> String {
        """
        \(title)\(storeID.text)
        \(position) \(time) \(ledgerLines)
        \(Base64.text(hash.bytes))

        """
    }

    /// The three lines that are signed, each with its end.
    private var signed: String {
        Self.lines(storeID, position, time, ledgerLines, hash)
    }

    /// The four lines.
    package var text: String { signed + "sig \(keyID) \(Base64.text(signature))\n" }

    /// True when the anchor key with this public half made it.
    package func isSigned(by publicKey: [UInt8]) -> Bool {
        Keyring.isAnchorSignature(signature, of: Array(signed.utf8), publicKey: publicKey)
    }
}
