# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What errors other than refusals advise is done as it is printed, and gets past them.

The remedies of refusals are run by the Swift tests; Tests/Golden/remedies.tsv names them.
"""

import json
import os
import pwd
import re
import shlex
import subprocess

from connection import Closed, Connection, equal, expect, kind_of, need
from damage import flip, occurrences, views_of
from faults_of_terminal import Client
from faults_of_views import flip_word
from harness import OPERATOR, check_sound, made, read_events, restore
from journal import Load


def advised(store, start):
    """What the last line of the daemon tells to run, from the word `start` on."""
    line = store.tail().split(" | ")[-1]
    found = re.search(rf"\b{start} [^\"|;]*", line)
    expect(found, f"no `{start}` in {line!r}")
    return shlex.split(found.group())


def run_advice(store, start):
    """Runs the one line that the daemon ended with."""
    words = advised(store, start)
    done = subprocess.run(words, check=False, capture_output=True, timeout=20)
    equal(done.returncode, 0, f"`{' '.join(words)}` ({done.stderr.decode()[-200:]})")


def start_refused(store):
    store.launch()
    equal(store.wait(20), 78, f"exit status ({store.tail()})")


def modes(suite):
    """A mode that is too wide: the `chmod` of the line, and the daemon starts."""
    for path, mode in [("key", 0o444), ("directory", 0o777), ("config", 0o666)]:
        store = suite.store().init()
        os.chmod(getattr(store, path), mode)
        start_refused(store)
        run_advice(store, "chmod")
        store.start()
        store.stop()


def parents(suite):
    """A folder above the store that others may write: the `chmod` of the line."""
    store = suite.store()
    outer = f"{store.path}/outer"
    os.mkdir(outer, 0o700)
    store.directory = f"{outer}/store"
    store.configure()
    store.init()
    os.chmod(outer, 0o777)
    start_refused(store)
    run_advice(store, "chmod")
    store.start()


def absent_store(suite):
    """No store yet: `peksosd init` as told, and a second one at another place as told."""
    store = suite.store()
    store.launch()
    equal(store.wait(20), 78, f"exit status ({store.tail()})")
    expect("run peksosd init first" in store.tail(), f"no way out in {store.tail()!r}")
    store.init()
    store.start()
    store.stop()
    status, output = store.run("init", "--training", "--config", store.config)
    expect(status != 0 and "choose another store.directory" in output, f"init again: {output!r}")
    store.directory = f"{store.path}/another"
    store.configure()
    status, output = store.run("init", "--training", "--config", store.config)
    equal(status, 0, f"init of another directory ({output})")
    store.start()


def configuration(suite):
    """A wrong file names line and key; the daemon starts once that line is put right."""
    store = suite.store().init()
    store.configure("office.nama: Kantor Uji\n")
    start_refused(store)
    found = re.search(rf"{re.escape(store.config)}:(\d+)", store.tail())
    expect(found and "name" in store.tail(), f"no line in {store.tail()!r}")
    with open(store.config, encoding="utf-8") as file:
        lines = file.read().splitlines()
    expect("nama" in lines[int(found.group(1)) - 1], f"line {found.group(1)} is not the wrong one")
    store.configure("office.name: Kantor Uji\n")
    status, output = store.run("check-config", store.config)
    equal((status, output), (0, ""), "check-config after the correction")
    store.prepared()
    # The same while it runs: a refusal whose remedy is the program itself.
    store.configure("office.nama: Kantor Lain\n")
    admin = store.connect()
    reply = admin.ask("config.reload")
    error = reply["error"]["data"]
    equal(error["refusal"], "configInvalid", "a reload of a wrong file")
    words = error["remedy"]["cli"].split()
    equal(words[0], "peksosd", "the program of the remedy")
    status, output = store.run(*words[1:], store.config)
    equal(status, 78, "check-config of the wrong file")
    expect(output.strip() in reply["error"]["message"], f"{output!r} is not in {reply}")
    store.configure("office.name: Kantor Lain\n")
    admin.call("config.reload")


class Shell:
    """The client beside the daemon, run by lines as people type them."""

    def __init__(self, suite, store):
        self.client = Client(suite, store)

    def run(self, *words, **more):
        process = self.client.start(*words, **more)
        out, err = process.communicate(timeout=30)
        return process.returncode, out, err

    def suggested(self, *words):
        """The line of a failure that names a command of the client."""
        status, _, err = self.run(*words)
        equal(status, 64, f"exit of {' '.join(words)} ({err!r})")
        return err


def wrong_words(suite):
    """What the client offers instead of a wrong word is taken, and runs."""
    store = suite.store().init().prepared().furnished()
    shell = Shell(suite, store)
    err = shell.suggested("organisation", "lisst")
    offered = re.search(r"Mungkin maksud Anda: ([^,\n]*)", err)
    expect(offered, f"nothing is offered: {err!r}")
    equal(shell.run(*offered.group(1).split())[0], 0, f"peksosctl {offered.group(1)}")
    err = shell.suggested("organisation", "list", "--knid", "lks")
    offered = re.search(r"Mungkin maksud Anda: (--\S+)", err)
    expect(offered, f"no flag is offered: {err!r}")
    equal(shell.run("organisation", "list", offered.group(1), "lks")[0], 0, offered.group(1))
    for words in (["organisation", "list", "--knid", "lks"], ["place", "register"]):
        told = re.search(r"peksosctl (.* --help)", shell.suggested(*words))
        expect(told, f"no page is named for {words}")
        equal(shell.run(*told.group(1).split())[0], 0, told.group())
    err = shell.suggested("organisasi")
    told = re.search(r"Semua perintah: (peksosctl)$", err, re.MULTILINE)
    expect(told, f"the overview is not named: {err!r}")
    equal(shell.run()[0], 0, "peksosctl")
    missing = re.search(r"Belum diisi: (.*)", shell.suggested("place", "register"))
    expect(missing, "what is missing is not named")
    given = {"--name": "Pasar Rekaan", "--area": "33.74", "--kind": "market", "--place": "P-1"}
    words = [word for flag in missing.group(1).split() for word in (flag, given[flag])]
    status, _, err = shell.run("place", "register", *words)
    expect("Belum diisi" not in err, f"{words} are still missing: {status} {err!r}")


def pages(suite):
    """Goods are undone by commands of their own; the remedy of an entry shows their pages."""
    store = suite.store().init().prepared()
    shell = Shell(suite, store)
    for words in ("distribution reverse-hand-over", "purchase receive", "purchase return-goods",
                  "stock take"):
        status, out, err = shell.run(*words.split(), "--help")
        equal(status, 0, f"peksosctl {words} --help ({err})")
        expect(f"peksosctl {words}" in out, f"no page of {words}: {out[:80]!r}")


def unreachable(suite):
    """Not running, never asked before: the same line works once the daemon is started."""
    store = suite.store().init()
    shell = Shell(suite, store)
    status, _, err = shell.run("operator", "list", acting=False)
    equal(status, 69, f"exit without a daemon ({err!r})")
    expect("systemctl status peksosd" in err or "jalankan peksosd" in err, f"no way out: {err!r}")
    store.start()
    status, _, err = shell.run("operator", "list", acting=False)
    equal(status, 0, f"exit once it runs ({err!r})")


def unknown_user(suite):
    """A user whom the office does not know may work once an administrator registered the uid."""
    need(os.getuid() == 0, "another user is needed")
    nobody = pwd.getpwnam("daemon").pw_uid
    store = suite.store().init().prepared()
    os.chmod(store.path, 0o755)
    os.chmod(store.socket, 0o666)

    def ask():
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setuid(nobody)
                os.write(writer, json.dumps(Connection(store.socket).ask("box.list")).encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as answer:
            text = answer.read()
        os.waitpid(child, 0)
        return json.loads(text or "{}")

    reply = ask()
    equal(kind_of(reply), "notAuthorised", f"the answer to a stranger ({reply})")
    data = reply["error"]["data"]
    expect("kepala" in data["mayGrant"], f"nobody to ask: {data}")
    expect(data["remedy"]["text"], "nothing to do")
    admin = store.connect(data["mayGrant"][0])
    admin.call("operator.register", {
        "operator": "pendatang", "uid": data["uid"], "roles": ["coordinator"]})
    equal(kind_of(ask()), None, "the answer after the registration")


def retried(suite):
    """Errors that say how to ask again: with the version read, a new id, other words, later."""
    store = suite.store().init().prepared()
    connection = store.connect(OPERATOR)

    def kind(method, **params):
        reply = connection.ask(method, params)
        return kind_of(reply), reply.get("error", {}).get("data", {})

    box = {"box": "B-1", "occurredOn": "2016-06-01"}
    command = "01890a5d-ac96-774b-bcce-b302099a8057"
    connection.call("box.register", {**box, "commandId": command})
    retire = {"box": "B-1", "occurredOn": "2016-06-02", "reason": "Sudah rusak dan bocor."}
    found, data = kind("box.retire", expectedVersion=7, **retire)
    equal(found, "versionConflict", "a stale version")
    equal(data["retry"], "afterRead", "what to do")
    equal(kind("box.retire", expectedVersion=data["actual"], **retire)[0], None, "the version told")
    other = {"box": "B-2", "occurredOn": "2016-06-01"}
    equal(kind("box.register", commandId=command, **other)[0], "commandIdReused", "an id again")
    equal(kind("box.register", **other)[0], None, "a new id")
    found, data = kind("box.regster", **box)
    equal(found, "methodNotFound", "a wrong method")
    equal(kind(data["nearest"][0], box="B-3", occurredOn="2016-06-01")[0], None, "the nearest")
    found, data = kind("box.register", bxo="B-4", occurredOn="2016-06-01")
    equal(found, "invalidParams", "a wrong param")
    equal(kind("box.register", **{data["nearest"][0]: "B-4"}, occurredOn="2016-06-01")[0], None,
          "the nearest param")
    found, data = kind("operator.list")
    equal(found, "forbidden", "a method of other roles")
    admin = store.connect()
    admin.call("operator.register", {"operator": "peran", "roles": []})
    role = [role for role in data["needs"] if role not in ("administrator", "dataProtection")]
    admin.call("operator.grant", {"operator": "peran", "role": role[0]})
    equal(kind_of(store.connect("peran").ask("operator.list")), None, "somebody with the role")
    head = connection.call("log.head")["position"]
    found, data = kind("box.list", atLeast=head + 9, deadlineMs=1)
    equal(found, "projectionStale", "more than there is")
    equal(data["remedy"]["cli"], "peksosctl log head", "the remedy")
    told = connection.call("log.head")["position"]
    equal(kind("box.list", atLeast=told)[0], None, "what the head of the log is")
    batch = [json.loads(connection.request("whoami", {})) for _ in range(2)]
    connection.send(json.dumps(batch).encode() + b"\n")
    data = json.loads(connection.line())["error"]["data"]
    equal(data["problem"], "batch", "two requests in one line")
    for request in batch:
        connection.send(json.dumps(request).encode() + b"\n")
        equal(json.loads(connection.line())["id"], request["id"], "one request a line")


def stopping(suite):
    """A command that met a stopping daemon is sent again, the same line, and is done once."""
    store = suite.store().init().prepared()
    command = {"box": "B-1", "occurredOn": "2016-06-01",
               "commandId": "01890a5d-ac96-774b-bcce-b302099a8057"}
    connection = store.connect(OPERATOR)
    connection.call("box.register", command)
    store.stop()
    store.start()
    again = Connection(store.socket)
    again.call("session.actAs", {"operator": OPERATOR})
    equal(again.call("box.register", command)["replayed"], True, "the same line after the restart")


def distrusted_views(suite):
    """Damaged views are not served: once the daemon runs anew, as its status says, all is there."""
    load = Load(suite, "remedy/views")
    store = load.store
    load.work(60)
    connection = store.connect(OPERATOR)
    right = connection.call("drive.list", {"limit": 1000})["rows"]
    connection.close()
    reply = None
    for _ in range(5):
        store.stop()
        flip_word(f"{views_of(store)}/data.mdb", b"Koin uji", 0)
        store.start()
        connection = store.connect(OPERATOR)
        try:
            reply = connection.ask("drive.list", {"limit": 1000})
        except Closed:
            # It ended before it could answer.
            reply = None
        connection.close()
        expect(store.wait() != 0, f"the daemon went on with damaged views ({store.tail()})")
        store.start()
        if reply:
            break
    expect(reply, "no question was answered")
    equal(kind_of(reply), "projectionStale", f"the answer of damaged views ({reply})")
    data = reply["error"]["data"]
    equal((data["projection"], data["retry"]), ("views", "later"), "what is stale, what to do")
    words = data["remedy"]["cli"].split()
    status, out, err = Shell(suite, store).run(*words[1:])
    equal(status, 0, f"{' '.join(words)} ({err})")
    expect(re.search(r"\bready\b|\bsiap\b", out), f"the status is not ready: {out}")
    connection = store.connect(OPERATOR)
    equal(connection.call("drive.list", {"limit": 1000})["rows"], right, "the rows, asked again")
    check_sound(store)


def damaged_record(suite):
    """A damaged record is found by the line that the error prints, and a backup brings it back."""
    load = Load(suite, "remedy/record")
    store = load.store
    load.work(1300)
    admin = store.connect()
    backup = made(admin)["backup"]
    victim = next(row for row in read_events(admin, 0) if row["type"] == "item.defined")
    show = {"position": victim["position"]}
    right = admin.call("events.show", show)["rows"]
    admin.close()
    store.stop()
    data = f"{store.directory}/log/data.mdb"
    with open(data, "rb") as file:
        places = list(occurrences(file.read(), victim["commandId"].encode()))
    expect(places, "the record was not found in the file")
    for place in places:
        flip(data, place, 0)
    store.start()
    reply = store.connect().ask("events.show", show)
    equal(kind_of(reply), "storeCorrupt", f"the record ({reply})")
    remedy = reply["error"]["data"]["remedy"]
    words = remedy["cli"].split()
    _, out, err = Shell(suite, store).run(*words[1:], acting=False)
    found = re.search(rf"\b{victim['position']}\b", out + err)
    expect(found, f"{' '.join(words)} does not name {victim['position']}: {out!r} {err!r}")
    expect("cadangan" in remedy["text"], f"no backup is spoken of: {remedy}")
    store.stop()
    os.rename(store.directory, f"{store.path}/damaged")
    status, output = restore(store, backup)
    equal(status, 0, f"restore ({output.strip()[-300:]})")
    store.start()
    reader = store.connect()
    equal(reader.call("events.show", show)["rows"], right, "the record, asked again")
    check_sound(store)


def checks(suite):
    yield "remedy: modes", modes
    yield "remedy: parents", parents
    yield "remedy: no store", absent_store
    yield "remedy: configuration", configuration
    yield "remedy: wrong words", wrong_words
    yield "remedy: pages", pages
    yield "remedy: unreachable", unreachable
    yield "remedy: unknown user", unknown_user
    yield "remedy: asked again", retried
    yield "remedy: stopping", stopping
    yield "remedy: distrusted views", distrusted_views
    yield "remedy: damaged record", damaged_record
