// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
internal import Crypto
internal import EventLog
package import Keyring
internal import LMDB

/// What a backup says of itself; the same file stands beside both of its parts.
///
/// One line of canonical JSON, a line with the signature of the anchor key over it, and a line with
/// a code under the master key. The code lets a restore trust the keyring's manifest before it
/// reads anything; that manifest names the anchor key, which vouches for the log's.
package struct BackupManifest: Codable, Sendable, Equatable {
    /// A file of a part.
    package struct File: Codable, Sendable, Equatable {
        /// `log/data.mdb`, `keyring/data.mdb` or `keyring/erasures`.
        package var name: String
        /// Size, checked before the digest is.
        package var bytes: Int64
        /// Hexadecimal.
        package var sha256: String
    }

    /// The id of the backup: time and position.
    package var backup: String
    /// Microseconds since 1970 UTC.
    package var created: Int64
    /// As text.
    package var storeId: String
    /// `production` or `training`.
    package var mode: String
    /// The log format.
    package var format: Int64
    /// The head of the log in the backup.
    package var position: UInt64
    /// Its hash, hexadecimal.
    package var headHash: String
    /// Of both parts, the keys and the log; one whose keys are gone names them still.
    package var files: [File]
    /// Lines of the ledger of erasures when the backup was made.
    package var ledgerLines: Int
    /// SHA-256 of that ledger, hexadecimal.
    package var ledgerDigest: String
    /// The id of the master key that wraps the keys, hexadecimal.
    package var masterKey: String
    /// The public half of the anchor key, base64.
    package var anchorKey: String
    /// The version of liblmdb that wrote the copies.
    package var library: String
    /// True when the whole copy was checked before the backup got its name.
    package var verified: Bool

    /// The name of the file.
    static let fileName = "MANIFEST"

    /// A manifest in its file, with what vouches for it.
    package struct Sealed: Sendable {
        /// Trusted only once its signature or code is checked.
        package let manifest: BackupManifest
        /// The line that is signed.
        let line: [UInt8]
        let signature: [UInt8]
        let code: [UInt8]

        /// Signs a manifest with the office's keys.
        init(_ manifest: BackupManifest, by keyring: Keyring) throws {
            self.manifest = manifest
            line = try CanonicalJSON.encode(manifest)
            signature = try keyring.signAnchor(line)
            code = keyring.manifestCode(of: line)
        }

        /// The content of the file.
        var bytes: [UInt8] {
            line + Array("\nsig \(Base64.text(signature))\nmac \(Base64.text(code))\n".utf8)
        }

        /// From the content of the file; `nil` for anything that is no manifest.
        package init?(_ bytes: [UInt8]) {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            guard lines.count == 4, lines[3].isEmpty,
                let document = try? JSONDocument(scanning: Array(lines[0]), limits: .unlimited),
                let manifest = try? CanonicalJSON.decode(BackupManifest.self, from: document),
                let signature = Self.value("sig ", lines[1]),
                let code = Self.value("mac ", lines[2])
            else { return nil }
            self.manifest = manifest
            line = Array(lines[0])
            self.signature = signature
            self.code = code
        }

        /// The manifest of a part; `nil` when there is none that can be read.
        package init?(part directory: String) {
            let path = directory + "/" + BackupManifest.fileName
            guard let bytes = try? Files.read(path, limit: 64 << 10) else { return nil }
            self.init(bytes)
        }

        private static func value(_ name: String, _ line: ArraySlice<UInt8>) -> [UInt8]? {
            guard line.starts(with: name.utf8) else { return nil }
            let text = String(decoding: line.dropFirst(name.utf8.count), as: UTF8.self)
            // One text for the same bytes: the last digit may hide bits that nobody reads.
            return Base64.bytes(text).flatMap { Base64.text($0) == text ? $0 : nil }
        }

        /// True when the anchor key with this public half signed it.
        package func isSigned(by publicKey: [UInt8]) -> Bool {
            Keyring.isAnchorSignature(signature, of: line, publicKey: publicKey)
        }

        /// True when it was made under this master key.
        package func isCoded(by masterKey: MasterKey) -> Bool {
            masterKey.isManifestCode(code, of: line)
        }
    }

    /// The file of a name.
    package func file(_ name: String) -> File? { files.first { $0.name == name } }
}

extension BackupManifest.File {
    /// The description of a file as it stands.
    init(_ name: String, at path: String) throws {
        self.name = name
        var hasher = SHA256()
        var bytes: Int64 = 0
        try Files.visit(path) { piece in
            hasher.update(data: piece)
            bytes += Int64(piece.count)
        }
        self.bytes = bytes
        sha256 = Hexadecimal.text(Array(hasher.finalize()))
    }

    /// Copies the file to a new place; throws when it is not the one described.
    package func copy(from source: String, to target: String) throws {
        let problem = BackupProblem("\(source) is not the file that its manifest describes")
        // Before it is opened: a pipe would never end.
        guard Files.size(source) == self.bytes else { throw problem }
        var hasher = SHA256()
        var bytes: Int64 = 0
        try Files.copy(source, to: target) { piece in
            hasher.update(data: piece)
            bytes += Int64(piece.count)
        }
        guard bytes == self.bytes, Hexadecimal.text(Array(hasher.finalize())) == sha256 else {
            throw problem
        }
    }
}

/// Why a backup is not made, kept or used.
package struct BackupProblem: Error, CustomStringConvertible {
    /// One sentence, without anything personal.
    package let description: String

    /// A problem in words, without anything personal.
    package init(_ description: String) { self.description = description }
}

/// The ledger of erasures as backups and anchors see it: lines, and the digest of their beginning.
package struct LedgerDigest: Sendable {
    private let bytes: [UInt8]
    private let ends: [Int]

    /// Longest ledger, in bytes.
    private static let bytesMax = 256 << 20

    /// The ledger in a file; empty when there is none.
    package init(_ path: String) throws {
        let content = try Files.read(path, limit: Self.bytesMax) ?? []
        bytes = content
        ends = content.indices.filter { content[$0] == UInt8(ascii: "\n") }
    }

    /// The bytes of all whole lines.
    package var wholeLines: [UInt8] { Array(bytes[..<(ends.last.map { $0 + 1 } ?? 0)]) }

    /// Whole lines.
    package var lines: Int { ends.count }

    /// SHA-256 of the first lines, hexadecimal; `nil` when there are fewer.
    package func digest(ofFirst lines: Int) -> String? {
        guard lines >= 0, lines <= ends.count else { return nil }
        let end = lines == 0 ? 0 : ends[lines - 1] + 1
        return Digest32(hashing: Array(bytes[..<end])).hex
    }
}
