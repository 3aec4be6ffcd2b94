// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What an operator may be in the office; rights of several roles add up.
package enum Role: String, CodeSet {
    case administrator, intake, worker, supervisor, coordinator, treasurer, storekeeper
    case registrar, board, auditor, dataProtection, reader

    package static let name = "Role"
}
