// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import EventLog
internal import LMDB

/// The text copy of what the log says about itself: the file `FORMAT`.
///
/// The last file put in place when a store is made: without it there is no store.
package struct StoreFormat: Sendable, Equatable {
    /// The number of the format of the log.
    package var format: UInt16
    /// The id that the log has too.
    package var storeID: StoreID
    /// Production or training.
    package var mode: StoreMode
    /// When the store was made, as text; not compared.
    package var created: String

    private static let title = "peksos store"

    /// What the log says.
    package init(_ log: EventLog) {
        self.init(storeID: log.storeID, mode: log.mode, created: log.created)
    }

    /// The file of a log of this release's format.
    init(storeID: StoreID, mode: StoreMode, created: Int64) {
        format = EventLog.format
        self.storeID = storeID
        self.mode = mode
        self.created = OfficeClock.text(created)
    }

    /// From the content of the file; `nil` for anything that ``text`` does not answer.
    package init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.count == 5, lines[0] == Self.title else { return nil }
        var values: [String] = []
        for (line, name) in zip(lines.dropFirst(), ["format", "id", "mode", "created"]) {
            guard line.hasPrefix(name + " ") else { return nil }
            values.append(String(line.dropFirst(name.count + 1)))
        }
        guard let format = UInt16(values[0]), let storeID = StoreID(text: values[1]),
            let mode = [StoreMode.production, .training].first(where: { $0.name == values[2] })
        else { return nil }
        self.format = format
        self.storeID = storeID
        self.mode = mode
        created = values[3]
    }

    /// The content of the file.
    package var text: String {
        """
        \(Self.title)
        format \(format)
        id \(storeID.text)
        mode \(mode.name)
        created \(created)

        """
    }

    /// The file of a store; throws the reason why there is none that can be served.
    package static func read(_ plan: StorePlan) throws -> StoreFormat {
        guard Files.exists(plan.format) else {
            guard Files.exists(plan.unfinished) else {
                throw StoreProblem(
                    78,
                    "\(plan.directory) holds no store: run peksosd init first"
                )
            }
            throw StoreProblem(
                78,
                "\(plan.directory) holds a store whose making did not finish: "
                    + "run peksosd init or restore again, nothing was recorded in it"
            )
        }
        guard let bytes = try Files.read(plan.format, limit: 4_096),
            let format = StoreFormat(text: String(decoding: bytes, as: UTF8.self))
        else {
            throw StoreProblem(78, "\(plan.format) cannot be read: restore it from a backup")
        }
        guard format.format == EventLog.format else {
            throw StoreProblem(
                78,
                "\(plan.format) says format \(format.format), this program reads "
                    + "\(EventLog.format): install the program that made the store, or a newer one"
            )
        }
        return format
    }

    /// Refuses a log that is not the one the file speaks of.
    func check(_ log: EventLog, _ plan: StorePlan) throws {
        let told = StoreFormat(log)
        guard storeID == told.storeID else {
            throw StoreProblem(
                78,
                "\(plan.format) says id \(storeID.text), \(plan.log) says \(told.storeID.text): "
                    + "put the log of this store back"
            )
        }
        guard mode == told.mode else {
            throw StoreProblem(
                78,
                "\(plan.format) says mode \(mode.name), \(plan.log) says \(told.mode.name): "
                    + "put the FORMAT of this store back"
            )
        }
    }
}

/// What the ground must be like on which a store stands.
enum StoreGround {
    /// Refuses a file system on which durability was never tested.
    static func check(_ directory: String, _ mode: StoreMode) throws {
        let kind = try Files.fileSystem(of: directory)
        switch kind {
        case .ext, .xfs: return
        case .tmpfs where mode == .training: return
        case .tmpfs:
            throw StoreProblem(
                78,
                "\(directory) is on tmpfs, which forgets: move a production store to ext4 or XFS"
            )
        case .other(let number):
            throw StoreProblem(
                78,
                "\(directory) is on a file system of type 0x\(String(number, radix: 16)): "
                    + "move the store to ext4 or XFS"
            )
        }
    }

    /// Exercises the LMDB library where it costs nothing: beside the witness, else in the store.
    static func checkLibrary(_ plan: StorePlan) throws {
        let directory =
            Files.exists(plan.stateDirectory) ? plan.stateDirectory : plan.directory
        do throws(LibraryProblem) {
            try LibraryCheck.run(in: directory)
        } catch {
            // A full disk never prevents a start.
            if case .file(let problem) = error, problem.isNoSpace { return }
            if case .failed(let problem) = error, problem.isNoSpace { return }
            throw StoreProblem(
                78,
                "\(error): install liblmdb0 0.9.24 or another 0.9 of the distribution"
            )
        }
    }
}
