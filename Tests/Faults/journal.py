# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Load on a daemon with a journal outside of the store, and the checker that compares the two."""

import json
import tempfile
import threading
import time

from connection import Closed, Failed, equal, expect, kind_of
from harness import OPERATOR, read_events

CLIENTS = 4
# How many events a command makes.
EVENTS = {"box.register": 1, "box.seal": 1, "drive.plan": 2, "beneficiary.register": 1,
          "item.define": 1}
NAMES = [f"{first}{last}" for first in ("Ba", "Da", "Gu", "Ka", "La", "Mu", "Ra", "Su")
         for last in ("reka", "rangan", "misal", "contoh", "umpama")]


class Journal:
    """What was sent and what was acknowledged, kept where the daemon's fate cannot reach it."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")
        self.lock = threading.Lock()
        self.sent = {}
        self.acknowledged = {}

    def send(self, command_id, method, params):
        with self.lock:
            self.sent[command_id] = (method, params)
            self.file.write(json.dumps(["sent", command_id, method, params]) + "\n")
            self.file.flush()

    def acknowledge(self, command_id, result):
        with self.lock:
            self.acknowledged[command_id] = result
            self.file.write(json.dumps(["acknowledged", command_id, result]) + "\n")
            self.file.flush()


class Commands:
    """Valid commands without end: one event, two streams at once, sealed data with a new key."""

    def __init__(self, random, prefix):
        self.random = random
        self.prefix = prefix
        self.number = 0
        self.unsealed = []

    def next(self):
        self.number += 1
        code = f"{self.prefix}-{self.number}"
        command_id = f"fault-{self.random.getrandbits(96):024x}"
        kind = self.random.choice(["register", "seal", "plan", "pupil", "item", "register"])
        if kind == "seal" and self.unsealed:
            box = self.unsealed.pop(self.random.randrange(len(self.unsealed)))
            method, params = "box.seal", {"box": box, "seal": f"S-{code}"}
        elif kind == "plan":
            method, params = "drive.plan", {
                "drive": f"D-{code}", "name": "Koin uji", "purpose": "perlengkapan sekolah",
                "categories": ["stationery"], "areas": ["33.74"], "from": "2016-07-01",
                "to": "2016-09-30", "organiser": "LMB-2016-0001"}
        elif kind == "pupil":
            # Some share a name, as in a school; pairs of records are kept for them.
            name = f"Anak {self.random.choice(NAMES)} {self.random.choice(NAMES)}"
            method, params = "beneficiary.register", {"name": name, "birthYear": 2006}
        elif kind == "item":
            method, params = "item.define", {
                "item": f"I-{code}", "name": "Buku tulis", "category": "stationery", "unit": "buah"}
        else:
            method, params = "box.register", {"box": f"B-{code}"}
            self.unsealed.append(params["box"])
        return command_id, method, {**params, "occurredOn": "2016-07-01", "commandId": command_id}

    def forget(self, method, params):
        """A command whose fate is not known: what it made must not be built upon."""
        if method == "box.register" and params["box"] in self.unsealed:
            self.unsealed.remove(params["box"])


class Client(threading.Thread):
    """One client that sends commands until the connection breaks or it is told to stop."""

    def __init__(self, store, journal, commands):
        super().__init__(daemon=True)
        self.store = store
        self.journal = journal
        self.commands = commands
        self.stopping = threading.Event()
        self.problem = None
        self.last_kind = None

    def run(self):
        try:
            connection = self.store.connect(OPERATOR, timeout=10.0)
        except (Closed, Failed):
            return
        while not self.stopping.is_set():
            command_id, method, params = self.commands.next()
            self.journal.send(command_id, method, params)
            try:
                reply = connection.ask(method, params)
            except (Closed, Failed):
                self.commands.forget(method, params)
                break
            kind = kind_of(reply)
            if kind is None:
                self.journal.acknowledge(command_id, reply["result"])
                continue
            self.commands.forget(method, params)
            self.last_kind = kind
            if kind not in ("outcomeUnknown", "draining", "busy", "storeFull", "storeIO"):
                self.problem = f"{method} {params}: {reply}"
                break
        connection.close()


def run_load(store, journal, makers, seconds, stop):
    """Clients for so long; `stop` is called while they work. Then nobody works any more."""
    clients = [Client(store, journal, maker) for maker in makers]
    for client in clients:
        client.start()
    time.sleep(seconds)
    outcome = stop()
    for client in clients:
        client.stopping.set()
    for client in clients:
        client.join(30)
        expect(client.problem is None, f"a valid command was refused: {client.problem}")
    return outcome


class Checker:
    """Compares the journal with the store after a restart."""

    def __init__(self, store, journal, random):
        self.store = store
        self.journal = journal
        self.random = random
        self.seen_head = 0
        self.settled = set()
        self.rows_of = {}

    def begin(self):
        """Everything up to now was not the load's."""
        connection = self.store.connect()
        events = read_events(connection, 0)
        self.seen_head = events[-1]["position"] if events else 0
        connection.close()

    def check(self):
        """Nothing acknowledged lost, nothing doubled, everything whole; then settles the rest."""
        admin = self.store.connect()
        self.read_new_events(admin)
        fresh = [c for c in self.journal.sent if c not in self.settled]
        for command_id in fresh:
            self.check_command(command_id)
        operator = self.store.connect(OPERATOR)
        acknowledged = [c for c in fresh if c in self.journal.acknowledged]
        for command_id in self.random.sample(acknowledged, min(3, len(acknowledged))):
            self.check_replay(operator, command_id)
            found = admin.call("events.show", {"commandId": command_id})
            equal(found.get("found"), True, f"events.show of {command_id}")
            equal([row["position"] for row in found["rows"]],
                  [row["position"] for row in self.rows_of[command_id]],
                  f"positions shown of {command_id}")
        unknown = [c for c in fresh if c not in self.journal.acknowledged]
        for command_id in unknown:
            self.settle(operator, command_id)
        self.read_new_events(admin)
        for command_id in unknown:
            self.check_command(command_id)
        self.settled.update(fresh)
        operator.close()
        admin.close()
        return len(acknowledged), len(unknown)

    def read_new_events(self, connection):
        rows = read_events(connection, self.seen_head)
        positions = [row["position"] for row in rows]
        wanted = list(range(self.seen_head + 1, self.seen_head + 1 + len(rows)))
        equal(positions, wanted, "positions are dense")
        for row in rows:
            self.take(row)
        self.seen_head += len(rows)

    def take(self, row):
        command_id = row["commandId"]
        expect(command_id in self.journal.sent, f"an event of a command nobody sent: {row}")
        earlier = self.rows_of.setdefault(command_id, [])
        if earlier:
            equal(row["position"], earlier[-1]["position"] + 1,
                  f"events of {command_id} are together")
        earlier.append(row)

    def check_command(self, command_id):
        method, _ = self.journal.sent[command_id]
        rows = self.rows_of.get(command_id, [])
        result = self.journal.acknowledged.get(command_id)
        if result is None:
            expect(len(rows) in (0, EVENTS[method]),
                   f"{command_id} ({method}) is there in part: {rows}")
            return
        equal(len(rows), EVENTS[method], f"events of the acknowledged {command_id} ({method})")
        for event, row in zip(result["events"], rows):
            for member in ("type", "stream", "streamVersion", "position"):
                equal(row[member], event[member], f"{member} of {command_id}")

    def check_replay(self, connection, command_id):
        method, params = self.journal.sent[command_id]
        again = connection.call(method, params)
        equal(again.pop("replayed"), True, f"replayed of {command_id}")
        first = {k: v for k, v in self.journal.acknowledged[command_id].items() if k != "replayed"}
        equal(again, first, f"the reply to {command_id} sent again")

    def settle(self, connection, command_id):
        """Sends a command of unknown fate again, as a client would."""
        method, params = self.journal.sent[command_id]
        was_there = command_id in self.rows_of
        reply = connection.ask(method, params)
        if kind_of(reply) in ("notFound",) and not was_there:
            # It was built upon something that is not there either; it stays undone.
            del self.journal.sent[command_id]
            return
        expect("result" in reply, f"{command_id} sent again: {reply}")
        equal(reply["result"]["replayed"], was_there, f"replayed of {command_id} sent again")
        self.journal.acknowledge(command_id, reply["result"])


