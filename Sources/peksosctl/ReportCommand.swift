// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ControlClient

/// `report verify FILE`; every other report comes from the catalogue.
struct ReportCommand: LocalCommand {
    @Argument var verb: String
    @Argument var file: String

    mutating func run(_ client: Client) throws(Failure) -> Int32 {
        try client.verifyReport(file)
    }
}
