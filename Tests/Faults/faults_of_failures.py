# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Each kind of failure and each exit status of the client: what is said, and to whom."""

import json
import os
import signal
import subprocess
import threading
import time

import output_formats as formats
from connection import equal, expect
from damage import flip
from failing_daemon import FailingDaemon, error
from faults_of_terminal import Client
from harness import OPERATOR, made
from output_formats import Wrong, hold

# Code, kind, exit and advice, as in docs/PROTOCOL.md; and codes that no release has yet.
KINDS = [
    (-32700, "parseError", 76, "never"), (-32600, "invalidRequest", 76, "never"),
    (-32601, "methodNotFound", 76, "never"), (-32602, "invalidParams", 64, "never"),
    (-32603, "internal", 70, "never"), (1001, "lineTooLong", 65, "never"),
    (1003, "busy", 75, "later"), (1004, "draining", 75, "sameCommand"),
    (1005, "deadlineExceeded", 75, "sameCommand"), (1006, "cancelled", 130, "sameCommand"),
    (1101, "notAuthorised", 77, "never"), (1102, "forbidden", 77, "never"),
    (1201, "notFound", 10, "never"), (1202, "versionConflict", 11, "afterRead"),
    (1203, "commandIdReused", 65, "never"), (1301, "refused", 65, "never"),
    (1401, "storeFull", 74, "later"), (1402, "storeIO", 74, "later"),
    (1403, "storeCorrupt", 70, "never"), (1404, "outcomeUnknown", 75, "sameCommand"),
    (1501, "projectionStale", 75, "later"), (1499, "storeDreaming", 74, "never"),
    (7777, "unheardOf", 70, "never"),
]
QUERY = ["box", "list"]
COMMAND = ["box", "register", "B-9", "--occurred-on", "2016-07-01"]
# Answers that are none.
NO_REPLIES = {
    "no JSON": b"selamat pagi\n", "no object": b"[1]\n",
    "too long": b'{"id":1,"result":"' + b"x" * 1_100_000 + b'"}\n',
    # Its end comes with the bytes that pass the limit.
    "a little too long": b'{"id":1,"result":"' + b"x" * 1_048_576 + b'"}\n',
}


class Office:
    """A client, and what it must say of a failure in each way of saying it."""

    def __init__(self, suite):
        self.store = suite.store().init().prepared()
        self.client = Client(suite, self.store)
        self.wrong, self.runs, self.exits = [], 0, set()

    def run(self, words, **more):
        environment = {**self.client.environment, **more.pop("environment", {})}
        whom = ["--socket", self.store.socket, "--act-as", OPERATOR]
        arguments = [self.client.program, *more.pop("options", whom)]
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
                   "stderr": subprocess.PIPE, "timeout": 60, "check": False, **more}
        self.runs += 1
        return subprocess.run([*arguments, *words], env=environment, **options)

    def fails(self, words, status, kind, patience="20s", **more):
        """A failing run in both languages for people, and for programs.

        Patience is for slow machines; what is tried again is tried until it is over.
        """
        told = []
        for language in ("id", "en"):
            done = self.run([*words, "--lang", language, "--timeout", patience], **dict(more))
            told.append(self.look(words, done, status, formats.sentence))
        if kind not in SAME and told[0] == told[1]:
            self.wrong.append(f"{words}: the same in both languages: {told[0]!r}")
        for output in ("json", "csv"):
            done = self.run([*words, "-o", output, "--timeout", patience], **dict(more))
            self.look([*words, output], done, status,
                      lambda err: self.for_programs(err, status, kind))

    def for_programs(self, err, status, kind):
        found = formats.failure(err, status)["data"]["kind"]
        hold(found == kind, f"kind {found} instead of {kind}")

    def look(self, words, done, status, check):
        err = done.stderr.decode()
        try:
            hold(done.returncode == status, f"exit {done.returncode} instead of {status}")
            hold(not done.stdout, f"data beside a failure: {done.stdout[:80]!r}")
            hold("\x1b" not in err, "an escape byte")
            check(err)
            self.exits.add(status)
        except (Wrong, ValueError, KeyError) as problem:
            self.wrong.append(f"{words}: {problem}: {err[:200]!r}")
        return err

    def finds(self, words, status):
        """A check that ran and found something: its data, and no failure beside it."""
        done = self.run([*words, "-o", "json"], options=["--socket", self.store.socket])
        try:
            hold(done.returncode == status, f"exit {done.returncode} instead of {status}")
            formats.json_line(done.stdout.decode())
            hold(not done.stderr, f"a failure beside data: {done.stderr[:80]!r}")
            self.exits.add(status)
        except (Wrong, ValueError) as problem:
            self.wrong.append(f"{words}: {problem}")

    def verdict(self):
        equal(self.wrong, [], "failures")
        return f"{self.runs} runs, exits {sorted(self.exits)}"


