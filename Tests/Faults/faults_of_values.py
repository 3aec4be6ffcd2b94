# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Bad values over the real socket: ids, numbers, money, dates, command ids (B07-B16)."""

import json

from connection import equal, kind_of
from harness import OPERATOR, ROLES


def base(**more):
    return {"occurredOn": "2016-07-01", **more}


def box(**more):
    return "box.register", base(**more)


def item(**more):
    return "item.define", base(**{"item": "I-1", "name": "Buku", "category": "stationery",
                                  "unit": "buah", **more})


def expense(**more):
    return "fund.payExpense", base(**{"fund": "KHAS-UJI", "kind": "fundraising", "amount": 1000,
                                      "receiptNumber": "KW-1", **more})


def plan(**more):
    return "drive.plan", base(**{
        "drive": "D-1", "name": "Koin", "purpose": "sekolah", "categories": ["stationery"],
        "areas": ["33.74"], "from": "2016-07-01", "to": "2016-09-30", "organiser": "LMB-2016-0001",
        **more})


def pupil(**more):
    return "beneficiary.register", base(**{"name": "Anak Rekaan", "birthYear": 2006, **more})


BAD = ("invalidParams",)
# name, (method, params), kinds that are right
VALUES = [
    ("B07 an unknown param", box(box="B-1", boks="x"), BAD),
    ("B08 text for an integer", item(minimum="5"), BAD),
    ("B08 an integer for text", item(name=5), BAD),
    ("B08 a truth value for an integer", item(minimum=True), BAD),
    ("B08 null for a required param", item(name=None), BAD),
    ("B08 a list for text", item(name=["a"]), BAD),
    ("B08 an object for text", item(name={"a": 1}), BAD),
    ("a missing param", ("box.register", base()), BAD),
    ("an unknown enum value", item(category="stationary"), BAD),
    ("B11 a control character in a name", item(name="Buku\u0007"), BAD),
    ("B11 DEL", item(name="Buku\u007f"), BAD),
    ("B11 C1", item(name="Buku\u0085"), BAD),
    ("B11 a newline in a name", item(name="Buku\nTas"), BAD),
    ("B11 bidi override", item(name="Buku\u202e"), BAD),
    ("B11 bidi isolate", item(name="Buku\u2066"), BAD),
    ("B11 zero width", item(name="Bu\u200bku"), BAD),
    ("B11 a noncharacter", item(name="Buku\ufdd0"), BAD),
    ("text over 4 KiB", item(name="x" * 4097), BAD),
    ("empty text", item(name=""), BAD),
    ("B13 an empty id", box(box=""), BAD),
    ("B13 an id with ..", box(box="A..B"), BAD),
    ("B13 an id that begins with /", box(box="/A"), BAD),
    ("B13 an id that ends with /", box(box="A/"), BAD),
    ("B13 an id with a space", box(box="A B"), BAD),
    ("B13 lower case in a code", box(box="cmi-01"), BAD),
    ("B13 an id of 512 bytes", box(box="A" * 512), BAD),
    ("B13 an id of 33 characters", box(box="A" * 33), BAD),
    ("B13 an id with a look-alike letter", box(box="\u0410-1"), BAD),
    ("a command id that is too short", box(box="B-1", commandId="short"), BAD),
    ("a command id that is too long", box(box="B-1", commandId="x" * 65), BAD),
    ("a command id with other letters", box(box="B-1", commandId="fault_under_score_01"), BAD),
    ("B15 a negative minimum", item(minimum=-1), BAD),
    ("B15 a minimum over a million", item(minimum=1000001), BAD),
    ("B15 an amount of zero", expense(amount=0), BAD),
    ("B15 a negative amount", expense(amount=-1), BAD),
    ("B15 an amount over 10^12", expense(amount=10**12 + 1), BAD),
    ("an unknown fund", expense(fund="TIDAK-ADA"), ("notFound",)),
    ("B15 the year 0001", box(box="B-1", occurredOn="0001-01-01"), BAD + ("refused/futureDated",)),
    ("B15 the year 9999", box(box="B-1", occurredOn="9999-12-31"), BAD + ("refused/futureDated",)),
    ("B15 29 February of no leap year", box(box="B-1", occurredOn="2015-02-29"), BAD),
    ("B15 29 February of 1900", box(box="B-1", occurredOn="1900-02-29"), BAD),
    ("month 13", box(box="B-1", occurredOn="2016-13-01"), BAD),
    ("day 0", box(box="B-1", occurredOn="2016-07-00"), BAD),
    ("another form of date", box(box="B-1", occurredOn="01/07/2016"), BAD),
    ("a date with a time", box(box="B-1", occurredOn="2016-07-01T00:00:00"), BAD),
    ("a date as an integer", box(box="B-1", occurredOn=20160701), BAD),
    ("dates the wrong way round", plan(**{"from": "2016-09-30", "to": "2016-07-01"}),
     ("refused/validityDates",) + BAD),
    ("an area without a dot", plan(areas=["3374"]), BAD),
    ("no areas", plan(areas=[]), BAD),
    ("no categories", plan(categories=[]), BAD),
    ("an organiser that is not there", plan(organiser="LMB-2016-9999"), ("notFound",)),
    ("B15 a birth year of -1", pupil(birthYear=-1), BAD),
    ("B15 a birth year to come", pupil(birthYear=2999), BAD),
    ("a pupil number with letters", pupil(pupilNumber="12345abcde"), BAD),
    ("B16 a stale version", box(box="B-STALE", expectedVersion=3), ("versionConflict", "notFound")),
    ("a version that is no version", box(box="B-1", expectedVersion="latest"), BAD),
    ("a deadline of 0", box(box="B-1", deadlineMs=0), BAD),
    ("a language nobody speaks", box(box="B-1", lang="xx"), BAD),
    ("a page of 0", ("box.list", {"limit": 0}), BAD),
    ("a page of 1001", ("box.list", {"limit": 1001}), BAD),
    ("a cursor that is none", ("box.list", {"cursor": "nonsense"}), BAD),
    ("asOf as text that is no date", ("box.list", {"asOf": "kemarin"}), BAD),
    ("asOf position beyond the head", ("box.list", {"asOf": 10**9}), BAD),
    ("a column that is not there", ("box.list", {"fields": ["harga"]}), BAD),
    ("events after the head", ("events.read", {"after": 10**9}), BAD),
    ("B29 one letter in a name search", ("beneficiary.find", {"name": "a"}), BAD),
]


