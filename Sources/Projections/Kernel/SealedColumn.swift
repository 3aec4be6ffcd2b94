// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// A column that shows something sealed, and to whom it is shown how.
///
/// What a contract does not list here is never opened for its query: the office's disclosure asks
/// these columns before it opens a seal. Roles that are named by neither list do not get the
/// column's value at all.
package struct SealedColumn: Sendable {
    /// The column's key, or what stands for several of one kind.
    package let column: String
    /// Whether a look in clear is on record first.
    package let fieldClass: FieldClass
    /// Roles that get the value in clear, in the rows they reach.
    package let clear: [Role]
    /// Roles that get the masked form.
    package let masked: [Role]
    /// Roles that get the same when they have broken the glass of the case or client.
    package let glass: [Role]

    /// A name of class office: clear for everybody but auditor and reader.
    package static func office(_ column: String, for roles: [Role] = Self.staff) -> SealedColumn {
        SealedColumn(column: column, fieldClass: .office, clear: roles, masked: [], glass: [])
    }

    /// A value of class `case` that is shown in its masked form only.
    package static func masked(
        _ column: String,
        for roles: [Role],
        glass: [Role] = []
    ) -> SealedColumn {
        SealedColumn(column: column, fieldClass: .case, clear: [], masked: roles, glass: glass)
    }

    /// A value that is shown in clear, once the look is on record.
    package static func clear(
        _ column: String,
        _ fieldClass: FieldClass = .case,
        for roles: [Role],
        glass: [Role] = []
    ) -> SealedColumn {
        SealedColumn(
            column: column,
            fieldClass: fieldClass,
            clear: roles,
            masked: [],
            glass: glass
        )
    }

    /// Everybody for whom a seal may be opened at all.
    package static let staff = Role.allCases.filter { $0 != .auditor && $0 != .reader }
    /// The roles that work on cases.
    package static let caseworkers: [Role] = [.intake, .worker, .supervisor]
    /// The roles that know who the clients are.
    package static let clientworkers = caseworkers + [.dataProtection]
    /// Whoever may break the glass.
    package static let rescuers: [Role] = [
        .worker, .supervisor, .coordinator, .board, .dataProtection,
    ]
}

extension [SealedColumn] {
    /// True when one of the roles gets some value of a class in clear.
    package func opens(
        _ fieldClass: FieldClass,
        to roles: [Role],
        throughGlass: Bool
    ) -> Bool {
        contains { column in
            let isForGlass = throughGlass && column.masked.isEmpty
            return column.fieldClass >= fieldClass
                && column.names(roles, column.clear, throughGlass: isForGlass)
        }
    }

    /// True when one of the roles gets some value, be it masked.
    package func shows(to roles: [Role], throughGlass: Bool) -> Bool {
        contains { $0.names(roles, $0.clear + $0.masked, throughGlass: throughGlass) }
    }
}

extension SealedColumn {
    fileprivate func names(_ held: [Role], _ roles: [Role], throughGlass: Bool) -> Bool {
        !Set(throughGlass ? roles + glass : roles).isDisjoint(with: held)
    }
}
