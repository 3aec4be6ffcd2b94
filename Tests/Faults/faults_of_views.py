# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Views that are missing, foreign, older or damaged: rebuilt, or refused, and never served."""

import os
import shutil
import struct
import time

from connection import Closed, Failed, equal, expect
from damage import flip, occurrences, remove, views_of
from harness import OPERATOR, check_sound, wait_job
from journal import Load, stopped


def answers(store):
    """What a few read models say, to be compared before and after."""
    connection = store.connect(OPERATOR)
    replies = {}
    for method in ("box.list", "drive.list", "item.list", "fund.list"):
        result = connection.call(method, {"limit": 1000})
        replies[method] = result["rows"]
    connection.close()
    return replies


def rebuilt(suite, name, damage):
    """F44, F06: views that are gone or not to be trusted are rebuilt; receipts still answer."""
    load = Load(suite, f"views/{name}")
    store = load.store
    older = f"{store.path}/older"
    load.work(30)
    store.stop()
    shutil.copytree(views_of(store), older)
    store.start()
    load.work(60)
    right = answers(store)
    if name.startswith("killed"):
        store.kill()
    else:
        store.stop()
    damage(suite, load, older)
    store.start()
    equal(answers(store), right, "what the read models say")
    load.checker.check()
    check_sound(store)


def delete(suite, load, older):
    remove(views_of(load.store))


def put_older(suite, load, older):
    remove(views_of(load.store))
    shutil.copytree(older, views_of(load.store))


def put_older_data_only(suite, load, older):
    shutil.copy(f"{older}/data.mdb", f"{views_of(load.store)}/data.mdb")


def put_foreign(suite, load, older):
    other = stopped(suite, "foreign", 40)
    remove(views_of(load.store))
    shutil.copytree(views_of(other.store), views_of(load.store))


def put_garbage(suite, load, older):
    """A machine that lost power: unsynced pages are anything, and the witness on tmpfs is gone."""
    data = f"{views_of(load.store)}/data.mdb"
    size = os.path.getsize(data)
    with open(data, "wb") as file:
        file.write(load.random.randbytes(size))
    remove_witness(load.store)


def put_empty(suite, load, older):
    """What ext4 leaves after a power cut; LMDB would call a file of length 0 an empty store."""
    with open(f"{views_of(load.store)}/data.mdb", "wb"):
        pass
    remove_witness(load.store)


def remove_witness(store):
    for name in os.listdir(store.state):
        remove(f"{store.state}/{name}")


def damage_mark(suite, load, older):
    flip(f"{views_of(load.store)}/mark", 0, 5)


# ---------------------------------------------------------------- flipped bytes in the same boot

# Of LMDB on this machine, bytes.
PAGE = 4096
# What is flipped, and at which of its bytes: the name of each drive in its row, the key of each
# drive's row (table 40), and the operator's own (table 10), after which nobody finds the operator.
FLIPS = [("value", b"Koin uji", 0), ("key", b"\x00(D-", 2), ("operator", b"\x00\npetugas\x00", 2)]
# What the journal says of rows without which nobody could ask for projection.verify.
REBUILT_FOR_OPERATORS = "reason=rows of operators are lost"


def contained(found, right):
    """Rows may be missing, and none may be there that was not there before."""
    return all(row in right[method] for method, rows in found.items() for row in rows)


def told_by_verify(store):
    """What `projection.verify` says of damaged views: true when it does not call them equal."""
    try:
        admin = store.connect()
        job = wait_job(admin, admin.call("projection.verify", {"all": True}))
        admin.close()
    except Closed:
        return True
    except Failed as failure:
        return is_refusal(failure)
    rows = job.get("result")
    rows = rows.get("rows", []) if isinstance(rows, dict) else rows
    return job.get("state") != "done" or any(not row.get("equal") for row in rows)


def is_refusal(failure):
    """The ways in which a daemon says that it does not trust its views."""
    text = str(failure)
    return any(word in text for word in (
        "the daemon ended with", "projectionStale", "storeCorrupt"))


def flip_anywhere(load, data):
    size = os.path.getsize(data)
    for _ in range(60):
        # The two meta pages are checked before LMDB opens the file; see F15 for those.
        flip(data, load.random.randrange(2 * 4096, size), load.random.randrange(8))


def flip_word(data, word, at):
    """Flips one bit in every copy of a word in the file, old pages included."""
    with open(data, "rb") as file:
        places = list(occurrences(file.read(), word))
    expect(places, f"{word} is not in the file")
    for place in places:
        flip(data, place + at, 0)


