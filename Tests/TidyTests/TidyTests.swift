// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import Testing

/// Goal: the structural facts that reviewers should not have to look for; method: reading the
/// source tree as text.
@Suite struct TidyTests {
    private static let tree = SourceTree()

    private var sources: [SourceTree.File] {
        Self.tree.swift.filter { $0.path.hasPrefix("Sources/") }
    }

    /// Importer to imported: our own modules only.
    private static let arrows: [String: Set<String>] = [
        "CanonicalJSON": [], "Domain": [], "LMDB": ["CLMDB"],
        "EventLog": ["LMDB"], "Keyring": ["LMDB"],
        "Projections": ["LMDB", "EventLog", "Domain", "CanonicalJSON"],
        "ControlProtocol": ["CanonicalJSON"],
        "Office": [
            "LMDB", "EventLog", "Keyring", "Domain", "Projections", "CanonicalJSON",
            "ControlProtocol",
        ],
        "ControlServer": ["Office", "ControlProtocol", "CanonicalJSON"],
        "ControlClient": ["ControlProtocol", "CanonicalJSON"],
        "DaemonConfiguration": ["CYAML", "CanonicalJSON"],
        "peksosd": [
            "ControlServer", "Office", "Projections", "Keyring", "EventLog", "LMDB",
            "ControlProtocol", "CanonicalJSON", "DaemonConfiguration", "Domain", "CProcess",
            "ServiceManager",
        ],
        "peksosctl": ["ControlProtocol", "CanonicalJSON", "ControlClient"],
        "peksosbench": ["ControlProtocol", "CanonicalJSON", "LMDB"],
        "ReportRendering": ["ControlProtocol", "CanonicalJSON"],
        "peksos-report": ["ReportRendering"],
        "CLMDB": [], "CYAML": [], "CProcess": [], "ServiceManager": [],
    ]

    /// Files outside of `LMDB` that may say `unsafe`; each begins with its reason.
    private static let unsafeFiles: Set = [
        "Sources/ControlClient/Subprogram.swift",
        "Sources/ControlClient/System+Machine.swift",
        "Sources/ControlClient/System.swift",
        "Sources/ControlServer/PeerCredentials.swift",
        "Sources/DaemonConfiguration/PathSafety.swift",
        "Sources/DaemonConfiguration/YAMLReader.swift",
        "Sources/Keyring/KeyBytes.swift",
        "Sources/peksos-report/main.swift",
        "Sources/peksosbench/Child.swift",
        "Sources/peksosbench/System.swift",
        "Sources/peksosd/Checker.swift",
        "Sources/peksosd/ProcessState.swift",
        "Sources/ServiceManager/DatagramSender.swift",
        "Sources/ServiceManager/JournalTarget.swift",
    ]

    /// Programs, and the libraries that hold their main part.
    private static let programs: Set = ["peksosd", "peksosctl", "peksosbench", "ControlClient"]