# The office's own sentence is all that is told; the door's is in one language.
SAME = {kind for _, kind, _, _ in KINDS}


def every_kind(suite):
    """What the office may answer, known and new: the exit, one object, nothing unescaped."""
    office = Office(suite)
    door = FailingDaemon(office.store.socket, f"{office.store.path}/door.sock")
    through = {"options": ["--socket", door.path, "--act-as", OPERATOR]}
    try:
        for code, kind, status, retry in KINDS:
            door.answer = error(code, kind, retry)
            for words in (QUERY, COMMAND):
                patience = "20s" if retry == "never" else "1s"
                office.fails(words, status, kind, patience, **through)
        for name, line in NO_REPLIES.items():
            door.answer = lambda request, line=line: line
            for words in (QUERY, COMMAND):
                office.fails(words, 76, "badReply", **through)
        door.answer = lambda request: None
        office.fails(QUERY, 75, "connectionLost", "1s", **through)
        asked = threading.Event()
        door.answer = lambda request: asked.set() or b""
        started = subprocess.Popen(
            [office.client.program, *through["options"], *QUERY], env=office.client.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        expect(asked.wait(20), "the client never asked")
        started.send_signal(signal.SIGINT)
        out, _ = started.communicate(timeout=20)
        equal((out, started.returncode), (b"", 130), "the end after Ctrl-C")
    finally:
        door.close()
    return office.verdict()


def every_exit(suite):
    """Exits that the client finds itself, or an office that is as it should not be."""
    office = Office(suite)
    store, path = office.store, office.store.path
    office.fails(["box", "lits"], 64, "usage")
    office.fails(["box", "list", "--nonsense"], 64, "usage")
    office.fails(["box", "register"], 64, "usage")
    office.fails(["box", "list", "--limit", "x"], 64, "usage")
    office.fails(["box", "register", "B-1", "--occurred-on", "20/07/2016"], 64, "usage")
    office.fails(["projection", "rebuild", "--all"], 64, "confirmationNeeded")
    office.fails(["box", "register", "B-1", "--occurred-on", "2099-01-01"], 65, "refused")
    office.fails(["case", "show", "KSS-2016-0999"], 10, "notFound")
    office.fails(["operator", "register", "lain", "--roles", "worker"], 77, "forbidden")
    away = ["--socket", f"{path}/none.sock"]
    office.fails(["box", "list"], 69, "unreachable", "1s", options=away)
    office.fails(["log", "head", "-O", f"{path}/none/x"], 64, "usage")
    done = office.run([*QUERY, "-O", f"{path}/none/x.csv"])
    office.look(QUERY, done, 74, lambda err: office.for_programs(err, 74, "outputFailed"))
    with open("/dev/full", "wb") as full:
        done = office.run(QUERY, stdout=full)
        equal(done.returncode, 74, "exit on a full disk")
    home = f"{path}/settings"
    os.makedirs(f"{home}/peksos")
    with open(f"{home}/peksos/client.yaml", "w", encoding="utf-8") as file:
        file.write("colour: never\n")
    office.fails(["box", "list"], 78, "configuration", environment={"XDG_CONFIG_HOME": home})
    grant = ["operator", "grant", OPERATOR, "--role", "intake", "--expected-version", "99"]
    office.fails(grant, 11, "versionConflict", options=["--socket", store.socket])
    os.chmod(store.socket, 0o666)
    office.finds(["doctor"], 1)
    os.chmod(store.socket, 0o660)
    name = os.path.basename(made(store.connect(), verify=False)["backup"])
    copied = f"{path}/backup/log/{name}"
    log = max((f"{copied}/{file}" for file in os.listdir(copied)), key=os.path.getsize)
    flip(log, os.path.getsize(log) // 2, 0)
    office.finds(["backup", "verify", name, "--wait"], 2)
    store.configure("queries.threads: 2\n")
    office.finds(["config", "reload"], 3)
    reader, writer = os.pipe()
    os.close(reader)
    done = office.run(QUERY, stdout=writer)
    os.close(writer)
    equal((done.returncode, done.stderr), (141, b""), "the end of a reader who has seen enough")
    return office.verdict()


def checks(suite):
    yield "output: every kind of failure", every_kind
    yield "output: every exit status", every_exit
