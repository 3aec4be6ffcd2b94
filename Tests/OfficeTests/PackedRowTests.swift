// peksos: an event store for social workers' offices.
// Copyright (c) 2026 the peksos authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// SPDX-License-Identifier: Apache-2.0

import CanonicalJSON
import Domain
import Projections
import TestSupport
import Testing

/// Goal: a row that packs itself reads back as it was; method: rows with and without every optional
/// value are packed and unpacked, and their `Codable` bytes before and after are compared.
@Suite struct PackedRowTests {
    private static let box = ID<Box>(trusted: "CMI-02")
    private static let count = ID<CoinCount>(trusted: "HTG-2016-0001")
    private static let drive = ID<Drive>(trusted: "KHAS-2016")
    private static let fund = ID<Fund>(trusted: "KHAS-2016")
    private static let entry = ID<LedgerEntry>(trusted: "JRN-2016-0001")
    private static let place = ID<Place>(trusted: "SDN-1")
    private static let seal = SealCode(trusted: "S-0001")
    private static let date = CivilDate(days: -25_000)
    private static let pieces = [
        PieceLine(Denomination(.coin, 500, emissionYear: 1991), 321),
        PieceLine(Denomination(.banknote, 5000), Int64.max),
    ]

    private static let meta = EventMeta(
        position: 7,
        stream: "box-CMI-02",
        streamID: "CMI-02",
        streamVersion: 1,
        occurredOn: date,
        recordedAt: 1,
        actor: ID(trusted: "sari"),
        reason: nil,
        type: "box.registered"
    )

    /// Packs, unpacks, and compares; also every shorter run of the bytes must be refused.
    private func check<R: PackedRow>(_ row: R, at location: SourceLocation = #_sourceLocation)
        throws
    {
        var packer = RowPacker(leaving: 8)
        row.pack(into: &packer)
        var unpacker = RowUnpacker(packer.bytes, from: 8)
        let again: R = try unpacker.next()
        #expect(unpacker.isAtEnd, sourceLocation: location)
        #expect(try RowCoding.encode(again) == RowCoding.encode(row), sourceLocation: location)
        for end in 8..<packer.bytes.count {
            var short = RowUnpacker(Array(packer.bytes[..<end]), from: 8)
            #expect(throws: UnpackingError.self, sourceLocation: location) {
                let _: R = try short.next()
            }
        }
    }

    /// The same for a row that only its own module makes: it is read from bytes of its fields.
    private func check<R: PackedRow>(_ type: R.Type, of fields: some Encodable) throws {
        try check(try RowCoding.decode(R.self, from: try RowCoding.encode(fields)))
    }

    @Test func `rows of the engine read back`() throws {
        struct Series: Encodable { let series = "HTG-2016", last = Int64(12) }
        struct Receipt: Encodable { let commandID = "0123456789abcdef-é", position = Int64.min }
        struct Counts: Encodable {
            let type = "box.sealed", category = "box"
            let count = Int64(3), first = Int64(0), last = Int64(-1)
        }
        try check(StreamRow(stream: "box-A", version: 1, lastPosition: 2, lastStepOn: nil))
        try check(StreamRow(stream: "", version: 200, lastPosition: 1 << 40, lastStepOn: Self.date))
        try check(NumberSeries.self, of: Series())
        try check(ReceiptRow.self, of: Receipt())
        try check(EventTypeRow.self, of: Counts())
    }

    @Test func `rows of names and of sums by day read back`() throws {
        struct Hashes: Encodable { let words: [String], sounds: [String] }
        struct Subject: Encodable {
            let name = Hashes(words: ["a1", "b2"], sounds: ["c3"])
            let otherNames = [Hashes(words: [], sounds: [])]
            let birthDate: String?, nik: String?, pupilNumber: String?
        }
        struct Row: Encodable {
            let subject = "PKS-2016-0001"
            let hashes: Subject
            let namedAt = Int64(7)
            let mergedInto: String?
        }
        for text in [nil, "d4"] {
            let hashes = Subject(birthDate: text, nik: text, pupilNumber: text)
            try check(SubjectHashesRow.self, of: Row(hashes: hashes, mergedInto: text))
        }
        struct Count: Encodable { let kind = SubjectKind.worker, word = "a1", count = Int64(3) }
        struct Number: Encodable {
            let form = IdentifierRow.Form.nik, hash = "a1", subject = "PKS-2016-0001"
        }
        try check(NameCountRow.self, of: Count())
        try check(IdentifierRow.self, of: Number())
        struct Change: Encodable { let name: String, by: Int64 }
        struct Sums: Encodable {
            let scope = "32.77", span = DaySpan.month, from = PackedRowTests.date
            let changes = [Change(name: "pkh", by: -3), Change(name: "pkh certified", by: 1)]
        }
        try check(DaySumRow<CoverageCounts>.self, of: Sums())
    }