    @Test func `imports follow the arrows of the architecture`() {
        for file in sources {
            let allowed = Self.arrows[file.target]
            #expect(allowed != nil, "\(file.path): a target without arrows")
            for module in file.imports where Self.arrows[module] != nil {
                #expect(allowed?.contains(module) == true, "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `the domain and the JSON imports nothing at all`() {
        for file in sources where ["Domain", "CanonicalJSON"].contains(file.target) {
            #expect(file.imports.isEmpty, "\(file.path) imports \(file.imports)")
        }
    }

    @Test func `Foundation stays out`() {
        for file in Self.tree.swift {
            #expect(!file.imports.contains("Foundation"), "\(file.path)")
            if file.imports.contains("FoundationEssentials") {
                #expect(Self.programs.contains(file.target), "\(file.path)")
            }
        }
    }

    @Test func `unsafe code is where it is expected and says why`() {
        for file in sources where file.target != "LMDB" && !file.lines(with: "unsafe").isEmpty {
            #expect(
                Self.unsafeFiles.contains(file.path),
                "\(file.path): \(file.lines(with: "unsafe"))"
            )
            let head = file.lines.dropFirst(5).prefix(12).filter { $0.hasPrefix("//") }.joined()
            let says = head.contains("unsafe") || head.contains("pointer")
            #expect(says, "\(file.path) begins without a reason for unsafe")
        }
    }

    @Test func `what the fenced process does needs no pool of threads`() {
        // A pool watches its threads by files in /proc, which the fence keeps shut; being refused
        // ends the process.
        let fenced = ["CanonicalJSON", "Domain", "EventLog", "Keyring", "LMDB"]
        for file in sources where fenced.contains(file.target) {
            #expect(file.lines(with: "DispatchQueue").isEmpty, "\(file.path)")
        }
    }

    @Test(arguments: ["try!", "FIXME", "TODO", "XXX", "@testable", "as!"])
    func `what a reviewer would send back is not there`(word: String) {
        for file in Self.tree.swift where file.target != "TidyTests" {
            let numbers = file.lines.indices.filter { file.lines[$0].contains(word) }
            #expect(numbers.isEmpty, "\(file.path): \(word) in line \(numbers.map { $0 + 1 })")
        }
    }

    @Test(arguments: ["fatalError", "@unchecked Sendable", "nonisolated(unsafe)"])
    func `what cannot be checked has its reason above`(word: String) {
        for file in sources {
            for (number, text) in file.code where text.contains(word) {
                // An attribute may stand between the reason and the line.
                let near = file.lines[max(0, number - 3)..<number]
                #expect(near.contains { $0.contains("//") }, "\(file.path):\(number)")
            }
        }
    }

    @Test func `a trap says what was wrong`() {
        for file in sources {
            for (number, text) in file.code where text.contains("preconditionFailure()") {
                let line = file.lines[number - 1]
                #expect(!line.contains("preconditionFailure()"), "\(file.path):\(number)")
            }
        }
    }

    @Test func `only the programs that print say print`() {
        for file in sources
        where !["peksosctl", "peksosbench", "peksos-report", "ControlClient"].contains(file.target)
        {
            let numbers = file.code.filter { $0.text.containsWord("print(") }.map(\.number)
            #expect(numbers.isEmpty, "\(file.path): print in line \(numbers)")
        }
    }

    // The texts speak of public accountants.
    @Test func `no declaration is public`() {
        for file in sources {
            let found = file.code.filter {
                $0.text.drop(while: \.isWhitespace).hasPrefix("public ")
            }
            #expect(found.isEmpty, "\(file.path): \(found.map(\.number))")
        }
    }

    @Test func `every Swift file begins with the header of the project`() {
        let header = [
            "// peksos: an event store for social workers' offices.",
            "// Copyright (c) 2026 the peksos authors.",
            "// Licensed under the Apache License, Version 2.0; see LICENSE.",
            "//",
            "// SPDX-License-Identifier: Apache-2.0",
        ]
        for file in Self.tree.swift {
            #expect(Array(file.lines.prefix(5)) == header, "\(file.path)")
        }
    }

    @Test func `no file has more than 400 lines`() {
        #expect(Self.tree.scripts.count > 20)
        for file in Self.tree.swift + Self.tree.scripts {
            // The text ends in a newline: one line fewer than parts.
            #expect(file.lines.count - 1 <= 400, "\(file.path): \(file.lines.count - 1) lines")
        }
    }

    @Test func `every file belongs to a target, and no path has a space`() {
        let manifest = Self.tree.text("Package.swift")
        for file in Self.tree.swift {
            #expect(manifest.contains("name: \"\(file.target)\""), "\(file.path): no such target")
        }
        for path in Self.tree.paths {
            #expect(!path.contains(" "), "\(path)")
        }
    }

    @Test func `every file with tests expects something`() {
        let expectations = ["#expect", "#require", "Issue.record"]
        for file in Self.tree.swift where file.text.contains("@Test") {
            let isHelped = file.text.contains(".then") || file.text.contains("expect")
            let says = expectations.contains { file.text.contains($0) } || isHelped
            #expect(says, "\(file.path)")
            #expect(!file.text.contains("." + "disabled("), "\(file.path): a disabled test")
        }
    }

    @Test func `every suite says its goal and its method on top`() {
        for file in Self.tree.swift where file.path.hasPrefix("Tests/") {
            for (number, text) in file.code where text.contains("@Suite") && number >= 2 {
                #expect(file.lines[number - 2].contains("///"), "\(file.path):\(number)")
            }
        }
    }

    @Test func `the longest files and functions, for information`() {
        let files = Self.tree.swift.sorted { $0.lines.count > $1.lines.count }.prefix(10)
        for file in files { note("\(file.lines.count) lines  \(file.path)") }
        let functions = sources.flatMap(Self.functions).sorted { $0.lines > $1.lines }.prefix(10)
        for function in functions { note("\(function.lines) lines  \(function.name)") }
        #expect(!files.isEmpty && !functions.isEmpty)
    }

    /// Told by the runner as part of this test's output.
    private func note(_ text: String) { print("tidy: \(text)") }

    /// Functions of a file by their indentation, which the formatter keeps.
    private static func functions(of file: SourceTree.File) -> [(name: String, lines: Int)] {
        var found: [(name: String, lines: Int)] = []
        for (index, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }
            let words = line.split(separator: " ")
            guard words.contains("func") || words.contains(where: { $0.hasPrefix("init(") }) else {
                continue
            }
            guard !line.hasSuffix("}") else { continue }
            let end = file.lines[index...].firstIndex { $0 == indent + "}" } ?? index
            found.append(("\(file.path):\(index + 1)", end - index + 1))
        }
        return found
    }
}
