# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""The client at a terminal: a count that loses it, a watched list, the pager, a prompt."""

import json
import os
import signal
import subprocess
import time

from connection import equal, expect, need
from faults_of_values import box, open_count
from harness import OPERATOR, read_events
from terminal import Terminal

REVERSE = "\x1b[7m"


class Client:
    """The client beside the daemon under test, with a home of its own in the store's directory."""

    def __init__(self, suite, store):
        self.program = os.path.join(os.path.dirname(suite.daemon), "peksosctl")
        need(os.access(self.program, os.X_OK), f"{self.program} was not built")
        self.arguments = [self.program, "--socket", store.socket, "--act-as", OPERATOR]
        self.environment = {
            "PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "id_ID.UTF-8",
            "HOME": store.path, "XDG_STATE_HOME": f"{store.path}/state",
            "XDG_CACHE_HOME": f"{store.path}/cache"}

    def at_terminal(self, *words, **more):
        environment = {**self.environment, **more}
        return Terminal([*self.arguments, *words], environment)

    def start(self, *words, acting=True):
        arguments = self.arguments if acting else self.arguments[:3]
        return subprocess.Popen(
            [*arguments, *words], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def drafts(self, store):
        folder = f"{store.path}/state/peksos"
        return os.listdir(folder) if os.path.isdir(folder) else []


def office(suite):
    store = suite.store().init().prepared().furnished()
    return store, Client(suite, store), store.connect(OPERATOR)


def counting(suite):
    """Closed, killed, interrupted: each time the count goes on where it was; one event at the end."""
    store, client, connection = office(suite)
    count = open_count(connection)
    head = connection.call("log.head")["position"]
    words = ("count", "record", count, "--counter", OPERATOR, "--occurred-on", "2016-07-01")
    # What was tender on that day, coins before notes; the note of 75,000 was not.
    kinds = 12
    # The answers in the order of the questions.
    answers = ["4", "10", "", "120", "1.000", "", "2"]

    stranger = client.at_terminal("count", "record", "HTG-2016-0999", *words[3:])
    equal(stranger.end(), 10, "status for a count that is not there")
    expect("keping: " not in stranger.seen, "nobody counts what will be refused")

    def begun(resumed):
        terminal = client.at_terminal(*words)
        if resumed:
            terminal.expect(f"{resumed} dari {kinds}")
        terminal.expect("keping: ")
        return terminal

    terminal = begun(0)
    for word in answers[:2]:
        terminal.line(word)
        terminal.expect("keping: ")
    terminal.close()
    # By the signal, or because the next word of the question could not be written.
    expect(terminal.end() != 0, "a closed terminal ends the client")

    terminal = begun(2)
    for word in answers[2:4]:
        terminal.line(word)
        terminal.expect("keping: ")
    terminal.kill()
    equal(terminal.end(), -signal.SIGKILL, "end of the killed client")

    terminal = begun(4)
    terminal.line(answers[4])
    terminal.expect("keping: ")
    terminal.type("\x03")
    terminal.expect("Draf disimpan:")
    equal(terminal.end(), 130, "status after Ctrl-C")
    equal(connection.call("log.head")["position"], head, "head before a yes")

    terminal = begun(5)
    for word in answers[5:]:
        terminal.line(word)
        terminal.expect("keping: ")
    for _ in range(kinds - len(answers) - 1):
        terminal.line("")
        terminal.expect("keping: ")
    terminal.line("1")
    terminal.expect("(Enter atau 0: tidak ada): ")
    terminal.line("")
    # 4 × 50, 10 × 100, 120 × 500, 1000 × 1000, 2 × 2000 in notes, and one of 100,000.
    terminal.expect("Jumlah Rp1.165.200")
    terminal.expect("dibetulkan: ")
    terminal.line("y")
    terminal.expect("posisi")
    equal(terminal.end(), 0, "status of the count")
    events = [event["type"] for event in read_events(connection, head)]
    equal(events, ["count.firstRecorded"], "events of the count")
    equal(client.drafts(store), [], "drafts after the count")


def watching(suite):
    """A watched list: in place with what changed in reverse; without a terminal, lines that changed."""
    _, client, connection = office(suite)
    connection.call(*box(box="B-1"))
    terminal = client.at_terminal("box", "list", "--watch=1s")
    first = terminal.expect("Ctrl-C")
    expect("B-1" in first and REVERSE + "B-1" not in first, f"the first screen: {first!r}")
    piped = client.start("box", "list", "--watch=1s", "-o", "jsonl")
    equal(json.loads(piped.stdout.readline())["box"], "B-1", "the first line")
    connection.call(*box(box="B-2"))
    second = terminal.expect("Ctrl-C")
    expect(REVERSE + "B-2" in second and REVERSE + "B-1" not in second, f"what changed: {second!r}")
    equal(json.loads(piped.stdout.readline())["box"], "B-2", "the changed line")
    terminal.type("\x03")
    equal(terminal.end(), 0, "status after Ctrl-C")
    piped.send_signal(signal.SIGINT)
    rest, complaint = piped.communicate(timeout=20)
    equal((rest, complaint, piped.returncode), ("", "", 0), "the end of the lines")
    for words in [("box", "register", "B-3"), ("box", "list", "--as-of", "2016-07-01"),
                  ("beneficiary", "find", "--name", "Anak")]:
        refused = client.start(*words, "--watch")
        equal(refused.wait(20), 64, f"status of {words} watched")


def paging(suite):
    """What is taller than the screen goes through the pager; what fits, is piped or forbids it does not."""
    _, client, connection = office(suite)
    for number in range(30):
        connection.call(*box(box=f"B-{number:02}"))
    mark = {"PEKSOS_PAGER": "sed s/^/P:/"}
    terminal = client.at_terminal("box", "list", **mark)
    terminal.expect("P:B-29")
    equal(terminal.end(), 0, "status behind a pager")
    for words in [("box", "list", "--no-pager"), ("box", "list", "--limit", "3")]:
        terminal = client.at_terminal(*words, **mark)
        equal(terminal.end(), 0, f"status of {words}")
        expect("P:" not in terminal.seen and "B-02" in terminal.seen, f"{words}: {terminal.seen!r}")
    terminal = client.at_terminal("box", "list", **mark, PAGER="false", TERM="dumb")
    equal(terminal.end(), 0, "status on a dumb terminal")
    expect("P:" not in terminal.seen and "\x1b" not in terminal.seen, "a dumb terminal")
    # A reader who has seen enough is no failure.
    terminal = client.at_terminal("box", "list", PEKSOS_PAGER="head -1")
    equal(terminal.end(), 0, "status behind a pager that quits")


def asking(suite):
    """What is missing is asked for; Ctrl-C before sending records nothing."""
    _, client, connection = office(suite)
    head = connection.call("log.head")["position"]
    terminal = client.at_terminal("box", "register")
    terminal.expect(": ")
    terminal.type("\x03")
    equal(terminal.end(), 130, "status after Ctrl-C")
    equal(connection.call("log.head")["position"], head, "head after Ctrl-C")
    terminal = client.at_terminal("box", "register", "--occurred-on", "2016-07-01")
    time.sleep(0.3)
    terminal.line("B-9")
    terminal.expect("posisi")
    equal(terminal.end(), 0, "status of the prompt")
    # Only a person has a sex, which is why the daemon asks for it and no form does.
    person = ("client", "register", "--area", "33.74", "--birth-year", "1985",
              "--occurred-on", "2016-07-01")
    terminal = client.at_terminal(*person)
    terminal.expect("nama")
    terminal.line("Tono Rekaan")
    terminal.expect("male = laki-laki")
    terminal.line("male")
    terminal.expect("KLN-2016-0001")
    equal(terminal.end(), 0, "status after the second question")
    done = client.start(*person, "--name", "Tono Rekaan", "--no-input")
    out, complaint = done.communicate(timeout=20)
    equal((out, done.returncode), ("", 64), "a person without a sex")
    expect("--sex <female|male|unknown>: jenis kelamin" in complaint
           and "peksosctl client register --help" in complaint, f"the way out: {complaint}")
    done = client.start("box", "register", "-o", "json")
    out, complaint = done.communicate(timeout=20)
    equal((out, done.returncode), ("", 64), "without a terminal")
    equal(json.loads(complaint)["error"]["data"]["kind"], "usage", "what scripts are told")


def examined(client, *words):
    """What the doctor found: (exit status, level of each check)."""
    # As the administrator, who may have the log checked.
    done = client.start("doctor", "-o", "json", *words, acting=False)
    out, complaint = done.communicate(timeout=60)
    equal(complaint, "", "complaints of the doctor")
    value = json.loads(out)
    equal(value["ok"], done.returncode == 0, "ok and the exit status")
    return done.returncode, {row["check"]: row["level"] for row in value["rows"]}


def doctor(suite):
    """Well, open to all, without a store behind it, gone: each state has its finding."""
    store, client, _ = office(suite)
    _, levels = examined(client, "--deep")
    for check in ("socket", "group", "cache", "identity", "daemon", "maps", "readers", "clock",
                  "log.verify", "projection.verify"):
        equal(levels.get(check), "good", f"level of {check} when all is well")
    os.chmod(store.socket, 0o666)
    status, levels = examined(client)
    equal((status, levels["socket"]), (1, "bad"), "a socket open to all")
    os.chmod(store.socket, 0o660)
    store.stop()
    status, levels = examined(client)
    equal((status, levels.get("daemon")), (1, "bad"), "no daemon")
    expect("maps" not in levels, f"a status without a daemon: {levels}")
    terminal = client.at_terminal("doctor")
    equal(terminal.end(), 1, "status at a terminal")
    expect("\x1b[31m✗" in terminal.seen, f"no sign in red: {terminal.seen!r}")


def checks(suite):
    yield "terminal: a count outlives its terminal", counting
    yield "terminal: a watched list", watching
    yield "terminal: the pager", paging
    yield "terminal: prompts", asking
    yield "terminal: the doctor", doctor
