// swift-tools-version: 6.2
//
// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors. Licensed under the Apache License, Version 2.0.
// See LICENSE for the terms.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let nio = Package.Dependency.Product(package: "swift-nio")

/// The products of other packages that our targets name.
extension Package.Dependency {
    struct Product {
        let package: String
        func callAsFunction(_ name: String) -> Target.Dependency {
            .product(name: name, package: package)
        }
    }
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "peksos",
    products: [
        .executable(name: "peksosd", targets: ["peksosd"]),
        .executable(name: "peksosctl", targets: ["peksosctl"]),
        .executable(name: "peksos-report", targets: ["peksos-report"]),
        .executable(name: "peksosbench", targets: ["peksosbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // MARK: Store

        // The C header of Debian's liblmdb.
        .systemLibrary(
            name: "CLMDB",
            pkgConfig: "lmdb",
            providers: [.apt(["liblmdb-dev"])]
        ),
        // The C header of Debian's libyaml.
        .systemLibrary(
            name: "CYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]
        ),
        // Environments, transactions, cursors, keys: the only target with unsafe code.
        .target(
            name: "LMDB",
            dependencies: ["CLMDB"],
            swiftSettings: [.enableExperimentalFeature("Lifetimes")]
        ),
        // Strict scanner, canonical writer, Codable bridge. Imports nothing.
        .target(name: "CanonicalJSON"),
        // Records, hash chain, append, read; knows no JSON and no domain.
        .target(name: "EventLog", dependencies: ["LMDB", crypto]),
        // One key per person: seal, open, destroy.
        .target(name: "Keyring", dependencies: ["LMDB", crypto]),

        // MARK: Office

        // What the office does: pure, imports nothing.
        .target(name: "Domain"),
        // Events to rows: read models, guards, rebuild.
        .target(
            name: "Projections",
            dependencies: ["LMDB", "EventLog", "Domain", "CanonicalJSON"]
        ),
        // The application: writer thread, queries, access policy, jobs, texts.
        .target(
            name: "Office",
            dependencies: [
                "LMDB", "EventLog", "Keyring", "Domain", "Projections", "CanonicalJSON",
                "ControlProtocol", crypto, logging,
            ]
        ),

        // MARK: Wire

        // JSON-RPC over lines and the catalogue model; shared by both programs, no I/O.
        .target(name: "ControlProtocol", dependencies: ["CanonicalJSON"]),
        // Unix socket to an application: framing, order, peer credentials, limits.
        .target(
            name: "ControlServer",
            dependencies: [
                "Office", "ControlProtocol", "CanonicalJSON", nio("NIOCore"), nio("NIOPosix"),
            ]
        ),

        // MARK: Programs

        // The calls of Linux that Swift cannot make: prctl, Landlock, seccomp.
        .target(name: "CProcess"),
        // The strict reader of peksosd.yaml; apart from the daemon so that tests can import it.
        .target(name: "DaemonConfiguration", dependencies: ["CYAML", "CanonicalJSON"]),
        // What the daemon tells systemd: readiness, status, watchdog, journal.
        .target(name: "ServiceManager", dependencies: [logging]),
        // Wiring and lifecycle of the daemon.
        .executableTarget(
            name: "peksosd",
            dependencies: [
                "ControlServer", "Office", "Projections", "Keyring", "EventLog", "LMDB",
                "ControlProtocol", "CanonicalJSON", "DaemonConfiguration", "Domain", "CProcess",
                "ServiceManager", arguments, logging,
            ]
        ),
        // Words and flags to requests, replies to screens; knows no domain.
        .target(name: "ControlClient", dependencies: ["ControlProtocol", "CanonicalJSON"]),
        // The thin client: local commands around ControlClient.
        .executableTarget(
            name: "peksosctl",
            dependencies: ["ControlClient", "ControlProtocol", "CanonicalJSON", arguments]
        ),
        // Report values to HTML with drawings, and to plain text; knows no domain, no I/O.
        .target(name: "ReportRendering", dependencies: ["ControlProtocol", "CanonicalJSON"]),
        // A report value on standard input, the file on standard output.
        .executableTarget(
            name: "peksos-report",
            dependencies: ["ReportRendering"]
        ),
        // Seeded load, peers, percentiles.
        .executableTarget(
            name: "peksosbench",
            dependencies: [
                "ControlProtocol", "CanonicalJSON", "LMDB", arguments,
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ]
        ),

        // MARK: Tests

        // Temporary stores, given/when/then, generators, daemon launcher.
        .target(
            name: "TestSupport",
            dependencies: [
                "Office", "Projections", "Keyring", "EventLog", "LMDB", "Domain",
                "ControlClient", "ControlProtocol", "CanonicalJSON", logging,
            ],
            path: "Tests/TestSupport"
        ),
        .testTarget(name: "LMDBTests", dependencies: ["LMDB", "TestSupport"]),
        .testTarget(name: "CanonicalJSONTests", dependencies: ["CanonicalJSON", "TestSupport"]),
        .testTarget(name: "EventLogTests", dependencies: ["EventLog", "LMDB", "TestSupport"]),
        .testTarget(name: "KeyringTests", dependencies: ["Keyring", "LMDB", "TestSupport"]),
        .testTarget(
            name: "DomainTests",
            dependencies: ["Domain", "Projections", "Office", "CanonicalJSON", "TestSupport"]
        ),
        .testTarget(
            name: "OfficeTests",
            dependencies: [
                "Office", "Projections", "Keyring", "EventLog", "LMDB", "Domain",
                "ControlProtocol", "CanonicalJSON", "TestSupport",
            ]
        ),
        .testTarget(
            name: "ControlProtocolTests",
            dependencies: ["ControlProtocol", "CanonicalJSON", "TestSupport"]
        ),
        .testTarget(
            name: "DaemonConfigurationTests",
            dependencies: ["DaemonConfiguration", "TestSupport"]
        ),
        .testTarget(name: "ServiceManagerTests", dependencies: ["ServiceManager", logging]),
        .testTarget(name: "TidyTests", dependencies: ["LMDB"]),
        .testTarget(
            name: "ControlServerTests",
            dependencies: [
                "ControlServer", "ControlProtocol", "CanonicalJSON", nio("NIOCore"),
                nio("NIOPosix"),
            ]
        ),
        .testTarget(
            name: "PeksosctlTests",
            dependencies: [
                "ReportRendering", "ControlClient", "ControlProtocol", "CanonicalJSON",
                "TestSupport", subprocess,
            ],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "ReportRenderingTests",
            dependencies: ["ReportRendering", "ControlProtocol", "CanonicalJSON", "TestSupport"]
        ),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "TestSupport", "ControlClient", "ControlProtocol", "CanonicalJSON", subprocess,
            ],
            path: "Tests/EndToEnd"
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzz targets have no place in a usual build: PEKSOS_FUZZ=1 swift build --scratch-path .build/fuzz
// --product FuzzLineScanner. Everything of ours is then watched by the fuzzer.
let isFuzzing = Context.environment["PEKSOS_FUZZ"] != nil
let fuzzing = ["-sanitize=fuzzer,address"]
if isFuzzing {
    package.targets += [
        .executableTarget(
            name: "FuzzLineScanner",
            dependencies: ["ControlProtocol", "CanonicalJSON"],
            path: "Fuzz/LineScanner",
            linkerSettings: [.unsafeFlags(fuzzing)]
        ),
        .executableTarget(
            name: "FuzzRecordDecoder",
            dependencies: ["EventLog"],
            path: "Fuzz/RecordDecoder",
            linkerSettings: [.unsafeFlags(fuzzing)]
        ),
    ]
}

// One set of compiler settings for every target of ours.
for target in package.targets where target.type != .system && target.name != "CProcess" {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .strictMemorySafety(),
            .treatAllWarnings(as: .error),
            .treatWarning("DeprecatedDeclaration", as: .warning),
            // Rows, events and replies go through generic coders of other targets; specialised
            // across targets they cost a third. Overlapping access is checked in debug builds.
            .unsafeFlags(
                ["-cross-module-optimization", "-enforce-exclusivity=unchecked"],
                .when(configuration: .release)
            ),
        ] + (isFuzzing ? [.unsafeFlags(fuzzing)] : [])
}
