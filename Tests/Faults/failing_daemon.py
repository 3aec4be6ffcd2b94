# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""A door before a daemon's: greetings go through, every other request gets the answer wanted."""

import contextlib
import json
import os
import socket
import threading

from connection import Connection

# What a client asks before its own request.
GREETINGS = {"system.hello", "rpc.discover", "session.actAs"}


class FailingDaemon:
    """Answers on a socket of its own until it is closed."""

    def __init__(self, behind, path):
        self.behind, self.path = behind, path
        # Bytes for a request; None closes the connection, b"" says nothing at all.
        self.answer = lambda request: None
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(path)
        os.chmod(path, 0o600)
        self.listener.listen(8)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        behind = Connection(self.behind)
        # A client that has what it wanted is gone without a word.
        with contextlib.suppress(OSError), client, client.makefile("rb") as lines:
            for line in lines:
                request = json.loads(line)
                if request["method"] in GREETINGS:
                    behind.send(line)
                    reply = behind.line() + b"\n"
                else:
                    reply = self.answer(request)
                if reply is None:
                    break
                client.sendall(reply)
        behind.close()

    def close(self):
        self.listener.close()
        os.unlink(self.path)


def error(code, kind, retry="never", **more):
    """An answer that says no."""
    def answer(request):
        data = {"kind": kind, "retry": retry, **more}
        message = "Tidak bisa \u001b[31mapa pun\u202e."
        reply = {"id": request["id"], "jsonrpc": "2.0",
                 "error": {"code": code, "data": data, "message": message}}
        return json.dumps(reply, ensure_ascii=True, sort_keys=True).encode() + b"\n"
    return answer
