# peksos: an event store for social workers' offices.
# Copyright (c) 2026 the peksos authors.
# Licensed under the Apache License, Version 2.0; see LICENSE.
#
# SPDX-License-Identifier: Apache-2.0
"""The stores that the office scenarios leave behind, and every call on the way there."""

import argparse
import contextlib
import importlib.util
import io
import os
import shlex
import sys

from connection import equal, need

STORES = {
    "coin drive": ("khas-2016.jsonl", "khas-goods.jsonl"),
    "casework": ("casework-2016.jsonl",),
    "profession": ("profession.jsonl",),
}


def folder():
    """Where the runner and its scenarios lie; a skip when they are not here."""
    project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    path = os.environ.get("PEKSOS_SCENARIOS", f"{project}/../shared/scenario")
    needed = ["run.py", *(name for names in STORES.values() for name in names)]
    for name in needed:
        need(os.path.isfile(f"{path}/{name}"), f"no {name} in {path}")
    return path


def runner_of(path, before, after):
    """The runner as it is, but for a look at each call on its way out and back."""
    # Nothing is written beside the runner.
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec = importlib.util.spec_from_file_location("scenario_run", f"{path}/run.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes

    class Watched(module.Connection):
        """A connection that knows whom it speaks for."""

        operator = None

        def call(self, method, params):
            before(self.operator, method, params)
            reply = super().call(method, params)
            if method == "session.actAs" and "result" in reply:
                self.operator = params["operator"]
            after(self.operator, method, params, reply)
            return reply

    module.Connection = Watched
    return module


def played(suite, store, names, before, after):
    """Plays scenarios on an empty store to their end; its daemon runs again then."""
    path = folder()
    command = f"exec {suite.daemon} run --config {store.config} >>{store.log} 2>&1"
    options = argparse.Namespace(
        socket=store.socket, daemon_command=f"sh -c {shlex.quote(command)}", timeout=30,
        start_timeout=30, stop_on_failure=False, verbose=False,
        scenario=[f"{path}/{name}" for name in names])
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = runner_of(path, before, after).Runner(options).run()
    equal(status, 0, f"status of the scenarios ({said.getvalue()[-600:]})")
    store.start()
