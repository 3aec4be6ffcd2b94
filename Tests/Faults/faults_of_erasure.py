# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Erasure and rotation killed at every step; what is erased lies nowhere and opens nowhere."""

import base64
import os
import shutil
import signal
import subprocess
import threading
import time

from harness import OPERATOR, Closed, Failed, check_sound, equal, expect, wait_job
from faults_of_storage import Mounted, can_trace

NAME = "Zulkarnain Qwexyz"
OTHER = "Wahyuningtyas Vbnmkl"
PHONE = "081298765432"
SUBJECT, OTHER_SUBJECT = "KTK-2016-0001", "KTK-2016-0002"

# The calls by which an erasure and a rotation change files.
CALLS = ("mkdir", "pwrite64", "writev", "write", "fdatasync", "fsync", "ftruncate", "renameat2",
         "rename", "unlink", "rmdir")
# More steps than this no erasure has; a sweep that reaches it never ended.
STEPS_MAX = 60
# Power cuts at random moments, each of an erasure and of a rotation.
CUTS = 10


class Office:
    """A store with two contacts and an erasure that waits for its approval, to be set back."""

    def __init__(self, suite, extra="", parent=None, key=None):
        self.store = store = suite.store(extra, parent)
        if key is not None:
            key_file(store, store.key, key)
        store.init().prepared()
        admin = store.connect()
        admin.call("operator.register", {"operator": "galih"})
        admin.call("operator.grant", {"operator": "galih", "role": "dataProtection"})
        admin.close()
        desk = store.connect(OPERATOR)
        for name, phone in ((NAME, PHONE), (OTHER, "081211112222")):
            desk.call("contact.register", {"name": name, "phone": phone,
                                           "occurredOn": "2016-07-01"})
        desk.close()
        guard = store.connect("galih")
        self.request = guard.call("contact.erase", {
            "contact": SUBJECT, "basis": "subjectRequest", "reason": "permohonan"})
        guard.close()
        equal(store.stop()[0], 0, "exit status after SIGTERM")
        self.template = f"{store.path}/template"
        shutil.copytree(store.directory, self.template)
        self.wrapped = wrapped_key(f"{self.template}/keyring/data.mdb", SUBJECT)

    def set_back(self):
        """The files as they were before the approval."""
        shutil.rmtree(self.store.directory)
        shutil.copytree(self.template, self.store.directory)
        for name in os.listdir(self.store.state):
            os.remove(f"{self.store.state}/{name}")

    def approve(self, wait=True):
        """Approves the erasure; with `wait` returns when it is completed."""
        connection = self.store.connect(OPERATOR)
        try:
            connection.call("approval.approve", {
                "approval": self.request["approval"], "digest": self.request["digest"]})
            deadline = time.monotonic() + 20
            while wait and not events(connection, "contact.erasureCompleted"):
                expect(time.monotonic() < deadline, "the erasure never completed")
                time.sleep(0.01)
        finally:
            connection.close()

    def shown(self, contact=SUBJECT):
        connection = self.store.connect(OPERATOR)
        name = connection.call("contact.show", {"contact": contact})["item"]["name"]
        connection.close()
        return name

    def check_erased(self):
        """Everything that must hold once the decision is in the log."""
        store = self.store
        connection = store.connect(OPERATOR)
        equal(len(events(connection, "contact.personalDataErased")), 1, "deciding events")
        equal(len(events(connection, "contact.erasureCompleted")), 1, "completing events")
        status = connection.call("system.status")
        equal(status["erasure"]["unfinished"], 0, "unfinished erasures")
        connection.close()
        equal(self.shown(), None, "the erased name")
        equal(self.shown(OTHER_SUBJECT), OTHER, "the name of another contact")
        with open(f"{store.directory}/erasures", encoding="ascii") as ledger:
            lines = ledger.read().splitlines()
        equal([line.split(" ")[0] for line in lines], [SUBJECT], "subjects in the ledger")
        expect(not os.path.exists(f"{store.directory}/keyring.new"), "keyring.new is still there")
        hits = scan(store.directory, {"wrapped key": self.wrapped})
        equal(hits, [], "places of the destroyed key")


def events(connection, kind):
    return connection.call("events.read", {"types": [kind], "limit": 100})["rows"]


