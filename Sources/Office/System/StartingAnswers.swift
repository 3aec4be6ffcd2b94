// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import CanonicalJSON
package import ControlProtocol
package import Logging
internal import Synchronization

/// What is answered between the opening of the log and the readiness of the views.
package final class StartingAnswers: Sendable {
    /// The office's own, since no greeting could choose another.
    package let language: Language
    private let version: String
    private let isTraining: Bool
    private let logger: Logger
    private let progress = Mutex<(done: UInt64, total: UInt64)>((0, 0))

    /// Answers of a daemon that is starting.
    package init(language: Language, version: String, isTraining: Bool, logger: Logger) {
        self.language = language
        self.version = version
        self.isTraining = isTraining
        self.logger = logger
    }

    /// How far the views are.
    package func report(_ done: UInt64, of total: UInt64) {
        progress.withLock { $0 = (done, total) }
    }

    /// The reply to a request: greeting and status, everything else is `busy`.
    package func line(_ request: Request) -> [UInt8] {
        let presenter = Presenter(
            texts: .office,
            isTraining: isTraining,
            language: language,
            logger: logger
        )
        let (done, total) = progress.withLock(\.self)
        switch request.method {
        case "system.hello":
            return presenter.result(
                request.id,
                [
                    JSONMember("product", "peksosd"), JSONMember("version", .string(version)),
                    JSONMember("protocol", ["max": 1, "min": 1]), JSONMember("state", "starting"),
                ]
            )
        case "system.status":
            return presenter.result(
                request.id,
                [
                    JSONMember("state", "starting"), JSONMember("version", .string(version)),
                    JSONMember(
                        "progress",
                        ["done": .integer(Int64(done)), "total": .integer(Int64(total))]
                    ),
                ]
            )
        default:
            return WireError.busy("starting", retryAfterMs: 200, language).line(id: request.id)
        }
    }
}
