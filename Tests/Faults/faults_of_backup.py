# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Backups under load, restores, tampered copies, damaged logs: found by a process without keys."""

import json
import os
import shutil
import stat
import struct
import subprocess
import threading
import time

from harness import (OPERATOR, Closed, Failed, back_up, check_sound, equal, expect, made, need,
                     read_events, restore, wait_job)
from faults_of_erasure import CUTS, Office, canaries, scan, tried
from faults_of_storage import Load, Mounted, can_trace

# What `peksosd verify` exits with.
SOUND, TAMPERED, DAMAGED, INCOMPLETE = 0, 1, 2, 3


# ---------------------------------------------------------------- helpers

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


def verify(store, directory, *more):
    """(status, report) of `peksosd verify`."""
    status, output = store.run("verify", directory, *more)
    try:
        return status, json.loads(output.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return status, {"output": output}


# ---------------------------------------------------------------- F22: backups

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
            equal((status, report["head"]), (SOUND, result["headHash"]), f"the restored store ({report})")
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
    """F22: the daemon dies at any moment of a backup: no final name on anything that is not whole."""
    load = Load(suite, "backup/killed")
    store = load.store
    left = 0
    rounds = max(6, suite.cycles // 10)
    for _ in range(rounds):
        kind, _ = load.send_until_broken(3)
        equal(kind, None, "the kind of the load")
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
            kind, _ = load.send_until_broken(3)
            equal(kind, None, "the kind of the load")
            os.sync()
            outcome = []
            admin = store.connect()
            work = threading.Thread(target=lambda: outcome.append(tried(lambda: made(admin))))
            work.start()
            time.sleep(load.random.uniform(0.0, 0.15))
            disk.cut_power()
            store.kill()
            work.join(30)
            admin.close()
            disk.boot(store)
            check_shelf(store)
            finished += outcome[0]
            if outcome[0]:
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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    store.start()
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-p", str(store.daemon_pid()),
         "-e", f"inject=/^rename:signal=SIGKILL:when={moment}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3)
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
    tracer.wait(20)
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
        kind, _ = load.send_until_broken(5)
        equal(kind, None, "the kind of the load")
    finally:
        subprocess.run(["umount", shelf], check=False, capture_output=True)
    return job["error"][:80]


def other_targets(suite):
    """F22: a shelf that is a link, a file, open to others or relative is refused; another disk is fine."""
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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
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
    kind, _ = load.send_until_broken(30)
    equal(kind, None, "the kind of the load")
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-p", str(store.daemon_pid()),
         "-e", "trace=execve,prctl", "-e", "inject=prctl:signal=SIGKILL:when=1"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3)
    admin = store.connect()
    job = back_up(admin)
    tracer.terminate()
    tracer.wait(20)
    equal(job.get("state"), "failed", f"state of backup.create ({job})")
    expect("ended with signal 9" in job["error"], job["error"])
    equal(parts(store, "log") + parts(store, "keyring"), [], "parts with a final name")
    result = made(admin)
    admin.close()
    return f"then a backup at {result['position']}"


# ---------------------------------------------------------------- F23, F24: restores

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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
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
        if seen[which] >= 5 or (which == "new" and load.journal.sent[command_id][0] != "item.define"):
            continue
        seen[which] += 1
        method, params = load.journal.sent[command_id]
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
    """F24: tampered, older, foreign and truncated backups are refused, and there is no store then."""
    load = Load(suite, "restore/refused")
    store = load.store
    shelf = f"{store.path}/backup"
    admin = store.connect()
    older = made(admin)["backup"]
    # The next backup of the same day takes its place on the shelf.
    shutil.copytree(f"{shelf}/keyring/{older}", f"{store.path}/older-keyring")
    kind, _ = load.send_until_broken(40)
    equal(kind, None, "the kind of the load")
    name = made(admin)["backup"]
    admin.close()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    other = Load(suite, "restore/foreign").store
    admin = other.connect()
    foreign = made(admin)["backup"]
    admin.close()
    equal(other.stop()[0], 0, "exit status after SIGTERM")
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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    # Now an anchor knows of the erasure: the ledger of before is not taken any more.
    shutil.rmtree(store.directory)
    status, output = restore(store, name)
    equal(status, 78, f"a restore with the ledger of before ({output.strip()[-300:]})")
    expect("0 lines, 1 are known" in output, output.strip()[-300:])


# ---------------------------------------------------------------- F15, F16, F28: damaged logs

def record_ranges(path):
    """Byte ranges of keys and records of the events in a compact copy, and of page headers."""
    with open(path, "rb") as file:
        content = file.read()
    ranges, headers = [], []
    for page in range(2, len(content) // 4096):
        start = page * 4096
        flags, lower = struct.unpack_from("<HH", content, start + 10)
        headers.append((start, start + 16))
        if flags != 0x02:
            continue
        for slot in range(16, lower, 2):
            node = start + struct.unpack_from("<H", content, start + slot)[0]
            low, high, node_flags, key_bytes = struct.unpack_from("<HHHH", content, node)
            size = low | high << 16
            # Events: a position of eight bytes, a record of at least 188.
            if key_bytes == 8 and size >= 188 and node_flags == 0:
                ranges.append((node + 8, node + 8 + key_bytes + size))
    return ranges, headers


def sample(suite, name, commands):
    """A compact copy of a log with some commands in it, and what a check of it says."""
    load = Load(suite, name)
    kind, _ = load.send_until_broken(commands)
    equal(kind, None, "the kind of the load")
    admin = load.store.connect()
    backup = made(admin)["backup"]
    admin.close()
    equal(load.store.stop()[0], 0, "exit status after SIGTERM")
    directory = f"{load.store.path}/sample"
    os.mkdir(directory, 0o700)
    shutil.copy(f"{load.store.path}/backup/log/{backup}/data.mdb", f"{directory}/data.mdb")
    status, report = verify(load.store, directory)
    equal(status, SOUND, f"verify of the whole copy ({report})")
    return load, directory, report


def flipped(path, place, bit):
    with open(path, "r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def flipped_log(suite, check=verify):
    """F15: each flipped bit of a stored event is reported; other flips never change an answer."""
    load, directory, right = sample(suite, "flips/log", 60)
    store, data = load.store, f"{directory}/data.mdb"
    ranges, headers = record_ranges(data)
    expect(len(ranges) >= right["events"] // 2, f"only {len(ranges)} records were found in the file")
    reported = harmless = 0
    for _ in range(suite.cycles):
        start, end = load.random.choice(ranges)
        place, bit = load.random.randrange(start, end), load.random.randrange(8)
        flipped(data, place, bit)
        status, report = check(store, directory)
        expect(status in (TAMPERED, DAMAGED), f"bit {bit} of byte {place} of an event: {report}")
        flipped(data, place, bit)
        reported += 1
    for _ in range(suite.cycles // 2):
        start, end = load.random.choice(headers + [(0, 160), (4096, 4256)])
        place, bit = load.random.randrange(start, end), load.random.randrange(8)
        flipped(data, place, bit)
        status, report = check(store, directory)
        expect(status in (SOUND, TAMPERED, DAMAGED), f"byte {place} of a header: {report}")
        if status == SOUND:
            harmless += 1
            # A page that is not reached may be anything; the answer stays the same, or is the one
            # of the commit before when a meta page was hit.
            same = (report["events"], report["head"]) == (right["events"], right["head"])
            expect(same or start in (0, 4096), f"byte {place} of a header: {report}, not {right}")
        flipped(data, place, bit)
    equal(check(store, directory)[0], SOUND, "verify after all flips were undone")
    # Nothing is served of a log with a flipped event among its newest.
    for _ in range(3):
        start, end = load.random.choice(ranges)
        place = load.random.randrange(start, end)
        flipped(data, place, 3)
        shutil.copy(data, f"{store.directory}/log/data.mdb")
        flipped(data, place, 3)
        status, output = store.run("run", "--config", store.config)
        equal(status, 78, f"a start with byte {place} flipped ({output.strip()[-200:]})")
    return f"{reported} of {reported} flips of events reported, {harmless} of headers without effect"


def skipping_verifier(suite):
    """N7: a verifier that skips one event must be noticed by the flips."""
    skipped = []

    def check(store, directory, *more):
        status, report = verify(store, directory, *more)
        position = (report.get("firstBad") or {}).get("position")
        if position is not None and (not skipped or skipped[0] == position):
            skipped[:] = [position]
            return SOUND, report
        return status, report

    try:
        flipped_log(suite, check)
    except Failed as failure:
        return str(failure)[:100]
    raise Failed("a verifier that skips an event went unnoticed")


def damaged_copies(suite):
    """F16: cut, grown, zeroed, mixed and older logs, each with the verdict of the checking process."""
    load = Load(suite, "damaged/copies")
    store = load.store
    kind, _ = load.send_until_broken(80)
    equal(kind, None, "the kind of the load")
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    older = f"{store.path}/older.mdb"
    data = f"{store.directory}/log/data.mdb"
    shutil.copy(data, older)
    store.start()
    kind, _ = load.send_until_broken(80)
    equal(kind, None, "the kind of the load")
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    whole = f"{store.path}/whole.mdb"
    shutil.copy(data, whole)
    equal(verify(store, store.directory)[0], SOUND, "verify of the whole store")
    size = os.path.getsize(whole)

    def swap(file):
        first, second = 4096 * (size // 4096 // 2), 4096 * (size // 4096 - 2)
        file.seek(first)
        one = file.read(4096)
        file.seek(second)
        two = file.read(4096)
        file.seek(first)
        file.write(two)
        file.seek(second)
        file.write(one)

    def zero(file):
        file.seek(size // 2 // 4096 * 4096)
        file.write(bytes(size // 4 // 4096 * 4096))

    for what, change, statuses in [
            ("cut in the middle", lambda file: file.truncate(size // 2), (DAMAGED,)),
            ("cut to nothing", lambda file: file.truncate(0), (DAMAGED,)),
            ("partly zeroed", zero, (TAMPERED, DAMAGED)),
            ("pages swapped", swap, (SOUND, TAMPERED, DAMAGED)),
            ("grown", lambda file: file.truncate(size + 8192), (SOUND,))]:
        with open(data, "r+b") as file:
            change(file)
        status, report = verify(store, store.directory)
        expect(status in statuses, f"{what}: status {status}, {report}")
        shutil.copy(whole, data)
    shutil.copy(older, data)
    status, report = verify(store, store.directory)
    equal(status, TAMPERED, f"an older log ({report})")
    expect("sidecar says" in report["firstBad"]["problem"], f"an older log: {report}")
    status, output = store.run("run", "--config", store.config)
    equal(status, 78, f"a start with an older log ({output.strip()[-200:]})")


def behind_anchor(suite):
    """Start-up step 9: an older log whose sidecar is gone too is still known by the anchor."""
    load = Load(suite, "behind/anchor")
    store = load.store
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    older = f"{store.path}/older.mdb"
    data = f"{store.directory}/log/data.mdb"
    shutil.copy(data, older)
    store.start()
    kind, _ = load.send_until_broken(20)
    equal(kind, None, "the kind of the load")
    admin = store.connect()
    text = admin.call("log.anchor")["text"]
    admin.close()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    shutil.copy(older, data)
    os.remove(f"{store.directory}/head")
    paper = f"{store.path}/paper"
    with open(paper, "w", encoding="ascii") as file:
        file.write(text)
    os.rename(f"{store.directory}/anchors", f"{store.path}/anchors")
    equal(verify(store, store.directory)[0], SOUND, "verify without any anchor")
    status, report = verify(store, store.directory, "--anchor", paper)
    equal(status, TAMPERED, f"verify with the paper ({report})")
    os.rename(f"{store.path}/anchors", f"{store.directory}/anchors")
    status, output = store.run("run", "--config", store.config)
    equal(status, 78, f"a start behind the anchor ({output.strip()[-200:]})")
    expect("anchor says" in output, output.strip()[-200:])
    store.launch(arguments=["--accept-rollback"])
    deadline = time.monotonic() + 30
    while store.poll_status() != "ready":
        expect(time.monotonic() < deadline, f"not ready: {store.tail()}")
        time.sleep(0.02)
    reader = store.connect()
    kinds = [row["type"] for row in read_events(reader, 0)][-2:]
    equal(kinds, ["store.rollbackAccepted", "approval.requested"], "what the log was told")
    codes = [warning["code"] for warning in reader.call("system.status")["warnings"]]
    expect("storeRolledBack" in codes, f"the status warns of {codes}")
    reader.close()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    # Said once is enough: the next start needs no flag.
    store.start()
    check_sound(store)


def old_record(suite):
    """F28: an old record is damaged: reading it fails, views answer, the check names the position."""
    load = Load(suite, "old/record")
    store = load.store
    kind, _ = load.send_until_broken(1300)
    equal(kind, None, "the kind of the load")
    reader = store.connect()
    victim = next(row for row in read_events(reader, 0) if row["type"] == "item.defined")
    items = reader.call("item.list", {"limit": 1000})["rows"]
    reader.close()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    data = f"{store.directory}/log/data.mdb"
    with open(data, "rb") as file:
        content = file.read()
    mark = victim["commandId"].encode()
    places = []
    place = content.find(mark)
    while place >= 0:
        places.append(place)
        place = content.find(mark, place + 1)
    expect(places, "the record was not found in the file")
    # Pages that were copied on write hold it too; whichever is in use is among them.
    for place in places:
        flipped(data, place, 0)
    store.start()
    reader = store.connect()
    reply = reader.ask("events.show", {"position": victim["position"]})
    equal(reply.get("error", {}).get("data", {}).get("kind"), "storeCorrupt", f"the record ({reply})")
    equal(reader.call("item.list", {"limit": 1000})["rows"], items, "what the views say")
    job = wait_job(reader, reader.call("log.verify", {"scope": "full"}))
    equal(job["result"]["verdict"], "damaged", f"log.verify ({job})")
    equal(job["result"]["firstBad"]["position"], victim["position"], "the position that is named")
    status = reader.call("system.status")
    equal(status["verify"]["ok"], False, "verify.ok of the status")
    reader.close()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    shutil.rmtree(f"{store.directory}/views")
    status, output = store.run("run", "--config", store.config)
    equal(status, 78, f"a rebuild over the record ({output.strip()[-300:]})")
    expect(f"record {victim['position']}" in output, output.strip()[-300:])


def fenced(suite):
    """The checking process has no key, no socket, no program to start, and no file but its own."""
    load = Load(suite, "fence")
    store = load.store
    can_trace()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    trace = f"{store.path}/trace"
    request = json.dumps({"log": f"{store.directory}/log", "isCopy": True, "anchors": []})
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", trace, "-e", "trace=landlock_restrict_self,prctl,openat",
         suite.daemon, "check-log", request], check=False, capture_output=True, timeout=60)
    equal(done.returncode, 0, f"check-log ({done.stderr[-200:]})")
    with open(trace, encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    fences = [index for index, line in enumerate(lines) if "PR_SET_SECCOMP" in line]
    expect(fences, "no filter of calls was set")
    need(any("landlock_restrict_self" in line and "= 0" in line for line in lines),
         "this kernel has no Landlock")
    opened = [line for line in lines[fences[0]:] if "openat(" in line and "= -1" not in line]
    foreign = [line for line in opened if store.directory not in line]
    equal(foreign, [], "files opened behind the fence")


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
    yield "backup: F23 restored", restored
    yield "backup: F24 refused restores", refused_restores
    yield "backup: F41 erased stay erased", erased_stay_erased
    yield "log: F15 bits flipped", flipped_log
    yield "controls: N7 a verifier that skips", skipping_verifier
    yield "log: F16 verdicts", damaged_copies
    yield "log: behind the anchor", behind_anchor
    yield "log: F28 an old record damaged", old_record
    yield "log: the fence of the checking process", fenced