    @Test func `records of workers read back, bare and with everything`() throws {
        struct Worker: Encodable {
            let id = "PKS-2016-0001", degree = Degree.socialWork
            var degreeFrom: String?, graduatedOn: CivilDate?, area: String?
            let namedAt = Int64(7)
            var isActive = true
            var certificates: [Certificate] = [], exams: [Exam] = []
            var registrations: [Letter] = [], licences: [Licence] = [], postings: [Posting] = []
            var supervisors: [Spell] = [], interests: [Interest] = [], suspensions: [Days] = []
        }
        struct Certificate: Encodable {
            let number = "SK-1", level = CertificateLevel.generalist, issuedBy = "ORG-1"
            let issuedOn = PackedRowTests.date, validTo = PackedRowTests.date, exam = "UJI-1"
            let revokedOn: CivilDate?
        }
        struct Exam: Encodable { let exam = "UJI-1", heldOn: CivilDate?, result: ExamResult? }
        struct Letter: Encodable {
            let strNo = "STR-1", issuedOn = PackedRowTests.date, validTo = PackedRowTests.date
        }
        struct Days: Encodable { let from = PackedRowTests.date, until: CivilDate? }
        struct Licence: Encodable {
            let licenceNo = "SIPPS-1", organisation = "ORG-1", issuedOn = PackedRowTests.date,
                validTo = PackedRowTests.date
            let suspensions = [Days(until: nil), Days(until: PackedRowTests.date)]
        }
        struct Posting: Encodable {
            let posting = "P1", kind = PostingKind.office
            let organisation: String?, area: String?
            let primary = true, from = PackedRowTests.date, to: CivilDate?
        }
        struct Spell: Encodable {
            let supervisor = "PKS-2016-0002", acting = false, from = PackedRowTests.date,
                to: CivilDate?
        }
        struct Interest: Encodable {
            let household: String?, organisation: String?, role: InterestRole?
            let from = PackedRowTests.date, to: CivilDate?
        }
        try check(WorkerState.self, of: Worker())
        let date = Self.date
        let full = Worker(
            degreeFrom: "Poltekesos",
            graduatedOn: date,
            area: "32.77",
            isActive: false,
            certificates: [Certificate(revokedOn: nil), Certificate(revokedOn: date)],
            exams: [Exam(heldOn: nil, result: nil), Exam(heldOn: date, result: .failed)],
            registrations: [Letter()],
            licences: [Licence()],
            postings: [
                Posting(organisation: "ORG-1", area: nil, to: nil),
                Posting(organisation: nil, area: "32.77", to: date),
            ],
            supervisors: [Spell(to: nil), Spell(to: date)],
            interests: [
                Interest(household: "RT-1", organisation: nil, role: nil, to: nil),
                Interest(household: nil, organisation: "ORG-1", role: .member, to: date),
            ],
            suspensions: [Days(until: nil), Days(until: date)]
        )
        try check(WorkerState.self, of: full)
    }

