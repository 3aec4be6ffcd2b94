# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Backups restored, and backups that must not be: nobody comes back who was erased."""

import json
import os
import shutil
import time

from connection import equal, expect
from disguises import scan
from erasure_office import Office, canaries
from harness import OPERATOR, SOUND, check_sound, made, read_events, restore, verify
from journal import Load


def restored(suite):
    """F23: a backup taken under load comes back whole, up to its position, and says so."""
    load = Load(suite, "restore")
    store = load.store
    results = []

    def copy():
        admin = store.connect()
        results.append(made(admin))
        admin.close()

    load.run(0.4, copy)
    position, name = results[0]["position"], results[0]["backup"]
    reader = store.connect()
    before = [row for row in read_events(reader, 0) if row["position"] <= position]
    head = reader.call("log.head")["position"]
    reader.call("log.anchor")
    reader.close()
    store.stop()
    status, output = restore(store, name)
    equal(status, 78, f"a restore over a store ({output.strip()[-200:]})")
    os.rename(store.directory, f"{store.path}/lost")
    begin = time.monotonic()
    status, output = restore(store, name)
    took = time.monotonic() - begin
    equal(status, 0, f"restore ({output.strip()[-300:]})")
    equal(verify(store, store.directory)[0], SOUND, "verify of the restored store")
    store.start()
    reader = store.connect()
    after = read_events(reader, 0)
    equal(after[:position], before, "the events up to the position of the backup")
    kinds = [row["type"] for row in after[position:]]
    equal(kinds, ["store.restored", "approval.requested"], "what follows them")
    data = after[position]["data"]
    equal(data["position"], position, "the position in store.restored")
    equal(data.get("lostUpTo"), head if head > position else None, "what is said to be lost")
    codes = [warning["code"] for warning in reader.call("system.status")["warnings"]]
    expect("storeRolledBack" in codes, f"the status warns of {codes}")
    reader.close()
    replayed(load, position)
    check_sound(store)
    store.stop()
    store.start()
    reader = store.connect()
    equal(len(read_events(reader, 0)), len(after) + load.again, "events after another start")
    reader.close()
    return f"{position} of {head} events, {took:.2f} s"


def replayed(load, position):
    """R3: a command in the backup gives its reply again, one behind it is done anew."""
    connection = load.store.connect(OPERATOR)
    seen = {"old": 0, "new": 0}
    load.again = 0
    for command_id, result in load.journal.acknowledged.items():
        first = min(event["position"] for event in result["events"])
        which = "old" if first <= position else "new"
        method, params = load.journal.sent[command_id]
        if seen[which] >= 5 or (which == "new" and method != "item.define"):
            continue
        seen[which] += 1
        reply = connection.ask(method, params)
        expect("result" in reply, f"{method} sent again: {json.dumps(reply)[:300]}")
        equal(reply["result"].get("replayed", False), which == "old", f"replayed, {which}")
        if which == "old":
            equal(reply["result"]["events"], result["events"], "the events of a replayed command")
        else:
            load.again += len(reply["result"]["events"])
    expect(seen["old"], "no command of the backup was sent again")
    connection.close()


def refused_restores(suite):
    """F24: tampered, older, foreign and truncated backups are refused; there is no store then."""
    load = Load(suite, "restore/refused")
    store = load.store
    shelf = f"{store.path}/backup"
    admin = store.connect()
    older = made(admin)["backup"]
    # The next backup of the same day takes its place on the shelf.
    shutil.copytree(f"{shelf}/keyring/{older}", f"{store.path}/older-keyring")
    load.work(40)
    name = made(admin)["backup"]
    admin.close()
    store.stop()
    other = Load(suite, "restore/foreign").store
    admin = other.connect()
    foreign = made(admin)["backup"]
    admin.close()
    other.stop()
    os.rename(store.directory, f"{store.path}/lost")
    good = f"{store.path}/good"
    shutil.copytree(shelf, good)
    tried = 0

    def refused(what, word, **given):
        nonlocal tried
        tried += 1
        status, output = restore(store, name, **given)
        equal(status, 78, f"{what}: exit status ({output.strip()[-300:]})")
        expect(word in output, f"{what}: {output.strip()[-300:]}")
        left = os.listdir(store.directory) if os.path.isdir(store.directory) else []
        equal([entry for entry in left if entry != "lock"], [], f"{what}: what is left")
        shutil.rmtree(shelf)
        shutil.copytree(good, shelf)

    def edit(path, change):
        with open(path, "rb") as file:
            content = bytearray(file.read())
        content = change(content)
        with open(path, "wb") as file:
            file.write(content)

    def flip(content):
        place = load.random.randrange(len(content))
        content[place] ^= 1 << load.random.randrange(8)
        return content

    for part in ("log", "keyring"):
        data = f"{shelf}/{part}/{name}/data.mdb"
        for _ in range(5):
            edit(data, flip)
            refused(f"{part} flipped", "not the file that its manifest describes")
        edit(data, lambda content: content[:-4096])
        refused(f"{part} truncated", "not the file that its manifest describes")
        edit(data, lambda content: content + bytes(4096))
        refused(f"{part} grown", "not the file that its manifest describes")
        manifest = f"{shelf}/{part}/{name}/MANIFEST"
        for _ in range(20):
            edit(manifest, flip)
            refused(f"manifest of {part} flipped", "")
        os.remove(manifest)
        refused(f"manifest of {part} missing", "MANIFEST is missing")
    refused("another store's log", "of one store", log=f"{other.path}/backup/log/{foreign}")
    refused("another store's keyring", "KEK", keyring=f"{other.path}/backup/keyring/{foreign}")
    refused("an older keyring", "--accept-old-keyring", keyring=f"{store.path}/older-keyring")
    refused("no ledger", "ledger", ledger=f"{store.path}/none")
    status, output = restore(store, name)
    equal(status, 0, f"the untouched backup ({output.strip()[-300:]})")
    store.start()
    return f"{tried} refused"


def erased_stay_erased(suite):
    """F41: erase, restore the older log with the older keyring and the ledger of now."""
    office = Office(suite)
    store = office.store
    store.start()
    admin = store.connect()
    name = made(admin)["backup"]
    admin.close()
    office.approve()
    store.stop()
    lost = f"{store.path}/lost"
    os.rename(store.directory, lost)
    status, output = restore(store, name)
    equal(status, 0, f"the restore itself ({output.strip()[-300:]})")
    shutil.rmtree(store.directory)
    status, output = restore(store, name, ledger=f"{lost}/erasures")
    equal(status, 0, f"restore with the ledger of now ({output.strip()[-300:]})")
    shutil.rmtree(lost)
    store.start()
    office.check_erased()
    admin = store.connect()
    text = admin.call("log.anchor")["text"]
    equal(text.splitlines()[1].split(" ")[2], "1", "lines of the ledger in an anchor")
    admin.close()
    hits = scan(store.directory, canaries()) + scan(f"{store.path}/backup", canaries())
    equal(hits, [], "canaries")
    check_sound(store)
    store.stop()
    # Now an anchor knows of the erasure: the ledger of before is not taken any more.
    shutil.rmtree(store.directory)
    status, output = restore(store, name)
    equal(status, 78, f"a restore with the ledger of before ({output.strip()[-300:]})")
    expect("0 lines, 1 are known" in output, output.strip()[-300:])


def checks(suite):
    yield "backup: F23 restored", restored
    yield "backup: F24 refused restores", refused_restores
    yield "backup: F41 erased stay erased", erased_stay_erased