def move_separators(data):
    """Makes the last byte of each key in the branch pages one more: lookups of the row go astray.

    LMDB 0.9: a page's flags stand at byte 10, the end of its node pointers at 12; a branch node is
    eight bytes with the size of its key last, and the key.
    """
    moved = 0
    with open(data, "r+b") as file:
        content = bytearray(file.read())
        for page in range(2 * PAGE, len(content), PAGE):
            flags, lower = struct.unpack_from("<HH", content, page + 10)
            if flags & 0x0F != 1 or not 18 <= lower <= PAGE:
                continue
            # The first node of a branch page has no key.
            for pointer in range(page + 18, page + lower, 2):
                node = page + struct.unpack_from("<H", content, pointer)[0]
                last = node + 7 + struct.unpack_from("<H", content, node + 6)[0]
                if node + 8 <= last < page + PAGE and content[last] < 0xFF:
                    content[last] += 1
                    moved += 1
        file.seek(0)
        file.write(content)
    expect(moved, "no branch page was found")


def lost_lookups(suite):
    """F45: rows that a scan meets and their keys do not find are told, at the start or by verify."""
    load = stopped(suite, "flip/branch", 200)
    store = load.store
    store.start()
    right = answers(store)
    store.stop()
    move_separators(f"{views_of(store)}/data.mdb")
    try:
        store.start()
        expect(
            "views rebuilt from the log" in store.tail() or told_by_verify(store),
            "projection.verify calls views with lost lookups equal")
        store.kill()
    except Failed as failure:
        expect(is_refusal(failure), f"{failure}")
    remove(views_of(store))
    store.start()
    equal(answers(store), right, "what the rebuilt views answer")
    check_sound(store)


def round_of_flips(store, right):
    """Starts until the answers are right again; true when a row had vanished and was told of."""
    for _ in range(4):
        try:
            store.start()
            found = answers(store)
            if found == right:
                return False
            expect(contained(found, right), f"damaged views answered {found} for {right}")
        except Closed:
            store.wait()
            continue
        except Failed as failure:
            if is_refusal(failure):
                if store.process.poll() is None:
                    time.sleep(0.2)
                    store.kill()
                continue
            expect("notFound" in str(failure), f"damaged views answered {failure}")
        expect(told_by_verify(store), "a row vanished, and projection.verify calls the views equal")
        if store.process.poll() is None:
            store.kill()
        remove(views_of(store))
        store.start()
        equal(answers(store), right, "what the rebuilt views answer")
        return True
    raise Failed("four starts did not bring the answers back")


def flipped_views(suite):
    """F39, F45: damaged views answer rightly or not at all; verify finds rows that vanish."""
    load = stopped(suite, "flips", 200)
    store = load.store
    store.start()
    right = answers(store)
    vanished = 0
    for _ in range(4):
        if store.process.poll() is None:
            store.stop()
        flip_anywhere(load, f"{views_of(store)}/data.mdb")
        vanished += round_of_flips(store, right)
    load.checker.check()
    store.kill()
    remove(views_of(store))
    store.start()
    equal(answers(store), right, "what the rebuilt views answer")
    check_sound(store)
    return f"rows vanished in {vanished} of 4 rounds"


def flipped_word(suite, name, word, at):
    """F45: a changed value is refused on read and rebuilt; a vanished row is found by verify.

    An operator's row that vanished is found at the start, since nobody could ask for verify.
    """
    load = stopped(suite, f"flip/{name}", 60)
    store = load.store
    store.start()
    right = answers(store)
    store.stop()
    flip_word(f"{views_of(store)}/data.mdb", word, at)
    store.start()
    if name == "value":
        try:
            answers(store)
            raise AssertionError("a changed value was served")
        except (Closed, Failed) as failure:
            expect(isinstance(failure, Closed) or is_refusal(failure), f"{failure}")
        status = store.wait()
        expect(status != 0, f"the daemon went on with a changed value ({store.tail()})")
    elif name == "operator":
        expect(REBUILT_FOR_OPERATORS in store.tail(), f"not rebuilt at the start: {store.tail()}")
        store.kill()
    else:
        expect(told_by_verify(store), "projection.verify calls views without a row equal")
        store.kill()
        remove(views_of(store))
    store.start()
    equal(answers(store), right, "what the rebuilt views answer")
    check_sound(store)


def checks(suite):
    for name, damage in [
        ("deleted", delete), ("older copy", put_older),
        ("older data under the mark", put_older_data_only),
        ("of another store", put_foreign), ("damaged mark", damage_mark),
        ("killed, then deleted", delete), ("killed, power lost, garbage", put_garbage),
        ("killed, power lost, empty file", put_empty),
    ]:
        yield f"views: {name}", lambda s, n=name, d=damage: rebuilt(s, n, d)
    yield "views: F39 F45 bytes flipped", flipped_views
    yield "views: F45 lookups astray", lost_lookups
    for name, word, at in FLIPS:
        yield f"views: F45 {name} flipped", lambda s, n=name, w=word, a=at: flipped_word(s, n, w, a)
