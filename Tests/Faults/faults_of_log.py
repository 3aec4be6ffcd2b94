# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Damaged logs: what a process without keys reports of them, and what the daemon serves."""

import json
import os
import shutil
import struct
import subprocess
import time

from connection import Failed, equal, expect, kind_of, need
from damage import flip, occurrences
from harness import DAMAGED, SOUND, TAMPERED, check_sound, made, read_events, verify, wait_job
from journal import Load
from tracing import can_trace


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
    load.work(commands)
    admin = load.store.connect()
    backup = made(admin)["backup"]
    admin.close()
    load.store.stop()
    directory = f"{load.store.path}/sample"
    os.mkdir(directory, 0o700)
    shutil.copy(f"{load.store.path}/backup/log/{backup}/data.mdb", f"{directory}/data.mdb")
    status, report = verify(load.store, directory)
    equal(status, SOUND, f"verify of the whole copy ({report})")
    return load, directory, report


def flipped_log(suite, check=verify):
    """F15: each flipped bit of a stored event is reported; other flips never change an answer."""
    load, directory, right = sample(suite, "flips/log", 60)
    store, data = load.store, f"{directory}/data.mdb"
    ranges, headers = record_ranges(data)
    expect(len(ranges) >= right["events"] // 2, f"only {len(ranges)} records were found")
    reported = harmless = 0
    for _ in range(suite.cycles):
        start, end = load.random.choice(ranges)
        place, bit = load.random.randrange(start, end), load.random.randrange(8)
        flip(data, place, bit)
        status, report = check(store, directory)
        expect(status in (TAMPERED, DAMAGED), f"bit {bit} of byte {place} of an event: {report}")
        flip(data, place, bit)
        reported += 1
    for _ in range(suite.cycles // 2):
        start, end = load.random.choice(headers + [(0, 160), (4096, 4256)])
        place, bit = load.random.randrange(start, end), load.random.randrange(8)
        flip(data, place, bit)
        status, report = check(store, directory)
        expect(status in (SOUND, TAMPERED, DAMAGED), f"byte {place} of a header: {report}")
        if status == SOUND:
            harmless += 1
            # A page that is not reached may be anything; the answer stays the same, or is the one
            # of the commit before when a meta page was hit.
            same = (report["events"], report["head"]) == (right["events"], right["head"])
            expect(same or start in (0, 4096), f"byte {place} of a header: {report}, not {right}")
        flip(data, place, bit)
    equal(check(store, directory)[0], SOUND, "verify after all flips were undone")
    # Nothing is served of a log with a flipped event among its newest.
    for _ in range(3):
        start, end = load.random.choice(ranges)
        place = load.random.randrange(start, end)
        flip(data, place, 3)
        shutil.copy(data, f"{store.directory}/log/data.mdb")
        flip(data, place, 3)
        status, output = store.run("run", "--config", store.config)
        equal(status, 78, f"a start with byte {place} flipped ({output.strip()[-200:]})")
    return f"{reported} flips of events reported, {harmless} of headers without effect"


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
    """F16: cut, grown, zeroed, mixed and older logs, each with its verdict."""
    load = Load(suite, "damaged/copies")
    store = load.store
    load.work(80)
    store.stop()
    older = f"{store.path}/older.mdb"
    data = f"{store.directory}/log/data.mdb"
    shutil.copy(data, older)
    store.start()
    load.work(80)
    store.stop()
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
    store.stop()
    older = f"{store.path}/older.mdb"
    data = f"{store.directory}/log/data.mdb"
    shutil.copy(data, older)
    store.start()
    load.work(20)
    admin = store.connect()
    text = admin.call("log.anchor")["text"]
    admin.close()
    store.stop()
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
    store.stop()
    # Said once is enough: the next start needs no flag.
    store.start()
    check_sound(store)


def newest_commit(suite):
    """H6: the newest commit is damaged: the one before is recovered in a copy, the loss is told."""
    load = Load(suite, "newest/commit")
    store = load.store
    load.work(60)
    reader = store.connect()
    before = read_events(reader, 0)
    reader.close()
    store.stop()
    data = f"{store.directory}/log/data.mdb"
    with open(data, "rb") as file:
        whole = file.read()
    numbers = [struct.unpack_from("<Q", whole, page * 4096 + 144)[0] for page in (0, 1)]
    meta = 4096 * (1 if numbers[1] > numbers[0] else 0)
    root = struct.unpack_from("<Q", whole, meta + 128)[0] * 4096
    recover = ["recover", "--previous", "--config", store.config, "--into"]
    outputs = []
    for name, start, end, statuses in [
            ("torn", meta + 64, meta + 152, [78]), ("zeroed", meta, meta + 4096, [78]),
            # LMDB trusts the page: it may end the process.
            ("without its root", root, root + 4096, [78, 70, 74, -6, -7, -11])]:
        damaged = whole[:start] + bytes(end - start) + whole[end:]
        with open(data, "wb") as file:
            file.write(damaged)
        status, output = store.run("run", "--config", store.config)
        expect(status in statuses, f"a start with the newest commit {name}: {status}, {output}")
        copy = f"{store.path}/copy-{len(outputs)}"
        status, output = store.run(*recover, copy)
        equal(status, 0, f"recover with the newest commit {name} ({output.strip()[-300:]})")
        outputs.append(output)
        with open(data, "rb") as file:
            expect(file.read() == damaged, f"the original was changed ({name})")
    equal(len(set(outputs)), 1, f"what three recoveries say ({outputs})")
    position = int(outputs[0].split("head ")[1].split()[0])
    expect(f"lost {position + 1} to {len(before)}:" in outputs[0], outputs[0])
    status, output = store.run(*recover, copy)
    equal(status, 78, f"recover over a store ({output.strip()[-200:]})")
    os.rename(store.directory, f"{store.path}/damaged")
    os.rename(copy, store.directory)
    status, output = store.run("run", "--config", store.config)
    equal(status, 78, f"a start that accepts no loss ({output.strip()[-200:]})")
    store.start(arguments=["--accept-rollback"])
    reader = store.connect()
    after = read_events(reader, 0)
    equal(after[:position], before[:position], "the events before the newest commit")
    kinds = [row["type"] for row in after[position:]]
    equal(kinds, ["store.rollbackAccepted", "approval.requested"], "what the log was told")
    reader.close()
    check_sound(store)
    return f"{len(before) - position} of {len(before)} events lost and told"


def old_record(suite):
    """F28: an old record is damaged: reading it fails, views answer, the check names it."""
    load = Load(suite, "old/record")
    store = load.store
    load.work(1300)
    reader = store.connect()
    victim = next(row for row in read_events(reader, 0) if row["type"] == "item.defined")
    items = reader.call("item.list", {"limit": 1000})["rows"]
    reader.close()
    store.stop()
    data = f"{store.directory}/log/data.mdb"
    with open(data, "rb") as file:
        content = file.read()
    places = list(occurrences(content, victim["commandId"].encode()))
    expect(places, "the record was not found in the file")
    # Whichever is in use is among them.
    for place in places:
        flip(data, place, 0)
    store.start()
    reader = store.connect()
    reply = reader.ask("events.show", {"position": victim["position"]})
    equal(kind_of(reply), "storeCorrupt", f"the record ({reply})")
    equal(reader.call("item.list", {"limit": 1000})["rows"], items, "what the views say")
    job = wait_job(reader, reader.call("log.verify", {"scope": "full"}))
    equal(job["result"]["verdict"], "damaged", f"log.verify ({job})")
    equal(job["result"]["firstBad"]["position"], victim["position"], "the position that is named")
    status = reader.call("system.status")
    equal(status["verify"]["ok"], False, "verify.ok of the status")
    reader.close()
    store.stop()
    shutil.rmtree(f"{store.directory}/views")
    status, output = store.run("run", "--config", store.config)
    equal(status, 78, f"a rebuild over the record ({output.strip()[-300:]})")
    expect(f"record {victim['position']}" in output, output.strip()[-300:])


def fenced(suite):
    """The checking process has no key, no socket, no program to start, and no file but its own."""
    load = Load(suite, "fence")
    store = load.store
    can_trace()
    store.stop()
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
    yield "log: F15 bits flipped", flipped_log
    yield "controls: N7 a verifier that skips", skipping_verifier
    yield "log: F16 verdicts", damaged_copies
    yield "log: behind the anchor", behind_anchor
    yield "log: H6 the newest commit damaged", newest_commit
    yield "log: F28 an old record damaged", old_record
    yield "log: the fence of the checking process", fenced
