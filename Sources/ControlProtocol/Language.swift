// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The languages of human text; codes and keys are never translated.
package enum Language: String, Sendable, CaseIterable, Codable {
    /// Indonesian, the default.
    case id
    /// English.
    case en

    /// The one of two texts that is in this language.
    package func pick(_ indonesian: @autoclosure () -> String, _ english: @autoclosure () -> String)
        -> String
    {
        switch self {
        case .id: indonesian()
        case .en: english()
        }
    }
}
