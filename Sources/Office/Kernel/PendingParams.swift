// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

internal import ControlProtocol
internal import CanonicalJSON
internal import Domain

extension CommandTask {
    /// The params as an approval keeps them: what was asked, with the date even when it was left out.
    ///
    /// Canonical text; what belongs to the sending only is left out. The approval's digest covers it.
    func pendingParams(_ occurredOn: CivilDate) -> String {
        let ofSending = [
            "commandId", "deadlineMs", "dryRun", "expectedVersion", "lang", "occurredOn",
        ]
        var members = (request.params?.value.members ?? []).filter { !ofSending.contains($0.name) }
        members.append(JSONMember("occurredOn", .string(occurredOn.description)))
        return String(decoding: CanonicalJSON.bytes(.object(members)), as: UTF8.self)
    }
}
