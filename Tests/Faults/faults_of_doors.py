# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Who comes in and by which door: roles, other sockets, descriptors that are passed."""

import json
import os
import socket

from connection import Failed, equal, expect, kind_of


def identities(suite):
    """A wrong actor is a training matter; an operator without the role is forbidden."""
    store = suite.store().init().prepared()
    admin = store.connect()
    admin.call("operator.register", {"operator": "pembaca", "roles": ["reader"]})
    equal(kind_of(admin.ask("session.actAs", {"operator": "tidak-ada"})), "notFound", "actAs")
    reader = store.connect("pembaca")
    equal(kind_of(reader.ask("box.register", {"box": "B-1"})), "forbidden",
          "a reader who registers a box")


def other_doors(suite):
    """B26, B27: no TCP, no datagram, no abstract socket; passed descriptors are not taken."""
    store = suite.store().init().prepared()
    with open(f"/proc/{store.daemon_pid()}/net/unix", encoding="ascii") as file:
        abstract = [l.split()[-1] for l in file if "@" in l and "peksos" in l]
    equal(abstract, [], "abstract sockets")
    datagram = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        datagram.connect(store.socket)
        raise Failed("a datagram socket could connect")
    except OSError:
        pass
    finally:
        datagram.close()
    pid = store.daemon_pid()
    before = count_descriptors(pid)
    connection = store.connect()
    with open("/dev/null", "rb") as null:
        socket.send_fds(connection.sock, [connection.request("whoami", {})], [null.fileno()] * 8)
    expect("result" in json.loads(connection.line()), "a request with descriptors attached")
    expect(count_descriptors(pid) <= before + 2, "passed descriptors were installed")
    connection.close()


def count_descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def checks(suite):
    yield "input: roles", identities
    yield "input: B26 B27 other doors", other_doors
