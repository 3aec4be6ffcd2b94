// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import LMDB

/// Which start of the operating system this is: changes at every boot.
package struct BootID: Sendable, Hashable, CustomStringConvertible {
    /// The bits of the kernel's UUID.
    package let value: SixteenBytes

    /// Bits that were stored.
    package init(_ value: SixteenBytes) { self.value = value }

    /// From a UUID in lower case.
    package init?(text: String) {
        guard let identifier = EventID(text: text) else { return nil }
        value = identifier.value
    }

    /// The UUID in lower case.
    package var description: String { EventID(value).text }

    /// The kernel's boot id; `nil` where the sandbox hides it, which counts as another boot.
    package static func current(
        from path: String = "/proc/sys/kernel/random/boot_id"
    ) -> BootID? {
        do throws(FileError) {
            // The kernel gives such files no size.
            let bytes = try OpenFile(reading: path).read(count: 36, at: 0)
            return BootID(text: String(decoding: bytes, as: UTF8.self))
        } catch {
            return nil
        }
    }
}
