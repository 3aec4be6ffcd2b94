# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Backups under load, killed and without room: what has a final name is whole."""

import os
import shutil
import stat
import subprocess
import time

from connection import Closed, Failed, equal, expect, need
from disks import CUTS, Mounted
from harness import SOUND, back_up, check_sound, made, restore, verify
from journal import Load
from tracing import attach, can_trace, detach


def parts(store, part):
    """The finished parts on the shelf, oldest first."""
    directory = f"{store.path}/backup/{part}"
    names = os.listdir(directory) if os.path.isdir(directory) else []
    return sorted(name for name in names if not name.endswith(".partial"))


def check_shelf(store):
    """Whatever has a final name is whole: manifest, private files, a sound log."""
    for part in ("log", "keyring"):
        for name in parts(store, part):
            directory = f"{store.path}/backup/{part}/{name}"
            files = sorted(os.listdir(directory))
            wanted = ["MANIFEST", "data.mdb"] + (["erasures"] if part == "keyring" else [])
            equal(files, wanted, f"files of {part}/{name}")
            for file in files:
                mode = stat.S_IMODE(os.lstat(f"{directory}/{file}").st_mode)
                equal(mode, 0o600, f"mode of {part}/{name}/{file}")
            if part == "log":
                status, output = store.run("verify", directory)
                equal(status, SOUND, f"verify of {part}/{name} ({output.strip()[-300:]})")


