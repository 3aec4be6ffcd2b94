// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CanonicalJSON
import ControlClient
import ControlProtocol

/// `man DIR [CATALOGUE …]`: the manual pages of the client, in both languages.
struct ManCommand: LocalCommand {
    @Argument var directory: String
    @Argument var files: [String] = []

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        var count = 0
        for catalogue in try catalogues(client) {
            for page in Manual(catalogue).pages {
                let path = "\(directory)/\(page.path)"
                let folder = path.split(separator: "/", omittingEmptySubsequences: false)
                System.makeDirectory(folder.dropLast().joined(separator: "/"), mode: 0o755)
                do throws(SystemError) {
                    try System.writeFile(path, Array(page.text.utf8), mode: 0o644, replacing: true)
                } catch {
                    throw Failure("outputFailed", exit: 74, .outputFailed, "\(path): \(error.text)")
                }
                count += 1
            }
        }
        client.console.note(client.looks.text(.pagesWritten, "\(count)", directory))
        return 0
    }

    /// The files named, else what the daemon says in either language.
    private func catalogues(_ client: Client) throws(Failure) -> [Catalogue] {
        var found: [Catalogue] = []
        for file in files { found.append(try catalogue(try bytes(file), from: file)) }
        if !files.isEmpty { return found }
        for language in Language.allCases {
            let params = [JSONMember("lang", .string(language.rawValue))]
            let document = try client.session.call("rpc.discover", params)
            found.append(try catalogue(CanonicalJSON.bytes(document), from: "rpc.discover"))
        }
        return found
    }

    private func bytes(_ file: String) throws(Failure) -> [UInt8] {
        do throws(SystemError) {
            return try System.readFile(file, limit: Connection.lineBytesMax)
        } catch {
            throw .usage(.cannotRead, file, error.text)
        }
    }

    private func catalogue(_ bytes: [UInt8], from source: String) throws(Failure) -> Catalogue {
        guard let catalogue = Catalogue(bytes: bytes) else {
            throw Failure("badReply", exit: 76, .badReply, source)
        }
        return catalogue
    }
}
