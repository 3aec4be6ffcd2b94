# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""Damaged or missing files, second daemons, foreign sockets, wrong modes, wrong keys."""

import os
import shutil
import socket
import stat
import subprocess
import time

from connection import equal, expect, need
from damage import occurrences, remove
from harness import check_sound
from journal import Load, stopped


def refused_log(suite, name, damage):
    """F16: a log that is shorter, older or altered is refused with status 78, and left as it is."""
    load = Load(suite, f"log/{name}")
    store = load.store
    load.work(30)
    store.stop()
    older = f"{store.path}/older.mdb"
    shutil.copy(f"{store.directory}/log/data.mdb", older)
    store.start()
    load.work(60)
    store.stop()
    data = f"{store.directory}/log/data.mdb"
    damage(load, data, older)
    with open(data, "rb") as file:
        before = file.read()
    store.launch()
    status = store.wait(20)
    equal(status, 78, f"exit status ({store.tail()})")
    with open(data, "rb") as file:
        expect(file.read() == before, "the refused log was changed")
    return store.tail().split(" | ")[-1][:160]


def truncate_log(load, data, older):
    os.truncate(data, 4096 * 4)


def put_older_log(load, data, older):
    shutil.copy(older, data)


def flip_newest(load, data, older):
    """Changes one byte in a payload of a newest record."""
    with open(data, "rb") as file:
        content = file.read()
    # A box's code is in its event's payload; the last copy in the file is of a newest page.
    place = content.rfind(b"perlengkapan sekolah")
    expect(place > 0, "no payload was found in the log")
    with open(data, "r+b") as file:
        for found in occurrences(content, b"perlengkapan sekolah"):
            file.seek(found)
            file.write(b"perlengkapan sekulah")


def zero_meta(load, data, older):
    with open(data, "r+b") as file:
        file.write(b"\0" * 8192)


def two_daemons(suite):
    """F17: a second daemon on the same store, also through a link, ends with 75 within a second."""
    load = Load(suite, "two")
    store = load.store
    link = f"{store.path}/link"
    os.symlink(store.directory, link)
    second = f"{store.path}/second.yaml"
    times = []
    for directory in (store.directory, link):
        with open(store.config, encoding="utf-8") as file:
            text = file.read()
        text = text.replace(f"directory: {store.directory}\n", f"directory: {directory}\n")
        text = text.replace(store.socket, f"{store.path}/second.sock")
        with open(second, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(second, 0o600)
        begin = time.monotonic()
        status, output = store.run("run", "--config", second, timeout=20)
        equal(status, 75, f"exit status of the second daemon on {directory} ({output[-300:]})")
        times.append(time.monotonic() - begin)
    # One of two may meet a machine that stands still.
    expect(min(times) < 1.5, f"the second daemon took its time: {times}")
    load.work(20)
    load.checker.check()


def stale_socket(suite):
    """F18: the socket file of a daemon that was killed is replaced."""
    load = Load(suite, "stale")
    load.store.kill()
    expect(os.path.exists(load.store.socket), "no socket file was left behind")
    load.store.start()
    load.work(5)
    mode = stat.S_IMODE(os.stat(load.store.socket).st_mode)
    equal(oct(mode), oct(0o660), "mode of the socket")


def foreign_socket(suite, what):
    """F18: a live socket, a link, a directory or a file in its place is left alone; status 78."""
    store = suite.store().init()
    listener = None
    if what == "live":
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(store.socket)
        listener.listen(1)
    elif what == "link":
        os.symlink(f"{store.path}/elsewhere", store.socket)
    elif what == "directory":
        os.mkdir(store.socket)
    else:
        with open(store.socket, "w", encoding="utf-8") as file:
            file.write("mine")
    before = os.lstat(store.socket).st_ino
    store.launch()
    status = store.wait(20)
    expect(status != 0, "the daemon ended as if all were well")
    equal(os.lstat(store.socket).st_ino, before, f"the {what} in place of the socket")
    if listener:
        listener.close()
    return f"exit {status}"


def wrong_mode(suite, what):
    """F31: modes or owners that are too wide are refused, and the line names the path."""
    store = suite.store().init()
    path, mode = {
        "key": (store.key, 0o444), "store": (store.directory, 0o777),
        "configuration": (store.config, 0o666),
    }[what]
    os.chmod(path, mode)
    store.launch()
    equal(store.wait(20), 78, f"exit status ({store.tail()})")
    expect(path in store.tail(), f"the line does not name {path}: {store.tail()}")


def wrong_key(suite, what):
    """F32: without the right master key nothing starts and no new key is made."""
    load = stopped(suite, f"key/{what}", 20)
    store = load.store
    with open(store.key, "rb") as file:
        right = file.read()
    os.chmod(store.key, 0o600)
    os.remove(store.key)
    if what == "other":
        with open(store.key, "wb") as file:
            file.write(load.random.randbytes(len(right)))
        os.chmod(store.key, 0o400)
    store.launch()
    equal(store.wait(20), 78, f"exit status ({store.tail()})")
    equal(os.path.exists(store.key), what == "other", "a key file is there")
    remove(store.key)
    with open(store.key, "wb") as file:
        file.write(right)
    os.chmod(store.key, 0o400)
    store.start()
    load.checker.check()
    check_sound(store)


def namespace(suite):
    """In a user namespace every peer looks like nobody: the daemon refuses to start."""
    need(shutil.which("unshare"), "unshare is not installed")
    done = subprocess.run(["unshare", "--user", "true"], check=False, capture_output=True)
    need(done.returncode == 0, "user namespaces are not allowed here")
    store = suite.store().init()
    store.launch(["unshare", "--user", "--map-root-user"])
    equal(store.wait(20), 78, f"exit status ({store.tail()})")


def checks(suite):
    for name, damage in [("truncated", truncate_log), ("older", put_older_log),
                         ("a payload altered", flip_newest), ("meta pages zeroed", zero_meta)]:
        yield f"log: F16 {name}", lambda s, n=name, d=damage: refused_log(s, n, d)
    yield "processes: F17 two daemons", two_daemons
    yield "processes: F18 stale socket", stale_socket
    for what in ("live", "link", "directory", "file"):
        yield f"processes: F18 foreign socket, {what}", lambda s, w=what: foreign_socket(s, w)
    for what in ("key", "store", "configuration"):
        yield f"processes: F31 wrong mode, {what}", lambda s, w=what: wrong_mode(s, w)
    for what in ("missing", "other"):
        yield f"processes: F32 master key, {what}", lambda s, w=what: wrong_key(s, w)
    yield "processes: in a user namespace", namespace