    @Test func `rows of boxes read back in every state`() throws {
        var state = try #require(
            BoxState.initial(Self.box, .registered(description: nil), Self.meta)
        )
        try check(state)
        let events: [BoxEvent] = [
            .sealed(seal: Self.seal),
            .deployed(
                drive: Self.drive,
                place: Self.place,
                area: AreaCode(trusted: "33.74"),
                host: PersonID(trusted: "KTK-2016-0001"),
                seal: Self.seal
            ),
            .retrieved(seal: Self.seal, sealIntact: false, sealMatches: false),
            .incidentReported(kind: .lost, description: Line(trusted: "hilang")),
        ]
        for event in events {
            state.evolve(event, Self.meta)
            try check(state)
        }
        try check(SealRow(seal: Self.seal, box: Self.box))
        try check(DriveBoxRow(drive: Self.drive, box: Self.box))
    }

    @Test(arguments: [true, false])
    func `rows of the cases of workers read back`(isHolder: Bool) throws {
        try check(
            WorkerCaseRow(
                worker: ID(trusted: "PKS-2016-0001"),
                case: ID(trusted: "KSS-2016-0001"),
                client: ID(trusted: "KLN-2016-0001"),
                isHolder: isHolder,
                status: isHolder ? .open : .closed
            )
        )
    }

    @Test func `rows of clients read back with and without all that is optional`() throws {
        struct Hold: Encodable { let since = CivilDate(days: 17_000), until: CivilDate? }
        struct Scope: Encodable { let scope: ConsentScope, withdrawnOn: CivilDate? }
        struct Consent: Encodable {
            let consent = "IZN-2016-0001", giverKind = ConsentGiver.allCases[0]
            let givenOn = CivilDate(days: 17_000), validTo: CivilDate?, scopes: [Scope]
        }
        struct Client: Encodable {
            let id = "KLN-2016-0001", kind = ClientKind.allCases[0]
            var sex: Sex?, birthYear: Int64?
            let area = "33.74"
            var dtksStatus: DtksStatus?
            let registeredOn = CivilDate(days: 16_990)
            var household: String?, mergedInto: String?
            var absorbed: [String] = []
            var hold: Hold?
            var isLimited = false
            var consents: [Consent] = []
            var fieldsAt: [String: Int64] = [:]
            var addedIdentifiers: [IdentifierKind] = []
        }
        try check(ClientState.self, of: Client())
        var full = Client(sex: Sex.allCases[0], birthYear: 1990)
        full.dtksStatus = DtksStatus.allCases[0]
        full.household = "KLG-2016-0001"
        full.mergedInto = "KLN-2016-0002"
        full.absorbed = ["KLN-2016-0003", "KLN-2016-0004"]
        full.hold = Hold(until: Self.date)
        full.isLimited = true
        let scopes = [
            Scope(scope: ConsentScope.allCases[0], withdrawnOn: nil),
            Scope(scope: ConsentScope.allCases[1], withdrawnOn: Self.date),
        ]
        full.consents = [
            Consent(validTo: nil, scopes: []), Consent(validTo: Self.date, scopes: scopes),
        ]
        full.fieldsAt = ["personName": 7, "nik": 1 << 40, "phone": 3]
        full.addedIdentifiers = IdentifierKind.allCases
        try check(ClientState.self, of: full)
    }

    @Test func `rows of cases read back after every event there is`() throws {
        let events = try AggregateFiles.read().events(of: CaseEvent.category).map { line in
            try CanonicalJSON.decode(CaseEvent.self, from: Array(line.utf8))
        }
        let id = ID<Case>(trusted: "KSS-2016-0001")
        var state = try #require(
            events.lazy.compactMap { CaseState.initial(id, $0, Self.meta) }.first
        )
        try check(state)
        // In any order: what a rule would refuse still fills the row.
        for event in events + events.reversed() {
            state.evolve(event, Self.meta)
            try check(state)
        }
    }

    @Test func `rows of counts read back in every state`() throws {
        let person = PersonID(trusted: "dewi")
        var state = try #require(
            CountState.initial(
                Self.count,
                .opened(
                    drive: Self.drive,
                    box: Self.box,
                    place: Self.place,
                    counters: [person, PersonID(trusted: "hadi")],
                    unrelated: true,
                    seal: Self.seal
                ),
                Self.meta
            )
        )
        try check(state)
        let found = Pieces(Self.pieces)
        let events: [CountEvent] = [
            .firstRecorded(counter: person, pieces: found, nonTender: Pieces([]), total: 1),
            .confirmed(pieces: found, nonTender: found, total: -1),
        ]
        for event in events {
            state.evolve(event, Self.meta)
            try check(state)
        }
        try check(OpenCountRow(drive: Self.drive, count: Self.count))
        try check(DriveCountRow(drive: Self.drive, count: Self.count))
        try check(BoxCountRow(box: Self.box, count: Self.count))
        try check(
            DenominationRow(
                drive: Self.drive,
                box: Self.box,
                denomination: Self.pieces[0].denomination,
                isTender: false,
                pieces: 5
            )
        )
    }

    @Test func `rows of the ledger read back`() throws {
        let postings = [
            Posting(.coins, 500, key: "500@1991", pieces: 1, count: Self.count, box: Self.box),
            Posting(.restricted, -500),
        ]
        var sums = LedgerSums()
        sums.add(postings, kind: .cashReceived)
        try check(LedgerTotal(fund: Self.fund, sums: sums))
        try check(LedgerDay(fund: Self.fund, date: Self.date, sums: sums))
        var tags = EntryTags()
        tags.place = Self.place
        for isFull in [false, true] {
            var row = EntryRow(
                entry: Self.entry,
                position: 9,
                fund: Self.fund,
                date: Self.date,
                kind: .cashReceived,
                ref: Self.count.text,
                postings: isFull ? postings : [],
                tags: isFull ? tags : EntryTags(),
                counts: isFull ? [Self.count] : [],
                purchase: nil,
                receipt: isFull ? DocNumber(trusted: "K/12") : nil,
                vendor: nil,
                reverses: nil
            )
            if isFull { row.reversedBy = Self.entry }
            try check(row)
        }
        try check(EntryByFund(fund: Self.fund, date: Self.date, entry: Self.entry))
        try check(EntryByDate(date: Self.date, entry: Self.entry))
        let slip = DocNumber(trusted: "S/1")
        try check(SlipRow(fund: Self.fund, slip: slip, entry: Self.entry))
        var money = CountMoney(count: Self.count)
        try check(money)
        money.deposit = Self.entry
        money.slip = slip
        try check(money)
    }

    @Test func `a fund reads back open and closed`() throws {
        var state = try #require(
            FundState.initial(
                Self.fund,
                .opened(
                    name: Line(trusted: "Koin"),
                    restriction: .restricted,
                    categories: [.stationery],
                    drive: Self.drive,
                    donor: nil,
                    purpose: nil
                ),
                Self.meta
            )
        )
        try check(state)
        state.evolve(.periodClosed(through: Self.date), Self.meta)
        try check(state)
    }
}
