// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// Somebody who is or was supervised by a supervisor, so that a team is found at once.
package struct TeamRow: Row {
    package static let table = RowTable(181, "teams")
    /// First in the key, so that a team stands together.
    package let supervisor: ID<Worker>
    /// Whether it holds on a day says the worker's own record.
    package let worker: ID<Worker>
    package var key: RowKey { RowKey(supervisor).and(worker) }

    /// The row of a worker and one of the worker's supervisors.
    package init(supervisor: ID<Worker>, worker: ID<Worker>) {
        self.supervisor = supervisor
        self.worker = worker
    }
}

/// Whose a certificate number is.
package struct CertificateNumberRow: Row {
    package static let table = RowTable(182, "certificateNumbers")
    /// As printed; compared by its beginning.
    package let number: Line
    /// The only one, for ever.
    package let worker: ID<Worker>
    package var key: RowKey { Self.key(number) }

    /// The row of a number.
    package init(number: Line, worker: ID<Worker>) {
        self.number = number
        self.worker = worker
    }

    /// The key of a number.
    package static func key(_ number: Line) -> RowKey { RowKey(beginning: number) }
}

/// The last day a supervisor did something in a case.
package struct SupervisorActivityRow: Row {
    package static let table = RowTable(183, "supervisorActivity")
    /// A worker, in the role of supervisor.
    package let supervisor: ID<Worker>
    /// Business date.
    package let lastOn: CivilDate
    package var key: RowKey { RowKey(supervisor) }

    /// The row of a supervisor.
    package init(supervisor: ID<Worker>, lastOn: CivilDate) {
        self.supervisor = supervisor
        self.lastOn = lastOn
    }
}

/// Somebody who is or was posted at an organisation.
package struct PostedWorkerRow: Row {
    package static let table = RowTable(184, "postedWorkers")
    /// First in the key, so that a staff stands together.
    package let organisation: ID<Organisation>
    /// Whether it holds on a day says the worker's own record.
    package let worker: ID<Worker>
    package var key: RowKey { RowKey(organisation).and(worker) }

    /// The row of an organisation and a worker.
    package init(organisation: ID<Organisation>, worker: ID<Worker>) {
        self.organisation = organisation
        self.worker = worker
    }
}
