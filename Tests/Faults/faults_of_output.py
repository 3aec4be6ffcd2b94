# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What the client prints: each method in each format and language, and that the check can fail."""

import os
import stat
import time

from connection import equal, expect
from faults_of_terminal import Client
from faults_of_values import box, open_count
from harness import OPERATOR
from output_params import Params
from output_reports import Reports
from output_sweep import Sweep
from output_tour import Tour
from scenario_stores import STORES, folder

# A client that changes what another one prints where its words say so.
BROKEN = """#!/bin/sh
case "$*" in
*'{words}'*) '{client}' "$@" | {filter} ;;
*) exec '{client}' "$@" ;;
esac
"""
COLOURED = "(cat; printf 'lihat \\033[1mini\\033[0m\\n')"
PAGES = {
    "a script": ("s#</body>#<script>alert(1)</script></body>#", "<script>"),
    "an escape byte": ("s#</h1>#\\x1b[31m</h1>#", "escape byte"),
    "a picture from elsewhere": ("s#</h1>#<img src=\"https://contoh.id/x\"/></h1>#", "<img>"),
    "an open tag": ("s#</h1>#<b></h1>#", "not well formed"),
}


def furnished(suite):
    """A store with a count, boxes, and an operator of every role that may stand alone."""
    store = suite.store().init().prepared().furnished()
    connection = store.connect(OPERATOR)
    open_count(connection)
    connection.call(*box(box="B-2"))
    admin = store.connect()
    for name, role in {"pendaftar": "registrar", "pengawas": "auditor", "penerima": "intake",
                       "pengurus": "board", "pembaca": "reader"}.items():
        admin.call("operator.register", {"operator": name, "roles": [role]})
    return store


def program(suite):
    return os.path.join(os.path.dirname(suite.daemon), "peksosctl")


def scenarios(suite):
    """Each method on the stores of the scenarios; no query is silent on all of them."""
    folder()
    # What counts from today must not change between two runs of a line: Jakarta's midnight is near.
    left = 86400 - (time.time() + 7 * 3600) % 86400
    if left < 600:
        time.sleep(left + 1)
    tour = Tour(suite, program(suite))
    for names in STORES.values():
        tour.office(names)
    print(f"output sweep: {tour.summary()}", flush=True)
    equal(tour.wrong, [], "outcomes")
    equal(tour.silent(), [], "queries without data")
    return None if tour.has_weasyprint() else "no weasyprint: pdf left out"


def broken(suite, store, method, words, line):
    """What a sweep of one method says of a client that changes its output."""
    path = f"{store.path}/peksosctl"
    client = Client(suite, store).program
    with open(path, "w", encoding="utf-8") as file:
        file.write(BROKEN.format(client=client, words=words, filter=line))
    os.chmod(path, stat.S_IRWXU)
    sweep = Sweep(path, store.socket, store.path)
    params = Params(store, sweep.document)
    entry = sweep.methods[method]
    operator, found, _ = params.found(entry)
    params.close()
    if entry.get("x-report"):
        Reports(sweep).language(entry, sweep.words(entry, found), operator, "id")
    else:
        sweep.method(entry, operator, found)
    return sweep.wrong


def broken_client(suite):
    """A client that adds a coloured line to its data is caught by the same look."""
    wrong = broken(suite, furnished(suite), "box.list", "box list", COLOURED)
    for output in ("-o table", "-o json", "-o csv"):
        expect(any(output in one and "escape byte" in one for one in wrong), f"{output}: {wrong}")


def broken_page(suite):
    """A page that runs, fetches or hides something is caught, and an honest one is not."""
    store = furnished(suite)
    for name, (command, problem) in PAGES.items():
        wrong = broken(suite, store, "report.officeDigest", "-o html", f"sed '{command}'")
        expect(any("-o html" in one and problem in one for one in wrong), f"{name}: {wrong}")
    equal(broken(suite, store, "report.officeDigest", "-o nothing", "cat"), [], "an honest page")


def checks(suite):
    yield "output: a client that adds to its data is caught", broken_client
    yield "output: a page that is not harmless is caught", broken_page
    yield "output: every method on the stores of the scenarios", scenarios