def wrapped_key(path, subject):
    """The stored bytes of a subject's first key: they follow the row's key in its page."""
    with open(path, "rb") as file:
        content = file.read()
    row = subject.encode() + b"\0\0\1"
    place = content.find(row)
    expect(place >= 0, f"{subject} has no key in {path}")
    return content[place + len(row):][:61]


def disguises(text):
    """How a text may lie in a file."""
    plain = text.encode()
    found = {"UTF-8": plain, "lower case": text.lower().encode(),
             "upper case": text.upper().encode(), "UTF-16LE": text.encode("utf-16-le"),
             "UTF-16BE": text.encode("utf-16-be"), "hex": plain.hex().encode(),
             "HEX": plain.hex().upper().encode()}
    for shift in range(3):
        # The text may begin at any of three places of a group; its ends depend on what is beside.
        whole = base64.b64encode(b"\0" * shift + plain)
        found[f"base64+{shift}"] = whole[4 if shift else 0:-4]
    return found


def canaries():
    wanted = {}
    for word in (*NAME.split(), *OTHER.split(), PHONE):
        for name, form in disguises(word).items():
            wanted[f"{word} as {name}"] = form
    return wanted


def scan(directory, wanted):
    """Which of the wanted bytes lie in which file below a directory, free pages and all."""
    hits = []
    for parent, _, names in os.walk(directory):
        for name in names:
            path = f"{parent}/{name}"
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                content = file.read()
            hits += [f"{what} in {path}" for what, form in wanted.items() if form in content]
    return hits


# ---------------------------------------------------------------- kills

