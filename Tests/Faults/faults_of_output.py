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
from output_sweep import Sweep

# A client that writes a colour where there is no terminal, and a line of its own into the data.
BROKEN = """#!/bin/sh
'{client}' "$@"
status=$?
case "$*" in *"box list"*) printf 'lihat \\033[1mini\\033[0m\\n' ;; esac
exit $status
"""


def furnished(suite):
    """A store with a count, boxes, and an operator of every role that may stand alone."""
    store = suite.store().init().prepared().furnished()
    connection = store.connect(OPERATOR)
    open_count(connection)
    connection.call(*box(box="B-2"))
    admin = store.connect()
    operators = {"kepala": None, OPERATOR: None, "pendaftar": ["registrar"], "pengawas": ["auditor"],
                 "penerima": ["intake"], "pengurus": ["board"], "pembaca": ["reader"]}
    for name, roles in operators.items():
        if roles:
            admin.call("operator.register", {"operator": name, "roles": roles})
    return store, list(operators)


def every_method(suite):
    """Each method, six formats, two languages: data alone on standard output, one object a failure."""
    store, operators = furnished(suite)
    sweep = Sweep(Client(suite, store).program, store.socket, operators, store.path)
    sweep.everything()
    equal(sweep.wrong, [], "outcomes")
    expect(sweep.exits[0] > 500, f"too few runs gave data: {dict(sweep.exits)}")
    return f"{sweep.runs} runs, {sweep.exits[0]} with data, {len(sweep.refusals)} kinds of failure"


def broken_client(suite):
    """A client that adds a coloured line to its data is caught by the same look."""
    store, operators = furnished(suite)
    broken = f"{store.path}/peksosctl"
    with open(broken, "w", encoding="utf-8") as file:
        file.write(BROKEN.format(client=Client(suite, store).program))
    os.chmod(broken, stat.S_IRWXU)
    sweep = Sweep(broken, store.socket, operators, store.path)
    methods = [one for one in sweep.catalogue()["methods"] if one["name"] == "box.list"]
    sweep.method(methods[0])
    expect(any("escape byte" in wrong for wrong in sweep.wrong), "the colour went unnoticed")
    expect(any("json" in wrong and "not one line" in wrong for wrong in sweep.wrong),
           "the line among the data went unnoticed")


def checks(suite):
    yield "output: a client that adds to its data is caught", broken_client
    yield "output: every method in every format", every_method
