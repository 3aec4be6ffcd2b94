// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

package import Domain

/// What services are counted by.
package enum QualityBasis: String, CodeSet {
    case month, organisation, worker

    package static let name = "QualityBasis"
}

/// How services are counted, whatever they are counted by.
package struct ServiceFigures: Codable, Sendable {
    var services: Int64 = 0
    var certifiedWorker: Int64 = 0
    var accreditedPlace: Int64 = 0
    var both: Int64 = 0

    fileprivate mutating func add(_ other: ServiceFigures, times: Int64 = 1) {
        services += times * other.services
        certifiedWorker += times * other.certifiedWorker
        accreditedPlace += times * other.accreditedPlace
        both += times * other.both
    }
}

/// The services of a day, of all or of one organisation or worker.
package struct ServiceDayRow: Row {
    package static let table = RowTable(198, "serviceDays")
    /// All, one organisation or one worker.
    package let basis: QualityBasis
    /// The organisation or worker; empty for all.
    package let id: String
    /// Business date of the services.
    package let day: CivilDate
    /// Of that day alone.
    package var figures = ServiceFigures()
    package var key: RowKey { RowKey(basis.rawValue).and(id).and(day) }
}

/// A service as it is counted, so that a correction of its day can move it.
package struct CountedServiceRow: Row {
    package static let table = RowTable(199, "countedServices")
    /// Whose service it was.
    package let `case`: ID<Case>
    /// The entry, or the newest correction of it.
    package var entry: Int64
    /// As corrected last.
    package var day: CivilDate
    /// Where it was given; `nil` when nobody said.
    package let organisation: ID<Organisation>?
    /// Who gave it; `nil` when nobody did who has a record.
    package let worker: ID<Worker>?
    /// As they were added to the day, to be taken away again.
    package let figures: ServiceFigures
    package var key: RowKey { RowKey(`case`).and(entry) }
}

extension Projection {
    /// Services by day, with the certificate and accreditation of that day; brought up to date by
    /// `projection.run`.
    static let services = Projection(
        "services",
        kind: .scheduled,
        tables: [ServiceDayRow.table, CountedServiceRow.table]
    )
    .on(CaseEvent.self) { event, meta, store in
        let id = ID<Case>(trusted: meta.streamID)
        switch event {
        case .serviceDelivered(_, _, _, _, _, let at, _, _, let by, let certified, let place, _):
            let service = CountedServiceRow(
                case: id,
                entry: meta.streamVersion,
                day: meta.occurredOn,
                organisation: at,
                worker: by,
                figures: ServiceFigures(
                    services: 1,
                    certifiedWorker: certified ? 1 : 0,
                    accreditedPlace: place ? 1 : 0,
                    both: certified && place ? 1 : 0
                )
            )
            store.put(service)
            store.count(service, times: 1)
        case .entryCorrected(let entry, let changes):
            let key = RowKey(id).and(entry)
            guard var service = store.row(CountedServiceRow.self, key) else { return }
            store.remove(CountedServiceRow.self, key)
            store.count(service, times: -1)
            service.entry = meta.streamVersion
            service.day = changes.occurredOn ?? service.day
            store.put(service)
            store.count(service, times: 1)
        default: break
        }
    }
}

extension RowStore {
    fileprivate func count(_ service: CountedServiceRow, times: Int64) {
        let places: [(QualityBasis, String?)] = [
            (.month, ""), (.organisation, service.organisation?.text),
            (.worker, service.worker?.text),
        ]
        for (basis, id) in places {
            guard let id else { continue }
            var counted = ServiceDayRow(basis: basis, id: id, day: service.day)
            counted.figures = row(ServiceDayRow.self, counted.key)?.figures ?? counted.figures
            counted.figures.add(service.figures, times: times)
            if counted.figures.services == 0 {
                remove(ServiceDayRow.self, counted.key)
            } else {
                put(counted)
            }
        }
    }
}

/// How many services came from certified workers at accredited places (R23).
package struct ServiceQuality: Query {
    package static let contract = QueryContract("service.quality", roles: [])

    /// The first day.
    package let from: CivilDate
    /// The last day.
    package let until: CivilDate
    /// Left out: by month; a reader may ask for nothing else.
    package let by: QualityBasis?

    package struct Item: Codable, Sendable {
        /// `2016-08`; of the three only what is counted by is there.
        let month: String?
        let organisation: ID<Organisation>?
        let worker: ID<Worker>?
        let services: Int64
        let certifiedWorker: Int64
        let accreditedPlace: Int64
        let both: Int64
        let bothX1000: Int64?

        private enum CodingKeys: String, CodingKey {
            case month, organisation, worker, services, certifiedWorker, accreditedPlace, both
            case bothX1000
        }

        fileprivate init(_ basis: QualityBasis, _ id: String, _ figures: ServiceFigures) {
            month = basis == .month ? id : nil
            organisation = basis == .organisation ? ID(trusted: id) : nil
            worker = basis == .worker ? ID(trusted: id) : nil
            services = figures.services
            certifiedWorker = figures.certifiedWorker
            accreditedPlace = figures.accreditedPlace
            both = figures.both
            bothX1000 = Permille.share(figures.both, of: figures.services)
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            // The coder would write null for what is not there.
            if let month { try container.encode(month, forKey: .month) }
            if let organisation { try container.encode(organisation, forKey: .organisation) }
            if let worker { try container.encode(worker, forKey: .worker) }
            try container.encode(services, forKey: .services)
            try container.encode(certifiedWorker, forKey: .certifiedWorker)
            try container.encode(accreditedPlace, forKey: .accreditedPlace)
            try container.encode(both, forKey: .both)
            try container.encode(bothX1000, forKey: .bothX1000)
        }
    }

    package func answer(_ context: QueryContext) throws(Rejection) -> QueryAnswer<Item, Nothing> {
        let basis = by ?? .month
        if basis != .month, !context.roles.contains(where: { $0 != .reader }) {
            throw .forbidden(needs: Role.allCases.filter { $0 != .reader })
        }
        var groups: [(id: String, figures: ServiceFigures)] = []
        let prefix = RowKey(basis.rawValue)
        let start = basis == .month ? prefix.and("").and(from) : nil
        context.facts.visit(ServiceDayRow.self, prefix: prefix, from: start, reversed: false) {
            row in
            guard from <= row.day, row.day <= until else { return basis != .month }
            let id = basis == .month ? String(row.day.description.prefix(7)) : row.id
            if groups.last?.id != id { groups.append((id, ServiceFigures())) }
            groups[groups.count - 1].figures.add(row.figures)
            return true
        }
        return try context.page(groups.map { Item(basis, $0.id, $0.figures) })
    }
}
