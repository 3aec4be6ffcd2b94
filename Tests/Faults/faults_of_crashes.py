# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Daemons that die: by a command, by a kill, inside init; and what the next start makes of it."""

import os
import shutil
import signal
import time

from connection import Closed, Skip, equal, expect, kind_of
from harness import check_sound, journal_of


def poison_command(suite):
    """F33: a command that kills the daemon twice is quarantined; all others go on."""
    store = suite.store("testing.crashCommand: operator.suspend\n").init().prepared()
    poison = {"operator": "petugas", "reason": "uji", "commandId": "poison-0123456789"}
    for round_ in (1, 2):
        connection = store.connect()
        try:
            reply = connection.ask("operator.suspend", poison)
            expect(False, f"round {round_}: the command was answered: {reply}")
        except Closed:
            pass
        expect(store.wait() != 0, "the daemon ended in order")
        store.start()
    text = journal_of(store)
    expect("reason=crashLoop" in text, "the second crash did not distrust the views")
    connection = store.connect()
    reply = connection.ask("operator.suspend", poison)
    equal(kind_of(reply), "internal", "kind of the quarantined command")
    equal(reply["error"]["data"].get("quarantined"), True, "data.quarantined")
    connection.call("operator.register", {"operator": "lain", "roles": ["worker"]})
    connection.close()
    check_sound(store)
    store.stop()
    store.start()
    expect(kind_of(store.connect().ask("operator.suspend", poison)) == "internal",
           "the quarantine was forgotten")


def kills_are_no_crashes(suite):
    """F01: kill -9 of an idle daemon, five times over, never distrusts its views."""
    store = suite.store("").init().prepared()
    slowest = 0.0
    for _ in range(5):
        store.kill()
        slowest = max(slowest, store.start())
    text = journal_of(store)
    equal(text.count("views trusted"), 5, "starts that trusted the views")
    expect("crashLoop" not in text, "kills were taken for crashes")
    check_sound(store)
    return f"slowest start {slowest:.2f} s"


def faults_are_crashes(suite):
    """§5.1: the second fault in ten minutes rebuilds the views whatever their mark says."""
    store = suite.store("").init().prepared()
    for _ in range(2):
        os.kill(store.daemon_pid(), signal.SIGABRT)
        expect(store.wait() != 0, "the daemon ended in order")
        store.start()
    equal(journal_of(store).count("reason=crashLoop"), 1, "rebuilds for a crash loop")
    check_sound(store)


def unfinished_init(suite):
    """F07: an init that died before its last rename is told apart, and done again."""
    store = suite.store("").init()
    building = f"{store.directory}/new"
    os.mkdir(building, 0o700)
    for name in ("FORMAT", "keyring"):
        os.rename(f"{store.directory}/{name}", f"{building}/{name}")
    store.launch()
    equal(store.wait(), 78, f"status of a start ({store.tail()})")
    expect("did not finish" in store.tail(), f"the sentence: {store.tail()}")
    store.init().prepared()
    expect(not os.path.exists(building), "new/ was left behind")
    check_sound(store)


def ground(suite):
    """§4 step 4: a production store on tmpfs is refused with a sentence."""
    if not os.access("/dev/shm", os.W_OK):
        raise Skip("no tmpfs to write to")
    store = suite.store("", parent="/dev/shm")
    status, output = store.run("init", "--training", "--generate-key", "--config", store.config)
    equal(status, 0, f"a training store on tmpfs ({output})")
    shutil.rmtree(store.directory)
    status, output = store.run("init", "--config", store.config)
    equal(status, 78, f"a production store on tmpfs ({output})")
    expect("tmpfs" in output, f"the sentence: {output}")


def status_line(suite):
    """SIGUSR1 writes one line to the journal, and nothing else happens."""
    store = suite.store("").init().prepared()
    os.kill(store.daemon_pid(), signal.SIGUSR1)
    limit = time.monotonic() + 5
    while "line=ready head" not in journal_of(store):
        expect(time.monotonic() < limit, f"no status line: {store.tail()}")
        time.sleep(0.02)
    equal(store.poll_status(), "ready", "state afterwards")


def reloaded_limits(suite):
    """A reload moves the water marks: ordinary commands stop, and go on again."""
    store = suite.store("").init().prepared()
    connection = store.connect()
    for limit, kind in (("1048576", "storeFull"), ("36", None)):
        store.configure(f"store.stopMiB: {limit}\nstore.warnMiB: 1048576\n")
        connection.call("config.reload", {})
        time.sleep(0.15)
        reply = connection.ask(
            "operator.register", {"operator": f"baru-{limit}", "roles": ["worker"]})
        equal(kind_of(reply), kind, f"with store.stopMiB {limit}: {reply}")
        connection.call("operator.list", {})


def checks(suite):
    yield "crashes: F33 poison command", poison_command
    yield "crashes: F01 kills trust the views", kills_are_no_crashes
    yield "crashes: faults distrust the views", faults_are_crashes
    yield "crashes: F07 unfinished init", unfinished_init
    yield "ground: tmpfs", ground
    yield "service: SIGUSR1", status_line
    yield "service: F11 reloaded water marks", reloaded_limits
