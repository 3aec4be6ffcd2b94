// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

extension Decision {
    /// Throws `invalidParams` unless a list names each thing once, and something when it must.
    func checkList<Value: Hashable>(
        _ values: [Value]?,
        _ name: String,
        mayBeEmpty: Bool = false
    ) throws(Rejection) {
        guard let values else { return }
        if values.isEmpty, !mayBeEmpty {
            throw .invalid(pointer: "/" + name, problem: "length", expected: "at least one")
        }
        if Set(values).count != values.count {
            throw .invalid(pointer: "/" + name, problem: "duplicate", expected: "each once")
        }
    }
}
