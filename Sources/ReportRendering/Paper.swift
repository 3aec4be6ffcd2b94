// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The paper that a page is laid out for; on a screen both look the same.
package enum Paper: String, CaseIterable, Sendable {
    case a4
    /// A banner: the same content, letters 1.4 times as large.
    case a3

    var points: String { self == .a4 ? "10pt" : "14pt" }
    var footPoints: String { self == .a4 ? "8pt" : "11.2pt" }
    var margin: String { self == .a4 ? "18mm 16mm 20mm" : "25mm 22mm 28mm" }
    var name: String { self == .a4 ? "A4" : "A3" }
}

/// Changes whenever the same value comes out as other bytes; `report verify` compares bytes only
/// of equal versions.
package let rendererVersion = "1"