def values(suite):
    """Every bad value is refused with its kind, leaves no event, and is never shown again."""
    store = suite.store().init().prepared().furnished()
    connection = store.connect(OPERATOR)
    head = connection.call("log.head")["position"]
    wrong = []
    for name, (method, params), kinds in VALUES:
        reply = connection.ask(method, params)
        if kind_of(reply) not in kinds:
            wrong.append(f"{name}: expected {'|'.join(kinds)}, got {json.dumps(reply)[:240]}")
    equal(wrong, [], "bad values")
    equal(connection.call("log.head")["position"], head, "head after nothing but bad values")
    return f"{len(VALUES)} values"


def open_count(c):
    """A count of one retrieved box, open for the operator and one contact."""
    contact = c.call("contact.register", base(name="Saksi Rekaan"))["contact"]
    c.call("place.register", base(place="P-1", name="Pasar Rekaan", area="33.74"))
    c.call(*plan())
    c.call("drive.recordPermit", base(drive="D-1", authority="regentMayor", number="PUB/1",
                                      issuedOn="2016-06-01", areas=["33.74"],
                                      **{"from": "2016-07-01", "to": "2016-09-30"}))
    c.call("drive.start", base(drive="D-1"))
    c.call("box.register", base(box="B-1"))
    c.call("box.seal", base(box="B-1", seal="S-1"))
    c.call("box.deploy", base(box="B-1", drive="D-1", place="P-1"))
    c.call("box.retrieve", base(box="B-1", seal="S-1", sealIntact=True))
    return c.call("count.open", base(box="B-1", seal="S-1", counters=[OPERATOR, contact],
                                     unrelated=True))["count"]


def money(suite):
    """B15: coins, sums and dates at the borders of what a count may hold."""
    store = suite.store().init().prepared().furnished()
    c = store.connect(OPERATOR)
    count = open_count(c)
    wrong = []
    for name, pieces, kinds in [
        ("negative pieces", {"500": -1}, BAD), ("a million and one pieces", {"500": 1000001}, BAD),
        ("pieces as text", {"500": "3"}, BAD), ("an unknown coin", {"123": 1},
                                                 BAD + ("refused/unknownDenomination",)),
        ("a denomination with a zero in front", {"0500": 1},
         BAD + ("refused/unknownDenomination",)),
        ("a list of pieces", [["500", 1]], BAD), ("an overflow", {"note-100000": 10**15}, BAD),
    ]:
        reply = c.ask("count.record", base(count=count, counter=OPERATOR, pieces=pieces))
        if kind_of(reply) not in kinds:
            wrong.append(f"{name}: expected {'|'.join(kinds)}, got {json.dumps(reply)[:240]}")
    reply = c.ask("count.record", base(count=count, counter=OPERATOR, pieces={"500": 1}, total=500))
    if kind_of(reply) != "invalidParams":
        wrong.append(f"a total of one's own: {json.dumps(reply)[:200]}")
    equal(wrong, [], "bad counts")
    largest = {"note-100000": 1000000}
    equal(c.call("count.record", base(count=count, counter=OPERATOR, pieces=largest))["total"],
          10**11, "a million notes")


def command_ids(suite):
    """B14: one command id, the same content, other content, another operator."""
    store = suite.store().init().prepared().furnished()
    admin = store.connect()
    admin.call("operator.register", {"operator": "lain", "roles": ROLES})
    mine, other = store.connect(OPERATOR), store.connect("lain")
    params = base(box="B-1", commandId="fault-command-id-0001")
    first = mine.call("box.register", params)
    again = mine.call("box.register", params)
    equal(again.pop("replayed"), True, "replayed")
    first.pop("replayed")
    equal(again, first, "the stored reply")
    reply = mine.ask("box.register", {**params, "box": "B-2"})
    equal(kind_of(reply), "commandIdReused", "other content")
    reply = other.ask("box.register", params)
    equal(kind_of(reply), "commandIdReused", "another operator")
    equal(sorted(reply["error"]["data"]), ["kind", "retry"], "what another operator is told")
    equal(mine.call("box.register", {**params, "lang": "en", "deadlineMs": 5000})["replayed"], True,
          "language and deadline are not part of the content")


def normalised(suite):
    """B12: text is normalised on entry: two spellings of one name are the same command."""
    store = suite.store().init().prepared().furnished()
    c = store.connect(OPERATOR)
    command_id = "fault-normalised-0001"
    c.call(*item(name="Caf\u00e9", commandId=command_id))
    equal(c.call(*item(name="Cafe\u0301", commandId=command_id))["replayed"], True, "replayed")
    rows = c.call("item.list")["rows"]
    equal(rows[0]["name"].encode(), "Caf\u00e9".encode(), "the stored name")


def checks(suite):
    yield "input: bad values", values
    yield "input: B15 money", money
    yield "input: B14 command ids", command_ids
    yield "input: B12 normalisation", normalised
