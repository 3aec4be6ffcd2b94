// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

extension QueryContext {
    /// Who asks, judged by the rows and the day of now.
    package var asker: Asker {
        Asker(
            actor,
            roles: roles,
            grants: grants,
            facts: factsNow,
            day: dayNow,
            isReading: true
        )
    }
}
