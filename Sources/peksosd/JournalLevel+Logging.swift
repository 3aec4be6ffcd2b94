// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import DaemonConfiguration
import Logging

extension JournalLevel {
    /// The level in the words of the logger.
    var logLevel: Logger.Level {
        switch self {
        case .error: .error
        case .warn: .warning
        case .notice: .notice
        case .info: .info
        case .debug: .debug
        }
    }
}