def under_load(suite):
    """F22: each finished copy holds all that was acknowledged before it began, and restores."""
    load = Load(suite, "backup/load")
    store = load.store
    rounds = max(3, suite.cycles // 13)
    done = []

    def copies():
        admin = store.connect()
        for _ in range(rounds):
            acknowledged = list(load.journal.acknowledged.values())
            before = max((event["position"] for result in acknowledged
                          for event in result["events"]), default=0)
            result = made(admin)
            done.append((result["position"], before))
            # Of one day only the newest is kept, so each is tried at once.
            place = f"{store.path}/restored"
            status, output = restore(store, result["backup"], more=("--into", place))
            equal(status, 0, f"restore ({output.strip()[-300:]})")
            status, report = verify(store, place)
            equal((status, report["head"]), (SOUND, result["headHash"]),
                  f"the restored store ({report})")
            shutil.rmtree(place)
        admin.close()

    load.run(0.2, copies)
    for position, before in done:
        expect(position >= before, f"a backup ends at {position}, {before} was acknowledged before")
    expect(any(before for _, before in done), "nothing was acknowledged before a backup")
    check_shelf(store)
    check_sound(store)
    return f"{rounds} copies restored, the last at {done[-1][0]}"


def killed(suite):
    """F22: the daemon dies at any moment of a backup: only what is whole has a final name."""
    load = Load(suite, "backup/killed")
    store = load.store
    left = 0
    rounds = max(6, suite.cycles // 10)
    for _ in range(rounds):
        load.work(3)
        admin = store.connect()
        admin.send(admin.request("backup.create", {}))
        time.sleep(load.random.uniform(0.0, 0.12))
        store.kill()
        admin.close()
        shelf = f"{store.path}/backup/log"
        left += any(name.endswith(".partial") for name in os.listdir(shelf)) \
            if os.path.isdir(shelf) else 0
        check_shelf(store)
        store.start()
    admin = store.connect()
    made(admin)
    admin.close()
    for part in ("log", "keyring"):
        names = os.listdir(f"{store.path}/backup/{part}")
        equal([name for name in names if name.endswith(".partial")], [], "what was left unfinished")
    check_shelf(store)
    return f"{rounds} kills, {left} in the middle of a copy"


def power_cut(suite):
    """F07, F22: the power goes during a backup; what has a final name is whole, and told of."""
    with Mounted(suite, "ext4") as disk:
        load = Load(suite, "backup/power cut", parent=disk.path)
        load.keep_journal_outside()
        store = load.store
        finished = 0
        for cut in range(CUTS):
            load.work(3)
            os.sync()
            admin = store.connect()
            is_made = disk.cut_during(store, lambda: made(admin), load.random.uniform(0.0, 0.15))
            admin.close()
            check_shelf(store)
            finished += is_made
            if is_made:
                expect(parts(store, "log"), f"cut {cut}: a backup that was acknowledged is lost")
            store.start()
        admin = store.connect()
        made(admin)
        admin.close()
        check_shelf(store)
        return f"{CUTS} cuts, {finished} after the end of the backup"


def killed_at_rename(suite, moment):
    """F22: SIGKILL at each rename of a backup."""
    can_trace()
    load = Load(suite, f"backup/rename/{moment}")
    store = load.store
    store.stop()
    store.start()
    tracer = attach(store, "/^rename", moment)
    try:
        admin = store.connect()
        back_up(admin)
        admin.close()
    except (Closed, Failed):
        pass
    # The tracer sees its end before we do.
    deadline = time.monotonic() + 1
    while store.process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    died = store.process.poll() is not None
    store.kill()
    detach(tracer)
    check_shelf(store)
    store.start()
    admin = store.connect()
    made(admin)
    admin.close()
    check_shelf(store)
    return "it died there" if died else "it was through before"


def full_target(suite):
    """F22: no room for the copy: the job fails, nothing is left, the office goes on."""
    need(os.geteuid() == 0, "mounting needs root")
    load = Load(suite, "backup/full")
    store = load.store
    shelf = f"{store.path}/backup"
    os.makedirs(shelf, mode=0o700, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k,mode=0700", "tmpfs", shelf],
                          check=False, capture_output=True, text=True)
    need(done.returncode == 0, f"this machine does not allow mount: {done.stderr.strip()}")
    try:
        admin = store.connect()
        job = back_up(admin)
        equal(job.get("state"), "failed", f"state of backup.create ({job})")
        expect(job.get("error"), "the job says why")
        for part in ("log", "keyring"):
            names = os.listdir(f"{shelf}/{part}") if os.path.isdir(f"{shelf}/{part}") else []
            equal(names, [], f"what is left in {part}")
        admin.close()
        load.work(5)
    finally:
        subprocess.run(["umount", shelf], check=False, capture_output=True)
    return job["error"][:80]


def other_targets(suite):
    """F22: a shelf that is a link, a file, open to others or relative is refused; another disk is
    fine."""
    load = Load(suite, "backup/targets")
    store = load.store
    shelf = f"{store.path}/backup"
    real = f"{store.path}/elsewhere"

    def refused(what, word):
        admin = store.connect()
        job = back_up(admin)
        admin.close()
        equal(job.get("state"), "failed", f"{what}: state of backup.create ({job})")
        expect(word in job["error"], f"{what}: {job['error']}")

    os.mkdir(real, 0o700)
    os.symlink(real, shelf)
    refused("a link", "not a directory")
    equal(os.listdir(real), [], "what was written through the link")
    os.remove(shelf)
    with open(shelf, "wb"):
        pass
    refused("a file", "not a directory")
    os.remove(shelf)
    os.mkdir(shelf, 0o700)
    os.chmod(shelf, 0o755)
    refused("open to others", "chmod 0700")
    os.rmdir(shelf)
    store.stop()
    store.configure("backup.directory: backups\n")
    status, output = store.run("check-config", store.config)
    equal(status, 78, f"a relative directory ({output.strip()[-200:]})")
    if not os.access("/dev/shm", os.W_OK):
        return "no second file system here"
    other = f"{store.state}/backup"
    store.configure(f"backup.directory: {other}\n")
    store.start()
    admin = store.connect()
    made(admin)
    admin.close()
    equal(len(os.listdir(f"{other}/log")), 1, "backups on the other file system")
    return None


def killed_child(suite):
    """F22: the checking process dies: the copy gets no name, the daemon goes on."""
    can_trace()
    load = Load(suite, "backup/child")
    store = load.store
    load.work(30)
    tracer = attach(store, "prctl", 1)
    admin = store.connect()
    job = back_up(admin)
    detach(tracer)
    equal(job.get("state"), "failed", f"state of backup.create ({job})")
    expect("ended with signal 9" in job["error"], job["error"])
    equal(parts(store, "log") + parts(store, "keyring"), [], "parts with a final name")
    result = made(admin)
    admin.close()
    return f"then a backup at {result['position']}"


def checks(suite):
    yield "backup: F22 under load", under_load
    yield "backup: F22 killed at random", killed
    for moment in (1, 2, 3):
        yield f"backup: F22 killed at rename {moment}", \
            lambda s, m=moment: killed_at_rename(s, m)
    yield "backup: F07 power cut", power_cut
    yield "backup: F22 target full", full_target
    yield "backup: F22 other targets", other_targets
    yield "backup: F22 checking process killed", killed_child
