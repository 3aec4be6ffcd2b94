// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import TestSupport
import Testing

/// The round of a box: what each step needs, and what is refused on the way.
@Suite struct BoxTests {
    @Test func `a box has one code and each seal is used once`() throws {
        let world = try KhasWorld(.office)
        try world.call("box.register", ["box": "B1", "description": "kaleng biru"])
        try world.refuses(
            "alreadyExists",
            ["what": "box", "id": "B1"],
            "box.register",
            ["box": "B1"]
        )
        try world.call("box.register", ["box": "B2"])
        try world.expect("box.seal", ["box": "B1", "seal": "S-1"], ["seal": "S-1"])
        try world.refuses(
            "sealReused",
            ["seal": "S-1", "box": "B1"],
            "box.seal",
            ["box": "B2", "seal": "S-1"]
        )
        try world.call("box.seal", ["box": "B1", "seal": "S-2"])
        try world.refuses(
            "sealReused",
            ["seal": "S-1", "box": "B1"],
            "box.seal",
            ["box": "B1", "seal": "S-1"]
        )
        try world.fails("invalidParams", "box.seal", ["box": "B1", "seal": "s-3"])
        try world.fails("notFound", "box.seal", ["box": "B9", "seal": "S-3"])
    }

    @Test func `K-04 a box goes out sealed to one place at a time`() throws {
        let world = try KhasWorld()
        let deployment: JSONValue = ["box": "B1", "drive": "D1", "place": "P-CMI"]
        try world.call("box.register", ["box": "B1"], on: "2016-06-20")
        try world.refuses(
            "boxNotSealed",
            ["box": "B1"],
            "box.deploy",
            deployment,
            on: "2016-07-02"
        )
        try world.call("box.seal", ["box": "B1", "seal": "S-1"], on: "2016-07-01")
        try world.refuses(
            "outOfOrder",
            ["lastStepOn": "2016-07-01"],
            "box.deploy",
            deployment,
            on: "2016-06-30"
        )
        try world.expect(
            "box.deploy",
            deployment,
            ["box": "B1", "drive": "D1", "place": "P-CMI", "seal": "S-1"],
            on: "2016-07-02"
        )
        try world.refuses(
            "boxAlreadyDeployed",
            ["box": "B1", "drive": "D1", "place": "P-CMI", "state": "deployed"],
            "box.deploy",
            deployment,
            on: "2016-07-03"
        )
        try world.refuses(
            "wrongState",
            ["state": "deployed", "needed": ["registered", "sealed", "emptied"]],
            "box.seal",
            ["box": "B1", "seal": "S-2"],
            on: "2016-07-03"
        )
        try world.call(
            "box.retrieve",
            ["box": "B1", "seal": "S-1", "sealIntact": true],
            on: "2016-07-04"
        )
        try world.refuses(
            "boxAlreadyDeployed",
            ["state": "retrieved"],
            "box.deploy",
            deployment,
            on: "2016-07-05"
        )
    }

    @Test func `K-04 a box stays inside the areas and days of the permit`() throws {
        let world = try KhasWorld()
        try world.call("box.register", ["box": "B1"], on: "2016-06-20")
        try world.call("box.seal", ["box": "B1", "seal": "S-1"], on: "2016-06-20")
        let deployment: JSONValue = ["box": "B1", "drive": "D1", "place": "P-CMI"]
        try world.refuses(
            "outsidePermit",
            ["what": "area", "area": "32.05", "areas": ["32.77"]],
            "box.deploy",
            deployment.changing(["place": "P-GRT"]),
            on: "2016-07-02"
        )
        for date in ["2016-06-30", "2016-10-01"] {
            try world.refuses(
                "outsidePermit",
                ["what": "date", "from": "2016-07-01", "to": "2016-09-30"],
                "box.deploy",
                deployment,
                on: date
            )
        }
        try world.call(
            "drive.extendPermit",
            ["drive": "D1", "to": "2016-10-15", "number": "X"],
            on: "2016-09-30"
        )
        try world.call(
            "box.deploy",
            deployment.changing(["place": "P-DES"]),
            on: "2016-10-01"
        )
    }