def attach(store, call, moment):
    """Kills the running daemon inside its Nth call from now on; answers the tracer."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-e", f"trace={call}",
         "-e", f"inject={call}:signal=SIGKILL:when={moment}", "-p", str(store.daemon_pid())],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    status = f"/proc/{store.daemon_pid()}/status"
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with open(status, encoding="ascii") as file:
            if f"TracerPid:\t{tracer.pid}\n" in file.read():
                # The other threads are attached one after the other.
                time.sleep(0.05)
                return tracer
        time.sleep(0.01)
    tracer.kill()
    raise Failed("strace did not attach")


def detach(tracer):
    """Ends the tracer, which sometimes waits for a thread that is dead already."""
    tracer.send_signal(signal.SIGINT)
    try:
        tracer.wait(2)
    except subprocess.TimeoutExpired:
        tracer.kill()
        tracer.wait(20)


def erasure_killed(suite, call):
    """F40: SIGKILL inside every call of one kind during an erasure; the next start finishes it."""
    can_trace()
    office = Office(suite)
    store = office.store
    killed = decided = 0
    for moment in range(1, STEPS_MAX):
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
            office.check_erased()
            equal(store.stop()[0], 0, "exit status after SIGTERM")
            return f"{killed} kills, {decided} of them after the decision"
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
            office.check_erased()
        except Failed as failure:
            raise Failed(f"kill {moment}: {failure}") from failure
        equal(store.stop()[0], 0, "exit status after SIGTERM")
    raise Failed(f"{STEPS_MAX} calls and no end")


def rotated(store):
    return store.run("key", "rotate", "--config", store.config)


def key_file(store, path, byte):
    """A key file of 32 equal bytes, in place of what is there."""
    if os.path.exists(path):
        os.remove(path)
    if byte is not None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        os.write(descriptor, bytes([byte]) * 32)
        os.close(descriptor)


def opens_with(store):
    """Which of the two keys alone opens the store."""
    found = []
    for byte in (1, 2):
        key_file(store, store.key, byte)
        key_file(store, f"{store.key}-next", None)
        try:
            store.start()
            found.append(byte)
            store.kill()
        except Failed:
            equal(store.wait(), 78, "exit status with the wrong key")
    return found


def rotation_killed(suite, call):
    """F42: SIGKILL inside every call of one kind during a rotation; one key opens the store."""
    can_trace()
    office = Office(suite, key=1)
    store = office.store
    outcomes = {1: 0, 2: 0}
    for moment in range(1, STEPS_MAX):
        office.set_back()
        key_file(store, store.key, 1)
        key_file(store, f"{store.key}-next", 2)
        status, output = store.run(
            "key", "rotate", "--config", store.config,
            wrapper=["strace", "-f", "-qq", "-o", f"{store.path}/trace", "-e", f"trace={call}",
                     "-e", f"inject={call}:signal=SIGKILL:when={moment}"])
        is_killed = status in (-signal.SIGKILL, 128 + signal.SIGKILL)
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
            return f"{outcomes[1]} kills left the old key, {outcomes[2] - 1} the new one"
    raise Failed(f"{STEPS_MAX} calls and no end")


# ---------------------------------------------------------------- power cuts, room

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
            outcome = []
            work = threading.Thread(target=lambda: outcome.append(tried(office.approve)))
            work.start()
            time.sleep(numbers.uniform(0, 0.03))
            disk.cut_power()
            store.kill()
            work.join(30)
            disk.boot(store)
            store.start()
            connection = store.connect(OPERATOR)
            is_decided = bool(events(connection, "contact.personalDataErased"))
            connection.close()
            expect(is_decided or not outcome[0], f"cut {cut}: acknowledged and lost")
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
            work = threading.Thread(target=lambda: tried(lambda: rotated(store)))
            work.start()
            time.sleep(numbers.uniform(0.01, 0.08))
            disk.cut_power()
            work.join(30)
            disk.boot(store)
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


def tried(work):
    """True when the work came to its end."""
    try:
        work()
        return True
    except (Closed, Failed, OSError, subprocess.SubprocessError):
        return False


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


def registration_killed(suite, call):
    """F47: killed while somebody new is recorded; at most an unused key is left, none is missing."""
    can_trace()
    office = Office(suite)
    store = office.store
    for moment in range(1, STEPS_MAX):
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
    raise Failed(f"{STEPS_MAX} calls and no end")


# ---------------------------------------------------------------- what is left

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
    hits = [hit for hit in hits if not hit.split(" in ")[1].startswith(office.template)]
    equal(hits + scan(store.state, canaries()), [], "canaries")
    check_sound(store)
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    return f"{len(canaries())} forms"


def restored(suite):
    """F41: an older log with the older keyring and the ledger of now: the erasure is repeated."""
    office = Office(suite)
    store = office.store
    store.start()
    office.approve()
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    for part in ("log", "keyring"):
        shutil.rmtree(f"{store.directory}/{part}")
        shutil.copytree(f"{office.template}/{part}", f"{store.directory}/{part}")
    shutil.rmtree(f"{store.directory}/views")
    os.remove(f"{store.directory}/head")
    store.start()
    office.check_erased()
    connection = store.connect(OPERATOR)
    remembered = events(connection, "contact.personalDataErased")[0]
    equal(remembered["data"].get("fromLedger"), True, "fromLedger of the repeated erasure")
    again = connection.ask("approval.approve", {
        "approval": office.request["approval"], "digest": office.request["digest"]})
    equal(again["error"]["data"].get("refusal"), "alreadyErased", "refusal of the approval")
    connection.close()
    equal(scan(store.directory, canaries()), [], "canaries")
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
    equal(store.stop()[0], 0, "exit status after SIGTERM")
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
    key_file(store, f"{store.path}/other", 3)
    foreign = shares("--key-file", f"{store.path}/other")
    equal(check(*foreign[:2]), 1, "shares of another key")
    equal(rotated(store)[0], 75, "a rotation beside the daemon")
    equal(store.stop()[0], 0, "exit status after SIGTERM")
    status, output = rotated(store)
    equal(status, 78, f"a rotation without the next key ({output})")
    expect("-next" in output, f"the refusal does not name the next key: {output}")
    for share in own + foreign:
        equal(scan(store.path, {"share": share.encode()}), [], "places of a share")


def checks(suite):
    found = [("key/commands", key_commands),
             ("erasure/canaries", nothing_is_left), ("erasure/restored", restored),
             ("erasure/older keyring", older_keyring), ("erasure/full map", full_map),
             ("erasure/power cut", erasure_power_cut), ("rotation/power cut", rotation_power_cut)]
    for call in ("pwrite64", "writev", "fdatasync"):
        found.append((f"registration/killed at {call}",
                      lambda suite, call=call: registration_killed(suite, call)))
    for call in CALLS:
        found.append((f"erasure/killed at {call}",
                      lambda suite, call=call: erasure_killed(suite, call)))
    for call in CALLS:
        found.append((f"rotation/killed at {call}",
                      lambda suite, call=call: rotation_killed(suite, call)))
    return found
