# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""The installed daemon as systemd would run it: its unit's command line, socket and notices."""

import json
import os
import signal
import socket
import subprocess
import time

from clean_root import Unit
from connection import Connection, Failed, equal

CREDENTIALS = "/run/credentials/peksosd.service"
NOTICES = "/run/notify"
# Keeps what systemd keeps over a restart: the listening socket.
AGAIN = 'while [ ! -e /run/peksosd/enough ]; do sh -c \'LISTEN_PID=$$ exec "$@"\' sh "$@"; done'


class Served:
    """The daemon of a root under systemd-socket-activate, with a fake notify socket."""

    def __init__(self, root, again=False, first=False, watchdog_seconds=2):
        self.root = root
        service, listening = Unit(root, "peksosd.service"), Unit(root, "peksosd.socket")
        self.socket = listening["ListenStream"]
        self.notices = Notices(root)
        self.pid_file = f"{root.outside('/var/lib/peksosd')}/lock"
        status, said = root.run(*service.command("ExecStartPre"), user=service["User"])
        equal((status, said), (0, ""), "ExecStartPre")
        if root.exists("/run/peksosd/enough"):
            os.unlink(root.outside("/run/peksosd/enough"))
        user = service["User"]
        command = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups",
                   *service.command()]
        if first:
            # Before whatever else the machine does, as where it has nothing else to do.
            command = ["nice", "-n", "-20", *command]
        if again:
            command = ["sh", "-c", AGAIN, "sh", *command]
        variables = {"NOTIFY_SOCKET": NOTICES, "CREDENTIALS_DIRECTORY": CREDENTIALS,
                     "WATCHDOG_USEC": str(watchdog_seconds * 1_000_000)}
        self.log = open(root.outside("/var/log/peksosd.test"), "ab")
        self.process = subprocess.Popen(
            root.words(["systemd-socket-activate", "-l", self.socket,
                        f"--fdname={listening['FileDescriptorName']}",
                        *(word for k, v in variables.items() for word in ("-E", f"{k}={v}")),
                        *command]),
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.wait_until(lambda: root.exists(self.socket), "a listening socket")
        root.must("chown", f"{listening['SocketUser']}:{listening['SocketGroup']}", self.socket)
        root.must("chmod", listening["SocketMode"], self.socket)

    def ready(self):
        """The first connection starts it; the seconds until READY=1."""
        begin = time.monotonic()
        connection = Connection(self.root.outside(self.socket))
        self.notices.wait("READY=1")
        took = time.monotonic() - begin
        connection.close()
        return took

    def wait_until(self, condition, what, seconds=20):
        deadline = time.monotonic() + seconds
        while not condition():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"no {what}: {self.tail()}")
            time.sleep(0.005)

    def tail(self):
        return " | ".join(self.root.read("/var/log/peksosd.test").splitlines()[-4:])[-800:]

    def daemon_pid(self):
        with open(self.pid_file, encoding="ascii") as file:
            return int(file.read().split()[0])

    def call(self, user, *words):
        """A result of the client as a user, in JSON."""
        said = self.root.must("peksosctl", "--no-input", "-o", "json", *words, user=user)
        return json.loads(said)

    def stop(self):
        """As systemd stops it; STOPPING=1 is seen, the exit status is 0."""
        with open(self.root.outside("/run/peksosd/enough"), "w", encoding="ascii"):
            pass
        os.kill(self.daemon_pid(), signal.SIGTERM)
        self.notices.wait("STOPPING=1")
        equal(self.process.wait(30), 0, f"exit status after SIGTERM ({self.tail()})")
        self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(20)
        self.notices.close()
        self.log.close()
        if self.root.exists(self.socket):
            os.unlink(self.root.outside(self.socket))


class Notices:
    """The socket of the service manager."""

    def __init__(self, root):
        self.path = root.outside(NOTICES)
        if os.path.exists(self.path):
            os.unlink(self.path)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        os.chmod(self.path, 0o666)
        self.seen = []

    def wait(self, wanted, seconds=20):
        """Waits for a line that begins so and was not waited for before; the line."""
        deadline = time.monotonic() + seconds
        while True:
            while self.seen:
                line = self.seen.pop(0)
                if line.startswith(wanted):
                    return line
            self.socket.settimeout(max(deadline - time.monotonic(), 0.001))
            try:
                self.seen += self.socket.recv(4096).decode().splitlines()
            except socket.timeout as error:
                raise Failed(f"no notice {wanted}") from error

    def close(self):
        self.socket.close()
