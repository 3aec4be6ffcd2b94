# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Kills, failing commits, full disks: nothing acknowledged is lost, nothing is doubled."""

import os
import signal
import time

from connection import Closed, Failed, equal, expect
from disks import Mounted
from harness import OPERATOR, check_sound, journal_of
from journal import Load
from tracing import can_trace, strace


def kills(suite):
    """F01: kill -9 at a random moment under load, many times on one store."""
    load = Load(suite, "kills")
    store = load.store
    acknowledged = unknown = 0
    starts, slowest_rebuild = [], 0.0
    rebuilt = journal_of(store).count("views rebuilt")
    for cycle in range(1, suite.cycles + 1):
        load.run(load.random.uniform(0.02, 0.2), store.kill)
        took, before = store.start(), rebuilt
        rebuilt = journal_of(store).count("views rebuilt")
        if rebuilt > before:
            slowest_rebuild = max(slowest_rebuild, took)
        else:
            starts.append(took)
        try:
            sure, unsure = load.checker.check()
        except Failed as failure:
            raise Failed(f"cycle {cycle}: {failure}") from failure
        acknowledged += sure
        unknown += unsure
        if cycle % 20 == 0 or cycle == suite.cycles:
            check_sound(store)
    expect(acknowledged > suite.cycles, f"only {acknowledged} commands were acknowledged in all")
    # Views are caught up after a kill. Only a second kill within ten minutes in the middle of a
    # decision, which cannot be told from a command that crashes the daemon, rebuilds them; such a
    # start takes as long as the log is, every other one keeps the budget of a second.
    rebuilds = [line for line in journal_of(store).splitlines() if "views rebuilt" in line]
    equal(sum("reason=crashLoop" not in line for line in rebuilds), 1,
          "rebuilds, the first start's")
    # One in a hundred may meet a machine that stands still; that it did is told below.
    slowest = max(starts)
    usual = sorted(starts)[-1 - len(starts) // 100]
    expect(usual < 1.0, f"of a hundred starts more than one took {usual:.2f} s")
    expect(slowest_rebuild < 10.0, f"the slowest rebuild took {slowest_rebuild:.2f} s")
    store.stop()
    status, output = store.run("verify", store.directory)
    equal(status, 0, f"peksosd verify ({output.strip()[-300:]})")
    return (f"{suite.cycles} cycles, {acknowledged} acknowledged, {unknown} unknown, "
            f"slowest start {slowest:.2f} s, with a rebuild {slowest_rebuild:.2f} s")


def injected(suite, environment, injection, kinds, statuses):
    """A system call of an environment fails once; every promise holds after the restart."""
    can_trace()
    load = Load(suite, f"{environment}/{injection}")
    store = load.store
    store.stop()
    store.start(strace(store, environment, injection))
    kind, number = load.send_until_broken()
    expect(kind is not None, f"the fault never came in {number} commands")
    expect(kind in kinds, f"after {number} commands the reply was {kind}, not one of {kinds}")
    status = store.wait()
    expect(status in statuses, f"exit status {status}, not one of {statuses}: {store.tail()}")
    store.start()
    load.checker.check()
    check_sound(store)
    return f"{kind} after {number} commands, exit {status}"


def killed_at(suite, environment, call, moment):
    """F02: SIGKILL inside the Nth call on an environment."""
    can_trace()
    load = Load(suite, f"kill/{environment}/{call}/{moment}")
    store = load.store
    store.stop()
    store.launch(strace(store, environment, f"{call}:signal=SIGKILL:when={moment}"))
    try:
        # It may already die while it starts.
        deadline = time.monotonic() + 20
        while store.poll_status() not in ("ready",):
            if store.process.poll() is not None or time.monotonic() > deadline:
                break
            time.sleep(0.01)
        if store.process.poll() is None:
            load.send_until_broken()
    except (Closed, Failed):
        pass
    expect(store.wait() != 0, "the daemon ended as if nothing had happened")
    store.start()
    load.checker.check()
    check_sound(store)


def power_cuts(suite):
    """F03: the power goes under load; what was acknowledged is there, the views are rebuilt."""
    with Mounted(suite, "ext4") as disk:
        load = Load(suite, "power", parent=disk.path)
        load.keep_journal_outside()
        os.sync()
        acknowledged = 0
        for cycle in range(1, 6):
            load.run(load.random.uniform(0.1, 0.5), disk.cut_power)
            load.store.kill()
            disk.boot(load.store)
            load.store.start()
            try:
                acknowledged += load.checker.check()[0]
            except Failed as failure:
                raise Failed(f"cut {cycle}: {failure}") from failure
            check_sound(load.store)
        expect(acknowledged > 50, f"only {acknowledged} commands were acknowledged")
        return f"5 cuts, {acknowledged} acknowledged"


def full_disk(suite):
    """F11: the disk fills up, is freed, and the daemon goes on without a restart."""
    with Mounted(suite, "tmpfs") as disk:
        return on_full_disk(suite, disk.path)


def on_full_disk(suite, mount):
    limits = "store.warnMiB: 80\nstore.stopMiB: 48\nstore.reserveMiB: 32\n"
    load = Load(suite, "full", limits, parent=mount)
    load.keep_journal_outside()
    store = load.store
    kind, _ = load.send_until_broken(20)
    equal(kind, None, "the kind before the disk is full")
    filler = f"{mount}/filler"
    free = os.statvfs(mount)
    with open(filler, "wb") as file:
        file.write(b"\0" * max(0, free.f_bavail * free.f_frsize - (20 << 20)))
    time.sleep(0.3)
    kind, number = load.send_until_broken(200)
    equal(kind, "storeFull", f"the kind on the full disk, after {number} commands")
    reader = store.connect(OPERATOR)
    expect("rows" in reader.call("item.list"), "reads are served on the full disk")
    reader.close()
    os.remove(filler)
    time.sleep(0.3)
    kind, _ = load.send_until_broken(20)
    equal(kind, None, "the kind after the disk was freed, without a restart")
    store.kill()
    store.start()
    load.checker.check()
    check_sound(store)


def full_map(suite):
    """F13: a full map answers storeFull; with a larger map work goes on."""
    load = Load(suite, "map", "testing.mapSizeMiB: 2\n")
    kind, number = load.send_until_broken(20000)
    equal(kind, "storeFull", f"the kind when the map is full, after {number} commands")
    store = load.store
    reader = store.connect(OPERATOR)
    expect("rows" in reader.call("item.list"), "reads are served with a full map")
    reader.close()
    store.stop()
    store.configure("testing.mapSizeMiB: 64\n")
    store.start()
    load.checker.check()
    kind, _ = load.send_until_broken(20)
    equal(kind, None, "the kind with the larger map")
    check_sound(store)
    return f"full after {number} commands"


def slow_disk(suite):
    """F14: a disk that hangs for a second; everything is answered, nothing twice."""
    can_trace()
    load = Load(suite, "slow")
    store = load.store
    store.stop()
    store.start(strace(store, "log", "fdatasync:delay_enter=1000000:when=12+20"))
    load.run(6.0, lambda: None)
    store.kill()
    store.start()
    load.checker.check()
    check_sound(store)
    return f"{len(load.journal.acknowledged)} acknowledged"


def terminate(suite, signals):
    """F19: a signal to stop under load: drained, replies flushed, status 0 within 5 seconds."""
    load = Load(suite, f"terminate/{signals}")
    store = load.store

    def stop():
        begin = time.monotonic()
        pid = store.daemon_pid()
        for number in signals:
            os.kill(pid, number)
            time.sleep(0.01)
        status = store.wait(10)
        return status, time.monotonic() - begin

    status, took = load.run(0.4, stop)
    equal(status, 0, f"exit status ({store.tail()})")
    expect(took <= 5.0, f"it took {took:.1f} s")
    expect(not os.path.exists(store.socket), "the socket file is still there")
    store.start()
    load.checker.check()
    check_sound(store)
    return f"{took:.2f} s"


def checks(suite):
    yield "kills: kill -9 under load", kills
    # The log commit: one fdatasync of the pages, then the meta page through an O_DSYNC descriptor.
    unknown = ("outcomeUnknown", "closed")
    for title, environment, injection, kinds, statuses in [
        ("F08 log fdatasync fails once", "log", "fdatasync:error=EIO:when=9", unknown, (74,)),
        ("F08 log fdatasync fails for good", "log", "fdatasync:error=EIO:when=9+", unknown, (74,)),
        ("F08 log fdatasync finds no space", "log", "fdatasync:error=ENOSPC:when=9", unknown,
         (74,)),
        ("F09 log meta page fails", "log", "pwrite64:error=EIO:when=24", unknown, (74,)),
        ("F10 short write on the log", "log", "writev,pwritev,pwrite64:retval=100:when=24", unknown,
         (74,)),
        ("F46 views cannot be written", "views", "writev,pwritev,pwrite64:error=ENOSPC:when=40+",
         unknown + ("projectionStale", "draining"), (74,)),
        ("keyring fdatasync fails", "keyring", "fdatasync:error=EIO:when=4",
         unknown + ("storeIO",), (74,)),
    ]:
        yield f"commits: {title}", lambda s, e=environment, i=injection, k=kinds, t=statuses: \
            injected(s, e, i, k, t)
    random = suite.random("moments")
    for environment, call in [("log", "fdatasync"), ("log", "pwrite64"), ("views", "pwrite64"),
                              ("keyring", "fdatasync"), ("keyring", "pwrite64")]:
        moments = sorted(random.sample(range(3, 12 if environment == "keyring" else 40), 3))
        for moment in moments:
            yield f"commits: F02 kill in {environment} {call} number {moment}", \
                lambda s, e=environment, c=call, m=moment: killed_at(s, e, c, m)
    yield "power: F03 power cuts on ext4", power_cuts
    yield "commits: F11 disk full, then freed", full_disk
    yield "commits: F13 map full", full_map
    yield "commits: F14 slow disk", slow_disk
    for title, signals in [("SIGTERM", [signal.SIGTERM]), ("SIGINT", [signal.SIGINT]),
                           ("SIGTERM three times", [signal.SIGTERM] * 3)]:
        yield f"stops: F19 {title} under load", lambda s, n=signals: terminate(s, n)
