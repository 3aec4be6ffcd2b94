# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""What the client prints: every method in every format and language, and that the check can fail."""

import os
import stat

from connection import equal, expect
from faults_of_terminal import Client
from faults_of_values import box, open_count
from harness import OPERATOR
from output_params import Params
from output_reports import Reports
from output_sweep import Sweep
from output_tour import Tour
from scenario_stores import STORES, folder

# A client that changes what another one prints.
BROKEN = """#!/bin/sh
'{client}' "$@" {filter}
"""
COLOURED = "&& case \"$*\" in *'box list'*) printf 'lihat \\033[1mini\\033[0m\\n' ;; esac"


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


def scenarios(suite):
    """Each method on the stores of the scenarios; no query is silent on all of them."""
    folder()
    tour = Tour(suite, program(suite))
    for names in STORES.values():
        tour.office(names)
    equal(tour.wrong, [], "outcomes")
    equal(tour.silent(), [], "methods without data")
    print(tour.summary(), flush=True)
    return tour.summary()


def program(suite):
    return os.path.join(os.path.dirname(suite.daemon), "peksosctl")


def broken(suite, store, method, line):
    """What a sweep of one method says of a client that changes its output."""
    path = f"{store.path}/peksosctl"
    with open(path, "w", encoding="utf-8") as file:
        file.write(BROKEN.format(client=Client(suite, store).program, filter=line))
    os.chmod(path, stat.S_IRWXU)
    sweep = Sweep(path, store.socket, store.path)
    params = Params(store, sweep.document)
    entry = sweep.methods[method]
    sweep_one = Reports(sweep).report if entry.get("x-report") else sweep.method
    operator, found, _ = params.found(entry)
    sweep_one(entry, operator, found)
    return sweep.wrong


def broken_client(suite):
    """A client that adds a coloured line to its data is caught by the same look."""
    wrong = broken(suite, furnished(suite), "box.list", COLOURED)
    for output, problem in [("-o table", "escape byte"), ("-o json", "escape byte")]:
        expect(any(output in one and problem in one for one in wrong), f"{output}: {wrong}")


def checks(suite):
    yield "output: a client that adds to its data is caught", broken_client
    yield "output: every method on the stores of the scenarios", scenarios
