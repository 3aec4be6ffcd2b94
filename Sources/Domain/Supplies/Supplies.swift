// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

/// What goods are for: what a restricted fund may buy, and what a pupil gets once a school year.
package enum ItemCategory: String, CodeSet {
    case stationery, book, bag, uniform, footwear, learningAid, hygiene, food, other

    package static let name = "ItemCategory"
}

/// The category under which an item is listed: kits have one of their own.
package enum ListedCategory: String, CodeSet {
    case stationery, book, bag, uniform, footwear, learningAid, hygiene, food, other, kit

    package static let name = "ListedCategory"
}

/// Everything that is kept in stock, known by a code.
package enum SupplyItem: Thing {
    package static let noun = "item"
    package static let naming = Naming.code
    package static let completion: (method: String, column: String)? = ("item.list", "item")
}

/// Places where goods are kept, known by a code; their streams are those of the stock.
package enum Location: Thing {
    package static let noun = "location"
    package static let category = "stock"
    package static let naming = Naming.code
    package static let completion: (method: String, column: String)? = ("stock.list", "location")
}

/// Orders of goods from a vendor, `BLI-2016-0001`.
package enum Purchase: Thing {
    package static let noun = "purchase"
    package static let naming = Naming.number(prefix: "BLI")
    package static let completion: (method: String, column: String)? = ("purchase.list", "purchase")
}

/// Pupils who receive goods, `PMN-2016-0001`; a record apart from any client.
package enum Beneficiary: Thing {
    package static let noun = "beneficiary"
    package static let naming = Naming.number(prefix: "PMN")
}

/// Trips with goods to a place, `SLR-2016-0001`.
package enum Distribution: Thing {
    package static let noun = "distribution"
    package static let naming = Naming.number(prefix: "SLR")
    package static let completion: (method: String, column: String)? =
        ("distribution.list", "distribution")
}

/// Receipts of handed-over goods (BAST), `BST-2016-0001`; numbers inside a distribution's stream.
package enum HandOver: Thing {
    package static let noun = "handover"
    package static let naming = Naming.number(prefix: "BST")
}

/// Counts of a location's goods, `OPN-2016-0001`; numbers inside a location's stream.
package enum StockTake: Thing {
    package static let noun = "stockTake"
    package static let naming = Naming.number(prefix: "OPN")
}
