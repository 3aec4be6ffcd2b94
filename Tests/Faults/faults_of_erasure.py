# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What is erased lies nowhere and opens nowhere, whatever happens to disk, map and keys."""

import os
import shutil
import subprocess

from connection import equal, expect
from disguises import scan
from disks import CUTS, Mounted
from erasure_office import (NAME, OTHER, Office, canaries, events, key_file, opens_with,
                            rotated)
from harness import OPERATOR, check_sound, restore, wait_job


def key_commands(suite):
    """The shares of the program open the store, others do not; what is refused says why."""
    office = Office(suite, key=1)
    store = office.store

    def check(*shares):
        done = subprocess.run(
            [suite.daemon, "key", "escrow-check", "--config", store.config], check=False,
            input="".join(f"{share}\n" for share in shares), timeout=60, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode

    def shares(*arguments):
        status, output = store.run("key", "escrow", *arguments)
        equal(status, 0, f"exit status of key escrow ({output})")
        return output.splitlines()[1:6:2]

    store.start()
    own = shares("--config", store.config)
    equal(len(own), 3, "shares")
    # Beside the running daemon, from any two of three.
    for one, other in ((0, 1), (1, 2), (2, 0)):
        equal(check(own[one], own[other]), 0, f"shares {one + 1} and {other + 1}")
    admin = store.connect()
    checked = admin.call("system.status")["masterKey"]["escrowCheckedAt"]
    admin.close()
    expect(checked, "the status does not say when the shares were proved")
    equal(check(own[0], own[0]), 1, "one share twice")
    equal(check(own[0], own[1][:-1]), 1, "a share cut off")
    equal(check(own[0]), 64, "one share alone")
    # The paper gives the very key back, once, for its owner alone.
    again = f"{store.path}/again"
    for status in (0, 78):
        done = subprocess.run(
            [suite.daemon, "key", "recover", "--key-file", again], check=False, timeout=60,
            input=f"{own[2]}\n{own[0]}\n", text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        equal(done.returncode, status, f"exit status of key recover ({done.stdout})")
    with open(again, "rb") as made, open(store.key, "rb") as first:
        equal(made.read() == first.read(), True, "the recovered key is the key")
    equal(os.stat(again).st_mode & 0o777, 0o400, "mode of the recovered key")
    key_file(store, f"{store.path}/other", 3)
    foreign = shares("--key-file", f"{store.path}/other")
    equal(check(*foreign[:2]), 1, "shares of another key")
    equal(rotated(store)[0], 75, "a rotation beside the daemon")
    store.stop()
    status, output = rotated(store)
    equal(status, 78, f"a rotation without the next key ({output})")
    expect("-next" in output, f"the refusal does not name the next key: {output}")
    for share in own + foreign:
        equal(scan(store.path, {"share": share.encode()}), [], "places of a share")


def nothing_is_left(suite):
    """F43: after an erasure neither name nor key lies in any file; before it the key does."""
    office = Office(suite)
    store = office.store
    expect(scan(store.directory, {"key": office.wrapped}), "the scan does not find the key itself")
    with open(f"{store.path}/planted", "wb") as file:
        file.write(b"x" + b" ".join(canaries().values()))
    equal(len(scan(store.path, canaries())), len(canaries()), "planted forms that are found")
    os.remove(f"{store.path}/planted")
    store.start()
    office.approve()
    office.check_erased()
    hits = scan(store.path, {**canaries(), "wrapped key": office.wrapped})
    # Copies of keyrings lapse after thirty days; the certificate says so.
    kept = (office.template, f"{store.path}/backup/keyring")
    hits = [hit for hit in hits if not hit.split(" in ")[1].startswith(kept)]
    equal(hits + scan(store.state, canaries()), [], "canaries")
    check_sound(store)
    store.stop()
    return f"{len(canaries())} forms"


def restored(suite):
    """F41: an older log with the older keyring and the ledger of now: the erasure is repeated."""
    office = Office(suite)
    store = office.store
    store.start()
    office.approve()
    office.check_restored()
    connection = store.connect(OPERATOR)
    remembered = events(connection, "contact.personalDataErased")[0]
    equal(remembered["data"].get("fromLedger"), True, "fromLedger of the repeated erasure")
    again = connection.ask("approval.approve", {
        "approval": office.request["approval"], "digest": office.request["digest"]})
    equal(again["error"]["data"].get("refusal"), "alreadyErased", "refusal of the approval")
    connection.close()
    check_sound(store)


def older_keyring(suite):
    """F34: a keyring without the newest person: read only, named, and no key is made anew."""
    office = Office(suite)
    store = office.store
    older = f"{store.path}/older"
    shutil.copytree(f"{store.directory}/keyring", older)
    store.start()
    desk = store.connect(OPERATOR)
    made = desk.call("contact.register", {"name": OTHER, "occurredOn": "2016-07-02"})["contact"]
    desk.close()
    store.stop()
    shutil.rmtree(f"{store.directory}/keyring")
    shutil.copytree(older, f"{store.directory}/keyring")
    store.start()
    connection = store.connect(OPERATOR)
    status = connection.call("system.status")
    equal((status["state"], status["reason"]), ("readOnly", "keyMissing"), "state and reason")
    expect(made in str(status["warnings"]), f"{made} is not named: {status['warnings']}")
    refused = connection.ask("contact.register", {"name": OTHER, "occurredOn": "2016-07-03"})
    equal(refused["error"]["data"]["kind"], "busy", "kind of a command while keys are missing")
    unread = connection.ask("contact.show", {"contact": made})
    equal(unread["error"]["data"]["kind"], "storeCorrupt", "kind of a look without a key")
    equal(office.shown(), NAME, "the name with a key")
    admin = store.connect()
    job = wait_job(admin, admin.call("log.verify", {"scope": "quick"}))
    admin.close()
    equal((job["result"]["verdict"], job["result"]["firstBad"]["problem"]),
          ("incomplete", "the key of a sealed subject is missing"), "verdict of log.verify")
    connection.close()


def full_map(suite):
    """F13: with a full map people can still be erased, to the end."""
    office = Office(suite, "testing.mapSizeMiB: 3\n")
    store = office.store
    store.start()
    desk = store.connect(OPERATOR)
    for number in range(20000):
        # Names of their own: pairs of look-alikes would fill the views long before the log.
        name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        reply = desk.ask("contact.register", {"name": f"Orang {name}", "function": "x" * 400})
        if "error" in reply:
            break
    equal(reply["error"]["data"]["kind"], "storeFull", f"kind after {number} commands")
    desk.close()
    office.approve()
    equal(office.shown(), None, "the erased name")
    check_sound(store, full=False)
    return f"full after {number} commands"


# ---------------------------------------------------------------- power cuts

def erasure_power_cut(suite):
    """F07: the power goes during an erasure; the next start finishes what was decided."""
    numbers = suite.random("erasure/power cut")
    with Mounted(suite, "ext4") as disk:
        office = Office(suite, parent=disk.path)
        store = office.store
        decided = 0
        for cut in range(CUTS):
            office.set_back()
            os.sync()
            store.start()
            is_approved = disk.cut_during(store, office.approve, numbers.uniform(0, 0.03))
            store.start()
            connection = store.connect(OPERATOR)
            is_decided = bool(events(connection, "contact.personalDataErased"))
            connection.close()
            expect(is_decided or not is_approved, f"cut {cut}: acknowledged and lost")
            if is_decided:
                decided += 1
            else:
                office.approve()
            office.check_erased()
            store.kill()
        return f"{CUTS} cuts, {decided} after the decision"


def rotation_power_cut(suite):
    """F07: the power goes during a rotation; exactly one of the two keys opens the store."""
    numbers = suite.random("rotation/power cut")
    with Mounted(suite, "ext4") as disk:
        office = Office(suite, parent=disk.path, key=1)
        store = office.store
        outcomes = {1: 0, 2: 0}
        for cut in range(CUTS):
            office.set_back()
            key_file(store, store.key, 1)
            key_file(store, f"{store.key}-next", 2)
            os.sync()
            disk.cut_during(store, lambda: rotated(store), numbers.uniform(0.01, 0.08))
            keys = opens_with(store)
            equal(len(keys), 1, f"keys that open the store after cut {cut}: {keys}")
            outcomes[keys[0]] += 1
            key_file(store, store.key, 1)
            key_file(store, f"{store.key}-next", 2)
            equal(rotated(store)[0], 0, "exit status of the second rotation")
            store.start()
            equal(office.shown(), NAME, "a name after the rotation")
            store.kill()
        return f"{CUTS} cuts, {outcomes[1]} left the old key, {outcomes[2]} the new one"


def restore_power_cut(suite):
    """F07, F41: the power goes during a restore; there is no store or a whole one, and nobody in it
    who was erased."""
    numbers = suite.random("restore/power cut")
    with Mounted(suite, "ext4") as disk:
        office = Office(suite, parent=disk.path)
        store = office.store
        store.start()
        office.approve()
        store.stop()
        ledger = f"{store.path}/erasures"
        shutil.copy(f"{store.directory}/erasures", ledger)
        whole = 0

        def put_back():
            status, output = restore(store, office.backup, ledger=ledger)
            equal(status, 0, f"exit status of restore ({output.strip()[-300:]})")

        for cut in range(CUTS):
            shutil.rmtree(store.directory, ignore_errors=True)
            os.sync()
            is_restored = disk.cut_during(store, put_back, numbers.uniform(0.01, 0.5))
            is_placed = os.path.exists(f"{store.directory}/FORMAT")
            whole += is_placed
            expect(is_placed or not is_restored, f"cut {cut}: restored and lost")
            if not is_placed:
                put_back()
            store.start()
            office.check_erased()
            store.kill()
        return f"{CUTS} cuts, {whole} left the whole store, the others none"


def checks(suite):
    yield "key/commands", key_commands
    yield "erasure/canaries", nothing_is_left
    yield "erasure/restored", restored
    yield "erasure/older keyring", older_keyring
    yield "erasure/full map", full_map
    yield "erasure/power cut", erasure_power_cut
    yield "rotation/power cut", rotation_power_cut
    yield "restore/power cut", restore_power_cut
