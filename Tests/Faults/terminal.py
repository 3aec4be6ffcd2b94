# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""The client at a terminal: a pseudo terminal whose other end a check types on and reads."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

from connection import Failed


class Terminal:
    """One run of a program with a terminal of its own as its three streams."""

    def __init__(self, arguments, environment, rows=24, columns=80):
        self.seen = ""
        self.read_until = 0
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            # A child that cannot be started must not go on as a second copy of the check.
            try:
                os.execve(arguments[0], arguments, environment)
            finally:
                os._exit(127)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, size)

    def _read(self, seconds):
        """Whether something came; what came is added to what was seen."""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            data = b""
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def expect(self, text, seconds=20.0):
        """Reads until a text stands after what was read before; answers what came before it."""
        deadline = time.monotonic() + seconds
        while True:
            place = self.seen.find(text, self.read_until)
            if place >= 0:
                before = self.seen[self.read_until:place]
                self.read_until = place + len(text)
                return before
            if time.monotonic() > deadline or not self._read(0.2):
                rest = self.seen[self.read_until:]
                raise Failed(f"{text!r} did not come, but {rest[-800:]!r}")

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def line(self, text):
        self.type(text + "\n")

    def kill(self, number=signal.SIGKILL):
        os.kill(self.pid, number)

    def close(self):
        """The terminal is gone, as when its window is closed."""
        os.close(self.descriptor)
        self.descriptor = -1

    def end(self, seconds=20.0):
        """The exit status, negative for a signal, once the program ended."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                if self.descriptor >= 0:
                    while self._read(0.0) and select.select([self.descriptor], [], [], 0)[0]:
                        pass
                    self.close()
                return os.waitstatus_to_exitcode(status)
            if self.descriptor >= 0:
                self._read(0.05)
            else:
                time.sleep(0.02)
        self.kill()
        os.waitpid(self.pid, 0)
        raise Failed(f"still running after {seconds} s: {self.seen[-400:]!r}")
