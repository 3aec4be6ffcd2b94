# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What the fault checks share: stores, daemons, what must hold of them, the list of checks."""

import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time

from connection import Closed, Connection, Failed, Skip, equal, expect

OPERATOR = "petugas"
ROLES = ["coordinator", "treasurer", "worker", "storekeeper", "supervisor"]
# What `peksosd verify` exits with.
SOUND, TAMPERED, DAMAGED = 0, 1, 2


class Store:
    """A training store in a directory of its own, and the daemon that serves it."""

    def __init__(self, suite, extra="", parent=None):
        self.suite = suite
        self.path = tempfile.mkdtemp(prefix="peksos-fault.", dir=parent)
        shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.state = tempfile.mkdtemp(prefix="peksos-fault.", dir=shared)
        self.process = None
        self.socket = f"{self.path}/control.sock"
        self.directory = f"{self.path}/store"
        self.key = f"{self.path}/master-key"
        self.log = f"{self.path}/daemon.log"
        self.configure(extra)
        suite.stores.append(self)

    def configure(self, extra=""):
        """Writes the configuration; `extra` is more YAML, whole sections."""
        sections = {
            "store": {"directory": self.directory, "stateDirectory": self.state},
            "keys": {"file": self.key},
            "access": {"bootstrapAdministrators": f"{{kepala: {os.getuid()}}}"},
            "socket": {"path": self.socket},
            "backup": {"directory": f"{self.path}/backup"},
        }
        # Test disks are small: the water marks of an office would stop them at once.
        sections["store"].update({"warnMiB": 40, "stopMiB": 36, "reserveMiB": 32})
        for line in extra.splitlines():
            key, _, value = line.partition(": ")
            if key.strip():
                section, name = key.strip().split(".")
                sections.setdefault(section, {})[name] = value
        text = ""
        for section, members in sections.items():
            text += f"{section}:\n" + "".join(f"  {k}: {v}\n" for k, v in members.items())
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(self.config, 0o600)

    @property
    def config(self):
        return f"{self.path}/peksosd.yaml"

    def run(self, *arguments, timeout=60, wrapper=()):
        """A command of peksosd to its end: (status, output)."""
        done = subprocess.run(
            [*wrapper, self.suite.daemon, *arguments], timeout=timeout, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def init(self):
        status, output = self.run("init", "--training", "--generate-key", "--config", self.config)
        equal(status, 0, f"init ({output.strip()[-400:]})")
        return self

    def launch(self, wrapper=(), arguments=(), **more):
        """Starts the daemon without waiting for it; `more` goes to the process as it is."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*wrapper, self.suite.daemon, "run", "--config", self.config, *arguments],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **more)
        return self

    def start(self, wrapper=(), timeout=60.0, **more):
        """Starts the daemon and waits until it is ready; answers the seconds it took."""
        begin = time.monotonic()
        self.launch(wrapper, **more)
        while True:
            status = self.poll_status()
            if status is not None and status != "starting":
                return time.monotonic() - begin
            code = self.process.poll()
            if code is not None:
                raise Failed(f"the daemon ended with {code}: {self.tail()}")
            if time.monotonic() - begin > timeout:
                raise Failed(f"not ready after {timeout} s: {self.tail()}")
            time.sleep(0.005)

    def poll_status(self):
        try:
            connection = Connection(self.socket, timeout=2.0)
        except Closed:
            return None
        try:
            return connection.call("system.status").get("state")
        except (Closed, Failed):
            return None
        finally:
            connection.close()

    def tail(self):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                return " | ".join(log.read().splitlines()[-4:])[-800:]
        except OSError:
            return "(no log)"

    def connect(self, operator=None, timeout=20.0):
        connection = Connection(self.socket, timeout)
        if operator:
            connection.call("session.actAs", {"operator": operator})
        return connection

    def prepared(self):
        """Started, with an operator who may do what the checks do."""
        self.start()
        admin = self.connect()
        admin.call("operator.register", {"operator": OPERATOR, "roles": ROLES})
        admin.close()
        return self

    def furnished(self):
        """With the organisation that planned drives name, LMB-2016-0001."""
        connection = self.connect(OPERATOR)
        connection.call("organisation.register", {
            "name": "Lembaga Rekaan", "kinds": ["lks"], "area": "33.74",
            "occurredOn": "2016-06-01"})
        connection.close()
        return self

    def daemon_pid(self):
        """The daemon itself, also below strace and the like."""
        pid = self.process.pid
        while True:
            try:
                with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
                    children = file.read().split()
            except OSError:
                return pid
            if not children or os.path.realpath(f"/proc/{pid}/exe") == self.suite.daemon:
                return pid
            pid = int(children[0])

    def kill(self):
        if self.process and self.process.poll() is None:
            try:
                os.kill(self.daemon_pid(), signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait(20)

    def wait(self, timeout=20.0):
        """The exit status, once it ended by itself."""
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"still running after {timeout} s") from error

    def stop(self):
        """Asks it to stop, which it does in order."""
        if self.process and self.process.poll() is None:
            os.kill(self.daemon_pid(), signal.SIGTERM)
        equal(self.wait(), 0, "exit status after SIGTERM")

    def forget(self):
        """Removes everything; called once, at the end of a check."""
        if self.process and self.process.poll() is None:
            self.kill()
        for path in (self.path, self.state):
            shutil.rmtree(path, ignore_errors=True)


def journal_of(store):
    """What the daemon of a store has told so far."""
    with open(store.log, encoding="utf-8", errors="replace") as log:
        return log.read()


# ---------------------------------------------------------------- what must hold of any store

def wait_job(connection, started):
    """The finished job's value."""
    job = started
    while job.get("state") in ("running", "queued"):
        job = connection.call("job.wait", {"job": started["job"], "waitMs": 10000})
        job = job.get("item", job)
    return job


def back_up(connection, verify=True):
    """Makes a backup; the job's value."""
    return wait_job(connection, connection.call("backup.create", {"verify": verify}))


def made(connection, verify=True):
    job = back_up(connection, verify)
    equal(job.get("state"), "done", f"state of backup.create ({job})")
    return job["result"]


def restore(store, name, keyring=None, log=None, ledger=None, more=(), wrapper=()):
    """`peksosd restore` of a backup into the store's directory: (status, output)."""
    shelf = f"{store.path}/backup"
    return store.run(
        "restore", "--training", "--config", store.config,
        "--log", log or f"{shelf}/log/{name}",
        "--keyring", keyring or f"{shelf}/keyring/{name}",
        "--ledger", ledger or f"{shelf}/erasures", *more, wrapper=wrapper)


def verify(store, directory, *more):
    """(status, report) of `peksosd verify`."""
    status, output = store.run("verify", directory, *more)
    try:
        return status, json.loads(output.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return status, {"output": output}


def check_sound(store, full=True):
    """The chain verifies, and every read model equals a rebuild."""
    admin = store.connect()
    scope = "full" if full else "quick"
    job = wait_job(admin, admin.call("log.verify", {"scope": scope}))
    equal(job.get("state"), "done", f"state of log.verify ({job})")
    equal(job["result"].get("verdict"), "sound", f"verdict of log.verify ({job['result']})")
    if full:
        job = wait_job(admin, admin.call("projection.verify", {"all": True}))
        equal(job.get("state"), "done", f"state of projection.verify ({job})")
        rows = job["result"]
        rows = rows.get("rows", rows) if isinstance(rows, dict) else rows
        expect(rows, "projection.verify named no projection")
        unequal = [row for row in rows if not row.get("equal")]
        equal(unequal, [], "read models that differ from a rebuild")
    admin.close()


def read_events(connection, after):
    """Every event after a position."""
    rows = []
    while True:
        page = connection.call("events.read", {"after": after, "limit": 1000})
        rows += page["rows"]
        if not page["rows"]:
            return rows
        after = page["rows"][-1]["position"]


# ---------------------------------------------------------------- the suite

class Suite:
    """Runs checks one after the other and counts."""

    def __init__(self, daemon, seed, cycles):
        self.daemon = os.path.realpath(daemon)
        self.seed = seed
        self.cycles = cycles
        self.stores = []
        # Moments at which an erasure, a rotation, a restore or the start after it was killed.
        self.kill_points = 0
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}
        self.require_all = os.environ.get("PEKSOS_FAULTS_REQUIRE") == "all"

    def random(self, name):
        """Numbers of one check, the same for the same seed."""
        return random.Random(f"{self.seed}/{name}")

    def store(self, extra="", parent=None):
        return Store(self, extra, parent)

    def report(self, outcome, name, detail=""):
        if outcome == "skipped" and self.require_all:
            outcome = "failed"
        self.counts[outcome] += 1
        mark = {"passed": "ok", "failed": "FAILED", "skipped": "skipped:"}[outcome]
        print(f"{mark:8} {name}{': ' + detail if detail else ''}", flush=True)

    def check(self, name, function, *arguments):
        begin = time.monotonic()
        try:
            note = function(self, *arguments)
            took = f"{time.monotonic() - begin:.1f} s"
            self.report("passed", name, f"{note}, {took}" if note else took)
        except Skip as reason:
            self.report("skipped", name, str(reason))
        except Exception as error:  # pylint: disable=broad-except
            # Whatever ends one check must not end all others without a count.
            detail = f"{type(error).__name__}: {error}"
            tails = [store.tail() for store in self.stores]
            self.report("failed", name, detail + (f" [{tails[-1]}]" if tails else ""))
        finally:
            for store in self.stores:
                store.forget()
            self.stores = []

    def finish(self):
        counts = self.counts
        if self.kill_points:
            print(f"{self.kill_points} kill points of erasure, rotation and restore")
        print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
        return 1 if counts["failed"] else 0