    @Test func `a box goes out only for a started drive and to known people`() throws {
        let world = try KhasWorld(.permitted)
        try world.call("box.register", ["box": "B1"])
        try world.call("box.seal", ["box": "B1", "seal": "S-1"], on: "2016-07-01")
        let deployment: JSONValue = ["box": "B1", "drive": "D1", "place": "P-CMI"]
        try world.refuses(
            "wrongState",
            ["what": "drive", "id": "D1", "state": "planned", "needed": ["started"]],
            "box.deploy",
            deployment,
            on: "2016-07-02"
        )
        try world.fails("notFound", "box.deploy", deployment.changing(["place": "P-X"]))
        try world.fails("notFound", "box.deploy", deployment.changing(["drive": "D7"]))
        try world.fails("notFound", "box.deploy", deployment.changing(["host": "nobody"]))
        try world.fails("notFound", "box.deploy", deployment.changing(["host": "RLW-2016-0001"]))
    }

    @Test func `checks and retrievals need a box that is out`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B1")
        try world.refuses(
            "wrongState",
            ["state": "retrieved", "needed": ["deployed"]],
            "box.check",
            ["box": "B1", "sealIntact": true],
            on: "2016-07-20"
        )
        try world.refuses(
            "wrongState",
            ["state": "retrieved"],
            "box.retrieve",
            ["box": "B1", "seal": "S-B1", "sealIntact": true],
            on: "2016-07-20"
        )
    }

    @Test(arguments: [("S-1", true, true), ("S-1", false, false), ("S-2", true, false)])
    func `a seal matches when it is the same and intact`(
        seal: String,
        isIntact: Bool,
        matches: Bool
    ) throws {
        let world = try KhasWorld()
        try world.call("box.register", ["box": "B1"])
        try world.call("box.seal", ["box": "B1", "seal": "S-1"], on: "2016-07-01")
        try world.call(
            "box.deploy",
            ["box": "B1", "drive": "D1", "place": "P-CMI"],
            on: "2016-07-02"
        )
        try world.call(
            "box.check",
            ["box": "B1", "sealIntact": true],
            as: "dewi",
            on: "2016-07-03"
        )
        try world.expect(
            "box.retrieve",
            ["box": "B1", "seal": .string(seal), "sealIntact": .bool(isIntact)],
            ["sealMatches": .bool(matches)],
            as: "dewi",
            on: "2016-07-04"
        )
    }

    @Test func `a lost box is retired and never goes out again`() throws {
        let world = try KhasWorld()
        try world.retrievedBox("B1")
        try world.refuses(
            "wrongState",
            ["state": "retrieved", "needed": ["registered", "sealed", "emptied", "lost"]],
            "box.retire",
            ["box": "B1", "reason": "retak"],
            on: "2016-07-20"
        )
        try world.call(
            "box.reportIncident",
            ["box": "B1", "kind": "lost", "description": "hanyut"],
            on: "2016-07-20"
        )
        let deployment: JSONValue = ["box": "B1", "drive": "D1", "place": "P-CMI"]
        try world.refuses(
            "wrongState",
            ["what": "box", "state": "lost", "needed": ["sealed"]],
            "box.deploy",
            deployment,
            on: "2016-07-21"
        )
        try world.call("box.retire", ["box": "B1", "reason": "hilang"], on: "2016-07-21")
        try world.refuses(
            "wrongState",
            ["state": "retired"],
            "box.deploy",
            deployment,
            on: "2016-07-21"
        )
        try world.refuses(
            "wrongState",
            ["state": "retired", "needed": ["deployed", "retrieved"]],
            "box.reportIncident",
            ["box": "B1", "kind": "damaged", "description": "x"],
            on: "2016-07-22"
        )
        try world.expect(
            "box.list",
            ["drive": "D1"],
            ["rows": [["box": "B1", "state": "retired", "incident": true]]],
            as: "hadi"
        )
    }
}
