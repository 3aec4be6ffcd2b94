// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import ControlProtocol
import Testing

/// Money and shares are written the same way by the daemon, the client and the renderer.
@Suite struct CivilTests {
    @Test(arguments: [
        (1_444_000, "Rp1.444.000", "Rp1,444,000"), (0, "Rp0", "Rp0"), (-500, "−Rp500", "−Rp500"),
    ])
    func `rupiah stand behind their sign without a gap`(
        amount: Int64,
        indonesian: String,
        english: String
    ) {
        #expect(Civil.rupiah(amount, .id) == indonesian)
        #expect(Civil.rupiah(amount, .en) == english)
    }

    @Test(arguments: [
        (831, "8,3 %"), (1000, "10 %"), (834, "8,3 %"), (835, "8,4 %"), (995, "10 %"),
        (0, "0 %"), (-835, "−8,4 %"), (-4, "0 %"), (123_450, "1.234,5 %"),
    ])
    func `a share has one decimal where there is one`(hundredths: Int64, text: String) {
        #expect(Civil.percent(hundredths: hundredths, .id) == text)
        #expect(Civil.percent(hundredths: 835, .en) == "8.4 %")
    }
}
