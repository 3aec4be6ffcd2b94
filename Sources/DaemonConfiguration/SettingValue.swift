// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// The value of a key in the shape the protocol shows it.
package enum SettingValue: Sendable, Equatable {
    case null
    case integer(Int)
    case text(String)
    case boolean(Bool)
    /// Operator and uid, sorted by operator.
    case identities([Identity])

    /// An operator and the user id the kernel knows them by.
    package struct Identity: Sendable, Equatable {
        /// The slug the office knows them by.
        package let name: String
        /// Unsigned, as the kernel has it.
        package let uid: UInt32
    }
}

extension SettingValue: CustomStringConvertible {
    /// The value as it could stand in the file.
    package var description: String {
        switch self {
        case .null: "–"
        case .integer(let number): String(number)
        case .text(let text): text
        case .boolean(let flag): String(flag)
        case .identities(let identities):
            "{" + identities.map { "\($0.name): \($0.uid)" }.joined(separator: ", ") + "}"
        }
    }
}

extension Setting {
    /// The value of this key in `configuration`.
    package func value(in configuration: Configuration) -> SettingValue {
        switch field {
        case .integer(let path, _): .integer(configuration[keyPath: path])
        case .optionalInteger(let path, _):
            configuration[keyPath: path].map { .integer($0) } ?? .null
        case .text(let path, _), .choice(let path, _): .text(configuration[keyPath: path])
        case .optionalText(let path, _): configuration[keyPath: path].map { .text($0) } ?? .null
        case .optionalBoolean(let path): configuration[keyPath: path].map { .boolean($0) } ?? .null
        case .identities(let path):
            .identities(
                configuration[keyPath: path]
                    .map { SettingValue.Identity(name: $0.key, uid: $0.value) }
                    .sorted { $0.name < $1.name }
            )
        }
    }

    /// The value of a fresh configuration.
    package var defaultValue: SettingValue { value(in: Configuration()) }

    /// Takes the value of this key from another configuration.
    package func copy(from source: Configuration, to target: inout Configuration) {
        switch field {
        case .integer(let path, _): target[keyPath: path] = source[keyPath: path]
        case .optionalInteger(let path, _): target[keyPath: path] = source[keyPath: path]
        case .text(let path, _), .choice(let path, _):
            target[keyPath: path] = source[keyPath: path]
        case .optionalText(let path, _): target[keyPath: path] = source[keyPath: path]
        case .optionalBoolean(let path): target[keyPath: path] = source[keyPath: path]
        case .identities(let path): target[keyPath: path] = source[keyPath: path]
        }
    }
}
