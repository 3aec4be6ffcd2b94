# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Registration, erasure, rotation and restore killed at every step, and ended by the next start."""

import os
import shutil
import signal

from connection import Closed, Failed, equal, expect
from disguises import scan
from erasure_office import (NAME, OTHER, Office, canaries, events, key_file, opens_with,
                            rotated)
from harness import OPERATOR, restore
from tracing import KILLED, attach, can_trace, detach, tracing

# The calls by which an erasure and a rotation change files.
CALLS = ("mkdir", "pwrite64", "writev", "write", "fdatasync", "fsync", "ftruncate", "renameat2",
         "rename", "unlink", "rmdir")
# More steps than this no erasure has; a sweep that reaches it never ended.
STEPS_MAX = 60


def moments():
    """1, 2, …: inside of which call the kill comes; a sweep ends itself when there are no more."""
    yield from range(1, STEPS_MAX)
    raise Failed(f"{STEPS_MAX} calls and no end")


def registration_killed(suite, call):
    """F47: killed while somebody new is recorded; at most an unused key is left, none is
    missing."""
    can_trace()
    office = Office(suite)
    store = office.store
    for moment in moments():
        office.set_back()
        store.start()
        tracer = attach(store, call, moment)
        desk = store.connect(OPERATOR)
        is_broken = False
        try:
            desk.call("contact.register", {"name": NAME})
        except Closed:
            is_broken = True
        desk.close()
        detach(tracer)
        if not is_broken:
            return f"{moment - 1} kills"
        equal(store.process.wait(20), -signal.SIGKILL, "how the daemon ended")
        store.start()
        equal(store.poll_status(), "ready", "state after the kill")
        desk = store.connect(OPERATOR)
        made = desk.call("contact.register", {"name": OTHER})["contact"]
        desk.close()
        equal(office.shown(made), OTHER, "the name of the next person")
        store.kill()


def erasure_killed(suite, call):
    """F40, F41: SIGKILL inside every call of one kind during an erasure: the next start finishes
    it, and a restore of the backup of before brings nobody back."""
    can_trace()
    office = Office(suite)
    store = office.store
    killed = decided = 0
    for moment in moments():
        office.set_back()
        store.start()
        tracer = attach(store, call, moment)
        is_broken = False
        try:
            office.approve()
        except Closed:
            is_broken = True
        detach(tracer)
        if is_broken:
            equal(store.process.wait(20), -signal.SIGKILL, "how the daemon ended")
        elif store.process.poll() is None:
            # Fewer than N calls: the sweep is through.
            office.check_restored()
            store.stop()
            suite.kill_points += killed
            return f"{killed} kills and restores, {decided} of them after the decision"
        killed += 1
        store.start()
        connection = store.connect(OPERATOR)
        is_decided = events(connection, "contact.personalDataErased")
        connection.close()
        if is_decided:
            decided += 1
        else:
            equal(office.shown(), NAME, f"the name after kill {moment}, before the decision")
            office.approve()
        try:
            office.check_restored()
        except Failed as failure:
            raise Failed(f"kill {moment}: {failure}") from failure
        store.stop()


def rotation_killed(suite, call):
    """F42: SIGKILL inside every call of one kind during a rotation; one key opens the store."""
    can_trace()
    office = Office(suite, key=1)
    store = office.store
    outcomes = {1: 0, 2: 0}
    for moment in moments():
        office.set_back()
        key_file(store, store.key, 1)
        key_file(store, f"{store.key}-next", 2)
        status, output = store.run(
            "key", "rotate", "--config", store.config,
            wrapper=tracing(store, call, moment))
        is_killed = status in KILLED
        if not is_killed:
            equal(status, 0, f"exit status of key rotate ({output.strip()[-300:]})")
        keys = opens_with(store)
        equal(len(keys), 1, f"keys that open the store after kill {moment}: {keys}")
        if not is_killed:
            equal(keys, [2], "the key after a rotation")
        outcomes[keys[0]] += 1
        key_file(store, store.key, 1)
        key_file(store, f"{store.key}-next", 2)
        equal(rotated(store)[0], 0, "exit status of the second rotation")
        store.start()
        equal(office.shown(), NAME, "a name after the rotation")
        connection = store.connect()
        equal(len(events(connection, "store.keyRotated")), 1, "events of the rotation")
        connection.close()
        expect(not os.path.exists(f"{store.directory}/keyring.new"), "keyring.new is still there")
        equal(scan(store.directory, {"key under the old master key": office.wrapped}), [],
              "places of the old wrapping")
        store.kill()
        if not is_killed:
            suite.kill_points += sum(outcomes.values()) - 1
            return f"{outcomes[1]} kills left the old key, {outcomes[2] - 1} the new one"


def restore_killed(suite, call):
    """F41: SIGKILL inside every call of one kind of a restore: there is no store or a whole one,
    and the next restore and start bring nobody back."""
    can_trace()
    office = Office(suite)
    store = office.store
    store.start()
    office.approve()
    store.stop()
    shutil.copy(f"{store.directory}/erasures", f"{store.path}/erasures")
    whole = 0
    for moment in moments():
        shutil.rmtree(store.directory, ignore_errors=True)
        status, output = restore(store, office.backup, ledger=f"{store.path}/erasures",
                                 wrapper=tracing(store, call, moment))
        is_killed = status in KILLED
        if not is_killed:
            equal(status, 0, f"exit status of restore ({output.strip()[-300:]})")
        is_placed = os.path.exists(f"{store.directory}/FORMAT")
        whole += is_placed
        if not is_placed:
            again, output = restore(store, office.backup, ledger=f"{store.path}/erasures")
            equal(again, 0, f"restore after kill {moment} ({output.strip()[-300:]})")
        store.start()
        office.check_erased()
        equal(scan(store.directory, canaries()), [], "canaries after the restore")
        store.kill()
        if not is_killed:
            suite.kill_points += moment - 1
            return f"{moment - 1} kills, {whole - 1} left the whole store, the others none"


def restart_killed(suite, call):
    """F41: SIGKILL inside every call of one kind of the start after a restore, in which the
    erasures of the ledger are repeated; nothing is answered before, and the next start ends it."""
    can_trace()
    office = Office(suite)
    store = office.store
    store.start()
    office.approve()
    store.stop()
    office.restore_older()
    shutil.rmtree(office.template)
    shutil.copytree(store.directory, office.template)
    for moment in moments():
        office.set_back()
        try:
            store.start(tracing(store, call, moment))
        except Failed:
            expect(store.process.wait(20) in KILLED,
                   f"the daemon ended otherwise: {store.tail()}")
            store.start()
            office.check_erased()
            store.kill()
            continue
        # It lived until it was ready: fewer than N calls, or killed by a later one.
        store.kill()
        suite.kill_points += moment - 1
        return f"{moment - 1} kills"


def checks(suite):
    for title, function, calls in [
        ("registration/killed", registration_killed, ("pwrite64", "writev", "fdatasync")),
        ("erasure/killed", erasure_killed, CALLS), ("rotation/killed", rotation_killed, CALLS),
        ("restore/killed", restore_killed, CALLS), ("restore/start killed", restart_killed, CALLS),
    ]:
        for call in calls:
            yield f"{title} at {call}", lambda s, f=function, c=call: f(s, c)
