# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""The daemon as systemd and an administrator see it: activation, notices, configuration."""

import grp
import os
import signal
import socket
import time

from callers import Callers
from connection import Failed, equal, expect, kind_of
from harness import OPERATOR


class Activated:
    """A store whose socket stays with us, as with systemd, while daemons come and go."""

    def __init__(self, suite):
        self.store = suite.store().init()
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(self.store.socket)
        self.listener.listen(64)

    def adopt(self):
        os.dup2(self.listener.fileno(), 3)
        # It may have been 3 all along, and then it would be closed by exec.
        os.set_inheritable(3, True)

    def start(self):
        self.store.start(
            ["sh", "-c", 'LISTEN_PID=$$ exec "$@"', "sh"], close_fds=False, preexec_fn=self.adopt,
            env={**os.environ, "LISTEN_FDS": "1", "LISTEN_FDNAMES": "control"})


def activation(suite):
    """A socket that systemd made is served, and still there when the daemon is gone."""
    activated = Activated(suite)
    store = activated.store
    activated.start()
    connection = store.connect()
    expect("uid" in connection.call("whoami").get("item", connection.call("whoami")), "whoami")
    connection.close()
    store.stop()
    expect(os.path.exists(store.socket), "the activated socket was removed")
    # The kernel keeps those who call while no daemon runs.
    waiting = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    waiting.settimeout(20)
    waiting.connect(store.socket)
    waiting.sendall(b'{"id":1,"jsonrpc":"2.0","method":"whoami"}\n')
    activated.start()
    expect(waiting.recv(65536), "no answer for the one who waited")
    waiting.close()
    activated.listener.close()


# Each ends a daemon at another moment of the lives of several connections.
RESTARTS = 25


def restarts(suite):
    """Nobody who connects while daemons come and go is left without an answer."""
    activated = Activated(suite)
    activated.start()
    callers = Callers(activated.store.socket, count=6)
    pauses = suite.random("restarts")
    for _ in range(RESTARTS):
        time.sleep(pauses.uniform(0.01, 0.1))
        activated.store.stop()
        activated.start()
    answered = callers.finish()
    activated.store.stop()
    activated.listener.close()
    return f"{RESTARTS} restarts, {answered}"


def notices(suite):
    """READY after the start, WATCHDOG while both threads tick, STOPPING at the end."""
    store = suite.store().init()
    path = f"{store.path}/notify"
    receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    receiver.bind(path)
    receiver.settimeout(15)
    store.start(env={**os.environ, "NOTIFY_SOCKET": path, "WATCHDOG_USEC": "4000000"})
    wait_notice(receiver, "READY=1")
    wait_notice(receiver, "WATCHDOG=1")
    os.kill(store.daemon_pid(), signal.SIGTERM)
    wait_notice(receiver, "STOPPING=1")
    equal(store.wait(), 0, "exit status after SIGTERM")
    receiver.close()


def wait_notice(receiver, wanted):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            text = receiver.recv(4096).decode()
        except socket.timeout:
            break
        if wanted in text.splitlines():
            return
    raise Failed(f"no {wanted}")


def check_config(suite):
    """`check-config` is silent when all is well; else 78, with file, line and the nearest name."""
    store = suite.store()
    status, output = store.run("check-config", store.config)
    equal((status, output), (0, ""), "check-config of a good file")
    status, _ = store.run("check-config", f"{store.path}/absent.yaml")
    equal(status, 0, "check-config of an absent file")
    for text, line, word in [
        ("sokcet:\n  path: /x\n", 1, "socket"), ("office:\n\tname: A\n", 2, "tab"),
        ("limits:\n  idle: 900\n", 2, "idleSeconds"), ("limits:\n  idleSeconds: 1\n", 2, "86400"),
        ("office: {name: A}\noffice: {name: B}\n", 2, "office"),
        ("backup:\n  keyringKeepDays: 31\n", 2, "30"), ("a: &x 1\n", 1, "&"),
        ("office: {name: A}\n---\noffice: {name: B}\n", 2, "---"),
    ]:
        with open(store.config, "w", encoding="utf-8") as file:
            file.write(text)
        status, output = store.run("check-config", store.config)
        equal(status, 78, f"check-config of {text!r} ({output})")
        expect(output.startswith(f"{store.config}:{line}: ") and word in output,
               f"check-config of {text!r} says {output!r}")
        equal(output.count("\n"), 1, f"lines that check-config says of {text!r}")


def reload(suite):
    """A valid file is applied as far as it can be; an invalid one changes nothing."""
    store = suite.store().init().prepared()
    admin = store.connect()
    store.configure("office.name: Kantor Uji\nqueries.threads: 2\n")
    done = admin.call("config.reload")
    done = done.get("item", done)
    equal([row["key"] for row in done["applied"]], ["office.name"], "applied")
    equal([row["key"] for row in done["needsRestart"]], ["queries.threads"], "needsRestart")
    store.configure("office.nama: Kantor Salah\n")
    reply = admin.ask("config.reload")
    equal(kind_of(reply), "refused/configInvalid", "an invalid file")
    rows = {row["key"]: row["value"] for row in admin.call("config.show")["rows"]}
    equal(rows["office.name"], "Kantor Uji", "the name after the invalid file")
    operator = store.connect(OPERATOR)
    equal(kind_of(operator.ask("config.reload")), "forbidden", "a reload by others")
    store.configure("office.name: Kantor Sinyal\n")
    os.kill(store.daemon_pid(), signal.SIGHUP)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        rows = {row["key"]: row["value"] for row in admin.call("config.show")["rows"]}
        if rows["office.name"] == "Kantor Sinyal":
            return
        time.sleep(0.05)
    raise Failed("SIGHUP did not reload the configuration")


def usage(suite):
    """Wrong words on the command line are 64; testing keys on a production store are 78."""
    group = f"socket.group: {grp.getgrgid(os.getgid()).gr_name}\n"
    store = suite.store(group)
    for arguments in (["rnu"], ["run", "--konfig", store.config], ["init", "--latihan"],
                      ["verify"]):
        status, output = store.run(*arguments)
        equal(status, 64, f"peksosd {' '.join(arguments)} ({output[-200:]})")
    with open(store.key, "wb") as file:
        file.write(os.urandom(32))
    os.chmod(store.key, 0o400)
    status, output = store.run("init", "--config", store.config)
    equal(status, 0, f"init of a production store ({output})")
    store.configure(group + "testing.mapSizeMiB: 8\n")
    store.launch()
    equal(store.wait(), 78, f"testing keys on a production store ({store.tail()})")
    store.configure(group)
    store.start()
    equal(kind_of(store.connect().ask("session.actAs", {"operator": "kepala"})), "forbidden",
          "actAs on a production store")
    status, output = store.run("init", "--config", store.config)
    expect(status != 0, f"init over an existing store ({output})")


def checks(suite):
    yield "service: socket activation", activation
    yield "service: restarts under callers", restarts
    yield "service: sd_notify", notices
    yield "service: check-config", check_config
    yield "service: config.reload", reload
    yield "service: usage, production store", usage
