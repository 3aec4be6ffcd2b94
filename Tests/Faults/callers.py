# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Clients that come without pause while daemons come and go."""

import threading
import time

from connection import Closed, Connection, Failed, expect

# Half of the daemon's patience for the first line of a client, seconds: who was not given the
# processor for longer between connecting and sending may find a stopping daemon gone.
LATE = 0.125


class Callers:
    """Connections without pause, each with a question that must be answered."""

    def __init__(self, path, count=4, pause=0.0):
        self.path, self.pause = path, pause
        self.stopping = threading.Event()
        self.answered, self.late, self.lost = 0, 0, []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def work(self):
        while not self.stopping.is_set():
            problem, took = None, 0.0
            try:
                connection = Connection(self.path, timeout=30)
                connected = time.monotonic()
                try:
                    connection.send(connection.request("system.hello", {}))
                finally:
                    took = time.monotonic() - connected
                connection.line()
                connection.close()
            except (Closed, Failed) as error:
                problem = f"{type(error).__name__}: {error}"
            with self.lock:
                if problem is None:
                    self.answered += 1
                elif took > LATE:
                    self.late += 1
                else:
                    self.lost.append(problem)
            time.sleep(self.pause)

    def finish(self):
        """How many were answered; the check fails when one was not."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)
        expect(self.answered > 0, "nobody was answered")
        expect(not self.lost, f"{len(self.lost)} of {self.answered} lost: {self.lost[:3]}")
        return f"{self.answered} connections" + (f", {self.late} too late" if self.late else "")
