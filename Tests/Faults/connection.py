# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What a check expects, and the connection on which it asks."""

import json
import shutil
import socket


class Failed(Exception):
    """A check found that the daemon broke a promise."""


class Skip(Exception):
    """A check cannot run here; the reason is printed and counted."""


def expect(condition, message):
    if not condition:
        raise Failed(message)


def equal(found, wanted, what):
    if found != wanted:
        raise Failed(f"{what}: expected {wanted!r}, got {found!r}"[:2000])


def need(condition, reason):
    if not condition:
        raise Skip(reason)


def need_command(name):
    need(shutil.which(name), f"{name} is not installed")


# ---------------------------------------------------------------- connections

class Closed(Exception):
    """The daemon closed the connection, or it died."""


class Connection:
    """One connection; requests and replies as lines of JSON."""

    def __init__(self, path, timeout=20.0):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(timeout)
        try:
            self.sock.connect(path)
        except OSError as error:
            self.sock.close()
            raise Closed(str(error)) from error
        self.pending = b""
        self.last_id = 0

    def send(self, data):
        try:
            self.sock.sendall(data)
        except OSError as error:
            raise Closed(str(error)) from error

    def line(self):
        """The next line as bytes without LF; notifications are passed over."""
        while True:
            while b"\n" not in self.pending:
                try:
                    chunk = self.sock.recv(65536)
                except socket.timeout as error:
                    raise Failed("no reply in time") from error
                except OSError as error:
                    raise Closed(str(error)) from error
                if not chunk:
                    raise Closed("end of the connection")
                self.pending += chunk
            line, self.pending = self.pending.split(b"\n", 1)
            if line and not line.startswith(b'{"jsonrpc":"2.0","method"'):
                return line

    def request(self, method, params):
        self.last_id += 1
        request = {"jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params}
        return json.dumps(request, ensure_ascii=False).encode() + b"\n"

    def ask(self, method, params=None):
        """The whole reply, an error included."""
        self.send(self.request(method, params or {}))
        reply = json.loads(self.line())
        equal(reply.get("id"), self.last_id, f"id of the reply to {method}")
        return reply

    def call(self, method, params=None):
        """The result; an error is a failure of the check."""
        reply = self.ask(method, params)
        if "error" in reply:
            raise Failed(f"{method} {json.dumps(params)[:300]}: {json.dumps(reply)[:600]}")
        return reply["result"]

    def close(self):
        self.sock.close()


def kind_of(reply):
    """The kind of an error, `refused/CODE` for a refusal, None for a result."""
    if "error" not in reply:
        return None
    data = reply["error"].get("data", {})
    if data.get("kind") == "refused":
        return f"refused/{data.get('refusal')}"
    return data.get("kind")