# ---------------------------------------------------------------- the load of a check

class Load:
    """A prepared store with a journal, a checker and command makers for its clients."""

    def __init__(self, suite, name, extra="", parent=None):
        self.random = suite.random(name)
        self.store = suite.store(extra, parent).init().prepared().furnished()
        self.journal = Journal(f"{self.store.path}/journal.jsonl")
        self.checker = Checker(self.store, self.journal, self.random)
        self.checker.begin()
        self.makers = [Commands(suite.random(f"{name}/{n}"), f"K{n}") for n in range(CLIENTS)]

    def keep_journal_outside(self):
        """What was acknowledged must not be written down on the disk that fails."""
        self.journal.file.close()
        self.journal.file = tempfile.TemporaryFile("w", encoding="utf-8")

    def run(self, seconds, stop):
        return run_load(self.store, self.journal, self.makers, seconds, stop)

    def send_until_broken(self, limit=400):
        """One client's commands one after the other; (kind of the failure or None, how many)."""
        connection = self.store.connect(OPERATOR)
        for number in range(limit):
            command_id, method, params = self.makers[0].next()
            self.journal.send(command_id, method, params)
            try:
                reply = connection.ask(method, params)
            except Closed:
                self.makers[0].forget(method, params)
                return "closed", number
            kind = kind_of(reply)
            if kind is not None:
                self.makers[0].forget(method, params)
                return kind, number
            self.journal.acknowledge(command_id, reply["result"])
        return None, limit

    def work(self, commands=60):
        """One client's commands, all of which are done."""
        kind, number = self.send_until_broken(commands)
        equal(kind, None, f"the kind after {number} commands")


def stopped(suite, name, commands=60):
    """A store with some work in it, stopped cleanly."""
    load = Load(suite, name)
    load.work(commands)
    load.store.stop()
    return load
