// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// How methods are typed: `fund.payExpense` as `fund pay-expense`.
package enum MethodWords {
    /// The words of a method.
    package static func of(_ method: String) -> [String] {
        method.split(separator: ".").map(kebab)
    }

    /// `lowerCamelCase` as `kebab-case`.
    package static func kebab(_ name: some StringProtocol) -> String {
        name.reduce(into: "") { output, character in
            output += character.isUppercase ? "-" + character.lowercased() : String(character)
        }
    }
}
